"""The latest value first: who asks how many there *are* is after the number that was told last.

Of what was found, a later message of the same person that tells a value of the wanted sort, of the same matter, and that it is
new ("now 52", "rescheduled to Friday", 改到周五) stands before the best earlier one. Questions about the past, about a span between two
times or a sum are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from zhiji.language import fold, is_stop_word, query_terms
from zhiji.search.ranking import Ranked

DEEP = 10  # messages, of the best
_ENOUGH = 0.5  # of the best one's score, for one that says it is new
_LIKE_THE_BEST = 0.9  # for one that doesn't say so
_COVERED = 0.5, 0.75  # of the question's words that the best of three has; for both sorts
_FAR = 12  # words between a number and what is counted

_PAST = re.compile(
    r"\b(?:did|was|were|had|first|initially|originally|before|used to|changed?|over time|order)\b"
    r"|之前|以前|当时|最早|第一次|了[吗？?]|过",
    re.I,
)
_SUM = re.compile(
    r"\b(?:between|passed|elapsed|from .{3,60} (?:to|until)|across|altogether|considering|how can|how should|how do i|in total|combined|sum|difference)\b"
    r"|相差|之间|一共|总共",
    re.I,
)
_VALUE_ASKED = re.compile(
    r"\b(?:how (?:many|much|long|often|old)|deadline|percentage|quota|count|target|rate|number"
    r"|what is the (?:date|average|limit|score|accuracy))\b|多少|几[个次天点号月岁]|号码|几",
    re.I,
)
_TIME_ASKED = re.compile(
    r"\b(?:when (?:is|are|should|do)|what (?:time|date|day)|which day|deadline)\b|什么时候|几点|几号|哪天",
    re.I,
)
_COUNTED = re.compile(r"\bhow many\b", re.I)
_SHARE_ASKED = re.compile(r"percent|accuracy|\brate\b|百分", re.I)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty)\b|[一二三四五六七八九十两]",
    re.I,
)
_TIME = re.compile(
    r"\b\d{1,2}(?::\d\d)? ?(?:am|pm)\b|\d{1,2}:\d\d|\d{1,2}[号日点]|周[一二三四五六日天]|星期"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.I,
)
_NEW = re.compile(
    r"\b(?:now|new|newly|updat\w+|chang\w+|adjust\w+|resched\w+|moved|moving|postponed|extended|pushed|increas\w+|decreas\w+|grown|rais\w+|dropp\w+|reduc\w+"
    r"|improv\w+ to|reach\w+|recently|already|just|total of|so far|latest|currently|instead|no longer|switched|bumped|upgraded|revised|went (?:up|down))\b"
    r"|现在|改成|改到|改为|换成|换了|新的|涨到|降到|增加到|已经|目前|更新|推迟|提前|调到|变成|不再",
    re.I,
)
_WORD = re.compile(r"[a-z']+|\d[\d.,:%]*|[\u3400-\u9fff]", re.I)
_LONGEST = 3000  # characters of a message that are looked at


@dataclass(frozen=True, slots=True)
class _Found:
    one: Ranked
    text: str
    shared: int  # words of the question that it has

    @property
    def moment(self) -> tuple[int, int]:
        return self.one.entry.at, self.one.entry.id


def latest_first(question: str, ranked: Sequence[Ranked], said: Mapping[int, str]) -> Sequence[Ranked]:
    """The same messages, a later value before an earlier one; `said` is what the first ones say."""
    if not asks_for_present(question):
        return ranked
    terms = _terms(question)
    found = [
        _Found(one, text, len(terms & _terms(text)))
        for one in ranked[:DEEP]
        if (text := said.get(one.entry.id, "")[:_LONGEST])
    ]
    told = [one for one in found if _tells(question, one.text)]
    same = [one for one in told if one.one.entry.sender == told[0].one.entry.sender]
    most = max((one.shared for one in found[:3]), default=0)
    later = [one for one in same[1:] if one.moment > same[0].moment and _of_matter(one, found[0], most)]
    return _lifted(ranked, max(later, key=lambda one: one.one.score).one, same[0].one) if later else ranked


def asks_for_present(question: str) -> bool:
    """Whether it asks for a number or a time that holds now."""
    wants = _VALUE_ASKED.search(question) or _TIME_ASKED.search(question)
    return bool(wants) and not _PAST.search(question) and not _SUM.search(question)


def _of_matter(one: _Found, best: _Found, most: int) -> bool:
    """Whether a later message is about the same: it says that it is new, or fits as well as the best."""
    says_so, as_good = (share * most for share in _COVERED)
    if _NEW.search(one.text) and one.one.score >= _ENOUGH * best.one.score and one.shared >= says_so:
        return True
    return one.one.score >= _LIKE_THE_BEST * best.one.score and one.shared >= as_good


def _lifted(ranked: Sequence[Ranked], later: Ranked, earlier: Ranked) -> list[Ranked]:
    lift = earlier.score - later.score
    lifted = replace(later, parts={**later.parts, "latest": lift}, score=later.score + lift)
    others = [one for one in ranked if one is not later]
    at = others.index(earlier)
    return [*others[:at], lifted, *others[at:]]


def _tells(question: str, text: str) -> bool:
    """Whether a message tells a value of the sort that is asked for."""
    if _TIME_ASKED.search(question):
        return _TIME.search(text) is not None
    if _COUNTED.search(question):
        return _counts(text, _terms(question))
    if _SHARE_ASKED.search(question):
        return "%" in text or "％" in text
    return _NUMBER.search(text) is not None


def _counts(text: str, asked: set[str]) -> bool:
    """Whether a number stands near something that is asked about."""
    words = _WORD.findall(text)
    numbers = [at for at, word in enumerate(words) if _NUMBER.match(word)]
    things = [at for at, word in enumerate(words) if asked & _terms(word)]
    return any(abs(one - other) <= _FAR for one in numbers for other in things)


def _terms(text: str) -> set[str]:
    return {term for term in query_terms(fold(text)) if not is_stop_word(term)}
