"""What happened in a group, in words; whoever did it is the sender and not repeated in them."""

from __future__ import annotations

JOINED, RENAMED, LEFT, LOCATION, KEPT, SHARED = range(1, 7)  # `item_type`
_ICON = {
    0: "left the conversation",
    1: "changed the group photo",
    2: "removed the group photo",
    4: "changed the chat background",
    6: "removed the chat background",
}


def sentence(kind: int, action: int, *, other: str, oneself: bool, title: str, stopped: bool) -> str:
    """What a row with this `item_type` and `group_action_type` says; "" if nobody knows."""
    if kind == JOINED and not action:
        return "changed their phone number" if oneself else f"added {other or 'somebody'} to the conversation"
    if kind == JOINED and action == 1:
        return f"removed {other or 'somebody'} from the conversation"
    if kind == RENAMED:
        return f"named the conversation “{title}”" if title else "removed the name of the conversation"
    if kind == LEFT:
        return _ICON.get(action, "")
    if kind == LOCATION:
        return "stopped sharing location" if stopped else "started sharing location"
    return {KEPT: "kept an audio message", SHARED: "used SharePlay"}.get(kind, "")
