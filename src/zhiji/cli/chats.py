"""`zhiji chats`: which chats there are, and which of them are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console, front
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from zhiji.people import ListedChat

_UNDO = "`zhiji chats undo` takes it back."


@front.group("chats")
def command() -> None:
    """Show chats; say which of them are one.

    NAME is a chat's name, its number from the list, like "#12", or its id in its app.
    """


@front.command("list", into=command)
@front.as_json
@pass_front
def listing(here: Front, as_json: bool) -> None:
    """List all chats, the latest first."""
    with here.open() as archive:
        listed = archive.chats.listed()
        if as_json:
            console.print_json({"schema": 1, "chats": [_as_json(one) for one in listed]})
            return
        titles = ("no.", "name", "app", "people", "messages", "first", "last")
        for line in console.table(map(_row, listed), titles=titles, right=[0, 3, 4]):
            console.say(line)


@front.command("merge", into=command)
@click.argument("names", metavar="NAME NAME...", nargs=-1, required=True)
@pass_front
def merge(here: Front, names: tuple[str, ...]) -> None:
    """Say that these are one chat, called as the first of them."""
    if len(names) < 2:
        raise click.UsageError("Name two chats or more.")
    with here.open() as archive:
        decision = archive.chats.merge(*names)
        label = console.plain(archive.chats.of(decision.members[0]).label)
        console.say(f"{label} is one chat now. {_UNDO}")


@front.command("split", into=command)
@click.argument("name")
@pass_front
def split(here: Front, name: str) -> None:
    """Say that the parts of a chat are chats of their own."""
    with here.open() as archive:
        decision = archive.chats.split(name)
        parts = [console.plain(archive.chats.of(one).label) for one in decision.members]
        console.say(console.wrapped(f"{', '.join(parts)} are chats of their own now. {_UNDO}"))


@front.command("undo", into=command)
@pass_front
def undo(here: Front) -> None:
    """Take the last merge or split back."""
    with here.open() as archive:
        decision = archive.chats.undo()
        console.say(f"The last {decision.kind.removeprefix('chats-')} was taken back.")


def _row(one: ListedChat) -> tuple[str, ...]:
    dates = (f"{one.first:%Y-%m-%d}", f"{one.last:%Y-%m-%d}")
    chat = one.chat
    return f"#{chat.id}", chat.name, chat.source, f"{one.people:,}", f"{one.messages:,}", *dates


def _as_json(one: ListedChat) -> dict[str, Any]:
    chat = one.chat
    return {
        "id": chat.id,
        "name": chat.name,
        "kind": chat.kind,
        "parts": [
            {"id": part.id, "source": part.source, "name": part.name, "native": part.native}
            for part in chat.parts
        ],
        "people": one.people,
        "messages": one.messages,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
    }
