from __future__ import annotations

import pytest

from tests.search.memory import MemoryIndex, talk
from zhiji.search import NameBook
from zhiji.search.nicknames import calls, nicknames
from zhiji.search.talk import Talk, Talks

BOOK = NameBook(
    [
        (1, "Melanie"),
        (2, "Caroline Smith"),
        (3, "王小红"),
        (4, "Project Manager"),
        (5, "user"),
        (6, "妈妈❤"),
        (7, "elise"),
        (8, "Will"),
        (1, "Anna 安娜"),
    ]
)


def named(question: str) -> list[tuple[str, set[int]]]:
    return [(mention.word, set(mention.accounts)) for mention in BOOK.mentions(question)]


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("What did Melanie say?", [("Melanie", {1})]),
        ("What did Mel say to Caroline?", [("Mel", {1}), ("Caroline", {2})]),
        ("what did elise eat", [("elise", {7})]),
        ("what does the project manager think", [("project manager", {4})]),
        ("小红和妈妈说了什么", [("小红", {3}), ("妈妈", {6})]),
        ("安娜喜欢什么", [("安娜", {1})]),
        ("What does my mum want?", [("mum", {6})]),
        ("我的母亲想要什么", [("母亲", {6})]),
        ("How old is Melanie's mum?", [("Melanie", {1})]),
        ("小红的妈妈多大了", [("小红", {3})]),
        ("What did the user want?", []),
        ("Will it rain?", []),
        ("What did Will cook?", [("Will", {8})]),
        ("When will it rain?", []),
        ("Where is it?", []),
    ],
)
def test_people_are_found_in_a_question(question: str, who: list[tuple[str, set[int]]]) -> None:
    assert sorted(named(question)) == sorted(who)


KIN = NameBook(
    [
        (1, "姐姐"),
        (2, "妹妹小雨"),
        (3, "Boss Li"),
        (4, "王老板"),
        (5, "室友小陈"),
        (6, "老妈"),
        (7, "子涵妈妈"),
        (8, "Heung-min Son"),
        (9, "Wei (landlord)"),
        (10, "Tom's dad"),
    ]
)


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("What did my sister say?", {"sister": {1, 2}}),
        ("我姐几点到", {"我姐": {1}}),
        ("妹妹在哪", {"妹妹": {2}}),
        ("When does my boss fly?", {"boss": {3, 4}}),
        ("老板说什么了", {"老板": {3, 4}}),
        ("What did the flatmate buy?", {"flatmate": {5}}),
        ("房东什么时候来", {"房东": {9}}),
        ("我妈喜欢什么", {"我妈": {6}}),
        ("What does Mum like?", {"Mum": {6}}),
        ("her boss is on holiday", {}),
        ("他老板是谁", {}),
        ("their landlord called", {}),
        ("Where is my son?", {}),
        ("When does dad call?", {}),
    ],
)
def test_people_are_found_by_what_they_are_to_one(question: str, who: dict[str, set[int]]) -> None:
    assert {mention.word: set(mention.accounts) for mention in KIN.mentions(question)} == who


def test_one_person_is_named_once() -> None:
    assert len(named("Did Melanie say that Mel would come?")) == 1


def test_names_are_looked_up_whole_then_in_part() -> None:
    assert BOOK.people("caroline smith") == BOOK.people("Caroline") == {2}
    assert BOOK.people("小红") == {3}
    assert BOOK.people("Zoe") == frozenset()


def test_calling_is_told_from_mentioning() -> None:
    said = [
        (1, "Hey Kit!"),
        (1, "thanks Kit"),
        (2, "the kit is broken"),
        (1, "I bought a Kit"),
        (1, "Good night, Kit."),
    ]
    counts, total = calls("Kit", said)
    assert counts[1] == 3
    assert counts[2] == 0
    assert total == 5


def test_a_word_that_both_sides_say_is_no_name() -> None:
    lines = [("A", "Hey Christmas!"), ("B", "Hey Christmas!")] * 6
    index = MemoryIndex(talk("x", "2024-06-01T10:00", *lines))
    assert nicknames("When is Christmas?", [], index=index, talks=Talks(index)) == []


def test_in_groups_nobody_can_tell_who_is_called() -> None:
    lines = [("A", "Hey Kit!"), ("B", "ok"), ("C", "hello")] * 6
    index = MemoryIndex(talk("x", "2024-06-01T10:00", *lines))
    assert nicknames("Where is Kit?", [], index=index, talks=Talks(index)) == []


def test_kinds_of_talk_are_told_by_who_writes_and_how() -> None:
    many = [("A", "hi"), ("B", "ho")] * 4
    lines = [
        *talk("pair", "2024-06-01T10:00", *many),
        *talk("group", "2024-06-01T10:00", *many, ("C", "he")),
        *talk("gpt", "2024-06-01T10:00", ("user", "hi"), ("ChatGPT", "hello")),
        *talk("self", "2024-06-01T10:00", ("A", "note"), ("A", "note")),
        *(("far", "AB"[day % 2], f"2024-06-{day:02}T10:00", "hi") for day in range(1, 9)),
        *talk("told", "2024-06-01T10:00", ("A", "hi"), ("Robo", "hello")),
    ]
    index = MemoryIndex(lines, kinds={"told": "assistant"})
    kinds = {name: Talks(index).kind(chat.id) for name, chat in index.chats.items()}
    assert kinds == {
        "pair": Talk.PAIR,
        "group": Talk.GROUP,
        "gpt": Talk.ASSISTANT,
        "self": Talk.NOTES,
        "far": Talk.NOTES,
        "told": Talk.ASSISTANT,
    }
