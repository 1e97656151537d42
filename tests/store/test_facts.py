"""Facts are kept once, told as they were known at a time, found quickly, and go with the messages they rest on."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from tests.store.homes import CLIMBERS, FAMILY, ME, MUM, WEI, add, opened, said, traces
from zhiji.chat import Evidence, MessageId
from zhiji.store import Store, facts
from zhiji.store.facts import Facts, Interval, KeptFact, NewFact
from zhiji.store.forget import Selection
from zhiji.store.rulings import NewRuling, Rulings, folded


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        add(found, [said(FAMILY, MUM, 0, "where do you live now?"), said(FAMILY, WEI, 1, "at the Quagmire, since May"),
                    said(CLIMBERS, WEI, 2, "I love gooseberries"), said(CLIMBERS, ME, 3, "me too")])  # fmt: skip
        yield found


def fact(store: Store, message: int, value: str, relation: str = "home", **more: object) -> NewFact:
    """A fact of a kept message that says its value."""
    text = store.reader.message(message).text
    start = max(0, text.find(value))
    end = start + len(value)
    quote = Evidence(message=MessageId(message), field="text", start=start, end=end, quote=text[start:end])
    made = NewFact(kind="fact", relation=relation, subject="account:2", value=value, by=2, evidence=(quote,))
    return replace(made, **more)  # type: ignore[arg-type]  # fields of a fact


def put(store: Store, messages: list[int], *new: NewFact, now: int, maker: str = facts.RULES) -> None:
    with store.connection.transaction() as db:
        facts.put(db, messages, new, now=now, maker=maker)


def _new(kept: KeptFact) -> NewFact:
    return NewFact(**{one.name: getattr(kept, one.name) for one in fields(NewFact)})


def _values(store: Store, **wanted: object) -> list[str]:
    return [one.value for one in Facts(store.connection).find(**wanted)]  # type: ignore[arg-type]  # its options


def test_a_fact_is_read_as_it_was_put(store: Store) -> None:
    home = fact(store, 2, "Quagmire", inputs=(1, 2), start=5, end=9, zone=480, valid_from="2025-05", status="open",
                trust="hearsay", confidence=0.6, negated=True, detail={"to": "name:外婆", "ends": "a tent"})  # fmt: skip
    put(store, [1, 2], home, now=7)
    (kept,) = Facts(store.connection).find()
    assert _new(kept) == home
    assert (kept.maker, kept.learned_at, kept.retired_at, kept.message) == ("rules", 7, None, 2)
    message = store.reader.message(2)
    assert (kept.chat, kept.said_at) == (message.chat.id, int(message.when.timestamp() * 1e6))


def test_the_same_fact_again_keeps_its_row(store: Store) -> None:
    home = fact(store, 2, "Quagmire", inputs=(1,))
    put(store, [1, 2], home, now=7)
    put(store, [1, 2], home, home, now=8)
    put(store, [2], replace(home, inputs=(2, 1)), now=9)
    (kept,) = Facts(store.connection).find(retired=True)
    assert (kept.learned_at, kept.retired_at) == (7, None)
    assert store.connection.value("SELECT count(*) FROM evidence") == 1


def test_what_is_not_read_any_more_is_retired_and_told_as_it_was_known(store: Store) -> None:
    put(store, [2], fact(store, 2, "Quagmire"), now=10)
    put(store, [2], fact(store, 2, "May"), now=20)
    put(store, [2], fact(store, 2, "Quagmire"), fact(store, 2, "May"), now=30)
    assert _values(store) == ["May", "Quagmire"]
    assert _values(store, retired=True) == ["Quagmire", "May", "Quagmire"]
    known = {at: _values(store, known_at=at) for at in (9, 10, 19, 20, 29, 30)}
    assert known == {
        9: [],
        10: ["Quagmire"],
        19: ["Quagmire"],
        20: ["May"],
        29: ["May"],
        30: ["May", "Quagmire"],
    }


def test_each_maker_and_each_message_is_on_its_own(store: Store) -> None:
    put(store, [2], fact(store, 2, "Quagmire"), now=1)
    put(store, [2], fact(store, 2, "May"), now=1, maker="acme:large")
    put(store, [3], fact(store, 3, "gooseberries", "likes"), now=1)
    put(store, [2], now=2)
    assert _values(store) == ["May", "gooseberries"]
    with pytest.raises(ValueError, match="other messages"):
        put(store, [2], fact(store, 3, "gooseberries"), now=3)


def test_what_rests_on_a_message_that_is_gone_is_not_kept(store: Store) -> None:
    home, likes = fact(store, 2, "Quagmire", inputs=(1,)), fact(store, 3, "gooseberries")
    store.forget(Selection(messages=frozenset({1, 3})))
    put(store, [2, 3], home, likes, now=1)
    assert _values(store) == []
    assert store.doctor() == []


def test_facts_are_found_by_all_that_is_asked_for(store: Store) -> None:
    home = fact(store, 2, "Quagmire", start=100, end=200)
    likes = fact(store, 3, "gooseberries", "likes", subject="name:Wei", kind="plan", start=200, end=300)
    put(store, [2, 3], home, likes, now=1)
    first, second = Facts(store.connection).find()
    assert _values(store, subjects=["account:2"]) == ["Quagmire"]
    assert _values(store, subjects=["account:2", "name:Wei"]) == ["Quagmire", "gooseberries"]
    assert _values(store, subjects=[]) == []
    assert _values(store, kinds=["plan"]) == ["gooseberries"]
    assert _values(store, kinds=["plan"], relations=["home"]) == []
    assert _values(store, chats=[first.chat]) == ["Quagmire"]
    assert _values(store, messages=[3]) == ["gooseberries"]
    assert _values(store, said=Interval(first.said_at, second.said_at)) == ["Quagmire"]
    assert _values(store, said=Interval(start=second.said_at)) == ["gooseberries"]
    assert _values(store, when=Interval(150, 200)) == ["Quagmire"]
    assert _values(store, when=Interval(199, 201)) == ["Quagmire", "gooseberries"]
    assert _values(store, when=Interval(end=100)) == []
    assert Facts(store.connection).subjects() == {"account:2": 1, "name:Wei": 1}
    assert Facts(store.connection).count() == 2


def test_a_fact_moves_with_its_message(store: Store) -> None:
    put(store, [2], fact(store, 2, "Quagmire"), now=1)
    with store.connection.transaction() as db:
        db.execute("UPDATE message SET chat = 2, at = 77 WHERE id = 2")
    (kept,) = Facts(store.connection).find()
    assert (kept.chat, kept.said_at) == (2, 77)


def test_a_fact_goes_with_any_message_it_rests_on_and_leaves_no_word(store: Store, tmp_path: Path) -> None:
    put(store, [2], fact(store, 2, "marshland cottage", inputs=(1,)), now=1)
    put(store, [2], now=2)  # retired ones, too
    put(store, [3, 4], fact(store, 3, "gooseberries"), fact(store, 4, "me too"), now=1)
    store.forget(Selection(messages=frozenset({1})))
    assert _values(store, retired=True) == ["gooseberries", "me too"]
    store.forget(Selection(messages=frozenset({3})))
    assert _values(store, retired=True) == ["me too"]
    assert traces(tmp_path, ["marshland", "gooseberr"]) == {}
    assert store.connection.value("SELECT count(*) FROM evidence") == 1
    assert store.connection.value("SELECT count(*) FROM derived_from") == 1
    assert store.doctor() == []


def _reject(store: Store, value: str, *messages: int, subject: str = "account:2", **more: Any) -> int:
    ruling = NewRuling(kind="fact", subject=subject, relation="home", value=value, verdict="rejected", **more)
    return Rulings(store.connection).add(ruling, messages=messages, now=50)


def test_a_ruling_holds_until_it_is_undone(store: Store) -> None:
    rulings = Rulings(store.connection)
    number = _reject(store, "  The  Quàgmire ", 2, replacement="the Fen")
    (held,) = rulings.list(subjects=["account:2"])
    assert (held.value, held.replacement, held.made_at) == (folded("the quagmire"), "the Fen", 50)
    assert rulings.list(subjects=["account:3"]) == []
    assert rulings.undo(number, now=60)
    assert not rulings.undo(number, now=70)
    assert rulings.list() == []
    assert [one.undone_at for one in rulings.list(undone=True)] == [60]


def test_a_ruling_goes_when_no_message_says_it_any_more(store: Store, tmp_path: Path) -> None:
    add(store, [said(FAMILY, WEI, 5, "still at the Quagmire")])
    put(store, [2, 5], fact(store, 2, "Quagmire"), fact(store, 5, "Quagmire"), now=1)
    _reject(store, "quagmire", 2, 5, replacement="the dovecote")
    store.forget(Selection(messages=frozenset({2})))
    assert [one.replacement for one in Rulings(store.connection).list()] == ["the dovecote"]
    store.forget(Selection(messages=frozenset({5})))
    assert Rulings(store.connection).list() == []
    assert traces(tmp_path, ["Quagmire", "dovecote"]) == {}
    assert store.doctor() == []


def test_what_was_ruled_about_a_forgotten_person_goes(store: Store, tmp_path: Path) -> None:
    wei = int(store.connection.value("SELECT id FROM account WHERE key = 'u-wei'"))
    _reject(store, "x", subject=f"account:{wei}", replacement="dovecote")
    _reject(store, "y", subject="account:999")
    store.forget(Selection(accounts=frozenset({wei})))
    assert [one.subject for one in Rulings(store.connection).list()] == ["account:999"]
    assert traces(tmp_path, ["dovecote"]) == {}


def test_a_persons_page_among_many_facts_takes_a_few_milliseconds(store: Store) -> None:
    chance = random.Random(3)
    made = [
        fact(store, 2, "Quagmire", valid_from=str(n), subject=f"account:{chance.randrange(150)}")
        for n in range(50_000)
    ]
    put(store, [2], *made, now=1)
    find = Facts(store.connection).find
    find(subjects=["account:7"])
    began = time.process_time()
    found = find(subjects=["account:8", "account:9"])
    took = time.process_time() - began
    assert len(found) > 500
    assert took < 0.1  # 0.01 on an idle machine
