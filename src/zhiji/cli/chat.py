"""`zhiji chat`: a dialogue at the terminal or through a pipe; what was asked before, listed, searched and forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from zhiji.cli import answered, console, editing, front
from zhiji.cli.filters import NOW
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from zhiji.archive import Archive

MISTAKE = 1


@front.command("chat")
@click.option("--continue", "go_on", is_flag=True, help="Go on with the last dialogue.")
@click.option(
    "--llm",
    metavar="NAME",
    help="The language model that words answers, or none.  [default: as in config.toml]",
)
@NOW
@click.option("--list", "listing", is_flag=True, help="List the dialogues, the latest first.")
@click.option("--show", metavar="N", type=front.NUMBER, help="Show a dialogue.")
@click.option(
    "--search", metavar="WORDS", help="Show the questions and answers in which all these words stand."
)
@click.option("--forget", metavar="N", type=front.NUMBER, help="Erase a dialogue for good.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, in a dialogue one a line.")
@pass_front
def command(
    here: Front,
    *,
    go_on: bool,
    llm: str | None,
    now: datetime | None,
    listing: bool,
    show: int | None,
    search: str | None,
    forget: int | None,
    as_json: bool,
) -> int | None:
    """Ask one question after the other; each may go on from the one before.

    "And the year before?", "what did she say then?", "more": what such a question was understood as is shown.
    /help lists what else can be typed. Lines from a pipe are answered one by one.

    Dialogues are kept in the archive, and nobody learns from them as if people had said it.
    """
    if sum((go_on, listing, show is not None, search is not None, forget is not None)) > 1:
        raise click.UsageError("--continue, --list, --show, --search and --forget exclude each other.")
    with here.open() as archive:
        if listing:
            _list(archive, as_json)
        elif show is not None:
            _show(archive, show, as_json)
        elif search is not None:
            _search(archive, console.readable(search), as_json)
        elif forget is not None:
            _forget(archive, forget, as_json)
        else:
            return _talk(archive, go_on, llm, now, as_json)
    return None


def _talk(archive: Archive, go_on: bool, llm: str | None, now: datetime | None, as_json: bool) -> int | None:
    from zhiji.cli.chatting import Chatting

    latest = archive.dialogues.latest() if go_on else None
    typed = editing.typed()
    echo = not typed and not as_json
    chatting = Chatting(archive, archive.dialogue(latest), llm=llm, now=now, as_json=as_json, echo=echo)
    if typed:
        for turn in chatting.talk.turns[-1:]:
            answered.show_turn(turn)
        console.note("Ask away; /help lists what else can be typed, Ctrl-D ends it.")
    chatting.run(editing.lines(archive.dialogues.questions))
    return MISTAKE if chatting.failed and not typed else None


def _list(archive: Archive, as_json: bool) -> None:
    found = list(archive.dialogues)
    if as_json:
        console.print_json({"schema": 1, "dialogues": [answered.dialogue_json(one) for one in found]})
        return
    rows = [(str(one.id), f"{one.last_at:%Y-%m-%d %H:%M}", str(one.turns), one.title) for one in found]
    for line in console.table(rows, titles=("", "last", "asked", "began with"), right=(0, 2)) if rows else ():
        console.say(line)
    if not rows:
        console.say("No dialogue.")


def _show(archive: Archive, number: int, as_json: bool) -> None:
    turns = archive.dialogues.turns(number)
    if as_json:
        console.print_json(
            {"schema": 1, "dialogue": number, "turns": [answered.turn_json(one) for one in turns]}
        )
        return
    for turn in turns:
        answered.show_turn(turn)
        console.say()


def _search(archive: Archive, words: str, as_json: bool) -> None:
    found = archive.dialogues.search(words)
    if as_json:
        console.print_json({"schema": 1, "turns": [answered.turn_json(one) for one in found]})
        return
    for turn in found:
        place = f"dialogue {turn.dialogue}" if turn.dialogue is not None else "asked on its own"
        console.say(click.style(f"{turn.said_at:%Y-%m-%d %H:%M}, {place}", dim=True))
        answered.show_turn(turn)
        console.say()
    if not found:
        console.say("No question or answer has these words.")


def _forget(archive: Archive, number: int, as_json: bool) -> None:
    turns = archive.dialogues.forget(number)
    if as_json:
        console.print_json({"schema": 1, "forgotten": turns})
        return
    console.say(f"Forgotten: {console.counted(turns, 'question')} with the answers.")
