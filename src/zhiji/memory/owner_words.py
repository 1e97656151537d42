"""What the owner tells outright, "Lena lives in Graz now", read by the readers of messages as a sentence of its own.

It is kept as the note of a feedback, which is its evidence, and accepted at once: it weighs as much as the word of whom
it is about, and the later of both counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from zhiji.chat import Message
from zhiji.errors import BadQuery
from zhiji.memory.facts import Fact
from zhiji.memory.keeping import as_fact
from zhiji.memory.looking import Looking
from zhiji.memory.records import Reading, Span, Subject
from zhiji.memory.ruling import Deciding
from zhiji.memory.thread import Line, Thread
from zhiji.people import People, matching
from zhiji.store import Store, facts
from zhiji.store.facts import Facts, NewFact
from zhiji.store.micros import micro

MAKER = "owner"
_OPENING = re.compile(
    r"^(?:(?:no+|nope|wrong|actually|well|sorry|in fact)\b[\s,.!:;–-]*)+|^(?:(?:不是|不对|不|错了?|其实|应该是|事实上)[\s，,。！!：:]*)+",
    re.I,
)
_DENIALS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(is|are|was|were|has|have|can|will)(?:n['’]t| not| no longer)\b", re.I), r"\1"),
    (re.compile(r"\b(?:does|do)(?:n['’]t| not| no longer) (live|work|like|love|eat|drink|speak|own)\b", re.I), r"\1s"),
    (re.compile(r"\b(?:no longer|never) (?=lives|works|likes|loves|eats|drinks|speaks|owns)", re.I), ""),
    (re.compile(r"不再|已经不|并不|不(?=对|是|在|住|会|喜欢|过敏)|没有?(?=住|在|养)"), ""),
)  # fmt: skip
_PRONOUN = re.compile(r"\b(?:he|she)\b|\b(?P<whose>his|her)\b|(?<![其吉])[他她](?!们|人)", re.I)
_EMPHASIS = re.compile(r"(?:就|确实)?是(?=住|在|对|养|姓|属)")
_NOW_OVER = re.compile(r"\s*\b(?:any ?more|any longer)\b|(?<=[\u4e00-\u9fff])了(?=[。！]?$)", re.I)


class OwnerWords:
    """Keeps what notes of feedback say as facts."""

    def __init__(self, store: Store, *, now: datetime) -> None:
        self._store, self._now, self._people = store, now, People(store)

    def learn(self, note: int, *, about: str = "") -> list[Fact]:
        """The facts that the note of this number says, which count from now on; [] if it says none.

        `about` is whom "he" and 她 mean in it.
        """
        message = self._store.reader.messages([note]).get(note)
        if message is None:
            raise BadQuery("Nobody is known to have said that.")
        new = [self._kept(one, message) for one in self._read(message, about)]
        if not new:
            return []
        with self._store.connection.transaction() as db:
            facts.put(db, [note], new, now=micro(self._now), maker=MAKER)
        numbers = [one.id for one in Facts(self._store.connection).find(messages=[note])]
        deciding, looking = Deciding(self._store, now=self._now), Looking(self._store, now=self._now)
        for number in numbers:
            deciding.rule(number, "accepted")
        return [looking.fact(number) for number in numbers]

    def told(self, note: int) -> list[Fact]:
        """What was learned from the note of this number."""
        looking = Looking(self._store, now=self._now)
        return [looking.fact(one.id) for one in Facts(self._store.connection).find(messages=[note])]

    def _read(self, message: Message, about: str) -> list[Reading]:
        """As it is written, else without "no," before it, else what it denies."""
        from zhiji.memory.reading import read  # a thousand rules, which finding doesn't need

        for text, denies in _ways(message.text, about):
            line = self._line(message, text)
            found = read(Thread(lines=(line,), kind="assistant", owner=frozenset({line.sender})))
            telling = [one for one in found if one.kind != "question"]
            whole = Span(message=line.id, start=0, stop=len(message.text))
            if telling and text == message.text:
                return [self._resolved(one) for one in telling]
            if telling:
                return [
                    replace(self._resolved(one), quote=whole, negated=one.negated != denies)
                    for one in telling
                ]
        return []

    def _resolved(self, reading: Reading) -> Reading:
        """Tomasz is Tomasz Wilk, if nobody else is called so: the owner speaks of people as they are known here."""
        return replace(
            reading,
            subject=self._whom(reading.subject),
            to=None if reading.to is None else self._whom(reading.to),
            others=tuple(self._whom(one) for one in reading.others),
        )

    def _whom(self, subject: Subject) -> Subject:
        if subject.account is not None or subject.of is not None or not subject.name:
            return subject
        names = {person.accounts[0].id: some for person, some in self._people.names()}
        found = matching.mentioned(subject.name, names)
        return Subject(account=int(found[0])) if len(found) == 1 else subject

    def _line(self, message: Message, text: str) -> Line:
        sender = message.sender
        return Line(
            id=int(message.id),
            sender=int(sender.id),
            name=sender.name,
            when=message.when,
            text=text,
            owner=True,
        )

    def _kept(self, reading: Reading, message: Message) -> NewFact:
        return as_fact(reading, self._line(message, message.text), chat=0)


def owner_account(store: Store) -> int:
    """The account that the owner's words are kept under. OwnerUnknown while nobody knows who that is."""
    return int(People(store).require_owner().accounts[0].id)


def _ways(text: str, about: str) -> Iterator[tuple[str, bool]]:
    """How to read a sentence, and whether that denies what it says."""
    bare = _OPENING.sub("", text).strip()
    if about and _PRONOUN.search(bare):
        bare = text = _PRONOUN.sub(lambda found: f"{about}'s" if found["whose"] else about, bare)
    plain = _EMPHASIS.sub("", bare)
    yield text, False
    yield bare, False
    yield plain, False
    for pattern, instead in _DENIALS:
        if pattern.search(plain):
            yield _NOW_OVER.sub("", pattern.sub(instead, plain, count=1)), True
