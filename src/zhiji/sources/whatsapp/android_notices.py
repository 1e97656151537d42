"""What Android's system rows say, in the words of an English phone's "Export chat"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ENCRYPTED = (
    "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. "
    "Learn more."
)
BUSINESS = "This chat is with an official business account."
TIMER = "The message timer was changed."
# message_system.action_type; {who} did it, {whom} it was done to, {name} is the text of the row, {was} the one before.
# Checked with tools that read databases of 2015 to 2026; a number that isn't listed keeps its text.
_SENTENCES: Mapping[int, str] = {
    1: '{who} changed the group name from "{was}" to "{name}"',
    4: "{whom} was added",
    5: "{whom} left",
    6: "{who} changed this group's icon",
    7: "You were removed",
    9: "{who} created a broadcast list",
    10: "{was} changed their phone number to {name}",
    11: '{who} created group "{name}"',
    12: "{who} added {whom}",
    13: "{whom} left",
    14: "{who} removed {whom}",
    15: "{whom} is now an admin",
    18: "Your security code with {whom} changed.",
    19: ENCRYPTED,
    20: "{whom} joined using a group link.",
    27: "{who} changed the group description",
    28: "{was} changed their phone number to {name}",
    47: BUSINESS,
    50: "This business account is now registered as a personal account.",
    56: TIMER,
    57: "Your security code with {whom} changed.",
    58: "You blocked this contact",
    67: ENCRYPTED,
}
_NUMBER_CHANGES = frozenset({10, 28})


def sentence(action: int | None, *, who: str, whom: str, name: str, was: str) -> str:
    """What a row says; its own text where the number tells nothing."""
    if action == 12 and whom == "you" and not who:
        return "You were added"
    pattern = _SENTENCES.get(action if action is not None else -1, "{name}")
    if action == 1 and not was:
        pattern = '{who} changed the group name to "{name}"'
    if action in _NUMBER_CHANGES and not (was and name):
        pattern = "{whom} changed their phone number to a new number."
    if "{who} " in pattern and not who and "{whom}" not in pattern:
        return name
    return pattern.format(who=who or "Somebody", whom=whom or who or "Somebody", name=name, was=was)


def listed(names: Sequence[str]) -> str:
    """People as an English phone lists them."""
    *most, last = names or ("",)
    return f"{', '.join(most)}{',' * (len(most) > 1)} and {last}" if most else last
