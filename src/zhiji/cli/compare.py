"""`zhiji compare`: language models, or none, on the same questions with the same evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhiji.cli import console, front
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from zhiji.archive import Archive
    from zhiji.evaluation.comparing import Comparison
    from zhiji.evaluation.labelled import Labelled

_PATH = click.Path(dir_okay=False, path_type=Path)


@front.command("compare")
@click.option(
    "--llms", metavar="NAMES", help="Language models, as in config.toml, and none: “none,ollama:qwen3”."
)
@click.option(
    "--questions",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Questions with their answers.  [default: made from your archive]",
)
@click.option(
    "--most",
    metavar="N",
    type=click.IntRange(min=1),
    help="So many questions.  [default: 60, or all of the file]",
)
@click.option(
    "--open", "told_open", metavar="NAMES", help="Those with open weights.  [default: as their names tell]"
)
@click.option("--svg", metavar="PATH", type=_PATH, help="Draw accuracy against cost.")
@click.option(
    "--write-questions", metavar="PATH", type=_PATH, help="Write the questions to a file that you may edit."
)
@front.as_json
@pass_front
def command(
    here: Front,
    /,
    llms: str | None,
    questions: Path | None,
    most: int | None,
    told_open: str | None,
    svg: Path | None,
    write_questions: Path | None,
    as_json: bool,
) -> None:
    """Compare language models, or none, on your own chats.

    All get the same questions and the same evidence. Without --questions they are made from your archive: who wrote this,
    on which day, which number, and what nobody wrote about. Answers aren't kept; what leaves this computer is up to your
    settings, as with `ask`.
    """
    if llms is None and write_questions is None:
        raise click.UsageError(
            "Name what to compare, like --llms none,ollama:qwen3, or write questions first."
        )
    for path in filter(None, (svg, write_questions)):
        if not path.absolute().parent.is_dir():  # said before anything is spent
            raise click.UsageError(f"There is no folder {path.parent} to write {path.name} into.")
    line = console.Line()
    with here.open() as archive:
        asked, source = _asked(archive, questions, most)
        if write_questions is not None:
            _write(write_questions, asked)
        if llms is None:
            return
        from zhiji.evaluation.comparing import compare

        report = compare(
            archive,
            asked,
            _names(llms),
            source=source,
            told_open=None if told_open is None else _names(told_open),
            within_chats=questions is not None,
            progress=lambda what, done, of: line.show(f"{done:,} of {of:,} {what}"),
        )
    line.clear()
    _print(report, as_json=as_json)
    if svg is not None:
        _draw(svg, report)


def _asked(archive: Archive, questions: Path | None, most: int | None) -> tuple[list[Labelled], str]:
    """The questions and where they are from."""
    from zhiji.evaluation.labelled import read_labelled
    from zhiji.evaluation.own_questions import MOST, own_questions

    if questions is not None:
        return read_labelled(questions, most=most), questions.name
    return own_questions(archive, most=most or MOST), "made from the archive"


def _write(path: Path, asked: list[Labelled]) -> None:
    from zhiji.evaluation.labelled import write_labelled

    write_labelled(path, asked)
    console.note(
        f"{console.counted(len(asked), 'question')} written to {path.name}: keep, change or add what you like."
    )


def _print(report: Comparison, *, as_json: bool) -> None:
    if as_json:
        console.print_json(report.as_json())
        return
    for text in report.lines():
        console.say(console.plain(text))


def _draw(path: Path, report: Comparison) -> None:
    from zhiji.evaluation.plot import accuracy_against_cost

    path.write_text(accuracy_against_cost(report), encoding="utf-8")
    console.note(f"Drawn: {path.name}")


def _names(told: str) -> list[str]:
    """Each once, in their order."""
    return list(dict.fromkeys(name for part in told.split(",") if (name := part.strip())))
