"""Options that narrow down which messages a search or a question is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from zhiji.cli.when import moment

Option = Callable[[Callable[..., Any]], Callable[..., Any]]


def person(told: str) -> Option:
    """`--person`, with what it means here."""
    return click.option("--person", metavar="NAME", help=told)


CHAT: Option = click.option(
    "--chat", metavar="NAME", help="Only this chat: its name, number, or its id in its app."
)
NOW: Option = click.option(
    "--now",
    metavar="WHEN",
    callback=moment,
    help="The time that “yesterday” is meant from, like 2026-05-17T09:00.  [default: the clock]",
)
_OPTIONS = (
    person("Only what this person wrote."),
    CHAT,
    click.option(
        "--after", metavar="WHEN", help="From this time on: 2024, 2024-05, 2024-05-17, 2024-05-17T09:00."
    ),
    click.option("--before", metavar="WHEN", help="Up to, not including, this time."),
    click.option("--kind", metavar="KIND", help="Only this kind: text, image, voice, video, file, link, ..."),
    NOW,
)


def filters(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options, in this order."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
