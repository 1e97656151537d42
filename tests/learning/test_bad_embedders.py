"""Embedders that give nonsense, and spaces that go while somebody works in them: words find on, and nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import zhiji
from tests.exports import row
from zhiji.archive import Archive
from zhiji.config import EmbedderSettings
from zhiji.embedding import Matrix, open_embedder
from zhiji.learning import LearnReport, VectorWorker, learn

np = pytest.importorskip("numpy")
TEXTS = ["the tent is in the cellar", "the stove is empty", "bring a rope", "and two lanterns"]


class Odd:
    """The embedder for tests, with a fault."""

    def __init__(self, name: str = "hash", *, fault: Any = None, about: str = "") -> None:
        self._real = open_embedder(EmbedderSettings(name=name))
        self.space = self._real.space
        self._fault, self._about = fault, about

    def passages(self, texts: Sequence[str]) -> Matrix:
        rows = self._real.passages(texts)
        if self._fault is not None:
            for number, text in enumerate(texts):
                rows[number] *= self._fault if self._about in text else 1
        return rows

    def query(self, text: str) -> Any:
        vector = self._real.query(text)
        return vector if self._fault is None else vector * self._fault


class Short(Odd):
    """Says that its vectors are longer than they are."""

    def passages(self, texts: Sequence[str]) -> Matrix:
        return super().passages(texts)[:, :64]

    def query(self, text: str) -> Any:
        return super().query(text)[:64]


class Raising(Odd):
    """Other people's code, which fails in its own way."""

    def passages(self, texts: Sequence[str]) -> Matrix:
        raise KeyError("token")

    def query(self, text: str) -> Any:
        raise KeyError("token")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("ZHIJI_EMBEDDER", "hash")
    with zhiji.open(tmp_path / "home") as found:
        found.add(messages=[row(n, "ann", text) for n, text in enumerate(TEXTS)])
        yield found


def _embed(archive: Archive, embedder: Odd, *, called: str = "hash") -> LearnReport:
    worker = VectorWorker(archive._store, embedder, called=called)
    return learn(archive._store, minutes=1, workers=[worker])


def _use(monkeypatch: pytest.MonkeyPatch, embedder: Odd) -> None:
    monkeypatch.setattr("zhiji.embedding.opening.plugins.find", lambda *_, **__: _Plugin(embedder))


class _Plugin:
    def __init__(self, embedder: Odd) -> None:
        self._embedder = embedder

    def load(self) -> Any:
        return lambda what, settings: self._embedder


def test_one_vector_that_is_not_made_of_numbers_fails_alone(archive: Archive) -> None:
    report = _embed(archive, Odd(fault=np.float32("nan"), about="stove"))
    assert report.done == {"vectors": 3} and report.failed == {"vectors": 1}
    assert archive.doctor() == []


def test_vectors_of_another_length_than_was_said_are_refused(archive: Archive) -> None:
    report = _embed(archive, Short())
    assert not report.done and "another length" in report.notes[0]
    assert archive._store.connection.value("SELECT count(*) FROM vector") == 0


@pytest.mark.parametrize(
    "embedder", [Odd(fault=np.float32("nan")), Odd(fault=np.float32(0)), Short(), Raising()],
    ids=["nan", "nought", "short", "raising"],
)  # fmt: skip
def test_words_find_where_a_question_gets_no_vector(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, embedder: Odd
) -> None:
    archive.learn(minutes=1)
    with zhiji.open(archive.home) as other:
        _use(monkeypatch, embedder)
        hits = other.search("where is the tent?")
        assert hits[0].message.text == TEXTS[0]
        assert "Found by words alone." in hits.failed[0]


def test_a_plug_in_that_fails_in_its_own_way_is_named_in_a_note(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zhiji.open(archive.home) as other:
        _use(monkeypatch, Raising())
        report = other.learn(minutes=1)
    assert "hash" in report.notes[0] and "KeyError" in report.notes[0]


def test_a_repair_while_somebody_embeds_loses_nothing(archive: Archive) -> None:
    store = archive._store
    worker = VectorWorker(store, Odd(), called="hash")
    store.vectors.drop_others(0)  # as a repair does
    assert learn(store, minutes=1, workers=[worker]).finished
    (space,) = store.vectors.spaces()
    assert store.vectors.progress(space.id) == (4, 4) and archive.doctor() == []


def test_a_repair_between_reckoning_and_writing_loses_nothing(archive: Archive) -> None:
    store = archive._store

    class Meanwhile(VectorWorker):
        repaired = False

        def compute(self, *given: Any) -> Any:
            outcomes = super().compute(*given)
            if not self.repaired:
                self.repaired = True
                store.vectors.drop_others(0)
            return outcomes

    assert learn(store, minutes=1, workers=[Meanwhile(store, Odd(), called="hash")]).finished
    (space,) = store.vectors.spaces()
    assert store.vectors.progress(space.id) == (4, 4) and archive.doctor() == []


def test_who_searched_before_all_was_embedded_anew_searches_on(archive: Archive) -> None:
    archive.learn(minutes=1)
    assert archive.search("tent")
    archive._store.vectors.drop_others(0)
    _embed(archive, Odd("hash:64"), called="hash:64")
    hits = archive.search("tent")
    assert "meaning" in hits[0].parts and not hits.failed
    assert len(archive._meanings._signs) == 1


def test_who_goes_back_to_the_former_embedder_finds_what_was_edited_meanwhile(archive: Archive) -> None:
    archive.learn(minutes=1)
    store = archive._store
    other = VectorWorker(store, Odd("hash:64"), called="hash:64")
    other.plan(store)
    changed = row(0, "ann", "the tent is in the attic")
    archive.add(messages=[changed | {"edited": True}])
    jobs = store.work.lease(["vectors"], by="other", most=100)
    outcomes = other.compute(store, jobs)
    with store.connection.transaction() as db:
        for outcome in outcomes:
            assert outcome.write is not None
            outcome.write(db)
    assert archive.learn(minutes=1).finished
    (space,) = store.vectors.spaces()
    assert space.called == "hash" and store.vectors.progress(space.id).left == 0
    held = store.connection.rows("SELECT DISTINCT message FROM vector")
    assert {number for (number,) in held} == {message.id for message in store.reader.all()}


def test_status_tells_of_the_embedder_that_is_set(archive: Archive) -> None:
    archive.learn(minutes=1)
    archive._store.vectors.begin(Odd("hash:64").space, called="hash:64")  # begun, and given up
    assert archive.status()["work"]["vectors"]["done"] == 4


def test_a_worker_that_was_there_before_leaves_the_embedder_alone_that_was_set_meanwhile(
    archive: Archive,
) -> None:
    store = archive._store
    former = VectorWorker(store, Odd("hash:64"), called="hash:64")
    archive.learn(minutes=1)
    archive.add(messages=[row(9, "ann", "a map would be good")])
    report = learn(store, minutes=1, workers=[former])
    assert not report.done
    chosen = store.vectors.spaces()[0]
    assert chosen.called == "hash" and chosen.vectors == 4
    assert archive.learn(minutes=1).finished
    (space,) = store.vectors.spaces()
    assert space.id == chosen.id and store.vectors.progress(space.id) == (5, 5)


def test_who_goes_back_to_the_former_embedder_searches_with_it(archive: Archive) -> None:
    archive.learn(minutes=1)
    store = archive._store
    store.vectors.begin(Odd("hash:64").space, called="hash:64")
    assert [one.called for one in store.vectors.spaces()] == ["hash:64", "hash"]
    archive.learn(minutes=0)
    assert [one.called for one in store.vectors.spaces()] == ["hash", "hash:64"]


def test_a_worker_that_goes_on_beside_the_new_one_drops_nothing_of_its(archive: Archive) -> None:
    store = archive._store
    former = VectorWorker(store, Odd("hash:64"), called="hash:64")
    chosen = VectorWorker(store, Odd(), called="hash")
    assert learn(store, minutes=1, workers=[former]).done == {"vectors": 4}
    assert [one.called for one in store.vectors.spaces()] == ["hash", "hash:64"]
    assert learn(store, minutes=1, workers=[chosen]).done == {"vectors": 4}
    assert [one.called for one in store.vectors.spaces()] == ["hash"]


def test_repairs_edits_and_searches_while_two_embed_lose_nothing(archive: Archive) -> None:
    until = time.monotonic() + 2

    def does(what: Callable[[Archive], object]) -> None:
        with zhiji.open(archive.home) as own:
            while time.monotonic() < until:
                what(own)

    def edit(own: Archive) -> None:
        own.add(messages=[row(n, f"p{n % 3}", f"note {n} of {time.monotonic_ns()}") for n in range(10, 40)])

    def repair(own: Archive) -> None:
        own._store.vectors.drop_others(0)
        time.sleep(0.1)

    tasks: list[Callable[[Archive], object]] = [
        edit,
        lambda own: own.search("note of the tent", explain=True),
        lambda own: own.learn(minutes=0.01),
        lambda own: own.learn(minutes=0.01),
        repair,
    ]
    with ThreadPoolExecutor(len(tasks)) as pool:
        for done in [pool.submit(does, task) for task in tasks]:
            done.result()
    with archive._store.connection.transaction() as db:
        db.execute("UPDATE work SET lease_until = NULL, lease_by = NULL")
    assert archive.learn(minutes=1).finished and archive.doctor() == []
    held = archive._store.connection.rows("SELECT message FROM vector")
    assert sorted(number for (number,) in held) == sorted(int(one.id) for one in archive._store.reader.all())
