"""The worker that `zhiji add` leaves behind: a process of low priority that does the work of idle time, then ends."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from zhiji.archive import Archive
    from zhiji.config import BackgroundSettings
    from zhiji.learning import Resting

LOCK = "worker.lock"
MINUTES = 24 * 60  # a worker ends when the work is done, and after a day in any case


def leave(archive: Archive) -> bool:
    """Start a worker if there is work for it and nobody said not to; returns whether one was started."""
    if os.environ.get("ZHIJI_NO_BACKGROUND") or not archive.settings.background.enabled:
        return False
    if archive.learn(minutes=0).finished:
        return False
    _start(
        [
            sys.executable,
            "-m",
            "zhiji",
            "--home",
            str(archive.home),
            "learn",
            "--minutes",
            str(MINUTES),
            "--idle",
        ]
    )
    return True


def _start(command: list[str]) -> None:
    """A process of its own that outlives this one and its terminal."""
    nothing = subprocess.DEVNULL
    flags = 0
    if sys.platform == "win32":
        flags = (
            subprocess.CREATE_NO_WINDOW
            | subprocess.CREATE_NEW_PROCESS_GROUP
            | subprocess.BELOW_NORMAL_PRIORITY_CLASS
        )
    subprocess.Popen(
        command, stdin=nothing, stdout=nothing, stderr=nothing, creationflags=flags, start_new_session=True
    )


def lower_priority() -> None:
    """Give way to everything else; on Windows the process was started so."""
    if sys.platform != "win32":
        os.nice(10)


def resting(settings: BackgroundSettings, *, minutes: float) -> Resting:
    """Pauses the work of so many minutes as the settings say."""
    from zhiji.learning import Resting

    return Resting(on_battery=settings.on_battery, max_load=settings.max_load, seconds=minutes * 60)


@contextmanager
def alone(home: Path) -> Iterator[bool]:
    """Whether this is the only worker of a home, as long as it is held."""
    with (home / LOCK).open("a+b") as file:
        yield _locked(file)


def _locked(file: IO[bytes]) -> bool:
    """Lock a file until it is closed; the system takes the lock away from a process that dies."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
