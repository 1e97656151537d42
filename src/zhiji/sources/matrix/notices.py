"""What happened in a room, in words. Who did it is the sender and not repeated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from zhiji.sources.assistants import string
from zhiji.sources.matrix.survey import content_of

Name = Callable[[str], str]

_SENTENCES = {
    "m.room.create": "created the room",
    "m.room.name": "renamed the room to “{name}”",
    "m.room.topic": "set the topic to “{topic}”",
    "m.room.avatar": "changed the room's picture",
    "m.room.encryption": "turned on encryption",
    "m.room.power_levels": "changed who may do what",
    "m.room.history_visibility": "made the history visible to {history_visibility}",
    "m.room.join_rules": "set who may join to {join_rule}",
    "m.room.guest_access": "set guests' access to {guest_access}",
    "m.room.canonical_alias": "set the room's address to {alias}",
    "m.room.pinned_events": "changed the pinned messages",
    "m.room.third_party_invite": "invited {display_name}",
    "m.room.tombstone": "replaced the room: {body}",
    "m.room.server_acl": "changed which servers may take part",
    "m.room.redaction": "took back a message",
    "m.key.verification.request": "asked to verify",
}
_CALLS = {
    "m.call.answer": "answered the call",
    "m.call.hangup": "ended the call",
    "m.call.reject": "declined the call",
}


def sentence(event: Mapping[str, Any], name: Name) -> str:
    """What an event tells, in English."""
    kind, content = string(event.get("type")), content_of(event)
    if kind == "m.room.member":
        return _member(event, content, name)
    if kind.startswith("m.call."):
        return _call(kind, content)
    if kind == "m.reaction":
        relates = content.get("m.relates_to")
        return f"reacted {string(relates.get('key')) if isinstance(relates, Mapping) else ''}".strip()
    told = {key: value for key, value in content.items() if isinstance(value, str)}
    try:
        return _SENTENCES[kind].format_map(told)
    except KeyError:  # another kind of event, or one that lacks the detail
        detail = told.get("name") or told.get("body") or ""
        words = kind.removeprefix("m.").removeprefix("room.").replace(".", " ").replace("_", " ")
        return f"{words}: {detail}" if detail else words


def _call(kind: str, content: Mapping[str, Any]) -> str:
    if kind == "m.call.invite":
        offer = content.get("offer")
        sdp = string(offer.get("sdp")) if isinstance(offer, Mapping) else ""
        return "video call" if "m=video" in sdp else "call"
    return _CALLS.get(kind, "")


def _member(event: Mapping[str, Any], content: Mapping[str, Any], name: Name) -> str:
    """Who came, went, was invited or changed their name."""
    whom, now, before = string(event.get("state_key")), string(content.get("membership")), _before(event)
    himself = whom == event.get("sender")
    was = string(before.get("membership"))
    reason = f": {string(content.get('reason'))}" if string(content.get("reason")) else ""
    if now == "join" and was == "join":
        return _profile(content, before)
    if now == "leave" and himself:
        return ("declined the invitation" if was == "invite" else "left") + reason
    words = {
        "join": "joined",
        "knock": "asked to join",
        "invite": f"invited {name(whom)}",
        "ban": f"banned {name(whom)}",
        "leave": {"ban": f"unbanned {name(whom)}", "invite": f"took back the invitation of {name(whom)}"}.get(
            was, f"removed {name(whom)}"
        ),
    }
    return words.get(now, f"changed the membership of {name(whom)}") + reason


def _profile(content: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    name = string(content.get("displayname"))
    if name != string(before.get("displayname")):
        return f"changed the name to {name}" if name else "removed the name"
    return "changed the picture" if content.get("avatar_url") != before.get("avatar_url") else "joined"


def _before(event: Mapping[str, Any]) -> Mapping[str, Any]:
    unsigned = event.get("unsigned")
    places = (
        unsigned.get("prev_content") if isinstance(unsigned, Mapping) else None,
        event.get("prev_content"),
    )
    return next((one for one in places if isinstance(one, Mapping)), {})
