"""Whose download it is and who their friends are, as files beside the chats tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Account, Contact
from zhiji.errors import UnreadableFile
from zhiji.sources.assistants import objects, string
from zhiji.sources.export import Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream
from zhiji.sources.meta.layout import App
from zhiji.sources.meta.letters import mended

_PROFILES = {"profile_information.json", "autofill_information.json", "personal_information.json"}
_FRIENDS = {"your_friends.json", "friends.json"}
_LARGEST = 8 << 20  # bytes of a file that tells about one person


def owner_names(export: Export, app: App) -> frozenset[str]:
    """The names that the owner of a download goes by."""
    names: set[str] = set()
    for member in _named(export, _PROFILES, app):
        if (export.size(member) or 0) <= _LARGEST:
            for key, value in _fields(export, member):
                names.update(_names(key, value))
    return frozenset(mended(name).strip() for name in names) - {""}


def friends(export: Export, app: App) -> Iterator[Contact]:
    """The owner's friends, from the list that Facebook adds to a full download."""
    if app != "messenger":
        return
    for member in _named(export, _FRIENDS, app):
        for key, value in _fields(export, member):
            for one in objects(value) if key.startswith("friends") else ():
                if name := mended(string(one.get("name"))):
                    yield Contact(account=Account(name=name, source=app), details=_since(one))


def _named(export: Export, names: set[str], app: App) -> Iterator[str]:
    other = "instagram" if app == "messenger" else "facebook"
    for member in export.members:
        if PurePosixPath(member).name in names and other not in member:
            yield member


def _fields(export: Export, member: str) -> Iterator[tuple[str, object]]:
    try:
        with export.json(member) as raw:
            stream = JsonStream(raw, limit=_LARGEST)
            for key in stream.fields():
                value = stream.value()
                if not isinstance(value, Flaw):
                    yield key, value
    except (JsonError, UnreadableFile):
        return  # the chats are read without it


def _names(key: str, value: object) -> Iterator[str]:
    if key.startswith("profile") and isinstance(
        value, Mapping
    ):  # {"profile_v2": {"name": {"full_name": ...}}}
        name = value.get("name")
        yield string(name.get("full_name") if isinstance(name, Mapping) else name)
    if key.startswith("autofill_information") and isinstance(value, Mapping):
        listed = value.get("FULL_NAME")
        yield from (string(one) for one in listed) if isinstance(listed, list) else ()
    if key == "profile_user":
        for one in objects(value):
            told = one.get("string_map_data")
            for label in ("Name", "Username"):
                yield _value(told.get(label)) if isinstance(told, Mapping) else ""


def _value(told: object) -> str:
    return string(told.get("value")) if isinstance(told, Mapping) else ""


def _since(one: Mapping[str, Any]) -> dict[str, str]:
    stamp = one.get("timestamp")
    if not isinstance(stamp, int) or not 0 < stamp < 1 << 33:
        return {}
    return {"friend since": f"{datetime.fromtimestamp(stamp, UTC):%Y-%m-%d}"}
