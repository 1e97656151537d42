"""`zhiji evaluate`: finding and answering, measured on questions with known answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhiji.cli import console, front
from zhiji.cli.front import Front, Verb, pass_front

if TYPE_CHECKING:
    from zhiji.evaluation.answers import Answers
    from zhiji.evaluation.retrieval import Retrieval, Scope, Sessions

_PATH = click.Path(exists=True, path_type=Path)


@front.group("evaluate")
def command() -> None:
    """Measure finding and answering on questions with known answers.

    Each table names its data, how many questions it has, the unit that counts as found, a 95 % interval, and the command
    that makes it again; plain BM25 runs beside it. Your own archive isn't touched.
    """


def _data(*, conversations: str, questions: str) -> Callable[[Verb], Verb]:
    """`--conversations` and `--questions`."""

    def with_both(verb: Verb) -> Verb:
        asked = click.option("--questions", metavar="PATH", type=_PATH, required=True, help=questions)
        chats = click.option("--conversations", metavar="PATH", type=_PATH, required=True, help=conversations)
        return chats(asked(verb))

    return with_both


def _scope(help: str) -> Callable[[Verb], Verb]:  # noqa: A002 - as click calls it
    return click.option(
        "--scope", type=click.Choice(["chat", "archive"]), default="chat", show_default=True, help=help
    )


def _keep(help: str) -> Callable[[Verb], Verb]:  # noqa: A002 - as click calls it
    return click.option("--keep", metavar="FOLDER", type=click.Path(path_type=Path), help=help)


def _show(report: Retrieval | Answers, line: console.Line, *, as_json: bool) -> None:
    line.clear()
    console.print_json(report.as_json()) if as_json else console.say(report.as_text())


@front.command("retrieval", into=command)
@_data(
    conversations="The chats, in the neutral format.",
    questions="The questions with their evidence.",
)
@_scope("Search in the question's own chat, or in all of them.")
@click.option(
    "--sessions",
    type=click.Choice(["given", "derived"]),
    default="derived",
    show_default=True,
    help="Sessions as the data have them, or as zhiji makes them.",
)
@click.option("--words", is_flag=True, help="By words, names and times alone, without meaning.")
@_keep("Keep the archive there, so that nothing is embedded twice.")
@front.as_json
def retrieval(
    conversations: Path,
    questions: Path,
    scope: Scope,
    sessions: Sessions,
    words: bool,
    keep: Path | None,
    as_json: bool,
) -> None:
    """How much of the evidence is among the first hits."""
    from zhiji.evaluation import retrieval as core

    line = console.Line()
    report = core.evaluate(
        conversations,
        questions,
        scope=scope,
        sessions=sessions,
        words=words,
        keep=keep,
        progress=lambda what, done, of: line.show(f"{done:,} of {of:,} {what}"),
    )
    _show(report, line, as_json=as_json)


@front.command("answers", into=command)
@_data(
    conversations="The chats, in any format that is read.",
    questions="The questions with answers and evidence.",
)
@click.option(
    "--llm", metavar="NAME", help="A language model to answer, too, as in config.toml.  [default: none]"
)
@click.option(
    "--most", metavar="N", type=click.IntRange(min=1), help="So many of the questions, drawn by chance."
)
@click.option("--judge", metavar="NAME", help="A language model to say, too, what is right.  [default: none]")
@_scope("Answer from the question's own chat, or from all of them.")
@click.option(
    "--context",
    metavar="TOKENS",
    type=click.IntRange(min=1),
    default=32_000,
    show_default=True,
    help="So much of a chat, the newest, where all of it is given.",
)
@_keep("Keep the archive there, so that nothing is learned twice.")
@front.as_json
@pass_front
def answers(
    here: Front,
    /,
    conversations: Path,
    questions: Path,
    llm: str | None,
    most: int | None,
    judge: str | None,
    scope: Scope,
    context: int,
    keep: Path | None,
    as_json: bool,
) -> None:
    """How good answers are, cited messages, silence, tokens, cost and time.

    Without a language model, and with one if you name it: then it also gets what plain BM25 finds, and all of the chat.
    """
    from zhiji.evaluation import answers as core

    line = console.Line()
    report = core.evaluate(
        conversations,
        questions,
        llm=llm,
        judge=judge,
        most=most,
        scope=scope,
        context=context,
        keep=keep,
        config=here.folder / "config.toml",
        progress=lambda what, done, of: line.show(f"{done:,} of {of:,} {what}"),
    )
    _show(report, line, as_json=as_json)


@front.command("cases", into=command)
@click.option(
    "--life",
    metavar="PATH",
    type=_PATH,
    required=True,
    help="Somebody's chats: a file or a folder of exports.",
)
@click.option(
    "--cases",
    metavar="PATH",
    type=_PATH,
    required=True,
    help="The questions, with what answers must contain.",
)
@click.option("--llm", metavar="NAME", help="The language model that words the answers.  [default: none]")
@click.option("--unlearned", is_flag=True, help="Ask right after adding, before idle time has read anything.")
@front.as_json
def cases(life: Path, cases: Path, llm: str | None, unlearned: bool, as_json: bool) -> None:
    """How many answers are right, or rightly declined."""
    from zhiji.evaluation.cases import read_cases, run_cases

    report = run_cases(life, read_cases(cases), llm=llm, learned=not unlearned)
    if as_json:
        console.print_json(report.as_json())
        return
    for line in report.lines():
        console.say(console.plain(line))
