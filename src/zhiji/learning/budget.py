"""What language models may take in idle time, asked of the ledger before each call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from zhiji.errors import BudgetSpent
from zhiji.hosts import is_here
from zhiji.llm import LlmRequest, Purpose, estimate_tokens, words_of
from zhiji.store.ledger import StoredLedger

IDLE: tuple[Purpose, ...] = ("memory", "pictures")  # what is asked in idle time


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """So many tokens from midnight on, so many US dollars from the first of the month on."""

    tokens_per_day: int
    cost_per_month: float
    now: Callable[[], datetime]  # in the archive's zone

    def check(self, request: LlmRequest, *, host: str, ledger: StoredLedger) -> None:
        """Nothing if the call may be made, its reply as long as it may become; else BudgetSpent."""
        self._check_tokens(request, ledger)
        if not is_here(host):
            self._check_cost(host, ledger)

    def _check_tokens(self, request: LlmRequest, ledger: StoredLedger) -> None:
        if not self.tokens_per_day:
            raise BudgetSpent("Language models may read nothing in idle time so far", "tokens_per_day")
        needed = sum(estimate_tokens(words_of(one)) for one in request.messages) + (request.max_tokens or 0)
        if needed > self.tokens_per_day:
            why = f"One question takes up to {needed:,} tokens, more than language models may take a day"
            raise BudgetSpent(why, "tokens_per_day")
        midnight = self.now().replace(hour=0, minute=0, second=0, microsecond=0)
        spent = ledger.tokens(IDLE, after=midnight)
        if spent + needed > self.tokens_per_day:
            why = f"Language models took {spent:,} tokens in idle time today, and the next question waits for tomorrow"
            raise BudgetSpent(why, "tokens_per_day")

    def _check_cost(self, host: str, ledger: StoredLedger) -> None:
        first = self.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        spent, unknown = ledger.cost(IDLE, after=first)
        if not self.cost_per_month:
            raise BudgetSpent(
                f"{host} may cost money, and none may be spent in idle time so far", "cost_per_month"
            )
        if unknown:
            why = f"What {host} costs is not known, unless price_in and price_out are set for it"
            raise BudgetSpent(why, "cost_per_month")
        if spent >= self.cost_per_month:
            why = (
                f"Language models cost {spent:.2f} US dollars in idle time this month, and go on in the next"
            )
            raise BudgetSpent(why, "cost_per_month")
