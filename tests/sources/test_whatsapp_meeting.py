"""One talk in several exports of WhatsApp, added to one archive in any order, is there once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import zhiji
from tests.sources import whatsapp_databases as made
from zhiji.chat import Precision

TEXT = "WhatsApp Chat with Ada.txt"
FORMATS: dict[str, Callable[[Path], Path]] = {
    "msgstore.db": made.talk_as_msgstore,
    "ChatStorage.sqlite": made.talk_as_chat_storage,
    "result.json": made.talk_as_json,
    "iphone.json": lambda path: made.talk_as_json(path, cut=True),
    TEXT: made.talk_as_text,
}
WITH_IDS = ("msgstore.db", "ChatStorage.sqlite", "result.json")
SAID = [(own, text) for _, own, _, text in made.TALK]


def _added(folder: Path, names: Sequence[str]) -> list[Any]:
    """What the archive holds, after each was added twice."""
    with zhiji.open(folder / "home") as archive:
        for name in (*names, *names):
            report = archive.add(FORMATS[name](folder / name))
            assert not report.problems
        return list(archive._store.reader.all())


@pytest.mark.parametrize("names", list(permutations(WITH_IDS)))
def test_databases_and_json_meet_by_id(tmp_path: Path, names: Sequence[str]) -> None:
    found = _added(tmp_path, names)
    assert [(one.sender.owner, one.text) for one in found] == SAID
    assert {one.chat.native for one in found} == {made.ADA}
    assert [one.source_id for one in found] == [key for key, *_ in made.TALK]


@pytest.mark.parametrize("names", list(permutations(("iphone.json", "ChatStorage.sqlite", "msgstore.db"))))
def test_json_with_ids_that_are_cut_off_meets_them_by_words(tmp_path: Path, names: Sequence[str]) -> None:
    found = _added(tmp_path, names)
    assert [(one.sender.owner, one.text) for one in found] == SAID
    assert [one.source_id for one in found] == [key for key, *_ in made.TALK]


@pytest.mark.parametrize(
    "names",
    [
        *permutations((TEXT, "msgstore.db")),
        *permutations((TEXT, "iphone.json")),
        *permutations((TEXT, "result.json", "ChatStorage.sqlite")),
    ],
)
def test_the_text_of_a_chat_meets_all_others(
    tmp_path: Path, names: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    found = _added(tmp_path, names)
    assert [(one.sender.owner, one.text) for one in found] == SAID
    assert {(one.chat.native, one.chat.name) for one in found} == {(made.ADA, "Ada")}
    assert {one.precision for one in found} != {Precision.MINUTE}
