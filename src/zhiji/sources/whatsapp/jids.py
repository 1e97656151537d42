"""Jids, the app's own ids of accounts and chats, and the names that go with them.

The databases and what tools make of them name everybody so: 4915100000@s.whatsapp.net a person by number, 1000@lid one
whose number is hidden, 120363000@g.us a group. Where a lid's number is known the number's jid stands for both, so that
exports from before and after WhatsApp hid it meet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from zhiji.chat import Account, Chat, ChatKind

SOURCE_NAME = "whatsapp"
_NUMBER, _LID, _GROUP = "s.whatsapp.net", "lid", "g.us"
_KINDS: dict[str, ChatKind] = {_NUMBER: "direct", _LID: "direct", _GROUP: "group", "newsletter": "group"}
_DEVICE = re.compile(r"\A(\d+)(?:[.:_]\d+)+(?=@)")  # which of a person's phones it was
_OWN = {"0": "WhatsApp", "status": "Status"}


def tidy(raw: object) -> str:
    """A jid without the device, "" if it is none; a bare number is one of a person."""
    if not isinstance(raw, str) or not raw or len(raw) > 200:
        return ""
    if raw.isascii() and raw.isdigit():
        return f"{raw}@{_NUMBER}"
    user, at, server = raw.partition("@")
    if not at or not user or raw == "-1":
        return ""
    if server == "c.us":  # as WhatsApp Web calls them
        raw = f"{user}@{_NUMBER}"
    return _DEVICE.sub(r"\1", raw)


def server(jid: str) -> str:
    """What a jid is of: "g.us" for groups."""
    return jid.rpartition("@")[2]


def is_person(jid: str) -> bool:
    """Whether a jid is a person's."""
    return server(jid) in (_NUMBER, _LID)


def number(jid: str) -> str:
    """The telephone number that a jid tells; "" if it hides it."""
    user = jid.partition("@")[0]
    return f"+{user}" if server(jid) == _NUMBER and user.isdigit() and len(user) > 4 else ""


class Book:
    """Accounts and chats of one export, each made once. The owner's own jid is in none of the databases."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.numbers: dict[str, str] = {}  # lid -> the jid that tells the number
        self.owner = Account(name="You", native="me", source=SOURCE_NAME, owner=True)
        self.nobody = Account(name="", source=SOURCE_NAME)
        self._accounts: dict[tuple[str, str], Account] = {}
        self._chats: dict[str, Chat] = {}

    def jid(self, raw: object) -> str:
        """The jid that stands for this one: tidy, and with the number instead of a lid."""
        jid = tidy(raw)
        return self.numbers.get(jid, jid)

    def learn(self, jid: str, *names: object) -> None:
        """Take the first of some names for a jid that has none yet."""
        if jid and jid not in self.names:
            name = next((one.strip() for one in names if isinstance(one, str) and one.strip()), "")
            if name:
                self.names[jid] = name

    def name(self, jid: str) -> str:
        """What somebody is called: the name that is known, else the number."""
        return self.names.get(jid) or _OWN.get(jid.partition("@")[0]) or number(jid)

    def account(self, jid: str, name: str = "") -> Account:
        """The account of a jid; of a mere name, where there is no jid."""
        key = (jid, "" if jid in self.names else name)
        known = self._accounts.get(key)
        if known is None:
            shown = self.names.get(jid) or name or self.name(jid)
            known = Account(name=shown, native=jid or None, source=SOURCE_NAME)
            self._accounts[key] = known
        return known

    def chat(self, jid: str, name: str = "") -> Chat:
        """The chat of a jid."""
        known = self._chats.get(jid)
        if known is None:
            kind: ChatKind | None = _KINDS.get(server(jid))
            known = Chat(name=name or self.name(jid) or jid, native=jid, source=SOURCE_NAME, kind=kind)
            self._chats[jid] = known
        return known


def unmarked(names: Mapping[str, object], *keys: str) -> tuple[str, ...]:
    """Different names out of a row, without blanks around them."""
    found = (
        value.strip("\u200e\u200f\u202a\u202c \n") for key in keys if isinstance(value := names.get(key), str)
    )
    return tuple(dict.fromkeys(name for name in found if name))
