"""Files that Slack's messages name, and where exports keep them.

Slack's own export has addresses only. slackdump keeps a file as `__uploads/F…/name`, `channel/attachments/F…-name` or
`C…/F…-name`: the file's id is always a part of the path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from zhiji.chat import Attachment, Json
from zhiji.sources.assistants import objects, string
from zhiji.sources.export import Export

_WITH_ID = re.compile(r"(?:^|/)(F[0-9A-Z]{6,})[/-](?=[^/]+$)")
_SHORT = 4_000  # characters of a preview


class Files:
    """Where an export keeps the files that its messages name."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._members: dict[str, str] | None = None

    def path(self, record: Mapping[str, Any], channel: str) -> str | None:
        """The path of a file in the export; None if it isn't there."""
        native, name = string(record.get("id")), string(record.get("name"))
        if not native:
            return None
        if self._export.is_file:
            tries = (
                f"__uploads/{native}/{name}",
                f"{channel}/{native}-{name}",
                f"attachments/{native}-{name}",
            )
            return next((one for one in tries if name and self._export.find(one)), None)
        if self._members is None:
            found = ((_WITH_ID.search(member), member) for member in self._export.members)
            self._members = {match[1]: member for match, member in found if match}
        return self._members.get(native)


def of(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The files of a message; before 2018 there was one at most, in a field of its own."""
    return objects(record.get("files")) or objects([record.get("file")])


def attachments(files: list[dict[str, Any]], where: Files, channel: str) -> Iterator[Attachment]:
    """The files of a message, as attachments."""
    for one in files:
        size, mime = one.get("size"), string(one.get("mimetype"))
        yield Attachment(
            name=string(one.get("name")) or string(one.get("title")),
            path=where.path(one, channel),
            mime=mime if "/" in mime else None,
            size=size if isinstance(size, int) and size > 0 else None,
        )


def kind(one: Mapping[str, Any]) -> str:
    """What a file is: voice, image, video, audio or file."""
    if one.get("subtype") == "slack_audio":
        return "voice"
    mime = string(one.get("mimetype")).partition("/")[0]
    return mime if mime in ("image", "video", "audio") else "file"


def seen(files: list[dict[str, Any]]) -> list[str]:
    """What Slack shows of files beside their names: descriptions of pictures, how a snippet begins."""
    return [text[:_SHORT] for one in files if (text := _alt(one) or _preview(one))]


def heard(files: list[dict[str, Any]]) -> str | None:
    """What Slack transcribed of voice clips."""
    clips = [one["transcription"] for one in files if isinstance(one.get("transcription"), dict)]
    previews = [clip["preview"] for clip in clips if isinstance(clip.get("preview"), dict)]
    return "\n".join(filter(None, (string(one.get("content")) for one in previews))) or None


def about(files: list[dict[str, Any]]) -> list[Json]:
    """What else is worth keeping: ids, titles, addresses (those without a key in them), who was first."""
    found: list[Json] = []
    for one in files:
        kept: dict[str, Json] = {key: one[key] for key in ("id", "permalink") if string(one.get(key))}
        if (title := string(one.get("title"))) and title != one.get("name"):
            kept["title"] = title
        if one.get("is_external") is True and (url := string(one.get("url_private"))):
            kept["url"] = url
        if one.get("mode") in ("tombstone", "hidden_by_limit"):
            kept["missing"] = string(one["mode"])
        if kept:
            found.append(kept)
    return found


def _alt(one: Mapping[str, Any]) -> str:
    return string(one.get("alt_txt"))


def _preview(one: Mapping[str, Any]) -> str:
    """How a snippet, a post or an e-mail begins. What Slack shows of PDFs and the like is a picture."""
    return string(one.get("plain_text")) or string(one.get("preview"))
