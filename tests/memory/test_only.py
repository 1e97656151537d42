"""What is told to be all there is ends what was said before."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.tables import every
from zhiji.memory.reading.only import narrowed
from zhiji.memory.records import ALL
from zhiji.memory.thread import Line, Thread

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def values(text: str) -> list[str]:
    line = Line(id=1, sender=7, name="Mia", when=NOW, text=text)
    found = list(narrowed(Thread(lines=(line,))))
    assert all(one.ends == ALL and one.subject.account == 7 for one in found)
    assert all(one.value in text[one.quote.start : one.quote.stop] for one in found)
    return [one.value for one in found]


@every(
    [
        ("the allergy clinic says it's only hazelnuts", "hazelnuts"),
        ("turns out I'm only allergic to shrimp, crab is fine", "shrimp"),
        ("so the allergist says it's actually only birch pollen", "birch pollen"),
        ("原来我只对虾过敏，蟹没事", "虾"),
        ("查了 只是对芒果过敏", "芒果"),
    ]
)
def test_what_is_narrowed(text: str, value: str) -> None:
    assert values(text) == [value]


@every(
    [
        "is it only nuts you're allergic to?",
        "I'm only kidding, no allergies here",
        "it's only a mild allergy",
        "it's only peanuts in the bag",
        "if it's only an allergy we go tomorrow",
        "你是不是只对虾过敏？",
        "只有周末过敏",
    ]
)
def test_what_narrows_nothing(text: str) -> None:
    assert values(text) == []
