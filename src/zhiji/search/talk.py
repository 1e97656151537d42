"""What kind of talk a chat is: what a question's words say about a message depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from zhiji.language import fold
from zhiji.search.index import Entry, Index, Scope
from zhiji.search.names import ANSWERING, ASKING

SAMPLE = 30  # newest messages
TURNS = 2.0  # messages a session, from which on they answer each other


class Talk(Enum):
    """Who talks with whom."""

    PAIR = "pair"
    GROUP = "group"
    ASSISTANT = "assistant"
    NOTES = "notes"  # one person's, or single messages far apart in what no app calls a chat of people


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of chats and words from earlier searches, as long as nothing is written. Holds no index."""

    kinds: dict[int, Talk] = field(default_factory=dict)
    senders: dict[int, frozenset[int]] = field(default_factory=dict)
    asking: dict[int, bool] = field(default_factory=dict)
    called: dict[str, frozenset[int]] = field(default_factory=dict)  # whom a word calls
    frequencies: dict[str, int] = field(default_factory=dict)  # of terms, kept by the index


class Talks:
    """The kinds of the chats that a search meets, each looked at once."""

    def __init__(self, index: Index, seen: Seen | None = None) -> None:
        self._index = index
        seen = seen or Seen()
        self._kinds, self._senders, self._asking = seen.kinds, seen.senders, seen.asking
        self.called = seen.called  # accounts by what only the chats call them

    def kind(self, chat: int) -> Talk:
        """The kind of a chat."""
        if chat not in self._kinds:
            self._look(chat)
        return self._kinds[chat]

    def senders(self, chat: int) -> frozenset[int]:
        """Who wrote in a chat lately."""
        if chat not in self._senders:
            self._look(chat)
        return self._senders[chat]

    def _look(self, chat: int) -> None:
        sample = self._index.latest(Scope(chats=frozenset((chat,))), limit=SAMPLE)
        self._senders[chat] = frozenset(entry.sender for entry in sample)
        self._kinds[chat] = self._judge(chat, sample)

    def _judge(self, chat: int, sample: Sequence[Entry]) -> Talk:
        senders = self._senders[chat]
        told = self._index.chat(chat).kind
        if told == "assistant" or any(map(self._answers, senders)):
            return Talk.ASSISTANT
        if len(senders) < 2 or (told is None and _is_sparse(sample)):
            return Talk.NOTES
        return Talk.PAIR if len(senders) == 2 else Talk.GROUP

    def asks(self, sender: int) -> bool:
        """Whether an account is the person's side of a chat with an assistant."""
        if sender not in self._asking:
            account = self._index.account(sender)
            self._asking[sender] = account.owner or fold(account.name) in ASKING
        return self._asking[sender]

    def _answers(self, sender: int) -> bool:
        return fold(self._index.account(sender).name) in ANSWERING


def _is_sparse(sample: Sequence[Entry]) -> bool:
    """Whether messages mostly stand alone."""
    return len(sample) < TURNS * len({entry.session for entry in sample})
