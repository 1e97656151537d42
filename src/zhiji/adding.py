"""Adding: export files, or messages in memory, into the archive; what became of each of them is reported.

Stands between `people` and `search`: it brings sources and store together and looks who the owner is. No language
model, no network. Each batch is kept or not as a whole; a file that can't be read leaves the others as they are.
"""

from __future__ import annotations

import logging
import mimetypes
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, fields, is_dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from zhiji import sources
from zhiji.chat import Account, Attachment, Chat, Contact, Message, Problem
from zhiji.errors import ExportError, NothingToAdd
from zhiji.people import guess_owner
from zhiji.people.matching import near_names, same_name
from zhiji.sources import Entry, Export, Source
from zhiji.sources.neutral import messages as read_records
from zhiji.store import Adding, FileInfo, Store
from zhiji.store.attachments import Attachments
from zhiji.store.directory import Directory

BATCH = 1000
PROBLEMS_TOLD = 1000  # of one file; the others are kept in the archive and counted
IN_MEMORY = "(messages)"
_CHUNK = 1 << 20
_HALVES = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile(r"\\ud[89a-f]")  # how `repr` shows them
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far adding is. Comes first with `messages` 0, before anything of a file is kept."""

    path: str
    source: str
    number: int  # of the file, from 1
    of: int
    messages: int  # read of this file
    space: int  # bytes of its media, which will be copied


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file."""

    path: str
    source: str
    added: int = 0
    known: int = 0
    forgotten: int = 0
    contacts: int = 0  # of whom it says something new
    problems: tuple[Problem, ...] = ()  # the first thousand
    problem_count: int = 0
    space: int = 0  # bytes of its media
    error: str | None = None  # why it couldn't be read to its end


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A path that could not be read, or not to its end, and the sentence that says why."""

    path: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """What became of all files of one call."""

    files: tuple[FileReport, ...] = ()
    failures: tuple[Failure, ...] = ()
    rest: int = 0  # files in the folders that are no exports
    aside: tuple[Problem, ...] = ()  # problems with what is none of the files
    notes: tuple[str, ...] = ()

    @property
    def added(self) -> int:
        """Messages that are new."""
        return sum(file.added for file in self.files)

    @property
    def known(self) -> int:
        """Messages that were there before, from this app's export or another's."""
        return sum(file.known for file in self.files)

    @property
    def forgotten(self) -> int:
        """Messages that were left out because they were forgotten once."""
        return sum(file.forgotten for file in self.files)

    @property
    def contacts(self) -> int:
        """People of whom address books and lists of contacts say something new."""
        return sum(file.contacts for file in self.files)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, as far as it is told."""
        return (*(problem for file in self.files for problem in file.problems), *self.aside)

    @property
    def problem_count(self) -> int:
        """How much could not be read."""
        return sum(file.problem_count for file in self.files) + len(self.aside)

    @property
    def space(self) -> int:
        """Bytes of the files' media."""
        return sum(file.space for file in self.files)


def together(reports: Iterable[AddReport]) -> AddReport:
    """Several reports as one."""
    whole = AddReport()
    for one in reports:
        whole = AddReport(
            files=(*whole.files, *one.files),
            failures=(*whole.failures, *one.failures),
            rest=whole.rest + one.rest,
            aside=(*whole.aside, *one.aside),
            notes=(*whole.notes, *one.notes),
        )
    return whole


Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def add(
    paths: Paths,
    *,
    store: Store,
    me: str | None = None,
    again: bool = False,
    link: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> AddReport:
    """Read exports and keep what is new. Bad files are `failures` of the report, the others are added all the same.

    `me` names the owner in these files, `again` brings forgotten messages back, `link` refers to media instead of
    copying them.
    """
    found = _Found()
    for path in _each(paths):
        found.look(path)
    todo, ways = found.exports, _Ways(me=me, again=again, link=link)
    files, met = [], dict[int, Account]()
    with ExitStack() as opened:
        for _, export in todo:
            opened.enter_context(export)
        for number, (source, export) in enumerate(todo, 1):
            one = _File(store, source, export, ways, _Telling(progress, number, len(todo)))
            files.append(one.add())
            met.update(one.met)
            export.close()
    failures = [*found.failures, *(Failure(path=file.path, why=file.error) for file in files if file.error)]
    return AddReport(
        files=tuple(files),
        failures=tuple(failures),
        rest=found.rest,
        aside=tuple(found.problems),
        notes=(*_linked_nothing(todo, link=link), *_settle_owner(store, me, met.values())),
    )


def add_messages(
    records: Iterable[Mapping[str, Any] | Message],
    *,
    store: Store,
    me: str | None = None,
    again: bool = False,
) -> AddReport:
    """Keep messages from memory, as mappings in the neutral format or as Messages."""
    counted = _Counted(store, FileInfo(source="neutral", path=""), again=again)
    met: dict[int, Account] = {}
    for messages, problems, cards in _batches(read_records(records)):
        if me is not None:
            met.update((id(message.sender), message.sender) for message in messages)
        counted.write(messages, problems, cards)
    report = counted.finish(path=IN_MEMORY, source="neutral")
    return AddReport(files=(report,), notes=_settle_owner(store, me, met.values()))


def add_entries(entries: Iterable[Entry], *, store: Store, info: FileInfo, again: bool = False) -> FileReport:
    """Keep what a source reads of something that is no file of its own, like an answer from the network."""
    counted = _Counted(store, info, again=again)
    for messages, problems, cards in _batches(entries):
        counted.write(messages, problems, cards)
    return counted.finish(path=info.path, source=info.source)


def _linked_nothing(exports: Sequence[tuple[Source, Export]], *, link: bool) -> Iterator[str]:
    for _, export in exports if link else ():
        if not export.is_file and not export.path.is_dir():
            yield f"The media in {export.name} can't be referred to in a zip: unpack it, or add it without linking."


def _each(paths: Paths) -> Iterator[Path]:
    if isinstance(paths, str | os.PathLike):
        yield Path(paths)
    else:
        yield from (Path(path) for path in paths)


@dataclass(slots=True)
class _Found:
    """The exports at the paths of one call."""

    exports: list[tuple[Source, Export]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rest: int = 0

    def look(self, path: Path) -> None:
        try:
            found = sources.find(path)
        except ExportError as error:
            self.failures.append(Failure(path=shown_path(path), why=_sentence(error)))
            return
        self.exports += found.exports
        self.problems += (problem for problem in found.problems if problem not in self.problems)
        self.rest += found.rest
        if not found.exports:
            self.failures.append(
                Failure(path=shown_path(path), why=_sentence(NothingToAdd(path, found.rest)))
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ways:
    me: str | None
    again: bool
    link: bool


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells whoever wants to know how far it is."""

    to: Callable[[Progress], None] | None
    number: int
    of: int

    def __call__(self, path: str, source: str, messages: int, space: int) -> None:
        if self.to is not None:
            told = Progress(
                path=path, source=source, number=self.number, of=self.of, messages=messages, space=space
            )
            self.to(told)


class _File:
    """One export on its way into the archive."""

    def __init__(self, store: Store, source: Source, export: Export, ways: _Ways, told: _Telling) -> None:
        self._store, self._source, self._export = store, source, export
        self._ways, self._told = ways, told
        self._path = shown_path(export.path)
        self.met: dict[int, Account] = {}  # who wrote in it, by id() of the Account; noted to look for `me`

    def add(self) -> FileReport:
        """Add it; an error in it ends it and is part of the report."""
        source, space = self._source.name, _media_bytes(self._export)
        self._told(self._path, source, 0, space)
        try:
            digest, stamp = _digest(self._export), _stamp(self._export)
        except ExportError as error:
            return FileReport(path=self._path, source=source, error=_sentence(error))
        info = FileInfo(source=source, path=self._path, size=self._export.size(), digest=digest)
        counted = _Counted(self._store, info, again=self._ways.again)
        media = _Media(self._store, self._export, link=self._ways.link)
        trouble: list[str] = []
        for messages, problems, cards in _batches(_read(self._source, self._export, trouble)):
            if self._ways.me is not None:
                self.met.update((id(message.sender), message.sender) for message in messages)
            counted.write(media.kept(messages, problems), problems, cards)
            self._told(self._path, source, counted.read, space)
        if not trouble and _stamp(self._export) != stamp:
            trouble.append(f"{self._export.name} was changed while it was read. Add it again.")
        done = counted.finish(path=self._path, source=source, error=" ".join(trouble) or None)
        media.note(info)
        return replace(done, space=space)


class _Media:
    """The files that an export holds beside its messages: copied into the archive, or referred to."""

    def __init__(self, store: Store, export: Export, *, link: bool) -> None:
        self._store, self._export, self._link = store, export, link
        self._any = False
        self._digests: set[str] = set()

    def kept(self, messages: list[Message], problems: list[Problem]) -> list[Message]:
        """The messages with what is known of their files now; files that can't be read become problems."""
        return [self._message(one, problems) if one.attachments else one for one in messages]

    def note(self, info: FileInfo) -> None:
        """Write down which message has which file, and let go of those whose message was left out as forgotten."""
        attachments = Attachments(self._store)
        if self._any:
            attachments.renew(info, self._origin)
        attachments.drop_unused(self._digests)

    def _message(self, message: Message, problems: list[Problem]) -> Message:
        self._any = True
        kept = tuple(self._attachment(one, problems) for one in message.attachments)
        return message if kept == message.attachments else replace(message, attachments=kept)

    def _attachment(self, one: Attachment, problems: list[Problem]) -> Attachment:
        member = self._export.find(one.path) if one.path else None
        if member is None or self._link:
            return one
        try:
            digest = self._store.blobs.keep(lambda: self._export.open(member))
        except ExportError as error:
            problems.append(Problem(member, _sentence(error)))
            return one
        self._digests.add(digest)
        return replace(one, digest=digest, size=self._export.size(member))

    def _origin(self, one: Attachment) -> str | None:
        member = self._export.find(one.path) if self._link and one.path else None
        if member is None:
            return None
        path = self._export.path.parent / member if self._export.is_file else self._export.path_of(member)
        return (
            str(path.absolute()) if path is not None and path.is_file() else None
        )  # voices lie in databases


class _Counted:
    """Writes batches of one file and counts what became of them."""

    def __init__(self, store: Store, info: FileInfo, *, again: bool) -> None:
        self._adding: Adding = store.adding(info, again=again)
        self._problems: list[Problem] = []
        self._problem_count = 0
        self.read = 0

    def write(
        self, messages: Sequence[Message], problems: Sequence[Problem], cards: Sequence[Contact]
    ) -> None:
        self._adding.write(messages, problems, cards)
        self.read += len(messages)
        self._problem_count += len(problems)
        self._problems += problems[: PROBLEMS_TOLD - len(self._problems)]

    def finish(self, *, path: str, source: str, error: str | None = None) -> FileReport:
        done = self._adding.finish()
        return FileReport(
            path=path,
            source=source,
            added=done.added,
            known=done.known,
            forgotten=done.forgotten,
            contacts=done.contacts,
            problems=tuple(self._problems),
            problem_count=self._problem_count,
            error=error,
        )


def _read(source: Source, export: Export, trouble: list[str]) -> Iterator[Entry]:
    """What the source reads; what ends it before the end goes to `trouble`."""
    try:
        yield from source.read(export)
    except ExportError as error:
        trouble.append(_sentence(error))
    except Exception as error:  # noqa: BLE001 - an edge: sources may be other people's code
        _log.debug("the source %s failed", source.name, exc_info=True)
        trouble.append(f"{export.name}: the source {source.name} failed in it ({type(error).__name__}).")


def _batches(entries: Iterable[Entry]) -> Iterator[tuple[list[Message], list[Problem], list[Contact]]]:
    """Messages, problems and contacts, a batch at a time, as a database can take them."""
    entries = iter(entries)
    while batch := list(islice(entries, BATCH)):
        messages = [entry for entry in batch if isinstance(entry, Message)]
        problems = [entry for entry in batch if isinstance(entry, Problem)]
        contacts = [_mended(entry, {}) for entry in batch if isinstance(entry, Contact)]
        yield _writable(messages), problems, contacts


def _writable(messages: list[Message]) -> list[Message]:
    """The messages, with U+FFFD for halves of characters, which no database takes."""
    try:
        "".join([_plain_words(message) for message in messages]).encode()
    except UnicodeEncodeError:
        whole = False
    else:
        whole = not any(_ESCAPED.search(repr(message)) for message in messages if _has_more(message))
    if whole:
        return messages
    shared: dict[int, Any] = {}
    return [_mended(message, shared) for message in messages]


def _plain_words(one: Message) -> str:
    return f"{one.text}{one.source_id}{one.sender.name}{one.sender.native}{one.chat.name}{one.chat.native}"


def _has_more(one: Message) -> bool:
    return bool(
        one.extra
        or one.attachments
        or one.reply_to
        or one.reactions
        or one.edits
        or one.forwarded
        or one.parts
        or one.mentions
        or one.caption
        or one.transcript
        or one.session
    )


def _mended(value: Any, shared: dict[int, Any]) -> Any:
    """A record without halves of characters; chats and accounts stay shared by their messages."""
    if isinstance(value, str):
        return _HALVES.sub("\ufffd", value)
    if isinstance(value, Account | Chat):
        if id(value) not in shared:
            shared[id(value)] = (value, _mended_fields(value, shared))  # the first keeps the id taken
        return shared[id(value)][1]
    if is_dataclass(value):
        return _mended_fields(value, shared)
    if isinstance(value, tuple | list):
        return type(value)(_mended(one, shared) for one in value)
    if isinstance(value, Mapping):
        return {_mended(key, shared): _mended(one, shared) for key, one in value.items()}
    return value


def _mended_fields(value: Any, shared: dict[int, Any]) -> Any:
    return replace(value, **{one.name: _mended(getattr(value, one.name), shared) for one in fields(value)})


def _digest(export: Export) -> bytes:
    """SHA-256 of the content: of the file or zip, or of a folder's names, sizes and all its files but media."""
    hasher = sha256()
    if not export.path.is_dir():
        with open(export.path, "rb") as stream:
            _hash(hasher, stream)
        return hasher.digest()
    for member in export.members:
        hasher.update(f"{member}\0{export.size(member)}\0".encode(errors="replace"))
        if not _is_media(member):
            with export.open(member) as stream:
                _hash(hasher, stream)
    return hasher.digest()


def _hash(hasher: Any, stream: BinaryIO) -> None:
    while chunk := stream.read(_CHUNK):
        hasher.update(chunk)


def _stamp(export: Export) -> list[tuple[int, int]]:
    """Changes when somebody writes to what is read."""
    within = (export.path_of(member) for member in export.members if not _is_media(member))
    paths = within if export.path.is_dir() else (export.path,)
    return [_stat(path) for path in paths if path is not None]


def _stat(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _media_bytes(export: Export) -> int:
    """How much space the media of an export take; a file of its own doesn't tell."""
    return sum(export.size(member) or 0 for member in export.members if _is_media(member))


def _is_media(member: str) -> bool:
    kind, _ = mimetypes.guess_type(member)
    return kind is not None and kind.startswith(("image/", "audio/", "video/"))


def shown_path(path: Path) -> str:
    """A path in full, as text that can be stored and printed."""
    return os.fsencode(path.absolute()).decode(errors="replace")


def _sentence(error: ExportError) -> str:
    """What is wrong, on one line, whatever the names of files in it are made of."""
    return " ".join(_HALVES.sub("\ufffd", str(error)).splitlines())


def _settle_owner(store: Store, me: str | None, met: Iterable[Account]) -> tuple[str, ...]:
    """Mark who the owner is, as they say, and look again who it seems to be; returns what there is to say of it."""
    directory = Directory(store)
    notes: tuple[str, ...] = ()
    if me is not None:
        notes = _mark_me(directory, me, list(met))
    guess_owner(directory)
    return notes


def _mark_me(directory: Directory, me: str, met: Sequence[Account]) -> tuple[str, ...]:
    mine = [one for one in met if me == one.key or same_name(me, one.name)]
    if mine:
        directory.tell_owner(directory.find_accounts(mine))
        return ()
    near = near_names(me, ([one.name] for one in met))
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return (f"Nobody called “{me}” wrote in what was added.{hint}",)
