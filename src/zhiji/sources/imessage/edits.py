"""How a message came to read as it does: `message_summary_info` holds earlier versions and what was unsent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhiji.chat import Edit
from zhiji.sources.imessage import archived
from zhiji.sources.imessage.times import instant
from zhiji.sources.imessage.typedstream import SLOT, Run, words

_PART = "__kIMMessagePartAttributeName"


@dataclass(frozen=True, slots=True)
class Summary:
    """What the summary of a message tells."""

    versions: Mapping[
        int, Sequence[tuple[datetime | None, str]]
    ]  # of each part that was edited, oldest first
    unsent: tuple[int, ...]  # parts that were taken back


def summary(data: object) -> Summary:
    """The versions and unsent parts that a summary tells; none if it can't be read."""
    info = archived.plain(data)
    listed = info.get("ec")
    parts = {
        int(key): versions
        for key, events in (listed.items() if isinstance(listed, dict) else ())
        if isinstance(key, str) and key.isdecimal() and len(key) < 6 and (versions := _versions(events))
    }
    unsent = info.get("rp")
    taken = (one for one in (unsent if isinstance(unsent, list) else ()) if isinstance(one, int))
    return Summary(parts, tuple(taken))


def history(told: Summary, runs: Sequence[Run], text: str) -> tuple[Edit, ...]:
    """The versions of the whole text, oldest first; the last is the text as it is."""
    parts = _parts(runs) or {0: text}
    events = sorted(
        ((when, part, version) for part, versions in told.versions.items() for when, version in versions[1:]),
        key=lambda event: (event[0] is not None, event[0]),
    )
    for part, versions in told.versions.items():
        parts[part] = versions[0][1]
    first = [versions[0][0] for versions in told.versions.values() if versions[0][0]]
    edits = [Edit(text=_joined(parts), when=min(first, default=None))]
    for when, part, version in events:
        parts[part] = version
        edits.append(Edit(text=_joined(parts), when=when))
    if edits[-1].text != text and text:
        edits.append(Edit(text=text))
    return tuple(edits) if len(edits) > 1 or edits[0].text != text else ()


def _versions(events: Any) -> list[tuple[datetime | None, str]]:
    if not isinstance(events, list):
        return []
    return [
        (instant(event.get("d")), words(event["t"]) or "")
        for event in events
        if isinstance(event, dict) and isinstance(event.get("t"), bytes)
    ]


def _parts(runs: Sequence[Run]) -> dict[int, str]:
    parts: dict[int, str] = {}
    for run in runs:
        part = run.looks.get(_PART)
        part = part if isinstance(part, int) else 0
        parts[part] = parts.get(part, "") + run.text
    return parts


def _joined(parts: Mapping[int, str]) -> str:
    return "".join(parts[part] for part in sorted(parts)).replace(SLOT, "")
