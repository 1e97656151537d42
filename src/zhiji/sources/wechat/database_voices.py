"""Voices, which WeChat keeps in databases: lent to the export as if they were files in those databases."""

from __future__ import annotations

from collections.abc import Iterable

from zhiji.chat import Attachment
from zhiji.errors import UnreadableFile
from zhiji.sources.database import Database, quoted
from zhiji.sources.export import Export
from zhiji.sources.wechat.database_places import ENCRYPTED, Failures, readable
from zhiji.sources.wechat.database_reading import whole

_SUFFIX = ".silk"
_TABLES = {
    "VoiceInfo": ("svr_id", "voice_data", "data_index"),
    "Media": ("Reserved0", "Buf", "rowid"),
}  # 4, 3


class Voices:
    """The voices of one account, by the server's ids of their messages."""

    def __init__(self, export: Export, members: Iterable[str], failed: Failures) -> None:
        self._lent: list[tuple[str, _Lent]] = []
        for member in members:
            inside = None if export.is_file and member == export.name else member  # merged with the messages
            try:
                if not readable(export, inside):
                    raise UnreadableFile(export.label(inside), ENCRYPTED)
                one = _Lent(Database(export, inside))
            except UnreadableFile as error:
                failed[member] = error
                continue
            export.lend(member, one)
            self._lent.append((member, one))

    def of(self, source_id: str | None) -> tuple[Attachment, ...]:
        """The voice of a message, if it is there."""
        for member, one in self._lent if source_id else ():
            if one.has(int(source_id or 0)):
                name = f"{source_id}{_SUFFIX}"
                return (Attachment(name=name, path=f"{member}/{name}"),)
        return ()


class _Lent:
    """One database's voices. Where they lie is kept in memory, what they hold is not."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rows: dict[int, tuple[int, ...]] = {}
        self._table = next((table for table in _TABLES if table in database.tables), "")
        try:
            self._look()
        except UnreadableFile:
            self.close()
            raise

    def _look(self) -> None:
        if not self._table:
            return
        number, _, order = _TABLES[self._table]
        for found, row in self._database.rows(self._table, (number, "rowid"), f"ORDER BY {quoted(order)}"):
            if (key := whole(found)) and isinstance(row, int):
                self._rows[key] = (*self._rows.get(key, ()), row)

    def has(self, number: int) -> bool:
        """Whether the voice of that message is here."""
        return number in self._rows

    def read(self, name: str) -> bytes | None:
        """The bytes of a voice: all of its pieces."""
        stem = name.removesuffix(_SUFFIX)
        numbers = self._rows.get(int(stem), ()) if stem.isascii() and stem.isdigit() else ()
        column = (_TABLES[self._table][1],) if self._table else ()
        pieces = [
            piece
            for number in numbers
            for (piece,) in self._database.rows(self._table, column, "WHERE rowid = ?", number)
            if isinstance(piece, bytes)
        ]
        return b"".join(pieces) if pieces else None

    def close(self) -> None:
        """Close the database."""
        self._database.__exit__(None, None, None)
