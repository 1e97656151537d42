"""`My Activity/Gemini Apps/MyActivity.html`, which is what Takeout gives unless one asks for JSON; the newest first.

    <div class="outer-cell ..."><p class="mdl-typography--title">Gemini Apps<br></p>
      <div class="content-cell ... mdl-typography--body-1">Prompted what is a keel?<br>Mar 4, 2026, 9:03:12 AM CET<br><p>...</p></div>

A cell holds the prompt, lines on what was attached, the time, and behind it the answer as HTML.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal

from zhiji.chat import Attachment, Chat, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.assistants import Roles
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.gemini.activity import NAME, OURS, Told, deed, plain, prompt
from zhiji.sources.markup import attributes, pieces, shown, unescaped
from zhiji.sources.protocol import SET, Entry, Peek
from zhiji.sources.written_dates import written

_FILE = re.compile(r"(?:.*/)?(?:my ?activity|[^/]*(?:gemini|bard)[^/]*(?:/[^/]*)?)\.html?", re.IGNORECASE)
_CELL = re.compile(r"\bouter-cell\b")
_TITLE = re.compile(r'class="mdl-typography--title">[^<]*(?:Gemini|Bard)')
_LOOK = re.compile(r"\bmdl-[a-z]")
_NAMED = re.compile(r"gemini|bard", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINK = re.compile(r'<a\s[^<>]*href="([^"]*)"', re.IGNORECASE)
_LONGEST_WORD = 40
_ATTACHED = re.compile(r"- ")
_LONGEST = 4 << 20  # characters of one entry


class Page:
    """The HTML form of Google's record of what was asked."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The pages of activity."""
        return tuple(member for member in peek.members if _FILE.fullmatch(member))

    def recognises(self, peek: Peek) -> int:
        """3 by an entry of Gemini; 2 by the look of such a page in Gemini's folder, whose entries begin far down."""
        if not peek.members:
            return _sureness(peek.text(), peek.name)
        sure = max(
            (_sureness(peek.text(one), one) for one in self.wants(peek) if one in peek.first), default=0
        )
        return SET if sure and any(_NAMED.search(one) for one in self.wants(peek)) else sure

    def read(self, export: Export) -> Iterator[Entry]:
        """Every prompt, each with its answer behind it."""
        told = Told(Roles(NAME, owner="user", names={"user": "You", "model": "Gemini"}))
        members: list[str | None] = [one for one in export.members if _FILE.fullmatch(one)]
        for member in members if export.members else [None]:
            try:
                if _sureness(decode_head(export.head(member)), member or str(export.path)):
                    yield from _entries(export, member, told)
            except UnreadableFile as error:
                if member is None or len(members) == 1:
                    raise
                yield Problem(member, str(error))


def _sureness(head: str, name: str) -> int:
    if _CELL.search(head) and _TITLE.search(head):
        return 3
    styled = _LOOK.search(head) and not _TITLE.search(head) and "<html" in head[:2000].lower()
    return 2 if styled and _NAMED.search(name) else 0


@dataclass(slots=True)
class _Cell:
    """One entry while it is read."""

    title: str = ""
    body: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    length: int = 0


def _entries(export: Export, member: str | None, told: Told) -> Iterator[Entry]:
    label, number = member or export.name, 0
    for cell in _cells(export, member):
        if not OURS.search(cell.title):
            continue
        number += 1
        yield from _turns(cell, told, f"{label}: entry {number}")
    if not number:
        yield Problem(label, "it has no entries of Gemini")


def _cells(export: Export, member: str | None) -> Iterator[_Cell]:
    """Each entry: its title, what stands in its first cell, and where it links to."""
    cell: _Cell | None = None
    place, depth = "", 0
    with export.json(member) as raw:
        for name, rest in pieces(raw):
            style = attributes(rest).get("class", "") if "class" in rest else ""
            if name == "div" and "outer-cell" in style:
                if cell:
                    yield cell
                cell, place = _Cell(), ""
            elif cell is None:
                continue
            elif name == "p" and "mdl-typography--title" in style:
                place = "title"
            elif name == "/p" and place == "title":
                place = ""
            elif name == "div" and "content-cell" in style:
                first = "body-1" in style and "text-right" not in style and not cell.body
                place, depth = ("body" if first else "rest"), 0
            elif name == "/div" and place == "body" and depth == 0:
                place = ""
            elif not name and place == "title":
                cell.title += unescaped(rest)
            else:
                depth += (name == "div") - (name == "/div")
                _keep(cell, name, rest, place)
    if cell:
        yield cell


def _keep(cell: _Cell, name: str, rest: str, place: str) -> None:
    if name == "a" and (href := attributes(rest).get("href")):
        cell.links.append(href)
    if place != "body" or cell.length > _LONGEST:
        return
    written_out = rest if not name else f"<{name}{rest}>"
    cell.body.append(written_out)
    cell.length += len(written_out)


def _turns(cell: _Cell, told: Told, where: str) -> Iterator[Entry]:
    lines = _BREAK.split("".join(cell.body))
    at, time = next(
        ((number, found) for number, line in enumerate(lines) if number and (found := written(plain(line)))),
        (0, None),
    )
    if time is None:
        yield Problem(where, "it has no time")
        return
    end = at
    while end and _ATTACHED.match(plain(lines[end - 1])):
        end -= 1
    listed = lines[end:at]
    asked = lines[: end - 1 if listed else end]  # a line above tells how many were attached
    answer = told.text("<br>".join(lines[at + 1 :]))
    done = len(asked) == 1 and deed(plain(asked[0])) and not answer
    chat: Chat = told.chat(cell.links)
    zone: Literal["known", "assumed"] = "known" if time[0].tzinfo else "assumed"
    text = _asked("\n".join(shown(line).strip(" \n") for line in asked).strip(" \n"))
    yield Message(
        chat=chat,
        sender=told.roles.get("user"),
        when=time[0],
        precision=time[1],
        zone=zone,
        text=plain(asked[0]) if done else text,
        kind="system" if done else _kind(text, listed),
        attachments=tuple(map(_attachment, listed)),
    )
    if answer:
        yield Message(
            chat=chat, sender=told.roles.get("model"), when=time[0], precision=time[1], zone=zone, text=answer
        )


def _asked(text: str) -> str:
    """What was asked. A word before it says that it was; in any language a space that doesn't break stands behind it."""
    word, space, rest = text.partition("\u00a0")
    if space and len(word) <= _LONGEST_WORD and "\n" not in word and prompt(text) == text:
        return rest.strip()
    return prompt(text + " ").strip()


def _kind(text: str, listed: list[str]) -> str:
    if text or not listed:
        return "text"
    mime = mimetypes.guess_type(_attachment(listed[0]).name)[0] or ""
    return {"image": "image", "video": "video", "audio": "voice"}.get(mime.partition("/")[0], "file")


def _attachment(line: str) -> Attachment:
    """A file that was sent, by where it lies beside the page, or by its name alone."""
    link = _LINK.search(line)
    path = unescaped(link[1]) if link else ""
    name = plain(line).removeprefix("-").strip()
    if not path or ":" in path:
        return Attachment(name=name)
    return Attachment(name=PurePosixPath(path).name, path=path)
