"""AI Studio's prompts on Drive: one JSON file a prompt, named as the prompt is, mostly without an ending.

    {"runSettings": {"model": ...}, "systemInstruction": {...}, "chunkedPrompt": {"chunks": [
        {"role": "user" | "model", "text", "isThought", "createTime", "driveImage": {"id"}, "inlineFile": {"mimeType", "data"}}]}}

Only new files have `createTime`. A chunk has no id that stays, but a prompt only grows at its end, so that its place in
the prompt tells it from the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from zhiji.chat import Attachment, Chat, Json, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.assistants import Roles, instant, objects, string, told
from zhiji.sources.export import Export
from zhiji.sources.formats import each_file
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.protocol import Entry, Peek

NAME = "gemini"
DAY = 86_400 * Precision.SECOND
_SHAPE = re.compile(r'"chunkedPrompt"\s*:\s*\{|"chunks"\s*:\s*\[\s*\{[^{}]*"role"\s*:\s*"(?:user|model)"')
_SETTINGS = re.compile(
    r'(?:\[\s*)?\{\s*"(?:runSettings|systemInstruction|id|chunkedPrompt|title|displayName|name|create_?[tT]ime)"\s*:'
)
_BEGAN = ("createTime", "create_time", "updateTime", "update_time")
_ENDINGS = frozenset({"", ".json", ".txt"})
_MOST = 64
_DRIVE = {"driveImage": "image", "driveVideo": "video", "driveAudio": "audio", "driveDocument": "file"}
_INLINE = ("inlineImage", "inlineFile", "inlineData", "inlineAudio", "inlineVideo")
_CARRIED = ("id", "role", "text", "isThought", "createTime", "tokenCount", "parts", *_DRIVE, *_INLINE)


class Studio:
    """The prompts that AI Studio saves."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Files without an ending, and JSON."""
        return tuple(member for member in peek.members if PurePosixPath(member).suffix.lower() in _ENDINGS)[
            :_MOST
        ]

    def recognises(self, peek: Peek) -> int:
        """3 for a prompt made of chunks."""
        if not peek.members:
            return _sureness(peek.text())
        return max((_sureness(peek.text(one)) for one in self.wants(peek) if one in peek.first), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every turn of every prompt."""
        yield from each_file(
            export,
            (one for one in export.members if PurePosixPath(one).suffix.lower() in _ENDINGS),
            _sureness,
            lambda member: _turns(export, member),
        )


def _sureness(head: str) -> int:
    if not _SETTINGS.match(head.lstrip("\ufeff \t\r\n")):
        return 0
    return 3 if _SHAPE.search(head) else 1 if '"runSettings"' in head and '"model"' in head else 0


def _turns(export: Export, member: str | None) -> Iterator[Entry]:
    label = member or export.name
    documents = list(_documents(export, member))
    for number, one in enumerate(documents, 1):
        where = f"{label}: prompt {number}" if len(documents) > 1 else label
        yield from _prompt(export, member, one, where)


def _prompt(export: Export, member: str | None, document: Mapping[str, Any], label: str) -> Iterator[Entry]:
    prompt = document.get("chunkedPrompt")
    chunks = prompt.get("chunks") if isinstance(prompt, dict) else None
    if not isinstance(chunks, list):
        yield Problem(label, "it has no turns")
        return
    name = string(document.get("displayName")) or string(document.get("title"))
    name = name or PurePosixPath(member or export.name).name.removesuffix(".json").removesuffix(".txt")
    chat = Chat(
        name=name, native=string(document.get("id")) or f"prompt:{name}", source=NAME, kind="assistant"
    )
    roles = Roles(NAME, owner="user", names={"user": "You", "model": "Gemini"})
    began = next((found for key in _BEGAN if (found := instant(document.get(key)))), None)
    saved, about = began or (_saved(export, member), int(DAY)), _about(document)
    for number, one in enumerate(chunks, 1):
        if not isinstance(one, dict):
            yield Problem(f"{label}, turn {number}", "it is no turn but something else")
            continue
        yield _message(one, number, chat, roles, saved, about)
        about = {}


def _documents(export: Export, member: str | None) -> Iterator[dict[str, Any]]:
    """The prompt, or the prompts that a tool put into one list."""
    with export.json(member) as raw:
        try:
            found = JsonStream(raw).value()
        except JsonError as error:
            raise UnreadableFile(export.label(member), f"{error}; download it again.") from None
    if isinstance(found, list):
        yield from objects(found)
    elif isinstance(found, dict):
        yield found
    else:
        why = found.why if isinstance(found, Flaw) else "it is no prompt"
        raise UnreadableFile(export.label(member), f"{why}.")


def _about(document: Mapping[str, Any]) -> dict[str, Json]:
    """What the prompt was run with, kept with its first turn."""
    settings, instruction = document.get("runSettings"), document.get("systemInstruction")
    extra: dict[str, Json] = {}
    if isinstance(settings, dict) and (model := string(settings.get("model"))):
        extra["model"] = model
    if isinstance(instruction, dict):
        parts = [string(one.get("text")) for one in objects(instruction.get("parts"))]
        if text := string(instruction.get("text")) or "\n".join(filter(None, parts)):
            extra["instruction"] = text
    return extra


def _message(
    one: Mapping[str, Any],
    number: int,
    chat: Chat,
    roles: Roles,
    saved: tuple[datetime, int],
    about: Mapping[str, Json],
) -> Message:
    time = instant(one.get("createTime"))
    when, precision = time or saved
    text = string(one.get("text")) or "".join(string(part.get("text")) for part in objects(one.get("parts")))
    run = "" if text else _run(one)
    attachments = tuple(_attachments(one))
    kind = (
        "thought"
        if one.get("isThought") is True
        else "tool"
        if run
        else _kind(one)
        if attachments and not text
        else "text"
    )
    text = text or run
    unknown: dict[str, Json] = {} if time is not None else {"timed_by": "the file"}
    return Message(
        chat=chat,
        sender=roles.get("user" if string(one.get("role")).lower() == "user" else "model"),
        when=when,
        precision=precision,
        zone="known" if when.tzinfo else "assumed",
        text=text,
        kind=kind,
        source_id=string(one.get("id")) or f"turn {number}",
        attachments=attachments,
        extra={**about, **told(one, *_CARRIED), **unknown},
    )


def _run(one: Mapping[str, Any]) -> str:
    """The code that the model ran, or what came of it."""
    for key, field in (("executableCode", "code"), ("codeExecutionResult", "output")):
        if isinstance(inner := one.get(key), dict):
            return string(inner.get(field)).strip("\n")
    return ""


def _kind(one: Mapping[str, Any]) -> str:
    return next((kind for key, kind in _DRIVE.items() if key in one), "file")


def _attachments(one: Mapping[str, Any]) -> Iterator[Attachment]:
    """Files on Drive are named by their ids, pasted ones only by what they are."""
    for key in _DRIVE:
        if isinstance(inner := one.get(key), dict):
            yield Attachment(name=string(inner.get("id")))
    for key in _INLINE:
        if isinstance(inner := one.get(key), dict):
            yield Attachment(mime=string(inner.get("mimeType")) or None)


def _saved(export: Export, member: str | None) -> datetime:
    """The day on which the file, or the zip around it, was saved: all that is known of the time."""
    path: Path = (export.path_of(member) if member else None) or export.path
    try:
        day = datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        day = datetime(1970, 1, 1)
    return day.replace(hour=0, minute=0, second=0, microsecond=0)
