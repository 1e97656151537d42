"""The second pass: a chat's lines become messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath

from zhiji.chat import Account, Chat, ChatKind, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.whatsapp import names
from zhiji.sources.whatsapp.body import Body, system_kind, system_text, understand
from zhiji.sources.whatsapp.jids import SOURCE_NAME
from zhiji.sources.whatsapp.lines import Header, header, hour_of
from zhiji.sources.whatsapp.survey import Survey, split, survey

LONGEST_TEXT = 4 << 20  # characters; the app itself ends a text at 65,536
_SHOWN = 3  # names that stand for a chat without one


def read_chat(export: Export, member: str | None, *, alone: bool) -> Iterator[Message | Problem]:
    """The messages of one chat. `alone`: no other chat is in this export, so its name is the chat's."""
    found = survey(export.lines(member))
    if not found.lines:
        where = export.path if member is None else export.path / member
        raise found.broken or UnreadableFile(where, "no line in it begins a message as WhatsApp writes it.")
    label = member or export.name
    yield from _doubts(found, label)
    yield from _Reader(_chat(export, member, found, alone=alone), member, label, found).read(
        export.lines(member)
    )


def _doubts(found: Survey, label: str) -> Iterator[Problem]:
    if any(not order.sure for order in found.orders.values()):
        yield Problem(
            f"{label}, dates", "every date fits both day/month and month/day; they were read as day/month."
        )
    if found.islamic:
        yield Problem(f"{label}, dates", "they are of the Islamic calendar and may be a day off.")


def _chat(export: Export, member: str | None, found: Survey, *, alone: bool) -> Chat:
    people = sorted({names.person(name) for name in found.people} - {""})
    name = _chat_name(export, member, alone=alone) or found.announced
    kind: ChatKind | None = found.kind
    if kind is None and name and name in people:
        kind = "direct"
    return Chat(name=name or _unnamed(export, member, people), source=SOURCE_NAME, kind=kind)


def _chat_name(export: Export, member: str | None, *, alone: bool) -> str:
    """The name that the files or folders around the chat give it."""
    path = PurePosixPath(member) if member else PurePosixPath(export.name)
    around = [path.name, path.parent.name]
    if member is None or (alone and "/" not in member):
        around.append(export.path.absolute().parent.name if member is None else export.name)
    elif alone:
        around.append(export.name)
    return next(filter(None, map(names.chat_name, around)), "")


def _unnamed(export: Export, member: str | None, people: list[str]) -> str:
    files = [PurePosixPath(member).name, export.name] if member else [export.name]
    if given := next(filter(None, map(names.given_name, files)), ""):
        return given
    return ", ".join(people[:_SHOWN]) + (" …" if len(people) > _SHOWN else "") or "WhatsApp"


class _Reader:
    """Puts lines together to messages, one at a time."""

    def __init__(self, chat: Chat, member: str | None, label: str, found: Survey) -> None:
        self._chat = chat
        self._label = label
        self._orders = found.orders
        self._people = found.people
        self._folder = f"{member.rpartition('/')[0]}/" if member and "/" in member else ""
        self._accounts: dict[str, Account] = {}
        self._nobody = Account(name="", source=SOURCE_NAME)
        self._date: tuple[str, str, str, str] = ("", "", "", "")
        self._day: tuple[int, int, int] | None = None
        self._begun: Header | None = None
        self._when = datetime.min
        self._more: list[str] = []
        self._size = 0
        self._strayed = False

    def read(self, lines: Iterator[tuple[int, str]]) -> Iterator[Message | Problem]:
        """All messages, each as soon as the next begins; of a damaged file those before the damage."""
        broken = None
        try:
            yield from self._each(lines)
        except UnreadableFile as error:
            broken = error
        if self._begun is not None:
            yield self._message(self._begun)
        if broken is not None:
            raise broken

    def _each(self, lines: Iterator[tuple[int, str]]) -> Iterator[Message | Problem]:
        for number, line in lines:
            found = header(line)
            if found is not None and found.shape in self._orders:
                when = self._clock(found)
                if when is not None:
                    if self._begun is not None:
                        yield self._message(self._begun)
                    self._begun, self._when, self._more, self._size = found, when, [], 0
                    continue
                yield self._undated(number)
            if problem := self._continue(number, line):
                yield problem

    def _continue(self, number: int, line: str) -> Problem | None:
        """Take a line that begins no message."""
        if self._begun is None:
            if self._strayed or not line.strip():
                return None
            self._strayed = True
            return Problem(f"{self._label}, line {number}", "text before the first message was left out.")
        if self._size > LONGEST_TEXT:
            return None
        self._size += len(line) + 1
        if self._size > LONGEST_TEXT:
            what = f"the message is longer than {LONGEST_TEXT >> 20} million characters; from here on it was left out."
            return Problem(f"{self._label}, line {number}", what)
        self._more.append(line)
        return None

    def _undated(self, number: int) -> Problem:
        what = "the line begins like a message, but there is no such date or time"
        kept = "; it was kept as part of the message before it." if self._begun else "."
        return Problem(f"{self._label}, line {number}", what + kept)

    def _clock(self, found: Header) -> datetime | None:
        """The wall-clock time; None if there is none such."""
        date = (found.shape, found.a, found.b, found.c)
        if date != self._date:
            self._date, self._day = date, self._orders[found.shape].date(found.a, found.b, found.c)
        hour = hour_of(found.hour, found.half)
        second = found.second or 0
        if self._day is None or hour > 23 or found.minute > 59 or second > 59:
            return None
        return datetime(*self._day, hour, found.minute, second)

    def _message(self, found: Header) -> Message:
        name, text = split(found.rest, self._accounts)
        if self._more:
            text = "\n".join([text, *self._more])
        if name is None:
            body = Body(system_text(text), system_kind(text), nobodys=True)
        else:
            body = understand(text, folder=self._folder, by=name, speaks=name in self._people)
        return Message(
            chat=self._chat,
            sender=self._nobody if body.nobodys or name is None else self._account(name),
            when=self._when,
            text=body.text,
            kind=body.kind,
            precision=Precision.MINUTE if found.second is None else Precision.SECOND,
            zone="assumed",
            mentions=body.mentions,
            recalled=body.recalled,
            attachments=body.attachments,
            extra=body.extra,
        )

    def _account(self, written: str) -> Account:
        account = self._accounts.get(written)
        if account is None:
            account = Account(name=names.person(written), source=SOURCE_NAME)
            self._accounts[written] = account
        return account
