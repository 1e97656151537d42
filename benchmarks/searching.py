"""`python -m benchmarks.searching [COUNT] [--home DIR]`: CPU of a search by words, by words and meaning, and of plain bm25().

Each kind of question is asked forty times, each time with other words. Plain is FTS5's own bm25() of the same words. The
messages have made-up vectors, and so have the questions: the embedder's own time is told apart, if it is installed.
A home that was made before is used again.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import apsw

import zhiji
from benchmarks import lives, made_vectors
from zhiji.errors import ZhijiError
from zhiji.language import query_terms

COUNT, ROUNDS, K = 100_000, 40, 10
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
_PLAIN = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"

Question = tuple[str, Mapping[str, Any]]


def main(count: int = COUNT, *, home: Path | None = None, rounds: int = ROUNDS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = ready(home or Path(folder) / "home", count)
        with made_vectors.drawer(), zhiji.open(home) as archive:
            print(
                f"{archive.status()['messages']:,} messages; ms CPU of a search, {rounds} questions of each kind"
            )
            print(f"{'':34} {'words p50':>9} {'p95':>6} {'both p50':>9} {'p95':>6} {'plain p50':>10}")
            people = [one.person.name for one in archive.people]
            chats = [one.chat.name for one in archive.chats]
            for kind, asked in questions(rounds, people, chats).items():
                words, both = measure(archive, asked, words=True), measure(archive, asked)
                plain = _middle(list(_plainly(home, asked)))
                row = f"{words[0]:9.1f} {words[1]:6.1f} {both[0]:9.1f} {both[1]:6.1f} {plain[0]:10.1f}"
                print(f"{kind:34} {row}")
        print(f"largest memory {memory()} MB; a question's vector {_embedding()}")


def ready(home: Path, count: int) -> Path:
    """An archive of so many made-up messages with vectors, made if it isn't there."""
    with zhiji.open(home) as archive, tempfile.TemporaryDirectory(dir=home) as folder:
        if not archive.status()["messages"]:
            archive.add(lives.write(Path(folder) / "life.jsonl", count))
    made_vectors.fill(home)
    return home


def questions(rounds: int, people: list[str], chats: list[str]) -> dict[str, list[Question]]:
    """What is asked, by kind."""
    chance = random.Random(11)
    english = [text for text in lives.sentences() if text.isascii() and 6 <= len(text.split()) <= 16]
    chinese = [text for text in lives.sentences() if not text[:1].isascii() and 6 <= len(text) <= 24]
    months = [f"20{year}-{month:02}" for year in (19, 20) for month in range(1, 12)]

    def several(make: Callable[[], Question]) -> list[Question]:
        return [make() for _ in range(rounds)]

    def sentence() -> str:
        return f"Did Nadia say {' '.join(chance.choice(english).split()[:12]).rstrip('.,!?')}?"

    def month() -> dict[str, str]:
        at = chance.randrange(len(months) - 1)
        return {"after": months[at], "before": months[at + 1]}

    return {
        "a sentence": several(lambda: (sentence(), {})),
        "a sentence, Chinese": several(lambda: (chance.choice(chinese).rstrip("。！") + "？", {})),
        "two words": several(lambda: (" ".join(chance.sample(chance.choice(english).split(), 2)), {})),
        "a number": several(lambda: (str(chance.randrange(10_000)), {})),
        "a sentence, one person": several(lambda: (sentence(), {"person": chance.choice(people)})),
        "a sentence, one chat": several(lambda: (sentence(), {"chat": chance.choice(chats)})),
        "a sentence, one month": several(lambda: (sentence(), month())),
        "a sentence, one person, one month": several(
            lambda: (sentence(), {"person": chance.choice(people), **month()})
        ),
        "what was said in a month": several(lambda: ("?", month())),
    }


def measure(archive: zhiji.Archive, asked: list[Question], *, words: bool = False) -> tuple[float, float]:
    """The median and the 95th percentile, in milliseconds."""
    for question, filters in asked[:3]:
        archive.search(question, now=NOW, words=words, **filters)
    return _middle(
        [
            _timed(partial(archive.search, question, k=K, now=NOW, words=words, **filters))
            for question, filters in asked
        ]
    )


def _plainly(home: Path, asked: list[Question]) -> Iterator[float]:
    """The words of each question, any of them, ranked by the index itself; filters apart."""
    db = apsw.Connection(str(home / "zhiji.db"), flags=apsw.SQLITE_OPEN_READONLY)
    for question, _ in asked:
        match = " OR ".join(f'"{term}"' for term in query_terms(question))
        yield _timed(partial(_best_rows, db, match)) if match else 0.0
    db.close()


def _best_rows(db: apsw.Connection, match: str) -> object:
    return db.execute(_PLAIN, (match, K)).fetchall()


def _embedding() -> str:
    from zhiji.embedding.e5 import open_e5

    try:
        embedder = open_e5()
    except ZhijiError:
        return "is not measured: there is no embedder here"
    embedder.query("ready")
    times = [_timed(partial(embedder.query, text)) for text in lives.sentences()[:ROUNDS]]
    return f"{statistics.median(times):.1f} ms"


def memory() -> str:
    """The most that this process has taken, in MB; Windows doesn't tell."""
    try:
        import resource
    except ImportError:
        return "?"
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // scale)


def _timed(action: Callable[[], object]) -> float:
    began = time.process_time()
    action()
    return (time.process_time() - began) * 1e3


def _middle(times: list[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, nargs="?", default=COUNT)
    parser.add_argument("--home", type=Path, help="kept and used again")
    options = parser.parse_args()
    main(options.count, home=options.home)
