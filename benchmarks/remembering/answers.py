"""How many questions could be answered from memory alone: `python -m benchmarks.remembering.answers --data DIR SET...`.

A question counts as told if a fact's value has the answer (each of several, where there are), among the facts whose evidence
stands in the question's chat; as found if a fact rests on one of its messages. No target: it tells how much of a set is the
kind of thing that is remembered.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from datetime import UTC
from pathlib import Path

import zhiji
from benchmarks.remembering.corpus import Row
from zhiji.language import fold
from zhiji.memory import Fact
from zhiji.store import Store


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.remembering.answers", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("sets", nargs="+")
    chosen = parser.parse_args()
    print(f"{'set':14} {'questions':>9} {'facts':>6} {'told':>6} {'found':>6}")
    for name in chosen.sets:
        print(_line(chosen.data / name), flush=True)


def _line(folder: Path) -> str:
    with tempfile.TemporaryDirectory() as home, zhiji.open(home) as archive:
        archive.add(folder / "conversations.jsonl")
        archive.learn(minutes=60)
        facts = [one for one in archive.memory.facts() if one.state != "suggested"]
        numbers = sorted({evidence.message for fact in facts for evidence in fact.evidence})
        store = Store(Path(home), local=UTC)
        places = store.reader.messages(numbers)
        store.close()
        of_chat: dict[str, list[Fact]] = {}
        sources: set[str] = set()
        for fact in facts:
            message = places[fact.evidence[0].message]
            of_chat.setdefault(message.chat.key, []).append(fact)
            sources |= {str(places[one.message].source_id) for one in fact.evidence}
    with (folder / "questions.jsonl").open(encoding="utf-8") as file:
        questions = [row for row in map(json.loads, file) if not row.get("abstain") and row.get("answer")]
    told = sum(_tells(of_chat.get(row["chat"], []), row) for row in questions)
    found = sum(bool(sources & set(row["evidence"])) for row in questions)
    return f"{folder.name:14} {len(questions):9} {len(facts):6} {told / len(questions):6.1%} {found / len(questions):6.1%}"


def _tells(facts: list[Fact], question: Row) -> bool:
    wanted = [fold(part).strip() for part in str(question["answer"]).split(";")]
    values = [fold(fact.value) for fact in facts]
    return all(part and any(part in value for value in values) for part in wanted)


main()
