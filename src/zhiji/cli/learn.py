"""`zhiji learn`: what else waits for idle time, now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zhiji.cli import background, console, front
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from zhiji.learning import LearnReport


@front.command("learn")
@click.option(
    "--minutes",
    metavar="N",
    type=click.FloatRange(min=0),
    default=5.0,
    show_default=True,
    help="At most so long.",
)
@click.option(
    "--idle",
    is_flag=True,
    help="Give way to everything else: pause on battery and under load, and end if another one does this already.",
)
@front.as_json
@pass_front
def command(here: Front, minutes: float, idle: bool, as_json: bool) -> None:
    """Do the work that waits for idle time, now.

    New messages can be found by their words at once. What takes longer follows in idle time, or when you say so.
    """
    report = background.work(here.open, minutes=minutes) if idle else _work(here, minutes)
    if as_json:
        done, failed, left = dict(report.done), dict(report.failed), dict(report.open)
        console.print_json({"schema": 1, "done": done, "failed": failed, "open": left})
    else:
        _print(report)


def _work(here: Front, minutes: float) -> LearnReport:
    with here.open() as archive, background.alone(archive.home):
        return archive.learn(minutes=minutes)


def _print(report: LearnReport) -> None:
    for kind, count in report.done.items():
        console.say(f"{kind}: {count:,} done")
    for kind, count in report.failed.items():
        console.say(f"{kind}: {count:,} failed, to be tried again")
    for kind, count in report.open.items():
        console.say(f"{kind}: {count:,} still to do")
    if report.finished:
        console.say("Nothing is left to do.")
