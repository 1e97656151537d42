"""What a question may be answered from: the best rows by rarity, what was sent at the time, what stands beside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Protocol

from zhiji.language import tokens
from zhiji.search.asked import Asked
from zhiji.search.index import Entry, Index, Scope
from zhiji.search.lookup import Lookup, best, look_up, rough, session_shares
from zhiji.search.meaning import Meaning, Near, Readings
from zhiji.search.periods import DAY, nearness
from zhiji.search.talk import Talk, Talks
from zhiji.search.texts import Words
from zhiji.search.weights import BUDGET, STANDARD, Budget, Weights

AFTERWARDS = 2 * DAY  # people tell of a day on those that follow
NO_LONGER_NEAR = 0.01
WIDE = 8  # times as many are looked at where the scope is only known afterwards
WEEK = 8 * DAY  # in a longer time, a message without a word of the question says nothing
SEASON = 93 * DAY  # unless it is a photo and the question is after photos


@dataclass(frozen=True, slots=True)
class Ground:
    """Messages to choose from, with all that scoring them needs."""

    lookup: Lookup
    entries: Mapping[int, Entry]
    words: Mapping[int, Words]  # of the entries and of what stands beside them, be it out of scope
    beside: Mapping[int, Sequence[int]]  # the messages before and after in the same session
    sessions: Sequence[Mapping[int, float]]  # of each clause: session to share
    meant: Sequence[Mapping[int, float]]  # of each clause: how near in meaning, in standard deviations
    listed: frozenset[int] = frozenset()  # messages that memory has in a list which is asked for


class Remembered(Protocol):
    """Lists of what is known of people, made in idle time."""

    def told(self, question: str, accounts: Collection[int]) -> frozenset[int]:
        """The messages that tell what a question asks of whoever has these accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a search works with."""

    index: Index
    talks: Talks
    meaning: Meaning | None = None
    remembered: Remembered | None = None
    weights: Weights = STANDARD
    budget: Budget = BUDGET


def gather(asked: Asked, means: Means) -> Ground:
    """The messages worth scoring word by word."""
    index, weights, budget = means.index, means.weights, means.budget
    terms = {term for clause in asked.clauses for term in clause.wanted}
    lookup = look_up(terms, asked.scope, index=index, budget=budget.postings)
    lookup = _less_for_names(lookup, asked, weights)
    scores = _scores(asked, lookup, budget.rows)
    rows = _by_id(index.entries(scores))
    sessions = [session_shares(clause, lookup, rows, k1=weights.k1) for clause in asked.clauses]
    rows |= _by_id(dated(asked, means))
    read_as = _readings(asked, means)
    near = [_near(readings, asked.scope, means) for readings in read_as]
    rows |= _by_id(index.entries(frozenset[int]().union(*(one.scores for one in near if one))))
    listed = remembered(asked, means)
    rows |= _by_id(index.entries(listed))
    hopes = _hopes(rows, scores, sessions, asked, means)
    for number in listed & hopes.keys():
        hopes[number] += weights.remembered
    for one in near:
        for number, high in _heights(one, {}).items():
            if number in hopes:  # else it was forgotten at this very moment
                hopes[number] += weights.meaning * high
    for number in of_kind(hopes, asked, means):
        hopes[number] += weights.kind
    entries = {number: rows[number] for number in best(hopes, budget.texts)}
    beside, neighbours = _beside(best(hopes, budget.neighbours), index)
    around = {**entries, **neighbours}
    words = read(around.values(), index)
    inside = index.inside([number for number in neighbours if number not in entries], asked.scope)
    entries |= {number: neighbours[number] for number in inside}
    meant = [_meant(*each, around, means) for each in zip(read_as, near, strict=True)]
    return Ground(lookup, entries, words, beside, sessions, meant, listed)


def extended(ground: Ground, lookup: Lookup, numbers: Iterable[int], means: Means) -> Ground:
    """The ground with more messages, and with the terms that led to them."""
    new = _by_id(means.index.entries([number for number in numbers if number not in ground.entries]))
    words = {**ground.words, **read(new.values(), means.index)}
    rarity = {**ground.lookup.rarity, **lookup.rarity}
    return replace(
        ground,
        lookup=Lookup(rarity, ground.lookup.postings),
        entries={**ground.entries, **new},
        words=words,
    )


def speaker(entry: Entry, asked: Asked, means: Means) -> float:
    """What speaks for a message of the person in question."""
    if entry.sender not in asked.speakers:
        return 0.0
    kind = means.talks.kind(entry.chat)
    worth = {Talk.PAIR: means.weights.speaker, Talk.GROUP: means.weights.speaker_in_group}.get(kind, 0.0)
    return worth * asked.trust


def owner(entry: Entry, asked: Asked, means: Means) -> float:
    """What speaks for one's own words to an assistant, if one asks about oneself; or for its words, if about those."""
    talks = means.talks
    if not (asked.mine or asked.yours) or talks.kind(entry.chat) is not Talk.ASSISTANT:
        return 0.0
    return means.weights.owner if talks.asks(entry.sender) is not asked.yours else 0.0


def date(entry: Entry, asked: Asked, means: Means) -> float:
    """What speaks for a message because of when it was sent."""
    near = nearness(entry.at, asked.periods) if asked.periods else 0.0
    return means.weights.date * near if near > NO_LONGER_NEAR else 0.0


def remembered(asked: Asked, means: Means) -> frozenset[int]:
    """The messages in scope that memory has in the lists that a question asks for."""
    if means.remembered is None or not asked.speakers:
        return frozenset()
    words = " ".join(clause.text for clause in asked.clauses)
    told = means.remembered.told(words, asked.speakers)
    return frozenset(means.index.inside(told, asked.scope)) if told else told


def of_kind(numbers: Collection[int], asked: Asked, means: Means) -> Collection[int]:
    """Those of these messages that are of the kind that the question is after."""
    return means.index.inside(numbers, Scope(having=asked.kinds)) if asked.kinds else ()


def dated(asked: Asked, means: Means) -> list[Entry]:
    """What the person in question, if there is one, sent in the days that the question names or soon after.

    Of a longer time only what is of the kind in question.
    """
    found: list[Entry] = []
    for period in asked.periods:
        if period.end - period.start <= (SEASON if asked.kinds else WEEK):
            scope = replace(
                asked.scope,
                having=asked.scope.having or asked.kinds,
                senders=asked.scope.senders or asked.speakers or None,
                after=max(asked.scope.after or period.start, period.start),
                before=min(asked.scope.before or period.end + AFTERWARDS, period.end + AFTERWARDS),
            )
            found += means.index.latest(scope, limit=means.budget.dated)
    return found


def read(entries: Iterable[Entry], index: Index) -> dict[int, Words]:
    """The terms of messages, as the index has them."""
    entries = list(entries)
    texts = index.texts([entry.id for entry in entries])
    names: dict[int, list[str]] = {}  # few people write many messages
    found = {}
    for entry in entries:
        text, name = texts.get(entry.id, ""), names.get(entry.sender)
        if name is None:
            name = names[entry.sender] = tokens(index.account(entry.sender).name)
        terms = [*name, *tokens(text)]
        found[entry.id] = Words(terms, frozenset(terms), asks=text.rstrip().endswith(("?", "？")))
    return found


def _scores(asked: Asked, lookup: Lookup, count: int) -> dict[int, float]:
    """The messages that are best by rarity: for one clause, or for all of them together."""
    by_clause = [rough(clause, lookup) for clause in asked.clauses]
    chosen = frozenset[int]().union(*(best(scores, count) for scores in by_clause))
    total = dict.fromkeys(chosen, 0.0)
    for scores in by_clause:
        top = max(scores.values(), default=1.0)
        for number in chosen:
            total[number] += scores.get(number, 0.0) / top
    return {number: total[number] for number in best(total, count)}


def _less_for_names(lookup: Lookup, asked: Asked, weights: Weights) -> Lookup:
    """People write their own names seldom: who says one speaks to its bearer."""
    told = {
        term: rare * (weights.name if term in asked.names else 1.0) for term, rare in lookup.rarity.items()
    }
    return replace(lookup, rarity=told)


def _readings(asked: Asked, means: Means) -> list[Readings]:
    """How each clause is embedded: in a chat of two as its subject would say it; else people are talked about, too."""
    chats = asked.scope.chats
    of_two = chats is not None and all(means.talks.kind(chat) is Talk.PAIR for chat in chats)
    pairs = zip(asked.clauses, asked.meant, strict=True)
    return [(said,) if of_two or said == one.text else (one.text, said) for one, said in pairs]


def _near(readings: Readings, scope: Scope, means: Means) -> Near | None:
    """What is nearest to a clause in meaning, within the scope."""
    if means.meaning is None:
        return None
    inside = means.index.within(scope)
    wide = inside is None and scope != Scope()
    limit = means.budget.near * (WIDE if wide else 1)
    near = means.meaning.near(readings, inside, limit=limit)
    if near is None or scope == Scope():
        return near
    allowed = frozenset(means.index.inside(list(near.scores), scope))
    best_first = [number for number in near.scores if number in allowed][: means.budget.near]
    return replace(near, scores={number: near.scores[number] for number in best_first})


def _meant(readings: Readings, near: Near | None, entries: Iterable[int], means: Means) -> dict[int, float]:
    """How near to a clause each of these messages is; those without a vector yet are taken to be like the others."""
    if near is None or means.meaning is None:
        return {}
    numbers = list(entries)
    others = means.meaning.of(readings, [number for number in numbers if number not in near.scores])
    heights = _heights(near, others)
    known = [heights[number] for number in numbers if number in heights]
    return dict.fromkeys(numbers, fmean(known)) | heights if known else heights


def _heights(near: Near | None, others: Mapping[int, float]) -> dict[int, float]:
    """By how many standard deviations messages are nearer than is usual."""
    if near is None:
        return {}
    scores = {**near.scores, **others}
    return {number: (score - near.usual) / near.spread for number, score in scores.items()}


def _hopes(
    rows: Mapping[int, Entry],
    scores: Mapping[int, float],
    sessions: Sequence[Mapping[int, float]],
    asked: Asked,
    means: Means,
) -> dict[int, float]:
    """What messages score as far as one can tell without their words."""
    together = Counter[int]()
    for shared in sessions:
        together.update(shared)
    hopes = {}
    by_writer: dict[tuple[int, int], float] = {}  # few people write many messages
    for number, entry in rows.items():
        writer = entry.sender, entry.chat
        who = by_writer.get(writer)
        if who is None:
            who = by_writer[writer] = speaker(entry, asked, means) + owner(entry, asked, means)
        session = means.weights.session * together[entry.session]
        hopes[number] = scores.get(number, 0.0) + session + who + date(entry, asked, means)
    return hopes


def _beside(numbers: Sequence[int], index: Index) -> tuple[dict[int, list[int]], dict[int, Entry]]:
    """Who stands beside whom, both ways, and the neighbours."""
    beside: defaultdict[int, list[int]] = defaultdict(list)
    neighbours: dict[int, Entry] = {}
    for number, other in index.beside(numbers):
        neighbours[other.id] = other
        beside[number].append(other.id)
        beside[other.id].append(number)
    return dict(beside), neighbours


def _by_id(entries: Iterable[Entry]) -> dict[int, Entry]:
    return {entry.id: entry for entry in entries}
