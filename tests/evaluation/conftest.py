"""A weekend in a hut: a few messages, questions about them, and the language model that knows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation import made_up

SAID = [
    ("h1", "noor", "2026-03-01T10:00:00+01:00", "the hut key is under the third flowerpot"),
    ("h2", "jun", "2026-03-01T10:02:00+01:00", "got it, I bring the fondue pot"),
    ("h3", "bo", "2026-03-01T10:05:00+01:00", "火车是七点十分的，别迟到"),
    ("h4", "noor", "2026-03-04T21:00:00+01:00", "my boots are still wet, 48 hours later"),
]
ASKED: list[dict[str, Any]] = [
    {"id": "q1", "question": "Where is the hut key?", "answer": "under the third flowerpot", "evidence": ["h1"]},
    {"id": "q2", "question": "Who brings the fondue pot?", "answer": ["Jun", "I bring the fondue pot"],
     "evidence": ["h2"], "category": "who"},
    {"id": "q3", "question": "火车是几点的？", "answer": "七点十分", "evidence": ["h3"]},
    {"id": "q4", "question": "What is the name of the dentist?", "answer": None, "evidence": [], "abstain": True},
]  # fmt: skip


@pytest.fixture
def llms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The made-up language model, as `exact:sure` and so on."""
    (tmp_path / "site").mkdir()
    made_up.install(tmp_path / "site")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))


@pytest.fixture
def hut(tmp_path: Path) -> tuple[Path, Path]:
    """Conversations and questions."""
    said = [
        {"id": name, "chat": "hut", "chat_kind": "group", "sender": who, "sender_name": who.title(), "when": when,
         "text": text}
        for name, who, when, text in SAID
    ]  # fmt: skip
    asked = [{"chat": "hut", "category": "where", **one} for one in ASKED]
    for name, rows in (("conversations", said), ("questions", asked)):
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path / "conversations.jsonl", tmp_path / "questions.jsonl"
