"""`zhiji export`: everything out again."""

from __future__ import annotations

from pathlib import Path

import click

from zhiji.cli import console, front
from zhiji.cli.front import Front, pass_front


@front.command("export")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "chatlab"]),
    default="jsonl",
    show_default=True,
    help="jsonl: one file, nothing lost. chatlab: a folder with a file for each chat.",
)
@front.as_json
@pass_front
def command(here: Front, path: Path, form: str, as_json: bool) -> None:
    """Write everything to a file that other programs can read.

    `zhiji add` of what was written changes nothing. The file is not encrypted, even if the archive is.
    """
    with here.open() as archive:
        count = archive.export(path, format="jsonl" if form == "jsonl" else "chatlab")
        if as_json:
            console.print_json({"schema": 1, "path": str(path), "format": form, "messages": count})
        else:
            console.say(f"{console.counted(count, 'message')} written to {path}.")
