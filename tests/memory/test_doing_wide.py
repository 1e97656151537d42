"""Deeds, parts taken, duties, calendar notes, answers and ends, in the many ways in which chats say them."""

from __future__ import annotations

from tests.memory.talk import believed, told
from tests.tables import every

PROMISES = (
    "I'll pay you friday",
    "ill bring the drinks",
    "I'm bringing dessert",
    "gonna send you the pics tonight",
    "I'll lend you mine",
    "I'll ring the landlord",
    "I'll book us a table",
    "I'll cook",
    "I'll do my famous lasagne",
    "paying you back monday",
    "I'll give you the spare keys",
    "I'll let you know the second it lands",
    "I'll message her",
    "the other half next month, promise",
    "pizza's on me friday",
    "I'm sending it today",
    "钱我出",
    "这顿我请",
    "我来订位子",
    "马上转",
    "周五结",
    "我给他在医院挂个号嘛",
    "我跟婶婶说说",
    "给您煮碗粥",
    "我不跟爸说",
    "这个我不会往外说的",
    "我再拉你们",
    "材料我明天交",
    "过年回去请",
)
PLANS = (
    "flight's on the 6th",
    "dentist tues 3pm",
    "working saturday",
    "we get keys may 1",
    "bank appointment friday 10am",
    "I'm at work thursday",
    "i'll be round about 7 tomorrow",
    "I have to take the car in on friday",
    "my knee op is confirmed, the Royal, 6th May",
    "周三面试",
    "25号年会",
    "十一去领证",
    "聽日返工",
    "元旦去哈尔滨玩",
    "明天有个会要开",
    "周末要加班",
    "初三到广州",
    "11.1开张",
    "我得回老家照顾她",
)
OTHERS = (
    ("My aunt is flying in from Porto", "aunt"),
    ("Omar's brother is getting married in Cork", "Omar's brother"),
    ("Nell will come by Saturday with the van", "Nell"),
    ("Jess is getting her cast off on friday", "Jess"),
    ("the builders are starting on monday", "builders"),
    ("the electrician is booked for Thursday between 9 and 12", "electrician"),
    ("chuck's got his stress test on thurs", "chuck"),
    ("水管师傅后天上午来修", "水管师傅"),
    ("我爸下周二手术", "爸"),
    ("我儿子要结婚了,腊月二十二", "儿子"),
)
TAKEN_UP = (
    (["a: would you be able to pick me up at 6?", "b: sure, no worries"], "b promise @2"),
    (["a: could someone cover my shift on saturday?", "b: I can do it"], "b promise @2"),
    (["a: any chance of a lift on friday?", "b: yeah no probs"], "b promise @2"),
    (["a: I need the forms by thursday", "b: you'll have it"], "b promise @2"),
    (["a: bring a towel and nothing fancy", "b: can do"], "b promise @2"),
    (["a: back by the 15th please", "b: legend. promise on my life"], "b promise @2"),
    (["a: want me to sort the flowers?", "b: oh would you"], "a promise @2"),
    (["a: I want my drill back", "b: I'll drop it round tonight"], "b promise @2"),
    (["a: are you taking me to the clinic tuesday", "b: I am. 1:15 pickup"], "b promise @2"),
    (["a: 下班顺便买点葱", "b: 得嘞"], "b promise @2"),
    (["a: 周末帮我搬个家？", "b: 妥"], "b promise @2"),
    (["a: 回来路上把包裹取了", "b: 行么"], "b promise @2"),
    (["a: 别让狗进厨房", "b: 不会的"], "b promise @2"),
    (["a: 月底没钱了 十号给你成不", "b: 成"], "a promise @2"),
    (["a: curry friday? there's a new place", "b: friday 👌 7ish"], "b plan @2"),
    (["a: Bank holiday would suit, 5th may", "b: 5th may it is"], "b plan @2"),
    (["a: bbq at mine on the 13th, you and Ed?", "b: aye we'll come"], "b plan @2"),
    (["a: dinner Friday? 6:30, the place by the river", "b: I love fish. Meet you there"], "b plan @2"),
    (["a: coffee thursday after 6?", "b: Perfect! But I don't take milk"], "b plan @2"),
    (["a: 周五聚餐能来吗", "b: 能"], "b plan @2"),
    (["a: 周六去看电影不", "b: 看看看 晚场"], "b plan @2"),
    (["a: 5号到你家行不行", "b: 行 那就五号"], "a plan @2"),
)
ENDED = (
    ["a: I'll Venmo you tonight", "+1d a: Sent"],
    ["a: I'll pay you the rest monday", "+1d a: done just now"],
    ["a: I'll bring your scarf on friday", "+3d a: scarf delivered btw"],
    ["a: 我给你转过去", "b: 到了到了"],
    ["a: 周五结", "+2d a: 下午给了"],
    ["a: 我给他在医院挂个号", "+1d a: 挂好了 周三上午"],
    ["a: 文件我明天发你", "+1d a: 文件寄出了"],
)
NOTHING = (
    "I'll do my best to make sure they're happy",
    "I'm gonna make it!",
    "I'll definitely take it to heart",
    "I'll take the bet",
    "I'll let you know",
    "let me show you my dog",
    "I'll definitely find those keys to success",
    "I'll give you a little hint",
    "Challenges will come",
    "my veggie patch is coming along",
    "the parcel is coming",
    "I won my fourth tournament on Friday!",
    "the meeting tomorrow is going to be awful",
    "your appointment is confirmed for the 12th",
    "we got to watch the fireworks at midnight",
    "so pumped for the launch tomorrow",
    "right crash course for sunday",
    "£85 each to me by 1st may pls",
    "I'll drive over if that's easier",
    "bring him in at 11",
    "half of next week will be for joint debugging",
    "I would cook on friday if I could",
    "do you have the dentist tomorrow?",
    "good luck with the exam tomorrow",
    "12 people came, dinner on the 5th was lovely",
    "我来看看",
    "我给你们垫了90块",
    "我给你当司机",
    "我若考上我请你喝奶茶",
    "我送你一句话",
    "明年房租我给你们说一下",
    "下周三要交报告 你写完了吗",
    "他爸下周退休",
    "明天要下雨",
    "周末要累死了",
    "我跟你爸搬到了一楼",
    "通知:本周四之前交到班费群",
    "钱我出过了",
    "这周忙得要命",
    "我爸爱喝茶 周五见过他",
    "要是周五不上班多好",
    "谁周六要加班啊",
)
NOT_TAKEN_UP: tuple[tuple[list[str], list[str]], ...] = (
    (["a: 今天有进度吗？", "b: 收到"], []),
    (["a: 周六爬山?", "b: 哪"], []),
    (["a: lunch on the 5th?", "b: sorry, can't"], []),
    (["a: fancy the beach on sunday?", "b: sure but I'm away"], []),
    (["a: Your words mean a lot. It was a great day", "b: it's wonderful to see your progress"], []),
)


@every(PROMISES)
def test_a_deed_for_somebody_is_a_promise(text: str) -> None:
    assert [(one.kind, one.status) for one in believed(f"a: {text}", "b: x")] == [("promise", "open")]


@every(PLANS)
def test_what_stands_in_a_calendar_is_a_plan(text: str) -> None:
    assert [(one.kind, one.status) for one in believed(f"a: {text}", "b: x")] == [("plan", "open")]


@every(OTHERS)
def test_a_plan_is_of_who_carries_it_out(text: str, who: str) -> None:
    assert [(one.kind, one.subject.name) for one in believed(f"a: {text}", "b: x")] == [("plan", who)]


@every(TAKEN_UP)
def test_any_kind_of_yes_takes_up_what_was_asked(lines: list[str], wanted: str) -> None:
    assert wanted in told(*lines)


@every(ENDED)
def test_few_words_end_what_was_promised(lines: list[str]) -> None:
    assert [one.status for one in believed(*lines)] == ["open", "done"]


@every(NOTHING)
def test_words_like_these_bind_nobody(text: str) -> None:
    assert believed(f"a: {text}", "b: x") == []


@every(NOT_TAKEN_UP)
def test_no_yes_is_made_of_other_words(lines: list[str], wanted: list[str]) -> None:
    assert told(*lines) == wanted


def test_a_meeting_that_was_enjoyed_has_been() -> None:
    lines = ["a: dinner at ours on Friday?", "b: lovely, yes", "+3d b: so good to see you last night!!"]
    assert told(*lines) == ["b plan @2", "b plan done @3"]


def test_noted_among_many_ends_nothing() -> None:
    lines = ["a: 我晚点把图发群里", "b: 收到", "c: 收到"]
    assert told(*lines, kind="group") == ["a promise @1"]
