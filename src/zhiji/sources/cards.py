"""The cards that bots post and that links unfold into, in words. Slack's shape, which Mattermost took over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from zhiji.chat import Json
from zhiji.sources.assistants import objects, string

LONGEST = 4_000  # characters of cards that stand beside a text

Reads = Callable[[str], str]  # marked-up text -> text


def in_words(card: Mapping[str, Any], read: Reads) -> str:
    """What a card (an "attachment" in Slack's words) says."""
    lines = [read(string(card.get(key))) for key in ("pretext", "author_name", "title", "text")]
    for field in objects(card.get("fields")):
        title, value = (read(_string(field.get(key))) for key in ("title", "value"))
        lines.append(f"{title}: {value}" if title and value else title or value)
    lines = list(dict.fromkeys(line for line in lines if line))
    return "\n".join(lines) or read(string(card.get("fallback")))


def link(card: Mapping[str, Any]) -> dict[str, Json]:
    """The title and address of a card."""
    url = next(
        (url for key in ("title_link", "from_url", "original_url") if (url := string(card.get(key)))), ""
    )
    return {key: value for key, value in (("title", string(card.get("title"))), ("url", url)) if value}


def beside(text: str, cards: list[str]) -> str | None:
    """What cards say that the text doesn't say already."""
    plain = " ".join(text.split())
    fresh = [card for card in dict.fromkeys(cards) if card and " ".join(card.split()) not in plain]
    return "\n\n".join(fresh)[:LONGEST] or None


def _string(value: object) -> str:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else string(value)
