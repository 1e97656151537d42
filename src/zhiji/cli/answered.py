"""Answers, dialogues and feedback on paper and as JSON, where there are several of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console, remembered, shapes

if TYPE_CHECKING:
    from zhiji.assistant import Answer, Citation
    from zhiji.chat import Message
    from zhiji.feedback import Feedback
    from zhiji.store.turns import KeptDialogue, KeptTurn
    from zhiji.talking import Source


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer as the contract of `zhiji ask` has it, with its turn and what was understood."""
    return {
        "schema": 1,
        "turn": answer.turn,
        "question": answer.question,
        "understood": answer.understood or answer.question,
        "text": answer.text,
        "abstained": answer.abstained,
        "citations": [citation_json(one) for one in answer.citations],
        "nearest": [citation_json(one) for one in answer.nearest],
        "notes": list(answer.notes),
        "left": answer.left,
        "llm": answer.llm,
        "tokens": answer.tokens,
        "cost": answer.cost,
        "ms": round(answer.ms, 1),
    }


def citation_json(one: Citation) -> dict[str, Any]:
    """A citation as the contract has it."""
    return {
        "number": one.number,
        "id": one.message.id,
        "source_id": one.message.source_id,
        "field": one.field,
        "start": one.start,
        "end": one.end,
        "quote": one.quote,
    }


def source_json(source: Source) -> dict[str, Any]:
    """A cited message with those around it."""
    return {
        **citation_json(source.citation),
        "message": shapes.message_json(source.citation.message),
        "before": [shapes.message_json(one) for one in source.before],
        "after": [shapes.message_json(one) for one in source.after],
    }


def turn_json(turn: KeptTurn) -> dict[str, Any]:
    """A question and its answer as they were kept."""
    return {
        "turn": turn.id,
        "dialogue": turn.dialogue,
        "said_at": turn.said_at.isoformat(),
        "question": turn.question,
        "understood": turn.understood,
        "answer": turn.answer,
        "abstained": turn.abstained,
        "llm": turn.llm,
        "messages": list(turn.cited),
    }


def dialogue_json(one: KeptDialogue) -> dict[str, Any]:
    """A dialogue in a list."""
    return {
        "id": one.id,
        "title": one.title,
        "turns": one.turns,
        "started_at": one.started_at.isoformat(),
        "last_at": one.last_at.isoformat(),
    }


def show_where(citation: Citation, *, quoted: bool) -> None:
    """Where a quotation stands; the quotation itself if the answer doesn't have it word for word."""
    first = f"[{citation.number}] "
    indent = " " * len(first)
    where = console.wrapped(shapes.where(citation.message), indent=indent, first=first)
    console.say(click.style(where, dim=True))
    if not quoted:
        shapes.show(citation.quote, indent=indent)


def show_source(source: Source) -> None:
    """A cited message in full, with those around it."""
    show_where(source.citation, quoted=True)
    for message in source.before:
        _line(message, dim=True)
    _line(source.citation.message, dim=False)
    for message in source.after:
        _line(message, dim=True)


def show_turn(turn: KeptTurn) -> None:
    """A question and its answer."""
    console.say(click.style(console.wrapped(f"> {turn.question}", indent="  ", first=""), bold=True))
    if turn.understood != turn.question:
        show_understood(turn.understood)
    console.say(console.hanging(turn.answer))


def show_understood(question: str) -> None:
    """What a question that goes on from the one before was taken for."""
    console.say(click.style(console.wrapped(f"Understood as: {question}", indent="  ", first=""), dim=True))


def show_learned(given: Feedback) -> None:
    """What feedback was understood as, and how it is undone."""
    for alias, person in given.aliases:
        console.say(console.wrapped(f"From now on {alias} is {person}, too."))
    if given.merged:
        console.say(console.wrapped(f"From now on they are one person: {given.merged}."))
    for fact in given.facts:
        console.say(console.wrapped(f"Remembered: {remembered.sentence(fact)}"))
    for text in given.notes:
        console.note(console.wrapped(text))


def feedback_line(given: Feedback) -> str:
    """Feedback in a list."""
    about = "" if given.message is None else f" message {given.message}"
    note = f": {given.note}" if given.note else ""
    asked = f"  ({given.question})" if given.question else ""
    return f"{given.id}  {given.given_at:%Y-%m-%d}  {given.verdict}{about}{note}{asked}"


def _line(message: Message, *, dim: bool) -> None:
    who = "you" if message.sender.owner else message.sender.name or message.sender.key
    said = " ".join(shapes.words_of(message).split())
    text = console.wrapped(f"{message.when:%Y-%m-%d %H:%M} {who}: {said}", indent="      ", first="    ")
    console.say(click.style(text, dim=True) if dim else text)
