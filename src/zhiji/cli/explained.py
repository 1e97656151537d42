"""`zhiji search --explain`: what a query was understood as, and why each message stands where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console, shapes

if TYPE_CHECKING:
    from zhiji.search import Hit, NamedTime, Understood, Why

_LONGEST = 60  # columns of a message beside a hit
_MEANINGS = {
    "meaning": "meaning",
    "neighbour": "beside",
    "session": "said in one go with matches",
    "owner": "your own words",
    "length": "length",
    "asks": "a question itself",
    "latest": "tells it later",
    "remembered": "in a list of what is remembered",
    "bridge": "by words of the best match",
    "wordless": "without a word of it",
}


def understood_json(found: Understood) -> dict[str, Any]:
    """What was understood, as the contract has it."""
    return {
        "people": [{"word": one.word, "names": list(one.names)} for one in found.people],
        "speaker": found.speaker,
        "times": [
            {"word": one.word, "start": one.start.isoformat(), "end": one.end.isoformat()}
            for one in found.times
        ],
        "kinds": list(found.kinds),
        "clauses": list(found.clauses),
        "said": list(found.said),
        "words": list(found.words),
        "also": [{"word": word, "for": asked} for word, asked in found.also],
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """Why a message was found, as the contract has it; {} if nobody asked."""
    if hit.why is None:
        return {}
    beside = hit.why.beside
    return {
        "explain": {name: round(value, 4) for name, value in hit.parts.items()},
        "why": {
            "words": list(hit.why.words),
            "beside": None if beside is None else {"id": beside.id, "words": list(hit.why.beside_words)},
            "time": hit.why.time,
        },
    }


def show_understood(found: Understood) -> None:
    """A few lines on what was understood; what wasn't has no line."""
    for name, text in _lines(found):
        console.say(click.style(console.wrapped(text, indent=" " * 11, first=f"{name:11}"), dim=True))


def show_score(hit: Hit, found: Understood, *, indent: str) -> None:
    """A hit's score, part by part, the greatest first."""
    if hit.why is None:
        return
    parts = sorted(hit.parts.items(), key=lambda part: -abs(part[1]))
    told = [f"{value:+.2f} {_told(name, hit, hit.why, found)}" for name, value in parts if round(value, 2)]
    console.say(console.wrapped(f"{hit.score:.2f} = {', '.join(told)}", indent=indent + "  ", first=indent))


def _lines(found: Understood) -> Iterator[tuple[str, str]]:
    if found.people:
        yield "people", ", ".join(f"“{one.word}” is {' or '.join(one.names)}" for one in found.people)
    if found.speaker:
        yield "said by", f"{found.speaker}, rather than others"
    if found.times:
        yield "time", ", ".join(f"“{one.word}” is {_span(one)}" for one in found.times)
    if found.kinds:
        yield "kind", " or ".join(found.kinds)
    if len(found.clauses) > 1:
        yield "asks", " | ".join(found.clauses)
    if found.words:
        yield "words", ", ".join(found.words)
    if found.also:
        yield "also", ", ".join(f"{word} (for {asked})" for word, asked in found.also)
    if found.said != found.clauses:
        yield "meant as", " | ".join(found.said)


def _told(name: str, hit: Hit, why: Why, found: Understood) -> str:
    if name == "words":
        return f"words ({_list(why.words)})" if why.words else "words"
    if name == "neighbour" and why.beside is not None:
        text = console.cut(shapes.words_of(why.beside), _LONGEST)
        return f"beside “{text}” ({_list(why.beside_words)})"
    if name == "speaker":
        return f"said by {console.plain(hit.message.sender.name)}"
    if name == "date":
        return f"sent at or near “{why.time}”"
    if name == "kind":
        return f"kind ({' or '.join(found.kinds)})"
    return _MEANINGS.get(name, name)


def _list(words: Sequence[str]) -> str:
    return ", ".join(words)


def _span(one: NamedTime) -> str:
    if not (_is_midnight(one.start) and _is_midnight(one.end)):
        return f"{one.start:%Y-%m-%d %H:%M} to {one.end:%Y-%m-%d %H:%M}"
    last = one.end - timedelta(days=1)
    if last.date() <= one.start.date():
        return f"{one.start:%Y-%m-%d}"
    return f"{one.start:%Y-%m-%d} to {last:%Y-%m-%d}"


def _is_midnight(when: datetime) -> bool:
    return when.time() == time()
