"""`zhiji search`: messages, the likeliest first."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console, explained, front, shapes
from zhiji.cli.filters import filters
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from zhiji.search import Hit, Hits

_NO_HITS = 3


@front.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option(
    "-k",
    "count",
    metavar="N",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="At most so many.",
)
@filters
@click.option(
    "--words",
    is_flag=True,
    help="By words, names and times alone, without meaning: the quickest.",
)
@click.option("--explain", is_flag=True, help="Show what was understood, and what each score is made of.")
@front.as_json
@pass_front
def command(
    here: Front,
    /,
    query: tuple[str, ...],
    count: int,
    words: bool,
    explain: bool,
    as_json: bool,
    **narrowed: Any,
) -> int:
    """Find messages.

    QUERY is words, a question, or both, in any language of the chats: zhiji search who has my umbrella. Exit code 3
    means that nothing was found.
    """
    asked = " ".join(query)
    with here.open() as archive:
        begun = time.perf_counter()
        hits = archive.search(asked, k=count, words=words, explain=explain, **narrowed)
        taken = (time.perf_counter() - begun) * 1000
        if as_json:
            found = [_hit_json(hit) for hit in hits]
            told = {"understood": explained.understood_json(hits.understood)} if explain else {}
            console.print_json(
                {"schema": 1, "hits": found, "ms": round(taken, 1), "notes": list(hits.notes)} | told
            )
        else:
            _print(hits, explain=explain)
    return 0 if hits else _NO_HITS


def _hit_json(hit: Hit) -> dict[str, Any]:
    return shapes.message_json(hit.message) | {"score": round(hit.score, 4)} | explained.hit_json(hit)


def _print(hits: Hits, *, explain: bool) -> None:
    if explain:
        explained.show_understood(hits.understood)
    for number, hit in enumerate(hits, 1):
        indent = " " * (len(str(number)) + 2)
        console.say(
            click.style(
                console.wrapped(shapes.where(hit.message), indent=indent, first=f"{number}. "), dim=True
            )
        )
        shapes.show(shapes.words_of(hit.message), hits.understood.terms, indent=indent)
        if explain:
            explained.show_score(hit, hits.understood, indent=indent)
    for text in hits.notes:
        console.note(console.wrapped(text))
    if not hits:
        console.note("Nothing was found.")
