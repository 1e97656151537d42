"""`zhiji status`: the archive at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhiji.cli import console, front
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from zhiji.overview import SourceStatus, Status


@front.command("status")
@front.as_json
@pass_front
def command(here: Front, as_json: bool) -> None:
    """Show what the archive holds.

    How many messages from which apps and times, who you are in them, and what work still waits for idle time.
    """
    with here.open() as archive:
        status = archive.status()
        if as_json:
            console.print_json(status)
        else:
            console.say(f"Archive in {archive.home}")
            _print(status)


def _print(status: Status) -> None:
    counted = console.counted
    console.say(
        f"{counted(status['messages'], 'message')} in {counted(status['chats'], 'chat')} "
        f"with {counted(status['people'], 'person', 'people')}; you are {console.plain(status['owner'] or 'not known yet')}"
    )
    if status["sources"]:
        console.say()
        titles = ("app", "messages", "first", "last", "added", "problems")
        for line in console.table(map(_row, status["sources"]), titles=titles, right=[1, 5]):
            console.say(line)
    _print_work(status)
    for note in status["notes"]:
        console.say(console.wrapped(note))


def _row(source: SourceStatus) -> tuple[str, ...]:
    dates = (source["first"], source["last"], source["added_at"] or "")
    return source["name"], f"{source['messages']:,}", *(one[:10] for one in dates), f"{source['problems']:,}"


def _left(kind: str, work: dict[str, int]) -> str:
    unit = f" {console.unit(kind)}s" if console.unit(kind) else ""
    left = f", {console.duration(work['seconds_left'])} left" if "seconds_left" in work else ""
    return f"{console.work(kind)}: {work['done']:,} of {work['of']:,}{unit}{left}"


def _print_work(status: Status) -> None:
    lines = [_left(kind, work) for kind, work in status["work"].items() if work["done"] < work["of"]]
    if status["unread_media"]:
        lines.append(f"pictures and recordings not read yet: {status['unread_media']:,}")
    if lines:
        console.say()
        console.say("Still to do in idle time (`zhiji learn` does it now):")
        for line in lines:
            console.say(f"  {line}")
    if lines or status["notes"]:
        console.say()
