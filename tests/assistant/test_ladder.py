"""Who is asked first: nobody, the small language model, the large one."""

from __future__ import annotations

import pytest

from zhiji.assistant import ladder
from zhiji.assistant.explained import Rung, Signal


def signal(
    route: str = "look up",
    wants: str = "when",
    *,
    confidence: float = 0.95,
    clauses: int = 1,
    evidence: int = 5,
    asked: bool = False,
) -> Signal:
    """A signal that is clear, unless told otherwise."""
    return Signal(
        route=route, wants=wants, clauses=clauses, confidence=confidence, evidence=evidence, asked=asked
    )


@pytest.mark.parametrize(
    ("given", "rung"),
    [
        (signal(), "none"),
        (signal(confidence=0.8), "small"),
        (signal(confidence=0.7), "large"),
        (signal(clauses=2), "small"),
        (signal(wants="why"), "small"),
        (signal(wants="why", confidence=0.3), "large"),
        (signal("choice"), "small"),
        (signal("summary", confidence=0.5), "large"),
        (signal("promises", confidence=0.7), "none"),
        (signal("duration"), "none"),
        (signal(evidence=0, asked=True), "none"),
        (signal("small talk", asked=True), "none"),
        (signal(asked=True), "large"),
    ],
)
def test_the_cheapest_that_will_do_is_asked(given: Signal, rung: Rung) -> None:
    assert ladder.first(given) == rung


def test_the_large_one_follows_where_nothing_of_the_small_one_stands() -> None:
    assert ladder.goes_on("small", kept=0, not_there=False)
    assert not ladder.goes_on("small", kept=1, not_there=False)
    assert not ladder.goes_on("large", kept=0, not_there=False)


def test_a_higher_bar_only_ever_asks_for_more() -> None:
    order = ("none", "small", "large")
    for tenth in range(11):
        given = signal(confidence=tenth / 10)
        usual, strict = ladder.first(given), ladder.first(given, sure=0.97, fairly_sure=0.9)
        assert order.index(usual) <= order.index(strict)
