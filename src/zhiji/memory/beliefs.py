"""From rows to facts: readings as they are kept, who is meant looked up, settled, and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone, tzinfo
from typing import cast

from zhiji.chat import Evidence
from zhiji.memory.facts import Fact
from zhiji.memory.parties import Parties, Party
from zhiji.memory.records import Kind, Relation, Status, Trust, When
from zhiji.memory.settling import settle
from zhiji.memory.tellings import Belief, Ruling, Telling
from zhiji.store import rulings as store_rulings
from zhiji.store.collecting import uncollected
from zhiji.store.facts import KeptFact
from zhiji.store.micros import moment

Evidences = Callable[[Iterable[int]], Mapping[int, Sequence[Evidence]]]


class Beliefs:
    """What rows come to, as of a moment; `evidence` looks up what is to be shown."""

    def __init__(self, parties: Parties, evidence: Evidences, *, local: tzinfo, now: datetime) -> None:
        self._parties, self._look_up, self._local, self._now = parties, evidence, local, now

    def settled(self, kept: Iterable[KeptFact], rulings: Iterable[store_rulings.Ruling]) -> list[Belief]:
        """The beliefs that these rows come to, in the order of their last telling."""
        ruled = [self._ruling(one) for one in rulings]
        with uncollected():
            return settle((self._telling(one) for one in kept), ruled, now=self._now)

    def shown(self, beliefs: Sequence[Belief], rows: Mapping[int, KeptFact]) -> list[Fact]:
        """Beliefs as facts with their evidence."""
        numbers = {one.id for belief in beliefs for one in (*belief.tellings, *belief.ended_by)}
        with uncollected():
            evidence = self._look_up(numbers)
            return [self._fact(one, rows, evidence) for one in beliefs]

    def _local_time(self, at: int) -> datetime:
        """Microseconds as a time of the archive's zone."""
        return moment(at).astimezone(self._local)

    def _telling(self, kept: KeptFact) -> Telling:
        detail = kept.detail
        to = detail.get("to")
        return Telling(
            id=kept.id,
            kind=cast(Kind, kept.kind),
            relation=cast(Relation, kept.relation),
            subject=self._parties.party(kept.subject).key,
            value=kept.value,
            said_at=self._local_time(kept.said_at),
            by=self._parties.party(f"account:{kept.by}").key,
            message=kept.message,
            also=frozenset(kept.inputs) - {kept.message},
            to=self._parties.party(str(to)).key if to else None,
            since=self._told(kept.valid_from),
            until=self._told(kept.valid_to),
            negated=kept.negated,
            status=cast("Status | None", kept.status),
            trust=cast(Trust, kept.trust),
            ends=str(detail.get("ends") or ""),
            confidence=kept.confidence,
        )

    def _ruling(self, kept: store_rulings.Ruling) -> Ruling:
        return Ruling(
            id=kept.id,
            kind=kept.kind,
            subject=self._parties.party(kept.subject).key,
            relation=kept.relation,
            value=kept.value,
            negated=kept.negated,
            verdict=kept.verdict,
            replacement=kept.replacement or "",
        )

    def _fact(
        self, belief: Belief, rows: Mapping[int, KeptFact], evidence: Mapping[int, Sequence[Evidence]]
    ) -> Fact:
        last = rows[belief.last.id]
        told = [rows[one.id] for one in reversed(belief.tellings)]
        return Fact(
            id=last.id,
            kind=belief.last.kind,
            relation=belief.last.relation,
            subject=self._parties.party(last.subject),
            value=belief.value,
            state=belief.state,
            negated=belief.last.negated,
            since=belief.since,
            until=belief.until,
            when=self._when(timed(belief, rows)),
            status=belief.status,
            by=self._parties.party(f"account:{last.by}"),
            to=self._named(last.detail.get("to")),
            others=self._others(last),
            said_at=belief.last.said_at,
            learned_at=min(self._local_time(one.learned_at) for one in told),
            trust=belief.last.trust,
            confidence=max(one.confidence for one in told),
            pinned=belief.pinned,
            maker=last.maker,
            evidence=_evidence(reversed(belief.tellings), evidence),
            ended_by=_evidence(belief.ended_by, evidence),
            context=tuple(sorted({*last.inputs} - {last.message})),
        )

    def _when(self, kept: KeptFact | None) -> When | None:
        if kept is None or kept.start is None or kept.end is None:
            return None
        start, end = (moment(at) for at in (kept.start, kept.end))
        zone = self._zone(kept.zone, start)
        return When(start=start.astimezone(zone), end=end.astimezone(zone))

    def _zone(self, minutes: int | None, at: datetime) -> tzinfo:
        """The archive's zone where that is what was meant, for it knows summer time; else so many minutes east."""
        if minutes is None or at.astimezone(self._local).utcoffset() == timedelta(minutes=minutes):
            return self._local
        return timezone(timedelta(minutes=minutes))

    def _others(self, kept: KeptFact) -> tuple[Party, ...]:
        others = kept.detail.get("others")
        return tuple(self._parties.party(str(one)) for one in others) if isinstance(others, list) else ()

    def _named(self, key: object) -> Party | None:
        return self._parties.party(str(key)) if key else None

    def _told(self, text: str) -> datetime | None:
        """The beginning of a year, a month, a day or a moment."""
        if not text:
            return None
        whole = text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text
        told = datetime.fromisoformat(whole)
        return told if told.tzinfo else told.replace(tzinfo=self._local)


def timed(belief: Belief, rows: Mapping[int, KeptFact]) -> KeptFact | None:
    """The newest row that tells when it is, or until when; a day that was told before still holds."""
    told = (rows[one.id] for one in reversed(belief.tellings))
    return next((one for one in told if one.start is not None), None)


def _evidence(
    tellings: Iterable[Telling], evidence: Mapping[int, Sequence[Evidence]]
) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(one for told in tellings for one in evidence.get(told.id, ())))
