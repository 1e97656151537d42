from __future__ import annotations

import json
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.chat import Account, Contact, Edit, Forwarded, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.telegram import SOURCE
from zhiji.sources.telegram.records import Accounts, Records

CORPUS = Path(__file__).parent / "corpus" / "telegram"
SUMMER = timezone(timedelta(hours=2))
PLAIN = {
    "id": 7,
    "type": "message",
    "date": "2024-05-01T09:00:00",
    "date_unixtime": "1714546800",
    "from": "Mira",
    "from_id": "user800100",
    "text": "good morning",
    "text_entities": [{"type": "plain", "text": "good morning"}],
}
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = [
    *PLAIN,
    *[
        "edited",
        "edited_unixtime",
        "actor",
        "actor_id",
        "action",
        "members",
        "title",
        "message_id",
        "reply_to_message_id",
        "reply_to_peer_id",
        "photo",
        "file",
        "file_name",
        "file_size",
        "media_type",
        "mime_type",
        "sticker_emoji",
        "contact_information",
        "location_information",
        "place_name",
        "poll",
        "todo_list",
        "reactions",
        "forwarded_from",
        "forwarded_from_id",
        "saved_from",
        "entities",
        "information_text",
        "duration_seconds",
    ],
]


def read(path: Path) -> list[Message | Problem]:
    return [one for one in SOURCE.read(Export(path)) if not isinstance(one, Contact)]


def contacts(path: Path) -> list[Contact]:
    return [one for one in SOURCE.read(Export(path)) if isinstance(one, Contact)]


def messages(path: Path) -> list[Message]:
    found = read(path)
    assert all(isinstance(one, Message) for one in found), found
    return [one for one in found if isinstance(one, Message)]


def peek(path: Path) -> Peek:
    export = Export(path)
    look = Peek(
        name=export.name, members=export.members, head=export.head() if export.is_file else b"", first={}
    )
    look.first.update({member: export.head(member) for member in SOURCE.wants(look)})
    return look


def write(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def made(header: dict[str, Any] | None = None, **fields: Any) -> Message:
    """The message that a record with these fields is; a field that is `...` is left out."""
    record = {key: value for key, value in {**PLAIN, **fields}.items() if value is not ...}
    header = {"id": 77, "name": "Notes", "type": "private_group"} if header is None else header
    found = Records(header, Accounts(), folder="", otherwise="result").message(record)
    assert isinstance(found, Message), found
    return found


def test_a_plain_message_carries_nothing_extra() -> None:
    message = made()
    assert message.text == "good morning"
    assert message.kind == "text"
    assert message.source_id == "7"
    assert (message.chat.native, message.chat.name, message.chat.kind) == ("77", "Notes", "group")
    assert message.sender == Account(name="Mira", native="user800100", source="telegram")
    assert message.extra == {}


def test_a_group_comes_out_in_order_with_everything_in_it() -> None:
    found = messages(CORPUS / "group" / "result.json")
    assert [one.source_id for one in found] == [str(number) for number in range(1, 15)]
    assert Counter(one.kind for one in found) == {
        "text": 2, "system": 3, "image": 1, "sticker": 1, "voice": 1, "poll": 1, "video": 1, "location": 1, "contact": 1,
        "unsupported": 1, "call": 1,
    }  # fmt: skip
    assert {one.chat.native for one in found} == {"1500600700"}
    assert len({id(one.chat) for one in found}) == 1
    assert len({id(one.sender) for one in found if one.sender.native == "user800200"}) == 1


def test_a_full_export_holds_all_chats_also_those_that_were_left() -> None:
    found = messages(CORPUS / "full" / "result.json")
    assert [(one.chat.native, one.chat.name, one.chat.kind) for one in found] == [
        ("800100", "Saved Messages", "direct"),
        ("800200", "Jonas Weber", "direct"),
        ("800200", "Jonas Weber", "direct"),
        ("800300", "", "direct"),
        ("900100", "Pier News", "group"),
    ]
    assert {one.sender.native for one in found if one.sender.owner} == {"user800100"}
    assert found[-1].extra == {"author": "Ed", "chat_type": "public_channel"}


def test_a_full_export_brings_the_address_book_and_the_owner() -> None:
    found = contacts(CORPUS / "full" / "result.json")
    assert [(one.account.native, one.account.owner, one.names, one.numbers) for one in found] == [
        ("user800100", True, ("Mira Okafor",), ("+49 30 111111",)),
        ("user800200", False, ("Jonas Weber",), ("+49 30 222222",)),
        ("user800200", False, ("Jonas Weber",), ()),
    ]


def test_contacts_of_old_exports_have_names_alone(tmp_path: Path) -> None:
    listed = [{"first_name": "Eva", "last_name": "", "phone_number": "+49 30 3"}, {"phone_number": "1"}, 7]
    export = {
        "about": "x",
        "contacts": {"about": "y", "list": listed},
        "frequent_contacts": {"list": [{"id": 5, "type": "private_group", "name": "Club"}]},
        "chats": {"list": []},
    }
    found = contacts(write(tmp_path / "result.json", export))
    assert [(one.account.native, one.account.name, one.numbers) for one in found] == [
        (None, "Eva", ("+49 30 3",))
    ]


def test_a_chat_meets_itself_in_a_single_and_in_a_full_export(tmp_path: Path) -> None:
    header = {"name": "Jonas Weber", "type": "personal_chat", "id": 800200, "messages": [PLAIN]}
    single = messages(write(tmp_path / "result.json", header))
    everything = {
        "about": "x",
        "personal_information": {"user_id": 5},
        "chats": {"about": "y", "list": [header]},
    }
    full = messages(write(tmp_path / "full.json", everything))
    assert single == full


@pytest.mark.parametrize(
    ("date", "stamp", "when"),
    [
        (
            "2023-08-10T23:11:02",
            "1691719862",
            datetime(2023, 8, 10, 23, 11, 2, tzinfo=timezone(timedelta(hours=-3))),
        ),
        (
            "2024-05-01T12:30:00",
            "1714546800",
            datetime(2024, 5, 1, 12, 30, tzinfo=timezone(timedelta(hours=5.5))),
        ),
        ("2024-05-01T09:00:00", 1714546800, datetime(2024, 5, 1, 9, tzinfo=SUMMER)),
        (..., "1714546800", datetime(2024, 5, 1, 7, tzinfo=UTC)),
        ("1970-01-01T00:00:00", "1714546800", datetime(2024, 5, 1, 7, tzinfo=UTC)),
        ("2024-05-01T09:00:00", ..., datetime(2024, 5, 1, 9)),
        ("2024-05-01T09:00:00", "soon", datetime(2024, 5, 1, 9)),
        ("2024-05-01T09:00:00+02:00", ..., datetime(2024, 5, 1, 9, tzinfo=SUMMER)),
        ("2024-05-01T09:00:00", str(10**30), datetime(2024, 5, 1, 9)),
    ],
)
def test_time_is_an_instant_in_the_exporters_zone_where_the_file_tells(
    date: Any, stamp: Any, when: datetime
) -> None:
    message = made(date=date, date_unixtime=stamp)
    assert message.when == when
    assert message.when.utcoffset() == when.utcoffset()
    assert message.zone == ("known" if when.tzinfo else "assumed")


@pytest.mark.parametrize(
    ("text", "entities", "words"),
    [
        ("plain", ..., "plain"),
        ("", [], ""),
        (["a ", {"type": "bold", "text": "b"}, " c"], ..., "a b c"),
        (..., [{"type": "plain", "text": "only entities"}], "only entities"),
        ([{"type": "link", "text": "https://example.org"}], [], "https://example.org"),
        (["odd", 5, None, {"type": "x"}, {"text": ["y"]}], ..., "odd"),
        (None, None, ""),
        (42, ..., ""),
    ],
)
def test_text_is_joined_from_its_parts(text: Any, entities: Any, words: str) -> None:
    assert made(text=text, text_entities=entities).text == words


def test_what_a_text_looked_like_is_kept_by_where_it_stands() -> None:
    message = made(
        text=[
            "see ",
            {"type": "text_link", "text": "this", "href": "https://example.org"},
            {"type": "mention", "text": "@jo"},
        ],
        text_entities=...,
    )
    assert message.text == "see this@jo"
    assert message.mentions == ("jo",)
    assert message.extra["entities"] == [
        {"type": "text_link", "href": "https://example.org", "start": 4, "end": 8},
        {"type": "mention", "start": 8, "end": 11},
    ]


@pytest.mark.parametrize(
    ("fields", "native", "name"),
    [
        ({}, "user800100", "Mira"),
        ({"from": None}, "user800100", ""),
        ({"from": ..., "from_id": ...}, None, ""),
        ({"from_id": ...}, None, "Mira"),
        ({"from_id": 800100}, "user800100", "Mira"),
        ({"from_id": 4295767396}, "user800100", "Mira"),
        ({"from_id": 9776508889}, "9776508889", "Mira"),
        ({"from_id": "channel900100", "from": "Pier News"}, "channel900100", "Pier News"),
        ({"from": ..., "from_id": ..., "actor": "Jo", "actor_id": "user5"}, "user5", "Jo"),
        ({"from_id": {"odd": 1}}, None, "Mira"),
    ],
)
def test_senders_of_all_ages_are_told_apart_by_id(
    fields: dict[str, Any], native: str | None, name: str
) -> None:
    sender = made(**fields).sender
    assert (sender.native, sender.name) == (native, name)


def test_an_old_export_meets_a_new_one_of_the_same_chat() -> None:
    old = messages(CORPUS / "old" / "result.json")
    assert [one.chat.native for one in old] == ["800200", "800200"]
    assert [one.sender.native for one in old] == ["user800200", "user800100"]
    assert old[0].when == datetime(2019, 3, 1, 10)
    assert old[0].edits == ()
    assert old[1].edits == (Edit(text="see https://example.org", when=datetime(2019, 3, 1, 10, 2)),)
    assert old[1].extra["from_id"] == 4295767396


def test_in_a_direct_chat_the_one_who_is_not_the_other_is_the_owner() -> None:
    found = messages(CORPUS / "old" / "result.json")
    assert [one.sender.owner for one in found] == [False, True]


def test_nobody_is_the_owner_where_ids_do_not_tell(tmp_path: Path) -> None:
    chat = {"name": "x", "type": "personal_chat", "id": 1, "messages": [PLAIN, {**PLAIN, "from_id": "user9"}]}
    assert not any(one.sender.owner for one in messages(write(tmp_path / "result.json", chat)))


@pytest.mark.parametrize(
    ("fields", "kind", "text"),
    [
        ({"photo": "photos/1.jpg", "text": ""}, "image", ""),
        ({"photo": "photos/1.jpg", "text": "the pier"}, "image", "the pier"),
        ({"file": "f.ogg", "media_type": "voice_message", "text": ""}, "voice", ""),
        ({"file": "f.mp4", "media_type": "video_message", "text": ""}, "video", ""),
        ({"file": "f.mp4", "media_type": "animation", "text": ""}, "video", ""),
        ({"file": "f.mp3", "media_type": "audio_file", "title": "Song", "text": ""}, "audio", ""),
        ({"file": "f.webp", "media_type": "sticker", "text": ""}, "sticker", ""),
        ({"file": "f.pdf", "mime_type": "application/pdf", "text": ""}, "file", ""),
        ({"file": "f.png", "mime_type": "image/png", "text": ""}, "image", ""),
        ({"file": "f.pdf", "media_type": ["odd"], "text": ""}, "file", ""),
        ({"location_information": None, "text": ""}, "location", ""),
        (
            {"place_name": "Pier", "address": "Lake 1", "location_information": {}, "text": ""},
            "location",
            "Pier, Lake 1",
        ),
        ({"game_title": "Chess", "game_description": "for two", "text": ""}, "game", "Chess: for two"),
        (
            {"invoice_information": {"title": "Oars", "description": "two"}, "text": ""},
            "invoice",
            "Oars: two",
        ),
        (
            {"todo_list": {"title": "Pack", "items": [{"text": "towel", "id": 1}]}, "text": ""},
            "todo",
            "Pack\n- towel",
        ),
        (
            {"poll": {"question": "Go?", "answers": [{"text": "yes"}, "odd"]}, "text": ""},
            "poll",
            "Go?\n- yes",
        ),
        ({"self_destruct_period_seconds": 5, "text": ""}, "media", ""),
    ],
)
def test_kinds_and_words_of_what_is_not_typed(fields: dict[str, Any], kind: str, text: str) -> None:
    message = made(text_entities=[], **fields)
    assert (message.kind, message.text) == (kind, text)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (
            {"action": "create_group", "title": "Lake", "members": ["Jo", None]},
            "created the group “Lake” with Jo, a deleted account",
        ),
        ({"action": "edit_group_title", "title": "Pier"}, "renamed the group to “Pier”"),
        ({"action": "invite_members", "members": ["Jo", "Lena"]}, "invited Jo, Lena"),
        ({"action": "join_group_by_link", "inviter": "Jo"}, "joined the group by a link of Jo"),
        ({"action": "join_group_by_link", "inviter": None}, "join group by link"),
        ({"action": "migrate_from_group", "title": "Lake"}, "turned the group “Lake” into this supergroup"),
        ({"action": "phone_call", "discard_reason": "missed"}, "missed call"),
        ({"action": "phone_call", "duration_seconds": 65}, "call, 1:05"),
        ({"action": "something_new", "title": "Detail"}, "something new: Detail"),
        ({"action": ["odd"]}, ""),
        ({"information_text": "You joined by invitation"}, "You joined by invitation"),
        ({"action": "send_webview_data", "text": "sent"}, "sent"),
    ],
)
def test_service_lines_say_what_happened(fields: dict[str, Any], text: str) -> None:
    base = {
        "type": "service",
        "from": ...,
        "from_id": ...,
        "actor": "Mira",
        "actor_id": "user800100",
        "text": "",
        "text_entities": [],
    }
    message = made(**{**base, **fields})
    assert message.text == text
    assert message.kind == ("call" if fields.get("action") == "phone_call" else "system")
    assert message.sender.name == "Mira"


def test_pinning_points_to_what_was_pinned() -> None:
    assert made(type="service", action="pin_message", message_id=3, text="").reply_to == "3"


def test_a_reply_into_another_chat_is_not_mistaken_for_one_here() -> None:
    assert made(reply_to_message_id=3).reply_to == "3"
    elsewhere = made(reply_to_message_id=3, reply_to_peer_id="channel9")
    assert elsewhere.reply_to is None
    assert elsewhere.extra == {"reply_to_message_id": "3", "reply_to_peer_id": "channel9"}


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("photos/photo_1.jpg", "photos/photo_1.jpg"),
        ("photos/report (1)", "photos/report (1)"),
        ("(File not included. Change data exporting settings to download.)", None),
        ("(File exceeds maximum size. Change data exporting settings to download.)", None),
        ("(Photo unavailable, please try again later)", None),
        ("", None),
    ],
)
def test_a_file_that_was_not_exported_has_no_path(path: str, kept: str | None) -> None:
    (attachment,) = made(photo=path, photo_file_size=10).attachments
    assert attachment.path == kept
    assert attachment.size == 10


def test_edits_forwards_and_reactions_are_kept() -> None:
    edited = made(edited="2024-05-01T09:10:00", edited_unixtime="1714547400")
    assert edited.edits == (Edit(text="good morning", when=datetime(2024, 5, 1, 7, 10, tzinfo=UTC)),)
    assert made(forwarded_from="Lena").forwarded == Forwarded(sender="Lena")
    assert made(forwarded_from="News", forwarded_from_id="channel1").forwarded == Forwarded(chat="News")
    assert made(forwarded_from="Lena", saved_from="Lake").forwarded == Forwarded(sender="Lena", chat="Lake")
    assert made(forwarded_from=None).extra == {"forwarded_from": None}
    group = messages(CORPUS / "group" / "result.json")
    assert [(one.sender, one.emoji) for one in group[2].reactions] == [
        ("Jonas Weber", "👍"),
        ("user800300", "👍"),
    ]
    assert group[4].caption == "😏"


def test_a_message_without_id_or_time_is_kept_or_told() -> None:
    assert made(id=...).source_id is None
    records = Records({}, Accounts(), folder="", otherwise="result")
    assert records.message({"id": 1, "type": "unsupported"}) == "it has no time"
    assert isinstance(records.message(dict(PLAIN)), Message)
    unsupported = records.message({"id": 2, "type": "unsupported"})
    assert isinstance(unsupported, Message)
    assert unsupported.when == datetime(2024, 5, 1, 9, tzinfo=SUMMER)
    assert unsupported.extra == {"timed_by": "the message before"}


def test_a_header_that_comes_after_the_messages_is_found(tmp_path: Path) -> None:
    chat = {"messages": [PLAIN], "id": 77, "type": "private_group", "name": "Notes"}
    single = messages(write(tmp_path / "a.json", chat))
    full = messages(write(tmp_path / "b.json", {"chats": {"list": [{**chat, "id": 1}, chat]}}))
    assert single == full[1:]
    assert [one.chat.native for one in full] == ["1", "77"]


def test_a_chat_without_header_is_called_after_its_file(tmp_path: Path) -> None:
    (message,) = messages(write(tmp_path / "trip.json", {"messages": [PLAIN]}))
    assert (message.chat.name, message.chat.native, message.chat.kind) == ("trip", None, None)


def test_bad_rows_are_problems_and_the_rest_goes_on() -> None:
    found: list[Entry] = []
    with pytest.raises(UnreadableFile, match="cut off"):
        found.extend(SOURCE.read(Export(CORPUS / "broken" / "result.json")))
    found = list(until_broken(CORPUS / "broken" / "result.json"))
    assert [one.text for one in found if isinstance(one, Message)] == [
        "a vertical\x0btab as Telegram writes it",
        "half an emoji \ufffd here",
        "still here",
    ]
    assert [one.where for one in found if isinstance(one, Problem)] == [
        f"result.json: messages[{n}]" for n in (2, 3, 4)
    ]


def until_broken(path: Path) -> Iterator[Entry]:
    try:
        yield from SOURCE.read(Export(path))
    except UnreadableFile:
        return


def test_a_zip_of_several_exports_is_read_with_paths_from_its_root(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(CORPUS / "group" / "result.json", "ChatExport_1/result.json")
        archive.write(CORPUS / "broken" / "result.json", "ChatExport_2/result.json")
        archive.write(CORPUS / "full" / "result.json", "ChatExport_3/result.json")
        archive.writestr("ChatExport_1/photos/photo_1@01-05-2024_09-05-00.jpg", b"jpeg")
    export = Export(tmp_path / "all.zip")
    assert SOURCE.recognises(peek(tmp_path / "all.zip")) == 3
    found = list(SOURCE.read(export))
    picture = next(one for one in found if isinstance(one, Message) and one.kind == "image")
    assert (
        export.find(picture.attachments[0].path or "")
        == "ChatExport_1/photos/photo_1@01-05-2024_09-05-00.jpg"
    )
    assert len([one for one in found if isinstance(one, Message)]) == 14 + 3 + 5
    assert any(isinstance(one, Problem) and "cut off" in one.what for one in found)


@pytest.mark.parametrize("name", ["group", "full", "old", "broken"])
def test_telegram_exports_are_recognised_beyond_doubt(name: str) -> None:
    assert SOURCE.recognises(peek(CORPUS / name / "result.json")) == 3


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ('{"messages": [{"type": "message", "date_unixtime": "1", "text": "x"}]}', 2),
        ('{"messages": [{"id": 1, "type": "message", "date": "2020-01-01T10:00:00", "text": "x"}]}', 2),
        ('{"about": "Das sind deine Daten", "contacts": {"list": []}}', 2),
        ('{"chats": {"list": [{"name": "x"}]}}', 2),
        ('[{"messages": [{"type": "message", "date_unixtime": "1"}]}]', 0),
        ('{"messages": [{"role": "user", "text": "x"}]}', 0),
        ('{"chatlab": {"version": "0.0.2"}, "meta": {"type": "group"}, "messages": [{"timestamp": 1}]}', 0),
        (
            '{"guild": {}, "messages": [{"id": "1", "type": "Default", "timestamp": "2020-01-01T10:00:00+00:00"}]}',
            0,
        ),
        ("", 0),
    ],
)
def test_only_telegrams_shape_is_recognised(text: str, sure: int) -> None:
    look = Peek(name="x.json", members=(), head=text.encode(), first={})
    assert SOURCE.recognises(look) == sure


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_no_value_in_any_field_breaks_the_reader(fields: dict[str, Any]) -> None:
    records = Records({"id": 1, "type": "personal_chat"}, Accounts(), folder="", otherwise="x")
    for record in (fields, PLAIN | fields, PLAIN | {"type": "service"} | fields):
        found = records.message(dict(record))
        assert isinstance(found, Message | str)


@given(
    st.dictionaries(
        st.sampled_from(["name", "type", "id", "messages", "chats", "personal_information"]), JSON
    )
)
def test_no_header_breaks_the_reader(header: dict[str, Any]) -> None:
    records = Records(header, accounts := Accounts(), folder="", otherwise="x")
    accounts.own(header.get("personal_information"))
    assert isinstance(records.message(dict(PLAIN)), Message)


@given(st.dictionaries(st.text(min_size=1), JSON))
def test_fields_that_telegram_adds_later_are_kept_as_they_are(fields: dict[str, Any]) -> None:
    fields = {f"new_{key}": value for key, value in fields.items()}
    assert {**made(**fields).extra} == fields


@pytest.mark.slow
def test_the_size_of_an_export_does_not_matter_to_the_memory(tmp_path: Path) -> None:
    peaks = [peak_of_reading(tmp_path / "result.json", count) for count in (5_000, 100_000)]
    assert max(peaks) < 8 << 20
    assert peaks[1] < peaks[0] * 1.5


def peak_of_reading(path: Path, count: int) -> int:
    """The most bytes that reading so many messages takes at once."""
    text = "早安 " * 60
    record = json.dumps({**PLAIN, "text": text, "text_entities": [{"type": "plain", "text": text}]})
    with path.open("w") as file:
        file.write('{"name": "Big", "type": "private_group", "id": 1, "messages": [\n')
        file.writelines(record + ",\n" for _ in range(count - 1))
        file.write(record + "]}")
    tracemalloc.start()
    try:
        assert sum(1 for _ in SOURCE.read(Export(path))) == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_chats_that_stand_in_no_list_of_their_own_are_read(tmp_path: Path) -> None:
    row = {"id": 1, "type": "message", "date": "2025-09-15T09:45:00", "from": "Ann", "text": "hello"}
    chat = {"name": "Team", "type": "private_supergroup", "messages": [row]}
    (one,) = messages(write(tmp_path / "result.json", {"chats": [chat]}))
    assert (one.text, one.chat.name) == ("hello", "Team")
