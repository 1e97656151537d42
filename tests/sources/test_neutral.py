"""The neutral format: files of it, and records handed over in memory."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chat.strategies import messages as any_messages
from zhiji.chat import Message, Problem, to_json
from zhiji.errors import UnreadableFile
from zhiji.sources import Entry, Export, Peek
from zhiji.sources.neutral import SOURCE, messages
from zhiji.testing import peak_memory

CORPUS = Path(__file__).parent / "corpus" / "neutral"
ROW: dict[str, Any] = {
    "chat": "ops",
    "sender": "wei",
    "when": "2026-01-10T09:00:00+08:00",
    "text": "上线改到周五",
}


def read(path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def written(folder: Path, *lines: str, name: str = "chat.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def row(**changes: object) -> str:
    return json.dumps(ROW | changes, ensure_ascii=False)


def test_a_trip_is_read_with_all_that_belongs_to_it() -> None:
    found = [one for one in read(CORPUS / "good" / "trip.jsonl") if isinstance(one, Message)]
    assert [one.source_id for one in found] == ["t1", "t2", "t3", "t4", "t5", "t6", "t7", "8"]
    ana, papa, lin, edited, bundle, work, recalled, voice = found
    assert (ana.chat.name, ana.chat.kind, ana.sender.owner) == ("Family", "group", True)
    assert (papa.sender.name, papa.reply_to, papa.mentions) == ("Papa", "t1", ("ana",))
    assert lin.attachments[0].path == "pictures/house.png"
    assert lin.extra == {"attachments": [{"path": "pictures/house.png", "mime": "image/png", "width": 640}]}
    assert edited.edits[0].text == "Then I book it on Thursday"
    assert bundle.parts[1].parts[0].text == "Berth 12"
    assert (work.zone, work.extra) == ("assumed", {"mood": "calm"})
    assert recalled.recalled
    assert (voice.text, voice.transcript) == ("", "I bring the cake")


def test_the_picture_beside_the_file_is_found() -> None:
    with Export(CORPUS / "good" / "trip.jsonl") as export:
        stream = export.read_attachment("pictures/house.png")
        assert stream is not None
        with stream:
            assert stream.read(4) == b"\x89PNG"


def test_bad_rows_are_problems_with_their_line_and_the_rest_goes_on() -> None:
    found = read(CORPUS / "broken" / "rows.jsonl")
    problems = {one.where: one.what for one in found if isinstance(one, Problem)}
    assert list(problems) == [f"line {number}" for number in (2, 3, 4, 5, 6, 7, 8, 10)]
    assert problems["line 4"] == "'when' is missing"
    assert "no JSON object" in problems["line 3"]
    kept = [one for one in found if isinstance(one, Message)]
    assert [one.source_id for one in kept] == ["b1", "b8", "b9"]
    assert kept[1].text == "half a pair \ufffd here"


def test_a_description_holds_wherever_it_stands_and_a_message_goes_before(tmp_path: Path) -> None:
    chat = '{"_type": "chat", "id": "ops", "name": "Operations", "kind": "group"}'
    account = '{"_type": "account", "sender": "wei", "sender_name": "Wei", "owner": true}'
    for lines in ((chat, account, row()), (row(), account, chat)):
        (one,) = read(written(tmp_path, *lines))
        assert isinstance(one, Message)
        assert (one.chat.name, one.chat.kind, one.sender.name, one.sender.owner) == (
            "Operations",
            "group",
            "Wei",
            True,
        )
    (one,) = read(written(tmp_path, row(chat_name="Ops 2"), chat))
    assert isinstance(one, Message)
    assert (one.chat.name, one.chat.kind) == ("Ops 2", "group")


def test_words_that_look_like_a_description_are_words(tmp_path: Path) -> None:
    text = '{"_type": "chat", "chat": "ops", "name": "x"}'
    (one,) = read(written(tmp_path, row(text=text)))
    assert isinstance(one, Message)
    assert (one.text, one.chat.name) == (text, "ops")


def test_an_array_is_read_like_lines(tmp_path: Path) -> None:
    lines = read(written(tmp_path, row(id="1"), row(id="2", text='[]{}"\\')))
    array = read(
        written(tmp_path, f"[{row(id='1')},\n {row(id='2', text='[]{}' + chr(34) + chr(92))}]", name="a.json")
    )
    assert array == lines


def test_an_array_that_is_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = written(tmp_path, f"[{row()}, {row()[:30]}", name="a.json")
    with Export(path) as export:
        reading = SOURCE.read(export)
        assert isinstance(next(reading), Message)
        with pytest.raises(UnreadableFile, match="cut off after item 1"):
            next(reading)


def test_each_file_of_a_zip_is_read_and_a_damaged_one_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.jsonl", row(id="a") + "\nnonsense")
        archive.writestr("b.jsonl", row(id="DAMAGED"))
        archive.writestr("c/c.json", f"[{row(id='c')}]")
        archive.writestr("other.json", '{"name": "left-pad"}')
    path.write_bytes(path.read_bytes().replace(b"DAMAGED", b"damaged", 1))
    found = read(path)
    assert [one.source_id for one in found if isinstance(one, Message)] == ["a", "c"]
    assert [one.where for one in found if isinstance(one, Problem)] == ["a.jsonl, line 2", "b.jsonl"]


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (row(), 3),
        ("# made by hand\n\n" + row(), 3),
        ("\ufeff" + row(), 3),
        ("nonsense\n" + row(), 3),
        ('{"_type": "chat", "id": "ops"}\n' + row(), 3),
        ("[\n    " + row() + ",\n", 3),
        ('[{"_type": "chat", "id": "ops"}, ' + row(), 3),
        (row(text="x" * 70_000)[:65536], 1),
        ('{"sender": "7", "timestamp": 1, "content": "x"}', 0),
        ("[" * 5000, 0),
        ("", 0),
    ],
)
def test_a_file_is_known_by_its_rows(head: str, sure: int) -> None:
    assert SOURCE.recognises(Peek(name="x", members=(), head=head.encode(), first={})) == sure


def test_a_huge_file_takes_little_memory(tmp_path: Path) -> None:
    path = written(tmp_path, *(row(id=str(number), text="words " * 50) for number in range(20_000)))
    with Export(path) as export:
        assert path.stat().st_size > 7_000_000
        assert peak_memory(SOURCE, export) < 4_000_000


# Records in memory


def test_records_become_messages_and_bad_ones_problems() -> None:
    tied: dict[str, Any] = {}
    tied["tied"] = tied
    records: list[Any] = [
        ROW,
        ROW | {"when": datetime(2026, 1, 10, 1, tzinfo=UTC)},
        ROW | {"extra": {"at": datetime(2026, 1, 10), "pair": (1, 2)}},
        ROW | {"text": "half \ud83d"},
        {"text": "?"},
        None,
        ROW | {"extra": {"x": {1, 2}}},
        ROW | {"extra": {"x": float("nan")}},
        ROW | {"extra": tied},
    ]
    found = list(messages(records))
    assert found[0] == found[1]
    assert isinstance(found[2], Message)
    assert found[2].extra == {"at": "2026-01-10T00:00:00", "pair": [1, 2]}
    assert isinstance(found[3], Message)
    assert found[3].text == "half \ufffd"
    assert [one.where for one in found if isinstance(one, Problem)] == [
        f"message {number}" for number in range(5, 10)
    ]


@settings(deadline=None)
@given(st.lists(any_messages(), max_size=3))
def test_what_was_exported_is_added_as_it_was(many: list[Message]) -> None:
    assert list(messages(to_json(one) for one in many)) == many
    assert list(messages(many)) == many
