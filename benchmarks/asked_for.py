"""`python -m benchmarks.asked_for`: how well the kinds of questions are told apart, each writer's by what the others taught.

With `--write` the models of all questions are fitted and written into the package. Needs `pip install "zhiji[dev,fit]"`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.fitting import Example, fitted
from zhiji.assistant import asked_for
from zhiji.assistant.plain import plain
from zhiji.config import EmbedderSettings
from zhiji.embedding import open_embedder
from zhiji.language.linear import Linear

FOLDER = Path(__file__).parent / "questions"
FITTED = Path(__file__).parent.parent / "src" / "zhiji" / "assistant" / "asked_for.bin"
_NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.asked_for", description=__doc__)
    parser.add_argument("--write", action="store_true", help="fit on all and write the weights")
    parser.add_argument("--words", action="store_true", help="by words alone")
    parser.add_argument("--only", help="leave out this writer alone")
    chosen = parser.parse_args()
    writers = {
        path.stem: list(examples(path, vectors=not chosen.words)) for path in sorted(FOLDER.glob("*.jsonl"))
    }
    if chosen.write:
        FITTED.write_bytes(fitted([one for some in writers.values() for one in some]).dumped())
        print(f"Written: {FITTED.name}, {FITTED.stat().st_size:,} bytes")
        return
    for left_out, some in writers.items():
        if chosen.only in (None, left_out):
            rest = [one for name, others in writers.items() if name != left_out for one in others]
            report(left_out, some, fitted(rest))


def examples(path: Path, *, vectors: bool) -> Iterator[Example]:
    """The questions of a file."""
    embedder = open_embedder(EmbedderSettings()) if vectors else None
    with path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            text, names = plain(row["q"]), [plain(name) for name in row["names"]]
            yield Example(
                frozenset(asked_for.features(text, names, now=_NOW)),
                row["kind"],
                embedder.query(asked_for.without_names(text, names)) if embedder else None,
            )


def report(name: str, some: Sequence[Example], model: Linear) -> None:
    """How many are told rightly, of each kind, and for what the others were taken."""
    right, every, taken = Counter[str](), Counter[str](), defaultdict[str, Counter[str]](Counter)
    for one in some:
        shares = model.probabilities(one.features, () if one.vector is None else one.vector.tolist())
        told = max(shares, key=lambda kind: shares[kind])
        every[one.of] += 1
        right[one.of] += told == one.of
        taken[one.of][told] += told != one.of
    print(
        f"{name}: {right.total()} of {every.total()} right ({right.total() / every.total():.1%})", flush=True
    )
    for kind, count in sorted(every.items()):
        wrong = ", ".join(f"{other} {times}" for other, times in taken[kind].most_common(4) if times)
        print(f"  {kind:11} {right[kind]:4} of {count:4}  {wrong}", flush=True)


if __name__ == "__main__":
    main()
