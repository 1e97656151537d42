from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.exports import row
from zhiji.adding import add_messages
from zhiji.errors import OwnerUnknown, UnknownName
from zhiji.finding import Filters, find
from zhiji.people import People
from zhiji.search import Hits
from zhiji.store import Store

NOW = datetime(2024, 6, 1, tzinfo=UTC)
SAID = [
    ("w1", "Wei Chen", "the boat is at the lake"),
    ("w2", "Wei Zhang", "a boat needs paint"),
    ("m1", "Mona", "who painted the boat?"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = Store(tmp_path, local=UTC)
    add_messages(
        [row(2000 * n, key, text, sender_name=name) for n, (key, name, text) in enumerate(SAID, 1)],
        store=found,
    )
    yield found
    found.close()


def search(store: Store, query: str, **filters: str | int) -> Hits:
    return find(store, query, filters=Filters(**filters), now=NOW, k=10)  # type: ignore[arg-type]  # each has its type


def test_hits_are_messages_and_an_ambiguous_person_means_all_and_says_so(store: Store) -> None:
    hits = search(store, "boat", person="wei")
    assert {hit.message.sender.name for hit in hits} == {"Wei Chen", "Wei Zhang"}
    assert len(hits.notes) == 1
    assert hits.notes[0].startswith("“wei” may be any of 2")
    assert [hit.message.text for hit in search(store, "boat from:Mona")] == ["who painted the boat?"]


def test_a_person_whom_the_owner_named_is_found_and_shown_by_that_name(store: Store) -> None:
    people = People(store)
    people.rename("Wei Chen", "Captain")
    people.merge("Captain", "Mona")
    hits = search(store, "boat", person="Captain")
    assert {hit.message.sender.name for hit in hits} == {"Captain"}
    assert len(hits) == 2
    assert search(store, "boat", person=2)[0].message.sender.name == "Wei Zhang"


def test_a_search_tells_what_it_understood_and_why_it_found(store: Store) -> None:
    people = People(store)
    people.rename("Wei Chen", "老板")
    hits = find(store, "did my boss say where the baot is?", filters=Filters(), now=NOW, k=3, explain=True)
    (boss,) = hits.understood.people
    assert (boss.word, boss.names) == ("boss", ("老板",))
    hits = find(store, "What did Monna paint?", filters=Filters(), now=NOW, k=3, explain=True)
    assert hits.understood.speaker == "Mona"
    assert hits.understood.said == ("What did I paint?",)
    first = hits[0]
    assert first.why is not None and first.message.sender.name == "Mona"
    assert set(first.why.words) == {"paint", "Mona"}
    assert search(store, "boat")[0].why is None


def test_a_filter_that_names_nobody_says_who_is_near(store: Store) -> None:
    with pytest.raises(UnknownName, match="Did you mean Mona"):
        search(store, "boat", person="Monna")
    with pytest.raises(UnknownName, match="Did you mean team"):
        search(store, "boat", chat="taem")


def test_me_before_the_owner_is_known_tells_what_to_do(store: Store) -> None:
    with pytest.raises(OwnerUnknown, match="zhiji people me NAME"):
        search(store, "boat", person="me")
    People(store).me("Mona")
    (hit,) = search(store, "boat", person="me")
    assert hit.message.sender.owner


@pytest.mark.parametrize("mark", ["ﾞ", "ͺ", "ﹰ"])
def test_a_lone_mark_names_nobody(store: Store, mark: str) -> None:
    assert search(store, f"where is the {mark} boat")


def test_what_earlier_searches_knew_of_words_is_given_up_once_more_was_said(store: Store) -> None:
    before = search(store, "What did Kate say of the boat?")
    assert search(store, "What did Kate say of the boat?")[0].score == before[0].score
    assert before.understood.people == ()
    told = [("m", "Mona", "Hey Kate!"), ("e", "Emi", "yes, the boat is red")]
    add_messages(
        [
            row(60 * n, key, f"{text} {n if key == 'e' else ''}", sender_name=name, chat="pair", chat_kind="direct")
            for n, (key, name, text) in enumerate(told * 5)
        ],
        store=store,
    )  # fmt: skip
    (kate,) = search(store, "What did Kate say of the boat?").understood.people
    assert kate.names == ("Emi",)
