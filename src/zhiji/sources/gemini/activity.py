"""`My Activity/Gemini Apps/MyActivity.json`: one entry for each prompt, with its answers as HTML, the newest first.

    {"header": "Gemini Apps", "title": "Prompted what is a keel?", "time": "2026-02-02T07:24:02.806Z",
     "safeHtmlItem": [{"html": "<p>...</p>"}], "subtitles": [...], "details": [{"url": "https://gemini.google.com/app/<id>"}]}

The time is what tells an entry from all others. Several `safeHtmlItem` are answers that were asked for again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Attachment, Chat, Json, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import markup
from zhiji.sources.assistants import Roles, instant, objects, string, told
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import SET, Entry, Peek

NAME = "gemini"
_ENTRY = re.compile(r'"header"\s*:\s*"(?:Gemini|Bard)[^"]*"')
_TIME = re.compile(r'"time"\s*:\s*"\d{4}-\d\d-\d\dT')
_NAMES = frozenset({"myactivity.json", "my activity.json"})
_VERBS = re.compile(r"^(?:Prompted|Asked|Said|Searched for|Sent a prompt:|Asked Gemini:?)\s+", re.IGNORECASE)
_DEEDS = re.compile(r"^(?:Used|Created|Gave|Selected|Added|Visited|Branched|Answered|Viewed|Shared)\b")
_APP = re.compile(r"gemini\.google\.com/(?:u/\d+/)?(?:app|share|gem/[^/?#]+)/([0-9a-f]{6,})")


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
        members: list[str | None] = [one for one in export.members if _is_ours(one)]
        for member in members if export.members else [None]:
            try:
                if _sure(decode_head(export.head(member))):
                    yield from _entries(export, member)
            except UnreadableFile as error:
                if member is None or len(members) == 1:
                    raise
                yield Problem(member, str(error))


def _is_ours(member: str) -> bool:
    return PurePosixPath(member).name.lower() in _NAMES


def _sure(head: str) -> bool:
    return head.lstrip("\ufeff \t\r\n").startswith("[") and bool(_ENTRY.search(head) and _TIME.search(head))


def _entries(export: Export, member: str | None) -> Iterator[Entry]:
    roles = Roles(NAME, owner="user", names={"user": "You", "model": "Gemini"})
    chats: dict[str, Chat] = {}
    label = member or export.name
    with export.json(member) as raw:
        try:
            for number, one in enumerate(JsonStream(raw).items()):
                where = f"{label}: entry {number + 1}"
                if not isinstance(one, dict):
                    yield Problem(
                        where, one.why if isinstance(one, Flaw) else "it is no entry but something else"
                    )
                elif _ENTRY.match(f'"header":"{string(one.get("header"))}"'):
                    yield from _turns(one, roles, chats, where)
        except JsonError as error:
            raise UnreadableFile(export.label(member), f"{error}; download it again.") from None


def _turns(one: Mapping[str, Any], roles: Roles, chats: dict[str, Chat], where: str) -> Iterator[Entry]:
    written, time = string(one.get("time")), instant(one.get("time"))
    if time is None:
        yield Problem(where, "it has no time")
        return
    chat, title = _chat(one, chats), string(one.get("title"))
    answers = [_text(string(item.get("html"))) for item in objects(one.get("safeHtmlItem"))]
    asked = next(
        (string(item.get("value")) for item in objects(one.get("subtitles")) if item.get("value")), ""
    )
    text = asked or string(one.get("text")) or _VERBS.sub("", title, count=1)
    deed = not asked and not answers and _DEEDS.match(title)
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
        sender=roles.get("user"),
        text=title if deed else text,
        kind="system" if deed else "text",
        source_id=written,
        attachments=tuple(_files(one)),
        extra=extra,
        **ways,
    )
    for number, answer in enumerate(answers, 1):
        marked: dict[str, Json] = {"draft": number} if number > 1 else {}
        reply = f"{written}/{number}"
        yield Message(
            sender=roles.get("model"), text=answer, source_id=reply, reply_to=written, extra=marked, **ways
        )


def _chat(one: Mapping[str, Any], chats: dict[str, Chat]) -> Chat:
    """The conversation that an entry links to; else all that was asked is one."""
    urls = [string(one.get("titleUrl")), *(string(item.get("url")) for item in objects(one.get("details")))]
    native = next((found[1] for url in urls if (found := _APP.search(url))), "activity")
    if native not in chats:
        chats[native] = Chat(name="Gemini", native=native, source=NAME, kind="assistant")
    return chats[native]


def _files(one: Mapping[str, Any]) -> Iterator[Attachment]:
    listed = one.get("attachedFiles")
    named = [one.get("imageFile"), *(listed if isinstance(listed, list) else ())]
    for name in filter(None, dict.fromkeys(map(string, named))):
        yield Attachment(name=PurePosixPath(name).name, path=name)


def _text(html: str) -> str:
    """What a page would show, a line for each paragraph, item and row."""
    lines = (line.strip() for line in markup.shown(html, cell="\t").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
