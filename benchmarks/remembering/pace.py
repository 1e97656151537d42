"""`python -m benchmarks.remembering.pace [COUNT] [--home DIR]`: what reading for memory costs, and whom it keeps waiting.

CPU of reading all messages of a made-up archive, with no reader (what fetching and noting cost) and with a cheap one
that finds something in every twentieth message; the longest time that it held the write lock; and how long searches by words
and meaning take while another process of low priority reads, beside how long they take otherwise, in turns.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from unittest.mock import patch

import apsw

import zhiji
from benchmarks import lives, made_vectors, searching
from zhiji.cli.background import lower_priority
from zhiji.learning import MemoryWorker, learn
from zhiji.memory.reading.readers import READERS, Reader
from zhiji.memory.records import Reading, Span, Subject
from zhiji.memory.thread import Thread
from zhiji.store import Store
from zhiji.store.connection import Connection
from zhiji.store.facts import Facts

COUNT, ROUNDS, TURNS = 100_000, 40, 5
_FOUND = re.compile(r"\b(?:tomorrow|tonight|birthday)\b|明天|今晚|生日", re.I)


def cheap(thread: Thread) -> Iterator[Reading]:
    """Takes a word out of a line here and there."""
    for _, line in thread.to_read():
        if found := _FOUND.search(line.text):
            yield Reading(
                kind="plan",
                relation="plan",
                subject=Subject(account=line.sender),
                value=line.text[:40],
                quote=Span(message=line.id, start=found.start(), stop=found.end()),
                by=line.sender,
                also=tuple(one.id for one in thread.before(thread.first, 1)),
            )


def cheap_again(thread: Thread) -> Iterator[Reading]:
    """The same by another name, so that all is read again."""
    return cheap(thread)


def main(count: int = COUNT, *, home: Path | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = _ready(home or Path(folder) / "home", count)
        sessions = _one(home, "SELECT count(DISTINCT session) FROM message")
        print(f"{count:,} messages in {sessions:,} sessions")
        print(
            f"{'readers':14} {'ms CPU a message':>16} {'CPU s':>7} {'facts':>7} {'longest turn ms':>16} {'p99 ms':>7}"
        )
        own = [("those there are", READERS)] if READERS else []
        for name, readers in (("none", ()), ("a cheap one", (cheap,)), ("again", (cheap_again,)), *own):
            _told(home, name, readers, count)
        _waiting(home)


def _ready(home: Path, count: int) -> Path:
    """An archive of so many messages with vectors, eight at a time in a chat before it is another one's turn."""
    with zhiji.open(home) as archive:
        if not archive.status()["messages"]:
            said = lives.messages(count)
            archive.add(
                messages=({**one, "chat": f"chat {at // 8 % lives.CHATS}"} for at, one in enumerate(said))
            )
    made_vectors.fill(home)
    return home


def _told(home: Path, name: str, readers: Sequence[Reader], count: int) -> None:
    with opened(home) as store, timed_turns() as turns:
        began = time.process_time()
        report = learn(store, minutes=60, workers=[MemoryWorker(readers=readers)])
        spent = time.process_time() - began
        assert report.finished, report
        found = Facts(store.connection).count()
    longest, most = max(turns) * 1000, sorted(turns)[int(len(turns) * 0.99)] * 1000
    print(f"{name:14} {spent / count * 1000:16.3f} {spent:7.1f} {found:7,} {longest:16.1f} {most:7.1f}")


@contextmanager
def timed_turns() -> Iterator[list[float]]:
    """Seconds that each transaction held the write lock, the commit included."""
    turns: list[float] = []
    real = Connection.transaction

    @contextmanager
    def timed(self: Connection) -> Iterator[apsw.Connection]:
        began = 0.0
        try:
            with real(self) as db:
                began = time.perf_counter()  # the lock is ours
                yield db
        finally:
            turns.append(time.perf_counter() - began)

    with patch.object(Connection, "transaction", timed):
        yield turns


def _waiting(home: Path) -> None:
    """Searches while nothing else happens and while a worker reads, a few times in turn."""
    with made_vectors.drawer(), zhiji.open(home) as archive:
        people, chats = [one.person.name for one in archive.people], [one.chat.name for one in archive.chats]
        asked = searching.questions(ROUNDS, people, chats)["a sentence"]
        _seconds(archive, asked)
        idle, busy = list[float](), list[float]()
        for _ in range(TURNS):
            idle += _seconds(archive, asked)
            with _reading(home):
                busy += _seconds(archive, asked)
    for name, took in (("nothing else happens", idle), ("another process reads", busy)):
        print(f"a search while {name:22} p50 {_at(took, 50):6.1f} ms, p95 {_at(took, 95):6.1f} ms")
    print(f"p95 {_at(busy, 95) / _at(idle, 95):.2f} times as long")


def _seconds(archive: zhiji.Archive, asked: Iterable[searching.Question]) -> list[float]:
    took = []
    for question, filters in asked:
        began = time.perf_counter()
        archive.search(question, **filters)
        took.append(time.perf_counter() - began)
    return took


def _at(took: Sequence[float], percent: int) -> float:
    return statistics.quantiles(took, n=100)[percent - 1] * 1000


@contextmanager
def _reading(home: Path) -> Iterator[None]:
    """A process of low priority that reads everything again and again."""
    command = [sys.executable, "-m", "benchmarks.remembering.pace", "--read", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        child.stdout.readline()
        try:
            yield
            assert child.poll() is None, "it read all the time"
        finally:
            child.terminate()


def _read(home: Path) -> None:
    lower_priority()
    with opened(home) as store:
        workers = [MemoryWorker(readers=[cheap]), MemoryWorker(readers=[cheap_again])]
        print("reading", flush=True)
        while True:
            for worker in workers:
                learn(store, minutes=60, workers=[worker])


@contextmanager
def opened(home: Path) -> Iterator[Store]:
    """The store of an archive."""
    store = Store(home, local=UTC)
    try:
        yield store
    finally:
        store.close()


def _one(home: Path, sql: str) -> int:
    with opened(home) as store:
        return int(store.connection.value(sql))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.remembering.pace", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=COUNT)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.read:
        _read(chosen.read)
    else:
        main(chosen.count, home=chosen.home)
