"""Vectors from an endpoint: texts go through the same gate and into the same ledger as questions do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhiji.llm.posting import Call, Poster, Reply

Rows = Sequence[Sequence[float]]


class Embeddings:
    """Call it with texts, it gives their vectors."""

    def __init__(self, poster: Poster) -> None:
        self._poster = poster
        self._url = f"{poster.target.base_url.rstrip('/')}/embeddings"

    def __call__(self, texts: Sequence[str], *, messages: int) -> Rows:
        """A row for each text; `messages` says how many of them are chat messages, for the ledger."""
        llm = self._poster.target.llm
        call: Call[Rows] = Call(
            texts=texts,
            messages=messages,
            url=self._url,
            body=lambda sent: {"model": llm, "input": list(sent), "encoding_format": "float"},
            read=lambda body: _read(body, len(texts)),
        )
        return self._poster.ask(call)


def _read(body: Any, count: int) -> Reply[Rows]:
    """The rows in the order of the texts, which the endpoint may have changed."""
    listed: list[Any] = sorted(body["data"], key=lambda one: one["index"])
    rows = [[float(number) for number in one["embedding"]] for one in listed]
    if [one["index"] for one in listed] != list(range(count)):
        raise ValueError("no vector for each text")
    return Reply(rows, _tokens(body))


def _tokens(body: Any) -> int | None:
    usage = body.get("usage")
    told = usage.get("prompt_tokens") if isinstance(usage, dict) else None
    return told if isinstance(told, int) and told > 0 else None
