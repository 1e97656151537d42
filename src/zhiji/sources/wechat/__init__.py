"""WeChat: the databases of its apps, once they are decrypted.

zhiji decrypts nothing. Version 4 is in `database_v4.py`, version 3 on Windows in `database_v3.py`, on Mac and iPhone in
`database_chats.py`, on Android in `database_android.py`; what a message says is in `appmsg.py` for all of them, which
files belong together in `database_places.py`, who is who in `database_people.py`.
"""

from __future__ import annotations

from zhiji.sources.formats import App
from zhiji.sources.protocol import Guide
from zhiji.sources.wechat.database_android import DatabaseAndroid
from zhiji.sources.wechat.database_chats import DatabaseChats
from zhiji.sources.wechat.database_v3 import DatabaseV3
from zhiji.sources.wechat.database_v4 import DatabaseV4

GUIDE = Guide(
    title="WeChat",
    checked="2026-11-25",
    how_en=(
        "WeChat has no export of its own, and zhiji decrypts nothing. If a tool that you trust has already decrypted "
        "your databases, add the folder: WeChat 4's data folder or its db_storage (message_0.db, contact.db ...), "
        "WeChat 3's (MSG0.db, MicroMsg.db, or a merged MSG_ALL.db), a Mac's msg_0.db, Android's EnMicroMsg.db. The "
        "databases in an unencrypted iPhone backup (MM.sqlite, message_1.sqlite, WCDB_Contact.sqlite) can be added as they are. "
        "Add all of them together: names are in one database, messages in others. Adding again adds what is new."
    ),
    how_zh=(
        "微信没有导出功能，知己也不做任何解密。如果您信任的工具已经解密了您自己的数据库，请直接添加整个文件夹："
        "微信 4 的数据目录或其中的 db_storage（message_0.db、contact.db 等），微信 3 的 MSG0.db、MicroMsg.db（或合并后的 MSG_ALL.db），"
        "Mac 版的 msg_0.db，安卓的 EnMicroMsg.db。未加密的 iPhone 备份里的数据库（MM.sqlite、message_1.sqlite、WCDB_Contact.sqlite）可以直接添加。"
        "请把它们放在一起添加：名字和消息在不同的数据库里。再次添加只会加入新的内容。"
    ),
    reads_en=(
        "Read from decrypted databases: messages of all chats with their times and ids, quotes as replies, @ mentions, links, "
        "files, places, calls, transfers and red packets, forwarded chats message by message, notices, voices with WeChat's own "
        "transcripts, videos and documents that lie in the data folder; contacts with remarks and group names. Not read: "
        "encrypted databases, pictures (.dat files are encrypted), stickers' pictures, Moments, favourites, deleted rows."
    ),
    reads_zh=(
        "从已解密的数据库读取：全部聊天的消息及其时间和编号、引用（作为回复）、@提及、链接、文件、位置、通话、转账和红包、"
        "合并转发（逐条）、系统提示、语音及微信自带的转写文字，以及数据目录里的视频和文件；联系人的备注和群昵称。"
        "不读取：仍加密的数据库、图片（.dat 文件是加密的）、表情图片、朋友圈、收藏、已删除的记录。"
    ),
)
SOURCE = App(
    name="wechat", guide=GUIDE, formats=[DatabaseV4(), DatabaseV3(), DatabaseChats(), DatabaseAndroid()]
)
