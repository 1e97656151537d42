"""`python -m benchmarks.remembering.learning`: how far a linear reader gets beyond the rules, trained on the other corpora.

It tells for each clause which relations it is worth remembering for. Asked about is each relation of each message where the
rules believe nothing of it, the surest first; right is what has a label, whatever its subject, value, status and trust are. A
reader that is built on it gets less. `--vectors` adds the local embedder's vectors of messages.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.remembering.clause_features import features
from benchmarks.remembering.corpus import HALVES, HELD_OUT, Corpus, Half, Row, corpus
from zhiji.embedding.e5 import open_e5
from zhiji.memory.reading import read
from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.records import BELIEVED_FROM

Floats = NDArray[np.float32]
PRECISIONS = (0.9, 0.8, 0.7, 0.6, 0.5)
_ROUNDS, _BATCH, _STEP, _DECAY = 15, 64, 0.1, 2.0
_WEIGHT = 3.0  # of a vector beside some hundred words


@dataclass(frozen=True, slots=True)
class Example:
    """A clause with what it is told by and the relations that it has labels of."""

    message: int
    text: str  # of the message
    words: set[str]
    relations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Given:
    """A corpus as examples, with what the rules believe."""

    corpus: Corpus
    examples: tuple[Example, ...]
    told: frozenset[tuple[int, str]]  # message and relation


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.remembering.learning", description=__doc__)
    parser.add_argument("--test", default="e,f,g", help="corpora to read, each by what the others teach")
    parser.add_argument("--train", default="", help="corpora to learn from; all that aren't held out if none")
    parser.add_argument("--vectors", action="store_true", help="with vectors of messages")
    chosen = parser.parse_args()
    tested = [half for half in HALVES if half in chosen.test.split(",")]
    teaching = [half for half in HALVES if half in (chosen.train.split(",") if chosen.train else HALVES)]
    teaching = [half for half in teaching if half not in HELD_OUT]
    halves = {half: _half(half) for half in {*tested, *teaching}}
    vectors = _vectors(halves.values()) if chosen.vectors else None
    print(
        f"{'':6}{'labels':>7}  "
        + "".join(f"{f'at {one}':>12}" for one in PRECISIONS)
        + "   average precision"
    )
    for half in tested:
        others = [one for name in teaching if name != half for one in halves[name].examples]
        right = _ranked(halves[half], _chances(others, halves[half].examples, vectors))
        print(f"{half:6}" + _line(right, len(halves[half].corpus.labels)), flush=True)


def _half(name: Half) -> Given:
    half = corpus(name)
    believed = (one for thread in half.threads for one in read(thread) if one.confidence >= BELIEVED_FROM)
    told = frozenset((one.quote.message, one.relation) for one in believed)
    return Given(half, tuple(_examples(half)), told)


def _examples(half: Corpus) -> Iterator[Example]:
    labels: dict[str, list[Row]] = {}
    for label in half.labels:
        labels.setdefault(label["message"], []).append(label)
    for thread in half.threads:
        for at, line in enumerate(thread.lines):
            if thread.kind == "assistant" and not line.owner:
                continue
            here = labels.get(half.messages[line.id]["id"], [])
            parts = clauses(line)
            for part, clause in enumerate(parts):
                relations = frozenset(label["relation"] for label in here if _says(clause, label))
                yield Example(line.id, line.text, features(thread, at, parts, part), relations)


def _says(clause: Clause, label: Row) -> bool:
    """Whether a clause holds half of a quote, or is half of it."""
    start = clause.line.text.find(label["quote"])
    stop = start + len(label["quote"])
    common = min(stop, clause.stop) - max(start, clause.start)
    return common > 0 and 2 * common >= min(stop - start, clause.stop - clause.start)


def _ranked(half: Given, chances: Iterable[tuple[Example, dict[str, float]]]) -> list[bool]:
    """Whether each relation of a message that the rules left has a label, the surest first."""
    best: dict[tuple[int, str], float] = {}
    for example, relations in chances:
        for relation, chance in relations.items():
            key = (example.message, relation)
            if key not in half.told:
                best[key] = max(best.get(key, 0.0), chance)
    numbers = {row["id"]: number for number, row in half.corpus.messages.items()}
    wanted = {
        (numbers[message], label["relation"])
        for label in half.corpus.labels
        for message in (label["message"], *(label.get("also") or ()))
    }
    return [key in wanted for key in sorted(best, key=best.__getitem__, reverse=True)]


def _line(right: Sequence[bool], labels: int) -> str:
    """How many are right at each precision, at the lowest chance that still keeps to it."""
    counts = np.cumsum(right)
    precision = counts / np.arange(1, len(counts) + 1)
    found = [int(max(counts[precision >= one], default=0)) for one in PRECISIONS]
    average = float(precision[np.array(right)].sum()) / labels
    return f"{labels:7}  " + "".join(f"{one:6} {one / labels:5.3f}" for one in found) + f"{average:20.3f}"


def _vectors(halves: Iterable[Given]) -> dict[str, Floats]:
    texts = sorted({example.text for half in halves for example in half.examples})
    rows = open_e5(variant="int8").passages(texts)
    rows = rows - rows.mean(axis=0)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return dict(zip(texts, (_WEIGHT * rows).astype(np.float32)))


# Logistic regression, one against the rest, by AdaGrad


def _chances(
    known: Sequence[Example], asked: Sequence[Example], vectors: dict[str, Floats] | None
) -> Iterator[tuple[Example, dict[str, float]]]:
    counts = Counter(word for one in known for word in one.words)
    places = {word: at for at, word in enumerate(sorted(word for word, count in counts.items() if count > 1))}
    relations = sorted({relation for one in known for relation in one.relations})
    learner = _Learner([counts[word] for word in places], len(relations), vectors)
    targets = np.array([[relation in one.relations for relation in relations] for one in known], np.float32)
    rows = [_row(one, places) for one in known]
    order = np.random.default_rng(1)
    for _ in range(_ROUNDS):
        mixed = order.permutation(len(known))
        for start in range(0, len(known), _BATCH):
            some = mixed[start : start + _BATCH]
            learner.learn([rows[at] for at in some], [known[at].text for at in some], targets[some])
    for one in asked:
        chances = learner.chances([_row(one, places)], [one.text])[0]
        yield one, dict(zip(relations, map(float, chances)))


def _row(example: Example, places: dict[str, int]) -> NDArray[np.int64]:
    return np.array(sorted(places[word] for word in example.words if word in places) or [0], np.int64)


class _Learner:
    def __init__(self, counts: Sequence[int], relations: int, vectors: dict[str, Floats] | None) -> None:
        self._vectors = vectors
        dimension = len(next(iter(vectors.values()))) if vectors else 1
        self._decay = _DECAY / np.array(counts, np.float32)[:, None]  # each word's is met as often
        self._weights = np.zeros((len(counts), relations), np.float32)
        self._dense = np.zeros((dimension, relations), np.float32)
        self._squares, self._dense_squares = np.full_like(self._weights, 0.1), np.full_like(self._dense, 0.1)

    def chances(self, rows: Sequence[NDArray[np.int64]], texts: Sequence[str]) -> Floats:
        """Of each row, how likely each relation is."""
        starts = np.cumsum([0, *map(len, rows[:-1])])
        sums = np.add.reduceat(self._weights[np.concatenate(rows)], starts)
        shares: Floats = 1 / (1 + np.exp(-(sums + self._beside(texts) @ self._dense - 3)))
        return shares

    def learn(self, rows: Sequence[NDArray[np.int64]], texts: Sequence[str], targets: Floats) -> None:
        """A step towards the targets."""
        off = self.chances(rows, texts) - targets
        words, back = np.unique(np.concatenate(rows), return_inverse=True)
        slopes = self._decay[words] * self._weights[words]
        np.add.at(slopes, back, np.repeat(off, list(map(len, rows)), axis=0))
        self._squares[words] += slopes**2
        self._weights[words] -= _STEP * slopes / np.sqrt(self._squares[words])
        dense = self._beside(texts).T @ off + _DECAY * _BATCH / 10_000 * self._dense
        self._dense_squares += dense**2
        self._dense -= _STEP * dense / np.sqrt(self._dense_squares)

    def _beside(self, texts: Sequence[str]) -> Floats:
        """Vectors, or a constant where there are none."""
        if self._vectors is None:
            return np.ones((len(texts), 1), np.float32)
        return np.stack([self._vectors[text] for text in texts])


if __name__ == "__main__":
    main()
