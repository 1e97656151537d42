"""`python -m benchmarks.settling [COUNT]`: CPU of adding a chat without ids once more, as another export tells it.

WhatsApp's text exports have no ids: what a second one repeats is recognised by its sequence. Each way of telling it
gets an archive of its own that holds the first export, and the second export goes on for a tenth of its length.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import zhiji
from benchmarks import lives

COUNT = 20_000
IN_A_ROW = 25  # messages, then they pause
PAUSE = timedelta(hours=9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How an export writes the chat down."""

    contact: str = "Nadia"
    stamp: str = "[%d/%m/%Y, %H:%M:%S] "
    shift: timedelta = timedelta(0)


FIRST = Telling()
MINUTES = Telling(stamp="%d/%m/%Y, %H:%M - ")
AGAIN = {
    "same phone": FIRST,
    "renamed contact": Telling(contact="Nadia (work)"),
    "minutes, had seconds": MINUTES,
    "another time zone": Telling(shift=timedelta(hours=7)),
    "renamed, minutes, zone": Telling(contact="N.", stamp=MINUTES.stamp, shift=timedelta(hours=-5)),
}


def main(count: int = COUNT) -> None:
    said = list(lives.messages(count + count // 10))
    print(
        f"a chat of {count:,} messages without ids, added again with {count // 10:,} more; µs CPU a message of the file"
    )
    print(f"{'':24} {'first':>7} {'again':>7} {'ratio':>6} {'known':>8} {'added':>7} {'chats':>6}")
    for name, telling in AGAIN.items():
        print(f"{name:24} {_row(said, count, telling)}")


def _row(said: list[dict[str, object]], count: int, telling: Telling) -> str:
    with tempfile.TemporaryDirectory() as folder:
        first = _export(Path(folder) / "first", said[:count], FIRST)
        second = _export(Path(folder) / "second", said, telling)
        with zhiji.open(Path(folder) / "home") as archive:
            once, _ = _add(archive, first, count)
            again, report = _add(archive, second, len(said))
            chats = archive.status()["chats"]
    return f"{once:7.1f} {again:7.1f} {again / once:6.2f} {report.known:8,} {report.added:7,} {chats:6}"


def _add(archive: zhiji.Archive, path: Path, count: int) -> tuple[float, zhiji.AddReport]:
    began = time.process_time()
    report = archive.add(path)
    return (time.process_time() - began) * 1e6 / count, report


def _export(folder: Path, said: list[dict[str, object]], telling: Telling) -> Path:
    folder.mkdir()
    path = folder / f"WhatsApp Chat with {telling.contact}.txt"
    path.write_text("".join(_lines(said, telling)), encoding="utf-8")
    return path


def _lines(said: list[dict[str, object]], telling: Telling) -> Iterator[str]:
    for number, record in enumerate(said):
        when = datetime.fromisoformat(str(record["when"])) + number // IN_A_ROW * PAUSE + telling.shift
        sender = telling.contact if number * 7 % 5 < 3 else "Me Myself"
        text = str(record["text"]).replace("\n", " ")
        yield f"{when.strftime(telling.stamp)}{sender}: {text}\n"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
