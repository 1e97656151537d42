"""What is owed in a chat so far, as its lines are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhiji.memory.reading.owing_sums import digits
from zhiji.memory.reading.owing_telling import span
from zhiji.memory.records import CLEAR, Reading, Status, Subject, When
from zhiji.memory.thread import Line


@dataclass(frozen=True, slots=True)
class Owed:
    """One debt that is open."""

    debtor: Subject
    creditor: Subject | None
    value: str
    at: int  # the place of the line that told it
    confidence: float = CLEAR


@dataclass(slots=True)
class Ledger:
    """Open debts, the latest last."""

    open: list[Owed] = field(default_factory=list)

    def note(self, reading: Reading, at: int) -> None:
        """What a reading changes."""
        same = [one for one in self.open if one.debtor == reading.subject and one.creditor == reading.to]
        ended = reading.ends or (reading.value if reading.status != "open" else "")
        self.open = [one for one in self.open if not (one in same and one.value == ended)]
        if reading.status == "open":
            self.open = [one for one in self.open if not (one in same and one.value == reading.value)]
            self.open.append(Owed(reading.subject, reading.to, reading.value, at, reading.confidence))

    def of(self, *, debtor: int | None = None, creditor: int | None = None) -> list[Owed]:
        """What somebody owes, or is owed, the latest first."""
        return [
            one
            for one in reversed(self.open)
            if (debtor is None or one.debtor.account == debtor)
            and (creditor is None or (one.creditor is not None and one.creditor.account == creditor))
        ]


def debt(
    line: Line,
    place: tuple[int, int],
    debtor: Subject,
    creditor: Subject | None,
    value: str,
    *,
    status: Status = "open",
    when: When | None = None,
    ends: str = "",
    also: tuple[int, ...] = (),
    negated: bool = False,
    confidence: float = CLEAR,
) -> Reading:
    """A debt as a message tells it."""
    return Reading(
        kind="debt",
        relation="debt",
        subject=debtor,
        to=creditor,
        value=value,
        quote=span(line, *place),
        by=line.sender,
        also=also,
        when=when,
        negated=negated,
        status=status,
        ends=ends,
        confidence=confidence,
    )


def is_sum(owed: Owed) -> bool:
    """Whether it is money (or hours), not a thing."""
    return digits(owed.value) is not None
