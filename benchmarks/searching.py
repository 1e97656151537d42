"""`python -m benchmarks.searching [COUNT] [--home DIR]`: CPU of a search, against FTS5's own bm25() of the same words.

Each kind of question is asked forty times, each time with other words. A home that was made before is used again.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import apsw

import zhiji
from benchmarks import lives
from zhiji.language import query_terms

COUNT, ROUNDS, K = 100_000, 40, 10
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
_PLAIN = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"

Question = tuple[str, Mapping[str, Any]]


def main(count: int = COUNT, *, home: Path | None = None, rounds: int = ROUNDS) -> None:
    with tempfile.TemporaryDirectory() as folder, zhiji.open(home or Path(folder) / "home") as archive:
        if not archive.status()["messages"]:
            archive.add(lives.write(Path(folder) / "life.jsonl", count))
        print(
            f"{archive.status()['messages']:,} messages; ms CPU of a search, {rounds} questions of each kind"
        )
        print(f"{'':26} {'p50':>7} {'p95':>7} {'plain p50':>10} {'ratio':>7}")
        people = [one.person.name for one in archive.people]
        chats = [one.chat.name for one in archive.chats]
        for kind, asked in questions(rounds, people, chats).items():
            own, plain = _measure(archive, asked)
            ratio = f"{own[0] / plain[0]:7.2f}" if plain[0] > 0.5 else "      -"
            print(f"{kind:26} {own[0]:7.1f} {own[1]:7.1f} {plain[0]:10.1f} {ratio}")


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
        "what was said in a month": several(lambda: ("?", month())),
    }


def _measure(
    archive: zhiji.Archive, asked: list[Question]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """The median and the 95th percentile of zhiji and of the plain word index."""
    for question, filters in asked[:3]:
        archive.search(question, now=NOW, **filters)
    own = [_timed(partial(archive.search, question, k=K, now=NOW, **filters)) for question, filters in asked]
    plain = list(_plainly(archive.home, asked))
    return _middle(own), _middle(plain)


def _plainly(home: Path, asked: list[Question]) -> Iterator[float]:
    """The words of each question, any of them, ranked by the index itself; filters apart."""
    db = apsw.Connection(str(home / "zhiji.db"), flags=apsw.SQLITE_OPEN_READONLY)
    for question, _ in asked:
        match = " OR ".join(f'"{term}"' for term in query_terms(question))
        yield _timed(partial(_best_rows, db, match)) if match else 0.0
    db.close()


def _best_rows(db: apsw.Connection, match: str) -> object:
    return db.execute(_PLAIN, (match, K)).fetchall()


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
