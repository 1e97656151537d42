"""Questions with what is known of their answers, as `evaluate answers` and `compare` read and write them.

JSON lines {id, question, chat?, asked_at?, answer?, category?, evidence?, abstain?}: `answer` is a text or a list of texts
each of which is right, `evidence` holds ids of messages as their app has them, "#12" for the one that zhiji shows as 12, or
{"text": "..."} with all that a message says, where an app gives no ids.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from zhiji.chat import Message
from zhiji.errors import EvaluationError

SEED = 5  # of the draw


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One question, and what is known of its answer."""

    id: str
    text: str
    chat: str | None = None  # whose it is; None = of all chats
    asked_at: datetime | None = None
    answers: tuple[str, ...] = ()  # each of them right
    category: str = "none"
    evidence: frozenset[str] = frozenset()
    abstain: bool = False  # the chats don't answer it

    def as_json(self) -> dict[str, Any]:
        """As a line of a file."""
        told = {
            "id": self.id,
            "chat": self.chat,
            "question": self.text,
            "asked_at": self.asked_at.isoformat() if self.asked_at else None,
            "answer": self.answers[0] if len(self.answers) == 1 else list(self.answers) or None,
            "category": self.category,
            "evidence": [_as_raw(one) for one in sorted(self.evidence)],
            "abstain": self.abstain,
        }
        return {name: value for name, value in told.items() if value is not None}


def read_labelled(path: Path, *, most: int | None = None, seed: int = SEED) -> list[Labelled]:
    """The questions of a file in its order: all, or `most` of them, drawn by chance. Raises EvaluationError."""
    found = list(_read(path))
    if not found:
        raise EvaluationError(f"{path.name} has no question.")
    if most is None or most >= len(found):
        return found
    drawn = sorted(random.Random(seed).sample(range(len(found)), most))
    return [found[number] for number in drawn]


def write_labelled(path: Path, questions: Iterable[Labelled]) -> None:
    """A file that `read_labelled` reads."""
    lines = (json.dumps(one.as_json(), ensure_ascii=False) + "\n" for one in questions)
    path.write_text("".join(lines), encoding="utf-8")


def names_of(message: Message) -> frozenset[str]:
    """What evidence may call a message."""
    said = (message.text, message.caption, message.transcript)
    return frozenset(filter(None, (message.source_id, f"#{message.id}", *map(_text, filter(None, said)))))


def _read(path: Path) -> Iterator[Labelled]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path.name} can't be read: {error}.") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _labelled(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise EvaluationError(
                    f"{path.name} line {number} is no labelled question ({error!r})."
                ) from None


def _labelled(raw: dict[str, Any]) -> Labelled:
    answer = raw.get("answer")
    asked_at = raw.get("asked_at")
    abstain = bool(raw.get("abstain")) or raw.get("category") == "adversarial"
    return Labelled(
        id=str(raw["id"]),
        text=raw["question"].strip(),
        chat=str(raw["chat"]) if raw.get("chat") is not None else None,
        asked_at=datetime.fromisoformat(asked_at) if asked_at else None,
        answers=() if answer is None or abstain else tuple(map(str, _list(answer))),
        category=str(raw.get("category") or "none"),
        evidence=frozenset() if abstain else frozenset(map(_evidence, raw.get("evidence") or ())),
        abstain=abstain,
    )


def _as_raw(name: str) -> Any:
    return {"text": name[1:-1]} if name.startswith("“") else name


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _evidence(raw: Any) -> str:
    return _text(raw["text"]) if isinstance(raw, dict) else str(raw)


def _text(said: str) -> str:
    """Never the same as an id."""
    return f"“{said.strip()}”"
