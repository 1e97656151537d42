"""Who is who in WeChat's databases: names of accounts and chats, the owner, and which chat a hashed table belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import md5

from zhiji.chat import Account, Chat, ChatKind, Contact

SOURCE_NAME = "wechat"
HASHED = "md5:"  # begins what stands for the user name of a chat of which only the hash is known
_ROOMS = ("@chatroom", "@im.chatroom")
_ME = "我"  # the owner, where nothing tells the account


@dataclass(slots=True)
class Person:
    """What an address book says of one account."""

    remark: str = ""  # what the owner calls them
    nick: str = ""
    alias: str = ""  # the WeChat id that people tell each other
    about: str = ""
    cards: dict[str, None] = field(default_factory=dict)  # what they call themselves in groups

    @property
    def name(self) -> str:
        """What WeChat shows."""
        return self.remark or self.nick or self.alias


class Book:
    """The people and chats of one account's databases. Each Account and Chat is made once."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.owner: str | None = None
        self.nobody = Account(name="", source=SOURCE_NAME)
        self.hashed: dict[str, None] = {}  # tables that nobody's name fits
        self._hashes: dict[str, str] = {}
        self._accounts: dict[str, Account] = {}
        self._chats: dict[str, Chat] = {}
        self._me: Account | None = None

    def add(self, native: str, *, remark: str = "", nick: str = "", alias: str = "", about: str = "") -> None:
        """Take in what an address book says; what was said before stays."""
        if not native or "\0" in native:
            return
        person = self.people.setdefault(native, Person())
        person.remark = person.remark or remark.strip()
        person.nick = person.nick or nick.strip()
        person.alias = person.alias or alias.strip()
        person.about = person.about or about.strip()

    def carded(self, native: str, card: str) -> None:
        """Take in what somebody calls themselves in a group."""
        if native and card.strip() and not is_room(native):
            self.people.setdefault(native, Person()).cards[card.strip()] = None

    def met(self, natives: Iterable[str]) -> None:
        """Take in user names that chats may belong to."""
        for native in natives:
            if native:
                self._hashes.setdefault(md5(native.encode(errors="replace")).hexdigest(), native)

    def knows(self, native: str) -> bool:
        """Whether a user name occurs anywhere."""
        return native in self.people or md5(native.encode(errors="replace")).hexdigest() in self._hashes

    def aliased(self, alias: str) -> str | None:
        """Whose WeChat id that is."""
        return next((native for native, one in self.people.items() if one.alias and one.alias == alias), None)

    def name(self, native: str) -> str:
        """What an account or a chat is called; "" if nobody knows."""
        person = self.people.get(native)
        return person.name if person is not None else ""

    def known_talker(self, digest: str) -> str | None:
        """The user name that a table's hash stands for; None if nothing tells."""
        return self._hashes.get(digest)

    def talker(self, digest: str) -> str:
        """The user name that a table's hash stands for, or what is put in its place where nothing tells."""
        native = self._hashes.get(digest)
        if native is None:
            self.hashed[digest] = None
            return HASHED + digest
        return native

    @property
    def nameless(self) -> str:
        """What is wrong with chats of which only the hash is known."""
        return f"chats whose names are in none of the databases: {len(self.hashed)}; they go by their tables' sums"

    def chat(self, native: str, kind: ChatKind | None = None) -> Chat:
        """The chat with that user name."""
        known = self._chats.get(native)
        if known is None:
            if kind is None and not native.startswith(HASHED):
                kind = "group" if is_room(native) else "direct"
            name = self.name(native)
            known = Chat(name=name, native=native, source=SOURCE_NAME, kind=kind)
            self._chats[native] = known
        return known

    def account(self, native: str) -> Account:
        """The account of that user name."""
        known = self._accounts.get(native)
        if known is None:
            owner = native == self.owner
            known = Account(name=self.name(native), native=native, source=SOURCE_NAME, owner=owner)
            self._accounts[native] = known
        return known

    @property
    def me(self) -> Account:
        """The owner."""
        if self._me is None:
            unknown = Account(name=_ME, source=SOURCE_NAME, owner=True)
            self._me = unknown if self.owner is None else self.account(self.owner)
        return self._me

    def contacts(self) -> Iterator[Contact]:
        """A contact for each account that the address books tell something of."""
        for native, person in self.people.items():
            if is_room(native):
                continue
            shown = person.name
            others = (person.remark, person.nick, *person.cards)
            names = tuple(dict.fromkeys(one for one in others if one and one != shown))
            details = {"wechat_id": person.alias, "about": person.about}
            if shown or names or person.alias:
                yield Contact(
                    account=self.account(native),
                    names=names,
                    details={key: value for key, value in details.items() if value},
                )


def is_room(native: str) -> bool:
    """Whether a user name is a group's."""
    return native.endswith(_ROOMS)
