"""`zhiji encrypt`: a passphrase for an archive that exists."""

from __future__ import annotations

from zhiji.cli import console, front
from zhiji.cli.front import Front, pass_front


@front.command("encrypt")
@pass_front
def command(here: Front) -> None:
    """Encrypt the archive, or change its passphrase.

    Asks for the new passphrase twice. Without it the archive can't be read by anybody, you included: keep it safe.
    Backups and exports made before stay as they are.
    """
    with here.open() as archive:
        archive.encrypt(front.ask_passphrase())
        console.say(f"The archive in {archive.home} is encrypted with the new passphrase.")
