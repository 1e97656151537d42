"""The gate: what may leave this computer, decided before a byte is sent. Pure functions of address, purpose and setting."""

from __future__ import annotations

from zhiji.config import Leave
from zhiji.errors import LeaveRefused
from zhiji.hosts import is_here
from zhiji.llm.protocol import Purpose

_ENOUGH: dict[Purpose, tuple[Leave, ...]] = {
    "answers": ("evidence", "pseudonyms", "all"),
    "reranking": ("evidence", "all"),  # what a search found, as it is: names aren't replaced
}


def check_leave(host: str, *, purpose: Purpose, leave: Leave) -> None:
    """Nothing if data for this purpose may go to the host, else a LeaveRefused error that says what to set."""
    enough = _ENOUGH.get(purpose, ("all",))
    if not is_here(host) and leave not in enough:
        raise LeaveRefused(host, enough[0])
