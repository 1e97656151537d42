"""Telegram Desktop's HTML export: pages of a thousand messages, messages.html, messages2.html and so on.

A page is read block by block, a block being a message's <div>; its parts are found by their classes
(export_output_html.cpp). The pages tell ids of messages, but not of chats and people; service lines have no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from zhiji.chat import Chat, Contact, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.protocol import SET, Entry, Peek
from zhiji.sources.telegram import html_messages as blocks
from zhiji.sources.telegram.html_messages import Page
from zhiji.sources.telegram.records import SOURCE_NAME
from zhiji.sources.telegram.result_json import sureness as is_result

_LONGEST = 4 << 20  # characters of one message; the app ends a text at 4,096
_HEADER_LINES = 400
_NAME = re.compile(r"messages(\d*)\.html?", re.IGNORECASE)
_SHAPE = re.compile(
    r'<div class="message default clearfix[^"]*"(?: id="[a-z]*\d+"|>)[\s\S]{0,2000}?'
    r' class="pull_right date details" title="\d\d\.\d\d\.\d{4} \d'
)
_SERVICE = re.compile(r'<div class="message service" id="[a-z]*-?\d+"')
_WRAP = re.compile(r'<div class="(?:page_wrap|page_header|page_body chat_page|history)"')
_LIST = re.compile(r'<div class="page_body list_page">')
_TITLE = re.compile(r'<div class="text bold">([^<]*)')
_IN_FULL = re.compile(r"(?:^|/)chats/chat_\d+/messages\.html$")
_ENTRY = re.compile(r'<div class="entry clearfix">')
_START = re.compile(r'(?=<div class="message (?:default|service))')
_MOST = 40


class Pages:
    """Telegram Desktop's pages."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The first page of each chat."""
        return tuple(_first_pages(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by a message's <div>; SET for a chat's folder, or the whole of an export."""
        if not peek.members:
            return _sureness(peek.text())
        first = _first_pages(peek.members)[:_MOST]
        sure = max((_sureness(peek.text(member)) for member in first), default=0)
        return SET if sure and _is_set(peek) else sure

    def read(self, export: Export) -> Iterator[Entry]:
        """Every chat, page by page."""
        if not export.members:
            yield from _Chat(export, [None], alone=True).read()
            return
        told = _told_better(export)
        chats = [pages for pages in _pages(export.members) if not _below(pages[0], told)]
        yield from _contacts(export, told)
        for pages in chats:
            try:
                if _sureness(decode_head(export.head(pages[0]))):
                    yield from _Chat(export, [*pages], alone=len(chats) == 1).read()
            except UnreadableFile as error:
                yield Problem(pages[0], " ".join(str(error).split()))


def _sureness(head: str) -> int:
    if "<html" not in head[:2000].lower():
        return 0
    if _SHAPE.search(head):
        return 3
    return 3 if _WRAP.search(head) and _SERVICE.search(head) and "Exported Data" in head else 0


def _is_set(peek: Peek) -> bool:
    """Whether the folder is what one export wrote, going by its names."""
    members = set(peek.members)
    for member in members:
        if _IN_FULL.search(member):
            return True
        folder, _, name = member.rpartition("/")
        beside = f"{folder}/" if folder else ""
        if name == "messages.html" and not re.fullmatch(r"chat_\d+", PurePosixPath(folder).name or peek.name):
            others = (f"{beside}{one}" for one in ("messages2.html", "css/style.css", "js/script.js"))
            if any(one in members for one in others):
                return True
    return False


def _pages(members: tuple[str, ...]) -> list[list[str]]:
    """The pages of each chat, in their order."""
    chats: dict[str, list[tuple[int, str]]] = {}
    for member in members:
        folder, _, name = member.rpartition("/")
        if found := _NAME.fullmatch(name):
            chats.setdefault(folder, []).append((int(found[1] or 1), member))
    return [[member for _, member in sorted(pages)] for _, pages in sorted(chats.items())]


def _first_pages(members: tuple[str, ...]) -> list[str]:
    return [pages[0] for pages in _pages(members)]


def _told_better(export: Export) -> list[str]:
    """Folders whose chats a result.json tells too, with the ids that pages lack."""
    found = []
    for member in export.members:
        folder, _, name = member.rpartition("/")
        if name == "result.json" and is_result(decode_head(export.head(member))):
            found.append(f"{folder}/" if folder else "")
    return found


def _below(member: str, folders: list[str]) -> bool:
    return any(member.startswith(folder) for folder in folders)


def _contacts(export: Export, told: list[str]) -> Iterator[Entry]:
    for member in export.members:
        if f"/{member}".endswith("/lists/contacts.html") and not _below(member, told):
            try:
                yield from _entries(export, member)
            except UnreadableFile as error:
                yield Problem(member, " ".join(str(error).split()))


def _entries(export: Export, member: str) -> Iterator[Contact]:
    """The entries of the address book's page."""
    block = ""
    listed = False
    for _, line in export.lines(member):
        listed = listed or bool(_LIST.search(line))
        if _ENTRY.search(line):
            if listed and (found := blocks.contact(block)):
                yield found
            block = ""
        if len(block) < _LONGEST:
            block += line + "\n"
    if listed and (found := blocks.contact(block)):
        yield found


class _Chat:
    """One chat's pages."""

    def __init__(self, export: Export, pages: list[str | None], *, alone: bool) -> None:
        self._export, self._pages = export, pages
        folder = pages[0].rpartition("/")[0] if pages[0] else ""
        name = self._title() or PurePosixPath(folder or export.name).name
        self._chat = Chat(name=name, source=SOURCE_NAME, strand="" if alone else folder)
        self._folder = f"{folder}/" if folder else ""

    def read(self) -> Iterator[Entry]:
        page = Page(self._chat, self._folder, blocks.zone(decode_head(self._export.head(self._pages[0]))))
        for member in self._pages:
            label = member or self._export.name
            for number, block in self._blocks(member):
                for made in page.read(block):
                    yield Problem(f"{label}, line {number}", made) if isinstance(made, str) else made
        yield from page.end()

    def _title(self) -> str:
        """The chat's name, which stands on top of each page."""
        for number, line in self._export.lines(self._pages[0]):
            if found := _TITLE.search(line):
                name = found[1].strip()
                return blocks.plain(name) if name else self._next_line(number)
            if number > _HEADER_LINES:
                break
        return ""

    def _next_line(self, number: int) -> str:
        lines = self._export.lines(self._pages[0])
        return next((blocks.plain(line) for at, line in lines if at == number + 1), "")

    def _blocks(self, member: str | None) -> Iterator[tuple[int, str]]:
        """The messages' blocks, each with the line that it begins at; what stands before the first is none."""
        begun, size = 0, 0
        parts: list[str] = []
        for number, line in self._export.lines(member):
            if '<div class="message ' in line:
                for piece in _START.split(line):
                    if piece.startswith('<div class="message '):
                        if begun:
                            yield begun, "\n".join(parts)
                        begun, size, parts = number, 0, []
                    parts.append(piece)
                continue
            size += len(line)
            if begun and size < _LONGEST:
                parts.append(line)
        if begun:
            yield begun, "\n".join(parts)
