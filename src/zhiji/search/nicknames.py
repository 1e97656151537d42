"""Names that people call each other by: "Hey Kate!", said to Emi alone, makes Kate a name of Emi's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from zhiji.language import is_stop_word, tokens
from zhiji.search.anchors import Mention
from zhiji.search.index import Entry, Index, Scope
from zhiji.search.talk import Talk, Talks

MOST_WORDS = 2  # of a question
MOST_MESSAGES = 300  # that say the word
FEWEST_CALLS = 4
CALL_SHARE = 0.3  # of all that say the word
ONE_VOICE = 0.9  # of the calls come from the other side

_GREETING = r"(?i:\b(?:hey+|hi+|hello+|thanks|thank you|morning|afternoon|evening|night|bye|sorry|welcome|dear))[\s,!]+"
_BEFORE_THINGS = (
    r"\b(?i:an?|the|my|your|his|her|our|their|this|that|to|for|of|in|on|at|from|with|and|about|like)\s+"
)
_WORD = re.compile(r"\b[A-Z][a-z]{2,}\b")


def nicknames(question: str, known: Iterable[Mention], *, index: Index, talks: Talks) -> list[Mention]:
    """The people that a question names by what only the chats call them."""
    named = {mention.word for mention in known}
    words = [word for word in dict.fromkeys(_WORD.findall(question)) if word not in named]
    unknown = [word for word in words if not is_stop_word(word.lower())][:MOST_WORDS]
    called = talks.called
    for word in unknown:
        if word not in called:
            called[word] = _called(word, index, talks)
    found = ((word, called[word]) for word in unknown)
    return [Mention(word, accounts) for word, accounts in found if accounts]


def calls(word: str, said: Iterable[tuple[int, str]]) -> tuple[Counter[int], int]:
    """How often each sender calls somebody by a word, and how many messages say the word at all, as (sender, text)."""
    called = re.compile(rf"{_GREETING}{word}\b|(?:^|[,.!?]\s*){word}\s*(?:[,.!?]|$)|\s{word}\s*[!?.]*$")
    spoken_of = re.compile(rf"{_BEFORE_THINGS}{word}\b")
    counts: Counter[int] = Counter()
    total = 0
    for sender, text in said:
        total += bool(re.search(rf"\b{word}\b", text, re.I))
        counts[sender] += bool(called.search(text) and not spoken_of.search(text))
    return counts, total


def _called(word: str, index: Index, talks: Talks) -> frozenset[int]:
    """The accounts that go by the word in some chat of two."""
    accounts = set[int]()
    for senders, said in _by_chat(word, index, talks):
        counts, total = calls(word, said)
        caller, count = counts.most_common(1)[0]
        if count >= max(FEWEST_CALLS, CALL_SHARE * total, ONE_VOICE * counts.total()):
            accounts |= senders - {caller}
    return frozenset(accounts)


def _by_chat(
    word: str, index: Index, talks: Talks
) -> Iterator[tuple[frozenset[int], Sequence[tuple[int, str]]]]:
    """Who takes part in each chat of two that says the word, and who said what."""
    term = tokens(word)[0]
    if index.frequencies([term]).get(term, 0) < FEWEST_CALLS:
        return
    by_chat: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in index.entries(index.postings(term, Scope(), limit=MOST_MESSAGES)):
        by_chat[entry.chat].append(entry)
    for chat, entries in by_chat.items():
        if len(entries) >= FEWEST_CALLS and talks.kind(chat) is Talk.PAIR:
            texts = index.texts([entry.id for entry in entries])
            yield talks.senders(chat), [(entry.sender, texts.get(entry.id, "")) for entry in entries]
