"""`zhiji cost`: what language models took, from the ledger."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

import click

from zhiji.cli import console, front
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhiji.store.ledger import Total


@front.command("cost")
@click.option(
    "--since", metavar="TIME", help="From then on, like 2026-03-01 or 2026-03.  [default: from the beginning]"
)
@click.option(
    "--by",
    type=click.Choice(["purpose", "llm", "day"]),
    default="purpose",
    show_default=True,
    help="What is added up.",
)
@front.as_json
@pass_front
def command(here: Front, since: str | None, by: Literal["purpose", "llm", "day"], as_json: bool) -> None:
    """Show what language models took.

    Each call is a row of the ledger: what for, which one, tokens, US dollars, and how many messages left this computer.
    """
    with here.open() as archive:
        totals = archive.costs(since, by=by)
    if as_json:
        console.print_json(
            {"schema": 1, "by": by, "totals": list(map(_as_json, totals)), "all": _all(totals)}
        )
    elif totals:
        _print(totals, by)
    else:
        console.say("No language model was asked.")


def _print(totals: Sequence[Total], by: str) -> None:
    titles = (by, "calls", "failed", "known", "tokens read", "written", "dollars", "messages left")
    for line in console.table(map(_row, totals), titles=titles, right=range(1, 8)):
        console.say(line)
    unknown = sum(one.unpriced for one in totals)
    console.say()
    console.say(
        f"In all {_dollars(sum(one.cost for one in totals), unknown, sum(one.calls for one in totals))}."
    )
    if unknown:
        told = (
            f"What {console.counted(unknown, 'call')} cost is not known and not counted: set price_in and price_out "
            "under [llm.endpoints.NAME] in config.toml."
        )
        console.note(console.wrapped(told))


def _row(one: Total) -> tuple[str, ...]:
    counts = (one.calls, one.failed, one.cached, one.tokens_in, one.tokens_out)
    cost = _dollars(one.cost, one.unpriced, one.calls)
    return one.of, *(f"{count:,}" for count in counts), cost, f"{one.messages_left:,}"


def _dollars(cost: float, unknown: int, calls: int) -> str:
    """Never 0 where nobody knows."""
    if unknown and not cost:
        return "not known" if unknown == calls else "partly not known"
    return f"${cost:.4f}" + (" and more" if unknown else "")


def _as_json(one: Total) -> dict[str, Any]:
    return {**asdict(one), "cost": _known(one.cost, one.unpriced)}


def _all(totals: Sequence[Total]) -> dict[str, Any]:
    unknown = sum(one.unpriced for one in totals)
    return {
        "calls": sum(one.calls for one in totals),
        "cost": _known(sum(one.cost for one in totals), unknown),
        "unpriced": unknown,
    }


def _known(cost: float, unknown: int) -> float | None:
    """None where nothing but calls of unknown cost was made."""
    return None if unknown and not cost else round(cost, 6)
