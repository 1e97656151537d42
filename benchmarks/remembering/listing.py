"""`python -m benchmarks.remembering.listing [COUNT] [--home DIR]`: how long one waits for what is remembered to be listed.

CPU of whole processes, from the command to the last line printed, on a made-up archive in which every message tells
something: facts with one value at a time and with many, plans and promises of which some are kept, debts and decisions.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import zhiji
from benchmarks import lives
from benchmarks.remembering.pace import opened
from zhiji.learning import MemoryWorker, learn
from zhiji.memory.records import Kind, Reading, Relation, Span, Status, Subject, When
from zhiji.memory.thread import Thread
from zhiji.store.facts import Facts

COUNT, TURNS = 50_000, 3
_TOLD: tuple[tuple[Kind, Relation], ...] = (
    ("fact", "likes"),
    ("plan", "plan"),
    ("fact", "home"),
    ("promise", "promise"),
    ("fact", "been_to"),
    ("debt", "debt"),
    ("fact", "relation"),
    ("decision", "decision"),
    ("fact", "job"),
)
_DAYS, _DONE = 9, 5  # ahead is what is planned; and every so many-th promise is kept at once
_UNUSUAL = ("PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE")  # each line by itself, each file compiled anew
_COMMANDS = (["list"], ["timeline"], ["plans"], ["about", "person 3"])


def telling(thread: Thread) -> Iterator[Reading]:
    """Something of every line."""
    for _, line in thread.to_read():
        kind, relation = _TOLD[line.id % len(_TOLD)]
        to_do = kind in ("plan", "promise", "debt")
        start = line.when + timedelta(days=line.id % _DAYS)
        status: Status = "done" if line.id % _DONE == 0 else "open"
        yield Reading(
            kind=kind,
            relation=relation,
            subject=Subject(account=line.sender),
            value=line.text[:40],
            quote=Span(message=line.id, start=0, stop=min(len(line.text), 60)),
            by=line.sender,
            when=When(start=start, end=start + timedelta(days=1)) if kind == "plan" else None,
            status=status if to_do else None,
        )


def main(count: int = COUNT, *, home: Path | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = _ready(home or Path(folder) / "home", count)
        with opened(home) as store:
            print(f"{Facts(store.connection).count():,} facts")
        print(f"{'zhiji':>24} {'CPU s':>6} {'lines':>9}")
        _spent(["--version"])  # reads what is on the disk
        for command in (["--version"], *(["memory", *one] for one in _COMMANDS)):
            took, lines = min(_spent(command, home) for _ in range(TURNS))
            print(f"{' '.join(command):>24} {took:6.2f} {lines:9,}")


def _ready(home: Path, count: int) -> Path:
    with zhiji.open(home) as archive:
        if not archive.status()["messages"]:
            archive.add(messages=lives.messages(count))
    with opened(home) as store:
        learn(store, minutes=60, workers=[MemoryWorker(readers=[telling])])
    return home


def _spent(command: list[str], home: Path | None = None) -> tuple[float, int]:
    """CPU seconds of a whole process, and how many lines it prints."""
    where = {"ZHIJI_HOME": str(home)} if home else {}
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-m", "zhiji", *command],
        env={**os.environ, **where},
        capture_output=True,
        check=True,
    )
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent, done.stdout.count(b"\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.remembering.listing", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=COUNT)
    parser.add_argument("--home", type=Path)
    chosen = parser.parse_args()
    main(chosen.count, home=chosen.home)
