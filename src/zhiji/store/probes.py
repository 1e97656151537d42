"""What trying language models has shown, and when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from zhiji.chat import Json
from zhiji.store.connection import Connection
from zhiji.store.micros import micro

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """One language model, as it was found."""

    llm: str
    when: datetime
    found: dict[str, Json]


class Probes:
    """Those of one archive, the last for each language model."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, llm: str, found: dict[str, Json], *, when: datetime) -> None:
        """Keep what was found, in place of what was before."""
        with self._connection.transaction() as db:
            sql = "INSERT OR REPLACE INTO probe (llm, at, found) VALUES (?,?,?)"
            db.execute(sql, (llm, micro(when), json.dumps(found, ensure_ascii=False)))

    def all(self) -> dict[str, Probed]:
        """All, by the language model's name."""
        rows = self._connection.rows("SELECT llm, at, found FROM probe ORDER BY llm")
        return {
            llm: Probed(llm=llm, when=_EPOCH + timedelta(microseconds=at), found=json.loads(found))
            for llm, at, found in rows
        }

    def of(self, llm: str) -> Probed | None:
        """The one of that name."""
        return self.all().get(llm)
