"""WeChat has no export of its own: these are the files that people's tools write of its chats, and decrypted databases.

One module for each family of tools' formats; what they share is in `kinds`, `wording` (what was typed, out of what a
tool writes) and `people` (chats and accounts by WeChat's own ids, so that copies from several tools meet). zhiji
decrypts nothing; databases that were decrypted are read by `database_v4.py`, on Windows before by `database_v3.py`, on
Mac and iPhone by `database_chats.py`, on Android by `database_android.py`. What a message in one says is in `appmsg.py`
for all of them, which files belong together in `database_places.py`, who is who in `database_people.py`.
"""

from __future__ import annotations

from zhiji.sources.formats import App
from zhiji.sources.protocol import Guide
from zhiji.sources.wechat import (
    analysis,
    chatlog,
    memotrace,
    pywxdump,
    texts,
    weflow,
    weflow_markdown,
    weflow_sql,
    wxcli,
)
from zhiji.sources.wechat.database_android import DatabaseAndroid
from zhiji.sources.wechat.database_chats import DatabaseChats
from zhiji.sources.wechat.database_v3 import DatabaseV3
from zhiji.sources.wechat.database_v4 import DatabaseV4

FORMATS = (
    DatabaseV4(),
    DatabaseV3(),
    DatabaseChats(),
    DatabaseAndroid(),
    weflow.FILE,
    weflow.ANSWER,
    weflow_markdown.FORMAT,
    weflow_sql.FORMAT,
    chatlog.LIST,
    chatlog.TABLE,
    pywxdump.TABLE,
    pywxdump.LIST,
    memotrace.OLD,
    memotrace.NEW,
    memotrace.CONTACTS,
    memotrace.TRAINING,
    wxcli.FORMAT,
    analysis.FORMAT,
    texts.MEMOTRACE,
    texts.CHATLOG,
)
GUIDE = Guide(
    title="WeChat",
    checked="2026-11-25",
    how_en="WeChat exports nothing itself, and zhiji decrypts nothing. Add what a tool made of your own chats: JSON, CSV, Markdown or SQL of "
    "WeFlow or echotrace, CSV of PyWxDump (with the users.json beside it), CSV or TXT of MemoTrace (WeChatMsg), JSON, CSV or text of "
    "chatlog, JSON of wx-cli, the zip of WeChatDataAnalysis. JSON is best: it has exact times and WeChat's own message ids. Leave "
    "MemoTrace's folders “name(wxid)” as they are, they tell whose chat it is. If a tool that you trust has already decrypted your "
    "databases, add their folder as a whole: WeChat 4's data folder or its db_storage, WeChat 3's MSG0.db and MicroMsg.db (or a "
    "merged MSG_ALL.db), a Mac's msg_0.db, Android's EnMicroMsg.db; those in an unencrypted iPhone backup can be added as they are. "
    "Messages copied from the desktop app go in with `zhiji add --paste`.",
    how_zh="微信本身没有导出功能，知己也不做任何解密。请添加您用工具导出的自己的聊天：WeFlow 或 echotrace 的 JSON、CSV、Markdown、SQL，PyWxDump 的 CSV（连同"
    "旁边的 users.json），MemoTrace（留痕）的 CSV 或 TXT，chatlog 的 JSON、CSV 或文本，wx-cli 的 JSON，WeChatDataAnalysis 的 zip。"
    "首选 JSON：它有准确时间和微信自己的消息编号。请保留 MemoTrace 的“名字(wxid)”文件夹，它说明是谁的聊天。如果您信任的工具已经解密了您自己的"
    "数据库，请把整个文件夹一起添加：微信 4 的数据目录或 db_storage，微信 3 的 MSG0.db 和 MicroMsg.db（或合并后的 MSG_ALL.db），Mac 版的 "
    "msg_0.db，安卓的 EnMicroMsg.db；未加密的 iPhone 备份里的数据库可以直接添加。从桌面版复制的消息用 `zhiji add --paste` 加入。",
    reads_en="Text, quotes as replies, links, files, places, calls, transfers, forwarded bundles, WeChat's own transcripts, notices, and "
    "names from the lists of members and contacts. The same chat from several tools becomes one. Of data folders also the voices, "
    "videos and documents in them. Not read: HTML, Word and Excel files, MemoTrace's training data, chatlog text without years, "
    "encrypted databases and pictures (.dat), stickers' pictures, Moments, favourites.",
    reads_zh="读取文字、引用（作为回复）、链接、文件、位置、通话、转账、合并转发、微信自带的语音转文字、系统消息，以及成员名单和通讯录里的名字。"
    "同一聊天由多个工具导出也只算一份。数据目录里的语音、视频和文件也会读取。不读取 HTML、Word、Excel、MemoTrace 的训练数据、"
    "没有年份的 chatlog 文本、仍加密的数据库和图片（.dat）、表情图片、朋友圈、收藏。",
    files=(
        "*@chatroom*.json",
        "wxid_*.json",
        "message_*.db",
        "msg*.db",
        "merge_all.db",
        "enmicromsg.db",
        "*weflow*",
        "*memotrace*",
    ),
)
SOURCE = App(name="wechat", guide=GUIDE, formats=FORMATS)

__all__ = ["FORMATS", "GUIDE", "SOURCE"]
