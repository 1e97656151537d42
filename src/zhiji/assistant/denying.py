"""The sentences by which an answer says no: nobody of that name, nothing from then, nothing readable, not that person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from zhiji.assistant import wording
from zhiji.assistant.lacking import Lacks
from zhiji.assistant.question import Language
from zhiji.chat import Message

_MEDIA = {"voice": ("voice note", "语音"), "image": ("picture", "照片")}


def why_silent(
    lacks: Lacks,
    language: Language,
    *,
    shown: Callable[[Message], Message],
    answered_by: Message | None = None,
) -> str:
    """Why there is no answer, in one sentence. `answered_by` is a voice note or picture that was the reply."""
    if lacks.strangers:
        return _nobody(lacks.strangers[0], language)
    if unread := lacks.unread or answered_by:
        return _wordless(shown(unread), language, is_reply=unread is answered_by)
    if lacks.media:
        return _no_media(lacks, language)
    if lacks.period:
        return _empty(lacks, language)
    return wording.text("not found", language)


def told_to_another(speaker: str, asked: str, listener: str, when: datetime, language: Language) -> str:
    """That something was said to somebody else; `speaker` is "" for the owner."""
    day = wording.day(when, language)
    if language == "zh":
        return f"不是对{_spaced(asked)}说的：{_spaced(speaker or '你')}是对{_spaced(listener)}说的，{day}。"
    return f"Not {asked}: {speaker or 'you'} told {listener}, on {day}."


def by_another(asked: str, name: str, when: datetime, language: Language) -> str:
    """That it was somebody else; "" is the owner."""
    day = wording.day(when, language)
    if language == "zh":
        return f"从聊天看，不是{_spaced(asked or '你')}：是{_spaced(name or '你')}说的，{day}。"
    return f"Not {asked or 'you'}, as far as the chats tell: {name or 'you'} wrote this, on {day}."


def _nobody(name: str, language: Language) -> str:
    if language == "zh":
        return f"在我能读到的聊天里，没有叫“{name}”的人。"
    return f"Nobody called {name} occurs in the chats I can read."


def _empty(lacks: Lacks, language: Language) -> str:
    assert lacks.period is not None
    span = lacks.period
    told = wording.span(span.start, span.end, span.granularity, language)
    if language == "zh":
        around = [f"之前最近一条是{wording.day(lacks.before, language)}"] if lacks.before else []
        around += [f"之后第一条是{wording.day(lacks.after, language)}"] if lacks.after else []
        return f"{told}这段时间没有消息{'，' * bool(around)}{'，'.join(around)}。"
    around = [f"the last before is of {wording.day(lacks.before, language)}"] if lacks.before else []
    around += [f"the next of {wording.day(lacks.after, language)}"] if lacks.after else []
    return f"No message of that time, {told}, is in these chats{': ' * bool(around)}{', '.join(around)}."


def _wordless(message: Message, language: Language, *, is_reply: bool) -> str:
    name, day = _name(message, language), wording.day(message.when, language)
    what = _MEDIA["voice" if message.kind == "voice" else "image"][language == "zh"]
    if language == "zh":
        of = "你" if message.sender.owner else name
        said = "当时的回复是" if is_reply else "有一条"
        return f"{said}{_spaced(of)}{day}的{what}，还没有文字，我不知道里面说了什么。"
    reply = "It was answered by" if is_reply else "There is"
    return f"{reply} a {what} from {name} of {day} whose words I don't have, so I can't tell what is in it."


def _no_media(lacks: Lacks, language: Language) -> str:
    what = _MEDIA[lacks.media][language == "zh"]
    if language == "zh":
        return f"在我能读到的聊天里，没有能看出内容的这样一条{what}。"
    return f"No such {what} whose content I can tell is in the chats I can read."


def _name(message: Message, language: Language) -> str:
    if message.sender.owner:
        return "你" if language == "zh" else "you"
    return message.sender.name or message.sender.key


def _spaced(name: str) -> str:
    """A Latin name between Chinese characters."""
    return f" {name} " if name[:1].isascii() and name[-1:].isascii() else name
