from __future__ import annotations

import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.chat import Account, Attachment, Contact, Edit, Message, Precision, Problem, Reaction
from zhiji.sources import registry
from zhiji.sources.door import find, recognise
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.signal import SOURCE

CORPUS = Path(__file__).parent / "corpus" / "signal"
FUZZ = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)
IDA, BO = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
SENT = 1_718_100_000_000  # 2024-06-11T10:00:00Z


def read(path: Path) -> list[Entry]:
    return list(SOURCE.read(Export(path)))


def messages(path: Path) -> list[Message]:
    found = [one for one in read(path) if not isinstance(one, Contact)]
    assert all(isinstance(one, Message) for one in found), found
    return [one for one in found if isinstance(one, Message)]


def exported(path: Path, *rows: dict[str, Any]) -> list[Message]:
    """What signal-export's data.json with these rows holds."""
    path.mkdir(parents=True, exist_ok=True)
    blank: dict[str, Any] = {
        "date": "2024-06-11T12:00:00",
        "sender": "Ida",
        "body": "  ",
        "quote": "",
        "sticker": None,
        "reactions": [],
        "attachments": [],
    }
    (path / "data.json").write_text(
        "".join(json.dumps({**blank, **row}) + "\n" for row in rows), encoding="utf-8"
    )
    return messages(path / "data.json")


def test_a_chats_folder_is_read_once_by_its_better_file(tmp_path: Path) -> None:
    (found,) = find(CORPUS / "good_sigexport").exports
    said = [one for one in SOURCE.read(found[1]) if isinstance(one, Message)]
    assert [one.kind for one in said] == ["text", "image", "sticker", "call", "text"]
    assert said[0].chat.name == "IdaBerg"
    assert (said[0].when, said[0].zone) == (datetime(2024, 6, 11, 12, 1), "assumed")
    assert said[0].text == "Kayaks at nine?"
    assert said[0].reactions == (Reaction(sender="Me", emoji="🛶"),)
    assert said[1].attachments == (Attachment(name="boat 1.png", path="media/boat 1.png"),)
    assert (said[1].sender.owner, said[1].precision, said[1].extra) == (
        True,
        Precision.MILLISECOND,
        {"quoted": {"text": "Kayaks at nine?"}},
    )
    assert (said[2].caption, said[3].text, said[4].recalled) == ("🐟", "Missed voice call", True)


def test_a_zip_of_all_chats_names_each_by_its_folder(tmp_path: Path) -> None:
    folder = CORPUS / "good_sigexport" / "export" / "IdaBerg"
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as zipped:
        for name in ("IdaBerg", "Kayaks"):
            for file in ("data.json", "chat.md"):
                zipped.write(folder / file, f"out/{name}/{file}")
    ((_, export),) = find(tmp_path / "all.zip").exports
    found = [one for one in SOURCE.read(export) if isinstance(one, Message)]
    assert [one.chat.name for one in found] == ["IdaBerg"] * 5 + ["Kayaks"] * 5


def test_calls_of_older_versions_are_told_by_their_words(tmp_path: Path) -> None:
    call, words = exported(
        tmp_path, {"body": "Outgoing call  "}, {"body": "Outgoing call?  ", "sticker": "🐟"}
    )
    assert (call.kind, words.kind, words.extra) == ("call", "text", {"sticker": "🐟"})


def test_rows_that_are_no_message_are_told(tmp_path: Path) -> None:
    exported(tmp_path, {})
    with open(tmp_path / "data.json", "a") as file:
        file.write('{"date": "soon"}\n[]\n{"date"\n')
    assert [type(one) for one in read(tmp_path / "data.json")] == [Message, Problem, Problem, Problem]


def test_markdown_says_the_same_but_for_milliseconds_and_calls() -> None:
    better = messages(CORPUS / "good_sigexport" / "export" / "IdaBerg" / "data.json")
    worse = messages(CORPUS / "good_markdown" / "IdaBerg" / "chat.md")
    assert [(one.text, one.kind, one.sender, one.extra) for one in worse] == [
        (one.text, one.kind, one.sender, one.extra) for one in better if one.kind != "call"
    ]
    assert worse[0].reactions == better[0].reactions


def test_plain_lines_of_the_first_versions_know_minutes() -> None:
    first, second = messages(CORPUS / "good_texts" / "first.txt")
    assert (first.text, first.precision, first.chat.name) == (
        "Fröhliche Weihnachten\nund alles Gute",
        Precision.MINUTE,
        "first",
    )
    assert (second.sender.owner, second.text) == (True, "Dir auch: viel Schnee")


def test_lines_without_seconds_are_signals_and_those_with_them_whatsapps(tmp_path: Path) -> None:
    for clock, name in (("12:23", "signal"), ("12:23:45", "whatsapp")):
        (tmp_path / "chat.txt").write_text(
            f"[2019-12-24, {clock}] Jane: Hello\n[2019-12-24, {clock}] John: Hi\n"
        )
        assert recognise(tmp_path / "chat.txt", sources=registry.sources()[0])[0].name == name


@pytest.mark.parametrize(
    ("name", "lines", "source"),
    [
        ("chat.txt", ["[2024-06-11 12:01] Ida: Moin", "[2024-06-11 12:02] Bo: Na"], "whatsapp"),
        (
            "chat.txt",
            ["[2024-06-11 12:01:00] Ida: Moin  ", *["[2024-06-11 12:02:00] Bo: Na"] * 2],
            "whatsapp",
        ),
        ("chat.txt", ["[2024-06-11 12:01:00] Ida: Moin  ", "[2024-06-11 12:02:00] Bo: Na  "], "signal"),
        ("chat.md", ["[2024-06-11 12:01:00] Ida: Moin"], "signal"),
        ("Ida.md", ["[2024-06-11 12:01] Ida: Moin"], "signal"),
    ],
)
def test_lines_that_both_apps_could_write_are_whatsapps_unless_something_speaks_for_signal(
    tmp_path: Path, name: str, lines: list[str], source: str
) -> None:
    (tmp_path / name).write_text("\n".join(lines))
    assert recognise(tmp_path / name, sources=registry.sources()[0])[0].name == source


def test_texts_of_signalbackup_tools() -> None:
    made, said, file, look = messages(CORPUS / "good_texts" / "Kayaks (_id3).txt")
    assert (made.kind, made.text, made.chat.name) == ("system", "Mira created the group", "Kayaks")
    assert (said.sender, said.text) == (
        Account(name="Ida Berg", source="signal"),
        "Kayaks at nine?\nsecond line",
    )
    assert (file.kind, file.attachments, file.text) == ("image", (Attachment(name="boat.png"),), "")
    assert look.when == datetime(2024, 6, 11, 12, 4)


def test_short_texts_of_sigtop() -> None:
    said, reply, call, own = messages(CORPUS / "good_texts" / "short.txt")
    assert (said.text, reply.text, reply.sender.owner) == ("Kayaks at nine?", "Yes", True)
    assert reply.extra == {"details": "reply to Ida on 2024-06-11 12:01, 1 attachment"}
    assert (call.kind, call.text, own.text) == ("call", "call history", "[sic] done")


def test_texts_of_sigtop() -> None:
    said, reply, edited, line = messages(CORPUS / "good_texts" / "Ida (+15550100).txt")
    assert (said.text, said.kind) == ("Kayaks at nine?\n\nSecond paragraph", "image")
    assert said.when == datetime(2024, 6, 11, 10, 1, tzinfo=UTC)
    assert said.attachments == (Attachment(name="boat.png", mime="image/png", size=12),)
    assert said.reactions == (Reaction(sender="Me", emoji="🛶"),)
    assert (said.chat.native, said.sender.native) == ("+15550100", "+15550100")
    assert (reply.text, reply.extra) == (
        "Yes",
        {"quoted": {"sender": "Ida (+15550100)", "text": "Kayaks at nine?"}},
    )
    assert [edit.text for edit in edited.edits] == ["Ten", "Eleven"]
    assert (edited.text, line.kind, line.text) == ("Eleven", "system", "safety number changed")


def record(**fields: Any) -> dict[str, Any]:
    """One of Desktop's records."""
    return {
        "id": "m", "conversationId": "c1", "sent_at": SENT, "received_at": 1, "type": "incoming",
        "sourceServiceId": IDA, "body": "x", **fields,
    }  # fmt: skip


def listed(path: Path, *records: dict[str, Any], name: str = "Ida (+15550100).json") -> list[Message]:
    (path / name).write_text(json.dumps(records), encoding="utf-8")
    return messages(path / name)


def test_a_list_of_sigtop_gives_the_ids_that_signals_own_export_gives(tmp_path: Path) -> None:
    said, own = listed(
        tmp_path,
        record(),
        record(type="outgoing", sourceServiceId=None, quote={"id": SENT, "authorAci": IDA, "text": "x"}),
    )
    assert (said.source_id, said.chat.native, said.sender.native) == (f"{IDA}:{SENT}", IDA, IDA)
    assert (said.sender.name, said.chat.name, said.chat.kind) == ("Ida", "Ida", "direct")
    assert (own.source_id, own.sender.owner, own.reply_to) == (f"self:{SENT}", True, said.source_id)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"deletedForEveryone": True}, {"recalled": True, "text": ""}),
        ({"editHistory": [{"body": "x", "timestamp": SENT + 5}, {"body": "w", "timestamp": SENT}]},
         {"edits": (Edit(text="w", when=datetime(2024, 6, 11, 10, tzinfo=UTC)),
                    Edit(text="x", when=datetime(2024, 6, 11, 10, 0, 0, 5000, tzinfo=UTC)))}),
        ({"attachments": [{"contentType": "audio/aac", "flags": 1, "fileName": "v.aac", "size": 9}]},
         {"kind": "voice", "attachments": (Attachment(name="v.aac", mime="audio/aac", size=9),)}),
        ({"sticker": {"emoji": "🐟"}, "body": ""}, {"kind": "sticker", "caption": "🐟"}),
        ({"contact": [{"name": {"displayName": "Kim"}, "number": [{"value": "+1555"}]}], "body": ""}, {"kind": "contact", "text": "Kim\n+1555"}),
        ({"preview": [{"url": "https://x.example", "title": "X"}]}, {"kind": "link", "caption": "X", "extra": {"url": "https://x.example"}}),
        ({"poll": {"question": "When?", "options": ["Mon", "Fri"]}}, {"kind": "poll", "text": "When?\n- Mon\n- Fri"}),
        ({"body": "hi ￼", "bodyRanges": [{"start": 3, "length": 1, "mentionAci": BO, "replacementText": "Bo"}]}, {"text": "hi @Bo", "mentions": (BO,)}),
        ({"expireTimer": 60, "isViewOnce": 1}, {"kind": "image", "extra": {"expires_in_ms": 60000, "view_once": True}}),
        ({"quote": {"id": SENT, "author": "local-id", "text": "words"}}, {"reply_to": None, "extra": {"quoted": {"sender": "", "text": "words"}}}),
        ({"reactions": [{"emoji": "👍", "fromId": "local-id"}]}, {"reactions": (Reaction(sender="", emoji="👍"),)}),
        ({"type": "call-history", "callHistoryDetails": {"direction": "Outgoing", "callType": "Audio", "status": "Declined"}},
         {"kind": "call", "text": "outgoing audio call, declined"}),
        ({"type": "profile-change", "body": None, "profileChange": {"oldName": "I", "newName": "Ida"}}, {"kind": "system", "text": "changed their name from I to Ida"}),
        ({"type": "brand-new", "body": None}, {"kind": "system", "text": "brand new"}),
    ],
)  # fmt: skip
def test_records_of_every_kind(tmp_path: Path, fields: dict[str, Any], expected: dict[str, Any]) -> None:
    (message,) = listed(tmp_path, record(**fields))
    assert {name: getattr(message, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("name", "authors", "native", "kind"),
    [
        ("Ida (+15550100).json", [], "+15550100", "direct"),
        (f"Ida ({BO}).json", [], BO, "direct"),
        ("Ida.json", [IDA], IDA, "direct"),
        ("Kayaks (group).json", [IDA], None, "group"),
        ("Kayaks.json", [IDA, BO], None, "group"),
        ("Note to Self.json", [], None, None),
    ],
)
def test_a_lists_name_and_people_tell_the_chat(
    tmp_path: Path, name: str, authors: list[str], native: str | None, kind: str | None
) -> None:
    rows = [record(type="outgoing", sourceServiceId=None), *(record(sourceServiceId=one) for one in authors)]
    chat = listed(tmp_path, *rows, name=name)[0].chat
    assert (chat.native, chat.kind) == (native, kind)


def test_a_database_that_was_decrypted_knows_people_and_groups() -> None:
    found = read(CORPUS / "good_unlocked" / "desktop.sqlite")
    said = [one for one in found if isinstance(one, Message)]
    assert [one for one in found if isinstance(one, Contact)] == [
        Contact(account=said[0].sender, numbers=("+15550100",))
    ]
    assert said[0].sender.name == "Ida Berg"
    assert said[0].reactions[0].sender == "Me"
    assert (said[-1].chat.native, said[-1].chat.kind, said[-1].text) == (
        "R3JvdXA=",
        "group",
        "the group changed",
    )


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (json.dumps([record()]), 3),
        ("[\n" + json.dumps(record(type="group-v2-change")) + "\n]", 3),
        ('[{"conversationId": "1", "type": "message"}]', 0),
        ("Conversation: Ida\n\nFrom: You\nType: outgoing\nSent: Tue, 11", 3),
        ("Conversation: Ida\n\nHello\n", 0),
        ("[Jun 11, 2024 12:01:00] *** created", 3),
        ("[Jun 11, 2024 12:01:00] something", 0),
        ("2024-06-11 12:01 Ida: Hello\n2024-06-11 12:02 You: Hi\n", 0),
        ('{"date": "2024-06-11T12:00:00", "sender": "Ida", "body": "", "quote": ""', 3),
        ('{"date": "2024-06-11T12:00:00", "sender": "Ida", "message": ""}', 0),
    ],
)
def test_only_what_these_tools_write_is_recognised(head: str, sure: int) -> None:
    assert SOURCE.recognises(Peek(name="x", members=(), head=head.encode(), first={})) == sure


LINE = st.sampled_from(
    ["[2024-06-11 12:01:00] Me: x  ", "[2024-06-11, 12:01] Ida: ", "[2024-02-31 12:01:00] Ida: x", "(- Me: 👍, x -)", "(( 🐟 ))",
     "> quoted", "", "![a](./media/b.png)  ", "[Jun 31, 2024 12:01:00] *** <Bo> sent file \"a.b\"", "[Jun 11, 2024 12:01:00] <Bo> x",
     "2024-06-11 12:01 You: [edited] x", "2024-06-11 12:01 Bo: [keychange message]", "From: You", "Type: outgoing", "Type: keychange",
     "Sent: Tue, 11 Jun 2024 12:02:00 +0200", "Sent: unknown", "Edited: 2 versions", "| Version: 1", "| Sent: Tue, 11 Jun 2024 12:02:00 +9999",
     "|", "| x", "> From: x", ">", "Attachment: (,  bytes)", "Reaction: 👍 from You", "(This message was deleted)"]
) | st.text(max_size=10)  # fmt: skip


@FUZZ
@given(st.sampled_from(["chat.md", "x.txt"]), st.lists(LINE, max_size=25))
def test_fuzz_no_order_of_lines_breaks_the_readers(name: str, lines: list[str]) -> None:
    with scratch(name) as path:
        path.write_text("\n".join(lines) or "\n", encoding="utf-8", errors="replace")
        for one in SOURCE.formats:
            if one.recognises(Peek(name=name, members=(), head=path.read_bytes(), first={})):
                assert all(isinstance(found, Message | Problem) for found in one.read(Export(path)))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64) | st.text(st.characters(codec="utf-8"), max_size=9)
    | st.sampled_from([SENT, str(SENT), IDA, "incoming", "￼", "group"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["id", "text", "emoji", "name", "start", "mentionAci", "timestamp", "body", "fromId", "contentType"]), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip
FIELDS = re.findall(
    r"\w+",
    """
    id conversationId sent_at timestamp type sourceServiceId sourceUuid source body quote reactions attachments sticker contact
    preview bodyRanges editHistory deletedForEveryone callHistoryDetails profileChange poll expireTimer isViewOnce date sender call missed deleted
    """,
)


@FUZZ
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=6), max_size=4))
def test_fuzz_no_value_in_any_record_breaks_the_readers(rows: list[dict[str, Any]]) -> None:
    made = [*rows, *(record(**row) for row in rows)]
    with scratch("x.json") as path:
        path.write_text(json.dumps([record(), *made]), encoding="utf-8")
        assert all(isinstance(one, Message | Problem) for one in read(path))
        first = {"date": "2024-06-11T12:00:00", "sender": "Ida", "body": "", "quote": ""}
        path.write_text(
            "\n".join(
                json.dumps({**first, **row} if number else first) for number, row in enumerate([first, *rows])
            )
        )
        assert all(isinstance(one, Message | Problem) for one in read(path))


@FUZZ
@given(
    st.lists(st.tuples(ANYTHING, ANYTHING, st.sampled_from(["uuid_id", "c1", None]), ANYTHING), max_size=3)
)
def test_fuzz_no_value_in_a_database_breaks_the_reader(rows: list[tuple[Any, ...]]) -> None:
    with scratch("x.db") as path:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA synchronous = OFF")
            for table in ("items", "conversations", "messages"):
                db.execute(f"CREATE TABLE {table} (id, json, conversationId, type, body, sent_at)")
                for first, told, ident, more in rows:
                    values = (ident, json.dumps(told), ident, plain(more), plain(first), SENT)
                    db.execute(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?)", values)
            db.commit()
        assert all(isinstance(one, Message | Problem | Contact) for one in read(path))


def plain(value: Any) -> Any:
    """What a database can hold of a value."""
    if isinstance(value, list | dict) or (isinstance(value, int) and abs(value) >= 2**63):
        return str(value)
    return value


@contextmanager
def scratch(name: str) -> Iterator[Path]:
    """A path for a file that is gone afterwards."""
    with TemporaryDirectory() as folder:
        yield Path(folder) / name
