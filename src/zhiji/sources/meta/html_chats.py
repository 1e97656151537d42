"""Chats as HTML pages, which is what Meta's download is unless one asks for JSON: names, local time, words and media.

A page shows less than the JSON of the same chat: where both are there, JSON is read. Times have no zone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from zhiji.chat import Attachment, Chat, ChatKind, Json, Message, Problem, Reaction
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.markup import pieces
from zhiji.sources.meta import layout, notices
from zhiji.sources.meta.html_blocks import Blocks, Leaf, time_of
from zhiji.sources.meta.layout import SURE, App, ChatFile
from zhiji.sources.meta.owner import owner_names
from zhiji.sources.meta.placing import Places
from zhiji.sources.meta.records import Accounts
from zhiji.sources.ordering import oldest_first
from zhiji.sources.protocol import Entry, Peek

_MOST = 32
_REACTION = re.compile(r"([^\w\s]{1,12})\s*(.*)", re.DOTALL)
_WHEN = re.compile(r"\s*\(([^()]{6,60})\)\s*$")
_STICKER = re.compile(r"(?:^|/)stickers?(?:_used)?/")
_GIF = re.compile(r"(?:^|/)gifs/|\.gif$")
_AND = re.compile(r", and |, | and ")


class HtmlChats:
    """The HTML format of one of the two apps."""

    def __init__(self, app: App) -> None:
        self._app = app

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Pages whose beginnings tell which app they are of, where paths don't."""
        files = _without_json(peek.members)
        if files:
            return tuple(one.member for one in layout.first_of(files) if one.member)
        return tuple(member for member in peek.members if member.endswith(".html"))[:_MOST]

    def recognises(self, peek: Peek) -> int:
        """SET or AROUND for a download, 3 for chats of it, 1 for a zip that holds pages of such a shape."""
        if not peek.members:
            return SURE if self._is_ours(peek.text(), peek.name) else 0
        files = _without_json(peek.members)
        if files:
            ours = self._ours(files, peek.members, peek.name, peek.text)
            return layout.sureness(ours, peek.name, peek.members) if ours else 0
        return int(any(self._is_ours(peek.text(member), member) for member in self.wants(peek)))

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of every chat, the oldest of a chat first."""
        reading = _Reading(export, self._app)
        if not export.members:
            yield from reading.chat(layout.alone(export))
            return
        files = self._files(export)
        for file in files:
            try:
                yield from reading.chat(file)
            except UnreadableFile as error:
                if len(files) == 1:
                    raise
                yield Problem(str(file.member), str(error))

    def _ours(
        self, files: list[ChatFile], members: Iterable[str], download: str, head: Callable[[str], str]
    ) -> list[ChatFile]:
        return layout.of_app(files, self._app, members=members, download=download, head=head)

    def _is_ours(self, head: str, name: str) -> bool:
        return layout.is_page(head, name.rpartition("/")[2]) and layout.app_of(head, name) == self._app

    def _files(self, export: Export) -> list[ChatFile]:
        def head(member: str) -> str:
            try:
                return decode_head(export.head(member))
            except UnreadableFile:
                return ""

        if named := _without_json(export.members):
            return self._ours(named, export.members, export.name, head)
        pages = (member for member in export.members if member.endswith(".html"))
        return sorted(
            (layout.chat_file(one) for one in pages if self._is_ours(head(one), one)), key=layout.by_age
        )


def _without_json(members: Iterable[str]) -> list[ChatFile]:
    """The pages of chats that aren't there as JSON."""
    members = tuple(members)
    in_json = {one.folder for one in layout.in_sections(members, ".json")}
    return [one for one in layout.in_sections(members, ".html") if one.folder not in in_json]


class _Reading:
    """What the chats of one export have in common."""

    def __init__(self, export: Export, app: App) -> None:
        self._export = export
        self._app = app
        self._accounts = Accounts(app, owner_names(export, app))
        self._chats: dict[Chat, Chat] = {}

    def chat(self, file: ChatFile) -> Iterator[Message | Problem]:
        """The messages of one page."""
        yield from oldest_first(self._messages(file), newest_first=True)

    def _messages(self, file: ChatFile) -> Iterator[Message | Problem]:
        label = file.member or self._export.name
        places = Places(self._export, file.folder)
        page, number, chat = Blocks(), 0, None
        with self._export.json(file.member) as raw:
            for number, leaves in enumerate(page.read(pieces(raw)), 1):
                chat = chat or self._chat(page, file)
                found = _message(leaves, chat, self._accounts, places)
                yield Problem(f"{label}: message {number}", found) if isinstance(found, str) else found
        if not number:
            yield Problem(label, "it has no messages")

    def _chat(self, page: Blocks, file: ChatFile) -> Chat:
        people = _AND.split(page.people.partition(":")[2].strip()) if page.people else []
        kind: ChatKind | None = "group" if len(people) > 2 else "direct" if people else None
        name = page.title or layout.slug(file.name)
        chat = Chat(name=name, native=layout.native(file.name), source=self._app, kind=kind)
        return self._chats.setdefault(chat, chat)


def _message(leaves: list[Leaf], chat: Chat, accounts: Accounts, places: Places) -> Message | str:
    """The message that a block is, or what is wrong with it."""
    time, rest = _time(leaves)
    if isinstance(time, str):
        return f"its time can't be read: {time[:60]}"
    sender = next((one for one in rest if one.role == "sender" and not one.file), None)
    if sender is None and rest and not rest[0].role and not rest[0].file:
        sender = rest[0]
    body = [one for one in rest if one is not sender and one.role != "time"]
    name = sender.text if sender else ""
    return Message(
        chat=chat,
        sender=accounts.get(name),
        when=time[0],
        precision=time[1],
        zone="known" if time[0].tzinfo else "assumed",
        **_content(body, name, places),
    )


def _time(leaves: list[Leaf]) -> tuple[tuple[datetime, int] | str, list[Leaf]]:
    """The time (as it stands there, if it can't be read), and the other leaves."""
    marked = [one for one in leaves if one.role == "time" and not one.file] or leaves[-1:]
    for one in reversed(marked):
        if found := time_of(one.text):
            return found, [other for other in leaves if other is not one]
    return marked[-1].text, leaves


def _content(body: list[Leaf], sender: str, places: Places) -> dict[str, Any]:
    """What was said: the first text is the words, what follows is what a link shows."""
    files = [one for one in body if one.file]
    links = [one.href for one in body if one.href and not one.file]
    texts = [one.text for one in body if not one.file and one.role != "reaction"]
    if body and not any(one.role for one in body):  # a page that tells nothing by its styles
        texts = ["\n".join(texts)] if texts else []
    text, more = (texts[0], texts[1:]) if texts else ("", [])
    extra: dict[str, Json] = {}
    if links:
        extra["share"] = {"link": links[0]}
    if more := [one for one in more if one not in links]:
        extra["shown"] = [*more]
    kinds = [_kind(one) for one in files]
    kind = kinds[0] if kinds else "link" if links else notices.kind_of(text, sender) or "text"
    return {
        "text": text,
        "kind": kind,
        "attachments": tuple(_attachment(one, places) for one in files),
        "reactions": tuple(_reaction(one.text) for one in body if one.role == "reaction" and not one.file),
        **({"extra": extra} if extra else {}),
    }


def _kind(leaf: Leaf) -> str:
    if _STICKER.search(leaf.text):
        return "sticker"
    return "gif" if _GIF.search(leaf.text) else leaf.file


def _attachment(leaf: Leaf, places: Places) -> Attachment:
    name = leaf.text.partition("?")[0].rstrip("/").rpartition("/")[2]
    if leaf.text.startswith(("http:", "https:", "data:")):
        return Attachment(name="" if leaf.text.startswith("data:") else name)
    return Attachment(name=name, path=places.of(leaf.text))


def _reaction(text: str) -> Reaction:
    """😂Ana (Dec 28, 2020 6:56 am)"""
    when = None
    if (found := _WHEN.search(text)) and (time := time_of(found[1])):
        text, when = text[: found.start()], time[0]
    parts = _REACTION.match(text)
    return (
        Reaction(sender=parts[2].strip(), emoji=parts[1], when=when)
        if parts
        else Reaction(sender=text, emoji="")
    )
