"""`zhiji backup`: the whole archive in one file."""

from __future__ import annotations

from pathlib import Path

import click

from zhiji.cli import console, front
from zhiji.cli.front import Front, pass_front


@front.command("backup")
@click.argument("path", type=click.Path(path_type=Path))
@pass_front
def command(here: Front, path: Path) -> None:
    """Copy the archive to one file.

    The archive may be in use meanwhile. The copy of an encrypted archive is encrypted with the same passphrase.
    `zhiji restore` makes an archive of it again.
    """
    with here.open() as archive:
        archive.backup(path)
        console.say(
            f"The archive in {archive.home} was copied to {path} ({console.size(path.stat().st_size)})."
        )
