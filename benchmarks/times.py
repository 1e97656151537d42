"""How many time expressions are read right, how many traps are taken for one, and what a call costs.

python benchmarks/times.py --data DIR      # DIR holds expressions.jsonl and nontime.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from zhiji.language.times import TimeSpan, find_times

Row = dict[str, Any]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with expressions.jsonl and nontime.jsonl"
    )
    parser.add_argument("--misses", action="store_true", help="print each wrong reading")
    options = parser.parse_args(arguments)
    expressions = rows(options.data / "expressions.jsonl")
    traps = rows(options.data / "nontime.jsonl")
    _report("exact", [row for row in expressions if is_exact(row, best(row))], expressions)
    _report("day", [row for row in expressions if is_day(row, best(row))], expressions)
    _report("false alarms", [row for row in traps if best(row)], traps)
    if options.misses:
        _misses(expressions, traps)
    print(
        f"CPU per call: {_cost(expressions + traps) * 1e6:.0f} us over {len(expressions) + len(traps)} sentences"
    )
    return 0


def best(row: Row) -> TimeSpan | None:
    """The longest match in a sentence."""
    found = find_times(row["text"], datetime.fromisoformat(row["now"]))
    return max(found, key=lambda span: span.stop - span.begin, default=None)


def is_exact(row: Row, span: TimeSpan | None) -> bool:
    return span is not None and any(agrees(span, *reading, row["granularity"]) for reading in readings(row))


def is_day(row: Row, span: TimeSpan | None) -> bool:
    return span is not None and any(span.start.date() == start.date() for start, _ in readings(row))


def readings(row: Row) -> list[tuple[datetime, datetime]]:
    """The first reading and the other good ones."""
    pairs = [(row["start"], row["end"]), *row.get("alt", [])]
    return [(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in pairs]


def agrees(span: TimeSpan, start: datetime, end: datetime, granularity: str) -> bool:
    """Whether a reading is right. Points: the right minute; parts of days within two hours, seasons within two days, the rest to the minute."""
    if granularity == "minute":
        return span.start == start and span.end - span.start <= timedelta(minutes=61)
    slack = {"daypart": timedelta(hours=2), "season": timedelta(days=2)}.get(granularity, timedelta(0))
    return abs(span.start - start) <= slack and abs(span.end - end) <= slack


def rows(path: Path) -> list[Row]:
    """The lines of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _report(name: str, hits: list[Row], among: list[Row]) -> None:
    for language in ("en", "zh"):
        of = sum(row["lang"] == language for row in among)
        print(f"{name} {language}: {sum(row['lang'] == language for row in hits)}/{of}")


def _misses(expressions: list[Row], traps: list[Row]) -> None:
    for row in expressions:
        span = best(row)
        if not is_exact(row, span):
            print("wrong:", row["text"], "| wanted", row["start"], row["end"], "| read", span)
    for row in traps:
        if span := best(row):
            print("false alarm:", row["text"], "| read", span)


def _cost(sentences: list[Row]) -> float:
    """Seconds of CPU per sentence, everything loaded."""
    rounds = 20
    begun = time.process_time()
    for _ in range(rounds):
        for row in sentences:
            find_times(row["text"], datetime.fromisoformat(row["now"]))
    return (time.process_time() - begun) / rounds / max(1, len(sentences))


if __name__ == "__main__":
    sys.exit(main())
