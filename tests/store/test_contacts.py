from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhiji
from tests.exports import neutral, row
from zhiji.chat import Account, Contact
from zhiji.chat.contacts import contact_from_json, contact_to_json

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
CARDS = st.builds(
    Contact,
    account=st.builds(
        Account,
        name=st.sampled_from(["Ann", "Ana", "a1", ""]),
        native=st.sampled_from(["a1", "b2"]),
        source=st.sampled_from(["neutral", "telegram"]),
    ),
    names=st.lists(WORDS, max_size=2, unique=True).map(tuple),
    numbers=st.lists(st.sampled_from(["+34 600 1", "600 1"]), max_size=2, unique=True).map(tuple),
    emails=st.lists(st.sampled_from(["a@b.org"]), max_size=1).map(tuple),
    birthday=st.sampled_from([None, "--05-01", "1984-05-01"]),
    details=st.dictionaries(st.sampled_from(["note", "organisation"]), WORDS, max_size=2),
)


def book(path: Path, *cards: Contact) -> Path:
    return neutral(path, [dict(contact_to_json(card)) for card in cards])


def exported(home: Path, files: list[Path]) -> str:
    with zhiji.open(home) as archive:
        for file in files:
            assert archive.add(file).failures == ()
        path = home.with_suffix(".jsonl")
        archive.export(path)
        assert archive.doctor() == []
    return path.read_text(encoding="utf-8")


@given(CARDS)
def test_a_card_is_read_back_as_it_was_written(card: Contact) -> None:
    assert contact_from_json(json.loads(json.dumps(contact_to_json(card)))) == card


@settings(max_examples=10, deadline=None)
@given(st.lists(CARDS, min_size=1, max_size=3))
def test_any_order_and_repetition_of_address_books_is_one_archive(
    tmp_path_factory: pytest.TempPathFactory, cards: list[Contact]
) -> None:
    folder = tmp_path_factory.mktemp("books")
    chat = neutral(folder / "chat.jsonl", [row(1, "a1", sender_name="Anna"), row(2, "c3")])
    files = [chat, *(book(folder / f"{number}.jsonl", card) for number, card in enumerate(cards))]
    ends = [exported(folder / f"home{n}", [*order, *order]) for n, order in enumerate(permutations(files))]
    assert all(end == ends[0] for end in ends)
    whole = folder / "all.jsonl"
    whole.write_text(ends[0], encoding="utf-8")
    assert exported(folder / "again", [whole, whole]) == ends[0]


def test_an_address_book_is_counted_and_known_the_second_time(tmp_path: Path) -> None:
    card = Contact(account=Account(name="Ann", native="a1", source="neutral"), numbers=("+34 600 1",))
    with zhiji.open(tmp_path / "home") as archive:
        archive.add(neutral(tmp_path / "chat.jsonl", [row(1, "a1", sender_name="Anna")]))
        first = archive.add(book(tmp_path / "book.jsonl", card))
        assert (first.added, first.contacts, first.problem_count) == (0, 1, 0)
        assert archive.add(book(tmp_path / "book.jsonl", card)).contacts == 0
        person = archive.people.resolve("Ann").only()
        assert person.name == "Anna"  # as it was written under
        assert archive.people.resolve("+34600 1").only() == person


def test_who_was_forgotten_is_not_brought_back_by_an_address_book(tmp_path: Path) -> None:
    card = Contact(account=Account(name="Ann", native="a1", source="neutral"), numbers=("+34 600 777 1",))
    path = book(tmp_path / "book.jsonl", card)
    with zhiji.open(tmp_path / "home") as archive:
        chat = neutral(tmp_path / "chat.jsonl", [row(1, "a1", sender_name="Anna"), row(2, "b2")])
        archive.add([chat, path])
        archive.forget(person="Anna")
        assert archive.add([path, chat]).contacts == 0
        with pytest.raises(zhiji.errors.UnknownName):
            archive.people.resolve("Ann")
        assert b"600 777" not in b"".join(
            one.read_bytes() for one in (tmp_path / "home").iterdir() if one.is_file()
        )
        assert archive.add([path, chat], again=True).contacts == 1
        assert archive.people.resolve("Ann").only().name == "Anna"
        assert archive.doctor() == []


def test_who_is_in_an_address_book_alone_can_be_forgotten(tmp_path: Path) -> None:
    card = Contact(
        account=Account(name="Zoltan Q", native="z9", source="neutral"), details={"note": "met in Pécs"}
    )
    path = book(tmp_path / "book.jsonl", card)
    with zhiji.open(tmp_path / "home") as archive:
        archive.add([path, neutral(tmp_path / "chat.jsonl", [row(1, "a1", sender_name="Anna")])])
        archive.forget(person="Zoltan")
        home = b"".join(one.read_bytes() for one in (tmp_path / "home").iterdir() if one.is_file())
        assert b"Zoltan" not in home and "Pécs".encode() not in home
        assert archive.add(path).contacts == 0
        assert archive.doctor() == []
