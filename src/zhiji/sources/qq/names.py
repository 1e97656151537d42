"""Who and where: names as QQ writes them, with a number or an address behind, as accounts and chats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhiji.chat import Account, Chat, ChatKind

SOURCE_NAME = "qq"
NOBODY = Account(name="", source=SOURCE_NAME)
_TITLES = re.compile(r"(?:【[^【】]*】\s*)+")
_NUMBER = re.compile(r"(.*)\(([1-9]\d{4,11})\)", re.DOTALL)
_MAIL = re.compile(r"(.*)<([^<>\s@]+@[^<>\s@]+)>", re.DOTALL)
_QQ_MAIL = re.compile(r"([1-9]\d{4,11})@qq\.com", re.IGNORECASE)
_SYSTEM_NUMBERS = {"10000", "1000000"}
_SYSTEM_NAME = "系统消息"
_GROUPS = ("群", "多人聊天", "讨论组")
_FRIENDS = ("好友", "陌生人", "黑名单", "家人")


@dataclass(frozen=True, slots=True)
class Named:
    """A sender as a message's first line tells them; `account` is nobody's where the app itself speaks."""

    account: Account
    mail: str = ""

    @property
    def system(self) -> bool:
        """Whether the app itself speaks."""
        return self.account is NOBODY


@dataclass(slots=True)
class Names:
    """The senders and chats of one export, each made once."""

    _people: dict[str, Named] = field(default_factory=dict)
    _accounts: dict[tuple[str, str | None], Account] = field(default_factory=dict)
    _chats: dict[tuple[str, str], Chat] = field(default_factory=dict)
    _known: dict[str, str] = field(
        default_factory=dict
    )  # names of chats without a number -> their first group

    def sender(self, written: str) -> Named:
        """Who "【管理员】name(number)", "name<mail>" or a name alone is."""
        known = self._people.get(written)
        if known is None:
            known = self._people[written] = self._named(written)
        return known

    def _named(self, written: str) -> Named:
        name, number, mail = _parts(written.strip())
        if number in _SYSTEM_NUMBERS or (number is None and name == _SYSTEM_NAME):
            return Named(NOBODY)
        plain = _TITLES.sub("", name, count=1) if name.startswith("【") else name
        name = plain.strip() or name.strip()
        account = self._accounts.get((name, number))
        if account is None:
            account = Account(name=name, native=number, source=SOURCE_NAME)
            self._accounts[name, number] = account
        return Named(account, mail)

    def chat(self, written: str, group: str) -> Chat:
        """The chat that stands as "name" or "name(number)" in a group of the list of contacts."""
        known = self._chats.get((written, group))
        if known is None:
            known = self._chats[written, group] = self._chat(written.strip(), group.strip())
        return known

    def _chat(self, written: str, group: str) -> Chat:
        name, number, _ = _parts(written)
        first = self._known.setdefault(name, group)
        apart = number is None and first != group  # two people of one name, in two groups of the list
        return Chat(
            name=name.strip(),
            native=number,
            source=SOURCE_NAME,
            kind=_chat_kind(group),
            strand=f"{name.strip()}\n{group}" if apart else "",
        )


def _parts(written: str) -> tuple[str, str | None, str]:
    """Name, number and mail of what is written."""
    if found := _NUMBER.fullmatch(written):
        return found[1], found[2], ""
    if found := _MAIL.fullmatch(written):
        number = _QQ_MAIL.fullmatch(found[2])
        return found[1], number[1] if number else None, found[2]
    return written, None, ""


def _chat_kind(group: str) -> ChatKind | None:
    """What a group of the list of contacts holds; people's own groups don't tell."""
    if any(word in group for word in _GROUPS):
        return "group"
    return "direct" if any(word in group for word in _FRIENDS) else None
