"""Laws of the reader of plans and promises, whatever is said."""

from __future__ import annotations

import sys
from types import FrameType

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.memory.talk import thread
from tests.memory.test_doing_talked import ENDED, TAKEN_UP
from zhiji.memory.reading.doing import doings
from zhiji.memory.records import Reading
from zhiji.memory.thread import Thread

_SAID = [line for row in (*TAKEN_UP, *ENDED) for line in row[0]]
lines = st.lists(
    st.sampled_from(_SAID) | st.builds("{}: {}".format, st.sampled_from("abc"), st.text()), max_size=14
)


@settings(deadline=None)
@given(lines, st.sampled_from(["direct", "group"]))
def test_every_quote_lies_in_its_line_and_every_other_line_is_there(said: list[str], kind: str) -> None:
    talk = thread(*said, kind="group" if kind == "group" else "direct")
    texts = {line.id: line.text for line in talk.lines}
    for one in doings(talk):
        assert 0 <= one.quote.start < one.quote.stop <= len(texts[one.quote.message])
        assert set(one.also) < set(texts) and one.quote.message not in one.also
        assert one.when is None or one.when.start < one.when.end
        assert (one.status == "open") == (not one.ends) or one.status == "cancelled"
        assert not one.negated or one.status == "cancelled"


@settings(deadline=None)
@given(lines, st.integers(0, 14), st.integers(0, 14))
def test_a_piece_yields_what_the_whole_yields_of_its_lines(said: list[str], one: int, other: int) -> None:
    whole = thread(*said, kind="group")
    first, stop = sorted((min(one, len(said)), min(other, len(said))))
    piece = Thread(lines=whole.lines, kind="group", first=first, stop=stop, owner=whole.owner)
    inside = {line.id for _, line in piece.to_read()}
    assert {_key(found) for found in doings(piece)} <= {_key(found) for found in doings(whole)} | _offers(
        piece
    )
    assert all(found.quote.message in inside for found in doings(piece))


def _key(found: Reading) -> tuple[int, str, str | None]:
    return found.quote.message, found.kind, found.status


def _offers(piece: Thread) -> set[tuple[int, str, str | None]]:
    """An offer made before the piece is told where it is welcomed."""
    return {(line.id, "promise", "open") for _, line in piece.to_read()}


def test_a_long_chat_costs_no_more_a_line_than_a_short_one() -> None:
    short = ["a: I'll send you the photos tonight", "b: can you bring the charger?"] * 50
    long = short * 12
    assert _cost(long) < 3 * _cost(short)


def _cost(said: list[str]) -> float:
    """Calls of functions a line: the same on every machine, however busy."""
    talk = thread(*said)
    assert list(doings(talk))  # what each line's own words say is known from now on
    calls = 0

    def count(_frame: FrameType, event: str, _about: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        list(doings(talk))
    finally:
        sys.setprofile(before)
    return calls / len(said)
