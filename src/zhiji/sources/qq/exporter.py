"""QQChatExporter V4 to V6: one JSON, a folder of chunks with its manifest.json, or one of the chunks alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.assistants import string
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import SET, Entry, Peek
from zhiji.sources.qq.exporter_content import said
from zhiji.sources.qq.exporter_people import People
from zhiji.sources.qq.exporter_values import ident, mapping, when
from zhiji.sources.rows import BadRow, parse_row

_OBJECT = re.compile(r"[\s\ufeff]*\{")
_MAKER = re.compile(r'"name"\s*:\s*"(?:QQChatExporter|[^"]{0,40}qq-chat-exporter)', re.IGNORECASE)
_CHAT = re.compile(r'"chatInfo"\s*:\s*\{')
_QQ = re.compile(r'"(?:selfUi[dn]|peerUi[dn]|participantCount|groupCode|uin)"\s*:')
_HOLDS = re.compile(r'"(?:messages|chunks|chunked)"\s*:|"statistics"\s*:\s*\{')
_ROW = re.compile(
    r'[\s\ufeff]*\{\s*"(?:id|messageId|seq)"\s*:\s*"[^"\n]*"[^\n]*?"sender"\s*:\s*\{\s*"(?:uid|uin)"\s*:'
    r'[^\n]*?"content"\s*:\s*\{\s*"text"\s*:'
)
_CHUNKED = re.compile(r'"chunked"\s*:\s*\{|chunked-jsonl')
_MANIFEST = "manifest.json"
_LINES = (".jsonl", ".ndjson")
_LOOKED_AT = 24

_Where = tuple[str, object]  # where a message stands, and what stands there
_Walk = Callable[[], Iterator[_Where]]


class Exporter:
    """What QQChatExporter writes as JSON."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """JSON that may be an export, manifests first."""
        found = sorted(_files(peek.members), key=lambda one: (not _is_manifest(one), one.count("/"), one))
        return tuple(found[:_LOOKED_AT])

    def recognises(self, peek: Peek) -> int:
        """3 by its maker's name, 2 by its shape; a manifest with its chunks is a SET."""
        if not peek.members:
            return _likeness(peek.text())
        wanted = self.wants(peek)
        chunks = any(one.lower().endswith(_LINES) for one in peek.members)
        if chunks and any(_is_manifest(one) and _is_index(peek.text(one)) for one in wanted):
            return SET
        return max((_likeness(peek.text(one)) for one in wanted), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message, file by file; chunks in the order of their manifest."""
        if export.is_file:
            yield from _file(export, None)
            return
        bases: list[str] = []
        for member in sorted(_files(export.members), key=lambda one: not _is_manifest(one)):
            if member.lower().endswith(_LINES) and any(member.startswith(base) for base in bases):
                continue
            try:
                head = decode_head(export.head(member))
                if _is_manifest(member) and _is_index(head):
                    bases.append(member.removesuffix(_MANIFEST))
                if _likeness(head):
                    yield from _file(export, member)
            except UnreadableFile as error:
                yield Problem(member, str(error))


def _files(members: tuple[str, ...]) -> list[str]:
    return [one for one in members if one.lower().endswith((".json", *_LINES))]


def _is_manifest(member: str) -> bool:
    return PurePosixPath(member).name == _MANIFEST


def _is_index(head: str) -> bool:
    """Whether a file names chunks, or a chat alone, rather than holding messages."""
    if _CHUNKED.search(head):
        return _likeness(head) == 3 or bool(_CHAT.search(head))
    whole = head.rstrip().endswith("}")
    return whole and _likeness(head) == 3 and bool(_CHAT.search(head)) and not _HOLDS.search(head)


def _likeness(head: str) -> int:
    if not _OBJECT.match(head):
        return 0
    if _MAKER.search(head) and (_CHAT.search(head) or _HOLDS.search(head)):
        return 3
    if _ROW.match(head):
        return 2
    return 2 if _CHAT.search(head) and _HOLDS.search(head) and _QQ.search(head) else 0


def _file(export: Export, member: str | None) -> Iterator[Entry]:
    head = decode_head(export.head(member))
    name = member or export.name
    if _ROW.match(head) and not _CHAT.search(head):
        yield from _messages({}, lambda: _lines(export, member), title=_stem(name), place=member)
        return
    try:
        if _is_index(head):
            yield from _set(export, member)
        else:
            about = _about(export, member)
            yield from _messages(about, lambda: _rows(export, member), title=_stem(name), place=member)
    except JsonError as error:
        raise UnreadableFile(export.label(member), f"{error}; export it again.") from None


def _messages(
    about: Mapping[str, Any], walk: _Walk, *, title: str, place: str | None = None
) -> Iterator[Entry]:
    """Each message, and what it tells of its sender."""
    people = People(
        mapping(about.get("chatInfo")), mapping(about.get("statistics")), lambda: _sound(walk), title=title
    )
    for where, row in walk():
        where = f"{place}, {where}" if place else where
        if isinstance(row, Problem):
            yield row
        elif not isinstance(row, dict):
            yield Problem(where, row.why if isinstance(row, Flaw) else "it is no message")
        elif (message := _message(row, people)) is None:
            yield Problem(where, "it has no time of a chat")
        else:
            if contact := people.contact(row, message.sender):
                yield contact
            yield message


def _sound(walk: _Walk) -> Iterator[object]:
    """The messages for a look ahead; it ends where the file can't be read any further."""
    try:
        for _, row in walk():
            yield row
    except (JsonError, UnreadableFile):
        return


def _message(row: Mapping[str, Any], people: People) -> Message | None:
    found = when(row)
    if found is None:
        return None
    system = row.get("system") is True or row.get("isSystemMessage") is True
    system = system or row.get("type") == "system" or row.get("messageType") == 5
    fields = said(row, people)
    if system:
        fields["kind"] = "system"
    return Message(
        chat=people.chat,
        sender=people.sender(row, system=system),
        when=found[0],
        precision=found[1],
        zone="known" if found[0].tzinfo else "assumed",
        source_id=ident(row.get("id")) or ident(row.get("messageId")),
        recalled=row.get("recalled") is True or row.get("isRecalled") is True,
        **fields,
    )


def _about(export: Export, member: str | None) -> dict[str, Any]:
    """What a document says of its chat, wherever in it that stands."""
    about: dict[str, Any] = {}
    try:
        with export.json(member) as raw:
            stream = JsonStream(raw)
            for key in stream.fields():
                if key in ("chatInfo", "statistics", "chunked", "metadata"):
                    about[key] = stream.value()
                elif key == "messages" and "chatInfo" in about:
                    break
                elif key == "chunks" and not about.get("chatInfo"):
                    about |= _first(stream)
    except JsonError:  # what comes before may be enough; reading on tells
        pass
    return about


def _first(stream: JsonStream) -> dict[str, Any]:
    """What the first of several documents in one says of the chat."""
    about: dict[str, Any] = {}
    if stream.next() == "[":
        for _ in stream.entries():
            if not about and stream.next() == "{":
                for key in stream.fields():
                    if key in ("chatInfo", "statistics"):
                        about[key] = stream.value()
    return about


def _rows(export: Export, member: str | None) -> Iterator[_Where]:
    """The messages of a document, or of the documents that one is made of."""
    with export.json(member) as raw:
        stream = JsonStream(raw)
        for key in stream.fields():
            if key == "messages":
                yield from _listed(stream, "messages")
            elif key == "chunks" and stream.next() == "[":
                for number, _ in enumerate(stream.entries()):
                    if stream.next() == "{":
                        for inner in stream.fields():
                            if inner == "messages":
                                yield from _listed(stream, f"chunks[{number}].messages")


def _listed(stream: JsonStream, place: str) -> Iterator[_Where]:
    if stream.next() != "[":
        yield place, Problem(place, "they are no list")
        return
    for number, row in enumerate(stream.items()):
        yield f"{place}[{number}]", row


def _lines(export: Export, member: str | None) -> Iterator[_Where]:
    for number, line in export.lines(member):
        line = line.strip("\ufeff \t")
        if line:
            try:
                yield f"line {number}", parse_row(line)
            except BadRow as error:
                yield f"line {number}", Flaw(str(error))


def _set(export: Export, member: str | None) -> Iterator[Entry]:
    """The chunks that a manifest names, or all beside it where it names none."""
    about = _about(export, member)
    base = (member or "").removesuffix(_MANIFEST) if member else ""
    chunks, problems = _chunks(export, mapping(about.get("chunked")), base)
    yield from problems
    if not chunks:
        if not problems:
            yield Problem(member or export.name, "its chunks are missing; add the folder that they are in")
        return

    def walk() -> Iterator[_Where]:
        for chunk in chunks:
            try:
                for where, row in _lines(export, chunk):
                    yield f"{chunk}, {where}", row
            except UnreadableFile as error:
                yield chunk, Problem(chunk, str(error))

    title = PurePosixPath(base).name or export.name
    yield from _messages(about, walk, title=title)


def _chunks(export: Export, chunked: Mapping[str, Any], base: str) -> tuple[list[str], list[Problem]]:
    """The chunks in their order, and what keeps others from being read. None lies outside the export."""
    folder = string(chunked.get("chunksDir")) or "chunks"
    found: list[str] = []
    problems: list[Problem] = []
    for name in _named(chunked.get("chunks")):
        places = (f"{base}{name}", f"{base}{folder}/{name}")
        chunk = next((one for place in places if (one := _inside(export, place, base))), None)
        if chunk is None:
            problems.append(Problem(name[:200].replace("\n", " "), "there is no such chunk in the export"))
        else:
            found.append(chunk)
    if not found and not problems:
        beside = [one for one in export.members if one.startswith(base) and one.lower().endswith(_LINES)]
        found = [one for one in beside if one.startswith(f"{base}{folder}/")] or beside
    return list(dict.fromkeys(found)), problems


def _inside(export: Export, place: str, base: str) -> str | None:
    found = export.find(place)
    return found if found is not None and found.startswith(base) else None


def _named(chunks: object) -> list[str]:
    """The paths of a list of chunks, by their numbers where each has one."""
    if not isinstance(chunks, list):
        return []
    if all(isinstance(one, dict) and type(one.get("index")) is int for one in chunks):
        chunks = sorted(chunks, key=lambda one: int(one["index"]))
    names = []
    for one in chunks:
        keys = ("relativePath", "file", "fileName", "path", "name")
        given = [one] if isinstance(one, str) else [string(mapping(one).get(key)) for key in keys]
        if name := next(filter(None, given), ""):
            names.append(name)
    return names


def _stem(name: str) -> str:
    return PurePosixPath(name).stem or name
