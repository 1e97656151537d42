"""What memory adds to advice: tastes, homes, what is coming, of certain people."""

from __future__ import annotations

from collections.abc import Sequence

from zhiji.assistant import cues
from zhiji.assistant.draft import Section, Shown
from zhiji.assistant.kinds import words
from zhiji.assistant.kinds.means import Means
from zhiji.memory import Fact, Party
from zhiji.memory.records import Relation

_MOST = 4


def liked(accounts: frozenset[int], means: Means, *, food: bool) -> list[Shown]:
    """What they like: food, or anything but food."""
    return _shown([one for one in _of(accounts, ["likes"], means) if _is_food(one) is food], means)


def disliked(accounts: frozenset[int], means: Means) -> list[Shown]:
    """What they don't like, food apart."""
    return _shown([one for one in _of(accounts, ["dislikes"], means) if not _is_food(one)], means)


def avoided_food(accounts: frozenset[int], means: Means) -> list[Shown]:
    """What they don't eat, or mustn't."""
    found = [
        one for one in _of(accounts, ["allergy", "diet", "dislikes"], means)
        if one.relation == "diet" or _is_food(one)
    ]  # fmt: skip
    return _shown(found, means)


def over(accounts: frozenset[int], means: Means) -> frozenset[int]:
    """The messages that tell only what isn't so any more."""
    every = _facts(accounts, ["allergy", "diet", "dislikes", "likes"], means)
    still = {int(quote.message) for one in every if one.is_current for quote in one.evidence}
    gone = {
        int(quote.message)
        for one in every
        if one.state in ("superseded", "rejected")
        for quote in one.evidence
    }
    return frozenset(gone - still)


def home(accounts: frozenset[int], means: Means) -> list[Section]:
    """Where they live."""
    lines = _shown(_of(accounts, ["home"], means)[:2], means)
    return [Section(heading=words.label("known", means.language), shown=tuple(lines))]


def birthday(accounts: frozenset[int], means: Means) -> list[Section]:
    """When it is their birthday, the next one."""
    found = [
        one for one in means.remembering.facts("birthday") if one.is_current and _is(one.subject, accounts)
    ]
    return [Section(heading=words.label("known", means.language), shown=tuple(_shown(found[-1:], means)))]


def coming(accounts: frozenset[int], means: Means) -> list[Section]:
    """Their plans that are still to come."""
    found = [
        one for one in means.remembering.facts("plan")
        if one.is_current and one.when is not None and one.when.end > means.now
        and any(_is(party, accounts) for party in (one.subject, one.by, *one.others))
    ]  # fmt: skip
    lines = _shown(sorted(found, key=lambda one: one.when.start if one.when else means.now), means)
    return [Section(heading=words.label("planned", means.language), shown=tuple(lines))]


def page(accounts: frozenset[int], means: Means) -> list[Shown]:
    """What is known of somebody, the newest of each kind."""
    found = [one for one in _facts(accounts, None, means) if one.is_current and not one.negated]
    kept: dict[str, Fact] = {one.relation: one for one in found if one.relation != "event"}
    return _shown(list(kept.values()), means)


def partner(means: Means) -> frozenset[int]:
    """The accounts of the owner's partner, if memory knows them and they write here."""
    found = [one for one in _of(means.owner, ["partner"], means) if not one.negated]
    names = [one.value for one in found[:1]]
    return frozenset(account for name in names for each in means.who.named(name) for account in each.accounts)


def _of(accounts: frozenset[int], relations: Sequence[Relation], means: Means) -> list[Fact]:
    found = [one for one in _facts(accounts, relations, means) if one.is_current and not one.negated]
    return found[::-1]


def _facts(accounts: frozenset[int], relations: Sequence[Relation] | None, means: Means) -> list[Fact]:
    return [one for one in means.remembering.facts("fact", relations) if _is(one.subject, accounts)]


def _is(party: Party, accounts: frozenset[int]) -> bool:
    return party.person is not None and any(one.id in accounts for one in party.person.accounts)


def _is_food(fact: Fact) -> bool:
    return bool(cues.FOOD.search(fact.evidence[0].quote) or cues.FOOD.search(fact.value))


def _shown(facts: Sequence[Fact], means: Means) -> list[Shown]:
    messages = means.remembering.messages(facts)
    found = [one for fact in facts if (one := means.remembering.shown(fact, messages, of=False))]
    return list({one.passage.message.id: one for one in found}.values())[:_MOST]
