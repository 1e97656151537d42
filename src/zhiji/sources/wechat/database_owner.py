"""Whose databases they are. No table says so: the folder's name may, and in a chat of two it is the one who isn't the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from pathlib import Path, PurePosixPath
from typing import TypeVar

from zhiji.sources.export import Export
from zhiji.sources.wechat.database_people import Book, is_room

T = TypeVar("T", bound=Hashable)

_PARENTS = 5
_WXID = re.compile(r"(wxid_[0-9a-z]+)(?:_[0-9a-f]{4})?")
_SUFFIXED = re.compile(r"(.+)_[0-9a-f]{4}")  # the data folder of version 4 is called after the account
_FROM = re.compile(
    r"fromusername(?:\s*=\s*[\"']\s*|>\s*(?:<!\[CDATA\[)?)([\w.@-]{2,128})", re.IGNORECASE | re.ASCII
)
_ABOVE = "WeChat Files"  # the folders in it are called after accounts, in version 3


def by_folder(export: Export, root: str, book: Book) -> str | None:
    """The account that the data folder is called after."""
    path = export.path.absolute()
    above = [path, *path.parents][:_PARENTS]
    folders = [*(Path(one) for one in _within(root)), *above]
    for folder in folders:
        if found := _named(folder, book):
            return found
    return None


def clearest(votes: Counter[T]) -> T | None:
    """What is voted for at least twice as often as anything else."""
    first, second = [*votes.most_common(2), (None, 0), (None, 0)][:2]
    return first[0] if first[1] >= 2 * second[1] else None


def _within(root: str) -> list[PurePosixPath]:
    path = PurePosixPath(root)
    return [path, *path.parents][:-1] if root else []


def _named(folder: Path, book: Book) -> str | None:
    name = folder.name.removesuffix(".zip")
    if book.knows(name) and name.startswith("wxid_"):
        return name
    if found := _WXID.fullmatch(name):
        return found[1]
    if found := _SUFFIXED.fullmatch(name):
        native = found[1] if book.knows(found[1]) else book.aliased(found[1])
        return native if native and not is_room(native) else None
    return name if folder.parent.name == _ABOVE and book.knows(name) else None


class Claims:
    """Who the owner's own messages say they are from; voices, videos and stickers carry it in their XML."""

    def __init__(self) -> None:
        self._votes: Counter[str] = Counter()

    def hear(self, contents: Iterable[str]) -> None:
        """Take in contents of messages that the owner sent."""
        for content in contents:
            if found := _FROM.search(content):
                self._votes[found[1]] += 1

    @property
    def clearest(self) -> str | None:
        """The account that most of them name."""
        return clearest(self._votes)
