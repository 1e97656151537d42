"""The source for a path is found by its names and first bytes; what is nobody's is one clear sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from zhiji import plugins
from zhiji.chat import Account, Chat, Message, Problem
from zhiji.errors import ExportError, UnknownExport, UnreadableFile
from zhiji.sources import Export, Guide, Peek, find, names, recognise, registry
from zhiji.testing import check_source

ROW = {"chat": "ops", "sender": "wei", "when": "2026-01-10T09:00:00+08:00", "text": "上线改到周五"}
LINE = json.dumps(ROW, ensure_ascii=False) + "\n"
GUIDE = Guide(title="Club", checked="2026-01-01", how_en="a", how_zh="b", reads_en="c", reads_zh="d")


@dataclass
class Club:
    """A made-up app whose export is a folder: users.json and one folder a channel."""

    name: str = "club"
    guide: Guide = GUIDE
    fails: bool = False

    def wants(self, peek: Peek) -> tuple[str, ...]:
        return tuple(one for one in ("club-users.json",) if one in peek.members)

    def recognises(self, peek: Peek) -> int:
        if self.fails:
            raise RuntimeError("not today")
        return 3 if "club" in peek.text("club-users.json") else 0

    def read(self, export: Export) -> Iterator[Message | Problem]:
        chat, sender = Chat(name="c", source="club"), Account(name="a", source="club")
        for member in export.members:
            for number, line in export.lines(member):
                if not member.endswith(".json"):
                    yield Message(
                        chat=chat, sender=sender, when=datetime(2026, 1, 1, 0, number, tzinfo=UTC), text=line
                    )


def club_export(folder: Path) -> Path:
    (folder / "general").mkdir(parents=True)
    (folder / "club-users.json").write_text('{"club": ["a"]}')
    (folder / "general" / "2026-01-01.club").write_text("hello\nworld\n")
    return folder


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place where packages with sources can be installed."""
    site = tmp_path / "site"
    (site / "clubs-1.0.dist-info").mkdir(parents=True)
    (site / "clubs-1.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: clubs\nVersion: 1.0\n"
    )
    (site / "clubs-1.0.dist-info" / "entry_points.txt").write_text(
        "[zhiji.sources]\nclub = tests.sources.test_door:Club\nbad = tests.sources.nowhere:Bad\nempty = json:JSONDecoder\n"
        "whatsapp = tests.sources.test_door:Club\n"
    )
    monkeypatch.syspath_prepend(str(site))
    registry._installed.cache_clear()
    yield site
    registry._installed.cache_clear()
    registry._load.cache_clear()


def test_a_file_is_known_by_its_first_rows(tmp_path: Path) -> None:
    path = tmp_path / "anything.dat"
    path.write_text(LINE)
    source, export = recognise(path)
    assert source.name == "neutral"
    assert len(list(source.read(export))) == 1


BINARY = b"\x7fELF\2\1\1\0" + bytes(range(256)) * 20
CUT_ZIP = b"PK\x03\x04" + bytes(100)


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (b"", UnreadableFile, "empty"),
        (CUT_ZIP, UnreadableFile, "damaged or cut off"),
        (b'{"name": "left-pad", "dependencies": {}}', UnknownExport, "not an export"),
        (b'[{"id": 1}, {"id": 2}]', UnknownExport, "not an export"),
        (BINARY, UnknownExport, "not an export"),
        (b"\xff\xfe\x00", UnknownExport, "not an export"),
        (b"[" * 100_000, UnknownExport, "not an export"),
        (b'{"chat":' * 20_000, UnknownExport, "not an export"),
        ("Liebe Grüße vom See".encode("utf-16"), UnknownExport, "not an export"),
        (b"just some words\n", UnknownExport, "not an export"),
    ],
)
def test_what_is_no_export_is_one_clear_sentence(
    tmp_path: Path, content: bytes, error: type[ExportError], says: str
) -> None:
    path = tmp_path / "thing.json"
    path.write_bytes(content)
    for look in (recognise, find):
        with pytest.raises(error, match=says) as caught:
            look(path)
        assert str(caught.value).startswith("thing.json ")
        assert "\n" not in str(caught.value)


def test_a_gigabyte_in_one_line_is_looked_at_only_where_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "huge.jsonl"
    with open(path, "wb") as stream:
        stream.write(
            b'{"chat": "c", "sender": "s", "when": "2026-01-10T09:00:00Z", "text": "' + b"x" * 70_000
        )
        stream.truncate(1 << 30)
    source, export = recognise(path)
    with pytest.raises(UnreadableFile, match="longer than 16 MB"):
        list(source.read(export))


def test_every_export_in_a_folder_is_found_and_the_rest_counted(tmp_path: Path) -> None:
    for name in ("2024/work.jsonl", "a.jsonl", "z/deep/er/b.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(LINE)
    (tmp_path / "z" / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "notes.md").write_text("# notes")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "cut.zip").write_bytes(CUT_ZIP)
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w") as archive:
        archive.writestr("inner/c.jsonl", LINE)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = find(tmp_path)
    paths = [export.path.relative_to(tmp_path.resolve()).as_posix() for _, export in found.exports]
    assert paths == ["a.jsonl", "bundle.zip", "2024/work.jsonl", "z/deep/er/b.jsonl"]
    assert found.rest == 4
    assert [problem.where for problem in found.problems] == ["cut.zip"]


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    found = find(tmp_path)
    assert (found.exports, found.rest, found.problems) == ([], 0, [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe")
def test_only_names_are_read_of_pictures_and_films(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "film.mp4")  # opening it would wait for ever
    (tmp_path / "a.jpg").write_text(LINE)
    assert find(tmp_path).rest == 1


def test_a_folder_goes_as_a_whole_to_a_source_that_needs_all_of_it(tmp_path: Path) -> None:
    club = club_export(tmp_path / "exports" / "club")
    (tmp_path / "exports" / "a.jsonl").write_text(LINE)
    sources = [*registry.sources()[0], Club()]
    found = find(tmp_path, sources=sources)
    assert [(source.name, export.path) for source, export in found.exports] == [
        ("neutral", (tmp_path / "exports" / "a.jsonl").resolve()),
        ("club", club.resolve()),
    ]
    assert found.rest == 0


def test_two_exports_side_by_side_are_not_taken_for_one(tmp_path: Path) -> None:
    for name in ("one.jsonl", "two.jsonl"):
        (tmp_path / name).write_text(LINE)
    assert len(find(tmp_path).exports) == 2


def test_a_source_that_fails_while_looking_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(LINE)
    source, _ = recognise(tmp_path / "a.jsonl", sources=[Club(fails=True), registry.source("neutral")])
    assert source.name == "neutral"


def test_installed_sources_are_listed_unimported_and_a_broken_one_is_named(
    installed: Path, tmp_path: Path
) -> None:
    assert names() == (*registry.BUILT_IN, "bad", "club", "empty")
    loaded, problems = registry.sources()
    assert "club" in [source.name for source in loaded]
    assert [problem.where for problem in problems] == ["source bad", "source empty"]
    assert all("\n" not in problem.what for problem in problems)
    found = find(club_export(tmp_path / "club"))
    assert [source.name for source, _ in found.exports] == ["club"]
    assert [problem.where for problem in found.problems] == ["source bad", "source empty"]


def test_a_package_cannot_take_the_name_of_a_built_in_source(installed: Path) -> None:
    assert registry.source("whatsapp").guide is not GUIDE


def test_a_source_that_is_none_is_said(installed: Path) -> None:
    with pytest.raises(plugins.BrokenPlugin, match="bad"):
        registry.source("bad")
    with pytest.raises(LookupError, match="no source called icq"):
        registry.source("icq")


def test_the_contract_kit_passes_a_good_source_and_catches_a_bad_one(tmp_path: Path) -> None:
    club_export(tmp_path / "good")
    check_source(Club(), tmp_path)

    class Naive(Club):
        def read(self, export: Export) -> Iterator[Message | Problem]:
            for one in super().read(export):
                assert isinstance(one, Message)
                yield Message(chat=one.chat, sender=one.sender, when=datetime(2026, 1, 1), text=one.text)

    class Greedy(Club):
        def recognises(self, peek: Peek) -> int:
            return 1

    class Fragile(Club):
        def read(self, export: Export) -> Iterator[Message | Problem]:
            json.loads(export.head("club-users.json"))
            return super().read(export)

    for bad, says in ((Naive(), "zone"), (Greedy(), "for its own")):
        with pytest.raises(AssertionError, match=says):
            check_source(bad, tmp_path)
    with pytest.raises(ValueError):
        check_source(Fragile(), tmp_path)


def test_sources_are_imported_only_when_they_are_used() -> None:
    code = (
        "import sys, zhiji.sources as s; s.names(); "
        "print([m for m in sys.modules if m.startswith('zhiji.sources.') and m.rpartition('.')[2] in s.names()])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.strip() == "[]"
