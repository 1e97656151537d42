"""What was spent the last time with certain people, as one of them told it."""

from __future__ import annotations

import re

from zhiji.assistant import cues
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.paying import amount_of
from zhiji.assistant.passages import whole
from zhiji.assistant.question import Clause, Question
from zhiji.assistant.said import Said
from zhiji.chat import Message
from zhiji.language.machines import to_machines

_ASKS = re.compile(r"\b(?:spend|spent|cost|the bill|how much (?:was|did))\b|花了?多少|多少钱|人均|消费", re.I)
_LAST = re.compile(
    r"\b(?:last time|the last|last \w+day|most recent|latest)\b|上次|上回|最近一次|最后一次|上一次", re.I
)
_TELLS = re.compile(
    r"\b(?:total|each|per (?:head|person)|came to|comes to|the bill|cost|spent|split)\b|[£$€¥]\s?\d|\d\s?(?:[£€块元欧镑]|quid|euros?|bucks|dollars)|[一二两三四五六七八九十百千](?:块|元|欧|镑)|一共|总共|人均|每人|花了",
    re.I,
)
_OWN_WORDS = re.compile(
    r"spend|spent|cost|bill|last|time|money|eat|dinner|out|[饭花钱吃]|多少|人均|消费|上次"
)
_READ = 400


def spent_last(question: Question, means: Means) -> Draft | None:
    """The last sum told in the group, or by the people, that a question names; None where it asks something else."""
    clause = question.clauses[0]
    if not (_ASKS.search(clause.text) and _LAST.search(clause.text)):
        return None
    chats = sorted(means.scope.chats) or means.chats_of(clause.named)
    if not (means.scope.chats or clause.named):
        return None
    told = [
        one
        for chat in chats
        for one in means.context.latest(chat=chat, limit=_READ)
        if _fits(one, clause, means)
    ]
    last = max(told, key=lambda one: one.when, default=None)
    passage = whole(last) if last else None
    if last is None or passage is None:
        return None
    return Draft(
        sections=(Section(shown=(Shown(passage=passage),)),),
        confidence=1.0,
        chats=(last.chat.id,),
        pool=(passage,),
    )


def _fits(message: Message, clause: Clause, means: Means) -> bool:
    """Whether a message tells a sum that was spent, and has the word for what on, if the question has one."""
    if message.when > means.now or not _TELLS.search(message.text) or amount_of(message.text) is None:
        return False
    matter = [one for one in clause.terms if not _OWN_WORDS.search(one.text)]
    said = Said(message)
    met = not matter or any(said.has(one) for one in matter)
    return met and not cues.only_asks(message.text) and not to_machines(message.text)
