"""The names in what a language model says itself: each has to stand in the messages it cites, or be of who is in them.

Names that the archive knows are found wherever they stand. Others are seen by how they are written: with a capital, in
another script, behind a Chinese surname, where somebody speaks. A name that looks like any other word is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from zhiji.assistant.question import Named
from zhiji.assistant.records import Citation
from zhiji.assistant.worded.speakers import VERBS, latin_speakers, roles
from zhiji.assistant.worded.times import Times
from zhiji.assistant.worded.words import AMBIGUOUS, ENGLISH, MONTHS, NO_NAMES, OPENERS, SURNAMES, WEEKDAYS
from zhiji.chat import Message
from zhiji.language import fold, is_stop_word, tokens
from zhiji.language.cutting import ENGLISH_FRAME
from zhiji.language.glossary import TABLE, chinese_words
from zhiji.language.pinyin import may_be_read
from zhiji.search.kin import KIN, kin_in, latin_kin

_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+(?:['’-][^\W\d_\u3400-\u9fff]+)*")
_RUN = re.compile("[\u3400-\u9fff]+")
_ODD = re.compile(r"[@#]?\w+(?:[._:/+@-]\w+)*", re.A)
_UNIT = re.compile(
    r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|pm|am|h|hrs?|mins?|km|m|cm|mm|kg|g|mg|l|ml|k|w|gb|mb|tb|kw|kwh|eur|usd|gbp|cny|rmb|x|days?|weeks?|years?|months?)?",
    re.I,
)
_POSSESSIVE = re.compile(r"['’]s?$")
_BEGINS = re.compile(r"(?:^|[.!?:;–—(*•]|[。！？：；，])\s*$")
_SPEAKS_BEHIND = re.compile(
    r"\s+(?:said|says|told|wrote|writes|asked|asks|mentioned|mentions|added|replied|answered|confirmed|announced|claimed|suggested|promised"
    r"|has|had|is|was|lives|lived|moved|works|owes|wants|likes|gave|got|bought|paid|lost|found|will)\b"
)
_I = re.compile(r"I['’](?:m|d|ll|ve)")
_SPOKE = re.compile(
    r"\s+(?:\w+ly\s+)?(?:said|says|told|wrote|writes|asked|asks|replied|answered|added|mentioned|promised)\b"
)
_SPOKEN_TO = re.compile(r"\b(?:by|from|told|with|to|asked|gave|and|called|named)\s+$")
_SAYS_ZH = (
    "(?:说|写|问|提到|提过|告诉|回复|回答|答应|表示|认为|提醒|发消息|在群里|欠|住在|搬到|买了|借了|给了)"
)
# No name has these.
_NO_NAME_CHAR = (
    "[他她它你我您这那有此其在次就也都还不没的了是一二两三四五六七八九十几个前后又再先最早晚天今昨明则对]"
)
_SLOT_BEFORE = re.compile(
    r"(?:^|[\s，。：；、,:;(（]|[和跟与同给对让叫由问向是据照了问找等见帮替]|根据|告诉|通知|联系|感谢|按照|来自|关于|例如|还有|以及)$"
)
_SLOT_BEHIND = re.compile(
    rf"(?:$|[\s，。：；、,:;)）]|{_SAYS_ZH}|[和跟与同给对也都还就在已曾刚又再才要会想能应把被让是有没不的将去来住买卖借还欠]|先生|女士|老师|小姐|医生|经理)"
)
_YOU_SAID = re.compile(
    rf"\byou (?:\w+ly )?(?:{VERBS})\b|你(?:自己)?(?:说|写|问|提到|答应|告诉|回复|回答)", re.I
)
_I_SAID = re.compile(rf"\bI (?:{VERBS})\b|我(?:说|写|答应|告诉)")
_SAID_ZH = re.compile("([\u3400-\u9fff]{2,6}?)(?:说|写道|问|提到|答应|告诉|回复|回答)")
_LATIN = re.compile(r"[a-z\u00c0-\u024f]+")


@dataclass(frozen=True, slots=True)
class Names:
    """What people and chats of an archive are called, and who has to do with a message."""

    everybody: frozenset[str] = frozenset()  # folded
    senders: Callable[[Message], Iterable[str]] = lambda message: (message.sender.name,)
    around: Callable[[Message], Iterable[str]] = lambda message: (message.chat.name,)
    asked: Sequence[Named] = ()  # whom the question names, and which accounts that means
    accounts: Callable[[Message], Collection[int]] = lambda message: (message.sender.id,)
    words: frozenset[str] = field(init=False)  # in Latin letters
    runs: tuple[str, ...] = field(init=False)  # in Chinese characters

    def __post_init__(self) -> None:
        words = {word for name in self.everybody for word in _WORD.findall(name) if len(word) > 2}
        runs = {run for name in self.everybody for run in _RUN.findall(name) if 2 <= len(run) <= 6}
        object.__setattr__(self, "words", frozenset(words))
        object.__setattr__(self, "runs", tuple(sorted(runs, key=len, reverse=True)))


class Naming:
    """The names that some cited messages bear out."""

    def __init__(self, cited: Sequence[Citation], names: Names, times: Times) -> None:
        self._names, self._times = names, times
        senders = [name for one in cited for name in names.senders(one.message)]
        called = [
            *senders,
            *(name for one in cited for name in (*names.around(one.message), *one.message.mentions)),
        ]
        called += [one.message.forwarded.sender or "" for one in cited if one.message.forwarded]
        called += [
            one.word
            for one in names.asked
            if any(one.accounts & frozenset(names.accounts(each.message)) for each in cited)
        ]
        self._said = "\n".join(fold(one.quote) for one in cited)
        self._senders = frozenset(word for name in senders for word in _parts(fold(name)))
        self._yours = any(one.message.sender.owner for one in cited)
        self._called = [fold(name) for name in called if name]
        self._text = "\n".join([*(fold(one.quote) for one in cited), *self._called])
        self._raw = "\n".join([*(one.quote for one in cited), *called])
        self._words = frozenset(
            part for word in _WORD.findall(self._text) for part in (word, *re.split(r"['’-]", word))
        )
        self._kin = self._all_kin()

    def unborne(self, free: str) -> str | None:
        """The first name in what a sentence says itself that the messages don't bear out; None if all are."""
        return next(self._unborne(free), None)

    def wrong_speaker(self, free: str) -> str | None:
        """Who is said to have said it without being one of those whose messages are cited; None if nobody is."""
        if (match := _YOU_SAID.search(free)) and not self._yours and not _YOU_SAID.search(self._said):
            return match.group()
        if match := _I_SAID.search(free):
            return match.group()
        known = self._words - self._senders
        for spelling in latin_speakers(free):
            name = fold(spelling)
            if name in known and name not in self._said and name not in KIN:
                return spelling
        role = next(
            (one for one in roles(free) if fold(one) not in self._words and fold(one) not in self._text), None
        )
        if role is not None:
            return role
        for match in _SAID_ZH.finditer(free):
            name = next((one for one in self._names.runs if fold(match.group(1)).endswith(one)), "")
            if (
                name
                and name not in self._said
                and not any(name in one or one in name for one in self._senders)
            ):
                return name
        return None

    def without_called(self, free: str) -> str:
        """With the names that have figures in them blank: the 12 of "Flat 12" is no number."""
        for name in self._called:
            if any(map(str.isdigit, name)):
                free = re.sub(re.escape(name), lambda match: " " * len(match.group()), free, flags=re.I)
        return free

    def has(self, text: str) -> bool:
        """Whether the messages have these very characters."""
        return text in self._raw or fold(text) in self._text

    def _unborne(self, free: str) -> Iterator[str]:
        for match in _ODD.finditer(free):
            if self._is_odd(match.group()) and not self.has(match.group()):
                yield match.group()
        for match in _WORD.finditer(free):
            if not self._may_stand(match.group(), free, match.start(), match.end()):
                yield match.group()
        for match in _RUN.finditer(free):
            yield from self._chinese(match.group(), free, match.start())

    def _is_odd(self, token: str) -> bool:
        """A handle, an address, a code: letters and figures in one."""
        if _UNIT.fullmatch(token):
            return False
        mixed = any(map(str.isdigit, token)) and any(map(str.isalpha, token))
        return (
            mixed or "@" in token or token.startswith("#") or bool(re.search(r"\w[._/:]\w*[a-z]{2}", token))
        )

    def _may_stand(self, word: str, free: str, start: int, stop: int) -> bool:
        bare = _POSSESSIVE.sub("", word)
        folded = fold(bare)
        if folded in self._words or all(part in self._words for part in re.split(r"['’-]", folded)):
            return not _has_two_scripts(bare) or self.has(bare)
        if not _LATIN.fullmatch(re.sub(r"['’-]", "", bare.lower())):
            return False  # another script
        if folded in KIN:
            return folded in self._kin or folded in ENGLISH
        if folded in self._names.words and (bare[:1].isupper() or not _is_common(folded)):
            return bare[:1].isupper() and _BEGINS.search(free[:start]) is not None and folded in OPENERS
        if bare[:1].isupper():
            return self._may_be_capital(bare, folded, free, start)
        if _is_common(folded) or not (_SPEAKS_BEHIND.match(free[stop:]) or _SPOKEN_TO.search(free[:start])):
            return True
        speaks = _SPEAKS_BEHIND.match(free[stop:]) and (
            _BEGINS.search(free[:start]) or re.search(r"\b(?:and|that|but|when|because|,)\s+$", free[:start])
        )
        return not speaks

    def _may_be_capital(self, word: str, folded: str, free: str, start: int) -> bool:
        if folded in MONTHS:
            return MONTHS[folded] in self._times.months or (folded in ("may", "march") and folded in OPENERS)
        if folded in WEEKDAYS:
            return WEEKDAYS[folded] in self._times.weekdays
        if len(word) == 1 or _I.fullmatch(word):
            return word[0] in "IA"
        if word.isupper() and len(word) > 1:
            return word in _PLAIN_CAPITALS
        begins = _BEGINS.search(free[:start]) is not None
        if begins and (folded in OPENERS or _is_common(folded)):
            return folded in OPENERS or not _SPOKE.match(free[start + len(word) :])  # Bill said
        if folded in _PLAIN_WORDS or (_is_common(folded) and not begins):
            return True
        return self._is_read_so(folded)

    def _is_read_so(self, folded: str) -> bool:
        """Whether it spells a Chinese name of the messages: Suzhou where they have 苏州."""
        letters = folded.replace("-", "").replace("'", "")
        return any(
            may_be_read(run[at : at + size], letters)
            for run in _RUN.findall(self._text)
            for size in (2, 3, 4)
            for at in range(len(run) - size + 1)
        )

    # Chinese

    def _chinese(self, run: str, free: str, start: int) -> Iterator[str]:
        folded = fold(run)
        masked = self._without_borne(folded)
        for name in self._names.runs:
            if name in masked and not _within_word(name, masked):
                yield name
        for word in _han_kin():
            if word in masked and not (KIN[word] & self._kin):
                yield word
        yield from self._unknown(folded, masked, free, start)

    def _without_borne(self, run: str) -> str:
        """With everything blank that the messages have, in pieces of two and more characters, the longest first."""
        chars = list(run)
        at = 0
        while at < len(run):
            size = next(
                (n for n in range(min(12, len(run) - at), 1, -1) if run[at : at + n] in self._text), 0
            )
            if size:
                chars[at : at + size] = "　" * size
                at += size
            else:
                at += 1
        return "".join(chars)

    def _unknown(self, run: str, masked: str, free: str, start: int) -> Iterator[str]:
        words = _covered(run)
        for at, char in enumerate(masked):
            if char not in SURNAMES or at in words:
                continue
            for size in (3, 2):
                name = masked[at : at + size]
                if len(name) < size or "　" in name or any(bit in words for bit in range(at + 1, at + size)):
                    continue
                before, behind = free[: start + at], free[start + at + size :]
                slots = bool(_SLOT_BEFORE.search(before)) + bool(_SLOT_BEHIND.match(behind))
                if slots == 2 or (
                    slots == 1 and char not in AMBIGUOUS and size == 3 and not behind[:1].strip()
                ):
                    yield name
        for match in _TRANSLITERATED.finditer(masked):
            if not any(bit in words for bit in range(*match.span())):
                yield match.group()
        speaker = re.match(rf"((?:(?!{_NO_NAME_CHAR})[\u3400-\u9fff]){{2,4}}?)(?={_SAYS_ZH})", masked)
        if (
            speaker
            and _BEGINS.search(free[:start])
            and not any(bit in words for bit in range(len(speaker[1])))
        ):
            yield speaker[1]

    def _all_kin(self) -> frozenset[str]:
        found: set[str] = set()
        for word in [*self._words, *(run for run in _RUN.findall(self._text))]:
            found |= KIN.get(word, frozenset())
        for name in self._called:
            found |= latin_kin(_WORD.findall(name))
            for run in _RUN.findall(name):
                found |= kin_in(run)
        for word in _han_kin():
            if word in self._text:
                found |= KIN[word]
        return frozenset(found)


_PLAIN_CAPITALS = frozenset(["OK", "AM", "PM", "UTC", "TV", "PS", "FYI", "DIY", "BBQ", "ID"])
_PLAIN_WORDS = frozenset(["english", "chinese", "mandarin", "cantonese", "wifi", "internet"])
# Characters that foreign names are written with; three in a row are one.
_TRANSLITERATED = re.compile(
    "[阿艾奥巴贝比彼伯布查达戴德狄蒂杜厄恩尔法菲弗佛夫盖戈格古哈汉赫亨胡霍基吉加贾杰卡凯科克肯库拉莱兰朗劳勒雷里莉利丽列林隆卢鲁罗洛马玛迈曼梅蒙米密摩莫穆娜纳奈尼妮诺欧帕佩皮珀普奇乔琼萨塞桑沙舍施史斯丝苏塔泰坦汤特图托瓦威韦维沃乌西希肖谢辛休雅亚耶伊茵约泽扎茨兹]{3,8}"
)


def _has_two_scripts(word: str) -> bool:
    latin = any(char < "\u0250" for char in word if char.isalpha())
    return latin and any(char >= "\u0370" for char in word if char.isalpha())


@cache
def _is_common(word: str) -> bool:
    """Whether it is an everyday English word."""
    if is_stop_word(word) or word in OPENERS or word in ENGLISH:
        return True
    stems = tokens(word)
    return any(stem in ENGLISH_FRAME or stem in _everyday() for stem in stems)


@cache
def _everyday() -> frozenset[str]:
    sides = (line.partition("|")[0] for line in TABLE.splitlines())
    return frozenset(term for side in sides for term in tokens(side) if term not in KIN)


@cache
def _han_kin() -> tuple[str, ...]:
    return tuple(
        sorted((word for word in KIN if not word.isascii() and len(word) > 1), key=len, reverse=True)
    )


@cache
def _lexicon() -> frozenset[str]:
    return frozenset(word for word in (*chinese_words(), *NO_NAMES) if len(word) > 1)


def _covered(run: str) -> frozenset[int]:
    """Where known words stand in a Chinese run."""
    known = _lexicon()
    found: set[int] = set()
    at = 0
    while at < len(run):
        size = next((n for n in range(min(6, len(run) - at), 1, -1) if run[at : at + n] in known), 0)
        found.update(range(at, at + size))
        at += size or 1
    return frozenset(found)


def _within_word(name: str, text: str) -> bool:
    """Whether a name is only part of a longer word wherever it stands."""
    known = _lexicon()
    return all(
        any(
            text[at - more : at - more + size] in known
            for size in range(len(name) + 1, len(name) + 3)
            for more in range(size - len(name) + 1)
            if at >= more
        )
        for at in (match.start() for match in re.finditer(re.escape(name), text))
    )


def _parts(name: str) -> list[str]:
    return [*_WORD.findall(name), *_RUN.findall(name)]
