"""Recipients and chats of one backup. Their numbers are good within it alone; what they stand for stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zhiji.chat import Account, Chat, Contact
from zhiji.chat.records import ChatKind
from zhiji.sources.signal.groups import group_id
from zhiji.sources.signal.values import NAME, key, objects, part, phone, raw, service_id, text

OWN = "self"  # a backup doesn't say who its owner is but by this word
NOBODY = Account(name="", source=NAME)
_RELEASES = Account(name="Signal", native="release-notes", source=NAME)
_UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True)
class _Recipient:
    account: Account
    chat: Chat


class People:
    """Who wrote and where, by the numbers that a backup gives them."""

    def __init__(self) -> None:
        self.owner = Account(name="Me", native=OWN, source=NAME, owner=True)
        self._recipients: dict[str, _Recipient] = {}
        self._chats: dict[str, Chat] = {}
        self._names: dict[str, str] = {}  # service id -> name
        self._members: set[str] = set()  # of all groups

    def account(self, frame: Mapping[str, Any]) -> Contact:
        """Take the owner's name from the frame of the account."""
        name = _joined(frame, "givenName", "familyName")
        self.owner = Account(name=name or "Me", native=OWN, source=NAME, owner=True)
        return Contact(account=self.owner, details=_told(username=frame.get("username")))

    def recipient(self, frame: Mapping[str, Any]) -> Iterator[Contact]:
        """Take a recipient; people come out as contacts."""
        number = key(frame.get("id"))
        if "contact" in frame:
            contact = _contact(part(frame, "contact"))
            self._take(number, contact.account, "direct")
            for one in ("aci", "pni"):
                if found := service_id(part(frame, "contact").get(one)):
                    self._names[found] = contact.account.name
            yield contact
        elif "self" in frame:
            note = Chat(name="Note to Self", native=OWN, source=NAME, kind="direct")
            self._recipients[number] = _Recipient(self.owner, note)
        elif "group" in frame:
            group = part(frame, "group")
            members = objects(part(group, "snapshot").get("members"))
            self._members.update(service_id(one.get("userId")) for one in members)
            self._take(number, _group(group), "group")
        elif "releaseNotes" in frame:
            self._take(number, _RELEASES, "direct")
        elif "distributionList" in frame:
            told = part(frame, "distributionList")
            name = text(part(told, "distributionList").get("name")) or "My Story"
            self._take(number, _named(name, service_id(told.get("distributionId"))), "group")
        elif "callLink" in frame:  # its key opens the call, so it is no name
            self._take(number, _named(text(part(frame, "callLink").get("name")) or "Call link", ""), "group")

    def chat(self, frame: Mapping[str, Any]) -> None:
        """Take the frame of a chat."""
        recipient = self._recipients.get(key(frame.get("recipientId")))
        if recipient:
            self._chats[key(frame.get("id"))] = recipient.chat

    def author(self, number: object) -> Account:
        """The account of a recipient."""
        known = self._recipients.get(key(number))
        return known.account if known else NOBODY

    def place(self, number: object) -> Chat:
        """The chat of that number."""
        here = key(number)
        known = self._chats.get(here)
        if known is None:
            known = self._chats[here] = Chat(name=_UNKNOWN, strand=here, source=NAME)
        return known

    def called(self, number: object) -> Chat:
        """The chat that a recipient is, where there is no frame of it: a link for calls."""
        known = self._recipients.get(key(number))
        return known.chat if known else self.place(f"call {key(number)}")

    def name(self, account: object) -> str:
        """What somebody is called whose service id this is; "" if nobody knows."""
        found = service_id(account)
        return self._names.get(found) or (self.owner.name if self._is_own(found) else "")

    def native(self, account: object) -> str:
        """The native id of the account that has a service id."""
        found = service_id(account)
        return OWN if self._is_own(found) else found

    def _is_own(self, found: str) -> bool:
        """Every member of a group has a frame of their own but the owner."""
        return found in self._members and found not in self._names

    def _take(self, number: str, account: Account, kind: ChatKind) -> None:
        chat = Chat(name=account.name, native=account.native, source=NAME, kind=kind)
        self._recipients[number] = _Recipient(account, chat)


def _contact(frame: Mapping[str, Any]) -> Contact:
    number, username = phone(frame.get("e164")), text(frame.get("username"))
    nickname = part(frame, "nickname")
    names = [
        _joined(nickname, "given", "family"),
        _joined(frame, "systemGivenName", "systemFamilyName"),
        text(frame.get("systemNickname")),
        _joined(frame, "profileGivenName", "profileFamilyName"),
    ]
    told = [name for name in dict.fromkeys(names) if name]
    native = service_id(frame.get("aci")) or number or service_id(frame.get("pni")) or username
    if native and native == service_id(frame.get("pni")) and not native.startswith("PNI:"):
        native = f"PNI:{native}"
    shown = (*told, number, username, _UNKNOWN)
    return Contact(
        account=_named(next(name for name in shown if name), native),
        names=tuple(told[1:]),
        numbers=(number,) if number else (),
        details=_told(username=username, note=frame.get("note")),
    )


def _group(frame: Mapping[str, Any]) -> Account:
    title = text(part(frame, "snapshot", "title").get("title")) or text(part(frame, "snapshot").get("title"))
    return _named(title or "Group", group_id(raw(frame.get("masterKey"))) or "")


def _named(name: str, native: str) -> Account:
    return Account(name=name, native=native or None, source=NAME)


def _joined(frame: Mapping[str, Any], *keys: str) -> str:
    return " ".join(words for one in keys if (words := text(frame.get(one)).strip()))


def _told(**details: object) -> dict[str, str]:
    return {name: value for name, value in details.items() if isinstance(value, str) and value}
