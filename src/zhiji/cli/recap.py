"""`zhiji recap`: what some days were about, who waits, what was promised, and what comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console, front
from zhiji.cli.filters import CHAT, NOW, person
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from zhiji.assistant import Recap, RecapLine

_SHOWN_ENDS = 6  # chats


@front.command("recap")
@click.option("--day", "days", flag_value=1, type=int, help="The last 24 hours.")
@click.option("--week", "days", flag_value=7, type=int, help="The last seven days, as without any of these.")
@click.option("--since", metavar="WHEN", help="From this time on: 2024-05-17, yesterday, last month.")
@click.option("--until", metavar="WHEN", help="Up to, not including, this time.  [default: now]")
@person("Only chats with this person, and what they wrote in groups.")
@CHAT
@NOW
@click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    help="The language to write in.  [default: the one you write most in]",
)
@front.as_json
@pass_front
def command(
    here: Front, /, days: int | None, since: str | None, now: datetime | None, as_json: bool, **how: Any
) -> None:
    """Tell what some days were about, and what is wanted of you.

    Who waits for your reply, what you said you would do, what comes up, and what your chats were about: those of people
    before big groups, without adverts and notices. Behind each line stand the numbers of its messages. No language
    model is needed.
    """
    if days is not None and since is not None:
        raise click.UsageError("--since says itself from when on; leave --day and --week out.")
    with here.open() as archive:
        begin = timedelta(days=days) if days is not None else since
        found = archive.recap(begin, now=now, **how)
        if as_json:
            console.print_json(_as_json(found))
        else:
            _print(found)


def _print(found: Recap) -> None:
    from zhiji.assistant.recapping import words

    console.say(click.style(words.period(found.since, found.until, found.language), dim=True))
    for section in found.sections:
        console.say()
        console.say(click.style(section.heading, bold=True))
        for line in section.lines:
            _print_line(line)
    if found.as_of or found.notes:
        console.say()
    if found.as_of:
        ends = [(one.chat.name or one.chat.key, one.last) for one in found.as_of[:_SHOWN_ENDS]]
        told = words.as_of(ends, found.language, more=len(found.as_of) - len(ends), now=found.until)
        console.say(click.style(console.wrapped(told), dim=True))
    for text in found.notes:
        console.note(console.wrapped(text))


def _print_line(line: RecapLine) -> None:
    numbers = f" [{', '.join(str(one.id) for one in line.messages)}]" if line.messages else ""
    first, *rest = line.text.split("\n")
    told = "\n  ".join([first, *rest]) + numbers
    for number, part in enumerate(told.split("\n")):
        text = console.wrapped(
            part.strip(), indent="  " if not number else "    ", first="- " if not number else "  "
        )
        console.say(text)


def _as_json(found: Recap) -> dict[str, Any]:
    return {
        "schema": 1,
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "language": found.language,
        "sections": [
            {
                "name": section.name,
                "heading": section.heading,
                "lines": [_line_json(line) for line in section.lines],
            }
            for section in found.sections
        ],
        "as_of": [
            {
                "chat": {"id": one.chat.id, "name": one.chat.name},
                "source": one.chat.source,
                "last": one.last.isoformat(),
                "added_at": None if one.added_at is None else one.added_at.isoformat(timespec="seconds"),
            }
            for one in found.as_of
        ],
        "notes": list(found.notes),
    }


def _line_json(line: RecapLine) -> dict[str, Any]:
    return {
        "text": line.text,
        "messages": [one.id for one in line.messages],
        "due": None if line.due is None else line.due.isoformat(),
    }
