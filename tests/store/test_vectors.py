"""Vectors stand where they are looked for, follow their messages and leave with them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.homes import FAMILY, MUM, add, opened, said, traces
from zhiji.embedding.packing import Packed
from zhiji.store import Store, vectors, work
from zhiji.store.forget import Selection


@dataclass(frozen=True, kw_only=True)
class Space:
    embedder: str = "made-up"
    weights: str = "w"
    dimension: int = 64
    prefix: str = ""


def _packed(number: int) -> Packed:
    return Packed(number.to_bytes(8, "little"), bytes([number % 128]) * 64, number / 8)


def _begun(store: Store) -> int:
    space = store.vectors.begin(Space(), called="made-up").id
    store.vectors.plan(space)
    return space


def _embed(store: Store, space: int, numbers: list[int] | None = None) -> list[int]:
    """Does the work that is open; returns the messages in the order in which they came."""
    jobs = store.work.lease(["vectors"], by="me", most=100)
    messages = store.reader.messages([job.subject for job in jobs])
    with store.connection.transaction() as db:
        for job in jobs:
            vectors.put(db, space, job.subject, messages[job.subject].text, _packed(job.subject))
            work.settle(db, job.id)
    return [job.subject for job in jobs]


def test_what_came_last_is_embedded_first(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [said(FAMILY, MUM, minute, f"note {minute}") for minute in (5, 30, 10)])
        space = _begun(store)
        assert store.vectors.progress(space) == (0, 3)
        done = _embed(store, space)
        told = store.reader.messages(done)
        assert [told[number].text for number in done] == ["note 30", "note 10", "note 5"]
        assert store.vectors.progress(space) == (3, 3)
        add(store, [said(FAMILY, MUM, 50, "later")])
        assert store.vectors.progress(space) == (3, 4)
        assert store.doctor() == []


def test_only_what_says_something_is_embedded(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(
            store,
            [
                said(FAMILY, MUM, 1, ""),
                said(FAMILY, MUM, 2, "Mum added you", kind="system"),
                said(FAMILY, MUM, 3, "", kind="image", caption="a dog"),
                said(FAMILY, MUM, 4, "ok"),
            ],
        )
        space = _begun(store)
        assert store.vectors.progress(space) == (0, 2)


def test_a_new_text_is_embedded_anew(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [said(FAMILY, MUM, 1, "bring the big tent"), said(FAMILY, MUM, 2, "and milk")])
        space = _begun(store)
        _embed(store, space)
        from zhiji.chat import Edit

        edited = said(
            FAMILY, MUM, 1, "bring the small tent",
            edits=(Edit(when=None, text="bring the big tent"),),
        )  # fmt: skip
        add(store, [edited], path="later.json")
        assert store.vectors.progress(space) == (1, 2)
        (number,) = _embed(store, space)
        assert store.reader.messages([number])[number].text == "bring the small tent"
        assert store.doctor() == []


def test_work_on_a_text_that_changed_meanwhile_is_not_taken(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [said(FAMILY, MUM, 1, "bring the big tent")])
        space = _begun(store)
        (job,) = store.work.lease(["vectors"], by="me")
        with store.connection.transaction() as db:
            vectors.stale(db, job.subject)
            assert not store.work.done(db, job, by="me")
        assert store.vectors.progress(space) == (0, 1)


def test_vectors_are_forgotten_with_their_messages(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [said(FAMILY, MUM, minute, f"note {minute}") for minute in range(9)])
        space = _begun(store)
        done = _embed(store, space)
        body = "\x25" * 64  # of the message that is to go
        gone = next(number for number in done if number % 128 == 5)
        with store.connection.transaction() as db:
            vectors.put(
                db,
                space,
                gone,
                store.reader.messages([gone])[gone].text,
                Packed(b"\x25" * 8, body.encode(), 1.0),
            )
        store.forget(Selection(messages=frozenset({gone})))
        assert store.vectors.of(space).of([gone]) == {}
        assert store.vectors.progress(space) == (8, 8)
        assert store.doctor() == []
        assert traces(tmp_path, [body]) == {}


def test_a_vector_of_other_words_is_noticed_and_made_again(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [said(FAMILY, MUM, minute, f"note {minute}") for minute in range(3)])
        space = _begun(store)
        done = _embed(store, space)
        with store.connection.transaction() as db:
            vectors.put(db, space, done[0], "quite another note", _packed(1))
            db.execute("UPDATE segment SET messages = zeroblob(length(messages))")
        assert {one.what for one in store.doctor()} == {
            "A vector doesn't stand where it is looked for.",
            "A vector isn't of what its message says.",
        }
        assert all(one.repaired for one in store.doctor(repair=True))
        assert store.doctor() == []
        assert store.vectors.spaces() == []


def test_the_space_of_a_former_embedder_goes_when_it_is_not_needed(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [said(FAMILY, MUM, minute, f"note {minute}") for minute in range(3)])
        old = _begun(store)
        _embed(store, old)
        new = store.vectors.begin(Space(weights="others"), called="other")
        store.vectors.plan(new.id)
        _embed(store, new.id)
        assert [one.vectors for one in store.vectors.spaces()] == [3, 3]
        store.vectors.drop_others(new.id)
        assert [(one.id, one.vectors) for one in store.vectors.spaces()] == [(new.id, 3)]
        assert store.doctor() == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["put", "drop", "stale"]), st.integers(0, 9)), max_size=30))
def test_law_segments_and_rows_agree(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as store:
        add(store, [said(FAMILY, MUM, minute, f"note {minute}") for minute in range(10)])
        space = _begun(store)
        numbers = sorted(store.reader.messages(range(1, 11)))
        held: dict[int, str] = {}
        seen: dict[int, int] = {}
        for step, which in steps:
            number = numbers[which]
            with store.connection.transaction() as db:
                if step == "put":
                    held[number] = store.reader.messages([number])[number].text
                    vectors.put(db, space, number, held[number], _packed(number))
                elif step == "drop":
                    held.pop(number, None)
                    vectors.drop_of(db, space, number)
                else:
                    held.pop(number, None)
                    vectors.stale(db, number)
            editions = store.vectors.of(space).editions()
            for number in (number for number in editions if editions[number] != seen.get(number)):
                (segment,) = store.vectors.of(space).segments([number])
                seen[segment.number] = segment.edition
        assert store.doctor() == []
        told = store.vectors.of(space)
        assert told.editions() == seen
        assert set(told.of(numbers)) == set(held)
        there = {
            int.from_bytes(one.messages[at : at + 8], "little")
            for one in told.segments(seen)
            for at in range(0, len(one.messages), 8)
        }
        assert there - {0} == set(held)


def test_what_says_something_later_is_embedded_then(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [said(FAMILY, MUM, 3, "", kind="image"), said(FAMILY, MUM, 4, "ok")])
        space = _begun(store)
        _embed(store, space)
        assert store.vectors.progress(space) == (1, 1)
        add(store, [said(FAMILY, MUM, 3, "", kind="image", caption="a dog")], path="later.json")
        assert store.vectors.progress(space) == (1, 2)
        (number,) = _embed(store, space)
        assert store.reader.messages([number])[number].caption == "a dog"
        store.vectors.plan(space)
        assert store.vectors.progress(space) == (2, 2)


def test_what_was_done_for_another_space_is_planned_again(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [said(FAMILY, MUM, 1, "bring the tent"), said(FAMILY, MUM, 2, "and milk")])
        first = _begun(store)
        _embed(store, first)
        second = store.vectors.begin(Space(embedder="another"), called="another").id
        store.vectors.plan(second)
        assert len(_embed(store, first)) == 2  # the former embedder's worker was still there
        store.vectors.plan(second)
        assert store.vectors.progress(second) == (0, 2)
        store.vectors.plan(first)
        assert len(_embed(store, second)) == 2
        store.vectors.plan(first)
        assert store.vectors.progress(first) == store.vectors.progress(second) == (2, 2)


def test_no_space_is_taken_for_one_that_is_gone(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        first = _begun(store)
        store.vectors.drop_others(0)
        assert store.vectors.begin(Space(dimension=128), called="made-up").id != first
