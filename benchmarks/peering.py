"""One engine tried on a corpus, in whatever venv it is installed: `python -m benchmarks.peering ENGINE CORPUS HOME`.

Prints JSON. Nothing of zhiji is imported for the others. Vectors are given, so no engine's embedder is counted.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

K = 10
Row = dict[str, Any]


class Corpus:
    """Messages and questions with their vectors, and a chat that is to be forgotten."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.messages: list[Row] = json.loads((folder / "messages.json").read_text("utf-8"))
        self.questions: list[Row] = json.loads((folder / "questions.json").read_text("utf-8"))
        self.vectors = np.load(folder / "vectors.npy")
        self.asked = np.load(folder / "asked.npy")


class Engine(Protocol):
    """What is tried."""

    def add(self, corpus: Corpus) -> None:
        """Keep and index all messages."""

    def find(self, question: Row, vector: Any, chat: str) -> Sequence[str]:
        """The ids of the best ten in a chat."""

    def forget(self, chat: str) -> None:
        """Delete a chat, as thoroughly as the engine's own documentation says, and close."""


class Zhiji:
    """Words and meaning, as a person gets them."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def add(self, corpus: Corpus) -> None:
        import zhiji
        from benchmarks import made_vectors

        made_vectors.offer(self._home.parent / "plug-in")
        os.environ["ZHIJI_EMBEDDER"] = f"{made_vectors.NAME}:{corpus.folder}"
        self._archive = zhiji.open(self._home)
        self._archive.add(messages=corpus.messages)
        self._archive.learn(minutes=60)

    def find(self, question: Row, vector: Any, chat: str) -> Sequence[str]:  # noqa: ARG002 - it asks its embedder
        hits = self._archive.search(question["question"], chat=chat, now=question["now"], k=K)
        return [hit.message.source_id or "" for hit in hits]

    def forget(self, chat: str) -> None:
        self._archive.forget(chat=chat)
        self._archive.close()


class Chroma:
    """With its defaults: HNSW over the vectors, texts beside them."""

    def __init__(self, home: Path) -> None:
        chromadb: Any = importlib.import_module("chromadb")
        settings: Any = importlib.import_module("chromadb.config").Settings(anonymized_telemetry=False)
        self._client = chromadb.PersistentClient(path=str(home), settings=settings)
        self._held = self._client.create_collection("messages", embedding_function=None)

    def add(self, corpus: Corpus) -> None:
        for begin in range(0, len(corpus.messages), 5_000):
            some = corpus.messages[begin : begin + 5_000]
            self._held.add(
                ids=[row["id"] for row in some],
                embeddings=corpus.vectors[begin : begin + 5_000],
                documents=[row["text"] for row in some],
                metadatas=[{"chat": row["chat"]} for row in some],
            )

    def find(self, question: Row, vector: Any, chat: str) -> Sequence[str]:  # noqa: ARG002 - it knows no words
        found = self._held.query(query_embeddings=[vector], n_results=K, where={"chat": chat}, include=[])
        ids: list[str] = found["ids"][0]
        return ids

    def forget(self, chat: str) -> None:
        self._held.delete(where={"chat": chat})


class Bm25s:
    """Words alone, stemmed; kept as its own files. It can't delete: everything is indexed anew."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._bm25s: Any = importlib.import_module("bm25s")
        self._stemmer: Any = importlib.import_module("Stemmer").Stemmer("english")

    def add(self, corpus: Corpus) -> None:
        self._index(corpus.messages)

    def _index(self, messages: list[Row]) -> None:
        self._messages = messages
        self._chats = np.array([row["chat"] for row in messages])
        self._masks = {chat: (self._chats == chat).astype(np.float32) for chat in set(self._chats.tolist())}
        self._held = self._bm25s.BM25()
        self._held.index(self._terms([row["text"] for row in messages]), show_progress=False)
        self._held.save(str(self._home), corpus=[{"id": row["id"], "text": row["text"]} for row in messages])

    def _terms(self, texts: list[str]) -> Any:
        return self._bm25s.tokenize(texts, stopwords="en", stemmer=self._stemmer, show_progress=False)

    def find(self, question: Row, vector: Any, chat: str) -> Sequence[str]:  # noqa: ARG002 - it knows no vectors
        mask = self._masks[chat]
        most = min(K, int(mask.sum()))
        found, scores = self._held.retrieve(
            self._terms([question["question"]]), k=most, weight_mask=mask, show_progress=False
        )
        best = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        return [self._messages[number]["id"] for number, score in best if score > 0]

    def forget(self, chat: str) -> None:
        self._index([row for row in self._messages if row["chat"] != chat])


class Lance:
    """Words and meaning, its own fusion; vectors looked through one by one, for an index comes at larger sizes."""

    def __init__(self, home: Path) -> None:
        lancedb: Any = importlib.import_module("lancedb")
        self._index: Any = importlib.import_module("lancedb.index")
        self._again: Any = importlib.import_module("lancedb.rerankers").RRFReranker()
        self._db = lancedb.connect(str(home))

    def add(self, corpus: Corpus) -> None:
        rows = [
            {"id": row["id"], "chat": row["chat"], "text": row["text"], "vector": vector}
            for row, vector in zip(corpus.messages, corpus.vectors, strict=True)
        ]
        self._held = self._db.create_table("messages", rows)
        self._held.create_fts_index("text")

    def find(self, question: Row, vector: Any, chat: str) -> Sequence[str]:
        search = self._held.search(query_type="hybrid").vector(vector).text(question["question"])
        where = f"chat = '{chat.replace(chr(39), chr(39) * 2)}'"
        rows = search.where(where, prefilter=True).rerank(self._again).limit(K).to_list()
        return [row["id"] for row in rows]

    def forget(self, chat: str) -> None:
        from datetime import timedelta

        self._held.delete(f"chat = '{chat}'")
        self._held.optimize(cleanup_older_than=timedelta(0), delete_unverified=True)


ENGINES: dict[str, Callable[[Path], Engine]] = {
    "zhiji": Zhiji,
    "chromadb": Chroma,
    "bm25s": Bm25s,
    "lancedb": Lance,
}


def main(name: str, corpus: Corpus, home: Path) -> Row:
    engine = ENGINES[name](home)
    adding = _spent(lambda: engine.add(corpus))
    found = []
    times = []
    for question, vector in zip(corpus.questions, corpus.asked, strict=True):
        told: list[Sequence[str]] = []
        times.append(_spent(lambda: told.append(engine.find(question, vector, question["chat"]))))  # noqa: B023 - at once
        found += told
    memory, size = _memory(), sum(path.stat().st_size for path in _files(home))
    if len({row["chat"] for row in corpus.messages}) > 1:
        engine.forget(corpus.messages[0]["chat"])
    return {
        "adding": adding / len(corpus.messages) * 1e6,
        "query": sorted(times)[len(times) // 2] * 1e3,
        "found": found,
        "memory": memory,
        "size": size,
    }


def _files(home: Path) -> Iterator[Path]:
    return (path for path in home.rglob("*") if path.is_file())


def _spent(action: Callable[[], object]) -> float:
    began = time.process_time()
    action()
    return time.process_time() - began


def _memory() -> float:
    """The most so far, in MB; ru_maxrss begins with what the parent had."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


if __name__ == "__main__":
    _, name, folder, home = sys.argv
    print(json.dumps(main(name, Corpus(Path(folder)), Path(home))))
