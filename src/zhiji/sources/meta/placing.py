"""Where the files of a chat's messages lie in the export at hand, and the order in which messages come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhiji.chat import Message, Problem
from zhiji.sources.export import Export

_HELD = 12_000  # Meta puts 10,000 messages into a file


class Places:
    """Finds what a message names. Paths are written from the root of a download; what is at hand may be a part of it."""

    def __init__(self, export: Export, folder: str) -> None:
        self._export = export
        self._folder = f"{folder}/" if folder else ""

    def of(self, uri: str) -> str:
        """The file's path in the export; as it is written if the export doesn't hold it."""
        parts = [part for part in uri.replace("\\", "/").split("/") if part not in ("", ".")]
        while parts and parts[0] == "..":  # seen from the page, which lies deeper
            del parts[0]
        near = "/".join(parts[-2:])
        for written in (
            self._folder + near,
            *("/".join(parts[start:]) for start in range(max(len(parts) - 1, 1))),
        ):
            if found := self._export.find(written):
                return found
        return "/".join(parts)


def oldest_first(entries: Iterable[Message | Problem], *, newest_first: bool) -> Iterator[Message | Problem]:
    """A file's messages as they were said. One that holds more than any of Meta's is left as it is.

    `newest_first` says how a file is written whose messages are all of one time.
    """
    held: list[Message | Problem] = []
    entries = iter(entries)
    try:
        for one in entries:
            held.append(one)
            if len(held) > _HELD:
                break
    except Exception:
        yield from _turned(held, newest_first)
        raise
    if len(held) > _HELD:
        yield from held
        yield from entries
    else:
        yield from _turned(held, newest_first)


def _turned(held: list[Message | Problem], newest_first: bool) -> list[Message | Problem]:
    times = [one.when.replace(tzinfo=None) for one in held if isinstance(one, Message)]
    if times and times[0] != times[-1]:
        newest_first = times[0] > times[-1]
    return held[::-1] if newest_first else held
