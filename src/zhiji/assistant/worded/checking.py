"""Whether a sentence stands on what it cites: its quotes, its citations, and every number, time and name in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from zhiji.assistant.records import Citation
from zhiji.assistant.worded.figures import Figure, figures, readings
from zhiji.assistant.worded.marks import Marked, Quote, marked
from zhiji.assistant.worded.naming import Names, Naming
from zhiji.assistant.worded.quoting import Place, Said
from zhiji.assistant.worded.reasons import Reason
from zhiji.assistant.worded.sums import lengths, loosened, sums
from zhiji.assistant.worded.times import Times, years_in
from zhiji.assistant.worded.units import wrong_share, wrong_unit

_COUNTED = re.compile(
    r"\s*(?:different |separate |cited )?(?:times?|messages?|mentions|occasions|people|persons|friends|chats|things|places|options|reasons|plans|promises"
    r"|allergies|trips|meetings|gifts|ideas|dates|answers|questions|cases|quotes)\b|\s*(?:次|条|处|个(?!月|小时|星期|半)|人|位|家|件|样|种|项|回|份|点(?!\d|半|钟)|段|场)",
    re.I,
)
_DENIED = re.compile(
    r"(?:\b(?:not|never|no longer)\b|n['’]t\b)(?: (?:be|been|the|for|at|about|only|exactly))? ?(?P<number>[€$£¥]?\d[\d.,:]*)"
    r"|(?:不是|不再是|并非|没有|不到)\s?(?P<zh>\d[\d.,:]*)",
    re.I,
)
_DENIES = re.compile(
    r"\b(?:not|never|no|instead|changed?|wrong|former(?:ly)?|was|old)\b|n['’]t\b|[不没别未改]", re.I
)
_APART = re.compile(r"(\d+)(\s+)(?=[年月日号点])")  # 3 月: the room goes before it
_PARTS = re.compile(r"[-–~/]")


@dataclass(frozen=True, slots=True)
class Found:
    """A quote and where its words stand in which message."""

    quote: Quote
    number: int  # of the evidence
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence, why it can't be shown, and if it can: where what it quotes stands."""

    marks: Marked
    reason: Reason | None = None
    found: tuple[Found, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it may be shown."""
        return self.reason is None


class Checker:
    """Holds sentences against the evidence that a language model was given."""

    def __init__(self, evidence: Sequence[Citation], *, now: datetime, names: Names | None = None) -> None:
        self._now, self._names = now, names or Names()
        self._evidence = {one.number: one for one in evidence}
        self._said = {one.number: Said(one.quote) for one in evidence}

    def check(self, sentence: str) -> Verdict:
        """What is to be said of a sentence."""
        marks = marked(sentence)
        found: tuple[Found, ...] = ()
        reason = self._marks(marks)
        if reason is None:
            reason, found = self._quotes(marks)
        if reason is None:
            reason = self._claims(marks, found)
        return Verdict(marks, reason, found if reason is None else ())

    def _marks(self, marks: Marked) -> Reason | None:
        if marks.broken:
            return Reason("marks")
        missing = next((number for number in marks.numbers if number not in self._evidence), None)
        if missing is not None:
            return Reason("no message", f"[{missing}]")
        return None if marks.quotes and marks.numbers else Reason("no quote")

    def _quotes(self, marks: Marked) -> tuple[Reason | None, tuple[Found, ...]]:
        found: list[Found] = []
        for quote in marks.quotes:
            looks = [(number, self._said[number].look(quote.words, marks.free)) for number in quote.numbers]
            here = next(((number, look) for number, look in looks if look.places), None)
            if here is None:
                return self._not_there(quote, any(look.cut for _, look in looks), marks), ()
            found.append(Found(quote, here[0], here[1].places))
            found += [
                Found(quote, number, look.places)
                for number, look in looks
                if look.places and number != here[0]
            ]
        bare = next((number for number in marks.numbers if number not in {one.number for one in found}), None)
        return (None if bare is None else Reason("bare", f"[{bare}]")), tuple(found)

    def _not_there(self, quote: Quote, cut: bool, marks: Marked) -> Reason:
        told = f"“{quote.words}”"
        if cut:
            return Reason("cut", told)
        if any(said.look(quote.words, marks.free).places for said in self._said.values()):
            return Reason("elsewhere", told)
        return Reason("not said", told)

    def _claims(self, marks: Marked, found: Iterable[Found]) -> Reason | None:
        """Of the sentence's own words, the first claim that its messages don't bear out."""
        cited = [self._evidence[number] for number in dict.fromkeys(one.number for one in found)]
        times = Times(cited, now=self._now)
        free = _APART.sub(r"\2\1", marks.free)
        told = times.told(free, glosses=_glosses(marks))
        for length in lengths(free, told):
            if not length.right:
                return Reason("sum", free[length.range.start : length.stop].strip())
            free = _blank(free, length.start, length.stop)
        wrong = next((one for one in told if not one.stands), None)
        if wrong is not None:
            return Reason("time", wrong.text.strip())
        for one in told:
            free = _blank(free, one.start, one.stop)
        for start, stop, year in years_in(free):
            if year in times.years:
                free = _blank(free, start, stop)
        naming = Naming(cited, self._names, times)
        return self._numbers(naming.without_called(free), cited, marks) or _names(naming, free)

    def _numbers(self, free: str, cited: Sequence[Citation], marks: Marked) -> Reason | None:
        free = loosened(free)
        known = frozenset[str]().union(*(readings(one.quote) for one in cited))
        counts = {len(cited), len(marks.quotes), len({one.message.sender.id for one in cited})}
        worked_out: list[tuple[int, int]] = []
        for one in sums(free):
            if not one.right:
                return Reason("sum", free[one.start : one.stop].strip())
            worked_out.append((one.operands[-1].stop, one.stop))
            known |= one.result.readings
        for figure in figures(free):
            if any(start <= figure.start < stop for start, stop in worked_out):
                continue
            if not _is_known(figure, known) and not _counts(figure, free, counts):
                return Reason("number", figure.text)
        said = "\n".join(one.quote for one in cited)
        units = (wrong_unit(figure, free, said) for figure in figures(free))
        wrong = next(filter(None, units), None) or wrong_share(free, said) or _denied(free, said, marks)
        if wrong is not None:
            return Reason("number", wrong)
        return None


def _denied(free: str, said: str, marks: Marked) -> str | None:
    """A number that the sentence denies and its one message gives: "the code isn't 7740: “it's 7740” [1]"."""
    if len(marks.numbers) > 1 or _DENIES.search(said):
        return None
    match = next((one for one in _DENIED.finditer(free) if figures(one["number"] or one["zh"])), None)
    if match is None or not any(
        one.readings & readings(said) for one in figures(match["number"] or match["zh"])
    ):
        return None
    return match[0].strip()


def _names(naming: Naming, free: str) -> Reason | None:
    name = naming.unborne(free)
    if name is not None:
        return Reason("name", name)
    speaker = naming.wrong_speaker(free)
    return None if speaker is None else Reason("speaker", speaker)


def _glosses(marks: Marked) -> list[tuple[int, int]]:
    """Where brackets right behind a quote say what it means."""
    ends = [quote.stop for quote in marks.quotes]
    return [
        match.span()
        for match in re.finditer(r"[(（][^()（）]*[)）]", marks.free)
        if any(end <= match.start() and not marks.free[end : match.start()].strip() for end in ends)
    ]


def shown(verdict: Verdict, numbers: dict[int, int]) -> str:
    """A sentence as it is shown: the messages' own words in its quotes, its citations numbered anew."""
    pieces: list[tuple[int, int, str]] = []
    for one in reversed(verdict.found):
        pieces.append(
            (one.quote.start, one.quote.stop, _in_marks(" … ".join(place.words for place in one.places)))
        )
    for start, stop in verdict.marks.cites:
        some = marked(verdict.marks.text[start:stop]).numbers
        pieces.append((start, stop, "".join(f"[{numbers[number]}]" for number in some)))
    text = verdict.marks.text
    for start, stop, words in sorted({(a, b): (a, b, c) for a, b, c in pieces}.values(), reverse=True):
        text = text[:start] + words + text[stop:]
    return text


def narrowed(one: Citation, places: Iterable[Place]) -> Citation:
    """A citation of just what was quoted, and what stands between."""
    some = list(places)
    start, stop = one.start + min(each.start for each in some), one.start + max(each.stop for each in some)
    words = (getattr(one.message, one.field) or "")[start:stop]
    return replace(one, start=start, end=stop, quote=words)


def _is_known(figure: Figure, known: frozenset[str]) -> bool:
    if figure.readings & known:
        return True
    parts = (
        [figures(part) for part in _PARTS.split(figure.text)]
        if "-" in figure.text or "–" in figure.text or "~" in figure.text
        else []
    )
    return (
        len(parts) > 1
        and "/" not in figure.text
        and all(len(one) == 1 and one[0].readings & known for one in parts)
    )


def _counts(figure: Figure, free: str, counts: set[int]) -> bool:
    """Whether it says how many messages, quotes or people are cited."""
    if not any(str(count) in figure.readings for count in counts if count > 1):
        return False
    return figure.text.lower() == "twice" or bool(_COUNTED.match(free, figure.stop))


def _in_marks(words: str) -> str:
    told = " ".join(words.split())
    return f"「{told}」" if "“" in told or "”" in told else f"“{told}”"


def _blank(text: str, start: int, stop: int) -> str:
    return text[:start] + " " * (stop - start) + text[stop:]
