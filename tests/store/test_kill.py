"""Killed at any moment: what was acknowledged is there once, the indexes are in step, and adding again completes."""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.store.homes import CLIMBERS, FAMILY, MUM, WEI, add, child_env, opened, said, texts, traces
from tests.store.laws import Said, Way, exported
from zhiji.chat import Message
from zhiji.store import Store
from zhiji.store.forget import Selection

ADDING = textwrap.dedent("""
    import sys
    from datetime import UTC
    from pathlib import Path
    from tests.store.test_kill import native, loose
    from zhiji.store import FileInfo, Store
    store = Store(Path(sys.argv[1]), local=UTC)
    print("open", flush=True)
    for name, messages in (("native", native()), ("loose", loose()), ("coarse", loose(minutes=True))):
        adding = store.adding(FileInfo(source=messages[0].chat.source, path=name, digest=name.encode()))
        print("begin:" + name, flush=True)  # before anything of it is kept: a kill may come between keeping and telling
        for start in range(0, len(messages), 20):
            adding.write(messages[start:start + 20])
            print(name, start + 20, flush=True)
        adding.finish()
    print("end", flush=True)
""")
FORGETTING = textwrap.dedent("""
    import sys
    from datetime import UTC
    from pathlib import Path
    from zhiji.store import Store
    from zhiji.store.forget import Selection
    store = Store(Path(sys.argv[1]), local=UTC)
    print("open", flush=True)
    for chat in (1, 2):
        store.forget(Selection(chats=frozenset({chat})))
        print("forgotten", chat, flush=True)
""")


def native() -> list[Message]:
    """An export with ids."""
    return [
        said(CLIMBERS if n % 2 else FAMILY, WEI if n % 3 else MUM, n, f"marmalade {n} 海边见")
        for n in range(400)
    ]


def loose(*, minutes: bool = False) -> list[Message]:
    """One without."""
    life = [Said(61 * n, n % 3, f"line {n} of this chat", None) for n in range(300)]
    return exported(life, Way(minutes=minutes))


def _killed(program: str, home: Path, seconds: float) -> list[str]:
    """What a process told before it was killed so long after it had opened the archive."""
    command = [sys.executable, "-c", program, str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=child_env()) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        time.sleep(seconds)
        child.kill()
        told = child.stdout.read().splitlines()
        child.wait()
    return told


def _acknowledged(told: Sequence[str]) -> list[str]:
    messages = {"native": native(), "loose": loose(), "coarse": loose(minutes=True)}
    counts = Counter(line.split()[0] for line in told if " " in line)
    return [m.text for name in ("native", "loose") for m in messages[name][: 20 * counts[name]]]


def _findings(store: Store) -> list[str]:
    return [one.what for one in store.doctor() if "interrupted" not in one.what]


def _seconds(program: str, home: Path) -> float:
    """How long the whole of it takes."""
    command = [sys.executable, "-c", program, str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=child_env()) as child:
        assert child.stdout is not None
        child.stdout.readline()
        begun = time.monotonic()
        child.stdout.read()
        child.wait()
    return time.monotonic() - begun


@pytest.fixture(scope="module")
def adding_takes(tmp_path_factory: pytest.TempPathFactory) -> float:
    return _seconds(ADDING, tmp_path_factory.mktemp("home"))


def _complete(store: Store) -> None:
    for name, messages in (("native", native()), ("loose", loose()), ("coarse", loose(minutes=True))):
        add(store, messages, path=name)


def test_killed_while_adding(tmp_path: Path, adding_takes: float) -> None:
    chance = random.Random(11)
    for turn in range(14):
        home = tmp_path / str(turn)
        told = _killed(ADDING, home, chance.uniform(0, adding_takes))
        with opened(home) as store:
            kept = Counter(texts(store))
            assert not Counter(_acknowledged(told)) - kept
            # a line is there twice at most, and only while the second export that has it is on its way
            assert set(kept.values()) <= ({1, 2} if "begin:coarse" in told else {1})
            assert _findings(store) == []
            _complete(store)
            assert Counter(texts(store)) == Counter(m.text for m in (*native(), *loose()))
            assert _findings(store) == []


def test_killed_while_forgetting(tmp_path: Path) -> None:
    chance = random.Random(12)
    home = tmp_path / "time"
    with opened(home) as store:
        add(store, native())
    takes = _seconds(FORGETTING, home)
    for turn in range(12):
        home = tmp_path / str(turn)
        with opened(home) as store:
            add(store, native())
            chats = {chat.id: chat.name for chat in store.reader.chats()}
        told = _killed(FORGETTING, home, chance.uniform(0, takes))
        with opened(home) as store:
            gone = {chats[number] for number in chats} - {chat.name for chat in store.reader.chats()}
            assert gone >= {chats[int(line.split()[1])] for line in told}  # type: ignore[index]  # ids are ints
            assert texts(store) == sorted(m.text for m in native() if m.chat.name not in gone)
            assert _findings(store) == []
            assert traces(home, gone) == {}
            done = add(store, native())
            assert (done.added, done.forgotten) == (0, sum(m.chat.name in gone for m in native()))
            for chat in store.reader.chats():
                store.forget(Selection(chats=frozenset({chat.id})))
            assert texts(store) == []
            assert traces(home, ["海边", "marmalad", *chats.values()]) == {}
