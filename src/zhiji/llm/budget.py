"""What language models may take, asked of the ledger before each call.

A call is counted beforehand with the longest reply it may get, and afterwards with what it took. What calls under way may take
at most counts as well, within one process; two processes may together go over a cap by what one call takes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal, Protocol, get_args

from zhiji.config import BudgetSettings
from zhiji.errors import BudgetSpent
from zhiji.hosts import is_here
from zhiji.llm.protocol import LlmRequest, Price, Purpose, Usage, estimate_tokens, words_of

ALL: tuple[Purpose, ...] = get_args(Purpose)
IDLE: tuple[Purpose, ...] = ("memory", "pictures")  # what is asked in idle time
_WHOSE = {"answers": "for answers", "memory": "for memory", "pictures": "for pictures", "embeddings": "for vectors",
          "reranking": "for re-ranking", "all": "in all"}  # fmt: skip
_WHEN = {"day": ("a day", "today", "tomorrow"), "month": ("a month", "this month", "the next month")}
_PICTURE = 1_000  # tokens, about


class Spending(Protocol):
    """What was taken so far: the store's ledger knows."""

    def tokens(self, purposes: Sequence[str], *, after: datetime) -> int:
        """Tokens read and written for some purposes from a time on."""
        ...

    def cost(self, purposes: Sequence[str], *, after: datetime) -> tuple[float, int]:
        """US dollars, and how many calls there were of unknown cost."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a call may take at most."""

    purpose: Purpose
    host: str
    tokens: int
    cost: float | None = None  # US dollars; None = not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """One limit."""

    purposes: tuple[Purpose, ...]
    of: Literal["tokens", "cost"]
    per: Literal["day", "month"]
    most: float
    whose: str  # "for answers", to say whose budget is spent
    section: str  # where it stands in config.toml

    @property
    def setting(self) -> str:
        """What it is called there."""
        return f"{self.of}_per_{self.per}"


class Pending:
    """What calls under way in this process may take at most; one for each archive."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.calls: list[Estimate] = []


class Budget:
    """The caps of one archive."""

    def __init__(
        self,
        caps: Sequence[Cap],
        spending: Spending,
        *,
        now: Callable[[], datetime],
        pending: Pending | None = None,
    ) -> None:
        """`now` in the archive's zone: days and months begin there."""
        self._caps, self._spending, self._now, self._pending = caps, spending, now, pending or Pending()

    @contextmanager
    def reserved(self, estimate: Estimate) -> Iterator[None]:
        """Within it the call may be made; BudgetSpent if it may not. The ledger has it at the end."""
        with self._pending.lock:
            for cap in self._caps:
                if estimate.purpose in cap.purposes:
                    check(cap, estimate, self._spending, now=self._now(), others=self._pending.calls)
            self._pending.calls.append(estimate)
        try:
            yield
        finally:
            with self._pending.lock:
                self._pending.calls.remove(estimate)


def caps(settings: BudgetSettings) -> list[Cap]:
    """The limits that the owner has set, a purpose's own before those of all."""
    names = [one.name for one in fields(settings) if one.name != "all"] + ["all"]
    return [
        Cap(
            purposes=ALL if name == "all" else (name,),  # type: ignore[arg-type]  # the fields are the purposes
            of="tokens" if limit.name.startswith("tokens") else "cost",
            per="day" if limit.name.endswith("day") else "month",
            most=most,
            whose=_WHOSE[name],
            section=f"budget.{name}",
        )
        for name in names
        for limit in fields(getattr(settings, name))
        if (most := getattr(getattr(settings, name), limit.name)) is not None
    ]


def estimate(request: LlmRequest, *, host: str, price: Price | None = None, room: int = 0) -> Estimate:
    """What a request may take at most; `room` are tokens for thinking."""
    read = sum(estimate_tokens(words_of(one)) for one in request.messages)
    read += sum(_PICTURE for one in request.messages for part in one.parts if hasattr(part, "mime"))
    written = (request.max_tokens or 0) + (room if request.max_tokens else 0)
    cost = 0.0 if is_here(host) else None
    if cost is None and price is not None:
        cost = price.of(Usage(tokens_in=read, tokens_out=written))
    return Estimate(purpose=request.purpose, host=host, tokens=read + written, cost=cost)


def check(
    cap: Cap, asked: Estimate, spending: Spending, *, now: datetime, others: Sequence[Estimate] = ()
) -> None:
    """Nothing if the call may be made, else BudgetSpent."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    since = midnight if cap.per == "day" else midnight.replace(day=1)
    under_way = [one for one in others if one.purpose in cap.purposes]
    if cap.of == "tokens":
        _check_tokens(cap, asked, spending.tokens(cap.purposes, after=since), under_way)
    elif not is_here(asked.host):
        _check_cost(cap, asked, spending.cost(cap.purposes, after=since), under_way)


def _check_tokens(cap: Cap, asked: Estimate, spent: int, others: Sequence[Estimate]) -> None:
    each, this, following = _WHEN[cap.per]
    if not cap.most:
        raise _spent(cap, f"Language models may read nothing {cap.whose} so far")
    if asked.tokens > cap.most:
        why = f"One question takes up to {asked.tokens:,} tokens, more than language models may take {each}"
        raise _spent(cap, why)
    if spent + sum(one.tokens for one in others) + asked.tokens > cap.most:
        took = f"Language models took {spent:,} tokens {cap.whose} {this}"
        raise _spent(cap, f"{took}, and the next question waits for {following}")


def _check_cost(cap: Cap, asked: Estimate, so_far: tuple[float, int], others: Sequence[Estimate]) -> None:
    _, this, following = _WHEN[cap.per]
    spent, unknown = so_far
    if not cap.most:
        raise _spent(cap, f"{asked.host} may cost money, and none may be spent {cap.whose} so far")
    if unknown or (asked.cost is None and any(one.cost is None for one in others)):
        why = f"What {asked.host} costs is not known, unless price_in and price_out are set for it"
        raise _spent(cap, why)
    if spent + sum(one.cost or 0.0 for one in others) + (asked.cost or 0.0) > cap.most or spent >= cap.most:
        took = f"Language models cost {spent:.2f} US dollars {cap.whose} {this}"
        raise _spent(cap, f"{took}, and the next question waits for {following}")


def _spent(cap: Cap, why: str) -> BudgetSpent:
    return BudgetSpent(why, cap.setting, cap.section)
