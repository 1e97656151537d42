"""What somebody else is called, said in a sentence: "Bea is Beatrice Novak", 老王就是王建国."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAME = r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|von|van|de|da|di)){0,3}"
_HAN = r"(?:(?![不很在住想要有会爱吃喝去来是过的了])[\u4e00-\u9fff·]){2,6}"  # no verb stands in a name
_ANY = rf"[“\"「]?(?P<{{0}}>{_NAME}|{_HAN})[”\"」]?"
_END = r"[\s。.!！]*"
_EXPLICIT = re.compile(
    rf"{_ANY.format('alias')}(?:\s*(?:=|＝)\s*| (?:is short for|stands for|means|is (?:just )?(?:what|how) (?:i|we) call|is (?:a |the )?(?:nick)?name (?:of|for)|aka|a\.k\.a\.) "
    rf"|\s*(?:就是|指的是|指的就是|是指)\s*){_ANY.format('name')}{_END}"
    rf"|{_ANY.format('name_')}(?: is (?:also |sometimes )?(?:called|known as) |\s*(?:又叫|也叫|外号(?:是|叫)?|小名(?:是|叫)?|昵称(?:是|叫)?|绰号(?:是|叫)?)\s*){_ANY.format('alias_')}{_END}"
)
_PLAIN = re.compile(rf"{_ANY.format('alias')}(?: is |\s*是\s*){_ANY.format('name')}{_END}")
_OPENING = re.compile(
    r"^(?:(?:no+|nope|wrong|actually|well)\b[\s,.!:;–-]*)+|^(?:(?:不是|不对|不|错了?|其实)[\s，,。！!：:]*)+",
    re.I,
)


class Called(NamedTuple):
    """Two names that are said to be one person's."""

    alias: str
    name: str
    explicit: bool  # said to be names; else "Bea is Beatrice", which "Bea is Austrian" looks like, too


def called(sentence: str) -> Called | None:
    """The names that a sentence says are one person's; None if it says no such thing."""
    text = _OPENING.sub("", sentence.strip()).strip()
    if match := _EXPLICIT.fullmatch(text):
        return Called(match["alias"] or match["alias_"], match["name"] or match["name_"], explicit=True)
    if match := _PLAIN.fullmatch(text):
        return Called(match["alias"], match["name"], explicit=False)
    return None
