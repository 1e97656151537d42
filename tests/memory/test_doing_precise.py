"""What is under way, ordered, heard or only polite is no plan; plain words of learners and of kin still promise."""

from __future__ import annotations

from tests.memory.talk import believed
from tests.tables import every

PROMISES = (
    "I bring them back thursday",
    "sorry, I give it back tomorrow",
    "I go pay you back when salary enter, promise",
    "I dey bring jollof",
    "I send you the form tmr",
    "I make you some soup then",
    "I'll lodge the papers by monday",
    "I'll babysit em on saturday",
    "手机妈给你买",
    "周三我让小李上门",
    "我下周就把行李寄过去",
    "周日我送过来",
    "发两次工资我就还上",
    "货到了就寄",
)
PLANS = (
    "I land 3 May at 9.20pm",
    "I'm out on 30 September",
    "We are off to Leeds on Sunday",
    "I'm quitting at the end of the month",
    "我下周去上海拿样品",
)
NOT_PROMISES = (
    "I will sleep at your place on the 5th",
    "they sacked half the office in March",
    "I only took 50, other 50 next month",
    "next round on me tho",
    "grand ill get a roll",
    "I make sense when I talk",
    "I give up",
    "I bring joy to people when I sing",
    "现在跟你妈在公园走路",
    "我跟大家说声",
    "机票我买的 3月5号",
    "你几时有空 我请你吃饭",
)
NOT_PLANS = (
    "training moves to mondays from next week",
    "we meet on the first Friday of the month",
    "昨天做到凌晨三点",
    "排到下个月了",
    "明天大家都得去",
    "今天我要上班啊",
    "下周面粉涨价 要买赶紧",
    "大夫说奶奶是白内障 得做手术",
    "听村长讲今年真要搬",
)
ENDED = (
    (["a: could you send the slides by friday?", "b: sure", "b: slides attached"]),
    (["a: 你把方案发我一下", "b: 好的", "b: 方案发你邮箱了"]),
    (["a: 我给你买个血压计 明天寄", "b: 好", "b: 血压计收到"]),
)
NOT_ENDED = (
    (
        [
            "a: could you fix the fan this week?",
            "b: sure I'll get somebody out",
            "a: nobody came about the fan",
        ]
    ),
    (["a: 我下周五回老家", "b: 好", "a: 票买好啦"]),
    (["a: 我下周五去漫展", "b: 好", "a: 听说漫展可能取消了"]),
)


@every(PROMISES)
def test_plain_words_promise(text: str) -> None:
    assert "promise" in [one.kind for one in believed("b: hmm", f"a: {text}")]


@every(PLANS)
def test_a_day_named_makes_a_plan(text: str) -> None:
    assert "plan" in [one.kind for one in believed("b: hmm", f"a: {text}")]


@every(NOT_PROMISES)
def test_nobody_is_promised_anything(text: str) -> None:
    assert "promise" not in [one.kind for one in believed("b: hmm", f"a: {text}")]


@every(NOT_PLANS)
def test_nothing_is_planned(text: str) -> None:
    assert "plan" not in [one.kind for one in believed("b: hmm", f"a: {text}")]


@every(ENDED)
def test_a_thing_in_its_place_ends_a_promise(lines: list[str]) -> None:
    assert "done" in [one.status for one in believed(*lines)]


@every(NOT_ENDED)
def test_what_did_not_happen_ends_nothing(lines: list[str]) -> None:
    assert {one.status for one in believed(*lines)} <= {"open"}


def test_a_yes_and_what_follows_it_are_one_promise() -> None:
    found = believed("a: can you look at the fan this week?", "b: No worries I'll get a sparky out this week")
    assert [one.kind for one in found] == ["promise"]


def test_a_yes_answers_the_question_that_was_put_last() -> None:
    found = believed("a: Bring your licence. are you still at 7 Elm Road?", "b: yep")
    assert found == []


def test_we_in_a_rumour_is_the_group() -> None:
    found = believed("b: hmm", "a: 听隔壁组说 年底咱们要搬到苏州去")
    assert [(one.trust, one.subject.name) for one in found if one.kind == "plan"] == [("hearsay", "group")]
