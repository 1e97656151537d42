"""`python -m benchmarks.peers --data DIR [--count N] [--folder DIR]`: zhiji beside others, with the same texts and vectors.

Each peer is installed by pip into a venv of its own; one that can't be is left out. Recall@10 on the sets realtalk-a and
madial-zh in the question's own chat, the rest on made-up messages, of which one chat is deleted in the end: whose words are
then still in the files is looked for byte by byte, so that compressed files may hide some. Linux only. Needs the extra `semantic`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

PEERS = {"chromadb": ["chromadb"], "bm25s": ["bm25s", "PyStemmer"], "lancedb": ["lancedb"]}
SETS = ("realtalk-a", "madial-zh")
COUNT, ASKED = 20_000, 60
ROOT = Path(__file__).parents[1]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tried:
    """What one engine did."""

    recall: dict[str, float]
    adding: float  # µs a message
    query: float  # ms
    memory: float  # MB
    size: int  # bytes a message
    left: int  # deleted messages whose words are still in the files
    deleted: int


def main(data: Path, *, count: int = COUNT, folder: Path) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(prepare, data, SETS, count, folder).result()
    print(f"{count:,} made-up messages; CPU")
    print("                 recall@10       adding   query   memory    disk      deleted messages")
    print(f"{'':12} {SETS[0]:>10} {SETS[1]:>10}  µs each   ms p50       MB  bytes each  still in files")
    for name in ("zhiji", *PEERS):
        python = _python(name, folder)
        if python is None:
            print(f"{name:12} can't be installed here")
            continue
        told = _try(name, python, folder)
        recall = " ".join(f"{told.recall[one] * 100:10.1f}" for one in SETS)
        print(
            f"{name:12} {recall} {told.adding:8.0f} {told.query:8.1f} {told.memory:8.0f} {told.size:11,}"
            f" {told.left:6} of {told.deleted}"
        )


def prepare(data: Path, sets: tuple[str, ...], count: int, folder: Path) -> None:
    """The corpora with their vectors; those that are there already stay."""
    for name in sets:
        if not (folder / name / "asked.npy").exists():
            _embedded(folder / name, *_labelled(data / name))
    if not (folder / "made-up" / "asked.npy").exists():
        _made_up(folder / "made-up", count)


def _labelled(folder: Path) -> tuple[list[Row], list[Row]]:
    lines = (folder / "conversations.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if "_type" not in row]
    for row in rows:
        row["text"] = "\n".join(filter(None, (row["text"], row.pop("caption", None))))
    asked = [json.loads(line) for line in (folder / "questions.jsonl").read_text("utf-8").splitlines()]
    questions = [
        {**one, "now": one.get("asked_at")} for one in asked if one["evidence"] and not one.get("abstain")
    ]
    return [row for row in rows if row["text"]], questions


def _embedded(folder: Path, messages: list[Row], questions: list[Row]) -> None:
    import numpy as np

    from benchmarks import made_vectors
    from zhiji.embedding.e5 import open_e5

    embedder = open_e5()
    folder.mkdir(parents=True)
    (folder / made_vectors.REAL).touch()
    vectors = embedder.passages([row["text"] for row in messages])
    _write(
        folder, messages, questions, vectors, np.stack([embedder.query(one["question"]) for one in questions])
    )


def _made_up(folder: Path, count: int) -> None:
    """Each message carries a word of its own, by which it is looked for after it was deleted."""
    from benchmarks import lives
    from benchmarks.made_vectors import Lie

    messages = list(lives.messages(count))
    for number, row in enumerate(messages):
        row["text"] = f"{row['text']} {_mark(number)}"
    asked = [
        {
            "question": f"Did Nadia say {' '.join(str(row['text']).split()[:8])}?",
            "chat": row["chat"],
            "now": None,
        }
        for row in messages[:: count // ASKED][:ASKED]
    ]
    lie = Lie()
    _write(folder, messages, asked, lie.some(count), lie.some(len(asked)))


def _mark(number: int) -> str:
    return f"zq{number * 7_919_993 % 100_000_007:08d}x"


def _write(folder: Path, messages: list[Row], questions: list[Row], vectors: Any, asked: Any) -> None:
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "messages.json").write_text(json.dumps(messages), "utf-8")
    (folder / "questions.json").write_text(json.dumps(questions), "utf-8")
    np.save(folder / "vectors.npy", vectors)
    np.save(folder / "asked.npy", asked)


def _try(name: str, python: Path, folder: Path) -> Tried:
    recall = {one: _recall(folder / one, _run(name, python, folder / one)[0]) for one in SETS}
    told, left, deleted = _run(name, python, folder / "made-up")
    count = len(json.loads((folder / "made-up" / "messages.json").read_text("utf-8")))
    return Tried(recall, told["adding"], told["query"], told["memory"], told["size"] // count, left, deleted)


def _run(name: str, python: Path, corpus: Path) -> tuple[Row, int, int]:
    """What the engine told, how many deleted messages are still to be read, and how many were deleted."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        done = subprocess.run(
            [python, "-m", "benchmarks.peering", name, corpus, home],
            env=env, cwd=place, check=True, capture_output=True, text=True,
        )  # fmt: skip
        kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    messages = json.loads((corpus / "messages.json").read_text("utf-8"))
    gone = [number for number, row in enumerate(messages) if row["chat"] == messages[0]["chat"]]
    left = sum(_mark(number).encode() in kept for number in gone)
    return json.loads(done.stdout.splitlines()[-1]), left, len(gone)


def _recall(corpus: Path, told: Row) -> float:
    questions = json.loads((corpus / "questions.json").read_text("utf-8"))
    shares = [
        len(set(found) & set(one["evidence"])) / len(set(one["evidence"]))
        for one, found in zip(questions, told["found"], strict=True)
    ]
    return sum(shares) / len(shares)


def _python(name: str, folder: Path) -> Path | None:
    """An interpreter that has the engine; None if pip can't install it."""
    if name not in PEERS:
        return Path(sys.executable)
    place = folder / "venvs" / name
    python = place / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
    pip: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "numpy",
        *PEERS[name],
    ]
    return python if subprocess.run(pip, check=False, capture_output=True).returncode == 0 else None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="a folder of sets, as for benchmarks.retrieval"
    )
    parser.add_argument("--count", type=int, default=COUNT, help="made-up messages")
    parser.add_argument("--folder", type=Path, help="of venvs and vectors, kept and used again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        main(options.data, count=options.count, folder=options.folder or Path(passing))
