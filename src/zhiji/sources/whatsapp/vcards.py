"""Business cards that were sent: whose they are, and their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zhiji.chat import Attachment, Json
from zhiji.sources.whatsapp.body import Body

_MOST = 257  # cards of one message; the app ends at that
_LONGEST = 1 << 20
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(
    r"^(?:item\d+\.)?(?P<name>FN|N|TEL)(?:;[^:\n]*)?:(?P<value>[^\r\n]*)", re.MULTILINE | re.IGNORECASE
)


def said(cards: Iterable[object]) -> Body:
    """What a message says that holds cards: no words, one file for each, the numbers to be found."""
    people = [_person(card) for card in list(cards)[:_MOST] if isinstance(card, str) and card]
    return named(people)


def named(people: Iterable[tuple[str, list[str]]]) -> Body:
    """The same of names and their numbers."""
    people = [(name, numbers) for name, numbers in people if name or numbers]
    listed: list[Json] = [{"name": name, "numbers": [*numbers]} for name, numbers in people]
    return Body(
        "",
        "contact",
        tuple(Attachment(name=f"{name or numbers[0]}.vcf") for name, numbers in people),
        extra={"contacts": listed} if listed else {},
    )


def in_words(body: Body) -> str | None:
    """Names and numbers of the cards, so that they can be found."""
    listed = body.extra.get("contacts")
    return "\n".join(_words(listed)) or None if isinstance(listed, list) else None


def _words(listed: list[Json]) -> Iterator[str]:
    for one in listed:
        if isinstance(one, dict):
            numbers = one.get("numbers")
            told = [one.get("name"), *(numbers if isinstance(numbers, list) else [])]
            yield " ".join(part for part in told if isinstance(part, str) and part)


def _person(card: str) -> tuple[str, list[str]]:
    name, plain = "", ""
    numbers: list[str] = []
    for found in _LINE.finditer(_FOLD.sub("", card[:_LONGEST])):
        value = found["value"].strip().replace("\\,", ",").replace("\\;", ";")
        match found["name"].upper():
            case "FN":
                name = name or value
            case "N":
                parts = [part for part in value.split(";") if part]
                plain = plain or " ".join([*parts[1:2], *parts[:1]])
            case _ if value:
                numbers.append(value)
    return name or plain, numbers
