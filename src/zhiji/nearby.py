"""Exports and chat databases that lie where people and apps put them, told by names, sizes and dates alone.

No file is opened. What a source's exports are called, and where its app keeps a readable database, its guide says.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path

from zhiji.sources import Guide

FOLDERS = (
    "Downloads",
    "下载",
    "Desktop",
    "桌面",
    "Documents",
    "文档",
    "OneDrive/Desktop",
    "OneDrive/Documents",
)
_MOST = 20_000  # entries that are looked at in a folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Something that looks like an export."""

    path: Path
    source: str
    size: int  # bytes, of all files of a folder
    changed: datetime
    new: bool = True  # it was not added yet, or has changed since


def seen(guides: Mapping[str, Guide], home: Path, *, added: Mapping[str, int]) -> list[Seen]:
    """What can be seen in a person's folders, the latest first; each thing once.

    `added` tells of paths when they were added, in microseconds since 1970.
    """
    found: dict[Path, Seen] = {}
    for app, guide in guides.items():
        for place in guide.places:
            for path in _matching(home, place):
                _note(found, path, app)
    for folder in FOLDERS:
        for path in _entries(home / folder, deeper=True):
            if source := _called(path.name, guides):
                _note(found, path, source)
    outer = set(found)
    alone = (one for one in found.values() if outer.isdisjoint(one.path.parents))
    marked = (replace(one, new=one.changed.timestamp() * 1e6 > added.get(str(one.path), 0)) for one in alone)
    return sorted(marked, key=lambda one: (one.changed, str(one.path)), reverse=True)


def _called(name: str, guides: Mapping[str, Guide]) -> str | None:
    """The source whose exports are called so; a pattern with more letters tells more."""
    fits = [
        (len(pattern.replace("*", "")), source)
        for source, guide in guides.items()
        for pattern in guide.files
        if fnmatchcase(name.casefold(), pattern.casefold())
    ]
    return max(fits)[1] if fits else None


def _note(found: dict[Path, Seen], path: Path, source: str) -> None:
    try:
        size, changed = _size(path), path.stat().st_mtime
    except OSError:
        return
    if size:
        when = datetime.fromtimestamp(changed, UTC).astimezone()
        found.setdefault(path, Seen(path=path, source=source, size=size, changed=when))


def _size(path: Path) -> int:
    if not path.is_dir():
        return path.stat().st_size
    sizes = (one.stat().st_size for one in _entries(path, deeper=True) if not one.is_dir())
    return sum(sizes)


def _matching(home: Path, place: str) -> Sequence[Path]:
    try:
        return sorted(home.glob(place))
    except (OSError, ValueError, NotImplementedError):  # not permitted; an absolute path
        return []


def _entries(folder: Path, *, deeper: bool) -> Iterator[Path]:
    """What lies in a folder, and in the folders in it; hidden things are left out, links are not followed."""
    try:
        entries: Iterable[os.DirEntry[str]] = sorted(os.scandir(folder), key=lambda one: one.name)[:_MOST]
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        yield Path(entry.path)
        if deeper and entry.is_dir(follow_symlinks=False):
            yield from _entries(Path(entry.path), deeper=False)
