"""Which file of a folder or zip is which of WeChat's databases, and what makes a folder WeChat's.

Databases are known by their names in folders and zips, and by their tables alone. The tools that decrypt them keep
the names or put something before or after (`de_MSG0.db`, `MSG0.db_dec.db`), and merge several (`MSG_ALL.db`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from zhiji.chat import Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import database
from zhiji.sources.export import Export
from zhiji.sources.protocol import AROUND, SET, Entry, Peek

ENCRYPTED = (
    "it is still encrypted, and zhiji decrypts nothing: add what a tool that you trust exports from WeChat as JSON "
    "or CSV, or the databases that such a tool has decrypted."
)
_MOST = 24  # databases whose heads are looked at
_FEW = 3  # databases of other names that are looked into: in a zip each has to be unpacked for it
_FOLDERS = frozenset(
    {"db_storage", "message", "contact", "session", "hardlink", "media", "msg", "multi", "group", "db"}
)
_TOGETHER = re.compile(r"(?:^|/)(?:msg/(?:attach|file|video)|FileStorage|MessageTemp|[Vv]oice2|[Ii]mage2)/")
_FOREIGN = re.compile(r"\.(?:jsonl?|csv|txt|html?|xml|zip|mbox|md)$", re.IGNORECASE)
_DATABASE = re.compile(r"\.(?:db|sqlite3?)$", re.IGNORECASE)
_BEFORE, _AFTER = (
    r"^(?:(?:de|dec|decoded|decrypted|plain)[_-])?",
    r"(?:[._-](?:dec|decoded|decrypted|plain))?",
)


def named(stems: str, suffixes: str = "db") -> re.Pattern[str]:
    """Files of these stems, as the app or a tool names them."""
    return re.compile(
        rf"{_BEFORE}(?:{stems}){_AFTER}(?: ?\(\d+\))?\.(?:{suffixes})(?:_dec\.db)?$", re.IGNORECASE
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What the databases of one version of WeChat are called, and where its data folder has them."""

    messages: re.Pattern[str]
    people: re.Pattern[str]
    sealed: re.Pattern[str]  # names that are WeChat's alone, so that encrypted files are known by them
    others: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    inside: tuple[str, str] = ("", "")  # folders that lie side by side in the app's data folder


@dataclass(slots=True, kw_only=True)
class Place:
    """The databases of one account; None stands for the plain file that was added."""

    root: str = ""  # what the paths of all of them, and of the media, begin with
    messages: list[str | None] = field(default_factory=list)
    people: list[str | None] = field(default_factory=list)
    others: dict[str, list[str]] = field(default_factory=dict)


class Failures(dict[str, UnreadableFile]):
    """Databases that could not be read, or not to their end, and why."""


class DatabaseFormat:
    """What the formats of all versions have in common: recognising, and finding what belongs together."""

    family: Family

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The databases that may be ours; names tell enough unless there is one alone, or it is called otherwise."""
        if ours := [one for one in peek.members if self._role(one) in ("messages", "people")]:
            return tuple(ours[:_MOST])
        others = [one for one in peek.members if _DATABASE.search(one)]
        return tuple(others) if len(others) <= _FEW else ()

    def recognises(self, peek: Peek) -> int:
        """A file by its tables, or as an encrypted one by its name; a folder by the databases that it holds."""
        if not peek.members:
            ours = bool(self.family.sealed.search(peek.name))
            if database.is_database(peek.head):
                return self.likeness(peek.tables(), peek.name) or int(ours)  # its tables may be damaged
            return 2 if ours else 0
        roles = {one: role for one in peek.members if (role := self._role(one))}
        messages = [one for one, role in roles.items() if role == "messages"]
        if not messages:
            return max((min(3, self.likeness(peek.tables(one), one)) for one in self.wants(peek)), default=0)
        if not any(self._ours(peek, one) for one in messages):
            return 0
        if all(any(one.startswith(f"{side}/") for one in peek.members) for side in self.family.inside):
            return AROUND
        return SET if _is_set(peek, roles) else 3

    def read(self, export: Export) -> Iterator[Entry]:
        """The people, then each chat of each database."""
        done, failed = False, Failures()
        for place in self._places(export):
            for one in self.read_place(export, place, failed):
                done = True
                yield one
        if not done:
            raise next(iter(failed.values()), UnreadableFile(export.path, "there are no chats in it."))
        yield from (Problem(label, str(error)) for label, error in failed.items())

    def likeness(self, tables: frozenset[str], name: str) -> int:
        """How sure from a database's tables."""
        raise NotImplementedError

    def read_place(self, export: Export, place: Place, failed: Failures) -> Iterator[Entry]:
        """What the databases of one account hold; those that can't be read at all go to `failed`."""
        raise NotImplementedError

    def _role(self, member: str) -> str:
        if not _DATABASE.search(member):  # data folders hold a hundred thousand other files
            return ""
        name = member.rpartition("/")[2]
        roles = {"messages": self.family.messages, "people": self.family.people, **self.family.others}
        return next((role for role, pattern in roles.items() if pattern.search(name)), "")

    def _ours(self, peek: Peek, member: str) -> bool:
        """Whether a database of the right name isn't another app's; encrypted ones can't tell."""
        head = peek.first.get(member)
        if head is None or not database.is_database(head):
            return True
        tables = peek.tables(member)
        return not tables or bool(self.likeness(tables, member))

    def _places(self, export: Export) -> list[Place]:
        if not export.members:
            return [self._alone(export)]
        places: dict[str, Place] = {}
        for member in export.members:
            if role := self._role(member):
                _put(places.setdefault(root(member), Place(root=root(member))), role, member)
        if not any(place.messages or place.people for place in places.values()):
            return [Place(messages=[*self._unnamed(export)])]
        whole = [place for place in places.values() if place.messages]
        strays = [place for place in places.values() if not place.messages]
        for place in strays:  # an address book that lies elsewhere, if there is but one account
            if len(whole) == 1:
                whole[0].people += place.people
                for role, members in place.others.items():
                    whole[0].others.setdefault(role, []).extend(members)
        return whole or strays

    def _alone(self, export: Export) -> Place:
        """The plain file, and the databases of the same account that lie beside it."""
        place = Place(messages=[None])
        for role, names in self.beside().items():
            for name in names:
                if name != export.name and export.find(name) is not None:
                    _put(place, role, name)
        return place

    def beside(self) -> Mapping[str, tuple[str, ...]]:
        """The names under which a plain file's companions are looked for, by role."""
        return {}

    def _unnamed(self, export: Export) -> Iterator[str]:
        for member in [one for one in export.members if _DATABASE.search(one)][:_FEW]:
            if self.likeness(database.tables(export, member), member):
                yield member


def _is_set(peek: Peek, roles: Mapping[str, str]) -> bool:
    """Whether several files make up what is read, and the folder holds nothing else that could be an export."""
    if peek.name.lower() in _FOLDERS and "people" not in roles.values():
        return False  # one of the folders within: what belongs to it lies beside it
    if len(roles) < 2 and not any(_TOGETHER.search(one) for one in peek.members):
        return False
    flat = tuple({folder for one in roles if (folder := root(one)) == one[: one.rfind("/") + 1]})
    return not any(
        one.startswith(flat) and _FOREIGN.search(one) and not _TOGETHER.search(one) for one in peek.members
    )


def root(member: str) -> str:
    """What the path of a database begins with before the folders in which WeChat keeps its databases."""
    parts = list(PurePosixPath(member).parts[:-1])
    while parts and parts[-1].lower() in _FOLDERS:
        parts.pop()
    return "/".join(parts) + "/" if parts else ""


def readable(export: Export, member: str | None) -> bool:
    """Whether it is a database, rather than an encrypted one. Raises UnreadableFile."""
    return database.is_database(export.head(member, len(database.MAGIC)))


def in_order(members: Iterable[str | None]) -> list[str | None]:
    """Databases by their numbers, so that older ones come first."""
    return sorted(
        members, key=lambda one: [int(n) if n.isdigit() else 0 for n in re.findall(r"\d{1,6}", one or "")]
    )


def _put(place: Place, role: str, member: str) -> None:
    if role == "messages":
        place.messages.append(member)
    elif role == "people":
        place.people.append(member)
    else:
        place.others.setdefault(role, []).append(member)
