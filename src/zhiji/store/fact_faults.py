"""Facts that aren't right: without words that say them, misplaced, or half gone."""

from __future__ import annotations

from collections.abc import Iterator

import apsw

from zhiji.store import cascade, facts, rulings, stirring
from zhiji.store.sql import all_rows, each_row

_WITHOUT = {
    "A fact has no evidence.": "NOT EXISTS (SELECT 1 FROM fact_evidence WHERE fact_evidence.fact = fact.id)",
    "A fact doesn't name the message it rests on.": (
        "NOT EXISTS (SELECT 1 FROM derived_from WHERE kind = 'fact' AND row = fact.id AND message = fact.message)"
    ),
    "A fact stands in another place than its message.": (
        "EXISTS (SELECT 1 FROM message WHERE message.id = fact.message"
        " AND (message.chat != fact.chat OR message.at != fact.said_at))"
    ),
}
_QUOTES = (
    "SELECT fact_evidence.fact, evidence.start, evidence.stop, evidence.quote, CASE WHEN evidence.version ="
    " (SELECT coalesce(max(version.version) + 1, 0) FROM version WHERE version.message = evidence.message)"
    " THEN message.text ELSE version.text END"
    " FROM fact_evidence JOIN evidence ON evidence.id = fact_evidence.evidence"
    " JOIN message ON message.id = evidence.message"
    " LEFT JOIN version ON version.message = evidence.message AND version.version = evidence.version"
    " WHERE evidence.field = 'text'"
)
_ORPHANS = "SELECT DISTINCT row FROM derived_from WHERE kind = '{0}' AND row NOT IN (SELECT id FROM {0})"


def wrong(db: apsw.Connection) -> Iterator[tuple[int, str]]:
    """Numbers of facts and what is wrong with them, as a sentence."""
    for what, where in _WITHOUT.items():
        for (number,) in each_row(db, f"SELECT id FROM fact WHERE {where}"):
            yield number, what
    for number, start, stop, quote, text in each_row(db, _QUOTES):
        if text is None or text[start:stop] != quote:
            yield number, "A fact quotes what its message doesn't say."
    for kind in ("fact", "ruling"):
        for (number,) in each_row(db, _ORPHANS.format(kind)):
            yield number, f"Messages are noted for a {kind} that isn't there."


def mend(db: apsw.Connection) -> None:
    """Take away what is wrong, and let its messages be read again; inside the caller's transaction."""
    numbers = sorted({number for number, what in wrong(db) if "noted for" not in what})
    messages = [
        row for one in numbers for row in all_rows(db, "SELECT message FROM fact WHERE id = ?", (one,))
    ]
    facts.drop(db, numbers)
    facts.drop(db, [number for (number,) in all_rows(db, _ORPHANS.format("fact"))])
    rulings.drop(db, [number for (number,) in all_rows(db, _ORPHANS.format("ruling"))])
    cascade.select_ids(db, {number for (number,) in messages})
    stirring.stir_messages(db, "SELECT id FROM temp.gone")
