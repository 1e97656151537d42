"""How well texts answer a question, told by an endpoint: through the same gate and into the same ledger.

Two manners of asking (checked 2026-11-25). Jina's, which Cohere, vLLM, llama.cpp and SiliconFlow speak too: {model, query,
documents, top_n} to /rerank gives {results: [{index, relevance_score}]}. And that of TEI: {query, texts} to /rerank, beside
/v1 and not below it, gives [{index, score}]; it takes 32 texts at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from zhiji.llm.posting import Call, Poster, Reply

Scores = Sequence[float]
LONGEST = 4_000  # characters of a text
TEI, TEI_MOST = "tei", 32


class Reranking:
    """Call it with a question and texts, it gives their scores; a text's place in the order says more than its number."""

    def __init__(self, poster: Poster) -> None:
        self._poster = poster
        target = poster.target
        self._tei = target.dialect == TEI
        base = target.base_url.rstrip("/")
        self._url = f"{base.removesuffix('/v1') if self._tei else base}/rerank"

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """A score for each text, the highest for the best."""
        step = TEI_MOST if self._tei else max(len(texts), 1)
        portions = [texts[at : at + step] for at in range(0, len(texts), step)]
        return [score for portion in portions for score in self._some(question, portion)]

    def _some(self, question: str, texts: Sequence[str]) -> Scores:
        call: Call[Scores] = Call(
            texts=[question, *(text[:LONGEST] for text in texts)],
            messages=len(texts),
            url=self._url,
            body=self._body,
            read=lambda body: _read(body, len(texts)),
        )
        return self._poster.ask(call)

    def _body(self, sent: Sequence[str]) -> Mapping[str, Any]:
        question, *texts = sent
        if self._tei:
            return {"query": question, "texts": texts, "truncate": True}
        return {
            "model": self._poster.target.llm,
            "query": question,
            "documents": texts,
            "top_n": len(texts),
            "return_documents": False,
        }


def _read(body: Any, count: int) -> Reply[Scores]:
    """The scores in the order of the texts."""
    listed = body if isinstance(body, list) else body["results"]
    found = {
        one["index"]: float(one["relevance_score"] if "relevance_score" in one else one["score"])
        for one in listed
    }
    if sorted(found) != list(range(count)) or not all(map(isfinite, found.values())):
        raise ValueError("no score for each text")
    return Reply([found[at] for at in range(count)], None if isinstance(body, list) else _tokens(body))


def _tokens(body: Mapping[str, Any]) -> int | None:
    """As they tell it: Jina and vLLM in `usage`, SiliconFlow in `tokens` or `meta.tokens`."""
    meta = body.get("meta") or {}
    for place in (body.get("usage"), body.get("tokens"), meta.get("tokens")):
        if isinstance(place, Mapping):
            told = place.get("prompt_tokens") or place.get("total_tokens") or place.get("input_tokens")
            if isinstance(told, int) and told > 0:
                return told
    return None
