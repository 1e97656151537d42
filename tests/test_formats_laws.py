"""Lossless merging of real export files: any order, overlap and repetition gives the same archive."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import permutations
from pathlib import Path

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


@contextmanager
def archives() -> Iterator[Archives]:
    """Folders and archives that are thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        yield Archives(Path(folder))


class Archives:
    """Fresh archives in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._number = folder, 0
        os.environ["TZ"] = "UTC"

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
def numbered_cases(draw: st.DrawFn, **choices: st.SearchStrategy[object]) -> list[tuple[Numbered, dict[str, object]]]:
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
    life = [replace(one, text=f"{number} {one.text}" if one.text else "") for number, one in enumerate(life)]
    with with_files() as (some, archive):
        archive.add(whatsapp_file(some.place(), life, Phone()))
        number, text = data.draw(st.sampled_from(_all(archive)))
        archive.forget(message=number)
        left = _all(archive)
        for phone in data.draw(st.permutations(FORGETFUL)):
            archive.add(whatsapp_file(some.place(), life, phone))
        if text:
            assert text not in {one for _, one in _all(archive)}
        assert len(_all(archive)) == len(left)
        assert archive.doctor() == []


def _all(archive: Archive) -> list[tuple[int, str]]:
    return [(message.id, message.text) for message in archive._store.reader.all()]
