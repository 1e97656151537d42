"""Questions with known answers, made from somebody's own archive: who wrote this, on which day, which number, and what
nobody ever spoke of. The same archive gives the same questions; nothing is asked of a language model.

A message is drawn by the hash of what it is, so that one more message changes few questions. What was quoted must stand in
one message alone. They test finding, quoting and silence, not understanding: your own questions in the file are worth more.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice

from zhiji.archive import Archive
from zhiji.chat import Message
from zhiji.errors import EvaluationError
from zhiji.evaluation.labelled import Labelled
from zhiji.language import query_terms
from zhiji.language.fold import fold

MOST = 60
_TIMES_AS_MANY = 3  # drawn, since some turn out not to be the only ones of their words
_SHORTEST, _LONGEST = 12, 200  # characters of a message; Chinese counts double
_QUOTED = 60  # characters of a question's quote
_FEWEST_TERMS = 4
_NUMBER = re.compile(r"(?<![\da-zA-Z.,:/-])\d{2,6}(?![\da-zA-Z:/]|[.,-]\d)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_GAP = "____"
_WORDS = {
    "en": {
        "who": "Who wrote “{quote}”?",
        "when": "On which day did {name} write “{quote}”?",
        "number": "{name} wrote “{quote}”: which number stands in the gap?",
        "unanswerable": "When did {name} write about {topic}?",
    },
    "zh": {
        "who": "“{quote}”是谁说的？",
        "when": "{name}是哪一天说“{quote}”的？",
        "number": "{name}说过“{quote}”，空格里是哪个数字？",
        "unanswerable": "{name}是什么时候说起{topic}的？",
    },
}
_ME = {"en": "I", "zh": "我"}
_NEVER = {  # what hardly anybody writes about; each is looked for before it is asked
    "en": (
        "the beekeeping exam", "the bagpipe lessons", "the glassblowing workshop", "the falconry permit",
        "the lighthouse auction", "the harpsichord tuner", "the taxidermy fair", "the sundial repair",
        "the ostrich farm", "the zeppelin museum", "the puppet theatre audition", "the bell foundry",
        "the fencing referee", "the mushroom passport", "the submarine tickets", "the curling stones",
    ),
    "zh": (
        "养蜂执照", "风笛考级", "吹玻璃课", "驯鹰证", "灯塔拍卖", "羽管键琴调音", "标本展销会", "日晷修理",
        "鸵鸟农场", "飞艇博物馆", "皮影戏试镜", "铸钟厂", "击剑裁判证", "蘑菇护照", "潜水艇门票", "冰壶石",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A message that may become a question."""

    message: Message
    language: str
    draw: bytes  # the least come first


def own_questions(archive: Archive, *, most: int = MOST) -> list[Labelled]:
    """Up to so many questions, of each kind about as many. Raises EvaluationError where there is nothing to ask about."""
    plain, numbered = _least(_fitting(archive.messages()), most * _TIMES_AS_MANY)
    if not plain:
        raise EvaluationError("There are too few messages with words to make questions of.")
    latest = max(message.when for message in archive.messages()) + timedelta(days=1)
    make = _Maker(archive, latest)
    half = (len(plain) + 1) // 2
    kinds = [
        map(make.who, (one for one in plain[:half] if not one.message.sender.owner)),
        map(make.when, plain[half:]),
        map(make.number, numbered),
        map(make.unanswerable, _topics(plain)),
    ]
    return list(islice(_in_turn([filter(None, one) for one in kinds]), most))


class _Maker:
    """Makes a question of a message; None where it wouldn't have one answer."""

    def __init__(self, archive: Archive, asked_at: datetime) -> None:
        self._archive, self._asked_at = archive, asked_at
        self._names = {person.id: names for person, names in archive.people.names()}

    def who(self, one: _Drawn) -> Labelled | None:
        """Whose words they are."""
        quote = _quote(one.message.text)
        if not self._stands_once(quote):
            return None
        answers = dict.fromkeys((one.message.sender.name, *self._called(one.message)))
        return self._made("who", one, tuple(filter(None, answers)), quote=quote)

    def when(self, one: _Drawn) -> Labelled | None:
        """On which day they were written."""
        quote = _quote(one.message.text)
        if not self._stands_once(quote):
            return None
        return self._made("when", one, (f"{one.message.when:%Y-%m-%d}",), quote=quote)

    def number(self, one: _Drawn) -> Labelled | None:
        """Which number stands in them."""
        found = _NUMBER.search(one.message.text)
        if found is None:
            return None
        before, behind = one.message.text[: found.start()], one.message.text[found.end() :]
        quote = f"{before[-_QUOTED:]}{_GAP}{behind[:_QUOTED]}".strip()
        if found[0] in quote or not self._stands_once(max(before[-_QUOTED:], behind[:_QUOTED], key=len)):
            return None
        return self._made("number", one, (found[0],), quote=quote)

    def unanswerable(self, topic: tuple[_Drawn, str]) -> Labelled | None:
        """What nobody wrote about, as far as a search shows."""
        one, words = topic
        wanted = set(query_terms(words))
        for hit in self._archive.search(words, words=True, k=5):
            if len(wanted) == 1 or wanted & set(query_terms(hit.message.text)):
                return None
        return self._made("unanswerable", one, (), topic=words)

    def _made(self, kind: str, one: _Drawn, answers: tuple[str, ...], **said: str) -> Labelled:
        sender = one.message.sender
        name = _ME[one.language] if sender.owner else (*self._called(one.message), sender.name)[0]
        return Labelled(
            id=f"{kind}-{one.draw.hex()[:10]}",
            text=_WORDS[one.language][kind].format(name=name, **said),
            asked_at=self._asked_at,
            answers=answers,
            category=kind,
            evidence=frozenset({f"#{one.message.id}"}) if answers else frozenset(),
            abstain=not answers,
        )

    def _called(self, message: Message) -> Sequence[str]:
        return self._names.get(self._archive.people.of(message.sender).id, ())

    def _stands_once(self, quote: str) -> bool:
        """Whether no other message has these words, as far as a search shows."""
        wanted = fold(quote)
        hits = self._archive.search(quote, words=True, k=10)
        return sum(wanted in fold(hit.message.text) for hit in hits) == 1


def _fitting(messages: Iterable[Message]) -> Iterator[_Drawn]:
    for message in messages:
        text = message.text
        size = len(text) + len(_HAN.findall(text))
        if (
            message.kind == "text"
            and not message.recalled
            and message.forwarded is None
            and message.chat.kind != "assistant"
            and message.sender.name
            and _SHORTEST <= size <= _LONGEST
            and "\n" not in text
            and not re.search(r"https?:|[“”\"]", text)
            and len(query_terms(text)) >= _FEWEST_TERMS
        ):
            language = "zh" if 2 * len(_HAN.findall(text)) > len(text) / 2 else "en"
            draw = sha256(f"{message.chat.key}\n{message.when.isoformat()}\n{text}".encode()).digest()
            yield _Drawn(message, language, draw)


def _least(some: Iterable[_Drawn], count: int) -> tuple[list[_Drawn], list[_Drawn]]:
    """Twice so many by draw, and so many with a number in them; the archive is read once."""
    kept: dict[bool, list[tuple[int, int, _Drawn]]] = {False: [], True: []}
    for one in some:
        order = -int.from_bytes(one.draw[:8])
        numbered = _NUMBER.search(one.message.text) is not None
        heapq.heappush(kept[numbered], (order, one.message.id, one))
        if len(kept[numbered]) > (count if numbered else 2 * count):
            heapq.heappop(kept[numbered])
    plain, with_number = (
        [one for *_, one in sorted(kept[key], key=lambda row: -row[0])] for key in (False, True)
    )
    return plain, with_number


def _topics(some: Sequence[_Drawn]) -> Iterator[tuple[_Drawn, str]]:
    """People with things of which they hardly wrote."""
    left = {language: iter(topics) for language, topics in _NEVER.items()}
    for one in some:
        topic = next(left[one.language], None)
        if topic is not None and not one.message.sender.owner:
            yield one, topic


def _in_turn(some: Iterable[Iterator[Labelled]]) -> Iterator[Labelled]:
    """One of each, again and again, for as long as any has more."""
    left = list(some)
    while left:
        for one in list(left):
            question = next(one, None)
            if question is None:
                left.remove(one)
            else:
                yield question


def _quote(text: str) -> str:
    """The beginning of a text, up to the end of a word."""
    if len(text) <= _QUOTED:
        return text
    cut = text[:_QUOTED]
    return cut if _HAN.search(cut[-1]) else cut.rpartition(" ")[0] or cut
