"""What a message of WeChat says, from its type and its content: plain text, or XML that differs by type.

The types are the same in all versions of the app and on all its platforms; the databases only keep the contents in
different places. Pictures, voices, calls and the like are in `database_contents.py`, type 49 (links, files, quotes,
forwarded chats, transfers) is in `database_cards.py`, lines of the app itself are in `database_notices.py`.
"""

from __future__ import annotations

from zhiji.sources.wechat import database_cards, database_contents, database_markup, database_notices
from zhiji.sources.wechat.database_body import Body, Naming

TEXT, APP = 1, 49
SYSTEM = frozenset({10000, 10002, 11000, 9999, 51})  # 51: the app talks to itself, nothing is shown


def read(base: int, sub: int, content: str, naming: Naming) -> Body:
    """What a message says. `content` comes without the sender that groups put before it, `sub` is 0 if not told."""
    if base == TEXT:
        return Body(text=content)
    if base in SYSTEM:
        return database_notices.read(content, naming)
    root = database_markup.parse(content)
    if root is not None and root.name == "sysmsg":  # notices of joining have types of their own on phones
        return database_notices.read(content, naming)
    if base == APP or (root is not None and root.find("appmsg") is not None):
        return database_cards.read(sub, content, root, naming)
    return database_contents.read(base, content, root)
