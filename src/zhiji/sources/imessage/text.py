"""Texts that imessage-exporter writes, one a chat. They name nobody's address and no ids: the database tells more.

A message is a line with the date, one with the sender, what was said, and an empty line. Replies stand twice, once
indented below what they answer and once at their own time; those are read, the indented only where there is no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Edit, Json, Message, Precision, Problem, Reaction
from zhiji.chat.records import ChatKind
from zhiji.sources.export import Export
from zhiji.sources.formats import each_file
from zhiji.sources.imessage.tables import NAME, NOBODY, OWNER
from zhiji.sources.protocol import Entry, Peek

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DATE = rf"(?:{'|'.join(_MONTHS)}) \d\d?, \d{{4}} {{1,2}}\d{{1,2}}:\d\d:\d\d[ \u202f][AP]M"
_PARTS = re.compile(r"(\w{3}) (\d\d?), (\d{4}) {1,2}(\d{1,2}):(\d\d):(\d\d)[ \u202f]([AP])M")
_BEGINS = re.compile(rf"({DATE})(?: \((?:Read|Delivered) by .+\))?")
_HAPPENED = re.compile(rf"({DATE}) (\S.*)", re.DOTALL)
_REPLY = re.compile(rf" {{4}}{DATE}")
_VERSION = re.compile(rf"({DATE}) (.*)", re.DOTALL)
_EDITED = re.compile(r"Edited .+? later: (.*)", re.DOTALL)
_TAPBACK = re.compile(r"(?:(.+?) by (.+)|(?:\w+ )?Sticker from (.+?)(?:: .*| not found!))")
TAPBACKS = {
    "Loved": "❤️",
    "Liked": "👍",
    "Disliked": "👎",
    "Laughed": "😂",
    "Emphasized": "‼️",
    "Questioned": "❓",
}
UNSENT = re.compile(r".+ (?:unsent|deleted) (?:a|this) message.*")
EFFECT = re.compile(
    r"Sent with (Confetti|Echo|Fireworks|Balloons|Heart|Lasers|Shooting Start?|Sparkles|Spotlight|Slam|Loud|Gentle"
    r"|Invisible Ink)"
)
_FILE = re.compile(r"(?:[~/]|[A-Za-z]:\\|attachments/)[^\n]*[/\\][^/\\\n]+\.\w{1,8}", re.IGNORECASE)
_LIBRARY = re.compile(r"(?:\A|/)Library/(?:Messages|SMS)/(.+)\Z")
_REPLIED = "This message responded to an earlier message."
_DELETED = "This message was deleted from the conversation!"
_MISSING = "Attachment missing!"
ADDRESS = re.compile(r"\+?\d{3,15}|[^@\s,]+@[^@\s,]+\.\w+")
_NUMBERED = re.compile(r"(.+) - \d+")
_KINDS = {
    "image": "jpg jpeg png gif heic heif webp tiff bmp",
    "video": "mov mp4 m4v 3gp",
    "voice": "caf amr",
    "audio": "m4a mp3 wav aac",
    "contact": "vcf",
}
KIND_BY_ENDING = {ending: kind for kind, endings in _KINDS.items() for ending in endings.split()}
_MOST = 16  # texts of a zip or folder that are looked at


class Texts:
    """What `imessage-exporter -f txt` writes."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Texts."""
        return tuple(_texts(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 where a message or two begin as they should."""
        places = _texts(peek.members)[:_MOST] if peek.members else [None]
        return max((_sureness(peek.text(place)) for place in places), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message of every text, replies in their own place."""
        yield from each_file(export, _texts(export.members), _sureness, lambda member: _read(export, member))


def _texts(members: tuple[str, ...]) -> list[str]:
    return [name for name in members if name.lower().endswith(".txt")]


def _sureness(head: str) -> int:
    lines = head.lstrip("\ufeff").replace("\r\n", "\n").split("\n")
    if _BEGINS.fullmatch(lines[0]):
        return 3 if len(lines) > 2 and lines[1].strip() else 0
    return 3 if _HAPPENED.fullmatch(lines[0]) and lines[1:2] == [""] and ":" in lines[0] else 0


@dataclass(slots=True)
class _Block:
    """A message's lines, and the replies below it."""

    number: int
    first: str
    lines: list[str] = field(default_factory=list)
    below: list[_Block] = field(default_factory=list)

    @property
    def known_by(self) -> tuple[str, ...]:
        """What is the same of a reply in both its places."""
        begun = _BEGINS.fullmatch(self.first)
        return (begun[1] if begun else self.first, *self.lines[:1])


def _read(export: Export, member: str | None) -> Iterator[Message | Problem]:
    label = member or export.name
    maker = _Maker(label)
    waiting: dict[tuple[str, ...], list[_Block]] = {}  # replies that were not met in their own place
    for block in _blocks(export.lines(member)):
        if met := waiting.get(block.known_by):
            met.pop()
        for reply in block.below:
            waiting.setdefault(reply.known_by, []).append(reply)
        yield _made(maker, block, label)
    for reply in (one for some in waiting.values() for one in some):
        reply.lines = [*"\n".join(reply.lines).rstrip().split("\n"), _REPLIED]
        yield _made(maker, reply, label)


def _made(maker: _Maker, block: _Block, label: str) -> Message | Problem:
    made = maker.message(block)
    return Problem(f"{label}: line {block.number}", made) if isinstance(made, str) else made


def _blocks(lines: Iterator[tuple[int, str]]) -> Iterator[_Block]:
    """Messages begin with a date after an empty line; what is indented below one and begins so is a reply to it."""
    block: _Block | None = None
    empty, inside = True, False
    for number, line in lines:
        line = line.removeprefix("\ufeff") if number == 1 else line
        if empty and (_BEGINS.fullmatch(line) or _HAPPENED.fullmatch(line)):
            if block:
                yield block
            block, inside = _Block(number, line), False
        elif block is None:
            if line.strip():
                block = _Block(number, line)
        elif _REPLY.match(line) and len(block.lines) > 1:
            block.below.append(_Block(number, line[4:]))
            inside = True
        elif inside and (not line or line.startswith("    ")):
            block.below[-1].lines.append(line[4:])
        else:
            inside = False
            block.lines.append(line)
        empty = not line
    if block:
        yield block


class _Maker:
    """Makes the messages of one text."""

    def __init__(self, label: str) -> None:
        stem = PurePosixPath(label).name.rpartition(".")[0] or label
        self._chat = chat_of(stem)
        self._accounts: dict[str, Account] = {"Me": OWNER, "You": OWNER, "": NOBODY}

    def message(self, block: _Block) -> Message | str:
        """The message, or what is wrong with it."""
        begun = _BEGINS.fullmatch(block.first)
        happened = None if begun else _HAPPENED.fullmatch(block.first)
        match = begun or happened
        when = moment(match[1]) if match else None
        if when is None:
            return "it begins with no date"
        while block.lines and not block.lines[-1]:
            block.lines.pop()
        if happened:
            return self._event(when, happened[2], block.lines)
        if not block.lines:
            return "it has no sender"
        return self._said(when, block.lines[0], block.lines[1:])

    def _event(self, when: datetime, told: str, more: list[str]) -> Message:
        words = "\n".join([told, *more])
        unsent = bool(UNSENT.fullmatch(words))
        who = next((name for name in ("You", "Me") if words.startswith(f"{name} ")), "")
        if unsent and not who:
            who = re.split(r" (?:unsent|deleted) ", words)[0]
        return Message(
            chat=self._chat,
            sender=self._account(who) if unsent or who else NOBODY,
            when=when,
            zone="assumed",
            precision=Precision.SECOND,
            kind="text" if unsent else "system",
            text="" if unsent else words,
            recalled=unsent,
        )

    def _said(self, when: datetime, sender: str, lines: list[str]) -> Message:
        extra: dict[str, Json] = {}
        fields: dict[str, Any] = {}
        lines, reactions = _without_tapbacks(lines)
        if lines and lines[0] == _DELETED:
            extra["deleted"] = "recently"
            del lines[0]
        if lines and lines[-1] == _REPLIED:
            extra["reply"] = True
            del lines[-1]
        if lines and (effect := EFFECT.fullmatch(lines[-1])):
            extra["effect"] = effect[1].replace("Start", "Star")
            del lines[-1]
        lines = _without_files(lines, fields)
        text = "\n".join(lines).strip("\n")
        if lines and (versions := _versions(lines)):
            fields["edits"], text = versions, versions[-1].text
        elif UNSENT.fullmatch(text):
            fields["recalled"], text = True, ""
        if reactions:
            fields["reactions"] = tuple(reactions)
        if extra:
            fields["extra"] = extra
        return Message(
            chat=self._chat,
            sender=self._account(sender),
            when=when,
            zone="assumed",
            precision=Precision.SECOND,
            text=text,
            **fields,
        )

    def _account(self, name: str) -> Account:
        known = self._accounts.get(name)
        if known is None:
            native = name if ADDRESS.fullmatch(name) else None
            known = self._accounts[name] = Account(name=name, native=native, source=NAME)
        return known


def chat_of(stem: str) -> Chat:
    """The chat that a file's name tells: an address, several, or a name with a number."""
    numbered = _NUMBERED.fullmatch(stem)
    kind: ChatKind | None = "group" if numbered or ", " in stem else None
    if ADDRESS.fullmatch(stem):
        return Chat(name=stem, native=stem, source=NAME, kind="direct")
    return Chat(name=numbered[1] if numbered else stem, source=NAME, kind=kind)


def moment(text: str) -> datetime | None:
    """The time that the exporter writes so; None if there is no such time."""
    match = _PARTS.fullmatch(text)
    if match is None:
        return None
    month, day, year, hour, minute, second, half = match.groups()
    try:
        number = _MONTHS.index(month) + 1
        noon = 12 if half == "P" else 0
        return datetime(int(year), number, int(day), int(hour) % 12 + noon, int(minute), int(second))
    except ValueError:
        return None


def _without_tapbacks(lines: list[str]) -> tuple[list[str], list[Reaction]]:
    """The lines without those that tell reactions, and the reactions."""
    kept: list[str] = []
    reactions: list[Reaction] = []
    listing = False
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        match = _TAPBACK.fullmatch(line.strip()) if listing else None
        if line in ("Tapbacks:", "Reactions:") and _TAPBACK.fullmatch(following.strip()):
            listing = True
        elif match:
            emoji = "sticker" if match[3] else TAPBACKS.get(match[1].strip(), match[1].strip())
            reactions.append(Reaction(sender=match[3] or match[2], emoji=emoji))
        elif not (listing and not line):
            listing = False
            kept.append(line)
    return kept, reactions


def _without_files(lines: list[str], fields: dict[str, Any]) -> list[str]:
    """The lines without those that are paths; `fields` gets attachments, kind and transcript."""
    files: list[Attachment] = []
    kept: list[str] = []
    for line in lines:
        if _FILE.fullmatch(line):
            files.append(attachment(line))
        elif files and line.startswith("Transcription: "):
            fields["transcript"] = line.partition(": ")[2]
        elif line == _MISSING:
            files.append(Attachment())
        else:
            kept.append(line)
    if files:
        fields["attachments"] = tuple(files)
        fields["kind"] = KIND_BY_ENDING.get(files[0].name.rpartition(".")[2].lower(), "file")
    return kept


def attachment(path: str) -> Attachment:
    """The file at a path that the exporter names; without its place if it isn't in the export."""
    inside = _LIBRARY.search(path)
    plain = path.replace("\\", "/")
    elsewhere = not inside and (plain[0] in "~/" or ":" in plain[:2])
    return Attachment(
        name=plain.rpartition("/")[2], path=None if elsewhere else inside[1] if inside else plain
    )


def _versions(lines: list[str]) -> tuple[Edit, ...]:
    """The versions of an edited message: the first with its date, the others with how much later they came."""
    first = _VERSION.fullmatch(lines[0])
    if first is None or not any(_EDITED.fullmatch(line) for line in lines[1:]):
        return ()
    found = [[first[2]]]
    for line in lines[1:]:
        later = _EDITED.fullmatch(line)
        if later:
            found.append([later[1]])
        else:
            found[-1].append(line)
    texts = ["\n".join(one) for one in found]
    return (Edit(text=texts[0], when=moment(first[1])), *(Edit(text=one) for one in texts[1:]))
