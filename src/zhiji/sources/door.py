"""Finding the source that reads a path, by names and the first 64 KiB only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from zhiji.chat import Problem
from zhiji.errors import ExportError, UnknownExport, UnreadableFile
from zhiji.sources import registry
from zhiji.sources.export import Export
from zhiji.sources.peeking import look, sureness, wanted
from zhiji.sources.protocol import SET, Source

_SURE = 2  # what a source must say of a folder to have it as a whole
_MEDIA = re.compile(
    r"\.(jpe?g|png|gif|webp|heic|bmp|tgs|mp4|mov|avi|mkv|webm|3gp|m4a|mp3|opus|og[ga]|aac|amr|wav|flac|silk|pdf"
    r"|docx|xlsx|pptx|apk|exe|dmg|iso)$",
    re.IGNORECASE,
)


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
        exports = _readers(path, sources)
        return Found(exports=exports, problems=[*problems, *exports[0][1].problems])
    folder = _open(path)
    found = Found(exports=[], problems=[*problems, *folder.problems])
    return replace(found, rest=_search(folder, sources, found))


def _readers(path: Path, sources: Sequence[Source]) -> list[tuple[Source, Export]]:
    """The source that reads a file; of a zip that holds sets of several apps, each of their sources."""
    first, export = recognise(path, sources=sources)
    if not export.members:
        return [(first, export)]
    peek = look(export)
    if sureness(first, export, peek) != SET:
        return [(first, export)]
    others = [one for one in sources if one is not first and sureness(one, export, peek) == SET]
    return [(first, export), *((one, _open(path)) for one in others)]


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
    if sure < SET:
        looked_at = [inner + member for member in wanted(whole, look(folder, inner))]
        if any(_is_read_alone(folder, member, whole) for member in {*looked_at, *files}):
            return None
    below = {
        f"{inner}{first}/"
        for first, slash, _ in (
            member[len(inner) :].partition("/") for member in folder.members if member.startswith(inner)
        )
        if slash
    }
    enough = sure if sure >= SET else _SURE
    if any(_surest(folder, [whole], child)[1] >= enough for child in below):
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
    peek = look(export, inner)
    best, most = None, 0
    for source in sources:
        sure = sureness(source, export, peek, inner)
        if sure > most:
            best, most = source, sure
    return best, most
