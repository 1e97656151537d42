"""`zhiji restore`: an archive again, of a backup."""

from __future__ import annotations

from pathlib import Path

import click

from zhiji.cli import console, front
from zhiji.cli.front import Front, pass_front


@front.command("restore")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@pass_front
def command(here: Front, path: Path) -> None:
    """Make an archive of a backup.

    It is made in the home folder, where no archive may be: choose another one with --home. What was forgotten after
    the backup was made comes back with it.
    """
    from zhiji import restore

    here.unlocked(lambda passphrase: restore(path, here.folder, passphrase=passphrase))
    with here.open() as archive:
        count = archive.status()["messages"]
        console.say(f"{console.counted(count, 'message')} are back in {archive.home}.")
