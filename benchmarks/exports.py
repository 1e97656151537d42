"""`python -m benchmarks.exports SAMPLES [--write FILE]`: real export files, and whether all that is in them was found.

SAMPLES holds a folder for each app and in it one for each sample: the export, and `expected.json` with the number of
messages, the first and last time, texts that must occur exactly, and kinds. Each sample is added to an archive of its
own, twice: the second time must add nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import zhiji
from zhiji.chat import Message

_BESIDE = {"expected.json", "SOURCE.txt"}


@dataclass
class Row:
    """What became of one sample."""

    name: str
    format: str
    wanted: int
    found: int = 0
    wrong: list[str] = field(default_factory=list)


def check(sample: Path) -> Row:
    """Add a sample twice and compare."""
    expected = json.loads((sample / "expected.json").read_text(encoding="utf-8"))
    row = Row(f"{sample.parent.name}/{sample.name}", expected["format"], expected["messages"])
    with tempfile.TemporaryDirectory() as folder, zhiji.open(Path(folder) / "home") as archive:
        paths = [path for path in sorted(sample.iterdir()) if path.name not in _BESIDE]
        try:
            report = archive.add(paths if len(paths) == 1 else sample)
            again = archive.add(paths if len(paths) == 1 else sample)
        except zhiji.errors.ZhijiError as error:
            row.wrong.append(str(error))
            return row
        messages = list(archive._store.reader.all())
    row.found = len(messages)
    row.wrong += [failure.why for failure in report.failures]
    if again.added:
        row.wrong.append(f"added again: {again.added}")
    row.wrong += _differences(expected, messages)
    return row


def _differences(expected: dict[str, Any], messages: list[Message]) -> Iterator[str]:
    kinds = expected.get("kinds") or {}
    system = kinds.get("system", 0)
    allowed = (
        {expected["messages"], expected["messages"] - system}
        if isinstance(system, int)
        else {expected["messages"]}
    )
    if len(messages) not in allowed:
        yield f"{len(messages)} messages, not {expected['messages']}"
    times = sorted(message.when.astimezone(UTC) for message in messages)
    for name, at in (("first", 0), ("last", -1)):
        wanted = expected.get(name)
        if wanted and (not times or not _same(wanted, times[at])):
            yield f"{name} {times[at].isoformat() if times else 'none'}, not {wanted}"
    said = {
        text for message in messages for text in (message.text, message.caption, message.transcript) if text
    }
    for text in expected.get("texts") or ():
        if text and text not in said:
            yield f"without {text[:40]!r}"
    found = Counter(message.kind for message in messages)
    for kind in ("image", "voice", "video", "sticker", "location", "call", "link", "file"):
        wanted = kinds.get(kind)
        if isinstance(wanted, int) and found[kind] < wanted:
            yield f"{found[kind]} of kind {kind}, not {wanted}"


def _same(wanted: str, when: datetime) -> bool:
    told = datetime.fromisoformat(wanted)
    told = told if told.tzinfo else told.replace(tzinfo=UTC)
    gap = abs((told - when).total_seconds())
    return gap < (0.001 if "." in wanted else 1.0)


def table(rows: list[Row]) -> str:
    """The results as Markdown."""
    lines = ["| sample | format | messages | found | |", "|---|---|--:|--:|---|"]
    lines += [
        f"| {row.name} | {row.format} | {row.wanted} | {row.found} | {'; '.join(row.wrong) or 'right'} |"
        for row in rows
    ]
    right = sum(not row.wrong for row in rows)
    return "\n".join([*lines, "", f"{right} of {len(rows)} right."])


@contextlib.contextmanager
def in_greenwich() -> Iterator[None]:
    """Wall-clock times are compared as they were written."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ", None) if before is None else os.environ.update(TZ=before)
        time.tzset()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("samples", type=Path)
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="put the table between the marks of a document"
    )
    chosen = parser.parse_args()
    with in_greenwich():
        rows = [check(path.parent) for path in sorted(chosen.samples.glob("*/*/expected.json"))]
    shown = table(rows)
    print(shown)
    if chosen.write:
        document = chosen.write.read_text(encoding="utf-8")
        before, _, rest = document.partition("<!-- begin real-exports -->")
        after = rest.partition("<!-- end real-exports -->")[2]
        marked = f"<!-- begin real-exports -->\n{shown}\n<!-- end real-exports -->"
        chosen.write.write_text(f"{before}{marked}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
