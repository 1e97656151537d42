"""What needs no evidence: greetings, thanks, and who one is talking to."""

from __future__ import annotations

import re

_POLITE = r"(?: (?:zhiji|there|again|all|everybody|friend|so much|a lot|very much|for (?:that|this|your help|the help)))*"
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")

# What is said, as a whole, and which of our sentences answers it.
_SAYINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?:{pattern})", re.I))
    for name, pattern in (
        (
            "hello",
            rf"(?:hi+|hello+|hey+|hiya|howdy|yo|good (?:morning|afternoon|evening|day)|greetings){_POLITE}"
            r"|(?:你|您|大家)好(?:啊|呀|哦|吗)?|嗨+|哈[喽啰罗]|喂|在吗?|在不在|[早晚]安|(?:早上|上午|中午|下午|晚上)好(?:啊|呀)?|早(?:啊|呀)?",
        ),
        (
            "thanks",
            rf"(?:many |ok(?:ay)?,? )?(?:thanks?|thank you|thx|ty|cheers|much appreciated){_POLITE}(?:,? that(?:'s| was) (?:all|great|it|perfect|helpful))?"
            r"|(?:好的?[，, ]?)?(?:非常|太|多|很)?(?:感谢|谢谢|多谢|谢啦|谢了|辛苦(?:你|您)?)(?:你|您|啦|了|知己|哈|啊|帮忙|你的帮助)*",
        ),
        (
            "bye",
            r"(?:good ?)?bye(?: bye)?|see you(?: later| soon)?|good night|再见|拜拜|回头见|下次见|先这样",
        ),
        (
            "fine",
            rf"(?:{_POLITE.strip()})?how are you(?: doing)?(?: today)?|how's it going|what's up|(?:你|您)?(?:最近)?(?:怎么样|还好吗|过得怎么样|忙吗)(?<!最近怎么样)",
        ),
        (
            "well done",
            r"(?:ok(?:ay)?|great|good|perfect|nice|cool|super|well done|got it|i see|wonderful|awesome)(?: (?:job|work|one|answer))?"
            r"|好的?|行|可以|不错|很好|太好了|真棒|厉害|明白了?|知道了|懂了|收到",
        ),
        (
            "who",
            r"(?:who|what) (?:are|r) (?:you|u)(?: exactly)?|what(?:'s| is) (?:your name|zhiji|this)|who is zhiji|introduce yourself|are you (?:an? )?(?:ai|bot|human|robot|person|real)(?: person)?"
            r"|(?:你|您)(?:到底)?(?:是|叫)(?:谁|什么(?:名字)?|啥)(?:啊|呀)?|(?:你|您)是(?:真?人|机器人|AI|人工智能)吗|(?:请)?(?:介绍|自我介绍)(?:一下)?(?:你自己|自己)?|知己是(?:什么|谁)",
        ),
        (
            "can",
            r"what (?:can|could|do) you (?:do|help (?:me )?with|know)(?: for me)?|how (?:can|could) you help(?: me)?|what (?:can|could|should|may) i ask(?: you)?(?: about)?|help(?: me)?|how (?:do|does) (?:you|this|it) work"
            r"|(?:你|您)(?:都)?(?:能|会|可以)(?:帮我)?(?:做|干|帮我做|帮我干|帮忙做)?(?:些|点)?(?:什么|啥|嘛)(?:事|忙)?|(?:你|您)有什么(?:用|功能|本事)|(?:我)?(?:能|可以)(?:问|让)(?:你)?(?:些|做)?(?:什么|啥)|怎么用|帮助|(?:你|您)怎么用",
        ),
    )
)
_JOINTS = re.compile(r"(?<=[.!?。！？，,;；])\s*|\s+and\s+(?=what|who|how)", re.I)

_ANSWERS: dict[str, tuple[str, str]] = {
    "hello": (
        "Hello! Ask me about your chats: who said what and when, what is planned, what you promised, who waits for you.",
        "你好！聊天里的事都可以问我：谁在什么时候说过什么、有什么安排、你答应过什么、谁在等你回复。",
    ),
    "thanks": ("You're welcome.", "不客气。"),
    "bye": ("See you.", "回头见。"),
    "fine": ("Ready when you are. What would you like to know from your chats?", "随时可以。想从聊天里查点什么？"),
    "well done": ("Good. Anything else you want to know from your chats?", "好。还想从聊天里查点什么？"),
    "who": (
        "I'm zhiji, an assistant for your own chat history. I answer from the messages you added and show those that say"
        " it; what they don't say, I don't make up.",
        "我是知己（zhiji），帮你翻自己聊天记录的助手。我只根据你导入的消息回答，并附上原话；消息里没有的，我不编。",
    ),
    "can": (
        "From your chats, with the messages that say so, I can find who said what, when and where; list and count;"
        " tell what came first, how long it took, how it changed; sum up a chat, a person or a time; say what is planned,"
        " promised, owed and who waits for you; gather what helps to choose food, a gift or a topic; and draft a reply"
        " in your manner for you to copy. For example: “What did I promise last month?” “Am I free on Saturday?”",
        "我可以从你的聊天记录里（都附原话）：查谁在什么时候、在哪里说过什么；列清单、数次数；比先后、算间隔、看变化；"
        "总结一个群、一个人或一段时间；看安排、承诺、欠账和谁在等你；帮你想吃什么、送什么、聊什么；照你的口气拟一条回复给你自己发。"
        "比如：“上个月我答应过什么？”“周六我有空吗？”",
    ),
}  # fmt: skip


def recognised(text: str) -> tuple[str, ...]:
    """Which of our sentences answer a text that only makes conversation; () if it asks or tells anything."""
    whole = _of(text)
    if whole:
        return (whole,)
    parts = [part for part in _JOINTS.split(text) if _EDGES.sub("", part)]
    found = [_of(part) for part in parts]
    if len(parts) < 2 or not all(found):
        return ()
    told = [one for one in dict.fromkeys(found) if one]
    asked = [one for one in told if one not in ("hello", "well done")]
    return tuple(asked or told[:1])


def answer(names: tuple[str, ...], *, chinese: bool) -> str:
    """Our sentences."""
    return "\n".join(_ANSWERS[name][chinese] for name in names)


def _of(text: str) -> str:
    bare = " ".join(_EDGES.sub("", text.replace("’", "'")).split())
    return next((name for name, saying in _SAYINGS if saying.fullmatch(bare)), "")
