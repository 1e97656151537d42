"""The contract that every source keeps, as checks to call from a test.

    def test_my_source_keeps_the_contract() -> None:
        check_source(MySource(), Path("tests/corpus"))

A corpus is a folder with a folder for each case, named for what it shows (good, old, languages, duplicated, broken).
Each holds at least one export. Those in folders that begin with "broken" have something to complain of; those in
folders that begin with "good" have nothing.
"""

from __future__ import annotations

import gc
import json
import random
import shutil
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import cast

from zhiji.chat import Contact, Message, Problem, from_json, to_json
from zhiji.chat.contacts import contact_from_json, contact_to_json
from zhiji.errors import ExportError, UnreadableFile
from zhiji.sources import registry
from zhiji.sources.door import find, recognise
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek, Source

_YEARS = range(1970, 2200)
_SAYABLE = range(2, 9999)  # in every time zone
_CUTS = 40  # places where a file is cut off and where it is damaged
_TEXTS = (
    ".json",
    ".jsonl",
    ".ndjson",
    ".txt",
    ".csv",
    ".xml",
    ".log",
    ".html",
    ".md",
    ".mbox",
    ".vcf",
    ".db",
    ".sqlite",
)
_STRANGERS = {
    "letter.txt": b"Dear Ana,\n\nthe lake was cold: we swam all the same.\n",
    "package.json": b'{"name": "left-pad", "version": "1.0.0", "messages": []}',
    "rows.jsonl": b'{"a": 1}\n{"a": 2}\n',
    "list.json": b"[1, 2, 3]",
    "picture.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0" + bytes(range(256)) * 8,
    "spaces.json": b" \n" * 2000,
    "brackets.json": b"[" * 5000,
}


def check_source(source: Source, corpus: Path) -> None:
    """Every check, on every case of a corpus."""
    check_description(source)
    check_strangers(source)
    cases = sorted(path for path in corpus.iterdir() if path.is_dir())
    _expect(bool(cases), f"{corpus} holds no cases")
    for case in cases:
        check_case(source, case)


def check_description(source: Source) -> None:
    """The source has a short name and tells in both languages how to export and what is read."""
    name, guide = source.name, source.guide
    _expect(name.isidentifier() and name == name.lower(), f"{name!r} is no short lower-case name")
    texts = (guide.title, guide.checked, guide.how_en, guide.how_zh, guide.reads_en, guide.reads_zh)
    _expect(all(text.strip() for text in texts), "the guide has an empty text")


def check_strangers(source: Source) -> None:
    """Files of nobody's are not taken for the source's own."""
    for name, head in _STRANGERS.items():
        peek = Peek(name=name, members=(), head=head, first={})
        _expect(not source.recognises(peek), f"{source.name} takes {name} for its own")
    crowd = Peek(name="things.zip", members=("a/b.txt", "notes.md", "x.bin"), head=b"", first={})
    wanted = source.wants(crowd)
    _expect(not source.recognises(crowd), f"{source.name} takes any zip for its own")
    _expect(set(wanted) <= set(crowd.members), f"{source.name} wants what isn't there")


def check_case(source: Source, case: Path) -> None:
    """The exports of one case are recognised and read as they should be, whole and damaged."""
    exports = [export for _, export in find(case, sources=[source]).exports]
    _expect(bool(exports), f"{source.name} recognises nothing in {case}")
    problems = 0
    for export in exports:
        with export:
            check_recognition(source, export)
            broken = case.name.startswith("broken")
            problems += check_reading(source, export, broken=broken)
            check_damage(source, export)
    if case.name.startswith("broken"):
        _expect(problems > 0, f"nothing in {case} is a Problem")
    if case.name.startswith("good"):
        _expect(problems == 0, f"{problems} Problems in {case}")


def check_recognition(source: Source, export: Export) -> None:
    """No other source is as sure of the export as its own."""
    others = [one for one in registry.sources()[0] if one.name != source.name]
    winner, again = recognise(export.path, sources=[source, *reversed(others)])
    again.close()
    _expect(winner is source, f"{winner.name} is surer of {export.name} than {source.name}")


def check_reading(source: Source, export: Export, *, broken: bool = False) -> int:
    """Reading yields sound messages, and the same ones each time; returns the number of Problems."""
    first, failed = _read(source, export)
    _expect(broken or failed is None, f"{export.name}: {failed}")
    messages = [one for one in first if isinstance(one, Message)]
    contacts = [one for one in first if isinstance(one, Contact)]
    _expect(broken or bool(messages or contacts), f"{export.name} holds no messages and no contacts")
    for contact in contacts:
        check_contact(contact)
    for message in messages:
        check_message(message)
        check_attachments(message, export)
    for problem in first:
        if isinstance(problem, Problem):
            _expect(_is_line(problem.where) and _is_line(problem.what), f"{problem} is not two short lines")
    chats = {id(message.chat) for message in messages}
    _expect(
        len(chats) <= len({message.chat for message in messages}),
        f"{export.name}: equal chats are not shared",
    )
    again, failed_again = _read(source, export)
    _expect(
        (again, str(failed_again)) == (first, str(failed)), f"{export.name} reads differently the second time"
    )
    return len(first) - len(messages) - len(contacts) + (failed is not None)


def check_message(message: Message, *, years: range = _YEARS) -> None:
    """A message has what the rest of zhiji relies on."""
    where = f"{message.chat.name!r} at {message.when}: "
    _expect(message.when.year in years, where + "no time of a chat")
    _expect(
        (message.when.tzinfo is None) == (message.zone == "assumed"), where + "zone and time zone disagree"
    )
    _expect(message.precision > 0, where + "no precision")
    _expect(bool(message.chat.source), where + "no source")
    _expect(message.sender.source == message.chat.source, where + "the sender is of another source")
    _expect(message.sender.scope == message.chat.scope, where + "the sender is of another scope")
    _expect(bool(message.kind), where + "no kind")
    _expect(
        (message.id, message.chat.id, message.sender.id) == (0, 0, 0), where + "ids are the store's to give"
    )
    written = json.dumps(to_json(message), ensure_ascii=False, allow_nan=False)
    written.encode()  # halves of characters are nobody's text
    _expect(
        from_json(json.loads(written), {}, {}) == message, where + "not the same after writing and reading"
    )


def check_contact(contact: Contact) -> None:
    """A contact has what the rest of zhiji relies on."""
    where = f"{contact.account.key!r}: "
    _expect(bool(contact.account.source), where + "no source")
    _expect(contact.account.id == 0, where + "ids are the store's to give")
    _expect(bool(contact.account.key), where + "neither id nor name")
    written = json.dumps(contact_to_json(contact), ensure_ascii=False, allow_nan=False)
    written.encode()
    _expect(
        contact_from_json(json.loads(written)) == contact, where + "not the same after writing and reading"
    )


def check_attachments(message: Message, export: Export) -> None:
    """Attachments that the export holds can be opened; none leads out of it."""
    for attachment in message.attachments:
        path = attachment.path
        if path is None:
            continue
        member = export.find(path)
        _expect(
            member is None or not PurePosixPath(member).is_absolute(), f"{path} leads out of {export.name}"
        )
        stream = export.read_attachment(path)
        _expect((stream is None) == (member is None), f"{path} is found but can't be opened")
        if stream is not None:
            with stream:
                stream.read(1)


def check_damage(source: Source, export: Export) -> None:
    """However a file is cut off or damaged: Messages, Problems, UnreadableFile, and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / export.path.name
        if export.path.is_dir():
            shutil.copytree(export.path, copy)
            files = [copy / member for member in export.members if member.endswith(_TEXTS)]
        else:
            files = [copy]
            copy.write_bytes(export.path.read_bytes())
        for file in files:
            _damage(source, copy, file)


def peak_memory(source: Source, export: Export) -> int:
    """Bytes of memory that reading takes at most, the messages being let go at once. It is slow: the less of two readings,
    since other threads of a process allocate, too.
    """
    next(iter(source.read(export)), None)  # loads modules, which are not what is asked for
    return min(_peak(source, export) for _ in range(2))


def _peak(source: Source, export: Export) -> int:
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        for _ in source.read(export):
            pass
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


def _damage(source: Source, copy: Path, file: Path) -> None:
    whole = file.read_bytes()
    for damaged in _damaged(whole):
        file.unlink()  # a new file: some file systems write one that is overwritten to the disk at once
        file.write_bytes(damaged)
        try:
            with Export(copy) as export:
                for one in _read(source, export)[0]:
                    if isinstance(one, Message):
                        check_message(one, years=_SAYABLE)
        except UnreadableFile:
            continue
    file.write_bytes(whole)


def _damaged(whole: bytes) -> Iterator[bytes]:
    """The bytes cut off, overwritten, doubled and shortened, at places that are the same each time."""
    chance = random.Random(len(whole))
    places = {0, 1, len(whole) - 1, len(whole) // 2, *(chance.randrange(len(whole)) for _ in range(_CUTS))}
    for place in sorted(places):
        yield whole[:place]
        junk = chance.choice([b"\0", b"\xff", b'"', b"}", b"[", b"\n", b"\\", b"null", b"-1", b"9" * 5000])
        yield whole[:place] + junk + whole[place + 1 :]
        yield whole[:place] + whole[place + chance.randrange(1, 30) :]


def _read(source: Source, export: Export) -> tuple[list[Entry], ExportError | None]:
    """All that comes out, and what ended it."""
    found: list[Entry] = []
    try:
        for one in source.read(export):
            _expect(
                isinstance(cast(object, one), (Message, Problem, Contact)),
                f"{one!r} is neither a Message nor a Problem nor a Contact",
            )
            found.append(one)
    except UnreadableFile as error:
        _expect(_is_line(str(error)), f"{error} is not one line")
        return found, error
    return found, None


def _is_line(text: str) -> bool:
    return 0 < len(text) <= 400 and "\n" not in text and "\r" not in text


def _expect(true: bool, otherwise: str) -> None:
    if not true:
        raise AssertionError(otherwise)
