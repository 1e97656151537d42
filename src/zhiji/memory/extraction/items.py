"""What a language model claims to have read, before anything of it is believed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import get_args

from zhiji.chat import Json
from zhiji.llm.loose_json import json_of
from zhiji.memory.records import Kind, Relation, Status, Trust

OF_KIND: dict[str, Relation] = {  # a kind that has but one relation
    "plan": "plan",
    "promise": "promise",
    "decision": "decision",
    "debt": "debt",
    "question": "reply_wanted",
    "birthday": "birthday",
    "instruction": "instruction",
}
OF_FACTS: tuple[str, ...] = tuple(one for one in get_args(Relation) if one not in OF_KIND.values())
MOST = 60  # items of one reply; more are a reply run wild


class Unreadable(ValueError):
    """A reply that is not the JSON that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One claim, with the line that is to prove it."""

    line: int
    quote: str
    kind: str
    relation: str
    subject: str  # "S2", or a name as it is written
    value: str
    negated: bool = False
    trust: str = "said"
    status: str = ""
    time: str = ""  # words of the line: when, or until when
    since: str = ""
    until: str = ""
    to: str = ""
    also: tuple[int, ...] = ()


def _words(about: str, *choices: str) -> dict[str, Json]:
    listed: dict[str, Json] = {"enum": [*choices]} if choices else {}
    return {"type": "string", "description": about, **listed}


_FIELDS: dict[str, Json] = {
    "line": {"type": "integer", "description": "number of the line that says it"},
    "quote": _words("the shortest words of that line that say it, copied exactly"),
    "kind": _words("", *get_args(Kind)),
    "relation": _words("", *get_args(Relation)),
    "subject": _words("whom it is about: S and a number, or a name as it is written"),
    "value": _words("short, in the line's own words and language"),
    "negated": {"type": "boolean", "description": "the value is denied, or over"},
    "trust": _words("hearsay if the writer has it at second hand", *get_args(Trust)),
    "status": _words("of plans, promises and debts", *get_args(Status), ""),
    "time": _words("words of the line that tell when, or until when; copied exactly, never worked out"),
    "since": _words("of facts: words of the line that tell from when"),
    "until": _words("of facts: words of the line that tell until when"),
    "to": _words("whom it is promised, owed, asked: S and a number, or a name"),
    "also": {"type": "array", "items": {"type": "integer"}, "description": "lines needed to understand it"},
}
SCHEMA: dict[str, Json] = {
    "type": "object",
    "properties": {
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": _FIELDS,
                "required": [*_FIELDS],
                "additionalProperties": False,
            },
        }
    },
    "required": ["items"],
    "additionalProperties": False,
}


def read_items(reply: str) -> list[Item | None]:
    """What a reply claims; None for what is no claim. Unreadable if it is no JSON of the kind."""
    return [_item(one) for one in listed(reply, "items", single="line")][:MOST]


def listed(reply: str, name: str, *, single: str) -> list[Json]:
    """The list of that name in a reply, or the reply itself if it is the list, or one of its objects, which has `single`."""
    try:
        value = json_of(reply)
    except ValueError as error:
        raise Unreadable(str(error)) from None
    if isinstance(value, dict):
        value = [value] if single in value and name not in value else value.get(name)
    if not isinstance(value, list):
        raise Unreadable(f"no {name}")
    return value


def _item(value: Json) -> Item | None:
    if not isinstance(value, dict) or not isinstance(value.get("quote"), str):
        return None
    line = number(value.get("line"))
    if line is None:
        return None
    texts = {one: _text(value.get(one)) for one in _TEXTS}
    also = value.get("also")
    numbers = tuple(_numbers(also)) if isinstance(also, list) else ()
    texts["trust"] = texts["trust"] or "said"
    return Item(line=line, also=numbers, negated=value.get("negated") in (True, "true"), **texts)


_TEXTS = tuple(one.name for one in fields(Item) if one.type == "str")


def number(value: Json) -> int | None:
    """A number of a line or a claim, as a number or as "[12]"."""
    if isinstance(value, str):
        value = int(digits) if (digits := value.strip("[]# ")).isdecimal() and len(digits) < 9 else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _numbers(values: list[Json]) -> Iterator[int]:
    return (found for one in values if (found := number(one)) is not None)


def _text(value: Json) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    said = str(value).encode("utf-8", "replace").decode()  # half a surrogate pair can't be kept
    return " ".join("".join(char if char.isprintable() else " " for char in said).split())
