"""Calls, and what happened to a chat, in words: "added Ana", "renamed the chat to “Boats”"."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from zhiji.chat import Json
from zhiji.sources.assistants import objects, string
from zhiji.sources.skype.content import elements, said

_ACTS = {
    "PictureUpdate": "changed the chat's picture",
    "RoleUpdate": "changed roles",
    "HistoryDisclosedUpdate": "changed who can see the history",
    "JoiningEnabledUpdate": "changed whether people can join by a link",
    "E2EEHandshakeInvite": "invited to an encrypted chat",
    "E2EEHandshakeAccept": "accepted an encrypted chat",
    "E2EEHandshakeComplete": "began an encrypted chat",
}
_CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_PEOPLE = 50


def call(content: str, extra: dict[str, Json]) -> dict[str, Any]:
    """What a call says: how it ended, how long it was, who was in it."""
    people: list[str] = []
    longest = 0
    for tag, attributes, words in elements(content):
        if tag == "partlist" and attributes.get("type"):
            extra["call"] = attributes["type"]
        elif tag == "name" and words and len(people) < _MOST_PEOPLE:
            people.append(words)
        elif tag == "duration" and (seconds := words.partition(".")[0]).isdecimal() and len(seconds) < 9:
            longest = max(longest, int(seconds))
    if longest:
        extra["duration"] = longest
    if people:
        extra["people"] = [*dict.fromkeys(people)]
    return {"kind": "call", "text": ""}


def activity(told: str, content: str, called: Callable[[str], str]) -> tuple[dict[str, Any], str]:
    """The line that tells what happened, and the account that did it ("" if nobody's named)."""
    initiator, value = "", ""
    targets: list[str] = []
    for tag, _, words in elements(content):
        if tag == "initiator":
            initiator = initiator or words
        elif tag == "target" and words and len(targets) < _MOST_PEOPLE:
            targets.append(words)
        elif tag == "value":
            value = value or words
    act = told.rpartition("/")[2]
    who = ", ".join(called(one) for one in dict.fromkeys(targets))
    if act == "AddMember":
        text = "joined" if targets == [initiator] else f"added {who}"
    elif act == "DeleteMember":
        text = "left" if targets == [initiator] else f"removed {who}"
    elif act == "TopicUpdate":
        text = f"renamed the chat to “{value}”"
    elif not told.startswith("ThreadActivity/") and "E2EE" not in told:
        text = _notice(content)
    else:
        text = _ACTS.get(act, _CAPITALS.sub(" ", act).lower())
    return {"kind": "system", "text": text.strip()}, initiator


def _notice(content: str) -> str:
    """The words of a notice, which is text or a card."""
    if content.lstrip()[:1] in ("[", "{") and len(content) < 1 << 17:
        try:
            card = json.loads(content)
        except (ValueError, RecursionError):
            return said(content).text
        words = [
            string(inner.get("text")) or string(inner.get("title"))
            for one in objects(card if isinstance(card, list) else [card])
            for part in objects(one.get("attachments")) or [one]
            if isinstance(inner := part.get("content", part), dict)
        ]
        return "\n".join(filter(None, words))
    return said(content).text
