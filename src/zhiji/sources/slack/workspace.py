"""A workspace's export: lists of users and channels, and a folder for each channel with a file for each day.

Slack's own and slackdump's have the same form. A day's file, or the list of users, is read alone too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from zhiji.chat import Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import documents
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.protocol import SET, Entry, Peek
from zhiji.sources.slack.directory import Directory
from zhiji.sources.slack.files import Files
from zhiji.sources.slack.records import Records

ADVICE = "export it again from Slack"
_DAY = re.compile(r"\d{4}-\d\d-\d\d\.json", re.IGNORECASE)
_LISTS = ("channels.json", "groups.json", "mpims.json", "dms.json")
_USERS = ("users.json", "org_users.json")  # the latter in exports of a whole organisation
_MOST = 8  # days whose beginnings are looked at where names don't tell
TS = re.compile(r'"ts"\s*:\s*"\d{9,10}\.\d{6}"')
_ARRAY = re.compile(r"[\s\ufeff]*\[\s*\{")
_MESSAGE = re.compile(r'"type"\s*:\s*"message"')
_SAYER = re.compile(r'"user"\s*:\s*"[UW][0-9A-Z]{7,}"')
_USER = re.compile(r'[\s\ufeff]*\[\s*\{\s*"id"\s*:\s*"[UW][0-9A-Z]{6,}"\s*,\s*"(?:team_id|name)"\s*:')
_PROFILE = re.compile(r'"profile"\s*:\s*\{')


class Workspace:
    """The zip or folder that Slack or slackdump exports."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Some days, where names don't tell."""
        return () if _roots(peek.members) else tuple(_days(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """A set by its lists and its folders of days; 3 by messages of Slack's shape, 2 by its list of users."""
        if _roots(peek.members):
            return SET
        if not peek.members:
            return _sureness(peek.text())
        return max((_sureness(peek.text(member)) for member in self.wants(peek)), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """The people, then each channel's messages, day by day."""
        directory = Directory()
        if not export.members:
            yield from _alone(export, directory)
            return
        for root in _roots(export.members):
            yield from _lists(export, root, directory)
        records = Records(directory, Files(export))
        for member in _days(export.members):
            folder = PurePosixPath(member).parent.name
            try:
                yield from _day(export, member, folder, records, directory)
            except UnreadableFile as error:
                yield Problem(member, str(error))


def _roots(members: tuple[str, ...]) -> list[str]:
    """The folders ("" or "a/b/") that hold lists beside folders of days."""
    held = {
        member.rpartition("/")[0] for member in members if member.rpartition("/")[2] in (*_USERS, *_LISTS)
    }
    above = {str(PurePosixPath(day).parent.parent) for day in _days(members) if "/" in day}
    return sorted(f"{root}/" if root else "" for root in held if (root or ".") in above)


def _days(members: tuple[str, ...]) -> list[str]:
    return [member for member in members if _DAY.fullmatch(member.rpartition("/")[2])]


def _sureness(head: str) -> int:
    if _ARRAY.match(head) and TS.search(head) and _MESSAGE.search(head):
        return 3
    if _ARRAY.match(head) and TS.search(head) and _SAYER.search(head):  # as tools cut it out
        return 2
    return 2 if _USER.match(head) and _PROFILE.search(head) else 0


def _alone(export: Export, directory: Directory) -> Iterator[Entry]:
    """One file: a day or the list of users."""
    head = decode_head(export.head())
    if not TS.search(head):
        yield from _people(export, None, directory)
        return
    path = PurePosixPath(export.path.absolute().as_posix())
    folder = path.parent.name if _DAY.fullmatch(path.name) else path.stem
    yield from _day(export, None, folder, Records(directory, Files(export)), directory)


def _lists(export: Export, root: str, directory: Directory) -> Iterator[Entry]:
    """Take in who and what there is; a list that can't be read to its end is a Problem."""
    members = set(export.members)
    for member in (root + name for name in _USERS if root + name in members):
        try:
            yield from _people(export, member, directory)
        except UnreadableFile as error:
            yield Problem(member, str(error))
    for member in (root + name for name in _LISTS if root + name in members):
        try:
            with documents.told(export, member, ADVICE):
                for one in documents.array(export, member):
                    if isinstance(one, dict):
                        directory.channel(one)
        except UnreadableFile as error:
            yield Problem(member, str(error))


def _people(export: Export, member: str | None, directory: Directory) -> Iterator[Entry]:
    with documents.told(export, member, ADVICE):
        for number, one in enumerate(documents.array(export, member)):
            contact = directory.user(one) if isinstance(one, dict) else None
            where = f"{member or export.name}[{number}]"
            yield contact or Problem(where, "it is no user: it has no id")


def _day(
    export: Export, member: str | None, folder: str, records: Records, directory: Directory
) -> Iterator[Entry]:
    chat = directory.chat(folder)
    with documents.told(export, member, ADVICE):
        for number, one in enumerate(documents.array(export, member)):
            found = records.message(one, chat) if isinstance(one, dict) else documents.flaw(one)
            yield Problem(f"{member or export.name}[{number}]", found) if isinstance(found, str) else found
