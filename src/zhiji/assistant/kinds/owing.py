"""Who owes how much: what was said of it last, which memory may not have worked out."""

from __future__ import annotations

import re
from dataclasses import replace

from zhiji.assistant.asked import Side, inquiry
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.kinds import balance, words
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.passages import whole
from zhiji.assistant.question import Clause, Question
from zhiji.chat import Message
from zhiji.language.cantonese import in_mandarin
from zhiji.language.machines import to_machines

_ON_MONEY = re.compile(
    r"\b(?:owes?|left to pay|outstanding|settled|square|pa(?:y|id) (?:you|me|it|the rest) ?(?:back)?|sent you|the rest|transfer(?:red)?|got (?:my|your|the) [$£€]?\d+|lend|lent|borrow)\b"
    r"|欠|还差|剩下?\d|剩下|尾数|两清|清了|[还转](?:了|你|我|多|给)|再还|收到\W{0,2}[\d一二三四五六七八九十]|借",
    re.I,
)
_SUM = re.compile(
    r"\d|[一二两三四五六七八九十百千万]|\b(?:settled|square|all paid|the rest)\b|两清|清了|尾数|[转还][你我]|\b(?:pay|send) you\b",
    re.I,
)
_TO_ME = re.compile(
    r"\b(?:owes?|owed|owing|pa(?:y|id|ys)|give|gave|sen[dt]) me\b|\bto me\b|\bi len[dt]\b|[还欠给转付]我|我借给|[跟向问找]我借",
    re.I,
)
_BY_ME = re.compile(
    r"\b(?:do|did|have|should|must) i\b|\bi (?:still )?(?:owe|have to|need to|borrowed)\b|\b(?:my debt|left to pay)\b|我.{0,4}[欠还](?!我)|我.{0,3}[跟向问找].{1,6}借",
    re.I,
)
_MOST = 4
_MOST_READ = 600


def owed(question: Question, means: Means) -> Draft:
    """What was said last between them of money, the newest first; sums are theirs, none is worked out."""
    clause = question.clauses[0]
    named = frozenset[int]().union(*(one.accounts for one in clause.named)) - means.owner
    if not named:
        return Draft()
    chats = means.who.chats_of(named)
    direct = [chat for chat in chats if means.who.writers(chat) <= named | means.owner]
    some = means.context.by(named | means.owner, chats=direct, limit=_MOST_READ)
    some += means.context.by(named, chats=[one for one in chats if one not in direct], limit=_MOST_READ)
    found = sorted(
        (one for one in some if one.when <= means.now and _tells(one)), key=lambda one: one.when, reverse=True
    )
    shown = tuple(Shown(passage=part) for one in found[:_MOST] if (part := whole(one)))
    return Draft(
        sections=(Section(heading=words.label("money", means.language), shown=shown),) if shown else (),
        confidence=1.0 if shown else 0.0,
        chats=tuple(chats[:3]),
        pool=tuple(one.passage for one in shown),
    )


def balanced(clause: Clause, means: Means) -> Draft | None:
    """What is left of what was lent or billed between the owner and who is named, worked out; None where nothing tells."""
    if len(clause.named) != 1:
        return None
    named, owner = clause.named[0].accounts - means.owner, means.owner
    name = next((name for name, _ in means.who.persons_of(named)), clause.named[0].word)
    to_me, by_me = _TO_ME.search(clause.text), _BY_ME.search(clause.text)
    if (to_me or not by_me) and (found := balance.balance(named, owner, means)):
        return balance.told(found, by=name, to="", means=means)
    if (by_me or not to_me) and (found := balance.balance(owner, named, means)):
        return balance.told(found, by="", to=name, means=means)
    return None


def all_balanced(question: Question, means: Means) -> Draft | None:
    """The same of everybody with whom memory knows of a debt, where some of it was paid; None where there is none."""
    asked = inquiry(question.clauses[0])
    if asked is None or asked.kind != "debt" or question.clauses[0].named or not means.owner:
        return None
    drafts = []
    for accounts, name in _partners(means).items():
        to_me, by_me = asked.to is Side.ME, asked.by is Side.ME
        if to_me and (found := balance.balance(accounts, means.owner, means)) and found.left > 0:
            drafts.append(balance.told(found, by=name, to="", means=means))
        if by_me and (found := balance.balance(means.owner, accounts, means)) and found.left > 0:
            drafts.append(balance.told(found, by="", to=name, means=means))
    if not drafts:
        return None
    return replace(
        drafts[0],
        opening="",
        sections=tuple(replace(part, heading=one.opening) for one in drafts for part in one.sections),
        chats=tuple(chat for one in drafts for chat in one.chats),
        pool=tuple(part for one in drafts for part in one.pool),
    )


def _partners(means: Means) -> dict[frozenset[int], str]:
    """Those between whom and the owner memory knows of a debt, by their accounts."""
    parties = {
        party.key: party
        for fact in means.remembering.facts("debt")
        for party in (fact.subject, fact.to)
        if party is not None and party.person is not None and not party.person.owner
    }
    return {
        frozenset(account.id for account in one.person.accounts): one.name
        for one in parties.values()
        if one.person is not None
    }


def _tells(message: Message) -> bool:
    plain = in_mandarin(message.text)
    return bool(_ON_MONEY.search(plain) and _SUM.search(plain)) and not to_machines(message.text)
