"""What a person types into the search box: words or a question, and operators that narrow it down.

    from:Mum in:"Ski trip" after:2024-01 before:2024-03-15 on:yesterday has:image kind:voice "exact words" -not

`from:`, `in:`, `kind:` and `has:` given twice mean either. What only looks like an operator (http://, 3:15) stays text,
and so do quotes within a question or a sentence: who quotes there doesn't mean that the answer has those words.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from zhiji.errors import BadQuery
from zhiji.language import tokens
from zhiji.language.times import find_times
from zhiji.search.anchors import Anchors
from zhiji.search.index import Scope
from zhiji.search.periods import micro

When = str | date | datetime

_QUOTES = {'"': '"', "“": "”", "„": "“", "「": "」"}
_QUOTED = "|".join(f"{begin}[^{begin}{end}]*{end}" for begin, end in _QUOTES.items())
_PIECE = re.compile(
    rf"(?P<key>(?i:from|in|after|before|on|has|kind))[:：](?P<value>{_QUOTED}|[^\s\"“„「]+)"
    rf"|(?P<minus>(?<!\S)-)?(?P<phrase>{_QUOTED})|(?<!\S)-(?P<without>[^\W\d][^\s\"“]*)"
)
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")
_HAVING = frozenset({"image", "video", "voice", "file", "link"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for."""

    text: str  # words or a question
    people: tuple[str, ...] = ()
    chats: tuple[str, ...] = ()
    after: When | None = None
    before: When | None = None
    on: When | None = None
    kinds: tuple[str, ...] = ()
    having: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()  # exact words
    without: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The text with the exact words, which are looked up too."""
        return " ".join(filter(None, (self.text, *self.phrases)))


def parse(written: str) -> Query:
    """Tell operators from text. Raises BadQuery if something is meant that can't be."""
    query = Query(text="")
    left, at = [], 0
    for piece in _PIECE.finditer(written):
        if not _is_meant(written, piece):
            continue
        query = _with(query, piece)
        left.append(written[at : piece.start()])
        at = piece.end()
    left.append(written[at:])
    return replace(query, text=re.sub(r"[ \t]+", " ", "".join(left)).strip())


def scope(query: Query, *, anchors: Anchors, now: datetime) -> Scope:
    """The messages that a query's operators let through. Raises UnknownName and BadQuery."""
    after, before = _between(query, now)
    return Scope(
        chats=frozenset[int]().union(*map(anchors.chats, query.chats)) if query.chats else None,
        senders=frozenset[int]().union(*map(anchors.people, query.people)) if query.people else None,
        after=after,
        before=before,
        kinds=frozenset(query.kinds),
        having=frozenset(query.having),
        phrases=tuple(filter(None, map(phrase_terms, query.phrases))),
        without=tuple(filter(None, map(phrase_terms, query.without))),
    )


def phrase_terms(phrase: str) -> tuple[str, ...]:
    """The index terms that stand side by side where exact words occur."""
    terms = tokens(phrase)
    if terms and len(terms[-1]) == 1 and "\u0e00" <= terms[-1] <= "\ud7a3":
        # What ends in Chinese may go on: the pair before it says the same. A lone character begins some pair.
        goes_on = len(terms) > 1 and len(terms[-2]) == 2 and terms[-2][1] == terms[-1]
        terms = terms[:-1] if goes_on else [*terms[:-1], terms[-1] + "*"]
    return tuple(terms)


def span(when: When, *, now: datetime) -> tuple[datetime, datetime]:
    """The half-open time that a date, or words for one, stand for; without a zone it is in that of `now`."""
    if isinstance(when, datetime):
        moment = when if when.tzinfo else when.replace(tzinfo=now.tzinfo)
        return moment, moment
    if isinstance(when, date):
        return _days(when, 1, now.tzinfo)
    written = when.strip()
    if full := _DATE.fullmatch(written):
        return _calendar(full, now.tzinfo, written)
    try:
        return span(datetime.fromisoformat(written), now=now)
    except ValueError:
        found = find_times(written, now, lean="past")
    if not found:
        raise BadQuery(
            f"“{written}” is no time that zhiji understands (want 2024, 2024-05, 2024-05-17, yesterday)."
        )
    return found[0].start, found[0].end


def _is_meant(written: str, piece: re.Match[str]) -> bool:
    before, after = written[: piece.start()], written[piece.end() :]
    alone = not before or before[-1].isspace()
    if piece["phrase"]:
        asks = written.rstrip().endswith(("?", "？"))
        return (alone or bool(piece["minus"])) and (not after or after[0].isspace()) and not asks
    return alone or (bool(piece["key"]) and before[-1] > "\u3000")  # Chinese needs no space before from:


def _with(query: Query, piece: re.Match[str]) -> Query:
    if piece["phrase"]:
        words = (piece["phrase"][1:-1].strip(),)
        if not words[0]:
            return query
        if piece["minus"]:
            return replace(query, without=query.without + words)
        return replace(query, phrases=query.phrases + words)
    if piece["without"]:
        return replace(query, without=(*query.without, piece["without"]))
    key, value = piece["key"].lower(), _unquoted(piece["value"])
    if key == "from":
        return replace(query, people=(*query.people, value))
    if key == "in":
        return replace(query, chats=(*query.chats, value))
    if key == "kind":
        return replace(query, kinds=(*query.kinds, value.lower()))
    if key == "has":
        return replace(query, having=(*query.having, _having(value)))
    return _dated(query, key, value)


def _dated(query: Query, key: str, value: str) -> Query:
    if key == "after":
        return replace(query, after=value)
    if key == "before":
        return replace(query, before=value)
    return replace(query, on=value)


def _having(value: str) -> str:
    wanted = value.lower().rstrip("s")
    wanted = {"photo": "image", "picture": "image", "audio": "voice", "url": "link"}.get(wanted, wanted)
    if wanted not in _HAVING:
        raise BadQuery(f"has:{value} is not known; there is has:{', has:'.join(sorted(_HAVING))}.")
    return wanted


def _unquoted(value: str) -> str:
    return value[1:-1] if value[0] in _QUOTES and value[-1] == _QUOTES[value[0]] else value


def _between(query: Query, now: datetime) -> tuple[int | None, int | None]:
    starts = [span(when, now=now)[0] for when in (query.after, query.on) if when is not None]
    ends = [span(query.before, now=now)[0]] if query.before is not None else []
    ends += [span(query.on, now=now)[1]] if query.on is not None else []
    return (micro(max(starts)) if starts else None), (micro(min(ends)) if ends else None)


def _calendar(found: re.Match[str], zone: tzinfo | None, written: str) -> tuple[datetime, datetime]:
    _, month, day = found.groups()
    try:
        first = date(int(found[1]), int(month or 1), int(day or 1))
        count = (
            1 if day else monthrange(first.year, first.month)[1] if month else 366 - (not _leap(first.year))
        )
        return _days(first, count, zone)
    except (ValueError, OverflowError):
        raise BadQuery(f"There is no such date as {written}.") from None


def _leap(year: int) -> bool:
    return monthrange(year, 2)[1] == 29


def _days(first: date, count: int, zone: tzinfo | None) -> tuple[datetime, datetime]:
    return (
        datetime.combine(first, time(), zone),
        datetime.combine(first + timedelta(days=count), time(), zone),
    )
