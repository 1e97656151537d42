"""Messages that were copied out of a window of QQ and saved as a text: who and when above each, as for pasting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise
from pathlib import PurePosixPath

from zhiji.chat import Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import pasting
from zhiji.sources.export import Export
from zhiji.sources.formats import each_file
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.qq.names import SOURCE_NAME

_HEAD = re.compile(
    r"\S.{0,79}?\s+(?P<date>\d{4}[/.-]\d{1,2}[/.-]\d{1,2}\s+)?(?:[上下]午 ?)?\d{1,2}:\d\d:\d\d(?: [AP]M)?"
)
_LINES = 2_000  # that are looked at
_LARGEST = 16 << 20  # bytes; nobody copies more out of a window
_LOOKED_AT = 16


class Window:
    """A text of copied messages."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Texts."""
        return _texts(peek.members)[:_LOOKED_AT]

    def recognises(self, peek: Peek) -> int:
        """2 if it begins with a name, a day and a time with seconds, and goes on so."""
        if not peek.members:
            return _likeness(peek.text()) if _texts((peek.name,)) else 0
        return max((_likeness(peek.text(one)) for one in self.wants(peek)), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of each text."""
        yield from each_file(
            export, _texts(export.members), _likeness, lambda member: _messages(export, member)
        )


def _texts(members: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in members if one.lower().endswith(".txt"))


def _likeness(head: str) -> int:
    told = [line.strip("\ufeff\r ") for line in islice(head.split("\n"), _LINES)]
    lines = [line for line in told if line]
    found = [_HEAD.fullmatch(line) for line in lines]
    if len(lines) < 4 or found[0] is None or not found[0]["date"]:
        return 0
    heads = [at for at, one in enumerate(found) if one]
    said = all(after - before > 1 for before, after in pairwise(heads))
    return 2 if len(heads) > 1 and said else 0


def _messages(export: Export, member: str | None) -> Iterator[Entry]:
    label = member or export.name
    if (export.size(member) or 0) > _LARGEST:
        raise UnreadableFile(export.label(member), "it is too long for messages copied out of QQ.")
    text = "\n".join(line for _, line in export.lines(member))
    written = date.fromtimestamp(export.path.stat().st_mtime)  # what 昨天 counts from
    try:
        copied = pasting.messages(text, app=SOURCE_NAME, chat=PurePosixPath(label).stem, today=written)
    except UnreadableFile:
        raise UnreadableFile(export.label(member), "there are no messages in it as QQ copies them.") from None
    for one in copied:
        if isinstance(one, Problem):
            one = replace(one, where=one.where.replace(str(pasting.PASTED), label, 1))
        yield one
