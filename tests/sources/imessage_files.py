"""Databases of Apple's Messages for tests, and what comes out of them."""

from __future__ import annotations

from typing import Any

from tests.sources.apple import apple

NOON = 1_718_100_000  # 2024-06-11T10:00:00Z
HANDLES = [
    {"ROWID": 1, "id": "+15550100", "country": "us", "person_centric_id": "P1"},
    {"ROWID": 2, "id": "ida@example.org", "person_centric_id": "P1"},
    {"ROWID": 3, "id": "+15550199"},
]
POLLS = "com.apple.messages.MSMessageExtensionBalloonPlugin:0000000000:com.apple.messages.Polls"


def row(number: int, **fields: Any) -> dict[str, Any]:
    """One row of the table of messages, ten seconds after the one before."""
    return {
        "ROWID": number,
        "guid": f"G{number}",
        "handle_id": 1,
        "is_from_me": 0,
        "service": "iMessage",
        "date": apple(NOON + 10 * number),
        **fields,
    }
