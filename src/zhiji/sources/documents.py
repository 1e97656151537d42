"""JSON documents that are one object with a header and one long list, whichever of them is written first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from zhiji.chat import Json
from zhiji.errors import UnreadableFile
from zhiji.sources.export import LINE_CAP, Export
from zhiji.sources.json_stream import Flaw, JsonError, JsonStream


@contextmanager
def told(export: Export, member: str | None, advice: str) -> Iterator[None]:
    """Within it a JsonError becomes an UnreadableFile with the advice, like "export it again"."""
    try:
        yield
    except JsonError as error:
        raise UnreadableFile(export.label(member), f"{error}; {advice}.") from None


def header(export: Export, member: str | None, *, but: str, wanted: frozenset[str]) -> dict[str, Any]:
    """The object's fields but the long list; what stands behind the list is looked up if something wanted is missing."""
    found: dict[str, Any] = {}
    with export.json(member) as raw:
        stream = JsonStream(raw, limit=LINE_CAP)
        try:
            for key in stream.fields():
                if key == but and wanted <= found.keys():
                    break
                if key != but:
                    found[key] = stream.value()
        except JsonError:  # whoever reads the list will meet it and tell
            pass
    return {key: value for key, value in found.items() if not isinstance(value, Flaw)}


def listed(export: Export, member: str | None, key: str) -> Iterator[Json | Flaw]:
    """Each value of the object's long list. Raises JsonError where it can't be followed any further."""
    with export.json(member) as raw:
        stream = JsonStream(raw, limit=LINE_CAP)
        for name in stream.fields():
            if name == key:
                yield from stream.items()


def array(export: Export, member: str | None) -> Iterator[Json | Flaw]:
    """Each value of a file that is one list. Raises JsonError as above."""
    with export.json(member) as raw:
        yield from JsonStream(raw, limit=LINE_CAP).items()


def flaw(value: object, what: str = "message") -> str:
    """Why a value of a list is no record."""
    return value.why if isinstance(value, Flaw) else f"it is no {what} but something else"
