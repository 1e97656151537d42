"""Senders and chats of QQChatExporter. Somebody's id is the QQ number ("uin") where it is told, else the "uid"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from zhiji.chat import Account, Chat, ChatKind, Contact
from zhiji.sources.assistants import objects, string
from zhiji.sources.qq.exporter_values import ident, mapping, name_of
from zhiji.sources.qq.names import NOBODY, SOURCE_NAME

_KINDS: dict[object, ChatKind] = {
    "group": "group",
    "private": "direct",
    "friend": "direct",
    "temp": "direct",
    1: "direct",
    2: "group",
    100: "direct",
}
_ENOUGH = 64  # names of one person that are told

Rows = Callable[[], Iterator[object]]  # the messages, from the first one on


class People:
    """Who speaks in one export, each made once."""

    def __init__(
        self, info: Mapping[str, Any], statistics: Mapping[str, Any], rows: Rows, *, title: str
    ) -> None:
        self._info = info
        self._rows = rows
        self._numbers: dict[str, str] = {}
        self._scanned = False
        self._accounts: dict[tuple[str | None, str], Account] = {}
        self._told: dict[str, set[tuple[str, ...]]] = {}
        self.own = {one for key in ("selfUin", "selfUid") if (one := ident(info.get(key)))}
        for person in (*objects(statistics.get("senders")), *objects(info.get("members"))):
            self._learn(person)
        if (uid := ident(info.get("selfUid"))) and (uin := ident(info.get("selfUin"))):
            self._numbers[uid] = uin
        self._peer_name = ""
        self.chat = self._chat(title)

    def sender(self, row: Mapping[str, Any], *, system: bool = False) -> Account:
        """Who a message is from; nobody where the app itself speaks."""
        sender, raw = mapping(row.get("sender")), mapping(row.get("rawMessage"))
        native = self._native(sender, raw)
        if system and (native is None or native in ("10000", "1000000")):
            return NOBODY
        name = name_of(sender, raw)
        if name in (native, ident(sender.get("uid"))) or (system and name == "系统消息"):
            name = "" if system else name
        known = self._accounts.get((native, name))
        if known is None:
            known = self._accounts[native, name] = Account(
                name=name, native=native, source=SOURCE_NAME, owner=self._is_own(sender, native)
            )
        return known

    def contact(self, row: Mapping[str, Any], account: Account) -> Contact | None:
        """What a message tells of its sender's other names; None if that is nothing new."""
        sender, raw = mapping(row.get("sender")), mapping(row.get("rawMessage"))
        if account.native is None:
            return None
        given = tuple(
            string(one)
            for one in (
                *(sender.get(key) for key in ("nickname", "groupCard", "remark")),
                *(raw.get(key) for key in ("sendNickName", "sendMemberName", "sendRemarkName")),
            )
        )
        told = self._told.setdefault(account.native, set())
        if given in told or len(told) >= _ENOUGH:
            return None
        told.add(given)
        names = dict.fromkeys(name for one in given if (name := one.strip()) and name != account.name)
        if not names:
            return None
        uid = ident(sender.get("uid")) or ident(raw.get("senderUid"))
        details = {"uid": uid} if uid and uid != account.native else {}
        return Contact(account=account, names=tuple(names), details=details)

    def mentioned(self, mention: Mapping[str, Any]) -> str | None:
        """The id of somebody who is mentioned, or the name where no id is told."""
        uid = ident(mention.get("uid"))
        if uid == "all" or mention.get("type") == "all":
            return "all"
        number = ident(mention.get("uin")) or ident(mention.get("qq"))
        return number or (self._number(uid) if uid else None) or uid or ident(mention.get("name"))

    def _native(self, sender: Mapping[str, Any], raw: Mapping[str, Any]) -> str | None:
        number = ident(sender.get("uin")) or ident(raw.get("senderUin"))
        uid = ident(sender.get("uid")) or ident(raw.get("senderUid"))
        if number:
            if uid:
                self._numbers.setdefault(uid, number)
            return number
        return (self._number(uid) or uid) if uid else None

    def _number(self, uid: str) -> str | None:
        """The number of a uid, which may stand in other messages only: then all are looked at, once."""
        if uid not in self._numbers and not self._scanned:
            self._scanned = True
            for row in self._rows():
                if isinstance(row, dict):
                    self._learn(mapping(row.get("sender")))
                    raw = mapping(row.get("rawMessage"))
                    self._learn({"uid": raw.get("senderUid"), "uin": raw.get("senderUin")})
        return self._numbers.get(uid)

    def _learn(self, one: Mapping[str, Any]) -> None:
        uid, number = ident(one.get("uid")), ident(one.get("uin"))
        if uid and number:
            self._numbers.setdefault(uid, number)

    def _is_own(self, sender: Mapping[str, Any], native: str | None) -> bool:
        return native in self.own or ident(sender.get("uid")) in self.own

    def _chat(self, title: str) -> Chat:
        info = self._info
        kind = _KINDS.get(_plain(info.get("type"))) or _KINDS.get(_plain(info.get("chatType")))
        keys = ("groupCode", "groupId", "peerUin", "uin", "peerUid", "uid")
        native = next((one for key in keys if (one := ident(info.get(key)))), None)
        if kind == "direct":
            native = self._peer(native)
        name = string(info.get("name")).strip() or string(info.get("peerName")).strip()
        return Chat(name=name or self._peer_name or title, native=native, source=SOURCE_NAME, kind=kind)

    def _peer(self, told: str | None) -> str | None:
        """The other person in a private chat: as told, else who else speaks."""
        if told is not None:
            return told if told.isdecimal() else self._number(told) or told
        name = string(self._info.get("name")).strip()
        for row in self._rows() if self.own or name else ():
            if not isinstance(row, dict) or row.get("system") is True or row.get("isSystemMessage") is True:
                continue
            sender, raw = mapping(row.get("sender")), mapping(row.get("rawMessage"))
            native = self._native(sender, raw)
            if native is None or self._is_own(sender, native):
                continue
            names = {name_of(sender, raw), *(string(sender.get(key)) for key in ("nickname", "remark"))}
            if self.own or name in names:
                self._peer_name = name_of(sender, raw)
                return native
        return None


def _plain(value: object) -> object:
    return value if isinstance(value, str | int) else None
