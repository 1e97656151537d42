"""`zhiji doctor`: proves the archive right, or says what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console, front
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from zhiji.store.doctor import Finding


@front.command("doctor")
@click.option("--repair", is_flag=True, help="Make again what can be made again.")
@front.as_json
@pass_front
def command(here: Front, repair: bool, as_json: bool) -> int:
    """Prove that the archive is right.

    Makes hashes again, compares indexes with what they index, and looks for rows that lead nowhere. Exit code 0 means
    that all is right, 1 that something isn't.
    """
    with here.open() as archive:
        findings = archive.doctor(repair=repair)
        right = all(one.repaired for one in findings)
        if as_json:
            console.print_json({"schema": 1, "right": right, "findings": [_as_json(one) for one in findings]})
        else:
            _print(findings, right=right)
    return 0 if right else 1


def _print(findings: list[Finding], *, right: bool) -> None:
    for one in findings:
        mended = " (repaired)" if one.repaired else ""
        console.say(console.wrapped(f"{one.where}: {one.what}{mended}", indent="  ", first=""))
    if right:
        console.say("The archive is right.")
    else:
        console.note(
            "`zhiji doctor --repair` mends what can be made again; `zhiji restore` brings a backup back."
        )


def _as_json(one: Finding) -> dict[str, Any]:
    return {"what": one.what, "where": one.where, "repaired": one.repaired}
