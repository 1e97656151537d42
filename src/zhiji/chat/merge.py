"""The law by which two copies of one message become one.

`merge` is commutative, associative and idempotent over copies of one message (a join of a semilattice), so that
any order, overlap or repetition of exports ends in the same message. Each field has its own rule: a known zone over
an assumed one, the finer time, an attachment over "omitted", words over "deleted", the last edit last.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from zhiji.chat.records import Account, Attachment, Chat, Edit, Forwarded, Json, Message, Part, Reaction

T = TypeVar("T", str, int)

# A later kind says more than an earlier one; kinds not listed (an app's own) rank between "text" and "media".
_VAGUE = {"": 0, "text": 1, "media": 3, "file": 4}
_LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)
_NONE = Edit(text="")
EDITED = "edited"  # in `extra`, true: all that WhatsApp tells of an edit


def merge(a: Message, b: Message) -> Message:
    """One message out of two copies of it; `id` and `chat` of the first are kept."""
    if (
        a == b and a.when.utcoffset() == b.when.utcoffset()
    ):  # equal instants may be written in different zones
        return a
    text, edits, marked = _versions(a, b)
    timed = min(a, b, key=_time_rank)
    return replace(
        a,
        chat=_chat(a.chat, b.chat),
        sender=_account(a.sender, b.sender),
        when=timed.when,
        precision=timed.precision,
        zone=timed.zone,
        text=text,
        edits=edits,
        kind=max(a.kind, b.kind, key=lambda k: (_VAGUE.get(k, 2 if k == "system" else 5), k)),
        source_id=_most(a.source_id, b.source_id),
        caption=_longest(a.caption, b.caption),
        transcript=_longest(a.transcript, b.transcript),
        reply_to=_most(a.reply_to, b.reply_to),
        forwarded=_forwarded(a.forwarded, b.forwarded),
        parts=max(a.parts, b.parts, key=_parts_rank),
        mentions=tuple(sorted({*a.mentions, *b.mentions})) if a.mentions != b.mentions else a.mentions,
        reactions=_reactions(a.reactions, b.reactions),
        recalled=a.recalled or b.recalled,
        attachments=_attachments(a.attachments, b.attachments),
        session=_most(a.session, b.session),
        extra=_extra(a.extra, b.extra, marked=marked),
    )


def instant(when: datetime | None) -> datetime:
    """A time that compares with any other: naive ones as if they were UTC, none at all as long ago."""
    if when is None:
        return _LONG_AGO
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _time_rank(message: Message) -> tuple[bool, int, datetime, str, str]:
    known = message.when.tzinfo is not None and message.zone == "known"
    return (not known, message.precision, instant(message.when), message.when.isoformat(), message.zone)


def _versions(a: Message, b: Message) -> tuple[str, tuple[Edit, ...], bool]:
    """The current text, the versions before it, and whether it is marked as edited.

    A union, the last edit last, what is marked over what isn't, words over nothing.
    """
    rank: dict[str, tuple[datetime, bool, bool]] = {}
    spoken: dict[str, datetime | None] = {}
    for text, when, current in (*_history(a), *_history(b)):
        rank[text] = max(rank.get(text, (_LONG_AGO, False, False)), (instant(when), *current))
        spoken[text] = _latest(spoken.get(text), when)
    texts = [text for text in rank if text] or [""]
    last = max(texts, key=lambda text: (rank[text], len(text), text))
    edits = [Edit(text=text, when=spoken[text]) for text in texts if text != last or spoken[text]]
    edits.sort(key=lambda edit: (instant(edit.when), edit.text == last, edit.text))
    return last, tuple(edits), rank[last][2]


def _history(message: Message) -> Iterator[tuple[str, datetime | None, tuple[bool, bool]]]:
    """Each version, when it was written, and whether it is the current one and marked as edited.

    The current one is as late as any, and never nothing if there were words.
    """
    newest: datetime | None = None
    for edit in message.edits:
        newest = _latest(newest, edit.when)
    current = (
        message.text
        or max(
            message.edits,
            key=lambda edit: (edit.text != "", instant(edit.when), len(edit.text), edit.text),
            default=_NONE,
        ).text
    )
    for edit in message.edits:
        if edit.text != current:
            yield edit.text, edit.when, (False, False)
    yield current, newest, (True, message.extra.get(EDITED) is True)


def _chat(a: Chat, b: Chat) -> Chat:
    return a if a == b else replace(a, kind=max(a.kind, b.kind, key=lambda kind: kind or ""))


def _forwarded(a: Forwarded | None, b: Forwarded | None) -> Forwarded | None:
    if a is None or b is None or a == b:
        return b if a is None else a
    return Forwarded(
        sender=_most(a.sender, b.sender), chat=_most(a.chat, b.chat), when=_latest(a.when, b.when)
    )


def _latest(a: datetime | None, b: datetime | None) -> datetime | None:
    return max(a, b, key=lambda when: (instant(when), when.isoformat() if when else ""))


def _account(a: Account, b: Account) -> Account:
    """Accounts that merge are the same one; which of two names it shows is the store's to say (the latest)."""
    if a == b:
        return a
    best = max(a, b, key=lambda account: (account.native is not None, account.native or "", account.name))
    return replace(best, owner=a.owner or b.owner)


def _attachments(a: tuple[Attachment, ...], b: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """A union; files of one name (every pasted picture is "image.png") are told apart by their order."""
    if a == b or not b:
        return a
    if not a:
        return b
    best: dict[tuple[str, int], Attachment] = {}
    for attachments in (a, b):
        seen: Counter[str] = Counter()
        for one in attachments:
            key = (one.name, seen[one.name])
            seen[one.name] += 1
            best[key] = _attachment(best[key], one) if key in best else one
    named = any(name for name, _ in best)  # "omitted" says nothing once a file has a name
    return tuple(best[key] for key in sorted(best) if key[0] or not named)


def _attachment(a: Attachment, b: Attachment) -> Attachment:
    return Attachment(
        name=a.name,
        path=_most(a.path, b.path),
        mime=_most(a.mime, b.mime),
        size=_most(a.size, b.size),
        digest=_most(a.digest, b.digest),
    )


def _reactions(a: tuple[Reaction, ...], b: tuple[Reaction, ...]) -> tuple[Reaction, ...]:
    if a == b:
        return a
    best: dict[tuple[str, str], Reaction] = {}
    for one in (*a, *b):
        other = best.get((one.sender, one.emoji))
        if other is None or instant(one.when) > instant(other.when):
            best[one.sender, one.emoji] = one
    return tuple(sorted(best.values(), key=lambda r: (instant(r.when), r.sender, r.emoji)))


def _parts_rank(parts: tuple[Part, ...]) -> tuple[int, str]:
    return len(parts), repr(parts)


def _extra(a: Mapping[str, Json], b: Mapping[str, Json], *, marked: bool) -> Mapping[str, Json]:
    """A union; that a text was edited is said of the current one only."""
    if a == b or not b:
        both = a
    elif not a:
        both = b
    else:
        both = {**a, **b, **{key: max((a[key], b[key]), key=_json_rank) for key in a.keys() & b.keys()}}
    if marked or both.get(EDITED) is not True:
        return both
    return {key: value for key, value in both.items() if key != EDITED}


def _json_rank(value: Json) -> tuple[bool, str]:
    return value is not None, json.dumps(value, sort_keys=True, ensure_ascii=False)


def _most(a: T | None, b: T | None) -> T | None:
    """The one there is, else the greater: any rule will do that doesn't ask which came first."""
    if a is None or b is None:
        return b if a is None else a
    return max(a, b)


def _longest(a: str | None, b: str | None) -> str | None:
    if a is None or b is None:
        return b if a is None else a
    return max(a, b, key=lambda text: (len(text), text))
