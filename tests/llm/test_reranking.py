"""Scores from a real server on loopback, and what may be sent for them. Skipped where the extra `llm` isn't installed."""

from __future__ import annotations

import pytest

from tests.llm.fake_endpoint import FakeEndpoint
from zhiji.config import Endpoint, LlmSettings, PrivacySettings, Settings
from zhiji.errors import LeaveRefused, LlmFailed, LlmUnreachable, SettingError
from zhiji.llm import LedgerEntry, open_reranking
from zhiji.llm.posting import Call, Poster, Reply
from zhiji.llm.reranking import Reranking
from zhiji.llm.target import target

pytest.importorskip("pydantic_ai")
TEXTS = ["nothing of the kind", "Mum comes on Friday", "Friday"]


def at(url: str, name: str, rows: list[LedgerEntry], *, leave: str = "none", dialect: str = "") -> Reranking:
    known = LlmSettings(endpoints={"here": Endpoint(base_url=url, dialect=dialect)})
    privacy = PrivacySettings(leave=leave)  # type: ignore[arg-type]  # of the closed set
    return open_reranking(f"here:{name}", Settings(llm=known, privacy=privacy), ledger=rows)


def test_each_text_gets_its_own_score(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    assert at(endpoint.url, "plain", rows).scores("When comes Mum", TEXTS) == [0.0, 2.0, 0.0]
    assert endpoint.paths == ["/v1/rerank"]
    assert endpoint.bodies[0] == {
        "model": "plain",
        "query": "When comes Mum",
        "documents": TEXTS,
        "top_n": 3,
        "return_documents": False,
    }
    [row] = rows
    assert (row.purpose, row.tokens_in, row.cost, row.left, row.ok) == ("reranking", 9, 0.0, None, True)


def test_tei_is_asked_in_its_own_manner_32_texts_at_a_time(
    endpoint: FakeEndpoint, rows: list[LedgerEntry]
) -> None:
    texts = [f"day {number}" for number in range(40)]
    asked = at(endpoint.url, "any", rows, dialect="tei")
    assert asked.scores("day 33", texts) == [2.0 if number == 33 else 1.0 for number in range(40)]
    assert endpoint.paths == ["/rerank", "/rerank"] and len(rows) == 2
    assert [len(body["texts"]) for body in endpoint.bodies] == [32, 8]


@pytest.mark.parametrize(("name", "estimated"), [("siliconflow-like", False), ("untold", True)])
def test_tokens_are_taken_as_told_or_estimated(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], name: str, estimated: bool
) -> None:
    at(endpoint.url, name, rows).scores("When?", TEXTS)
    assert rows[0].estimated is estimated and rows[0].tokens_in > 0


@pytest.mark.parametrize("leave", ["none", "pseudonyms"])
def test_nothing_goes_elsewhere_unless_evidence_may_as_it_is(leave: str, rows: list[LedgerEntry]) -> None:
    asked = at("https://away.example/v1", "plain", rows, leave=leave)
    with pytest.raises(LeaveRefused, match='leave = "evidence"'):
        asked.scores("When?", TEXTS)
    assert not rows


@pytest.mark.parametrize("leave", ["evidence", "all"])
def test_what_leaves_has_no_secrets_and_is_counted(
    leave: str, rows: list[LedgerEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a server elsewhere: what would be sent is looked at where it is sent."""
    sent: list[str] = []
    away = Endpoint(base_url="https://away.example/v1", price_in=2.0)
    found = target("here:plain", LlmSettings(endpoints={"here": away}))
    assert found is not None
    privacy = PrivacySettings(leave=leave)  # type: ignore[arg-type]  # of the closed set
    poster = Poster(found, "", purpose="reranking", privacy=privacy, ledger=rows)

    def send(_: Call[object], texts: list[str]) -> Reply[object]:
        sent.extend(texts)
        return Reply([1.0] * (len(texts) - 1), 500_000)

    monkeypatch.setattr(poster, "send", send)
    Reranking(poster).scores("When comes Mum?", ["my password is hunter2zebra", "on Friday"])
    assert "hunter2zebra" not in " ".join(sent) and "on Friday" in sent
    [row] = rows
    assert row.left is not None and row.cost == 1.0
    assert (row.left.kinds, row.left.messages, row.left.masked) == (("words", "messages"), 2, 1)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("no-key", "HTTP 401"), ("faulty", "HTTP 500"), ("odd", "odd reply"), ("lazy", "odd reply")],
)
def test_an_endpoint_that_gives_none_is_an_error_and_a_row(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], name: str, kind: str
) -> None:
    with pytest.raises(LlmFailed):
        at(endpoint.url, name, rows).scores("When?", TEXTS)
    assert [(row.ok, row.error) for row in rows] == [(False, kind)]  # who searches doesn't wait


def test_where_nobody_listens_nothing_was_sent(rows: list[LedgerEntry]) -> None:
    with pytest.raises(LlmUnreachable):
        at("http://127.0.0.1:9/v1", "plain", rows).scores("When?", TEXTS)
    assert (rows[0].ok, rows[0].tokens_in) == (False, 0)


@pytest.mark.parametrize("name", ["anthropic:any", "google:any", "nobody:any", "echo:any"])
def test_who_gives_no_scores_is_not_asked(name: str, rows: list[LedgerEntry]) -> None:
    with pytest.raises(SettingError, match="gives scores"):
        open_reranking(name, Settings(), ledger=rows)
