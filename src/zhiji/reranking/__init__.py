"""Re-rankers: who reads a question and a message together tells best whether one answers the other, and takes longest.

`open_reranker(name)` gives a `zhiji.search.Reranker`; none is used unless the owner names one. How its scores are mixed
with the search's is the search's affair (`search/reranking.py`); what goes to an endpoint passes the gate (`zhiji.llm`).
Begin with `opening.py`. Nothing heavy is imported before the first question.
"""

from zhiji.reranking.opening import BUILTIN, GROUP, Scoring, is_local, open_reranker

__all__ = ["BUILTIN", "GROUP", "Scoring", "is_local", "open_reranker"]
