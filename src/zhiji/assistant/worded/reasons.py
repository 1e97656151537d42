"""Why a sentence of a language model isn't shown, in words for the person and for the language model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from zhiji.assistant.question import Language

Kind = Literal[
    "marks",
    "no quote",
    "no message",
    "not said",
    "elsewhere",
    "cut",
    "bare",
    "time",
    "sum",
    "number",
    "name",
    "speaker",
]

_TOLD: dict[Kind, tuple[str, str]] = {
    "marks": ("its quotation marks or brackets can't be read", "引号或括号无法识别"),
    "no quote": ("it quotes no message", "没有引用任何消息"),
    "no message": ("it cites {}, which isn't there", "引用了不存在的 {}"),
    "not said": ("nobody said {}", "没有人说过{}"),
    "elsewhere": ("{} doesn't stand in the message that is cited for it", "所标的消息里没有{}"),
    "cut": ("{} leaves out what turns its meaning or cuts a number", "{}断章取义，或截断了数字"),
    "bare": ("it cites {} and quotes nothing of it", "标了 {} 却没有引用其中的话"),
    "time": ("“{}” is no time of the messages it cites", "所引消息里没有“{}”这个时间"),
    "sum": ("“{}” doesn't come out", "“{}”算得不对"),
    "number": ("the number {} isn't in the messages it cites", "所引消息里没有数字 {}"),
    "name": ("the name {} isn't in the messages it cites", "所引消息里没有名字 {}"),
    "speaker": ("the messages it cites are not by who is named: {}", "所引消息不是此人说的：{}"),
}
_SHORT: dict[Kind, tuple[str, str]] = {
    "marks": ("marks that can't be read", "标记无法识别"),
    "no quote": ("no quote", "没有引文"),
    "no message": ("a message that isn't there", "引用了不存在的消息"),
    "not said": ("words that nobody said", "没有人说过的话"),
    "elsewhere": ("words of another message", "引文出自别的消息"),
    "cut": ("a quote that was cut short", "引文断章取义"),
    "bare": ("a citation without a quote", "有标号而没有引文"),
    "time": ("a time that isn't in the messages", "消息里没有的时间"),
    "sum": ("a sum that doesn't come out", "算得不对"),
    "number": ("a number that isn't in the messages", "消息里没有的数字"),
    "name": ("a name that isn't in the messages", "消息里没有的名字"),
    "speaker": ("the wrong speaker", "说话人不对"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sentence can't be shown, with the words that it is about."""

    kind: Kind
    about: str = ""

    def told(self, language: Language) -> str:
        """In words."""
        return _TOLD[self.kind][language == "zh"].format(self.about)


def short(reasons: Sequence[Reason], language: Language) -> str:
    """The kinds of some reasons, each once, without a word of what was claimed."""
    kinds = dict.fromkeys(one.kind for one in reasons)
    return ("、" if language == "zh" else ", ").join(_SHORT[kind][language == "zh"] for kind in kinds)
