"""What must be known of a room before its events are read: names, the latest wording, reactions, what was taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhiji.sources.assistants import string

EDIT, REACTION, THREAD = "m.replace", "m.annotation", "m.thread"


@dataclass(slots=True)
class Survey:
    """Gathered from all events; what belongs to one event is handed out with it."""

    room: str | None = None
    title: str = ""  # what the room was called last
    names: dict[str, str] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    edits: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)  # by the event they change
    reactions: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    redacted: set[str] = field(default_factory=set)

    def take(self, event: Mapping[str, Any]) -> None:
        """Note what an event says of others."""
        self.room = self.room or string(event.get("room_id")) or None
        sender, kind, content = string(event.get("sender")), event.get("type"), content_of(event)
        if sender:
            self.people.add(sender)
        if kind == "m.room.member":
            who, name = string(event.get("state_key")), string(content.get("displayname"))
            if who and content.get("membership") in ("join", "invite"):
                self.people.add(who)
            if who and name:
                self.names[who] = name
        elif kind == "m.room.name":
            self.title = string(content.get("name")) or self.title
        elif kind == "m.room.redaction":
            self.redacted |= {target} if (target := redacts(event)) else set()
        elif (related := relation(event)) and related[0] == EDIT:
            self.edits.setdefault(related[1], []).append(event)
        elif related and related[0] == REACTION:
            self.reactions.setdefault(related[1], []).append(event)

    def folds(self, event: Mapping[str, Any]) -> bool:
        """Whether an event is told with the one that it belongs to, and not by itself."""
        related = relation(event)
        return related is not None and related[0] in (EDIT, REACTION)

    def left(self) -> list[Mapping[str, Any]]:
        """Edits and reactions whose message isn't here; told at the end by themselves."""
        return [one for events in (*self.edits.values(), *self.reactions.values()) for one in events]


def content_of(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an event says; nothing if that is no object."""
    content = event.get("content")
    return content if isinstance(content, Mapping) else {}


def relation(event: Mapping[str, Any]) -> tuple[str, str] | None:
    """How an event is related to which other one."""
    relates = content_of(event).get("m.relates_to")
    if not isinstance(relates, Mapping):
        return None
    kind, target = string(relates.get("rel_type")), string(relates.get("event_id"))
    return (kind, target) if kind and target else None


def redacts(event: Mapping[str, Any]) -> str:
    """The event that a redaction takes back; in rooms since version 11 it stands in the content."""
    return string(event.get("redacts")) or string(content_of(event).get("redacts"))
