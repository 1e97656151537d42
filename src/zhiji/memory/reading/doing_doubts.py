"""What only looks like a plan or a promise, or may be another's, and a promise that is kept as soon as it is made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from zhiji.language import fold
from zhiji.memory.reading.doing_answers import JOINS
from zhiji.memory.reading.doing_matching import Open
from zhiji.memory.reading.doing_parts import Ask, Doing, Ending
from zhiji.memory.reading.doing_times import time_near, times_of
from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.thread import Line

# Cheers, jokes and pastimes: nothing that anybody could hold one to.
_IDLE = re.compile(
    r"\b(?:we|you|i|they)(?:'ll| will|ll| can| shall) (?:all )?(?:make|get|pull|come|push|see) (?:it |you |us )?through\b"
    r"|\b(?:make|get) it work\b|\b(?:make|making|live|living) (?:it up|(?:some |more )?(?:\w+ )?memories)\b"
    r"|\b(?:bring|bringing) (?:me|my|the) (?:\w+ )?(?:personality|charm|smiles?|appetite|good looks|vibes|energy|a-game|a game|jokes|attitude)\b"
    r"|\b(?:make|have|cook|pour|brew|grab)\b.{0,25}\b(?:to (?:drink|eat|nibble|snack|sip)|for myself|to unwind|to relax|to wind down|while (?:i'm |i am )?(?:watch|read|listen|gam|play|scroll)\w*|before bed)"
)
_FAREWELL = re.compile(
    r"\b(?:pleasure (?:talking|chatting|speaking|to)|(?:nice|good|great|lovely) (?:talking|chatting|catching up|to talk|to chat)|good ?night|nighty? night|night night|sleep (?:well|tight)|sweet dreams|bye+|take care|have a (?:\w+ ){0,2}(?:night|evening|day|one|rest)|ttyl|signing off)\b"
)
_SEES_YOU = re.compile(
    r"(?:i'?ll|i will|we'?ll)? ?(?:see|talk|speak|chat)(?: to| with)? (?:you|u|ya)\b(?! at\b| in\b| for\b)"
)
# An entry in a calendar that doesn't say whose it is: "the fair is on the 20th", "back on the 9th".
_ENTRY = re.compile(
    r"(?:(?!i\b|we\b|my\b|our\b|(?:the )?(?:op|operation|surgery|exams?|flights?|launch|interview|appointment|scan|dentist|test|viva|viewing|graduation)\b)[a-z' ]{2,30}?(?:'s| is| are) on|back on) the \d{1,2}(?:st|nd|rd|th)?\b"
    r"|the (?!op\b|operation|surgery|exams?\b|flights?\b|launch|interview|appointment|scan\b|dentist|test\b|viva|viewing|graduation)[a-z' ]{2,30}?(?:'s| is| are) on (?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
_TO_WORK_ON = re.compile(
    r"(?:改[顺写好一通]|润色|翻译|修改|polish|rewrite|reword|proofread|translate|correct)[^:：\n]{0,20}[:：]",
    re.I,
)
_CHILD = re.compile(r"幼儿园|托儿所|小学|孩子|娃|宝宝")
_SCHOOL = re.compile(r"开学|入园|入学|报到")
_MY_KIN = re.compile(
    r"我(?:们)?(?:屋里|家|家里)?(?:的)?(?:崽|仔|儿子|女儿|闺女|老公|老婆|媳妇|爸|妈|哥|姐|弟|妹|孙子|孙女|儿媳|女婿)(?!妈|爸)"
)
_DID_FOR_YOU = re.compile(r"(?:我|俺|咱)[^会要就给]{1,8}[来來过過上下回起]+的\W*$")

_OWES = re.compile(r"唔記得|[差欠]你.{0,20}(?:畀|给|還|还)|(?:畀|還|还)(?:番|返|回)?(?:给)?你\W*$")
_THIRD = re.compile(r"(?:^|[\s,，。!！])[她他它](?!们?家)[^\s,，。我]{1,12}$")
_SELF = re.compile(r"我|咱|俺")
_KINDNESS = re.compile(r"(?:心意|好意)[^,，。\s]{0,3}领|领了?情")
_ADVISES = re.compile(r"\b(?:make sure|be sure|remember|don'?t forget)\b")
_ADVICE = re.compile(
    r"\byou (?:can|could|might|should|may|just|want to)\b|\b(?:instead of|start with|try (?:to|using|adding)|the trick|a tip|tip is)\b"
)
# Leave to pay otherwise, which promises nothing: "can I do 40 now and the rest later".
_LEAVE = re.compile(
    r"\b(?:can|could|may) i (?:just )?(?:do|pay|leave|settle|sort) (?:it|that|(?:you|u)\b|the (?:rest|other)|half|\W?\d)"
)
# What invites the others to it is no plan until they say yes.
_INVITES = re.compile(
    r"^(?:ok |and |so |well |then |but )?come (?:on |over |round |by )?(?:mon|tue|wed|thu|fri|sat|sun|tomorrow|tonight|this|next|for)|\byou(?:'re| are)(?: all| both)? (?:summoned|invited|expected|welcome to)\b|\b(?:everyone|everybody|all|you lot|y'?all)(?:'s| are| is)? (?:welcome|invited)\b|(?:都|一起|快|过)来(?:啊|哈|呀|吧|哦|喔|玩|吃)?\W*$"
)
# Only when: "starting tomorrow, I will go to the gym".
_FROM_WHEN = re.compile(r"(?:and |so )?starting (?:\w+ ){0,2}\w+\W*$")
_THEN_I = re.compile(r"\s*,\s*(?:i|we)\b", re.I)
_TAG = re.compile(
    r"[\d一二两三四五六七八九十半点號号钟上中下午早晚左右\s:：]{1,8}(?:行吗|行不行?|可以吗|好吗|好不好|方便吗|得唔得|ok吗|成不)\W*"
)
# What its asker will do himself, with leave: "can I go home in June?", "can we come at five?".
_ASKERS = re.compile(
    r"\b(?:can|could|may|might) i (?!get\b|have (?:you|your)\b|ask\b|help\b|tempt\b|interest\b|persuade\b|buy you\b|take you\b|see you\b|join\b|treat\b)[a-z]+"
    r"|\b(?:can|could|may) (?:we|me and [a-z]+|[a-z]+ and i) (?:come|visit|stay|drop|pop|collect|pick|view|swing|stop|call (?:in|round|by)|borrow|use|move in)\b"
    r"|^(?:ok |so |well |and |but )?(?:i|we) (?:can|could|might) (?:come|drop|pop|swing|fly|drive|get there|make it|be there)\b"
)
# One of many says yes for himself only where he says that he will be there.
_FOR_HIMSELF = re.compile(
    r"\b(?:i'?ll|we'?ll|i will|we will|i'?m|we'?re|(?:count|put) (?:me|us)|(?:me|us) too|we both)\b|^(?:in|here|coming)\b",
    re.I,
)
_INVITES_ONE = re.compile(r"\bcome (?:to|over|round)\b|\bat (?:mine|ours|my|our)\b|\bjoin (?:us|me)\b")
_PROPOSES = re.compile(r"[.!,;]\s+(?:[\w' ]{2,25})\?\s*$")  # "saturday. pizza?"
_TO_ALL = re.compile(
    r"(?:£|\$|€)\d|\b\d+ ?(?:quid|euros?|dollars|each|a head|per (?:head|person))\b|\b(?:everyone|everybody|all of you|you all|folks|guys|please|pls)\b"
)
_ONLY_DONE = re.compile(r"(?:ok(?:ay)? |all |just )*(?:done|sorted|paid|sent)\W*$")
_REST_LATER = re.compile(
    r"\b(?:sent|paid|gave|transferred|returned|brought|did)\b[^.!?]*\b(?:other|rest|remaining|remainder|balance)\b[^.!?]*\b(?:on|by|next|when|later|soon|tomorrow|after|mon|tue|wed|thu|fri|sat|sun|payday)\w*\b",
    re.I,
)
_LOAN = re.compile(r"\b(?:lend|loan|spot|sub|float|front|advance) (?:me|us) (?:[a-z]+ ){0,2}?[£$€]?\d")
_AT_ONCE = timedelta(minutes=30)
_HERE = Rarely(
    r"\b(?:here(?:'s|s| is| are| it is| you go| you are| they are|'?re)\b|(?:sending|sharing|forwarding|attaching|emailing)\b[^.!?]{0,30}\b(?:now|over)\b|attached\b)|https?://|www\.|^\s*[\[<(](?:image|photo|picture|file|video|图片|文件|照片|链接|视频)|给你发过去了|这就是|喏",
    re.I,
)
_HANDS = re.compile(
    r"\b(?:send|share|show|forward|post|link|got you covered|give you|email|attach)\b|发|转|分享|传", re.I
)


def weighed(said: Iterable[Doing]) -> list[Doing]:
    """Doings without those that are none, unsure where they may be another's, or nobody's."""
    return [_weigh(one) for one in said if not _is_idle(one)]


def _is_idle(doing: Doing) -> bool:
    line = doing.clause.line
    text = fold(line.text[doing.start : doing.stop])
    if _FROM_WHEN.match(text) and _THEN_I.match(line.text[doing.clause.stop :]):
        return True
    dictated = _TO_WORK_ON.search(line.text[: doing.stop])
    return bool(dictated or _IDLE.search(text) or (doing.kind == "promise" and _DID_FOR_YOU.search(text)))


def _weigh(doing: Doing) -> Doing:
    return replace(doing, sure=False) if doing.sure and _is_doubtful(doing) else doing


def _is_doubtful(doing: Doing) -> bool:
    line = doing.clause.line
    text = fold(line.text[doing.start : doing.stop])
    if doing.subject is not None or doing.kind == "promise":
        return False
    goodbye = _SEES_YOU.match(text) and _FAREWELL.search(fold(line.text))
    childs = _SCHOOL.search(text) and _CHILD.search(line.text) and "我" not in text
    invites = _INVITES.search(fold(doing.clause.sentence)) or _INVITES.search(fold(line.text))
    return bool(goodbye or childs or invites or _ENTRY.match(text) or _MY_KIN.match(text))


def is_own_deed(ask: Ask) -> bool:
    """Whether what seems asked for is what its sender will do himself: "差你30 聽日畀番你"."""
    return ask.form == "request" and bool(_OWES.search(ask.clause.line.text))


def is_tag(ask: Ask) -> bool:
    """Whether an offer only asks leave for what its line has told: "I come on Friday, 六点行吗"."""
    clause = ask.clause
    return ask.form == "offer" and clause.start > 0 and _TAG.fullmatch(fold(clause.text)) is not None


def is_of_asker(ask: Ask) -> bool:
    """Whether a yes lets its asker do what he wants to: "could I come down on the 6th?"."""
    return ask.form in ("proposal", "offer") and bool(_ASKERS.search(fold(ask.clause.text)))


def is_unsettled(line: Line, yes: tuple[int, int], ask: Ask, *, among: bool) -> bool:
    """Whether a yes to a proposal proposes anew, or is but one voice of many."""
    if ask.clause.language != "en" or ask.form != "proposal":
        return False
    to_him = ask.named or line.reply_to == ask.clause.line.id or _INVITES_ONE.search(fold(ask.clause.text))
    if among and not to_him and not _FOR_HIMSELF.search(line.text):
        return True
    rest = line.text[yes[1] :]
    return bool(times_of(line)) and _PROPOSES.search(rest) is not None


def is_loan(ask: Ask) -> bool:
    """Whether money is asked for that is to be given back: "can you spot me 40?"."""
    return ask.form == "request" and bool(_LOAN.search(fold(ask.clause.line.text)))


def is_leave(ask: Ask) -> bool:
    """Whether leave is asked, to pay later or in parts."""
    return ask.form == "offer" and bool(_LEAVE.search(fold(ask.clause.text)))


def is_elsewhere(ending: Ending) -> bool:
    """Whether words that end something tell of a third person, or only accept a kindness."""
    line = ending.clause.line
    before = line.text[: ending.start].rstrip(" ,，。")
    another = (
        ending.clause.language == "zh" and _THIRD.search(before) and not _SELF.search(ending.clause.text)
    )
    return bool(another or _KINDNESS.search(ending.clause.text))


def is_of_another(ending: Ending, one: Open, before: Line | None) -> bool:
    """Whether "done" answers what was put to everybody in the line before, or only a part is paid."""
    words, line = fold(ending.clause.text), ending.clause.line
    in_part = _REST_LATER.search(line.text, ending.clause.start) and ending.status == "done"
    put = before is not None and before.sender != line.sender and one.told < before.when
    return bool(
        in_part
        or (put and before is not None and _TO_ALL.search(fold(before.text)) and _ONLY_DONE.match(words))
    )


def is_advice(ask: Ask) -> bool:
    """Whether what seems asked for is advice: "you can use oil, and make sure to check the label"."""
    return ask.form == "request" and bool(
        _ADVISES.search(fold(ask.clause.text)) and _ADVICE.search(fold(ask.clause.sentence))
    )


def is_stale(line: Line, asked: Line, between: Iterable[Line]) -> bool:
    """Whether a yes may answer something else: its sender spoke since, or another has asked."""
    if line.reply_to == asked.id or JOINS.search(line.text) or times_of(line):
        return False  # it says itself what it answers
    return any(
        one.sender == line.sender or (one.sender != asked.sender and re.search(r"[?？]", one.text))
        for one in between
    )


def is_kept_at_once(doing: Doing) -> bool:
    """Whether what is promised follows in the same message: "I've got you covered. Here's the list"."""
    line = doing.clause.line
    if doing.kind != "promise" or time_near(doing.clause) is not None:
        return False
    hands = _HANDS.search(line.text[doing.start : doing.stop])
    return bool(hands and _HERE.search(line.text[doing.stop :]))


def handed_over(line: Line, opens: Iterable[Open]) -> tuple[tuple[int, int], Open] | None:
    """What somebody just promised to give, and where he gives it: the link, the picture or the words before it."""
    fresh = [one for one in opens if _is_fresh(one, line)]
    given = _HERE.search(line.text) if fresh else None
    if given is None:
        return None
    return next(((given.span(), one) for one in fresh if _HANDS.search(one.text)), None)


def _is_fresh(one: Open, line: Line) -> bool:
    """Whether the sender of a line has just promised it, and said nothing of when."""
    reading = one.reading
    mine = reading.kind == "promise" and reading.status == "open" and reading.subject.account == line.sender
    return mine and reading.when is None and one.told < line.when <= one.told + _AT_ONCE
