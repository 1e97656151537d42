"""What language models may take in idle time, as [background] sets it: 0 unless the owner allows some."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from zhiji.llm import LlmRequest
from zhiji.llm.budget import IDLE, Cap, check, estimate
from zhiji.store.ledger import StoredLedger


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """So many tokens from midnight on, so many US dollars from the first of the month on."""

    tokens_per_day: int
    cost_per_month: float
    now: Callable[[], datetime]  # in the archive's zone

    def check(self, request: LlmRequest, *, host: str, ledger: StoredLedger) -> None:
        """Nothing if the call may be made, its reply as long as it may become; else BudgetSpent."""
        asked = estimate(request, host=host)
        for cap in self._caps():
            check(cap, asked, ledger, now=self.now())

    def _caps(self) -> tuple[Cap, ...]:
        return (
            Cap(purposes=IDLE, of="tokens", per="day", most=self.tokens_per_day, whose="in idle time",
                section="background"),
            Cap(purposes=IDLE, of="cost", per="month", most=self.cost_per_month, whose="in idle time",
                section="background"),
        )  # fmt: skip
