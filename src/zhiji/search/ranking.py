"""From what a question is about to ranked messages: words, people, times, what stands nearby, and meaning where there are vectors.

Begin with `rank`: gather candidates, score their words clause by clause, add the parts. `weights.py` has the numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from zhiji.search.asked import Asked
from zhiji.search.clauses import Clause
from zhiji.search.gather import Ground, Means, date, dated, extended, gather, of_kind, owner, speaker
from zhiji.search.index import Entry
from zhiji.search.lookup import best, look_up, rarity, rough
from zhiji.search.talk import Talk
from zhiji.search.texts import bm25, typical_length

Shares = Mapping[int, float]
Parts = Mapping[int, dict[str, float]]
SAYS_SOMETHING = frozenset(("words", "bridge", "date", "meaning", "kind", "remembered"))
LOOKED_UP = 4  # terms at most of what is typed to find a message, not to ask
BRIDGED = 100  # messages at most that only the best match leads to


@dataclass(frozen=True, slots=True)
class Ranked:
    """A message and why it stands where it stands: its score is the sum of its parts."""

    entry: Entry
    parts: Mapping[str, float]
    score: float  # 1 is the best match by words alone


def rank(asked: Asked, means: Means) -> list[Ranked]:
    """The messages that may answer, best first; newest first where there is nothing to look up."""
    if not asked.clauses:
        newest = dated(asked, means) or means.index.latest(asked.scope, limit=means.budget.texts)
        return [Ranked(entry, {}, 1 / place) for place, entry in enumerate(newest, 1)]
    ground = gather(asked, means)
    owns = [_shares(clause, ground, means) for clause in asked.clauses]
    bridges = [_bridge(*each, ground, means) for each in zip(asked.clauses, owns, strict=True)]
    if any(bridges):
        ground = _extended(ground, bridges, asked, means)
        owns = [_shares(clause, ground, means) for clause in asked.clauses]
    parts: Parts = {number: {} for number in ground.entries}
    _add_priors(parts, asked, ground, means)
    for meant in ground.meant:
        _add_meaning(parts, meant, ground, means)
    for clause in asked.clauses:
        _add_rare(parts, clause, ground, means)
    for own, bridge, sessions in zip(owns, bridges, ground.sessions, strict=True):
        _add_words(parts, own, bridge, ground, means)
        _add_sessions(parts, sessions, ground, means)
    _add_kinds(parts, owns, asked, ground, means)
    _add_lengths(parts, ground, means)
    _put_wordless_last(parts, means)
    found = [Ranked(ground.entries[number], why, sum(why.values())) for number, why in parts.items()]
    return sorted(found, key=lambda one: (-one.score, -one.entry.at, -one.entry.id))


def _add_priors(parts: Parts, asked: Asked, ground: Ground, means: Means) -> None:
    """What speaks for messages whatever their words."""
    for number, entry in ground.entries.items():
        _add(parts[number], "speaker", speaker(entry, asked, means))
        _add(parts[number], "owner", owner(entry, asked, means))
        _add(parts[number], "date", date(entry, asked, means))
        _add(parts[number], "remembered", means.weights.remembered if number in ground.listed else 0.0)


def _add_words(parts: Parts, own: Shares, bridge: Clause | None, ground: Ground, means: Means) -> None:
    """The shares of a clause: a message's own, its better neighbour's, and by what the best match leads to."""
    led = _shares(bridge, ground, means) if bridge else {}
    for number, entry in ground.entries.items():
        _add(parts[number], "words", own.get(number, 0.0))
        if means.talks.kind(entry.chat) is Talk.NOTES:
            _add(parts[number], "bridge", means.weights.bridge * led.get(number, 0.0))
        else:
            near = max((own.get(other, 0.0) for other in ground.beside.get(number, ())), default=0.0)
            _add(parts[number], "neighbour", means.weights.neighbour * near)


def _add_rare(parts: Parts, clause: Clause, ground: Ground, means: Means) -> None:
    """For having a word that next to no other message has, where few are looked up: a code, a number, a name."""
    if len(clause.terms) > LOOKED_UP:
        return
    rarest = rarity(1, means.index.size())
    worth = {
        term: means.weights.rare * (ground.lookup.rarity[term] / rarest) ** means.weights.rare_power
        for term in clause.terms
        if term in ground.lookup.rarity
    }
    for number, why in parts.items():
        present = ground.words[number].present
        _add(why, "rare", max((amount for term, amount in worth.items() if term in present), default=0.0))


def _add_meaning(parts: Parts, meant: Shares, ground: Ground, means: Means) -> None:
    """What is near in meaning, and in talk between people what stands beside it: a short answer says little by itself."""
    for number, why in parts.items():
        _add(why, "meaning", means.weights.meaning * max(meant.get(number, 0.0), 0.0))
        if means.talks.kind(ground.entries[number].chat) in (Talk.PAIR, Talk.GROUP):
            near = max((meant.get(other, 0.0) for other in ground.beside.get(number, ())), default=0.0)
            _add(why, "neighbour", means.weights.neighbour_meaning * max(near, 0.0))


def _add_sessions(parts: Parts, sessions: Shares, ground: Ground, means: Means) -> None:
    for number, entry in ground.entries.items():
        _add(parts[number], "session", means.weights.session * sessions.get(entry.session, 0.0))


def _add_kinds(parts: Parts, owns: Sequence[Shares], asked: Asked, ground: Ground, means: Means) -> None:
    """Of the kind that the question is after, as far as they mean it, or they or what stands beside them have its words."""
    for number in of_kind(list(ground.entries), asked, means):
        here = (number, *ground.beside.get(number, ()))
        share = max((own.get(other, 0.0) for own in owns for other in here), default=0.0)
        near = max(share, parts[number].get("meaning", 0.0))
        _add(parts[number], "kind", means.weights.kind * min(1.0, 2 * near))


def _add_lengths(parts: Parts, ground: Ground, means: Means) -> None:
    """Against the length that is usual here, so that talk is not lifted above notes."""
    usual = log1p(typical_length(ground.words))
    for number, entry in ground.entries.items():
        if means.talks.kind(entry.chat) in (Talk.PAIR, Talk.GROUP):
            words = min(ground.words[number].length, means.weights.longest)
            _add(parts[number], "length", means.weights.length * (log1p(words) - usual))
            if ground.words[number].asks:
                _add(parts[number], "asks", means.weights.asks)


def _put_wordless_last(parts: Parts, means: Means) -> None:
    """What only stands beside a match, or in its session, may be the answer; but whoever looks for words sees those first."""
    for why in parts.values():
        if SAYS_SOMETHING.isdisjoint(why):
            _add(why, "wordless", means.weights.wordless)


def _add(parts: dict[str, float], name: str, amount: float) -> None:
    if amount:
        parts[name] = parts.get(name, 0.0) + amount


def _shares(clause: Clause, ground: Ground, means: Means) -> dict[int, float]:
    """Of what a message of the usual length scores that has each word once, or of the best match if that is more.

    What stands beside a match may be out of scope; it may match better and counts no more.
    """
    rare, typical = ground.lookup.rarity, typical_length(ground.words)
    scores = bm25(clause, ground.words, rarity=rare, typical=typical, weights=means.weights)
    best_found = max((score for number, score in scores.items() if number in ground.entries), default=0.0)
    top = max(best_found, means.weights.whole * clause.whole(rare))
    return {number: min(score / top, 1.0) for number, score in scores.items()} if top > 0 else {}


def _bridge(clause: Clause, own: Shares, ground: Ground, means: Means) -> Clause | None:
    """The rarest other words of the best match, if that is a note: the name that leads from "my cousin" to her."""
    found = [number for number in own if number in ground.entries]
    top = max(found, key=lambda number: (own[number], number), default=None)
    if top is None or means.talks.kind(ground.entries[top].chat) is not Talk.NOTES:
        return None
    others = [
        term for term in sorted(ground.words[top].present) if term not in clause.terms and len(term) > 1
    ]
    counts = means.index.frequencies(others)
    rare = sorted(
        (term for term, count in counts.items() if count > 1), key=lambda term: (counts[term], term)
    )
    return Clause("", dict.fromkeys(rare[: means.weights.bridge_terms], 1))


def _extended(ground: Ground, bridges: Sequence[Clause | None], asked: Asked, means: Means) -> Ground:
    """The ground with what the bridges lead to."""
    for bridge in filter(None, bridges):
        lookup = look_up(bridge.terms, asked.scope, index=means.index, budget=means.budget.postings)
        ground = extended(ground, lookup, best(rough(bridge, lookup), BRIDGED), means)
    return ground
