"""Messenger's downloads: chats as JSON in two shapes, and as HTML pages."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhiji
from zhiji.chat import Account, Attachment, Chat, Contact, Message, Precision, Problem, Reaction
from zhiji.errors import UnreadableFile
from zhiji.sources import Export, find
from zhiji.sources.messenger import SOURCE
from zhiji.sources.meta import HtmlChats, JsonChats
from zhiji.sources.meta.letters import mended
from zhiji.sources.meta.notices import kind_of
from zhiji.sources.meta.records import Accounts, Records
from zhiji.sources.peeking import look
from zhiji.sources.protocol import AROUND, Entry
from zhiji.testing import peak_memory

CORPUS = Path(__file__).parent / "corpus" / "messenger"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
MOMENT = 1709287200125
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = [
    "sender_name",
    "timestamp_ms",
    "timestamp",
    "content",
    "type",
    "reactions",
    "photos",
    "videos",
    "audio_files",
    "gifs",
    "files",
    "sticker",
    "share",
    "users",
    "call_duration",
    "missed",
    "is_unsent",
    "ip",
    "poll",
    "plan",
    "senderName",
    "text",
    "media",
    "isUnsent",
]
PARTS: st.SearchStrategy[Any] = JSON | st.fixed_dictionaries(
    {},
    optional={
        "uri": JSON,
        "link": JSON,
        "share_text": JSON,
        "reaction": JSON,
        "actor": JSON,
        "timestamp": JSON,
    },
)
PIECES = (
    '<div class="_a6-g">|<div class="_a6-p">|<h2 class="_a6-h">|<div class="_a72d">|<div>|</div>|</h2>|<ul>|<li>|</li>|<br/>'
    '|<a href="x/1.jpg">|</a>|<img src="x/1.jpg"/>|<video src="../v.mp4">|Ada|Jul 12, 2024 4:55:32pm|<title>|</title>|<table>'
    "|Participants: A, B and C|&amp;|12|\n"
)
MARKUP = st.lists(st.sampled_from(PIECES.split("|")), max_size=60)


def read(path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def messages(path: Path) -> list[Message]:
    found = read(path)
    assert not any(isinstance(one, Problem) for one in found), found
    return [one for one in found if isinstance(one, Message)]


def chat_file(folder: Path, *records: object, name: str = "message_1.json", **header: object) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    people = {
        "participants": [{"name": "Ada"}, {"name": "Ben"}],
        "title": "Ada",
        "thread_path": "inbox/ada_123456789",
    }
    path.write_text(json.dumps({**people, "messages": records, **header}))
    return path


def said(text: str, when: int = MOMENT, who: str = "Ada", **more: object) -> dict[str, object]:
    return {"sender_name": who, "timestamp_ms": when, "content": text, **more}


def made(**record: object) -> Message:
    records = Records(Chat(name="c", source="messenger"), Accounts("messenger", frozenset()), lambda uri: uri)
    found = records.message({"sender_name": "Ada", "timestamp_ms": MOMENT, **record})
    assert isinstance(found, Message), found
    return found


# A download


def test_a_download_is_read_with_all_that_belongs_to_it() -> None:
    found = messages(CORPUS / "good" / "facebook-jule")
    group = [one for one in found if one.chat.kind == "group"]
    asked, named, voted, left = (group[at] for at in (0, 2, 3, 4))
    assert group[0].chat == Chat(
        name="Paddelgruppe", native="2000000000000012", source="messenger", kind="group"
    )
    assert (asked.kind, asked.text, asked.attachments[0].name) == ("gif", "Wann paddeln wir?", "1.gif")
    assert (named.kind, voted.kind, left.kind) == ("system", "system", "system")
    assert left.extra == {"users": ["Nuno"]}
    direct = [one for one in found if one.chat.kind == "direct"]
    assert {one.chat for one in direct} == {
        Chat(name="Mira Šimić", native="1015512345678901", source="messenger", kind="direct")
    }
    first, second, nobody, picture, unsent, card, link, voice, owl, missed, call = direct
    assert (first.text, first.when) == (
        "Frühstück am Sonntag?\nHalb zehn?",
        datetime(2024, 3, 1, 10, 0, 0, 125_000, tzinfo=UTC),
    )
    assert first.precision == Precision.MILLISECOND
    assert first.source_id is None
    assert second.sender == Account(name="Jule Brandt", source="messenger", owner=True)
    assert nobody.sender.name == "Facebook user"
    assert [one.path for one in picture.attachments] == [
        f"your_facebook_activity/messages/inbox/mirasimic_1015512345678901/photos/{name}.jpg"
        for name in ("see", "gone")
    ]
    assert picture.reactions == (
        Reaction(sender="Jule Brandt", emoji="😍", when=datetime(2024, 6, 28, 18, 41, 40, tzinfo=UTC)),
        Reaction(sender="Mira Šimić", emoji="❤"),
    )
    assert (unsent.recalled, unsent.text) == (True, "")
    assert (card.kind, card.text, card.extra["share"]) == (
        "link",
        "Karte der Radwege",
        {"link": "https://example.org/karte", "share_text": "Karte der Radwege"},
    )
    assert (link.text, link.caption) == ("Schau mal https://example.org/kajak", "Kajakverleih am See")
    assert (voice.kind, owl.kind, missed.kind, call.kind) == ("voice", "sticker", "call", "call")
    assert (missed.extra, call.extra) == ({"missed": True}, {"call_duration": 754})


def test_friends_come_from_facebooks_list() -> None:
    cards = [one for one in read(CORPUS / "good" / "facebook-jule") if isinstance(one, Contact)]
    assert cards[0] == Contact(
        account=Account(name="Mira Šimić", source="messenger"), details={"friend since": "2017-07-14"}
    )
    assert len(cards) == 2


def test_numbered_files_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    folder = tmp_path / "messages" / "inbox" / "ada_123456789"
    for number in (1, 2, 10):
        chat_file(folder, said(f"of {number}", MOMENT - number * 1000), name=f"message_{number}.json")
    assert [one.text for one in messages(tmp_path)] == ["of 10", "of 2", "of 1"]


def test_chats_lie_in_folders_of_any_name(tmp_path: Path) -> None:
    chat_file(tmp_path / "messages" / "some_new_kind" / "ada_123456789", said("one"))
    chat_file(
        tmp_path / "groups" / "your_group_messages" / "bo_223456789",
        said("two"),
        thread_path="x/bo_223456789",
    )
    assert {one.text for one in messages(tmp_path)} == {"one", "two"}


def test_what_is_said_in_one_millisecond_keeps_its_order(tmp_path: Path) -> None:
    newest_first = [said(text) for text in ("third", "second", "first")]
    assert [one.text for one in messages(chat_file(tmp_path, *newest_first))] == ["first", "second", "third"]


def test_media_are_found_wherever_the_part_of_the_download_begins(tmp_path: Path) -> None:
    uri = "your_facebook_activity/messages/inbox/ada_123456789/photos/lake.jpg"
    chat = chat_file(
        tmp_path / "your_facebook_activity/messages/inbox/ada_123456789", said("", photos=[{"uri": uri}])
    )
    (chat.parent / "photos").mkdir()
    (chat.parent / "photos" / "lake.jpg").write_bytes(b"lake")
    for path in (
        tmp_path,
        tmp_path / "your_facebook_activity",
        tmp_path / "your_facebook_activity" / "messages",
        chat,
    ):
        [(_, export)] = find(path, sources=[SOURCE]).exports
        [message] = [one for one in SOURCE.read(export) if isinstance(one, Message)]
        [picture] = message.attachments
        assert picture.path is not None
        stream = export.read_attachment(picture.path)
        assert stream is not None
        with stream:
            assert stream.read() == b"lake"
        assert message.chat.native == "123456789"


def test_an_attachment_never_leads_out(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    uris = [
        "../secret.txt",
        "/etc/passwd",
        "messages/../../secret.txt",
        "C:\\secret.txt",
        "https://example.org/secret.txt",
    ]
    chat = chat_file(
        tmp_path / "messages" / "inbox" / "ada_123456789", *(said("", files=[{"uri": uri}]) for uri in uris)
    )
    with Export(chat) as export:
        for one in SOURCE.read(export):
            assert isinstance(one, Message)
            assert one.attachments[0].path is None or export.find(one.attachments[0].path) is None


def test_a_part_without_its_media_has_nothing_to_complain_of(tmp_path: Path) -> None:
    path = tmp_path / "facebook-1.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(
            CORPUS
            / "good/facebook-jule/your_facebook_activity/messages/inbox/mirasimic_1015512345678901/message_1.json",
            "your_facebook_activity/messages/inbox/mirasimic_1015512345678901/message_1.json",
        )
    assert len(messages(path)) == 9


def test_a_part_of_media_alone_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "facebook-2.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("your_facebook_activity/messages/inbox/ada_123456789/photos/lake.jpg", b"lake")
    [(_, export)] = find(path, sources=[SOURCE]).exports
    [problem] = SOURCE.read(export)
    assert isinstance(problem, Problem)
    assert "unpack all parts into one folder" in problem.what


def test_a_folder_with_other_things_is_not_taken_whole(tmp_path: Path) -> None:
    chat_file(tmp_path / "your_facebook_activity" / "messages" / "inbox" / "ada_123456789", said("hello"))
    assert [export.path for _, export in find(tmp_path, sources=[SOURCE]).exports] == [tmp_path.resolve()]
    (tmp_path / "WhatsApp Chat with Ben.txt").write_text("1/2/24, 10:00 - Ben: hi")
    assert [export.name for _, export in find(tmp_path, sources=[SOURCE]).exports] == ["messages"]


def test_the_root_of_a_download_is_taken_for_it() -> None:
    [(source, export)] = find(CORPUS / "good", sources=[SOURCE]).exports
    assert (source, export.name) == (SOURCE, "facebook-jule")


# Records


@pytest.mark.parametrize(
    ("stamp", "when", "precision"),
    [
        (1600000000123, datetime(2020, 9, 13, 12, 26, 40, 123_000, tzinfo=UTC), Precision.MILLISECOND),
        ("1600000000123", datetime(2020, 9, 13, 12, 26, 40, 123_000, tzinfo=UTC), Precision.MILLISECOND),
        (1, datetime(1970, 1, 1, 0, 0, 0, 1_000, tzinfo=UTC), Precision.MILLISECOND),
        (1391333400, datetime(2014, 2, 2, 9, 30, tzinfo=UTC), Precision.SECOND),
    ],
)
def test_times_are_instants(stamp: object, when: datetime, precision: int) -> None:
    message = made(timestamp_ms=stamp)
    assert (message.when, message.precision, message.zone) == (when, precision, "known")


@pytest.mark.parametrize("stamp", [None, "soon", -1, 10**18, True, [1], 1e400])
def test_a_message_without_a_time_is_a_problem(stamp: object) -> None:
    records = Records(Chat(name="c", source="messenger"), Accounts("messenger", frozenset()), lambda uri: uri)
    assert records.message({"sender_name": "Ada", "timestamp_ms": stamp, "content": "x"}) == "it has no time"


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ({"photos": [{"uri": "a.jpg"}], "videos": [{"uri": "a.mp4"}]}, "image"),
        ({"videos": [{"uri": "a.mp4"}]}, "video"),
        ({"audio_files": [{"uri": "a.mp4"}]}, "voice"),
        ({"files": [{"uri": "a.pdf"}], "content": "here"}, "file"),
        ({"sticker": {"uri": "a.png"}}, "sticker"),
        ({"share": {"link": "https://example.org"}}, "link"),
        ({"share": {"share_text": "no link"}, "content": "x"}, "text"),
        ({"type": "Call", "call_duration": 5}, "call"),
        ({"call_duration": 5, "content": "Ada called you."}, "call"),
        ({"missed": True, "call_duration": 0, "content": "x"}, "call"),
        ({"call_duration": 0, "content": "an ordinary word"}, "text"),
        ({"type": "Subscribe", "content": "Ada added Ben to the group."}, "system"),
        ({"poll": {"question": "when?"}, "content": "when?"}, "poll"),
        ({"plan": {"title": "picnic"}}, "event"),
        ({"media": [{"uri": "a.gif"}]}, "gif"),
        ({"media": [{"uri": "a.aac"}]}, "voice"),
        ({"media": [{"uri": "a.xyz"}]}, "file"),
    ],
)
def test_kinds_are_told(record: dict[str, object], kind: str) -> None:
    assert made(**record).kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Reacted 😮 to your message ", "system"),
        ("Liked a message", "system"),
        ("Ada liked a message", "system"),
        ("You named the group Paddlers.", "system"),
        ("Ada changed the theme to Ocean.", "system"),
        ("You are now connected on Messenger.", "system"),
        ("對你的訊息「好」傳達了 😮 心情", "system"),
        ("The video chat ended.", "call"),
        ("Ada missed your call.", "call"),
        ("You called Ada.", "call"),
        ("Ada named the boat", None),
        ("I liked a message board once", None),
        ("You changed", None),
        ("Reacted to your message with joy, as you know", None),
        ("", None),
    ],
)
def test_notices_are_told_from_what_people_type(text: str, kind: str | None) -> None:
    assert kind_of(text, "Ada") == kind


def test_what_only_this_app_knows_is_kept_and_noise_is_not() -> None:
    message = made(
        content="x",
        ip="192.0.2.1",
        sender_id_INTERNAL=0,
        is_unsent_image_by_messenger_kid_parent=False,
        type="Odd",
        bumped_message_metadata={"bumped_message": mend_back("né"), "is_bumped": True},
    )
    assert message.extra == {
        "type": "Odd",
        "bumped_message_metadata": {"bumped_message": "né", "is_bumped": True},
    }


def test_pictures_on_the_web_have_an_address_and_no_path() -> None:
    message = made(gifs=[{"uri": "https://media.example.org/x/200.gif?cid=1"}])
    assert message.attachments == (Attachment(name="200.gif"),)
    assert message.extra == {"urls": ["https://media.example.org/x/200.gif?cid=1"]}


def mend_back(text: str) -> str:
    """As Meta writes it."""
    return text.encode().decode("latin-1")


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_letters_are_mended_and_whole_ones_left(text: str) -> None:
    assert mended(mend_back(text)) == text
    if any(ord(one) > 255 for one in text):
        assert mended(text) == text


@pytest.mark.parametrize("text", ["café", "Ã", "naïve ©", "日本語", "plain"])
def test_text_that_was_never_broken_stays(text: str) -> None:
    assert mended(text) == text


# Other shapes


def test_encrypted_chats_have_a_shape_of_their_own() -> None:
    found = [one for path in sorted((CORPUS / "encrypted").glob("*.json")) for one in messages(path)]
    where, soon, picture, gone = found
    assert {one.chat for one in found} == {Chat(name="Lotte", source="messenger", kind="direct")}
    assert (where.text, soon.text) == ("Wo bist du?", "Bis gleich – ich bin schon da")
    assert soon.reactions == (Reaction(sender="Lotte", emoji="👍"),)
    assert (picture.kind, picture.attachments) == (
        "image",
        (Attachment(name="ab-12.jpeg", path="media/ab-12.jpeg"),),
    )
    assert gone.recalled


def test_encrypted_chats_of_one_name_in_one_zip_stay_apart(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "messages.zip", "w") as archive:
        for path in sorted((CORPUS / "encrypted").rglob("*.*")):
            archive.write(path, path.relative_to(CORPUS / "encrypted").as_posix())
    chats = {one.chat for one in messages(tmp_path / "messages.zip")}
    assert {(one.name, one.strand) for one in chats} == {("Lotte", ""), ("Lotte", "Lotte_2")}


def test_the_folder_of_encrypted_chats_tells_who_the_owner_is() -> None:
    [(_, export)] = find(CORPUS / "encrypted_folder", sources=[SOURCE]).exports
    assert export.name == "messages"
    assert [one.text for one in SOURCE.read(export) if isinstance(one, Message)] == ["olá"]


def test_old_files_with_a_mark_and_seconds_are_read() -> None:
    snow, picture = messages(CORPUS / "old" / "message_1.json")
    assert (snow.text, picture.kind, picture.extra) == ("snø!", "image", {})
    assert snow.chat.native == "ole_ab12cd34ef"
    assert [one.chat.native for one in messages(CORPUS / "old" / "download")] == ["ole_ab12cd34ef"]


# Pages


def test_a_page_tells_names_local_time_words_and_media() -> None:
    found = messages(CORPUS / "pages" / "download")
    listed, voice, fine, link, lake, late = found
    assert {one.chat for one in found} == {
        Chat(name="Rui", native="100044445555", source="messenger", kind="direct")
    }
    assert (late.text, late.sender.name) == ("Tom & I are late <3\nstart without us", "Rui")
    assert (late.when, late.zone, late.precision) == (
        datetime(2024, 7, 12, 16, 55, 32),
        "assumed",
        Precision.SECOND,
    )
    assert (lake.kind, lake.text, lake.attachments[0].name) == ("image", "", "lake.jpg")
    assert (link.kind, link.text) == ("link", "see https://example.org/map")
    assert link.extra == {"share": {"link": "https://example.org/map"}, "shown": ["Map of the lake"]}
    assert fine.reactions == (
        Reaction(sender="Kit", emoji="❤"),
        Reaction(sender="Rui", emoji="😂", when=datetime(2024, 7, 12, 16, 41)),
    )
    assert (voice.kind, voice.sender.name) == ("voice", "")
    assert (listed.kind, listed.when.hour, listed.attachments[0].name) == ("file", 0, "list.pdf")
    with Export(CORPUS / "pages" / "download") as export:
        assert lake.attachments[0].path is not None
        assert export.find(lake.attachments[0].path)


def test_older_pages_have_other_names_of_styles() -> None:
    found = messages(CORPUS / "pages" / "2019" / "message_1.html")
    assert [(one.sender.name, one.text, one.when.minute) for one in found] == [
        ("Ben", "ahoj ahoj", 20),
        ("Ada", "ahoj", 23),
    ]


@pytest.mark.parametrize("language", ["de", "fr", "pl", "zh", "ja"])
def test_pages_are_read_in_the_language_they_are_written_in(language: str) -> None:
    [message] = messages(CORPUS / "pages_languages" / language / "message_1.html")
    assert (message.text, message.chat.name) == (f"hej {language}", f"Café {language}")
    assert message.when.replace(second=0) == datetime(2024, 7, 12, 16, 55)


def test_a_page_without_styles_is_read_by_its_order(tmp_path: Path) -> None:
    page = tmp_path / "chat.html"
    page.write_text(
        "<!DOCTYPE html><html><head><title>Ada</title></head><body><div>Participants: Ada, Ben and Cleo</div>"
        "<div><div>Ben</div><div>one</div><div>two</div><div>19 Oct 2019, 14:37</div></div>"
        "<div><div>Ada</div><div>Oct 19, 2019 at 2:38 PM</div></div></body></html>"
    )
    [(_, export)] = find(page, sources=[SOURCE]).exports
    found = [one for one in SOURCE.read(export) if isinstance(one, Message)]
    assert [(one.sender.name, one.text, one.when.minute) for one in found] == [
        ("Ben", "one\ntwo", 37),
        ("Ada", "", 38),
    ]
    assert found[0].chat.kind == "group"


def test_the_archive_of_before_2018_has_all_chats_on_one_page() -> None:
    found = messages(CORPUS / "good-archive-2013")
    assert [(f"{one.when:%m-%d %H:%M %z}", one.sender.name, one.text) for one in found] == [
        ("03-03 20:01 -0800", "Mira Olsen", ""),
        ("03-04 09:15 -0800", "Mira Olsen", "When does it leave?"),
        ("03-04 09:15 -0800", "Tove Dahl", "The ferry leaves at six & we share a cabin"),
        ("03-05 10:00 +0100", "100000000000001@facebook.com", "first line\nsecond line"),
    ]
    assert [(one.chat.name, one.chat.kind) for one in found[2:]] == [
        ("Tove Dahl", "direct"),
        ("Tove Dahl, Nils Berg", "group"),
    ]
    assert found[0].sender.owner and not found[2].sender.owner


def test_the_archive_of_2017_has_a_page_for_each_chat() -> None:
    asked, shown = messages(CORPUS / "good-archive-2017")
    assert (asked.text, asked.chat.name, asked.chat.kind) == ("show me the boat", "Tove Dahl", "direct")
    assert (shown.text, shown.kind, shown.attachments[0].name) == ("look", "image", "1234567890123456.jpg")


def test_a_chat_that_is_there_twice_is_read_from_its_json() -> None:
    assert [one.zone for one in messages(CORPUS / "duplicated" / "both")] == ["known", "known"]


def test_a_chat_downloaded_as_pages_and_as_json_is_one(tmp_path: Path) -> None:
    folder = CORPUS / "duplicated" / "both" / "messages" / "inbox" / "uma_30000000001"
    for kind in ("json", "html"):
        (tmp_path / kind / folder.name).mkdir(parents=True)
        (tmp_path / kind / folder.name / f"message_1.{kind}").write_bytes(
            (folder / f"message_1.{kind}").read_bytes()
        )
    with zhiji.open(tmp_path / "home") as archive:
        assert archive.add(tmp_path / "html" / folder.name / "message_1.html").added == 2
        report = archive.add(tmp_path / "json" / folder.name / "message_1.json")
        assert (report.added, report.known) == (0, 2)
        assert archive.status()["messages"] == 2


# What is wrong with files


def test_a_broken_download_names_what_is_wrong_and_reads_the_rest() -> None:
    found = read(CORPUS / "broken" / "download")
    assert [one.text for one in found if isinstance(one, Message)] == ["before the cut", "", "good", "then"]
    problems = {one.where.rpartition("/")[2]: one.what for one in found if isinstance(one, Problem)}
    assert problems["message_1.json: messages[1]"] == "it has no time"
    assert problems["message_1.json: messages[0]"] == "it is no message but something else"
    assert "its time can't be read: the day before" in problems.values()
    assert sum(isinstance(one, Problem) for one in found) == 7


def test_a_file_alone_that_is_cut_off_keeps_what_came_before() -> None:
    with Export(CORPUS / "broken_cut" / "message_1.json") as export:
        reading = SOURCE.read(export)
        first = next(reading)
        assert isinstance(first, Message)
        assert first.text == "before the cut"
        with pytest.raises(UnreadableFile, match="cut off"):
            next(reading)


@pytest.mark.parametrize(
    "text",
    [
        '{"participants": [{"name": "a"}], "messages": [{"from": "a", "body": "x"}]}',
        '{"messages": [{"sender_name": "a", "created": 5}]}',
        '[{"sender_name": "a", "timestamp_ms": 5}]',
        "<html><body><p>Participants: people</p></body></html>",
        "<html><title>Posts</title><style>._a6-g{}</style><div class='_a6-g'>post</div></html>",
    ],
)
def test_files_of_others_are_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "thing.json"
    path.write_text(text)
    assert not find(tmp_path, sources=[SOURCE]).exports


def test_a_huge_chat_takes_little_memory(tmp_path: Path) -> None:
    path = chat_file(tmp_path, *(said("words " * 40, MOMENT + at) for at in range(14_000)))
    with Export(path) as export:
        assert path.stat().st_size > 4_000_000
        assert peak_memory(SOURCE, export) < 14_000_000


def test_names_tell_a_download_without_reading() -> None:
    with Export(CORPUS / "good" / "facebook-jule") as export:
        peek = look(export)
        assert SOURCE.wants(peek) == ()
        assert SOURCE.recognises(peek) == AROUND


# Whatever stands in the fields


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), PARTS | st.lists(PARTS, max_size=2)))
def test_fuzz_any_record_is_a_message_or_what_is_wrong_with_it(record: dict[str, Any]) -> None:
    records = Records(Chat(name="c", source="messenger"), Accounts("messenger", frozenset()), lambda uri: uri)
    found = records.message(record)
    assert isinstance(found, (Message, str))
    if isinstance(found, Message):
        assert all(
            isinstance(one.path, str | None) and isinstance(one.name, str) for one in found.attachments
        )
        json.dumps(found.extra)


@settings(max_examples=max(EXAMPLES // 4, 20), deadline=None)
@given(
    header=st.dictionaries(
        st.sampled_from(["participants", "title", "thread_path", "threadName", "thread_type"]), JSON
    )
)
def test_fuzz_any_header_is_read(tmp_path_factory: pytest.TempPathFactory, header: dict[str, Any]) -> None:
    path = chat_file(tmp_path_factory.mktemp("h"), said("hello"), **header)
    with Export(path) as export:
        assert [one.text for one in JsonChats("messenger").read(export) if isinstance(one, Message)] == [
            "hello"
        ]


@settings(max_examples=EXAMPLES, deadline=None)
@given(MARKUP)
def test_fuzz_any_page_is_read(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "message_1.html"
    path.write_text("<html>" + "".join(parts))
    with Export(path) as export:
        assert all(isinstance(one, (Message, Problem)) for one in HtmlChats("messenger").read(export))


def mutated(name: str) -> Callable[[st.DataObject], bytes]:
    whole = (CORPUS / name).read_bytes()

    def draw(data: st.DataObject) -> bytes:
        at = data.draw(st.integers(0, len(whole)))
        drop = data.draw(st.integers(0, 40))
        return whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + drop :]

    return draw


@pytest.mark.parametrize(
    "name",
    [
        "good/facebook-jule/your_facebook_activity/messages/inbox/mirasimic_1015512345678901/message_1.json",
        "encrypted/Lotte_1.json",
        "pages/download/your_activity_across_facebook/messages/inbox/rui_100044445555/message_1.html",
    ],
)
@settings(max_examples=max(EXAMPLES // 3, 20), deadline=None)
@given(data=st.data())
def test_fuzz_damaged_bytes_fail_only_as_unreadable(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / f"message_1.{name.rpartition('.')[2]}"
    path.write_bytes(mutated(name)(data) or b" ")
    try:
        with Export(path) as export:
            assert all(isinstance(one, (Message, Problem, Contact)) for one in SOURCE.read(export))
    except UnreadableFile as error:
        assert "\n" not in str(error)
