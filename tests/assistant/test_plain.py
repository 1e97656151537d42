"""Questions as people type them, and what they ask in plain words; greetings, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.assistant.asks import route_of
from zhiji.assistant.kinds.purposes import intent_of, worded
from zhiji.assistant.plain import plain
from zhiji.assistant.question import language_of
from zhiji.assistant.routes import Route
from zhiji.assistant.small_talk import recognised

PEOPLE = ("Tom", "Ola", "Kai", "老陈", "阿凯", "媽", "妈", "姑姑", "#bridge")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("tom addr now?", "tom address now?"),
        ("whats olas gate code", "what's olas gate code"),
        ("remind me where Tom lives", "where Tom lives"),
        ("Could you please tell me when Ola is off?", "when Ola is off?"),
        ("I can't for the life of me remember who has the ladder", "who has the ladder"),
        ("do you know if Kai paid, please?", "if Kai paid?"),
        ("ok so where is it again", "where is it"),
        ("提醒我一下体检是哪天来着", "体检是哪天"),
        ("我有点忘了梯子在谁那", "梯子在谁那"),
        ("老陳幾時返屋企㗎", "老陈什么时候回家"),
        ("佢哋喺邊度食飯", "他们在哪里食饭"),
        ("邊個攞咗把梯", "谁攞了把梯"),
        ("仲有邊個等緊我", "还有谁等着我"),
        ("tell me about Tom's salary in Linz", "what is Tom's salary in Linz"),
        ("tell me about Tom's trip", "tell me about Tom's trip"),
        ("remind me to call Tom", "remind me to call Tom"),
        ("提醒我去买菜", "提醒我去买菜"),
        ("关系怎么样", "关系怎么样"),
        ("what did Ola say about n/a rows", "what did Ola say about n/a rows"),
    ],
)
def test_a_question_is_understood_as_what_it_asks(asked: str, meant: str) -> None:
    assert plain(asked) == meant


@pytest.mark.parametrize(
    "words",
    [
        "hey u there?",
        "lol",
        "哈哈你真逗",
        "唔該晒",
        "ok thx bye",
        "拜拜啦",
        "that's all for today, bye!",
        "good night",
        "食咗飯未",
        "👍",
        "😂😂",
        "cheers mate",
        "多謝晒",
        "在不在呀",
        "how r u",
        "tell me a joke",
        "我好无聊",
        "886",
        "are you a bot",
        "nice, thanks",
    ],
)
def test_what_only_makes_conversation_is_small_talk(words: str) -> None:
    assert recognised(words)


@pytest.mark.parametrize(
    "words",
    [
        "谢谢谁送我花",
        "hi from Mum?",
        "how is Ola doing",
        "最近怎么样",
        "good night text from Tom?",
        "在哪",
        "lol who said that",
        "今天怎么样",
        "thanks to whom",
        "晚上好吃什么",
        "who's there on Friday",
        "Tom 好吗",
        "明天",
    ],
)
def test_what_asks_for_something_is_no_small_talk(words: str) -> None:
    assert not recognised(words)


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (
            "word a quick note to Ola asking whether 7740 still works",
            "Can you tell me whether 7740 still works?",
        ),
        ("text Tom asking if he's coming on Friday", "Can you tell me if you're coming on Friday?"),
        ("message Kai asking him to bring the ladder", "Could you bring the ladder?"),
        ("tell Ola I can't come on friday", "I can't come on friday"),
        ("could you let Ola know the tent is dry", "the tent is dry"),
        ("remind Tom to send the drill, nicely please", "Don't forget to send the drill!"),
        ("thank Kai for the ladder", "Thank you for the ladder!"),
        ("drop Tom a line to apologise for being late", "I'm so sorry for being late."),
        ("wish Tom a happy birthday", "Happy birthday!"),
        ("幫我覆媽 話聽晚一齊睇", "聽晚一齊睇"),
        ("给阿凯拟条催款的 客气点", "上次那笔钱，方便的时候转我一下哈，不急，谢谢！"),
        ("给老陈发个消息问他周六来不来", "你周六来不来？"),
        ("替我谢谢老陈上次送的茶", "谢谢你上次送的茶！"),
        ("帮我约老陈周六爬山", "周六爬山，有空吗？"),
        ("跟我妈说票买好了告诉她", "票买好了告诉你"),
        ("帮我拒绝老陈", "不好意思，这次不行，下次吧。"),
    ],
)
def test_a_draft_does_what_it_is_wanted_for(request_: str, said: str) -> None:
    assert route_of(request_, *PEOPLE) is Route.DRAFT
    intent = intent_of(request_)
    assert intent is not None
    assert worded(intent, language_of(said)) == [said]


@pytest.mark.parametrize(
    "question",
    [
        "what was the message to Tom about", "what did I tell Ola about the trip", "text from mum about soup", "Any messages from Tom",
        "remind me what Tom said", "Tell me about Ola", "show me the note to Kai about the ladder", "我给妈妈寄过什么", "谁给我写过信",
        "我问老陈什么了", "给妈妈发的那条消息说了什么", "提醒我一下老陈哪天走的", "回成都是哪天",
    ],
)  # fmt: skip
def test_a_question_about_what_was_written_is_no_wish_for_a_draft(question: str) -> None:
    assert route_of(question, *PEOPLE) is not Route.DRAFT


@pytest.mark.parametrize(
    "question",
    [
        "what's been said in #bridge this week? short pls",
        "give me the gist of the house chat",
        "what did I miss",
        "any news from Tom",
        "anything from Ola in 2030?",
        "how's Tom been lately",
        "姑姑那边今年都说了些啥",
        "大概讲讲家里群这个月的事",
        "老陈最近在忙啥",
        "我错过了什么",
    ],
)
def test_a_summary_is_asked_for_in_many_ways(question: str) -> None:
    assert route_of(question, *PEOPLE) is Route.SUMMARY
