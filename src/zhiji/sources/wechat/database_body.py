"""What one message says, before it has a sender, a chat and a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from zhiji.chat import Attachment, Json, Part

Naming = Callable[[str], str]  # an account's name, "" if nobody knows it


@dataclass(slots=True, kw_only=True)
class Body:
    """What a message's type and content tell."""

    kind: str = "text"
    text: str = ""
    sender: str | None = None  # whom a line of the app speaks of as the one who did it
    transcript: str | None = None
    reply_to: str | None = None
    parts: tuple[Part, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    extra: dict[str, Json] = field(default_factory=dict)
    md5: tuple[str, ...] = ()  # of its file, by which an index may know where it lies
    silent: bool = False  # its content is so broken that nothing could be read from it

    def tell(self, **more: Json) -> None:
        """Add to `extra` what isn't empty."""
        self.extra.update((key, value) for key, value in more.items() if value not in ("", None, [], {}))


def number(value: str) -> int | None:
    """A whole number that a text holds, up to 18 digits; None if it holds none."""
    value = value.strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else None


def known(**values: str) -> dict[str, Json]:
    """The values that aren't empty."""
    return {key: value for key, value in values.items() if value}
