from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.chat import Account, Edit, Message, Precision, Problem, Reaction
from zhiji.errors import UnreadableFile
from zhiji.sources import find
from zhiji.sources.door import recognise
from zhiji.sources.export import Export
from zhiji.sources.matrix import SOURCE
from zhiji.sources.peeking import look
from zhiji.testing import check_message

CORPUS = Path(__file__).parent / "corpus" / "matrix"
ROOM = next((CORPUS / "good_room").iterdir())
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
MIRA, JO = "@mira:lake.example", "@jo:lake.example"
STAMP = 1746090000000
PLAIN = {
    "type": "m.room.message",
    "room_id": "!pier:lake.example",
    "sender": MIRA,
    "content": {"msgtype": "m.text", "body": "row on"},
    "origin_server_ts": STAMP,
    "event_id": "$1",
}


def read(path: Path) -> list[Message]:
    found = list(SOURCE.read(Export(path)))
    assert not [one for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Message)]


def write(folder: Path, *events: Any, **header: Any) -> Path:
    path = folder / "room.json"
    told = {"room_name": "Pier", "room_creator": "Mira", "exported_by": "Mira", **header, "messages": events}
    path.write_text(json.dumps(told))
    return path


@pytest.fixture(scope="module")
def room() -> dict[str | None, Message]:
    return {one.source_id: one for one in read(ROOM)}


def test_a_plain_message_carries_nothing_extra(tmp_path: Path) -> None:
    (message,) = read(write(tmp_path, PLAIN))
    assert (message.text, message.kind, message.source_id) == ("row on", "text", "$1")
    assert message.when == datetime(2025, 5, 1, 9, tzinfo=UTC)
    assert message.precision == Precision.MILLISECOND
    assert message.sender == Account(name=MIRA, native=MIRA, source="matrix")
    assert (message.chat.name, message.chat.native) == ("Pier", "!pier:lake.example")
    assert message.extra == {}


def test_a_room_comes_out_with_everything_in_it(room: dict[str | None, Message]) -> None:
    assert Counter(one.kind for one in room.values()) == {
        "text": 8, "system": 6, "image": 1, "file": 1, "voice": 1, "sticker": 1, "poll": 1, "location": 1, "call": 1,
    }  # fmt: skip
    assert {one.sender.name: one.sender.owner for one in room.values()} == {"Mira": True, "Jonas": False}


def test_what_happened_is_said_in_words(room: dict[str | None, Message]) -> None:
    assert [room[f"$ev{number:02}"].text for number in (1, 2, 3, 4, 5, 21)] == [
        "created the room",
        "joined",
        "renamed the room to “Pier”",
        "invited Jonas",
        "joined",
        "left",
    ]
    assert room["$ev15"].text == "video call"


def test_replies_lose_the_quote_and_threads_lead_to_their_root(room: dict[str | None, Message]) -> None:
    assert (room["$ev07"].text, room["$ev07"].reply_to) == ("I do", "$ev06")
    assert (room["$ev08"].reply_to, room["$ev08"].extra["thread"]) == ("$ev06", "$ev06")
    assert room["$ev08"].mentions == ("Mira",)


def test_a_quote_that_somebody_typed_stays(tmp_path: Path) -> None:
    typed = {"msgtype": "m.text", "body": "> <he> said\n\nso"}
    multiline = {
        "msgtype": "m.text",
        "body": "> <@a:b> one\n> two\n\nthree\n> four",
        "m.relates_to": {"m.in_reply_to": {"event_id": "$1"}},
    }
    found = read(write(tmp_path, {**PLAIN, "content": typed}, {**PLAIN, "content": multiline}))
    assert [one.text for one in found] == ["> <he> said\n\nso", "three\n> four"]


def test_media_have_names_and_captions_are_words(room: dict[str | None, Message]) -> None:
    picture, file, voice, sticker = (room[f"$ev{number:02}"] for number in (9, 10, 11, 12))
    assert (picture.text, picture.attachments[0].name, picture.attachments[0].size) == ("", "lake.png", 4)
    assert picture.extra == {"url": "mxc://lake.example/abc"}
    assert (file.text, file.attachments[0].name) == ("the way there", "route.gpx")
    assert (voice.kind, voice.text) == ("voice", "")
    assert (sticker.text, sticker.caption) == ("", "waving")


def test_polls_and_places_say_what_they_are(room: dict[str | None, Message]) -> None:
    assert room["$ev13"].text == "Sunday?\n- yes\n- no"
    assert (room["$ev14"].text, room["$ev14"].extra["geo"]) == ("the pier", "geo:47.3,8.5")


def test_what_was_taken_back_or_not_decrypted_has_no_words(room: dict[str | None, Message]) -> None:
    assert [(room[one].text, room[one].recalled) for one in ("$ev16", "$ev17", "$ev18")] == [
        ("", True),
        ("", False),
        ("", False),
    ]
    assert room["$ev17"].extra == {"undecrypted": True}


def test_the_last_wording_counts_wherever_it_stands(room: dict[str | None, Message]) -> None:
    assert room["$ev20"].text == "at nine"
    assert [one.text for one in room["$ev20"].edits] == ["at nin", "at nine"]
    dump = {one.source_id: one for one in read(CORPUS / "server_dump" / "room.json")}
    edited = dump["$ev02"]
    assert edited.text == "十点"
    assert edited.edits == (
        Edit(text="九点"),
        Edit(text="十点", when=datetime(2025, 5, 1, 9, 0, 3, tzinfo=UTC)),
    )
    assert edited.reactions == (
        Reaction(sender="林 Wei", emoji="👍", when=datetime(2025, 5, 1, 9, 0, 4, tzinfo=UTC)),
    )
    assert dump["$ev06"].recalled
    assert dump["$ev06"].text == "oops"


def test_what_belongs_to_a_message_that_is_not_here_is_told_by_itself() -> None:
    dump = {one.source_id: one for one in read(CORPUS / "server_dump" / "room.json")}
    assert "$ev03" not in dump
    assert (dump["$ev05"].text, dump["$ev05"].kind, dump["$ev05"].reply_to) == (
        "reacted 👎",
        "system",
        "$gone",
    )
    assert (dump["$ev08"].text, dump["$ev08"].extra) == ("later", {"edits": "$gone"})


def test_an_edit_by_somebody_else_is_none(tmp_path: Path) -> None:
    change = {
        "msgtype": "m.text",
        "body": "* never",
        "m.new_content": {"body": "never"},
        "m.relates_to": {"rel_type": "m.replace", "event_id": "$1"},
    }
    (message,) = read(write(tmp_path, PLAIN, {**PLAIN, "event_id": "$2", "sender": JO, "content": change}))
    assert (message.text, message.edits) == ("row on", ())


def test_files_of_one_name_are_told_apart_by_their_times() -> None:
    ((source, export),) = find(CORPUS / "good_with_files").exports
    assert (source, export.path.name) == (SOURCE, "pier")
    pictures = [one for one in source.read(export) if isinstance(one, Message) and one.kind == "image"]
    paths = [one.attachments[0].path or "" for one in pictures]
    assert len(set(paths)) == 3
    assert all(export.find(one) for one in paths)
    assert "images/lake-" in paths[0]


def test_a_zip_is_read_like_the_folder(tmp_path: Path) -> None:
    folder = CORPUS / "good_with_files" / "pier"
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for file in folder.rglob("*.*"):
            archive.write(file, file.relative_to(folder).as_posix())
    assert read(tmp_path / "x.zip") == read(folder)


@pytest.mark.parametrize(
    ("people", "kind"), [((MIRA, JO), "direct"), ((MIRA,), None), ((MIRA, JO, "@c:d"), "group")]
)
def test_a_room_of_two_called_after_the_other_is_direct(
    tmp_path: Path, people: tuple[str, ...], kind: str | None
) -> None:
    names = {MIRA: "Mira", JO: "Jonas"}
    joins = [
        {**PLAIN, "type": "m.room.member", "state_key": one, "sender": one, "event_id": f"${one}",
         "content": {"membership": "join", "displayname": names.get(one, "x")}}
        for one in people
    ]  # fmt: skip
    assert {one.chat.kind for one in read(write(tmp_path, *joins, room_name="Jonas"))} == {kind}


def test_bad_rows_are_problems_and_the_rest_goes_on() -> None:
    found: list[Any] = []
    with pytest.raises(UnreadableFile, match="cut off"):
        found.extend(SOURCE.read(Export(CORPUS / "broken" / "cut.json")))
    assert [one.where for one in found if isinstance(one, Problem)] == [
        f"cut.json: messages[{number}]" for number in (1, 2, 4)
    ]
    assert [one.text for one in found if isinstance(one, Message)] == ["fine", "", "still fine"]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ('{"room_name": "x", "room_creator": "y", "messages": []}', 3),
        ('{"room_name": "x", "messages": []}', 0),
        ('[{"event_id": "$1", "origin_server_ts": 5}]', 2),
        ('{"chunk": [{"event_id": "$1", "origin_server_ts": 5}]}', 2),
        ('{"event_id": "$1", "origin_server_ts": 5}', 0),
        ('{"messages": [{"id": 1}]}', 0),
    ],
)
def test_only_matrix_shapes_are_recognised(tmp_path: Path, text: str, sure: int) -> None:
    (tmp_path / "x.txt").write_text(text)
    assert SOURCE.recognises(look(Export(tmp_path / "x.txt"))) == sure


KEYS = ["body", "msgtype", "m.relates_to", "m.new_content", "event_id", "rel_type", "key", "membership", "info", "file",
        "m.poll", "question", "answers", "m.location", "m.mentions", "user_ids", "displayname", "redacted_because",
        "m.relations", "m.replace", "content", "prev_content", "m.in_reply_to"]  # fmt: skip
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.sampled_from(["$1", "m.replace"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=10,
)
TYPES = st.sampled_from(
    ["m.room.message", "m.room.member", "m.reaction", "m.room.redaction", "m.call.invite", "m.poll.start", "m.sticker",
     "m.room.name", "m.room.encrypted", "odd"]
)  # fmt: skip
EVENT = st.fixed_dictionaries(
    {},
    optional={
        "type": TYPES | JSON,
        "content": JSON,
        "sender": st.sampled_from([MIRA, JO]) | JSON,
        "origin_server_ts": st.integers(0, 2 * STAMP) | JSON,
        "event_id": st.sampled_from(["$1", "$2"]) | JSON,
        "state_key": JSON,
        "unsigned": JSON,
        "redacts": JSON,
    },
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(EVENT, max_size=4), JSON)
def test_fuzz_no_event_breaks_the_reader(events: list[Any], odd: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told = [{**PLAIN, **one} for one in events]
        for one in SOURCE.read(
            Export(write(Path(folder), PLAIN, *events, *told, odd, room_name=odd, exported_by=odd))
        ):
            assert isinstance(one, Message | Problem)
            if isinstance(one, Message):
                check_message(one)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.integers(0, 9000), st.binary(max_size=12), st.integers(0, 40))
def test_fuzz_damaged_bytes_are_told(at: int, junk: bytes, cut: int) -> None:
    whole = ROOM.read_bytes()
    place = at % len(whole)
    with tempfile.TemporaryDirectory() as folder:
        damaged = Path(folder) / "x.json"
        damaged.write_bytes(whole[:place] + junk + whole[place + cut :])
        try:
            for one in SOURCE.read(Export(damaged)):
                assert isinstance(one, Message | Problem)
        except UnreadableFile:
            pass


NEW_TEXT = CORPUS / "good_text" / "Element - Lake - Chat Export - 2024-01-06T10.11.12.000Z.txt"
OLD_TEXT = CORPUS / "old_text" / "matrix-Lake-export-1-26-2024.txt"


def test_elements_plain_text_is_read_with_dates_in_words() -> None:
    found = [one for one in SOURCE.read(Export(NEW_TEXT)) if isinstance(one, Message)]
    assert {one.chat.name for one in found} == {"Lake"}
    assert [(one.sender.name, one.kind, one.text) for one in found] == [
        ("", "system", "Ida joined the room"),
        ("Ida", "text", "Hi\nlake - today"),
        ("Bo", "text", '<Ida "Hi"> yes'),
    ]
    assert f"{found[0].when:%Y-%m-%d %H:%M:%S}" == "2024-01-05 10:11:12"


def test_elements_old_plain_text_is_not_taken_for_whatsapps(tmp_path: Path) -> None:
    with zipfile.ZipFile(
        tmp_path / "matrix - Lake - Chat Export - 2024-01-26T10.11.12.000Z.zip", "w"
    ) as zipped:
        zipped.write(OLD_TEXT, "export.txt")
        zipped.writestr("images/boat-1-25-2024.png", b"png")
    for path in (OLD_TEXT, Path(zipped.filename or "")):
        source, export = recognise(path)
        found = [one for one in source.read(export) if isinstance(one, Message)]
        assert source.name == "matrix"
        assert [(one.sender.name, one.kind, one.chat.name) for one in found] == [
            ("", "system", "Lake"),
            ("Ida", "text", "Lake"),
            ("Bo", "image", "Lake"),
            ("Bo", "file", "Lake"),
        ]
        assert [f"{one.when:%d %H:%M}" for one in found] == ["05 10:11", "25 10:12", "25 10:13", "25 22:14"]
