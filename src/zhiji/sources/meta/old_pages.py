"""Facebook's archive of 2010 to early 2018: all chats in `html/messages.htm`, since 2017 one in each `messages/N.html`.

    <div class="thread">Ana Lee, Ben Roth
      <div class="message"><div class="message_header"><span class="user">Ben Roth</span>
        <span class="meta">Friday, October 4, 2013 at 10:05pm PDT</span></div></div>
      <p>see you there</p>

The words stand behind the block that tells who and when. A long chat is in several threads of the same people, each
newest first. Names are all there is of people; who hid theirs is a number at facebook.com.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from zhiji.chat import Account, Attachment, Chat, Message, Problem
from zhiji.sources.export import Export
from zhiji.sources.formats import each_or_the_only
from zhiji.sources.markup import attributes, pieces, unescaped
from zhiji.sources.meta import notices
from zhiji.sources.meta.placing import Places
from zhiji.sources.ordering import oldest_first
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.written_dates import written

NAME = "messenger"
_FILE = re.compile(r"(?:.*/)?(?:messages\.html?|messages/\d+\.html?)", re.IGNORECASE)
_SHAPE = re.compile(r'class="message_header"')
_PARTS = re.compile(r'class="(?:user|meta|thread)"')
_WITH = re.compile(r"^Conversation with\s+")
_PEOPLE = re.compile(r"^Participants?:\s*")
_OWNER = re.compile(r"(.+) - Messages")
_MEDIA = {"img": "image", "video": "video", "audio": "voice"}
_MOST = 8
_LONGEST = 1 << 20  # characters of one message


class OldPages:
    """The pages of Facebook's old archive."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The first of the pages."""
        return tuple(_files(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by the names that the pages' styles had."""
        if not peek.members:
            return 3 if _is_ours(peek.text()) else 0
        return 3 if any(_is_ours(peek.text(one)) for one in self.wants(peek)) else 0

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of every thread, the oldest of a thread first."""
        accounts: dict[str, Account] = {}
        chats: dict[Chat, Chat] = {}
        yield from each_or_the_only(
            export,
            _files(export.members),
            _is_ours,
            lambda member: _Page(export, member, accounts, chats).read(),
        )


def _files(members: tuple[str, ...]) -> list[str]:
    return [member for member in members if _FILE.fullmatch(member)]


def _is_ours(head: str) -> bool:
    return bool(_SHAPE.search(head)) and len(set(_PARTS.findall(head))) == 3


@dataclass(slots=True)
class _Said:
    """A message while its page is read."""

    who: str = ""
    when: str = ""
    words: list[str] = field(default_factory=list)
    length: int = 0
    files: list[tuple[str, str]] = field(default_factory=list)  # where it lies, and its kind


@dataclass(slots=True)
class _Thread:
    """What a page says before its next message."""

    people: list[str] = field(default_factory=list)
    title: str = ""


class _Page:
    """One page."""

    def __init__(
        self, export: Export, member: str | None, accounts: dict[str, Account], chats: dict[Chat, Chat]
    ) -> None:
        self._export, self._member = export, member
        self._label = member or export.name
        self._accounts, self._chats = accounts, chats
        self._places = Places(export, str(PurePosixPath(member or "").parent).removeprefix("."))
        self._owner = ""

    def read(self) -> Iterator[Message | Problem]:
        """Its messages, each thread's by itself."""
        told: list[Message | Problem] = []
        number, before = 0, None
        for thread, said in self._said():
            number += 1
            if before is not None and thread is not before:
                yield from oldest_first(told, newest_first=True)
                told = []
            before = thread
            told.append(self._message(thread, said, number))
        if not number:
            yield Problem(self._label, "it has no messages")
        yield from oldest_first(told, newest_first=True)

    def _said(self) -> Iterator[tuple[_Thread, _Said]]:
        """Each message with its thread, in the order of the page."""
        thread, said = _Thread(), None
        place = ""  # what the text at hand is: "user", "meta", "thread", "title", "words"
        with self._export.json(self._member) as raw:
            for name, rest in pieces(raw):
                if not name:
                    _take(rest, place, thread, said, self)
                    continue
                style = attributes(rest).get("class", "") if "class" in rest else ""
                if name == "div" and style == "thread":
                    if said:
                        yield thread, said
                    thread, said, place = _Thread(), None, "thread"
                elif name == "div" and style == "message":
                    if said:
                        yield thread, said
                    said, place = _Said(), ""
                elif name == "span" and style in ("user", "meta"):
                    place = style
                elif name == "/span":
                    place = ""
                elif name in ("title", "h1"):
                    place = name
                elif name in ("/title", "/h1"):
                    place = ""
                elif name in ("h3", "/h3") and said is None:
                    place = "thread"
                elif said:
                    place = _in_words(name, rest, said, place)
        if said:
            yield thread, said

    def own(self, title: str) -> None:
        """The page's title names its owner."""
        if (found := _OWNER.fullmatch(title)) and not self._owner:
            self._owner = found[1].strip()

    def _message(self, thread: _Thread, said: _Said, number: int) -> Message | Problem:
        time = written(said.when)
        if time is None:
            return Problem(
                f"{self._label}: message {number}", f"its time can't be read: {_one_line(said.when)}"
            )
        text = "\n".join(line for one in said.words if (line := unescaped(one).strip(" \t\r\n")))
        kinds = [kind for _, kind in said.files]
        return Message(
            chat=self._chat(thread),
            sender=self._account(unescaped(said.who).strip()),
            when=time[0],
            precision=time[1],
            zone="known" if time[0].tzinfo else "assumed",
            text=text,
            kind=kinds[0] if kinds else notices.kind_of(text, said.who) or "text",
            attachments=tuple(
                Attachment(name=PurePosixPath(path).name, path=self._places.of(path))
                for path, _ in said.files
            ),
        )

    def _chat(self, thread: _Thread) -> Chat:
        people = thread.people or ([thread.title] if thread.title else [])
        others = [one for one in people if one != self._owner] or people
        chat = Chat(
            name=thread.title or ", ".join(others),
            source=NAME,
            kind="group" if len(people) > 2 else "direct" if people else None,
        )
        return self._chats.setdefault(chat, chat)

    def _account(self, name: str) -> Account:
        if name not in self._accounts:
            own = bool(name) and name == self._owner
            self._accounts[name] = Account(name=name, source=NAME, owner=own)
        return self._accounts[name]


def _take(text: str, place: str, thread: _Thread, said: _Said | None, page: _Page) -> None:
    """Put a text where it belongs."""
    if place == "thread":
        plain = unescaped(text).strip()
        if _WITH.match(plain):
            thread.title = _WITH.sub("", plain)
        elif plain:
            thread.people += [one.strip() for one in _PEOPLE.sub("", plain).split(", ") if one.strip()]
    elif place == "title":
        page.own(unescaped(text).strip())
    elif said is not None and place == "user":
        said.who += text
    elif said is not None and place == "meta":
        said.when += text
    elif said is not None and place == "words" and said.length < _LONGEST:
        said.length += len(text)
        said.words[-1] += text


def _in_words(name: str, rest: str, said: _Said, place: str) -> str:
    """What stands behind the block of who and when; returns what the next text is."""
    if name == "p":
        said.words.append("")
        return "words"
    if name == "/p":
        return ""
    if name == "br" and place == "words":
        said.words[-1] += "\n"
    if name in _MEDIA and (path := attributes(rest).get("src")):
        kind = "sticker" if "/stickers/" in path else "gif" if "/gifs/" in path else _MEDIA[name]
        said.files.append((path, kind))
    elif name == "a" and (path := attributes(rest).get("href", "")) and "/files/" in path and ":" not in path:
        said.files.append((path, "file"))
    return place


def _one_line(text: str) -> str:
    return " ".join(text.split())[:60]
