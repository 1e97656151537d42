"""Whatever lies in a person's download folder: one clear sentence for each, and the good exports are added."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import zhiji
from tests.exports import LAKE, neutral, row, whatsapp, whatsapp_zip
from zhiji.cli.running import run as run_command

GIGABYTE = 1 << 30
SECONDS = 60  # no input may keep a person waiting as long as that


@dataclass(frozen=True)
class Outcome:
    """What `zhiji add --json` did, as its caller sees it."""

    code: int
    json: dict[str, Any]
    sentences: list[str]


Add = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    """Nothing hangs: a pipe that is waited for, a loop of folders, a bomb."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def late(number: int, frame: object) -> None:
        raise TimeoutError(f"still busy after {SECONDS} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("ZHIJI_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ZHIJI_NO_BACKGROUND", "1")
    monkeypatch.setenv("TZ", "Europe/Vienna")
    return tmp_path / "home"


@pytest.fixture
def add(home: Path, capsys: pytest.CaptureFixture[str]) -> Add:
    def adds(*paths: Path) -> Outcome:
        capsys.readouterr()
        code = run_command(["--home", str(home), "add", "--json", *map(str, paths)])
        shown = capsys.readouterr()
        return Outcome(code, json.loads(shown.out), shown.err.splitlines())

    return adds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Downloads"
    made.mkdir()
    return made


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return neutral(tmp_path / "good.jsonl", [row(1), row(2)])


def refused(outcome: Outcome, path: Path, says: str) -> None:
    """One bad path beside the good one: a sentence on stderr, exit code 1, and the good one is kept."""
    assert (outcome.code, outcome.json["added"]) == (1, 2)
    (failure,) = outcome.json["failures"]
    assert Path(failure["path"]).name == path.name
    assert says in failure["why"]
    (sentence,) = outcome.sentences
    assert says in sentence
    assert sentence.endswith(".")
    assert "Traceback" not in sentence
    assert "mistake of its own" not in sentence


def sparse(path: Path, size: int, head: bytes = b"") -> Path:
    with open(path, "wb") as stream:
        stream.write(head)
        stream.truncate(size)
    return path


NOT_KNOWN = "is not an export that zhiji knows"
CUT_OFF = "cut off"
NO_EXPORTS: dict[str, tuple[str, bytes, str]] = {
    "nothing at all": ("result.json", b"", "it is empty"),
    "one byte": ("chat.txt", b"[", NOT_KNOWN),
    "blanks": ("WhatsApp Chat with Ann.txt", b" \n\r\n\t\n" * 50, NOT_KNOWN),
    "a mark of order alone": ("WhatsApp Chat with Ann.txt", b"\xef\xbb\xbf", NOT_KNOWN),
    "NULs": ("_chat.txt", bytes(70_000), NOT_KNOWN),
    "a program": ("setup.exe", b"MZ\x90\x00" + bytes(range(256)) * 300, NOT_KNOWN),
    "a program called a chat": ("_chat.txt", b"\x7fELF" + bytes(range(256)) * 300, NOT_KNOWN),
    "a picture called JSON": ("result.json", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, NOT_KNOWN),
    "JSON of another app": ("package.json", b'{"name": "x", "messages": {"hello": 1}}', NOT_KNOWN),
    "a list of another app": ("items.json", b'[{"id": 1, "text": "x"}]', NOT_KNOWN),
    "a number": ("result.json", b"17", NOT_KNOWN),
    "brackets without end": ("result.json", b"[" * 60_000, NOT_KNOWN),
    "objects without end": ("result.json", b'{"messages":' * 6_000, NOT_KNOWN),
    "a shopping list": ("list.txt", "milk\neggs: 12\n面包\n".encode("gb18030"), NOT_KNOWN),
    "a manual that shows our format": (
        "format.md",
        b"# Rows\n\nOne a line:\n\n" + json.dumps(row(7)).encode() + b"\n\nThat is all.\n",
        NOT_KNOWN,
    ),
    "a mail": ("mail.eml", b"From: a@b.c\nDate: 1 Mar 2024 09:00\n\nHello: you\n", NOT_KNOWN),
    "the first bytes of a zip": ("chat.zip", b"PK\x03\x04", CUT_OFF),
    "a zip of zeros": ("chat.zip", b"PK\x03\x04" + bytes(5_000), CUT_OFF),
    "the end of a zip alone": ("chat.zip", b"PK\x05\x06" + bytes(18), NOT_KNOWN),
}


@pytest.mark.parametrize("what", NO_EXPORTS)
def test_what_is_no_export_is_one_sentence(what: str, add: Add, folder: Path, good: Path) -> None:
    name, content, says = NO_EXPORTS[what]
    (folder / name).write_bytes(content)
    refused(add(folder / name, good), folder / name, says)


def test_a_missing_path_is_one_sentence(add: Add, folder: Path, good: Path) -> None:
    for number, path in enumerate((folder / "gone.zip", good / "within", folder / "~")):
        outcome = add(path, neutral(folder / f"{number}.jsonl", [row(number * 2), row(number * 2 + 1)]))
        refused(outcome, path, "can't be read")


def test_a_folder_with_nothing_in_it_is_one_sentence(add: Add, folder: Path, good: Path) -> None:
    (folder / "deeper" / "still").mkdir(parents=True)
    refused(add(folder, good), folder, "None of the 0 files in Downloads is an export")


def test_a_pipe_a_device_and_a_socket_are_not_waited_for(add: Add, folder: Path, good: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes with names here")
    pipe = folder / "chat.txt"
    os.mkfifo(pipe)
    refused(add(pipe, good), pipe, "it is neither a file nor a folder")
    refused_after(add(Path("/dev/zero")), Path("/dev/zero"), "it is neither a file nor a folder", added=0)
    refused_after(add(folder), folder, "None of the 0 files", added=0)


def test_what_may_not_be_read_is_one_sentence(add: Add, folder: Path, good: Path) -> None:
    locked = neutral(folder / "locked.jsonl", [row(7)])
    locked.chmod(0)
    closed = folder / "closed"
    closed.mkdir()
    neutral(closed / "in.jsonl", [row(8)])
    closed.chmod(0)
    try:
        if os.access(locked, os.R_OK):
            pytest.skip("this user may read everything")
        refused(add(locked, good), locked, "reading it is not permitted")
        report = add(folder, good)
        assert (report.code, report.json["added"]) == (1, 0)
        assert {one["where"] for one in report.json["aside"]} == {"closed", "locked.jsonl"}
    finally:
        closed.chmod(0o700)


def test_a_gigabyte_in_one_line_is_refused_soon(add: Add, folder: Path, good: Path) -> None:
    header = b"[01/03/2024, 09:00:00] Ann Lee: hello\n[01/03/2024, 09:01:00] Ann Lee: "
    chat = sparse(folder / "_chat.txt", GIGABYTE, header + b"x" * 70_000)
    refused_after(add(chat, good), chat, "longer than 16 MB", added=3)
    lines = sparse(folder / "big.jsonl", GIGABYTE // 20, json.dumps(row(7)).encode() + b"\n")
    refused_after(add(lines, good), lines, "longer than 16 MB", added=1)
    start = b'{"name": "Ann", "type": "personal_chat", "id": 5, "messages": [{"id": 1, "type": "message", "text": "'
    telegram = sparse(folder / "result.json", GIGABYTE // 20, start + b"x" * 70_000)
    refused_after(add(telegram, good), telegram, "longer than 16 MB", added=0)


def refused_after(outcome: Outcome, path: Path, says: str, *, added: int) -> None:
    """What came before the damage is kept."""
    assert outcome.code == 1
    (failure,) = outcome.json["failures"]
    assert says in failure["why"]
    assert outcome.json["added"] == added
    assert len(outcome.sentences) == 1


def _zip_bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zipped,
        zipped.open("_chat.txt", "w", force_zip64=True) as stream,
    ):
        for _ in range(300):
            stream.write(bytes(1 << 20))


def _locked_zip(path: Path) -> None:
    whatsapp_zip(path, LAKE, {})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "says"), [(_zip_bomb, "as zip bombs do"), (_locked_zip, "locked with a password")]
)
def test_a_hostile_zip_is_one_sentence(
    make: Callable[[Path], None], says: str, add: Add, folder: Path, good: Path
) -> None:
    path = folder / "WhatsApp Chat - Ann Lee.zip"
    make(path)
    refused(add(path, good), path, says)


def test_a_zip_that_climbs_out_adds_what_stays_inside(add: Add, folder: Path) -> None:
    path = folder / "WhatsApp Chat - Ann Lee.zip"
    whatsapp_zip(path, LAKE, {"../../out.txt": b"out", "/etc/passwd": b"root", "C:\\win.ini": b"win"})
    done = add(path)
    assert (done.code, done.json["added"], done.sentences) == (0, 3, [])
    assert {one["where"] for one in done.json["aside"]} == {"../../out.txt", "/etc/passwd", "C:\\win.ini"}
    assert not list(folder.parent.glob("**/out.txt"))


def test_links_out_and_loops_of_folders_are_not_followed(add: Add, folder: Path, tmp_path: Path) -> None:
    neutral(tmp_path / "elsewhere" / "secret.jsonl", [row(9, text="secret")])
    neutral(folder / "a" / "mine.jsonl", [row(1)])
    try:
        (folder / "a" / "loop").symlink_to(folder)
        (folder / "itself").symlink_to(folder / "itself")
        (folder / "out.jsonl").symlink_to(tmp_path / "elsewhere" / "secret.jsonl")
        (folder / "outside").symlink_to(tmp_path / "elsewhere")
        (folder / "dangling.jsonl").symlink_to(tmp_path / "nowhere")
    except OSError:
        pytest.skip("no links here")
    done = add(folder)
    assert (done.code, done.json["added"]) == (0, 1)
    refused_after(add(folder / "itself"), folder / "itself", "can't be read", added=0)
    refused_after(add(folder / "dangling.jsonl"), folder / "dangling.jsonl", "no such file", added=0)


@pytest.mark.parametrize(
    "name", ["two\nlines.txt", "🛶 lake 🏡.txt", "妈妈.txt", "\x1b[31mred.txt", "tab\there"]
)
def test_a_name_of_any_kind_is_shown_on_one_line(name: str, add: Add, folder: Path, good: Path) -> None:
    try:
        (folder / name).write_text("milk\n", encoding="utf-8")
    except OSError as error:
        assert error.errno in (errno.EINVAL, errno.EILSEQ, errno.ENOENT)
        pytest.skip("no such names here")
    outcome = add(folder / name, good)
    refused(outcome, folder / name, "is not an export")
    assert "\x1b" not in outcome.sentences[0]
    whatsapp(folder / name, LAKE)
    assert add(folder / name).json["added"] == 3


def test_a_name_that_is_no_text_is_shown_all_the_same(add: Add, folder: Path) -> None:
    raw = os.fsencode(folder) + b"/caf\xe9.txt"
    try:
        with open(raw, "wb") as stream:
            stream.write(b"milk\n")
    except OSError:
        pytest.skip("names are always text here")
    outcome = add(Path(os.fsdecode(raw)))
    assert outcome.code == 1
    assert "is not an export" in outcome.sentences[0]
    whatsapp(Path(os.fsdecode(raw)), LAKE)
    assert add(Path(os.fsdecode(raw))).json["added"] == 3
    assert add(folder).json["known"] == 3


TELEGRAM = {
    "name": "Ann Lee",
    "type": "personal_chat",
    "id": 5,
    "messages": [
        {
            "id": number,
            "type": "message",
            "date": f"2024-03-01T09:{number:02}:00",
            "date_unixtime": str(1709283600 + 60 * number),
            "from": "Ann Lee",
            "from_id": "user1",
            "text": f"第{number} line",
        }
        for number in range(10)
    ],
}
SAID = [(name, f"line {number} 明天下午三点老地方见") for number in range(8) for name in ("Ann Lee", "Ben")]


def _written(folder: Path) -> dict[str, bytes]:
    rows = [row(number, text=f"line {number} 明天") for number in range(12)]
    return {
        "WhatsApp Chat with Ann Lee.txt": whatsapp(folder / "w.txt", SAID).read_bytes(),
        "team.jsonl": neutral(folder / "n.jsonl", rows).read_bytes(),
        "result.json": json.dumps(TELEGRAM, ensure_ascii=False, indent=1).encode(),
        "WhatsApp Chat - Ben.zip": whatsapp_zip(folder / "w.zip", SAID, {"a.jpg": b"a" * 99}).read_bytes(),
    }


@pytest.mark.parametrize(
    "name", ["WhatsApp Chat with Ann Lee.txt", "team.jsonl", "result.json", "WhatsApp Chat - Ben.zip"]
)
def test_an_export_cut_off_anywhere_is_at_most_one_sentence(name: str, tmp_path: Path, folder: Path) -> None:
    content = _written(tmp_path / "whole")[name]
    path = folder / name
    path.write_bytes(content)
    with zhiji.open(tmp_path / "whole-home") as archive:
        whole = archive.add(path).added
    assert whole >= 10
    for number, cut in enumerate((*range(1, len(content), len(content) // 12), len(content) - 1)):
        path.write_bytes(content[:cut])
        with zhiji.open(tmp_path / f"home{number}") as archive:
            first = archive.add(path)
            assert len(first.failures) <= 1
            assert all(failure.why.endswith((".", ".`")) for failure in first.failures)
            assert not any("failed in it" in failure.why for failure in first.failures)
            assert first.added <= whole
            path.write_bytes(content)
            assert archive.add(path).failures == ()  # copied again, to its end
            assert (
                whole <= archive.status()["messages"] <= whole + 1
            )  # a line of text may be there by half, too
            assert archive.doctor() == []


ENCODINGS = ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "latin-1"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_export_saved_in_another_encoding_is_read(
    encoding: str, add: Add, folder: Path, home: Path
) -> None:
    for name, content in _written(folder.parent / "whole").items():
        if not name.endswith(".zip"):
            (folder / name).write_bytes(content.decode().encode(encoding, errors="replace"))
    done = add(folder)
    assert (done.code, done.json["added"]) == (0, 38)
    with zhiji.open(home) as archive:
        (hit,) = archive.search("line 3", chat="team", k=1)
        assert hit.message.text == ("line 3 ??" if encoding == "latin-1" else "line 3 明天")


def test_all_of_it_in_one_call_and_the_good_ones_are_added(folder: Path, home: Path, good: Path) -> None:
    """The command itself, in a process of its own."""
    bad = []
    for number, (name, content, _) in enumerate(NO_EXPORTS.values()):
        (folder / str(number)).mkdir()
        bad.append(folder / str(number) / name)
        bad[-1].write_bytes(content)
    chat = whatsapp(folder / "WhatsApp Chat with Ann Lee.txt", LAKE)
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "zhiji",
        "--home",
        home,
        "add",
        "--json",
        good,
        *bad,
        folder / "no",
        chat,
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)
    assert done.returncode == 1
    said = json.loads(done.stdout)
    assert (said["added"], len(said["failures"])) == (5, len(bad) + 1)
    lines = done.stderr.splitlines()
    assert len(lines) == len(bad) + 1
    assert "Traceback" not in done.stderr
    with contextlib.closing(zhiji.open(home)) as archive:
        assert archive.status()["messages"] == 5
        assert archive.doctor() == []


def test_bad_files_in_a_folder_are_told_beside_what_was_added(add: Add, folder: Path) -> None:
    for number, (name, content, _) in enumerate(NO_EXPORTS.values()):
        (folder / str(number)).mkdir()
        (folder / str(number) / name).write_bytes(content)
    neutral(folder / "team.jsonl", [row(1), row(2)])
    done = add(folder)
    assert (done.code, done.json["added"]) == (0, 2)
    assert all("Traceback" not in line for line in done.sentences)
