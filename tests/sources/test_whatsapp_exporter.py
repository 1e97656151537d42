"""The JSON of WhatsApp-Chat-Exporter, as the tool made it of made-up databases, and any other JSON of that shape."""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.whatsapp_phones import ADA, BO, CLUB, CY
from zhiji.chat import Contact, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import find
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.whatsapp import SOURCE

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
CORPUS = Path(__file__).parent / "corpus" / "whatsapp"


def _entries(path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def _messages(path: Path) -> list[Message]:
    found = _entries(path)
    assert not [one for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Message)]


def _chat(messages: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": "Ada", "type": "android", "their_avatar_thumb": None, "messages": messages} | more


def _row(**more: Any) -> dict[str, Any]:
    row = {"from_me": False, "timestamp": 1_716_199_320.123, "time": "10:02", "media": False, "key_id": "A01",
           "meta": False, "data": "hello", "sender": None, "message_type": 0}  # fmt: skip
    return row | more


def _one(tmp_path: Path, *, jid: str = ADA, kind: str = "android", **more: Any) -> Message:
    path = tmp_path / "result.json"
    path.write_text(json.dumps({jid: _chat({"1": _row(**more)}, type=kind)}), encoding="utf-8")
    (one,) = _messages(path)
    return one


def test_an_androids_messages_have_ids_times_and_people() -> None:
    found = {one.source_id: one for one in _messages(CORPUS / "good_exporter/android/result.json")}
    hello = found["A01"]
    assert (hello.text, hello.sender.native, hello.chat.native) == ("did you see the heron?", ADA, ADA)
    assert hello.when.isoformat() == "2024-05-20T10:02:00.123000+00:00"
    assert (hello.zone, hello.precision) == ("known", Precision.MILLISECOND)
    assert {(one.sender, one.emoji) for one in hello.reactions} == {("You", "👍"), ("Ada Lamb", "🦢")}
    assert (found["A02"].reply_to, found["A02"].sender.owner) == ("A01", True)
    assert found["B04"].sender.native == CY
    assert found["B03"].sender.native == BO


def test_what_the_tool_says_of_media_is_no_text() -> None:
    found = {one.source_id: one for one in _messages(CORPUS / "good_exporter/android/result.json")}
    rows = {key: (one.kind, one.text, one.recalled) for key, one in found.items()}
    assert rows["A03"] == ("image", "on the pier", False)
    assert rows["A04"] == ("voice", "", False) and found["A04"].transcript == "the pier is closed"
    assert rows["A05"] == ("file", "", False) and found["A05"].attachments[0].name == "minutes.pdf"
    assert rows["A06"] == ("location", "https://maps.google.com/?q=52.5,13.25", False)
    assert rows["A07"][:2] == ("contact", "")
    assert rows["A08"] == ("text", "", True)
    assert rows["B01"] == ("system", 'You created group "Rowing club"', False)


def test_an_iphones_ids_are_cut_off_and_so_are_none(tmp_path: Path) -> None:
    cut = {"key_id": "3EB0AAAAAAAAAAAAA", "reply": "3EB0BBBBBBBBBBBBB", "quoted_data": "the<br>lake"}
    one = _one(tmp_path, kind="ios", **cut)
    assert (one.source_id, one.reply_to) == (None, None)
    assert one.extra["quoted"] == {"text": "the\nlake"}
    full = _one(
        tmp_path, kind="ios", full_key_id="3EB0AAAAAAAAAAAAAA01", reply_key_id="3EB0BBBBBBBBBBBBBB02", **cut
    )
    assert (full.source_id, full.reply_to) == ("3EB0AAAAAAAAAAAAAA01", "3EB0BBBBBBBBBBBBBB02")


def test_lines_break_where_they_did(tmp_path: Path) -> None:
    assert _one(tmp_path, data="one <br>two <br> <br>four").text == "one\ntwo\n\nfour"
    assert _one(tmp_path, kind="ios", data="one<br>two").text == "one\ntwo"


@pytest.mark.parametrize(
    ("sender", "native", "name"),
    [
        ("491511000002", "491511000002@s.whatsapp.net", "+491511000002"),
        ("491511000002:7", "491511000002@s.whatsapp.net", "+491511000002"),
        ("70000000000004", "70000000000004@lid", ""),
        ("Bo", None, "Bo"),
        ("Ada", ADA, "Ada"),
    ],
)
def test_senders_in_groups_are_found_by_number_or_name(
    tmp_path: Path, sender: str, native: str | None, name: str
) -> None:
    path = tmp_path / "result.json"
    chats = {CLUB: _chat({"1": _row(sender=sender)}, name="Club"), ADA: _chat({})}
    path.write_text(json.dumps(chats), encoding="utf-8")
    (one,) = _messages(path)
    assert (one.sender.native, one.sender.name) == (native, name)


def test_a_name_that_two_people_bear_is_nobodys_id(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(
        json.dumps({CLUB: _chat({"1": _row(sender="Ada")}), ADA: _chat({}), BO: _chat({})}), encoding="utf-8"
    )
    (one,) = _messages(path)
    assert (one.sender.native, one.sender.name) == (None, "Ada")


def test_old_versions_without_a_type_are_read(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    row = {"from_me": True, "timestamp": 1_600_000_000, "time": "12:26", "media": False, "key_id": "X", "meta": False,
           "data": "old"}  # fmt: skip
    path.write_text(json.dumps({ADA: {"name": "Ada", "messages": {"1": row}}}), encoding="utf-8")
    assert [source.name for source, _ in find(path).exports] == ["whatsapp"]
    assert [one.text for one in _messages(path)] == ["old"]


def test_a_file_that_begins_with_contacts_alone_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "everybody.json"
    many = {f"49151{number:07}@s.whatsapp.net": _chat({}, name=f"N {number}") for number in range(2000)}
    path.write_text(json.dumps(many | {ADA: _chat({"1": _row()})}, indent=2), encoding="utf-8")
    assert [source.name for source, _ in find(path).exports] == ["whatsapp"]
    found = _entries(path)
    assert len([one for one in found if isinstance(one, Contact)]) == 2001
    assert len([one for one in found if isinstance(one, Message)]) == 1


def test_a_chat_that_the_tool_read_from_text_has_no_ids(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    row = _row(key_id=0, timestamp=1_600_000_020.0, message_type=None)
    path.write_text(json.dumps({"ExportedChat": _chat({"0": row}, type="exported")}), encoding="utf-8")
    (one,) = _messages(path)
    assert (one.source_id, one.chat.native, one.chat.name, one.sender.name) == (None, None, "Ada", "Ada")
    assert one.precision == Precision.MINUTE


def test_chats_in_the_shape_of_telegrams_are_whatsapps() -> None:
    folder = CORPUS / "good_exporter_telegram"
    exports = find(folder).exports
    assert [source.name for source, _ in exports] == ["whatsapp", "whatsapp"]
    found = _messages(folder / "Ada-Lamb.json")
    assert {one.chat.native for one in found} == {ADA}
    assert {one.sender.native for one in found} == {ADA, "me"}
    assert {one.source_id for one in found} == {None}
    assert found[0].when.isoformat() == "2024-05-20T10:02:00+00:00"
    group = _messages(folder / "Rowing-club.json")
    assert {one.chat.native for one in group} == {CLUB}


def test_telegrams_own_export_stays_telegrams() -> None:
    head = json.dumps(
        {"name": "Ada", "type": "personal_chat", "id": 123, "messages": [
            {"id": 1, "type": "message", "date": "2024-05-20T10:02:00", "date_unixtime": "1716199320", "from": "Ada",
             "from_id": "user123", "text": "hi"}]}
    ).encode()  # fmt: skip
    assert not SOURCE.recognises(Peek(name="result.json", members=(), head=head, first={}))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False)
    | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    ["from_me", "timestamp", "time", "media", "key_id", "full_key_id", "meta", "data", "sender", "sender_jid", "mime",
     "message_type", "reply", "reply_key_id", "quoted_data", "caption", "sticker", "reactions"]
)  # fmt: skip
SAID = st.sampled_from(
    ["The media is missing", "Message deleted", "Location shared: (1.5, 2.5)", "Location shared: (x)", "a <br>b",
     'This media include the following vCard file(s):<br><a href="../x">X</a>', "The message is binary data and its base64 is <a>",
     "A voice call was missed", 'Bo created a group with name: "x"', "WhatsApp/Media/x.jpg", "", ADA, CLUB]
)  # fmt: skip


@given(
    rows=st.lists(st.dictionaries(FIELDS, JSON | SAID, max_size=8), max_size=5),
    about=st.dictionaries(
        st.sampled_from(["name", "type", "status", "messages", "their_avatar"]), JSON, max_size=3
    ),
    jid=st.sampled_from([ADA, CLUB, "ExportedChat", "000000000000000", "status@broadcast", "x", ""]),
    kind=st.sampled_from(["ios", "android", "exported", ""]),
)
@settings(max_examples=EXAMPLES, deadline=None)
def test_fuzz_any_value_in_any_field_is_no_more_than_a_problem(
    rows: list[dict[str, Any]], about: dict[str, Any], jid: str, kind: str
) -> None:
    chat = _chat({str(number): _row(**row) for number, row in enumerate(rows)}, type=kind) | about
    found = _written(json.dumps({ADA: _chat({}), jid: chat}))
    assert all(isinstance(one, Message | Problem | Contact) for one in found)


@given(
    rows=st.lists(
        st.dictionaries(
            st.sampled_from(
                ["id", "type", "date", "date_unixtime", "from", "from_id", "text", "text_entities"]
            ),
            JSON | SAID,
            max_size=6,
        ),
        max_size=5,
    ),
    number=JSON,
)
@settings(max_examples=EXAMPLES, deadline=None)
def test_fuzz_any_value_in_telegrams_shape_is_no_more_than_a_problem(
    rows: list[dict[str, Any]], number: Any
) -> None:
    row = {
        "id": 1,
        "type": "message",
        "date_unixtime": 1716199320,
        "from": "Me",
        "from_id": "user00000",
        "text": "x",
    }
    chat = {
        "name": "Ada",
        "type": "personal_chat",
        "id": 49,
        "messages": [row, *(row | one for one in rows), number],
    }
    found = _written(json.dumps(chat))
    assert all(isinstance(one, Message | Problem) for one in found)


def _written(text: str) -> list[Entry]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "result.json"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            return _entries(path)
        except UnreadableFile:
            return []
