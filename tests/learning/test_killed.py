"""Killed at any moment of learning, or several at it at once: every session is read in the end, and its facts are there once."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import textwrap
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.learning.test_remembering import homes, learned
from tests.store.homes import CLIMBERS, FAMILY, MUM, WEI, add, child_env, opened, said, traces
from zhiji.chat import Message
from zhiji.store import Store
from zhiji.store.facts import Facts
from zhiji.store.forget import Selection

LEARNING = textwrap.dedent("""
    import sys
    from datetime import UTC
    from pathlib import Path
    from tests.learning.test_remembering import homes
    from zhiji.learning import MemoryWorker, learn
    from zhiji.store import Store
    store = Store(Path(sys.argv[1]), local=UTC)
    print("open", flush=True)
    report = learn(store, minutes=1, workers=[MemoryWorker(readers=[homes])])
    print("end", report.done.get("facts", 0), flush=True)
""")


def _said() -> list[Message]:
    """Sessions of some lines, and a long one."""
    short = [
        said(
            CLIMBERS if n % 2 else FAMILY,
            WEI if n % 3 else MUM,
            60 * n,
            f"I live in Oslo{n:04}",
            source_id=f"s{n}",
        )
        for n in range(500)
    ]
    return short + [
        said(FAMILY, MUM, 99_000, f"I live in Rome{n:04}", source_id=f"l{n}") for n in range(2000)
    ]


def _child(home: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", LEARNING, str(home)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=child_env())


def _told(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.read()


def _filled(home: Path) -> None:
    with opened(home) as store:
        add(store, _said())


def _values(store: Store) -> Counter[str]:
    return Counter(one.value for one in Facts(store.connection).find(retired=True))


def _all_is_there_once(store: Store) -> bool:
    """Once what a dead worker had taken is taken over."""
    with store.connection.transaction() as db:
        db.execute("UPDATE work SET lease_until = 0 WHERE done_at IS NULL")
    learned(store, homes)
    wanted = Counter(one.text.removeprefix("I live in ") for one in _said())
    return _values(store) == wanted and store.doctor() == []


def test_killed_while_learning(tmp_path: Path) -> None:
    _killed_at_random(tmp_path, 4)


@pytest.mark.slow
def test_killed_again_and_again_while_learning(tmp_path: Path) -> None:
    _killed_at_random(tmp_path, 20)


def _killed_at_random(tmp_path: Path, turns: int) -> None:
    _filled(tmp_path / "filled")
    shutil.copytree(tmp_path / "filled", tmp_path / "time")
    with _child(tmp_path / "time") as child:
        assert child.stdout is not None
        child.stdout.readline()
        began = time.monotonic()
        assert _told(child).startswith("end")
        takes = time.monotonic() - began
    chance = random.Random(13)
    for turn in range(turns):
        home = tmp_path / str(turn)
        shutil.copytree(tmp_path / "filled", home)
        with _child(home) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.uniform(0, takes))
            child.kill()
            child.wait()
        with opened(home) as store:
            assert max(_values(store).values(), default=1) == 1
            assert store.doctor() == []
            if turn % 2:
                store.forget(Selection(chats=frozenset({one.id for one in store.reader.chats()})))
                assert traces(home, ["Oslo", "Rome"]) == {}
            else:
                assert _all_is_there_once(store)


def test_two_workers_at_once_share_the_work(tmp_path: Path) -> None:
    _filled(tmp_path)
    with _child(tmp_path) as one, _child(tmp_path) as other:
        told = [_told(child).splitlines()[-1] for child in (one, other)]
    done = [int(line.split()[1]) for line in told]
    with opened(tmp_path) as store:
        sessions = store.connection.value("SELECT count(DISTINCT session) FROM message")
        assert sum(done) >= sessions
        assert store.remembering.progress() == (sessions, sessions)
        assert _all_is_there_once(store)


def test_forgetting_while_another_process_learns(tmp_path: Path) -> None:
    _filled(tmp_path)
    with _child(tmp_path) as child, opened(tmp_path) as store:
        assert child.stdout is not None
        child.stdout.readline()
        for number in range(1, 400, 20):
            store.forget(Selection(messages=frozenset({number})))
        assert _told(child).startswith("end")
        learned(store, homes)
        kept = Counter(one.text.removeprefix("I live in ") for one in store.reader.all())
        assert _values(store) == kept
        gone = [one.text for one in _said() if one.text.removeprefix("I live in ") not in kept]
        assert len(gone) == 20
        assert traces(tmp_path, [one.removeprefix("I live in ") for one in gone]) == {}
        assert store.doctor() == []
