"""What is nearest in meaning is found, by whoever looks and whatever has changed meanwhile."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.store.homes import opened
from zhiji.embedding.packing import asked, pack, products, signs, unpack
from zhiji.embedding.protocol import Matrix, Space, Vector
from zhiji.embedding.unit import unit
from zhiji.search import dense
from zhiji.search.dense import Dense, Signs, View
from zhiji.search.meaning import Near
from zhiji.store import Store, vectors

DIMENSION, MANY = 96, 5_000


def _rows(count: int, *, seed: int = 1, dimension: int = DIMENSION) -> Matrix:
    """Like texts: much in common, and some hundred things that they are about."""
    chance = np.random.default_rng(seed)
    about = unit(np.random.default_rng(0).standard_normal((300, dimension)).astype(np.float32))
    own = unit(chance.standard_normal((count, dimension)).astype(np.float32))
    return unit(
        0.9 * np.eye(1, dimension, dtype=np.float32)
        + 0.35 * about[chance.integers(300, size=count)]
        + 0.3 * own
    )


class Known:
    """An embedder of questions that are numbers: the rows of a matrix."""

    def __init__(self, rows: Matrix) -> None:
        self._rows = rows
        self.space = Space(embedder="known", weights="1", dimension=rows.shape[1])

    def passages(self, texts: Sequence[str]) -> Matrix:
        return self._rows[[int(text) for text in texts]]

    def query(self, text: str) -> Vector:
        row: Vector = self._rows[int(text)]
        return row


QUESTIONS = Known(_rows(20, seed=2))


def _keep(store: Store, rows: Mapping[int, Vector]) -> None:
    """Vectors of messages, by their numbers."""
    space = store.vectors.begin(QUESTIONS.space, called="known").id
    made = np.stack(list(rows.values()))
    store.vectors.settle_centre(space, made.mean(axis=0).astype("<f4").tobytes())
    with store.connection.transaction() as db:
        for message, one in zip(rows, pack(made, _centre(store)), strict=True):
            vectors.put(db, space, message, str(message), one)


def _centre(store: Store) -> Vector:
    return np.frombuffer(store.vectors.spaces()[0].centre or b"", "<f4")


def _dense(store: Store, shared: Signs | None = None) -> Dense:
    space = store.vectors.spaces()[0]
    return Dense(shared or Signs(), store.vectors.of(space.id), QUESTIONS, _centre(store))


def _by_hand(rows: Mapping[int, Vector], question: str, count: int) -> list[int]:
    """All compared, in the numbers that are kept."""
    made = np.stack(list(rows.values()))
    kept = unpack([(one.scale, one.body) for one in pack(made, made[0])])
    query = QUESTIONS.query(question)
    scores = dict(zip(rows, products(kept, query / np.linalg.norm(query)).tolist(), strict=True))
    return sorted(scores, key=lambda number: (-scores[number], -number))[:count]


def _found(near: Near | None) -> list[int]:
    return list(near.scores) if near else []


def _share(found: Sequence[int], wanted: Sequence[int]) -> float:
    return len(set(found) & set(wanted)) / len(wanted)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[int, Vector]]]:
    home = tmp_path_factory.mktemp("many")
    rows = dict(enumerate(_rows(MANY), 1))
    with opened(home) as store:
        _keep(store, rows)
    yield home, rows


def test_of_few_messages_the_nearest_are_found_exactly(tmp_path: Path) -> None:
    rows = dict(enumerate(_rows(700), 1))
    with opened(tmp_path) as store:
        _keep(store, rows)
        for question in "0123456789":
            assert _found(_dense(store).near((question,), None, limit=700)) == _by_hand(rows, question, 700)


def test_of_many_messages_nearly_all_of_the_nearest_are_found(many: tuple[Path, dict[int, Vector]]) -> None:
    home, rows = many
    with opened(home) as store:
        looking = _dense(store)
        shares = {count: [_share(_found(looking.near((question,), None, limit=count)), _by_hand(rows, question, count))
                          for question in map(str, range(20))] for count in (5, 50)}  # fmt: skip
    assert np.mean(shares[5]) >= 0.98
    assert np.mean(shares[50]) >= 0.93


def test_what_is_usual_is_told_by_a_sample(many: tuple[Path, dict[int, Vector]]) -> None:
    home, rows = many
    with opened(home) as store:
        near = _dense(store).near(("0",), None, limit=1)
    scores = np.stack(list(rows.values())) @ QUESTIONS.query("0")
    assert near is not None
    assert near.usual == pytest.approx(float(scores.mean()), abs=0.2 * float(scores.std()))
    assert near.spread == pytest.approx(float(scores.std()), rel=0.15)


def test_a_narrow_scope_is_looked_through_exactly(many: tuple[Path, dict[int, Vector]]) -> None:
    home, rows = many
    inside = {number: rows[number] for number in range(3, MANY, 5)}
    with opened(home) as store:
        for question in "012":
            found = _found(_dense(store).near((question,), [*inside, MANY + 9], limit=100))
            assert found == _by_hand(inside, question, 100)


def test_a_wide_scope_holds_nothing_else(many: tuple[Path, dict[int, Vector]]) -> None:
    home, rows = many
    inside = {number: rows[number] for number in range(1, MANY, 2)}
    with opened(home) as store:
        looking = _dense(store)
        near = [_found(looking.near((question,), frozenset(inside), limit=50)) for question in "0123"]
    assert all(set(found) <= set(inside) for found in near)
    wanted = [_by_hand(inside, question, 50) for question in "0123"]
    assert np.mean([_share(*each) for each in zip(near, wanted, strict=True)]) >= 0.93


def test_messages_without_vectors_are_nowhere_near(many: tuple[Path, dict[int, Vector]]) -> None:
    home, _ = many
    with opened(home) as store:
        looking = _dense(store)
        assert looking.near(("0",), [MANY + 1, MANY + 2], limit=5) is None
        assert looking.near(("0",), range(MANY + 1, 2 * MANY), limit=5) is None
        assert looking.of(("0",), [MANY + 1]) == {}


def test_nothing_is_near_where_nothing_was_embedded(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.vectors.begin(QUESTIONS.space, called="known")
        looking = Dense(Signs(), store.vectors.of(1), QUESTIONS, np.zeros(DIMENSION, np.float32))
        assert looking.near(("0",), None, limit=5) is None


def test_whoever_looks_sees_at_once_what_another_process_changed(tmp_path: Path) -> None:
    rows = dict(enumerate(_rows(3_000), 1))
    with opened(tmp_path) as store, opened(tmp_path) as other:
        _keep(store, rows)
        looking = _dense(store)
        nearest, second, *_ = _found(looking.near(("0",), None, limit=9))
        with other.connection.transaction() as db:
            vectors.drop_of(db, 1, nearest)
        assert _found(looking.near(("0",), None, limit=1)) == [second]
        _keep(other, {second: -QUESTIONS.query("0")})
        assert second not in _found(looking.near(("0",), None, limit=900))
        _keep(other, {9_999: QUESTIONS.query("0")})
        assert _found(looking.near(("0",), None, limit=1)) == [9_999]


@given(
    held=st.lists(st.integers(0, 60), max_size=40).map(lambda some: [*dict.fromkeys(some)]),
    empty=st.sets(st.integers(0, 39), max_size=10),
    wanted=st.sets(st.integers(0, 90), max_size=60),
)
def test_law_the_places_of_messages_are_where_they_are(
    held: list[int], empty: set[int], wanted: set[int]
) -> None:
    messages = np.array([0 if at in empty else number for at, number in enumerate(held)], np.int64)
    view = View(np.zeros((1, len(held)), np.uint64), messages, np.zeros((0, 0), np.float32))
    for _ in range(2):
        by_hand = [at for at, number in enumerate(messages.tolist()) if number and number in wanted]
        assert view.inside(wanted).tolist() == by_hand
        messages[: len(held) // 2] = 0  # forgotten after the places were noted


def test_single_messages_score_the_same_after_a_search_within_limits(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        _keep(store, dict(enumerate(_rows(3_000), 1)))
        looking = _dense(store)
        before = looking.of(("0",), [3, 2_990, 77, 9_999])
        assert looking.near(("0",), range(1, 2_500), limit=5) is not None
        assert looking.of(("0",), [3, 2_990, 77, 9_999]) == before
        assert before.keys() == {3, 77, 2_990}


def test_what_is_usual_forgets_too(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        _keep(store, dict(enumerate(_rows(600), 1)))
        held = Signs()
        view = held.view(store.vectors.of(1))
        assert len(view.sample) == 300
        with store.connection.transaction() as db:
            vectors.drop_of(db, 1, 1)
        again = held.view(store.vectors.of(1))
        assert not (again.sample == view.sample[0]).all(axis=1).any()
        assert not (again.messages == 1).any()
        assert not again.signs[:, 0].any()


def test_vectors_made_anew_are_not_taken_for_the_former_ones(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        _keep(store, dict(enumerate(_rows(600), 1)))
        held = Signs()
        held.view(store.vectors.of(1))
        store.vectors.drop_others(99)
        with store.connection.transaction() as db:
            db.execute("DELETE FROM sqlite_sequence WHERE name = 'space'")  # the number is given again
        _keep(store, dict(enumerate(_rows(300), 5_001)))  # in the same places, fewer, with as many changes
        view = held.view(store.vectors.of(1))
        assert set(view.messages.tolist()) - {0} == set(range(5_001, 5_301))
        assert (_found(_dense(store, held).near(("0",), None, limit=1))) == _by_hand(
            dict(enumerate(_rows(300), 5_001)), "0", 1
        )


def test_threads_share_what_they_see_while_it_grows(tmp_path: Path) -> None:
    rows = dict(enumerate(_rows(4_000), 1))
    early = {number: rows[number] for number in range(1, 2_600)}
    shared = Signs()
    with opened(tmp_path) as store:
        _keep(store, early)

        def look(thread: int) -> list[list[int]]:
            with opened(tmp_path) as mine:
                looking = _dense(mine, shared)
                return [_found(looking.near((str(thread),), None, limit=5)) for _ in range(40)]

        with ThreadPoolExecutor(4) as pool:
            looking = [pool.submit(look, thread) for thread in range(4)]
            for begin in range(2_600, 4_000, 200):
                _keep(store, {number: rows[number] for number in range(begin, begin + 200)})
            for thread, seen in enumerate(looking):
                assert all(set(found) <= set(rows) and len(found) == 5 for found in seen.result())
                found = _found(_dense(store, shared).near((str(thread),), None, limit=5))
                there = {number: row for number, row in rows.items() if number < 4_000}
                assert _share(found, _by_hand(there, str(thread), 5)) >= 0.8


@contextmanager
def _signs_for_all() -> Iterator[None]:
    """Few messages are looked through by signs, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense, "FEW", 0)
        yield


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["keep", "keep", "drop"]), st.integers(1, 900), st.integers(1, 300)),
        max_size=12,
    )
)
def test_law_what_is_found_is_what_is_kept(steps: list[tuple[str, int, int]]) -> None:
    made, held = _rows(1_200), dict[int, Vector]()
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as store, _signs_for_all():
        _keep(store, {1: made[0], 2: made[1]})
        held |= {1: made[0], 2: made[1]}
        looking = _dense(store)
        for step, begin, count in steps:
            numbers = [number for number in range(begin, begin + count, 7) if number > 2]
            if step == "keep" and numbers:
                new = {number: made[number - 1] for number in numbers}
                _keep(store, new)
                held |= new
            elif numbers:
                with store.connection.transaction() as db:
                    for number in numbers:
                        vectors.drop_of(db, 1, number)
                        held.pop(number, None)
            assert _found(looking.near(("0",), None, limit=2_000)) == _by_hand(held, "0", 2_000)
            inside = {number: row for number, row in held.items() if number % 2 or number == 2}
            assert _found(looking.near(("0",), frozenset(inside), limit=99)) == _by_hand(inside, "0", 99)


@given(st.integers(1, 200), st.integers(0, 99))
def test_law_a_dimension_weighs_by_how_far_a_question_is_from_the_centre(dimension: int, seed: int) -> None:
    rows = np.random.default_rng(seed).standard_normal((3, dimension)).astype(np.float32)
    query, centre, row = rows
    made = asked(query, centre)
    weights = sum((_unpacked(digit)[:dimension].astype(int) << place for place, digit in enumerate(made.weights)),
                  np.zeros(dimension, int))  # fmt: skip
    order = np.argsort(np.abs(query - centre))
    assert (np.diff(weights[order]) >= 0).all()
    assert weights.max() == 3 or dimension < 64  # of few, none may stand out
    kept = signs(row[None], centre).view(np.uint64).T
    differs = (row > centre) != (query > centre)
    assert dense._away(np.ascontiguousarray(kept), made).tolist() == [int(weights[differs].sum())]


def _unpacked(words: NDArray[np.uint64]) -> NDArray[np.uint8]:
    return np.unpackbits(words.view(np.uint8))


def test_a_question_in_the_middle_of_everything_is_answered() -> None:
    centre = _rows(1)[0]
    made = asked(centre, centre)
    assert not made.weights.any()
