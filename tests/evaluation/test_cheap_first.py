from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from benchmarks import cheap_first
from benchmarks.cheap_first import Tried, always, by_ladder, curve, picture
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.made_up import TOKENS
from zhiji.assistant import Signal, ladder

SURE = Signal(route="look up", wants="who", clauses=1, confidence=0.5, evidence=1)
SHARE = st.sampled_from([0.0, 1.0])


def row(signal: float, none: float, small: float, large: float, *, kept: bool = True) -> Tried:
    right = {"none": none, "small": small, "large": large}
    tokens = {"none": 0.0, "small": 100.0, "large": 200.0}
    sure = Signal(route="look up", wants="who", clauses=1, confidence=signal, evidence=3)
    return Tried(signal=sure, right=right, tokens=tokens, cost={**tokens, "large": 3000.0}, kept=kept)


ROWS = st.lists(
    st.builds(row, st.floats(0, 1), SHARE, SHARE, SHARE, kept=st.booleans()), min_size=1, max_size=12
)


def test_what_was_asked_in_vain_is_paid_for_too() -> None:
    rows = [row(0.9, 1, 0, 1), row(0.4, 0, 1, 1), row(0.2, 0, 0, 1, kept=False)]
    (point,) = curve(rows, lambda one, _: ["none"] if one.confidence > 0.5 else ["small", "large"], [0.5])
    assert point.right.mean == 1
    assert point.tokens == pytest.approx((0 + 100 + 300) / 3)
    assert point.asked == pytest.approx({"none": 1 / 3, "small": 2 / 3, "large": 1 / 3})


@given(ROWS)
def test_a_higher_threshold_never_costs_less(rows: list[Tried]) -> None:
    points = curve(rows, by_ladder)
    costs = [one.cost for one in points]
    assert costs == sorted(costs)
    assert all(one.right.low <= one.right.mean <= one.right.high for one in points)


def test_the_shipped_threshold_chooses_as_asking_does() -> None:
    for signal in (row(share / 10, 0, 0, 0).signal for share in range(11)):
        assert by_ladder(signal, ladder.SURE)[0] == ladder.first(signal)


@given(ROWS)
def test_each_rung_alone_is_its_own_answers(rows: list[Tried]) -> None:
    def none(_: float, __: float) -> Sequence[str]:
        return ["none"]

    (point,) = curve(rows, none, [1])
    assert point.right == always(rows)[0].right


def test_a_set_is_tried_and_drawn(
    hut: tuple[Path, Path], tmp_path: Path, llms: None, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data" / "hut").mkdir(parents=True)
    for path in hut:
        shutil.copy(path, tmp_path / "data" / "hut" / path.name)
    drawn = tmp_path / "curve.svg"
    cheap_first.main(tmp_path / "data", small="exact:shy", large="exact:sure", svg=drawn)
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "hut: 4 questions"
    told = {line.split()[0]: line.split() for line in printed[3:]}
    assert told["large"][1] == "100.0" and told["small"][1] == "25.0"
    assert 0 < float(told["large"][4]) <= TOKENS
    root = ElementTree.parse(drawn).getroot()
    assert len(root.findall("{*}circle")) == len(cheap_first.THRESHOLDS)
    assert {"none", "small", "large"} <= {one.text for one in root.findall("{*}text")}


def test_where_nothing_costs_anything_tokens_are_drawn() -> None:
    rows = [Tried(signal=SURE, right=dict.fromkeys(cheap_first.RUNGS, 1.0), tokens={"none": 0, "small": 9, "large": 9},
                  cost=dict.fromkeys(cheap_first.RUNGS, 0.0))]  # fmt: skip
    assert "tokens a question" in picture(curve(rows, by_ladder), always(rows))
