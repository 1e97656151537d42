"""Where the files of messages lie in WeChat's data folder, as far as they can be opened.

Videos and documents lie there as they are; pictures are encrypted (`.dat`) and therefore only referred to where a
tool has put a readable one in their place.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from zhiji.chat import Attachment
from zhiji.errors import UnreadableFile
from zhiji.sources.database import Database
from zhiji.sources.export import Export
from zhiji.sources.wechat import protobuf
from zhiji.sources.wechat.database_body import Body
from zhiji.sources.wechat.database_reading import text

_SIGNS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"BM": "image/bmp",
}
_LOOKS = ("_h", "_hd", "", "_w", "_t", "_thumb")  # best first
_PICTURES, _VIDEOS, _FILES = "msg/attach/", "msg/video/", "msg/file/"
_INDEXES = ("image_hardlink_info", "video_hardlink_info", "file_hardlink_info")


class Files:
    """The media of one account of version 4, by what messages tell of them."""

    def __init__(self, export: Export, root: str) -> None:
        self._export = export
        self._pictures: dict[str, list[str]] = {}
        self._videos: dict[str, str] = {}
        self._documents: dict[str, list[str]] = {}
        self._linked: dict[str, str] = {}
        for member in export.members:
            if member.startswith(root):
                self._sort(member, member[len(root) :])

    def _sort(self, member: str, path: str) -> None:
        name = path.rpartition("/")[2]
        stem = name.partition(".")[0].lower()
        if path.startswith(_PICTURES):
            self._pictures.setdefault(stem.partition("_")[0], []).append(member)
        elif path.startswith(_VIDEOS) and not name.lower().endswith((".jpg", ".dat")):
            self._videos[stem] = member
        elif path.startswith(_FILES):
            self._documents.setdefault(name, []).append(member)

    def index(self, database: Database) -> None:
        """Take in which file has which sum, as far as the files are there."""
        for table in database.tables:
            if table.lower().startswith(_INDEXES):
                for md5, name in database.rows(table, ("md5", "file_name")):
                    if (found := self._by_name(text(name))) is not None:
                        self._linked[text(md5).lower()] = found

    def attach(self, body: Body, packed: object, when_month: str) -> None:
        """Give a picture, video or document the file that it is."""
        if body.kind == "image" and self._pictures:
            body.attachments = self._picture(protobuf.text(packed, 3, 4), body.md5)
        elif body.kind == "video" and self._videos:
            member = self._video(protobuf.text(packed, 4, 8), body.md5)
            body.attachments = () if member is None else (_attachment(member),)
        elif body.kind == "file" and body.attachments and self._documents:
            told = body.attachments[0]
            member = self._document(told, body.md5, when_month)
            body.attachments = (Attachment(name=told.name, path=member, size=told.size),)

    def _by_name(self, name: str) -> str | None:
        stem = name.partition(".")[0].lower()
        if members := self._documents.get(name):
            return members[0] if len(members) == 1 else None
        return self._videos.get(stem) or next(iter(self._pictures.get(stem.partition("_")[0], ())), None)

    def _picture(self, stem: str, sums: tuple[str, ...]) -> tuple[Attachment, ...]:
        stems = [stem.lower(), *sums]
        stems += [
            PurePosixPath(found).name.partition(".")[0].partition("_")[0]
            for one in sums
            if (found := self._linked.get(one))
        ]
        for one in stems:
            for member in sorted(self._pictures.get(one, ()), key=_look):
                if mime := readable_picture(self._export, member):
                    return (_attachment(member, mime),)
        return ()

    def _video(self, stem: str, sums: tuple[str, ...]) -> str | None:
        for one in (stem.lower(), *sums):
            if found := self._videos.get(one) or self._linked.get(one):
                return found
        return None

    def _document(self, told: Attachment, sums: tuple[str, ...], month: str) -> str | None:
        for one in sums:
            if found := self._linked.get(one):
                return found
        named = self._documents.get(told.name, ())
        same = [one for one in named if told.size is None or self._export.size(one) == told.size]
        nearest = [one for one in same if f"/{month}/" in one] or same
        return nearest[0] if len(nearest) == 1 or (nearest and told.size is not None) else None


def readable_picture(export: Export, member: str) -> str | None:
    """What kind of picture a file is; None for encrypted ones."""
    try:
        head = export.head(member, 12)
    except UnreadableFile:
        return None
    return next((mime for sign, mime in _SIGNS.items() if head.startswith(sign)), None)


def _look(member: str) -> tuple[int, str]:
    name = PurePosixPath(member).name.partition(".")[0].lower()
    tail = name[name.find("_") :] if "_" in name else ""
    return (_LOOKS.index(tail) if tail in _LOOKS else len(_LOOKS), member)


def _attachment(member: str, mime: str | None = None) -> Attachment:
    return Attachment(name=PurePosixPath(member).name, path=member, mime=mime)
