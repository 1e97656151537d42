"""Chats, accounts and times of Discord, the same whichever tool wrote the export."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from zhiji.chat import Account, Chat
from zhiji.chat.records import ChatKind

NAME = "discord"
DIRECT = "Direct Messages"  # the "guild" of chats that are in none
_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_SNOWFLAKE = re.compile(r"\d{15,20}", re.ASCII)
_NAMED = re.compile(
    r"(.*?)\s*\[(\d{15,20})\](?:\s*\([^()]*\))?(?:\s*\[part \d+\])?(?:\s*\(\d+\))?", re.DOTALL
)
_YEARS = range(1970, 2200)


class Accounts:
    """The accounts of one export, each made once."""

    def __init__(self, owner: str | None = None) -> None:
        self.owner = owner
        self._known: dict[tuple[str | None, str], Account] = {}

    def get(self, native: str | None, name: str) -> Account:
        """The account of that id and name."""
        known = self._known.get((native, name))
        if known is None:
            owner = native is not None and native == self.owner
            known = Account(name=name, native=native, source=NAME, owner=owner)
            self._known[native, name] = known
        return known


def chat(native: str | None, name: str, guild: str, kind: ChatKind | None = None) -> Chat:
    """The chat of a channel: those of a server are called as Discord's own export does, "general in Lake club"."""
    if guild in ("", DIRECT):
        kind = kind or ("direct" if guild else None)
    else:
        name, kind = f"{name} in {guild}" if name else guild, "group"
    return Chat(name=name, native=native, source=NAME, kind=kind)


def chat_of_file(stem: str, *, channel: str = "", guild: str = "") -> Chat:
    """The chat that a file is of: "Lake club - Boats - general [123456789012345678]", as DiscordChatExporter calls it."""
    named = _NAMED.fullmatch(stem)
    parts = (named[1] if named else stem).split(" - ")
    if named and len(parts) > 1:
        guild, channel = guild or parts[0], channel or parts[-1]
    return chat(named[2] if named else None, channel or parts[-1] if named else channel or stem, guild)


def native_id(value: object) -> str | None:
    """An id; packages of some years have them as numbers."""
    if isinstance(value, int | str) and not isinstance(value, bool):
        return str(value) if len(str(value)) < 64 and str(value) not in ("", "0") else None
    return None


def instant(value: object) -> datetime | None:
    """The time that a text in ISO 8601 tells; None if it is none of a chat."""
    try:
        when = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return when if when is not None and when.year in _YEARS else None


def made_at(native: str | None) -> datetime | None:
    """When a message was sent, which its id tells."""
    if native is None or not _SNOWFLAKE.fullmatch(native):
        return None
    when = _EPOCH + timedelta(milliseconds=int(native) >> 22)
    return when if when.year in _YEARS else None
