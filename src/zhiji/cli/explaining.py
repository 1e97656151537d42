"""How an answer came about, to read and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console, shapes

if TYPE_CHECKING:
    from zhiji.assistant import Answer, Called, Explained, Given, Judged

_WIDE = 16  # columns of what a line is about
_MOST = 12  # pieces of evidence that are listed
_FIRST = {
    "none": "none was asked",
    "small": "the small one was asked first",
    "large": "the large one was asked",
}
_FATES = {"kept": "checked", "repaired": "mended", "dropped": "left out"}


def show(answer: Answer) -> None:
    """Print on stderr how an answer came about."""
    told = answer.explained
    for line in () if told is None else _lines(answer, told):
        console.note(line)


def as_json(answer: Answer) -> dict[str, Any]:
    """The same for programs."""
    told = answer.explained
    if told is None:
        return {"confidence": round(answer.confidence, 4)}
    return {
        "confidence": round(told.confidence, 4),
        "threshold": told.threshold,
        "signs": dict(told.signs),
        "kind": told.kind,
        "language": told.language,
        "people": list(told.people),
        "times": list(told.times),
        "words": list(told.words),
        "evidence": [_given_json(one) for one in told.evidence],
        "set_aside": told.set_aside,
        "budget": told.budget,
        "asked_first": told.rung,
        "signal": str(told.signal),
        "calls": [_called_json(one) for one in told.calls],
        "sentences": [{"text": one.text, "fate": one.fate, "reason": one.reason} for one in told.judged],
        "left": told.left,
    }


def _lines(answer: Answer, told: Explained) -> Iterator[str]:
    yield ""
    yield click.style("How this answer came about", bold=True)
    yield from _line("understood as", _understood(told))
    yield from _line("sure", _sure(told))
    yield from _evidence(told)
    yield from _line("language model", f"{_FIRST[told.rung]} ({told.signal})")
    for called in told.calls:
        yield from _wrote(called)
    for judged in told.judged:
        yield from _judged(judged)
    yield from _line("took", _took(answer))


def _understood(told: Explained) -> str:
    parts = [told.kind]
    parts += [f"about {', '.join(told.people)}"] if told.people else []
    parts += [f"time: {', '.join(told.times)}"] if told.times else []
    parts += [f"words: {', '.join(told.words)}"] if told.words else []
    return "; ".join(parts)


def _sure(told: Explained) -> str:
    signs = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in told.signs.items() if value)
    sure = f"to {told.confidence:.0%}; below {told.threshold:.0%} nothing is claimed"
    return f"{sure} ({signs})" if signs else sure


def _evidence(told: Explained) -> Iterator[str]:
    used = sum(one.tokens for one in told.evidence)
    aside = (
        f"; {console.counted(told.set_aside, 'message')} to assistants set aside" if told.set_aside else ""
    )
    count = console.counted(len(told.evidence), "piece")
    yield from _line("evidence", f"{count}, {used:,} of {told.budget:,} tokens{aside}")
    for one in told.evidence[:_MOST]:
        about = f" ({one.about})" if one.about else ""
        told_by = f"{shapes.where(one.message)}{about}, {one.tokens} tokens"
        yield from _line(f"  {one.number}", f"{told_by}: “{' '.join(one.quote.split())}”")
    if len(told.evidence) > _MOST:
        yield from _line("", f"and {len(told.evidence) - _MOST} more")


def _wrote(called: Called) -> Iterator[str]:
    what = "asked to mend it, wrote" if called.repairs else "wrote"
    thought = (
        f", after {console.counted(len(called.reasoning), 'character')} of thought"
        if called.reasoning
        else ""
    )
    yield from _line("", f"{called.llm} {what}{thought} ({called.tokens:,} tokens):")
    for text in filter(str.strip, called.text.split("\n")):
        yield from _line("", f"  {text}")


def _judged(judged: Judged) -> Iterator[str]:
    reason = f" ({judged.reason})" if judged.reason else ""
    yield from _line(f"  {_FATES[judged.fate]}", " ".join(judged.text.split()) + reason)


def _took(answer: Answer) -> str:
    cost = ", cost unknown" if answer.cost is None else f", ${answer.cost:.4f}" if answer.cost else ""
    return f"{answer.tokens:,} tokens{cost}, {answer.ms:.0f} ms"


def _line(about: str, text: str) -> Iterator[str]:
    first = about + " " * max(1, _WIDE - console.width(about))
    yield console.wrapped(text, indent=" " * _WIDE, first=first)


def _given_json(one: Given) -> dict[str, Any]:
    return {
        "number": one.number,
        "id": one.message.id,
        "source_id": one.message.source_id,
        "field": one.field,
        "quote": one.quote,
        "about": one.about,
        "tokens": one.tokens,
    }


def _called_json(one: Called) -> dict[str, Any]:
    return {
        "llm": one.llm,
        "text": one.text,
        "reasoning": one.reasoning,
        "repairs": one.repairs,
        "tokens": one.tokens,
        "cost": one.cost,
    }
