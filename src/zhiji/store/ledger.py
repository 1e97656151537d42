"""The ledger: one row for each call of a language model, without a word of what was said."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import groupby
from operator import itemgetter
from typing import Literal, Protocol

from zhiji.chat import Json
from zhiji.store.connection import Connection
from zhiji.store.micros import micro

_COLUMNS = "at, purpose, llm, host, tokens_in, tokens_out, estimated, cost, what_left, messages_left, outcome, seconds, cached"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OK = "ok"


class Left(Protocol):
    """What left this computer: kinds and counts."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """Of "words", "messages", "pictures", "recordings", "results"."""

    @property
    def messages(self) -> int:
        """Chat messages among it."""

    @property
    def pictures(self) -> int:
        """Pictures among it."""

    @property
    def recordings(self) -> int:
        """Recordings among it."""

    @property
    def characters(self) -> int:
        """How many in all."""

    @property
    def masked(self) -> int:
        """Secrets that were kept back."""

    @property
    def renamed(self) -> int:
        """Names that were replaced."""


class Call(Protocol):
    """One call, as the room `llm` tells it."""

    @property
    def when(self) -> datetime:
        """When it began."""

    @property
    def purpose(self) -> str:
        """What for."""

    @property
    def llm(self) -> str:
        """Which language model."""

    @property
    def host(self) -> str:
        """Where it runs; "" = inside this process."""

    @property
    def tokens_in(self) -> int:
        """Tokens read."""

    @property
    def tokens_out(self) -> int:
        """Tokens written."""

    @property
    def cost(self) -> float | None:
        """US dollars; None = not known."""

    @property
    def left(self) -> Left | None:
        """What left this computer, if anything did."""

    @property
    def ok(self) -> bool:
        """Whether there was a reply."""

    @property
    def error(self) -> str | None:
        """What went wrong, by kind."""

    @property
    def estimated(self) -> bool:
        """Whether the tokens are a guess."""

    @property
    def seconds(self) -> float:
        """How long it took."""

    @property
    def cached(self) -> bool:
        """Whether nobody was asked, as the reply was known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One call, as it was kept."""

    when: datetime
    purpose: str
    llm: str
    host: str
    tokens_in: int
    tokens_out: int
    estimated: bool
    cost: float | None
    left: dict[str, Json] | None
    ok: bool
    error: str | None
    seconds: float
    cached: bool


By = Literal["purpose", "llm", "day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What the calls of one purpose, of one language model or of one day come to."""

    of: str  # the purpose, the language model, or the day like 2026-03-01
    calls: int
    failed: int
    cached: int  # of them, replies that were known: nobody was asked
    tokens_in: int
    tokens_out: int
    estimated: int  # calls whose tokens the endpoint didn't tell
    cost: float  # of the calls whose cost is known
    unpriced: int  # calls that got a reply and whose cost isn't known
    messages_left: int  # chat messages that left this computer


class _Here(threading.local):
    """Who watches the calls of this thread."""

    def __init__(self) -> None:
        self.watching: list[list[Call]] = []


class StoredLedger:
    """The ledger of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._here = _Here()

    @contextmanager
    def watched(self) -> Iterator[list[Call]]:
        """The calls that this thread makes from now on, as they come."""
        calls: list[Call] = []
        self._here.watching.append(calls)
        try:
            yield calls
        finally:
            self._here.watching.remove(calls)

    def append(self, entry: Call, /) -> None:
        """Keep a row."""
        for calls in self._here.watching:
            calls.append(entry)
        left = entry.left
        told = "" if left is None else json.dumps(_told(left), sort_keys=True)
        row = (
            micro(entry.when), entry.purpose, entry.llm, entry.host, entry.tokens_in, entry.tokens_out,
            entry.estimated, entry.cost, told, 0 if left is None else left.messages,
            _OK if entry.ok else entry.error or "failed", entry.seconds, entry.cached,
        )  # fmt: skip
        with self._connection.transaction() as db:
            db.execute(f"INSERT INTO ledger ({_COLUMNS}) VALUES ({','.join('?' * len(row))})", row)

    def rows(self, *, after: datetime = _EPOCH) -> Iterator[LedgerRow]:
        """All calls from a time on, the oldest first."""
        sql = f"SELECT {_COLUMNS} FROM ledger WHERE at >= ? ORDER BY at, id"
        for row in self._connection.rows(sql, micro(after)):
            at, purpose, llm, host, read, written, estimated, cost, left, _, outcome, seconds, cached = row
            yield LedgerRow(
                when=_EPOCH + timedelta(microseconds=at), purpose=purpose, llm=llm, host=host, tokens_in=read,
                tokens_out=written, estimated=bool(estimated), cost=cost, left=json.loads(left) if left else None,
                ok=outcome == _OK, error=None if outcome == _OK else outcome, seconds=seconds, cached=bool(cached),
            )  # fmt: skip

    def totals(self, by: By, *, after: datetime = _EPOCH, zone: tzinfo = UTC) -> list[Total]:
        """What the calls from a time on come to: the dearest first, days in their order, as they are in the zone."""
        found = [
            total
            for _, rows in groupby(self._grouped(by, after, zone), key=itemgetter(0))
            for total in [_total(rows)]
        ]
        return (
            found
            if by == "day"
            else sorted(found, key=lambda one: (-one.cost, -one.tokens_in - one.tokens_out, one.of))
        )

    def _grouped(self, by: By, after: datetime, zone: tzinfo) -> list[tuple[str, LedgerRow]]:
        def name(row: LedgerRow) -> str:
            return row.when.astimezone(zone).date().isoformat() if by == "day" else str(getattr(row, by))

        return sorted(((name(row), row) for row in self.rows(after=after)), key=itemgetter(0))

    def tokens(self, purposes: Sequence[str], *, after: datetime) -> int:
        """Tokens read and written for some purposes from a time on: what a budget is compared with."""
        marks = ",".join("?" * len(purposes))
        sql = f"SELECT sum(tokens_in + tokens_out) FROM ledger WHERE at >= ? AND purpose IN ({marks})"
        return self._connection.value(sql, micro(after), *purposes) or 0

    def cost(self, purposes: Sequence[str], *, after: datetime) -> tuple[float, int]:
        """What calls for some purposes cost from a time on, in US dollars, and how many there were of unknown cost."""
        marks = ",".join("?" * len(purposes))
        sql = (
            "SELECT coalesce(sum(cost), 0.0), coalesce(sum(cost IS NULL AND (outcome = ? OR tokens_out > 0)), 0) FROM ledger"
            f" WHERE at >= ? AND purpose IN ({marks})"
        )
        spent, unknown = self._connection.row(sql, _OK, micro(after), *purposes) or (0.0, 0)
        return float(spent), int(unknown)


def _total(named: Iterable[tuple[str, LedgerRow]]) -> Total:
    pairs = list(named)
    rows = [row for _, row in pairs]
    return Total(
        of=pairs[0][0],
        calls=len(rows),
        failed=sum(not row.ok for row in rows),
        cached=sum(row.cached for row in rows),
        tokens_in=sum(row.tokens_in for row in rows),
        tokens_out=sum(row.tokens_out for row in rows),
        estimated=sum(row.estimated for row in rows),
        cost=sum(row.cost or 0.0 for row in rows),
        unpriced=sum(row.cost is None and (row.ok or row.tokens_in > 0) for row in rows),
        messages_left=sum(int(str((row.left or {}).get("messages", 0))) for row in rows),
    )


def _told(left: Left) -> dict[str, Json]:
    return {
        "kinds": list(left.kinds),
        "messages": left.messages,
        "pictures": left.pictures,
        "recordings": left.recordings,
        "characters": left.characters,
        "masked": left.masked,
        "renamed": left.renamed,
    }
