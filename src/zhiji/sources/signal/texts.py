"""Texts with a line a message: signal-export's Markdown (and plain texts of its first versions), and those of
signalbackup-tools and `sigtop -f text-short`. Times are wall-clock, people only names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from zhiji.chat import Account, Attachment, Chat, Json, Message, Precision, Problem, Reaction
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.signal.people import NOBODY, OWN
from zhiji.sources.signal.sigexport import chat_name, kind_of
from zhiji.sources.signal.values import NAME

_BRACKETED = re.compile(r"\[(\d{4}-\d\d-\d\d),? (\d\d:\d\d(?::\d\d)?)\] (.*?): ?(.*)", re.DOTALL)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TOOLS = re.compile(
    rf"\[({'|'.join(_MONTHS)}) (\d\d), (\d{{4}}) (\d\d:\d\d:\d\d)\] (?:(\*\*\*) )?(?:<(.*?)> )?(.*)",
    re.DOTALL,
)
_SHORT = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d) (.*?):(?: \[([^\]]*)\])?(?: (.*))?", re.DOTALL)
_DETAIL = re.compile(r"reply to .+ on \d{4}-|edited|\d+ attachments?|[\w-]+ message")
_NAMES = ("chat.md", "index.md")
_TEXTS = (".md", ".txt")
_REACTIONS = re.compile(r"\n\(- (.*) -\)\s*\Z")
_STICKER = re.compile(r"\n\(\( (.*) \)\)\s*\Z")
_FILE = re.compile(r"!?\[([^\[\]\n]*)\]\(\./((?:[^()\n]|\([^()\n]*\))+)\)(?:  )?")
_QUOTE = re.compile(r"\A(?:  )?\n*(> .*?)(?:\n\n|\Z)", re.DOTALL)
_DELETED = "(This message was deleted)"
_SENT = re.compile(r'sent file(?: "(.*)"| of type (.*))?')
_LOOK = 60  # lines that are looked at
_MOST = 16


class Texts:
    """A text of one chat."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Texts."""
        return tuple(_members(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by lines as only these tools write them."""
        if not peek.members:
            return _sureness(peek.text(), peek.name)
        return max((_sureness(peek.text(one), one) for one in _members(peek.members)[:_MOST]), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of each text."""
        if not export.members:
            yield from _Text(export, None).read()
        for member in _members(export.members):
            if _sureness(decode_head(export.head(member)), member):
                yield from _Text(export, member).read()


def _members(names: tuple[str, ...]) -> list[str]:
    named = [name for name in names if PurePosixPath(name).name in _NAMES]
    return named or [name for name in names if name.lower().endswith(_TEXTS)]


def _sureness(head: str, name: str) -> int:
    """How sure by the lines that begin messages; others may go on with one."""
    lines = list(
        islice((line for line in head.lstrip("\ufeff").replace("\r\n", "\n").split("\n") if line), _LOOK)
    )
    if not lines:
        return 0
    if _TOOLS.fullmatch(lines[0]) and (" *** " in lines[0] or "] <" in lines[0]):
        return 3
    if _BRACKETED.fullmatch(lines[0]) and "WhatsApp" not in name:
        return 3 if _is_of_signal_export(lines, PurePosixPath(name)) else 0
    begun = [match for line in lines if (match := _SHORT.fullmatch(line))]
    details = any(match[4] and _DETAIL.match(match[4]) for match in begun)
    return 3 if _SHORT.fullmatch(lines[0]) and details and any(match[3] == "You" for match in begun) else 0


def _is_of_signal_export(lines: list[str], path: PurePosixPath) -> bool:
    """Whether something tells such lines from WhatsApp's, which look the same in settings with dates like 2024-06-11.

    The first versions wrote a comma and no seconds, later ones Markdown with two spaces after each text.
    """
    if path.suffix == ".md" or re.match(r"\[[\d-]+, \d\d:\d\d\]", lines[0]):
        return True
    begun = [line for line in lines if _BRACKETED.fullmatch(line)]
    return lines[0].endswith("  ") and 2 * sum(line.endswith("  ") for line in begun) >= len(begun)


@dataclass(slots=True)
class _Block:
    """A message's lines; the first without what comes before the text."""

    number: int
    when: datetime | None
    sender: str
    words: list[str]
    precision: int
    fields: dict[str, Any] = field(default_factory=dict)


class _Text:
    """One text."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export = export
        self._member = member
        self._label = member or export.name
        stem = PurePosixPath(self._label).name
        known = stem in _NAMES
        name = (
            chat_name(export, member)
            if known
            else re.sub(r" \(_id\d+\)$", "", stem.rpartition(".")[0] or stem)
        )
        self._folder = f"{member.rpartition('/')[0]}/" if member and "/" in member else ""
        self._chat = Chat(name=name, source=NAME)
        owner = Account(name="Me", native=OWN, source=NAME, owner=True)
        self._accounts = {"Me": owner, "You": owner, "No-Sender": NOBODY, "": NOBODY}

    def read(self) -> Iterator[Message | Problem]:
        block: _Block | None = None
        begins = next((one for one in _STYLES if self._first(one)), _bracketed)
        for number, line in self._export.lines(self._member):
            begun = begins(line.removeprefix("\ufeff") if number == 1 else line, number)
            if begun:
                if block:
                    yield self._made(block)
                block = begun
            elif block:
                block.words.append(line)
            elif line.strip():
                yield Problem(f"{self._label}: line {number}", "it belongs to no message")
        if block:
            yield self._made(block)

    def _first(self, begins: Callable[[str, int], _Block | None]) -> bool:
        """Whether the first line begins a message in that style."""
        lines = (line.removeprefix("\ufeff") for _, line in self._export.lines(self._member))
        return begins(next((line for line in lines if line), ""), 1) is not None

    def _made(self, block: _Block) -> Message | Problem:
        if block.when is None:
            return Problem(f"{self._label}: line {block.number}", "it has no such time")
        fields = dict(block.fields)
        words = "\n".join(block.words).rstrip("\n")
        if "kind" not in fields:
            words = self._parted(words, fields)
        return Message(
            chat=self._chat,
            sender=self._account(block.sender),
            when=block.when,
            zone="assumed",
            precision=block.precision,
            text=words,
            **fields,
        )

    def _parted(self, words: str, fields: dict[str, Any]) -> str:
        """The words that were said, without what the tool put around them."""
        extra: dict[str, Json] = dict(fields.get("extra", {}))
        if words.strip() == _DELETED:
            fields["recalled"] = True
            return ""
        if found := _STICKER.search(words):
            words = words[: found.start()]
            fields |= {"kind": "sticker"} if not words.strip() else {}
            fields["caption"] = found[1]
        if found := _REACTIONS.search(words):
            words = words[: found.start()]
            fields["reactions"] = tuple(_reactions(found[1]))
        if files := [self._attachment(match[1], match[2]) for match in _FILE.finditer(words)]:
            words = _FILE.sub("", words)
            fields |= {"attachments": tuple(files), "kind": kind_of(tuple(files))}
        if found := _QUOTE.match(words):
            extra["quoted"] = {"text": found[1].replace("\n> ", "\n").removeprefix("> ")}
            words = words[found.end() :]
        if extra:
            fields["extra"] = extra
        return words.removesuffix("  ").rstrip("\n")

    def _attachment(self, name: str, path: str) -> Attachment:
        return Attachment(name=name, path=self._folder + unquote(path))

    def _account(self, name: str) -> Account:
        known = self._accounts.get(name)
        if known is None:
            known = self._accounts[name] = Account(name=name, source=NAME)
        return known


def _bracketed(line: str, number: int) -> _Block | None:
    match = _BRACKETED.fullmatch(line) if line.startswith("[") else None
    if match is None:
        return None
    precision = Precision.SECOND if match[2].count(":") == 2 else Precision.MINUTE
    return _Block(number, _when(match[1], match[2]), match[3], [match[4]], precision)


def _short(line: str, number: int) -> _Block | None:
    match = _SHORT.fullmatch(line) if line[:1].isdigit() else None
    if match is None:
        return None
    details, words = match[4] or "", match[5] or ""
    fields: dict[str, Any] = {}
    if details and not _DETAIL.match(details):  # brackets of the sender's own
        words = f"[{details}] {words}".strip()
    elif details.endswith(" message"):
        kind = "call" if details.startswith("call") else "system"
        fields, words = {"kind": kind}, details.removesuffix(" message").replace("-", " ")
    elif details:
        fields["extra"] = {"details": details}
    return _Block(number, _when(match[1], match[2]), match[3], [words], Precision.MINUTE, fields)


def _of_tools(line: str, number: int) -> _Block | None:
    match = _TOOLS.fullmatch(line) if line.startswith("[") else None
    if match is None:
        return None
    month, day, year, clock, stars, sender, words = match.groups()
    when = _when(f"{year}-{_MONTHS.index(month) + 1:02}-{day}", clock)
    fields: dict[str, Any] = {}
    if stars and (sent := _SENT.match(words)) and sender is not None:
        files = (Attachment(name=sent[1] or "", mime=sent[2]),)
        fields, words = {"attachments": files, "kind": kind_of(files)}, ""
    elif stars:
        fields = {"kind": "call" if re.search(r"\bcall\b", words) else "system"}
    return _Block(number, when, sender or "", [words], Precision.SECOND, fields)


def _when(date: str, clock: str) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{date}T{clock}")
    except ValueError:
        return None


def _reactions(words: str) -> Iterator[Reaction]:
    for one in words.split(", "):
        name, _, emoji = one.rpartition(": ")
        if emoji:
            yield Reaction(sender=name, emoji=emoji)


_STYLES = (_of_tools, _bracketed, _short)
