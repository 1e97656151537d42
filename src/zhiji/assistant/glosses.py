"""What a quote in the other language is about, in a few words of the glossary: no translation, a help to recognise it.

Given only where the dictionary has a good part of the quote, and only words that name things: a verb by itself misleads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zhiji.assistant.question import Language
from zhiji.language import HAN, fold, is_stop_word, tokens
from zhiji.language.cutting import ENGLISH_FRAME, pieces
from zhiji.language.glossary import english_sayings, translations

_LEAST, _MOST = 2, 6  # words; one alone says too little
_CHINESE_SHARE, _ENGLISH_SHARE = 0.35, 0.4  # of the quote that the glossary has to have
_RUN = re.compile("[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_LONGEST = 3  # words of a saying
_NAMES = frozenset(
    [
        "Germany",
        "Berlin",
        "Munich",
        "Vienna",
        "Leipzig",
        "China",
        "Beijing",
        "Shanghai",
        "Chengdu",
        "Taiwan",
        "Japan",
        "Tokyo",
        "Korea",
        "America",
        "England",
        "London",
        "Edinburgh",
        "France",
        "Paris",
        "Italy",
        "Spain",
        "Lisbon",
        "Iceland",
        "Frankfurt",
        "Christmas",
        "Easter",
    ]
)
_CAPITALS = {
    **{name.lower(): name for name in _NAMES},
    "spring festival": "Spring Festival",
    "hong kong": "Hong Kong",
}
# Words that say too little by themselves, or another thing than meant.
_VAGUE = frozenset(
    [
        "return",
        "come",
        "go",
        "ask",
        "want",
        "need",
        "fix",
        "repair",
        "close",
        "open",
        "get",
        "give",
        "see",
        "look",
        "watch",
        "remember",
        "because",
        "people",
        "number",
        "live",
        "find",
        "move",
        "decide",
        "call",
        "answer",
        "reply",
        "tell",
        "say",
        "know",
        "think",
        "make",
        "do",
        "take",
        "put",
        "use",
        "way",
        "thing",
        "kind",
        "day",
        "time",
        "year",
        "week",
        "month",
        "hour",
        "minute",
        "early",
        "late",
        "last",
        "next",
        "first",
        "good",
        "bad",
        "new",
        "old",
    ]
)
# English words that mean several things: which one, a word alone doesn't tell.
_AMBIGUOUS = frozenset(
    [
        "bank",
        "bat",
        "bill",
        "change",
        "charge",
        "check",
        "cool",
        "date",
        "fair",
        "fine",
        "glass",
        "glasses",
        "hard",
        "lead",
        "left",
        "lie",
        "life",
        "light",
        "like",
        "lives",
        "match",
        "may",
        "mean",
        "mind",
        "mine",
        "miss",
        "note",
        "order",
        "park",
        "point",
        "present",
        "rest",
        "right",
        "run",
        "second",
        "set",
        "sign",
        "sound",
        "state",
        "stay",
        "want",
        "wants",
        "well",
        "will",
        "works",
    ]
)


@lru_cache(maxsize=512)
def gloss(quote: str, language: Language) -> tuple[str, ...]:
    """The words of a quote that the glossary has, in the question's language; () where that is the quote's, too."""
    found, share = _from_chinese(quote) if language == "en" else _from_english(quote)
    words = tuple(dict.fromkeys(found))[:_MOST]
    least = _CHINESE_SHARE if language == "en" else _ENGLISH_SHARE
    return words if len(words) >= _LEAST and share >= least else ()


def _from_chinese(quote: str) -> tuple[list[str], float]:
    found, met = [], 0
    for run in _RUN.findall(fold(quote)):
        for piece, kind in pieces(run):
            others = translations(piece) if kind == "word" else ()
            if others and others[0] not in _VAGUE:
                found.append(_CAPITALS.get(others[0], others[0]))
                met += len(piece)
    return found, met / max(1, len(HAN.findall(quote)))


def _from_english(quote: str) -> tuple[list[str], float]:
    words = _WORD.findall(fold(quote))
    if len(HAN.findall(quote)) > len(words):
        return [], 0.0
    found = list(_said(words))
    telling = sum(not _is_frame(word) and word not in _AMBIGUOUS for word in words)
    return [other for other in found if other], len([one for one in found if one]) / max(1, telling)


def _said(words: list[str]) -> Iterator[str]:
    """Each word or saying in Chinese."""
    at = 0
    while at < len(words):
        size = next((n for n in (_LONGEST, 2) if _is_saying(words[at : at + n])), 1)
        said = " ".join(words[at : at + size])
        vague = size == 1 and (_is_frame(said) or said in _VAGUE or said in _AMBIGUOUS)
        yield next((other for other in translations(said) if len(other) > 1), "") if not vague else ""
        at += size


def _is_saying(words: list[str]) -> bool:
    return len(words) > 1 and tuple(stem for word in words for stem in tokens(word)) in english_sayings()


def _is_frame(word: str) -> bool:
    return is_stop_word(word) or all(stem in ENGLISH_FRAME or len(stem) < 3 for stem in tokens(word))
