"""What is asked next in a dialogue, as a whole question: a table, and what must not be inherited."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.assistant.following import Before, Followed, How, Seen, follow, puts_right

NOW = datetime.fromisoformat("2031-05-20T09:00:00+02:00")
KNOWN = ("Tom Berger", "Tom", "Ola", "Kai", "Mum", "Dad", "妈妈", "爸爸", "小雨", "老王", "陈泽")
SAID = Seen(when=datetime.fromisoformat("2031-01-15T10:00:00+01:00"), sender="Ola")


def named(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for name in KNOWN:
        if name in text and not any(name in other for other in found):
            found.append(name)
    return tuple(sorted(found, key=text.find))


def after(before: str, text: str, *seen: Seen, earlier: tuple[str, ...] = ()) -> Followed:
    turn = Before(question=before, people=named(before), seen=seen or (SAID,), earlier=earlier)
    return follow(text, turn, now=NOW, people=named(text))


TIMES = [
    ("Where did Tom live in 2030?", "and the year before?", "Where did Tom live in 2029?"),
    ("Where did Tom live in 2030?", "And in 2028?", "Where did Tom live in 2028?"),
    ("Where did Tom live in 2030?", "2028?", "Where did Tom live in 2028?"),
    ("Where does Tom live now?", "and last year?", "Where did Tom live last year?"),
    ("Where does Tom live?", "And before that?", "Where did Tom live before?"),
    ("What did we do last Christmas?", "and the year before?", "What did we do Christmas 2029?"),
    ("What did Ola say yesterday?", "and the day before?", "What did Ola say on 18 May 2031?"),
    ("What did Ola cook?", "What about the month after?", "What did Ola cook in Feb 2031?"),
    ("Am I free on Saturday?", "and on Sunday?", "Am I free on Sunday?"),
    ("Who called me last week?", "How about this week?", "Who called me this week?"),
    ("Where did Tom live in 2030?", "and now?", "Where does Tom live now?"),
    ("Where does Tom live?", "And now?", "Where does Tom live now?"),
    ("小雨去年住在哪？", "那现在呢？", "小雨现在住在哪？"),
    ("小雨去年住在哪？", "那前年呢？", "小雨前年住在哪？"),
    ("小雨现在住在哪？", "那去年呢？", "小雨去年住在哪？"),
    ("小雨2030年住在哪？", "前一年呢", "小雨2029年住在哪？"),
    ("去年春节我们去了哪？", "再前一年呢？", "2029年春节我们去了哪？"),
    ("周六有安排吗？", "周日呢？", "周日有安排吗？"),
    ("小雨住在哪？", "之前呢？", "小雨之前住在哪？"),
    ("妈妈说了什么？", "第二天呢？", "2031年1月16日妈妈说了什么？"),
]
PEOPLE = [
    ("Where does Tom live?", "And Ola?", "Where does Ola live?"),
    ("Where does Tom live?", "and what about Kai?", "Where does Kai live?"),
    ("Where does Tom live?", "Lena?", "Where does Lena live?"),
    ("When is Tom's birthday?", "And Ola's?", "When is Ola's birthday?"),
    ("When is my birthday?", "and Tom's?", "When is Tom's birthday?"),
    ("What do I owe Kai?", "And Ola?", "What do I owe Ola?"),
    ("Where do I live?", "And Tom?", "Where does Tom live?"),
    ("Where does Tom live?", "And her?", "Where does Ola live?"),
    ("Where did Tom live in 2030?", "And Ola in 2029?", "Where did Ola live in 2029?"),
    ("小雨住在哪？", "那老王呢？", "老王住在哪？"),
    ("小雨对什么过敏？", "陈泽呢", "陈泽对什么过敏？"),
    ("我什么时候生日？", "小雨呢？", "小雨什么时候生日？"),
    ("小雨去年住在哪？", "老王前年呢？", "老王前年住在哪？"),
]
MEANT = [
    ("Where does Ola work?", "When did she start there?", "When did Ola start there?"),
    ("What did Mum say about the car?", "and when did she buy it?", "When did Mum buy the car?"),
    ("Where did Tom live in 2030?", "What did he do then?", "What did Tom do in 2030?"),
    ("Who has the ladder?", "Since when does she have it?", "Since when does Ola have the ladder?"),
    ("What does Tom do?", "And where is his office?", "Where is Tom's office?"),
    ("Where does Ola live?", "What is her phone number?", "What is Ola's phone number?"),
    ("Where does Ola live?", "Did I call her?", "Did I call Ola?"),
    ("When did Tom call Ola?", "what did they say that day?", "What did Tom say on 15 Jan 2031?"),
    ("小雨住在哪？", "她是做什么工作的？", "小雨是做什么工作的？"),
    ("小雨住在哪？", "那她喜欢吃什么？", "小雨喜欢吃什么？"),
    ("老王去年在哪上班？", "他那时候住哪？", "老王去年住哪？"),
    ("梯子在谁那？", "什么时候借的它？", "什么时候借的梯子？"),
]
ABOUT = [
    ("Where did Tom move to?", "when was that?", "When did Tom move?"),
    ("What did I promise Mum?", "When?", "When did I promise Mum?"),
    ("Which city did Ola visit?", "when exactly?", "When did Ola visit the city?"),
    ("Did Tom move?", "Why?", "Why did Tom move?"),
    ("What is the gate code?", "who said that?", "Who said that: what is the gate code?"),
    ("What is the gate code?", "when was that?", "When was that: what is the gate code?"),
    ("小雨对什么过敏？", "哪天的事？", "什么时候的事：小雨对什么过敏？"),
    ("小雨对什么过敏？", "谁说的？", "谁说的：小雨对什么过敏？"),
    ("小雨为什么搬家？", "什么时候的事？", "什么时候的事：小雨为什么搬家？"),
    ("老王辞职了吗？", "为什么？", "为什么：老王辞职了吗？"),
]
THINGS = [
    ("Who has the ladder?", "And the drill?", "Who has the drill?"),
    ("What's the gate code?", "and the wifi password?", "What's the wifi password?"),
    ("What shall I cook for lunch?", "and for dinner?", "What shall I cook for dinner?"),
    ("When does the shop open?", "And the bakery?", "When does the bakery open?"),
    ("梯子在谁那？", "电钻呢？", "电钻在谁那？"),
    ("小雨对花生过敏吗？", "虾呢？", "小雨对虾过敏吗？"),
    ("房租多少钱？", "那水费呢？", "水费多少钱？"),
]


@pytest.mark.parametrize(("before", "text", "whole"), [*TIMES, *PEOPLE, *MEANT, *ABOUT, *THINGS])
def test_a_follow_up_is_a_whole_question(before: str, text: str, whole: str) -> None:
    found = after(before, text)
    assert (found.question, found.how) == (whole, How.FOLLOWS)


@pytest.mark.parametrize(
    "text",
    [
        "more",
        "show me more",
        "anything else?",
        "What else?",
        "go on",
        "还有呢？",
        "还有吗",
        "还有别的吗？",
        "继续",
        "然后呢？",
    ],
)
def test_more_asks_the_same_again(text: str) -> None:
    found = after("What did Tom promise?", text)
    assert (found.question, found.how) == ("What did Tom promise?", How.MORE)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("in English?", "en"),
        ("say that in Chinese, please", "zh"),
        ("用英文说", "en"),
        ("请用中文回答", "zh"),
        ("英文呢", "en"),
    ],
)
def test_the_same_is_asked_for_in_another_language(text: str, language: str) -> None:
    found = after("小雨住在哪？", text)
    assert (found.question, found.language) == ("小雨住在哪？", language)


def test_who_asks_on_in_chinese_is_answered_in_chinese() -> None:
    found = after("Where does Tom live?", "那老王呢？")
    assert (found.question, found.language) == ("Where does 老王 live?", "zh")


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        ("Where does Tom live?", "no, I mean Ola", "Where does Ola live?"),
        ("Where does Tom live?", "No, Kai", "Where does Kai live?"),
        ("Where did Tom live in 2030?", "sorry, I meant 2028", "Where did Tom live in 2028?"),
        ("Where does Tom live?", "not Tom, Ola", "Where does Ola live?"),
        ("Who has the ladder?", "I mean the drill", "Who has the drill?"),
        ("Where does Tom live?", "I meant where does Tom work?", "Where does Tom work?"),
        ("小雨住在哪？", "不是，我说的是老王", "老王住在哪？"),
        ("小雨去年住在哪？", "我是说前年", "小雨前年住在哪？"),
        ("小雨住在哪？", "不是小雨，是陈泽", "陈泽住在哪？"),
        ("小雨住在哪？", "不对，我问的是老王在哪上班", "老王在哪上班？"),
        ("小雨住在哪？", "不，老王", "老王住在哪？"),
    ],
)
def test_what_was_meant_otherwise_is_put_right(before: str, text: str, whole: str) -> None:
    found = after(before, text)
    assert (found.question, found.how) == (whole, How.CORRECTS)


@pytest.mark.parametrize(
    "text",
    [
        "What is the gate code?",
        "Where does Kai work?",
        "When did Ola move to Linz?",
        "What did Tom say to his mum?",  # his own, not another's
        "Who are we meeting on Saturday?",
        "What time is it in Tokyo?",
        "Is it true that Kai moved?",
        "Why did Kai leave?",
        "thanks!",
        "ok, good to know",
        "Kai lives in Graz",
        "I live in Vienna now",
        "What did I say about more?",
        "老王在哪上班？",
        "门禁密码是多少？",
        "谁在等我回复？",
        "我说过要去哪？",
        "其他人都到了吗？",
        "谢谢",
        "好的，知道了",
        "我弹吉他吗？",
        "老师是谁？",
        "什么时候交房租？",
        "陈泽为什么辞职？",
        "今晚吃什么？",
    ],
)
def test_a_whole_question_inherits_nothing(text: str) -> None:
    assert after("Where did Tom live in 2030?", text) == Followed(question=text)
    assert after("小雨去年住在哪？", text) == Followed(question=text)


def test_a_lead_in_alone_makes_no_follow_up() -> None:
    found = after("Where did Tom live in 2030?", "And where does Kai work?")
    assert found.question.endswith("here does Kai work?")
    assert "2030" not in found.question


def test_she_is_nobody_who_cannot_be() -> None:
    tom = Seen(when=SAID.when, sender="Dad")
    assert after("What did Mum say?", "And what does he want?", tom).question == "What does Dad want?"
    assert (
        after("What did Mum say?", "what does he want?", earlier=("Kai",)).question == "What does Ola want?"
    )
    nobody = Seen(when=SAID.when)
    assert after("What did Mum say?", "what does he want?", nobody).question == "what does he want?"


def test_who_only_asked_is_not_who_is_meant() -> None:
    kai = Seen(when=SAID.when, sender="Kai", asks=True)
    assert after("Who has the ladder?", "Where does she live?", kai, SAID).question == "Where does Ola live?"


def test_the_first_question_of_all_stands_alone() -> None:
    assert follow("and the year before?", None, now=NOW).question == "and the year before?"


def test_a_follow_up_goes_on_from_what_was_understood() -> None:
    once = after("Where did Tom live in 2030?", "and the year before?")
    again = after(once.question, "and Ola?")
    assert again.question == "Where did Ola live in 2029?"


PIECES = st.sampled_from(
    ["and ", "what about ", "Tom", "Ola", "小雨", "老王", "那", "呢", "？", "?", "the year before", "前一年", "she", "他", "it", "then",
     "not ", "no, ", "I mean ", "不是", "我说的是", "是", "2030", "去年", "last week", "when ", "where ", "谁", "为什么", "did ", "the ladder",
     "more", "还有", " ", ",", "，", "'s", "\\1", "(", "[", "*", "1 Jan 0001", "31 Dec 9999", "\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=6), st.lists(PIECES, max_size=6))
def test_whatever_is_typed_comes_to_a_question(before: list[str], text: list[str]) -> None:
    found = after("".join(before), "".join(text))
    assert found == after("".join(before), "".join(text))
    assert found.goes_on or found.question == "".join(text).strip()


@pytest.mark.parametrize("text", ["No, Tom lives in Graz", "不对，小雨住在成都", "nope, it was Ola"])
def test_a_sentence_that_puts_an_answer_right_is_noticed(text: str) -> None:
    assert puts_right(text)
    assert not puts_right(text + "?")
    assert not puts_right("Tom lives in Graz")
