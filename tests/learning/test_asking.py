"""A language model is asked within the owner's budget, and never twice for the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.memory.talking import Made
from zhiji.errors import BudgetSpent, LeaveRefused
from zhiji.learning.asking import Asking
from zhiji.learning.budget import Budget
from zhiji.llm import LedgerEntry, LlmRequest, Purpose, say
from zhiji.memory.extraction import Unreadable
from zhiji.store import Store

NOON = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
QUESTION = LlmRequest(messages=(say("user", "x" * 400),), purpose="memory", max_tokens=900)  # 1,000 tokens


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = Store(tmp_path, local=UTC)
    yield found
    found.close()


def budget(tokens: int = 10_000, cost: float = 0.0) -> Budget:
    return Budget(tokens_per_day=tokens, cost_per_month=cost, now=lambda: NOON)


def spent(
    store: Store,
    tokens: int,
    *,
    ago: timedelta = timedelta(),
    cost: float | None = 0.0,
    purpose: Purpose = "memory",
) -> None:
    entry = LedgerEntry(
        when=NOON - ago, purpose=purpose, llm="a:b", host="h", tokens_in=tokens, tokens_out=0, cost=cost,
        left=None, ok=True,
    )  # fmt: skip
    store.ledger.append(entry)


def check(store: Store, host: str = "", **allowed: float) -> None:
    budget(**allowed).check(QUESTION, host=host, ledger=store.ledger)  # type: ignore[arg-type]  # whole tokens


def test_what_fits_into_the_day_is_allowed_to_the_last_token(store: Store) -> None:
    spent(store, 9_000)
    check(store)
    spent(store, 1)
    with pytest.raises(BudgetSpent, match="took 9,001 tokens in idle time today"):
        check(store)


def test_yesterday_and_answers_do_not_count(store: Store) -> None:
    spent(store, 50_000, ago=timedelta(hours=13))
    spent(store, 50_000, purpose="answers")
    check(store)
    spent(store, 9_500, purpose="pictures")
    with pytest.raises(BudgetSpent):
        check(store)


def test_without_a_budget_nothing_is_asked(store: Store) -> None:
    with pytest.raises(BudgetSpent, match="tokens_per_day under"):
        check(store, tokens=0)
    with pytest.raises(BudgetSpent, match="One question takes up to 1,000 tokens"):
        check(store, tokens=999)


def test_who_may_cost_money_needs_a_budget_of_it(store: Store) -> None:
    for here in ("", "127.0.0.1", "localhost"):
        check(store, here)
    with pytest.raises(BudgetSpent, match=r"^api.example.com may cost money.*cost_per_month under"):
        check(store, "api.example.com")
    check(store, "api.example.com", cost=5)


def test_a_month_s_money_is_spent_once(store: Store) -> None:
    spent(store, 10, ago=timedelta(days=19), cost=4.99)
    spent(store, 10, ago=timedelta(days=20), cost=80)  # last month
    check(store, "api.example.com", cost=5)
    spent(store, 10, ago=timedelta(days=1), cost=0.02)
    with pytest.raises(BudgetSpent, match=r"cost 5.01 US dollars in idle time this month"):
        check(store, "api.example.com", cost=5)
    check(store, "localhost", cost=5)


def test_a_budget_of_money_wants_to_know_the_price(store: Store) -> None:
    spent(store, 10, cost=None)
    with pytest.raises(BudgetSpent, match="price_in and price_out"):
        check(store, "api.example.com", cost=5)


def test_the_second_time_nobody_is_asked(store: Store) -> None:
    llm = Made("forty two")
    ask = Asking(store, llm.served(store), budget())
    assert [ask(QUESTION, [], str.upper) for _ in range(2)] == ["FORTY TWO"] * 2
    assert ask(replace(QUESTION, max_tokens=800), [], len) == 9
    assert len(llm.asked) == 2
    assert [(row.purpose, row.ok) for row in store.ledger.rows()] == [("memory", True)] * 2


def test_a_reply_that_cannot_be_read_is_not_kept(store: Store) -> None:
    def read(reply: str) -> str:
        raise Unreadable(reply)

    llm = Made("well ...")
    for _ in range(2):
        with pytest.raises(Unreadable):
            Asking(store, llm.served(store), budget())(QUESTION, [], read)
    assert len(llm.asked) == 2


def test_a_reply_that_was_cut_off_is_not_read(store: Store) -> None:
    with pytest.raises(Unreadable, match="cut off"):
        Asking(store, Made("[1]").served(store, stopped="length"), budget())(QUESTION, [], str)


def test_over_budget_nothing_is_sent_but_what_is_known_is_told(store: Store) -> None:
    llm = Made("forty two")
    Asking(store, llm.served(store), budget())(QUESTION, [], str)
    poor = Asking(store, llm.served(store), budget(tokens=0))
    assert poor(QUESTION, [], str) == "forty two"
    with pytest.raises(BudgetSpent):
        poor(replace(QUESTION, temperature=0.5), [], str)
    assert len(llm.asked) == 1 and len([*store.ledger.rows()]) == 1


@pytest.mark.parametrize("leave", ["none", "evidence", "pseudonyms"])
def test_whole_sessions_leave_only_if_everything_may(store: Store, leave: str) -> None:
    llm = Made("forty two")
    ask = Asking(store, llm.served(store, host="api.example.com", leave=leave), budget(cost=0))  # type: ignore[arg-type]
    with pytest.raises(LeaveRefused, match='leave = "all"'):
        ask(QUESTION, [], str)
    assert llm.asked == []


def test_secrets_stay_here_and_are_back_in_what_is_read(store: Store) -> None:
    llm = Made("it is Password1a")
    ask = Asking(store, llm.served(store, host="api.example.com", leave="all", cost=0.01), budget(cost=1))
    question = replace(QUESTION, messages=(say("user", "wifi密码: hunter2"),))
    assert ask(question, [], str) == "it is hunter2"
    assert "hunter2" not in str(llm.asked[0].messages)
