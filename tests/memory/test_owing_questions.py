"""Questions and requests that nobody answered."""

from __future__ import annotations

from tests.memory.owing_chats import believed, name, thread
from tests.tables import every
from zhiji.memory.reading.owing_questions import questions

Asked = tuple[str, str, str]


def told(*said: str) -> list[Asked]:
    """Each open question as (who asks, whom, words)."""
    chat = thread(*said)
    return [
        (name(chat, one.subject.account), name(chat, one.to.account) if one.to else "", one.value)
        for one in believed(questions, chat)
    ]


@every(
    [
        "can you send me the recipe",
        "could you check whether the back door is locked?",
        "pls send the photos from sunday",
        "let me know which train you're on",
        "what time does the shop close on sundays",
        "did you book the tickets?",
        "also did i leave my scarf at yours",
        "where did you park the van?",
        "do you still want the bookshelf?",
        "when is the dentist appointment",
        "any chance you could feed the cat on friday?",
        "do you mind bringing the folding chairs",
        "how much was the taxi?",
        "would you mind asking your landlord about the bins",
        "have you heard back from the school?",
        "who has the spare key?",
        "which bus goes to the hospital?",
        "text me the address when you can",
        "how do I turn the boiler off??",
        "sis did mum call you",
        "is the pool open in winter?",
        "any news from the garage?",
        "你能不能帮我问下价格",
        "麻烦把合同发一下",
        "帮我带两包茶叶",
        "机票是几点的",
        "上次那家面馆叫什么名字",
        "你护照什么时候到期?",
        "那个文件你放哪里了",
        "有没有人会修水管",
        "谁有打印机可以借",
        "方便把地址发我一下吗",
        "周末要不要一起去看展",
        "孩子报名费交多少?",
        "唔該幫我睇下郵件",
        "你几号回上海?",
        "发我一下会议链接好不好",
        "快递你收到没",
        "你姐家的门牌号是多少",
        "可不可以借我自行车",
        "你哋幾時搬屋?",
        "得闲帮我拎个快递",
    ]
)
def test_a_question_is_open_while_nobody_answers(words: str) -> None:
    (one,) = told("b: hello", f"a: {words}")
    assert one[:2] == ("a", "b")


@every(
    [
        "how are you?",
        "how was your weekend?",
        "what's up?",
        "you ok?",
        "right?",
        "can you believe it?",
        "isn't it lovely?",
        "who knows?",
        "what a day",
        "why me?",
        "how cool is that?",
        "guess what?",
        "did you know that octopuses have three hearts?",
        "are you kidding?",
        "how hard can it be?",
        "what about you?",
        "let me know if you need anything",
        "I know what time it is",
        "that's when I left",
        "what you said made me think.",
        "have a good night",
        "do your best!",
        "is what it is",
        "will do",
        "seriously??",
        "am i right?",
        "what if we lived on the moon",
        "translate: can you send me the file?",
        "lol can you send me a million pounds",
        "吃了吗",
        "在吗",
        "睡了没",
        "最近怎么样?",
        "怎么可能",
        "谁知道呢",
        "是不是很好笑",
        "对不对?",
        "凭什么啊?",
        "哪有你说的那么好",
        "看看能不能修好",
        "我不知道几点",
        "你猜",
        "转发:有没有人要贷款 加V",
    ]
)
def test_small_talk_and_what_expects_no_answer(words: str) -> None:
    assert told("b: hello", f"a: {words}") == []


@every(
    [
        ("b: sure",),
        ("b: in a minute, driving",),
        ("a: nvm found it",),
        ("a: never mind!",),
        ("a: please", "b: ok"),
        ("+2d b: sent!",),
    ]
)
def test_an_answer_or_a_never_mind_closes_it(after: tuple[str, ...]) -> None:
    assert told("b: hi", "a: can you send me the recipe?", *after) == []


def test_much_later_talk_of_other_things_is_no_answer() -> None:
    (one,) = told("b: hi", "a: can you send me the recipe", "+40d a: happy easter!", "b: you too")
    assert one[2] == "can you send me the recipe"


def test_a_group_may_talk_past_a_question() -> None:
    chat = (
        "ann: does anybody have a tent to lend",
        "bo: my own grandfather walked over the alps once with nothing but cheese",
        "cy: bo that story gets longer every year and I love it",
    )
    assert told(*chat) == [("ann", "", "does anybody have a tent to lend")]
    assert told("ann: hi", "bo: hi", "cy: does anybody have a tent?", "ann: I do!") == []
    assert (
        told(
            "ann: hi",
            "bo: hi",
            "cy: can someone drive?",
            "ann: it's far and the tent is heavy but I can drive",
        )
        == []
    )
    assert (
        told(
            "ann: hi",
            "bo: hi",
            "cy: where is the key?",
            "ann: under the third flowerpot by the shed, as it always was",
        )
        == []
    )


def test_somebody_is_asked_by_name() -> None:
    chat = ("ann: hi", "bo: hi", "cy: ann what did the vet say")
    assert told(*chat) == [("cy", "ann", "ann what did the vet say")]
    assert told(*chat, "bo: poor dog") == [("cy", "ann", "ann what did the vet say")]
    assert told(*chat, "bo: poor dog", "ann: he'll live") == []


def test_the_day_until_when_is_kept() -> None:
    (one,) = believed(questions, thread("b: hi", "a: can you send me the form before friday?"))
    assert one.when is not None and one.when.start.date().isoformat() == "2025-06-13"


def test_assistants_are_asked_elsewhere() -> None:
    assert believed(questions, thread("b: hi", "a: can you send me the form?", kind="assistant")) == []
