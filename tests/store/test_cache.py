"""Replies that were paid for once are found again, until one of the messages behind them is forgotten."""

from __future__ import annotations

from pathlib import Path

from tests.store.homes import FAMILY, ME, MUM, add, opened, said, traces
from zhiji.store import Store, cache
from zhiji.store.forget import Selection

ASKED = cache.key("here:small", "what is there to remember?")


def numbers(store: Store) -> list[int]:
    return [int(message.id) for message in store.reader.all()]


def kept(store: Store, *messages: int, reply: str = '{"items": ["zephyrite"]}') -> bool:
    return store.cache.put(ASKED, reply, kind="memory", messages=messages)


def test_what_was_said_to_a_question_is_found_by_it(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [said(FAMILY, MUM, 1, "hello"), said(FAMILY, ME, 2, "hi")])
        assert store.cache.get(ASKED) is None
        assert kept(store, *numbers(store))
        assert kept(store, *numbers(store), reply="another process was second")
        assert store.cache.get(ASKED) == '{"items": ["zephyrite"]}'
        assert store.cache.get(cache.key("here:large", "what is there to remember?")) is None
        assert store.doctor() == []


def test_the_parts_of_a_question_do_not_run_together() -> None:
    assert cache.key("a", "bc") != cache.key("ab", "c")


def test_forgetting_one_of_its_messages_takes_a_reply_away(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [said(FAMILY, MUM, 1, "the rock is called zephyrite"), said(FAMILY, ME, 2, "hi")])
        first, second = numbers(store)
        assert kept(store, first, second)
        store.forget(Selection(messages=frozenset({first})))
        assert store.cache.get(ASKED) is None
        assert store.doctor() == []
    assert traces(tmp_path, ["zephyrite"]) == {}


def test_a_reply_that_comes_after_the_forgetting_is_not_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [said(FAMILY, MUM, 1, "hello"), said(FAMILY, ME, 2, "hi")])
        first, second = numbers(store)
        store.forget(Selection(messages=frozenset({first})))
        assert not kept(store, first, second)
        assert store.cache.get(ASKED) is None
        assert kept(store, second)
