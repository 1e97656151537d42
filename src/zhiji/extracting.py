"""What the owner set for reading memory with a language model, as a worker of idle time."""

from __future__ import annotations

from datetime import datetime

from zhiji import llms
from zhiji.config import Settings
from zhiji.errors import SettingError
from zhiji.learning import Budget, ExtractionWorker
from zhiji.llm import Llm
from zhiji.store import Store

OFF, ON = "off", "on"


def worker(store: Store, settings: Settings) -> ExtractionWorker | None:
    """The worker; None if the owner wants none, and then nothing waits for it any more."""
    if settings.memory.llm == OFF:
        store.extraction.drop_open()
        return None
    budget = Budget(
        tokens_per_day=settings.background.tokens_per_day,
        cost_per_month=settings.background.cost_per_month,
        now=lambda: datetime.now(store.reader.local),
    )
    return ExtractionWorker(lambda: _llm(store, settings), budget)


def _llm(store: Store, settings: Settings) -> Llm:
    """Without names to replace: whole sessions leave with leave = "all" alone."""
    name = settings.llm.default if settings.memory.llm == ON else settings.memory.llm
    if not name or name == llms.NONE:
        raise SettingError(
            'llm = "on" under [memory] wants a language model: set default under [llm], or name one.'
        )
    return llms.opened_one(store, settings, name, cached=False)  # whoever asks keeps what can be read
