"""`python -m benchmarks.starting [COUNT] [--home DIR]`: CPU of whole processes, against a bare `python -c pass`.

Bytecode is compiled beforehand, as installing does; the median of seven runs. Unix only: Windows doesn't tell the CPU
time of a process that has ended.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import zhiji
from benchmarks import searching

COUNT, ROUNDS = 100_000, 7
QUESTION = "Where did Nadia say the ferry would leave on Sunday?"


def main(count: int = COUNT, *, home: Path | None = None, rounds: int = ROUNDS) -> None:
    if sys.platform == "win32":
        print("Windows doesn't tell the CPU time of a process that has ended.")
        return
    with tempfile.TemporaryDirectory() as folder:
        home = home or Path(folder) / "home"
        searching.ready(home, count)
        with zhiji.open(home) as archive:
            print(
                f"{archive.status()['messages']:,} messages; whole process, ms CPU, median of {rounds} (least)"
            )
        bare = 0.0
        for name, arguments in commands(home).items():
            median, least = _measure(arguments, rounds)
            bare = bare or median
            print(f"{name:32} {median:6.0f} ({least:.0f})  {median / bare:5.1f} times")


def commands(home: Path) -> dict[str, list[str]]:
    """What is started, by what it is called."""
    archive = ["-m", "zhiji", "--home", str(home)]
    return {
        "python -c pass": ["-c", "pass"],
        "import zhiji": ["-c", "import zhiji"],
        "zhiji --help": ["-m", "zhiji", "--help"],
        "zhiji search QUESTION": [*archive, "search", QUESTION],
        "zhiji search --words QUESTION": [*archive, "search", "--words", QUESTION],
        "zhiji search --words WORD": [*archive, "search", "--words", "ferry"],
        "zhiji status": [*archive, "status"],
    }


def _measure(arguments: list[str], rounds: int) -> tuple[float, float]:
    _spent(arguments)  # compiles
    times = [_spent(arguments) for _ in range(rounds)]
    return statistics.median(times), min(times)


def _spent(arguments: list[str]) -> float:
    """Milliseconds of CPU, user's and system's."""
    import resource

    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], env=env, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1e3


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, nargs="?", default=COUNT)
    parser.add_argument("--home", type=Path, help="kept and used again")
    options = parser.parse_args()
    main(options.count, home=options.home)
