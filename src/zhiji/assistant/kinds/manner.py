"""How the owner writes to somebody: in which language, how long, with what greeting, which emoji."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from zhiji.assistant.question import Language
from zhiji.language import HAN

_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?")
_GREETING = re.compile(
    r"^\s*(hey|hi|hello|hallo|dear|yo|妈妈?|爸爸?|哥|姐|亲爱的|宝|老\w|在吗?)(?=[\s,，!！。.]|(?<=[\u3400-\u9fff])[^\w])",
    re.I,
)
_LABEL = re.compile(r"^\[[^\]]+\]|^https?://")
_OFTEN = 0.2  # of the messages: it is a habit
_SHORT = 40  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """The habits that a draft keeps to."""

    language: Language
    known: bool = False  # there was something to see them in
    short: bool = True
    greeting: str = ""
    emoji: str = ""
    lower: bool = False  # begins without a capital
    stops: bool = True  # ends with a full stop

    def worded(self, text: str) -> str:
        """A text in this manner."""
        if self.lower and re.match(r"[A-Z][a-z' ]", text) and not text.startswith(("I ", "I'")):
            text = text[0].lower() + text[1:]
        if not self.stops:
            text = text.rstrip(".。")
        if self.greeting and not text.lower().startswith(self.greeting.lower()):
            joint = "，" if HAN.search(self.greeting) else " " if self.greeting.islower() else ", "
            text = f"{self.greeting}{joint}{text}"
        return f"{text} {self.emoji}".rstrip() if self.emoji else text


def manner_of(texts: Sequence[str], *, fallback: Language) -> Manner:
    """What most of these messages have in common, the newest first."""
    said = [text.strip() for text in texts if text.strip() and not _LABEL.match(text)]
    if not said:
        return Manner(language=fallback)
    chinese = sum(bool(HAN.search(text)) for text in said[:30])
    language: Language = "zh" if 2 * chinese > len(said[:30]) else "en"
    own = [text for text in said if bool(HAN.search(text)) == (language == "zh")] or said
    latin = [text for text in own if text[0].isascii() and text[0].isalpha()]
    return Manner(
        language=language,
        known=True,
        short=median(map(len, own)) < _SHORT,
        greeting=_habit([match[1] for text in own if (match := _GREETING.match(text))], len(own)),
        emoji=_habit([one for text in own for one in set(_EMOJI.findall(text))], len(own)),
        lower=language == "en" and 2 * sum(text[0].islower() for text in latin) > len(latin),
        stops=2 * sum(text.endswith((".", "。")) for text in own) > len(own),
    )


def _habit(some: Sequence[str], of: int) -> str:
    """The commonest, if it is common."""
    if not some:
        return ""
    commonest, count = Counter(some).most_common(1)[0]
    return commonest if count >= max(2, _OFTEN * of) else ""
