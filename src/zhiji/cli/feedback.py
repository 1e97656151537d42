"""`zhiji feedback`: say whether an answer was right, list what was said of answers, write it out, take it back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhiji.cli import answered, console, front
from zhiji.cli.filters import NOW
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from zhiji.archive import Archive
    from zhiji.feedback import Feedback, Feedbacks


@front.command("feedback")
@click.argument(
    "verdict", required=False, metavar="[right|wrong|this]", type=click.Choice(["right", "wrong", "this"])
)
@click.argument("message", required=False, type=front.NUMBER, metavar="[ID]")
@click.option(
    "--turn", metavar="N", type=front.NUMBER, help="The answer of this number.  [default: the last one]"
)
@click.option("--note", metavar="TEXT", default="", help="What is right; names and facts in it work at once.")
@NOW
@click.option("--list", "listing", is_flag=True, help="List all feedback, the oldest first.")
@click.option(
    "--export",
    metavar="PATH",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write all feedback as JSON lines.",
)
@click.option("--forget", metavar="N|all", help="Take feedback back, with what was learned from it.")
@front.as_json
@pass_front
def command(
    here: Front,
    *,
    verdict: str | None,
    message: int | None,
    turn: int | None,
    note: str,
    now: datetime | None,
    listing: bool,
    export: Path | None,
    forget: str | None,
    as_json: bool,
) -> None:
    """Say whether an answer was right.

    The last answer was right or wrong, or message ID is the answer; without a verdict, all feedback is listed.

    A note that tells who is who ("Bea is Beatrice Novak") or what is so ("Lena lives in Graz now") works at once.
    Feedback stays on this computer; what was understood is shown, and `--forget` takes it back.
    """
    if sum((verdict is not None, listing, export is not None, forget is not None)) > 1:
        raise click.UsageError("A verdict, --list, --export and --forget exclude each other.")
    with here.open() as archive:
        if export is not None:
            _export(archive.feedbacks, export, as_json)
        elif forget is not None:
            _forget(archive.feedbacks, forget, as_json)
        elif verdict is None or listing:
            _list(archive.feedbacks, as_json)
        else:
            _show(archive, _given(archive, verdict, message, turn, note, now), as_json)


def _given(
    archive: Archive, verdict: str, message: int | None, turn: int | None, note: str, now: datetime | None
) -> Feedback:
    from zhiji.errors import BadQuery

    number = archive.dialogues.last_turn() if turn is None else turn
    if number is None:
        raise BadQuery("Nothing was asked yet.")
    known = {"right": "right", "wrong": "wrong", "this": "this"}
    return archive.feedback(number, known[verdict], note=console.readable(note), message=message, now=now)  # type: ignore[arg-type]  # click lets nothing else through


def _show(archive: Archive, given: Feedback, as_json: bool) -> None:
    if as_json:
        told = archive.feedbacks.as_json(given)
        console.print_json({"schema": 1, "feedback": {**told, "notes": list(given.notes)}})
        return
    answered.show_learned(given)
    console.say(f"Noted as {given.id}. `zhiji feedback --forget {given.id}` takes it back.")


def _list(found: Feedbacks, as_json: bool) -> None:
    every = list(found)
    if as_json:
        console.print_json({"schema": 1, "feedback": [found.as_json(one) for one in every]})
        return
    for one in every:
        console.say(console.wrapped(answered.feedback_line(one), indent="    ", first=""))
    if not every:
        console.say("No feedback.")


def _export(found: Feedbacks, path: Path, as_json: bool) -> None:
    written = found.export(path)
    if as_json:
        console.print_json({"schema": 1, "file": str(path), "feedback": written})
        return
    console.say(f"{console.counted(written, 'line')} in {path}.")


def _forget(found: Feedbacks, which: str, as_json: bool) -> None:
    if which != "all" and not (which.isascii() and which.isdigit()):
        raise click.UsageError("--forget wants the number of a feedback, or all.")
    gone = found.forget(None if which == "all" else int(which))
    if as_json:
        console.print_json({"schema": 1, "forgotten": gone})
        return
    console.say(f"Taken back: {gone}, with what was learned from it.")
