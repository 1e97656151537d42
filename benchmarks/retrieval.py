"""`python -m benchmarks.retrieval --data DIR`: how much of the evidence is found, on every set in a folder.

zhiji beside plain BM25 over the same messages, by message; `--by category` has a row for each kind of question.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from benchmarks import sets
from zhiji.evaluation.retrieval import EVERY, Retrieval, Row, Scope, Sessions, evaluate

MEASURES = ("recall@1", "recall@5", "recall@10", "recall@20", "all@10", "ndcg@10")


def main(
    data: Path,
    *,
    scope: Scope = "chat",
    sessions: Sessions = "derived",
    categories: bool = False,
    keep: Path | None = None,
) -> list[sets.Set]:
    """Print a table; returns what it was measured on."""
    print(
        f"recall of evidence messages in percent; scope {scope}, sessions {sessions}; [95 % interval of recall@10]"
    )
    print(f"{'set':20} {'ranking':8} {'n':>5} " + " ".join(f"{name:>9}" for name in MEASURES))
    found = []
    for folder, one in sets.find(data):
        began = time.process_time()
        report = evaluate(
            folder / "conversations.jsonl",
            folder / "questions.jsonl",
            scope=scope,
            sessions=sessions,
            keep=keep,
        )
        for row in _rows(report, categories=categories):
            print(f"{_name(one.name, row):20.20} {_line(row)}")
        print(f"{'':20} {_provenance(one)}; {time.process_time() - began:.0f} s CPU", flush=True)
        found.append(one)
    return found


def _rows(report: Retrieval, *, categories: bool) -> list[Row]:
    """By message, and by session of all questions."""
    return [
        row
        for row in report.rows
        if (row.level == "message" and (categories or row.category == EVERY)) or row.category == EVERY
    ]


def _name(name: str, row: Row) -> str:
    if row.category != EVERY:
        return f"  {row.category}"
    return name if row.level == "message" else f"{name} (sessions)"


def _line(row: Row) -> str:
    at10 = row.scores["recall@10"]
    cells = " ".join(f"{100 * row.scores[name].mean:9.1f}" for name in MEASURES)
    return f"{row.ranking:8} {at10.n:5} {cells}  [{100 * at10.low:.1f}, {100 * at10.high:.1f}]"


def _provenance(one: sets.Set) -> str:
    same = "as in the docs" if sets.is_documented(one) else "NOT the data of the docs"
    hashes = f"sha256 {one.conversations_sha256[:12]} {one.questions_sha256[:12]}"
    return (
        f"{one.chats} chats, {one.messages:,} messages, {one.left_out} questions left out; {hashes} ({same})"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="a folder of folders")
    parser.add_argument("--scope", choices=["chat", "archive"], default="chat")
    parser.add_argument("--sessions", choices=["derived", "given"], default="derived")
    parser.add_argument("--by", choices=["set", "category"], default="set")
    parser.add_argument(
        "--keep", type=Path, help="keep the embedded archives in this folder, and use them again"
    )
    parser.add_argument("--write-manifest", action="store_true", help="these are the data of the docs now")
    options = parser.parse_args()
    measured = main(
        options.data,
        scope=options.scope,
        sessions=options.sessions,
        categories=options.by == "category",
        keep=options.keep,
    )
    if options.write_manifest:
        sets.write_manifest(measured)
