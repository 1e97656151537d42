"""Which verbs there are, what each does in one line, and how its module is found when it is called."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from importlib import import_module

import click

from zhiji._version import __version__
from zhiji.cli import front

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "To begin": {
        "demo": "Show what zhiji does, on made-up chats.",
        "init": "Make an archive, encrypted if you like.",
        "sources": "Show how to export your chats from each app.",
        "add": "Add exports to the archive.",
    },
    "To find": {
        "search": "Find messages.",
        "ask": "Answer a question from the chats, with the messages as evidence.",
        "chat": "Ask one question after the other; each may go on from the one before.",
        "recap": "Tell what some days were about, and what is wanted of you.",
    },
    "What is remembered": {
        "memory": "Show what is remembered, with the messages that say it; say what is right.",
        "feedback": "Say whether an answer was right.",
    },
    "Who and what there is": {
        "status": "Show what the archive holds.",
        "people": "Show people; say who you are and which accounts are one person.",
        "chats": "Show chats; say which of them are one.",
    },
    "To keep and to let go": {
        "export": "Write everything to a file that other programs can read.",
        "backup": "Copy the archive to one file.",
        "restore": "Make an archive of a backup.",
        "encrypt": "Encrypt the archive, or change its passphrase.",
        "forget": "Erase messages and all that came from them.",
    },
    "Language models": {
        "llms": "Show which language models there are; try one, and keep its key.",
        "cost": "Show what language models took.",
    },
    "To look after it": {
        "learn": "Do the work that waits for idle time, now.",
        "doctor": "Prove that the archive is right.",
        "evaluate": "Measure finding and answering on questions with known answers.",
        "compare": "Compare language models, or none, on your own chats.",
        "completion": "Print the script that completes commands in your shell.",
    },
}
VERBS = {verb: line for section in SECTIONS.values() for verb, line in section.items()}


class Verbs(click.Group):
    """Finds a verb's command in the module of its name, and imports no other."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        """All verbs, in the order in which people meet them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's own
        """The verb's command, imported now."""
        if cmd_name not in VERBS:
            return None
        found: click.Command = import_module(f"zhiji.cli.{cmd_name}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb, or a sentence with the verbs that are spelled much like it."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], VERBS, n=3, cutoff=0.5)
            hint = f"Did you mean {' or '.join(near)}?" if near else "`zhiji --help` lists the commands."
            raise click.UsageError(f"There is no command “{args[0]}”. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's own
        """The verbs in sections, from the table alone."""
        for title, verbs in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(list(verbs.items()), col_max=12)


@click.command("zhiji", cls=Verbs, context_settings=front.SETTINGS)
@click.version_option(__version__, message="%(prog)s %(version)s")
@front.everywhere
def zhiji() -> None:
    """Search and ask your own chat history, from all your apps, on your own computer.

    `zhiji demo` shows it on made-up chats; `zhiji add PATH` begins with yours.
    """
