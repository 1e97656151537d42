from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path

import pytest

from tests.exports import row
from zhiji.adding import add_messages
from zhiji.errors import BadQuery, OwnerUnknown, UnknownName
from zhiji.people import Chats, People
from zhiji.store import Store

ROWS = [
    row(1, "w1", sender_name="Wei Chen", source="telegram"),
    row(2, "w2", sender_name="Wei Zhang", source="slack", chat="ops", chat_name="Ops"),
    row(3, "m1", sender_name="芬芳", source="wechat", chat="m1", chat_name="妈妈", chat_kind="direct"),
    row(
        4,
        "sy",
        sender_name="书意",
        source="wechat",
        chat="m1",
        chat_name="妈妈",
        chat_kind="direct",
        owner=True,
    ),
    row(5, "t1", sender_name="Tomasz 🐺", source="telegram"),
    row(6, "t1", sender_name="Tomasz 🐺", source="telegram"),
    row(7, "lxm", sender_name="罗小满", source="wechat", chat="g1", chat_name="Family ❤️", chat_kind="group"),
    row(
        8,
        "sys",
        sender_name="WeChat",
        source="wechat",
        chat="g1",
        chat_name="Family ❤️",
        kind="system",
        chat_kind="group",
    ),
    row(9, "u77", sender_name="Shuyi", source="telegram"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = Store(tmp_path / "home", local=UTC)
    add_messages(ROWS, store=found)
    yield found
    found.close()


@pytest.fixture
def people(store: Store) -> People:
    return People(store)


def names(people: People, name: str | int) -> list[str]:
    return [person.name for person in people.resolve(name).matches]


def test_every_account_is_a_person_of_its_own_until_the_owner_says_otherwise(people: People) -> None:
    listed = list(people)
    assert len(listed) == 7
    assert [(one.person.name, one.messages) for one in listed][:1] == [("Tomasz 🐺", 2)]
    assert all(len(one.person.accounts) == 1 for one in listed)
    assert "WeChat" not in [one.person.name for one in listed]  # an app's own notices are nobody's


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Wei Chen", ["Wei Chen"]),
        ("wei chen", ["Wei Chen"]),
        ("wei", ["Wei Chen", "Wei Zhang"]),
        ("tomasz", ["Tomasz 🐺"]),
        ("Tom", ["Tomasz 🐺"]),
        ("小满", ["罗小满"]),
        ("羅小滿", ["罗小满"]),
        ("妈妈", ["芬芳"]),
        ("Mum", ["芬芳"]),
        ("me", ["书意"]),
        ("我", ["书意"]),
        ("lxm", ["罗小满"]),
    ],
)
def test_a_name_leads_to_everybody_it_may_mean(people: People, name: str, found: Sequence[str]) -> None:
    assert names(people, name) == found


def test_an_ambiguous_name_says_so(people: People) -> None:
    found = people.resolve("Wei")
    assert found.ambiguous
    assert found.note == (
        "“Wei” may be any of 2: Wei Chen (#1, telegram), Wei Zhang (#2, slack). All of them are meant."
    )
    assert people.resolve("Wei Chen").note == ""
    with pytest.raises(BadQuery, match="Say which one by its number"):
        found.only()


def test_an_unknown_name_suggests_those_that_are_near(people: People) -> None:
    with pytest.raises(UnknownName, match="Did you mean Tomasz 🐺"):
        people.resolve("Thomasz")


def test_a_number_is_a_person_unless_somebody_is_called_so(store: Store, people: People) -> None:
    assert names(people, 2) == names(people, "2") == names(people, "#2") == ["Wei Zhang"]
    add_messages([row(20, "2", sender_name="2", source="irc")], store=store)
    assert names(people, "2") == ["2"]
    assert names(people, "#2") == ["Wei Zhang"]


def test_merging_joins_accounts_and_undoing_parts_them_again(people: People) -> None:
    before = [one.person for one in people]
    decision = people.merge("Wei Chen", "Wei Zhang")
    (wei,) = people.resolve("wei").matches
    assert (wei.name, wei.apps, len(wei.accounts)) == ("Wei Chen", ("slack", "telegram"), 2)
    assert people.of(2).id == wei.id == 1
    assert people.undo() == decision
    assert [one.person for one in people] == before


def test_any_decision_can_be_undone_whatever_came_after_it(people: People) -> None:
    first = people.merge("Wei Chen", "Wei Zhang")
    people.merge("Wei Zhang", "Tomasz")
    assert len(people.resolve("Tomasz").only().accounts) == 3
    people.undo(first.id)
    assert {account.name for account in people.resolve("Tomasz").only().accounts} == {
        "Wei Zhang",
        "Tomasz 🐺",
    }
    assert names(people, "Wei Chen") == ["Wei Chen"]
    with pytest.raises(BadQuery, match="doesn't stand"):
        people.undo(first.id)
    assert [one.undone_at is None for one in people.decisions()] == [False, True]


def test_splitting_parts_one_account_or_all(people: People) -> None:
    people.merge("Wei Chen", "Wei Zhang", "Tomasz")
    people.split("Tomasz", 1)
    assert len(people.resolve("Tomasz").only().accounts) == 2
    assert people.of(1).id == 1
    people.split("Tomasz")
    assert len(people.resolve("Tomasz").only().accounts) == 1
    with pytest.raises(BadQuery, match="nothing to split"):
        people.split("Tomasz")


def test_the_owners_accounts_are_one_person(people: People) -> None:
    assert people.owner is not None
    assert people.without_owner() == ("slack", "telegram")
    owner = people.me("Shuyi")
    assert owner.apps == ("telegram", "wechat")
    assert people.of(owner.accounts[0]).owner
    people.not_me("#" + str(owner.accounts[1].id))
    # Both accounts were one person by then, so both are the owner's no more.
    assert people.owner is None
    with pytest.raises(OwnerUnknown):
        people.require_owner()
    with pytest.raises(OwnerUnknown):
        people.resolve("me")


def test_an_owner_who_was_denied_is_not_told_by_the_next_export(store: Store, people: People) -> None:
    people.not_me("书意")
    add_messages(ROWS, store=store)
    assert people.owner is None
    people.me("书意")
    assert people.require_owner().name == "书意"


def test_me_is_not_everybody_whose_name_begins_like_it(people: People) -> None:
    with pytest.raises(BadQuery, match="may be"):
        people.me("wei")


def test_names_and_aliases_of_the_owners_own(store: Store, people: People) -> None:
    people.rename("芬芳", "Mum")
    people.add_alias("Mum", "芬姐")
    assert names(people, "芬姐") == names(people, "mum") == names(people, "芬芳") == ["Mum"]
    message = next(one for one in store.reader.all() if one.sender.name == "芬芳")
    assert people.shown(message).sender.name == "Mum"
    people.drop_alias("Mum", "芬姐")
    with pytest.raises(UnknownName):
        people.resolve("芬姐")
    assert people.rename("Mum", None).name == "芬芳"
    assert people.shown(message) is message


def test_a_name_stays_with_a_person_who_is_merged(people: People) -> None:
    people.rename("Wei Zhang", "Boss")
    people.merge("Wei Chen", "Boss")
    assert names(people, "Wei Chen") == ["Boss"]


def test_what_one_process_decides_another_sees(store: Store, people: People) -> None:
    other = Store(store.home, local=UTC)
    assert len(People(other).resolve("wei").matches) == 2
    seen = People(other)
    people.merge("Wei Chen", "Wei Zhang")
    assert len(seen.resolve("wei").matches) == 1
    other.close()


def test_chats_are_found_by_name_number_and_their_apps_id(store: Store, people: People) -> None:
    chats = Chats(store, people)
    for name in ("family", "Family ❤️", "g1", "#4"):
        assert chats.resolve(name).only().name == "Family ❤️", name
    with pytest.raises(UnknownName, match="Did you mean Family ❤️"):
        chats.resolve("Famly")


def test_listed_chats_tell_who_is_in_them_and_since_when(store: Store, people: People) -> None:
    listed = {one.chat.name: one for one in Chats(store, people)}
    family = listed["Family ❤️"]
    assert (family.people, family.messages, family.chat.kind, family.chat.source) == (1, 2, "group", "wechat")
    assert family.first < family.last
    assert listed["妈妈"].people == 2


def test_chats_that_are_one_can_be_joined_and_parted(store: Store, people: People) -> None:
    chats = Chats(store, people)
    before = [one.chat for one in chats]
    chats.merge("Ops", "Family")
    (whole,) = chats.resolve("ops").matches
    assert [part.name for part in whole.parts] == ["Ops", "Family ❤️"]
    assert chats.of(whole.parts[1]).id == whole.id
    assert {one.chat.name: one.messages for one in chats}["Ops"] == 3
    people.merge("Wei Chen", "Wei Zhang")
    chats.undo()
    assert [one.chat for one in chats] == before
    assert len(people.resolve("wei").matches) == 1
    chats.merge("Ops", "Family")
    chats.split("Ops")
    assert [one.chat for one in chats] == before
