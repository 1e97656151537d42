"""What is asked and answered, done and called off: a yes makes promises and plans, later words end them."""

from __future__ import annotations

from tests.memory.talk import believed, told
from tests.tables import every
from zhiji.chat.records import ChatKind

Row = tuple[list[str], ChatKind, list[str]]

TAKEN_UP: tuple[Row, ...] = (  # who, what, and the line that carries it
    (["a: can you pick up milk on the way?", "b: sure"], "direct", ["b promise @2"]),
    (["a: could you send me the slides before Friday", "b: will do!"], "direct", ["b promise @2"]),
    (["a: pls bring my charger tmrw", "b: ok"], "direct", ["b promise @2"]),
    (["a: don't forget to lock the door", "b: noted"], "direct", ["b promise @2"]),
    (["a: remember to water the plants while I'm gone", "b: I will"], "direct", ["b promise @2"]),
    (["a: don't tell mum about this", "b: my lips are sealed"], "direct", ["b promise @2"]),
    (["a: would you mind feeding the cat on Sunday?", "b: not at all"], "direct", ["b promise @2"]),
    (
        ["a: any chance you could lend me the ladder on saturday", "b: yeah no problem"],
        "direct",
        ["b promise @2"],
    ),
    (["a: I need you to sign the form by Monday", "b: on it"], "direct", ["b promise @2"]),
    (["a: Bo can you book the table?", "b: yep, I'll do it tonight"], "direct", ["b promise @2"]),
    (["a: dinner at mine on Friday?", "b: yes!! what can I bring"], "direct", ["b plan @2"]),
    (["a: fancy the cinema on thursday night", "b: go on then"], "direct", ["b plan @2"]),
    (["a: lunch tomorrow at 1?", "b: works for me"], "direct", ["b plan @2"]),
    (["a: let's meet at the station at 7 tomorrow", "b: see you there"], "direct", ["b plan @2"]),
    (["a: saturday at six at the hotpot place?", "b: sold"], "direct", ["b plan @2"]),
    (["a: want to come to the beach on Sunday?", "b: I'd love to!"], "direct", ["b plan @2"]),
    (["a: come over on Saturday, I'm making curry", "b: count me in"], "direct", ["b plan @2"]),
    (["a: shall we say 8pm on Tuesday?", "b: perfect"], "direct", ["b plan @2"]),
    (["a: how about brunch on Sunday", "b: sounds great"], "direct", ["b plan @2"]),
    (["a: can I come round tomorrow?", "b: sure, any time after 4"], "direct", ["a plan @2"]),
    (["a: shall I bring dessert on Friday?", "b: yes please"], "direct", ["a promise @2"]),
    (["a: want me to pick you up at 6?", "b: that would be amazing"], "direct", ["a promise @2"]),
    (["a: I can lend you my tent", "b: yes please!"], "direct", ["a promise @1"]),
    (["a: I can drive on saturday", "b: legend"], "group", ["a promise @1"]),
    (
        ["a: who's coming on Friday?", "b: me!", "c: in", "d: can't sorry"],
        "group",
        ["b plan @2", "c plan @3"],
    ),
    (["a: are you coming on Saturday?", "b: yep"], "direct", ["b plan @2"]),
    (["a: Cleo brings the drinks for Friday", "c: ok!"], "group", ["c promise @2"]),
    (["a: Bo please send the agenda by Thursday", "b: sure thing"], "group", ["b promise @2"]),
    (["a: I'll send you the photos tonight", "b: I sent the form to the bank"], "direct", ["a promise @1"]),
    (["a: I'll pay you back on Friday", "b: I paid the gas bill today"], "direct", ["a promise @1"]),
    (["a: 帮我带杯咖啡", "b: 好"], "direct", ["b promise @2"]),
    (["a: 能不能帮我取个快递", "b: 没问题"], "direct", ["b promise @2"]),
    (["a: 明天记得把合同发我", "b: 收到"], "direct", ["b promise @2"]),
    (["a: 麻烦你周五前把表填好", "b: 好的 周四给你"], "direct", ["b promise @2"]),
    (["a: 这事别告诉我妈", "b: 放心 我不说"], "direct", ["b promise @2"]),
    (["a: 你帮我看下猫 国庆三天", "b: 可以呀"], "direct", ["b promise @2"]),
    (["a: 周六一起吃火锅吧", "b: 好 周六见"], "direct", ["b plan @2"]),
    (["a: 明晚看电影去不去", "b: 去!"], "direct", ["b plan @2"]),
    (["a: 周日下午打球?", "b: 走起"], "direct", ["b plan @2"]),
    (["a: 国庆来我家玩吧", "b: 好呀好呀"], "direct", ["b plan @2"]),
    (["a: 周五晚上七点老地方见?", "b: ok"], "direct", ["b plan @2"]),
    (["a: 周六谁去爬山", "b: 我", "c: +1", "d: 去不了"], "group", ["b plan @2", "c plan @3"]),
    (["a: 你中秋回来吗", "b: 回的"], "direct", ["b plan @2"]),
    (["a: 小丁 周五前把图给到客户", "d: 好"], "group", ["d promise @2"]),
    (["a: 听说公司下个月搬到张江"], "direct", ["公司 plan heard @1"]),
    (["a: hey can you forward me the invite", "b: course, two secs"], "direct", ["b promise @2"]),
    (["a: can you keep Saturday free?", "b: will do x"], "direct", ["b promise @2"]),
    (["a: so are we still on for Thursday?", "b: yes! 7 at mine"], "direct", ["b plan @2"]),
    (["a: pub on thursday?", "b: yesss"], "direct", ["b plan @2"]),
    (["a: coffee tomorrow morning?", "b: yes please, 10?"], "direct", ["b plan @2"]),
    (
        ["a: do you want to come for dinner on the 20th?", "b: we'd love to, thank you"],
        "direct",
        ["b plan @2"],
    ),
    (["a: join us for the quiz on tuesday", "b: alright, see you at 8"], "direct", ["b plan @2"]),
    (["a: shall we move it to Wednesday 3pm?", "b: wednesday works"], "direct", ["b plan @2"]),
    (["a: Bo, could you do the minutes?", "b: can do"], "group", ["b promise @2"]),
    (["a: does anyone have a spare charger", "b: yes, I'll bring it tomorrow"], "group", ["b promise @2"]),
    (["a: 我周末去你那边 方便吗", "b: 方便"], "direct", ["a plan @2"]),
    (["a: 我明天过来拿钥匙 行吗", "b: 行"], "direct", ["a plan @2"]),
    (["a: 要不我明天给你送过去?", "b: 好 麻烦你了"], "direct", ["a promise @2"]),
    (["a: 我可以帮你翻译", "b: 太好了"], "direct", ["a promise @1"]),
    (["a: @Bo 周三前把报价发我", "b: 收到"], "group", ["b promise @2"]),
    (["a: 别跟我妈说", "b: 嗯嗯"], "direct", ["b promise @2"]),
    (["a: 你答应我的书呢", "b: 周末给你带"], "direct", ["b promise @2"]),
    (["a: 什么时候还我钱", "b: 下周一发工资就还"], "direct", ["b promise @2"]),
    (["a: 我明天去北京", "b: 到了说一声", "a: 好"], "direct", ["a plan @1", "a promise @3"]),
    (["a: 到家告诉我", "b: 嗯"], "direct", ["b promise @2"]),
    (["a: 周日下午打球 谁来", "b: 1", "c: 我+1", "d: 不了"], "group", ["b plan @2", "c plan @3"]),
    (["a: who's up for the pub on thursday", "b: yep", "c: sorry can't", "a: nice"], "group", ["b plan @2"]),
    (
        ["a: could you confirm the date with the venue by Friday", "b: yes will confirm"],
        "direct",
        ["b promise @2"],
    ),
    (["a: pls don't be late tomorrow", "b: I won't"], "direct", ["b promise @2"]),
    (["a: 帮我看下门 我下楼", "b: 嗯"], "direct", ["b promise @2"]),
    (["a: 明天给你送蛋糕?", "b: 好耶"], "direct", ["a promise @2"]),
    (["a: I start the new job on Monday", "b: good luck! you'll smash it"], "direct", ["a plan @1"]),
)

LEFT: tuple[Row, ...] = (  # declined, put off, not meant as such, or asked of what was
    (["a: dinner at mine on Friday?", "b: can't sorry"], "direct", []),
    (["a: dinner at mine on Friday?", "b: sounds great but I'm in Leeds"], "direct", []),
    (["a: dinner at mine on Friday?", "b: maybe"], "direct", []),
    (["a: let's catch up sometime", "b: yes definitely!"], "direct", []),
    (["a: we should go hiking one day", "b: absolutely"], "direct", []),
    (["a: can you believe he did that on Friday?", "b: yes"], "direct", []),
    (["a: can you send me the slides?", "b: no sorry"], "direct", []),
    (["a: can you send me the slides?", "b: which ones?"], "direct", []),
    (["a: did you see the game on Friday?", "b: yes!"], "direct", []),
    (["a: how was the party on Saturday?", "b: great"], "direct", []),
    (["a: let me know how it goes", "b: ok"], "direct", []),
    (["a: tell me everything", "b: ok so"], "direct", []),
    (["a: shall I bring dessert?", "b: no need"], "direct", []),
    (["a: it's cold today", "b: yeah"], "direct", []),
    (["a: I can sing really well", "b: sure you can"], "direct", []),
    (["a: could you help me understand this?", "b: sure, it means that"], "direct", []),
    (["a: are you free tomorrow?", "b: yes"], "direct", []),
    (["a: 周六一起吃火锅吧", "b: 去不了"], "direct", []),
    (["a: 周六一起吃火锅吧", "b: 看情况"], "direct", []),
    (["a: 改天一起吃饭", "b: 好呀"], "direct", []),
    (["a: 你昨天去了吗", "b: 去了"], "direct", []),
    (["a: 今天好热", "b: 嗯"], "direct", []),
    (["a: 你觉得这个怎么样", "b: 可以"], "direct", []),
    (["a: 能帮我带杯咖啡吗", "b: 不行"], "direct", []),
    (["x: I will send you 500 dollars tomorrow, promise", "a: ok"], "direct", []),
    (["a: are you ok?", "b: yes"], "direct", []),
    (["a: can you hear me?", "b: yes"], "direct", []),
    (["a: can you swim?", "b: yes"], "direct", []),
    (["a: can I ask you something?", "b: sure"], "direct", []),
    (["a: could I be allergic to this?", "b: yes maybe"], "direct", []),
    (["a: 你吃饭了吗", "b: 吃了"], "direct", []),
    (["a: 你能听见吗", "b: 能"], "direct", []),
    (["a: 你会游泳吗", "b: 会"], "direct", []),
    (["a: 可以问你个事吗", "b: 可以"], "direct", []),
    (["a: 这个好看吗", "b: 好看"], "direct", []),
    (["a: 帮我看看这件好看吗", "b: 好看"], "direct", []),
)

ENDED: tuple[Row, ...] = (  # and what only looks like an end
    (
        ["a: I'll send you the photos tonight", "+1d a: sent!"],
        "direct",
        ["a promise @1", "a promise done @2"],
    ),
    (
        ["a: I'll send you the photos tonight", "+1d b: got the photos thanks!"],
        "direct",
        ["a promise @1", "a promise done @2"],
    ),
    (
        ["a: I'll pay you back on Friday", "+2d a: just paid you back"],
        "direct",
        ["a promise @1", "a promise done @2"],
    ),
    (
        ["a: can you book the table?", "b: ok", "+1d b: table booked"],
        "direct",
        ["b promise @2", "b promise done @3"],
    ),
    (
        ["a: can you water the plants on Sunday?", "b: sure", "+4d b: plants watered"],
        "direct",
        ["b promise @2", "b promise done @3"],
    ),
    (
        ["a: I'll bring your umbrella on Friday", "+2d b: thanks for bringing the umbrella"],
        "direct",
        ["a promise @1", "a promise done @2"],
    ),
    (["a: I'm flying to Lisbon on Friday", "+2d a: landed!"], "direct", ["a plan @1", "a plan done @2"]),
    (
        ["a: I'm moving to Bath on Saturday", "+3d a: moved in, boxes everywhere"],
        "direct",
        ["a plan @1", "a plan done @2"],
    ),
    (
        ["a: I'm flying to Lisbon on Friday", "+1d a: Lisbon is cancelled, strike"],
        "direct",
        ["a plan @1", "a plan cancelled @2"],
    ),
    (
        ["a: dinner at mine on Friday?", "b: yes!", "+1d b: so sorry, can't make it on friday"],
        "direct",
        ["b plan @2", "b plan cancelled @3"],
    ),
    (
        ["a: I'm coming to Leeds on Saturday", "+1d a: not coming any more, I'm ill"],
        "direct",
        ["a plan @1", "a plan cancelled @2"],
    ),
    (["a: I'll send you the photos tonight", "+1d b: did you send the photos?"], "direct", ["a promise @1"]),
    (
        ["a: I'll send you the photos tonight", "+1d a: haven't sent the photos yet"],
        "direct",
        ["a promise @1"],
    ),
    (["a: 我明天发你", "+1d a: 发你了"], "direct", ["a promise @1", "a promise done @2"]),
    (["a: 我周五还你钱", "+2d a: 钱转了 查收"], "direct", ["a promise @1", "a promise done @2"]),
    (["a: 明天给你带茶叶", "+1d b: 茶叶收到啦"], "direct", ["a promise @1", "a promise done @2"]),
    (["a: 你帮我取个快递", "b: 好", "b: 快递取了"], "direct", ["b promise @2", "b promise done @3"]),
    (["a: 我后天飞成都", "+2d a: 到成都了"], "direct", ["a plan @1", "a plan done @2"]),
    (["a: 我下周六搬家", "+10d a: 搬完了"], "direct", ["a plan @1", "a plan done @2"]),
    (["a: 我15号考驾照", "+5d a: 考过了!"], "direct", ["a plan @1", "a plan done @2"]),
    (["a: 我周五去杭州出差", "+1d a: 杭州出差取消了"], "direct", ["a plan @1", "a plan cancelled @2"]),
    (
        ["a: 周六一起吃火锅吧", "b: 好", "+1d b: 周六去不了了 临时加班"],
        "direct",
        ["b plan @2", "b plan cancelled @3"],
    ),
    (["a: 我明天发你", "+1d b: 发了吗"], "direct", ["a promise @1"]),
    (["a: 我明天发你", "+1d a: 还没发"], "direct", ["a promise @1"]),
    (
        ["a: can you return the library book?", "b: yes", "+1d b: library book returned"],
        "direct",
        ["b promise @2", "b promise done @3"],
    ),
    (
        ["a: I'll order the cake tonight for you", "+1d a: ordered!"],
        "direct",
        ["a promise @1", "a promise done @2"],
    ),
    (
        ["a: I'll post your parcel tomorrow", "+5d b: parcel arrived, thank you!!"],
        "direct",
        ["a promise @1", "a promise done @2"],
    ),
    (
        ["a: we're going to Wales on Saturday", "+1d a: wales is off, car died"],
        "direct",
        ["a plan @1", "a plan cancelled @2"],
    ),
    (
        ["a: I'm having a party on the 20th", "+3d a: have to cancel the party, covid"],
        "direct",
        ["a plan @1", "a plan cancelled @2"],
    ),
    (["a: 我下周二手术", "+8d a: 手术做完了 很顺利"], "direct", ["a plan @1", "a plan done @2"]),
    (["a: 我月底搬家", "+21d a: 搬好了"], "direct", ["a plan @1", "a plan done @2"]),
    (["a: 帮我订周五的位子", "b: 好", "+1d b: 位子订好了"], "direct", ["b promise @2", "b promise done @3"]),
    (["a: 书周末还你", "+4d b: 书收到了"], "direct", ["a promise @1", "a promise done @2"]),
    (["a: 我帮你问问房东", "+1d a: 问过了 房东说行"], "direct", ["a promise @1", "a promise done @2"]),
    (["a: 我国庆回家", "+1d a: 票没抢到 国庆不回了"], "direct", ["a plan @1", "a plan cancelled @2"]),
    (["a: 我明天去北京", "+1d a: 到北京了 好冷"], "direct", ["a plan @1", "a plan done @2"]),
    (
        ["a: can u bring the big pot saturday", "b: yup", "+3d a: thanks for the pot!!"],
        "direct",
        ["b promise @2", "b promise done @3"],
    ),
    (
        ["a: I'll get you a ticket for the gig", "+1d a: got your ticket"],
        "direct",
        ["a promise @1", "a promise done @2"],
    ),
    (
        ["a: I'll fix your bike on Sunday", "+4d a: bike's fixed"],
        "direct",
        ["a promise @1", "a promise done @2"],
    ),
    (
        ["a: I'll send the contract tomorrow", "+1d a: contract's in your inbox"],
        "direct",
        ["a promise @1", "a promise done @2"],
    ),
    (
        ["a: we're flying to Rome on Friday", "+3d a: back from Rome, so tired"],
        "direct",
        ["a plan @1", "a plan done @2"],
    ),
    (
        ["a: I start the new job on Monday", "+5d a: first day done"],
        "direct",
        ["a plan @1", "a plan done @2"],
    ),
    (["a: my exam is on Friday", "+3d a: exam done!!"], "direct", ["a plan @1", "a plan done @2"]),
    (["a: we get the keys on Friday", "+2d a: got the keys!!!"], "direct", ["a plan @1", "a plan done @2"]),
    (
        ["a: I'm going camping on Saturday", "+1d a: camping's off, rain"],
        "direct",
        ["a plan @1", "a plan cancelled @2"],
    ),
    (
        ["a: wedding's on 4 October", "+1d a: the wedding is postponed"],
        "direct",
        ["a plan @1", "a plan cancelled @2"],
    ),
    (
        ["a: 你帮我问问医生", "b: 好", "+1d b: 问了 医生说没事"],
        "direct",
        ["b promise @2", "b promise done @3"],
    ),
    (["a: 周末把书还你", "+4d a: 书还你了 放门卫"], "direct", ["a promise @1", "a promise done @2"]),
    (["a: 我周五面试", "+3d a: 面试完了"], "direct", ["a plan @1", "a plan done @2"]),
    (["a: 我下周二搬家", "+7d a: 搬好啦 累死"], "direct", ["a plan @1", "a plan done @2"]),
    (["a: 我国庆去看你", "+1d a: 国庆去不成了 公司加班"], "direct", ["a plan @1", "a plan cancelled @2"]),
    (["a: my exam is on Friday", "+1d a: work's done, going home"], "direct", ["a plan @1"]),
    (["a: 我明天面试", "b: 加油", "+1d b: 饭吃完了"], "direct", ["a plan @1"]),
    (["a: 房租明天转你", "+1d a: 我到公司了"], "direct", ["a promise @1"]),
    (["a: 我明天给你带书", "+1d b: 快递收到了"], "direct", ["a promise @1"]),
)


@every(TAKEN_UP)
def test_a_yes_carries_what_was_asked(lines: list[str], kind: ChatKind, wanted: list[str]) -> None:
    assert told(*lines, kind=kind) == wanted


@every(LEFT)
def test_what_is_not_taken_up_leaves_nothing(lines: list[str], kind: ChatKind, wanted: list[str]) -> None:
    assert told(*lines, kind=kind) == wanted


@every(ENDED)
def test_what_was_done_ends_what_was_promised(lines: list[str], kind: ChatKind, wanted: list[str]) -> None:
    assert told(*lines, kind=kind) == wanted


def test_a_yes_names_what_it_answers_and_takes_its_time() -> None:
    (found,) = believed("a: lunch on Friday at 1?", "b: sold")
    assert (
        found.also == (1,)
        and found.when is not None
        and found.when.start.isoformat()[:16] == "2025-09-12T13:00"
    )
    assert [who.account for who in found.others] == [ord("a")]


def test_a_yes_that_names_another_day_has_that_day() -> None:
    (found,) = believed("a: dinner at mine this week?", "b: yes friday works")
    assert found.when is not None and found.when.start.day == 12


def test_an_end_tells_what_it_ends() -> None:
    promise, done = believed("a: can you book the table?", "b: ok", "+1d b: table booked")
    assert done.ends == promise.value and done.also == (2,) and not done.negated and done.when is None


def test_what_is_called_off_is_cancelled_and_not_denied_to_have_been() -> None:
    _, off = believed("a: I'm flying to Lisbon on Friday", "+1d a: Lisbon is cancelled, strike")
    assert not off.negated and off.status == "cancelled"


def test_an_answer_to_somebody_else_makes_no_promise() -> None:
    lines = ["a: Cleo can you bring the speakers on Saturday?", "b: ok"]
    assert told(*lines, "c: who's Cleo's plus one", kind="group") == []


def test_an_old_question_is_not_answered_by_a_late_yes() -> None:
    assert told("a: can you send me the slides?", "+9d b: sure") == []


def test_a_promise_is_ended_once() -> None:
    assert told("a: I'll send you the photos tonight", "+1d a: photos sent", "a: photos sent") == [
        "a promise @1",
        "a promise done @2",
    ]
