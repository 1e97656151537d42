"""What an export calls its chat: in its first line, or by the name of the file."""

from __future__ import annotations

import re
from typing import NamedTuple

_TITLES = (
    r"(?P<name>.+?) ?님과(?:의)? 카카오톡 대화",
    r"(?P<name>.+?) 카카오톡 대화",
    r"KakaoTalk Chats with (?P<name>.+)",
    r"(?P<name>.+?) (?:saved )?(?:with )?KakaoTalk Chats(?: with .+)?",
    r"(?P<name>.+?) Talk Chats",
)
_NAMELESS = r"(?:Talk|KakaoTalkChats?)_?[\d.: \-]+\.txt"
_TITLE = [re.compile(pattern) for pattern in _TITLES]
_UNTITLED = re.compile(_NAMELESS)
_SAVED = re.compile(r"(?:저장한 ?날짜|Date Saved|Saved Date) ?:", re.IGNORECASE)
_FILES = (
    re.compile(r"KakaoTalk_Chat_(?P<name>.+?)_\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d"),
    re.compile(r"KakaoTalk_\d{8}_\d{4}_\d\d_\d{3,6}_(?P<name>.+?)(?P<group>_group)?"),
)
_LONGEST = 200


class Title(NamedTuple):
    """The first line of a text."""

    name: str  # "" if it names no chat
    english: bool


def title(line: str) -> Title | None:
    """What a line says if it is the first of a KakaoTalk text."""
    plain = line.strip().lstrip("\ufeff")
    if len(plain) > _LONGEST:
        return None
    if _UNTITLED.fullmatch(plain):
        return Title("", english=False)
    for number, pattern in enumerate(_TITLE):
        if found := pattern.fullmatch(plain):
            return Title(found["name"].strip(), english=number >= 2)
    return None


def saved(line: str) -> bool:
    """Whether a line tells when the chat was saved: the second line."""
    return bool(_SAVED.match(line.strip().lstrip("\ufeff")))


def file_title(name: str) -> tuple[str, bool]:
    """The chat's name in a file's name, "" if there is none, and whether that says it is a group."""
    stem = re.sub(r"(?: ?\(\d{1,2}\))?\.(?:txt|csv)\Z", "", name, flags=re.IGNORECASE)
    for pattern in _FILES:
        if found := pattern.fullmatch(stem):
            return found["name"].strip(), bool(found.groupdict().get("group"))
    return "", False
