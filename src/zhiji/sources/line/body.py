"""What a message's text stands for: typed words, a picture that was left out, a call, a place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from zhiji.chat import Attachment
from zhiji.chat.records import Json
from zhiji.sources.line import phrases
from zhiji.sources.line.lines import Layout

_NOTHING: Mapping[str, Json] = {}
_BRACKETED = re.compile(r"\[(?P<word>[^\[\]\n]{1,30})\]\s*(?P<rest>.*)", re.DOTALL)
_LONG = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d\d)\W*\Z")
_PLACED = re.compile(r"https?://(?:maps|www)\.google\.|https?://goo\.gl/maps|https?://line\.me/R/nv/location")
# Kinds of which the app says more behind the word in brackets
_TITLED = frozenset({"location", "note", "event", "poll", "file", "contact", "music", "transfer"})


class Body(NamedTuple):
    """A message's text and what it is."""

    text: str
    kind: str = "text"
    attachments: tuple[Attachment, ...] = ()
    recalled: bool = False
    extra: Mapping[str, Json] = _NOTHING


def understand(text: str, layout: Layout) -> Body:
    """What somebody wrote."""
    if len(text) > 400 and text[0] != "[":
        return Body(text)
    plain = text.strip()
    if plain.startswith("☎") or (layout == "space" and phrases.call(plain)):
        return _call(plain)
    if phrases.unsent(plain):
        return Body("", recalled=True)
    if plain.startswith("ⓘ"):  # that a message didn't move to this phone
        return Body(plain, "system")
    if found := _BRACKETED.fullmatch(plain):
        return _bracketed(found["word"], found["rest"]) or Body(text)
    if layout == "space" and (kind := phrases.media(plain)):
        return Body("", kind)
    return Body(text)


def notice(text: str) -> Body:
    """What the app says itself."""
    plain = text.strip()
    if plain.startswith("☎") or phrases.call(plain):
        return _call(plain)
    return Body(plain, "system", recalled=phrases.takes_back(plain))


def _call(text: str) -> Body:
    found = _LONG.search(text)
    if not found:
        return Body(text, "call")
    hours, minutes, seconds = (int(one or 0) for one in found.groups())
    return Body(text, "call", extra={"seconds": hours * 3600 + minutes * 60 + seconds})


def _bracketed(word: str, rest: str) -> Body | None:
    kind = phrases.media(word)
    if kind is None or (word == "null" and not _PLACED.search(rest)):
        return None
    if not rest:
        return Body("", kind)
    if kind == "file":
        return Body("", kind, (Attachment(name=rest),)) if "\n" not in rest else None
    album = kind == "image" and word.casefold().startswith(("album", "アルバム", "相", "앨범", "อัลบั้ม"))
    return Body(rest, kind) if kind in _TITLED or album else None
