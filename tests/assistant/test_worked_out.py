"""What an answer works out: days of birthdays, what is left of a loan, reasons, what was so then, what is still to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import zhiji
from tests.assistant.lives import kept, teller
from zhiji.archive import Archive
from zhiji.assistant import Answer
from zhiji.assistant.glosses import gloss

NOW = datetime.fromisoformat("2033-11-10T18:00:00+01:00")
said = teller(
    {
        "me": "Noor",
        "aunt": "小姨",
        "bo": "Bo",
        "vik": "Vik Lund",
        "vik2": "Vik Orr",
        "edda": "Edda",
        "cem": "老岑",
    },
    {
        "aunt": "小姨",
        "bo": "Bo",
        "edda": "Edda",
        "cem": "老岑",
        "choir": "合唱团 friends",
        "garden": "Allotment",
    },
    {"choir": "group", "garden": "group"},
)
LIFE = [
    # birthdays
    said("aunt", "aunt", "2032-05-20T20:00", "后天农历四月十四，我满四十九了，记得打电话"),
    said("aunt", "me", "2032-05-22T20:00", "小姨生日快乐！明年五十岁一起过"),
    said("bo", "bo", "2033-02-03T12:00", "for my birthday I only want a decent kettle"),
    said("edda", "edda", "2032-03-05T12:00", "my birthday is on 9 March"),
    # money
    said("cem", "cem", "2033-01-04T12:00", "江湖救急，借我六百欧，下个月还"),
    said("cem", "me", "2033-01-04T12:05", "转了，不急"),
    said("cem", "cem", "2033-03-01T12:00", "先还你两百五"),
    said("cem", "cem", "2033-06-01T12:00", "又转了一百，剩的年底"),
    said("edda", "edda", "2033-04-01T12:00", "Here is the invoice for the shed: €900"),
    said("edda", "me", "2033-04-20T12:00", "sent you 500, the rest in autumn"),
    said("bo", "me", "2033-05-01T12:00", "I owe you 30 euros for the concert"),
    said("bo", "me", "2033-05-03T12:00", "just sent you the 30 for the concert"),
    said("bo", "bo", "2033-05-03T12:10", "got the 30, thanks"),
    said("bo", "bo", "2033-09-15T12:00", "I still owe you 45 euros from the fair"),
    # reasons
    said("garden", "vik", "2033-03-10T10:00", "Tuesday or Thursday for watering?"),
    said("garden", "edda", "2033-03-10T10:10", "the pump is off on Tuesdays, 3 of 4 weeks"),
    said("garden", "edda", "2033-03-10T10:20", "decided: we water on Thursdays, from April"),
    said("choir", "vik2", "2033-08-02T20:00", "从九月起排练改到周二，周一礼堂要六十欧，周二才三十"),
    # food, homes, prices
    said("bo", "bo", "2032-12-01T12:00", "I'm allergic to shellfish, all of it"),
    said("bo", "bo", "2033-07-02T12:00", "tested again: I'm only allergic to mussels, crab and prawns are fine"),
    said("aunt", "aunt", "2032-10-01T12:00", "城西这边五楼，爬得我腿软"),
    said("aunt", "aunt", "2033-06-02T12:00", "昨天搬到湖滨了，有电梯，再也不爬五楼，城西那套空着"),
    said("edda", "edda", "2032-09-01T12:00", "rye flour stays at €12 a bag this winter"),
    said("edda", "edda", "2033-09-20T12:00", "harvest was good, so €10.50 a bag from now on"),
    said("garden", "vik", "2033-05-05T10:00", "moved to Lund Street last week"),
    said("choir", "vik2", "2033-05-06T10:00", "搬到河边的公寓了"),
    said("choir", "me", "2033-10-20T22:00", "今晚唱完吃饭一共九十欧，每人三十"),
    # kin
    said("cem", "cem", "2033-02-01T12:00", "姐，我开始在船厂上班了"),
    said("cem", "cem", "2033-02-09T12:00", "谢谢姐！"),
    # to do, to write
    said("garden", "me", "2033-11-05T10:00", "who takes the compost on Saturday?"),
    said("aunt", "me", "2033-10-30T20:00", "春节的票我十二月初买好"),
    said("edda", "edda", "2033-11-09T09:00", "can you send me the seed list before Sunday?"),
    said("bo", "bo", "2033-09-01T09:00", "I'll fix your bike stand by the end of September"),
    said("bo", "me", "2033-10-05T09:00", "bike stand still wobbles, any news?"),
    said("bo", "bo", "2033-10-05T11:00", "parts are late, sorry"),
    said("bo", "bo", "2033-11-08T11:00", "shall I book the sauna for four or five?"),
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    home: Path = kept(tmp_path_factory.mktemp("worked-out"), LIFE, minutes=1.0)
    with zhiji.open(home) as opened:
        yield opened


def ask(archive: Archive, question: str, **limits: Any) -> Answer:
    return archive.ask(question, now=NOW, **limits)


# Birthdays


def test_a_birthday_is_told_for_the_year_that_is_asked(archive: Archive) -> None:
    assert "2033年5月12日" in ask(archive, "我小姨今年生日是公历几号？").text
    text = ask(archive, "When is Edda's birthday next year?").text
    assert "9 Mar 2034" in text and "Your chats end" not in text


def test_the_day_of_a_birthday_is_asked_in_the_same_breath(archive: Archive) -> None:
    text = ask(archive, "小姨农历生日是哪天，今年公历赶上几号").text
    assert "农历四月十四" in text and "2033年5月12日" in text and "没有" not in text
    assert "12 May 2033" in ask(archive, "When is 小姨's birthday, and which date is that this year?").text


def test_a_round_birthday_falls_in_the_year_in_which_that_age_is_reached(archive: Archive) -> None:
    assert "12 May 2033" in ask(archive, "What's the actual date of 小姨's 50th?").text
    assert "2043年5月22日" in ask(archive, "小姨六十大寿是哪天？").text


def test_a_message_that_only_mentions_a_birthday_tells_no_day(archive: Archive) -> None:
    for question in ("What date is Bo's birthday?", "Bo 生日是几月几号？"):
        answer = ask(archive, question)
        assert answer.abstained
        assert "kettle" in answer.text  # as what comes nearest


# Money


def test_what_is_left_of_a_loan_is_worked_out_in_the_open(archive: Archive) -> None:
    for question in ("老岑还剩多少没还我", "How much does 老岑 still owe me?", "Has 老岑 paid me back?"):
        text = ask(archive, question).text
        assert "600 − 250 − 100 = €250" in text
        assert "借我六百欧" in text and "又转了一百" in text


def test_a_bill_is_owed_as_a_loan_is(archive: Archive) -> None:
    assert "900 − 500 = €400" in ask(archive, "What do I still owe Edda?").text
    assert "900 − 500 = €400" in ask(archive, "我还欠Edda多少钱").text


def test_whoever_owes_is_told_with_what_is_left(archive: Archive) -> None:
    text = ask(archive, "Who owes me money?").text
    assert "老岑 still owes you: 600 − 250 − 100 = €250" in text and "600 EUR" not in text


def test_what_is_settled_is_told_as_paid(archive: Archive) -> None:
    text = ask(archive, "Do I owe Bo anything?").text
    assert "You have paid Bo back 30 EUR" in text and "You owe Bo" not in text


def test_money_is_asked_back_for_as_much_as_is_left(archive: Archive) -> None:
    assert "（€250）" in ask(archive, "帮我写条消息催老岑还钱").text


def test_what_was_spent_the_last_time_is_told(archive: Archive) -> None:
    assert "九十欧" in ask(archive, "上次和合唱团吃饭花了多少钱").text
    assert "九十欧" in ask(archive, "How much did we spend last time with the 合唱团 friends?").text


# Reasons


def test_a_reason_is_what_was_said_just_before_the_decision(archive: Archive) -> None:
    text = ask(archive, "Why do we water on Thursdays?").text
    assert text.index("decided: we water") < text.index("Just before") < text.index("the pump is off")
    assert "Tuesday or Thursday" not in text.split("Just before")[1].split("\n")[0]


def test_a_group_is_meant_by_a_word_of_its_name_in_the_other_language(archive: Archive) -> None:
    assert "六十欧" in ask(archive, "Why did the choir crowd change the rehearsal day?").text


# What was so


def test_whether_somebody_may_eat_something_rests_on_what_they_must_not(archive: Archive) -> None:
    for question in ("Can Bo eat crab?", "Bo能吃螃蟹吗？"):
        text = ask(archive, question).text
        assert text.index("only allergic to mussels") < text.index("all of it")


def test_what_somebody_could_eat_then_is_told_apart_from_now(archive: Archive) -> None:
    text = ask(archive, "As far as I knew in March, could Bo have crab?").text
    assert text.index("all of it") < text.index("Later") < text.index("only allergic to mussels")


def test_where_somebody_lived_is_told_by_what_they_left(archive: Archive) -> None:
    text = ask(archive, "小姨去年年底住哪儿？").text
    assert text.index("城西这边五楼") < text.index("后来") < text.index("湖滨")


def test_the_newest_price_counts_though_it_says_less(archive: Archive) -> None:
    text = ask(archive, "How much is a bag of rye flour now?").text
    assert text.index("€10.50") < text.index("€12")


def test_one_of_two_of_a_name_is_known_by_their_group(archive: Archive) -> None:
    text = ask(archive, "Where does Vik from the choir live?").text
    assert "河边" in text and "Lund Street" not in text
    assert "Lund Street" in ask(archive, "Where does Vik from the allotment live?").text


def test_a_brother_is_known_by_what_he_calls_the_owner(archive: Archive) -> None:
    assert "船厂" in ask(archive, "Where does my brother work?").text
    assert "船厂" in ask(archive, "我弟弟在哪上班？").text
    assert ask(archive, "Where does Bo's brother work?").abstained


# To do and to write


def test_what_nobody_answered_in_a_group_is_told(archive: Archive) -> None:
    for question in ("Which of my questions did nobody answer?", "我问的哪些没人回？"):
        text = ask(archive, question).text
        assert "compost" in text and "bike stand still wobbles" not in text


def test_what_is_owed_for_a_dinner_is_told_though_the_debt_has_no_word_of_it(archive: Archive) -> None:
    assert "Bo owes you 45 EUR" in ask(archive, "Who hasn't paid me back for the fondue?").text


def test_what_is_to_be_done_before_a_feast_is_told(archive: Archive) -> None:
    for question in ("春节前我要办哪些事", "What do I have to do before Chinese New Year?"):
        text = ask(archive, question).text
        assert "春节的票" in text and "seed list" in text


def test_a_free_evening_has_what_is_left_to_do(archive: Archive) -> None:
    text = ask(archive, "Nothing on tonight. What should I get out of the way?").text
    assert "seed list" in text and "春节的票" in text


def test_a_feast_to_come_that_is_spoken_of_is_no_time_behind_the_last_message(archive: Archive) -> None:
    text = ask(archive, "When am I getting tickets for Chinese New Year").text
    assert "春节的票" in text and "Your chats end" not in text


def test_a_draft_shows_what_was_said_of_its_topic(archive: Archive) -> None:
    text = ask(archive, "draft a gentle nudge to Bo about the bike stand").text
    assert "any news about the bike stand?" in text.lower()
    assert text.index("by the end of September") < text.index("still wobbles") < text.index("parts are late")
    assert "sauna" not in text


def test_a_reply_shows_what_it_answers_whatever_it_says(archive: Archive) -> None:
    assert "sauna" in ask(archive, "Reply to Bo saying I'm back on Monday").text


def test_words_that_mean_several_things_are_not_put_into_the_other_language() -> None:
    assert "罚款" not in gloss("the doctor says the milk is fine, no fever", "zh")
    assert "住在" not in gloss("the doctor found the milk of my life", "zh")
