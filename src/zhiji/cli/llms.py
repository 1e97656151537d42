"""`zhiji llms`: which language models there are, what one can do, and where its key is kept."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console, front
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from zhiji.llm.listing import ListedLlm
    from zhiji.llm.probing import Probe

_MARKS = {True: "yes", False: "no", None: "-"}


@front.group("llms")
def command() -> None:
    """Show which language models there are; try one, and keep its key.

    None is needed: zhiji finds and answers without. One is named like `ollama:qwen3`: who serves it, and which. What is
    known of those who serve them was read in their documentation; `zhiji llms try NAME` shows whether it is so.
    """


@front.command("list", into=command)
@click.option("--here", "only_here", is_flag=True, help="Only those on this computer.")
@front.as_json
@pass_front
def list_(here: Front, only_here: bool, as_json: bool) -> None:
    """List language models: where, whether the key is there, what they cost, whether tried.

    Prices are US dollars for a million tokens read and written.
    """
    with here.open() as archive:
        rows = [row for row in archive.llms() if row.here or not only_here]
    if as_json:
        console.print_json({"schema": 1, "llms": list(map(_as_json, rows))})
        return
    titles = ("name", "where", "key", "price", "context", "tried")
    for line in console.table(map(_row, rows), titles=titles, right=[3, 4]):
        console.say(line)


@front.command("try", into=command)
@click.argument("name")
@front.as_json
@pass_front
def try_(here: Front, name: str, as_json: bool) -> int:
    """Find out whether a language model replies, and what it can do.

    It is asked a few short questions, none of them from the chats: for a reply, for one piece by piece, for JSON, and for the
    call of a tool. What is found is kept in the archive and heeded from now on. NAME is like ollama:qwen3.
    """
    with here.open() as archive:
        found = archive.try_llm(name)
    if as_json:
        console.print_json({"schema": 1, **asdict(found), "verified": found.verified})
    else:
        _print(found)
    return 0 if found.verified else 1


@front.command("key", into=command)
@click.argument("name")
@click.option("--remove", is_flag=True, help="Take the key out of the keyring.")
@pass_front
def key(here: Front, name: str, remove: bool) -> None:
    """Keep the key of one who serves language models in the system's keyring.

    It is asked for, and goes to that host alone. NAME is like deepseek, or an endpoint of config.toml. Keys in environment
    variables go before it; in files there are none.
    """
    from zhiji import config, llms
    from zhiji.errors import SettingError

    if not remove and not console.can_ask():
        raise SettingError(
            "Nobody is here to type a key. Put it into the environment variable of `zhiji llms`."
        )
    given = "" if remove else click.prompt(f"Key of {name}", hide_input=True, err=True).strip()
    host = llms.keep_key(config.read_settings(here.folder), name, given)
    console.say(f"The key for {host} is {'no longer' if remove else 'now'} in the keyring.")


def _row(one: ListedLlm) -> tuple[str, ...]:
    return (
        one.name + (f" ({one.role})" if one.role else ""),
        _where(one),
        _key(one),
        _price(one),
        _context(one),
        _tried(one),
    )


def _where(one: ListedLlm) -> str:
    if not one.host:
        return "here"
    return f"here, {one.host}" if one.here else one.host


def _key(one: ListedLlm) -> str:
    return {"": "", "environment": "there", "keyring": "in keyring", "missing": "missing"}[one.key]


def _price(one: ListedLlm) -> str:
    if one.here:
        return "free"
    if one.price_in is None:
        return "not known"
    return f"{one.price_in:g} / {'?' if one.price_out is None else format(one.price_out, 'g')}"


def _context(one: ListedLlm) -> str:
    return "" if one.context is None else f"{one.context:,}"


def _tried(one: ListedLlm) -> str:
    if one.tried is None:
        return "never"
    return f"{one.tried:%Y-%m-%d}: {'replies' if one.verified else 'gave no reply'}"


def _as_json(one: ListedLlm) -> dict[str, Any]:
    return {**asdict(one), "tried": None if one.tried is None else one.tried.isoformat()}


def _print(found: Probe) -> None:
    console.say(f"{found.llm} at {found.host or 'this process'}")
    for one in found.findings:
        first = f"  {one.what:<9}  {_MARKS[one.ok]:<3}  "
        console.say(console.wrapped(one.told, indent=" " * len(first), first=first))
    if found.learned:
        changed = ", ".join(f"{name} = {value!r}" for name, value in found.learned.items())
        console.say(console.wrapped(f"From now on zhiji speaks to it with {changed}."))
    cost = "cost not known" if found.cost is None else f"${found.cost:.4f}"
    console.note(f"{found.tokens:,} tokens, {cost}")
