"""Following a folder, or a database that grows: what appears or changes there is added when it has come to rest.

Looked at again and again by names, sizes and times, which costs next to nothing and works on every system and on
network drives. Nothing that is watched is written to.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zhiji import sources
from zhiji.adding import AddReport
from zhiji.errors import ExportError, UnreadableFile

_LONGEST_WAIT = 60.0  # seconds until what never rests (a database in use) is read all the same
_REST = 10.0  # times as long as reading took it is then left alone
_BESIDE = ("-wal", "-journal")  # where SQLite keeps the latest rows
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class _Unit:
    """Something that is added as a whole: a file, or a folder in the folder that is watched."""

    handled: Stamp = ()
    seen: Stamp = ()
    changed_at: float = 0.0
    not_before: float = 0.0


class Watch:
    """What is watched, and how far it was read."""

    def __init__(
        self,
        paths: Iterable[Path],
        add: Callable[[Path], AddReport],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._paths = list(paths)
        for path in self._paths:
            if not path.exists():
                raise UnreadableFile(path, "there is no such file or folder to watch.")
        self._add, self._clock = add, clock
        self._units: dict[Path, _Unit] = {}
        self._wholes: dict[Path, tuple[list[Path], bool]] = {}

    def turn(self) -> Iterator[tuple[Path, AddReport]]:
        """Look once; add what has changed since it was added and has come to rest."""
        for path in self._present():
            unit = self._units.setdefault(path, _Unit())
            if self._is_due(path, unit):
                stamp, began = unit.seen, self._clock()
                report = self._added(path)
                unit.handled = stamp
                unit.not_before = self._clock() + _REST * (self._clock() - began)
                if report is not None:
                    yield path, report

    def _present(self) -> Iterator[Path]:
        """The units there are now."""
        for path in self._paths:
            if path.is_dir() and not self._is_whole(path):
                yield from (child for child in _children(path) if not child.name.endswith(_BESIDE))
            else:
                yield path

    def _is_whole(self, folder: Path) -> bool:
        """Whether a folder is one export; looked at again when something appears in it."""
        children = _children(folder)
        known = self._wholes.get(folder)
        if known is None or known[0] != children:
            whole = any(path == folder for path in _exports(folder))
            known = self._wholes[folder] = (children, whole)
        return known[1]

    def _is_due(self, path: Path, unit: _Unit) -> bool:
        now, stamp = self._clock(), _stamp(path)
        if stamp != unit.seen:
            if unit.seen == unit.handled:
                unit.changed_at = now
            unit.seen = stamp
            rests = False
        else:
            rests = True
        waited = now - unit.changed_at >= _LONGEST_WAIT
        return unit.seen != unit.handled and now >= unit.not_before and (rests or waited)

    def _added(self, path: Path) -> AddReport | None:
        """What became of it; None where it is no export, which a folder of downloads may well hold."""
        return self._add(path) if _exports(path) else None


def _exports(path: Path) -> list[Path]:
    """Where there are exports in a path."""
    try:
        found = sources.find(path)
    except ExportError:
        return []
    for _, export in found.exports:
        export.close()
    return [export.path for _, export in found.exports]


def _children(folder: Path) -> list[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda one: one.name)
    except OSError:
        return []
    return [Path(one.path) for one in entries if not one.name.startswith(".") and not one.is_symlink()]


def _stamp(path: Path) -> Stamp:
    """Changes when somebody writes to it."""
    if path.is_dir():
        return tuple(
            sorted(
                row
                for folder, _, names in os.walk(path)
                for name in names
                for row in _row(Path(folder, name))
            )
        )
    beside = [path, *(path.with_name(path.name + one) for one in _BESIDE)]
    return tuple(row for one in beside for row in _row(one))


def _row(path: Path) -> list[tuple[str, int, int]]:
    try:
        status = path.stat()
    except OSError:
        return []
    return [(str(path), status.st_size, status.st_mtime_ns)]
