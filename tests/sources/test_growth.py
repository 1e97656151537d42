"""Hostile files of every source: what is four times as long takes no more than some four times as long to read.

Pieces are repeated in the files of the corpus: marks that open something, pieces of the file itself, its lines, all of
it. Time is CPU time, and asked about only where reading is slow enough to be measured; a square would be sixteen times.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhiji.errors import UnreadableFile
from zhiji.sources import Source, find, registry
from zhiji.sources.export import Export

CORPUS = Path(__file__).parent / "corpus"
SMALL = 50_000  # bytes; four times as much is tried first
SLOW = 0.15  # seconds of CPU below which nobody waits
FACTOR = 9.0  # a file of less than a buffer has steps in it
TEXTS = {
    ".json",
    ".jsonl",
    ".txt",
    ".csv",
    ".xml",
    ".log",
    ".html",
    ".mht",
    ".md",
    ".mbox",
    ".vcf",
    ".weechatlog",
}
MARKS = [
    "x", "9", " ", "\n", "\t", '"', "'", "[", "{", "(", "<", "<a ", "<b>", "</div>", "<!--", "<![CDATA[", "&", "&#",
    "\\", "`", "> ", "@", "*", "_", "~", "http://", "#", ":", ", ", '{"a":', "\u2068", "-", "湖", "==\n", "/", "|", ".",
    "0:", '"\n', "\u200e", "<@", "](", "![", "+1 ", "a:\n", '"a","',
]  # fmt: skip
Hostile = tuple[bytes, bytes, bytes]  # before, what is repeated, after


@pytest.mark.slow
@pytest.mark.parametrize("name", registry.BUILT_IN)
def test_a_hostile_file_takes_time_in_proportion(name: str, tmp_path: Path) -> None:
    source, chance = registry.source(name), random.Random(name)
    for copy, file in _files(source, tmp_path):
        whole = file.read_bytes()
        for hostile in _hostile(whole, chance):
            long = _reading(source, copy, file, hostile, 4 * SMALL)
            if long > SLOW:
                short = max(_reading(source, copy, file, hostile, SMALL) for _ in range(2))
                assert long < FACTOR * short, f"{file.name}: {hostile[1][:60]!r} after {hostile[0][-60:]!r}"
        file.write_bytes(whole)


def _files(source: Source, folder: Path) -> Iterator[tuple[Path, Path]]:
    """Copies of the corpus' exports, and each text file in them."""
    cases = [case for case in sorted((CORPUS / source.name).glob("*/")) if not case.name.startswith("broken")]
    for case in cases:
        for number, (_, export) in enumerate(find(case, sources=[source]).exports):
            with export:
                copy = folder / case.name / str(number) / export.path.name
                copy.parent.mkdir(parents=True)
                if export.path.is_dir():
                    shutil.copytree(export.path, copy)
                else:
                    shutil.copy(export.path, copy)
                files = [copy / one for one in export.members] if copy.is_dir() else [copy]
                yield from ((copy, file) for file in files if file.suffix in TEXTS and file.stat().st_size)


def _hostile(whole: bytes, chance: random.Random) -> Iterator[Hostile]:
    lines, places = (
        whole.splitlines(keepends=True),
        [found.end() for found in re.finditer(rb'[:=] ?"|\n', whole)],
    )
    for mark in chance.sample(MARKS, 4):
        at = chance.choice(places or [0])
        inside = whole[at - 1 : at] == b'"' and whole.lstrip()[:1] in b"{["
        piece = json.dumps(mark, ensure_ascii=False)[1:-1] if inside else mark
        yield whole[:at], piece.encode(), whole[at:]
    at = chance.randrange(len(whole))
    yield whole[:at], whole[at : at + chance.randrange(1, 40)], whole[at:]
    line = chance.randrange(len(lines))
    yield b"".join(lines[:line]), b"".join(lines[line : line + 3]), b"".join(lines[line:])
    yield whole, whole, b""


def _reading(source: Source, copy: Path, file: Path, hostile: Hostile, size: int) -> float:
    before, piece, after = hostile
    file.write_bytes(before + piece * (size // len(piece) + 1) + after)
    began = time.process_time()
    try:
        with Export(copy) as export:
            for _ in source.read(export):
                pass
    except UnreadableFile:
        pass
    return time.process_time() - began
