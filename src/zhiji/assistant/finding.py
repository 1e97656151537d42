"""From one thing asked to the messages that may answer it, each weighed: what of the question it carries, and who said it.

The search brings candidates (the question as it is, and its words in the other language), the people's own latest
messages and what stands beside a hit join them; then each is read anew with the question's words. No language model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import log1p

from zhiji.assistant import cues, stance
from zhiji.assistant.question import Clause, Named, Wants
from zhiji.assistant.said import Said
from zhiji.assistant.terms import Term
from zhiji.assistant.who import Who
from zhiji.chat import Message, MessageId
from zhiji.language import fold, is_stop_word
from zhiji.language.machines import to_machines
from zhiji.language.times import find_times
from zhiji.store.context import Context

Parts = Mapping[str, float]
Find = Callable[
    [str, int], Sequence[tuple[Message, float, Parts]]
]  # (query, how many) -> messages, scores and what these are the sums of, best first
CANDIDATES = 40
OWN_CHATS = 8
OWN_LATEST = 300  # of each person that a question names
READ_CLOSELY = 24  # of the best, whose neighbours are looked at
BESIDE = timedelta(hours=6)
REPLY = timedelta(hours=48)
SOON = timedelta(minutes=10)  # replies go on
MOST_REPLIES = 3
ONE_NAMED, SOME_NAMED = 0.8, 0.45  # what it counts that a message is by who is asked about
IN_OTHER_SCRIPT = 0.35  # what a word counts that a message in another language can't have
_ASKS_IT = (
    0.5  # the share of the question's words from which on a message asks them, so that its replies count
)
BESIDE_WORTH = 0.6  # what a term counts that stands in the message before


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A message that may answer, and how well it does."""

    said: Said
    share: float  # of the best search score
    coverage: float  # of the question's words, by their rarity, 0 to 1
    context: float = 0.0  # the same with what stands right before and after
    person: float = 0.0  # 1: by the one who is asked about; 0: has nothing to do with them
    typed: float = 0.0  # 1: has the kind of thing that is asked for
    timely: float = 0.0  # 1: of the time that is asked about
    asks: bool = False  # is a question itself
    by_machine: bool = False  # an assistant's own words
    person_weight: float = 0.35
    to_machines: bool = False  # speaks to assistants: claims, no evidence
    replies: tuple[Message, ...] = ()
    verbatim: float = 0.0  # has words of the question in one go
    rarest: float = 0.0  # how well the rarest word of the question is met
    parts: Parts = field(default_factory=dict)  # of its search score: meaning, session, neighbour
    by_meaning: bool = False  # the search went by meaning, too
    asking: float = 0.0  # the share of the question's words in it that stand where it asks itself
    first: bool = False  # speaks of its sender, who is asked about
    dated: bool = False  # names a time, where one is asked for
    ahead: bool = False  # speaks of a plan, where one is asked about

    @property
    def message(self) -> Message:
        """The message itself."""
        return self.said.message

    @property
    def score(self) -> float:
        """What candidates are ranked by: what they say, what the search has of them, how they say it.

        Without meaning there are words alone, and what isn't a word counts less. Weights: `python -m benchmarks.ordering`.
        """
        part, less = self.parts.get, 1.0 if self.by_meaning else 0.4
        return (
            (1.2 if self.by_meaning else 0.8) * self.coverage
            + less * 0.8 * max(self.context - self.coverage, 0.0)
            + 0.4 * self.share
            + (0.3 * part("meaning", 0.0) + 0.4 * part("neighbour", 0.0) + 0.8 * part("session", 0.0))
            * self.by_meaning
            + (1.0 if self.by_meaning else 0.75) * self.person_weight * self.person
            + 0.1 * self.typed
            + less * self.timely
            + 0.25 * self.verbatim
            + less * (0.6 * self.dated + 0.35 * self.first + 0.3 * self.ahead)
            - (0.3 if self.replies else 0.6) * self.asking
            - (0.0 if self.replies else 0.15) * self.asks
            - 0.6 * self.to_machines
            - 0.4 * self.by_machine
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a clause is looked for."""

    chats: frozenset[int] = frozenset()  # named in the question
    owner: frozenset[int] = frozenset()
    now: datetime
    newest: datetime
    unseen: frozenset[MessageId] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A message that a search found, or that was said by whoever is asked about."""

    message: Message
    share: float  # of the best search score
    parts: Parts


class Finder:
    """Weighs the messages of one archive."""

    def __init__(self, find: Find, *, who: Who, context: Context) -> None:
        self._find, self.who, self._context = find, who, context

    def called(self, message: Message) -> str:
        """What the sender of a message is called; "" for the owner."""
        return "" if message.sender.owner else self.who.shown(message).sender.name or message.sender.key

    def weigh(self, clause: Clause, scope: Scope) -> list[Weighed]:
        """The messages that may answer a clause, the best first."""
        found = self._candidates(clause, scope)
        rarity = self.rarity(clause.terms)
        by_meaning = any("meaning" in one.parts for one in found)
        weighed = [self._first_look(clause, one, rarity, scope, by_meaning=by_meaning) for one in found]
        weighed.sort(key=_rank)
        close = [self._closely(clause, one, rarity) for one in weighed[:READ_CLOSELY]]
        return [*sorted(close, key=_rank), *weighed[READ_CLOSELY:]]

    def rarity(self, terms: Iterable[Term]) -> dict[str, float]:
        """How much each term tells, by how few messages have it; one that no message has tells most."""
        size = self._context.size()
        return {term.text: term.weight * _rarity(self._frequency(term), size) for term in terms}

    def _frequency(self, term: Term) -> int:
        return sum(self._context.frequency(form) for form in (*term.forms, *term.others[:3]))

    def _candidates(self, clause: Clause, scope: Scope) -> list[_Candidate]:
        found: dict[int, _Candidate] = {}
        for query, worth in self._queries(clause):
            hits = self._find(query, CANDIDATES)
            top = max((score for _, score, _ in hits), default=0.0) or 1.0
            for message, score, parts in hits:
                share, known = worth * max(score, 0.0) / top, found.get(message.id)
                if known is None or share > known.share:
                    found[message.id] = _Candidate(message, share, known.parts if known else parts)
        for message in self._own(clause, scope):
            found.setdefault(message.id, _Candidate(message, 0.0, {}))
        inside = [
            one
            for one in found.values()
            if one.message.kind != "system" and not cues.is_placeholder(one.message)
        ]
        named = [one for one in inside if one.message.chat.id in scope.chats]
        return named or inside

    def _queries(self, clause: Clause) -> list[tuple[str, float]]:
        names = " ".join(one.word for one in clause.named)
        asked = _MARKS.sub(" ", clause.text)
        across = " ".join("".join(_joined(form)) for term in clause.terms for form in term.others[:4])
        hints = " ".join(_joined(form) for term in clause.terms for form in term.hints)
        queries = [(asked, 1.0)]
        for one in clause.named:  # what others say of the same matter: it may be theirs
            asked = asked.replace(one.word, " ")
        if clause.named and clause.terms:
            queries.append((asked, 0.8))
        if across:
            queries.append((f"{names} {across}", 0.8))
        if hints:
            queries.append((f"{names} {hints}", 0.5))
        return queries

    def _own(self, clause: Clause, scope: Scope) -> list[Message]:
        """What the people who are named wrote last, and what was said last in the chats that are."""
        messages: list[Message] = []
        for one in clause.named:
            chats = self.who.chats_of(one.accounts)[:OWN_CHATS]
            messages += self._context.by(one.accounts | scope.owner, chats=chats, limit=OWN_LATEST)
        for chat in sorted(scope.chats):
            messages += self._context.latest(chat=chat, limit=OWN_LATEST)
        return messages

    def _first_look(
        self,
        clause: Clause,
        one: _Candidate,
        rarity: Mapping[str, float],
        scope: Scope,
        *,
        by_meaning: bool,
    ) -> Weighed:
        message, said = one.message, Said(one.message)
        worth = _sayable(clause.terms, rarity, said)
        total = sum(worth.values()) or 1.0
        met = {term.text: said.has(term) for term in clause.terms}
        return Weighed(
            said=said,
            share=one.share,
            parts=one.parts,
            by_meaning=by_meaning,
            coverage=sum(worth[text] * share for text, share in met.items()) / total,
            person=self._person(clause, said, scope),
            typed=cues.has_type(clause.wants, " ".join(said.fields.values())),
            timely=timely(clause, message, scope),
            by_machine=message.chat.kind == "assistant" and not message.sender.owner and bool(scope.owner),
            person_weight=ONE_NAMED if len(clause.named) == 1 else SOME_NAMED,
            asks=cues.asks(message.text),
            to_machines=to_machines(message.text),
            verbatim=said.verbatim(_runs(clause.text)),
            rarest=max(
                (met[text] for text in met if rarity[text] >= max(rarity.values()) - 1e-9), default=1.0
            ),
        )

    def _closely(self, clause: Clause, one: Weighed, rarity: Mapping[str, float]) -> Weighed:
        """With what stands right before it, and the replies if it is a question."""
        beside = [
            *self._context.preceding(one.message, 2, within=BESIDE),
            *self._context.following(one.message, 1, within=BESIDE),
        ]
        others = [Said(message) for message in beside]
        worth = _sayable(clause.terms, rarity, one.said)
        total = sum(worth.values()) or 1.0
        context = sum(
            worth[term.text]
            * max([one.said.has(term), *(BESIDE_WORTH * other.has(term) for other in others)])
            for term in clause.terms
        )
        asking = stance.asking(one.said, clause.terms, rarity)
        wanted = asking >= _ASKS_IT or (one.asks and not one.coverage) or cues.only_asks(one.message.text)
        return replace(
            one,
            context=context / total,
            asking=asking,
            first=self._is_by_them(clause, one) and bool(cues.FIRST_PERSON.search(one.message.text)),
            dated=clause.wants is Wants.WHEN and stance.is_dated(one.message),
            ahead=stance.is_ahead(clause.text) and stance.is_ahead(one.message.text),
            replies=self.replies(one.message) if wanted else (),
        )

    def _is_by_them(self, clause: Clause, one: Weighed) -> bool:
        """Whether it is by somebody whom the clause asks about: in notes everything is by one."""
        sender = one.message.sender
        return (clause.mine and sender.owner) or any(sender.id in named.accounts for named in clause.named)

    def replies(self, message: Message) -> tuple[Message, ...]:
        """What was said to a question: the answers that refer to it, else the next words of others and what follows soon."""
        after = self._context.following(message, 6, within=REPLY)
        named = [m for m in after if m.reply_to is not None and m.reply_to == message.source_id]
        if named:
            return tuple(named[:MOST_REPLIES])
        first = next((at for at, one in enumerate(after) if one.sender.id != message.sender.id), len(after))
        found = after[first : first + 1]
        for one in after[first + 1 : first + MOST_REPLIES]:
            if one.when - found[-1].when > SOON or cues.asks(one.text):
                break
            found.append(one)
        return tuple(found)

    def _person(self, clause: Clause, said: Said, scope: Scope) -> float:
        """How much a message has to do with the people who are asked about; 1 if nobody is."""
        if not clause.named:
            if not (clause.mine and scope.owner):
                return 0.5
            return 0.7 if said.message.sender.id in scope.owner else 0.5
        worth = [
            1.0 if self._is_told(one, clause, said, scope) else self._about(one.accounts, one.word, said)
            for one in clause.named
        ]
        return 0.7 * max(worth) + 0.3 * sum(worth) / len(worth)

    def _is_told(self, one: Named, clause: Clause, said: Said, scope: Scope) -> bool:
        """Whether a message is the owner's to the one to whom the question says that he told something."""
        if not (clause.mine and said.message.sender.id in scope.owner):
            return False
        writers = self.who.writers(said.message.chat.id)
        return len(writers) == 2 and bool(writers & one.accounts) and stance.is_told(one.word, clause.text)

    def _about(self, accounts: frozenset[int], word: str, said: Said) -> float:
        message = said.message
        if message.sender.id in accounts:
            return 1.0
        writers = self.who.writers(message.chat.id)
        if len(writers) == 2 and writers & accounts:  # who names the other one there calls him
            return 0.6 if message.sender.owner else 0.3
        text = " ".join(said.folded.values())
        names = [word, *self.who.names_of(accounts)]
        if any(len(name) > 1 and fold(name) in text for name in names):
            return 0.8
        return 0.0


def _runs(text: str) -> tuple[str, ...]:
    """Two and three words of a question that stand side by side, one of them no stop word, and Chinese in one go."""
    words = fold(text).replace("?", " ").split()
    latin = [words[at : at + size] for size in (2, 3) for at in range(len(words) - size + 1)]
    told = tuple(" ".join(run) for run in latin if sum(not is_stop_word(word) for word in run) >= 2)
    return (*told, *(run for run in _CHINESE.findall(fold(text)) if len(run) >= 4))


def timely(clause: Clause, message: Message, scope: Scope) -> float:
    """1 for a message of the time that is asked about, or one that speaks of it; 0 if it is of another."""
    if not clause.spans:
        return 0.0
    best = 0.0
    for start, end in periods(clause, scope):
        if start <= message.when < end:
            return 1.0
        if start - timedelta(days=1) <= message.when < end + timedelta(days=2):
            best = max(best, 0.5)
    spoken = find_times(message.text, message.when) if message.text else []
    meant = [*periods(clause, scope), *((one.start, one.end) for one in clause.spans)]  # one to come, too
    for span in spoken:
        if any(span.start < end and start < span.end for start, end in meant):
            return 1.0 if span.end - span.start < timedelta(days=8) else best
    return best


def periods(clause: Clause, scope: Scope) -> list[tuple[datetime, datetime]]:
    """The times that a clause names, those that come round moved back to where the chats go on."""
    from zhiji.language.times import before

    moved = (before(span, scope.newest + timedelta(seconds=1)) for span in clause.spans)
    return [(span.start, span.end) for span in moved]


_CHINESE = re.compile("[\u3400-\u9fff]+")
_MARKS = re.compile('["“”„«»「」]|(?<=\\w):(?=\\S)')  # a search would take what is quoted for the very words


def _sayable(terms: Sequence[Term], rarity: Mapping[str, float], said: Said) -> dict[str, float]:
    """How much each term tells of a message: less if it is in another language and the glossary hasn't got it."""
    only_chinese, no_chinese = said.only_chinese, said.no_chinese
    return {
        term.text: rarity[term.text]
        * (
            IN_OTHER_SCRIPT
            if (no_chinese if _is_chinese(term.text) else only_chinese) and not _crosses(term)
            else 1.0
        )
        for term in terms
    }


def _is_chinese(text: str) -> bool:
    return text[0] >= "\u3400"


def _crosses(term: Term) -> bool:
    """Whether it has words in both languages."""
    own = _is_chinese(term.text)
    return any((form[0][0] >= "\u3400") != own for form in (*term.others, *term.hints))


def _rank(one: Weighed) -> tuple[float, float]:
    return -one.score, -one.message.when.timestamp()


def _rarity(count: int, size: int) -> float:
    return log1p((max(size - count, 0) + 0.5) / (count + 0.5))


def _joined(form: Sequence[str]) -> str:
    if form[0][0] < "\u0e00":
        return " ".join(form)
    return form[0].rstrip("*") + "".join(pair[-1] for pair in form[1:])
