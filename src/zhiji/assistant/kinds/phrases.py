"""What drafts say: answers that leave open what only the owner can decide, and a few things said in the other language."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from zhiji.assistant import cues
from zhiji.assistant.question import Language, Wants, language_of, wanted_of
from zhiji.chat import Message
from zhiji.language.glossary import translations
from zhiji.language.numerals import chinese_number
from zhiji.language.times import TimeSpan, find_times

_HEADINGS: dict[str, tuple[str, str]] = {
    "wrote": ("To be answered:", "要回的是："),
    "draft": ("A draft in your manner, to copy; nothing was sent:", "照你平时的口气拟的草稿，自己复制去发，我不会发送："),
    "plain draft": ("A draft to copy; nothing was sent:", "草稿，自己复制去发，我不会发送："),
    "choose": ("Choose one and fill in what only you know.", "挑一句，空着的地方由你来填。"),
    "not translated": (
        "Without a language model I can't put that into their language: the words are yours.",
        "没有语言模型，我没法翻译成对方的语言，这里是你的原话。",
    ),
}  # fmt: skip
MARKS = tuple(text for name in ("draft", "plain draft") for text in _HEADINGS[name])

_CAN_YOU = re.compile(r"\b(?:can|could|would|will) you (?:please |pls )?(?P<deed>[^?.!]+)", re.I)
_PLEASE = re.compile(r"\b(?:please|pls) (?P<deed>[a-z][^?.!]+)", re.I)
_HELP_ME = re.compile(
    r"帮我?(?:忙)?(?P<deed>[^，。,！!？?]{2,})|(?P<give>[^，。,！!？?]{0,8}(?:发|转|寄|带|拿)(?:给)?我[^，。,！!？?]*)"
)
_SWAPS = {
    "me": "you",
    "my": "your",
    "your": "my",
    "yours": "mine",
    "mine": "yours",
    "you": "me",
    "us": "you",
    "our": "your",
}
_REMINDS = re.compile(r"(?:别|莫|不要)(?:忘|搞忘)|记得|记到|\bremember to\b|\bdon't forget\b", re.I)
_WHEN_ZH = re.compile(r"几号|几点|什么时候|啥时候|何时|哪天|多久")


def heading(name: str, language: Language) -> str:
    """A line of ours."""
    return _HEADINGS[name][language == "zh"]


def to_nothing(language: Language) -> list[str]:
    """Where there is nothing to answer."""
    return ["最近怎么样？"] if language == "zh" else ["How are things?"]


def answers(message: Message, language: Language) -> list[str]:
    """Answers to choose from: yes or later, a time left open, thanks."""
    text = message.text.replace("’", "'")
    due = _due(message, language)
    if deed := _deed(text, language):
        return _to_deed(deed, due, language)
    if _REMINDS.search(text):
        return (
            ["好，记着呢。", "还没弄，这就去。"]
            if language == "zh"
            else ["I won't forget.", "Not done yet, on it."]
        )
    if not cues.asks(text) and not cues.REQUEST.search(text):
        return ["好，知道了。"] if language == "zh" else ["Got it, thanks."]
    wants = wanted_of(text)
    if wants is Wants.WHEN or _WHEN_ZH.search(text):
        return (
            ["___ 号。", "还没定，定了马上告诉你。"]
            if language == "zh"
            else ["On ___.", "Not fixed yet, I'll tell you as soon as it is."]
        )
    if wants is Wants.WHETHER or text.rstrip("？? ").endswith(("吗", "呗", "吧")):
        return (
            ["好，可以。", "这次不行，不好意思。"]
            if language == "zh"
            else ["Yes, that works.", "Sorry, not this time."]
        )
    return (
        ["___。", "我想一下，回头告诉你。"]
        if language == "zh"
        else ["___.", "Let me think, I'll get back to you."]
    )


def _deed(text: str, language: Language) -> str:
    """What is wanted to be done, as the owner would say it."""
    if language == "zh":
        match = _HELP_ME.search(text)
        if match is None:
            return ""
        deed = match["deed"] or match["give"]
        return "帮你" + deed if match["deed"] else deed.replace("我", "你", 1)
    match = _CAN_YOU.search(text) or _PLEASE.search(text)
    if match is None:
        return ""
    deed = re.split(r"\b(?:before|by|until|till)\b", match["deed"])[0].strip(" ,")
    deed = re.sub(r"\byou (will|can|could|would|have|do|did)\b", r"I \1", deed)
    deed = re.sub(r"\byou are\b", "I am", deed)
    return re.sub(r"\b\w+\b", lambda one: _SWAPS.get(one.group().lower(), one.group()), deed)


def _to_deed(deed: str, due: str, language: Language) -> list[str]:
    if language == "zh":
        return [f"好，{due}{deed}。", "这两天有点忙，晚一点行吗？"]
    return [f"Sure, I'll {deed}{due}.", "I'm a bit busy, is a little later ok?"]


def _due(message: Message, language: Language) -> str:
    """Until when it is wanted, in the message's own words."""
    for span in find_times(message.text, message.when, lean="future"):
        if cues.is_deadline(message.text, span.begin, span.stop) or span.text.lower().startswith("by "):
            return (
                f"{span.text}前"
                if language == "zh"
                else f" {span.text}"
                if span.text.lower().startswith("by ")
                else f" before {span.text}"
            )
    return ""


# What can be said in the other language without one.
_Carried = Callable[[re.Match[str], str, str], str]


def carried_over(payload: str, language: Language, *, now: datetime) -> str:
    """What the owner wants to be said, in their language where these few phrases serve; else as it is."""
    if language_of(payload) == language:
        return _as_sentence(payload, language)
    for pattern, said in _PHRASES[language]:
        if match := pattern.search(payload):
            return said(match, _what(payload, language), _day(payload, language, now=now))
    return payload


def _as_sentence(payload: str, language: Language) -> str:
    text = payload.strip()
    if language == "zh":
        return text
    return text[0].upper() + text[1:] if text else text


def _late_en(match: re.Match[str], what: str, day: str) -> str:
    count = match["count"]
    number = int(count) if count.isdigit() else chinese_number(count) or 0
    unit = "minutes" if match["unit"].startswith("分") else "hours"
    return f"Running {number} {unit} late{f' for {what}' if what else ''}{day}, sorry!"


def _late_zh(match: re.Match[str], what: str, day: str) -> str:
    unit = "分钟" if match["unit"].lower().startswith("min") else "个小时"
    return f"{day}{what}我会晚到 {match['count']} {unit}，不好意思！"


_PHRASES: dict[Language, tuple[tuple[re.Pattern[str], _Carried], ...]] = {
    "en": (
        (re.compile(r"(?:晚到?|迟到?)(?P<count>\d+|[一二两三四五六七八九十]+)个?(?P<unit>分钟|小时)"), _late_en),
        (re.compile(r"晚点到|迟到|晚一点到|遲到"), lambda _, what, day: f"I'll be a bit late{f' for {what}' if what else ''}{day}, sorry!"),
        (re.compile(r"来不了|去不了|不能来|不能去"), lambda _, what, day: f"I can't make it{f' to {what}' if what else ''}{day}, sorry!"),
        (re.compile(r"(?:快到了|在路上|马上到)"), lambda *_: "On my way!"),
        (re.compile(r"谢谢|感谢|多谢"), lambda _, what, __: f"Thanks{f' for the {what}' if what else ''}!"),
        (re.compile(r"(?:可以|没问题|好的|行)"), lambda _, what, day: f"{what.capitalize() + day if what else 'That'} works for me."),
        (re.compile(r"生日快乐"), lambda *_: "Happy birthday!"),
    ),
    "zh": (
        (re.compile(r"(?P<count>\d+) ?(?P<unit>min\w*|hours?) late", re.I), _late_zh),
        (re.compile(r"\b(?:i'm|i am|running|be|i'll be) (?:a bit |a little |running |slightly )*late\b", re.I), lambda _, what, day: f"{day}{what}我会晚点到，不好意思！"),
        (re.compile(r"\b(?:can't|cannot|won't) (?:make it|come|be there)", re.I), lambda _, what, day: f"{day}{what}我来不了了，不好意思！"),
        (re.compile(r"\bon my way\b", re.I), lambda *_: "我在路上了！"),
        (re.compile(r"\bhappy birthday\b", re.I), lambda *_: "生日快乐！"),
        (re.compile(r"\bthank", re.I), lambda *_: "谢谢！"),
        (re.compile(r"\b(?:works|fine|ok(?:ay)?|sure)\b", re.I), lambda _, what, day: f"{day}{what}可以。"),
    ),
}  # fmt: skip
_OCCASIONS = re.compile(
    r"早午餐|早餐|午饭|午餐|晚饭|晚餐|聚会|会议|约会|生日|婚礼|视频|\b(?:brunch|breakfast|lunch|dinner|party|meeting|wedding)\b",
    re.I,
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _what(payload: str, language: Language) -> str:
    """The occasion that is spoken of, in the other language."""
    match = _OCCASIONS.search(payload)
    found = translations(match.group()) if match else ()
    return next((one for one in found if one.isascii() == (language == "en")), "")


def _day(payload: str, language: Language, *, now: datetime) -> str:
    """The day that is spoken of, in the other language."""
    spans: list[TimeSpan] = find_times(payload, now, lean="future")
    if not spans or spans[0].end.toordinal() - spans[0].start.toordinal() > 1:
        return ""
    start = spans[0].start
    if start.date() == now.date():
        return "今天" if language == "zh" else " today"
    return f"周{'一二三四五六日'[start.weekday()]}" if language == "zh" else f" on {_DAYS[start.weekday()]}"
