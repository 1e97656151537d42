"""Files, folders and zips are read without trusting them."""

from __future__ import annotations

import gc
import io
import os
import random
import struct
import sys
import tarfile
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.errors import UnreadableFile
from zhiji.sources import Export
from zhiji.sources.decoding import decode_head, decode_line

CHINESE = "2026/1/10 上午9:00 - 小林：我们周五去湖边，记得带伞\r\n第二行\n"


UNIX = pytest.mark.skipif(sys.platform != "linux", reason="needs pipes and file names of any bytes")


def lines_of(path: Path, member: str | None = None) -> list[str]:
    with Export(path) as export:
        return [line for _, line in export.lines(member)]


def saved(folder: Path, content: bytes, name: str = "chat.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def zipped(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


# Lines and encodings


def test_only_lf_and_crlf_end_a_line(tmp_path: Path) -> None:
    text = "one\r\ntwo\u2028still two\x0b\x0c\x85\n\nfour \rstill four\nfive"
    path = saved(tmp_path, text.encode())
    assert lines_of(path) == ["one", "two\u2028still two\x0b\x0c\x85", "", "four \rstill four", "five"]
    with Export(path) as export:
        assert [number for number, _ in export.lines()] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]
)
def test_the_encoding_is_told_from_the_file(tmp_path: Path, encoding: str) -> None:
    content = (CHINESE * 40).encode(encoding)
    assert lines_of(saved(tmp_path, content)) == CHINESE.replace("\r", "").split("\n")[:2] * 40
    assert decode_head(content[:1001]).startswith("2026/1/10 上午9:00 - 小林")


def test_western_bytes_are_not_taken_for_chinese(tmp_path: Path) -> None:
    assert lines_of(saved(tmp_path, "José: está aquí\nañb".encode("cp1252"))) == ["José: está aquí", "añb"]


def test_one_line_of_broken_bytes_leaves_the_others(tmp_path: Path) -> None:
    broken = "湖边".encode() + b"\xe6\xb9" + "见面吧".encode()
    assert lines_of(saved(tmp_path, "好\n".encode() + broken + "\n再见".encode())) == [
        "好",
        "湖边\ufffd见面吧",
        "再见",
    ]


def test_a_line_in_another_encoding_is_read_in_its_own() -> None:
    assert decode_line("你好，朋友".encode("gb18030")) == "你好，朋友"
    assert decode_line("naïve café".encode("cp1252")) == "naïve café"


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_some_text(content: bytes) -> None:
    assert isinstance(decode_line(content), str)
    assert isinstance(decode_head(content), str)


def test_a_gigabyte_without_a_line_end_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with open(path, "wb") as stream:
        stream.write(b"a fine first line\n" + b"x" * 70_000)
        stream.truncate(1 << 30)
    lines = Export(path).lines()
    assert next(lines) == (1, "a fine first line")
    with pytest.raises(UnreadableFile, match="line 2 is longer than 16 MB"):
        next(lines)


def test_wide_text_without_a_line_end_is_refused_too(tmp_path: Path) -> None:
    path = saved(tmp_path, ("x" * (17 << 20)).encode("utf-16"))
    with pytest.raises(UnreadableFile, match="line 1 is longer"):
        lines_of(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_json_comes_as_clean_utf8(tmp_path: Path, encoding: str) -> None:
    text = '{"text": "湖边见面，不见不散"}'
    with Export(saved(tmp_path, text.encode(encoding))) as export, export.json() as stream:
        assert stream.read() == text.encode()


def test_json_with_a_broken_byte_goes_on(tmp_path: Path) -> None:
    with Export(saved(tmp_path, b'{"a": "x\xffy"}')) as export, export.json() as stream:
        assert stream.read().decode() == '{"a": "x\ufffdy"}'


# What is no file


@pytest.mark.parametrize("name", ["missing.txt", "nul\0.txt", "a" * 300])
def test_what_is_not_there_is_said_in_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile, match="can't be read"):
        Export(tmp_path / name)


@UNIX
def test_a_pipe_or_a_device_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableFile, match="neither a file nor a folder"):
        Export(tmp_path / "pipe")
    assert Export(tmp_path).members == ()


# Folders


def test_a_folder_lists_its_files_in_order_and_leaves_litter_out(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "__MACOSX/a.txt", ".DS_Store", "b/._2.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    export = Export(tmp_path)
    assert export.members == ("a.txt", "b/10.txt", "b/2.txt")
    assert export.head("b/2.txt") == b"b/2.txt"
    assert export.size("b/2.txt") == 7
    assert export.size("c.txt") is None
    with pytest.raises(UnreadableFile):
        export.open("../x")


def test_links_out_of_a_folder_and_loops_are_not_followed(tmp_path: Path) -> None:
    outside = saved(tmp_path, b"secret", "secret.txt")
    folder = tmp_path / "export"
    folder.mkdir()
    inside = saved(folder, b"hello")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to(folder / "self")
    (folder / "out.txt").symlink_to(outside)
    (folder / "in.txt").symlink_to(inside)
    assert Export(folder).members == ("chat.txt", "in.txt")
    assert Export(inside).find("out.txt") is None
    assert Export(inside).find("in.txt") == "in.txt"


# Attachments


@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "a/../../secret.txt", "/etc/passwd", "\\\\server\\x", "C:\\x.txt", "c:x.txt", "..\\secret.txt", "",
     ".", "a\0b", ".hidden", "a/.hidden", "missing.jpg", "folder", "x" * 5000],
)  # fmt: skip
def test_an_attachment_is_never_looked_for_outside(tmp_path: Path, path: str) -> None:
    saved(tmp_path, b"secret", "secret.txt")
    folder = tmp_path / "export"
    (folder / "folder").mkdir(parents=True)
    saved(folder, b"x", ".hidden")
    chat = saved(folder, b"hello")
    bundle = zipped(tmp_path / "a.zip", {"chat.txt": b"hello", "folder/deep/x.txt": b""})
    for export in (Export(chat), Export(folder), Export(bundle)):
        if not export.is_file and path.endswith(".hidden"):
            continue
        assert export.find(path) is None
        assert export.read_attachment(path) is None


def test_an_attachment_lies_beside_a_file_or_in_its_zip(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    saved(tmp_path / "media", b"lake", "lake.jpg")
    chat = saved(tmp_path, b"hello")
    bundle = zipped(tmp_path / "a.zip", {"Chat/chat.txt": b"hello", "Chat/media/lake.jpg": b"lake"})
    for export in (Export(chat), Export(bundle), Export(tmp_path)):
        for written in ("media/lake.jpg", "./media//lake.jpg", "media\\lake.jpg"):
            stream = export.read_attachment(written)
            assert stream is not None
            with stream:
                assert stream.read() == b"lake"


def test_a_name_that_two_files_have_is_nobodys(tmp_path: Path) -> None:
    export = Export(zipped(tmp_path / "a.zip", {"one/photo.jpg": b"1", "two/photo.jpg": b"2"}))
    assert export.find("photo.jpg") is None
    assert export.find("two/photo.jpg") == "two/photo.jpg"


def test_names_are_found_however_accents_are_composed(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "été/plage é.jpg")
    export = Export(zipped(tmp_path / "a.zip", {apart: b"1"}))
    assert export.find("été/plage é.jpg") == apart


# Zips


def test_members_that_climb_out_of_a_zip_are_left_out_and_named(tmp_path: Path) -> None:
    export = Export(
        zipped(
            tmp_path / "a.zip", {"../evil.txt": b"x", "/etc/evil": b"x", "C:/evil": b"x", "chat.txt": b"hi"}
        )
    )
    assert export.members == ("chat.txt",)
    assert len(export.problems) == 3
    assert list(export.lines("chat.txt")) == [(1, "hi")]


def test_links_in_a_zip_are_left_out(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("chat.txt", "hi")
    assert Export(tmp_path / "a.zip").members == ("chat.txt",)


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("chat.txt", "w") as stream:
        for _ in range(300):
            stream.write(b"0" * (1 << 20))
    with pytest.raises(UnreadableFile, match="as zip bombs do"):
        Export(path)


def test_a_zip_that_lies_about_its_size_is_cut_off(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"chat.txt": b"0" * 1_000_000})
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<L", 1_000_000), struct.pack("<L", 10)))
    with pytest.raises(UnreadableFile, match="damaged"):
        lines_of(path, "chat.txt")


def test_a_bomb_by_another_packing_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"chat.txt": b"0" * 1_000_000}, zipfile.ZIP_BZIP2)
    with pytest.raises(UnreadableFile, match="packed in an unusual way"):
        lines_of(path, "chat.txt")


def test_a_locked_zip_says_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"chat.txt": b"hello"})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="password"):
        Export(path)


def test_a_zip_cut_off_anywhere_is_one_sentence(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.zip", {"chat.txt": os.urandom(300), "b.txt": b"hello\n" * 30}).read_bytes()
    for cut in range(4, len(whole) - 1):
        path = saved(tmp_path, whole[:cut], "cut.zip")
        with pytest.raises(UnreadableFile, match="damaged or cut off"):
            Export(path)


@pytest.mark.parametrize("name", ["b.txt", "湖边.txt"])
def test_a_damaged_zip_fails_only_as_unreadable(tmp_path: Path, name: str) -> None:
    whole = zipped(tmp_path / "a.zip", {"chat.txt": os.urandom(300), name: b"hello\n" * 30}).read_bytes()
    for place in range(4, len(whole)):
        path = saved(tmp_path, whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :], "bad.zip")
        try:
            with Export(path) as export:
                for member in export.members:
                    for _ in export.lines(member):
                        pass
        except UnreadableFile as error:
            assert "\n" not in str(error)


def test_names_that_chinese_windows_wrote_are_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"abcdefgh.txt": b"hi"})
    path.write_bytes(path.read_bytes().replace(b"abcdefgh", "湖边聊天".encode("gb18030")))
    assert Export(path).members == ("湖边聊天.txt",)
    assert lines_of(path, "湖边聊天.txt") == ["hi"]


def test_streams_of_a_zip_can_be_read_side_by_side(tmp_path: Path) -> None:
    export = Export(zipped(tmp_path / "a.zip", {"a.txt": b"a" * 100_000, "b.txt": b"b" * 100_000}))
    with export.open("a.txt") as a, export.open("b.txt") as b:
        assert isinstance(a, io.BufferedReader)
        assert (a.read(50_000), b.read(50_000)) == (b"a" * 50_000, b"b" * 50_000)
        export.close()
        assert a.read() == b"a" * 50_000


@UNIX
def test_a_file_name_of_other_bytes_is_shown_as_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "聊天".encode("gb18030")))
    path.mkdir()
    (path / "chat.txt").write_text("hi")
    assert Export(path).name == "聊天"
    outer = Export(tmp_path)
    assert outer.members == ("聊天/chat.txt",)
    assert [line for _, line in outer.lines("聊天/chat.txt")] == ["hi"]


# Tars


def tarred(path: Path, files: dict[str, bytes], kind: int = tarfile.PAX_FORMAT, mode: str = "w") -> Path:
    with tarfile.open(path, mode, format=kind) as archive:  # type: ignore[call-overload]  # `mode` is no literal
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


@pytest.mark.parametrize("kind", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_tar_is_read_like_a_zip(tmp_path: Path, kind: int) -> None:
    long = f"media/{'x' * 90}/{'y' * 120}.jpg" if kind != tarfile.USTAR_FORMAT else "media/y.jpg"
    files = {"messages.json": b'{"a": 1}', long: b"lake" * 1000, "empty.txt": b"", "übung/é.txt": b"hi"}
    with Export(tarred(tmp_path / "export.bin", files, kind)) as export:
        assert export.members == tuple(sorted(files))
        assert not export.is_file
        assert {name: export.head(name) for name in export.members} == files
        assert export.size(long) == 4000
        assert export.find(f"./{long}") == long
        assert export.find("é.txt") == "übung/é.txt"
        assert list(export.lines("messages.json")) == [(1, '{"a": 1}')]
        with pytest.raises(UnreadableFile):
            export.open("../x")
    assert export.problems == ()


def test_streams_of_a_tar_are_read_side_by_side_and_after_closing(tmp_path: Path) -> None:
    export = Export(tarred(tmp_path / "a.tar", {"a.txt": b"a" * 100_000, "b.txt": b"b" * 100_000}))
    with export.open("a.txt") as a, export.open("b.txt") as b:
        assert (a.read(50_000), b.read(50_000)) == (b"a" * 50_000, b"b" * 50_000)
        export.close()
        assert a.read() == b"a" * 50_000
        assert b.read() == b"b" * 50_000


def test_members_that_lead_out_of_a_tar_links_and_litter_are_left_out(tmp_path: Path) -> None:
    path = tarred(
        tmp_path / "a.tar",
        {"../evil.txt": b"x", "/etc/evil": b"x", "C:/evil": b"x", "._chat.txt": b"x", "./chat.txt": b"hi"},
    )
    with tarfile.open(path, "a") as archive:
        for kind, name in ((tarfile.SYMTYPE, "link"), (tarfile.LNKTYPE, "hard"), (tarfile.FIFOTYPE, "pipe")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    export = Export(path)
    assert export.members == ("chat.txt",)
    assert len(export.problems) == 3
    assert lines_of(path, "chat.txt") == ["hi"]


def temporary(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """From now on what is put aside for a while lies here."""
    (aside := folder / "aside").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    return aside


def test_a_packed_tar_is_unpacked_for_as_long_as_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = temporary(tmp_path, monkeypatch)
    path = tarred(tmp_path / "export.tgz", {"a/chat.txt": b"hello", "b.txt": b"x" * 99_999}, mode="w:gz")
    with Export(path) as export:
        assert export.members == ("a/chat.txt", "b.txt") and not export.is_file
        assert export.size("b.txt") == 99_999
        with export.open("a/chat.txt") as stream:
            assert stream.read() == b"hello"
        assert len(list(aside.iterdir())) == 1
    assert not list(aside.iterdir())


def test_a_packed_tar_that_nobody_closes_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = temporary(tmp_path, monkeypatch)
    export = Export(tarred(tmp_path / "export.tgz", {"chat.txt": b"hello"}, mode="w:gz"))
    assert list(aside.iterdir())
    del export
    gc.collect()
    assert not list(aside.iterdir())


def test_a_packed_tar_cut_off_keeps_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = temporary(tmp_path, monkeypatch)
    noise = random.Random(7).randbytes(300_000)  # which can't be packed
    whole = tarred(tmp_path / "a.tgz", {"a.txt": b"one", "b.bin": noise}, mode="w:gz").read_bytes()
    with Export(saved(tmp_path, whole[: len(whole) // 2], "cut.tgz")) as export:
        assert export.members == ("a.txt", "b.bin") and export.problems
        with export.open("a.txt") as stream:
            assert stream.read() == b"one"
    assert not list(aside.iterdir())


def test_a_packed_tar_that_unpacks_to_far_more_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = temporary(tmp_path, monkeypatch)
    monkeypatch.setattr("zhiji.sources.export.BOMB_SIZE", 1 << 20)
    path = tarred(tmp_path / "bomb.tgz", {"zeros.txt": bytes(8 << 20)}, mode="w:gz")
    with pytest.raises(UnreadableFile, match="far larger than it looks"):
        Export(path)
    assert not list(aside.iterdir())


def test_a_tar_cut_off_keeps_what_is_there(tmp_path: Path) -> None:
    whole = tarred(tmp_path / "a.tar", {"a.txt": b"one\n" * 300, "b.txt": b"two\n" * 300}).read_bytes()
    for cut in range(0, len(whole), 97):
        path = saved(tmp_path, whole[:cut], "cut.tar")
        try:
            with Export(path) as export:
                read = {name: export.head(name) for name in export.members}
        except UnreadableFile as error:
            assert "\n" not in str(error)
            continue
        if cut >= 512:
            assert read.get("a.txt", b"") == whole[512 : min(cut, 512 + 1200)]
            gone = cut < 512 + 1200 or 2048 < cut < 2560 + 1200
            assert bool(export.problems) == gone


def test_a_damaged_tar_fails_only_as_unreadable(tmp_path: Path) -> None:
    files = {"a" * 120: b"one\n" * 30, "b.txt": b"two\n" * 30}
    whole = tarred(tmp_path / "a.tar", files).read_bytes()
    for place in range(0, len(whole), 7):
        for junk in (b"\xff", b"\0", b"9"):
            path = saved(tmp_path, whole[:place] + junk + whole[place + 1 :], "bad.tar")
            try:
                with Export(path) as export:
                    for member in export.members:
                        list(export.lines(member))
                    assert all("\n" not in one.where for one in export.problems)
            except UnreadableFile as error:
                assert "\n" not in str(error)


@pytest.mark.parametrize("size", [b"\x80" + b"\0" * 3 + b"\x7f" * 8, b"\xff" * 12, b"77777777777\0"])
def test_a_tar_that_lies_about_sizes_is_not_believed(tmp_path: Path, size: bytes) -> None:
    info = tarfile.TarInfo("name")
    for kind in (tarfile.REGTYPE, tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME):
        info.type = kind
        header = bytearray(info.tobuf())
        header[124:136] = size
        header[148:156] = b" " * 8
        header[148:156] = b"%06o\0 " % sum(header)
        path = saved(tmp_path, bytes(header) + b"x" * 600, "lie.tar")
        try:
            with Export(path) as export:
                assert all((export.size(name) or 0) <= 600 for name in export.members)
        except UnreadableFile as error:
            assert "damaged or cut off" in str(error)
