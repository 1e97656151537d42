"""Looks up what KakaoTalk itself wrote into an export."""

from __future__ import annotations

import re
from collections.abc import Container

from zhiji.sources.kakaotalk import words

_LONGEST = 2_400  # characters: an invitation names everybody
_STOPS = " .\u200e\ufeff"


def media(text: str) -> str | None:
    """The kind of message that a whole text stands for."""
    plain = text.strip(_STOPS)
    if len(plain) > 40:
        return None
    return _MEDIA.get(plain.casefold()) or next(
        (kind for kind, pattern in _COUNTED if pattern.fullmatch(plain)), None
    )


def file(text: str) -> str | None:
    """The name of the file that a whole text announces: "파일: plan.pdf"."""
    found = _FILE.fullmatch(text)
    return found["name"].strip() if found else None


def place(text: str) -> str | None:
    """The place that a whole text announces: "지도: ..."."""
    found = _PLACE.fullmatch(text)
    return found["place"].strip() if found else None


def call(text: str) -> bool:
    """Whether a whole text is about a call."""
    return len(text) < 60 and "\n" not in text and bool(_CALL.fullmatch(text.strip(_STOPS)))


def deleted(text: str) -> bool:
    """Whether a whole text says that a message was deleted."""
    return text.strip(_STOPS) in words.DELETED


def notice(line: str, people: Container[str]) -> bool:
    """Whether a whole line is a notice. `people`: who writes in the chat; English ones begin with a name of theirs."""
    if len(line) > _LONGEST:
        return False
    return bool(_NOTICE.fullmatch(line.strip(_STOPS))) or doer(line) in people


def doer(line: str) -> str | None:
    """Who did what an English line tells, if it reads like a notice."""
    found = _DEED.fullmatch(line.strip(_STOPS)) if len(line) <= _LONGEST else None
    return found["name"] if found else None


def joins(text: str) -> bool:
    """Whether a notice says that somebody came, went or was invited, which happens in groups."""
    return bool(
        re.search(r"들어왔습니다|내보냈습니다|초대(?:하였|했)습니다|joined|invited", text[-_LONGEST:])
    )


_MEDIA = {word.casefold(): kind for kind, some in words.MEDIA.items() for word in some}
_COUNTED = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in words.COUNTED]
_FILE = re.compile(words.FILE)
_PLACE = re.compile(words.PLACE)
_CALL = re.compile(words.CALLS)
_NOTICE = re.compile("|".join(f"(?:{line})" for line in words.NOTICES.strip().splitlines()))
_DEED = re.compile(rf"(?P<name>.{{1,99}}?) (?P<deed>{words.DEEDS})")
