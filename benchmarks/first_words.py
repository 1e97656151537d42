"""`python -m benchmarks.first_words [COUNT] [--home DIR]`: CPU until an answer's first checked sentence can be read.

In a warm process, with a language model that replies at once by quoting the first line of evidence: all that is measured
is our own work, from the question to the check. A home that was made before is used again.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import zhiji
from benchmarks import lives
from zhiji import asking
from zhiji.archive import Archive
from zhiji.finding import Filters
from zhiji.llm import Cancel, Delta, LlmReply, LlmRequest, Usage, words_of

COUNT, ROUNDS = 100_000, 40
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
_LINE = re.compile(r"^\[(\d+)\] [^:\n]*: (.+)$", re.M)


class AtOnce:
    """A language model that takes no time."""

    name, host = "at-once", ""

    def stream(self, request: LlmRequest, *, cancel: Cancel | None = None) -> Iterator[Delta | LlmReply]:  # noqa: ARG002
        """The first line of evidence, quoted."""
        found = _LINE.search(words_of(request.messages[-1]))
        text = f"It says “{found[2]}” [{found[1]}].\n" if found else "NOT IN THE CHATS"
        yield Delta(text=text)
        yield LlmReply(text=text, reasoning="", usage=Usage(), cost=0.0, llm=self.name, host="")

    def complete(self, request: LlmRequest, *, cancel: Cancel | None = None) -> LlmReply:
        """The whole reply."""
        *_, last = self.stream(request, cancel=cancel)
        assert isinstance(last, LlmReply)
        return last


def main(count: int = COUNT, *, home: Path | None = None, rounds: int = ROUNDS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = home or Path(folder) / "home"
        with zhiji.open(home) as archive:
            if not archive.status()["messages"]:
                archive.add(lives.write(Path(folder) / "life.jsonl", count))
            if archive.people.owner is None:
                archive.people.me(next(iter(archive.people)).person.name)
            print(f"{archive.status()['messages']:,} messages; ms CPU, {rounds} questions of each kind")
            print(f"{'':34} {'first words p50':>15} {'p95':>6} {'whole p50':>10}")
            for kind, asked in questions(archive, rounds).items():
                measured(archive, asked[:2])  # warm
                first, whole = zip(*measured(archive, asked), strict=True)
                p95 = sorted(first)[int(0.95 * (len(first) - 1))]
                print(
                    f"{kind:34} {statistics.median(first):15.1f} {p95:6.1f} {statistics.median(whole):10.1f}"
                )


def measured(archive: Archive, asked: list[str]) -> list[tuple[float, float]]:
    """Milliseconds of CPU until the first piece and until the end, of each question."""
    found = []
    for question in asked:
        heard: list[float] = []
        begin = time.process_time()
        asking.ask(
            archive._store,
            question,
            filters=Filters(),
            now=NOW,
            llm=AtOnce(),
            say=lambda _, heard=heard: heard.append(time.process_time()),  # type: ignore[misc]  # bound at once
        )
        found.append((1000 * (heard[0] - begin), 1000 * (time.process_time() - begin)))
    return found


def questions(archive: Archive, rounds: int) -> dict[str, list[str]]:
    """What is asked, by kind."""
    chance = random.Random(5)
    english = [text for text in lives.sentences() if text.isascii() and 6 <= len(text.split()) <= 14]
    chinese = [text for text in lives.sentences() if not text[:1].isascii() and 6 <= len(text) <= 20]
    people = [one.person.name for one in archive.people]

    def words() -> str:
        return " ".join(chance.choice(english).split()[:7]).rstrip(".,!?")

    return {
        "English": [f"When was it that {words()}?" for _ in range(rounds)],
        "English, with a person": [
            f"What did {chance.choice(people)} say about {words()}?" for _ in range(rounds)
        ],
        "Chinese": [f"{chance.choice(chinese).rstrip('。！？')}是什么时候？" for _ in range(rounds)],
        "what was planned, promised": [
            f"What did I promise {chance.choice(people)}?"
            if chance.random() < 0.5
            else "What is planned next week?"
            for _ in range(rounds)
        ],
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=COUNT)
    parser.add_argument("--home", type=Path)
    given = parser.parse_args()
    main(given.count, home=given.home)
