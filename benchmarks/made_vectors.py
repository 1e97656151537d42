"""Made-up vectors for made-up archives: like e5's, with much in common, and lying around some thousand centres.

They stand in the space of the embedder that zhiji comes with, so that a whole process searches them as well. Within one
process, a `Drawer` embeds questions by taking a vector out of a drawer: what a search costs without the embedder.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from zhiji.embedding.e5 import open_e5
from zhiji.embedding.packing import pack
from zhiji.embedding.protocol import Matrix, Space, Vector
from zhiji.embedding.unit import unit
from zhiji.embedding.weights import SHA256
from zhiji.store import Store
from zhiji.store.vectors import FIELD, PLACES, SLOTS, text_hash

if TYPE_CHECKING:
    from zhiji.config import EmbedderSettings

SPACE = Space(embedder="e5-small-q4", weights=SHA256, dimension=384, prefix="query: |passage: ")
CENTRES, NOISES = 4_000, 8_000
COMMON, OWN, NOISE = 0.89, 0.33, 0.31  # parts of a vector; cosines of two as those of chats' messages by e5
NAME = "made-up"
REAL = "by-e5"  # in a folder whose vectors are not made up
_SEGMENTS = 32  # written at a time
_INSERT = "INSERT INTO vector (id, message, field, text_hash, scale, body) VALUES (?,?,?,?,?,?)"


class Lie:
    """Where vectors lie: few directions tell more than the others, as with real texts."""

    def __init__(self, *, seed: int = 5) -> None:
        self.chance = np.random.default_rng(seed)
        turn, _ = np.linalg.qr(self.chance.standard_normal((SPACE.dimension, SPACE.dimension)))
        directions = (1 + np.arange(SPACE.dimension))[:, None] ** -0.4 * turn
        self._common = unit(turn.sum(axis=0, keepdims=True).astype(np.float32))
        self._centres = self._rows(CENTRES, directions) * np.float32(OWN)
        self._noises = self._rows(NOISES, directions) * np.float32(NOISE)

    def around(self, centres: Sequence[int] | np.ndarray[Any, Any]) -> Matrix:
        """A vector near each of these centres."""
        noises = self.chance.integers(NOISES, size=(2, len(centres)))
        own = self._centres[np.asarray(centres)] + (self._noises[noises[0]] + self._noises[noises[1]]) * 0.7
        return unit(own + np.float32(COMMON) * self._common)

    def some(self, count: int) -> Matrix:
        """Vectors near any centres."""
        return self.around(self.chance.integers(CENTRES, size=count))

    def _rows(self, count: int, directions: Matrix) -> Matrix:
        return unit((self.chance.standard_normal((count, SPACE.dimension)) @ directions).astype(np.float32))


class Drawer:
    """An embedder that reads nothing: a text's vector is near a centre that its letters draw, or comes from a folder."""

    space = SPACE

    def __init__(self, folder: Path | None = None) -> None:
        self._known = {} if folder is None else dict(_known(folder))
        if folder and (folder / REAL).exists():
            self._find: Callable[[str], Vector] = open_e5().query
        else:
            self._find = _drawn(Lie().some(4096) if folder is None else np.load(folder / "asked.npy"))

    def passages(self, texts: Sequence[str]) -> Matrix:
        """A row for each text."""
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> Vector:
        """The vector of a text."""
        known = self._known.get(text)
        return self._find(text) if known is None else known


def _drawn(ready: Matrix) -> Callable[[str], Vector]:
    def draw(text: str) -> Vector:
        vector: Vector = ready[crc32(text.encode()) % len(ready)]
        return vector

    return draw


def build(folder: str, _settings: EmbedderSettings) -> Drawer:
    """For `made-up`, and for `made-up:FOLDER` that has texts and their vectors, as `benchmarks.peers` writes them."""
    return Drawer(Path(folder) if folder else None)


def _known(folder: Path) -> Iterator[tuple[str, Vector]]:
    for texts, key, vectors in (("messages", "text", "vectors"), ("questions", "question", "asked")):
        rows = json.loads((folder / f"{texts}.json").read_text("utf-8"))
        yield from zip((row[key] for row in rows), np.load(folder / f"{vectors}.npy"), strict=True)


def fill(home: Path) -> None:
    """Give each message of an archive a vector, the newest first as learning does; nothing if it has them."""
    store = Store(home, local=UTC)
    try:
        space = store.vectors.begin(SPACE, called="e5")
        if not space.vectors:
            _fill(store, space.id)
    finally:
        store.close()


def _fill(store: Store, space: int) -> None:
    lie = Lie()
    middle = lie.some(64).mean(axis=0)
    centre = np.frombuffer(store.vectors.settle_centre(space, middle.astype("<f4").tobytes()), "<f4")
    top = store.connection.value("SELECT max(id) FROM message")
    number = 0
    while top:
        rows = store.connection.rows(
            "SELECT id, text FROM message WHERE id <= ? ORDER BY id DESC LIMIT ?", top, SLOTS * _SEGMENTS
        )
        made = iter(zip(rows, pack(lie.some(len(rows)), centre), strict=True))
        with store.connection.transaction() as db:
            while slots := list(islice(made, SLOTS)):
                begin = space << PLACES | number * SLOTS
                db.executemany(
                    _INSERT,
                    [
                        (begin + slot, message, FIELD, text_hash(text), one.scale, one.body)
                        for slot, ((message, text), one) in enumerate(slots)
                    ],
                )
                signs = b"".join(one.signs for _, one in slots)
                messages = np.array([message for (message, _), _ in slots], "<i8").tobytes()
                size = SPACE.dimension // 8
                db.execute(
                    "INSERT INTO segment (space, number, edition, signs, messages) VALUES (?,?,1,?,?)",
                    (space, number, signs.ljust(size * SLOTS, b"\0"), messages.ljust(8 * SLOTS, b"\0")),
                )
                number += 1
        top = rows[-1][0] - 1 if len(rows) == SLOTS * _SEGMENTS else 0
    with store.connection.transaction() as db:
        db.execute("UPDATE space SET noted = (SELECT max(id) FROM message) WHERE id = ?", (space,))


def offer(folder: Path) -> None:
    """Let archives opened from now on find with the embedder above, which comes in as any plug-in does."""
    about = folder / "made_up-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: made-up\nVersion: 1\n")
    (about / "entry_points.txt").write_text(f"[zhiji.embedders]\n{NAME} = {__name__}:build\n")
    sys.path.append(str(folder))


@contextmanager
def drawer() -> Iterator[None]:
    """Archives opened meanwhile find with it."""
    before = os.environ.get("ZHIJI_EMBEDDER")
    with tempfile.TemporaryDirectory() as folder:
        offer(Path(folder))
        os.environ["ZHIJI_EMBEDDER"] = NAME
        try:
            yield
        finally:
            sys.path.remove(folder)
            del os.environ["ZHIJI_EMBEDDER"]
            if before is not None:
                os.environ["ZHIJI_EMBEDDER"] = before
