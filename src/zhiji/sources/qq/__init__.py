"""QQ: what its old message manager writes (text and .mht), and what QQChatExporter writes (JSON, chunks, text).

`manager_text.py` and `manager_page.py` read the message manager's files, `exporter.py` and `exporter_text.py` those of
QQChatExporter; `exporter_content.py` tells what one of its messages holds, `exporter_people.py` who speaks. `marks.py`
knows what is written where there is no text, `names.py` how QQ writes names, `locked.py` says what can't be read.
`window.py` reads what was copied out of a window and saved.
"""

from __future__ import annotations

from zhiji.sources.formats import App
from zhiji.sources.protocol import Guide
from zhiji.sources.qq.exporter import Exporter
from zhiji.sources.qq.exporter_text import ExporterText
from zhiji.sources.qq.locked import Locked
from zhiji.sources.qq.manager_page import ManagerPage
from zhiji.sources.qq.manager_text import ManagerText
from zhiji.sources.qq.names import SOURCE_NAME
from zhiji.sources.qq.window import Window

__all__ = ["SOURCE"]

SOURCE = App(
    name=SOURCE_NAME,
    guide=Guide(
        title="QQ",
        checked="2026-11-25",
        how_en="QQ for Windows up to 9.7 and TIM: open the message manager, right-click a chat or a group of chats, Export "
        "messages, as text (.txt) or .mht. Newer QQ has no export of its own: use QQChatExporter (a free tool of others), "
        "choose JSON, single or in chunks, with files if you like, and add the .json with its resources folder beside it, "
        "or the folder with manifest.json.",
        how_zh="Windows 版 QQ 9.7 及以前、TIM：打开消息管理器，右键联系人、群或分组，导出消息记录，选文本文件（.txt）或 .mht。"
        "新版 QQ 没有导出功能：用 QQChatExporter（第三方免费工具）导出 JSON（单文件或分块，可带资源），"
        "添加 .json（资源文件夹 resources 放在旁边），或添加含 manifest.json 的文件夹。",
        reads_en="Message manager: chats, names, numbers, times (wall clock, no time zone), text, system lines; pictures and "
        "voices only as that there was one, also those inside an .mht. QQChatExporter V4 to V6, JSON and chunks: also ids, "
        "replies, mentions, recalls, forwarded bundles, cards, files beside the export, nicknames and group cards; its .txt "
        "tells no ids. Also messages copied out of a window and saved as .txt. Not read: its HTML and Excel files, pictures' web addresses, avatars, reactions, and QQ's own "
        "databases (nt_msg.db, Msg3.0.db), which are encrypted.",
        reads_zh="消息管理器：聊天、名字、QQ 号、时间（本地时间，无时区）、文字、系统消息；图片和语音只知道此处有一个，.mht 里的图片也"
        "不取出。QQChatExporter V4 到 V6 的 JSON 和分块：另有编号、回复、提及、撤回、合并转发、卡片、导出目录里的文件、昵称和群名片；"
        "它的 .txt 没有编号。也读取从聊天窗口复制、另存为 .txt 的消息。不读：它的 HTML 和 Excel、图片的网址、头像、表情回应，以及 QQ 自己的数据库"
        "（nt_msg.db、Msg3.0.db，均已加密）。",
        files=("全部消息记录*.txt", "*消息记录*.mht", "group_*_*.json", "friend_*_*.json", "*_chunked_jsonl"),
        places=(".qq-chat-exporter/exports",),
    ),
    formats=[Exporter(), ExporterText(), ManagerText(), ManagerPage(), Window(), Locked()],
)
