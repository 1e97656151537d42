"""Lossless merging of real export files: any order, overlap and repetition gives the same archive."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhiji
from tests.phones import (
    NAMES,
    STYLES,
    Phone,
    Said,
    chatlab_file,
    lives,
    neutral_file,
    telegram_file,
    whatsapp_file,
    written,
)
from zhiji.archive import Archive

EXAMPLES = int(os.environ.get("LAW_EXAMPLES", "25"))
law = settings(max_examples=EXAMPLES, deadline=None)

PHONES = [
    *(Phone(style=style) for style in STYLES),
    Phone(names=("Mum", "Ben", "小鱼")),
    Phone(style="android", names=("Mum", "Ben", "+44 20 7946 0000")),
    Phone(media=False),
    Phone(style="android", media=False),
    Phone(zone=28),
    Phone(style="android_us", zone=-22, media=False),
    Phone(style="ios_zh", zone=1),
]
ONE_CLOCK = [one for one in PHONES if not one.zone]
SAME_CLOCK = [one for one in ONE_CLOCK if one.names == NAMES]


@pytest.fixture(autouse=True, scope="module")
def in_greenwich() -> Iterator[None]:
    """New archives take their zone from here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        patch.setenv("ZHIJI_NO_BACKGROUND", "1")
        yield


@contextmanager
def archives() -> Iterator[Archives]:
    """Folders and archives that are thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        yield Archives(Path(folder))


class Archives:
    """Fresh archives in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._number = folder, 0

    def place(self) -> Path:
        self._number += 1
        return self.folder / str(self._number)

    @contextmanager
    def fresh(self) -> Iterator[Archive]:
        home = self.place()
        with zhiji.open(home) as archive:
            yield archive
        shutil.rmtree(home)

    def after(self, files: Sequence[Path]) -> tuple[bytes, int, int]:
        """What an archive exports and counts after these files."""
        with self.fresh() as archive:
            for file in files:
                report = archive.add(file)
                assert report.failures == ()
            status = archive.status()
            return exported(self, archive), status["messages"], status["chats"]


def exported(some: Archives, archive: Archive) -> bytes:
    path = some.place().with_suffix(".jsonl")
    archive.export(path)
    return path.read_bytes()


def texts(export: bytes) -> Counter[str]:
    return Counter(json.loads(line)["text"] for line in export.splitlines())


def _parts(life: Sequence[Said]) -> st.SearchStrategy[list[Said]]:
    """All of it, how it began, how it ended, or some lines; in the order of the file or in none."""
    size = len(life)
    cut = st.integers(1, size)
    some = st.lists(st.booleans(), min_size=size, max_size=size).map(
        lambda keep: [one for one, kept in zip(life, keep, strict=True) if kept] or list(life[:1])
    )
    part = st.one_of(
        st.just(list(life)), cut.map(lambda n: list(life[:n])), cut.map(lambda n: list(life[n - 1 :])), some
    )
    return part.flatmap(lambda lines: st.one_of(st.just(lines), st.permutations(lines)))


@st.composite
def whatsapp_cases(
    draw: st.DrawFn, phones: Sequence[Phone] = PHONES
) -> tuple[list[Said], list[tuple[list[Said], Phone]]]:
    """A life and two or three exports of it."""
    life = draw(lives())
    return life, [(draw(_parts(life)), draw(st.sampled_from(phones))) for _ in range(draw(st.integers(2, 3)))]


def _files(some: Archives, exports: Sequence[tuple[list[Said], Phone]]) -> list[Path]:
    return [whatsapp_file(some.place(), lines, phone) for lines, phone in exports]


@law
@given(whatsapp_cases())
def test_whatsapp_in_any_order_is_one_archive(
    case: tuple[list[Said], list[tuple[list[Said], Phone]]],
) -> None:
    with archives() as some:
        files = _files(some, case[1])
        ends = [some.after(order) for order in permutations(files)]
        assert all(end == ends[0] for end in ends)


@law
@given(whatsapp_cases())
def test_whatsapp_again_adds_nothing(case: tuple[list[Said], list[tuple[list[Said], Phone]]]) -> None:
    with archives() as some, some.fresh() as archive:
        files = _files(some, case[1])
        for file in files:
            archive.add(file)
        once = exported(some, archive)
        for file in files:
            again = archive.add(file)
            assert (again.added, again.forgotten) == (0, 0)
        assert exported(some, archive) == once
        assert archive.doctor() == []


@law
@given(whatsapp_cases(phones=SAME_CLOCK))
def test_whatsapp_loses_nothing_and_doubles_nothing(
    case: tuple[list[Said], list[tuple[list[Said], Phone]]],
) -> None:
    _, exports = case
    with archives() as some:
        files = _files(some, exports)
        most: Counter[str] = Counter()
        for file in files:
            most |= texts(some.after([file])[0])
        for _, (lines, phone) in zip(files, exports, strict=True):
            assert some.after([whatsapp_file(some.place(), lines, phone)])[1] == len(lines)
        export, count, _ = some.after(files)
        kept = texts(export)
        assert all(kept[text] >= number for text, number in most.items() if text)
        assert count >= max(len(lines) for lines, _ in exports)


@law
@given(whatsapp_cases(phones=ONE_CLOCK))
def test_what_was_exported_comes_back_the_same(
    case: tuple[list[Said], list[tuple[list[Said], Phone]]],
) -> None:
    with archives() as some, some.fresh() as archive:
        for file in _files(some, case[1]):
            archive.add(file)
        _comes_back(some, archive)


def _comes_back(some: Archives, archive: Archive) -> None:
    """The export changes nothing here, makes the same archive elsewhere, and ChatLab's files add nothing."""
    path = some.place().with_suffix(".jsonl")
    archive.export(path)
    once = path.read_bytes()
    report = archive.add(path)
    assert (report.added, report.forgotten, report.problem_count) == (0, 0, 0)
    assert exported(some, archive) == once
    assert some.after([path])[0] == once
    folder, before = some.place(), archive.status()["messages"]
    archive.export(
        folder, format="chatlab"
    )  # seconds and exact instants, so that equals may pair up otherwise
    report = archive.add(folder)
    assert (report.forgotten, report.problem_count) == (0, 0)
    assert archive.status()["messages"] == before


@contextmanager
def with_files() -> Iterator[tuple[Archives, Archive]]:
    with archives() as some, some.fresh() as archive:
        yield some, archive


Numbered = list[tuple[int, Said]]


@st.composite
def numbered_cases(
    draw: st.DrawFn, /, **choices: st.SearchStrategy[object]
) -> list[tuple[Numbered, dict[str, object]]]:
    """Two or three exports of one life whose messages have numbers, each written in its own way."""
    life = list(enumerate(draw(lives()), 1))
    whole = [one for _, one in life]
    exports = []
    for _ in range(draw(st.integers(2, 3))):
        kept = set(map(id, draw(_parts(whole))))
        lines = [pair for pair in life if id(pair[1]) in kept]
        exports.append((draw(st.permutations(lines)), {key: draw(some) for key, some in choices.items()}))
    return exports


TELEGRAM = numbered_cases(zone=st.sampled_from([0, 28, -22]), stamps=st.booleans())
NEUTRAL = numbered_cases(ids=st.booleans(), zone=st.sampled_from([None, None, 0, 32, -14]))
LOOSE = numbered_cases(ids=st.just(False), zone=st.sampled_from([None, 0, 32]), minutes=st.booleans())
CHATLAB = numbered_cases(ids=st.booleans())
WRITERS = {"telegram": (telegram_file, TELEGRAM), "neutral": (neutral_file, NEUTRAL),
           "loose": (neutral_file, LOOSE), "chatlab": (chatlab_file, CHATLAB)}  # fmt: skip


@pytest.mark.parametrize("kind", WRITERS)
@settings(law, max_examples=max(EXAMPLES // 2, 1))
@given(data=st.data())
def test_other_formats_keep_the_same_laws(kind: str, data: st.DataObject) -> None:
    write, cases = WRITERS[kind]
    exports = data.draw(cases)
    with with_files() as (some, archive):
        files = [write(some.place(), lines, **ways) for lines, ways in exports]  # type: ignore[operator]  # one of four
        ends = [some.after(order) for order in permutations(files)]
        assert all(end == ends[0] for end in ends)
        for file in files:
            archive.add(file)
        for file in files:
            again = archive.add(file)
            assert (again.added, again.forgotten) == (0, 0)
        assert exported(some, archive) == ends[0][0]
        for file, (lines, _) in zip(files, exports, strict=True):
            alone = some.after([file])
            assert alone[1] == len(lines)
            assert texts(alone[0]) <= texts(ends[0][0])
        _comes_back(some, archive)


def test_one_line_tells_no_clock_that_the_outcome_takes_back() -> None:
    """One line fits a quarter of an hour later, and in what comes out it no longer is the only one of its words."""
    ways: list[tuple[list[Said], dict[str, Any]]] = [
        ([Said(94, 0, "two"), Said(995, -1, "")], {"minutes": True}),
        ([Said(994, 1, "see you"), Said(995, 1, "ok"), Said(994, 0, "two"), Said(995, 1, "yes"), Said(995, -1, "")],
         {"zone": 32}),
        ([Said(994, 1, "two")], {"zone": 0}),
    ]  # fmt: skip
    with with_files() as (some, archive):
        files = [neutral_file(some.place(), list(enumerate(life)), ids=False, **way) for life, way in ways]
        ends = [some.after(order) for order in permutations(files)]
        assert all(end == ends[0] for end in ends)
        archive.add(files)
        _comes_back(some, archive)


FORGETFUL = [
    Phone(),
    Phone(style="android_us"),
    Phone(names=("Mum", "Ben", "小鱼")),
    Phone(media=False),
    Phone(zone=28),
    Phone(style="ios_de", zone=-22),
]


@law
@given(lives(least=5, notices=False), st.data())
def test_what_was_forgotten_stays_so_however_it_comes_again(life: list[Said], data: st.DataObject) -> None:
    life = [replace(one, text=f"{number} {one.text}", photo=None) for number, one in enumerate(life)]
    with with_files() as (some, archive):
        archive.add(whatsapp_file(some.place(), life, Phone()))
        number, text = data.draw(st.sampled_from(_all(archive)))
        archive.forget(message=number)
        left = _all(archive)
        for phone in data.draw(st.permutations(FORGETFUL)):
            archive.add(whatsapp_file(some.place(), life, phone))
            assert archive.doctor() == []
        assert text not in {one for _, one in _all(archive)}
        assert len(_all(archive)) == len(left)


def _all(archive: Archive) -> list[tuple[int, str]]:
    return [(message.id, message.text) for message in archive._store.reader.all()]


DEEP = {
    "order": (whatsapp_cases(), test_whatsapp_in_any_order_is_one_archive),
    "again": (whatsapp_cases(), test_whatsapp_again_adds_nothing),
    "nothing lost": (whatsapp_cases(phones=SAME_CLOCK), test_whatsapp_loses_nothing_and_doubles_nothing),
    "comes back": (whatsapp_cases(phones=ONE_CLOCK), test_what_was_exported_comes_back_the_same),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DEEP)
@settings(law, max_examples=40 * EXAMPLES)
@given(data=st.data())
def test_the_laws_hold_in_many_more_cases(name: str, data: st.DataObject) -> None:
    cases, check = DEEP[name]
    check.hypothesis.inner_test(data.draw(cases))  # type: ignore[attr-defined]  # hypothesis keeps it there


LIFE = [Said(3607 * number, number % 2, f"this is line {number} of it") for number in range(8)]


def test_two_chats_of_one_name_stay_two() -> None:
    other = [Said(3607 * number + 11, number % 2, f"about the boat, part {number}") for number in range(8)]
    with archives() as some:
        files = [whatsapp_file(some.place(), lines, Phone()) for lines in (LIFE, other)]
        for order in permutations(files):
            export, messages, chats = some.after(order)
            assert (messages, chats) == (16, 2)
            path = written(some.place() / "all.jsonl", export.decode())
            assert some.after([path]) == (export, 16, 2)


def test_one_message_sent_to_two_chats_is_in_both() -> None:
    with with_files() as (some, archive):
        report = archive.add([
            whatsapp_file(some.place(), LIFE, Phone()),
            whatsapp_file(some.place(), [LIFE[2], Said(99_000, 0, "x")], Phone(title="Others")),
        ])  # fmt: skip
        assert (report.added, archive.status()["chats"]) == (10, 2)


def test_a_renamed_contact_is_one_sender_even_where_only_one_export_has_the_message() -> None:
    mum = Phone(names=("Mum", "Ben", "小鱼"))
    with archives() as some:
        files = [whatsapp_file(some.place(), LIFE[:5], mum), whatsapp_file(some.place(), LIFE[3:], Phone())]
        for order in permutations(files):
            senders = Counter(json.loads(line)["sender"] for line in some.after(order)[0].splitlines())
            assert senders == {"Ann Lee": 4, "Ben": 4}


def test_namesakes_who_say_the_same_at_once_are_two() -> None:
    life = [Said(5, 0, "ok"), Said(5, 1, "ok"), Said(6, 0, "so"), Said(6, 1, "so")]
    twins = ("Ann", "Ann", "小鱼")
    with archives() as some:
        files = [whatsapp_file(some.place(), life, Phone(style=style, names=twins)) for style in STYLES]
        assert some.after(files)[1] == 4


def test_a_copy_under_another_name_and_the_zip_are_the_same_chat() -> None:
    with with_files() as (some, archive):
        chat = whatsapp_file(some.place(), LIFE, Phone())
        copy = written(some.place() / "my backup.txt", chat.read_text(encoding="utf-8"))
        with zipfile.ZipFile(some.place().with_suffix(".zip"), "w") as zipped:
            zipped.write(chat, "_chat.txt")
        report = archive.add([copy, Path(str(zipped.filename)), chat])
        assert (report.added, report.known, archive.status()["chats"]) == (8, 16, 1)


def test_messages_of_a_chat_without_an_id_are_known_by_their_own_ids() -> None:
    """ChatLab files may leave out the group's id while every message has one."""
    numbered = list(enumerate(LIFE, 1))
    with with_files() as (some, archive):
        archive.add(chatlab_file(some.place(), numbered[:6], named=True))
        report = archive.add(chatlab_file(some.place(), numbered, named=True))
        assert (report.added, report.known, archive.status()["chats"]) == (2, 6, 1)


WHENS = ["0002-01-01T00:00:00+14:00", "1931-03-04T05:06:07", "1969-12-31T23:59:59.999999Z",
         "9998-12-31T23:59:59-12:00", "9998-12-31T23:59:59", "1900-01-01T00:00:00+00:19"]  # fmt: skip


def test_any_time_there_is_comes_back() -> None:
    rows = [{"chat": "c", "sender": "a", "when": when, "text": when, "id": when} for when in WHENS]
    rows += [{"chat": "d", "sender": "a", "when": when, "text": when} for when in WHENS]
    with with_files() as (some, archive):
        path = written(some.place() / "x.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
        assert archive.add(path).added == 12
        export = exported(some, archive)
        assert some.after([written(some.place() / "all.jsonl", export.decode())])[0] == export
        assert archive.add(path).added == 0


def test_what_no_database_likes_comes_back() -> None:
    rows = [
        {"chat": "c\0d", "sender": "a\0", "when": "2024-01-01T00:00:00Z", "text": "x\0y", "id": "i\0", "extra": {"\0": "\0"}},
        {"chat": "c\ud800", "sender": "\udc00", "when": "2024-01-01T00:00:00Z", "text": "\ud83d half", "id": "\ud800"},
        {"chat": "n", "sender": "b", "when": "2024-01-01T00:00:00", "text": "\0"},
        {"chat": "n", "sender": "b", "when": "2024-01-01T00:00:00", "text": ""},
        {"chat": "n", "sender": "b", "when": "2024-01-01T00:00:00", "text": "the lake 湖 " * 100_000},
    ]  # fmt: skip
    with with_files() as (some, archive):
        path = written(some.place() / "x.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
        assert archive.add(path).added == 5
        _comes_back(some, archive)
        assert archive.doctor() == []


def test_an_export_that_begins_with_a_very_long_message_is_known() -> None:
    with with_files() as (some, archive):
        archive.add(
            messages=[{"chat": "c", "sender": "a", "when": "2024-01-01T00:00:00Z", "text": "湖" * 99_000}]
        )
        _comes_back(some, archive)


def test_a_crowd_is_added_and_known_again() -> None:
    crowd = Phone(names=tuple(f"Person {number}" for number in range(2_000)))
    life = [Said(17 * number, number, f"hello from {number}") for number in range(2_000)]
    with with_files() as (some, archive):
        assert archive.add(whatsapp_file(some.place(), life, crowd)).added == 2_000
        later = archive.add(whatsapp_file(some.place(), life[500:], replace(crowd, style="android")))
        assert (later.added, later.known) == (0, 1_500)


def test_two_processes_that_add_at_once_make_one_archive() -> None:
    with with_files() as (some, archive):
        files = [
            whatsapp_file(some.place(), LIFE[cut:], Phone(style=style)) for cut, style in enumerate(STYLES)
        ]
        command = [
            sys.executable,
            "-m",
            "zhiji",
            "--home",
            str(archive.home),
            "add",
            "--no-background",
            "--json",
        ]
        running = [subprocess.Popen([*command, *map(str, order)], stdout=subprocess.PIPE) for order in (files, files[::-1])]  # fmt: skip
        for process in running:
            process.communicate(timeout=60)
        assert [process.returncode for process in running] == [0, 0]
        assert exported(some, archive) == some.after(files)[0]
        assert archive.doctor() == []
