"""Which texts are chats of WhatsApp, told by their names and first lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import PurePosixPath

from zhiji.sources.whatsapp import phrases
from zhiji.sources.whatsapp.lines import header
from zhiji.sources.whatsapp.names import chat_name
from zhiji.sources.whatsapp.survey import split

_LINES = 400  # that are looked at
TEXTS = 16  # of a zip or folder that are looked at to recognise it
_OURS = re.compile(r"(?i)whats ?app|(?:\A|/)_chat\.txt\Z|واتساب")
_ELEMENTS = re.compile(
    r"(?:\A|/)matrix-.+-export-.+\.txt\Z| - Chat Export - .+\.txt\Z"
)  # its lines look the same
_OTHERS = re.compile(r"(?i)\.(?!txt\Z)\w{1,5}\Z")


def texts(members: Iterable[str], most: int | None = None) -> list[str]:
    """The members that may be chats, the likeliest first."""
    found = [member for member in members if member.lower().endswith(".txt")]
    return sorted(found, key=lambda one: (not _named(one), one.count("/"), one))[:most]


def chats(members: Sequence[str], likeness_of: Callable[[str], int]) -> list[str]:
    """The members that are chats. Where one is named as the app names them, other texts beside it are attachments."""
    by_folder: dict[str, list[str]] = {}
    for member in texts(members):
        by_folder.setdefault(member.rpartition("/")[0], []).append(member)
    found: list[str] = []
    for inside in by_folder.values():
        named = [member for member in inside if _named(member)]
        found += [member for member in named or inside if likeness_of(member) >= 2]
    return sorted(found)


def likeness(text: str, name: str) -> int:
    """How much a text looks like a chat: 0 not at all, 2 by its shape, 3 beyond doubt."""
    if _ELEMENTS.search(name):
        return 0
    if _OTHERS.search(name) and not _OURS.search(name):
        return 0
    lines = list(islice((line for line in text.split("\n") if line.strip()), _LINES))
    found = [header(line.removesuffix("\r")) for line in lines]
    begun = [one for one in found if one is not None]
    if not begun:
        return 0
    named = [split(one.rest) for one in begun]
    said = [body for name, body in named if name is not None]
    notices = any(phrases.may_be_notice(body) for _, body in named)
    named_so = bool(_OURS.search(name))
    if not said and not notices:
        grouped = any(phrases.of_a_group(phrases.bare(body)) for _, body in named)
        return 2 if found[0] and (named_so or grouped) else 0
    ours = named_so or notices or any(_bears_our_words(body) for body in said)
    if found[0] is None or (4 * len(said) < len(begun) and not (notices or named_so)):
        return (3 if ours else 1) if len(said) > 2 else 3 if named_so and said else 0
    if ours:
        return 3
    return 2 if begun[0].shape[0] in "[-" or len(said) == len(begun) else 1


def _bears_our_words(body: str) -> bool:
    return body[:1] == "\u200e" or phrases.meaning(phrases.bare(body[: phrases.LONGEST])) is not None


def _named(member: str) -> bool:
    path = PurePosixPath(member)
    return path.name.lower() == "_chat.txt" or bool(chat_name(path.name))
