"""One thing of a message is kept once, and a yes is quoted with what spells it out."""

from __future__ import annotations

from tests.memory.talk import believed, thread
from tests.tables import every
from zhiji.memory.reading import read
from zhiji.memory.records import BELIEVED_FROM

PLANS_ONCE = (  # written on a Wednesday
    "今晚加班 不用等我吃饭",
    "我在备考教资 11月2号考",
    "好嘞 下周我去义乌拿货",
    "明天出差 不回来吃饭",
)
SPELT_OUT = (  # what is asked, what answers it, the words that say yes
    (("b: come Thursday?", "a: np thursday it is x"), "np thursday it is x"),
    (("b: can you cover my stall on saturday?", "a: go on then, ill have it"), "go on then, ill have it"),
    (("b: 能帮我带一份早饭吗", "a: 要得 明早放你桌上"), "要得 明早放你桌上"),
    (("b: can you water the plants?", "a: sure. how's your mum?"), "sure"),
    (("b: 周六去爬山吗", "a: 去 在哪集合"), "去"),
)
INVITATIONS = (
    "Come Tuesday I am making curry",
    "Sunday lunch, 21st September, you are all invited",
    "周五晚上我在家包饺子 都来",
    "Saturday I'm having a barbecue, everyone's welcome",
)
STILL_PLANS = (
    "I'm coming over on Tuesday, making curry for mum on Sunday",
    "周五晚上我回家包饺子",
    "I'm having a barbecue on Saturday",
    "me and the kids land at Heathrow on 19 October",
)
LEAVE = (
    ("b: it's 45 each", "a: can i do 20 now and the rest on friday", "b: course hun"),
    ("b: you owe me 82", "a: payday is the 25th can i pay it then", "b: course you can"),
    ("b: deposit is 4k", "a: can i leave u 2k now and the balance on the day", "b: perfect"),
)


@every(PLANS_ONCE)
def test_a_plan_is_told_once(text: str) -> None:
    assert [one.kind for one in believed("b: 嗯", f"a: {text}")] == ["plan"]


@every(SPELT_OUT)
def test_a_yes_is_quoted_with_what_it_says(lines: tuple[str, ...], words: str) -> None:
    (found,) = believed(*lines)
    assert lines[-1][3:][found.quote.start : found.quote.stop] == words


@every(INVITATIONS)
def test_an_invitation_waits_for_a_yes(text: str) -> None:
    assert believed("b: hmm", f"a: {text}") == []


@every(STILL_PLANS)
def test_what_invites_nobody_is_a_plan(text: str) -> None:
    found = believed("b: hmm", f"a: {text}")
    assert found and all(one.subject.account == ord("a") for one in found)


@every(LEAVE)
def test_leave_to_pay_later_promises_nothing(lines: tuple[str, ...]) -> None:
    assert believed(*lines) == []


@every(["Walkout will be 24 hours from 8am on Thursday", "Practice will be an hour on Friday"])
def test_how_long_a_thing_will_be_is_nobodys_plan(text: str) -> None:
    assert believed("b: hmm", f"a: {text}") == []


def test_what_is_decided_is_no_plan_beside_it() -> None:
    chat = thread("b: 聚会改哪天", "c: 周六我没空", "a: 那就定了 下周日聚餐", kind="group")
    assert [one.kind for one in read(chat) if one.confidence >= BELIEVED_FROM] == ["decision"]


def test_a_time_before_a_plan_is_only_when_it_begins() -> None:
    (found,) = believed("b: hmm", "a: Starting tomorrow, I will go to the gym and exercise regularly.")
    assert found.value.startswith("I will go to the gym") and found.when is not None


def test_a_day_that_is_proposed_is_no_deadline() -> None:
    (found,) = believed("b: hmm", "a: Let's plan for next month - I'll check my schedule and let you know.")
    assert (found.kind, found.when) == ("promise", None)


def test_the_last_weeks_of_something_are_not_the_weeks_before() -> None:
    assert believed("b: hmm", "a: So I'm going to take it in the last two weeks of winter break") == []
