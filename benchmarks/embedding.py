"""`python -m benchmarks.embedding`: what it costs to turn texts into vectors on this computer, by variant.

CPU time on one thread, made-up messages of about 15 and 60 tokens, median of three; starting is a whole process that
answers one query, least of five. Needs the extra `semantic`. Unix only, as `benchmarks.starting` is.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import get_args

from benchmarks import lives
from zhiji.embedding.e5 import open_e5
from zhiji.embedding.protocol import Embedder, Variant

COUNT, ROUNDS = 400, 3
QUERY = "Where did Nadia say the ferry would leave on Sunday?"
_START = (
    "import resource, sys\n"
    "from zhiji.embedding.e5 import open_e5\n"
    "open_e5(variant=sys.argv[1]).query(sys.argv[2])\n"
    "used = resource.getrusage(resource.RUSAGE_SELF)\n"
    "print(used.ru_utime + used.ru_stime, used.ru_maxrss)\n"
)


def main(count: int = COUNT, *, rounds: int = ROUNDS) -> None:
    if sys.platform == "win32":
        print("Windows doesn't tell the memory of a process that has ended.")
        return
    # Before anything is loaded here: a process begins with the memory of the one it comes from.
    starts = {variant: min(_start(variant) for _ in range(5)) for variant in get_args(Variant)}
    print("variant   short msg/s  long msg/s  query ms  start s  MB")
    for variant, (seconds, memory) in starts.items():
        print(f"{variant:9} {_speeds(variant, count, rounds)} {seconds:8.2f} {memory:3.0f}")


def _speeds(variant: Variant, count: int, rounds: int) -> str:
    embedder = open_e5(variant=variant)
    embedder.query(QUERY)  # loads
    short, long = (_speed(embedder, texts(count // size, size), rounds) for size in (1, 4))
    query = _spent(lambda: embedder.query(QUERY), times=20) * 1e3
    return f"{short:11.0f} {long:11.0f} {query:9.1f}"


def texts(count: int, size: int) -> list[str]:
    """Messages of about 15 tokens, or `size` times as many."""
    said = (str(one["text"])[:40] for one in lives.messages(count * size))
    return [" ".join(next(said) for _ in range(size)) for _ in range(count)]


def _speed(embedder: Embedder, said: list[str], rounds: int) -> float:
    return len(said) / statistics.median(_spent(lambda: embedder.passages(said)) for _ in range(rounds))


def _spent(do: Callable[[], object], times: int = 1) -> float:
    """Seconds of CPU of one."""
    begun = time.process_time()
    for _ in range(times):
        do()
    return (time.process_time() - begun) / times


def _start(variant: Variant) -> tuple[float, float]:
    """Seconds of CPU and megabytes of memory, at most, of a process that answers one query."""
    done = subprocess.run(
        [sys.executable, "-c", _START, variant, QUERY], capture_output=True, text=True, check=True
    )
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, nargs="?", default=COUNT)
    main(parser.parse_args().count)
