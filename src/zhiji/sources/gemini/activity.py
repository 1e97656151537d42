"""`My Activity/Gemini Apps/MyActivity.json`: one entry for each prompt, with its answers as HTML, the newest first.

    {"header": "Gemini Apps", "title": "Prompted what is a keel?", "time": "2026-02-02T07:24:02.806Z",
     "safeHtmlItem": [{"html": "<p>...</p>"}], "subtitles": [...], "details": [{"url": "https://gemini.google.com/app/<id>"}]}

The time is what tells an entry from all others. Several `safeHtmlItem` are answers that were asked for again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Attachment, Chat, Json, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import markup
from zhiji.sources.assistants import Roles, instant, objects, string, told
from zhiji.sources.export import Export
from zhiji.sources.formats import each_or_the_only
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import SET, Entry, Peek

NAME = "gemini"
OURS = re.compile(r"Gemini|Bard")  # in many languages' headers: Gemini Apps, Додатки Gemini
_ENTRY = re.compile(r'"header"\s*:\s*"[^"]*(?:Gemini|Bard)[^"]*"')
_TIME = re.compile(r'"time"\s*:\s*"\d{4}-\d\d-\d\dT')
_FOLDER = re.compile(r"gemini|bard", re.IGNORECASE)
_NAMES = frozenset({"myactivity.json", "my activity.json"})
_VERBS = re.compile(
    r"^(?:Prompted|Запит:|Asked|Said|Searched for|Sent a prompt:|Asked Gemini:?)\s+", re.IGNORECASE
)
_DEEDS = re.compile(r"^(?:Used|Created|Gave|Selected|Added|Visited|Branched|Answered|Viewed|Shared)\b")
_APP = re.compile(r"gemini\.google\.com/(?:u/\d+/)?(?:app(?:/c)?|share|gem/[^/?#]+)/([0-9a-f]{6,})")


class Activity:
    """Google's record of what was asked."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The files of activity."""
        return tuple(member for member in peek.members if _is_ours(member))

    def recognises(self, peek: Peek) -> int:
        """3 by entries of Gemini; a Takeout's part of it is a set of its own."""
        if not peek.members:
            return 3 if _sure(peek.text()) else 0
        found = [one for one in self.wants(peek) if one in peek.first and _sure(peek.text(one))]
        return (
            SET
            if any("gemini" in one.lower() or "bard" in one.lower() for one in found)
            else 3
            if found
            else 0
        )

    def read(self, export: Export) -> Iterator[Entry]:
        """Every prompt, each with its answers behind it."""
        members = filter(_is_ours, export.members)
        yield from each_or_the_only(export, members, _sure, lambda member: _entries(export, member))


class Told:
    """What the entries of one record share: who took part, and the conversations that they link to."""

    def __init__(self, roles: Roles) -> None:
        self.roles = roles
        self._chats: dict[str, Chat] = {}

    def chat(self, urls: Iterable[str]) -> Chat:
        """The conversation that an entry links to; else all that was asked is one."""
        native = next((found[1] for url in urls if (found := _APP.search(url))), "activity")
        if native not in self._chats:
            self._chats[native] = Chat(name="Gemini", native=native, source=NAME, kind="assistant")
        return self._chats[native]

    def text(self, html: str) -> str:
        """What a page would show, a line for each paragraph, item and row."""
        lines = (line.strip() for line in markup.shown(html, cell="\t").split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def plain(html: str) -> str:
    """A line of a page, as one line."""
    return " ".join(markup.shown(html).split())


def prompt(title: str) -> str:
    """What was asked, without the word that says that it was."""
    return _VERBS.sub("", title, count=1)


def deed(title: str) -> bool:
    """Whether an entry tells of something that was done in the app, not asked."""
    return _DEEDS.match(title) is not None


def _is_ours(member: str) -> bool:
    """By its name, or in other languages by its folder's."""
    path = PurePosixPath(member)
    return path.name.lower() in _NAMES or (
        path.suffix.lower() == ".json" and bool(_FOLDER.search(path.parent.name))
    )


def _sure(head: str) -> bool:
    return head.lstrip("\ufeff \t\r\n").startswith("[") and bool(_ENTRY.search(head) and _TIME.search(head))


def _entries(export: Export, member: str | None) -> Iterator[Entry]:
    told_of = Told(Roles(NAME, owner="user", names={"user": "You", "model": "Gemini"}))
    label = member or export.name
    with export.json(member) as raw:
        try:
            for number, one in enumerate(JsonStream(raw).items()):
                where = f"{label}: entry {number + 1}"
                if not isinstance(one, dict):
                    yield Problem(
                        where, one.why if isinstance(one, Flaw) else "it is no entry but something else"
                    )
                elif OURS.search(string(one.get("header"))):
                    yield from _turns(one, told_of, where)
        except JsonError as error:
            raise UnreadableFile(export.label(member), f"{error}; download it again.") from None


def _turns(one: Mapping[str, Any], told_of: Told, where: str) -> Iterator[Entry]:
    written, time = string(one.get("time")), instant(one.get("time"))
    if time is None:
        yield Problem(where, "it has no time")
        return
    urls = [string(one.get("titleUrl")), *(string(item.get("url")) for item in objects(one.get("details")))]
    chat, title = told_of.chat(urls), string(one.get("title"))
    details = [(string(item.get("name")), string(item.get("value"))) for item in objects(one.get("details"))]
    answers = [told_of.text(string(item.get("html"))) for item in objects(one.get("safeHtmlItem"))]
    answers = answers or [value for name, value in details if name == "Response"]
    asked = next(
        (string(item.get("value")) for item in objects(one.get("subtitles")) if item.get("value")),
        next((value for name, value in details if name == "Request"), ""),
    )
    text = asked or string(one.get("text")) or prompt(title)
    done = not asked and not answers and deed(title)
    extra: dict[str, Json] = told(
        one,
        "header",
        "title",
        "text",
        "time",
        "products",
        "activityControls",
        "safeHtmlItem",
        "attachedFiles",
        "imageFile",
    )
    ways: dict[str, Any] = {
        "chat": chat,
        "when": time[0],
        "precision": time[1],
        "zone": "known" if time[0].tzinfo else "assumed",
    }
    yield Message(
        sender=told_of.roles.get("user"),
        text=title if done else text,
        kind="system" if done else "text",
        source_id=written,
        attachments=tuple(_files(one)),
        extra=extra,
        **ways,
    )
    for number, answer in enumerate(answers, 1):
        marked: dict[str, Json] = {"draft": number} if number > 1 else {}
        reply = f"{written}/{number}"
        yield Message(
            sender=told_of.roles.get("model"),
            text=answer,
            source_id=reply,
            reply_to=written,
            extra=marked,
            **ways,
        )


def _files(one: Mapping[str, Any]) -> Iterator[Attachment]:
    listed = one.get("attachedFiles")
    named = [one.get("imageFile"), *(listed if isinstance(listed, list) else ())]
    for name in filter(None, dict.fromkeys(map(string, named))):
        yield Attachment(name=PurePosixPath(name).name, path=name)
