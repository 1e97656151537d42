"""`zhiji demo`: real commands on made-up chats."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from zhiji.cli import console, front


@front.command("demo")
@click.option(
    "--keep",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Leave the archive and the exports there, to play with.",
)
def command(keep: Path | None) -> int:
    """Show what zhiji does, on made-up chats.

    Adds the exports of a made-up person from four apps to an archive of their own, asks, searches and forgets. What is
    printed is what the commands print; your own archive isn't touched.
    """
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="zhiji-demo-", ignore_cleanup_errors=True) as folder:
            return 0 if _show(Path(folder) / "archive") else 1
    home = keep.expanduser().absolute() / "archive"
    if home.parent.exists() and any(home.parent.iterdir()):
        raise click.UsageError(f"{keep} is not empty.")
    done = _show(home)
    console.say(f"\nThe archive stays in {home}:\n$ zhiji --home {home} ask 'What did I promise my mother?'")
    return 0 if done else 1


def _show(home: Path) -> bool:
    from zhiji.cli.running import run
    from zhiji.demo.show import show

    home.parent.mkdir(parents=True, exist_ok=True)
    return show(home, run=run, say=_say)


def _say(text: str) -> None:
    for line in text.split("\n"):
        console.say(click.style(line, bold=True) if line.startswith("$ ") else line)
