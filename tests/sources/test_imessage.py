"""Apple's Messages: the database, its attachments, and files of single messages."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.sources.apple import OLD_TABLES, apple, archive, build, stream, summary
from tests.sources.imessage_files import HANDLES, NOON, POLLS, row
from zhiji.chat import Account, Attachment, Contact, Edit, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.door import find
from zhiji.sources.export import Export
from zhiji.sources.imessage import SOURCE
from zhiji.sources.protocol import Entry

HANDLES_OF_OLD = [{"ROWID": 1, "id": "+15550100"}, {"ROWID": 2, "id": "ida@example.org"}]
CHATS = [
    {"ROWID": 1, "guid": "iMessage;-;+15550100", "style": 45, "chat_identifier": "+15550100"},
    {"ROWID": 2, "guid": "SMS;-;+15550100", "style": 45, "chat_identifier": "+15550100"},
    {
        "ROWID": 3,
        "guid": "iMessage;+;chat77",
        "style": 43,
        "chat_identifier": "chat77",
        "display_name": "Kayaks",
    },
]


def database(path: Path, *messages: dict[str, Any], **rows: Any) -> Path:
    """A database with these messages, all in the first chat unless told otherwise."""
    joins = [{"chat_id": 1, "message_id": one["ROWID"]} for one in messages]
    made = {"message": messages, "handle": HANDLES, "chat": CHATS, "chat_message_join": joins}
    return build(path / "chat.db", **{**made, **rows})


def read(path: Path) -> list[Entry]:
    return list(SOURCE.read(Export(path)))


def messages(path: Path) -> list[Message]:
    found = [one for one in read(path) if not isinstance(one, Contact)]
    assert all(isinstance(one, Message) for one in found), found
    return [one for one in found if isinstance(one, Message)]


def only(path: Path, *said: dict[str, Any], **rows: Any) -> Message:
    (message,) = messages(database(path, *said, **rows))
    return message


def test_a_message_of_today_keeps_its_words_in_a_typedstream(tmp_path: Path) -> None:
    message = only(
        tmp_path, row(1, attributedBody=stream("Sehen wir uns um 八点? 🛶"), date=apple(NOON + 0.25))
    )
    assert message.text == "Sehen wir uns um 八点? 🛶"
    assert message.when == datetime(2024, 6, 11, 10, 0, 0, 250_000, tzinfo=UTC)
    assert (message.precision, message.zone, message.source_id) == (Precision.EXACT, "known", "G1")
    assert message.sender == Account(name="+15550100", native="+15550100", source="imessage")
    assert (message.chat.native, message.chat.kind, message.extra) == ("+15550100", "direct", {})


def test_a_database_of_2012_counts_seconds_and_lacks_columns(tmp_path: Path) -> None:
    path = build(
        tmp_path / "chat.db",
        tables=OLD_TABLES,
        handle=[{"ROWID": 1, "id": "ida@example.org"}],
        chat=[{"ROWID": 1, "chat_identifier": "ida@example.org"}],
        message=[
            {
                "ROWID": 1,
                "guid": "G",
                "text": "Old words",
                "handle_id": 0,
                "is_from_me": 1,
                "date": 360_000_000,
            }
        ],
        chat_message_join=[{"chat_id": 1, "message_id": 1}],
    )
    (message,) = messages(path)
    assert message.text == "Old words"
    assert (message.when, message.precision) == (datetime(2012, 5, 29, 16, tzinfo=UTC), Precision.SECOND)
    assert (message.sender.owner, message.sender.native) == (True, "me")
    assert message.chat.kind == "direct"


def test_one_person_on_two_services_is_one_chat(tmp_path: Path) -> None:
    joins = [{"chat_id": 1, "message_id": 1}, {"chat_id": 2, "message_id": 2}]
    said = [row(1, text="by iMessage"), row(2, text="by SMS", service="SMS")]
    first, second = messages(database(tmp_path, *said, chat_message_join=joins))
    assert first.chat is second.chat
    assert (first.extra, second.extra) == ({}, {"service": "SMS"})


def test_a_message_in_two_chats_is_kept_once(tmp_path: Path) -> None:
    joins = [{"chat_id": 3, "message_id": 1}, {"chat_id": 1, "message_id": 1}]
    message = only(tmp_path, row(1, text="to both"), chat_message_join=joins)
    assert message.chat.native == "+15550100"
    assert message.extra == {"also_in": ["chat77"]}


def test_a_group_without_a_name_is_called_by_its_people(tmp_path: Path) -> None:
    chats = [{"ROWID": 9, "style": 43, "chat_identifier": "chat9", "display_name": ""}]
    people = [{"chat_id": 9, "handle_id": 3}, {"chat_id": 9, "handle_id": 1}]
    message = only(tmp_path, row(1, text="x"), chat=chats, chat_handle_join=people, chat_message_join=[
        {"chat_id": 9, "message_id": 1}])  # fmt: skip
    assert (message.chat.name, message.chat.kind) == ("+15550100, +15550199", "group")


@pytest.mark.parametrize(
    ("fields", "native"),
    [
        ({"cache_roomnames": "chat77"}, "chat77"),
        ({}, "+15550100"),
        ({"handle_id": 0, "is_from_me": 1}, None),
    ],
)
def test_a_message_without_a_chat_is_kept_where_it_belongs(
    tmp_path: Path, fields: dict[str, Any], native: str | None
) -> None:
    message = only(tmp_path, row(1, text="lost", **fields), chat_message_join=[])
    assert (message.chat.native, message.text) == (native, "lost")


def test_a_copy_without_the_tables_of_chats_has_a_chat_for_each_handle(tmp_path: Path) -> None:
    path = build(
        tmp_path / "copy.db",
        tables={name: OLD_TABLES[name] for name in ("message", "handle")},
        handle=HANDLES_OF_OLD,
        message=[
            {"ROWID": 1, "guid": "A", "text": "hello", "handle_id": 1, "is_from_me": 0, "date": 360_000_000},
            {"ROWID": 2, "guid": "B", "text": "you", "handle_id": 1, "is_from_me": 1, "date": 360_000_060},
            {"ROWID": 3, "guid": "C", "text": "third", "handle_id": 2, "is_from_me": 0, "date": 360_000_120},
        ],
    )
    (source, export), *_ = find(path).exports
    found = [one for one in source.read(export) if isinstance(one, Message)]
    assert source.name == "imessage"
    assert [(one.chat.native, one.text, one.sender.owner) for one in found] == [
        ("+15550100", "hello", False),
        ("+15550100", "you", True),
        ("ida@example.org", "third", False),
    ]


def test_a_database_of_others_with_tables_of_these_names_is_told(tmp_path: Path) -> None:
    tables = {"message": "ROWID INTEGER PRIMARY KEY, body TEXT", "handle": "id TEXT"}
    with pytest.raises(UnreadableFile, match="not those of Apple"):
        read(build(tmp_path / "other.db", tables=tables))


def test_what_was_deleted_lately_is_in_its_chat_and_marked(tmp_path: Path) -> None:
    gone = [{"chat_id": 3, "message_id": 1, "delete_date": 1}]
    message = only(tmp_path, row(1, text="x"), chat_message_join=[], chat_recoverable_message_join=gone)
    assert (message.chat.name, message.extra) == ("Kayaks", {"deleted": "recently"})


def test_tapbacks_are_reactions_and_the_last_word_counts(tmp_path: Path) -> None:
    said = [
        row(1, text="Lake at noon?"),
        row(2, associated_message_type=2001, associated_message_guid="p:0/G1", text="Liked “Lake at noon?”"),
        row(3, associated_message_type=2000, associated_message_guid="p:0/G1", is_from_me=1),
        row(4, associated_message_type=2003, associated_message_guid="p:0/G1"),
        row(
            5,
            associated_message_type=2006,
            associated_message_emoji="🛶",
            associated_message_guid="bp:G1",
            handle_id=3,
        ),
        row(6, associated_message_type=2007, associated_message_guid="p:0/G1"),
        row(7, associated_message_type=3000, associated_message_guid="p:0/G1", is_from_me=1),
    ]
    (message,) = messages(database(tmp_path, *said))
    assert [(one.sender, one.emoji) for one in message.reactions] == [
        ("+15550100", "😂"),  # in place of the thumb
        ("+15550199", "🛶"),
        ("+15550100", "sticker"),  # on top of it
    ]
    assert message.reactions[0].when == datetime(2024, 6, 11, 10, 0, 40, tzinfo=UTC)


def test_a_tapback_on_what_is_no_longer_there_is_a_line(tmp_path: Path) -> None:
    said = [
        row(1, text="Loved “Bring oars”", associated_message_type=2000, associated_message_guid="p:0/GONE"),
        row(2, text="Removed a heart", associated_message_type=3000, associated_message_guid="p:0/OTHER"),
    ]
    message = only(tmp_path, *said)
    assert (message.kind, message.text, message.chat.native) == ("system", "Loved “Bring oars”", "+15550100")


def test_a_sticker_put_on_a_message_answers_it(tmp_path: Path) -> None:
    message = only(
        tmp_path,
        row(2, text="￼", associated_message_type=1000, associated_message_guid="p:0/G1"),
        attachment=[{"ROWID": 5, "filename": "~/Library/Messages/StickerCache/a.heic", "is_sticker": 1}],
        message_attachment_join=[{"message_id": 2, "attachment_id": 5}],
    )
    assert (message.kind, message.text, message.reply_to) == ("sticker", "", "G1")
    assert message.attachments == (Attachment(name="a.heic", path="StickerCache/a.heic"),)


def test_edits_tell_each_version_of_the_whole_text(tmp_path: Path) -> None:
    now = stream(
        "one two", (4, {"__kIMMessagePartAttributeName": 0}), (3, {"__kIMMessagePartAttributeName": 1})
    )
    told = summary({"0": [(NOON, "eins "), (NOON + 60, "one ")], "1": [(NOON, "zwei"), (NOON + 30, "two")]})
    message = only(
        tmp_path, row(1, attributedBody=now, date_edited=apple(NOON + 60), message_summary_info=told)
    )
    assert message.text == "one two"
    assert message.edits == tuple(
        Edit(text=text, when=datetime.fromtimestamp(NOON + seconds, UTC))
        for seconds, text in ((0, "eins zwei"), (30, "eins two"), (60, "one two"))
    )


def test_an_unsent_message_is_recalled_and_what_it_said_is_kept(tmp_path: Path) -> None:
    told = summary({"0": [(NOON, "Oops")]}, unsent=[0])
    message = only(tmp_path, row(1, date_edited=apple(NOON + 5), message_summary_info=told))
    assert (message.recalled, message.text, [edit.text for edit in message.edits]) == (True, "", ["Oops"])
    partly = only(
        tmp_path / "partly",
        row(1, attributedBody=stream("stays"), date_edited=1, message_summary_info=summary({}, unsent=[1])),
    )
    assert (partly.recalled, partly.text, partly.extra) == (False, "stays", {"unsent_parts": [1]})


def test_replies_mentions_effects_and_subjects(tmp_path: Path) -> None:
    mention = stream("Ask Ida", (4, {}), (3, {"__kIMMentionConfirmedMention": "ida@example.org"}))
    message = only(
        tmp_path,
        row(
            1,
            attributedBody=mention,
            subject="Oars",
            thread_originator_guid="G0",
            expressive_send_style_id="com.apple.messages.effect.CKConfettiEffect",
            error=22,
            schedule_type=2,
        ),
    )
    assert (message.text, message.reply_to, message.mentions) == ("Oars\nAsk Ida", "G0", ("ida@example.org",))
    assert message.extra == {"effect": "Confetti", "failed": True, "scheduled": True}


@pytest.mark.parametrize(
    ("fields", "kind", "text"),
    [
        ({"item_type": 1, "other_handle": 3}, "system", "added +15550199 to the conversation"),
        ({"item_type": 1, "other_handle": 1}, "system", "changed their phone number"),
        (
            {"item_type": 1, "other_handle": 3, "group_action_type": 1},
            "system",
            "removed +15550199 from the conversation",
        ),
        ({"item_type": 2, "group_title": "Kayaks"}, "system", "named the conversation “Kayaks”"),
        ({"item_type": 2}, "system", "removed the name of the conversation"),
        ({"item_type": 3}, "system", "left the conversation"),
        ({"item_type": 3, "group_action_type": 1}, "system", "changed the group photo"),
        ({"item_type": 3, "group_action_type": 2}, "system", "removed the group photo"),
        ({"item_type": 4}, "location", "started sharing location"),
        ({"item_type": 4, "share_status": 1}, "location", "stopped sharing location"),
        ({"item_type": 5}, "system", "kept an audio message"),
        ({"item_type": 6}, "system", "used SharePlay"),
        ({"item_type": 99, "text": "Something new"}, "system", "Something new"),
    ],
)
def test_what_happens_in_a_group_is_a_line_of_who_did_it(
    tmp_path: Path, fields: dict[str, Any], kind: str, text: str
) -> None:
    message = only(tmp_path, row(1, **fields))
    assert (message.kind, message.text, message.sender.name) == (kind, text, "+15550100")


def test_a_location_that_the_owner_shares_is_the_owners(tmp_path: Path) -> None:
    assert only(tmp_path, row(1, item_type=4, other_handle=1, share_direction=0)).sender.owner


@pytest.mark.parametrize(
    ("file", "fields", "kind", "path"),
    [
        ({"filename": "~/Library/Messages/Attachments/a/IMG.HEIC", "mime_type": "image/heic"}, {}, "image",
         "Attachments/a/IMG.HEIC"),
        ({"filename": "/var/mobile/Library/SMS/Attachments/a/v.MOV", "uti": "com.apple.quicktime-movie"}, {}, "video",
         "Attachments/a/v.MOV"),
        ({"filename": "~/Library/Messages/Attachments/a.caf", "uti": "com.apple.coreaudio-format"},
         {"is_audio_message": 1}, "voice", "Attachments/a.caf"),
        ({"filename": "~/Library/Messages/Attachments/a.vcf", "mime_type": "text/vcard"}, {}, "contact",
         "Attachments/a.vcf"),
        ({"filename": "~/Library/Messages/Attachments/p.pdf", "mime_type": "application/pdf"}, {}, "file",
         "Attachments/p.pdf"),
        ({"filename": "/private/tmp/elsewhere.png", "mime_type": "image/png"}, {}, "image", None),
        ({"filename": None, "transfer_name": "gone.png"}, {}, "file", None),
    ],
)  # fmt: skip
def test_files_are_looked_for_beside_the_database(
    tmp_path: Path, file: dict[str, Any], fields: dict[str, Any], kind: str, path: str | None
) -> None:
    message = only(
        tmp_path,
        row(1, text="￼Look", **fields),
        attachment=[{"ROWID": 4, "total_bytes": 12, **file}],
        message_attachment_join=[{"message_id": 1, "attachment_id": 4}],
    )
    assert (message.kind, message.text) == (kind, "Look")
    assert [(one.path, one.size) for one in message.attachments] == [(path, 12)]


def test_pictures_of_a_preview_are_no_files_and_spoken_words_are_told(tmp_path: Path) -> None:
    spoken = stream("￼", (1, {"IMAudioTranscription": "See you at the pier"}))
    files = [
        {"ROWID": 1, "filename": "~/Library/Messages/Attachments/x.pluginPayloadAttachment"},
        {
            "ROWID": 2,
            "filename": "~/Library/Messages/Attachments/Audio Message.caf",
            "mime_type": "audio/x-caf",
        },
    ]
    joins = [{"message_id": 1, "attachment_id": 1}, {"message_id": 1, "attachment_id": 2}]
    said = row(1, attributedBody=spoken, is_audio_message=1)
    message = only(tmp_path, said, attachment=files, message_attachment_join=joins)
    assert (message.kind, message.text, message.transcript) == ("voice", "", "See you at the pier")
    assert [one.name for one in message.attachments] == ["Audio Message.caf"]


def test_a_link_keeps_what_was_typed_and_what_its_card_shows(tmp_path: Path) -> None:
    card = archive(
        {
            "richLinkMetadata": {
                "title": "Lake Cabin",
                "summary": "Sleeps six.",
                "siteName": "Cabins",
                "originalURL": "https://example.org/1",
            }
        }
    )
    fields = {"balloon_bundle_id": "com.apple.messages.URLBalloonProvider", "payload_data": card}
    typed = only(tmp_path, row(1, attributedBody=stream("https://example.org/1"), **fields))
    assert (typed.kind, typed.text, typed.caption) == (
        "link",
        "https://example.org/1",
        "Lake Cabin\nSleeps six.",
    )
    assert typed.extra == {"url": "https://example.org/1", "site": "Cabins"}
    bare = only(tmp_path / "bare", row(1, text="\ufffd", **fields))
    assert (bare.text, bare.caption) == ("Lake Cabin\nhttps://example.org/1", "Sleeps six.")


def test_apps_say_what_their_balloons_show(tmp_path: Path) -> None:
    pay = "com.apple.messages.MSMessageExtensionBalloonPlugin:0:com.apple.PassbookUIService.PeerPaymentMessagesExtension"
    shown = archive(
        {
            "an": "Apple Cash",
            "ldtext": "Sent $20.",
            "userInfo": {"caption": "Apple Cash", "subcaption": "$20"},
        }
    )
    message = only(tmp_path, row(1, text="\ufffd", balloon_bundle_id=pay, payload_data=shown))
    assert (message.kind, message.text) == ("transfer", "Sent $20.\nApple Cash\n$20")
    app = {"bundle": "com.apple.PassbookUIService.PeerPaymentMessagesExtension", "name": "Apple Cash"}
    assert message.extra == {"app": app}
    drawn = only(tmp_path / "x", row(1, balloon_bundle_id="com.apple.Handwriting.HandwritingProvider"))
    assert (drawn.kind, drawn.text) == ("image", "")


def test_a_poll_lists_its_options_and_who_chose_them(tmp_path: Path) -> None:
    poll = (
        'data:,{"item":{"title":"When%3F","orderedPollOptions":[{"optionIdentifier":"a","text":"Monday"},'
        '{"optionIdentifier":"b","text":"Friday"}]}}'
    )
    vote = 'data:,{"item":{"votes":[{"voteOptionIdentifier":"b","participantHandle":"+15550199"}]}}'
    said = [
        row(1, balloon_bundle_id=POLLS, payload_data=archive({"URL": poll})),
        row(
            2,
            associated_message_type=4000,
            associated_message_guid="G1",
            handle_id=3,
            payload_data=archive({"URL": vote}),
        ),
        row(
            3,
            associated_message_type=4000,
            associated_message_guid="G1",
            is_from_me=1,
            payload_data=archive({"URL": vote}),
        ),
    ]
    message = only(tmp_path, *said)
    assert (message.kind, message.text) == ("poll", "When?\n- Monday\n- Friday")
    assert message.extra["votes"] == {"Friday": ["+15550199", "Me"]}


def test_contacts_are_the_handles_with_what_is_of_one_person(tmp_path: Path) -> None:
    chats = [
        {
            "ROWID": 1,
            "chat_identifier": "x",
            "account_login": "E:me@example.org",
            "last_addressed_handle": "+15550111",
        }
    ]
    contacts = [one for one in read(database(tmp_path, chat=chats)) if isinstance(one, Contact)]
    assert [(one.account.native, one.numbers, one.emails) for one in contacts] == [
        ("me", ("+15550111",), ("me@example.org",)),
        ("+15550100", ("+15550100",), ("ida@example.org",)),
        ("ida@example.org", ("+15550100",), ("ida@example.org",)),
        ("+15550199", ("+15550199",), ()),
    ]
    assert contacts[1].details == {"country": "us"}


@pytest.mark.parametrize(
    ("date", "kept"), [(0, True), (None, False), ("yesterday", False), (1e300, False), (10**30, False)]
)
def test_a_time_that_is_none_is_a_problem(tmp_path: Path, date: Any, kept: bool) -> None:
    path = database(tmp_path, row(1, text="x", date=None if date == 10**30 else date))
    if date == 10**30:
        with closing(sqlite3.connect(path)) as db:
            db.execute("UPDATE message SET date = ?", (str(date),))
            db.commit()
    (found,) = [one for one in read(path) if not isinstance(one, Contact)]
    if kept:
        assert isinstance(found, Message)
        assert found.when == datetime(2001, 1, 1, tzinfo=UTC)
    else:
        assert found == Problem("chat.db: message 1", "it has no time")


def test_where_no_time_of_sending_is_told_that_of_arriving_is_taken(tmp_path: Path) -> None:
    assert only(tmp_path, row(1, text="x", date=0, date_read=apple(NOON))).when == datetime.fromtimestamp(
        NOON, UTC
    )


def test_a_database_that_is_in_use_gives_its_latest_rows(tmp_path: Path) -> None:
    path = database(tmp_path, row(1, text="before"))
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("UPDATE message SET text = 'after'")
        db.commit()
        (message,) = messages(path)
    assert message.text == "after"


def test_a_folder_or_zip_of_messages_finds_its_attachments(tmp_path: Path) -> None:
    file = {"ROWID": 1, "filename": "~/Library/Messages/Attachments/0a/x.jpg", "mime_type": "image/jpeg"}
    path = database(
        tmp_path / "Messages",
        row(1, text="￼"),
        attachment=[file],
        message_attachment_join=[{"message_id": 1, "attachment_id": 1}],
    )
    (tmp_path / "Messages" / "Attachments" / "0a").mkdir(parents=True)
    (tmp_path / "Messages" / "Attachments" / "0a" / "x.jpg").write_bytes(b"jpg")
    (found,) = find(tmp_path).exports
    (message,) = [one for one in SOURCE.read(found[1]) if isinstance(one, Message)]
    stream = found[1].read_attachment(message.attachments[0].path or "")
    assert found[1].path == path
    assert stream is not None
    with stream:
        assert stream.read() == b"jpg"


def test_a_bare_body_is_one_message_at_the_files_date(tmp_path: Path) -> None:
    path = tmp_path / "body.bin"
    path.write_bytes(stream("￼test 1￼test 2"))
    os.utime(path, (NOON, NOON))
    (message,) = [one for one in read(path) if isinstance(one, Message)]
    assert (message.text, message.chat.name, message.extra) == (
        "test 1test 2",
        "body.bin",
        {"timed_by": "the file"},
    )
    assert message.when == datetime.fromtimestamp(NOON, UTC)
    path.write_bytes(b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x12NSAttributedString\0")
    with pytest.raises(UnreadableFile, match="holds no text"):
        read(path)
