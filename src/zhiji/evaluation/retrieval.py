"""`zhiji evaluate retrieval`: how much of the evidence of labelled questions a search finds, beside plain BM25.

Rankings: zhiji, zhiji by words alone, and bm25; the gain over bm25 is told with its paired interval.

Conversations come in the neutral format, questions as JSON lines {id, chat, question, asked_at?, category, evidence:
[message ids], evidence_sessions?: [session names], abstain?}. Questions to abstain from, and such without evidence,
have no recall and are left out; the report says how many.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from zhiji import archive
from zhiji.chat import Message
from zhiji.errors import EvaluationError
from zhiji.evaluation.baseline import PlainBm25
from zhiji.evaluation.metrics import Estimate, scores, summary
from zhiji.store import Store

Scope = Literal["chat", "archive"]
Sessions = Literal["given", "derived"]
_Measured = list[tuple[str, dict[str, float]]]  # level and measures
_STEP = 0.2  # minutes of embedding between two words on how far it is
DEEP = 100  # messages; deep enough for twenty sessions
MEASURES = ("recall@1", "recall@5", "recall@10", "recall@20", "any@5", "any@10", "all@10", "ndcg@10", "mrr")
EVERY = "all questions"
GAIN = "gain"  # of zhiji over bm25, question by question


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One labelled question."""

    id: str
    chat: str
    text: str
    category: str
    evidence: frozenset[str]
    sessions: frozenset[str]
    asked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one ranking reaches on one category at one level; of the gain, differences."""

    ranking: str
    level: Literal["message", "session"]
    category: str
    scores: dict[str, Estimate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """The outcome, with all that is needed to read the numbers."""

    conversations: str
    questions: str
    scope: Scope
    sessions: Sessions
    asked: int
    left_out: int
    embedded: int  # messages that have a vector
    rows: tuple[Row, ...]

    def as_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "schema": 1,
            "conversations": self.conversations,
            "questions": self.questions,
            "scope": self.scope,
            "sessions": self.sessions,
            "n": self.asked,
            "left_out": self.left_out,
            "embedded": self.embedded,
            "rows": [
                {
                    "ranking": row.ranking,
                    "level": row.level,
                    "category": row.category,
                    "n": next(iter(row.scores.values())).n,
                    "scores": {name: [one.mean, one.low, one.high] for name, one in row.scores.items()},
                }
                for row in self.rows
            ],
        }

    def as_text(self) -> str:
        """As the command prints it: means in percent, the interval of recall@10 beside it."""
        lines = [
            f"{self.conversations}, {self.questions}: {self.asked} questions ({self.left_out} without evidence left out), "
            f"scope {self.scope}, sessions {self.sessions}, {self.embedded:,} messages embedded; "
            "95 % bootstrap interval of recall@10",
            f"{'level':8} {'ranking':8} {'category':22} {'n':>5} "
            + " ".join(f"{name:>9}" for name in MEASURES)
            + "  interval",
        ]
        for row in self.rows:
            at10 = row.scores["recall@10"]
            cells = " ".join(f"{100 * row.scores[name].mean:9.1f}" for name in MEASURES)
            interval = f"[{100 * at10.low:.1f}, {100 * at10.high:.1f}]"
            lines.append(
                f"{row.level:8} {row.ranking:8} {row.category[:22]:22} {at10.n:5} {cells}  {interval}"
            )
        return "\n".join(lines)


def evaluate(
    conversations: Path,
    questions: Path,
    *,
    scope: Scope = "chat",
    sessions: Sessions = "derived",
    words: bool = False,
    keep: Path | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Retrieval:
    """Add the conversations to an archive, ask every question there and of plain BM25. Raises EvaluationError.

    With `words` nothing is embedded. The archive is thrown away, unless `keep` names a folder for it, where the next
    evaluation of the same conversations finds it embedded.
    """
    told = progress or (lambda *_: None)
    asked, left_out = read_questions(questions)
    table: dict[tuple[str, Any, str], list[dict[str, float]]] = defaultdict(list)
    with kept_for(conversations, keep) as folder, archive.open(folder) as kept:
        kept.add(conversations)
        embedded = 0 if words else _embed(kept, told)
        store = Store(folder, local=UTC)
        if sessions == "given":
            store.take_given_sessions()
        messages = list(store.reader.all())
        store.close()
        if not messages:
            raise EvaluationError(f"{conversations.name} has no messages.")
        baseline = _Baseline(messages, scope)
        now = max(message.when for message in messages) + timedelta(days=1)
        for number, question in enumerate(asked):
            rankings = {
                "zhiji": list(_searched(kept, question, scope, now, words=words)),
                "bm25": list(baseline.search(question)),
            }
            if embedded:
                rankings["words"] = list(_searched(kept, question, scope, now, words=True))
            measured = {name: list(_measured(found, question)) for name, found in rankings.items()}
            for name, some in (*measured.items(), (GAIN, _gained(measured["zhiji"], measured["bm25"]))):
                for level, row in some:
                    for category in (EVERY, question.category):
                        table[level, name, category].append(row)
            told("questions", number + 1, len(asked))
    rows = tuple(
        Row(ranking=name, level=level, category=category, scores=summary(some))  # type: ignore[arg-type]
        for (level, name, category), some in sorted(table.items(), key=_in_order)
    )
    return Retrieval(
        conversations=_name(conversations),
        questions=_name(questions),
        scope=scope,
        sessions=sessions,
        asked=len(asked),
        left_out=left_out,
        embedded=embedded,
        rows=rows,
    )


@contextmanager
def kept_for(conversations: Path, keep: Path | None) -> Iterator[Path]:
    """The folder of an archive for these conversations: one that is thrown away, or the same again in `keep`."""
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="zhiji-evaluate-") as folder:
            yield Path(folder)
    else:
        yield keep / _digest(conversations)[:16]


def _digest(path: Path) -> str:
    """Of a file, or of all files of a folder."""
    if path.is_file():
        return sha256(path.read_bytes()).hexdigest()
    files = sorted(one for one in path.rglob("*") if one.is_file())
    told = (f"{one.relative_to(path).as_posix()} {_digest(one)}\n" for one in files)
    return sha256("".join(told).encode()).hexdigest()


def _embed(kept: archive.Archive, told: Callable[[str, int, int], None]) -> int:
    """Embed everything; returns how much there is then."""
    while True:
        report = kept.learn(minutes=_STEP)
        work = kept.status()["work"].get("vectors", {"done": 0, "of": 0})  # none where nothing embeds
        told("messages embedded", work["done"], work["of"])
        if not report.done.get("vectors"):
            return work["done"]


def _gained(ours: _Measured, others: _Measured) -> _Measured:
    return [
        (level, {name: one[name] - other[name] for name in one})
        for (level, one), (_, other) in zip(ours, others, strict=True)
    ]


def read_questions(path: Path) -> tuple[list[Question], int]:
    """The questions that have evidence, and how many have not."""
    found, left_out = [], 0
    for number, line in enumerate(_lines(path), 1):
        try:
            raw = json.loads(line)
            if raw.get("abstain") or not raw["evidence"] or raw.get("category") == "adversarial":
                left_out += 1
                continue
            found.append(_question(raw))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EvaluationError(f"{path.name} line {number} is no labelled question ({error!r}).") from None
    if not found:
        raise EvaluationError(f"{path.name} has no question with evidence.")
    return found, left_out


def _question(raw: dict[str, Any]) -> Question:
    asked_at = raw.get("asked_at")
    return Question(
        id=str(raw["id"]),
        chat=str(raw["chat"]),
        text=raw["question"],
        category=str(raw.get("category") or "none"),
        evidence=frozenset(map(str, raw["evidence"])),
        sessions=frozenset(map(str, raw.get("evidence_sessions") or ())),
        asked_at=datetime.fromisoformat(asked_at) if asked_at else None,
    )


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from (line for line in file if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path.name} can't be read: {error}.") from None


def _searched(
    kept: archive.Archive, question: Question, scope: Scope, now: datetime, *, words: bool
) -> Iterator[tuple[str, str | None]]:
    """(message, session) of each hit."""
    chat = question.chat if scope == "chat" else None
    for hit in kept.search(question.text, chat=chat, now=question.asked_at or now, k=DEEP, words=words):
        yield hit.message.source_id or "", hit.message.session


class _Baseline:
    """Plain BM25 over each chat, or over all."""

    def __init__(self, messages: Iterable[Message], scope: Scope) -> None:
        self._scope, self._session = scope, {}
        by_chat: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for message in messages:
            name = message.chat.key if scope == "chat" else ""
            text = "\n".join(filter(None, (message.text, message.caption, message.transcript)))
            by_chat[name].append((message.source_id or "", message.sender.name, text))
            self._session[message.source_id or ""] = message.session
        self._indexes = {name: PlainBm25(some) for name, some in by_chat.items()}

    def search(self, question: Question) -> Iterator[tuple[str, str | None]]:
        """(message, session) of each hit."""
        index = self._indexes.get(question.chat if self._scope == "chat" else "")
        for number in index.search(question.text, k=DEEP) if index else ():
            yield number, self._session[number]


def _measured(
    found: Sequence[tuple[str, str | None]], question: Question
) -> Iterator[tuple[str, dict[str, float]]]:
    yield "message", scores([message for message, _ in found], question.evidence)
    if question.sessions:
        best_first = list(dict.fromkeys(session for _, session in found if session))
        yield "session", scores(best_first, question.sessions)


def _in_order(item: tuple[tuple[str, Any, str], Any]) -> tuple[str, bool, str, str]:
    level, name, category = item[0]
    return level, category != EVERY, category, name


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
