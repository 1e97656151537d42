"""`python -m benchmarks.nearest [--data DIR]`: how many of the truly nearest are found, and what that costs.

Truly nearest is what float32 says of all vectors: made-up ones like e5's, and with DIR real ones of the sets named below,
messages and questions embedded by e5. Two figures are told, of the nearest 50 and of the nearest 10: what is among the
candidates that signs choose, and what is left after these were scored exactly in int8.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmarks.made_vectors import Lie
from zhiji.embedding.e5 import open_e5
from zhiji.embedding.packing import Asked, asked, products, signs
from zhiji.embedding.protocol import Matrix, Vector
from zhiji.search.dense import View

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETS, MADE, ASKED = ("realtalk-a", "madial-zh"), 100_000, 60
FIRST = 64  # vectors whose middle is the centre, as learning takes it
COUNTS = (500, 1_000, 1_500, 2_000)


class Body(NamedTuple):
    """Vectors as they are kept."""

    rows: NDArray[np.int8]
    scales: Vector


def main(data: Path | None) -> None:
    print("vectors              candidates  by signs    weighed: @50    @10  then int8: @50    @10")
    for name, vectors, questions in corpora(data):
        _tell(name, vectors, questions)
    _tell_costs(Lie().some(MADE))


def corpora(data: Path | None) -> Iterator[tuple[str, Matrix, Matrix]]:
    """Names, vectors of messages and of questions."""
    lie = Lie()
    yield "made-up", lie.some(MADE), lie.some(ASKED)
    for name in SETS if data else ():
        assert data is not None
        said, questions = (
            _texts(data / name / "conversations.jsonl", "text"),
            _texts(data / name / "questions.jsonl", "question"),
        )
        embedder = open_e5()
        yield (
            name,
            embedder.passages(said),
            np.stack([embedder.query(text) for text in questions[: 2 * ASKED]]),
        )


def _texts(path: Path, key: str) -> list[str]:
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [row[key] for row in rows if row.get(key)]


def _tell(name: str, vectors: Matrix, questions: Matrix) -> None:
    centre = vectors[:FIRST].mean(axis=0)
    view, body = _view(vectors, centre), _body(vectors)
    for count in (count for count in COUNTS if count < len(vectors)):
        told = [_shares(view, body, vectors, question, centre, count) for question in questions]
        plain, near, near10, last, last10 = np.mean(told, axis=0)
        label = f"{name}, {len(vectors):,}"
        print(f"{label:20} {count:10,} {plain:9.3f} {near:16.3f} {near10:6.3f} {last:15.3f} {last10:6.3f}")


def _shares(
    view: View, body: Body, vectors: Matrix, question: Vector, centre: Vector, count: int
) -> tuple[float, ...]:
    nearest = np.argsort(-products(vectors, question))[:50]
    weighed = asked(question, centre)
    plain = Asked(weighed.signs, np.full((1, len(weighed.signs)), -1).astype(np.uint64))
    found = np.array(view.nearest(weighed, count, None))
    scores = products(body.rows[found].astype(np.float32), question) * body.scales[found]
    last = found[np.argsort(-scores)]
    return (
        _share(nearest, np.array(view.nearest(plain, count, None))),
        _share(nearest, found),
        _share(nearest[:10], found),
        _share(nearest, last[:50]),
        _share(nearest[:10], last[:10]),
    )


def _share(wanted: NDArray[np.int64], found: NDArray[np.int64]) -> float:
    return float(np.isin(wanted, found).mean())


def _tell_costs(vectors: Matrix) -> None:
    """Of looking through all: by signs, and exactly."""
    centre = vectors[:FIRST].mean(axis=0)
    view, body, query = _view(vectors, centre), _body(vectors), vectors[7]
    ways: dict[str, tuple[int, Callable[[], object]]] = {
        "signs, weighed": (view.signs.nbytes, lambda: view.nearest(asked(query, centre), 1_500, None)),
        "int8, all": (body.rows.nbytes, lambda: _exactly(body, query)),
        "float32, all": (vectors.nbytes, lambda: products(vectors, query)),
    }
    for name, (size, way) in ways.items():
        print(f"{name:16} {_spent(way):7.1f} ms CPU for {len(vectors):,}, {size / 1e6:6.1f} MB in memory")


def _exactly(body: Body, query: Vector, block: int = 4_096) -> None:
    for begin in range(0, len(body.rows), block):
        some = slice(begin, begin + block)
        products(body.rows[some].astype(np.float32), query) * body.scales[some]


def _view(vectors: Matrix, centre: Vector) -> View:
    made = np.ascontiguousarray(signs(vectors, centre).view(np.uint64).T)
    return View(made, np.arange(1, len(vectors) + 1), vectors[:1])


def _body(vectors: Matrix) -> Body:
    scales = np.abs(vectors).max(axis=1) / 127
    return Body(np.rint(vectors / scales[:, None]).astype(np.int8), scales)


def _spent(action: Callable[[], object]) -> float:
    times = []
    for _ in range(9):
        began = time.process_time()
        action()
        times.append(time.process_time() - began)
    return statistics.median(times) * 1e3


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="a folder of sets, as for benchmarks.retrieval")
    main(parser.parse_args().data)
