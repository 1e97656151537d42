"""Looks up what LINE itself wrote into an export, in any of its languages."""

from __future__ import annotations

import re
from typing import NamedTuple

from zhiji.chat.records import ChatKind
from zhiji.sources.line import words

MARK = "[LINE]"
_UNMARKED = ("Chat history with ", "Chat history in ")  # titles that come without the mark too
_LONGEST = 200  # characters; what is longer is no phrase
_AROUND = ' \u200e\u200f\ufeff.。"“”「」'


class Title(NamedTuple):
    """What the first line of an export says."""

    name: str  # of the chat; "" if the line names none
    kind: ChatKind | None
    known: bool  # whether it is in a language that we know, so that it may open a chat behind another


def title(line: str) -> Title | None:
    """The chat that a line announces; None if it is no such line."""
    plain = line.strip().lstrip("\ufeff")
    marked = plain.startswith(MARK)
    if not plain.startswith((MARK, *_UNMARKED)) or len(plain) > _LONGEST:
        return None
    rest = plain.removeprefix(MARK).strip()
    for kind, pattern in _TITLES:
        if found := pattern.fullmatch(rest):
            return Title(found["name"].strip(' "“”'), kind, known=marked)
    bare = re.fullmatch(r"(?:聊天記錄|聊天紀錄|聊天记录|トーク履歴|Chat history)", rest)
    return Title("" if bare else rest, None, known=bool(bare))


def file_title(name: str) -> Title | None:
    """The chat that a file's name announces: "[LINE] Chat with Ann.txt", "[LINE]ann (2).txt"."""
    stem = re.sub(r"(?: ?\(\d{1,2}\))?\.txt\Z", "", name.strip(), flags=re.IGNORECASE)
    return title(stem)


def media(word: str) -> str | None:
    """The kind of message that the app's word stands for."""
    return _MEDIA.get(word.strip().casefold())


def call(text: str) -> bool:
    """Whether a line is about a call, without looking for the ☎ before it."""
    return len(text) < _LONGEST and bool(_CALL.fullmatch(text.strip(_AROUND)))


def unsent(text: str) -> bool:
    """Whether a whole text says that a message was taken back."""
    return text.strip(_AROUND) in _UNSENT


def takes_back(text: str) -> bool:
    """Whether a notice says that somebody took a message back."""
    return len(text) < _LONGEST and text.strip(_AROUND).endswith(_UNSENT_ENDS)


def deed(text: str) -> bool:
    """Whether a text is what follows a person's name in a notice."""
    return len(text) < _LONGEST and bool(_DEED.fullmatch(text.strip(_AROUND)))


def notice(text: str) -> bool:
    """Whether a text is a notice: somebody's name and a deed, or a message taken back."""
    if len(text) >= _LONGEST:
        return False
    return unsent(text) or call(text) or bool(_NOTICE.fullmatch(text.strip(_AROUND)))


def _phrases(block: str) -> list[str]:
    return [one.strip() for line in block.strip().splitlines() for one in line.split(" ", 1)[1].split("|")]


def _title(row: str) -> tuple[ChatKind | None, re.Pattern[str]]:
    kind, template = row.split(" ", 1)
    first, rest = template.split("*", 1)
    # "*" at the end of a Korean template: whatever the app adds there
    after = re.escape(rest[:-1]) + ".*" if rest.endswith("*") else re.escape(rest)
    told: ChatKind | None = "group" if kind == "group" else "direct" if kind == "direct" else None
    return told, re.compile(rf"{re.escape(first)}(?P<name>.+?){after}", re.IGNORECASE)


_TITLES = [_title(row) for row in words.HEADERS.strip("\n").split("\n")]
_BLOCKS = {
    "image": words.IMAGE,
    "video": words.VIDEO,
    "voice": words.VOICE,
    "sticker": words.STICKER,
    "file": words.FILE,
    "location": words.LOCATION,
    "contact": words.CONTACT,
    "note": words.NOTE,
    "event": words.EVENT,
    "poll": words.POLL,
    "music": words.MUSIC,
    "transfer": words.TRANSFER,
}
_MEDIA = {phrase.casefold(): kind for kind, block in _BLOCKS.items() for phrase in _phrases(block)}
_CALLS = "|".join(map(re.escape, _phrases(words.CALL)))
_CALL = re.compile(rf"☎?\s*(?:{_CALLS})[\s:：]*[\d:]*", re.IGNORECASE)
_UNSENT = frozenset(phrase.strip(_AROUND) for phrase in _phrases(words.UNSENT))
_UNSENT_ENDS = tuple(_UNSENT)
_DEEDS = "|".join(row.split(" ", 1)[1] for row in words.DEEDS.strip().splitlines())
_DEED = re.compile(rf"(?:{_DEEDS})", re.IGNORECASE)
_NOTICE = re.compile(rf".{{1,80}}?\s?(?:{_DEEDS})", re.IGNORECASE)
