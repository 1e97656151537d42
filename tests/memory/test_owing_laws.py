"""What holds of every reading of debts, decisions, birthdays, instructions and questions, whatever was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.memory.owing_chats import START, thread
from zhiji.chat.records import ChatKind
from zhiji.memory.reading.owing import debts
from zhiji.memory.reading.owing_birthdays import birthdays
from zhiji.memory.reading.owing_decisions import decisions
from zhiji.memory.reading.owing_instructions import instructions
from zhiji.memory.reading.owing_questions import questions
from zhiji.memory.reading.readers import read
from zhiji.memory.records import BELIEVED_FROM

READERS = (debts, decisions, birthdays, instructions, questions)
WORDS = st.sampled_from(
    (
        *(
            "I",
            "you",
            "we",
            "my",
            "your",
            "owe",
            "owes",
            "me",
            "lent",
            "borrowed",
            "still have",
            "each",
            "paid",
            "sent",
            "back",
            "drill",
        ),
        *(
            "£0",
            "£15",
            "15",
            "1,000,000",
            "a tenner",
            "twenty quid",
            "3k",
            "3hrs",
            "99/100",
            "birthday",
            "is",
            "born on",
            "turn 40",
            "tomorrow",
        ),
        *(
            "29 February",
            "31/02",
            "13/13/13",
            "2000-02-30",
            "the 31st",
            "the 32nd",
            "decided to",
            "it is then",
            "let's go with",
            "agreed:",
        ),
        *(
            "always",
            "never",
            "call me",
            "use",
            "can you",
            "what time",
            "?",
            "!",
            ",",
            ".",
            "\n",
            "lol",
            "if",
            "not",
            "thanks",
            "ann",
            "bo",
        ),
        *(
            "我",
            "你",
            "欠",
            "借",
            "还没还",
            "每人",
            "块",
            "蚊",
            "三百二",
            "百",
            "万",
            "转了",
            "收到",
            "转我",
            "垫了",
            "生日",
            "农历",
            "腊月三十",
            "闰六月初一",
        ),
        *(
            "十三月初九",
            "九十九月九十九",
            "属马",
            "生了",
            "女儿",
            "昨晚",
            "大寿",
            "岁",
            "定在",
            "那就用",
            "算了",
            "不养",
            "投票结束",
            "以后",
            "别用表格",
            "记住",
        ),
        *("吗", "能不能", "有没有人", "麻烦帮我", "谢谢", "不是", "廿九", "😂", "İ", "ﬁ", "𠮷", "「", "」"),
    )
)
MESSAGES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
SAID = st.lists(st.tuples(st.sampled_from(("ann", "bo", "小周")), MESSAGES), min_size=1, max_size=6)
MOMENTS = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1))


@given(SAID, st.sampled_from((None, "direct", "group", "assistant")), MOMENTS)
def test_readings_stand_on_words_of_their_message(
    said: list[tuple[str, str]], kind: ChatKind | None, moment: datetime
) -> None:
    chat = thread(
        *(f"{who}: {words}" for who, words in said),
        kind=kind,
        start=moment.replace(tzinfo=START.tzinfo),
        owner="ann",
    )
    for one in read(chat, READERS):
        line = next(line for line in chat.lines if line.id == one.quote.message)
        assert 0 <= one.quote.start < one.quote.stop <= len(line.text)
        assert line.text[one.quote.start : one.quote.stop].strip()
        assert one.by == line.sender and one.value
        assert one.when is None or (one.when.start < one.when.end and one.when.start.tzinfo is not None)
        assert one.confidence >= BELIEVED_FROM or one.kind != "instruction"
        assert one.kind != "debt" or (one.status and one.to != one.subject)


@given(SAID)
def test_reading_from_a_place_on_gives_what_reading_all_gives_there(said: list[tuple[str, str]]) -> None:
    whole = thread(*(f"{who}: {words}" for who, words in said))
    half = len(whole.lines) // 2
    late = {line.id for line in whole.lines[half:]}
    tail = [one for one in read(whole, READERS) if one.quote.message in late]
    assert read(replace(whole, first=half), READERS) == tail
