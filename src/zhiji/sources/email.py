"""Mail as an mbox file (Thunderbird, Apple Mail, Gmail's Takeout) or single .eml files, for chats that were kept there.

A thread of a mailing list is in the chat of its list; all other mail is in the chat of the people who wrote it to each
other. The text is the plain part of a mail, else its HTML part as text; what was quoted stays. RFC 4155, RFC 5322;
Python's own parser does the rest. Checked on 2026-11-25.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy
from email.errors import MessageError
from email.header import Header, decode_header
from email.message import Message as Mail
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from functools import lru_cache
from pathlib import PurePosixPath
from typing import BinaryIO

from zhiji.chat import Account, Attachment, Chat, ChatKind, Json, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import markup
from zhiji.sources.decoding import decode_head, decode_line
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Guide, Peek

NAME = "email"
_FROM = re.compile(rb"From \S* .*\d{4}")
_HEADERS = re.compile(r"(?mi)^(?:from|to|date|subject|message-id|received|return-path|delivered-to):[ \t]")
_ESCAPED = re.compile(rb"^>+From ")
_KEPT = re.compile(r"\s((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) .*)$")
_LIST = re.compile(r"<([^<>]+)>")
_ENDINGS = (".mbox", ".mbx", ".eml", ".emlx")
_LONGEST = 64 << 20  # bytes of a mail
_FAILURES = (
    MessageError,
    ValueError,
    LookupError,
    RecursionError,
    AttributeError,
    TypeError,
)  # of the parser
_PARSER = BytesParser(policy=policy.compat32)
_MOST_TOLD = 12  # names in a chat's name
_SHORT = 400  # characters of a list of people that is remembered


class Email:
    """Reads mailboxes."""

    name = NAME
    guide = Guide(
        title="Email",
        checked="2026-11-25",
        how_en="Gmail: takeout.google.com, Mail, gives .mbox files. Thunderbird: its mail folders are mbox files without an ending, or "
        "save mails as .eml. Apple Mail: Mailbox > Export Mailbox. Add the file or folder.",
        how_zh="Gmail：takeout.google.com 选择“邮件”，得到 .mbox 文件。Thunderbird：邮件文件夹就是没有扩展名的 mbox 文件，也可另存为 .eml。"
        "Apple 邮件：邮箱 > 导出邮箱。添加文件或文件夹。",
        reads_en="Mails as messages, in a chat for each circle of people or mailing list: text, subject, who answered which mail, and names of "
        "attachments (not the attachments).",
        reads_zh="把邮件读作消息，每组收发件人或每个邮件列表一个会话：正文、主题、回复关系和附件名（不含附件内容）。",
        files=("*.mbox",),
    )

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Mailboxes and mails."""
        return tuple(member for member in peek.members if member.lower().endswith(_ENDINGS))

    def recognises(self, peek: Peek) -> int:
        """3 for a mailbox, 2 for a single mail."""
        if not peek.members:
            return _sureness(peek.head, peek.name)
        return max(
            (_sureness(peek.first[one], one) for one in self.wants(peek) if one in peek.first), default=0
        )

    def read(self, export: Export) -> Iterator[Entry]:
        """Every mail."""
        mailbox = _Mailbox()
        members: list[str | None] = [one for one in export.members if one.lower().endswith(_ENDINGS)]
        for member in members if export.members else [None]:
            try:
                if _sureness(export.head(member), member or export.name):
                    with export.open(member) as stream:
                        yield from mailbox.read(stream, f"{member}, " if member else "")
            except UnreadableFile as error:
                if member is None:
                    raise
                yield Problem(member, str(error))


def _sureness(head: bytes, name: str) -> int:
    first, _, rest = head.lstrip(b"\r\n").partition(b"\n")
    found = len({one.group(0).lower() for one in _HEADERS.finditer(decode_head(rest[:8192]))})
    if _FROM.match(first) and found >= 2:
        return 3
    mail = PurePosixPath(name).suffix.lower() in (".eml", ".emlx")
    return (
        2
        if mail and len({one.group(0).lower() for one in _HEADERS.finditer(decode_head(head[:8192]))}) >= 3
        else 0
    )


def _mails(stream: BinaryIO) -> Iterator[bytes | None]:
    """The bytes of each mail; None for one that is too long."""
    lines: list[bytes] = []
    size, blank = 0, True
    for line in iter(lambda: stream.readline(1 << 20), b""):
        if blank and line.startswith(b"From ") and _FROM.match(line):
            if size:
                yield b"".join(lines) if size <= _LONGEST else None
            lines, size, blank = [line], 0, False
            continue
        size += len(line)
        if size <= _LONGEST:
            lines.append(line[1:] if _ESCAPED.match(line) else line)
        blank = not line.strip()
    if size:
        yield b"".join(lines) if size <= _LONGEST else None


class _Mailbox:
    """Mails, with the people and chats they share."""

    def __init__(self) -> None:
        self._accounts: dict[tuple[str, str, bool], Account] = {}
        self._chats: dict[str, Chat] = {}

    def read(self, stream: BinaryIO, place: str) -> Iterator[Entry]:
        """Every mail of a file."""
        for number, raw in enumerate(_mails(stream), 1):
            where = f"{place}mail {number}"
            if raw is None:
                yield Problem(where, f"it is longer than {_LONGEST >> 20} MB and was left out.")
                continue
            try:
                yield self._message(_PARSER.parsebytes(raw)) or Problem(where, "it has no date.")
            except _FAILURES as error:
                yield Problem(where, f"it can't be read as a mail ({type(error).__name__}).")

    def _message(self, mail: Mail) -> Message | None:
        when = _when(mail)
        if when is None:
            return None
        people = _people(mail, "from") or [("", "")]
        others = _people(mail, "to", "cc")
        mine = "sent" in _text(mail["x-gmail-labels"]).lower().split(",")
        subject = _text(mail["subject"])
        extra: dict[str, Json] = {"subject": subject} if subject else {}
        plain, attachments = _body(mail)
        return Message(
            chat=self._chat(mail, [*people, *others]),
            sender=self._account(*people[0], owner=mine),
            when=when,
            precision=Precision.SECOND,
            zone="known" if when.tzinfo else "assumed",
            text=plain,
            kind="text" if plain or not attachments else "file",
            source_id=_id(mail["message-id"]),
            reply_to=_id(mail["in-reply-to"]),
            attachments=attachments,
            extra=extra,
        )

    def _account(self, name: str, address: str, *, owner: bool = False) -> Account:
        key = (name, address, owner)
        if key not in self._accounts:
            self._accounts[key] = Account(
                name=name or address, native=address or None, source=NAME, owner=owner
            )
        return self._accounts[key]

    def _chat(self, mail: Mail, people: list[tuple[str, str]]) -> Chat:
        listed = _LIST.search(_text(mail["list-id"]))
        named = {address: name or address for name, address in people if address}
        native = listed[1] if listed else "~".join(sorted(named)) or "nobody"
        if native not in self._chats:
            shown = list(dict.fromkeys(named.values()))
            name = _text(mail["list-id"]).split("<")[0].strip(' "') if listed else ""
            kind: ChatKind = "group" if listed or len(named) > 2 else "direct"
            self._chats[native] = Chat(
                name=name or (native if listed else ", ".join(shown[:_MOST_TOLD])) or "?",
                native=native,
                source=NAME,
                kind=kind,
            )
        return self._chats[native]


def _text(value: object) -> str:
    """A header as people read it."""
    if value is None:
        return ""
    if isinstance(value, str) and value.isascii() and "=?" not in value:  # nearly all; decoding is slow
        return " ".join(value.split())
    plain = _unpacked(value)
    try:
        return " ".join("".join(_chunks(plain)).split())
    except (ValueError, LookupError, MessageError):
        return " ".join(plain.split())


def _unpacked(value: object) -> str:
    """A header as it is written; bytes that no header may hold are told by themselves (mails of before 2000, spam)."""
    if not isinstance(value, Header):
        return str(value)
    chunks = decode_header(value)
    return "".join(
        decode_line(raw)
        if isinstance(raw, bytes)
        else raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        for raw, _ in chunks
    )


def _chunks(plain: str) -> Iterator[str]:
    """The words of a header, each in its encoding; if it isn't in the one that it names, in the likeliest."""
    for raw, charset in decode_header(plain):
        if isinstance(raw, str):
            yield raw
            continue
        try:
            yield raw.decode(charset or "ascii")
        except (UnicodeDecodeError, LookupError):
            yield decode_line(raw)


def _people(mail: Mail, *headers: str) -> list[tuple[str, str]]:
    written = [_unpacked(value) for header in headers for value in mail.get_all(header, [])]
    return [person for one in written for person in (_known if len(one) < _SHORT else _addressed)(one)]


def _addressed(written: str) -> tuple[tuple[str, str], ...]:
    """The people in one header, with their addresses."""
    return tuple(
        (_text(name), address.lower()) for name, address in getaddresses([written]) if name or address
    )


_known = lru_cache(4096)(_addressed)  # most mail is from and to the same people


def _when(mail: Mail) -> datetime | None:
    """When it was written; else when it came, as the servers on its way or the mailbox say."""
    came = [str(value).rpartition(";")[2] for value in mail.get_all("received", [])[:1]]
    kept = [" ".join(found[1].split()) for found in [_KEPT.search(mail.get_unixfrom() or "")] if found]
    told = (_instant(one) for one in (_unpacked(mail["date"] or ""), *came, *kept))
    return next((when for when in told if when), None)


def _instant(text: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(text).replace(microsecond=0)
        return when if 1970 <= when.astimezone(UTC).year < 2200 else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _id(value: object) -> str | None:
    found = _LIST.search(_text(value))
    return found[1] if found else _text(value) or None


def _body(mail: Mail) -> tuple[str, tuple[Attachment, ...]]:
    """The words of a mail, and what it brings besides."""
    plain: list[str] = []
    html: list[str] = []
    attachments: list[Attachment] = []
    for part in mail.walk():
        if part.is_multipart():
            continue
        kind, name = part.get_content_type(), _text(part.get_filename())
        if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            attachments.append(Attachment(name=PurePosixPath(name.replace("\\", "/")).name, mime=kind))
        elif kind == "text/plain":
            plain.append(_words(part))
        elif kind == "text/html":
            html.append(_words(part))
    text = "\n\n".join(plain).strip() or "\n\n".join(map(_shown, html)).strip()
    return text, tuple(attachments)


def _words(part: Mail) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    try:
        return raw.decode(part.get_content_charset() or "utf-8", "replace").replace("\r\n", "\n")
    except LookupError:
        return raw.decode("utf-8", "replace").replace("\r\n", "\n")


def _shown(html: str) -> str:
    lines = (" ".join(line.split()) for line in markup.shown(html).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


SOURCE = Email()
