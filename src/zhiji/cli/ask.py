"""`zhiji ask`: an answer and the messages that it rests on, or the nearest ones if they don't answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import answered, console, explaining, front
from zhiji.cli.filters import filters
from zhiji.cli.front import Front, pass_front
from zhiji.cli.streaming import Streamed, stopping

if TYPE_CHECKING:
    from zhiji.assistant import Answer


@front.command("ask")
@click.argument("question", nargs=-1, required=True)
@filters
@click.option(
    "--llm",
    metavar="NAME",
    help="The language model that words the answer, or none.  [default: as in config.toml]",
)
@click.option(
    "--allow-secrets",
    is_flag=True,
    help="Let codes, passwords and numbers of cards and papers go to the language model, this time.",
)
@click.option("--explain", is_flag=True, help="Show how sure the answer is and how it came about.")
@front.as_json
@pass_front
def command(
    here: Front,
    /,
    question: tuple[str, ...],
    llm: str | None,
    allow_secrets: bool,
    explain: bool,
    as_json: bool,
    **narrowed: Any,
) -> None:
    """Answer a question from the chats, with the messages as evidence.

    What the chats don't say is not answered: then the messages that come nearest are shown. No language model is
    needed; where one words the answer, each of its sentences is checked against the messages it cites. What left this
    computer for it, if anything, is told in the last line. It is written as it comes; Ctrl-C stops it.
    """
    streamed = Streamed()
    with here.open() as archive, stopping() as cancel:
        answer = archive.ask(
            console.readable(" ".join(question)),
            llm=llm,
            allow_secrets=allow_secrets,
            say=None if as_json else streamed,
            cancel=cancel,
            **narrowed,
        )
    if as_json:
        console.print_json(_as_json(answer, explain=explain))
    else:
        streamed.close(answer.text)
        _print_sources(answer, explain=explain)


def _print_sources(answer: Answer, *, explain: bool) -> None:
    shown = answer.citations or answer.nearest
    if shown:
        console.say()
    for citation in shown:
        answered.show_where(citation, quoted=citation.quote in answer.text)
    for text in answer.notes:
        console.note(console.wrapped(text))
    if explain:
        explaining.show(answer)
    console.note(console.wrapped(answer.left))


def _as_json(answer: Answer, *, explain: bool) -> dict[str, Any]:
    found = answered.answer_json(answer)
    return {**found, "explain": explaining.as_json(answer)} if explain else found
