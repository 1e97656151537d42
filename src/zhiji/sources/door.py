"""Finding the source that reads a path, by names and the first 64 KiB only."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from zhiji.chat import Problem
from zhiji.errors import ExportError, UnknownExport, UnreadableFile
from zhiji.sources import registry
from zhiji.sources.export import Export
from zhiji.sources.protocol import Peek, Source

_WANTS = 64  # heads that one source may ask for
_SURE = 2  # what a source must say of a folder to have it as a whole
_MEDIA = re.compile(
    r"\.(jpe?g|png|gif|webp|heic|bmp|tgs|mp4|mov|avi|mkv|webm|3gp|m4a|mp3|opus|og[ga]|aac|amr|wav|flac|silk|pdf"
    r"|docx|xlsx|pptx|apk|exe|dmg|iso)$",
    re.IGNORECASE,
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is to be read at a path: exports with their sources, and how many other files there are."""

    exports: list[tuple[Source, Export]]
    rest: int = 0
    problems: list[Problem]


def recognise(path: Path, *, sources: Sequence[Source] | None = None) -> tuple[Source, Export]:
    """The source that knows the file, zip or folder best: one of `sources`, or of all there are.

    Raises UnknownExport or UnreadableFile.
    """
    export = _open(path)
    source, _ = _surest(export, registry.sources()[0] if sources is None else sources)
    if source is None:
        export.close()
        raise UnknownExport(path, registry.names() if sources is None else [one.name for one in sources])
    return source, export


def find(path: Path, *, sources: Sequence[Source] | None = None) -> Found:
    """Every export at a path: the file itself, the folder as a whole, or each export somewhere below it.

    Raises UnknownExport or UnreadableFile where the path is one file; in a folder such files are Problems.
    """
    problems: list[Problem] = []
    if sources is None:
        sources, problems = registry.sources()
    try:
        is_folder = path.is_dir()
    except OSError as error:  # its name is too long for a file
        raise UnreadableFile(path, f"{(error.strerror or 'it is no path').lower()}.") from None
    if not is_folder:
        source, export = recognise(path, sources=sources)
        return Found(exports=[(source, export)], problems=[*problems, *export.problems])
    folder = _open(path)
    found = Found(exports=[], problems=[*problems, *folder.problems])
    return replace(found, rest=_search(folder, sources, found))


def _open(path: Path) -> Export:
    export = Export(path)
    if export.is_file and not export.size():
        raise UnreadableFile(path, "it is empty.")
    return export


def _search(folder: Export, sources: Sequence[Source], found: Found) -> int:
    """Add the exports in a folder to `found`; returns the number of other files."""
    taken: list[str] = []
    rest = 0
    for inner, files in _folders(folder.members).items():
        if any(inner.startswith(one) for one in taken):
            continue
        if whole := _whole(folder, inner, files, sources):
            taken.append(inner)
            found.exports.append((whole, Export(folder.path / inner)))
            continue
        rest += sum(not _add(folder, member, sources, found) for member in files)
    return rest


def _folders(members: Iterable[str]) -> dict[str, list[str]]:
    """Folders as prefixes ("" and "a/b/"), outer ones first, each with the files directly in it."""
    folders: dict[str, list[str]] = {"": []}
    for member in members:
        parents = PurePosixPath(member).parents
        for parent in reversed(parents[:-1]):
            folders.setdefault(f"{parent}/", [])
        folders["" if len(parents) == 1 else f"{parents[0]}/"].append(member)
    return dict(sorted(folders.items()))


def _whole(folder: Export, inner: str, files: list[str], sources: Sequence[Source]) -> Source | None:
    """The source that takes the folder as a whole: neither one file nor one folder in it is enough for that source."""
    whole, sure = _surest(folder, sources, inner)
    if whole is None or sure < _SURE:
        return None
    wanted = [inner + member for member in _wanted(whole, _peek(folder, inner))]
    if any(_is_read_alone(folder, member, whole) for member in {*wanted, *files}):
        return None
    below = {
        inner + member[len(inner) :].partition("/")[0] + "/"
        for member in folder.members
        if member.startswith(inner)
    }
    if any(_surest(folder, [whole], child)[1] >= _SURE for child in below):
        return None
    return whole


def _is_read_alone(folder: Export, member: str, source: Source) -> bool:
    try:
        alone = _reader(folder, member, [source])
    except ExportError:  # told when it is looked at for its own sake
        return False
    if alone:
        alone[1].close()
    return alone is not None


def _add(folder: Export, member: str, sources: Sequence[Source], found: Found) -> bool:
    try:
        one = _reader(folder, member, sources)
    except ExportError as error:
        found.problems.append(Problem(member, str(error)))
        return False
    if one is not None:
        found.exports.append(one)
        found.problems.extend(one[1].problems)
    return one is not None


def _reader(folder: Export, member: str, sources: Sequence[Source]) -> tuple[Source, Export] | None:
    """The export that one file of a folder is by itself."""
    path = folder.path_of(member)
    if path is None or _MEDIA.search(path.name) or not folder.size(member):
        return None
    export = Export(path)
    source, _ = _surest(export, sources)
    if source is None:
        export.close()
        return None
    return source, export


def _surest(export: Export, sources: Iterable[Source], inner: str = "") -> tuple[Source | None, int]:
    """The source that is surest of an export, or of a folder within one, and how sure it is."""
    peek = _peek(export, inner)
    best, most = None, 0
    for source in sources:
        sure = _sureness(source, export, peek, inner)
        if sure > most:
            best, most = source, sure
    return best, most


def _sureness(source: Source, export: Export, peek: Peek, inner: str) -> int:
    for member in _wanted(source, peek):
        if member not in peek.first:
            peek.first[member] = _head(export, inner + member)
    try:
        return int(source.recognises(peek))
    except Exception:  # noqa: BLE001 - a plug-in that fails here knows nothing of this file
        _log.warning("the source %s failed to look at a file", source.name, exc_info=True)
        return 0


def _wanted(source: Source, peek: Peek) -> list[str]:
    try:
        return [member for member in source.wants(peek)[:_WANTS] if member in peek.members]
    except Exception:  # noqa: BLE001 - as above
        _log.warning("the source %s failed to look at names", source.name, exc_info=True)
        return []


def _head(export: Export, member: str) -> bytes:
    try:
        return export.head(member)
    except UnreadableFile:
        if len(export.members) == 1 and export.path_of(member) is None:  # all that a zip holds
            raise
        return b""  # one damaged member is no reason to leave the others


def _peek(export: Export, inner: str) -> Peek:
    members = tuple(member[len(inner) :] for member in export.members if member.startswith(inner))
    name = PurePosixPath(inner).name if inner else export.name
    return Peek(name=name, members=members, head=export.head() if export.is_file else b"", first={})
