"""Debts, decisions, birthdays, instructions and questions in the many ways in which people speak of them."""

from __future__ import annotations

from datetime import datetime

from tests.memory.owing_chats import believed, name, thread
from tests.tables import every
from zhiji.memory.reading.owing import debts
from zhiji.memory.reading.owing_birthdays import birthdays
from zhiji.memory.reading.owing_decisions import decisions
from zhiji.memory.reading.owing_instructions import instructions
from zhiji.memory.reading.owing_questions import questions
from zhiji.memory.records import GROUP, Reading

Owed = tuple[str, str, str]


def owed(*said: str) -> list[Owed]:
    """Each debt as (debtor, value, status)."""
    chat = thread(*said)
    return [
        (name(chat, one.subject.account) or one.subject.name, one.value, one.status or "")
        for one in believed(debts, chat)
    ]


def settled(*said: str) -> list[Reading]:
    """What is settled, surely."""
    return believed(decisions, thread(*said))


@every(
    [
        ("can't believe I still owe you that 60 from the festival", "a", "60 GBP"),
        ("my half of the cabin is 210 right? sending it now", "a", "210 GBP"),
        ("dan lent me his drill, need to get it back to him", "a", "drill"),
        ("that's 23 quid I owe you", "a", "23 GBP"),
        ("I'll give you the 40 back on payday", "a", "40 GBP"),
        ("I'll bring your ladder back on Sunday", "a", "ladder"),
        ("you never gave me my hair dryer back", "b", "hair dryer"),
        ("the deposit is £250, due by the 1st", "b", "250 GBP"),
        ("rent's due Friday, £640", "b", "640 GBP"),
        ("I lent 300 to kev", "kev", "300 GBP"),
        ("你借我的两百块下周还你", "a", "200 CNY"),
        ("小李还欠我五百", "小李", "500 CNY"),
        ("今天先欠老周三百二", "a", "320 CNY"),
        ("上次吃饭你垫的120我转你", "a", "120 CNY"),
        ("你的移动硬盘还在我这", "a", "移动硬盘"),
        ("十箱都送到了 共1850 月底结", "b", "1850 CNY"),
        ("公司欠我三个月工资", "公司", "三个月工资"),
        ("上次你借我的150加币我还没还", "a", "150 CAD"),
    ]
)
def test_a_debt_is_told_in_passing(words: str, debtor: str, value: str) -> None:
    assert (debtor, value, "open") in owed("b: hi", f"a: {words}")


@every(
    [
        "I'll bring the salad back to yours",
        "Kev's got my back",
        "can I get my life back",
        "bring my boy back safe",
        "invoice me whenever",
        "he has my sympathy",
        "I paid 30 back in 2019",
        "I finally got my dream job",
        "一共120个人报名",
        "我借了图书馆的书",
        "他欠我一个解释",
        "我把钥匙放桌上了",
        "还差3个人",
        "你的快递还在我这儿吗",
    ]
)
def test_nothing_is_owed(words: str) -> None:
    assert owed("b: hi", f"a: {words}") == []


@every(
    [
        ("could you lend me 50 till friday", "course, sent", "50 GBP"),
        ("借我五百 发工资还", "转你了", "500 CNY"),
        ("can I borrow your tent?", "it's in the garage, help yourself", "tent"),
        ("你那个烤箱能借我用一周不", "拿去用吧", "烤箱"),
        ("anyone got a projector we could borrow", "yep, come and get it", "projector"),
    ]
)
def test_a_loan_is_granted(asked: str, granted: str, value: str) -> None:
    assert owed("a: hey", f"b: {asked}", f"a: {granted}") == [("b", value, "open")]


def test_a_loan_that_is_refused_is_none() -> None:
    assert (
        owed("a: hey", "b: can I borrow your tent?", "a: sorry, I lent it to Kim, take it up with her") == []
    )


def test_who_lends_says_until_when() -> None:
    chat = thread("a: hi", "b: can you spot me 80", "a: sent, back by Friday please")
    (one,) = believed(debts, chat)
    assert one.when is not None
    assert one.when.start == datetime.fromisoformat("2025-06-13T00:00:00+01:00")


@every(["[转账66] 查收", "66已转", "微信转你了", "钱转你了", "[转账] 66.00"])
def test_it_is_paid_by_wechat(paid: str) -> None:
    assert owed("a: 嗯", "b: 你还欠我66", f"a: {paid}")[-1] == ("a", "66 CNY", "done")


def test_a_part_is_paid_and_the_rest_told() -> None:
    chat = ("a: hi", "b: you owe me £90", "a: 60 in your account, other 30 next week ok?")
    assert owed(*chat)[-1] == ("a", "30 GBP", "open")
    assert owed(*chat, "a: rest is in ur account")[-1] == ("a", "30 GBP", "done")


def test_got_it_takes_what_was_just_sent() -> None:
    assert owed("a: I owe you 45, sending now", "b: got it, cheers")[-1] == ("a", "45 GBP", "done")
    assert owed("a: I owe you 45", "b: what a day", "b: got it, the film is at 8")[-1][2] == "open"


def test_a_share_spares_who_is_not_there() -> None:
    chat = ("ann: so who's in", "bo: I can't make it", "cy: me", "ann: booked, 30 each, pay me whenever")
    assert owed(*chat) == [("cy", "30 GBP", "open")]
    told = owed("cy: hi", "dee: hi", "ann: £20 each to me by Friday pls, dee doesn't pay obvs")
    assert told == [("cy", "20 GBP", "open")]


@every(
    [
        "right, decided: we paint it green",
        "update: training is cancelled this Thursday",
        "the committee have decided to put subs up to £40 from April",
        "from next term swimming is on Wednesdays",
        "no rehearsal on Tuesday, hall's flooded",
        "change of plan, we're meeting at the bridge instead",
        "landlord's agreed to drop it to 850",
        "we've agreed no more early shifts",
        "we're skipping the raffle",
        "decided on the red one. done",
        "开会定了 六月去团建 地点千岛湖",
        "下周的课改到周日上午十点",
        "本周六值班取消",
        "领导拍板了 用新系统",
        "全票通过 队长小林",
        "聚会地点换到老地方 时间不变",
        "决定了啊 下月起改到周二",
        "经讨论 12月15日试运行",
        "通知:周五下午停水",
    ]
)
def test_a_group_hears_what_is_settled(words: str) -> None:
    assert settled("b: hm", "c: hm", f"a: {words}")


@every(
    [
        "we've picked up the kids",
        "my boss decided to wear shorts today",
        "we agreed that the film was bad",
        "we've gone for a walk",
        "happy to stay in tonight",
        "roster: I hate it",
        "the flight is cancelled",
        "从航班看 周五的航班取消了",
        "早点睡吧 十点就十点",
        "我昨天改到一点半",
        "想好了告诉我",
        "今天不打了 累",
        "各位 晚安",
        "改明天说",
    ]
)
def test_stories_settle_nothing(words: str) -> None:
    assert settled("b: hm", "c: hm", f"a: {words}") == []


def test_one_makes_up_ones_mind_for_oneself() -> None:
    for words in (
        "I've decided to hand in my notice in January",
        "ok I've thought. It's a no, I can't leave the dog",
        "我想清楚了 不考研了 直接找工作",
        "跟爸妈商量好了 婚礼放在五一办",
    ):
        (one,) = settled("b: hi", f"a: {words}")
        assert one.subject.account == 2


def test_a_price_or_a_day_is_agreed_to() -> None:
    (one,) = settled("b: 六千太高了 五千八吧", "a: 行吧 五千八 押一付三")
    assert one.value.startswith("五千八")
    assert settled("b: 三千嘛", "a: 三千就三千")
    (one,) = settled("b: 定初四吧", "c: 我都行", "a: 初四 可以")
    assert one.subject == GROUP


def test_each_day_that_is_settled_is_one() -> None:
    told = settled("b: hm", "c: hm", "a: 经讨论 12月15日试运行 12月22日全量")
    assert [one.value for one in told] == ["12月15日试运行", "12月22日全量"]


@every(
    [
        ("Your dad's seventieth is the 22nd of march", "dad", "03-22"),
        ("it's Nan's 80th on Saturday", "Nan", "06-14"),
        ("my birthday is in two weeks, the twenty-fifth", "", "06-25"),
        ("Leo isn't 2 until March 5th", "Leo", "03-05"),
        ("auntie Sue's birthday is 3 June", "auntie Sue", "06-03"),
        ("Ana's birthday is the 12th, cake?", "Ana", "06-12"),
        ("Aunt Jo would love this. she'd have been 90 on Sunday", "Aunt Jo", "06-15"),
        ("Lottie had her baby on Monday, a boy called Finn", "Finn", "2025-06-09"),
        ("媳妇生了 今早六点 七斤二两 千金", "女儿", "2025-06-11"),
        ("你弟妹生日下月8号", "老婆", "07-08"),
        ("八月初三你外公过生", "外公", "lunar 08-03"),
    ]
)
def test_a_birthday_by_other_words(words: str, whom: str, value: str) -> None:
    (one,) = believed(birthdays, thread("b: hi", f"a: {words}"))
    assert (one.subject.name, one.value) == (whom, value)


@every(
    [
        "it's the company's 50th on Friday",
        "Tom had a little girl on his team",
        "he was first on Saturday",
        "my sister's 10th marathon is on Sunday",
        "过生活不容易",
        "我当舅舅的不能不管",
        "老二六月八号开学",
    ]
)
def test_no_birthday(words: str) -> None:
    assert believed(birthdays, thread("b: hi", f"a: {words}")) == []


def test_a_day_that_is_the_named_one_by_the_moon_is_lunar() -> None:
    start = datetime.fromisoformat("2025-11-06T10:00:00+08:00")  # two days before 九月十九
    for words in ("后天九月十九，外婆生日", "外婆生日是后天 九月十九"):
        (one,) = believed(birthdays, thread("b: hi", f"a: {words}", start=start))
        assert one.value == "lunar 09-19"


def test_the_month_comes_first_where_it_is_written_so() -> None:
    for clock, value in (("+08:00", "12-02"), ("-05:00", "12-02"), ("+01:00", "02-12")):
        start = datetime.fromisoformat(f"2025-06-11T10:00:00{clock}")
        (one,) = believed(birthdays, thread("b: hi", "a: my birthday is 12/2", start=start))
        assert one.value == value


@every(
    [
        "when you write to my landlord, be firm",
        "please don't claim to know things I haven't told you",
        "don't recommend anything with nuts",
        "and use Fahrenheit please",
        "if you don't know just say so",
        "address my mum as Mrs Okafor",
        "no more motivational quotes",
        "you can use tables for budgets",
        "stop the morning summaries",
        "从明天起每天早上六点提醒我喂鱼",
        "不用再推新闻了",
        "推荐电影的时候默认两个人看",
        "我发英文你就用英文回",
        "回答前先问我要不要详细",
        "写东西别那么啰嗦",
    ]
)
def test_an_assistant_is_told_how_things_shall_be(words: str) -> None:
    assert believed(instructions, thread("bot: hello", f"me: {words}", kind="assistant", owner="me"))


@every(
    [
        "when you grow up you'll see",
        "if you need more info ask",
        "don't mention it",
        "no more for me thanks",
        "I sign with my left hand",
        "how do I stop saying like all the time",
        "从明天起我要减肥",
        "记住",
        "务实一点",
        "长期失眠怎么办",
    ]
)
def test_no_order_to_an_assistant(words: str) -> None:
    assert believed(instructions, thread("bot: hello", f"me: {words}", kind="assistant", owner="me")) == []


@every(
    [
        "Liam do you know what time the fair starts",
        "whats the wifi at yours again",
        "remind me what your surname is?",
        "can someone bring a tent lol",
        "周末还去不去爬山啊",
        "你那边快递能收不",
        "我的户口本放哪了",
        "有空把照片传我一下",
        "今晚谁有卷子的答案😂",
    ]
)
def test_a_question_in_other_words_is_open(words: str) -> None:
    assert believed(questions, thread("b: hello", f"a: {words}"))


@every(
    [
        "so do I",
        "who's going to make me laugh now",
        "你们是人吗",
        "来不来都行",
        "动不动就生气",
        "我在哪都能睡",
        "I need your address book",
    ]
)
def test_nothing_is_asked(words: str) -> None:
    assert believed(questions, thread("b: hello", f"a: {words}")) == []


def test_a_question_is_open_if_the_answer_is_weeks_late_and_of_else() -> None:
    asked = "a: did he send you the report?"
    assert believed(questions, thread("b: hi", asked, "+25d b: the lease is up for renewal"))
    assert believed(questions, thread("b: hi", asked, "+25d b: no report yet")) == []
