"""More ways in which people speak of what is owed, settled, asked and told to an assistant."""

from __future__ import annotations

from tests.memory.owing_chats import believed, name, thread
from tests.tables import every
from zhiji.memory.reading.owing import debts
from zhiji.memory.reading.owing_birthdays import birthdays
from zhiji.memory.reading.owing_decisions import decisions
from zhiji.memory.reading.owing_instructions import instructions
from zhiji.memory.reading.owing_questions import questions


def owed(*said: str) -> list[tuple[str, str, str]]:
    """Each debt as (debtor, value, status)."""
    chat = thread(*said)
    return [
        (name(chat, one.subject.account) or one.subject.name, one.value, one.status or "")
        for one in believed(debts, chat)
    ]


@every(
    [
        "sent by paypal",
        "Sent now via Revolut",
        "mine's through too",
        "sent mine",
        "done xx",
        "paid up mate",
        "me too now",
    ]
)
def test_a_share_is_paid_in_few_words(words: str) -> None:
    assert ("a", "31 GBP", "done") in owed("b: broadband is 31 each, i paid it", "c: sent", f"a: {words}")


@every(["I'd have sent mine but the app is down", "me too lol", "mine's better", "done with this job"])
def test_a_share_is_not_paid_by_talk(words: str) -> None:
    assert ("a", "31 GBP", "done") not in owed("b: broadband is 31 each, i paid it", "c: sent", f"a: {words}")


@every(
    [
        (("a: 9,000 naira for the bus, I'll pay you back", "b: sent it"), ("a", "9000 NGN", "open")),
        (("a: 能不能周转三万", "b: 打了"), ("a", "30000 CNY", "open")),
        (("a: kettle is missing again", "b: I borrowed it on friday"), ("b", "kettle", "open")),
        (("a: who took the strimmer?", "b: its at mine"), ("b", "strimmer", "open")),
        (("b: i owe you 40", "a: the rest leave it"), ("b", "40 GBP", "cancelled")),
        (("b: your bond of $800 is due back to you", "a: ta"), ("b", "800 USD", "open")),
        (("b: hall fund is €12 each, I'm minding the envelope", "a: ok"), ("a", "12 EUR", "open")),
    ]
)
def test_it_is_told_who_owes(said: tuple[str, ...], debt: tuple[str, str, str]) -> None:
    assert debt in owed(*said)


@every(
    [
        ("a: dinner was 45, I'll pay you back in hugs", "b: sent you the photos"),
        ("a: i bought 45 eggs and gave them back", "b: sent you a pic"),
        ("b: gifts are 15 each on amazon, cash only shop", "a: ok"),
        ("a: my keys are missing", "b: I got them a holder once"),
        ("a: the baby is missing a shoe", "b: i got it"),
        ("a: the milk's gone", "b: I got it yesterday"),
        ("a: debt cancelled, national debt they say", "b: lol"),
        ("a: can you give me 300 before payday?", "b: no"),
    ]
)
def test_nothing_is_owed(said: tuple[str, ...]) -> None:
    assert owed(*said) == []


@every(
    [
        (("a: 孙子多大了", "b: 三岁 属虎的"), "孙子"),
        (("a: 我妈生日快到了", "a: 属牛的 脾气犟"), "妈"),
        (("a: hi", "b: 我女儿今年高考 属猴的"), "女儿"),
        (("a: 你属什么", "b: 属猴的"), "b"),
    ]
)
def test_a_sign_is_of_whom_one_speaks(said: tuple[str, ...], whose: str) -> None:
    chat = thread(*said)
    told = [name(chat, one.subject.account) or one.subject.name for one in believed(birthdays, chat)]
    assert told == [whose]


def test_twins_are_two_births() -> None:
    chat = thread("b: hi", "a: they're here! Ola and Tomi. 5lb 1 and 4lb 9. born 10th at noon")
    assert [(one.subject.name, one.value) for one in believed(birthdays, chat)] == [
        ("Ola", "2025-06-10"),
        ("Tomi", "2025-06-10"),
    ]


@every(
    [
        "the review panel is settled: Tuesday 24 June, 10am",
        "we've had to move the meeting to thursday 3pm",
        "I said no to the job offer",
        "我决定了 辞职 下个月走",
        "第二稿可以 就用那个了",
        "面试定了 周五下午2点",
        "landlord is putting the rent up to £700 a month",
    ]
)
def test_it_is_settled(words: str) -> None:
    assert believed(decisions, thread("b: hi", f"a: {words}"))


@every(
    [
        "the table is set for 7",
        "we've moved the sofa to the window this morning",
        "no sugar from now on for me",
        "go ahead, I'm not thirsty",
        "我和小丽商量过了 你来吧",
        "1 就这么定了",
        "我决定了 从今天起减肥",
        "爸妈 我们商量好了，你们来过年吧！",
    ]
)
def test_nothing_is_settled(words: str) -> None:
    assert believed(decisions, thread("b: hi", f"a: {words}")) == []


@every(["go easy on the jargon", "跟我说话别用您 用你", "推荐餐厅的时候不要辣的", "表格那条作废"])
def test_an_assistant_is_told_for_good(words: str) -> None:
    chat = thread("me: hi", "bot: hello", f"me: {words}", kind="assistant", owner="me")
    assert believed(instructions, chat)


@every(["给我爸写段祝福 别太肉麻", "你记一下别再搞错", "forget the 13.5"])
def test_an_assistant_is_told_once(words: str) -> None:
    chat = thread("me: hi", "bot: hello", f"me: {words}", kind="assistant", owner="me")
    assert not believed(instructions, chat)
    assert not believed(debts, chat)


def test_a_question_needs_no_mark() -> None:
    chat = thread("b: hi", "a: What is the name of that soap you brought. It has finished")
    assert believed(questions, chat)


def test_a_taunt_asks_nothing() -> None:
    assert not believed(questions, thread("b: hi", "a: where does your aunt get these things"))
