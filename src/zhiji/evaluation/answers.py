"""`zhiji evaluate answers`: how good answers are, without a language model and with any, beside plain rows.

The questions are asked in an archive of their own, with all learned that idle time learns. Begin with `ways.py` (who
answers) and `marking.py` (what is measured); `labelled.py` has the form of the questions.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from zhiji import archive
from zhiji.archive import Archive
from zhiji.errors import EvaluationError
from zhiji.evaluation.judge import agreement, judged
from zhiji.evaluation.labelled import SEED, Labelled, read_labelled
from zhiji.evaluation.marking import MEASURES, Marked, marked, summed
from zhiji.evaluation.metrics import Estimate
from zhiji.evaluation.paired import Difference, adjusted, difference, differences
from zhiji.evaluation.retrieval import kept_for
from zhiji.evaluation.ways import (
    CONTEXT,
    NONE,
    WHOLE,
    ZHIJI,
    Messages,
    Scope,
    Watched,
    Way,
    fit,
    others_answers,
    timed,
    zhiji_answers,
)
from zhiji.llm import check_leave
from zhiji.store.ledger import Total

EVERY = "all questions"
Progress = Callable[[str, int, int], None]
_LEARNING = 60.0  # minutes at most
_SHOWN = {
    "tokens": (1, 0),
    "cost": (1, 3),
    "seconds": (1, 2),
}  # times what, with how many places; else percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one way reaches on one category."""

    way: Way
    category: str
    n: int
    scores: dict[str, Estimate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """All that is needed to read the numbers, and to measure them again."""

    conversations: str
    questions: str
    asked: int
    unanswerable: int
    of: int  # questions in the file
    scope: Scope
    embedded: int  # messages that have a vector
    llm: str = NONE
    judge: str = NONE
    most: int | None = None
    context: int = CONTEXT
    cut: int = 0  # questions whose chat didn't fit the context
    calls: tuple[str, ...] = ()  # of language models, the judge's too, with what they took

    def command(self) -> str:
        """What makes the table again."""
        words = [f"zhiji evaluate answers --conversations {self.conversations} --questions {self.questions}"]
        words += [
            f"--{name} {value}" for name, value in (("llm", self.llm), ("judge", self.judge)) if value != NONE
        ]
        words += [f"--most {self.most}"] if self.most is not None else []
        words += [f"--scope {self.scope}"] if self.scope != "chat" else []
        words += [f"--context {self.context}"] if self.context != CONTEXT else []
        return " ".join(words)

    def lines(self) -> Iterator[str]:
        """What stands above the table."""
        split = "all of them" if self.asked == self.of else f"drawn from {self.of:,} (seed {SEED})"
        yield (
            f"{self.conversations}, {self.questions}: {self.asked:,} questions, {split}; "
            f"{self.unanswerable:,} of them unanswerable"
        )
        yield (
            f"scope {self.scope}, unit message, {self.embedded:,} messages embedded; [95 % bootstrap interval over questions]; "
            "percent, but for the last three lines"
        )
        if self.cut:
            yield f"{WHOLE}: cut to its newest {self.context:,} tokens for {self.cut:,} questions"
        if self.calls:
            yield f"calls: {'; '.join(self.calls)}"
        yield self.command()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The outcome."""

    setting: Setting
    rows: tuple[Row, ...]
    failed: dict[Way, int]  # questions to which a language model gave no reply
    agreement: float | None  # of the judge with `match`
    gains: tuple[Difference, ...] = ()  # of zhiji over the others, and of the language model over none

    def as_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        one = self.setting
        return {
            "schema": 1,
            "conversations": one.conversations,
            "questions": one.questions,
            "command": one.command(),
            "n": one.asked,
            "unanswerable": one.unanswerable,
            "of": one.of,
            "seed": SEED,
            "scope": one.scope,
            "unit": "message",
            "embedded": one.embedded,
            "calls": list(one.calls),
            "judge": {"llm": one.judge, "agreement": self.agreement} if one.judge != NONE else None,
            "rows": [
                {
                    "way": row.way.name,
                    "llm": row.way.llm,
                    "category": row.category,
                    "n": row.n,
                    "failed": self.failed.get(row.way, 0) if row.category == EVERY else None,
                    "scores": {
                        name: {"mean": found.mean, "low": found.low, "high": found.high, "n": found.n}
                        for name, found in row.scores.items()
                    },
                }
                for row in self.rows
            ],
            "gains": [one.as_json() for one in self.gains],
        }

    def as_text(self) -> str:
        """As the command prints it: a block for each category, a column for each way."""
        lines = list(self.setting.lines())
        if self.agreement is not None:
            lines.append(f"judge: {self.setting.judge}, which agrees with match on {self.agreement:.0%}")
        for way, failed in self.failed.items():
            lines.append(f"{way.name} with {way.llm}: no reply to {failed} questions")
        for category in dict.fromkeys(row.category for row in self.rows):
            rows = [row for row in self.rows if row.category == category]
            lines += ["", *block(f"{category} ({rows[0].n:,})", [(row.way, row.scores) for row in rows])]
        lines += ["", *legend(row.scores for row in self.rows)]
        lines += ["", *differences(self.gains)] if self.gains else []
        return "\n".join(lines)


def block(title: str, columns: Sequence[tuple[Way, dict[str, Estimate]]]) -> Iterator[str]:
    """A table of measures; which column had a language model stands above it."""
    cells = {
        name: [cell(name, scores.get(name)) for _, scores in columns]
        for name in MEASURES
        if any(name in scores for _, scores in columns)
    }
    heads = [head for way, _ in columns for head in (way.name, _with(way))]
    width = 2 + max(map(len, [*heads, *(one for some in cells.values() for one in some)]))
    yield f"{title:26}{'n':>6}  " + "".join(f"{way.name:>{width}}" for way, _ in columns)
    yield " " * 34 + "".join(f"{_with(way):>{width}}" for way, _ in columns)
    for name, told in cells.items():
        counts = {scores[name].n for _, scores in columns if name in scores}
        n = f"{max(counts):,}" if len(counts) == 1 else "*"
        yield f"  {name:24}{n:>6}  " + "".join(f"{one:>{width}}" for one in told)


def legend(tables: Any) -> Iterator[str]:
    """What the measures in some tables mean."""
    used = {name for scores in tables for name in scores}
    yield from (f"  {name:18} {meaning}" for name, meaning in MEASURES.items() if name in used)
    yield "  n *                of different questions in each column: those to which the measure applies"


def cell(name: str, one: Estimate | None) -> str:
    """A number with its interval, if it has any width."""
    if one is None:
        return "-"
    times, places = _SHOWN.get(name, (100, 1))
    mean, low, high = (f"{times * value:,.{places}f}" for value in (one.mean, one.low, one.high))
    return mean if one.low == one.high else f"{mean} [{low}, {high}]"


def _with(way: Way) -> str:
    return "no LLM" if way.llm == NONE else way.llm


def evaluate(
    conversations: Path,
    questions: Path,
    *,
    llm: str | None = None,
    judge: str | None = None,
    most: int | None = None,
    scope: Scope = "chat",
    context: int = CONTEXT,
    keep: Path | None = None,
    config: Path | None = None,
    progress: Progress | None = None,
) -> Answers:
    """Ask labelled questions about conversations, of zhiji and of what it is set beside. Raises EvaluationError.

    `config` is the file of settings to go by: endpoints, and what may leave this computer. The archive is thrown away, unless
    `keep` names a folder for it.
    """
    shown = progress or (lambda *_: None)
    every = read_labelled(questions)
    asked = read_labelled(questions, most=most)
    with opened(conversations, keep=keep, config=config) as made:
        worded, judging = watched(made, llm), watched(made, judge)
        learn(made, shown)
        began = datetime.now(UTC)
        messages = Messages(list(made.messages()), scope)
        rows: defaultdict[Way, list[Marked]] = defaultdict(list)
        for number, question in enumerate(asked, 1):
            chat, now = messages.chat(question), messages.now(question)
            ways = [None, worded] if worded else [None]
            given = zhiji_answers(made, question, ways, chat=chat, now=now)
            given |= others_answers(messages, question, worded, context=context, clock=timed())
            for way, one in given.items():
                rows[way].append(marked(question, one, judged=judged(question, one, judging)))
            shown("questions", number, len(asked))
        setting = Setting(
            conversations=_name(conversations),
            questions=_name(questions),
            asked=len(asked),
            unanswerable=sum(one.abstain for one in asked),
            of=len(every),
            scope=scope,
            embedded=embedded(made),
            llm=llm or NONE,
            judge=judge or NONE,
            most=most,
            context=context,
            cut=_cut(messages, asked, context) if worded else 0,
            calls=tuple(map(_calls, made.costs(began, by="llm"))) if worded or judging else (),
        )
    failed = {way: sum(row.given.failed for row in some) for way, some in rows.items()}
    return Answers(
        setting=setting,
        rows=tuple(_rows(rows)),
        failed={way: count for way, count in failed.items() if count},
        agreement=agreement([row for some in rows.values() for row in some]),
        gains=_gains(rows),
    )


@contextmanager
def opened(conversations: Path, *, keep: Path | None, config: Path | None) -> Iterator[Archive]:
    """An archive of some conversations, with the settings of a file."""
    with kept_for(conversations, keep) as folder:
        _configure(folder, config)
        with archive.open(folder) as made:
            report = made.add(conversations)
            if report.failures or not (report.added or report.known):
                why = report.failures[0].why if report.failures else "there is no message in it."
                raise EvaluationError(f"{conversations.name} can't be used: {why}")
            yield made


def learn(made: Archive, progress: Progress) -> None:
    """All that idle time learns."""
    made.learn(
        minutes=_LEARNING,
        progress=lambda one: progress(f"learned: {one.kind}", one.done, one.done + one.left),
    )


def watched(made: Archive, name: str | None) -> Watched | None:
    """The language model of that name; an error at once where nothing may be sent to it."""
    if name is None or name == NONE:
        return None
    llm = made.llm(name)
    check_leave(llm.host, purpose="answers", leave=made.settings.privacy.leave)
    return Watched(llm)


def embedded(made: Archive) -> int:
    """How many messages have a vector."""
    vectors = made.status()["work"].get("vectors")
    return vectors["done"] if vectors else 0


def _calls(one: Total) -> str:
    cost = "cost not known" if one.unpriced else f"${one.cost:,.2f}"
    return f"{one.of} {one.calls:,}, {one.tokens_in + one.tokens_out:,} tokens, {cost}"


def _configure(folder: Path, config: Path | None) -> None:
    """The owner's settings, which may have changed since the folder was kept."""
    folder.mkdir(parents=True, exist_ok=True)
    own = folder / "config.toml"
    own.unlink(missing_ok=True)
    if config is not None and config.is_file():
        shutil.copyfile(config, own)


def _cut(messages: Messages, asked: Sequence[Labelled], context: int) -> int:
    whole = {id(some): some for one in asked for some in (messages.of(one),)}
    too_long = {number for number, some in whole.items() if len(fit(some, context)) < len(some)}
    return sum(id(messages.of(one)) in too_long for one in asked)


def _rows(rows: dict[Way, list[Marked]]) -> Iterator[Row]:
    categories = dict.fromkeys(row.question.category for some in rows.values() for row in some)
    for category in (EVERY, *sorted(categories)) if len(categories) > 1 else (EVERY,):
        for way, some in rows.items():
            fitting = [row for row in some if category in (EVERY, row.question.category)]
            yield Row(way=way, category=category, n=len(fitting), scores=summed(fitting))


def _gains(rows: dict[Way, list[Marked]]) -> tuple[Difference, ...]:
    """Of what was right, question by question."""
    right = {way: [row.marks["right"] for row in some if "right" in row.marks] for way, some in rows.items()}
    ours = [way for way in right if way.name == ZHIJI]
    pairs = [(one, other) for one in ours for other in right if other.name != ZHIJI and other.llm == one.llm]
    pairs += [(one, other) for one in ours for other in ours if other.llm == NONE != one.llm]
    return adjusted(
        difference(_called(one), _called(other), right[one], right[other])
        for one, other in pairs
        if right[one]
    )


def _called(way: Way) -> str:
    return f"{way.name} ({_with(way)})"


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}" if path.parent.name else path.name
