"""`python -m benchmarks.sources [COUNT] [--only NAME]...`: adding made-up exports of each app.

For each: CPU of merely parsing the file (`json.loads`, going through lines, `SELECT *`), of the source alone, and of the
whole add with its word index; and the largest memory of adding, and by how much it is more than that of adding a
quarter of the messages. Each measurement is a fresh process, each add a fresh archive.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar
from xml.parsers import expat

from benchmarks import written, written_databases

COUNT = 100_000
BAR = 120  # µs CPU a message that JSON and text may take
WRITERS = written.JSON | written.TEXT | written_databases.DATABASES
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one format cost."""

    name: str
    bytes: int
    parsing: float  # µs CPU a message, like the next two
    reading: float
    adding: float
    memory: int  # MB
    growth: int  # MB, from a quarter of the messages


def main(count: int = COUNT, only: Iterable[str] = ()) -> list[Row]:
    print(f"{count:,} messages each; µs CPU a message; largest memory, and more than for {count // 4:,}")
    print(
        f"{'':10} {'MB':>5} {'parsing':>8} {'source':>7} {'adding':>7} {'times parsing':>14} {'memory':>10}"
    )
    rows = []
    for name in only or WRITERS:
        rows.append(measure(name, count))
        print(shown(rows[-1]), flush=True)
    return rows


def shown(row: Row) -> str:
    """A line of the table."""
    over = " over the bar" if row.adding > BAR and row.name not in written_databases.DATABASES else ""
    return (
        f"{row.name:10} {row.bytes / 1e6:5.0f} {row.parsing:8.1f} {row.reading:7.1f} {row.adding:7.1f}"
        f" {row.adding / row.parsing:14.1f} {row.memory:4} MB {row.growth:+3}{over}"
    )


def measure(name: str, count: int) -> Row:
    """Write exports of two sizes, and read and add them in processes of their own."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small", Path(folder) / "large"
        quarter = _apart(_write, name, small, count // 4)
        whole = _apart(_write, name, large, count)
        little = _apart(_add, quarter, small / "home")
        much = _apart(_add, whole, large / "home")
        if (much.added, little.added) != (count, count // 4):
            raise AssertionError(f"{name}: {much.added} of {count}, {little.added} of {count // 4} added")
        return Row(
            name=name,
            bytes=sum(file.stat().st_size for file in _files(whole)),
            parsing=_apart(_parse, whole) * 1e6 / count,
            reading=_apart(_read, whole) * 1e6 / count,
            adding=much.seconds * 1e6 / count,
            memory=much.memory,
            growth=much.memory - little.memory,
        )


def _apart(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The same in a process of its own, which begins with nothing."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(call, *args, **kwargs).result()


def _write(name: str, folder: Path, count: int) -> Path:
    folder.mkdir()
    return WRITERS[name](folder, count)


@dataclass(frozen=True, slots=True)
class _Added:
    added: int
    seconds: float
    memory: int


def _add(path: Path, home: Path) -> _Added:
    import zhiji

    began = time.process_time()
    with zhiji.open(home) as archive:
        report = archive.add(path)
    return _Added(report.added, time.process_time() - began, _memory())


def _read(path: Path) -> float:
    from zhiji import sources

    began = time.process_time()
    for source, export in sources.find(path).exports:
        with export:
            for _ in source.read(export):
                pass
    return time.process_time() - began


def _parse(path: Path) -> float:
    began = time.process_time()
    for file in _files(path):
        _PARSERS.get(file.suffix, _go_through)(file)
    return time.process_time() - began


def _files(path: Path) -> Iterator[Path]:
    return iter((path,)) if path.is_file() else (file for file in path.rglob("*") if file.is_file())


def _go_through(path: Path) -> None:
    with path.open(encoding="utf-8") as lines:
        for _ in lines:
            pass


def _parse_json(path: Path) -> None:
    json.loads(path.read_bytes())


def _parse_lines(path: Path) -> None:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            json.loads(line)


def _parse_zip(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            json.loads(packed.read(name))


def _parse_xml(path: Path) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda *_: None
    with path.open("rb") as stream:
        parser.ParseFile(stream)


def _select(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for _ in db.execute(f"SELECT * FROM {table}"):
                pass


_PARSERS = {
    ".json": _parse_json, ".jsonl": _parse_lines, ".zip": _parse_zip, ".xml": _parse_xml, ".db": _select,
}  # fmt: skip


def _memory() -> int:
    """The most that this process had in memory, in MB; 0 where the system doesn't tell."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage counts the process that started this one, too
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) >> 10
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> (20 if sys.platform == "darwin" else 10)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, nargs="?", default=COUNT)
    parser.add_argument(
        "--only", action="append", choices=WRITERS, default=[], metavar="NAME", help=", ".join(WRITERS)
    )
    chosen = parser.parse_args()
    main(chosen.count, chosen.only)
