"""What tests of calls share: the server they go to, and the ledger they are written into."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.llm.fake_endpoint import FakeEndpoint, fake_endpoint
from zhiji.llm import LedgerEntry


@pytest.fixture
def endpoint() -> Iterator[FakeEndpoint]:
    with fake_endpoint() as server:
        yield server


@pytest.fixture
def rows() -> list[LedgerEntry]:
    return []
