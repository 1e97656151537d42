"""The ledger: one row for each call of a language model, without a word of what was said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from zhiji.chat import Json
from zhiji.store.connection import Connection
from zhiji.store.micros import micro

_COLUMNS = "at, purpose, llm, host, tokens_in, tokens_out, estimated, cost, what_left, messages_left, outcome, seconds"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OK = "ok"


class Left(Protocol):
    """What left this computer: kinds and counts."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """Of "words", "messages", "pictures", "results"."""

    @property
    def messages(self) -> int:
        """Chat messages among it."""

    @property
    def pictures(self) -> int:
        """Pictures among it."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What the calls of one purpose to one language model come to."""

    purpose: str
    llm: str
    host: str
    calls: int
    failed: int
    tokens_in: int
    tokens_out: int
    cost: float  # of the calls whose cost is known
    unpriced: int  # calls whose cost isn't
    messages_left: int


class StoredLedger:
    """The ledger of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, entry: Call, /) -> None:
        """Keep a row."""
        left = entry.left
        told = "" if left is None else json.dumps(_told(left), sort_keys=True)
        row = (
            micro(entry.when), entry.purpose, entry.llm, entry.host, entry.tokens_in, entry.tokens_out,
            entry.estimated, entry.cost, told, 0 if left is None else left.messages,
            _OK if entry.ok else entry.error or "failed", entry.seconds,
        )  # fmt: skip
        with self._connection.transaction() as db:
            db.execute(f"INSERT INTO ledger ({_COLUMNS}) VALUES ({','.join('?' * len(row))})", row)

    def rows(self, *, after: datetime = _EPOCH) -> Iterator[LedgerRow]:
        """All calls from a time on, the oldest first."""
        sql = f"SELECT {_COLUMNS} FROM ledger WHERE at >= ? ORDER BY at, id"
        for (
            at,
            purpose,
            llm,
            host,
            tokens_in,
            tokens_out,
            estimated,
            cost,
            left,
            _,
            outcome,
            seconds,
        ) in self._connection.rows(sql, micro(after)):
            yield LedgerRow(
                when=_EPOCH + timedelta(microseconds=at), purpose=purpose, llm=llm, host=host,
                tokens_in=tokens_in, tokens_out=tokens_out, estimated=bool(estimated), cost=cost,
                left=json.loads(left) if left else None, ok=outcome == _OK,
                error=None if outcome == _OK else outcome, seconds=seconds,
            )  # fmt: skip

    def totals(self, *, after: datetime = _EPOCH) -> list[Total]:
        """What the calls from a time on come to, the dearest first."""
        sql = (
            "SELECT purpose, llm, host, count(*), sum(outcome != ?), sum(tokens_in), sum(tokens_out),"
            " coalesce(sum(cost), 0.0), sum(cost IS NULL), sum(messages_left) FROM ledger WHERE at >= ?"
            " GROUP BY purpose, llm, host ORDER BY 8 DESC, sum(tokens_in + tokens_out) DESC, purpose, llm"
        )
        names = Total.__dataclass_fields__.keys()
        return [
            Total(**dict(zip(names, row, strict=True)))
            for row in self._connection.rows(sql, _OK, micro(after))
        ]

    def tokens(self, purposes: Sequence[str], *, after: datetime) -> int:
        """Tokens read and written for some purposes from a time on: what a budget is compared with."""
        marks = ",".join("?" * len(purposes))
        sql = f"SELECT sum(tokens_in + tokens_out) FROM ledger WHERE at >= ? AND purpose IN ({marks})"
        return self._connection.value(sql, micro(after), *purposes) or 0

    def cost(self, purposes: Sequence[str], *, after: datetime) -> tuple[float, int]:
        """What calls for some purposes cost from a time on, in US dollars, and how many there were of unknown cost."""
        marks = ",".join("?" * len(purposes))
        sql = (
            "SELECT coalesce(sum(cost), 0.0), coalesce(sum(cost IS NULL AND outcome = ?), 0) FROM ledger"
            f" WHERE at >= ? AND purpose IN ({marks})"
        )
        spent, unknown = self._connection.row(sql, _OK, micro(after), *purposes) or (0.0, 0)
        return float(spent), int(unknown)


def _told(left: Left) -> dict[str, Json]:
    return {
        "kinds": list(left.kinds),
        "messages": left.messages,
        "pictures": left.pictures,
        "characters": left.characters,
        "masked": left.masked,
        "renamed": left.renamed,
    }
