"""The databases of WhatsApp's phones, made up: what they say of each message, and nothing else but Problems."""

from __future__ import annotations

import base64
import os
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources import whatsapp_phones as phones
from tests.sources.whatsapp_databases import CONTACTS_V2, MSGSTORE, OLD_MSGSTORE, WA, database, field, jid
from zhiji.chat import Contact, Message, Precision, Problem
from zhiji.errors import UnknownExport, UnreadableFile
from zhiji.sources import find
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry
from zhiji.sources.whatsapp import SOURCE, protobuf
from zhiji.sources.whatsapp.iphone_messages import pushed

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))


def _entries(path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def _messages(path: Path) -> dict[str, Message]:
    """By id, for all have one."""
    found = _entries(path)
    assert not [one for one in found if isinstance(one, Problem)]
    return {one.source_id or "": one for one in found if isinstance(one, Message)}


def _contacts(path: Path) -> dict[str, Contact]:
    return {one.account.native or "": one for one in _entries(path) if isinstance(one, Contact)}


@pytest.fixture
def android(tmp_path: Path) -> dict[str, Message]:
    return _messages(phones.android(tmp_path / "android"))


@pytest.fixture
def iphone(tmp_path: Path) -> dict[str, Message]:
    return _messages(phones.iphone(tmp_path / "iphone"))


@pytest.fixture
def old(tmp_path: Path) -> dict[str, Message]:
    return _messages(phones.old_android(tmp_path / "old"))


def test_who_said_what_and_when_is_known_to_the_millisecond(android: dict[str, Message]) -> None:
    hello = android["A01"]
    assert (hello.text, hello.sender.name, hello.sender.native) == (
        "did you see the heron?",
        "Ada Lamb",
        phones.ADA,
    )
    assert hello.when.isoformat() == "2024-05-20T10:02:00.123000+00:00"
    assert (hello.zone, hello.precision) == ("known", Precision.MILLISECOND)
    assert (hello.chat.native, hello.chat.name, hello.chat.kind) == (phones.ADA, "Ada Lamb", "direct")


def test_the_owner_is_one_account_in_all_databases(
    android: dict[str, Message], iphone: dict[str, Message]
) -> None:
    assert android["A02"].sender == iphone["A02"].sender
    assert android["A02"].sender.owner


def test_an_answer_tells_what_it_answers(android: dict[str, Message], iphone: dict[str, Message]) -> None:
    assert android["A02"].reply_to == iphone["A02"].reply_to == "A01"
    assert iphone["B05"].reply_to == "A01"


def test_an_answer_from_another_chat_keeps_the_words_instead(android: dict[str, Message]) -> None:
    assert android["C02"].reply_to is None
    assert android["C02"].extra["quoted"] == {"text": "who has the key?", "chat": phones.CLUB}


def test_reactions_have_people(android: dict[str, Message], iphone: dict[str, Message]) -> None:
    assert {(one.sender, one.emoji) for one in android["A01"].reactions} == {
        ("You", "👍"),
        ("Ada Lamb", "🦢"),
    }
    assert {(one.sender, one.emoji) for one in iphone["A01"].reactions} == {("You", "👍"), ("Ada Lamb", "🦢")}


@pytest.mark.parametrize(
    ("key", "kind", "text", "file"),
    [
        ("A03", "image", "on the pier", "IMG-20240520-WA0001.jpg"),
        ("A04", "voice", "", "PTT-20240520-WA0002.opus"),
        ("A05", "file", "", "minutes.pdf"),
        ("A06", "location", "Boat house: https://maps.google.com/?q=52.5,13.25", None),
        ("A07", "contact", "", "Eva Fox.vcf"),
        ("A10", "call", "Missed video call", None),
        ("B05", "poll", "Which boat?\nthe red one\nthe old one", None),
        ("B06", "sticker", "", None),
    ],
)
def test_an_android_says_what_its_chat_export_would(
    android: dict[str, Message], key: str, kind: str, text: str, file: str | None
) -> None:
    one = android[key]
    assert (one.kind, one.text) == (kind, text)
    assert [a.name for a in one.attachments] == ([file] if file else [])


@pytest.mark.parametrize(
    ("key", "kind", "text", "path"),
    [
        ("A03", "image", "on the pier", f"Message/Media/{phones.ADA}/a/b/1.jpg"),
        ("A04", "voice", "", f"Message/Media/{phones.ADA}/c/d/2.opus"),
        ("A05", "file", "", f"Message/Media/{phones.ADA}/e/f/3.pdf"),
        ("A06", "location", "Boat house: https://maps.google.com/?q=52.5,13.25", None),
        ("A09", "text", "https://lake.example/ is open", None),
        ("A10", "call", "Call", None),
        ("B05", "sticker", "", None),
    ],
)
def test_an_iphone_says_what_its_chat_export_would(
    iphone: dict[str, Message], key: str, kind: str, text: str, path: str | None
) -> None:
    one = iphone[key]
    assert (one.kind, one.text) == (kind, text)
    assert [a.path for a in one.attachments] == ([path] if path else [])


def test_a_card_can_be_found_by_its_number(android: dict[str, Message]) -> None:
    assert android["A07"].caption == "Eva Fox +49 1511 000005"


def test_what_a_voice_note_said_is_its_transcript(android: dict[str, Message]) -> None:
    assert android["A04"].transcript == "the pier is closed"


def test_a_deleted_message_is_recalled(android: dict[str, Message], iphone: dict[str, Message]) -> None:
    assert android["A08"].recalled and iphone["A08"].recalled
    assert android["A08"].text == iphone["A08"].text == ""


def test_an_edited_message_keeps_the_id_it_had(android: dict[str, Message]) -> None:
    edited = android["A09"]
    assert edited.text == "see you at eight"
    assert [edit.text for edit in edited.edits] == ["see you at eight"]


def test_notices_are_sentences_of_nobody(android: dict[str, Message]) -> None:
    assert [android[key].text for key in ("B01", "B02")] == [
        'You created group "Rowing club"',
        "You added Bo and Cy Moss",
    ]
    assert android["B01"].sender.name == "" and android["B01"].kind == "system"


def test_a_hidden_number_is_the_person_where_that_is_known(
    android: dict[str, Message], iphone: dict[str, Message]
) -> None:
    assert {android["C01"].chat.native, iphone["C01"].chat.native} == {phones.CY}
    assert {android["B04"].sender.native, iphone["B03"].sender.native} == {phones.CY}


def test_where_it_is_not_the_name_that_people_give_themselves_is_shown(
    android: dict[str, Message], iphone: dict[str, Message]
) -> None:
    for one in (android["B05"], iphone["B04"]):
        assert (one.sender.name, one.sender.native) == ("Di", phones.DI_LID)


def test_an_album_is_no_message_of_its_own(android: dict[str, Message]) -> None:
    assert "B07" not in android


def test_a_call_of_the_log_is_in_the_chat_of_who_called(android: dict[str, Message]) -> None:
    call = android["call:1"]
    assert (call.kind, call.text, call.chat.native) == ("call", "Voice call, 1:05", phones.ADA)


def test_mentions_are_named(android: dict[str, Message], old: dict[str, Message]) -> None:
    assert android["B04"].mentions == ("Ada Lamb",)
    assert old["1518508800-9"].mentions == ("+491511000001", "+491511000003")


def test_an_old_android_is_read_too(old: dict[str, Message]) -> None:
    rows = [(one.kind, one.text, [a.path for a in one.attachments]) for one in old.values()]
    assert rows == [
        ("text", "is there a rehearsal?", []),
        ("text", "at seven", []),
        ("image", "the hall", ["Media/WhatsApp Images/IMG-20180213-WA0001.jpg"]),
        ("voice", "", []),
        ("location", "Hall: https://foursquare.com/v/1", []),
        ("contact", "", [None]),
        ("text", "", []),
        ("system", '+491511000002 changed the group name to "Choir"', []),
        ("text", "all of you come", []),
    ]
    assert old["1518508800-2"].reply_to == "1518508800-1"
    assert old["1518508800-7"].recalled
    assert old["1518508800-9"].chat.name == "Choir"


def test_a_phone_between_two_versions_is_read_by_the_later_table(tmp_path: Path) -> None:
    row = {
        "_id": 7,
        "chat_row_id": 1,
        "from_me": 0,
        "key_id": "N",
        "timestamp": 1_700_000_000_000,
        "text_data": "new",
    }
    old_row = {
        "_id": 7,
        "key_remote_jid": phones.ADA,
        "key_id": "O",
        "timestamp": 1_500_000_000_000,
        "data": "old",
    }
    rows = {
        "jid": [jid(1, phones.ADA)],
        "chat": [{"_id": 1, "jid_row_id": 1}],
        "message": [row],
        "messages": [old_row],
    }
    assert list(_messages(database(tmp_path / "msgstore.db", MSGSTORE + OLD_MSGSTORE, rows))) == ["N"]
    old_row["timestamp"] = 1_800_000_000_000
    assert list(_messages(database(tmp_path / "msgstore.db", MSGSTORE + OLD_MSGSTORE, rows))) == ["O"]


def test_the_types_number_gives_way_to_the_files_type(tmp_path: Path) -> None:
    """Lists of what the numbers mean differ from each other."""
    types = {
        2: "video/mp4",
        3: "audio/mpeg",
        5: "audio/ogg; codecs=opus",
        13: "application/pdf",
        90: "image/webp",
    }
    sent = [
        {"_id": 10 + type_, "chat_row_id": 1, "from_me": 0, "key_id": str(type_), "timestamp": 1_700_000_000_000,
         "message_type": type_} for type_ in types
    ]  # fmt: skip
    media = [
        {"message_row_id": 10 + type_, "mime_type": mime, "file_path": "Media/x"}
        for type_, mime in types.items()
    ]
    rows = {
        "jid": [jid(1, phones.ADA)],
        "chat": [{"_id": 1, "jid_row_id": 1}],
        "message": sent,
        "message_media": media,
    }
    found = _messages(database(tmp_path / "msgstore.db", MSGSTORE, rows))
    kinds = {key: one.kind for key, one in found.items()}
    assert kinds == {"2": "video", "3": "audio", "5": "voice", "13": "file", "90": "sticker"}


def test_contacts_have_all_their_names_and_numbers(tmp_path: Path) -> None:
    ada = _contacts(phones.android(tmp_path / "a"))[phones.ADA]
    assert (ada.names, ada.numbers) == (("Ada Lamb", "ada"), ("+49 1511 000001", "+491511000001"))
    cy = _contacts(phones.iphone(tmp_path / "b"))[phones.CY]
    assert (cy.account.name, dict(cy.details)) == ("Cy Moss", {"status": "rowing"})


@pytest.mark.parametrize(("name", "schema"), [("wa.db", WA), ("ContactsV2.sqlite", CONTACTS_V2)])
def test_contacts_are_read_without_chats(tmp_path: Path, name: str, schema: str) -> None:
    phones.android(tmp_path)
    phones.iphone(tmp_path)
    (source, export), *rest = find(tmp_path / name).exports
    assert source.name == "whatsapp" and not rest and schema
    assert phones.ADA in _contacts(export.path)


def test_media_of_a_phones_folder_are_found(tmp_path: Path) -> None:
    phones.android(tmp_path)
    picture = tmp_path / "WhatsApp/Media/WhatsApp Images/Sent/IMG-20240520-WA0001.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"\xff\xd8\xff")
    (_, export), *rest = find(tmp_path).exports
    assert not rest and export.path == tmp_path
    path = next(one for one in SOURCE.read(export) if isinstance(one, Message) and one.source_id == "A03")
    assert export.find(path.attachments[0].path or "") is not None


@pytest.mark.parametrize("inner", ["Message/", ""])
def test_media_of_a_macs_folder_are_found(tmp_path: Path, inner: str) -> None:
    phones.iphone(tmp_path)
    (tmp_path / "Message").mkdir()
    (tmp_path / "Message/notes.txt").write_text("x")
    picture = tmp_path / f"{inner}Media/{phones.ADA}/a/b/1.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"\xff\xd8\xff")
    (_, export), *rest = find(tmp_path).exports
    assert not rest and export.path == tmp_path
    one = next(one for one in SOURCE.read(export) if isinstance(one, Message) and one.source_id == "A03")
    assert export.find(one.attachments[0].path or "") is not None


def test_a_zip_is_read_with_all_that_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "phone.zip"
    phones.android(tmp_path / "a")
    with zipfile.ZipFile(path, "w") as zipped:
        for file in (tmp_path / "a").iterdir():
            zipped.write(file, f"backup/{file.name}")
        zipped.writestr(
            "WhatsApp Chat with Mo.txt", "13/06/2018, 21:25 - Mo: hi\n13/06/2018, 21:26 - Me: ho\n"
        )
    found = _entries(path)
    texts = {one.text for one in found if isinstance(one, Message)}
    assert {"did you see the heron?", "hi"} <= texts
    assert phones.ADA in _contacts(path)
    assert not [one for one in found if isinstance(one, Problem)]


def test_a_renamed_database_is_recognised_by_its_tables(tmp_path: Path) -> None:
    phones.iphone(tmp_path)
    hashed = tmp_path / "7c" / "7c7fba66680ef796b916b067077cc246adacf01d"
    hashed.parent.mkdir()
    shutil.move(tmp_path / "ChatStorage.sqlite", hashed)
    assert [source.name for source, _ in find(hashed).exports] == ["whatsapp"]


@pytest.mark.parametrize(
    "name", ["msgstore.db.crypt15", "msgstore-2024-01-01.1.db.crypt14", "msgstore.db.crypt12 (1)"]
)
def test_an_encrypted_backup_gets_one_clear_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(bytes(range(256)))
    (_, export), *_ = find(path).exports
    with pytest.raises(UnreadableFile, match="encrypted backup of WhatsApp"):
        list(SOURCE.read(export))


def test_rows_without_chat_or_time_are_problems_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = _entries(phones.damaged(tmp_path))
    assert [one.source_id for one in found if isinstance(one, Message)] == ["D1"]
    assert [one.where for one in found if isinstance(one, Problem)] == ["message 3", "message 4", "message 5"]


def test_a_table_whose_name_is_no_text_is_none(tmp_path: Path) -> None:
    path = phones.old_android(tmp_path)
    db = sqlite3.connect(path)
    db.execute("PRAGMA writable_schema = ON")
    db.execute("UPDATE sqlite_master SET name = CAST(name AS BLOB) WHERE name = 'chat_list'")
    db.commit()
    db.close()
    found = _entries(path)
    assert len([one for one in found if isinstance(one, Message)]) == 9
    assert not [one for one in found if isinstance(one, Problem)]


def test_a_name_in_base64_is_its_first_field() -> None:
    assert pushed(base64.b64encode(field(1, "Chloé") + field(2, 7)).decode()) == "Chloé"
    assert pushed("Anna") == "Anna"
    assert pushed("Kim!") == "Kim!"
    assert pushed(7) == ""


@given(st.binary(max_size=80))
@settings(max_examples=EXAMPLES, deadline=None)
def test_fuzz_any_blob_has_fields_or_none(blob: bytes) -> None:
    for number, value in protobuf.fields(blob):
        assert number > 0
        assert protobuf.text(value) is not None


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.integers(-2, 100),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.binary(max_size=20),
    st.sampled_from([phones.ADA, phones.CLUB, phones.CY_LID, "-1", "@", "x" * 300, phones.CARD, "1" * 400]),
)
CHANGES = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 40), st.integers(0, 30), VALUES), max_size=12
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("phones")
    return [
        make(folder / make.__name__)
        for make in (phones.android, phones.old_android, phones.iphone)  # one by one, each in its folder
    ]


def _only_entries(path: Path) -> None:
    try:
        found = _entries(path)
    except UnreadableFile:
        return
    assert all(isinstance(one, Message | Problem | Contact) for one in found)
    for one in found:
        if isinstance(one, Message):
            assert 1970 <= one.when.year <= 2200 and one.chat.source == one.sender.source == "whatsapp"


@given(number=st.integers(0, 2), changes=CHANGES)
@settings(max_examples=EXAMPLES, deadline=None)
def test_fuzz_any_value_in_any_column_is_no_more_than_a_problem(
    made: list[Path], number: int, changes: list[tuple[int, int, int, Any]]
) -> None:
    db = sqlite3.connect(":memory:")
    db.deserialize(made[number].read_bytes())
    tables = [
        name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    for which, column, row, value in changes:
        table = tables[which % len(tables)]
        columns = [one[1] for one in db.execute(f'PRAGMA table_info("{table}")')]
        _set(db, table, columns[column % len(columns)], row, value)
    db.commit()
    with TemporaryDirectory() as folder:
        path = Path(folder) / made[number].name
        path.write_bytes(db.serialize())
        _only_entries(path)
    db.close()


def _set(db: sqlite3.Connection, table: str, column: str, row: int, value: object) -> None:
    where = f'rowid = (SELECT rowid FROM "{table}" ORDER BY rowid LIMIT 1 OFFSET {row})'
    try:
        db.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE {where}', (value,))
    except (sqlite3.Error, UnicodeEncodeError):  # a key of its own type, or a half of a character
        return


@given(number=st.integers(0, 2), seed=st.integers(0, 2**32))
@settings(max_examples=EXAMPLES, deadline=None)
def test_fuzz_overwritten_bytes_are_no_more_than_a_problem(made: list[Path], number: int, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(made[number].read_bytes())
    for _ in range(chance.randrange(1, 40)):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    with TemporaryDirectory() as folder:
        path = Path(folder) / made[number].name
        path.write_bytes(data)
        _only_entries(path)


@pytest.mark.parametrize("drop", range(8))
@pytest.mark.parametrize("make", [phones.android, phones.old_android, phones.iphone])
def test_a_version_that_lacks_tables_and_columns_is_read(
    tmp_path: Path, make: Callable[[Path], Path], drop: int
) -> None:
    path = make(tmp_path)
    kept = {
        "message",
        "messages",
        "chat",
        "jid",
        "chat_list",
        "messages_quotes",
        "ZWAMESSAGE",
        "ZWACHATSESSION",
    }
    db = sqlite3.connect(path)
    tables = [
        name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    others = [name for name in tables if name not in kept and not name.startswith("sqlite")]
    for name in others[drop::8]:
        db.execute(f'DROP TABLE "{name}"')
    db.commit()
    db.close()
    found = _entries(path)
    assert len([one for one in found if isinstance(one, Message)]) >= 8
    assert not [one for one in found if isinstance(one, Problem)]


def test_jids_kept_only_in_parts_are_put_together(tmp_path: Path) -> None:
    schema = """
    CREATE TABLE jid (_id INTEGER PRIMARY KEY, user TEXT, server TEXT);
    CREATE TABLE chat (_id INTEGER PRIMARY KEY, jid_row_id INTEGER, subject TEXT);
    CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, key_id TEXT,
      sender_jid_row_id INTEGER, timestamp INTEGER, text_data TEXT, message_type INTEGER);
    """
    rows: dict[str, list[dict[str, Any]]] = {
        "jid": [
            {"_id": 1, "user": "491511000001", "server": "s.whatsapp.net"},
            {"_id": 2, "user": "491511000001-1", "server": "g.us"},
        ],
        "chat": [{"_id": 1, "jid_row_id": 1}, {"_id": 2, "jid_row_id": 2, "subject": "Choir"}],
        "message": [
            _row(1, chat_row_id=1, from_me=1, key_id="A", text_data="at six?"),
            _row(2, chat_row_id=2, from_me=0, key_id="B", text_data="yes", sender_jid_row_id=1),
        ],
    }
    found = _messages(database(tmp_path / "msgstore.db", schema, rows))
    assert [(one.chat.name, one.sender.name, one.text) for one in found.values()] == [
        ("+491511000001", "You", "at six?"),
        ("Choir", "+491511000001", "yes"),
    ]


def test_the_old_table_alone_is_known_by_the_name_of_the_file(tmp_path: Path) -> None:
    schema = """
    CREATE TABLE messages (_id INTEGER PRIMARY KEY, key_remote_jid TEXT, key_from_me INTEGER, data TEXT,
      timestamp INTEGER);
    """
    rows = {"messages": [_row(1, key_remote_jid=phones.ADA, key_from_me=0, data="at six")]}
    with pytest.raises(UnknownExport):
        find(database(tmp_path / "notes.db", schema, rows))
    path = database(tmp_path / "msgstore-2019-01-01.1.db", schema, rows)
    assert [source.name for source, _ in find(path).exports] == ["whatsapp"]
    (one,) = (entry for entry in _entries(path) if isinstance(entry, Message))
    assert (one.text, one.chat.name) == ("at six", "+491511000001")


def _row(number: int, **more: object) -> dict[str, Any]:
    return {"_id": number, "timestamp": 1_700_000_000_000 + number, **more}
