"""`zhiji add --watch`: a line for whatever was added, until somebody ends it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from zhiji.cli import console

if TYPE_CHECKING:
    from zhiji.adding import AddReport
    from zhiji.archive import Archive

_BETWEEN_PULLS = 30.0  # seconds, at the least


class Adder(Protocol):
    """Adds files, or what a program at a URL offers."""

    def files(self, paths: Sequence[str]) -> AddReport:
        """What became of files."""
        ...

    def pulled(self, url: str) -> AddReport:
        """What became of what a program offers."""
        ...


def follow(archive: Archive, paths: Sequence[str], every: float, adder: Adder) -> int:
    """Look at the paths again and again, and add what has come to rest. Returns 0 when it is ended by Ctrl-C."""
    from zhiji.cli.add import is_url
    from zhiji.watching import Watch

    urls = [path for path in paths if is_url(path)]
    files = [Path(path).expanduser().absolute() for path in paths if not is_url(path)]
    watch, ask_at = Watch(files, lambda path: adder.files([str(path)])), 0.0
    console.note(f"Watching {', '.join(paths)}. Ctrl-C ends it.")
    try:
        while True:
            for _, report in watch.turn():
                _show(archive, report)
            if urls and time.monotonic() >= ask_at:
                for url in urls:
                    _show(archive, adder.pulled(url))
                ask_at = time.monotonic() + max(every, _BETWEEN_PULLS)
            time.sleep(every)
    except KeyboardInterrupt:
        console.note("Not watching any more.")
        return 0


def _show(archive: Archive, report: AddReport) -> None:
    from zhiji.cli import background
    from zhiji.cli.add import print_report

    for failure in report.failures:
        console.complain(failure.why)
    if report.added or report.contacts or report.problem_count:
        print_report(report)
        background.leave(archive)
