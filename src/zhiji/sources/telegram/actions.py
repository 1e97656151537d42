"""Service lines in words, so that "who pinned that?" and "the group was renamed" can be found.

The person who acts is the sender and not repeated in the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SENTENCES = {
    "create_group": "created the group “{title}”{with_members}",
    "create_channel": "created the channel “{title}”",
    "edit_group_title": "renamed the group to “{title}”",
    "edit_group_photo": "changed the group's photo",
    "delete_group_photo": "removed the group's photo",
    "invite_members": "invited {members}",
    "remove_members": "removed {members}",
    "join_group_by_link": "joined the group by a link of {inviter}",
    "join_group_by_request": "joined the group by request",
    "migrate_to_supergroup": "turned the group into a supergroup",
    "migrate_from_group": "turned the group “{title}” into this supergroup",
    "pin_message": "pinned a message",
    "clear_history": "cleared the history",
    "joined_telegram": "joined Telegram",
    "take_screenshot": "took a screenshot",
    "topic_created": "created the topic “{title}”",
    "topic_edit": "changed the topic to “{new_title}”",
    "score_in_game": "scored {score} in a game",
    "send_payment": "paid {amount} {currency}",
    "send_premium_gift": "gave Telegram Premium as a gift",
    "group_call": "group call",
    "group_call_scheduled": "scheduled a group call",
    "invite_to_group_call": "invited {members} to a group call",
    "edit_chat_theme": "changed the chat's theme",
    "set_chat_wallpaper": "changed the chat's wallpaper",
    "requested_phone_number": "asked for the phone number",
    "proximity_reached": "came near {to}",
    "suggest_profile_photo": "suggested a profile photo",
}


def sentence(record: Mapping[str, Any]) -> str:
    """What a service record says, in English; its own words where it has some."""
    if isinstance(own := record.get("information_text"), str):
        return own
    action = record.get("action")
    if not isinstance(action, str):
        return ""
    if action == "phone_call":
        return _call(record)
    told = {key: str(value) for key, value in record.items() if isinstance(value, str | int)}
    members = _members(record.get("members"))
    told |= {"members": members, "with_members": f" with {members}" if members else ""}
    pattern = _SENTENCES.get(action, "")
    try:
        return pattern.format_map(told) if pattern else _unknown(action, told, members)
    except KeyError:  # an older or odd record that lacks the detail
        return _unknown(action, told, members)


def _call(record: Mapping[str, Any]) -> str:
    seconds = record.get("duration_seconds")
    if isinstance(seconds, int) and seconds > 0:
        return f"call, {seconds // 60}:{seconds % 60:02}"
    return {"missed": "missed call", "busy": "declined call"}.get(str(record.get("discard_reason")), "call")


def _members(names: object) -> str:
    if not isinstance(names, list):
        return ""
    return ", ".join(name if isinstance(name, str) else "a deleted account" for name in names)


def _unknown(action: str, told: Mapping[str, str], members: str) -> str:
    words = action.replace("_", " ")
    detail = told.get("title") or told.get("new_title") or members
    return f"{words}: {detail}" if detail else words
