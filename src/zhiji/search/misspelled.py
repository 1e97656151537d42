"""Whom a question means by a name that nobody shows: spelled otherwise, in Latin letters, short, or mistyped.

What the chats say is a word and no mistake: only words that occur in no message are held against the names, so that
"the marry-go-round" is no Mary where somebody wrote of one. Each way is tried only where the ones before it find nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

from zhiji.language import UNSPACED, fold, is_stop_word, tokens
from zhiji.language.glossary import translations
from zhiji.language.pinyin import is_chinese, readings, spellings
from zhiji.search.anchors import Mention
from zhiji.search.hypocorisms import FULL
from zhiji.search.kin import KIN

Said = Callable[[str], bool]  # whether the chats have a word

LONGEST = 3  # words that spell one name: Zhang Xiao Ming
SHORTEST = 4  # letters of a name that may be mistyped
SHORTEST_PINYIN = 4  # letters; Li Na has as many
SHORTEST_SYLLABLE = 3  # letters of one character by which somebody is called: Jie, of 小杰
SURE = 5  # letters of one that is written small, or begins a sentence
TWO_MISTAKES = 8  # letters
_SURNAMES = frozenset(
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文小阿"
)
_FAMILIAR = "小老大阿"  # before one character of a name
_ALIKE = str.maketrans("ckqgjyzpe", "ccciiisfa")  # Katherine and Catherine, Geoff and Jeff
_CAPITALS = frozenset(
    tokens(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
        " september october november december christmas easter english chinese german french"
    )
)
_WORD = re.compile(rf"[^\W\d_{UNSPACED}]+")
_RUN = re.compile("[\u3400-\u9fff]{2,}")
_ID_END = re.compile(r"(?<=[a-z]{4})[_.-]?\d{1,6}$")  # zhangwei_92
_NO_NAME = re.compile(r"[@\d]|\.\w")  # mail addresses, numbers


class Spellings:
    """The names of accounts in every spelling; made when a question has a word that is no name."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        known = ((account, _ID_END.sub("", fold(name).strip())) for account, name in names)
        self._names = [(account, name) for account, name in known if not _NO_NAME.search(name)]
        self._words: defaultdict[str, set[int]] = defaultdict(set)
        self._letters: defaultdict[str, set[int]] = defaultdict(set)
        self._chars: dict[str, set[str]] = defaultdict(
            set
        )  # letters -> the Chinese names that are spelled so
        self._syllables: defaultdict[str, set[int]] = defaultdict(set)
        self._alike: defaultdict[tuple[str, int], list[str]] = defaultdict(list)  # first sound and length
        self._ready = False

    def mentions(self, question: str, known: Sequence[Mention], *, said: Said) -> list[Mention]:
        """The people that a question names, with those whom it may mean by the words that name nobody."""
        self._get_ready()
        taken = {fold(word) for mention in known for word in (mention.word, *_WORD.findall(mention.word))}
        meant = [*self._latin(question, taken, said), *self._chinese(question, taken, said)]
        spelled = " ".join(mention.word for mention in meant)
        found: dict[frozenset[int], Mention] = {}
        for mention in (*(one for one in known if one.word not in spelled), *meant):
            found.setdefault(mention.accounts, mention)
        return list(found.values())

    def _get_ready(self) -> None:
        if self._ready:
            return
        for account, name in self._names:
            self._learn(account, name)
        for word in self._words:
            self._alike[_first(word), len(word)].append(word)
        self._ready = True

    def _learn(self, account: int, name: str) -> None:
        words = _WORD.findall(name)
        for word in words:
            self._words[word].add(account)
        if is_chinese(name):
            chars = "".join(_RUN.findall(name))
            for part in {chars, chars[1:]} - {chars[:1]}:
                for letters in spellings(part) or ():
                    self._letters[letters].add(account)
                    self._chars[letters].add(part)
            if len(chars) == 2 and chars[0] in _FAMILIAR:
                for letters in readings(chars[1]):
                    self._syllables[letters].add(account)
        elif 1 < len(words) <= LONGEST and name.isascii():
            for ordered in (words, [*words[1:], words[0]]):
                self._chars["".join(ordered)]  # a Latin name that may be asked for in characters
                self._letters["".join(ordered)].add(account)
        elif len(words) == 1 and name.isascii():
            self._chars[name]
            self._letters[name].add(account)

    def _latin(self, question: str, taken: set[str], said: Said) -> Iterator[Mention]:
        words = list(_WORD.finditer(question))
        small = all(word.group().islower() for word in words)
        at = 0
        while at < len(words):
            size, accounts = self._pinyin(question, words[at : at + LONGEST], taken, said)
            if not accounts:
                accounts = self._syllable(question, words[at], taken, said)
            if not accounts:
                accounts = self._close(question, words[at], taken, said, small=small)
            if accounts:
                yield Mention(question[words[at].start() : words[at + size - 1].end()], frozenset(accounts))
            at += size

    def _pinyin(
        self, question: str, words: Sequence[re.Match[str]], taken: set[str], said: Said
    ) -> tuple[int, set[int]]:
        """How many of the words spell a name, and whose it is."""
        for size in range(len(words), 0, -1):
            folded = [fold(word.group()) for word in words[:size]]
            letters = "".join(folded)
            accounts = self._letters.get(letters)
            if not accounts or len(letters) < SHORTEST_PINYIN or taken.issuperset(folded):
                continue
            capital = words[0].group()[0].isupper() and not _begins(question, words[0])
            if all(map(is_stop_word, folded)) or (size == 1 and not capital and said(letters)):
                continue
            return size, accounts
        return 1, set()

    def _syllable(self, question: str, found: re.Match[str], taken: set[str], said: Said) -> set[int]:
        """Jie, with a capital letter, is 小杰."""
        word = fold(found.group())
        plain = word in taken or word in self._words or is_stop_word(word)
        capital = found.group()[0].isupper() and not _begins(question, found)
        if plain or len(word) < SHORTEST_SYLLABLE or not capital or said(word):
            return set()
        return self._syllables.get(word, set())

    def _close(
        self, question: str, found: re.Match[str], taken: set[str], said: Said, *, small: bool
    ) -> set[int]:
        """Whom a word means that is a short form or a misspelling of a name."""
        word = fold(found.group())
        if (
            word in taken
            or word in self._words
            or word in KIN
            or not _CAPITALS.isdisjoint(tokens(word)[:1])  # lone marks have none
            or is_stop_word(word)
        ):
            return set()
        upper = found.group()[0].isupper()
        capital = upper and not _begins(question, found)
        if not (capital or ((upper or small) and not translations(word))):
            return set()
        if full := {account for name in FULL.get(word, ()) for account in self._words.get(name, ())}:
            return full if capital or not said(word) else set()
        shortest = SHORTEST if capital else SURE
        if len(word) < shortest or said(word):
            return set()
        return {account for name in self._near(word, shortest) for account in self._words[name]}

    def _near(self, word: str, shortest: int) -> list[str]:
        """The names with the fewest mistakes: one, or two in long ones. They begin alike, at least in sound."""
        by_mistakes: defaultdict[int, list[str]] = defaultdict(list)
        for size in range(max(shortest, len(word) - 2), len(word) + 3):
            most = 2 if min(size, len(word)) >= TWO_MISTAKES else 1
            for name in self._alike.get((_first(word), size), ()):
                if (count := mistakes(word, name, most=most)) <= most:
                    by_mistakes[count].append(name)
        return by_mistakes[min(by_mistakes)] if by_mistakes else []

    def _chinese(self, question: str, taken: set[str], said: Said) -> Iterator[Mention]:
        """小宇 for 小雨, 王伟 for Wang Wei: what sounds like a name and is no word of the chats."""
        for run in _RUN.finditer(fold(question)):
            text, begin = run.group(), 0
            while begin < len(text) - 1:
                for size in range(min(4, len(text) - begin), 1, -1):
                    part = text[begin : begin + size]
                    accounts = self._sounding(part)
                    if (
                        accounts
                        and not any(part in word or word in part for word in taken)
                        and not said(part)
                    ):
                        start = run.start() + begin
                        yield Mention(question[start : start + size], frozenset(accounts))
                        begin += size - 1
                        break
                begin += 1

    def _sounding(self, part: str) -> set[int]:
        accounts = set[int]()
        for syllables in product(*(readings(char) for char in part)):
            letters = "".join(syllables)
            names = self._chars.get(letters)
            if names is None:
                continue
            alike = any(len(name) == len(part) and set(name) & set(part) for name in names)
            if alike or (not names and part[0] in _SURNAMES):
                accounts |= self._letters[letters]
        return accounts


def mistakes(a: str, b: str, *, most: int) -> int:
    """Letters left out, put in, mistaken or swapped with the next one, counted up to `most` + 1."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        last, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != other))
            if i > 1 and j > 1 and char == b[j - 2] and other == a[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most:
            return most + 1
    return row[-1]


def _first(name: str) -> str:
    return name[0].translate(_ALIKE)


def _begins(question: str, word: re.Match[str]) -> bool:
    """Whether a word's capital tells nothing, since it begins a sentence."""
    before = question[: word.start()].rstrip(" \"'“‘(")
    return not before or before[-1] in ".?!\n。？！"
