"""What somebody else is called, said in a sentence: "Bea is Beatrice Novak", 老王就是王建国."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAME = r"[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|[A-Z]\.|von|van|de|da|di)){0,3}"
_HAN = r"(?:(?![不很在住想要有会爱吃喝去来是过的了])[\u4e00-\u9fff·]){2,6}"  # no verb stands in a name
_END = r"[\s。.!！]*"


def _name(group: str) -> str:
    """A name, in quotation marks or not."""
    return rf"[“\"「]?(?P<{group}>{_NAME}|{_HAN})[”\"」]?"


_SAME = (
    r"(?:\s*[=＝]\s*| (?:is short for|stands for|means|is (?:just )?(?:what|how) (?:i|we) call|aka|a\.k\.a\.) "
    r"| is (?:a |the )?(?:nick)?name (?:of|for) |\s*(?:就是|指的就?是|是指)\s*)"
)
_ALSO = r"(?: is (?:also |sometimes )?(?:called|known as) |\s*(?:[又也]叫|(?:外号|小名|昵称|绰号)[是叫]?)\s*)"
_EXPLICIT = re.compile(
    f"{_name('alias')}{_SAME}{_name('name')}{_END}|{_name('called')}{_ALSO}{_name('also')}{_END}"
)
_PLAIN = re.compile(rf"{_name('alias')}(?: is |\s*是\s*){_name('name')}{_END}")
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
        return Called(match["alias"] or match["also"], match["name"] or match["called"], explicit=True)
    if match := _PLAIN.fullmatch(text):
        return Called(match["alias"], match["name"], explicit=False)
    return None
