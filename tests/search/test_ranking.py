from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.memory import Known, Line, MemoryIndex, chatter, talk
from zhiji.search import Budget, Ranked, find, parse

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)


def found(index: MemoryIndex, query: str, *, k: int = 10, budget: Budget | None = None) -> list[str]:
    return [index.said[one.entry.id] for one in ranked(index, query, k=k, budget=budget)]


def ranked(index: MemoryIndex, query: str, *, k: int = 10, budget: Budget | None = None) -> list[Ranked]:
    return find(parse(query), index=index, anchors=Known(index), now=NOW, k=k, budget=budget or Budget())


def pair(*said: tuple[str, str], start: str = "2024-05-20T18:00") -> MemoryIndex:
    """A chat of Anna and Ben in which something was said among much else."""
    return MemoryIndex([
        *chatter("Anna", "2024-05-01T10:00", ["Anna", "Ben"], 60),
        *talk("Anna", start, *said),
    ])  # fmt: skip


def test_the_message_with_the_rarest_words_comes_first() -> None:
    index = pair(("Ben", "ok I rented the cottage"), ("Anna", "ok good"), ("Ben", "ok bye"))
    assert found(index, "who rented a cottage, ok?")[0] == "ok I rented the cottage"


def test_forms_and_spellings_of_a_word_are_one() -> None:
    index = MemoryIndex([*chatter("x", "2024-05-01T10:00", ["A", "B"], 20), *talk("x", "2024-06-01T10:00", ("A", "我們住在湖邊的房子"), ("B", "She bought two cafés"))])  # fmt: skip
    assert found(index, "湖边房子")[0] == "我們住在湖邊的房子"
    assert found(index, "buy CAFE")[0] == "She bought two cafés"


def test_a_single_chinese_character_finds_every_word_that_has_it() -> None:
    index = MemoryIndex(
        talk("x", "2024-06-01T10:00", ("A", "我养了一只猫。"), ("B", "猫咪多大了"), ("A", "狗呢"))
    )
    assert set(found(index, "猫")[:2]) == {"我养了一只猫。", "猫咪多大了"}


def test_of_the_same_words_those_of_the_person_in_question_come_first() -> None:
    index = pair(("Ben", "Nice, I like chess a lot"), ("Anna", "Well, I like chess a lot"))
    assert found(index, "Does Anna like chess?")[0].startswith("Well")
    assert found(index, "Does Ben like chess?")[0].startswith("Nice")


def test_a_question_about_two_people_prefers_neither() -> None:
    index = pair(("Ben", "Nice, I like chess a lot"), ("Anna", "Well, I like chess a lot"))
    assert all("speaker" not in one.parts for one in ranked(index, "Do Anna and Ben like chess?"))


def test_in_a_group_the_person_in_question_counts_less() -> None:
    lines = [
        *chatter("g", "2024-05-01T10:00", ["Anna", "Ben", "Cem"], 60),
        *talk("g", "2024-06-01T10:00", ("Anna", "chess it is")),
    ]
    parts = {one.entry.id: one.parts for one in ranked(MemoryIndex(lines), "Does Anna like chess?")}
    in_pair = ranked(pair(("Anna", "chess it is")), "Does Anna like chess?")[0].parts
    assert parts[61]["speaker"] < in_pair["speaker"]


def test_i_is_the_owner() -> None:
    lines = [
        *chatter("Anna", "2024-05-01T10:00", ["Anna", "Ben"], 60),
        *talk("Anna", "2024-06-01T10:00", ("Anna", "dentist on Tuesday"), ("Ben", "dentist on Friday")),
    ]
    assert found(MemoryIndex(lines, owner="Ben"), "When do I go to the dentist?")[0] == "dentist on Friday"
    assert found(MemoryIndex(lines, owner="Anna"), "When do I go to the dentist?")[0] == "dentist on Tuesday"


def test_my_questions_to_an_assistant_are_answered_by_my_own_words() -> None:
    said = [
        ("user", "I keep my budget in a spreadsheet"),
        ("assistant", "A budget budget budget: use a spreadsheet"),
    ]
    index = MemoryIndex(talk("gpt", "2024-06-01T10:00", *said * 5))
    first = ranked(index, "Where do I keep my budget?")[0]
    assert index.account(first.entry.sender).name == "user"


def test_a_nickname_that_only_the_chat_knows_leads_to_its_bearer() -> None:
    calls = [
        ("Ben", "Hey Kit!"),
        ("Ben", "thanks Kit"),
        ("Anna", "no worries"),
        ("Ben", "Morning, Kit."),
        ("Ben", "bye Kit!"),
    ]
    index = pair(*calls, ("Ben", "I play the violin each day"), ("Anna", "I play the violin each day"))
    best = ranked(index, "What does Kit play on the violin?")[0]
    assert index.account(best.entry.sender).name == "Anna"


def test_a_day_in_the_question_finds_what_was_sent_then_without_a_common_word() -> None:
    index = pair(("Anna", "We are on the ferry now"), start="2024-05-20T18:00")
    assert found(index, "Where was Anna on 20 May 2024?")[0] == "We are on the ferry now"


def test_a_day_without_a_year_is_the_last_such_day_of_the_archive() -> None:
    lines = [
        ("Anna", "Anna", "2021-05-20T18:00", "We are on the ferry now"),
        ("Anna", "Ben", "2021-06-02T18:00", "Back again"),
    ]
    assert found(MemoryIndex(lines), "Where was Anna on 20 May?")[0] == "We are on the ferry now"


def test_the_answer_beside_the_question_is_found_with_it() -> None:
    index = pair(("Ben", "What style of art do you like?"), ("Anna", "Expressionism!"))
    assert "Expressionism!" in found(index, "favourite style of art")[:3]


def test_notes_lead_from_what_somebody_is_to_what_they_are_called() -> None:
    notes = [
        "表妹叫李婷婷。",
        "李婷婷在银行上班。",
        "今天吃了面。",
        "小区叫绿洲家园。",
        "手机是新买的。",
        "明天去爬山。",
    ]
    lines = [("我", "我", f"2024-05-{day:02}T09:00", text) for day, text in enumerate(notes * 1, 1)]
    assert found(MemoryIndex(lines), "我的表妹做什么工作？")[:2] == ["表妹叫李婷婷。", "李婷婷在银行上班。"]


def test_two_questions_in_one_are_both_answered() -> None:
    lines = chatter("Anna", "2024-05-01T10:00", ["Anna", "Ben"], 60)
    for day in range(1, 8):
        lines += talk("Anna", f"2024-06-{day:02}T10:00", ("Anna", f"parcel number {day}, parcel number"))
    lines += talk("Anna", "2024-06-20T10:00", ("Anna", "My passport expires in May"))
    top = found(MemoryIndex(lines), "What is the number of the parcel? And when does the passport expire?")[
        :2
    ]
    assert "My passport expires in May" in top


def test_longer_messages_win_in_talk_and_not_in_notes() -> None:
    short, long = (
        "chess tonight",
        "chess with everybody from the club and their friends tonight in the old hall",
    )
    index = pair(("Anna", short), ("Anna", long))
    parts = {index.said[one.entry.id]: one.parts for one in ranked(index, "chess")}
    assert parts[long]["length"] > 0 > parts[short]["length"]
    notes = [("me", "me", f"2024-05-{day:02}T09:00", text) for day, text in enumerate([short, long] * 4, 1)]
    assert all("length" not in one.parts for one in ranked(MemoryIndex(notes), "chess"))


def test_filters_keep_the_rest_out() -> None:
    lines: list[Line] = [
        ("Anna", "Anna", "2024-01-05T10:00", "lake one"),
        ("Anna", "Ben", "2024-02-05T10:00", "lake two"),
        ("Work", "Ben", "2024-03-05T10:00", "lake three"),
    ]
    index = MemoryIndex(lines)
    assert found(index, "lake from:Ben in:Anna") == ["lake two"]
    assert found(index, "lake after:2024-02") == ["lake three", "lake two"]
    assert found(index, "lake before:2024-02") == ["lake one"]
    assert found(index, "lake on:2024-02-05") == ["lake two"]
    assert found(index, "lake -three -two") == ["lake one"]


def test_exact_words_stand_there_as_they_were_written() -> None:
    index = MemoryIndex(talk("x", "2024-06-01T10:00", ("A", "the lake house"), ("B", "the lake houses"), ("A", "house at the lake"), ("B", "湖边的房子真好"), ("A", "房子在湖边")))  # fmt: skip
    assert (
        found(index, '"lake house"') == ["the lake houses", "the lake house"]
        or found(index, '"lake house"')[0] == "the lake house"
    )
    assert "house at the lake" not in found(index, '"lake house"')
    assert found(index, '"湖边的房子"') == ["湖边的房子真好"]


def test_without_words_the_newest_come_first() -> None:
    index = MemoryIndex(talk("x", "2024-06-01T10:00", ("A", "one"), ("B", "two"), ("A", "three")))
    assert found(index, "from:A") == ["three", "one"]
    assert found(index, "?!") == ["three", "two", "one"]


def test_nothing_is_found_where_nothing_matches() -> None:
    assert found(pair(("Anna", "hello there")), "umbrella") == []


def test_the_rarest_terms_are_walked_first_and_the_budget_ends_it() -> None:
    index = pair(("Anna", "sure, the submarine"), ("Ben", "sure thing"))
    assert found(index, "sure submarine", budget=Budget(postings=3))[0] == "sure, the submarine"
    assert index.looked_up[0] == "submarin"
    assert "sure" not in index.looked_up


def test_one_term_is_walked_however_common_it_is() -> None:
    assert found(pair(), "sure", budget=Budget(postings=1))[0] == "sure"


def test_a_score_is_the_sum_of_its_parts_and_hits_come_by_score() -> None:
    hits = ranked(
        pair(("Ben", "Anna likes the lake"), ("Anna", "the lake house")), "Does Anna like the lake house?"
    )
    assert [one.score for one in hits] == sorted((one.score for one in hits), reverse=True)
    assert all(one.score == pytest.approx(sum(one.parts.values())) for one in hits)


def test_a_pasted_dialogue_is_searched_as_a_whole() -> None:
    index = pair(("Anna", "I tried mango ice cream in the new shop"))
    dialogue = "Kid: I want something sweet today\nAssistant: What do you like?\nKid: ice cream maybe"
    hits = ranked(index, dialogue)
    assert index.said[hits[0].entry.id].startswith("I tried mango")
    assert not {"date", "speaker"} & {name for one in hits for name in one.parts}


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("猫房子abc lake from:in\"-'?？。\n:2024-05 Anna我"), max_size=40),
    st.integers(0, 12),
)
def test_whatever_is_typed_gives_hits_once_each_and_no_more_than_asked(query: str, k: int) -> None:
    from zhiji.errors import BadQuery

    index = pair(("Anna", "the lake house"), ("Ben", "猫和房子"))
    try:
        hits = ranked(index, query, k=k)
    except BadQuery:
        return
    assert len(hits) <= k
    assert len({one.entry.id for one in hits}) == len(hits)


def test_what_somebody_told_me_is_not_looked_for_in_what_i_told_an_assistant() -> None:
    said = [("user", "Write a note on the boiler"), ("assistant", "Dear Ben")] * 3
    lines = [
        *chatter("Ben", "2024-05-01T10:00", ["user", "Ben"], 40),
        *talk("Ben", "2024-06-01T10:00", ("Ben", "the boiler makes a noise")),
        *talk("gpt", "2024-06-02T10:00", *said),
    ]
    index = MemoryIndex(lines, owner="user")
    assert found(index, "What did Ben tell me of the boiler?")[0] == "the boiler makes a noise"
