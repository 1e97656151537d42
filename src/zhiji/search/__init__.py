"""Finding: a query -> ranked messages, by words, meaning, people, times and what stands nearby, with what each score is made of.

Knows no SQL (the store brings an `Index`) and not who people are (rooms above bring `Anchors`); needs no language model.
Begin with `finding.py`: `query.py` tells operators from text, `asked.py` what a question is about, `gather.py` which
messages are worth reading (`dense.py` those near in meaning), `ranking.py` scores them with the numbers of `weights.py`. `snippets.py` shows why.
"""

from __future__ import annotations

from zhiji.search.anchors import Anchors, Mention, Period
from zhiji.search.explaining import Reason, reasons, spoken_terms
from zhiji.search.finding import Found, find
from zhiji.search.hits import Hit, Hits, NamedPeople, NamedTime, Understood, Why
from zhiji.search.index import Entry, Index, Scope
from zhiji.search.meaning import Meaning, Near
from zhiji.search.misspelled import Spellings
from zhiji.search.names import NameBook
from zhiji.search.periods import periods
from zhiji.search.query import Query, parse
from zhiji.search.ranking import Ranked
from zhiji.search.snippets import Snippet, snippet
from zhiji.search.talk import Seen
from zhiji.search.weights import BUDGET, STANDARD, Budget, Weights

__all__ = [
    "BUDGET",
    "STANDARD",
    "Anchors",
    "Budget",
    "Entry",
    "Found",
    "Hit",
    "Hits",
    "Index",
    "Meaning",
    "Mention",
    "NameBook",
    "NamedPeople",
    "NamedTime",
    "Near",
    "Period",
    "Query",
    "Ranked",
    "Reason",
    "Scope",
    "Seen",
    "Snippet",
    "Spellings",
    "Understood",
    "Weights",
    "Why",
    "find",
    "parse",
    "periods",
    "reasons",
    "snippet",
    "spoken_terms",
]
