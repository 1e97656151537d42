"""Who of those who write is the owner's brother, sister or child, by what they call the owner."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from zhiji.chat import Message
from zhiji.language import fold

WORDS = re.compile(
    r"\b(?:brother|sister|sibling|son|daughter)\b|弟弟|妹妹|哥哥|姐姐|(?<=我)[弟妹哥姐]|儿子|女儿|闺女", re.I
)
"""What kin is called that is known by how it calls the owner."""
_CHILD = re.compile(r"son|daughter|儿子|女儿|闺女", re.I)
# As it stands at the beginning of what one says, or behind a wish.
_TO_SIBLING = re.compile(
    r"^(?:[大老二]?[哥姐]|弟|妹|big bro|bro|sis)(?:哥|姐|弟|妹)?[，,!！。~ ]|(?:恭喜|谢谢|多谢|谢了|辛苦了?|生日快乐)[，,]?[哥姐]+(?=\W|$)"
)
_TO_PARENT = re.compile(
    r"^(?:dad|daddy|mum|mom|mummy|papa|mama)\b(?!['’]s| is\b| was\b| says\b| said\b)|^(?:老?爸爸?|老?妈妈?)[，,!！。~ ]"
)
_LEAST = 2  # times that somebody calls the owner so, if they are no child: friends do it once
_OF_ANOTHER = re.compile(r"(?:['’]s|\b(?:his|her|their|your))\s+\w*\s*$|[的他她你]\s*$")


def is_anothers(question: str, begin: int) -> bool:
    """Whether the word that begins there is for somebody else's kin: "Tom's brother"."""
    return _OF_ANOTHER.search(question[:begin]) is not None


def relative(word: str, partners: Iterable[int], said: Callable[[int], Sequence[Message]]) -> int | None:
    """The account that the owner means by "brother" or "daughter"; None if nobody, or several, may be.

    `partners` are those whom the owner writes with, `said` what one of them wrote.
    """
    child = _CHILD.search(word) is not None
    called = _TO_PARENT if child else _TO_SIBLING
    least = 1 if child else _LEAST
    counts = {one: sum(called.search(fold(m.text)) is not None for m in said(one)) for one in set(partners)}
    found = [one for one, count in counts.items() if count >= least]
    return found[0] if len(found) == 1 else None
