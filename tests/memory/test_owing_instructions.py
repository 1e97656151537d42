"""What the owner tells an assistant to do from now on."""

from __future__ import annotations

from tests.memory.owing_chats import believed, thread
from tests.tables import every
from zhiji.memory.reading.owing_instructions import instructions


def told(words: str, *, who: str = "me") -> list[str]:
    """The words of each instruction in a message to an assistant."""
    chat = thread("bot: hello", f"{who}: {words}", kind="assistant", owner="me")
    return [one.value for one in believed(instructions, chat)]


@every(
    [
        "From now on answer in German",
        "always give prices in pounds",
        "never use my surname in emails",
        "please don't use emojis",
        "no bullet points please",
        "call me Sam",
        "don't call me Samantha",
        "whenever I paste code, explain it line by line",
        "every time I send a receipt add it to the list",
        "keep your answers short",
        "I'd prefer short answers",
        "going forward use metric",
        "in future, ask me before you make things longer",
        "remind me every Monday to water the plants",
        "use British spelling",
        "stop apologising",
        "by default write dates as day month year",
        "When I say home, always assume I mean my flat",
        "记住 以后都用中文回答",
        "以后给我写邮件别用感叹号",
        "不要用表格",
        "别再用敬语了",
        "每次算钱都按人民币算",
        "凡是日期一律写成年月日",
        "叫我小杜就行",
        "以后称呼我杜老师",
        "每天晚上十点提醒我吃药",
        "提醒我别在睡前看手机 以后都这样",
        "从现在起回答控制在三句以内",
        "唔好用繁体字",
        "总是先给结论",
        "默认用摄氏度",
        "今后引用要标出处",
        "别说教",
        "少说废话",
        "翻译的时候一律用英式拼写",
        "我问菜谱的时候 一律给克数",
        "以后别叫我亲",
        "never guess, ask me",
        "always write dates as month day, year when I ask for a timeline",
        "when I ask for recipes leave out mushrooms",
        "if I write in Welsh answer in Welsh",
        "请记住 我的邮件都要抄送小周",
        "我发的菜单 都翻成英文给我",
        "时间用24小时制",
        "说话简短点",
        "don't ever share my address in drafts",
    ]
)
def test_a_standing_instruction(words: str) -> None:
    assert len(told(words)) == 1


@every(
    [
        "answer in German this time",
        "make this shorter",
        "translate: never trust a cat, always feed it",
        'proofread this: "From now on we meet on Mondays"',
        "rewrite the following\n\nAlways be closing.",
        "I always forget my keys",
        "my boss never answers",
        "do you always answer like that?",
        "for today use British spelling",
        "never mind",
        "I'll use them when I talk to the mayor",
        "thanks for always checking the numbers when I ask",
        "what should I always pack?",
        "write an email, don't use emojis",
        "don't make things up",
        "call me a taxi",
        "call me when you're done",
        "remember the time we talked about Rome",
        "can you give me tips to sleep better in the future",
        "I read every day",
        "pretend you are a pirate who always says arr",
        "it never works",
        "what's the weather every day this week?",
        "give me a list of things to always have at home",
        "summarise this, no jargon",
        "remind me to call mum tomorrow",
        "以后再说吧",
        "我以后想当医生",
        "我每天都跑步",
        "今天先用英文回我",
        "这封信别用敬语",
        "翻译:以后请叫我老王",
        "帮我润色:凡是迟到的人 一律罚款",
        "把这段缩短",
        "我妈每次都说我瘦",
        "别编",
        "叫我起床",
        "他总是迟到",
        "写一首诗 不要用成语",
        "毕业以后去哪好",
        "扮演一个总是说反话的人",
        "我从来不吃辣",
    ]
)
def test_words_that_are_for_once_or_of_others(words: str) -> None:
    assert told(words) == []


def test_two_instructions_are_two_and_a_contrast_is_one() -> None:
    assert told("以后用简体回我 别用表格") == ["以后用简体回我", "别用表格"]
    assert told("叫我小杜就行 别叫杜女士") == ["叫我小杜就行 别叫杜女士"]


def test_nobody_else_instructs_and_no_other_chat() -> None:
    assert told("always answer in German", who="guest") == []
    chat = thread("a: hello", "b: from now on answer in German", owner="b")
    assert believed(instructions, chat) == []
