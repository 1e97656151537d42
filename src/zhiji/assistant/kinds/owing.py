"""Who owes how much: what was said of it last, which memory may not have worked out."""

from __future__ import annotations

import re

from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.kinds import words
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.passages import whole
from zhiji.assistant.question import Question
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


def _tells(message: Message) -> bool:
    plain = in_mandarin(message.text)
    return bool(_ON_MONEY.search(plain) and _SUM.search(plain)) and not to_machines(message.text)
