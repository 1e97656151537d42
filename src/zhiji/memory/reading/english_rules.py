"""Rules of the English readers of facts: what a clause says of its subject, matched from where the subject ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from zhiji.memory.reading.begins import begins
from zhiji.memory.reading.english_said import Said
from zhiji.memory.reading.lazily import Lazily
from zhiji.memory.records import Relation, Subject

Lean = Literal["past", "future"]

_ADVERBS = (
    r"just|now|currently|still|actually|also|recently|finally|already|officially|definitely|really|totally|very|quite|so|both|all|literally|only|mostly|fully|proudly|properly|temporarily|permanently|technically|"
    r"originally|absolutely|strictly|completely|super|mainly|severely|highly|seriously|deathly|mildly|slightly|badly|extremely|pretty|newly|happily|a bit|a little|kind of|these days|nowadays|been|even|myself|actively|both"
)
# Pieces of patterns. What is written without apostrophes ("im", "ive") has left "m" and "ve" here.
ADV = rf"(?:(?:{_ADVERBS})\s+){{0,3}}"
BE = rf"(?:'?m|am|'?s|is|'?re|are|'?ve been|have been|has been)\s+{ADV}"
IS = rf"(?:'?m|am|'?s|is|'?re|are)\s+{ADV}"
HAVE = rf"(?:'?ve|have|has|'?s|had)\s+{ADV}"
GOT = rf"(?:(?:'?ve|have|has)\s+(?:also |now )?(?:got\s+)?|'?s\s+(?:also |now )?got\s+|got\s+){ADV}"
DO = rf"(?:(?:do|does)\s+)?{ADV}"
NOT = r"(?:don'?t|doesn'?t|do not|does not|didn'?t|can'?t|cannot|can not|won'?t|never)\s+(?:really |actually |even |usually )?"
BE_NOT = rf"(?:(?:'?m|am|'?s|is|'?re|are)\s+(?:actually |really )?(?:not|no longer|never)|isn'?t|aren'?t|ain'?t)\s+{ADV}"
STOP = (
    r"(?=\s*(?:$|[,.;:!?()…\"\u2013\u2014/]|[^\w\s'&-]| (?:and|but|so|because|cos|since|for|from|until|till|at|in|on|with|when|where|while|now|as|after|before|though|tho|btw|too|atm|this|last|next|again|any ?more|"
    r"which|who|that|to|if|lol|haha\w*|currently|actually|remember|or|then|also|here|there|today|tonight|tomorrow|yesterday|these|right|by|like|over|during|nowadays|already|anyway|starting|already|basically|i|we|he|she|is|are|was|will|\d+)\b))"
)
A = r"(?:an?|the|my|our|his|her|their|some|one|two|three|four|five|a few|another|\d+)"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a clause tells; places are those of `Said.rest`, or of the line where `in_line` is set."""

    relation: Relation
    value: str
    start: int
    stop: int
    negated: bool = False
    sure: bool = True
    lean: Lean | None = None  # a change: any time in the clause is when it was
    lasts: bool = True  # whether times in the clause may bound it
    subject: Subject | None = None
    in_line: bool = False
    also: tuple[int, ...] = ()
    fixed: tuple[str, str] | None = None  # valid_from, valid_to, known already


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A pattern of what follows the subject; the group `v` is the value unless one is given."""

    relation: Relation
    pattern: Lazily
    value: str = ""
    check: Callable[[str], str] = str.strip
    negated: bool = False
    bare: bool = False  # holds without a subject too: "moved to Rome last month"
    sure: bool = True
    lean: Lean | None = None
    lasts: bool = True


def rule(
    relation: Relation,
    pattern: str,
    value: str = "",
    *,
    check: Callable[[str], str] = str.strip,
    negated: bool = False,
    bare: bool = False,
    sure: bool = True,
    lean: Lean | None = None,
    lasts: bool = True,
) -> Rule:
    """A rule of a pattern that is matched without case."""
    return Rule(relation, Lazily(pattern, re.I), value, check, negated, bare, sure, lean, lasts)


@lru_cache(maxsize=2048)
def _that_begin(rules: tuple[Rule, ...], letter: str) -> tuple[Rule, ...]:
    """Those of some rules that may fit what begins with a letter."""
    known = ((each, begins(each.pattern)) for each in rules)
    return tuple(each for each, letters in known if letters is None or letter in letters)


def tell(rules: tuple[Rule, ...], one: Said) -> Iterator[Found]:
    """What the first of some rules that fits each relation finds."""
    done: set[tuple[str, bool]] = set()
    letter = one.rest[:1].lower()
    for each in _that_begin(rules, letter) if letter and letter.isascii() else rules:
        if (one.bare and not each.bare) or (each.relation, each.negated) in done:
            continue
        found = each.pattern.match(one.rest)
        value = (each.value or each.check(found["v"] or "")) if found else ""
        if found and value:
            done.add((each.relation, each.negated))
            stop = found.end("v") if not each.value and "v" in each.pattern.groupindex else found.end()
            yield Found(each.relation, value, 0, stop, each.negated, each.sure, each.lean, each.lasts)


def listed(pattern: str) -> re.Pattern[str]:
    """A pattern of one or more things: "nuts, eggs and (most) fish"."""
    return re.compile(
        rf"(?P<list>(?:{pattern})\b(?:(?:\s*,\s*(?:and |or )?|\s+(?:and|or|nor)\s+|\s*[&/+]\s*)(?:most |any |all |also )?(?:{pattern})\b){{0,6}})",
        re.I,
    )


def items(text: str) -> list[tuple[int, int, str]]:
    """The things of a list with their places."""
    found = re.finditer(
        r"(?:(?!\s*,|\s+(?:and|or|nor)\s|\s*[&/+]).)+?(?=\s*(?:,|[&/+]|$)|\s+(?:and|or|nor)\s)", text
    )
    one: list[tuple[int, int, str]] = []
    for match in found:
        lead = re.match(
            r"\s*(?:,|and\s|or\s|nor\s|[&/+])*\s*(?:and |or )?(?:most |any |all |also )?", match.group()
        )
        skip = lead.end() if lead else 0
        value = match.group()[skip:].strip()
        if value:
            one.append((match.start() + skip, match.end(), value))
    return one
