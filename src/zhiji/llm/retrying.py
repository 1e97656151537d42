"""When a call that failed is made again, and how long one waits before."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from zhiji.errors import LlmCutOff, LlmError, LlmFailed
from zhiji.llm.protocol import Cancel

_LOOK = 0.05  # seconds between two looks at `cancel`


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often, and how long at most."""

    retries: int = 2
    first: float = 0.5  # seconds; each further wait is twice as long, give or take half of it
    longest: float = 20.0  # who is told to wait longer gives up at once
    chance: Callable[[], float] = random.random
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def pause(self, error: LlmError, tried: int) -> float | None:
        """Seconds to wait before the next attempt; None if there is to be none."""
        if tried > self.retries:
            return None
        if isinstance(error, LlmCutOff):
            return self._usual(tried)
        if not isinstance(error, LlmFailed) or not error.may_pass:
            return None
        asked = error.retry_after
        if asked is None:
            return self._usual(tried)
        return asked if asked <= self.longest else None

    def wait(self, seconds: float, cancel: Cancel) -> bool:
        """Wait so long; False as soon as nobody wants the reply any more."""
        end = self.clock() + seconds
        while not cancel.is_set():
            left = end - self.clock()
            if left <= 0:
                return True
            self.sleep(min(left, _LOOK))
        return False

    def _usual(self, tried: int) -> float:
        wait: float = self.first * 2 ** (tried - 1) * (0.5 + self.chance())
        return min(wait, self.longest)
