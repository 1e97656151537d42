"""Messages get their vectors: the newest first, each text once, whatever happens meanwhile."""

from __future__ import annotations

import math
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import zhiji
from tests.exports import row
from tests.store.homes import child_env, traces
from zhiji.archive import Archive
from zhiji.config import EmbedderSettings
from zhiji.embedding import Matrix, open_embedder
from zhiji.errors import LlmUnreachable
from zhiji.learning import Learning, VectorWorker, embedding, learn
from zhiji.store import Store
from zhiji.store.work import Work

pytest.importorskip("numpy")
WORDS = ["tent", "stove", "rope", "map", "lantern", "kettle", "flask", "boots", "gloves", "whistle"]


class Noting:
    """The embedder for tests; it notes what it is given."""

    def __init__(self, name: str = "hash", *, fails: Exception | None = None) -> None:
        self._real = open_embedder(EmbedderSettings(name=name))
        self.space = self._real.space
        self.seen: list[str] = []
        self.fails = fails

    def passages(self, texts: Sequence[str]) -> Matrix:
        if self.fails:
            raise self.fails
        self.seen += texts
        return self._real.passages(texts)

    def query(self, text: str) -> Any:
        return self._real.query(text)


@pytest.fixture(autouse=True)
def _usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIJI_EMBEDDER", "hash")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with zhiji.open(tmp_path / "home") as found:
        yield found


def packing(count: int, *, first: int = 0) -> list[dict[str, object]]:
    """Messages of which no two say the same."""
    return [
        row(n, "ann", f"{WORDS[n % 10]} {_tag(n)} goes into the {WORDS[n // 10 % 10]} bag")
        for n in range(first, first + count)
    ]


def _tag(number: int) -> str:
    """A word of its own for each number."""
    return "q" + "".join("bcdfghklmn"[int(digit)] for digit in str(number)) + "z"


def store_of(archive: Archive) -> Store:
    return archive._store


def embed(archive: Archive, embedder: Noting, **how: Any) -> Any:
    store = store_of(archive)
    worker = VectorWorker(store, embedder, called="hash")
    return learn(store, minutes=how.pop("minutes", 1), workers=[worker], **how)


def embedded(archive: Archive) -> Counter[str]:
    """What has a vector that is right, and how often."""
    store = store_of(archive)
    texts = {message.id: message.text for message in store.reader.all()}
    rows = store.connection.rows("SELECT message FROM vector")
    return Counter(texts[number] for (number,) in rows)


def later(archive: Archive) -> None:
    """Ten minutes later nobody holds what somebody held who was killed."""
    with store_of(archive).connection.transaction() as db:
        db.execute("UPDATE work SET lease_until = NULL, lease_by = NULL")


def findings(archive: Archive) -> list[str]:
    return [one.what for one in archive.doctor()]


def by_meaning(archive: Archive, query: str) -> list[str]:
    return [hit.message.text for hit in archive.search(query) if "meaning" in hit.parts]


def test_the_newest_are_embedded_first(archive: Archive) -> None:
    archive.add(messages=packing(200))
    embedder = Noting()
    assert embed(archive, embedder, go_on=iter([True, False]).__next__).done == {"vectors": embedding.BATCH}
    assert set(embedder.seen) == {one["text"] for one in packing(200)[-embedding.BATCH :]}


def test_what_was_interrupted_goes_on_where_it_was(archive: Archive) -> None:
    archive.add(messages=packing(200))
    embedder = Noting()
    embed(archive, embedder, go_on=iter([True, False]).__next__)
    report = embed(archive, embedder)
    assert report.finished and report.done == {"vectors": 200 - embedding.BATCH}
    assert len(embedder.seen) == len(set(embedder.seen)) == 200


def test_ctrl_c_holds_nobody_up(archive: Archive) -> None:
    archive.add(messages=packing(10))
    with pytest.raises(KeyboardInterrupt):
        embed(archive, Noting(fails=KeyboardInterrupt()))  # type: ignore[arg-type]  # of the wider kind
    assert embed(archive, Noting()).finished


def test_what_is_said_again_and_again_is_embedded_once(archive: Archive) -> None:
    archive.add(messages=[row(n, "ann", ("ok", "on my way", "haha")[n % 3]) for n in range(300)])
    embedder = Noting()
    assert embed(archive, embedder).done == {"vectors": 300}
    assert sorted(embedder.seen) == ["haha", "ok", "on my way"]


def test_what_was_embedded_long_ago_may_be_forgotten_and_said_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "REMEMBERED", 70)
    archive.add(messages=[row(n, "ann", "ok" if n % 7 == 0 else f"line {n}") for n in range(400)])
    embedder = Noting()
    assert embed(archive, embedder).finished
    assert embedder.seen.count("ok") == 1  # what is said often is remembered
    assert findings(archive) == []


def test_an_edit_gets_a_new_vector_and_what_is_forgotten_loses_its_own(archive: Archive) -> None:
    archive.add(messages=packing(5))
    archive.learn()
    edit = {"text": "the lantern is broken", "when": "2024-03-01T10:00:00Z"}
    archive.add(messages=[row(2, "ann", "the lantern is broken", edits=[edit])])
    assert archive.learn().done["vectors"] == 1
    assert embedded(archive)["the lantern is broken"] == 1
    [hit, *_] = archive.search("broken lantern", k=1)
    archive.forget(message=hit.message.id)
    assert sum(embedded(archive).values()) == 4 and archive.learn().finished
    assert findings(archive) == []


def test_while_another_embedder_makes_its_vectors_the_former_ones_serve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zhiji.open(tmp_path) as archive:
        archive.add(messages=packing(200))
        archive.learn()
    monkeypatch.setenv("ZHIJI_EMBEDDER", "hash:64")
    with zhiji.open(tmp_path) as archive:
        assert by_meaning(archive, "whistle")
        archive.learn(go_on=iter([True, False]).__next__)
        spaces = {space.dimension: space.vectors for space in store_of(archive).vectors.spaces()}
        assert spaces == {64: embedding.BATCH, 256: 200}
        oldest = str(packing(1)[0]["text"])
        assert oldest in by_meaning(archive, oldest)  # only the former space has it
        assert archive.learn().finished
        assert [space.dimension for space in store_of(archive).vectors.spaces()] == [64]
        assert by_meaning(archive, "whistle") and findings(archive) == []


def test_an_endpoint_that_is_gone_leaves_words_and_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = LlmUnreachable("here:bge", "nothing answers there")
    works = [True]
    real = open_embedder

    def opened(settings: EmbedderSettings, **_: object) -> object:
        if not works[0]:
            raise gone
        return real(replaced(settings))

    def replaced(settings: EmbedderSettings) -> EmbedderSettings:
        return EmbedderSettings(name="hash") if settings.name == "here:bge" else settings

    monkeypatch.setattr("zhiji.embedding.open_embedder", opened)
    monkeypatch.setenv("ZHIJI_EMBEDDER", "here:bge")
    with zhiji.open(tmp_path) as archive:
        archive.add(messages=packing(50))
        archive.learn()
        assert archive.search("whistle").notes == ()
    works[0] = False
    with zhiji.open(tmp_path) as archive:
        hits = archive.search("whistle")
        assert "whistle" in hits[0].message.text
        assert hits.notes == (f"{gone} Found by words alone.",)
        assert "meaning" not in {part for hit in hits for part in hit.parts}
        assert archive.search("whistle", words=True).notes == ()
        answer = archive.ask("Where does the whistle qmz go?")
        assert answer.notes.count(f"{gone} Found by words alone.") == 1


def test_an_endpoint_that_goes_away_meanwhile_fails_no_message(archive: Archive) -> None:
    archive.add(messages=packing(200))
    gone = LlmUnreachable("here:bge", "nothing answers there")
    report = embed(archive, Noting(fails=gone))
    assert (report.done, report.failed, report.open) == ({}, {}, {"vectors": 200})
    assert report.notes == (str(gone),)
    for _ in range(5):
        embed(archive, Noting(fails=gone))
    assert embed(archive, Noting()).done == {"vectors": 200}


def test_how_far_it_is_is_told(archive: Archive) -> None:
    archive.add(messages=packing(150))
    told: list[Learning] = []
    archive.learn(progress=told.append)
    assert [(one.done, one.left) for one in told if one.kind == "vectors"] == [(64, 86), (128, 22), (150, 0)]


def test_several_threads_search_while_another_embeds(archive: Archive) -> None:
    archive.add(messages=packing(1500))
    wrong: list[str] = []
    over = threading.Event()

    def look(seed: int) -> None:
        chance = random.Random(seed)
        while not over.is_set():
            wanted = packing(1, first=chance.randrange(1500))[0]["text"]
            try:
                hits = archive.search(str(wanted))
                if hits.notes or len(hits) != 10:
                    wrong.append(f"{wanted}: {[hit.message.text for hit in hits]} {hits.notes}")
            except Exception as error:
                wrong.append(repr(error))

    threads = [threading.Thread(target=look, args=(seed,)) for seed in range(3)]
    for thread in threads:
        thread.start()
    report = archive.learn()
    over.set()
    for thread in threads:
        thread.join()
    assert report.finished and report.done["vectors"] == 1500
    assert not wrong, wrong[:3]
    assert findings(archive) == []


def _copied(made: Path, to: Path) -> Path:
    shutil.copytree(made, to)
    return to


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("life") / "home"
    with zhiji.open(home) as archive:
        archive.add(messages=packing(3000))
    return home


@pytest.fixture(scope="module")
def takes(life: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[float, float]:
    """When `zhiji learn` first says something, and when it ends."""
    home = _copied(life, tmp_path_factory.mktemp("time") / "home")
    begun = time.monotonic()
    told: list[float] = []
    _learn(home, told=lambda _: told.append(time.monotonic() - begun))
    return told[0], time.monotonic() - begun


def _learn(
    home: Path, *, kill_after: float = math.inf, told: Callable[[str], object] = lambda _: None
) -> int:
    """Run `zhiji learn` on a terminal; the last number of messages that it told to be done."""
    import pty  # not on Windows

    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "zhiji", "--home", str(home), "learn"]
    environment = {**child_env(), "ZHIJI_EMBEDDER": "hash"}
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, env=environment)
    os.close(theirs)
    timer = threading.Timer(min(kill_after, 100), child.kill)
    timer.start()
    written = ""
    try:
        while some := os.read(mine, 1 << 16).decode():
            told(some)
            written += some
    except OSError:  # Linux says so where the other end is closed
        pass
    finally:
        timer.cancel()
        child.wait()
        os.close(mine)
    numbers = re.findall(r"meaning: ([\d,]+) of", written)
    return int(numbers[-1].replace(",", "")) if numbers else 0


def _killed_at_random(life: Path, place: Path, takes: tuple[float, float], turns: int) -> None:
    chance = random.Random(turns)
    between = 0
    for turn in range(turns):
        home = _copied(life, place / str(turn))
        acknowledged = _learn(home, kill_after=chance.uniform(takes[0] * 0.8, takes[1]))
        with zhiji.open(home) as archive:
            kept = embedded(archive)
            between += 0 < len(kept) < 3000
            assert len(kept) >= acknowledged and set(kept.values()) <= {1}
            assert findings(archive) == []
            later(archive)
            assert archive.learn().finished
            assert embedded(archive) == Counter(str(one["text"]) for one in packing(3000))
            assert findings(archive) == []
        shutil.rmtree(home)
    assert between >= turns // 4  # else nothing was tried


needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="a terminal to write to is a Unix thing")


@needs_terminal
def test_killed_while_embedding_what_was_acknowledged_is_there_once(
    life: Path, takes: tuple[float, float], tmp_path: Path
) -> None:
    _killed_at_random(life, tmp_path, takes, 2)


@needs_terminal
@pytest.mark.slow
def test_killed_again_and_again_while_embedding(
    life: Path, takes: tuple[float, float], tmp_path: Path
) -> None:
    _killed_at_random(life, tmp_path, takes, 25)


def _numbers(archive: Archive) -> list[bytes]:
    """A piece of the numbers of each vector that is hardly found elsewhere by chance."""
    bodies = [bytes(body) for (body,) in store_of(archive).connection.rows("SELECT body FROM vector")]
    pieces = [
        max((body[at : at + 24] for at in range(0, 232, 8)), key=lambda one: len(set(one))) for body in bodies
    ]
    return [piece for piece in pieces if len(set(piece)) > 3]


def _holding(home: Path, pieces: Sequence[bytes]) -> int:
    files = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    return sum(any(piece in content for content in files) for piece in pieces)


def test_forgetting_leaves_no_number_of_a_vector(tmp_path: Path) -> None:
    """Compared with an archive that never knew them: pieces may occur elsewhere only if other messages have them."""
    with zhiji.open(tmp_path) as archive:
        archive.add(messages=[*packing(40), *_other_chat(40)])
        archive.learn()
        everything = _numbers(archive)
    assert _holding(tmp_path, everything) == len(everything) > 60
    with zhiji.open(tmp_path) as archive:
        archive.forget(chat="quarrel")
        left = set(_numbers(archive))
        gone = [piece for piece in everything if piece not in left]
        assert len(gone) > 20
    assert _holding(tmp_path, gone) == 0
    assert traces(tmp_path, ["thunder"]) == {}


def _other_chat(count: int) -> list[dict[str, object]]:
    return [
        row(n, "bo", f"thunder {n} and {WORDS[n % 10]} of {n * 77}", chat="quarrel", chat_name="quarrel")
        for n in range(count)
    ]


def test_vectors_are_encrypted_with_the_rest(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        archive.add(messages=packing(40))
        archive.learn()
        pieces = _numbers(archive)
        found = by_meaning(archive, "whistle")
        archive.encrypt("under the flowerpot")
    assert _holding(tmp_path, pieces) == 0
    with zhiji.open(tmp_path, passphrase="under the flowerpot") as archive:
        assert by_meaning(archive, "whistle") == found
        archive.add(messages=packing(10, first=40))
        assert archive.learn().done["vectors"] == 10 and findings(archive) == []
        pieces = _numbers(archive)
    assert _holding(tmp_path, pieces) == 0


def test_a_backup_has_the_vectors_and_an_export_is_as_before(tmp_path: Path) -> None:
    with zhiji.open(tmp_path / "home") as archive:
        archive.add(messages=packing(40))
        archive.export(tmp_path / "before.jsonl")
        archive.learn()
        archive.export(tmp_path / "after.jsonl")
        archive.backup(tmp_path / "backup")
        found = by_meaning(archive, "whistle")
    assert (tmp_path / "before.jsonl").read_bytes() == (tmp_path / "after.jsonl").read_bytes()
    zhiji.restore(tmp_path / "backup", tmp_path / "again")
    with zhiji.open(tmp_path / "again") as archive:
        assert by_meaning(archive, "whistle") == found
        assert archive.learn().finished and findings(archive) == []


def test_what_was_given_up_is_told_as_open(archive: Archive) -> None:
    archive.add(messages=packing(3))
    for _ in range(3):
        later(archive)
        embed(archive, Noting(fails=ValueError("odd")))
    assert Work(store_of(archive).connection).counts()["vectors"].failed == 3
