"""What a question may be answered from: the best rows by rarity, what was sent at the time, what stands beside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from zhiji.language import tokens
from zhiji.search.asked import Asked
from zhiji.search.index import Entry, Index
from zhiji.search.lookup import Lookup, best, look_up, rough, session_shares, shares
from zhiji.search.periods import DAY, nearness
from zhiji.search.talk import Talk, Talks
from zhiji.search.texts import Words
from zhiji.search.weights import BUDGET, STANDARD, Budget, Weights

AFTERWARDS = 2 * DAY  # people tell of a day on those that follow
WEEK = 8 * DAY  # in a longer time, a message without a word of the question says nothing


@dataclass(frozen=True, slots=True)
class Ground:
    """Messages to choose from, with all that scoring them needs."""

    lookup: Lookup
    entries: Mapping[int, Entry]
    words: Mapping[int, Words]
    beside: Mapping[int, Sequence[int]]  # the messages before and after in the same session
    sessions: Sequence[Mapping[int, float]]  # of each clause: session to share


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a search works with."""

    index: Index
    talks: Talks
    weights: Weights = STANDARD
    budget: Budget = BUDGET


def gather(asked: Asked, means: Means) -> Ground:
    """The messages worth scoring word by word."""
    index, weights, budget = means.index, means.weights, means.budget
    terms = {term for clause in asked.clauses for term in clause.terms}
    lookup = look_up(terms, asked.scope, index=index, budget=budget.postings)
    scores = Counter[int]()
    for clause in asked.clauses:
        scores.update(shares(rough(clause, lookup)))
    rows = _by_id(index.entries(best(scores, budget.rows)))
    sessions = [session_shares(clause, lookup, rows, k1=weights.k1) for clause in asked.clauses]
    rows |= _by_id(dated(asked, means))
    hopes = {
        number: scores[number]
        + weights.session * sum(of.get(entry.session, 0.0) for of in sessions)
        + sum(priors(entry, asked, means).values())
        for number, entry in rows.items()
    }
    entries = {number: rows[number] for number in best(hopes, budget.texts)}
    beside = _beside(best(hopes, budget.neighbours), entries, index)
    return Ground(lookup, entries, read(entries.values(), index), beside, sessions)


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


def priors(entry: Entry, asked: Asked, means: Means) -> dict[str, float]:
    """What speaks for a message whatever its words: who wrote it, and when."""
    talks, weights = means.talks, means.weights
    parts = {}
    if entry.sender in asked.speakers:
        kind = talks.kind(entry.chat)
        if weight := {Talk.PAIR: weights.speaker, Talk.GROUP: weights.speaker_in_group}.get(kind):
            parts["speaker"] = weight * asked.trust
    if asked.mine and talks.asks(entry.sender) and talks.kind(entry.chat) is Talk.ASSISTANT:
        parts["speaker"] = weights.owner
    if asked.periods and (near := nearness(entry.at, asked.periods)) > 0.01:
        parts["date"] = weights.date * near
    return parts


def dated(asked: Asked, means: Means) -> list[Entry]:
    """What the person in question, if there is one, sent in the days that the question names or soon after."""
    found: list[Entry] = []
    for period in asked.periods:
        if period.end - period.start <= WEEK:
            scope = replace(
                asked.scope,
                senders=asked.scope.senders or asked.speakers or None,
                after=max(asked.scope.after or period.start, period.start),
                before=min(asked.scope.before or period.end + AFTERWARDS, period.end + AFTERWARDS),
            )
            found += means.index.latest(scope, limit=means.budget.dated)
    return found


def read(entries: Iterable[Entry], index: Index) -> dict[int, Words]:
    """The counted terms of messages, as the index has them."""
    entries = list(entries)
    texts = index.texts([entry.id for entry in entries])
    found = {}
    for entry in entries:
        terms = tokens(f"{index.account(entry.sender).name}\n{texts.get(entry.id, '')}")
        found[entry.id] = Words(Counter(terms), len(terms))
    return found


def _beside(numbers: Sequence[int], entries: dict[int, Entry], index: Index) -> dict[int, list[int]]:
    """Who stands beside whom, both ways; the neighbours join the entries."""
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for number, other in index.beside(numbers):
        entries.setdefault(other.id, other)
        beside[number].append(other.id)
        beside[other.id].append(number)
    return dict(beside)


def _by_id(entries: Iterable[Entry]) -> dict[int, Entry]:
    return {entry.id: entry for entry in entries}
