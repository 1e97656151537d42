"""`zhiji memory`: what is remembered, with the messages that say it, and the owner's word on it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console, front, remembered
from zhiji.cli.front import Front, pass_front
from zhiji.cli.when import moment, until

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zhiji.archive import Archive
    from zhiji.memory import Fact, Memory

_now = click.option(
    "--now",
    metavar="WHEN",
    callback=moment,
    help="The time to look from, like 2026-05-17T09:00.  [default: the clock]",
)
_person = click.option("--person", metavar="NAME", help="Only what has to do with this person.")


@front.group("memory")
def command() -> None:
    """Show what is remembered, with the messages that say it; say what is right.

    What is remembered is read from the chats in idle time, or now with `zhiji learn`. The number in front of a fact
    is what accept, reject, correct, pin, forget and undo want.
    """


@front.command("list", into=command)
@_now
@front.as_json
@pass_front
def listing(here: Front, now: datetime | None, as_json: bool) -> None:
    """Show how much is remembered, and of whom."""
    with here.open() as archive:
        counts = archive.memory.at(now).counts()
        if as_json:
            console.print_json({"schema": 1, **remembered.counts_json(counts)})
            return
        remembered.show_counts(counts)


@front.command("about", into=command)
@click.argument("name")
@click.option("--at", metavar="WHEN", help="What was so then: 2024, 2024-12-31.")
@click.option("--known", metavar="WHEN", help="What was believed then.")
@_now
@front.as_json
@pass_front
def about(
    here: Front, name: str, at: str | None, known: str | None, now: datetime | None, as_json: bool
) -> None:
    """Show one page on a person: facts, plans, promises and what is over."""
    with here.open() as archive:
        memory = archive.memory.at(now)
        page = memory.about(name, as_of=until(at, memory.now), known=until(known, memory.now))
        if as_json:
            console.print_json({"schema": 1, **remembered.page_json(page)})
            return
        remembered.show_page(page, memory.context((*page.facts, *page.todo, *page.suggested, *page.past)))


@front.command("timeline", into=command)
@_person
@click.option("--after", metavar="WHEN", help="From this time on: 2024, 2024-05, 2024-05-17.")
@click.option("--before", metavar="WHEN", help="Up to, not including, this time.")
@_now
@front.as_json
@pass_front
def timeline(
    here: Front,
    person: str | None,
    after: str | None,
    before: str | None,
    now: datetime | None,
    as_json: bool,
) -> None:
    """Show what was so since when and until when, in order."""
    with here.open() as archive:
        memory = archive.memory.at(now)
        found = memory.timeline(person, after=until(after, memory.now), before=until(before, memory.now))
        _list(memory, found, as_json, "Nothing of that time is remembered.")


def _lists(name: str, line: str, nothing: str, look: Callable[..., Sequence[Fact]]) -> None:
    """A word of `zhiji memory` that lists to-dos."""

    @front.command(name, into=command)
    @_person
    @click.option("--all", "every", is_flag=True, help="What is done or called off, too.")
    @_now
    @front.as_json
    @pass_front
    def lists(here: Front, person: str | None, every: bool, now: datetime | None, as_json: bool) -> None:
        with here.open() as archive:
            memory = archive.memory.at(now)
            _list(memory, look(memory, person, every=every), as_json, nothing)

    lists.help = line


def _promises(memory: Memory, *who: str | None, every: bool) -> Sequence[Fact]:
    return memory.promises(*who, every=every)


def _plans(memory: Memory, *who: str | None, every: bool) -> Sequence[Fact]:
    return memory.plans(*who, every=every)


def _debts(memory: Memory, *who: str | None, every: bool) -> Sequence[Fact]:
    return memory.debts(*who, every=every)


_lists("promises", "Show who promised what to whom, what is due first first.", "No open promise.", _promises)
_lists("plans", "Show what is planned, the next first.", "No plan.", _plans)
_lists("debts", "Show who owes whom what.", "No open debt.", _debts)


@front.command("decisions", into=command)
@click.option("--chat", metavar="NAME", help="Only this chat: its name, number, or its id in its app.")
@_now
@front.as_json
@pass_front
def decisions(here: Front, chat: str | None, now: datetime | None, as_json: bool) -> None:
    """Show what was decided, the newest first."""
    with here.open() as archive:
        memory = archive.memory.at(now)
        _list(memory, memory.decisions(chats=_parts(archive, chat)), as_json, "No decision.")


@front.command("questions", into=command)
@_now
@front.as_json
@pass_front
def questions(here: Front, now: datetime | None, as_json: bool) -> None:
    """Show what was asked and never answered, the newest first."""
    with here.open() as archive:
        memory = archive.memory.at(now)
        _list(memory, memory.questions(), as_json, "No open question.")


@front.command("instructions", into=command)
@_now
@front.as_json
@pass_front
def instructions(here: Front, now: datetime | None, as_json: bool) -> None:
    """Show what you told assistants to do always."""
    with here.open() as archive:
        memory = archive.memory.at(now)
        _list(memory, memory.instructions(), as_json, "No standing instruction.")


@front.command("topics", into=command)
@click.option("--chat", metavar="NAME", help="Of this chat: its name, number, or its id in its app.")
@click.option("--after", metavar="WHEN", help="From this time on: 2024, 2024-05, 2024-05-17.")
@click.option("--before", metavar="WHEN", help="Up to, not including, this time.")
@_now
@front.as_json
@pass_front
def topics(
    here: Front, chat: str | None, after: str | None, before: str | None, now: datetime | None, as_json: bool
) -> None:
    """Show what a chat was about, or what several chats had in common in the same weeks."""
    with here.open() as archive:
        memory = archive.memory.at(now)
        found = memory.topics(
            chats=_parts(archive, chat), after=until(after, memory.now), before=until(before, memory.now)
        )
        if as_json:
            console.print_json({"schema": 1, "topics": [remembered.topic_json(one) for one in found]})
            return
        for one in found:
            remembered.show_topic(one)
        if not found:
            console.say("No topic.")


@front.command("upcoming", into=command)
@click.option(
    "--days", type=click.IntRange(1, 36_500), default=30, show_default=True, help="So many days ahead."
)
@click.option("--ics", metavar="FILE", type=click.Path(dir_okay=False), help="Write them to a calendar file.")
@_now
@front.as_json
@pass_front
def upcoming(here: Front, days: int, ics: str | None, now: datetime | None, as_json: bool) -> None:
    """Show plans, deadlines and birthdays of the days to come, or write a calendar."""
    with here.open() as archive:
        memory = archive.memory.at(now)
        if ics is not None:
            written = memory.write_calendar(ics, days=days)
            if as_json:
                console.print_json({"schema": 1, "file": ics, "entries": written})
                return
            console.say(f"{console.counted(written, 'entry', 'entries')} in {ics}.")
            return
        coming = memory.upcoming(days=days)
        if as_json:
            console.print_json({"schema": 1, "upcoming": [remembered.coming_json(one) for one in coming]})
            return
        remembered.show_coming(coming)


@front.command("suggested", into=command)
@_now
@front.as_json
@pass_front
def suggested(here: Front, now: datetime | None, as_json: bool) -> None:
    """Show what isn't believed without your yes: hearsay, guesses, contradictions."""
    with here.open() as archive:
        memory = archive.memory.at(now)
        _list(memory, memory.suggested(), as_json, "Nothing waits for your word.")


@front.command("accept", into=command)
@click.argument("number", metavar="NUMBER...", type=int, nargs=-1, required=True)
@pass_front
def accept(here: Front, number: tuple[int, ...]) -> None:
    """Say that it is so."""
    _rule(here, number, lambda archive, one: archive.memory.accept(one))


@front.command("reject", into=command)
@click.argument("number", metavar="NUMBER...", type=int, nargs=-1, required=True)
@pass_front
def reject(here: Front, number: tuple[int, ...]) -> None:
    """Say that it isn't so; it won't come back."""
    _rule(here, number, lambda archive, one: archive.memory.reject(one))


@front.command("correct", into=command)
@click.argument("number", type=int)
@click.argument("value")
@pass_front
def correct(here: Front, number: int, value: str) -> None:
    """Say what is right instead; nothing that is said later changes it."""
    _rule(here, (number,), lambda archive, one: archive.memory.correct(one, value))


@front.command("pin", into=command)
@click.argument("number", metavar="NUMBER...", type=int, nargs=-1, required=True)
@pass_front
def pin(here: Front, number: tuple[int, ...]) -> None:
    """Keep it in front, whatever is said later."""
    _rule(here, number, lambda archive, one: archive.memory.pin(one))


@front.command("undo", into=command)
@click.argument("number", metavar="NUMBER...", type=int, nargs=-1, required=True)
@pass_front
def undo(here: Front, number: tuple[int, ...]) -> None:
    """Take back what you said of it."""
    _rule(here, number, lambda archive, one: archive.memory.undo(one))


@front.command("forget", into=command)
@click.argument("number", metavar="NUMBER...", type=int, nargs=-1, required=True)
@pass_front
def forget(here: Front, number: tuple[int, ...]) -> None:
    """Erase what is remembered, for good; the messages stay."""
    with here.open() as archive:
        named = _named(archive, number)
        for one in named:
            archive.memory.forget(one)
        console.say(
            f"Forgotten: {console.counted(len(named), 'fact')}. The messages stay; `zhiji forget` erases those."
        )


def _list(memory: Memory, found: Sequence[Fact], as_json: bool, nothing: str) -> None:
    if as_json:
        console.print_json({"schema": 1, "facts": [remembered.fact_json(one) for one in found]})
        return
    context = memory.context(found)
    for one in found:
        remembered.show(one, context)
    if not found:
        console.say(nothing)


def _parts(archive: Archive, chat: str | None) -> list[int] | None:
    """The chats that a name means; None if none is named."""
    if chat is None:
        return None
    return [one.id for whole in archive.chats.resolve(chat).matches for one in whole.parts]


def _rule(here: Front, numbers: Sequence[int], ruling: Callable[[Archive, int], Any]) -> None:
    with here.open() as archive:
        for one in _named(archive, numbers):
            remembered.show(ruling(archive, one))


def _named(archive: Archive, numbers: Sequence[int]) -> list[int]:
    """The facts of these numbers, each once; UnknownFact before anything is done, if one is none."""
    return list(dict.fromkeys(archive.memory.fact(one).id for one in numbers))
