"""`zhiji people`: who is who. Everything that is said here can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console, front
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhiji.chat import Contact
    from zhiji.people import ListedPerson, Person, Suggestion


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


@front.command("suggest", into=command)
@front.as_json
@pass_front
def suggest(here: Front, as_json: bool) -> None:
    """Show who may be one person with several accounts, and why.

    Nothing is merged by it. `zhiji people merge` accepts a suggestion, `zhiji people reject` puts it away for good,
    and `zhiji people undo` takes either back.
    """
    with here.open() as archive:
        found = archive.people.suggestions()
        if as_json:
            console.print_json({"schema": 1, "suggestions": [_suggestion_json(one) for one in found]})
            return
        for one in found:
            title = f"{_label(one.first)} and {_label(one.second)}"
            console.say(console.wrapped(f"{title}: {console.plain('; '.join(one.reasons))}"))
            console.say(f"    zhiji people merge '#{one.first.id}' '#{one.second.id}'")
        if found:
            console.say(
                console.wrapped("If they are not one: `zhiji people reject` with the same two numbers.")
            )
        else:
            console.say("Nobody seems to be there twice.")


@front.command("reject", into=command)
@click.argument("first", metavar="NAME")
@click.argument("second", metavar="NAME")
@pass_front
def reject(here: Front, first: str, second: str) -> None:
    """Say that two are not one person, so that it isn't suggested again."""
    with here.open() as archive:
        decision = archive.people.reject(first, second)
        both = " and ".join(_label(archive.people.of(one)) for one in decision.members)
        console.say(console.wrapped(f"{both} stay two. {_UNDO}"))


@front.command("show", into=command)
@click.argument("name")
@front.as_json
@pass_front
def show(here: Front, name: str, as_json: bool) -> None:
    """Show a person's accounts, names, and what address books say of them."""
    with here.open() as archive:
        people = archive.people
        found = people.resolve(name)
        shown = [(person, people.cards(person)) for person in found.matches]
        if as_json:
            console.print_json({"schema": 1, "people": [_shown_json(*one) for one in shown]})
            return
        for person, cards in shown:
            _print_person(person, cards)


@front.command("rename", into=command)
@click.argument("name")
@click.argument("new", metavar="[NEW]", required=False)
@pass_front
def rename(here: Front, name: str, new: str | None) -> None:
    """Call a person NEW from now on; as the apps do if NEW is left out."""
    with here.open() as archive:
        console.say(f"{_label(archive.people.rename(name, new))} it is.")


@front.command("alias", into=command)
@click.argument("name")
@click.argument("alias", metavar="OTHER")
@click.option("--drop", is_flag=True, help="Take the other name away again.")
@pass_front
def alias(here: Front, name: str, alias: str, drop: bool) -> None:
    """Let a person be found under another name, too."""
    with here.open() as archive:
        change = archive.people.drop_alias if drop else archive.people.add_alias
        person = change(name, alias)
        names = ", ".join(person.aliases) or "no other name"
        console.say(console.plain(f"{person.label} goes by {names}."))


@front.command("undo", into=command)
@pass_front
def undo(here: Front) -> None:
    """Take the last merge, split or reject back."""
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


def _print_person(person: Person, cards: Sequence[Contact]) -> None:
    console.say(_label(person) + (" (you)" if person.owner else ""))
    for account in person.accounts:
        told = f"{account.source}: {account.name}" + (f" ({account.native})" if account.native else "")
        console.say(console.wrapped(console.plain(told), indent="      ", first="  "))
    lines: dict[str, tuple[str, ...]] = {"also": person.aliases}
    for card in cards:
        for title, values in _told(card).items():
            lines[title] = tuple(dict.fromkeys((*lines.get(title, ()), *values)))
    for title, values in lines.items():
        if values:
            console.say(
                console.wrapped(console.plain(f"{title}: {', '.join(values)}"), indent="      ", first="  ")
            )


def _told(card: Contact) -> dict[str, tuple[str, ...]]:
    return {
        "names": card.names,
        "numbers": card.numbers,
        "addresses": card.emails,
        "birthday": (card.birthday,) if card.birthday else (),
        **{key: (one,) for key, one in card.details.items()},
    }


def _suggestion_json(one: Suggestion) -> dict[str, Any]:
    people = [
        {"id": person.id, "name": person.name, "apps": list(person.apps)}
        for person in (one.first, one.second)
    ]
    return {"people": people, "score": one.score, "reasons": list(one.reasons)}


def _shown_json(person: Person, cards: Sequence[Contact]) -> dict[str, Any]:
    return {
        **_person_json(person),
        "contacts": [
            {
                "names": list(card.names),
                "numbers": list(card.numbers),
                "emails": list(card.emails),
                "birthday": card.birthday,
                "details": dict(card.details),
            }
            for card in cards
        ],
    }


def _person_json(person: Person) -> dict[str, Any]:
    accounts = (
        {"id": account.id, "source": account.source, "name": account.name, "native": account.native}
        for account in person.accounts
    )
    return {
        "id": person.id,
        "name": person.name,
        "owner": person.owner,
        "aliases": list(person.aliases),
        "accounts": list(accounts),
    }


def _as_json(one: ListedPerson) -> dict[str, Any]:
    person = one.person
    return {
        **_person_json(person),
        "messages": one.messages,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
    }
