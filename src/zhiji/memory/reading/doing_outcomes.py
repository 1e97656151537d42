"""What comes of plans and promises: how far they are believed, the time agreed on, and that they are over."""

from __future__ import annotations

import re
from dataclasses import replace

from zhiji.memory.reading.doing_parts import Ask, Ending
from zhiji.memory.reading.doing_times import time_near, times_of, when_of
from zhiji.memory.records import CLEAR, LIKELY, Reading, Span, Status, Subject, When
from zhiji.memory.thread import Line

SOON = 25  # characters between a yes and its time
_BESIDE = 3  # characters between a yes and the time that it changes
_THAT_DAY = re.compile(r"\bthe day (?:after|before)\b|\bthat (?:day|night)\b|那天|当天", re.I)
_NUMBER = re.compile(r"[+\d][\d\s()-]{6,}$")  # a sender who isn't in the contacts
_JOKE = re.compile(
    r"\b(?:jk|just kidding|kidding|/s|sarcasm)\b|😜|🙃|狗头|doge|开玩笑|逗你|骗你|愚人节", re.I
)
_DENIES = re.compile(r"no\b|没有的事|哪有", re.I)  # that it ever was


def confidence(line: Line, *, sure: bool) -> float:
    """Believed if the words are clear, no joke follows, and the sender is somebody known."""
    return CLEAR if sure and not _JOKE.search(line.text) and not _NUMBER.match(line.name) else LIKELY


def agreed(line: Line, yes: tuple[int, int], ask: Ask, put: Line) -> When | None:
    """When it will be: as the yes says ("wednesday works"), else as it was asked."""
    own = [one for one in times_of(line) if one.begin < yes[1] + _BESIDE and yes[0] < one.stop + _BESIDE]
    asked = time_near(ask.clause) or next(iter(times_of(put)), None)
    if asked is None and not own:
        own = [one for one in times_of(line) if one.begin < yes[1] + SOON]
    chosen = next((one for one in own if one.granularity not in ("minute", "hour")), None) or asked
    if chosen is not None and chosen.granularity == "minute" and _THAT_DAY.search(put.text):
        return None
    return when_of(chosen or next(iter(own), None))


def over(reading: Reading, line: Line, place: tuple[int, int], status: Status = "done") -> Reading:
    """That an earlier plan or promise was kept, or called off."""
    cancelled = status == "cancelled"
    return replace(
        reading,
        quote=Span(message=line.id, start=place[0], stop=place[1]),
        by=line.sender,
        also=(reading.quote.message,),
        when=reading.when if cancelled else None,
        status=status,
        negated=cancelled and bool(_DENIES.match(line.text[slice(*place)])),
        trust="said",
        ends=reading.value,
        confidence=min(reading.confidence, confidence(line, sure=True)),
    )


def called_off(ending: Ending, line: Line) -> Reading:
    """A plan that nobody told of before, given up."""
    return Reading(
        kind="plan",
        relation="plan",
        subject=Subject(account=line.sender),
        value=line.text[ending.start : ending.stop],
        quote=Span(message=line.id, start=ending.start, stop=ending.stop),
        by=line.sender,
        when=when_of(time_near(ending.clause)),
        status="cancelled",
        negated=True,
        confidence=confidence(line, sure=True),
    )
