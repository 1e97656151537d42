"""`zhiji people`: who is who. Everything that is said here can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console, front
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from zhiji.people import ListedPerson, Person


@front.group("people")
def command() -> None:
    """Show people; say who you are and which accounts are one person.

    NAME is any name of a person, or their number from the list, like "#12".
    """


@front.command("list", into=command)
@front.as_json
@pass_front
def listing(here: Front, as_json: bool) -> None:
    """List everybody who wrote something, the most talkative first."""
    with here.open() as archive:
        listed = archive.people.listed()
        if as_json:
            console.print_json({"schema": 1, "people": [_as_json(one) for one in listed]})
            return
        titles = ("no.", "name", "apps", "messages", "first", "last")
        for line in console.table(map(_row, listed), titles=titles, right=[0, 3]):
            console.say(line)


@front.command("me", into=command)
@click.argument("name")
@pass_front
def me(here: Front, name: str) -> None:
    """Say who you are."""
    with here.open() as archive:
        person = archive.people.me(name)
        console.say(f"You are {_label(person)}.")


@front.command("merge", into=command)
@click.argument("names", metavar="NAME NAME...", nargs=-1, required=True)
@pass_front
def merge(here: Front, names: tuple[str, ...]) -> None:
    """Say that these are one person, called as the first of them."""
    if len(names) < 2:
        raise click.UsageError("Name two people or more.")
    with here.open() as archive:
        decision = archive.people.merge(*names)
        console.say(f"{_label(archive.people.of(decision.members[0]))} is one person now. {_UNDO}")


@front.command("split", into=command)
@click.argument("name")
@pass_front
def split(here: Front, name: str) -> None:
    """Say that the accounts of a person are persons of their own."""
    with here.open() as archive:
        decision = archive.people.split(name)
        parts = [_label(archive.people.of(one)) for one in decision.members]
        console.say(console.wrapped(f"{', '.join(parts)} are persons of their own now. {_UNDO}"))


@front.command("undo", into=command)
@pass_front
def undo(here: Front) -> None:
    """Take the last merge or split back."""
    with here.open() as archive:
        decision = archive.people.undo()
        console.say(f"The last {decision.kind} was taken back.")


_UNDO = "`zhiji people undo` takes it back."


def _label(person: Person) -> str:
    return console.plain(person.label)


def _row(one: ListedPerson) -> tuple[str, ...]:
    person = one.person
    name = f"{person.name} (you)" if person.owner else person.name
    dates = (f"{one.first:%Y-%m-%d}", f"{one.last:%Y-%m-%d}")
    return f"#{person.id}", name, ", ".join(person.apps), f"{one.messages:,}", *dates


def _as_json(one: ListedPerson) -> dict[str, Any]:
    person = one.person
    return {
        "id": person.id,
        "name": person.name,
        "owner": person.owner,
        "aliases": list(person.aliases),
        "accounts": [
            {"id": account.id, "source": account.source, "name": account.name, "native": account.native}
            for account in person.accounts
        ],
        "messages": one.messages,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
    }
