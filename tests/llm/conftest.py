"""What tests of calls share: the server they go to, and the ledger they are written into."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.llm.fake_endpoint import FakeEndpoint, fake_endpoint
from zhiji.llm import Cancel, LedgerEntry
from zhiji.llm.retrying import Patience


@pytest.fixture
def endpoint() -> Iterator[FakeEndpoint]:
    with fake_endpoint() as server:
        yield server


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What was waited before further attempts; the clock isn't."""
    found: list[float] = []

    def wait(_: Patience, seconds: float, cancel: Cancel) -> bool:
        found.append(seconds)
        return not cancel.is_set()

    monkeypatch.setattr(Patience, "wait", wait)
    return found


@pytest.fixture
def rows() -> list[LedgerEntry]:
    return []
