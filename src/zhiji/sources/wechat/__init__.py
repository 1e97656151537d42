"""WeChat has no export of its own: these are the files that people's tools write of its chats.

One module for each family of formats; what they share is in `kinds`, `wording` (what was typed, out of what a tool
writes) and `people` (chats and accounts by WeChat's own ids, so that copies from several tools meet).
"""

from __future__ import annotations

from zhiji.sources.formats import App
from zhiji.sources.protocol import Guide
from zhiji.sources.wechat import analysis, chatlog, memotrace, pywxdump, texts, weflow, wxcli

FORMATS = (
    weflow.FILE,
    weflow.ANSWER,
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

SOURCE = App(
    name="wechat",
    guide=Guide(
        title="WeChat",
        checked="2026-11-25",
        how_en="WeChat exports nothing itself. Add what a tool made of your own chats: JSON or CSV of WeFlow or echotrace, CSV of "
        "PyWxDump (with the users.json beside it), CSV or TXT of MemoTrace (WeChatMsg), JSON, CSV or text of chatlog, JSON of "
        "wx-cli, the zip of WeChatDataAnalysis. JSON is best: it has exact times and WeChat's own message ids. Leave MemoTrace's "
        "folders “name(wxid)” as they are, they tell whose chat it is.",
        how_zh="微信本身没有导出功能。请添加您用工具导出的自己的聊天：WeFlow 或 echotrace 的 JSON、CSV，PyWxDump 的 CSV（连同旁边的 "
        "users.json），MemoTrace（留痕）的 CSV 或 TXT，chatlog 的 JSON、CSV 或文本，wx-cli 的 JSON，WeChatDataAnalysis 的 zip。"
        "首选 JSON：它有准确时间和微信自己的消息编号。请保留 MemoTrace 的“名字(wxid)”文件夹，它说明是谁的聊天。",
        reads_en="Text, quotes, links, files, places, calls, transfers, forwarded bundles, transcripts, notices, and names from the "
        "lists of members. The same chat from several tools becomes one. Not read: HTML, Word and Excel files, MemoTrace's "
        "training data, chatlog text without years; WeFlow's CSV and TXT (without its JSON of the same name beside them) and "
        "MemoTrace's CSV of all chats don't tell the chat's id, so such a chat "
        "stays beside its other copies.",
        reads_zh="读取文字、引用、链接、文件、位置、通话、转账、合并转发、语音转文字、系统消息，以及成员名单里的名字。"
        "同一聊天由多个工具导出也只算一份。不读取 HTML、Word、Excel、MemoTrace 的训练数据和没有年份的 chatlog 文本；"
        "WeFlow 的 CSV 和 TXT（旁边没有同名 JSON 时）以及 MemoTrace 的全部消息 CSV 不含聊天编号，这样的聊天会与其他副本并存。",
    ),
    formats=FORMATS,
)
