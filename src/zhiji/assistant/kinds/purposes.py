"""What a message is to do, as its writer tells it in passing: to say, to ask, to remind, to thank, to want money back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from zhiji.assistant.question import Language, language_of
from zhiji.language import fold

Purpose = Literal["say", "ask", "money", "remind", "thank", "sorry", "refuse", "invite", "wish"]

_IN_ENGLISH: tuple[tuple[Purpose, str], ...] = (
    ("money", r"\b(?:payment|money) (?:reminder|nudge)\b|\b(?:remind\w*|nudg\w+|chas\w+|dunning|ask\w*|press\w*)\b.{0,40}\b(?:money|pay(?:ment|ing)?|owes?|owed|rent|debt|share|transfer|pay (?:me )?back)\b(?P<what>)"),
    ("ask", r"\bask(?:s|ing)? (?:him |her |them |\w+ )??(?P<what>(?:if|whether|when|where|what|who|why|how|which|for|about|to)\b.{2,})$"),
    ("ask", r"\b(?:nudg\w+|nudge|chas(?:e|er|ing)|prod\w*|follow(?:ing)?[- ]?up|check(?:ing)? in|ping\w*)\b.{0,40}?\b(?:about|on|regarding)\b(?P<what> .{2,})$"),
    ("remind", r"\bremind(?:s|ing)? (?:him |her |them |\w+ )?(?P<what>(?:to|that|about|of)\b.{2,})$"),
    ("thank", r"\bthank(?:s|ing)?\b (?:(?:him|her|them|you|\w+) )?(?P<what>for\b.{2,})$|\bthank(?:ing|[- ]you (?:note|message|text)|s? (?:him|her|them|\w+))\W*$"),
    ("sorry", r"\bapologi[sz](?:e|es|ing)\b(?: to (?:him|her|them|\w+))?(?P<what> (?:for|about|that)\b.{2,})?$"),
    ("refuse", r"\b(?:declin(?:e|es|ing)|turn(?:ing)? down|say(?:ing)? no(?: to)?|cancel(?:l?ing)?|refus(?:e|ing)|back(?:ing)? out of)\b(?P<what>.*)$"),
    ("invite", r"\b(?:invit(?:e|es|ing) (?:him|her|them|\w+)|invitation) (?P<what>(?:to|for|over)\b.*)$"),
    ("wish", r"\b(?P<what>happy (?:birthday|new year)|merry christmas|congrat\w*)|\b(?:birthday|bday) (?:wish\w*|greetings?|message|text|card|note)\b|\bwish\w* (?:him|her|them|\w+) a happy birthday"),
    ("say", r"\b(?:saying|to say|say)\b:? (?:that |: ?)?(?P<what>.{3,})$"),
    ("say", r"\b(?:telling|to tell|tell) (?:him|her|them|[\w.' -]{2,24}?) (?:that |: ?)(?P<what>.{3,})$"),
    ("say", r"\b(?:telling|tell|letting|let) (?:him|her|them|[A-Z\w.']+) (?:know )?(?:that )?(?P<what>(?:i|i'm|i'll|i've|we|we're|we'll|my|the|it|there|no|yes|sorry|thanks)\b.{2,})$"),
    ("say", r"^[^:：]{3,60}[:：]\s*(?P<what>.{3,})$"),
    ("say", r"\bthat (?P<what>(?:i|we|i'm|i'll|the|my|it)\b.{3,})$"),
    ("say", r"\bto \w+ that (?P<what>.{3,})$"),
    ("say", r"\b(?:about|on) (?P<what>how (?:i|we)\b.{3,})$"),
)  # fmt: skip
_WHOM = "[^\\s，,。:：]{1,8}?"
_IN_CHINESE: tuple[tuple[Purpose, str], ...] = (
    ("say", r"(?:就说|说是|说一?声|话[他她佢]?知|告诉[他她佢]们?|转告[他她佢]们?)[，,:： ]*(?P<what>.{2,})$"),
    ("money", r"催.{0,6}(?:款|钱|账|帐|债|还|份子|费|交)|(?:要|讨|追).{0,3}(?:债|账|帐|钱|款)|(?:还|转|付).{0,2}(?:我|咱).{0,4}(?:钱|款)(?!了)(?P<what>)"),
    ("ask", rf"(?:问|问下|问问|问一?声)(?:一下|一?声)?(?:[他她佢]们?|{_WHOM})??(?P<what>(?:[^，,。 ]{{0,12}}(?:什么|几|哪|谁|多少|怎么|吗|没有|不[^，,。]|是否|能不能|可不可以|要不要|有没有|边|点|未).*))$"),
    ("ask", r"(?:问|问下|问问)(?:一下|一?声)?[他她佢]?们?(?P<what>.{2,})$"),
    ("remind", r"提醒(?:一下|下)?(?:[他她佢]们?)?(?P<what>.{2,})$|催(?:一下|下|催)?(?:[他她佢]们?)?(?P<what2>.{2,})$"),
    ("thank", rf"(?:谢谢|感谢|多谢|道谢|道个谢)(?:[他她佢]们?|{_WHOM}(?=上次|昨|今|那|帮|送|的|请|给|$))?(?P<what>.*)$"),
    ("sorry", r"(?:道歉|道个歉|赔不是|赔礼|认错)(?P<what>.*)$"),
    ("refuse", r"(?:拒绝|婉拒|回绝|推掉|推辞|推了|取消)(?P<what>.*)$"),
    ("wish", r"(?P<what>生日快乐|新年快乐|圣诞快乐|恭喜)|(?:生日)(?:祝福|祝贺|贺词|短信)|祝.{0,8}生日"),
    ("invite", rf"(?:约|请|邀请?)(?:[他她佢]们?|{_WHOM}(?=[周下明今后这星礼\d一来去吃出喝看]))(?P<what>(?:[周下明今后这星礼\d]|一起|来|去|吃|出|喝|看).+)$"),
    ("say", r"(?:跟|和|给|对|同|告诉|转告)\s*\S{1,16}?\s*(?:说|讲|话|写)(?:一?[句条声下]|个?话)*[，,:： ]*(?:说|讲|话)?(?P<what>.{2,})$"),
    ("say", r"(?:回|覆|复|回复|答复|写)\s*\S{1,12}?[，,:： ]+(?:说|话|讲|就说)?[，,:： ]*(?P<what>.{2,})$"),
    ("say", r"(?:回|覆|复|回复|答复)\s*\S{1,8}?(?:说|话)[，,:： ]*(?P<what>.{2,})$"),
    ("say", r"(?:告诉|转告|通知)\s*\S{1,8}?[，,:： ]*(?P<what>(?:我|今|明|后|周|下|这|那|不|已|会|钱|票|图).{2,})$"),
    ("say", r"[:：]\s*(?P<what>.{2,})$"),
)  # fmt: skip
_EN = tuple((purpose, re.compile(pattern, re.I)) for purpose, pattern in _IN_ENGLISH)
_ZH = tuple((purpose, re.compile(pattern)) for purpose, pattern in _IN_CHINESE)
_MANNER = re.compile(
    r"[，,. ]*(?:(?:语气|口气|说得|写得)?(?:客气|委婉|礼貌|温柔|简短|短|正式|随意|轻松|自然|幽默)(?:一?点儿?|些)?(?:就行|就好|吧)?|别太.{1,3}|用[中英]文"
    r"|(?:be |keep it |make it )?(?:politely?|short|nice(?:ly)?|friendly|casual(?:ly)?|formal(?:ly)?|brief(?:ly)?|gentle|gently|in (?:english|chinese))(?: please| pls)?)\W*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Intent:
    """What is to be said, and what for."""

    purpose: Purpose
    what: str = ""


def intent_of(text: str, names: Iterable[str] = ()) -> Intent | None:
    """What a request for a draft wants to be said; None if it only says to whom. Words are taken as they were typed.

    `names` are those of whom it is for, which a message to them leaves out.
    """
    text = _MANNER.sub("", text.replace("’", "'").strip(" ?？.。!！"))
    folded = "".join(fold(one) if "\u3400" <= one <= "\u9fff" else one for one in text)
    for purpose, pattern in (*_ZH, *_EN) if language_of(text) == "zh" else (*_EN, *_ZH):
        if match := pattern.search(folded):
            name = next((one for one in ("what", "what2") if one in match.groupdict() and match[one]), "")
            what = text[match.start(name) : match.end(name)].strip(" ，,:：") if name else ""
            what = (
                f"about {what}"
                if purpose == "ask" and match.groupdict().get("what", "").startswith(" ")
                else what
            )
            return Intent(purpose, what if purpose == "say" else _without(what, names))
    return None


_TOPIC = re.compile(
    r"\b(?:about|regarding|concerning|re:)\s+(?:the |my |our |his |her |their )?(?P<en>.{2,60})$|\bon (?P<how>how\b.{3,60})$"
    r"|(?:关于|有关)(?P<zh>.{1,16}?)(?:的|$)|(?:说说|聊聊|讲讲|提提|问问)(?P<of>.{1,16}?)的?(?:事|情况|进展)",
    re.I,
)


def topic_of(text: str) -> str:
    """What a message is to be about, where only that is said; "" if nothing is."""
    found = _TOPIC.search(_MANNER.sub("", text.strip(" ?？.。!！")))
    return next((one for one in found.groups() if one), "") if found else ""


def _without(what: str, names: Iterable[str]) -> str:
    """What is wanted of them, without their name before it."""
    for name in names:
        what = re.sub(rf"^(?:问问?|问一?下)?(?:一下)?我?{re.escape(name)}\s*(?=\S)", "", what, flags=re.I)
    return what


def worded(intent: Intent, language: Language, *, owed: str = "") -> list[str]:
    """What the message says, to the one it is for; [] where only a language model could put it."""
    what = to_them(intent.what) if intent.purpose != "say" else _OBJECT.sub("你", intent.what)
    if what and language_of(what) != language and intent.purpose not in ("money", "wish", "refuse"):
        return []
    return _zh(intent.purpose, what, owed) if language == "zh" else _en(intent.purpose, what, owed)


_OBJECT = re.compile("(?<=告诉|通知|联系|还给|带给|寄给|发给|转给|话俾)[他她佢](?!们|的|[爸妈])")
_TO_YOU = (
    (re.compile(r"\b(?:he|she|they)(?:'s| is| are)\b", re.I), "you're"),
    (re.compile(r"\b(?:he|she|they) (?:has|have)\b", re.I), "you have"),
    (re.compile(r"\b(?:he|she|they) (?:was|were)\b", re.I), "you were"),
    (re.compile(r"\b(?:he|she|they) does\b", re.I), "you do"),
    (
        re.compile(
            r"\b(?:he|she) ((?:still |already |really |also )?)(\w{2,}[^s\W])(?:e?s)\b(?<!always)", re.I
        ),
        r"you \1\2",
    ),
    (re.compile(r"\b(?:he|she|they)\b", re.I), "you"),
    (
        re.compile(r"\b(?:his|their)\b|\bher(?= [a-z])(?! (?:to|if|that|about|for|and|or|on|at)\b)", re.I),
        "your",
    ),
    (re.compile(r"\b(?:him|her|them)\b", re.I), "you"),
    (re.compile(r"他们|她们|佢哋"), "你们"),
    (re.compile(r"[他她佢](?![人日国乡])"), "你"),
)


def to_them(text: str) -> str:
    """What is said of somebody, said to them."""
    for pattern, said in _TO_YOU:
        text = pattern.sub(said, text)
    return text


def _en(purpose: Purpose, what: str, owed: str) -> list[str]:
    match purpose:
        case "say":
            return [what] if what else []
        case "ask":
            return [_asked_en(what)]
        case "money":
            sum_ = f"the {owed}" if owed else "the money"
            return [f"Hi! Whenever you get a chance, could you send me {sum_}? No rush, thanks!"]
        case "remind":
            bare = re.sub(r"^(?:that|about|of) ", "", what)
            return [f"Don't forget {bare}!" if what.startswith("to ") else f"Just a reminder: {bare}"]
        case "thank":
            return [f"Thank you {what}!" if what else "Thank you so much!"]
        case "sorry":
            return [f"I'm so sorry {what}." if what else "I'm so sorry."]
        case "refuse":
            return ["Sorry, I can't make it this time. Another day?"]
        case "invite":
            return [f"Do you want to come {what}?"]
        case "wish":
            return [_wish(what, "en")]


def _asked_en(what: str) -> str:
    first, _, rest = what.partition(" ")
    match first.lower():
        case "to":
            return f"Could you {rest}?"
        case "for":
            return f"Could you send me {rest}?"
        case "about":
            return f"Any news about {rest}?"
        case _:
            return f"Can you tell me {what}?"


def _zh(purpose: Purpose, what: str, owed: str) -> list[str]:
    match purpose:
        case "say":
            return [what] if what else []
        case "ask":
            return [f"{what.rstrip('？?')}？"]
        case "money":
            return [f"上次那笔钱{f'（{owed}）' if owed else ''}，方便的时候转我一下哈，不急，谢谢！"]
        case "remind":
            return [f"提醒一下，{what.lstrip('要')}，别忘了哈。"]
        case "thank":
            return [f"谢谢你{what}！"]
        case "sorry":
            return [f"不好意思，{what.lstrip('，, ')}。" if len(what) > 1 else "真的不好意思！"]
        case "refuse":
            return ["不好意思，这次不行，下次吧。"]
        case "invite":
            return [f"{what.rstrip('？?')}，有空吗？"]
        case "wish":
            return [_wish(what, "zh")]


def _wish(what: str, language: Language) -> str:
    folded = what.lower()
    if "year" in folded or "新年" in what:
        return "新年快乐！" if language == "zh" else "Happy new year!"
    if "christmas" in folded or "圣诞" in what:
        return "圣诞快乐！" if language == "zh" else "Merry Christmas!"
    if "congrat" in folded or "恭喜" in what:
        return "恭喜恭喜！" if language == "zh" else "Congratulations!"
    return "生日快乐！" if language == "zh" else "Happy birthday!"
