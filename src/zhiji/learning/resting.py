"""When work that nobody waits for pauses: on battery, and while the computer is busy with something else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from pathlib import Path

LOOK_EVERY = 30.0  # seconds
_MINUTE = 60.0  # seconds that the system's load is an average of
_SUPPLIES = Path("/sys/class/power_supply")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How the computer is; None where that can't be told."""

    on_battery: bool | None = None
    load: float | None = None  # of all cores, what this process does left out


def pauses(seen: Seen, *, on_battery: bool, max_load: float) -> bool:
    """Whether work should wait. What can't be told speaks for work, since the process has low priority anyway."""
    unplugged = bool(seen.on_battery) and not on_battery
    return unplugged or (seen.load is not None and seen.load > max_load)


class Resting:
    """Says when work may go on, within so many seconds, and when the computer should be left alone."""

    def __init__(
        self,
        *,
        on_battery: bool,
        max_load: float,
        seconds: float,
        look: Callable[[], Seen] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._on_battery, self._max_load = on_battery, max_load
        self._look, self._clock, self._sleep = look or Look(), clock, sleep
        self._until = clock() + seconds
        self._next, self._may_work = clock(), True

    @property
    def minutes(self) -> float:
        """What is left of the time."""
        return max(self._until - self._clock(), 0.0) / 60

    def may_work(self) -> bool:
        """Whether nothing speaks against work; looks twice a minute at most."""
        if self._clock() >= self._next:
            self._next = self._clock() + LOOK_EVERY
            self._may_work = not pauses(self._look(), on_battery=self._on_battery, max_load=self._max_load)
        return self._may_work

    def wait(self) -> bool:
        """Return when work may go on: at once, or after a pause; False if the time was over before."""
        while self.minutes and not self.may_work():
            self._sleep(max(min(self._next, self._until) - self._clock(), 0.0))
        return bool(self.minutes)


class Look:
    """Looks at this computer."""

    def __init__(self) -> None:
        self._load = OthersLoad()

    def __call__(self) -> Seen:
        """How it is now."""
        return Seen(on_battery=on_battery(), load=self._load())


def on_battery() -> bool | None:
    """Whether this computer runs on its battery."""
    if sys.platform == "win32":
        return _windows_battery()
    if sys.platform == "darwin":
        return drawn_from(_pmset())
    return unplugged(_SUPPLIES)


def unplugged(supplies: Path) -> bool | None:
    """Whether none of Linux's power supplies is plugged in and a battery runs down; those of mice and pens don't count."""
    plugged, batteries = False, []
    try:
        for one in supplies.iterdir():
            if _read(one / "type") == "Battery":
                batteries += [_read(one / "status")] if _read(one / "scope") != "Device" else []
            else:
                plugged = plugged or _read(one / "online") not in ("", "0")
    except OSError:
        return None
    return "Discharging" in batteries and not plugged


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def drawn_from(told: str) -> bool | None:
    """What macOS's `pmset -g batt` tells: "Now drawing from 'Battery Power'"."""
    first = told.partition("\n")[0]
    if "drawing from" not in first:
        return None
    return "'AC Power'" not in first


def _pmset() -> str:
    try:
        done = subprocess.run(
            ["/usr/bin/pmset", "-g", "batt"], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def _windows_battery() -> bool | None:
    """The first byte of SYSTEM_POWER_STATUS: 0 on battery, 1 plugged in, 255 unknown."""
    if sys.platform != "win32":
        return None
    import ctypes

    status = (ctypes.c_ubyte * 12)()
    if not ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status)):
        return None
    return {0: True, 1: False}.get(status[0])


class OthersLoad:
    """The system's load of the last minute, of all cores, without what this process adds to it.

    Otherwise the worker would pause for its own sake: one busy thread is the whole load of a small machine.
    """

    def __init__(
        self,
        *,
        average: Callable[[], float | None] | None = None,
        used: Callable[[], float] = time.process_time,
        clock: Callable[[], float] = time.monotonic,
        cores: int | None = None,
    ) -> None:
        self._average, self._used, self._clock = average or _average, used, clock
        self._cores = cores or os.cpu_count() or 1
        self._own, self._last = 0.0, (clock(), used())

    def __call__(self) -> float | None:
        """As a share of all cores; None where the system doesn't tell."""
        own, whole = self._averaged(), self._average()
        return None if whole is None else max(whole - own, 0.0) / self._cores

    def _averaged(self) -> float:
        """The cores that this process keeps busy, averaged as the system does."""
        (before, had), now = self._last, (self._clock(), self._used())
        self._last = now
        passed = now[0] - before
        if passed > 0:
            self._own += ((now[1] - had) / passed - self._own) * (1 - exp(-passed / _MINUTE))
        return self._own


def _average() -> float | None:
    if sys.platform == "win32":
        return None
    try:
        return os.getloadavg()[0]
    except OSError:
        return None
