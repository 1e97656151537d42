"""How many times that messages speak of are read right, each from the moment of its message.

python -m benchmarks.times_in_context            # benchmarks/memory/times.jsonl, right of all per language
python -m benchmarks.times_in_context --wrong    # and each that is read wrong
"""

from __future__ import annotations

import argparse
import time
from datetime import datetime, tzinfo
from pathlib import Path

from benchmarks.times import Row, agrees, readings, rows
from zhiji.language.times import TimeSpan, times_of

DATA = Path(__file__).parent / "memory" / "times.jsonl"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA, help="a file like times.jsonl")
    parser.add_argument("--wrong", action="store_true", help="print each wrong reading")
    options = parser.parse_args(arguments)
    expressions = rows(options.data)
    wrong = [row for row in expressions if not is_right(row, span_of(row))]
    for language in ("zh", "en"):
        of = sum(row["lang"] == language for row in expressions)
        print(f"{language}: {of - sum(row['lang'] == language for row in wrong)}/{of}")
    print(f"all: {len(expressions) - len(wrong)}/{len(expressions)}")
    print(f"CPU per message: {_cost(expressions) * 1e6:.0f} us")
    for row in wrong if options.wrong else ():
        print(_told(row))


def span_of(row: Row) -> TimeSpan | None:
    """The time read where the marked words stand; of several, the one that covers most of them."""
    begin: int = row["text"].index(row["expr"])
    stop: int = begin + len(row["expr"])

    def covered(span: TimeSpan) -> int:
        return min(span.stop, stop) - max(span.begin, begin)

    best = max(times_of(row["text"], datetime.fromisoformat(row["now"])), key=covered, default=None)
    return best if best and covered(best) > 0 else None


def is_right(row: Row, span: TimeSpan | None) -> bool:
    """Readings without an offset are wall time where the message was written."""
    zone = datetime.fromisoformat(row["now"]).tzinfo
    return span is not None and any(
        agrees(span, _placed(start, zone), _placed(end, zone), row["granularity"])
        for start, end in readings(row)
    )


def _placed(moment: datetime, zone: tzinfo | None) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _told(row: Row) -> str:
    span = span_of(row)
    read = f"{span.start} {span.end} ({span.text})" if span else "nothing"
    return (
        f"{row['lang']} {row['now']} {row['text']} | {row['expr']}: {row['start']} {row['end']} | read {read}"
    )


def _cost(expressions: list[Row]) -> float:
    """Seconds of CPU per message, everything loaded."""
    rounds = 20
    begun = time.process_time()
    for _ in range(rounds):
        for row in expressions:
            times_of(row["text"], datetime.fromisoformat(row["now"]))
    return (time.process_time() - begun) / rounds / max(1, len(expressions))


if __name__ == "__main__":
    main()
