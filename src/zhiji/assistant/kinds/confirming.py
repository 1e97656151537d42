"""Who has confirmed, agreed to or received something: the words that ask for it or tell of it, and who answered them how."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from zhiji.assistant import cues
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.passages import whole
from zhiji.assistant.question import Clause, Wants
from zhiji.chat import Message

_WITHIN, _MOST = timedelta(days=21), 40
_SURE = 0.3  # of the words of the question
_ASKS = re.compile(
    r"\bwho(?:'s| has| have|'ve)?\b.{0,30}\b(?:confirmed|said (?:yes|they|he|she|ok)|agreed|replied|received|got (?:it|theirs|their|paid)|signed up|paid|accepted|rsvp\w*|is (?:coming|in)|are coming)\b"
    r"|(?:谁|哪些人|哪几个|有谁).{0,6}(?:确认|同意|答应|收到|回复|回了|报名|付了|交了|转了|要来|会来|说(?:来|去|好|行|可以|收到))",
    re.I,
)
_YES = re.compile(
    r"^\W*(?:yes|yep|yeah|ok|okay|sure|in\b|i'm in|count me|me too|\+1|got|received|paid|sent|done)|\b(?:got (?:it|my|mine|the)|received|i'm in|count me in|works for me|i can|i'll (?:be there|come|join)|paid|sent)\b"
    r"|收到|到了|到账|可以|没问题|我[来去]|算我|同意|好[的啊呀]|转了|付了|交了|报名",
    re.I,
)
_ALREADY = re.compile(r"\b(?:already|so far|yet|by now)\b|已经|都|了", re.I)
_NOT_YET = re.compile(r"\bnot\b|n't\b|\btomorrow\b|\blater\b|没|还不|明天|晚点|回头", re.I)


def confirmed(clause: Clause, means: Means) -> Draft | None:
    """What was asked or told, and under it who said yes, the first word of each; None if nobody did."""
    if clause.wants not in (Wants.WHO, Wants.SEVERAL, Wants.WHETHER) or not _ASKS.search(clause.text):
        return None
    of = means.clause(_ALREADY.sub(" ", _ASKS.sub(" ", clause.text)))
    topic = replace(clause, terms=of.terms or clause.terms)
    top = next((one for one in means.finder.weigh(topic, means.scope) if not one.to_machines), None)
    if top is None or max(top.coverage, top.context) < _SURE or (clause.spans and top.timely < 1.0):
        return None
    later = means.context.following(top.message, _MOST, within=_WITHIN)
    first: dict[int, Message] = {}
    for one in later:
        if one.sender.id != top.message.sender.id and _says_yes(one):
            first.setdefault(one.sender.id, one)
    lines = [part for one in (top.message, *first.values()) if (part := whole(one))]
    if not first:
        return None
    return Draft(
        sections=(Section(shown=tuple(Shown(passage=part) for part in lines)),),
        confidence=1.0,
        chats=(top.message.chat.id,),
        pool=tuple(lines),
    )


def _says_yes(message: Message) -> bool:
    return (
        bool(_YES.search(message.text)) and not _NOT_YET.search(message.text) and not cues.asks(message.text)
    )
