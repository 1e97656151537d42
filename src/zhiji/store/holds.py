"""Each thread's own hold on the database of one home."""

from __future__ import annotations

import threading
import weakref
from datetime import UTC, tzinfo
from pathlib import Path

from zhiji.errors import ArchiveClosed
from zhiji.store.store import Store


class Holds:
    """Opened when a thread first asks; `close` lets go of all of them for good.

    `local`, the zone of times without one, and `passphrase` may be set anew, for holds still to come.
    """

    def __init__(self, home: Path, *, passphrase: str | None) -> None:
        self.home = home
        self.passphrase = passphrase
        self.local: tzinfo = UTC
        self._mine = threading.local()
        self._stores: weakref.WeakSet[Store] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._closed = False

    def mine(self) -> Store:
        """This thread's hold."""
        if self._closed:
            raise ArchiveClosed(self.home)
        store: Store | None = getattr(self._mine, "store", None)
        return self._open() if store is None else store

    def close(self) -> None:
        """Let go of the database in every thread."""
        with self._lock:
            self._closed = True
            for store in list(self._stores):
                store.close()

    def _open(self) -> Store:
        store = self._mine.store = Store(self.home, local=self.local, passphrase=self.passphrase)
        with self._lock:
            self._stores.add(store)
        return store
