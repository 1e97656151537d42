"""Sets of labelled questions: a folder for each, with conversations.jsonl and questions.jsonl, as `zhiji evaluate` reads them.

`sets.json` beside this file tells on which data the numbers in `docs/benchmarks.md` were measured; the data themselves
are their authors' and not part of this project.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from zhiji.evaluation.retrieval import read_questions

MANIFEST = Path(__file__).with_name("sets.json")
NAMES = {
    "locomo": "LoCoMo",
    "realtalk-a": "REALTALK (4 chats)",
    "memdaily-zh": "MemDaily (15 users)",
    "madial-zh": "MADial-Bench (zh)",
    "beam-100k": "BEAM-100K",
}


def parser(description: str | None) -> argparse.ArgumentParser:
    """The options of what is measured on the archives of several sets."""
    made = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--set", action="append", default=[], help="only these folders")
    made.add_argument(
        "--keep", type=Path, help="where the archives are kept, so that nothing is embedded twice"
    )
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """One set, and what tells whether it is the same as somebody else's."""

    folder: str
    name: str
    chats: int
    messages: int
    questions: int  # those that have evidence
    left_out: int
    conversations_sha256: str
    questions_sha256: str


def find(data: Path) -> Iterator[tuple[Path, Set]]:
    """The sets in a folder that have questions, by name."""
    for folder in sorted(data.iterdir()):
        questions = folder / "questions.jsonl"
        if questions.is_file() and questions.stat().st_size:
            yield folder, describe(folder)


def describe(folder: Path) -> Set:
    """A set by its counts and hashes."""
    conversations, questions = folder / "conversations.jsonl", folder / "questions.jsonl"
    with conversations.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    messages = [row for row in rows if "_type" not in row]
    asked, left_out = read_questions(questions)
    return Set(
        folder=folder.name,
        name=NAMES.get(folder.name, folder.name),
        chats=len({row["chat"] for row in messages}),
        messages=len(messages),
        questions=len(asked),
        left_out=left_out,
        conversations_sha256=sha256(conversations.read_bytes()).hexdigest(),
        questions_sha256=sha256(questions.read_bytes()).hexdigest(),
    )


def is_documented(one: Set) -> bool:
    """Whether the numbers in the docs were measured on these very files."""
    return asdict(one) in json.loads(MANIFEST.read_text(encoding="utf-8"))


def write_manifest(sets: list[Set]) -> None:
    """Say on which data the numbers in the docs are measured from now on."""
    MANIFEST.write_text(json.dumps([asdict(one) for one in sets], indent=2) + "\n", encoding="utf-8")
