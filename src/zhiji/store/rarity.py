"""How common words are in an archive."""

from __future__ import annotations

from zhiji.store.lexical import Lexical
from zhiji.store.store import Store

_KNOWN = 500_000  # terms


class ArchiveRarity:
    """How common words are in an archive, each looked up once."""

    def __init__(self, store: Store) -> None:
        self._lexical = Lexical(store)
        self._size = int(store.connection.read("SELECT count(*) FROM message")[0][0])
        self._known: dict[str, int] = {}

    def size(self) -> int:
        """How many messages there are."""
        return self._size

    def frequency(self, term: str) -> int:
        """In how many of them an index term occurs."""
        if term not in self._known:
            if len(self._known) >= _KNOWN:
                self._known.clear()
            self._known[term] = self._lexical.frequencies([term]).get(term, 0)
        return self._known[term]
