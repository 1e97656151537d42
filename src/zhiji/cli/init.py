"""`zhiji init`: an archive made on purpose, for those who want it encrypted or in another time zone from the start."""

from __future__ import annotations

from pathlib import Path

import click

from zhiji.cli import console, front
from zhiji.cli.front import Front, pass_front


@front.command("init")
@click.option("--encrypt", is_flag=True, help="Encrypt it; asks for a passphrase, or takes ZHIJI_PASSPHRASE.")
@click.option(
    "--zone",
    metavar="NAME",
    help="Time zone of exports that don't tell theirs, like Europe/Vienna.  [default: this computer's]",
)
@pass_front
def command(here: Front, encrypt: bool, zone: str | None) -> None:
    """Make an archive, encrypted if you like.

    `zhiji add` makes one by itself; this is for choosing how it is made. The time zone stays for good: it says what
    "14:05" means in exports of WhatsApp and others.
    """
    home = here.folder
    _refuse_existing(home)
    here.passphrase = front.ask_passphrase() if encrypt else None
    _write_zone(home, zone)
    with here.open() as archive:
        kind = "An encrypted archive" if encrypt else "An archive"
        console.say(f"{kind} was made in {archive.home}; times without a zone are read as {archive.zone}.")
        console.say("`zhiji add PATH` begins to fill it.")


def _refuse_existing(home: Path) -> None:
    from zhiji.errors import ArchiveExists
    from zhiji.store.connection import DATABASE

    if (home / DATABASE).exists():
        raise ArchiveExists(home)


def _write_zone(home: Path, zone: str | None) -> None:
    """Put the zone where the archive looks for it when it is made."""
    if zone is None:
        return
    from zhiji import config
    from zhiji.errors import SettingError

    path = home / "config.toml"
    if path.exists():
        raise SettingError(f"{path} is there already: set zone under [archive] in it.")
    text = f'[archive]\nzone = "{zone}"\n'
    config.parse_settings(text, where="--zone")
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(text, encoding="utf-8")
