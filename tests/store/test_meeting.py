"""Copies of a chat meet: which sender, which chat and which clock they have in common, in any order of adding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from tests.store.laws import Archive, Said, Way, exported
from zhiji.chat import Account, Chat, Message

PIER = Chat(name="Pier", native="77", source="whatsapp", kind="group")
PAGES = Chat(name="Pier", source="whatsapp")
LIFE = [Said(700 * n, n % 3, f"this is line {n} of the chat") for n in range(12)]


def with_ids(messages: Sequence[Message], *, chat: Chat, first: int = 0, ids: bool = True) -> list[Message]:
    """Messages with ids; with `ids` their senders have some too."""
    return [
        replace(
            one,
            chat=chat,
            source_id=str(first + number),
            sender=replace(one.sender, native=f"user {one.sender.name}") if ids else one.sender,
        )
        for number, one in enumerate(messages)
    ]


def in_any_order(exports: Sequence[Sequence[Message]]) -> list[Message]:
    """What all orders of adding end in, alike."""
    ends = []
    for order in permutations(exports):
        with Archive() as archive:
            for messages in order:
                archive.add(messages)
            ends.append(archive.export())
            found = list(archive.store.reader.all())
            for messages in order:
                assert archive.add(messages) == (0, len(messages), 0)
            assert archive.export() == ends[0]
            assert archive.store.doctor() == []
    assert all(end == ends[0] for end in ends)
    return found


def test_of_two_senders_of_a_message_the_one_with_an_id_counts() -> None:
    said = with_ids(exported(LIFE, Way()), chat=PIER)
    named = [replace(one, sender=Account(name=one.sender.name, source="whatsapp")) for one in said]
    called = [replace(one, sender=Account(name=f"Dear {one.sender.name}", source="whatsapp")) for one in said]
    for exports in ([said, named], [called, named, said[:9]]):
        senders = {one.sender.native for one in in_any_order(exports)[:9]}
        assert senders == {"user Ann", "user Ben", "user Cleo"}


def test_a_renamed_contact_is_the_account_that_has_an_id() -> None:
    named = exported(LIFE, Way(names=("Mum", "Ben!", "Cleo!")))
    ids = [replace(one, sender=replace(one.sender, native=f"id of {one.sender.name}"))
           for one in exported(LIFE[:9], Way())]  # fmt: skip
    found = in_any_order([ids, named])
    assert len(found) == 12
    assert {one.sender.native for one in found} == {"id of Ann", "id of Ben", "id of Cleo"}


def test_messages_with_ids_take_their_chat_to_the_one_that_has_an_id() -> None:
    said = exported(LIFE, Way())
    pages = [with_ids(said[:7], chat=PAGES, ids=False), with_ids(said[5:], chat=PAGES, first=5, ids=False)]
    found = in_any_order([*pages, with_ids(said[:10], chat=PIER)])
    assert len(found) == 12
    assert {one.chat.native for one in found} == {"77"}


@pytest.mark.parametrize("differing", ["times", "words", "all but one"])
def test_ids_alone_take_no_chat_to_another(differing: str) -> None:
    said, changed = exported(LIFE, Way()), exported(LIFE, Way())
    if differing == "times":
        changed = [*said[:5], *(replace(one, when=one.when.replace(day=9)) for one in said[5:])]
    elif differing == "words":
        changed = [replace(one, text=f"another {one.text}") for one in said]
    else:
        changed = said[:1]
    found = in_any_order([with_ids(changed, chat=PAGES), with_ids(said, chat=PIER)])
    assert len(found) == len(said) + len(changed)


def test_what_was_forgotten_stays_so_when_its_chat_meets_the_one_with_an_id() -> None:
    from zhiji.store.forget import Selection

    said = exported(LIFE, Way())
    both = [with_ids(said, chat=PAGES, ids=False), with_ids(said, chat=PIER)]
    for order in permutations(both):
        with Archive() as archive:
            archive.add(order[0])
            gone = next(one for one in archive.store.reader.all() if one.text == LIFE[4].text)
            archive.store.forget(Selection(messages=frozenset({gone.id})))
            archive.add(order[1])
            assert archive.texts() == sorted(one.text for one in LIFE if one.text != LIFE[4].text)
            assert archive.store.doctor() == []


def test_a_long_chat_that_never_pauses_is_known_on_another_clock() -> None:
    """Somebody says the same again exactly when the other clock writes what was said before."""
    hours = 7
    life = [Said(300 * n, n % 2, f"again {n % 84}" if n % 5 else f"only now, {n}") for n in range(600)]
    first, second = exported(life[:560], Way()), exported(life, Way(zone=4 * hours))
    with Archive() as archive:
        assert archive.add(first) == (560, 0, 0)
        assert archive.add(second) == (40, 560, 0)
        assert archive.store.doctor() == []
    assert len(in_any_order([first, second])) == 600
