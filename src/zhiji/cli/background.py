"""The worker that `zhiji add` leaves behind: a process of low priority that does the work of idle time, then ends."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from zhiji.cli import console
from zhiji.errors import EmbedderError, LlmError, MissingExtra, SettingError

if TYPE_CHECKING:
    from zhiji.archive import Archive
    from zhiji.learning import LearnReport

LOCK = "worker.lock"
MINUTES = 24 * 60  # a worker ends when the work is done, and after a day in any case


def leave(archive: Archive) -> bool:
    """Start a worker if there is work for it and nobody said not to; returns whether one was started."""
    if os.environ.get("ZHIJI_NO_BACKGROUND") or not archive.settings.background.enabled:
        return False
    try:
        if archive.learn(minutes=0).finished:
            return False
    except (
        EmbedderError,
        LlmError,
        MissingExtra,
        SettingError,
    ) as error:  # what was to be added is added all the same
        console.note(console.wrapped(str(error)))
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


def work(open_archive: Callable[[], Archive], *, minutes: float) -> LearnReport:
    """What was done while the computer could be kept busy, if no other worker does it already.

    In pauses the archive is closed: they may last for hours, and nobody could encrypt it then.
    """
    from zhiji.learning import Resting

    lower_priority()
    with open_archive() as archive:
        home, told, report = archive.home, archive.settings.background, archive.learn(minutes=0)
    resting = Resting(on_battery=told.on_battery, max_load=told.max_load, seconds=minutes * 60)
    with alone(home) as is_alone:
        while is_alone and not report.finished and resting.wait():
            with open_archive() as archive:
                later = archive.learn(minutes=resting.minutes, go_on=resting.may_work)
            report = report.then(later)
            if not (later.done or later.failed):
                break
    return report


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
