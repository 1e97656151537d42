"""An archive as programs see it: opens the rooms, wires them and passes calls on. Begin with `open`.

All calls are safe from several threads and processes; each thread has its own hold on the database.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from zhiji import adding, config, exporting, overview
from zhiji.chat import Message
from zhiji.errors import ArchiveError, ArchiveReadOnly, SettingError
from zhiji.people import Chats, People
from zhiji.store import Store
from zhiji.store.directory import Directory
from zhiji.zone import local_zone_name, zone

if TYPE_CHECKING:
    from datetime import tzinfo

    from zhiji.adding import AddReport, Paths, Progress
    from zhiji.exporting import Format
    from zhiji.overview import Status

Name = str | int  # a name, a number of ours, or an app's own id
PathLike = str | os.PathLike[str]


def open(home: PathLike | None = None, *, passphrase: str | None = None) -> Archive:  # noqa: A001 - reads `zhiji.open`
    """The archive in a folder, made if there is none: the folder given, else $ZHIJI_HOME, else the platform's."""
    return Archive(config.home(home), passphrase=passphrase)


class Archive:
    """Everything in one home folder. A context manager; `close` lets go of it in all threads."""

    def __init__(self, home: Path, *, passphrase: str | None = None) -> None:
        _make(home)
        self.home = home
        self.settings = config.read_settings(home)
        self._passphrase = passphrase if passphrase is not None else os.environ.get("ZHIJI_PASSPHRASE")
        self._mine = threading.local()
        self._stores: weakref.WeakSet[Store] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._closed = False
        self.zone, self._local = self._fixed_zone()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database in every thread; the archive can't be used any more."""
        with self._lock:
            self._closed = True
            for store in list(self._stores):
                store.close()

    def add(
        self,
        paths: Paths | None = None,
        *,
        messages: Iterable[Mapping[str, Any] | Message] | None = None,
        me: str | None = None,
        again: bool = False,
        link: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> AddReport:
        """Add exports, or messages from memory; what is known already is not added twice.

        `me` names the owner in them, `again` brings forgotten messages back, `link` refers to media instead of copying
        them. A path that can't be read is one of the report's `failures`; the others are added all the same.
        """
        if messages is not None and paths is not None:
            raise SettingError("add takes files or messages=, not both at once.")
        if messages is not None:
            return adding.add_messages(messages, store=self._store, me=me, again=again)
        if paths is None:
            raise SettingError("add wants files to read, or messages=.")
        return adding.add(paths, store=self._store, me=me, again=again, link=link, progress=progress)

    @property
    def people(self) -> People:
        """Who is who; iterating lists everybody."""
        return People(self._store)

    @property
    def chats(self) -> Chats:
        """The chats; iterating lists them, the latest first."""
        return Chats(self._store, self.people)

    def status(self) -> Status:
        """The archive at a glance."""
        return overview.status(self._store, zone=self.zone)

    def export(self, path: PathLike, *, format: Format = "jsonl") -> int:  # noqa: A002 - as on the command line
        """Write everything to a file of JSON lines, or to a folder of ChatLab files; returns how many messages."""
        write = {"jsonl": exporting.export_jsonl, "chatlab": exporting.export_chatlab}.get(format)
        if write is None:
            raise SettingError(f"zhiji can't export as “{format}”, only as jsonl or chatlab.")
        return write(self._store, Path(path).expanduser())

    @property
    def _store(self) -> Store:
        """This thread's hold on the database."""
        if self._closed:
            raise ArchiveClosed(self.home)
        store: Store | None = getattr(self._mine, "store", None)
        return self._hold(self._local) if store is None else store

    def _hold(self, local: tzinfo) -> Store:
        store = self._mine.store = Store(self.home, local=local, passphrase=self._passphrase)
        with self._lock:
            self._stores.add(store)
        return store

    def _fixed_zone(self) -> tuple[str, tzinfo]:
        """The zone of wall-clock times: chosen when the archive is made, the same ever after."""
        store = self._hold(UTC)
        kept = Directory(store).meta_once("zone", self.settings.archive.zone or local_zone_name())
        store.reader.local = zone(kept)
        return kept, store.reader.local


class ArchiveClosed(ArchiveError):
    """The archive was closed already."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"The archive in {home} was closed; open it again.")


def _make(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        raise ArchiveReadOnly(home) from None
