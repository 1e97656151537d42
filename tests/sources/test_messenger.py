"""Messenger's downloads as JSON."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

import zhiji
from tests.sources.messenger_files import CORPUS, MOMENT, chat_file, mend_back, messages, read, said
from zhiji.chat import Account, Attachment, Chat, Contact, Message, Precision, Problem, Reaction
from zhiji.errors import UnreadableFile
from zhiji.sources import Export, find
from zhiji.sources.messenger import SOURCE
from zhiji.sources.meta.notices import kind_of
from zhiji.sources.meta.records import Accounts, Records
from zhiji.sources.peeking import look
from zhiji.sources.protocol import AROUND
from zhiji.testing import peak_memory


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
