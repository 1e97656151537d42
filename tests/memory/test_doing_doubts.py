"""Whose a plan is and for which day; cheers, goodbyes, pastimes and advice bind nobody; what is handed over is done."""

from __future__ import annotations

from datetime import date

from tests.memory.talk import believed
from tests.tables import every

NOTHING = (
    "We'll make it through this winter, chin up",
    "I'll bring my sparkling personality",
    "I'll make some cocoa to sip while watching the match",
    "It was a pleasure chatting! I'll see you tomorrow.",
    "Good night, I'll see you tomorrow",
    "Talk to you tomorrow Bo I'm going to go for a swim now",
    "the raffle is on the 20th",
    "back on the 9th",
    "I'm going to take it slow the last two weeks of term",
    "帮我把这段话润色一下:我下周五要卖一辆旧单车",
    "幼儿园定了 去路口那家 9月15号开学",
    "我家儿子下个月调去成都",
    "你小时候掉河里 我拉你上来的",
)
STILL = (
    "I'll see you tomorrow at the station",
    "my op is on the 20th",
    "I'm back home on the 19th",
    "I'll bring my speaker on Friday",
    "I'll make the soup for everyone on Friday",
    "我下个月调去成都",
)


@every(NOTHING)
def test_nothing_is_planned_or_promised(text: str) -> None:
    assert [one for one in believed("b: hmm", f"a: {text}") if one.status == "open"] == []


@every(STILL)
def test_words_like_these_still_tell_of_something_to_come(text: str) -> None:
    assert believed("b: hmm", f"a: {text}")


def _days(*said: str) -> list[date]:
    return [one.when.start.date() for one in believed(*said) if one.when is not None]


def test_a_date_beside_a_weekday_says_which_one() -> None:
    assert _days("b: hmm", "a: I'm hosting on sunday, 21st september") == [date(2025, 9, 21)]


def test_an_arrival_is_on_the_day_of_the_departure_told_before_it() -> None:
    assert _days("b: 几点", "a: 明天上午出发 到杭州东下午两点") == [date(2025, 9, 11)] * 2


def test_tonights_fireworks_are_not_dated_by_midnight() -> None:
    assert _days("b: plans?", "a: for new year we're watching the fireworks at midnight") == []


def test_a_holiday_celebrated_later_today_is_not_its_date() -> None:
    assert _days("b: plans?", "a: Later on I'm going to a restaurant to celebrate Christmas") == []


def test_cheers_are_no_proposal() -> None:
    assert believed("b: Let's live it up and make great memories tomorrow", "a: Yeah!") == []


def test_advice_is_not_promised_by_a_yes() -> None:
    advice = "b: You can use oat milk, and make sure to check the label."
    assert believed(advice, "a: Got it!") == []


def test_a_request_is_promised_by_a_yes() -> None:
    assert [one.kind for one in believed("b: Make sure to bring the keys", "a: Got it!")] == ["promise"]


def test_a_yes_after_other_lines_is_only_likely() -> None:
    assert believed("b: can you bring the ladder?", "a: hmm my back", "b: it's raining again", "a: yes") == []


def test_a_yes_among_many_may_answer_the_question_between() -> None:
    talk = ("b: can you bring the ladder?", "c: shall I put the kettle on?", "a: yes please lovely")
    assert [one for one in believed(*talk, kind="group") if one.kind == "promise" and one.also == (1,)] == []


def test_a_yes_that_names_its_time_is_believed_after_other_lines() -> None:
    talk = (
        "b: can you mind the shop on saturday?",
        "a: hmm my back",
        "b: it's raining",
        "a: I can do saturday",
    )
    assert [one.kind for one in believed(*talk)] == ["promise"]


def test_who_owes_pays_and_not_who_says_never_mind() -> None:
    found = believed("b: 唔記得帶錢 差你30 聽日畀番你", "a: 没事")
    assert [one for one in found if one.subject.account == ord("a")] == []


def test_what_is_handed_over_in_the_same_message_is_done() -> None:
    found = believed("b: any tips?", "a: I'll send you the list. Here's the list: https://example.org/list")
    assert [one.status for one in found if one.kind == "promise"] == ["done"]


@every(["Sending you the recipe now!", "https://example.org/pie", "[image]"])
def test_what_is_handed_over_moments_later_is_done(given: str) -> None:
    found = believed("b: what a pie", "a: I'll send you the recipe", "b: thanks!", f"a: {given}")
    assert [one.status for one in found if one.kind == "promise"] == ["open", "done"]


def test_a_link_days_later_hands_over_nothing() -> None:
    found = believed("b: what a pie", "a: I'll send you the recipe", "+3d a: https://example.org/news")
    assert [one.status for one in found] == ["open"]


def test_another_persons_arrival_ends_no_plan() -> None:
    found = believed("b: 几点", "a: 我明天下午到杭州东", "b: 好", "+1d a: 孩子有人带 她从镇江过来 已经到了")
    assert [one.status for one in found] == ["open"]


def test_thanks_for_a_kindness_keep_no_promise() -> None:
    found = believed("b: 能帮我留意一下快递吗", "a: 好的", "b: 谢谢", "a: 不收礼物哈 心意领了")
    assert "done" not in [one.status for one in found]
