"""Where an export keeps the files of messages: below `files/`, named by what is in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Attachment
from zhiji.sources.export import Export
from zhiji.sources.signal.values import chosen, number, part, raw, text

FOLDER = "files/"
_FLAGS = ("NONE", "VOICE_MESSAGE", "BORDERLESS", "GIF")
_ENDINGS = {
    "image/jpeg": "jpg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/aac": "aac",
    "video/quicktime": "mov",
    "text/plain": "txt",
    "text/x-signal-plain": "txt",
}
_LONGEST = 1 << 20  # bytes of a long text


class Files:
    """Finds the files that a backup's pointers mean."""

    def __init__(self, export: Export, folder: str) -> None:
        """`folder` is where the backup lies, "" or ending in "/"."""
        self._export = export
        self._folder = folder
        above = PurePosixPath(folder).parent.as_posix() if folder else ""
        roots = {f"{folder}{FOLDER}", FOLDER if above in ("", ".") else f"{above}/{FOLDER}"}
        self._by_stem: dict[str, str] = {}
        for member in export.members:
            if any(member.startswith(root) for root in roots):
                self._by_stem.setdefault(PurePosixPath(member).name.partition(".")[0], member)

    def attachment(self, pointer: Mapping[str, Any]) -> Attachment:
        """The file that a pointer means, with its place if the export holds it."""
        mime, name = text(pointer.get("contentType")), text(pointer.get("fileName"))
        locators = ("locatorInfo", "localLocator", "backupLocator", "attachmentLocator")
        locator = next((one for key in locators if (one := part(pointer, key))), {})
        size = number(locator.get("size")) or number(pointer.get("size"))
        return Attachment(
            name=name,
            path=self._place(locator, mime, name),
            mime=mime or None,
            size=size if size and size > 0 else None,
        )

    def words(self, pointer: Mapping[str, Any]) -> str:
        """The text that a pointer to a long text means; "" if the export doesn't hold it."""
        path = self.attachment(pointer).path
        stream = self._export.read_attachment(path) if path else None
        if stream is None:
            return ""
        with stream:
            return stream.read(_LONGEST).decode(errors="replace")

    def _place(self, locator: Mapping[str, Any], mime: str, name: str) -> str | None:
        stems = list(_stems(locator))
        if self._export.members:
            return next((self._by_stem[stem] for stem in stems if stem in self._by_stem), None)
        if not text(locator.get("localKey")):  # it wasn't on the computer that wrote the export
            return None
        endings = {PurePosixPath(name).suffix[1:], _ENDINGS.get(mime, mime.rpartition("/")[2]), "bin", ""}
        for stem in stems[:1]:
            for ending in sorted(endings, key=len, reverse=True):
                path = f"{FOLDER}{stem[:2]}/{stem}" + (f".{ending}" if ending else "")
                if self._export.find(path):
                    return path
        return None


def kind(attachment: Attachment, flag: object) -> str:
    """The kind of message that a file makes."""
    if chosen(flag, _FLAGS) == "VOICE_MESSAGE":
        return "voice"
    first = (attachment.mime or "").partition("/")[0]
    return first if first in ("image", "video", "audio") else "file"


def _stems(locator: Mapping[str, Any]) -> Iterator[str]:
    """What the file may be called: by its content and its own key, by its content, by both in turn."""
    content, own = raw(locator.get("plaintextHash")), raw(locator.get("localKey"))
    if content and own:
        yield hashlib.sha256(content + own).hexdigest()
    if name := text(locator.get("mediaName")):
        yield name
    if content:
        yield content.hex()
        yield (content + raw(locator.get("key"))).hex()
