"""`python -m benchmarks.scaling [COUNT ...] [--folder DIR] [--plot FILE]`: what a search costs against the size of the archive.

Each size in a process of its own, with made-up vectors. The floor is physical: the bytes of all signs, read once at the
speed at which this computer reads memory just now. Archives in the folder are used again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

import zhiji
from benchmarks import drawing, made_vectors, searching
from zhiji.embedding.packing import asked
from zhiji.search.dense import EXACT, Signs
from zhiji.store import Store

COUNTS = (1_000, 10_000, 100_000, 1_000_000)
ROUNDS = 40
_HALF_A_GB = 1 << 26  # of eight bytes
Told = TypeVar("Told")


class Figures(NamedTuple):
    """Milliseconds of CPU, medians."""

    words: float
    both: float
    narrow: float  # one person, one month
    reading: float  # of the signs, once a process
    scan: float  # of all signs
    bytes: int  # of these
    memory: str  # MB, the most


def main(counts: list[int], *, folder: Path, plot: Path | None) -> None:
    speed = _apart(bandwidth)
    print(f"memory is read at {speed:.1f} GB/s; ms CPU of a search, p50 of {ROUNDS}")
    print(
        f"{'messages':>9} {'words':>6} {'both':>6} {'narrow':>6} {'read':>6} {'scan':>6} {'floor':>6} {'x':>5} {'MB':>5}"
    )
    told: dict[int, Figures] = {}
    for count in sorted(counts):
        made = told[count] = _apart(measure, _apart(searching.ready, folder / f"{count}", count))
        floor = made.bytes / speed / 1e6
        print(
            f"{count:9,} {made.words:6.1f} {made.both:6.1f} {made.narrow:6.1f} {made.reading:6.0f} {made.scan:6.2f}"
            f" {floor:6.2f} {made.scan / floor:5.1f} {made.memory:>5}"
        )
    if plot is not None:
        plot.write_text(_plot(told, speed), encoding="utf-8")


def bandwidth() -> float:
    """Gigabytes a second: a long array read from end to end, the best of seven."""
    numbers = np.arange(_HALF_A_GB, dtype=np.uint64)
    return numbers.nbytes / min(_spent(partial(np.max, numbers)) for _ in range(7)) / 1e6


def measure(home: Path) -> Figures:
    """What searches cost in an archive; run in a process of its own."""
    with made_vectors.drawer(), zhiji.open(home) as archive:
        people, chats = [one.person.name for one in archive.people], [one.chat.name for one in archive.chats]
        asked_for = searching.questions(ROUNDS, people, chats)
        sentence, narrow = asked_for["a sentence"], asked_for["a sentence, one person, one month"]
        words = searching.measure(archive, sentence, words=True)
        both = searching.measure(archive, sentence)
        near = searching.measure(archive, narrow)
    most = searching.memory()
    return Figures(words[0], both[0], near[0], *_scan(home), most)


def _scan(home: Path) -> tuple[float, float, int]:
    """Reading all signs, looking through them, and how many bytes they are."""
    store = Store(home, local=UTC)
    try:
        (space,) = store.vectors.spaces()
        centre = np.frombuffer(space.centre or b"", "<f4")
        signs = Signs()
        reading = _spent(partial(signs.view, store.vectors.of(space.id)))
        view = signs.view(store.vectors.of(space.id))
        questions = [asked(query, centre) for query in made_vectors.Lie(seed=9).some(ROUNDS)]
        times = [_spent(partial(view.nearest, question, EXACT, None)) for question in questions]
        return reading, statistics.median(times), view.signs.nbytes
    finally:
        store.close()


def _apart(action: Callable[..., Told], *arguments: object) -> Told:
    """What a function tells in a process of its own, which begins with little memory."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(action, *arguments).result()


def _plot(told: dict[int, Figures], speed: float) -> str:
    lines = {
        "words and meaning": [(count, made.both) for count, made in told.items()],
        "words": [(count, made.words) for count, made in told.items()],
        "one person, one month": [(count, made.narrow) for count, made in told.items()],
        "looking through all signs": [(count, made.scan) for count, made in told.items()],
        "floor: the signs read once": [(count, made.bytes / speed / 1e6) for count, made in told.items()],
    }
    return drawing.lines("Milliseconds of CPU of a search, by messages in the archive", lines)


def _spent(action: Callable[[], object]) -> float:
    began = time.process_time()
    action()
    return (time.process_time() - began) * 1e3


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("counts", type=int, nargs="*", default=list(COUNTS))
    parser.add_argument("--folder", type=Path, help="of archives, kept and used again")
    parser.add_argument("--plot", type=Path, help="an SVG file to write")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        main(options.counts, folder=options.folder or Path(passing), plot=options.plot)
