"""Whom "she" and 他 mean: whoever was last talked of, as far as what they are called doesn't speak against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhiji.assistant.following.records import Before

_WOMEN = re.compile(
    r"(?:mum|mom|mother|mummy|mommy|mama|grandma|grandmother|granny|sister|aunt|auntie|wife|landlady|girlfriend)\b"
    r"|[妈婆奶姐妹姨姑嫂娘]|姥姥|女",
    re.I,
)
_MEN = re.compile(
    r"(?:dad|daddy|father|papa|grandpa|grandfather|brother|uncle|husband|landlord|boyfriend)\b|[爸爷哥弟叔舅伯]|老公|姥爷|外公",
    re.I,
)
_SHE = frozenset({"she", "her", "hers", "她"})
_HE = frozenset({"he", "him", "his", "他"})
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\b(?! of\b)")
_NO_NAME = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Christmas",
        "Easter",
        "Chinese",
        "English",
        "German",
        "French",
        "I",
    ]
)
_CALLED = re.compile(r"(?:小(?![时区说学心吃孩子朋]|组)|老(?![师板家是人公婆了])|阿(?![姨]))[\u4e00-\u9fff]")


def people_in(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """Who is named: those known, else what looks like a name."""
    if known:
        return tuple(known)
    capital = [one for one in _CAPITAL.findall(text) if one not in _NO_NAME]
    return tuple(dict.fromkeys([*capital, *_CALLED.findall(text)]))


def is_name(text: str, known: Sequence[str]) -> bool:
    """Whether a few words are somebody's name and nothing else."""
    bare = text.removesuffix("'s").removesuffix("’s").removesuffix("的")
    looks = bool(re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?", bare)) and bare.split()[0] not in _NO_NAME
    return bare in known or looks or bool(_CALLED.fullmatch(bare))


def meant(pronoun: str, before: Before, *, but: Sequence[str] = ()) -> str:
    """Who may be meant, "" if nobody was talked of who can be."""
    said = pronoun.lower()
    unfit = _MEN if said in _SHE else _WOMEN if said in _HE else None
    for name in _talked_of(before):
        if name not in but and not (unfit and unfit.search(name)):
            return name
    return ""


def _talked_of(before: Before) -> Iterator[str]:
    """Who the question named, who answered it, who was named earlier."""
    yield from before.people
    yield from (one.sender for one in before.seen if one.sender and not one.asks)
    yield from (one.sender for one in before.seen if one.sender and one.asks)
    yield from before.earlier
