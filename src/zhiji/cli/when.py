"""Times as options take them: "2026-05-17T09:00", 2024, "last summer"."""

from __future__ import annotations

from datetime import datetime

import click


def moment(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | None:  # noqa: ARG001 - click's own
    """An exact time; a usage error if it is none."""
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError:
        raise click.BadParameter(
            f"“{value}” is no time like 2026-05-17T09:00 or 2026-05-17T09:00+02:00."
        ) from None


def until(value: str | None, now: datetime) -> datetime | None:
    """The beginning of the time that is meant, as `--after` and `--before` have it."""
    from zhiji.search.query import span

    return None if value is None else span(value, now=now)[0]
