"""Vectors from a real server on loopback, and what may be sent for them. Skipped where the extra `llm` isn't installed."""

from __future__ import annotations

import pytest

from tests.llm.fake_endpoint import FakeEndpoint
from zhiji.config import EmbedderSettings, Endpoint, LlmSettings, PrivacySettings, Settings
from zhiji.embedding import open_embedder
from zhiji.errors import LeaveRefused, LlmFailed, LlmUnreachable, SettingError
from zhiji.llm import LedgerEntry, open_embeddings
from zhiji.llm.embeddings import Embeddings
from zhiji.llm.posting import Call, Poster, Reply
from zhiji.llm.target import target

pytest.importorskip("pydantic_ai")
pytest.importorskip("numpy")
TEXTS = ["Mum comes on Friday", "so soon"]


def at(url: str, name: str, rows: list[LedgerEntry], privacy: PrivacySettings | None = None) -> Embeddings:
    known = LlmSettings(endpoints={"here": Endpoint(base_url=url, price_in=2.0)})
    return open_embeddings(
        f"here:{name}", Settings(llm=known, privacy=privacy or PrivacySettings()), ledger=rows
    )


def test_each_text_gets_its_own_vector(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    assert at(endpoint.url, "plain", rows)(TEXTS, messages=2) == [[19.0, 1.0], [7.0, 1.0]]
    assert endpoint.paths == ["/v1/embeddings"]
    assert endpoint.bodies[0]["input"] == TEXTS
    assert endpoint.headers[0]["user-agent"] == "zhiji"


def test_a_call_on_this_computer_is_a_row_that_says_nothing_left(
    endpoint: FakeEndpoint, rows: list[LedgerEntry]
) -> None:
    at(endpoint.url, "plain", rows)(TEXTS, messages=2)
    [row] = rows
    assert (row.purpose, row.tokens_in, row.cost, row.left, row.ok) == ("embeddings", 9, 0.0, None, True)


def test_an_embedder_is_had_by_the_name_of_its_endpoint(
    endpoint: FakeEndpoint, rows: list[LedgerEntry]
) -> None:
    embedder = open_embedder(
        EmbedderSettings(name="here:multilingual-e5-base"), endpoint=lambda _: at(endpoint.url, "plain", rows)
    )
    assert embedder.passages(TEXTS).shape == (2, 2)
    assert endpoint.bodies[0]["input"] == [f"passage: {text}" for text in TEXTS]
    assert (embedder.space.weights, embedder.space.prefix) == ("multilingual-e5-base", "query: |passage: ")


def test_tokens_that_are_not_told_are_estimated(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    at(endpoint.url, "untold", rows)(TEXTS, messages=2)
    assert rows[0].estimated and rows[0].tokens_in > 0


@pytest.mark.parametrize("leave", ["none", "evidence", "pseudonyms"])
def test_nothing_goes_elsewhere_unless_all_may(leave: str, rows: list[LedgerEntry]) -> None:
    ask = at("https://away.example/v1", "plain", rows, PrivacySettings(leave=leave))  # type: ignore[arg-type]  # of the closed set
    with pytest.raises(LeaveRefused, match='leave = "all"'):
        ask(TEXTS, messages=2)
    assert not rows


def test_what_leaves_has_no_secrets_and_is_counted(
    rows: list[LedgerEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a server elsewhere: what would be sent is looked at where it is sent."""
    sent: list[str] = []
    found = target(
        "here:plain",
        LlmSettings(endpoints={"here": Endpoint(base_url="https://away.example/v1", price_in=2.0)}),
    )
    assert found is not None
    poster = Poster(found, "", purpose="embeddings", privacy=PrivacySettings(leave="all"), ledger=rows)

    def asked(_: Call[object], texts: list[str]) -> Reply[object]:
        sent.extend(texts)
        return Reply([[1.0]] * len(texts), 500_000)

    monkeypatch.setattr(poster, "send", asked)
    Embeddings(poster)(["my password is hunter2zebra", "Mum comes"], messages=1)
    assert "hunter2zebra" not in " ".join(sent) and "Mum comes" in sent
    [row] = rows
    assert row.left is not None and row.cost == 1.0
    assert (row.left.kinds, row.left.messages, row.left.masked) == (("words", "messages"), 1, 1)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("no-key", "HTTP 401"), ("faulty", "HTTP 500"), ("odd", "odd reply"), ("lazy", "odd reply")],
)
def test_an_endpoint_that_gives_none_is_an_error_and_a_row(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], name: str, kind: str
) -> None:
    with pytest.raises(LlmFailed):
        at(endpoint.url, name, rows)(TEXTS, messages=2)
    attempts = 3 if name == "faulty" else 1
    assert [(row.ok, row.error) for row in rows] == [(False, kind)] * attempts


def test_where_nobody_listens_nothing_was_sent(rows: list[LedgerEntry]) -> None:
    with pytest.raises(LlmUnreachable):
        at("http://127.0.0.1:9/v1", "plain", rows)(TEXTS, messages=2)
    assert (rows[0].ok, rows[0].tokens_in) == (False, 0)


@pytest.mark.parametrize("name", ["anthropic:any", "google:any", "nobody:any", "echo:any"])
def test_who_gives_no_vectors_is_not_asked(name: str, rows: list[LedgerEntry]) -> None:
    with pytest.raises(SettingError):
        open_embeddings(name, Settings(), ledger=rows)
