"""One chat that several tools wrote becomes one chat, with nothing in it twice."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

import zhiji
from tests.sources import wechat_tools as tools
from zhiji.chat import Message

# What a tool leaves out so that no copy can be told: answers' words (MemoTrace until 2024).
LOSSY: dict[tools.Tool, set[str]] = {tools.memotrace_old: {"quote"}}


def said_by(tool: tools.Tool) -> list[tools.Said]:
    return [one for one in tools.SAID if one.kind not in LOSSY.get(tool, ())]


def archive_of(folder: Path, *some: tools.Tool) -> tuple[list[Message], list[int]]:
    """The messages after adding what each tool wrote, and how many were new each time."""
    added = []
    with zhiji.open(folder / "home") as archive:
        for number, tool in enumerate(some):
            (folder / str(number)).mkdir()
            report = archive.add(tool(folder / str(number), said_by(tool)))
            assert not report.problems and not report.failures
            added.append(report.added)
        assert len(list(archive.chats)) == 1
        return sorted(archive._store.reader.all(), key=lambda one: one.when), added


def test_a_chat_of_all_tools_is_one_chat_with_no_doubles(tmp_path: Path) -> None:
    found, added = archive_of(tmp_path, *tools.WITH_IDS, *tools.WITHOUT_IDS)
    assert added == [len(tools.SAID)] + [0] * (len(added) - 1)
    assert {one.chat.native for one in found} == {tools.HER}
    assert [one.source_id for one in found] == [one.server for one in tools.SAID]


def test_what_was_typed_stays_what_was_typed(tmp_path: Path) -> None:
    some = [one for one in (*tools.WITH_IDS, *tools.WITHOUT_IDS) if one is not tools.chatlab]
    found, _ = archive_of(tmp_path, *some)
    words = {"text", "quote", "link", "transfer", "system", "call"}
    assert [one.text for one in found] == [one.text if one.kind in words else "" for one in tools.SAID]
    assert not any(one.edits for one in found)
    assert [one.reply_to for one in found if one.reply_to] == [tools.ANSWERED.server]


@pytest.mark.parametrize("tool", [*tools.WITH_IDS, *tools.WITHOUT_IDS], ids=lambda tool: tool.__name__)
def test_added_again_adds_nothing(tool: tools.Tool, tmp_path: Path) -> None:
    found, added = archive_of(tmp_path, tool, tool)
    assert added[1] == 0
    assert len(found) == added[0]
    assert {one.chat.native for one in found} == {tools.HER}


@pytest.mark.parametrize(
    "some",
    [*permutations([tools.chatlog, tools.memotrace_old, tools.wx_cli, tools.memotrace_text], 2)],
    ids=lambda some: "-".join(one.__name__ for one in some),
)
def test_copies_without_ids_meet_in_either_order(some: tuple[tools.Tool, ...], tmp_path: Path) -> None:
    found, _ = archive_of(tmp_path, *some)
    assert len(found) == len(tools.SAID)
    assert sum(one.text == "哈哈" for one in found) == 2
