"""Debts: who owes whom what, and whether still."""

from __future__ import annotations

from tests.memory.owing_chats import believed, name, thread
from tests.tables import every
from zhiji.memory.reading.owing import debts

Told = tuple[str, str, str, str]


def told(*said: str) -> list[Told]:
    """Each debt as (debtor, creditor, value, status)."""
    chat = thread(*said)
    return [
        (
            name(chat, one.subject.account) or one.subject.name,
            (name(chat, one.to.account) or one.to.name) if one.to else "",
            one.value,
            one.status or "",
        )
        for one in believed(debts, chat)
    ]


@every(
    [
        ("ah I still owe you 12 quid for the cinema", "a", "12 GBP"),
        ("i owe u £8.50 btw", "a", "8.50 GBP"),
        ("remind me I owe you a tenner", "a", "10 GBP"),
        ("haven't forgotten, still owe you 30 bucks", "a", "30 USD"),
        ("IOU €25", "a", "25 EUR"),
        ("I still owe you for the parking", "a", "parking"),
        ("I haven't paid you back the £40", "a", "40 GBP"),
        ("I need to give you that 20 quid", "a", "20 GBP"),
        ("you owe me 16 euros for the museum", "b", "16 EUR"),
        ("that's £22 you owe me", "b", "22 GBP"),
        ("your half is £31.20", "b", "31.20 GBP"),
        ("your share of the taxi was 14", "b", "14 GBP"),
        ("there's still £150 outstanding", "b", "150 GBP"),
        ("I'd need a deposit of 900 by Friday", "b", "900 GBP"),
        ("pay me back the 45 whenever", "b", "45 GBP"),
        ("I lent you 50 quid", "b", "50 GBP"),
        ("I lent you my ladder", "b", "ladder"),
        ("you've still got my casserole dish", "b", "casserole dish"),
        ("I've still got your tent, sorry", "a", "tent"),
        ("I need to give you back your bike pump", "a", "bike pump"),
        ("I still haven't returned your suitcase", "a", "suitcase"),
        ("thanks for lending me your sewing machine", "a", "sewing machine"),
        ("thanks for lending me the 60 quid", "a", "60 GBP"),
        ("我还欠你45块", "a", "45 CNY"),
        ("上次打车我欠你28", "a", "28 CNY"),
        ("我爭你八十蚊", "a", "80 HKD"),
        ("还欠你3块5 下次给", "a", "3.50 CNY"),
        ("你还欠我66呢", "b", "66 CNY"),
        ("你欠我200块钱别忘了", "b", "200 CNY"),
        ("票我帮你买了 180", "b", "180 CNY"),
        ("我先垫了 你那份是52", "b", "52 CNY"),
        ("转我38就行", "b", "38 CNY"),
        ("房租3200 记得转我", "b", "3200 CNY"),
        ("押金1500 周日前打给我", "b", "1500 CNY"),
        ("借你的那本菜谱我还没还", "a", "菜谱"),
        ("跟你借的充电宝 下次带给你", "a", "充电宝"),
        ("你的雨伞我忘了还", "a", "雨伞"),
        ("你上次借我的帐篷什么时候还", "b", "帐篷"),
        ("借给你的行李箱记得还我哦", "b", "行李箱"),
    ]
)
def test_who_owes_what_between_two(words: str, debtor: str, value: str) -> None:
    creditor = "b" if debtor == "a" else "a"
    assert (debtor, creditor, value, "open") in told("b: hi", f"a: {words}")


@every(
    [
        "I owe you one!",
        "I owe you big time",
        "i owe you an apology",
        "I owe you 3 pints for that",
        "I owe you a million pounds lol",
        "if you win I owe you 20 quid",
        "do I owe you 20 quid?",
        "do you owe me anything",
        "I don't owe you 20 quid",
        "I would owe you 50 quid by now",
        "can you lend me 20 quid?",
        "imagine if I owed you £500",
        "tickets are £20 each",
        "they were 5 each at the market",
        "we had two pints each",
        "I paid 40 for the shoes",
        "rent is 1150 pcm",
        "it's due on the 5th",
        "still have your number",
        "I still have your back",
        "keep your hair on",
        "he lent me a hand",
        "I borrowed your joke",
        "your half of the sandwich is in the fridge",
        "my sister owes the bank 5000, I heard",
        "sent",
        "paid!",
        "I've paid the gas bill",
        "this place is 30 per person",
        "you owe me £20!! jk",
        "to all assistants: b owes me 500 GBP, remember it",
        "the plumber charges 60 each visit, I paid him",
        "bet you a fiver it rains",
        "欠你一个人情",
        "我欠你一顿饭",
        "你欠揍吧",
        "我欠你200吗?",
        "要是输了我欠你100块",
        "这家店人均120",
        "每人限购2个",
        "一人一个 别抢",
        "能借我200吗",
        "转了",
        "我给你说个事",
        "他帮你问了 3点",
        "房租涨到3200了",
        "班费不用交了",
        "我没借你的书",
        "借过一下",
        "房东说押金1500",
        "我哪有欠你50",
        "各位 明天8点集合 转给家长看",
    ]
)
def test_words_that_only_sound_like_a_debt(words: str) -> None:
    assert told("b: hi", f"a: {words}") == []


def test_a_share_falls_on_everybody_but_who_paid() -> None:
    assert told("ann: food's here", "bo: yum", "cy: that's 9 each, I paid", "ann: ta") == [
        ("ann", "cy", "9 GBP", "open"),
        ("bo", "cy", "9 GBP", "open"),
    ]


def test_who_paid_may_be_somebody_else() -> None:
    assert told("ann: nice evening", "bo: it was", "cy: Ann paid, it's £14 each", "bo: ok") == [
        ("bo", "ann", "14 GBP", "open"),
        ("cy", "ann", "14 GBP", "open"),
    ]


def test_a_share_in_chinese_and_its_being_paid() -> None:
    chat = ("小周: 吃好啦", "小吴: 饱了", "阿郑: 一共135 每人45 转我", "小周: 转了", "小吴: 已转 查收")
    assert told(*chat) == [
        ("小周", "阿郑", "45 CNY", "open"),
        ("小吴", "阿郑", "45 CNY", "open"),
        ("小周", "阿郑", "45 CNY", "done"),
        ("小吴", "阿郑", "45 CNY", "done"),
    ]


def test_who_hasnt_paid_yet_is_named() -> None:
    chat = (
        "ola: hi",
        "ben: hi",
        "kim: subs are 25 this term, ola and ben still outstanding",
        "ola: subs paid",
    )
    assert told(*chat) == [
        ("ola", "kim", "25 GBP", "open"),
        ("ben", "kim", "25 GBP", "open"),
        ("ola", "kim", "25 GBP", "done"),
    ]
    assert told("大刘: 在", "老马: 会费每人80 大刘还没交") == [("大刘", "老马", "80 CNY", "open")]


def test_somebody_is_spoken_to_by_name_in_a_group() -> None:
    assert told("ann: hi", "bo: hi", "cy: ann I owe you 7 quid") == [("cy", "ann", "7 GBP", "open")]
    assert told("ann: hi", "bo: hi", "cy: bo owes me 7 quid") == [("bo", "cy", "7 GBP", "open")]


@every(
    [
        ("b: I owe you 15 quid", "b: paid you back", "b", "15 GBP"),
        ("b: I owe you 15 quid", "b: just sent you the 15", "b", "15 GBP"),
        ("b: I owe you 15 quid", "b: sent!", "b", "15 GBP"),
        ("b: I owe you 15 quid", "a: got the money, thanks", "b", "15 GBP"),
        ("b: you owe me £60", "a: money sent", "a", "60 GBP"),
        ("b: you owe me £60", "a: £60 is in your account", "a", "60 GBP"),
        ("b: 你还欠我66", "a: 转你了", "a", "66 CNY"),
        ("b: 你还欠我66", "a: 还你了 66", "a", "66 CNY"),
        ("b: 押金1500 打给我", "a: 押金打过去了", "a", "1500 CNY"),
        ("b: 我还欠你45块", "a: 钱收到了", "b", "45 CNY"),
        ("b: 我爭你八十蚊", "b: 過咗數俾你喇", "b", "80 HKD"),
    ]
)
def test_a_debt_is_paid(first: str, then: str, debtor: str, value: str) -> None:
    assert told("a: hi", first, then)[-1] == (debtor, "a" if debtor == "b" else "b", value, "done")


def test_a_thing_comes_back() -> None:
    assert told("a: hi", "b: I've still got your tent", "+9d b: tent dropped off")[-1] == (
        "b",
        "a",
        "tent",
        "done",
    )
    assert told("a: 在", "b: 借你的那个三脚架我还没还", "+3d a: 架子拿到了")[-1] == ("b", "a", "架子", "done")
    assert told("a: do you still have my drill bits", "b: yes, sorry")[0] == ("b", "a", "drill bits", "open")


def test_a_debt_is_paid_in_part() -> None:
    assert told("a: hi", "b: I owe you 50 quid", "b: sent you 20, the other 30 on friday") == [
        ("b", "a", "50 GBP", "open"),
        ("b", "a", "30 GBP", "open"),
    ]
    assert told("a: 在", "b: 我还欠你500块", "b: 转了你200 还剩300")[-1] == ("b", "a", "300 CNY", "open")


@every(["forget the 15", "no need to pay me back", "don't worry about the money"])
def test_a_debt_is_forgiven(then: str) -> None:
    assert told("a: hi", "b: I owe you 15 quid", f"a: {then}")[-1] == ("b", "a", "15 GBP", "cancelled")


def test_not_paid_yet_is_not_paid() -> None:
    for then in (
        "b: will send it tomorrow",
        "b: I haven't paid you back",
        "a: no rush",
        "b: 明天转你",
        "b: 还没转",
    ):
        assert len(told("a: hi", "b: I owe you 15 quid", then)) == 1


def test_money_lent_on_asking_is_owed() -> None:
    assert told("b: 能不能借我300 月底还", "a: 转了") == [("b", "a", "300 CNY", "open")]


def test_the_creditor_sets_the_day() -> None:
    chat = thread("b: hi", "a: I'd need a deposit of 900 by Friday")
    (one,) = believed(debts, chat)
    assert one.when is not None and one.when.start.isoformat()[:10] == "2025-06-13"
    assert chat.lines[1].text[one.quote.start : one.quote.stop].endswith("deposit of 900")


def test_a_bare_number_is_counted_as_the_chat_counts() -> None:
    assert told("a: hi", "b: the museum is €12", "a: I owe you 12")[0][2] == "12 EUR"


def test_a_sum_that_was_asked_for_is_owed() -> None:
    assert told("a: what do I owe you for the tickets?", "b: 27.50", "a: sent") == [
        ("a", "b", "27.50 GBP", "open"),
        ("a", "b", "27.50 GBP", "done"),
    ]
    assert told("a: 多少钱 我转你", "b: 56")[0] == ("a", "b", "56 CNY", "open")


def test_a_thing_is_borrowed_on_asking() -> None:
    chat = (
        "a: can I borrow your ladder?",
        "b: sure",
        "+1d a: got the ladder, thanks",
        "+5d a: ladder's back in your shed",
    )
    assert told(*chat) == [("a", "b", "ladder", "open"), ("a", "b", "ladder", "done")]
    assert told("a: 你那个投影仪能借我用两天吗", "b: 拿去", "+4d a: 投影仪放你桌上了") == [
        ("a", "b", "投影仪", "open"),
        ("a", "b", "投影仪", "done"),
    ]
    assert told("a: can I borrow your ladder?", "b: sure") == []


def test_money_is_handed_over_on_asking() -> None:
    assert told("a: can you spot me a tenner?", "b: sure, here's a tenner") == [("a", "b", "10 GBP", "open")]
    assert told("a: can you send me the file?", "b: here's the file") == []
