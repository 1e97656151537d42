"""Words are found where they are, within any limits, and as they are now."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.homes import CLIMBERS, FAMILY, ME, MUM, START, WEI, WITH_WEI, add, opened, said
from zhiji.search import Scope
from zhiji.store import Store, lexical
from zhiji.store.forget import Selection
from zhiji.store.lexical import Lexical
from zhiji.store.micros import micro

WORDS = ("rope", "soup", "tent")
COUNT = 300
MINUTE = 60_000_000


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Three chats in turns of different lengths, some of it forgotten, so that ids have gaps."""
    chats, people = (CLIMBERS, FAMILY, WITH_WEI), (ME, MUM, WEI)
    lines = [
        said(
            chats[minute // 23 % 3],
            people[minute * 7 % 5 % 3],
            minute,
            " ".join(word for at, word in enumerate(WORDS) if (minute >> at) % 3 == 0) or "ok",
        )
        for minute in range(COUNT)
    ]
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as store:
        add(store, lines)
        gone = [number for number in range(1, COUNT) if number // 40 % 3 == 1]
        store.forget(Selection(messages=frozenset(gone)))
        yield store


some_ids = st.none() | st.frozensets(st.integers(1, 4), min_size=1, max_size=2)
some_time = st.none() | st.integers(-5, COUNT + 5).map(lambda minute: micro(START) + minute * MINUTE)


@settings(max_examples=200, deadline=None)
@given(word=st.sampled_from([*WORDS, "ok", "nowhere", "t*"]), chats=some_ids, senders=some_ids, after=some_time, before=some_time)  # fmt: skip
def test_law_a_word_is_found_in_all_messages_of_a_scope_that_have_it(
    store: Store,
    word: str,
    chats: frozenset[int] | None,
    senders: frozenset[int] | None,
    after: int | None,
    before: int | None,
) -> None:
    scope = Scope(chats=chats, senders=senders, after=after, before=before)
    by_hand = [
        one.id
        for one in store.reader.all()
        if any(
            term.startswith(word[:-1]) if word.endswith("*") else term == word for term in one.text.split()
        )
        and (chats is None or one.chat.id in chats)
        and (senders is None or one.sender.id in senders)
        and (after is None or micro(one.when) >= after)
        and (before is None or micro(one.when) < before)
    ]
    assert Lexical(store).postings(word, scope, limit=COUNT) == by_hand[::-1]
    assert Lexical(store).postings(word, scope, limit=3) == by_hand[::-1][:3]


def test_it_makes_no_difference_whether_a_scope_is_held_or_joined(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = Scope(senders=frozenset((2,)), after=micro(START) + 40 * MINUTE)
    held = Lexical(store).postings("rope", scope, limit=COUNT)
    monkeypatch.setattr(lexical, "FEW", 5)
    assert Lexical(store).within(scope) is None
    assert held == Lexical(store).postings("rope", scope, limit=COUNT) != []
    assert len(held) > 5


def test_what_a_search_may_return_is_the_same_however_much_it_has_seen(store: Store) -> None:
    scope = Scope(chats=frozenset((2,)))
    fresh, seen = Lexical(store), Lexical(store)
    everything = range(-3, COUNT + 9)
    seen.within(scope)
    seen.entries(everything)
    assert sorted(fresh.inside(everything, scope)) == sorted(seen.inside(everything, scope)) != []
    narrow = replace(scope, phrases=(("rope",),))
    seen.within(narrow)
    assert sorted(fresh.inside(everything, narrow)) == sorted(seen.inside(everything, narrow)) != []


def test_counts_that_are_handed_over_are_used_and_filled() -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as store:
        add(store, [said(FAMILY, MUM, minute, "soup again") for minute in range(3)])
        kept: dict[str, int] = {}
        assert Lexical(store, frequencies=kept).frequencies(["soup", "tent"]) == {"soup": 3}
        assert kept == {"soup": 3, "tent": 0}
        add(store, [said(FAMILY, MUM, 9, "more soup in the tent")])
        assert Lexical(store, frequencies=kept).frequencies(["soup", "tent"]) == {"soup": 3}
        assert Lexical(store).frequencies(["soup", "tent"]) == {"soup": 4, "tent": 1}
