"""What meaning does to a search, with a made-up sense of it: what is near is given by the test."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from tests.search.memory import Known, MemoryIndex, chatter, talk
from zhiji.search import Near, Ranked, find, parse
from zhiji.search.meaning import Readings

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)


class Sense:
    """Knows by heart how many standard deviations texts are near to any question."""

    def __init__(
        self, index: MemoryIndex, near: Mapping[str, float], *, without: Collection[str] = ()
    ) -> None:
        self.scores = {
            number: near.get(text, 0.0) for number, text in index.said.items() if text not in without
        }
        self.asked: list[Readings] = []

    def near(self, readings: Readings, inside: Collection[int] | None, *, limit: int) -> Near:
        self.asked.append(readings)
        inside = self.scores if inside is None else inside
        best = sorted((n for n in self.scores if n in inside), key=lambda n: -self.scores[n])[:limit]
        return Near({number: self.scores[number] for number in best}, 0.0, 1.0)

    def of(self, readings: Readings, messages: Collection[int]) -> dict[int, float]:
        return {number: self.scores[number] for number in messages if number in self.scores}

    def sense(self, text: str, embedder: str) -> None:
        return None


def looked(index: MemoryIndex, query: str, sense: Sense) -> list[Ranked]:
    return find(parse(query), index=index, anchors=Known(index), now=NOW, meaning=sense)


def lake() -> MemoryIndex:
    return MemoryIndex([
        *chatter("Anna", "2024-05-01T10:00", ["Anna", "Ben"], 60),
        *talk("Anna", "2024-05-20T18:00", ("Ben", "we took the cabin by the water"), ("Anna", "code is QX71")),
    ])  # fmt: skip


def test_what_shares_no_word_is_found_by_meaning() -> None:
    index = lake()
    sense = Sense(index, {"we took the cabin by the water": 5.0})
    best = looked(index, "where did they rent a house on the lake?", sense)[0]
    assert index.said[best.entry.id] == "we took the cabin by the water"
    assert set(best.parts) >= {"meaning"} and "words" not in best.parts


def test_a_rare_word_that_is_looked_up_goes_before_what_means_the_same() -> None:
    index = lake()
    best = looked(index, "QX71", Sense(index, {"we took the cabin by the water": 5.0}))[0]
    assert index.said[best.entry.id] == "code is QX71"
    assert best.parts["rare"] > 1


def test_what_has_no_vector_yet_is_taken_to_be_like_the_others() -> None:
    index = MemoryIndex([
        *chatter("Anna", "2024-05-01T10:00", ["Anna", "Ben"], 60),
        *talk("Anna", "2024-05-20T18:00", ("Ben", "the boiler was mended by a plumber"), ("Anna", "good, and the roof?")),
    ])  # fmt: skip
    said = "the boiler was mended by a plumber"
    sense = Sense(index, {"good, and the roof?": 2.0}, without=[said])
    assert index.said[looked(index, "who mended the boiler?", sense)[0].entry.id] == said


def test_in_a_chat_of_two_a_question_about_one_is_embedded_as_they_would_say_it() -> None:
    index = lake()
    sense = Sense(index, {})
    looked(index, "in:Anna where does Ben work?", sense)
    assert [reading for (reading,) in sense.asked] == ["where does I work?"]


def test_over_all_chats_a_question_about_somebody_is_embedded_both_ways() -> None:
    index = lake()
    sense = Sense(index, {})
    looked(index, "where does Ben work?", sense)
    assert sense.asked == [("where does Ben work?", "where does I work?")]


def test_nothing_out_of_scope_is_found_by_meaning() -> None:
    index = lake()
    sense = Sense(index, {"we took the cabin by the water": 5.0})
    assert looked(index, "from:Anna house on the lake", sense)
    assert all(
        index.said[one.entry.id] != "we took the cabin by the water"
        for one in looked(index, "from:Anna house on the lake", sense)
    )


def test_what_is_forgotten_while_it_is_looked_for_is_left_out() -> None:
    index = lake()
    sense = Sense(index, {"we took the cabin by the water": 5.0})
    sense.scores[99_999] = 7.0
    best = looked(index, "where did they rent a house on the lake?", sense)[0]
    assert index.said[best.entry.id] == "we took the cabin by the water"
