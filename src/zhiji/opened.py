"""What is opened by its name and kept: one for all threads, or one for each where its calls go into the archive's ledger."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from zhiji.store import Store

T = TypeVar("T")


class Opened(Generic[T]):
    """Embedders or re-rankers of one archive in one process."""

    def __init__(self, is_local: Callable[[str], bool]) -> None:
        """`is_local`: whether the one of a name makes no calls, so that all threads may share it."""
        self._is_local = is_local
        self._lock = threading.Lock()
        self._shared: dict[str, T] = {}
        self._own: WeakKeyDictionary[Store, dict[str, T]] = WeakKeyDictionary()

    def get(self, name: str, store: Store, make: Callable[[], T]) -> T:
        """The one of that name, made if there is none yet."""
        with self._lock:
            if name in self._shared:
                return self._shared[name]  # asking whether it is local looks through all that is installed
            held = self._shared if self._is_local(name) else self._own.setdefault(store, {})
            if name not in held:
                held[name] = make()
            return held[name]
