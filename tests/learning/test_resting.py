from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.learning.resting import (
    LOOK_EVERY,
    Look,
    OthersLoad,
    Resting,
    Seen,
    drawn_from,
    pauses,
    unplugged,
)

PLUGGED, UNPLUGGED = Seen(on_battery=False, load=0.1), Seen(on_battery=True, load=0.1)
BUSY = Seen(on_battery=False, load=0.9)


class Clock:
    """Stands still except for sleep."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def resting(
    seen: Iterable[Seen], clock: Clock, *, seconds: float = 3600, on_battery: bool = False
) -> Resting:
    views = iter(seen)
    return Resting(
        on_battery=on_battery,
        max_load=0.7,
        seconds=seconds,
        look=lambda: next(views),
        clock=clock,
        sleep=clock.sleep,
    )


def test_work_goes_on_at_once_where_nothing_speaks_against_it() -> None:
    clock = Clock()
    assert resting([PLUGGED], clock).wait()
    assert clock.now == 0


@pytest.mark.parametrize("reason", [UNPLUGGED, BUSY])
def test_work_waits_until_the_reason_is_gone(reason: Seen) -> None:
    clock = Clock()
    assert resting([reason, reason, PLUGGED], clock).wait()
    assert clock.now == 2 * LOOK_EVERY


def test_a_pause_ends_with_the_time_that_was_given() -> None:
    clock = Clock()
    assert not resting([UNPLUGGED] * 9, clock, seconds=70).wait()
    assert clock.now == 70


def test_the_owner_may_allow_work_on_battery() -> None:
    clock = Clock()
    assert resting([UNPLUGGED], clock, on_battery=True).wait()
    assert clock.now == 0


def test_work_that_goes_on_is_told_to_pause() -> None:
    clock = Clock()
    one = resting([PLUGGED, UNPLUGGED], clock, seconds=120)
    assert one.may_work()
    clock.now += LOOK_EVERY
    assert not one.may_work()
    assert one.minutes == 1.5


def test_it_does_not_look_before_each_piece_of_work() -> None:
    clock = Clock()
    one = resting([PLUGGED, PLUGGED], clock)  # a third look would raise
    for _ in range(100):
        assert one.may_work()
    clock.now += LOOK_EVERY
    for _ in range(100):
        assert one.may_work()


@given(
    st.builds(Seen, on_battery=st.none() | st.booleans(), load=st.none() | st.floats(0, 100)),
    st.floats(0, 100),
)
def test_only_what_was_seen_can_hold_work_up(seen: Seen, most: float) -> None:
    expected = seen.on_battery is True or (seen.load or 0) > most
    assert pauses(seen, on_battery=False, max_load=most) is expected
    assert pauses(seen, on_battery=True, max_load=most) is ((seen.load or 0) > most)


@pytest.fixture
def supply(tmp_path: Path) -> Callable[..., None]:
    """Writes one power supply as Linux shows it."""

    def write(name: str, **files: str) -> None:
        (tmp_path / name).mkdir()
        for file, text in files.items():
            (tmp_path / name / file).write_text(text + "\n")

    return write


def test_a_laptop_without_its_plug_is_on_battery(tmp_path: Path, supply: Callable[..., None]) -> None:
    supply("AC", type="Mains", online="0")
    supply("BAT0", type="Battery", status="Discharging")
    supply("BAT1", type="Battery", status="Unknown")
    assert unplugged(tmp_path) is True


def test_a_laptop_that_is_plugged_in_is_not(tmp_path: Path, supply: Callable[..., None]) -> None:
    supply("AC", type="Mains", online="0")
    supply("ucsi", type="USB", online="1")
    supply("BAT0", type="Battery", status="Discharging")  # a charger that is too weak
    assert unplugged(tmp_path) is False


def test_the_battery_of_a_mouse_says_nothing(tmp_path: Path, supply: Callable[..., None]) -> None:
    supply("hidpp", type="Battery", status="Discharging", scope="Device")
    assert unplugged(tmp_path) is False


def test_where_supplies_are_not_shown_it_cannot_be_told(tmp_path: Path) -> None:
    assert unplugged(tmp_path / "nowhere") is None


@pytest.mark.parametrize(
    ("told", "battery"),
    [
        (
            "Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t80%; discharging; 4:10 remaining\n",
            True,
        ),
        ("Now drawing from 'AC Power'\n -InternalBattery-0 (id=1)\t80%; charging; 1:10 remaining\n", False),
        ("Now drawing from 'AC Power'\n", False),
        ("Now drawing from 'UPS Power'\n", True),
        ("", None),
    ],
)
def test_what_a_mac_tells(told: str, battery: bool | None) -> None:
    assert drawn_from(told) is battery


def test_what_it_does_itself_is_no_reason_to_pause() -> None:
    clock, used = Clock(), [0.0]
    load = OthersLoad(average=lambda: 2.0, used=lambda: used[0], clock=clock, cores=4)
    assert load() == 0.5
    for _ in range(20):  # ten minutes with one core busy for itself
        clock.now += LOOK_EVERY
        used[0] += LOOK_EVERY
        others = load()
    assert others == pytest.approx(0.25, abs=0.001)


def test_a_system_that_tells_no_load_has_none() -> None:
    assert OthersLoad(average=lambda: None)() is None


def test_this_computer_can_be_looked_at() -> None:
    seen = Look()()
    assert seen.on_battery in (None, True, False)
    assert (seen.load is None) == (sys.platform == "win32")
