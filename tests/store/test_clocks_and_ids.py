"""Copies of one chat that were written by different clocks, with and without ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations

from tests.store.laws import Archive, Said, Way, exported
from zhiji.chat import Account, Chat, Message

LIFE = [Said(700 * n, n % 2, f"this is line {n} of the chat") for n in range(12)]


def with_ids(messages: Sequence[Message]) -> list[Message]:
    chat = Chat(name="Family", native="family", source="neutral")
    return [replace(m, chat=chat, source_id=f"m{n}") for n, m in enumerate(messages)]


def without_ids(messages: Sequence[Message]) -> list[Message]:
    chat = Chat(name="Family", native="family", source="neutral")
    return [replace(m, chat=chat) for m in messages]


def exact(messages: Sequence[Message], hours: int) -> list[Message]:
    zone = timezone(timedelta(hours=hours))
    return [replace(m, when=m.when.replace(tzinfo=zone), zone="known") for m in messages]


def test_an_export_without_ids_meets_the_one_with_ids() -> None:
    exports = [with_ids(exported(LIFE, Way())), without_ids(exported(LIFE[3:], Way(minutes=True)))]
    for order in permutations(exports):
        with Archive() as archive:
            for messages in order:
                archive.add(messages)
            assert len(archive.texts()) == 12
            assert all(m.source_id for m in archive.store.reader.all())


def test_a_local_copy_meets_the_exact_one_and_learns_its_instants() -> None:
    local = without_ids(exported(LIFE, Way()))
    instants = without_ids(exact(exported(LIFE[2:9], Way()), hours=8))
    archives = []
    for order in permutations([local, instants]):
        with Archive() as archive:
            for messages in order:
                archive.add(messages)
            archives.append(archive.export())
            whens = {m.text: m.when for m in archive.store.reader.all()}
            assert len(whens) == 12
            assert whens[LIFE[0].text] == datetime(2024, 1, 1, 1, 0, tzinfo=UTC)
    assert archives[0] == archives[1]


def test_the_same_words_at_another_place_of_the_day_are_another_message() -> None:
    """A phone seven hours ahead writes 16:00 for what another writes as 09:00; both also say "ok" at 16:00 sharp."""
    life = [*LIFE, Said(9000, 0, "ok"), Said(9000 + 7 * 3600, 0, "ok")]
    with Archive() as archive:
        archive.add(exported(life, Way()))
        archive.add(exported(life[:-1], Way(zone=28)))
        assert archive.texts().count("ok") == 2
    with Archive() as archive:
        archive.add(exported(life[:-1], Way()))
        archive.add(exported(life, Way(zone=28)))
        assert archive.texts().count("ok") == 2


def test_an_edit_keeps_the_earlier_wording_as_a_version() -> None:
    chat, ann = (
        Chat(name="c", native="c", source="telegram"),
        Account(name="Ann", native="1", source="telegram"),
    )
    said = Message(chat=chat, sender=ann, when=datetime(2024, 1, 1, tzinfo=UTC), text="at 7", source_id="1")
    edited = replace(said, text="at 8")
    for order in permutations([said, edited, edited]):
        with Archive() as archive:
            for number, message in enumerate(order):
                archive.add([message, replace(message, source_id=f"other {number}")])
            kept = next(m for m in archive.store.reader.all() if m.source_id == "1")
            assert {kept.text, *(edit.text for edit in kept.edits)} == {"at 7", "at 8"}
