"""What all verbs share: where the archive is, how it is opened, and options that mean the same everywhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from zhiji.cli import console

if TYPE_CHECKING:
    from zhiji.archive import Archive

Result = TypeVar("Result")
Verb = TypeVar("Verb", bound=Callable[..., Any])
SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_TRIES = 3
_HIGHEST = 2**63  # as far as a database counts


class _Number(click.types.IntParamType):
    """The number of something that is kept."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        number = int(super().convert(value, param, ctx))
        if not 0 < number < _HIGHEST:
            self.fail(f"nothing has the number {number}.", param, ctx)
        return number


NUMBER = _Number()


@dataclass(slots=True)
class Front:
    """What stands before or behind the verb: `zhiji --home DIR status` is `zhiji status --home DIR`."""

    home: Path | None = None
    debug: bool = False
    passphrase: str | None = None  # as it was typed

    @property
    def folder(self) -> Path:
        """The home folder, whether there is an archive in it or not."""
        from zhiji import config

        return config.home(self.home)

    def open(self) -> Archive:
        """The archive; asks for its passphrase where it is needed and somebody is there to ask."""
        from zhiji.archive import open as open_archive

        return self.unlocked(lambda passphrase: open_archive(self.folder, passphrase=passphrase))

    def unlocked(self, action: Callable[[str | None], Result]) -> Result:
        """What an action gives that needs the passphrase."""
        from zhiji.errors import WrongPassphrase

        passphrase = self.passphrase or os.environ.get("ZHIJI_PASSPHRASE")
        for _ in range(_TRIES if console.can_ask() else 0):
            try:
                return action(passphrase)
            except WrongPassphrase as error:
                console.note(str(error).partition(". ")[0] + ".")
                passphrase = self.passphrase = click.prompt("Passphrase", hide_input=True, err=True)
        return action(passphrase)


def ask_passphrase() -> str:
    """A new passphrase, asked for twice, or ZHIJI_PASSPHRASE."""
    from zhiji.errors import SettingError

    if given := os.environ.get("ZHIJI_PASSPHRASE"):
        return given
    if not console.can_ask():
        raise SettingError("Nobody is here to type a passphrase. Set ZHIJI_PASSPHRASE.")
    chosen: str = click.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True)
    return chosen


pass_front = click.make_pass_decorator(Front, ensure=True)


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value:
        setattr(ctx.ensure_object(Front), str(param.name), value)


def everywhere(verb: Verb) -> Verb:
    """`--home` and `--debug`, before the verb or behind it."""
    home = click.option(
        "--home",
        type=click.Path(file_okay=False, path_type=Path),
        help="The archive's folder.  [default: $ZHIJI_HOME, else your data folder]",
        expose_value=False,
        callback=_keep,
    )
    debug = click.option(
        "--debug",
        is_flag=True,
        help="Show where an error came from.",
        expose_value=False,
        callback=_keep,
    )
    return home(debug(verb))


def command(name: str, *, into: click.Group | None = None) -> Callable[[Callable[..., Any]], click.Command]:
    """Makes a function the command of a verb, or of a word that stands behind one; its docstring is the help."""
    make = click.command if into is None else into.command

    def made(function: Callable[..., Any]) -> click.Command:
        return make(name, context_settings=SETTINGS)(everywhere(function))

    return made


def group(name: str) -> Callable[[Callable[..., Any]], click.Group]:
    """Makes a function the command of a verb that has words behind it; alone it lists, if it can."""

    def made(function: Callable[..., Any]) -> click.Group:
        return click.group(name, cls=_Listing, context_settings=SETTINGS)(everywhere(function))

    return made


class _Listing(click.Group):
    """`zhiji people` is `zhiji people list`, and so is `zhiji people --json`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put "list" in front where no word of ours comes."""
        words = [arg for arg in args if not arg.startswith("-")]
        asks_help = any(arg in ctx.help_option_names for arg in args)
        if "list" in self.commands and not asks_help and not any(word in self.commands for word in words):
            args = ["list", *args]
        return super().parse_args(ctx, args)


as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
