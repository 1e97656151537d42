from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.search.memory import Known, Line, MemoryIndex, chatter, talk
from zhiji.search import find, parse
from zhiji.search.clauses import clauses
from zhiji.search.index import Scope
from zhiji.search.widening import widened

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)
FLAT = talk(
    "Flat",
    "2024-06-01T10:00",
    ("Anna", "The rent is due on the first, all of it"),
    ("Ben", "I am moving on Saturday with a van"),
    ("Anna", "Bring your umbrella tomorrow, they say"),
    ("Ben", "The dentist wants two hundred for it"),
)
HOME = talk(
    "Home",
    "2024-06-02T10:00",
    ("妈妈", "你什么时候回家吃饭"),
    ("我", "什么时候都可以"),
    ("妈妈", "房租每个月五号交，别忘了"),
    ("我", "我星期六搬家，八点半开始"),
    ("妈妈", "修车要两千块，太贵了"),
    ("妈妈", "你多少点睡觉"),
)


def first(lines: list[Line], query: str) -> str:
    index = MemoryIndex([*chatter("Flat", "2024-05-01T10:00", ["Anna", "Ben"], 60), *lines])
    hits = find(parse(query), index=index, anchors=Known(index), now=NOW)
    return index.said[hits[0].entry.id] if hits else ""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("什么时候搬家", "I am moving on Saturday with a van"),
        ("房租什么时候交？", "The rent is due on the first, all of it"),
        ("谁说要带雨伞", "Bring your umbrella tomorrow, they say"),
        ("牙医多少钱", "The dentist wants two hundred for it"),
    ],
)
def test_a_chinese_question_finds_what_was_said_in_english(question: str, answer: str) -> None:
    assert first(FLAT, question) == answer
    if "搬家" not in question and "房租" not in question:  # 妈妈 speaks of these
        assert first(FLAT + HOME, question) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("when is the rent due?", "房租每个月五号交，别忘了"),
        ("what day do I move?", "我星期六搬家，八点半开始"),
        ("the car repair", "修车要两千块，太贵了"),
    ],
)
def test_an_english_question_finds_what_was_said_in_chinese(question: str, answer: str) -> None:
    assert first(HOME, question) == answer


def test_the_question_s_own_language_comes_first() -> None:
    assert first(FLAT + HOME, "什么时候搬家") == "我星期六搬家，八点半开始"
    assert first(FLAT + HOME, "When is the rent due?") == "The rent is due on the first, all of it"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("the 2000 thing", "修车要两千块，太贵了"),
        ("¥2,000", "修车要两千块，太贵了"),
        ("8:30", "我星期六搬家，八点半开始"),
        ("200 for the dentist", "The dentist wants two hundred for it"),
    ],
)
def test_a_number_is_found_however_it_is_spelled(question: str, answer: str) -> None:
    assert first(FLAT + HOME, question) == answer


def test_what_is_often_said_is_not_translated() -> None:
    index = MemoryIndex([*FLAT, *talk("More", "2024-06-03T10:00", *[("我", "搬家真累")] * 5)])
    (clause,) = clauses("什么时候搬家")
    assert widened(clause, [], {}, scope=Scope(), index=index) == clause
    flat = Scope(chats=frozenset((index.chats["Flat"].id,)))
    assert [other.word for other in widened(clause, [], {}, scope=flat, index=index).also] == ["move"]


def test_names_and_times_are_not_translated() -> None:
    index = MemoryIndex(HOME)
    (clause,) = clauses("Where is Mum?")
    assert widened(clause, ["Mum"], {}, scope=Scope(), index=index).also == ()
    assert widened(clause, [], {}, scope=Scope(), index=index).also != ()


def test_a_word_of_the_question_weighs_more_than_another_one_for_it() -> None:
    (clause,) = clauses("five chairs")
    index = MemoryIndex(
        [("x", "A", "2024-06-01T10:00", "5 chairs"), ("x", "A", "2024-06-01T10:01", "five chairs")]
    )
    wide = widened(clause, [], {}, scope=Scope(), index=index)
    assert wide.wanted["5"] < wide.wanted["five"] == 1
    assert wide.whole({"five": 2.0, "chair": 1.0, "5": 3.0}) == 3.0
    assert wide.whole({"chair": 1.0, "5": 3.0}) == pytest.approx(1 + 0.4 * 3)
