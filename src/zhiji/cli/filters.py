"""Options that narrow down which messages a search or a question is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from zhiji.cli.when import moment

_OPTIONS = (
    click.option("--person", metavar="NAME", help="Only what this person wrote."),
    click.option("--chat", metavar="NAME", help="Only this chat: its name, number, or its id in its app."),
    click.option(
        "--after", metavar="WHEN", help="From this time on: 2024, 2024-05, 2024-05-17, 2024-05-17T09:00."
    ),
    click.option("--before", metavar="WHEN", help="Up to, not including, this time."),
    click.option("--kind", metavar="KIND", help="Only this kind: text, image, voice, video, file, link, ..."),
    click.option(
        "--now",
        metavar="WHEN",
        callback=moment,
        help="The time that “yesterday” is meant from, like 2026-05-17T09:00.  [default: the clock]",
    ),
)


def filters(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options, in this order."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
