"""Texts are cut into the pieces whose scores add up to most."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhiji.embedding.unigram import Unigram

PIECES = [
    "<s>",
    "<unk>",
    "▁",
    "▁the",
    "▁th",
    "e",
    "t",
    "h",
    "▁ferry",
    "fer",
    "ry",
    "今天",
    "今",
    "天",
    "<mask>",
]
SCORES = [0.0, 0.0, -2.0, -3.0, -4.0, -2.5, -3.0, -3.0, -6.0, -4.0, -3.0, -5.0, -1.0, -4.5, 0.0]
NORMAL = {ord("\n"): " ", ord("\t"): " ", ord("Ｅ"): "e", 0x200B: ""}


def vocabulary() -> Unigram:
    return Unigram(PIECES, SCORES, unknown=1, control={0, 14}, normal=NORMAL)


def pieces(text: str) -> list[str]:
    return [PIECES[number] for number in vocabulary().ids(text)]


def test_the_best_pieces_are_taken_not_the_longest() -> None:
    assert pieces("the ferry") == ["▁the", "▁ferry"]
    assert pieces("ferry") == ["▁ferry"]
    assert pieces("thferry") == ["▁th", "fer", "ry"]
    assert pieces("今天") == ["▁", "今天"]


def test_spaces_and_look_alikes_are_evened_out_first() -> None:
    assert pieces("th\u200bＥ\n\n  ferry") == ["▁the", "▁ferry"]
    assert pieces(" the") == ["▁the"]
    assert pieces("the ") == ["▁the", "▁"]
    assert pieces("") == ["▁"]


def test_what_is_unknown_is_one_piece_however_long() -> None:
    assert pieces("the 🦊🦊🦊 ferry") == ["▁the", "▁", "<unk>", "▁ferry"]


def test_nobody_can_write_a_control_piece() -> None:
    assert "<s>" not in pieces("<s>the<s>") and "<mask>" not in pieces("<mask>")


@given(st.lists(st.text(alphabet="the今天", min_size=1, max_size=6), min_size=1, max_size=4).map(" ".join))
def test_a_law_no_other_way_to_cut_is_better(text: str) -> None:
    scores = dict(zip(PIECES, SCORES))
    found = pieces(text)
    whole = ("▁" + text).replace(" ", "▁")
    assert "".join(found) == whole
    assert abs(sum(scores[piece] for piece in found) - _best(whole, scores)) < 1e-9


def _best(text: str, scores: dict[str, float]) -> float:
    best = [0.0] + [float("-inf")] * len(text)
    for end in range(1, len(text) + 1):
        for begin in range(end):
            if text[begin:end] in scores:
                best[end] = max(best[end], best[begin] + scores[text[begin:end]])
    return best[len(text)]
