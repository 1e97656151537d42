"""What well-known embedders want before a text, so that questions and what answers them meet."""

from __future__ import annotations

from typing import NamedTuple


class Prefixes(NamedTuple):
    """Put before each text, of either kind."""

    query: str = ""
    passage: str = ""

    @property
    def written(self) -> str:
        """Both in one, for a Space; "" where there are none."""
        return "|".join(self) if any(self) else ""


# By a part of the name in lower case, the first that fits; from the cards of the models (2026-11)
_KNOWN = {
    "nomic-embed-text": Prefixes("search_query: ", "search_document: "),
    "embeddinggemma": Prefixes("task: search result | query: ", "title: none | text: "),
    "qwen3-embedding": Prefixes(
        "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:"
    ),
    "mxbai-embed-large": Prefixes("Represent this sentence for searching relevant passages: "),
    "snowflake-arctic-embed2": Prefixes("query: "),
    "e5-mistral": Prefixes(
        "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: "
    ),
    "multilingual-e5-large-instruct": Prefixes(
        "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: "
    ),
    "e5-": Prefixes("query: ", "passage: "),
}


def prefixes_of(name: str) -> Prefixes:
    """The prefixes of the embedder of that name; none where none are known."""
    name = name.lower()
    return next((prefixes for part, prefixes in _KNOWN.items() if part in name), Prefixes())
