"""Telegram Desktop's pages, made up as it writes them, and dumps of Telegram's own objects."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhiji
from tests.sources import telegram_pages as pages
from zhiji.chat import Contact, Forwarded, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import find
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry
from zhiji.sources.telegram import SOURCE

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
CORPUS = Path(__file__).parent / "corpus" / "telegram"


def _entries(path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def _messages(path: Path) -> dict[str, Message]:
    found = _entries(path)
    assert not [one for one in found if isinstance(one, Problem)]
    return {one.source_id or "": one for one in found if isinstance(one, Message)}


@pytest.fixture
def group(tmp_path: Path) -> dict[str, Message]:
    return _messages(pages.group(tmp_path / "ChatExport"))


def test_a_chats_pages_are_read_in_their_order(group: dict[str, Message]) -> None:
    assert list(group) == [str(number) for number in range(1, 20)]
    assert {(one.chat.name, one.chat.native) for one in group.values()} == {("Boat house", None)}


def test_who_said_what_when_and_in_which_zone(group: dict[str, Message]) -> None:
    one = group["2"]
    assert (one.sender.name, one.text) == ("Mira", "did you see the heron?\ntwice!")
    assert (one.when.isoformat(), one.zone) == ("2024-05-20T10:02:00+02:00", "known")
    assert one.extra["entities"] == [{"type": "bold", "start": 16, "end": 21}]


def test_a_message_that_goes_on_has_the_sender_of_the_one_before(group: dict[str, Message]) -> None:
    assert (group["3"].sender.name, group["3"].text) == ("Mira", 'a <b> & "c"')
    assert (group["19"].sender.name, group["19"].extra["author"]) == ("Ada", "Ed")


def test_answers_point_to_messages_of_this_page_or_another(group: dict[str, Message]) -> None:
    assert [group[number].reply_to for number in ("4", "18", "10")] == ["2", "2", "2"]


@pytest.mark.parametrize(
    ("number", "kind", "text", "path"),
    [
        ("5", "image", "on the pier", "photos/photo_1@20-05-2024.jpg"),
        ("6", "voice", "", "voice_messages/audio_1.ogg"),
        ("7", "file", "", None),
        ("8", "poll", "Which boat?\n- red\n- old\n- none", ...),
        ("12", "video", "", "video_files/a.mp4"),
        ("13", "contact", "Eva Fox +49 1511 000005", "contacts/contact_1.vcard"),
        ("14", "location", "", ...),
        ("15", "location", "Boat house, Lake Road 1", ...),
        ("16", "call", "call, 1:05", ...),
    ],
)
def test_what_was_sent_has_a_kind_and_its_file(
    group: dict[str, Message], number: str, kind: str, text: str, path: Any
) -> None:
    one = group[number]
    assert (one.kind, one.text) == (kind, text)
    assert [file.path for file in one.attachments] == ([] if path is ... else [path])


def test_a_file_that_was_not_exported_keeps_its_name(group: dict[str, Message]) -> None:
    assert group["7"].attachments[0].name == "minutes.pdf"
    assert "Not included" in str(group["7"].extra["missing"])


def test_forwards_deleted_accounts_and_bots_are_told(group: dict[str, Message]) -> None:
    found = group["9"].forwarded
    assert isinstance(found, Forwarded)
    assert (found.sender, str(found.when)) == ("Pier News", "2024-05-19 08:00:00+02:00")
    assert group["11"].sender.name == ""
    assert (group["12"].sender.name, group["12"].extra["via_bot"]) == ("Mira", "@gif")


def test_service_lines_stand_where_they_stood(group: dict[str, Message]) -> None:
    rows = [(one.text, f"{one.when:%d %H:%M}") for one in group.values() if one.kind == "system"]
    assert rows == [
        ("Mira created group «Boat house» with members Jonas and Lin", "20 10:02"),
        ("Mira pinned this message", "20 10:08"),
        ("Lin invited Ada", "21 09:00"),
    ]
    assert group["1"].precision == Precision.MINUTE


def test_a_full_export_keeps_chats_of_one_name_apart_and_reads_the_address_book(tmp_path: Path) -> None:
    path = pages.full(tmp_path / "DataExport")
    exports = find(path).exports
    assert [export.path for _, export in exports] == [path]
    found = _entries(path)
    messages = [one for one in found if isinstance(one, Message)]
    assert [(one.text, one.chat.name) for one in messages] == [
        ("at the lake", "Jonas Weber"),
        ("at the sea", "Jonas Weber"),
    ]
    assert messages[0].chat != messages[1].chat
    assert messages[0].zone == "assumed"
    assert [(one.account.name, one.numbers) for one in found if isinstance(one, Contact)] == [
        ("Eva Fox", ("+49 1511 000005",))
    ]


def test_a_page_alone_is_read_too(tmp_path: Path) -> None:
    path = pages.group(tmp_path / "x") / "messages2.html"
    assert [source.name for source, _ in find(path).exports] == ["telegram"]
    assert [one.text for one in _messages(path).values()] == ["Lin invited Ada", "hello all", "news"]


def test_a_page_that_was_cleaned_of_all_around_its_messages_is_read(tmp_path: Path) -> None:
    def block(name: str, minute: int, text: str) -> str:
        who = f'<div class="from_name">{name}</div>' if name else ""
        stamp = f'<div class="pull_right date details" title="06.01.2021 15:{minute}:00 UTC+01:00"></div>'
        return f'<div class="message default clearfix">\n{who}\n{stamp}\n<div class="text">{text}</div>\n</div>\n'

    path = tmp_path / "messages.html"
    body = block("Ada", 35, "tea &amp; cake?") + block("", 36, "at four") + block("Lin", 37, "yes<br>please")
    path.write_text(f"<!DOCTYPE html>\n<html><body>\n{body}</body></html>", encoding="utf-8")
    assert [source.name for source, _ in find(path).exports] == ["telegram"]
    said = [(one.sender.name, one.text) for one in _entries(path) if isinstance(one, Message)]
    assert said == [("Ada", "tea & cake?"), ("Ada", "at four"), ("Lin", "yes\nplease")]


def test_a_zip_of_pages_is_read(tmp_path: Path) -> None:
    folder = pages.group(tmp_path / "x")
    path = tmp_path / "chat.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for file in folder.iterdir():
            zipped.write(file, f"ChatExport/{file.name}")
        zipped.writestr("ChatExport/photos/photo_1@20-05-2024.jpg", b"\xff\xd8\xff")
    found = _messages(path)
    assert len(found) == 19
    with Export(path) as export:
        assert export.find(found["5"].attachments[0].path or "") is not None


def test_pages_beside_a_result_json_are_the_same_chat_again(tmp_path: Path) -> None:
    folder = pages.group(tmp_path / "ChatExport")
    row = {"id": 2, "type": "message", "date": "2024-05-20T10:02:00", "date_unixtime": "1716192120", "from": "Mira",
           "from_id": "user800100", "text": "did you see the heron?\ntwice!"}  # fmt: skip
    chat = {"name": "Boat house", "type": "private_group", "id": 77, "messages": [row]}
    (folder / "result.json").write_text(json.dumps(chat), encoding="utf-8")
    exports = find(folder).exports
    assert [export.path for _, export in exports] == [folder]
    assert [one.chat.native for one in _messages(folder).values()] == ["77"]


def test_pages_of_other_chats_in_a_zip_are_read_beside_a_result_json(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    row = {"id": 2, "type": "message", "date": "2024-05-20T10:02:00", "from": "Lin", "text": "json"}
    with zipfile.ZipFile(path, "w") as zipped:
        chat = {"name": "Pier", "type": "private_group", "id": 77, "messages": [row]}
        zipped.writestr("a/result.json", json.dumps(chat))
        zipped.writestr(
            "a/messages.html",
            pages.page("Pier", [pages.message(2, "20.05.2024 10:02:00", name="Lin", text="json")]),
        )
        zipped.writestr(
            "b/messages.html",
            pages.page("Lake", [pages.message(3, "20.05.2024 11:02:00", name="Lin", text="page")]),
        )
    found = [one for one in _entries(path) if isinstance(one, Message)]
    assert [(one.chat.name, one.text) for one in found] == [("Pier", "json"), ("Lake", "page")]


def test_pages_added_again_add_nothing(tmp_path: Path) -> None:
    folder = pages.group(tmp_path / "ChatExport")
    with zhiji.open(tmp_path / "home") as archive:
        assert archive.add(folder).added == 19
        assert archive.add(folder).added == 0
        assert archive.add(folder / "messages2.html").added == 0


@pytest.mark.parametrize("first", ["pages", "json"])
def test_pages_meet_the_json_of_the_same_chat(tmp_path: Path, first: str) -> None:
    rows = [
        {"id": number, "type": "message", "date": f"2024-05-20T10:0{number}:00", "from": "Mira", "from_id": "user1",
         "date_unixtime": str(1716192000 + 60 * number), "text": f"line {number}"} for number in range(1, 6)
    ]  # fmt: skip
    said = [
        pages.message(number, f"20.05.2024 10:0{number}:00 UTC+02:00", name="Mira ", text=f"line {number}")
        for number in range(1, 6)
    ]
    (tmp_path / "pages.html").write_text(pages.page("Pier", said), encoding="utf-8")
    chat = {"name": "Pier", "type": "private_group", "id": 77, "messages": rows}
    (tmp_path / "result.json").write_text(json.dumps(chat), encoding="utf-8")
    both = [tmp_path / "pages.html", tmp_path / "result.json"]
    with zhiji.open(tmp_path / "home") as archive:
        for path in both if first == "pages" else reversed(both):
            archive.add(path)
        assert len(list(archive._store.reader.all())) == 5


def test_what_cannot_be_placed_in_time_is_a_problem() -> None:
    found = _entries(CORPUS / "broken_pages" / "messages.html")
    assert [one.text for one in found if isinstance(one, Message)] == ["then it was", "and this"]
    assert len([one for one in found if isinstance(one, Problem)]) == 3


def test_telethons_objects_are_messages_of_the_same_chats_and_people() -> None:
    found = list(_messages(CORPUS / "telethon" / "messages.json").values())
    rows = [
        (one.chat.native, one.chat.kind, one.sender.native, one.sender.owner, one.kind, one.text)
        for one in found
    ]
    assert rows == [
        ("800200", "direct", "user800200", False, "text", "good morning"),
        ("800200", "direct", "user800100", True, "text", "morning!"),
        ("1500600700", "group", "user800300", False, "voice", "the pier is open"),
        ("1500600700", "group", "user800300", False, "system", "chat edit title: Pier News"),
    ]
    assert found[1].reply_to == "11" and found[1].edits[0].when is not None
    assert found[2].forwarded is not None and found[2].forwarded.sender == "Ed"
    assert [(one.sender, one.emoji) for one in found[2].reactions] == [("user800200", "👍")]


PIECES = st.sampled_from(
    [
        pages.service(-1, "20 May 2024"), pages.service(9, "Lin joined"), pages.service(-5, "31 February 2024"),
        pages.message(2, "20.05.2024 10:02:00 UTC+02:00", name="Mira ", text="<b>a<br>b</i>"),
        pages.message(3, "20.05.2024 10:02:00 UTC-99:99", text="x"), pages.message(4, "", name="", text=""),
        pages.poll("q", [("a", "1 vote"), ("b", "99999999999999999999 votes")]), pages.picture("photo", "../../x/../y.jpg"),
        pages.media("call", "x", "Missed"), pages.media("location", "x", "1.5, 99999"), pages.link(7),
        '<div class="message default clearfix" id="message', '<div class="message service" id="message99999999999999999"',
        "<div", ">", "</div>", '"', "<a href=", "&#x110000;", "&amp", "\n", " ", "</span>", '<span class="reaction">',
        '<span class="reactions"><span class="reaction"><span class="emoji">\n👍\n</span><div class="initials" title="Ada, x">',
        '<div class="forwarded body">', '<div class="from_name">', '<div class="text">', " via @x</div>", "31 December 9999",
    ]
)  # fmt: skip


@given(pieces=st.lists(PIECES | st.text(max_size=8), max_size=20))
@settings(max_examples=EXAMPLES, deadline=None)
def test_fuzz_no_heap_of_a_pages_pieces_breaks_the_reader(pieces: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "messages.html"
        first = pages.message(1, "20.05.2024 10:00:00", name="Mira", text="hi")
        path.write_bytes(pages.page("x", [first, "".join(pieces)]).encode("utf-8", "surrogatepass"))
        found = _entries(path)
    assert all(isinstance(one, Message | Problem) for one in found)
    for one in found:
        assert not isinstance(one, Message) or 1970 <= one.when.year <= 2200


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.fixed_dictionaries(
    {
        "_": st.sampled_from(
            ["Message", "MessageMediaPoll", "MessageMediaDocument", "DocumentAttributeVideo", "PeerUser"]
        )
    },
    optional=dict.fromkeys(
        (
            "user_id",
            "poll",
            "document",
            "geo",
            "attributes",
            "question",
            "answers",
            "from_id",
            "date",
            "title",
        ),
        JSON,
    ),
)
KEYS = st.sampled_from(
    ["id", "peer_id", "to_id", "date", "message", "out", "from_id", "media", "reply_to", "edit_date", "fwd_from",
     "reactions", "entities", "action", "views"]
)  # fmt: skip


@given(rows=st.lists(st.dictionaries(KEYS, JSON | OBJECTS, max_size=6), max_size=4), lines=st.booleans())
@settings(max_examples=EXAMPLES, deadline=None)
def test_fuzz_any_value_in_telethons_objects_is_no_more_than_a_problem(
    rows: list[dict[str, Any]], lines: bool
) -> None:
    base = {
        "_": "Message",
        "id": 1,
        "peer_id": {"_": "PeerUser", "user_id": 1},
        "date": "2024-05-01T07:00:00+00:00",
    }
    every = [base, *(base | row for row in rows)]
    text = "\n".join(map(json.dumps, every)) if lines else json.dumps(every)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dump.json"
        path.write_bytes(text.encode())
        try:
            found = _entries(path)
        except UnreadableFile:
            return
    assert len(found) == len(every)


@pytest.mark.parametrize("run", [" ", "<", "<div>", "&", '"', "<a ", "\n", '<div class="text">', "title="])
def test_a_long_run_of_anything_takes_time_in_proportion(tmp_path: Path, run: str) -> None:
    flood = run * (200_000 // len(run))
    block = pages.message(
        1, "20.05.2024 10:00:00", name="Mira", text=flood, media=pages.media("file", flood, flood)
    )
    path = tmp_path / "messages.html"
    path.write_text(pages.page("x", [block, block]), encoding="utf-8")
    started = process_time()
    _entries(path)
    assert process_time() - started < 3
