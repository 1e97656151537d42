from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.chat import Account, Attachment, Contact, Edit, Message, Precision, Problem, Reaction
from zhiji.errors import UnreadableFile
from zhiji.sources.door import find
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.signal import SOURCE
from zhiji.sources.signal.groups import derived, group_id

FUZZ = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)
SENT = 1_718_100_000_000  # 2024-06-11T10:00:00Z
IDA, BO, MIRA = (str(uuid.UUID(int=number << 64)) for number in (1, 2, 3))
INFO = {"version": "1", "backupTimeMs": str(SENT), "mediaRootBackupKey": "AAAA"}


def encoded(raw: str | bytes) -> str:
    """Bytes, or those of a UUID, in base64."""
    return base64.b64encode(raw if isinstance(raw, bytes) else uuid.UUID(raw).bytes).decode()


HEAD: list[dict[str, Any]] = [
    INFO,
    {"account": {"givenName": "Mira", "username": "mira.07"}},
    {"recipient": {"id": "1", "self": {}}},
    {"recipient": {"id": "2", "contact": {"aci": encoded(IDA), "e164": "15550100", "profileGivenName": "Ida", "profileFamilyName": "Berg"}}},
    {"recipient": {"id": "3", "contact": {"aci": encoded(BO), "profileGivenName": "Bo"}}},
    {"recipient": {"id": "4", "group": {"masterKey": encoded(bytes(32)), "snapshot": {
        "title": {"title": "Kayaks"},
        "members": [{"userId": encoded(one)} for one in (IDA, BO, MIRA)],
    }}}},
    {"recipient": {"id": "5", "callLink": {"rootKey": encoded(bytes(16)), "name": "Standup"}}},
    {"chat": {"id": "1", "recipientId": "2"}},
    {"chat": {"id": "2", "recipientId": "4"}},
]  # fmt: skip


def item(author: str = "2", /, **fields: Any) -> dict[str, Any]:
    return {"chatItem": {"chatId": "1", "authorId": author, "dateSent": str(SENT), "incoming": {}, **fields}}


def said(body: str, **more: Any) -> dict[str, Any]:
    return {"standardMessage": {"text": {"body": body}, **more}}


def written(path: Path, *frames: Any, head: Sequence[Any] = HEAD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one) + "\n" for one in (*head, *frames)), encoding="utf-8")
    return path


def read(path: Path) -> list[Entry]:
    return list(SOURCE.read(Export(path)))


def messages(tmp_path: Path, *frames: Any) -> list[Message]:
    found = [one for one in read(written(tmp_path / "main.jsonl", *frames)) if not isinstance(one, Contact)]
    assert all(isinstance(one, Message) for one in found), found
    return [one for one in found if isinstance(one, Message)]


def only(tmp_path: Path, frame: Any) -> Message:
    (message,) = messages(tmp_path, frame)
    return message


def test_a_message_is_known_by_who_and_when(tmp_path: Path) -> None:
    message = only(tmp_path, item(**said("Kayaks at nine?")))
    assert message.source_id == f"{IDA}:{SENT}"
    assert message.sender == Account(name="Ida Berg", native=IDA, source="signal")
    assert (message.when, message.precision) == (datetime(2024, 6, 11, 10, tzinfo=UTC), Precision.MILLISECOND)
    assert (message.chat.native, message.chat.name, message.chat.kind) == (IDA, "Ida Berg", "direct")
    own = only(tmp_path, item("1", **said("Yes")))
    assert (own.sender.owner, own.sender.name, own.source_id) == (True, "Mira", f"self:{SENT}")


def test_numbers_may_be_numbers_and_keys_may_have_underscores(tmp_path: Path) -> None:
    plain = only(tmp_path, {"chatItem": {"chatId": 1, "authorId": 2.0, "dateSent": SENT, **said("x")}})
    head = [
        INFO,
        {
            "recipient": {
                "id": 2,
                "contact": {"aci": IDA, "profile_given_name": "Ida", "profile_family_name": "Berg"},
            }
        },
    ]
    frames = [
        {"chat": {"id": 1, "recipient_id": 2}},
        {
            "chat_item": {
                "chat_id": 1,
                "author_id": 2,
                "date_sent": SENT,
                "standard_message": {"text": {"body": "x"}},
            }
        },
    ]
    found = read(written(tmp_path / "snake.jsonl", *frames, head=head))
    assert found[-1] == plain


def test_what_is_left_out_is_zero(tmp_path: Path) -> None:
    head = [INFO, {"recipient": {"contact": {"e164": "15550100"}}}, {"chat": {}}]
    *_, message = read(written(tmp_path / "main.jsonl", {"chatItem": {"standardMessage": {}}}, head=head))
    assert isinstance(message, Message)
    assert (message.when.year, message.chat.native, message.source_id) == (1970, "+15550100", "+15550100:0")


def test_people_are_contacts_and_a_number_is_written_with_its_plus(tmp_path: Path) -> None:
    contact = {
        "pni": encoded(BO), "e164": "15550123", "username": "kim.12", "nickname": {"given": "Kimmy"},
        "systemGivenName": "Kim", "systemFamilyName": "Lo", "profileGivenName": "K", "note": "from the lake",
    }  # fmt: skip
    found = read(written(tmp_path / "main.jsonl", {"recipient": {"id": "9", "contact": contact}}))
    assert found[-1] == Contact(
        account=Account(name="Kimmy", native="+15550123", source="signal"),
        names=("Kim Lo", "K"),
        numbers=("+15550123",),
        details={"username": "kim.12", "note": "from the lake"},
    )
    hidden = {"recipient": {"id": "9", "contact": {"pni": encoded(BO)}}}
    assert read(written(tmp_path / "main.jsonl", hidden))[-1] == Contact(
        account=Account(name="Unknown", native=f"PNI:{BO}", source="signal")
    )


def test_a_group_is_known_by_the_id_that_signal_derives_from_its_key(tmp_path: Path) -> None:
    # The vector is that of libsignal's own test of its hash object.
    assert (
        derived(b"asd", b"asdasd").hex() == "392cb9449373037fa0c11aebed69cca3b7d3bc9790878f341729c65d5506442f"
    )
    chat = only(tmp_path, item(chatId="2", **said("x"))).chat
    assert (chat.native, chat.name, chat.kind) == (group_id(bytes(32)), "Kayaks", "group")
    assert group_id(b"short") is None


def test_a_reply_points_to_what_it_answers_also_when_that_was_edited(tmp_path: Path) -> None:
    edited = item(dateSent=str(SENT + 9), revisions=[item(**said("Ten"))["chatItem"]], **said("Eleven"))
    quote = {"targetSentTimestamp": str(SENT + 9), "authorId": "2", "text": {"body": "Eleven"}}
    answer = item("1", dateSent=str(SENT + 20), **said("Fine", quote=quote))
    first, second = messages(tmp_path, edited, answer)
    assert (first.text, first.source_id) == ("Eleven", f"{IDA}:{SENT}")
    assert first.edits == (
        Edit(text="Ten", when=datetime(2024, 6, 11, 10, tzinfo=UTC)),
        Edit(text="Eleven", when=datetime(2024, 6, 11, 10, 0, 0, 9000, tzinfo=UTC)),
    )
    assert second.reply_to == first.source_id
    lost = only(tmp_path, item(**said("Hm", quote={"authorId": "3", "text": {"body": "gone"}})))
    assert (lost.reply_to, lost.extra) == (None, {"quoted": {"sender": "Bo", "text": "gone"}})


def test_mentions_take_the_place_that_is_kept_for_them(tmp_path: Path) -> None:
    ranges = [
        {"start": 3, "length": 1, "mentionAci": encoded(BO)},
        {"length": 1, "mentionAci": encoded(MIRA)},
    ]
    message = only(tmp_path, item(**said("￼🛶￼ and ￼", text={"body": "￼🛶￼ and ￼", "bodyRanges": ranges})))
    assert message.text == "@Mira🛶@Bo and ￼"
    assert message.mentions == (BO, "self")  # who is in a group without being a contact is oneself
    over = only(tmp_path, item(**said("", text={"body": "plain", "bodyRanges": ranges})))
    assert over.text == "plain"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"stickerMessage": {"sticker": {"emoji": "🐟", "data": {"contentType": "image/webp"}}}},
         {"kind": "sticker", "text": "", "caption": "🐟", "attachments": (Attachment(mime="image/webp"),)}),
        ({"remoteDeletedMessage": {}}, {"recalled": True, "text": ""}),
        ({"adminDeletedMessage": {"adminId": "1"}}, {"recalled": True, "extra": {"deleted_by": "Mira"}}),
        ({"viewOnceMessage": {}}, {"kind": "image", "extra": {"view_once": True}}),
        ({"viewOnceMessage": {"attachment": {"pointer": {"contentType": "video/mp4"}}}}, {"kind": "video"}),
        ({"giftBadge": {"state": "OPENED"}}, {"kind": "transfer", "text": "gift badge", "extra": {"badge": "opened"}}),
        ({"giftBadge": {"state": 2}}, {"extra": {"badge": "redeemed"}}),
        ({"paymentNotification": {"amountMob": "1.5", "feeMob": "0.1", "note": "lunch", "transactionDetails": {"transaction": {"status": "SUCCESSFUL"}}}},
         {"kind": "transfer", "text": "1.5 MOB\nlunch", "extra": {"fee": "0.1 MOB", "status": "successful"}}),
        ({"paymentNotification": {"transactionDetails": {"failedTransaction": {}}}}, {"text": "", "extra": {"status": "failed"}}),
        ({"contactMessage": {"contact": {"name": {"givenName": "Kim", "familyName": "Lo"}, "number": [{"value": "+1555"}],
                                        "email": [{"value": "k@example.org"}], "organization": "Lake Ltd",
                                        "address": [{"street": "Pier 1", "city": "Ulm"}]}}},
         {"kind": "contact", "text": "Kim Lo\nLake Ltd\n+1555\nk@example.org\nPier 1, Ulm"}),
        ({"directStoryReplyMessage": {"emoji": "👏"}}, {"text": "👏", "extra": {"story_reply": True}}),
        ({"directStoryReplyMessage": {"textReply": {"text": {"body": "Nice"}}}}, {"text": "Nice"}),
        ({"poll": {"question": "When?", "options": [{"option": "Mon", "votes": [{"voterId": "1"}]}, {"option": "Fri"}]}},
         {"kind": "poll", "text": "When?\n- Mon\n- Fri", "extra": {"votes": {"Mon": ["Mira"]}}}),
        ({"standardMessage": {"attachments": [{"pointer": {"contentType": "audio/aac"}, "flag": "VOICE_MESSAGE"}]}}, {"kind": "voice"}),
        ({"standardMessage": {"attachments": [{"pointer": {"contentType": "audio/aac"}, "flag": 1}]}}, {"kind": "voice"}),
        ({"standardMessage": {"attachments": [{"pointer": {"contentType": "image/png", "caption": "Boat"}}]}}, {"kind": "image", "text": "Boat"}),
        ({"standardMessage": {"attachments": [{"pointer": {"fileName": "a.pdf", "locatorInfo": {"size": 5}}}]}},
         {"kind": "file", "attachments": (Attachment(name="a.pdf", size=5),)}),
        ({"standardMessage": {"text": {"body": "see https://x.example"}, "linkPreview": [{"url": "https://x.example", "title": "X", "description": "Y"}]}},
         {"kind": "link", "text": "see https://x.example", "caption": "X\nY", "extra": {}}),
        ({"expiresInMs": "60000", "sms": True, "standardMessage": {}}, {"extra": {"expires_in_ms": 60000, "service": "SMS"}}),
        ({"outgoing": {"sendStatus": [{"recipientId": "2", "failed": {}}]}, "standardMessage": {}}, {"extra": {"failed": True}}),
        ({"somethingNew": {}}, {"kind": "system", "text": ""}),
    ],
)  # fmt: skip
def test_every_kind_of_message(tmp_path: Path, fields: dict[str, Any], expected: dict[str, Any]) -> None:
    message = only(tmp_path, item(**fields))
    assert {name: getattr(message, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("update", "kind", "text"),
    [
        ({"simpleUpdate": {"type": "JOINED_SIGNAL"}}, "system", "joined Signal"),
        ({"simpleUpdate": {"type": 14}}, "system", "blocked"),
        ({"simpleUpdate": {"type": "BRAND_NEW"}}, "system", "brand new"),
        ({"simpleUpdate": {}}, "system", "unknown"),
        ({"expirationTimerChange": {"expiresInMs": "604800000"}}, "system", "set the timer of disappearing messages to 1 week"),
        ({"expirationTimerChange": {"expiresInMs": "90000"}}, "system", "set the timer of disappearing messages to 90 seconds"),
        ({"expirationTimerChange": {}}, "system", "turned off disappearing messages"),
        ({"profileChange": {"previousName": "Ida B", "newName": "Ida Berg"}}, "system", "changed their name from Ida B to Ida Berg"),
        ({"learnedProfileChange": {"e164": "15550100"}}, "system", "was known as +15550100 before"),
        ({"threadMerge": {"previousE164": "15550100"}}, "system", "the chat with +15550100 was merged into this one"),
        ({"sessionSwitchover": {"e164": "15550100"}}, "system", "+15550100 belongs to this chat"),
        ({"pollTerminate": {"question": "When?"}}, "system", "ended the poll “When?”"),
        ({"brandNew": {}}, "system", "brand new"),
        ({"individualCall": {"type": "VIDEO_CALL", "direction": "OUTGOING", "state": "NOT_ACCEPTED"}}, "call", "outgoing video call, not answered"),
        ({"individualCall": {"type": 1, "state": 3}}, "call", "missed voice call"),
        ({"individualCall": {}}, "call", "incoming voice call"),
        ({"groupCall": {"state": "JOINED", "startedCallTimestamp": "1000", "endedCallTimestamp": "66000"}}, "call", "group call, 1:05"),
        ({"groupCall": {"state": "DECLINED"}}, "call", "group call, declined"),
        ({"groupCall": {"state": "MISSED_NOTIFICATION_PROFILE"}}, "call", "missed group call"),
    ],
)  # fmt: skip
def test_every_update_is_a_line(tmp_path: Path, update: dict[str, Any], kind: str, text: str) -> None:
    message = only(tmp_path, item(directionless={}, updateMessage=update))
    assert (message.kind, message.text) == (kind, text)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"groupCreationUpdate": {"updaterAci": encoded(IDA)}}, "Ida Berg created the group"),
        ({"groupMemberAddedUpdate": {"updaterAci": encoded(MIRA), "newMemberAci": encoded(BO)}}, "Mira added Bo"),
        ({"groupMemberRemovedUpdate": {"removerAci": encoded(IDA), "removedAci": encoded(BO)}}, "Ida Berg removed Bo"),
        ({"groupMemberLeftUpdate": {"aci": encoded(BO)}}, "Bo left the group"),
        ({"groupMemberJoinedUpdate": {}}, "somebody joined the group"),
        ({"groupNameUpdate": {"updaterAci": encoded(IDA), "newGroupName": "Boats"}}, "Ida Berg named the group “Boats”"),
        ({"groupNameUpdate": {}}, "somebody removed the group's name"),
        ({"groupDescriptionUpdate": {"newDescription": "a {b}"}}, "somebody changed the description to “a {b}”"),
        ({"groupAvatarUpdate": {"wasRemoved": True}}, "somebody removed the group's picture"),
        ({"groupAdminStatusUpdate": {"memberAci": encoded(BO), "wasAdminStatusGranted": True}}, "somebody made Bo an admin"),
        ({"groupAnnouncementOnlyChangeUpdate": {"isAnnouncementOnly": True}}, "somebody lets only admins send messages"),
        ({"groupMembershipAccessLevelChangeUpdate": {"accessLevel": "MEMBER"}}, "somebody lets all members add members"),
        ({"groupAttributesAccessLevelChangeUpdate": {"accessLevel": 3}}, "somebody lets only admins edit the group's details"),
        ({"groupJoinRequestApprovalUpdate": {"requestorAci": encoded(BO)}}, "somebody denied the request of Bo to join"),
        ({"groupInviteLinkAdminApprovalUpdate": {"linkRequiresAdminApproval": True}}, "somebody changed the group link: admins now approve who joins"),
        ({"groupUnknownInviteeUpdate": {"inviterAci": encoded(IDA), "inviteeCount": 3}}, "Ida Berg invited 3 people to the group"),
        ({"groupInvitationRevokedUpdate": {"invitees": [{}, {}]}}, "somebody revoked 2 invitations to the group"),
        ({"groupExpirationTimerUpdate": {"expiresInMs": "86400000"}}, "somebody set the timer of disappearing messages to 1 day"),
        ({"groupBrandNewUpdate": {}}, "group brand new"),
        ({"{0}{x": {}}, "{0}{x"),
        ({}, ""),
    ],
)  # fmt: skip
def test_every_change_of_a_group_says_who_did_what(tmp_path: Path, change: dict[str, Any], text: str) -> None:
    frame = item("1", chatId="2", updateMessage={"groupChange": {"updates": [change]}})
    assert only(tmp_path, frame).text == text


def test_several_changes_at_once_are_several_lines(tmp_path: Path) -> None:
    changes = [{"groupMemberLeftUpdate": {"aci": encoded(BO)}}, {"groupAvatarUpdate": {}}]
    message = only(tmp_path, item(updateMessage={"groupChange": {"updates": changes}}))
    assert message.text == "Bo left the group\nsomebody changed the group's picture"


def test_a_pin_points_to_what_was_pinned(tmp_path: Path) -> None:
    pin = {"pinMessage": {"targetSentTimestamp": str(SENT), "authorId": "3"}}
    message = only(tmp_path, item(updateMessage=pin))
    assert (message.text, message.reply_to) == ("pinned a message", f"{BO}:{SENT}")


def test_lines_of_one_moment_are_all_kept_and_told_apart(tmp_path: Path) -> None:
    same = [item(updateMessage={"simpleUpdate": {"type": kind}}) for kind in ("BLOCKED", "UNBLOCKED")]
    found = messages(tmp_path, item(**said("x")), *same, item(**said("y")))
    assert len({one.source_id for one in found}) == 4
    assert [one.text for one in found] == ["x", "blocked", "unblocked", "y"]


def test_reactions_come_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    reactions = [
        {"emoji": "🛶", "authorId": "1", "sentTimestamp": str(SENT), "sortOrder": "2"},
        {"emoji": "👍", "authorId": "3", "sortOrder": "1"},
    ]
    assert only(tmp_path, item(**said("x", reactions=reactions))).reactions == (
        Reaction(sender="Bo", emoji="👍"),
        Reaction(sender="Mira", emoji="🛶", when=datetime(2024, 6, 11, 10, tzinfo=UTC)),
    )


def test_a_call_by_a_link_is_in_a_chat_of_the_links_name(tmp_path: Path) -> None:
    call = {"adHocCall": {"callId": "77", "recipientId": "5", "state": "GENERIC", "callTimestamp": str(SENT)}}
    message = only(tmp_path, call)
    assert (message.kind, message.chat.name, message.source_id) == ("call", "Standup", "call:77")
    broken = read(written(tmp_path / "main.jsonl", {"adHocCall": {"callId": "77"}}))[-1]
    assert broken == Problem("main.jsonl: line 10", "it has no time")


@pytest.mark.parametrize("above", [False, True])
def test_files_are_found_beside_the_export_or_above_it(tmp_path: Path, above: bool) -> None:
    content, key = hashlib.sha256(b"boat").digest(), bytes(64)
    stem = hashlib.sha256(content + key).hexdigest()
    pointer = {
        "contentType": "image/png",
        "locatorInfo": {"plaintextHash": encoded(content), "localKey": encoded(key)},
    }
    folder = tmp_path / "signal-export-2026"
    written(
        (folder / "signal-backup-2026" if above else folder) / "main.jsonl",
        item(standardMessage={"attachments": [{"pointer": pointer}]}),
        item(dateSent=str(SENT + 1), **said("It was a lo", longText=pointer)),
    )
    (folder / "files" / stem[:2]).mkdir(parents=True)
    (folder / "files" / stem[:2] / f"{stem}.png").write_bytes(b"boat")
    (found,) = find(tmp_path).exports
    picture, long = [one for one in SOURCE.read(found[1]) if isinstance(one, Message)]
    assert [one.path for one in picture.attachments] == [f"files/{stem[:2]}/{stem}.png"]
    assert long.text == "boat"
    if not above:
        alone = [one for one in read(folder / "main.jsonl") if isinstance(one, Message)]
        assert alone == [picture, long]


def test_a_bad_line_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = written(tmp_path / "main.jsonl", item(**said("before")))
    path.write_text(
        path.read_text()
        + '{"chatItem": {\n[]\n"two\\nlines"\n'
        + json.dumps(item(dateSent="x"))
        + "\n"
        + json.dumps(item(**said("after")))
        + "\n"
    )
    found = [one for one in read(path) if not isinstance(one, Contact)]
    assert [type(one) for one in found] == [Message, Problem, Problem, Problem, Problem, Message]
    assert found[3] == Problem("main.jsonl: line 13", "it is no frame but something else")


def test_a_line_break_inside_a_string_ends_no_frame(tmp_path: Path) -> None:
    path = written(tmp_path / "main.jsonl", item(**said('Boat|"||list')), item(**said("after")))
    path.write_text(path.read_text().replace("|", "\n"))
    assert [one.text for one in read(path) if isinstance(one, Message)] == ['Boat\n"\n\nlist', "after"]


def test_a_string_that_never_ends_spoils_its_own_frame_only(tmp_path: Path) -> None:
    path = written(tmp_path / "main.jsonl", item(**said("cut|off")), item(**said("after")))
    path.write_text(path.read_text().replace('|off"', "\nblank\n\n"))
    found = [one for one in read(path) if not isinstance(one, Contact)]
    assert [type(one) for one in found][-1] is Message
    assert all(isinstance(one, Problem) for one in found[:-1]) and len(found) > 1


@pytest.mark.parametrize("depth", [300, 480, 900, 5_000])
@pytest.mark.parametrize("snake", [False, True])
def test_what_is_nested_too_deeply_is_told(tmp_path: Path, depth: int, snake: bool) -> None:
    head = [{"recipient_id": 1, **INFO}] if snake else [INFO]
    path = written(tmp_path / "main.jsonl", head=head)
    deep = '{"chat": ' + "[" * depth + '"\\ud800"' + "]" * depth + "}"
    path.write_text(path.read_text() + deep + "\n" + json.dumps(item(**said("after"))) + "\n")
    *told, message = read(path)
    assert isinstance(message, Message)
    assert all(isinstance(one, Problem) and "deep" in one.what for one in told)


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (json.dumps(INFO) + "\n" + json.dumps(HEAD[1]), 3),
        ("[\n  " + json.dumps(INFO, indent=2) + ",\n  " + json.dumps(HEAD[2], indent=2), 3),
        (json.dumps(HEAD[2]) + "\n" + json.dumps(item()), 3),
        (json.dumps(item(**said("x"))), 3),
        (json.dumps({"chat": {"id": "1"}}), 0),
        (json.dumps({"account": {"uuid": "x"}}), 0),
        ('{"version": "1"}\n', 0),
    ],
)
def test_only_a_backup_of_signal_is_recognised(head: str, sure: int) -> None:
    assert SOURCE.recognises(Peek(name="main (1).jsonl", members=(), head=head.encode(), first={})) == sure


def test_what_is_encrypted_is_said_in_one_sentence(tmp_path: Path) -> None:
    noise = hashlib.shake_256(b"x").digest(2048)
    backup, database, renamed = (
        tmp_path / name for name in ("signal-2024-06-11-12-00-00.backup", "db.sqlite", "b.bin")
    )
    backup.write_bytes(noise)
    database.write_bytes(noise)
    renamed.write_bytes(b"\0\0\0\x36\x0a\x34\x0a\x10" + bytes(16) + b"\x12\x20" + noise)
    for path in (backup, database, renamed):
        with pytest.raises(UnreadableFile, match="which is encrypted; in Signal Desktop export"):
            read(path)
    text = Peek(name="db.sqlite", members=(), head=b"Notes on a database. " * 50, first={})
    assert SOURCE.recognises(text) == 0


SCALAR = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec="utf-8"), max_size=12)
    | st.sampled_from(
        [
            str(SENT),
            SENT,
            "1",
            "2",
            "-1",
            "9" * 19,
            encoded(IDA),
            encoded(bytes(32)),
            "￼x￼",
            "VIDEO_CALL",
            "files/a",
        ]
    )
)
WORDS = re.findall(
    r"\w+",
    """
    account adHocCall aci acceptedCall adminDeletedMessage adminId allowMultiple amountMob attachment attachments authorId body
    bodyRanges callId callLink callTimestamp caption chat chatId chatItem contact contactMessage contentType dateSent dateReceived
    directStoryReplyMessage distributionList e164 emoji expiresInMs familyName fileName flag giftBadge givenName group groupChange
    groupCall groupNameUpdate id incoming individualCall key length linkPreview localKey locatorInfo longText masterKey members mentionAci
    name nickname number option options outgoing part paymentNotification pinMessage plaintextHash pni pointer poll question quote
    reactions recipient recipientId releaseNotes remoteDeletedMessage revisions self sendStatus simpleUpdate size snapshot sortOrder
    standardMessage start state sticker stickerMessage targetSentTimestamp text textReply title type update updateMessage updates url
    updaterAci userId username version viewOnceMessage voterId votes profileChange
    """,
)
JSON: st.SearchStrategy[Any] = st.recursive(
    SCALAR,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=6),
    max_leaves=14,
)


@FUZZ
@given(st.lists(JSON, max_size=4), st.dictionaries(st.sampled_from(WORDS), JSON, max_size=5), JSON)
def test_fuzz_no_value_in_any_field_breaks_the_reader(
    frames: list[Any], fields: dict[str, Any], told: Any
) -> None:
    made = [
        *frames,
        {"recipient": fields},
        item(**fields),
        item(standardMessage=told),
        item(updateMessage=told),
    ]
    with scratch() as path:
        text = "\n".join(json.dumps(one, allow_nan=False) for one in (*HEAD, *map(sound, made)))
        path.write_text(text, encoding="utf-8")
        for one in read(path):
            assert isinstance(one, Message | Problem | Contact)


@FUZZ
@given(st.data())
def test_fuzz_damaged_files_are_told_and_never_break_the_reader(data: st.DataObject) -> None:
    good = "\n".join(
        json.dumps(one) for one in (*HEAD, item(**said("one")), item("1", **said("two")))
    ).encode()
    raw = bytearray(good)
    for place, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(good) - 1), st.integers(0, 255)), max_size=8)
    ):
        raw[place] = byte
    with scratch() as path:
        path.write_bytes(raw[: data.draw(st.integers(200, len(raw)))])
        try:
            found = read(path)
        except UnreadableFile:
            return
        assert all(isinstance(one, Message | Problem | Contact) for one in found)


def sound(value: Any) -> Any:
    """The value without what JSON can't say."""
    if isinstance(value, float):
        return value if value == value and abs(value) < 1e300 else 0
    if isinstance(value, list):
        return [sound(one) for one in value]
    return {key: sound(one) for key, one in value.items()} if isinstance(value, dict) else value


@contextmanager
def scratch() -> Iterator[Path]:
    """A path for a file that is gone afterwards."""
    with TemporaryDirectory() as folder:
        yield Path(folder) / "main.jsonl"
