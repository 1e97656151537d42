"""Made-up lives in a few lines: who writes where, and the archive of what they wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import zhiji


class Teller(Protocol):
    """Makes a message of a life."""

    def __call__(self, chat: str, who: str, when: str, text: str, **more: Any) -> dict[str, Any]:
        """What somebody wrote in a chat, at a minute like 2033-06-15T18:00."""


def teller(
    names: Mapping[str, str], chats: Mapping[str, str], kinds: Mapping[str, str] | None = None
) -> Teller:
    """For a life of these people, "me" is the owner, and chats: of two people, but for those of other `kinds`."""

    def said(chat: str, who: str, when: str, text: str, **more: Any) -> dict[str, Any]:
        return {
            "id": f"{chat}-{when}",
            "chat": chat,
            "chat_name": chats[chat],
            "chat_kind": (kinds or {}).get(chat, "direct"),
            "sender": who,
            "sender_name": names[who],
            "owner": who == "me",
            "when": f"{when}:00+02:00",
            "text": text,
            **more,
        }

    return said


def kept(folder: Path, life: Iterable[Mapping[str, Any]], *, minutes: float = 0.0) -> Path:
    """The home of an archive of that life, which has learned from it for so long at most."""
    with zhiji.open(folder) as archive:
        archive.add(messages=life)
        if minutes:
            archive.learn(minutes=minutes)
    return folder
