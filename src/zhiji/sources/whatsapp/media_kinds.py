"""What a message of the databases is, by its type's number, its file and the file's type."""

from __future__ import annotations

import re
from collections.abc import Mapping

from zhiji.chat import Attachment
from zhiji.sources.whatsapp.body import kind_of_file

# message.message_type and messages.media_wa_type of Android, as far as they are known (2012 to 2026)
ANDROID: Mapping[int, str] = {
    0: "text", 1: "image", 2: "audio", 3: "video", 4: "contact", 5: "location", 7: "system", 8: "call", 9: "file",
    10: "call", 11: "text", 13: "gif", 14: "contact", 15: "text", 16: "location", 20: "sticker", 23: "share",
    24: "link", 28: "sticker", 36: "system", 42: "image", 43: "video", 64: "text", 66: "poll", 81: "video",
    82: "voice", 90: "call", 92: "event", 105: "sticker",
}  # fmt: skip
# ZWAMESSAGE.ZMESSAGETYPE of iPhones (2016 to 2026)
IPHONE: Mapping[int, str] = {
    0: "text", 1: "image", 2: "video", 3: "audio", 4: "contact", 5: "location", 6: "system", 7: "text", 8: "file",
    10: "system", 11: "gif", 12: "system", 14: "text", 15: "sticker", 38: "image", 39: "video", 46: "poll",
    53: "voice", 54: "video", 59: "call",
}  # fmt: skip
_SUFFIX = re.compile(r"\.\w{1,8}\Z")
_ALIKE = frozenset({("gif", "video"), ("sticker", "image"), ("voice", "audio"), ("image", "sticker")})


def of_file(kind: str, *, mime: str = "", path: str = "", voice: bool = False) -> str:
    """The kind of what has a file. Its type says more than the message's, for the numbers' meaning has changed."""
    family = mime.partition("/")[0]
    if not family:
        return _of_name(kind, path.rpartition("/")[2])
    if family == "image":
        if kind in ("image", "sticker"):
            return kind
        return "gif" if mime == "image/gif" else "sticker" if mime == "image/webp" else "image"
    if family == "video":
        return kind if kind in ("video", "gif") else "video"
    if family == "audio":
        spoken = (
            voice or kind == "voice" or "opus" in mime or kind_of_file(path.rpartition("/")[2]) == "voice"
        )
        return "voice" if spoken else "audio"
    return "contact" if "vcard" in mime else "file"


def _of_name(kind: str, name: str) -> str:
    """The same where only the file's name tells: "gif" may be a video by that, but no document."""
    if not _SUFFIX.search(name):
        return kind
    by_name = kind_of_file(name)
    return kind if (kind, by_name) in _ALIKE else by_name


def file(path: str, *, name: str = "", mime: str = "", size: object = None) -> tuple[Attachment, ...]:
    """The attachment that a path is, none if there is none."""
    if not path and not name:
        return ()
    shown = name or path.replace("\\", "/").rpartition("/")[2]
    bytes_ = size if isinstance(size, int) and 0 < size < 1 << 50 else None
    return (Attachment(name=shown, path=path or None, mime=mime or None, size=bytes_),)


def place(latitude: object, longitude: object) -> tuple[str, dict[str, float]] | None:
    """The link that an export of the chat shows for a place, and where it is."""
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180) or latitude == longitude == 0:
        return None
    where = {"latitude": float(latitude), "longitude": float(longitude)}
    return f"https://maps.google.com/?q={latitude},{longitude}", where
