"""What the owner decided about who or what is one, and what all of it taken together amounts to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from zhiji.errors import BadQuery
from zhiji.store.directory import Deciding, Decision, Directory


class Decisions:
    """The decisions about persons, or those about chats. Each change is one transaction."""

    def __init__(self, directory: Directory, about: Literal["persons", "chats"]) -> None:
        self._directory = directory
        self._about = about
        self._prefix = "" if about == "persons" else "chats-"

    def listed(self) -> tuple[Decision, ...]:
        """All of them, the oldest first; undone ones too."""
        return self._ours(self._directory.decisions())

    def merge(self, members: Sequence[int]) -> Decision:
        """Let these, and all that is one with them already, be one."""
        return self._make("merge", members)

    def split(self, members: Sequence[int]) -> Decision:
        """Let each of these be one of its own."""
        return self._make("split", members)

    def reject(self, members: Sequence[int]) -> Decision:
        """Let it not be suggested again that these are one."""
        return self._make("reject", members)

    def undo(self, number: int | None) -> Decision:
        """Take a decision back, the last one if none is named; those after it stay."""
        standing = {one.id: one for one in self.listed() if one.undone_at is None}
        chosen = max(standing, default=None) if number is None else number
        if chosen not in standing:
            raise BadQuery(
                "There is nothing to undo." if number is None else f"Decision {number} doesn't stand."
            )
        with self._directory.deciding() as deciding:
            deciding.undo(chosen)
            self._apply(deciding)
        return standing[chosen]

    def _make(self, kind: str, members: Sequence[int]) -> Decision:
        with self._directory.deciding() as deciding:
            decision = deciding.make(self._prefix + kind, members)
            self._apply(deciding)
        return decision

    def _apply(self, deciding: Deciding) -> None:
        outcome = grouped(self._ours(deciding.standing()))
        if self._about == "persons":
            deciding.join_accounts(outcome)
        else:
            deciding.join_chats(outcome)

    def _ours(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        kinds = {f"{self._prefix}{kind}" for kind in ("merge", "split", "reject")}
        return tuple(one for one in decisions if one.kind in kinds)


def grouped(decisions: Iterable[Decision]) -> dict[int, int]:
    """Member -> the member after which its group is called, for all that some decision is about.

    Decisions are taken one after another, so that undoing any of them leaves what the others say.
    """
    home: dict[int, int] = {}
    for decision in decisions:
        if decision.kind.endswith("merge"):
            _merge(home, decision.members)
        elif decision.kind.endswith("split"):
            _split(home, decision.members)
    return home


def members(home: Mapping[int, int], one: int) -> list[int]:
    """Everything in the same group, sorted."""
    lead = home.get(one, one)
    return sorted({lead} - home.keys() | {member for member, group in home.items() if group == lead} | {one})


def _merge(home: dict[int, int], merged: tuple[int, ...]) -> None:
    target = home.get(merged[0], merged[0])
    for one in merged:
        for member in members(home, one):
            home[member] = target


def _split(home: dict[int, int], parted: tuple[int, ...]) -> None:
    for one in parted:
        rest = [member for member in members(home, one) if member != one]
        lead = home.get(one, one)
        home[one] = one
        if lead == one and rest:
            for member in rest:
                home[member] = min(rest)
