"""`zhiji sources`: how to get one's chats out of each app."""

from __future__ import annotations

import locale
import os
import sys
from typing import TYPE_CHECKING

import click

from zhiji.cli import console, front

if TYPE_CHECKING:
    from zhiji.sources import Guide


@front.command("sources")
@click.argument("app", metavar="[APP]", required=False)
@click.option(
    "--lang", type=click.Choice(["en", "zh"]), help="Language of the guides.  [default: the system's]"
)
@front.as_json
def command(app: str | None, lang: str | None, as_json: bool) -> None:
    """Show how to export your chats from each app.

    APP is one app's name, as the list has it.
    """
    guides = _guides(app)
    if as_json:
        console.print_json(
            {"schema": 1, "sources": [_as_json(name, guide) for name, guide in guides.items()]}
        )
        return
    language = lang or system_language()
    for name, guide in guides.items():
        _print(name, guide, language)


def _guides(app: str | None) -> dict[str, Guide]:
    from zhiji import sources
    from zhiji.errors import UnknownName
    from zhiji.plugins import BrokenPlugin

    names = sources.names()
    if app is not None and app.lower() not in names:
        raise UnknownName("source", app, near(app, names))
    guides = {}
    for name in names if app is None else [app.lower()]:
        try:
            guides[name] = sources.source(name).guide
        except BrokenPlugin as error:
            console.complain(str(error))
    return guides


def near(name: str, known: tuple[str, ...]) -> list[str]:
    """Names that are spelled much like this one."""
    import difflib

    return difflib.get_close_matches(name.lower(), known, n=3, cutoff=0.5)


def system_language() -> str:
    """ "zh" where the system speaks Chinese, else "en"."""
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"))), None)
    if named is None and sys.platform == "win32":
        named = locale.getlocale()[0]
    return "zh" if (named or "").lower().startswith(("zh", "chinese")) else "en"


def _print(name: str, guide: Guide, language: str) -> None:
    how, reads = (guide.how_zh, guide.reads_zh) if language == "zh" else (guide.how_en, guide.reads_en)
    checked = "核对于" if language == "zh" else "checked"
    console.say(click.style(guide.title, bold=True) + f"  ({name}; {checked} {guide.checked})")
    console.say(console.wrapped(how, indent="  "))
    console.say(console.wrapped(reads, indent="  "))
    console.say()


def _as_json(name: str, guide: Guide) -> dict[str, str]:
    return {
        "name": name,
        "title": guide.title,
        "checked": guide.checked,
        "how_en": guide.how_en,
        "how_zh": guide.how_zh,
        "reads_en": guide.reads_en,
        "reads_zh": guide.reads_zh,
    }
