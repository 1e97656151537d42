"""A re-ranker that the settings name puts an archive's hits in order; a search never fails for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import zhiji
from tests.exports import row
from tests.llm.fake_endpoint import FakeEndpoint, fake_endpoint
from zhiji.archive import Archive
from zhiji.errors import RerankerError

SAID = [
    "boat boat boat",
    "the red boat leaks at the bow",
    "a boat",
    "who has seen my boat",
    "supper at eight",
]


class Longest:
    """Thinks that long messages answer best."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        self.asked.append((question, len(texts)))
        return [float(len(text)) for text in texts]


def archive_at(home: Path, setting: str, count: int = 0) -> Archive:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(setting, encoding="utf-8")
    archive = zhiji.open(home)
    more = [f"boat number {n}" for n in range(count)]
    archive.add(messages=[row(n, "ann", text) for n, text in enumerate([*SAID, *more])])
    return archive


@pytest.fixture
def longest(monkeypatch: pytest.MonkeyPatch) -> Longest:
    found = Longest()
    monkeypatch.setattr("zhiji.reranking.open_reranker", lambda *_, **__: found)
    return found


def texts(archive: Archive, query: str, **how: object) -> list[str]:
    return [hit.message.text for hit in archive.search(query, **how)]  # type: ignore[arg-type]  # each has its type


def test_nothing_is_put_in_order_anew_unless_the_settings_say_so(tmp_path: Path, longest: Longest) -> None:
    with archive_at(tmp_path, "") as archive:
        assert all("rerank" not in hit.parts for hit in archive.search("boat"))
    assert longest.asked == []


def test_the_reranker_sees_the_words_of_the_query_and_its_part_is_explained(
    tmp_path: Path, longest: Longest
) -> None:
    with archive_at(tmp_path, '[search]\nrerank = "made:up"\n') as archive:
        hits = archive.search("boat from:ann", k=1)
        assert [hit.message.text for hit in hits] == [SAID[1]]
        assert hits[0].parts["rerank"] > 0
        assert hits[0].score == pytest.approx(sum(hits[0].parts.values()))
        assert longest.asked[0][0] == "boat"
        archive.search("from:ann")  # asks nothing that a text could answer
        archive.search("boat", words=True)
    assert len(longest.asked) == 1


def test_the_best_fifty_are_read_and_the_rest_follows(tmp_path: Path, longest: Longest) -> None:
    with archive_at(tmp_path, '[search]\nrerank = "made:up"\n', count=80) as archive:
        found = archive.search("boat", k=70)
        assert longest.asked == [("boat", 50)]
        assert ["rerank" in hit.parts for hit in found] == [True] * 50 + [False] * 20
        assert len(archive.search("boat", k=3)) == 3


def test_a_reranker_that_fails_leaves_the_order_and_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with archive_at(tmp_path / "plain", "") as archive:
        usual = texts(archive, "boat", k=2)

    def fails(*_: object, **__: object) -> object:
        raise RerankerError("made:up", "it is out to lunch")

    monkeypatch.setattr("zhiji.reranking.open_reranker", fails)
    with archive_at(tmp_path / "failing", '[search]\nrerank = "made:up"\n') as archive:
        assert texts(archive, "boat", k=2) == usual
        assert archive.search("boat").notes == (
            "The re-ranker made:up gave no scores: it is out to lunch. Left in the order of the search.",
        )


@pytest.fixture
def endpoint() -> Iterator[FakeEndpoint]:
    pytest.importorskip("pydantic_ai")
    with fake_endpoint() as server:
        yield server


def settings(url: str, name: str = "plain") -> str:
    return f'[search]\nrerank = "den:{name}"\n[llm.endpoints.den]\nbase_url = "{url}"\n'


def test_an_endpoint_puts_them_in_order_and_stands_in_the_ledger(
    tmp_path: Path, endpoint: FakeEndpoint
) -> None:
    with archive_at(tmp_path, settings(endpoint.url)) as archive:
        assert texts(archive, "who leaks a red boat")[0] == SAID[1]
        calls = list(archive._store.ledger.rows())
    assert [(call.purpose, call.llm) for call in calls] == [("reranking", "den:plain")]


@pytest.mark.parametrize("away", [True, False])
def test_where_the_gate_is_shut_or_nobody_answers_the_search_goes_on(
    tmp_path: Path, endpoint: FakeEndpoint, away: bool
) -> None:
    url = "https://away.example/v1" if away else endpoint.url
    with archive_at(tmp_path, settings(url, "faulty")) as archive:
        hits = archive.search("boat", k=2)
        assert len(hits) == 2 and "Left in the order of the search." in hits.notes[0]
        assert len(list(archive._store.ledger.rows())) == (0 if away else 1)
