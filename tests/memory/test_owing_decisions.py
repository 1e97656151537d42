"""What a group or two have settled; precision first."""

from __future__ import annotations

from tests.memory.owing_chats import believed, name, thread
from tests.tables import every
from zhiji.memory.reading.owing_decisions import decisions
from zhiji.memory.records import GROUP


def told(*said: str) -> list[str]:
    """The words of each decision."""
    return [one.value for one in believed(decisions, thread(*said))]


def in_group(words: str, *, asked: str = "hello") -> list[str]:
    """What a message to a group of three settles."""
    return told(f"b: {asked}", "c: hm", f"a: {words}")


@every(
    [
        ("decision: we rent the small hall", "rent the small hall"),
        ("ok decision on the logo: the green one", "the green one"),
        ("final decision is to skip the fireworks", "skip the fireworks"),
        ("all agreed then: bikes stay outside", "bikes stay outside"),
        ("agreed: nobody brings presents", "nobody brings presents"),
        ("votes are in: curry beats pizza", "curry beats pizza"),
        ("the committee approved the new kit", "the new kit"),
        ("the vote went for Lisbon", "Lisbon"),
        ("we've decided to renew the lease", "renew the lease"),
        ("we agreed to split the bills by room", "split the bills by room"),
        ("we voted against the raffle", "the raffle"),
        ("we said no to the second coach", "the second coach"),
        ("so it's decided: two tables and a tent", "two tables and a tent"),
        ("we're sticking with the old supplier", "the old supplier"),
        ("we're not renewing the gym contract", "the gym contract"),
        ("we're going with option B", "option B"),
        ("from September everyone pays online", "pays online"),
        ("rehearsal moves to Tuesdays at 7 from the 1st", "rehearsal moves"),
        ("the picnic is now on 12 July", "picnic is now on 12 July"),
        ("minutes: spring fair stays on 9 May", "spring fair stays on 9 May"),
        ("决定：海报用蓝色那版", "海报用蓝色那版"),
        ("投票结束 秋游去莫干山", "秋游去莫干山"),
        ("大家一致同意换供应商", "换供应商"),
        ("我们决定不涨价", "不涨价"),
        ("最后定了红色的那款", "红色的那款"),
        ("logo用第二版 不再讨论了", "logo用第二版"),
        ("就这么定了 年会在郊区办", "年会在郊区办"),
        ("例会改到周三下午", "例会改到周三下午"),
        ("家长会定在9月20号", "家长会定在9月20号"),
        ("以后报销统一走系统", "以后报销统一走系统"),
        ("从下月起值班改成轮流", "从下月起值班改成轮流"),
        ("开会决定取消早会", "取消早会"),
        ("店名叫一碗春 不改了", "店名叫一碗春"),
        ("会上定的 月报改季报 因为没人看", "月报改季报"),
        ("房子租东门那套 我跟你姐商量好了", "房子租东门那套"),
        ("next read is Emma, we voted", "next read is Emma"),
        ("lunch at ours on Sunday, it's settled", "lunch at ours"),
        ("final answer from the hall: no candles", "no candles"),
        ("agreed with jo: she keeps the piano", "she keeps the piano"),
    ]
)
def test_a_group_settles_something(words: str, part: str) -> None:
    (one,) = in_group(words)
    assert part in one


@every(
    [
        ("pizza or curry?", "ok curry it is", "curry"),
        ("which name do we want?", "the short one it is then", "the short one"),
        ("red or blue?", "ok let's go with blue then", "blue"),
        ("shall we get a dog?", "ok no dog then", "no dog"),
        ("买哪个投影?", "那就买便宜的那台", "便宜的那台"),
        ("要不要换个房子?", "那算了 不换", "不换"),
        ("方案A还是方案B?", "那就用方案A", "方案A"),
        ("合同还续吗?", "那就不续了", "不续"),
        ("要唔要裝冷氣?", "咁就唔裝喇", "唔裝"),
    ]
)
def test_a_choice_that_stood_open_is_taken(asked: str, words: str, part: str) -> None:
    (one,) = in_group(words, asked=asked)
    assert part in one


@every(
    [
        "what's the decision?",
        "have we decided on a venue?",
        "we haven't decided yet",
        "we need to decide on a date",
        "I decided to go to bed",
        "if we're going with option B tell me",
        "let's go with me to the shop?",
        "should we go with the green one?",
        "we could go with the green one",
        "maybe we're sticking with the old one",
        "agreed!",
        "I agree: it's too loud",
        "we agreed to disagree",
        "hard decision, that",
        "it is what it is",
        "yes it is!",
        "how sad it is",
        "let's keep going",
        "I heard the committee approved it",
        "apparently the council decided to close the park",
        "lol we've decided to marry the cat",
        "we decided to go to the beach last week, so hot",
        "he moved to Leeds in May",
        "the deadline is soon",
        "make up your mind then",
        "then we danced until 3",
        "she's decided, I think",
        "no way then",
        "we're going with my parents",
        "decision fatigue is real",
        "I propose we decide: red",
        "你决定吧",
        "还没定呢",
        "定了吗",
        "时间待定",
        "我决定早睡",
        "不一定周六去",
        "要是大家同意就换",
        "听说学校决定停课",
        "算了 不说了",
        "那算了",
        "那就好",
        "那就是说你不来",
        "我定了周六的票",
        "周六定了餐厅包间",
        "肯定是周三",
        "你们商量一下方案再定",
        "建议例会改到周三",
        "例会能不能改到周三?",
        "哈哈哈我们决定集体辞职",
        "草稿主题定为春天",
        "当年我们决定不生二胎",
        "大家投票吧 A海边 B山里",
        "名字大家说好了再改",
        "going with my mum to the shops",
        "final exam is on Monday",
    ]
)
def test_words_that_settle_nothing(words: str) -> None:
    assert in_group(words, asked="red or blue?") == []


def test_it_is_the_groups_with_its_day() -> None:
    chat = thread("b: hi", "c: hi", "a: ok decision: the quiz is on 27 June")
    (one,) = believed(decisions, chat)
    assert one.subject == GROUP
    assert one.when is not None and one.when.start.date().isoformat() == "2025-06-27"


def test_somebody_settles_it_alone() -> None:
    chat = thread("b: the museum is shut", "a: going with the zoo then")
    (one,) = believed(decisions, chat)
    assert name(chat, one.subject.account) == "a"


def test_an_assistant_settles_nothing() -> None:
    assert believed(decisions, thread("a: hm", "b: decision: option A", kind="assistant")) == []
