"""Slack's marked-up text as people read it: names instead of ids, no escapes.

Links in brackets, bold, quotes, code and emoji stay as they are. An id that nobody has a name for stays as Slack wrote
it, so that a text is the same in exports that tell no names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_MARK = re.compile(r"<([^<>\s|][^<>|]*)(?:\|([^<>]*))?>")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ENTITY = re.compile(r"&(amp|lt|gt);")
_CHARS = {"amp": "&", "lt": "<", "gt": ">"}
_DEEPEST = 20


@dataclass(slots=True)
class Plain:
    """A text as it is read, whom it mentions, and whether ids or addresses are left out of it."""

    text: str
    mentions: tuple[str, ...] = ()
    lossy: bool = False


@dataclass(slots=True)
class Names:
    """What ids are called in one export."""

    users: dict[str, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)


def plain(text: str, names: Names) -> Plain:
    """A text in Slack's markup, as it is read."""
    if "<" not in text:
        return Plain(_unescaped(text))
    mentions: list[str] = []
    lossy = False

    def read(match: re.Match[str]) -> str:
        nonlocal lossy
        said = _read(match[1], match[2] or "", names, mentions)
        lossy = lossy or said not in (None, match[0])
        return match[0] if said is None else said

    text = _unescaped(_MARK.sub(read, text))
    return Plain(text, tuple(dict.fromkeys(mentions)), lossy)


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda match: _CHARS[match[1]], text) if "&" in text else text


def _read(what: str, label: str, names: Names, mentions: list[str]) -> str | None:
    """What stands in brackets; None if it means nothing here."""
    if what[0] == "@":
        name = names.users.get(what[1:]) or label.lstrip("@")
        mentions.append(name or what[1:])
        return f"@{name}" if name else None
    if what[0] == "#":
        name = label.lstrip("#") or names.channels.get(what[1:], "")
        return f"#{name}" if name else None
    if what[0] == "!":
        return _command(what[1:], label, mentions)
    return _link(what, label) if _URL.match(what) else None


def _command(what: str, label: str, mentions: list[str]) -> str | None:
    if what.startswith("date^"):
        return label or None
    if what.startswith("subteam^"):
        if label:
            mentions.append(label.lstrip("@"))
        return f"@{label.lstrip('@')}" if label else None
    mentions.append(what)
    return label or f"@{what}"


def _link(url: str, label: str) -> str:
    if url.startswith(("mailto:", "tel:")):
        return label or url.partition(":")[2]
    if not label or label == url:
        return f"<{url}>"
    bare = url.partition("://")[2].rstrip("/")
    return label if label.rstrip("/") == bare else f"{label} <{url}>"


def rich(block: object, names: Names, mentions: list[str], depth: int = 0) -> str:
    """The words of a `rich_text` block, or of an element of one."""
    if not isinstance(block, Mapping) or depth > _DEEPEST:
        return ""
    kind = block.get("type")
    inner = block.get("elements")
    if isinstance(inner, list):
        parts = [rich(one, names, mentions, depth + 1) for one in inner]
        if kind == "rich_text_list":
            ordered = block.get("style") == "ordered"
            return "\n".join(
                f"{number}. {part}" if ordered else f"• {part}" for number, part in enumerate(parts, 1)
            )
        text = ("\n" if kind == "rich_text" else "").join(parts)
        return "\n".join(f"> {line}" for line in text.split("\n")) if kind == "rich_text_quote" else text
    return _element(block, names, mentions)


def _element(element: Mapping[str, Any], names: Names, mentions: list[str]) -> str:
    told = {key: value for key, value in element.items() if isinstance(value, str)}
    kind = told.get("type")
    if kind == "link":
        return _link(told.get("url", ""), told.get("text", ""))
    if kind == "emoji":
        return f":{told['name']}:" if "name" in told else ""
    if kind == "broadcast":
        return _command(told.get("range", "here"), "", mentions) or ""
    if kind == "user" and "user_id" in told:
        return _read(f"@{told['user_id']}", "", names, mentions) or f"<@{told['user_id']}>"
    if kind == "channel" and "channel_id" in told:
        return _read(f"#{told['channel_id']}", "", names, mentions) or f"<#{told['channel_id']}>"
    if kind == "usergroup" and "usergroup_id" in told:
        return f"<!subteam^{told['usergroup_id']}>"
    return told.get("text") or told.get("fallback") or told.get("value") or ""
