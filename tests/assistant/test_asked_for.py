"""What kind of thing a question asks for, whoever it names and however it is put."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assistant.asks import route_of
from zhiji.assistant.asked_for import features, kinds, without_names
from zhiji.assistant.routes import ROUTES, Route

NOW = datetime(2032, 9, 15, 12, tzinfo=UTC)


@given(st.text(max_size=60), st.lists(st.text(max_size=5), max_size=2))
def test_any_text_is_of_some_kind_and_every_kind_has_its_way(text: str, names: list[str]) -> None:
    told = kinds(text, names, now=NOW)
    assert set(told) == set(ROUTES)
    assert sum(told.values()) == pytest.approx(1)


@pytest.mark.parametrize(("one", "other"), [("Tilda", "Bo"), ("小梅", "老陈")])
def test_a_name_counts_as_any_other(one: str, other: str) -> None:
    def counted(name: str) -> list[str]:
        return list(features(f"When did {name} move?", [name], now=NOW))

    assert counted(one) == counted(other)


def test_names_give_way_to_anybodys() -> None:
    assert without_names("Where does Tilda live?", ["Tilda"]) == "Where does Tom live?"
    assert without_names("蒂尔达住哪", ["蒂尔达"]) == "小王住哪"


def test_a_vector_is_asked_for_once_and_without_names() -> None:
    asked: list[str] = []

    def sense(text: str) -> Sequence[float]:
        asked.append(text)
        return [0.0] * 384

    assert sum(kinds("How's Tilda?", ["Tilda"], now=NOW, sense=sense).values()) == pytest.approx(1)
    assert asked == ["How's Tom?"]


@pytest.mark.parametrize(
    ("route", "question"),
    [
        (Route.FREE, "am i free next tuesday evening"),
        (Route.SUMMARY, "what was going on in May 2031"),
        (Route.OWING, "还差小梅多少钱没给"),
        (Route.DURATION, "从搬进来到现在多久了"),
        (Route.ORDER, "did the flood come before the move?"),
        (Route.LOOK_UP, "Where did Tilda learn to dive?"),
        (Route.LOOK_UP, "家里的wifi密码是多少"),
        (Route.CHOICE, "what could I get Tilda for her birthday"),
    ],
)
def test_the_way_goes_by_what_is_asked(route: Route, question: str) -> None:
    assert route_of(question, "Tilda", "小梅") is route


def test_what_is_over_is_no_plan() -> None:
    assert route_of("what was planned for 3 March 2031") is not Route.FREE
