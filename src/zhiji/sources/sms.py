"""Text messages of Android phones: the XML of "SMS Backup & Restore" (and of tools that write the same), and its calls.

    <smses count="2"><sms address date(ms) type(1 in, 2 out, 3 draft, 4 outbox, 5 failed) body contact_name/>
    <mms address("a~b" in groups) date msg_box><parts><part ct text data fn/></parts><addrs><addr address type/></addrs></mms>
    <calls><call number duration date type(1 in, 2 out, 3 missed, 5 rejected) contact_name/>

The app writes characters beyond XML: `&#0;` and emoji as pairs of half characters (&#55357;&#56832;); they are mended
on the way into the parser. Entities that a file declares itself are refused. Checked on 2026-11-25.
"""

from __future__ import annotations

import base64
import binascii
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import PurePosixPath
from typing import IO
from xml.parsers import expat

from zhiji.chat import Account, Attachment, Chat, ChatKind, Json, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.formats import each_file
from zhiji.sources.protocol import Entry, Guide, Peek

NAME = "sms"
_ROOT = re.compile(r"<(?:smses|calls)\b")
_ROW = re.compile(r"<(?:sms|mms|call)\b[^>]*\bdate\s*=")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));")
_PAIR = re.compile(r"&#(5[5-6]\d{3});&#(5[6-7]\d{3});")
_STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_CUT_REFERENCE = re.compile(r"(?:&#5[5-6]\d{3};)?&[^;&]{0,12}$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = 7_258_118_400_000  # the year 2200, in milliseconds
_UNKNOWN = frozenset({"", "null", "(Unknown)", "insert-address-token"})
_SENT = frozenset({"2", "3", "4", "5", "6"})
_STATES = {"3": "draft", "4": "not sent yet", "5": "failed", "6": "waiting"}
_CALLS = {"1": "incoming", "2": "outgoing", "3": "missed", "4": "voicemail", "5": "rejected", "6": "refused"}
_KINDS = {"image": "image", "video": "video", "audio": "voice"}
_FROM = "137"
_ROOM = re.compile(r"@rcs(?:-conference)?\.google\.com$")  # a group of RCS has an address of its own
_GULP = 1 << 18

GUIDE = Guide(
    title="SMS",
    checked="2026-11-25",
    how_en="Android: install SMS Backup & Restore, back up messages (and calls) to a local XML file, and add the .xml file.",
    how_zh="安卓：安装 SMS Backup & Restore，把短信（和通话记录）备份为本地 XML 文件，然后添加 .xml 文件。",
    reads_en="Text and picture messages with their pictures, group messages, drafts and failed ones (marked), and calls. "
    "Encrypted backups are not read.",
    reads_zh="读取短信、彩信及其图片、群发彩信、草稿和发送失败的消息（有标记）以及通话记录。不读取加密的备份。",
    files=("sms-*.xml", "calls-*.xml"),
)


class Sms:
    """Reads backups of text messages."""

    name = NAME
    guide = GUIDE

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Every XML file."""
        return tuple(member for member in peek.members if member.lower().endswith(".xml"))

    def recognises(self, peek: Peek) -> int:
        """3 by its root and rows."""
        if not peek.members:
            return _sureness(peek.text())
        return max((_sureness(peek.text(one)) for one in self.wants(peek) if one in peek.first), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message and call."""
        yield from each_file(
            export,
            (one for one in export.members if one.lower().endswith(".xml")),
            _sureness,
            lambda member: _File(export, member).read(),
        )


def _sureness(head: str) -> int:
    root = _ROOT.search(head)
    if root is None:
        return 0
    return 3 if _ROW.search(head, root.end()) else 2 if re.search(r"<(?:smses|calls)\s+count=", head) else 0


@dataclass(slots=True)
class _Open:
    """A picture message while its parts come."""

    row: Mapping[str, str]
    parts: list[Mapping[str, str]] = field(default_factory=list)
    people: list[tuple[str, str]] = field(default_factory=list)  # address, type


class _File:
    """One backup."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export, self._member = export, member
        self._place = f"{member}: " if member else ""
        self._me = Account(name="Me", source=NAME, owner=True)
        self._accounts: dict[tuple[str, str], Account] = {}
        self._chats: dict[tuple[str, str], Chat] = {}
        self._open: _Open | None = None
        self._ready: list[Entry] = []
        self._number = 0
        self._kept = _Kept(member or export.name)

    def read(self) -> Iterator[Entry]:
        self._export.lend(self._kept.place, self._kept)
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._begun
        parser.EndElementHandler = self._ended
        parser.EntityDeclHandler = self._refused
        try:
            for text in _mended(self._export, self._member):
                parser.Parse(text.encode())
                yield from self._taken()
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            yield from self._taken()
            label = self._export.label(self._member)
            raise UnreadableFile(
                label, f"its XML ends or breaks in line {error.lineno}; back up again."
            ) from None
        yield from self._taken()

    def _taken(self) -> Iterator[Entry]:
        ready, self._ready = self._ready, []
        yield from ready

    def _refused(self, *_: object) -> None:
        raise UnreadableFile(
            self._export.label(self._member), "it declares entities of its own, as no backup does."
        )

    def _begun(self, name: str, row: dict[str, str]) -> None:
        if name == "mms":
            self._open = _Open(row)
        elif name == "part" and self._open is not None:
            self._open.parts.append(row)
        elif name == "addr" and self._open is not None:
            self._open.people.append((row.get("address", ""), row.get("type", "")))
        elif name in ("sms", "call"):
            self._tell(row, self._sms if name == "sms" else self._call)

    def _ended(self, name: str) -> None:
        if name == "mms" and self._open is not None:
            told, self._open = self._open, None
            self._tell(told.row, lambda _, when: self._mms(told, when))

    def _tell(self, row: Mapping[str, str], make: Callable[[Mapping[str, str], datetime], Message]) -> None:
        self._number += 1
        stamp = row.get("date", "")
        if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 16 and int(stamp) < _LAST):
            self._ready.append(
                Problem(f"{self._place}message {self._number}", f"its time is none: {stamp[:20]!r}")
            )
            return
        self._ready.append(make(row, _EPOCH + timedelta(milliseconds=int(stamp))))

    def _sms(self, row: Mapping[str, str], when: datetime) -> Message:
        kind, address = row.get("type", ""), row.get("address", "")
        extra: dict[str, Json] = {"state": _STATES[kind]} if kind in _STATES else {}
        if (subject := row.get("subject", "")) not in _UNKNOWN:
            extra["subject"] = subject
        return Message(
            chat=self._chat([address], row),
            sender=self._me if kind in _SENT else self._account(address, row.get("contact_name", "")),
            when=when,
            precision=Precision.MILLISECOND if when.microsecond else Precision.SECOND,
            text="" if row.get("body") == "null" else row.get("body", ""),
            extra=extra,
        )

    def _call(self, row: Mapping[str, str], when: datetime) -> Message:
        kind, number = row.get("type", ""), row.get("number", "")
        extra: dict[str, Json] = {"call": _CALLS.get(kind, kind)}
        if row.get("duration", "").isdigit():
            extra["seconds"] = int(row["duration"][:9])
        return Message(
            chat=self._chat([number], row),
            sender=self._me
            if kind in ("2", "5", "6")
            else self._account(number, row.get("contact_name", "")),
            when=when,
            precision=Precision.MILLISECOND if when.microsecond else Precision.SECOND,
            text="",
            kind="call",
            extra=extra,
        )

    def _mms(self, told: _Open, when: datetime) -> Message:
        row = told.row
        addresses = [one for one in row.get("address", "").split("~") if one not in _UNKNOWN]
        sent = row.get("msg_box", row.get("m_type", "")) in _SENT
        author = next(
            (one for one, kind in told.people if kind == _FROM and one not in _UNKNOWN),
            addresses[0] if addresses else "",
        )
        names = dict(zip(addresses, _names(row), strict=False))
        texts = [one.get("text", "") for one in told.parts if one.get("ct", "").lower() == "text/plain"]
        attachments = tuple(filter(None, map(self._attachment, told.parts)))
        kinds = [_KINDS.get((one.mime or "").partition("/")[0], "file") for one in attachments]
        extra: dict[str, Json] = {}
        if (subject := row.get("sub", "")) not in _UNKNOWN:
            extra["subject"] = subject
        if row.get("msg_box") in _STATES:
            extra["state"] = _STATES[row["msg_box"]]
        return Message(
            chat=self._chat(addresses or [author], row),
            sender=self._me if sent else self._account(author, names.get(author, "")),
            when=when,
            precision=Precision.MILLISECOND if when.microsecond else Precision.SECOND,
            text="\n".join(text for text in texts if text not in _UNKNOWN),
            kind=kinds[0] if kinds else "text",
            attachments=attachments,
            extra=extra,
        )

    def _attachment(self, part: Mapping[str, str]) -> Attachment | None:
        """What a part brings besides words."""
        mime = part.get("ct", "").lower()
        if mime in ("text/plain", "application/smil", ""):
            return None
        name = next((one for key in ("cl", "name", "fn") if (one := part.get(key, "")) not in _UNKNOWN), "")
        name = PurePosixPath(name.replace("\\", "/")).name or f"part.{mime.rpartition('/')[2][:8]}"
        return Attachment(name=name, mime=mime, path=self._kept.keep(name, part.get("data", "")))

    def _account(self, address: str, name: str) -> Account:
        shown = name if name not in _UNKNOWN else address
        key = (address, shown)
        if key not in self._accounts:
            self._accounts[key] = Account(name=shown, native=address or None, source=NAME)
        return self._accounts[key]

    def _chat(self, addresses: list[str], row: Mapping[str, str]) -> Chat:
        native, name = "~".join(sorted(addresses)), row.get("contact_name", "")
        key = (native, name)
        if key not in self._chats:
            shown = name if name not in _UNKNOWN else ", ".join(addresses)
            several = len(addresses) > 1 or _ROOM.search(native) is not None
            kind: ChatKind = "group" if several else "direct"
            self._chats[key] = Chat(name=shown, native=native or None, source=NAME, kind=kind)
        return self._chats[key]


def _names(row: Mapping[str, str]) -> list[str]:
    return [one.strip() for one in re.split(r"[~,]", row.get("contact_name", ""))]


class _Kept:
    """The pictures of a backup, in a file without a name until they were taken into the archive."""

    def __init__(self, place: str) -> None:
        self.place = f"{place} (parts)"
        self._file: IO[bytes] | None = None
        self._where: dict[str, tuple[int, int]] = {}

    def keep(self, name: str, data: str) -> str | None:
        """Where an attachment can be had from now on; None if the backup holds none."""
        try:
            content = base64.b64decode(data, validate=False)
        except (binascii.Error, ValueError):
            return None
        if not content:
            return None
        called = f"{sha256(content).hexdigest()[:16]}-{name}"
        if called not in self._where:
            self._file = self._file or tempfile.TemporaryFile(prefix="zhiji-")  # noqa: SIM115 - closed by `close`
            self._where[called] = (self._file.seek(0, 2), len(content))
            self._file.write(content)
        return f"{self.place}/{called}"

    def read(self, name: str) -> bytes | None:
        """The bytes of one of them."""
        if self._file is None or name not in self._where:
            return None
        start, size = self._where[name]
        self._file.seek(start)
        return self._file.read(size)

    def close(self) -> None:
        """Let go of them all."""
        if self._file is not None:
            self._file.close()


def _mended(export: Export, member: str | None) -> Iterator[str]:
    """The text in pieces, without what no XML may hold."""
    rest = ""
    with export.json(member) as stream:
        while piece := stream.read(_GULP):
            text = rest + piece.decode(errors="replace")
            cut = _CUT_REFERENCE.search(text)
            rest = text[cut.start() :] if cut else ""
            yield _legal(text[: cut.start()] if cut else text)
    yield _legal(rest)


def _legal(text: str) -> str:
    text = _STRAY.sub("&amp;", _PAIR.sub(_joined, text))
    text = _REFERENCE.sub(lambda found: found[0] if _allowed(found) else "\ufffd", text)
    return _CONTROL.sub("\ufffd", text)


def _joined(found: re.Match[str]) -> str:
    """One character of the two halves that it was written in."""
    high, low = int(found[1]), int(found[2])
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return found[0]
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _allowed(found: re.Match[str]) -> bool:
    code = int(found[1], 16) if found[1] else int(found[2])
    return (
        code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    )


SOURCE = Sms()
