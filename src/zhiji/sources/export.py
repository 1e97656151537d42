"""An export as a set of readable members: one file, a folder, a zip or a tar, opened without trusting it."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol
from unicodedata import normalize
from weakref import finalize

from zhiji.chat import Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import tar
from zhiji.sources.decoding import LineTooLong, clean_utf8, decode_line, detect, text_lines

HEAD_BYTES = 64 * 1024
LINE_CAP = 16 << 20  # longer lines are no chat
BOMB_RATIO = 200  # chats pack to a fifth or a tenth; deflate ends at a thousandth
BOMB_SIZE = 256 << 20  # small things may pack as well as they like
_BUFFER = 1 << 18
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the others unpack a bomb in one gulp
_DAMAGED = "is damaged or cut off; copy or download it again."
_LITTER = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")


class Lender(Protocol):
    """Has small files that lie inside of a member, as voices lie in a database."""

    def read(self, name: str) -> bytes | None:
        """The bytes of one of them; None if there is none of that name, UnreadableFile if it can't be read."""
        ...

    def close(self) -> None:
        """Let go of the member."""
        ...


class Export:
    """One file, a folder, a zip or a tar. `members` are the files in it; () for a plain file.

    Whatever is wrong with the bytes comes out as UnreadableFile, here or from a stream while it is read.
    """

    path: Path
    name: str
    members: tuple[str, ...]
    problems: tuple[Problem, ...]  # members that were left out, and why

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = decode_line(os.fsencode(path.name or path.resolve().name))
        self._zip: zipfile.ZipFile | None = None
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._slices: dict[str, tar.Slice] | None = None  # of a tar's files
        self._tar = path  # where the slices lie: the file itself, or what a packed one was unpacked to
        self._unpacked: finalize[..., Export] | None = None
        self._files: dict[str, Path] = {}
        self._normal: dict[str, str] | None = None
        self._lenders: dict[str, Lender] = {}
        self._borrowed: tuple[str, bytes] = ("", b"")
        problems: list[Problem] = []
        mode = _stat(path).st_mode
        if stat.S_ISDIR(mode):
            self._root = path.resolve()
            self._files = dict(_walk(self._root, problems))
        elif stat.S_ISREG(mode):
            self._root = path.resolve().parent
            if zipped := _open_zip(path):
                self._zip = zipped
                self._infos = _zip_members(path, zipped, problems)
            else:
                self._tar = _tar_of(path)
                if self._tar != path:
                    self._unpacked = finalize(self, _take_away, self._tar)
                self._slices = _tar_members(path, self._tar, problems)
        else:
            raise UnreadableFile(path, "it is neither a file nor a folder.")
        self.is_file = stat.S_ISREG(mode) and self._zip is None and self._slices is None
        self.members = tuple(sorted(self._infos or self._slices or self._files))
        self.problems = tuple(problems)

    def __enter__(self) -> Export:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the zip file, and of what a packed tar was unpacked to; streams that are open stay readable."""
        if self._zip is not None:
            self._zip.close()
        if self._unpacked is not None:
            self._unpacked()
        while self._lenders:
            self._lenders.popitem()[1].close()

    def lend(self, member: str, lender: Lender) -> None:
        """From now on "member/name" is what the lender has under the name, for `find`, `open` and `size`."""
        if before := self._lenders.get(member):
            before.close()
        self._lenders[member] = lender

    def open(self, member: str | None = None) -> BinaryIO:
        """A member's bytes; the plain file itself if None. Errors while reading are UnreadableFile."""
        try:
            return io.BufferedReader(_Guarded(self._raw(member), self.label(member)), _BUFFER)
        except _FAILURES as error:
            raise UnreadableFile(self.label(member), _why(error)) from None

    def head(self, member: str | None = None, size: int = HEAD_BYTES) -> bytes:
        """The first bytes of a member."""
        with self.open(member) as stream:
            return stream.read(size)

    def lines(self, member: str | None = None) -> Iterator[tuple[int, str]]:
        """Lines from 1 on without their ends; the encoding is told from the file, bytes beyond it are replaced."""
        encoding, skip = detect(self.head(member))
        with self.open(member) as stream:
            stream.read(skip)
            try:
                yield from text_lines(stream, encoding, LINE_CAP)
            except LineTooLong as line:
                why = f"line {line.number} is longer than {LINE_CAP >> 20} MB, which no chat export has."
                raise UnreadableFile(self.label(member), why) from None

    def json(self, member: str | None = None) -> BinaryIO:
        """A member that is JSON, in whatever encoding, as valid UTF-8 without a mark."""
        encoding, skip = detect(self.head(member))
        stream = self.open(member)
        stream.read(skip)
        return io.BufferedReader(_Utf8(stream, encoding), _BUFFER)

    def find(self, path: str) -> str | None:
        """The member that a message's attachment is, or the file beside a plain export; None if there is none.

        Never anything outside the export's folder, however `path` is written.
        """
        parts = _safe_parts(path)
        if parts is None:
            return None
        wanted = "/".join(parts)
        if self._borrow(wanted) is not None:
            return wanted
        if self.is_file:
            return wanted if self._sibling(wanted) else None
        if wanted in self._infos or wanted in self._files or wanted in (self._slices or ()):
            return wanted
        if self._normal is None:
            self._normal = _tails(self.members)
        return self._normal.get(normalize("NFC", wanted)) or None

    def read_attachment(self, path: str) -> BinaryIO | None:
        """The bytes of an attachment, or None if the export doesn't hold it."""
        member = self.find(path)
        return None if member is None else self.open(member)

    def path_of(self, member: str) -> Path | None:
        """Where a folder's file lies on the disk; None for anything else."""
        return self._files.get(member)

    def size(self, member: str | None = None) -> int | None:
        """Bytes of a member; None if there is no such member."""
        if member in self._infos:
            return self._infos[member].file_size
        if self._slices and member in self._slices:
            return self._slices[member].size
        if (lent := self._borrow(member)) is not None:
            return len(lent)
        path = self.path if member is None else self._files.get(member) or self._sibling(member)
        try:
            return path.stat().st_size if path else None
        except OSError:
            return None

    def label(self, member: str | None = None) -> Path:
        """How an error names a member."""
        return self.path if member is None else self.path / member

    def _raw(self, member: str | None) -> _Readable:
        if self._zip is not None and member in self._infos:
            return self._zip.open(_checked(self.path, self._infos[member]))
        if self._slices and member in self._slices:
            return tar.SliceReader(self._tar, self._slices[member])
        if (lent := self._borrow(member)) is not None:
            return io.BytesIO(lent)
        path = self.path if member is None else self._files.get(member) or self._sibling(member)
        if path is None:
            raise FileNotFoundError
        return open(path, "rb", buffering=0)

    def _borrow(self, path: str | None) -> bytes | None:
        """What a lender has under a path, read once for each of those who ask in turn."""
        member, slash, name = (path or "").rpartition("/")
        lender = self._lenders.get(member) if slash else None
        if path is None or lender is None:
            return None
        if self._borrowed[0] != path:
            try:
                found = lender.read(name)
            except UnreadableFile:
                return None
            if found is None:
                return None
            self._borrowed = (path, found)
        return self._borrowed[1]

    def _sibling(self, wanted: str) -> Path | None:
        """A file beside the plain export; hidden ones and links that lead out are nobody's attachment."""
        if not self.is_file or _safe_parts(wanted) is None or re.search(r"(^|/)\.", wanted):
            return None
        try:
            path = (self._root / wanted).resolve(strict=True)
            return path if path.is_relative_to(self._root) and path.is_file() else None
        except (OSError, RuntimeError, ValueError):
            return None


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


class _Guarded(io.RawIOBase):
    """A stream whose failures are UnreadableFile."""

    def __init__(self, inner: _Readable, path: Path) -> None:
        self._inner = inner
        self._path = path

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a buffer is what BufferedReader hands over
        try:
            data = self._inner.read(len(buffer))
        except _FAILURES as error:
            raise UnreadableFile(self._path, _why(error)) from None
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


class _Utf8(io.RawIOBase):
    """A text in another encoding, or with broken bytes, as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._chunks = clean_utf8(stream, encoding)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as above
        if not self._rest:
            self._rest = next(self._chunks, b"")
        data, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


_FAILURES = (
    OSError,
    EOFError,
    RuntimeError,  # zipfile: a password is needed
    NotImplementedError,
    UnicodeDecodeError,  # zipfile: a member's name
    OverflowError,  # zipfile: where a member starts
    zipfile.BadZipFile,
    zlib.error,
)


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file."
    if isinstance(error, PermissionError):
        return "reading it is not permitted."
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}."
    return f"the zip {_DAMAGED}"


def _stat(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except ValueError:
        raise UnreadableFile(path, "its name holds a NUL.") from None
    except OSError as error:
        raise UnreadableFile(path, _why(error)) from None


def _safe_parts(path: str) -> list[str] | None:
    """The parts of a relative path that stays where it is; None if it climbs, starts at a root or names a drive."""
    plain = path.replace("\\", "/")
    parts = [part for part in plain.split("/") if part not in ("", ".")]
    if not parts or plain.startswith("/") or ".." in parts or "\0" in plain or re.match(r"[A-Za-z]:", plain):
        return None
    return parts


def _tails(members: Iterable[str]) -> dict[str, str]:
    """Members by each tail of their path, composed Unicode; "" where a tail is not of one member alone."""
    tails: dict[str, str] = {}
    for member in members:
        parts = normalize("NFC", member).split("/")
        for start in range(len(parts)):
            tail = "/".join(parts[start:])
            tails[tail] = "" if tail in tails else member
    return tails


def _walk(root: Path, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    """Ordinary files below `root`; links to folders are not followed, links to files only if they stay inside."""
    todo, seen = [root], set()
    while todo:
        folder = todo.pop()
        try:
            status = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            problems.append(Problem(_shown(folder, root), _why(error)))
            continue
        if (status.st_dev, status.st_ino) in seen:  # a mount inside itself
            continue
        seen.add((status.st_dev, status.st_ino))
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                todo.append(Path(entry.path))
            elif (
                (name := _shown(Path(entry.path), root)) and not _LITTER.search(name) and _inside(entry, root)
            ):
                yield name, Path(entry.path)


def _shown(path: Path, root: Path) -> str:
    return decode_line(os.fsencode(path.relative_to(root).as_posix()))


def _inside(entry: os.DirEntry[str], root: Path) -> bool:
    try:
        if not entry.is_symlink():
            return entry.is_file(follow_symlinks=False)
        target = Path(entry.path).resolve(strict=True)
        return target.is_relative_to(root) and target.is_file()
    except (OSError, RuntimeError):  # a link to itself
        return False


def _open_zip(path: Path) -> zipfile.ZipFile | None:
    """The zip that a file is, by its first bytes; None if it is something else."""
    try:
        with open(path, "rb") as stream:
            if stream.read(4) not in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
                return None
        return zipfile.ZipFile(path)
    except (*_FAILURES, ValueError) as error:
        raise UnreadableFile(path, _why(error)) from None


def _zip_members(path: Path, zipped: zipfile.ZipFile, problems: list[Problem]) -> dict[str, zipfile.ZipInfo]:
    members: dict[str, zipfile.ZipInfo] = {}
    for info in zipped.infolist():
        name = _zip_name(info)
        if info.is_dir() or name.endswith("/") or _LITTER.search(name):
            continue
        parts = _safe_parts(name)
        if parts is None:
            problems.append(Problem(name[:200], "left out: its path leads out of the zip."))
        elif not stat.S_ISLNK(info.external_attr >> 16):
            members["/".join(parts)] = info
    _refuse_bomb(path, sum(info.file_size for info in members.values()), path.stat().st_size)
    if members and all(info.flag_bits & 1 for info in members.values()):
        raise UnreadableFile(path, "it is locked with a password; unpack it and add the folder.")
    return members


def _tar_of(path: Path) -> Path:
    """Where the tar lies that a file is: in a file beside, which is to be taken away again, if it is packed."""
    packed = _stat(path).st_size

    def bomb(size: int) -> bool:
        return size > BOMB_SIZE and size > BOMB_RATIO * max(packed, 1)

    try:
        with open(path, "rb") as stream:
            if not tar.is_packed_tar(stream.read(HEAD_BYTES)):
                return path
        return tar.unpack(path, bomb)
    except tar.Damaged as error:
        raise UnreadableFile(path, f"{error}; unpack it and add the folder.") from None
    except OSError as error:
        raise UnreadableFile(path, _why(error)) from None


def _take_away(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _tar_members(path: Path, unpacked: Path, problems: list[Problem]) -> dict[str, tar.Slice] | None:
    """The files of the tar that a file is, by its first bytes; None if it is something else."""
    members: dict[str, tar.Slice] = {}
    try:
        with open(unpacked, "rb") as stream:
            if not tar.is_tar(stream.read(HEAD_BYTES)):
                return None
            _list_tar(path, stream, members, problems)
    except OSError as error:
        raise UnreadableFile(path, _why(error)) from None
    return members


def _list_tar(path: Path, stream: BinaryIO, members: dict[str, tar.Slice], problems: list[Problem]) -> None:
    length = os.fstat(stream.fileno()).st_size
    try:
        for name, where in tar.members(stream, length):
            parts = _safe_parts(name)
            if _LITTER.search(name):
                continue
            if parts is None:
                problems.append(Problem(_one_line(name), "left out: its path leads out of the tar."))
                continue
            if where.offset + where.size > length:
                where = tar.Slice(where.offset, max(length - where.offset, 0))
                problems.append(Problem(_one_line(name), f"the tar {_DAMAGED}"))
            members["/".join(parts)] = where
    except tar.Damaged:
        if not members:
            raise UnreadableFile(path, f"the tar {_DAMAGED}") from None
        problems.append(Problem(_one_line(path.name), f"the tar {_DAMAGED}"))


def _one_line(name: str) -> str:
    return " ".join(name.split())[:200] or "?"


def _zip_name(info: zipfile.ZipInfo) -> str:
    """A member's name; tools on Chinese Windows write GB18030 where the zip format says code page 437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return decode_line(info.filename.encode("cp437"))
    except UnicodeEncodeError:  # it had a Unicode name of its own
        return info.filename


def _checked(path: Path, info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The member, if it is safe to unpack. What unpacks to more than it declares is cut off by zipfile."""
    _refuse_bomb(path, info.file_size, info.compress_size)
    if info.flag_bits & 1:
        raise UnreadableFile(
            path / info.filename, "it is locked with a password; unpack it and add the folder."
        )
    if info.compress_type not in _PACKINGS:
        raise UnreadableFile(
            path / info.filename, "it is packed in an unusual way; unpack it and add the folder."
        )
    return info


def _refuse_bomb(path: Path, unpacked: int, packed: int) -> None:
    if unpacked > BOMB_SIZE and unpacked > BOMB_RATIO * max(packed, 1):
        why = f"it would unpack to {unpacked >> 20} MB from {packed >> 20} MB, as zip bombs do."
        raise UnreadableFile(path, why)
