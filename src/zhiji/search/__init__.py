"""Finding: a query -> ranked messages, by words, meaning, people, times and what stands nearby, with what each score is made of.

Knows no SQL (the store brings an `Index`) and not who people are (rooms above bring `Anchors`); needs no language model.
Begin with `finding.py`: `query.py` tells operators from text, `asked.py` what a question is about, `gather.py` which
messages are worth reading (`dense.py` those near in meaning), `ranking.py` scores them with the numbers of `weights.py`; `reranking.py` puts the best in order anew, if wanted. `snippets.py` shows why.
"""

from __future__ import annotations

from zhiji.search.anchors import Anchors, Mention, Period
from zhiji.search.explaining import Reason, reasons, spoken_terms
from zhiji.search.finding import Found, find
from zhiji.search.gather import Remembered
from zhiji.search.hits import Hit, Hits, NamedPeople, NamedTime, Understood, Why
from zhiji.search.index import Entry, Index, Scope
from zhiji.search.meaning import Meaning, Near
from zhiji.search.misspelled import Spellings
from zhiji.search.names import NameBook
from zhiji.search.periods import periods
from zhiji.search.query import Query, parse
from zhiji.search.ranking import Ranked
from zhiji.search.reranking import DEEP, Reranker, rerank
from zhiji.search.snippets import Snippet, snippet
from zhiji.search.talk import Seen
from zhiji.search.weights import BUDGET, STANDARD, WITHOUT_MEANING, Budget, Weights

__all__ = [
    "BUDGET",
    "DEEP",
    "STANDARD",
    "WITHOUT_MEANING",
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
    "Remembered",
    "Reranker",
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
    "rerank",
    "snippet",
    "spoken_terms",
]
