"""What `zhiji add` shows when it isn't told what to add: the exports that can be seen, to choose from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhiji.cli import console

if TYPE_CHECKING:
    from zhiji.archive import Archive
    from zhiji.nearby import Seen

_MOST = 40  # that are shown


def choose(archive: Archive, *, as_json: bool) -> list[str]:
    """The paths that the owner chose; shows what there is by names, sizes and dates."""
    found = archive.nearby()
    if as_json:
        console.print_json({"schema": 1, "seen": [_as_json(one) for one in found]})
        return []
    if not found:
        console.say(
            console.wrapped(
                "No exports can be seen in your downloads, documents and on the desktop, nor where apps keep what can be "
                "read. `zhiji sources` shows how to export from each app."
            )
        )
        return []
    return _chosen(found[:_MOST])


def _chosen(found: list[Seen]) -> list[str]:
    rows = (_row(number, one) for number, one in enumerate(found, 1))
    for line in console.table(rows, titles=("no.", "what", "app", "size", "changed", ""), right=[0, 3]):
        console.say(line)
    if not console.can_ask():
        console.say("`zhiji add PATH` adds one of them.")
        return []
    answer = click.prompt(
        "Which? Numbers, “new” or “all” (Enter: none)", default="", show_default=False, err=True
    )
    return [str(found[place].path) for place in _numbers(answer, [one.new for one in found])]


def _numbers(answer: str, new: list[bool]) -> list[int]:
    """Places in the list, from 0, that "1 3-5", "new" or "all" mean."""
    answer = answer.strip().lower()
    if answer in ("all", "new"):
        return [place for place, one in enumerate(new) if one or answer == "all"]
    places: list[int] = []
    for first, last in re.findall(r"(\d{1,4})(?:\s*-\s*(\d{1,4}))?", answer):
        places += range(int(first) - 1, int(last or first))
    return [place for place in dict.fromkeys(places) if 0 <= place < len(new)]


def _row(number: int, one: Seen) -> tuple[str, ...]:
    try:
        shown = f"~/{one.path.relative_to(Path.home()).as_posix()}"
    except ValueError:
        shown = str(one.path)
    return (
        str(number),
        shown,
        one.source,
        console.size(one.size),
        f"{one.changed:%Y-%m-%d}",
        "" if one.new else "added",
    )


def _as_json(one: Seen) -> dict[str, object]:
    return {
        "path": str(one.path),
        "source": one.source,
        "size": one.size,
        "changed": one.changed.isoformat(timespec="seconds"),
        "new": one.new,
    }
