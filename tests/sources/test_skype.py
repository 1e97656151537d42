"""Skype's download, as a tar, a folder or messages.json alone."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.chat import (
    Account,
    Attachment,
    Chat,
    Contact,
    Edit,
    Forwarded,
    Message,
    Precision,
    Problem,
    Reaction,
)
from zhiji.errors import UnreadableFile
from zhiji.sources import Export, find
from zhiji.sources.protocol import Entry
from zhiji.sources.skype import SOURCE
from zhiji.sources.skype.content import said
from zhiji.sources.skype.records import Accounts, Records

CORPUS = Path(__file__).parent / "corpus" / "skype"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
TYPES = [
    "Text", "RichText", "RichText/UriObject", "RichText/Media_Album", "RichText/Media_Card", "RichText/Contacts",
    "RichText/Location", "Event/Call", "Poll", "Notice", "ThreadActivity/AddMember", "ThreadActivity/TopicUpdate",
    "ThreadActivity/E2EEHandshakeInvite", "EndToEndEncryption/EncryptedText", "Something/New",
]  # fmt: skip
PIECES = (
    '<quote author="a" messageid="1" timestamp="1600000000">|</quote>|<legacyquote>|</legacyquote>|<b>|</b>|<ss type="smile">'
    '|:)|</ss>|<at id="8:x">|</at>|<a href="http://x">|</a>|<e_m ts_ms="1600000250500"/>|<br/>|&lt;|text|<URIObject uri="x/objects/'
    '0-a" type="Picture.1">|</URIObject>|<OriginalName v="a.jpg"/>|<FileSize v="99999999999999999999"/>|<Swift b64="e30="/>'
    '|<partlist type="ended">|<duration>9</duration>|<name>N</name>|<initiator>8:x</initiator>|<target>8:y</target>|<value>v</value>'
    '|<blockquote itemtype="http://schema.skype.com/Reply" itemid="5">|</blockquote>|[{"attachments":[{"content":{"text":"x"}}]}]'
)
MARKUP = st.lists(st.sampled_from(PIECES.split("|")), max_size=20).map("".join)


def read(path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def messages(path: Path) -> list[Message]:
    found = read(path)
    assert not any(isinstance(one, Problem) for one in found), found
    return [one for one in found if isinstance(one, Message)]


def made(content: str, kind: str = "RichText", **record: object) -> Message:
    chat = Chat(name="c", native="8:ana", source="skype")
    records = Records(chat, Accounts("8:me", {"8:ana": "Ana"}), lambda stored, kind: None)
    found = records.message(
        {"id": "1", "originalarrivaltime": "2020-09-13T12:26:40.12Z", "messagetype": kind, "content": content}
        | {"from": "8:ana", **record}
    )
    assert isinstance(found, Message), found
    return found


def test_a_download_is_read_with_all_that_belongs_to_it() -> None:
    found = messages(CORPUS / "good" / "export")
    swim, bold, half, yes, lake, pier, call, passed, card, gone = found[:10]
    assert swim.chat == Chat(name="Ana", native="8:live:ana", source="skype", kind="direct")
    assert swim.sender == Account(name="Ana", native="8:live:ana", source="skype")
    assert (swim.text, swim.when, swim.source_id) == (
        "Swim & picnic?\nBring towels <3",
        datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC),
        "1600000000000",
    )
    assert bold.text == "bold and https://example.org/a?b=1&c=2 or this"
    assert (bold.extra, bold.precision) == ({"links": ["https://example.org/x"]}, Precision.EXACT)
    assert half.edits == (
        Edit(text="Half past nine", when=datetime(2020, 9, 13, 12, 30, 50, 500_000, tzinfo=UTC)),
    )
    assert half.sender == Account(name="ida.holm", native="8:ida.holm", source="skype", owner=True)
    assert (yes.text, yes.reply_to) == ("Yes :)", swim.source_id)
    assert yes.extra["quoted"] == {"sender": "Ana", "text": "Swim & picnic?"}
    assert [(one.sender, one.emoji) for one in yes.reactions] == [("Ana", "heart")]
    assert (lake.kind, lake.text) == ("image", "")
    assert lake.attachments == (Attachment(name="lake & me.jpg", path="media/0-weu-d1-f00d.1.jpeg", size=12),)
    assert (pier.kind, pier.text) == ("location", "Pier 3, Lake")
    assert (call.kind, call.extra) == ("call", {"call": "ended", "duration": 63, "people": ["Ida", "Ana"]})
    assert (passed.text, passed.forwarded) == (
        "passed on",
        Forwarded(sender="Ana", when=datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)),
    )
    assert (card.kind, card.text) == ("link", "Card\nFerry times\nevery hour")
    assert gone.recalled


def test_a_group_tells_what_happened_to_it() -> None:
    found = [one for one in messages(CORPUS / "good" / "export") if one.chat.kind == "group"]
    assert {one.chat.name for one in found} == {"Boats & co"}
    assert [(one.kind, one.text) for one in found] == [
        ("system", "added ida.holm, Ana"),
        ("system", "left"),
        ("system", "renamed the chat to “Boats & co”"),
        ("text", "Ida hello"),
        ("contact", "Dora D."),
        ("poll", "When?"),
    ]
    assert {one.sender.native for one in found} == {"8:carl"}
    assert found[3].mentions == ("8:ida.holm",)
    assert found[3].sender.name == "Carl C."


def test_numbers_are_contacts_and_notices_have_words() -> None:
    found = read(CORPUS / "good" / "export")
    [card] = [one for one in found if isinstance(one, Contact)]
    assert (card.account.name, card.numbers) == ("Phone Pal", ("+4915550001",))
    assert isinstance(found[-1], Message)
    assert (found[-1].kind, found[-1].text) == ("system", "Welcome")


def test_the_tar_is_read_as_it_came_and_is_the_same_as_its_folder() -> None:
    [(_, export)] = find(CORPUS / "tar", sources=[SOURCE]).exports
    with export:
        packed = [one for one in SOURCE.read(export) if isinstance(one, Message)]
        assert packed == messages(CORPUS / "good" / "export")[:10]
        stream = export.read_attachment("media/0-weu-d1-f00d.1.jpeg")
        assert stream is not None
        with stream:
            assert stream.read().endswith(b"lake")


def test_messages_alone_find_the_media_beside_them(tmp_path: Path) -> None:
    shutil.copytree(CORPUS / "good" / "export", tmp_path / "x")
    (tmp_path / "x" / "endpoints.json").unlink()
    [(_, export)] = find(tmp_path / "x" / "messages.json", sources=[SOURCE]).exports
    paths = [
        one.attachments[0].path for one in SOURCE.read(export) if isinstance(one, Message) and one.attachments
    ]
    assert paths == ["media/0-weu-d1-f00d.1.jpeg"]


def test_plain_text_is_left_as_it_is_and_old_addresses_are_ids() -> None:
    [message] = messages(CORPUS / "old" / "messages (1).json")
    assert (message.text, message.sender.native) == ("a < b &amp; c", "8:bob")


def test_bad_records_are_problems_and_the_rest_goes_on() -> None:
    found = read(CORPUS / "broken" / "messages.json")
    assert {one.what for one in found if isinstance(one, Problem)} == {
        "it has no time",
        "it is no message but something else",
    }
    assert sum(isinstance(one, Message) for one in found) == 2


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("plain", "plain"),
        ("a &lt; b", "a < b"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ('x <ss type="heart">(heart)</ss>', "x (heart)"),
        ("one<br/>two", "one\ntwo"),
        ('<img alt="😀" itemtype="http://schema.skype.com/Emoji"> ok', "😀 ok"),
        ("<quote>never closed", ""),
        ("</quote></legacyquote>text", "text"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
    ],
)
def test_markup_becomes_words(content: str, text: str) -> None:
    assert said(content).text == text


def test_an_answer_of_newer_clients_is_one_too() -> None:
    message = made(
        '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1600"><strong>Ana</strong>'
        "<p>shall we?</p></blockquote><p>yes</p>",
        "RichText/Html",
    )
    assert (message.text, message.reply_to) == ("yes", "1600")


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("RichText/Media_AudioMsg", '<URIObject type="Audio.1/Message.1"/>', "voice"),
        ("RichText/Media_Video", '<URIObject type="Video.1/Message.1"/>', "video"),
        ("RichText/Media_GenericFile", '<URIObject type="File.1"/>', "file"),
        ("RichText/Media_Album", "", "image"),
        ("RichText/UriObject", '<URIObject type="Video.1"/>', "video"),
        ("ThreadActivity/PictureUpdate", "<pictureupdate/>", "system"),
        ("EndToEndEncryption/EncryptedText", "c2VjcmV0", "text"),
        ("Something/New", "words", "text"),
    ],
)
def test_kinds_are_told(kind: str, content: str, expected: str) -> None:
    assert made(content, kind).kind == expected


def test_what_is_encrypted_shows_no_words() -> None:
    assert made("c2VjcmV0", "EndToEndEncryption/EncryptedText").text == ""


@pytest.mark.parametrize(
    ("text"),
    [
        '{"userId": "8:x", "exportDate": "x", "endpoints": []}',
        '{"conversations": [{"id": 1}]}',
        '[{"MessageList": []}]',
    ],
)
def test_files_of_others_are_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "messages.json").write_text(text)
    assert not find(tmp_path, sources=[SOURCE]).exports


@settings(max_examples=EXAMPLES, deadline=None)
@given(MARKUP | st.text(), st.sampled_from(TYPES), st.booleans())
def test_fuzz_any_content_of_any_type_is_a_message(content: str, kind: str, edited: bool) -> None:
    json.dumps(made(content, kind, properties={"edittime": "1600000000000"} if edited else None).extra)


FIELDS = ["id", "displayName", "messagetype", "content", "from", "properties", "amsreferences", "composetime"]
PROPERTIES = ["emotions", "deletetime", "edittime", "albumId", "subject", "key", "users", "mri", "time"]
NESTED: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(PROPERTIES), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), NESTED))
def test_fuzz_any_record_is_a_message_or_what_is_wrong_with_it(record: dict[str, Any]) -> None:
    records = Records(Chat(name="c", source="skype"), Accounts("", {}), lambda stored, kind: None)
    assert isinstance(records.message(record), (Message, str))


@settings(max_examples=max(EXAMPLES // 3, 20), deadline=None)
@given(st.sampled_from(["good/export/messages.json", "tar/8_ida.holm_export.tar"]), st.integers(0, 12000), st.binary(max_size=8), st.integers(0, 40))  # fmt: skip
def test_fuzz_damaged_bytes_fail_only_as_unreadable(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: int, junk: bytes, drop: int
) -> None:
    whole = (CORPUS / name).read_bytes()
    path = tmp_path_factory.getbasetemp() / "damaged"
    path.write_bytes(whole[:at] + junk + whole[at + drop :])
    try:
        with Export(path) as export:
            assert all(isinstance(one, (Message, Problem, Contact)) for one in SOURCE.read(export))
    except UnreadableFile as error:
        assert "\n" not in str(error)


def test_reactions_may_be_written_as_text() -> None:
    emotions = json.dumps([{"key": "laugh", "users": [{"mri": "8:ana", "time": 1600000301000}]}])
    assert made("x", properties={"emotions": emotions}).reactions == (
        Reaction(sender="Ana", emoji="laugh", when=datetime(2020, 9, 13, 12, 31, 41, tzinfo=UTC)),
    )
