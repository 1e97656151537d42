"""Answering: a question -> an Answer, each statement with the messages that say it, or silence with what comes nearest.

Needs no language model; one may word the answer, and then only what checks against the messages is shown. Begin with
`asking.py`; `question.py` tells what is asked, `asked_for.py` what kind of thing, `ways.py` which way leads to an answer, `finding.py` weighs messages,
`looking_up.py` is the usual way, `waiting.py`, `planning.py`, `promising.py` and the modules of `kinds/` are those of
certain questions, `remembering.py` brings what memory has of it (`asked.py` tells what of memory a question asks for),
`judging.py` decides whether there is an answer at all, `wording.py` has our own words. Whether a language model is asked is
`ladder.py`'s rule, what it is shown `evidence.py`'s choice, what of its words is let through `worded/` says, and
`telling.py` puts it together; `explained.py` is how an answer came about. `recapping/` tells what some
days were about, and what is open.
"""

from zhiji.assistant.asked_for import SPACE as SENSE_SPACE
from zhiji.assistant.asking import Within, ask, ask_each
from zhiji.assistant.explained import Called, Explained, Given, Judged, Signal
from zhiji.assistant.ladder import Llms
from zhiji.assistant.left import what_left
from zhiji.assistant.recapping import Recap, RecapLine, RecapSection, RememberedMatters, recap
from zhiji.assistant.records import Answer, Citation, UnreadMedia
from zhiji.assistant.worded import BUDGET

__all__ = [
    "BUDGET",
    "SENSE_SPACE",
    "Answer",
    "Called",
    "Citation",
    "Explained",
    "Given",
    "Judged",
    "Llms",
    "Recap",
    "RecapLine",
    "RecapSection",
    "RememberedMatters",
    "Signal",
    "UnreadMedia",
    "Within",
    "ask",
    "ask_each",
    "recap",
    "what_left",
]
