"""Answers that tell something of what is forgotten without citing it: by its words, or by a name that is erased.

Whoever asked "did Wei say 'meet me at the pier'?" wrote the words and the name down once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import apsw

from zhiji.store import cache, cascade
from zhiji.store.redact import Test
from zhiji.store.sql import each_row

_SHORTEST = 2  # characters of a name


def drop(db: apsw.Connection, *, names: Iterable[str], is_copy: Test) -> None:
    """Take away turns, feedback and kept replies that name one of these, or hold such a copy; inside the caller's transaction."""
    wanted = _Names(names)

    def tells(*texts: str | None) -> bool:
        return any(text and (wanted.stand_in(text) or is_copy(text)) for text in texts)

    turns = each_row(db, "SELECT id, question, understood, answer FROM turn")
    cascade.drop_turns(db, [number for number, *texts in list(turns) if tells(*texts)])
    given = each_row(db, "SELECT id, note FROM feedback WHERE note IS NOT NULL")
    cascade.drop_feedback(db, [number for number, note in list(given) if tells(note)])
    cache.drop_if(db, tells)


class _Names:
    """Names that are looked for as whole words; Chinese ones anywhere."""

    def __init__(self, names: Iterable[str]) -> None:
        known = sorted({name for name in names if len(name) >= _SHORTEST}, key=len, reverse=True)
        bounded = (
            rf"(?<!\w){re.escape(name)}(?!\w)" if name.isascii() else re.escape(name) for name in known
        )
        pattern = "|".join(bounded)
        self._any = re.compile(pattern, re.I) if pattern else None

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in the text."""
        return self._any is not None and self._any.search(text) is not None
