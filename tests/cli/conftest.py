from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from zhiji.cli.running import run as run_command

HOLIDAY = """\
{"id": "h1", "chat": "hut", "chat_name": "Hut weekend", "sender": "noor", "sender_name": "Noor", "when": "2026-03-01T10:00:00+01:00", "text": "the hut key is under the third flowerpot"}
{"id": "h2", "chat": "hut", "chat_name": "Hut weekend", "sender": "me", "sender_name": "Jun", "owner": true, "when": "2026-03-01T10:02:00+01:00", "text": "got it, I bring the fondue pot"}
{"id": "h3", "chat": "hut", "chat_name": "Hut weekend", "sender": "bo", "sender_name": "Bo 波", "when": "2026-03-01T10:05:00+01:00", "text": "钥匙在花盆下面，记住了 🎿"}
"""
ALLOTMENT = """\
22/05/2026, 18:00 - Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. Learn more.
22/05/2026, 18:04 - Ines: the beans are up
22/05/2026, 18:05 - Marek: mine were eaten by slugs
22/05/2026, 18:06 - Ines: come and take some of ours
"""


@dataclass(frozen=True)
class Outcome:
    """What a command did, as its caller sees it."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    for name in list(os.environ):
        if name.startswith("ZHIJI_") and name != "ZHIJI_EMBEDDER":
            monkeypatch.delenv(name)
    monkeypatch.setenv("ZHIJI_HOME", str(folder))
    monkeypatch.setenv("ZHIJI_NO_BACKGROUND", "1")
    monkeypatch.setenv("TZ", "Europe/Vienna")
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def runs(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        code = run_command([str(one) for one in arguments])
        shown = capsys.readouterr()
        return Outcome(code, shown.out, shown.err)

    return runs


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "hut.jsonl").write_text(HOLIDAY, encoding="utf-8")
    (folder / "WhatsApp Chat with Allotment.txt").write_text(ALLOTMENT, encoding="utf-8")
    return folder


@pytest.fixture
def filled(run: Run, exports: Path) -> Path:
    """The folder of the exports that were added."""
    assert run("add", exports, "--me", "Jun").code == 0
    return exports
