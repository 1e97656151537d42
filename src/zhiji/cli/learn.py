"""`zhiji learn`: what else waits for idle time, now."""

from __future__ import annotations

import click

from zhiji.cli import background, console, front
from zhiji.cli.front import Front, pass_front


@front.command("learn")
@click.option(
    "--minutes",
    metavar="N",
    type=click.FloatRange(min=0),
    default=5.0,
    show_default=True,
    help="At most so long.",
)
@click.option("--idle", is_flag=True, help="Give way to everything else on this computer.")
@front.as_json
@pass_front
def command(here: Front, minutes: float, idle: bool, as_json: bool) -> None:
    """Do the work that waits for idle time, now.

    New messages can be found by their words at once. What takes longer follows in idle time, or when you say so.
    """
    if idle:
        background.lower_priority()
    with here.open() as archive:
        archive.learn(minutes=minutes)
        work = archive.status()["work"]
        if as_json:
            console.print_json({"schema": 1, "work": work})
            return
        left = sum(one["of"] - one["done"] for one in work.values())
        console.say(f"Still to do: {left:,}." if left else "Nothing is left to do.")
