"""`zhiji forget`: messages go, and all that came from them; the receipt says what is left and what is out of reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console, front
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from zhiji.archive import Archive
    from zhiji.store.forget import Forgotten


@front.command("forget")
@click.option("--person", metavar="NAME", help="What this person wrote.")
@click.option("--chat", metavar="NAME", help="What is in this chat.")
@click.option("--before", metavar="WHEN", help="What is older than this: 2024, 2024-05, 2024-05-17.")
@click.option(
    "--message",
    metavar="ID",
    type=front.NUMBER,
    help="One message, by the id that `zhiji search --json` shows.",
)
@click.option("--yes", is_flag=True, help="Don't ask.")
@front.as_json
@pass_front
def command(here: Front, /, yes: bool, as_json: bool, **chosen: Any) -> None:
    """Erase messages and all that came from them.

    If several options are given, all of them must hold. What is forgotten stays forgotten, also when an export that
    holds it is added again (`zhiji add --again` brings it back). Backups and export files are out of reach; the
    receipt names them.
    """
    given = {name: value for name, value in chosen.items() if value is not None}
    if not given:
        raise click.UsageError("Say what to forget: --person, --chat, --before or --message.")
    with here.open() as archive:
        if not yes:
            _ask(archive, given)
        receipt = archive.forget(**given)
        if as_json:
            console.print_json(_as_json(receipt))
        else:
            _print(receipt)


def _ask(archive: Archive, given: dict[str, Any]) -> None:
    """Show what would go, and go on only if that is meant."""
    console.note("This will be erased for good: " + "; ".join(_described(archive, given)) + ".")
    if not console.can_ask():
        raise click.UsageError("Nobody is here to confirm it: add --yes if it is meant.")
    if not click.confirm("Erase it?", err=True):
        raise click.Abort


def _described(archive: Archive, given: dict[str, Any]) -> list[str]:
    alone = len(given) == 1
    parts = []
    if "person" in given:
        person = archive.people.resolve(given["person"]).only()
        count = next((one.messages for one in archive.people if one.person.id == person.id), 0)
        parts.append(f"what {console.plain(person.label)} wrote" + _count(count, alone))
    if "chat" in given:
        chat = archive.chats.resolve(given["chat"]).only()
        count = next((one.messages for one in archive.chats if one.chat.id == chat.id), 0)
        parts.append(f"what is in the chat {console.plain(chat.label)}" + _count(count, alone))
    if "before" in given:
        parts.append(f"what is older than {given['before']}")
    if "message" in given:
        parts.append(f"the message {given['message']}")
    return parts if alone else [" and ".join(parts) + " (only where all of this holds)"]


def _count(messages: int, alone: bool) -> str:
    return f", {console.counted(messages, 'message')}" if alone else ""


def _print(receipt: Forgotten) -> None:
    console.say(f"{console.counted(receipt.erased, 'message')} erased, with all that came from them.")
    if receipt.redacted:
        console.say(
            f"{console.counted(receipt.redacted, 'kept message')} held copies of them or names: blanked out."
        )
    if receipt.mentions_left:
        console.say(
            f"{console.counted(receipt.mentions_left, 'kept message')} of others still mention the name."
        )
    if receipt.pending:
        console.say("Some bytes go as soon as nobody else is reading the archive.")
    for sentence in receipt.cannot:
        console.say(console.wrapped(sentence))


def _as_json(receipt: Forgotten) -> dict[str, Any]:
    return {
        "schema": 1,
        "erased": receipt.erased,
        "redacted": receipt.redacted,
        "mentions_left": receipt.mentions_left,
        "pending": receipt.pending,
        "cannot": list(receipt.cannot),
    }
