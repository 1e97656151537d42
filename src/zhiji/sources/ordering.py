"""Files that are written newest first, turned round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhiji.chat import Message, Problem

_HELD = 12_000  # messages; Meta puts 10,000 into a file


def oldest_first(entries: Iterable[Message | Problem], *, newest_first: bool) -> Iterator[Message | Problem]:
    """The messages of a file, or of a chat in it, as they were said. What holds more than 12,000 is left as it is.

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
