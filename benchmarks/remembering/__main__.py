"""Precision and recall of what is read without a language model; `--wrong` and `--missed` show why, but not of what is held out."""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.remembering.corpus import HALVES, HELD_OUT, Corpus, Row, corpus
from benchmarks.remembering.extracting import extracted
from benchmarks.remembering.matching import KINDS, agrees, same_when
from zhiji.memory.reading import read
from zhiji.memory.records import BELIEVED_FROM, Reading


@dataclass
class Outcome:
    """What was read, beside what should have been."""

    right: list[tuple[Reading, Row]] = field(default_factory=list)
    wrong: list[Reading] = field(default_factory=list)
    missed: list[Row] = field(default_factory=list)


def compare(half: Corpus, readings: Iterable[Reading], *, forgiving: bool = False) -> Outcome:
    """One label for one reading at most, and the other way round."""
    outcome, left = Outcome(), list(half.labels)
    for reading in readings:
        label = next((one for one in left if agrees(reading, one, half, forgiving=forgiving)), None)
        if label is None:
            outcome.wrong.append(reading)
        else:
            left.remove(label)
            outcome.right.append((reading, label))
    outcome.missed = left
    return outcome


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.remembering", description=__doc__)
    parser.add_argument("--half", choices=HALVES, default="dev")
    parser.add_argument("--wrong", action="store_true", help="show what is wrong (not of test and h)")
    parser.add_argument("--missed", action="store_true", help="show what is missed (not of test and h)")
    parser.add_argument("--only", default="", help="of these kinds or relations, by comma")
    parser.add_argument("--llm", default="", help="with a language model after the rules, like ollama:qwen3")
    chosen = parser.parse_args()
    if chosen.half in HELD_OUT and (chosen.wrong or chosen.missed or chosen.only):
        parser.error(f"{chosen.half} is held out: for figures of the whole alone.")
    half = corpus(chosen.half)
    began = time.process_time()
    read_all = [reading for thread in half.threads for reading in read(thread)]
    seconds = time.process_time() - began
    if chosen.llm:
        read_all += extracted(half.threads, chosen.llm)
    believed = [one for one in read_all if one.confidence >= BELIEVED_FROM]
    outcome = compare(half, believed)
    only = set(filter(None, chosen.only.split(",")))
    _table(outcome, only)
    forgiven = compare(half, believed, forgiving=True)
    right, wrong, missed = (len(some) for some in (forgiven.right, forgiven.wrong, forgiven.missed))
    shares = f"{right / max(1, right + wrong):9.2f} {right / max(1, right + missed):6.2f}"
    print(f"{'plan = promise = decision':28} {right:5} {wrong:5} {missed:6}  {shares}")
    print(f"{seconds / len(half.messages) * 1000:.2f} ms CPU a message")
    if chosen.wrong:
        _show_wrong(outcome, half, only)
    if chosen.missed:
        _show_missed(outcome, half, only)


def _table(outcome: Outcome, only: set[str]) -> None:
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for reading, label in outcome.right:
        for key in ((label["kind"], label["relation"]), ("all", "")):
            counts[key][0] += 1
            counts[key][3] += label["when"] is not None
            counts[key][4] += label["when"] is not None and same_when(reading, label)
    for reading in outcome.wrong:
        for key in ((KINDS.get(reading.kind, reading.kind), reading.relation), ("all", "")):
            counts[key][1] += 1
    for label in outcome.missed:
        for key in ((label["kind"], label["relation"]), ("all", "")):
            counts[key][2] += 1
    print(f"{'kind':14} {'relation':13} right wrong missed  precision recall   when")
    for (kind, relation), (right, wrong, missed, timed, on_time) in sorted(
        counts.items(), key=lambda one: (one[0][0] == "all", one[0])
    ):
        if only and kind not in only and relation not in only:
            continue
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        print(
            f"{kind:14} {relation:13} {right:5} {wrong:5} {missed:6}  {precision:9.2f} {recall:6.2f}  {on_time:3}/{timed}"
        )


def _show_wrong(outcome: Outcome, half: Corpus, only: set[str]) -> None:
    print("\nWrong:")
    for one in outcome.wrong:
        if not only or one.kind in only or one.relation in only:
            row = half.messages[one.quote.message]
            who = half.senders.get(one.subject.account or 0, one.subject.name)
            words = row["text"][one.quote.start : one.quote.stop]
            marks = f"{'not ' if one.negated else ''}{one.status or ''} {one.trust}"
            trap = f" (trap: {half.traps[row['id']]})" if row["id"] in half.traps else ""
            print(f"- {one.kind}/{one.relation} {who}: {one.value!r} {marks} “{words}”{trap}\n    {row['id']} {row['sender']}: {row['text']}")  # fmt: skip


def _show_missed(outcome: Outcome, half: Corpus, only: set[str]) -> None:
    print("\nMissed:")
    texts = {row["id"]: row["text"] for row in half.messages.values()}
    for one in outcome.missed:
        if not only or one["kind"] in only or one["relation"] in only:
            marks = f"{'not ' if one['negated'] else ''}{one['status'] or ''} {one['trust']}"
            print(f"- {one['kind']}/{one['relation']} {one['subject']}: {one['value']!r} {marks} “{one['quote']}” {one['when'] or ''}\n    {one['message']} {one['by']}: {texts[one['message']]}")  # fmt: skip


main()
