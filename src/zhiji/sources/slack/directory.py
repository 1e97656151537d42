"""Who is who and what is which in a Slack export: users, bots, channels, and the chats and accounts made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from zhiji.chat import Account, Chat, Contact
from zhiji.chat.records import ChatKind
from zhiji.sources.assistants import string
from zhiji.sources.slack.mrkdwn import Names

NAME = "slack"
_MEMBERS = re.compile(r"mpdm-(.+)-\d+")  # mpdm-ana--li.wei-1
_DETAILS = (("title", "title"), ("tz", "time zone"), ("pronouns", "pronouns"), ("skype", "skype"))


class Directory:
    """The people and channels of one export, as far as it tells; each account and chat is made once."""

    def __init__(self) -> None:
        self.names = Names()
        self.owner: str | None = None
        self._listed: set[str] = set()  # users whose name is told by a list, not by messages
        self._accounts: dict[tuple[str | None, str], Account] = {}
        self._chats: dict[tuple[str, str | None], Chat] = {}
        self._channels: dict[str, Mapping[str, Any]] = {}
        self._ids: dict[str, str] = {}  # a channel's name -> its id
        self._constant: set[str] | None = None  # who takes part in all direct chats seen so far

    def user(self, record: Mapping[str, Any]) -> Contact | None:
        """Take in an entry of the list of users; what it says of the person."""
        native = string(record.get("id"))
        if not native:
            return None
        profile = record.get("profile")
        profile = profile if isinstance(profile, Mapping) else {}
        name = shown(profile) or shown(record)
        self._listed.add(native)
        if name:
            self.names.users[native] = name
        if name and (bot := string(profile.get("bot_id"))):
            self.names.users[bot] = name
        return _contact(self.account(native), record, profile)

    def introduce(self, native: str, name: str) -> None:
        """A message tells what somebody is called of whom no list does."""
        if native and name and native not in self._listed:
            self.names.users[native] = name

    def account(self, native: str | None, name: str = "") -> Account:
        """The account of that id, by the name given, else the one that this export has for it."""
        if native is not None and not name:
            name = self.names.users.get(native, "")
        known = self._accounts.get((native, name))
        if known is None:
            owner = native is not None and native == self.owner
            known = Account(name=name, native=native, source=NAME, owner=owner)
            self._accounts[native, name] = known
        return known

    def channel(self, record: Mapping[str, Any]) -> None:
        """Take in an entry of a list of channels or direct chats."""
        native = string(record.get("id"))
        if not native:
            return
        self._channels[native] = record
        name = string(record.get("name")) or string(record.get("name_normalized"))
        if name:
            self._ids.setdefault(name, native)
        if name and _kind(native, record) == "group":
            self.names.channels[native] = name
        members = set(_members(record))
        if _kind(native, record) == "direct" and len(members) == 2:
            self._constant = members if self._constant is None else self._constant & members

    def chat(self, key: str, name: str = "") -> Chat:
        """The chat of that id, or of the channel with that name."""
        native = key if key in self._channels else self._ids.get(key) or (key if _is_id(key) else None)
        known = self._chats.get((key, native))
        if known is None:
            record = self._channels.get(native or "", {})
            name = name or (string(record.get("name")) if native else key)
            kind = _kind(native or "", record)
            if kind == "direct" or record.get("is_mpim") is True or name.startswith("mpdm-"):
                name = self._others(record) or _MEMBERS.sub(lambda match: match[1].replace("--", ", "), name)
            known = Chat(name=name, native=native, source=NAME, kind=kind)
            self._chats[key, native] = known
        return known

    def _others(self, record: Mapping[str, Any]) -> str:
        """The people of a chat without a name, but the owner."""
        members = list(dict.fromkeys(_members(record)))
        constant = self._constant or set()
        owner = self.owner or (next(iter(constant)) if len(constant) == 1 else None)
        others = [one for one in members if one != owner] or members
        return ", ".join(self.names.users.get(one) or one for one in others)


def shown(profile: Mapping[str, Any]) -> str:
    """The name that Slack shows of a profile."""
    keys = ("display_name", "real_name", "name")
    return next((name for key in keys if (name := string(profile.get(key)).strip())), "")


def _members(record: Mapping[str, Any]) -> Iterable[str]:
    members = record.get("members")
    if isinstance(members, list) and members:
        return [one for one in members if isinstance(one, str)]
    return [other] if (other := string(record.get("user"))) else []


def _kind(native: str, record: Mapping[str, Any]) -> ChatKind | None:
    if record.get("is_im") is True or native.startswith("D"):
        return "direct"
    return "group" if native or record else None


def _is_id(text: str) -> bool:
    return len(text) >= 9 and text[0] in "CDG" and text.isascii() and text.isalnum() and text.isupper()


def _contact(account: Account, record: Mapping[str, Any], profile: Mapping[str, Any]) -> Contact:
    names = (
        *(string(profile.get(key)).strip() for key in ("display_name", "real_name")),
        *(string(record.get(key)).strip() for key in ("real_name", "name")),
    )
    details = {
        label: value
        for key, label in _DETAILS
        if (value := string(profile.get(key)) or string(record.get(key)))
    }
    if record.get("is_bot") is True:
        details["bot"] = "yes"
    return Contact(
        account=account,
        names=tuple(dict.fromkeys(name for name in names if name and name != account.name)),
        numbers=_told(profile, "phone"),
        emails=_told(profile, "email"),
        details=details,
    )


def _told(profile: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return (value,) if (value := string(profile.get(key)).strip()) else ()
