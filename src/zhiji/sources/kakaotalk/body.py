"""What a message's text stands for: typed words, a picture that was left out, a call, a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from zhiji.chat import Attachment
from zhiji.chat.records import Json
from zhiji.sources.kakaotalk import phrases, words

_NOTHING: Mapping[str, Json] = {}
_LONG = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d\d)\W*\Z")
# Android puts media beside the text, by names of its own
_FILE = re.compile(
    r"[^\s/\\:*?\"<>|]{1,150}\.(?P<suffix>jpe?g|png|gif|webp|mp4|mov|3gp|m4a|aac|amr|mp3)", re.IGNORECASE
)
_HASH = re.compile(r"[0-9a-f]{32,}\.")
_KINDS = {
    "mp4": "video",
    "mov": "video",
    "3gp": "video",
    "m4a": "voice",
    "aac": "voice",
    "amr": "voice",
    "mp3": "audio",
}

Find = Callable[[str], str | None]


class Body(NamedTuple):
    """A message's text and what it is."""

    text: str
    kind: str = "text"
    attachments: tuple[Attachment, ...] = ()
    recalled: bool = False
    extra: Mapping[str, Json] = _NOTHING


def understand(text: str, find: Find) -> Body:
    """What somebody wrote. `find` tells where in the export a file is, if it is there."""
    plain = text.strip()
    if len(plain) > 300 or not plain:
        return Body(text)
    if kind := phrases.media(plain):
        return Body("", kind, extra=_length(plain) if kind == "voice" else _NOTHING)
    if phrases.deleted(plain):
        return Body("", recalled=True)
    if phrases.call(plain):
        return Body(plain, "call", extra=_length(plain))
    if name := phrases.file(plain):
        return Body("", "file", (Attachment(name=name),))
    if place := phrases.place(plain):
        return Body(place, "location")
    if plain.startswith(words.EMOTICON):
        return Body(plain.partition(")")[2].strip(), "sticker")
    if named := _FILE.fullmatch(plain):
        return _file(plain, named["suffix"].lower(), find) or Body(text)
    return Body(text)


def _file(name: str, suffix: str, find: Find) -> Body | None:
    path = find(name)
    if path is None and not _HASH.match(name):
        return None
    return Body("", _KINDS.get(suffix, "image"), (Attachment(name=name, path=path),))


def _length(text: str) -> Mapping[str, Json]:
    found = _LONG.search(text)
    if not found:
        return _NOTHING
    hours, minutes, seconds = (int(one or 0) for one in found.groups())
    return {"seconds": hours * 3600 + minutes * 60 + seconds}
