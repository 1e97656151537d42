from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from zhiji.config import BudgetSettings, Caps, PrivacySettings
from zhiji.errors import BudgetSpent
from zhiji.llm import Cancel, Delta, Finish, LedgerEntry, LlmRequest, Price, Purpose, Usage, say
from zhiji.llm.budget import Budget, Estimate, Pending, caps, estimate
from zhiji.llm.guarded import GuardedLlm

NOON = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
QUESTION = LlmRequest(messages=(say("user", "x" * 400),), purpose="answers", max_tokens=900)  # 1,000 tokens
PRICE = Price(1.0, 10.0)
AWAY = "api.example.com"


@dataclass
class Spent:
    """A ledger in memory that can be asked what was spent."""

    rows: list[LedgerEntry] = field(default_factory=list)

    def append(self, entry: LedgerEntry, /) -> None:
        self.rows.append(entry)

    def tokens(self, purposes: Sequence[str], *, after: datetime) -> int:
        return sum(row.tokens_in + row.tokens_out for row in self._of(purposes, after))

    def cost(self, purposes: Sequence[str], *, after: datetime) -> tuple[float, int]:
        costs = [row.cost for row in self._of(purposes, after)]
        return sum(filter(None, costs)), costs.count(None)

    def _of(self, purposes: Sequence[str], after: datetime) -> list[LedgerEntry]:
        return [row for row in self.rows if row.purpose in purposes and row.when >= after]


def row(tokens: int, cost: float | None = 0.0, *, days: int = 0, purpose: Purpose = "answers") -> LedgerEntry:
    when = NOON - timedelta(days=days)
    return LedgerEntry(when=when, purpose=purpose, llm="a:b", host=AWAY, tokens_in=tokens, tokens_out=0, cost=cost,
                       left=None, ok=True)  # fmt: skip


def ask(ledger: Spent, *, host: str = AWAY, price: Price | None = PRICE, **limits: Caps) -> None:
    budget = Budget(caps(BudgetSettings(**limits)), ledger, now=lambda: NOON)
    with budget.reserved(estimate(QUESTION, host=host, price=price)):
        pass


def test_without_a_limit_nothing_is_limited() -> None:
    assert caps(BudgetSettings()) == []


def test_a_question_and_its_longest_reply_must_fit_into_the_day() -> None:
    ask(Spent([row(9_000)]), answers=Caps(tokens_per_day=10_000))
    with pytest.raises(BudgetSpent) as caught:
        ask(Spent([row(9_001)]), answers=Caps(tokens_per_day=10_000))
    assert str(caught.value) == (
        "Language models took 9,001 tokens for answers today, and the next question waits for tomorrow; "
        "tokens_per_day under [budget.answers] in config.toml sets how much it may be."
    )


def test_the_month_counts_from_its_first_day() -> None:
    month = Caps(tokens_per_month=10_000)
    ask(Spent([row(50_000, days=20)]), answers=month)
    with pytest.raises(BudgetSpent, match="this month, and the next question waits for the next month"):
        ask(Spent([row(9_500, days=19)]), answers=month)


def test_other_purposes_count_in_all_and_nowhere_else() -> None:
    spent = Spent([row(9_500, purpose="embeddings")])
    ask(spent, answers=Caps(tokens_per_day=10_000), embeddings=Caps(tokens_per_day=1))
    with pytest.raises(BudgetSpent, match=r"tokens in all today.*\[budget.all\]"):
        ask(spent, all=Caps(tokens_per_day=10_000))


def test_dollars_are_estimated_beforehand_where_the_price_is_known() -> None:
    day = Caps(cost_per_day=1.0)  # the question may take 100 tokens read and 900 written: 0.0091 dollars
    ask(Spent([row(5, cost=0.9908)]), answers=day)
    with pytest.raises(BudgetSpent, match=r"cost 0.99 US dollars for answers today.*cost_per_day under"):
        ask(Spent([row(5, cost=0.991)]), answers=day)
    ask(Spent([row(5, cost=0.991)]), answers=day, price=None)
    ask(Spent([row(5, cost=2.0)]), answers=day, host="127.0.0.1")


def test_no_dollars_means_that_nothing_may_cost_any() -> None:
    with pytest.raises(BudgetSpent, match="may cost money, and none may be spent for answers"):
        ask(Spent(), answers=Caps(cost_per_month=0))
    ask(Spent(), answers=Caps(cost_per_month=0), host="")


def test_what_cost_nobody_knows_what_is_not_taken_for_nothing() -> None:
    with pytest.raises(BudgetSpent, match="is not known, unless price_in and price_out are set"):
        ask(Spent([row(5, cost=None)]), answers=Caps(cost_per_month=5))


class Slow:
    """A backend whose calls all wait until they are let go."""

    host = "127.0.0.1"

    def __init__(self) -> None:
        self.begun, self.go = threading.Semaphore(0), threading.Event()

    def stream(self, request: LlmRequest, cancel: Cancel) -> Iterator[Delta | Finish]:
        self.begun.release()
        self.go.wait(5)
        yield Delta(text="ok")
        yield Finish(usage=Usage(tokens_in=50, tokens_out=50))


def test_calls_at_once_do_not_go_over_together_and_are_settled_afterwards() -> None:
    ledger, slow, refused = Spent(), Slow(), list[str]()
    limits = caps(BudgetSettings(answers=Caps(tokens_per_day=3_500)))
    pending = Pending()

    def ask_one() -> None:
        budget = Budget(limits, ledger, now=lambda: NOON, pending=pending)
        llm = GuardedLlm(
            "a:b", slow, privacy=PrivacySettings(), ledger=ledger, budget=budget, clock=lambda: NOON
        )
        try:
            llm.complete(QUESTION)
        except BudgetSpent as error:
            refused.append(str(error))

    first = [threading.Thread(target=ask_one) for _ in range(3)]
    for thread in first:
        thread.start()
    for _ in first:
        assert slow.begun.acquire(timeout=5)
    ask_one()
    assert len(refused) == 1
    slow.go.set()
    for thread in first:
        thread.join(5)
    ask_one()  # of the 3,000 that were reserved, 300 were taken
    assert len(refused) == 1 and len(ledger.rows) == 4 and pending.calls == []


def test_an_estimate_counts_pictures_and_room_to_think() -> None:
    assert estimate(QUESTION, host="") == Estimate(purpose="answers", host="", tokens=1_000, cost=0.0)
    assert estimate(QUESTION, host=AWAY, room=4_000).tokens == 5_000
    assert estimate(QUESTION, host=AWAY).cost is None


def test_a_price_takes_less_for_what_was_read_before() -> None:
    usage = Usage(tokens_in=1_000_000, tokens_out=100_000, tokens_cached=600_000)
    assert Price(1.0, 10.0, 0.1).of(usage) == pytest.approx(0.4 + 0.06 + 1.0)
    assert Price(1.0, 10.0).of(usage) == pytest.approx(2.0)
    assert Price(1.0).of(usage) is None
