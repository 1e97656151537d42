"""Google Voice in Google Takeout: a page for each stretch of texts, each call and each voicemail.

Pages name people by their numbers, which are their ids. Messages have none, times have a zone.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Contact, Json, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.markup import attributes, pieces, unescaped
from zhiji.sources.protocol import SET, Entry, Guide, Peek

NAME = "googlevoice"
_PAGE = re.compile(r"(?:(.*) - )?(?:[^-/]+ - )?\d{4}-\d\d-\d\dT\d\d_\d\d_\d\dZ?\.html")
_OF_TAKEOUT = re.compile(r"(?:.*/)?(?:Voice|Google Voice)/[^/]+/[^/]+|(?:.*/)?Calls/[^/]+")
_TEXTS = re.compile(r'class="hChatLog hfeed"')
_CALL = re.compile(r'class="haudio"')
_OURS = re.compile(r'google\.com/voice|class="(?:contributor|sender) vcard"|class="dt"')
_LABEL = re.compile(r"voice#(\w+)")
_PLACEHOLDER = re.compile(r"MMS (?:Sent|Received)")
_DURATION = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?")
_ENDINGS = ("jpg", "gif", "png", "mp4", "3gp", "mp3", "amr", "m4a", "vcf")
_CALLS = ("missed", "placed", "received", "recorded", "voicemail")
_KINDS = {"img": "image", "video": "video", "audio": "audio", "vcard": "contact"}
_MOST = 16
_LONGEST = 1 << 20  # characters of one text
_YEARS = range(1970, 2200)


class GoogleVoice:
    """Google Voice's part of a Takeout."""

    name = NAME
    guide = Guide(
        title="Google Voice",
        checked="2026-11-25",
        how_en="At takeout.google.com deselect all, select Google Voice, create the export and add the zip or .tgz "
        "as it comes.",
        how_zh="在 takeout.google.com 取消全选，只选 Google Voice，创建导出，收到的 zip 或 .tgz 直接添加。",
        reads_en="Texts with pictures and other media, group texts, calls, recordings and voicemails with their transcripts. "
        "Bills, greetings and settings are not read.",
        reads_zh="读取短信（含图片等媒体）、群发短信、通话、录音和带文字的语音留言。不读取账单、问候语和设置。",
        files=(),
    )

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Pages with names of Google Voice's that lie elsewhere than in a Takeout."""
        pages = _pages(peek.members)
        return () if any(map(_OF_TAKEOUT.fullmatch, pages)) else tuple(pages[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """SET for a Takeout, 3 by the shape of a page."""
        if not peek.members:
            return 3 if _is_ours(peek.text()) else 0
        pages = _pages(peek.members)
        if pages and (peek.name == "Calls" or any(map(_OF_TAKEOUT.fullmatch, pages))):
            return SET
        return 3 if any(_is_ours(peek.text(member)) for member in self.wants(peek)) else 0

    def read(self, export: Export) -> Iterator[Entry]:
        """Every text, call and voicemail, page by page."""
        reading = _Reading(export)
        if not export.members:
            yield from reading.page(None)
        pages = _pages(export.members)
        for member in pages:
            try:
                if _is_ours(decode_head(export.head(member))):
                    yield from reading.page(member)
            except UnreadableFile as error:
                if len(pages) == 1:
                    raise
                yield Problem(member, str(error))


def _pages(members: tuple[str, ...]) -> list[str]:
    return [member for member in members if _PAGE.fullmatch(member.rpartition("/")[2])]


def _is_ours(head: str) -> bool:
    return bool((_TEXTS.search(head) or _CALL.search(head)) and _OURS.search(head))


@dataclass(slots=True)
class _Person:
    number: str = ""
    name: str = ""
    is_me: bool = False


@dataclass(slots=True)
class _Said:
    """One text, or the call or voicemail that a page is."""

    person: _Person = field(default_factory=_Person)
    time: str = ""
    words: list[str] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)  # kind and name
    duration: str = ""


class _Page:
    """One page's pieces, put together; what it says of itself is known when it has been read through."""

    def __init__(self) -> None:
        self.title = ""
        self.people: list[_Person] = []  # of a group
        self.labels: set[str] = set()
        self.is_call = False
        self._now: _Said | None = None
        self._person: _Person | None = None
        self._into = ""  # what the text that comes belongs to
        self._in_people = False
        self._length = 0

    def read(self, stream: Any) -> Iterator[_Said]:
        """Each text of the page, or the call that it is."""
        for name, rest in pieces(stream):
            if not name:
                self._text(rest)
                continue
            told = attributes(rest) if rest else {}
            kind = told.get("class", "")
            if name == "div" and kind == "message":
                if self._now:
                    yield self._now
                self._now, self._in_people, self._length = _Said(), False, 0
            elif name == "div" and kind == "haudio":
                self.is_call, self._now = True, _Said()
            elif name == "div" and kind == "tags" and self._now and not self.is_call:
                yield self._now
                self._now = None
            else:
                self._open(name, kind, told)
        if self._now:
            yield self._now

    def _open(self, name: str, kind: str, told: dict[str, str]) -> None:
        href = told.get("href", "")
        if name == "title":
            self._into = "title"
        elif name == "div" and kind == "participants":
            self._in_people = True
        elif href.startswith("tel:"):
            self._person = _Person(number=href[4:])
            if self._in_people:
                self.people.append(self._person)
            elif self._now and not self._now.person.number:
                self._now.person = self._person
        elif kind == "fn" and self._person is not None:
            self._into, self._person.is_me = "name", name == "abbr"
        elif kind in ("dt", "published") and self._now:
            self._now.time = told.get("title", "")
        elif kind == "duration" and self._now:
            self._now.duration = told.get("title", "")
        elif name == "q" or kind == "full-text":
            self._into = "words"
        elif name == "br" and self._into == "words":
            self._text("\n")
        elif told.get("rel") == "tag":
            self.labels.update(_LABEL.findall(href))
        elif self._now and (media := kind if name == "a" else name) in _KINDS:
            self._now.files += [(_KINDS[media], file)] if (file := told.get("src", "") or href) else []
        elif name in ("/title", "/span", "/abbr", "/q", "/a"):
            self._into = ""

    def _text(self, text: str) -> None:
        if self._into == "title":
            self.title = " ".join(unescaped(text[:1000]).split())
        elif self._into == "name" and self._person is not None:
            self._person.name = " ".join(unescaped(text[:1000]).split())
        elif self._into == "words" and self._now and self._length < _LONGEST:
            self._now.words.append(text)
            self._length += len(text)


class _Reading:
    """What the pages of one export have in common."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._accounts: dict[tuple[str, str, bool], Account] = {}
        self._chats: dict[Chat, Chat] = {}
        self._files = {
            member.rpartition(".")[0]: member for member in export.members if not member.endswith(".html")
        }

    def page(self, member: str | None) -> Iterator[Message | Problem | Contact]:
        """The messages of one page."""
        label = member or self._export.name
        folder = f"{member.rpartition('/')[0]}/" if member and "/" in member else ""
        first = _Page()
        with self._export.json(member) as stream:  # whose chat it is stands nowhere: look who speaks in it
            others = {one.person.number: one.person for one in first.read(stream) if not one.person.is_me}
        chat = self._chat(first, list(others.values()), label)
        page, found = _Page(), False
        with self._export.json(member) as stream:
            for number, said in enumerate(page.read(stream), 1):
                found = True
                one = self._message(said, first, chat, folder)
                yield one if isinstance(one, Message) else Problem(f"{label}: message {number}", one)
        if not found:
            yield Problem(label, "it has no messages")

    def _chat(self, page: _Page, others: list[_Person], label: str) -> Chat:
        if page.people:
            numbers = sorted({one.number for one in page.people})
            name = ", ".join(one.name or one.number for one in page.people)
            chat = Chat(name=name, native=",".join(numbers), source=NAME, kind="group")
        else:
            other = next((one for one in others if one.number), _Person())
            named = _PAGE.fullmatch(label.rpartition("/")[2])
            name = other.name or (named[1] if named and named[1] else "") or page.title
            chat = Chat(name=name, native=other.number or None, source=NAME, kind="direct")
        return self._chats.setdefault(chat, chat)

    def _account(self, person: _Person) -> Account:
        key = (person.number, person.name, person.is_me)
        known = self._accounts.get(key)
        if known is None:
            known = self._accounts[key] = Account(
                name=person.name or person.number,
                native=person.number or None,
                source=NAME,
                owner=person.is_me,
            )
        return known

    def _message(self, said: _Said, page: _Page, chat: Chat, folder: str) -> Message | str:
        try:
            when = datetime.fromisoformat(said.time)
        except ValueError:
            return f"its time can't be read: {said.time[:60]}" if said.time else "it has no time"
        if when.year not in _YEARS:
            return f"its time can't be read: {said.time[:60]}"
        text = unescaped("".join(said.words)).strip()
        files = tuple(self._file(name, folder) for _, name in said.files)
        rest = self._called(said, page, text) if page.is_call else {"text": text}
        if not page.is_call and said.files:
            rest["kind"] = said.files[0][0]
            rest["text"] = "" if _PLACEHOLDER.fullmatch(text) else text
        placed = page.is_call and "placed" in page.labels
        return Message(
            **{
                "chat": chat,
                "sender": self._account(_Person(name="Me", is_me=True) if placed else said.person),
                "when": when,
                "precision": Precision.MILLISECOND if when.microsecond else Precision.SECOND,
                "zone": "known" if when.tzinfo else "assumed",
                "attachments": files,
                **rest,
            }
        )

    def _called(self, said: _Said, page: _Page, text: str) -> dict[str, Any]:
        """A call's or voicemail's own fields."""
        extra: dict[str, Json] = {}
        kind = next((one for one in _CALLS if one in page.labels), "")
        if kind and kind != "voicemail":
            extra["call"] = kind
        if (found := _DURATION.fullmatch(said.duration)) and any(found.groups()):
            hours, minutes, seconds = (int(one or 0) for one in found.groups())
            extra["duration"] = hours * 3600 + minutes * 60 + seconds
        rest: dict[str, Any] = {"kind": "voice" if kind == "voicemail" else "call", "text": ""}
        if text:
            rest["transcript"] = text
        return rest | ({"extra": extra} if extra else {})

    def _file(self, name: str, folder: str) -> Attachment:
        """A file that came with it; pages leave the ending of its name out."""
        written = name.replace("\\", "/").rpartition("/")[2]
        path = self._export.find(folder + written) or self._files.get(folder + written)
        if path is None and self._export.is_file:
            found = (self._export.find(f"{written}.{ending}") for ending in _ENDINGS)
            path = next(filter(None, found), None)
        called = (path or written).rpartition("/")[2]
        return Attachment(name=called, path=path or folder + written, mime=mimetypes.guess_type(called)[0])


SOURCE = GoogleVoice()
