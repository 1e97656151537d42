from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from tests.exports import row
from zhiji.adding import add_messages
from zhiji.chat import Account, Contact
from zhiji.errors import BadQuery
from zhiji.people import People
from zhiji.store import FileInfo, Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = Store(tmp_path / "home", local=UTC)
    yield found
    found.close()


def said(source: str, key: str, name: str, chat: str = "") -> dict[str, object]:
    said.number += 1  # type: ignore[attr-defined]  # a counter of its own
    number: int = said.number  # type: ignore[attr-defined]
    kind = "group" if chat else "direct"
    return row(number, key, sender_name=name, source=source, chat=chat or key, chat_kind=kind)


said.number = 0  # type: ignore[attr-defined]


def keep(store: Store, *contacts: Contact) -> None:
    adding = store.adding(FileInfo(source="contacts", path="book.vcf", digest=repr(contacts).encode()[:32]))
    adding.write([], [], contacts)
    adding.finish()


def suggestions(store: Store) -> list[tuple[str, str, tuple[str, ...]]]:
    found = People(store).suggestions()
    return [(one.first.name, one.second.name, one.reasons) for one in found]


def test_the_same_number_in_two_apps_suggests_one_person(store: Store) -> None:
    add_messages(
        [
            said("whatsapp", "447946000123@s.whatsapp.net", "Iona"),
            said("signal", "+44 7946 000123", "I. Stewart"),
            said("signal", "+44 7946 000999", "Someone else"),
        ],
        store=store,
    )
    assert suggestions(store) == [("Iona", "I. Stewart", ("the same number (…46000123)",))]


def test_a_name_that_both_apps_have_counts_more_with_friends_in_common(store: Store) -> None:
    crew = ["Noor Haddad", "Ben Okri", "罗小满"]
    add_messages(
        [
            *(said("slack", f"s{n}", name, "boats") for n, name in enumerate(crew)),
            *(said("wechat", f"w{n}", name, "g@chatroom") for n, name in enumerate(crew)),
            said("discord", "d1", "Ben Okri"),
        ],
        store=store,
    )
    found = People(store).suggestions()
    pairs = {(one.first.apps, one.second.apps, one.first.name): one for one in found}
    close = pairs[("slack",), ("wechat",), "Noor Haddad"]
    assert close.reasons == ("in groups with the same 2 people", "the same name")
    far = pairs[("slack",), ("discord",), "Ben Okri"]
    assert far.reasons == ("the same name",) and far.score < close.score


def test_a_chinese_name_is_known_by_its_spelling(store: Store) -> None:
    add_messages(
        [said("wechat", "zxm", "张晓明"), said("slack", "U1", "Xiaoming Zhang"), said("slack", "U2", "Wei")],
        store=store,
    )
    assert suggestions(store) == [("张晓明", "Xiaoming Zhang", ("张晓明 is read Xiaoming Zhang",))]


def test_names_are_found_by_their_spelling_in_either_script(store: Store) -> None:
    add_messages([said("wechat", "zxm", "张晓明"), said("slack", "U1", "Guofan Zeng")], store=store)
    for name, found in {"zhang xiaoming": "张晓明", "Xiaoming": "张晓明", "曾国藩": "Guofan Zeng"}.items():
        assert [one.name for one in People(store).resolve(name).matches] == [found]


def test_an_address_book_joins_numbers_names_and_birthdays_to_those_who_write(store: Store) -> None:
    add_messages([said("whatsapp", "34600111222@s.whatsapp.net", "Abuela 🌷")], store=store)
    card = Account(name="Carmen Ruiz", native="card-7", source="contacts")
    keep(store, Contact(account=card, numbers=("600 111 222",), names=("la abuela",), birthday="--06-02"))
    people = People(store)
    assert suggestions(store) == [("Abuela 🌷", "Carmen Ruiz", ("the same number (…00111222)",))]
    people.merge("Abuela", "Carmen Ruiz")
    assert suggestions(store) == []
    person = people.resolve("la abuela").only()
    assert person.name == "Abuela 🌷" and [one.birthday for one in people.cards(person)] == ["--06-02"]
    assert people.resolve("600111222").only() == person


def test_what_was_rejected_or_split_is_not_suggested_again_until_that_is_undone(store: Store) -> None:
    add_messages([said("slack", "U1", "Noor Haddad"), said("wechat", "n1", "Noor Haddad")], store=store)
    people = People(store)
    [(first, second)] = [(one.first.id, one.second.id) for one in people.suggestions()]
    people.reject(first, second)
    assert people.suggestions() == ()
    people.undo()
    assert len(people.suggestions()) == 1
    people.merge(first, second)
    assert people.suggestions() == ()
    people.split(first)
    assert people.suggestions() == ()  # the owner parted them
    with pytest.raises(BadQuery, match="is one person"):
        people.reject(first, first)


def test_names_that_many_have_and_that_say_nothing_suggest_nobody(store: Store) -> None:
    apps = ["slack", "discord", "wechat", "line", "matrix"]
    add_messages(
        [
            *(said(app, f"a{n}", "Alexander") for n, app in enumerate(apps)),
            *(said(app, f"m{n}", "Me") for n, app in enumerate(apps)),
            *(said(app, f"x{n}", "Al") for n, app in enumerate(apps[:2])),
        ],
        store=store,
    )
    assert suggestions(store) == []


def test_a_name_means_who_wrote_before_a_namesake_in_the_address_book(store: Store) -> None:
    add_messages([said("telegram", "t1", "tomek 🐺")], store=store)
    keep(store, Contact(account=Account(name="tomek", source="telegram")))
    assert [one.name for one in People(store).resolve("tomek").matches] == ["tomek 🐺"]
