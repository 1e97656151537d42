"""Whom a question names, going by the names that accounts show."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from zhiji.language import UNSPACED, fold, is_stop_word
from zhiji.search.anchors import Mention
from zhiji.search.kin import KIN, is_of_another, kin_in, latin_kin

# The two sides of chats with an assistant; nobody is called like that.
ASKING = frozenset({"user", "human", "you", "用户"})
ANSWERING = frozenset(
    {"assistant", "system", "bot", "ai", "tool", "chatgpt", "claude", "gemini", "deepseek", "kimi", "助手"}
)

SHORTEST_NICKNAME = 3
LONGEST_NAME = 4  # words

_BEFORE_A_NAME = frozenset(
    [
        "did",
        "does",
        "do",
        "has",
        "have",
        "had",
        "is",
        "was",
        "are",
        "were",
        "and",
        "or",
        "with",
        "to",
        "tell",
        "ask",
        "told",
        "asked",
        "for",
        "will",
        "would",
        "can",
        "could",
        "owe",
        "give",
        "gave",
    ]
)

_WORDS = re.compile(rf"[^\W\d_{UNSPACED}]+")
_RUNS = re.compile(f"[{UNSPACED}]+")


class NameBook:
    """Names to accounts; an account may have several names, a name several accounts."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        self._whole: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        self._parts: defaultdict[str, set[int]] = defaultdict(set)
        self._runs: defaultdict[str, set[int]] = defaultdict(set)
        for account, name in names:
            self._learn(account, fold(name).strip())

    def people(self, name: str) -> frozenset[int]:
        """The accounts that are called so, by their whole name or, if none is, by a part of it."""
        folded = fold(name).strip()
        words = tuple(_WORDS.findall(folded))
        found = self._whole.get(words) or self._runs.get(folded) or set[int]()
        if not found and len(words) == 1:
            found = self._parts.get(folded) or self._nicknamed(folded)
        return frozenset(found)

    def mentions(self, question: str) -> list[Mention]:
        """The people named in a question, in order, each once."""
        found = {mention.accounts: mention for mention in (*self._latin(question), *self._chinese(question))}
        return list(found.values())

    def _learn(self, account: int, name: str) -> None:
        if name in ASKING | ANSWERING:
            return
        words = tuple(_WORDS.findall(name))
        if words:
            self._whole[words].add(account)
        for word in words:
            self._parts[word].add(account)
        for run in _RUNS.findall(name):
            if 2 <= len(run) <= LONGEST_NAME:
                self._runs[run].add(account)
                if len(run) > 2 and run[0] > "\u3400":
                    self._runs[run[1:]].add(account)  # 王小红 is called 小红
        self._learn_kin(account, name)

    def _learn_kin(self, account: int, name: str) -> None:
        """Mum is 妈妈 is my mother; Boss Li and 李老板 are my boss. Anna's mum is another's."""
        for known in (latin_kin(_WORDS.findall(name)), *map(kin_in, _RUNS.findall(name))):
            for other in known:
                if other.isascii():
                    self._whole[(other,)].add(account)
                elif len(other) > 1:
                    self._runs[other].add(account)
                else:
                    self._runs["我" + other].add(account)  # 我妈

    def _latin(self, question: str) -> Iterable[Mention]:
        spoken = list(_WORDS.finditer(question))
        folded = [fold(word.group()) for word in spoken]
        uncapitalised = all(word.group().islower() for word in spoken)  # then small letters tell nothing
        at = 0
        while at < len(spoken):
            size, accounts = self._longest(folded, at)
            capital = uncapitalised or spoken[at].group()[0].isupper()
            if folded[at] in KIN:
                plain = is_of_another(question, spoken[at].start())
            else:
                plain = size == 1 and (
                    not capital or (is_stop_word(folded[at]) and not _is_called(spoken, at))
                )
                if not accounts and not plain:
                    accounts = self._parts.get(folded[at]) or self._nicknamed(folded[at])
            if accounts and not plain:
                yield Mention(question[spoken[at].start() : spoken[at + size - 1].end()], frozenset(accounts))
            at += size

    def _longest(self, words: Sequence[str], at: int) -> tuple[int, set[int]]:
        for size in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            if accounts := self._whole.get(tuple(words[at : at + size])):
                return size, accounts
        return 1, set()

    def _nicknamed(self, word: str) -> set[int]:
        """Mel is Melanie."""
        if len(word) < SHORTEST_NICKNAME:
            return set()
        return {account for part in self._parts if part.startswith(word) for account in self._parts[part]}

    def _chinese(self, question: str) -> Iterable[Mention]:
        taken: list[range] = []
        for name, begin in self._runs_in(fold(question)):
            if name in KIN and is_of_another(question, begin):
                continue
            if not any(begin in span for span in taken):
                taken.append(range(begin, begin + len(name)))
                yield Mention(question[begin : begin + len(name)], frozenset(self._runs[name]))

    def _runs_in(self, folded: str) -> Iterable[tuple[str, int]]:
        """The Chinese names in a text and where each stands first, long ones before short ones."""
        if folded.isascii():
            return
        seen = set[str]()
        for size in range(LONGEST_NAME, 1, -1):
            for begin in range(len(folded) - size + 1):
                name = folded[begin : begin + size]
                if name in self._runs and name not in seen:
                    seen.add(name)
                    yield name, begin


def _is_called(words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a word that is usually none is a name: Will and May within a sentence, but not "in May"."""
    return (
        at > 0
        and len(words[at].group()) > 2
        and words[at].group()[0].isupper()
        and words[at - 1].group() in _BEFORE_A_NAME
    )
