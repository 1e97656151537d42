"""Where Element's zip keeps the files of a room: `images/lake-5-1-2025 at 10-01-02 AM.png`, the date as people there write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

from zhiji.chat import Attachment
from zhiji.sources.assistants import string

FOLDERS = {"m.image": "images", "m.video": "videos", "m.audio": "audio", "m.sticker": "stickers"}
_FILE = re.compile(r"(?:(?:.*/)?(images|videos|audio|files|stickers))/([^/]+)", re.DOTALL)
_NUMBER = re.compile(r"\d+", re.ASCII)


class Media:
    """The files of one export, by what they were called before a date was put behind their names."""

    def __init__(self, members: Iterable[str]) -> None:
        self._named: dict[tuple[str, str, str], list[str]] = {}
        for member in members:
            if match := _FILE.fullmatch(member):
                self._note(member, match[1], match[2])

    def path(self, folder: str, name: str, when: datetime) -> str | None:
        """The file that was sent under that name at that time; None if it isn't told which one it is."""
        stem, ending = _split(name)
        found = self._named.get((folder, stem, ".png" if folder == "stickers" else ending), [])
        if len(found) > 1:  # pictures that are all called image.png
            found = [one for one in found if _is_of(one, when)]
        return found[0] if len(found) == 1 else None

    def _note(self, member: str, folder: str, name: str) -> None:
        stem, ending = _split(name)
        for place, char in enumerate(stem):
            if char == "-" and stem[place + 1 : place + 2].isdigit():
                self._named.setdefault((folder, stem[:place], ending), []).append(member)


def attachment(content: Mapping[str, Any], kind: str, when: datetime, media: Media) -> Attachment:
    """The file of a message."""
    info = content.get("info")
    info = info if isinstance(info, Mapping) else {}
    body, mime, size = string(content.get("body")), string(info.get("mimetype")), info.get("size")
    return Attachment(
        name=string(content.get("filename")) or body,
        path=media.path(FOLDERS.get(kind, "files"), body, when),
        mime=mime if "/" in mime else None,
        size=size if isinstance(size, int) and not isinstance(size, bool) and size >= 0 else None,
    )


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, f".{ending}") if dot else (name, "")


def _is_of(member: str, when: datetime) -> bool:
    """Whether minute and second stand in a file's name; the hour depends on where it was exported."""
    numbers = [int(one) for one in _NUMBER.findall(member) if len(one) < 5]
    return (when.minute, when.second) in pairwise(numbers)
