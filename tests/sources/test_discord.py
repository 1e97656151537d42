from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhiji
from zhiji.chat import Account, Contact, Edit, Forwarded, Message, Precision, Problem, Reaction
from zhiji.errors import UnreadableFile
from zhiji.sources import find, recognise
from zhiji.sources.discord import SOURCE, dates
from zhiji.sources.discord.chats import Accounts, chat, chat_of_file, made_at
from zhiji.sources.discord.markup import file_name, kind_of_file, plain, saved_at
from zhiji.sources.discord.records import Records
from zhiji.sources.discord.rows import rows
from zhiji.sources.export import Export
from zhiji.testing import check_message

CORPUS = Path(__file__).parent / "corpus" / "discord"
GENERAL = CORPUS / "good_json" / "Lake club - Boats - general [720000000000000001].json"
SECOND = CORPUS / "good_json" / "Lake club - Boats - general [720000000000000001] [part 2].json"
TABLE = CORPUS / "good_csv" / "Lake club - Boats - general [720000000000000001].csv"
TEXT = CORPUS / "good_text" / "Lake club - Boats - general [720000000000000001].txt"
PAGE = CORPUS / "good_page" / "page [720000000000000001].html"
PACKAGE = CORPUS / "good_package" / "package"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
SUMMER = timezone(timedelta(hours=2))
PLAIN = {
    "id": "1367410474357882882",
    "type": "Default",
    "timestamp": "2025-05-01T10:01:02.345+02:00",
    "timestampEdited": None,
    "content": "row on",
    "author": {"id": "700000000000000001", "name": "mira_k", "discriminator": "0000", "nickname": "Mira"},
}


def read(path: Path) -> list[Message]:
    found = list(SOURCE.read(Export(path)))
    assert not [one for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Message)]


def made(**fields: Any) -> Message:
    """The message that a record with these fields is; a field that is `...` is left out."""
    record = {key: value for key, value in {**PLAIN, **fields}.items() if value is not ...}
    records = Records(chat("720000000000000001", "general", "Lake club"), Accounts(), "")
    found = records.message(record)
    assert isinstance(found, Message), found
    return found


def test_a_plain_message_carries_nothing_extra() -> None:
    message = made()
    assert (message.text, message.kind, message.source_id) == ("row on", "text", "1367410474357882882")
    assert message.when == datetime(2025, 5, 1, 10, 1, 2, 345000, tzinfo=SUMMER)
    assert message.precision == Precision.MILLISECOND
    assert message.sender == Account(name="Mira", native="700000000000000001", source="discord")
    assert (message.chat.name, message.chat.kind) == ("general in Lake club", "group")
    assert message.extra == {}


def test_a_channel_in_two_parts_is_one_chat() -> None:
    found = [*read(GENERAL), *read(SECOND)]
    assert {(one.chat.native, one.chat.name) for one in found} == {
        ("720000000000000001", "general in Lake club")
    }
    assert Counter(one.kind for one in found) == {
        "text": 7,
        "system": 2,
        "image": 1,
        "sticker": 1,
        "voice": 1,
    }


def test_edits_reactions_and_mentions_are_kept() -> None:
    asked = read(GENERAL)[1]
    assert asked.edits == (Edit(text=asked.text, when=datetime(2025, 5, 1, 10, 1, 30, tzinfo=SUMMER)),)
    assert asked.reactions == (
        Reaction(sender="Jonas", emoji="👍"),
        Reaction(sender="Jonas", emoji=":oar:"),
    )
    assert asked.extra["reactions"] == {"👍": 3}
    assert asked.mentions == ("Jonas",)


def test_replies_and_pins_lead_to_their_message_here_only() -> None:
    asked = read(GENERAL)[1]
    assert read(GENERAL)[2].reply_to == asked.source_id
    assert read(SECOND)[1].reply_to == asked.source_id
    elsewhere = made(type="Reply", reference={"messageId": "5", "channelId": "6", "guildId": None})
    assert elsewhere.reply_to is None
    assert elsewhere.extra["reference"] == {"message": "5", "channel": "6"}
    assert made(type="Reply", reference={"messageId": "5"}).reply_to == "5"


def test_files_that_were_saved_are_found_and_addresses_have_no_keys() -> None:
    picture, route = read(GENERAL)[3:5]
    saved = picture.attachments[0]
    assert (saved.name, saved.size) == ("dock.png", 4)
    assert Export(GENERAL).find(saved.path or "")
    assert (picture.text, picture.kind) == ("", "image")
    assert (route.text, route.kind, route.attachments[0].path) == ("route attached", "text", None)
    assert route.extra["urls"] == ["https://cdn.example/attachments/1/2/route.gpx"]


def test_cards_speak_where_nothing_was_typed_and_stand_beside_what_was() -> None:
    bot, link = read(GENERAL)[5:7]
    assert bot.text == "Tides\nHigh water\n06:12 and 18:40\nLevel: 2.1 m"
    assert bot.extra["command"] == {"name": "tides", "by": "Jonas"}
    assert link.text == "rules: https://rules.example/cup"
    assert link.caption == "Cup rules\nEight boats start at nine."


def test_stickers_forwards_and_voice_are_what_they_are() -> None:
    sticker = read(GENERAL)[7]
    assert (sticker.kind, sticker.text, sticker.caption) == ("sticker", "", "Wave")
    forward, _, voice, _ = read(SECOND)
    assert forward.text == "trailer key is at the kiosk"
    assert forward.forwarded == Forwarded(when=datetime(2025, 4, 30, 8, tzinfo=SUMMER))
    assert (voice.kind, voice.attachments[0].name) == ("voice", "voice-message.ogg")


def test_ids_in_a_text_that_was_exported_raw_become_names() -> None:
    raw = read(SECOND)[3]
    assert raw.text == "raw @Jonas :oar: <#720000000000000009>"
    assert raw.extra["markup"].startswith("raw <@700000000000000002>")  # type: ignore[union-attr]


def test_a_direct_chat_has_a_call_with_its_end() -> None:
    direct = read(GENERAL.parent / "Direct Messages - Private - Jonas [720000000000000002].json")
    assert {(one.chat.name, one.chat.kind) for one in direct} == {("Jonas", "direct")}
    assert direct[1].kind == "call"
    assert direct[1].extra["ended"] == "2025-05-02T18:04:00+00:00"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"type": "GuildMemberJoin"}, "system"),
        ({"type": "8"}, "system"),
        ({"type": 7}, "system"),
        ({"type": "20"}, "text"),
        ({"type": 0}, "text"),
        ({"type": ["odd"]}, "text"),
        ({"type": "Call"}, "call"),
        ({"content": "", "poll": {"question": {"text": "?"}}}, "poll"),
        ({"content": "", "attachments": [{"fileName": "a.PDF"}]}, "file"),
        ({"content": "", "attachments": [{"url": "https://cdn.example/x/clip.mp4?ex=1"}]}, "video"),
    ],
)
def test_kinds(fields: dict[str, Any], kind: str) -> None:
    assert made(**fields).kind == kind


def test_a_poll_says_what_it_asks() -> None:
    poll = {"question": {"text": "Sunday?"}, "answers": [{"poll_media": {"text": "yes"}}, {"text": "no"}]}
    assert made(content="", poll=poll).text == "Sunday?\n- yes\n- no"


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        ({"timestamp": "2025-05-01T08:00:00Z"}, datetime(2025, 5, 1, 8, tzinfo=UTC)),
        ({"timestamp": "2025-05-01T08:00:00"}, datetime(2025, 5, 1, 8)),
        ({"timestamp": "soon"}, datetime(2025, 5, 1, 8, 1, 2, 345000, tzinfo=UTC)),
        ({"timestamp": None, "id": 1367410474357882882}, datetime(2025, 5, 1, 8, 1, 2, 345000, tzinfo=UTC)),
        ({"timestamp": "0001-01-01T00:00:00+00:00"}, datetime(2025, 5, 1, 8, 1, 2, 345000, tzinfo=UTC)),
    ],
)
def test_the_id_tells_the_time_where_nothing_else_does(fields: dict[str, Any], when: datetime) -> None:
    assert made(**fields).when == when
    assert Records(chat("1", "x", ""), Accounts(), "").message({"id": "5"}) == "it has no time"


def test_a_table_has_no_ids_but_people_and_exact_times() -> None:
    found = read(TABLE)
    assert {one.source_id for one in found} == {None}
    assert {one.chat.native for one in found} == {"720000000000000001"}
    assert found[1].when == datetime(2025, 5, 1, 8, 1, 2, 345000, tzinfo=UTC)
    assert found[3].text == 'two lines\nand a "quote"'
    assert [one.kind for one in found] == ["system", "text", "image", "text"]
    assert found[1].extra["reactions"] == {"👍": 3, ":oar:": 1}


def test_tables_of_many_years_and_countries_are_read() -> None:
    (race,) = [path for path in (CORPUS / "old_csv").iterdir() if "race" in path.name]
    assert [one.when for one in read(race)] == [datetime(2020, 10, 18, 15, 45), datetime(2020, 10, 19, 0, 5)]
    (old,) = read(CORPUS / "old_csv" / "semicolons.csv")
    assert (old.text, old.sender, old.chat.native) == (
        "one; two",
        Account(name="mira_k", source="discord"),
        None,
    )
    times = {path.name[:5]: [one.when for one in read(path)] for path in (CORPUS / "languages").iterdir()}
    assert times == {
        "Ruder": [datetime(2023, 3, 2, 18, 5), datetime(2023, 3, 14, 7, 15)],
        "kayak": [datetime(2023, 3, 2, 18, 5), datetime(2023, 3, 14, 7, 15)],
        "zh [7": [datetime(2023, 3, 2, 18, 5)],
    }


def test_a_table_may_have_the_messages_ids_and_no_attachments(tmp_path: Path) -> None:
    path = tmp_path / "general.csv"
    path.write_text(
        "MessageID,AuthorID,Author,Date,Content\r\n"
        '"1064990775659729017","5","Ana","2023-01-17T19:33:07.4890000+00:00","hello, ""you"""\r\n'
    )
    (found,) = (one for one in read(path) if isinstance(one, Message))
    assert (found.source_id, found.sender.native, found.text) == ("1064990775659729017", "5", 'hello, "you"')


def test_plain_text_has_messages_with_empty_lines_and_sections() -> None:
    found = read(TEXT)
    assert [one.text for one in found] == [
        "Joined the server.",
        "who brings the oars, @Jonas?",
        "",
        "two lines\n\nand [a bracket] here",
        "see",
        "",
    ]
    assert [one.kind for one in found] == ["system", "text", "image", "text", "text", "sticker"]
    assert found[1].sender.name == "mira_k"
    assert found[1].when == datetime(2025, 5, 1, 10, 1)
    assert found[1].extra["reactions"] == {"👍": 3, ":oar:": 1}
    assert found[4].caption == "https://tides.example/1\nHigh water"
    assert found[5].when == datetime(2025, 5, 13, 21)


def test_a_page_has_the_ids_and_times_of_the_json() -> None:
    pages, exact = {one.source_id: one for one in read(PAGE)}, {one.source_id: one for one in read(GENERAL)}
    common = pages.keys() & exact.keys()
    assert len(common) == 7
    assert all(pages[one].when == exact[one].when for one in common)
    words = {one for one in common if pages[one].text == exact[one].text}
    assert len(words) == 6
    (other,) = common - words
    assert pages[other].text == "route **attached** & `x < y`\nnext line :oar:🌊"
    first, asked, _, reply, picture, link, sticker, pinned = read(PAGE)
    assert (first.kind, first.text, pinned.text) == ("system", "Joined the server.", "Pinned a message.")
    assert reply.reply_to == asked.source_id
    assert asked.extra == {"edited": True, "reactions": {"👍": 3, ":oar:": 1}}
    assert Export(PAGE).find(picture.attachments[0].path or "")
    assert link.caption == "Cup rules\nEight boats start at nine."
    assert (sticker.kind, sticker.caption) == ("sticker", "Wave")
    assert {one.chat.name for one in pages.values()} == {"general in Lake club"}


def test_a_page_of_2019_has_the_author_once_for_several_messages() -> None:
    found = read(next((CORPUS / "old_page").iterdir()))
    assert [(one.sender.name, one.text) for one in found] == [
        ("Mira", "first\nline"),
        ("Mira", "second"),
        ("Jonas", "third"),
    ]


def test_a_page_whose_ids_are_none_has_the_times_that_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    message = (
        '<div class="chatlog__message" data-message-id="{}"><span class="chatlog__timestamp">{}</span></div>'
    )
    told = ["2/13/2024 3:05 PM", "31/12/2024 15:05", "never"]
    path.write_text("<html>" + "".join(message.format(number, time) for number, time in enumerate(told, 7)))
    found = list(SOURCE.read(Export(path)))
    assert [
        one.when if isinstance(one, Message) else one.what for one in found if not isinstance(one, Contact)
    ] == [
        datetime(2024, 2, 13, 15, 5),
        datetime(2024, 12, 31, 15, 5),
        "it has no time",
    ]


def test_the_package_is_a_set_that_tells_its_owner_and_their_friends() -> None:
    ((source, export),) = find(CORPUS / "good_package").exports
    assert (source, export.path) == (SOURCE, PACKAGE)
    found = list(source.read(export))
    owner, friend = [one for one in found if isinstance(one, Contact)]
    assert (owner.account.owner, owner.names, owner.emails) == (True, ("mira_k",), ("mira@lake.example",))
    assert (friend.account.name, friend.names) == ("Jonas", ("Jo", "jonas.w"))
    messages = [one for one in found if isinstance(one, Message)]
    assert {one.sender.native for one in messages if one.sender.owner} == {"700000000000000001"}
    assert messages[0].text == "who brings the oars, @Jonas?"
    assert messages[0].when == datetime(2025, 5, 1, 8, 1, 2, tzinfo=UTC)
    assert [one.name for one in messages[1].attachments] == ["route.gpx", "b b.png"]
    assert [(one.chat.name, one.chat.kind) for one in messages] == [
        ("general in Lake club", "group"),
        ("general in Lake club", "group"),
        ("Jonas", "direct"),
    ]


@pytest.mark.parametrize("name", ["Messages", "messages", "Nachrichten"])
def test_a_packages_folders_may_be_called_in_any_language(tmp_path: Path, name: str) -> None:
    shutil.copytree(PACKAGE / "Messages", tmp_path / "out" / "package" / name)
    ((source, export),) = find(tmp_path).exports
    assert (source, export.path.name) == (SOURCE, "package")
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as archive:
        for file in (tmp_path / "out").rglob("*.json"):
            archive.write(file, file.relative_to(tmp_path / "out" / "package").as_posix())
    assert len(read(tmp_path / "package.zip")) == 3


def test_a_channel_of_a_package_alone_knows_itself(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE / "Messages" / "c720000000000000002", tmp_path / "c720000000000000002")
    (message,) = read(tmp_path / "c720000000000000002" / "messages.json")
    assert (message.chat.native, message.chat.kind) == ("720000000000000002", "direct")
    assert message.sender == Account(name="You", source="discord", owner=True)


def test_an_old_package_has_tables() -> None:
    first, second = read(CORPUS / "old_package" / "package")
    assert (first.text, first.source_id) == ("hey, Thursday?\nor Friday", "800000000000000001")
    assert first.when == datetime(2021, 1, 5, 8, 30, 0, 123000, tzinfo=UTC)
    assert (second.kind, second.chat.name) == ("image", "ana")


def test_copies_of_a_channel_from_all_formats_are_one(tmp_path: Path) -> None:
    with zhiji.open(tmp_path / "home") as archive:
        added = [archive.add(path).added for path in (GENERAL, PAGE, TABLE, PACKAGE)]
        assert added == [8, 1, 1, 1]
        listed = {one.chat.name: one.messages for one in archive.chats}
    assert listed == {"general in Lake club": 10, "Jonas": 1}


@pytest.mark.parametrize(
    ("text", "time", "precision"),
    [
        ("18-Oct-20 03:45 PM", datetime(2020, 10, 18, 15, 45), Precision.MINUTE),
        ("18-Oct-20 12:00 AM", datetime(2020, 10, 18), Precision.MINUTE),
        ("2023-01-17T19:33:07.4890000+00:00", datetime(2023, 1, 17, 19, 33, 7, 489000, tzinfo=UTC), 1000),
        ("2024-01-15T10:30:00+00:00", datetime(2024, 1, 15, 10, 30, tzinfo=UTC), Precision.SECOND),
        ("2024-01-15 10:30", datetime(2024, 1, 15, 10, 30), Precision.MINUTE),
        ("18.10.2023 15:45", datetime(2023, 10, 18, 15, 45), Precision.MINUTE),
        ("18/10/2023 15:45:09", datetime(2023, 10, 18, 15, 45, 9), Precision.SECOND),
        ("2023. 10. 18. 오후 3:45", datetime(2023, 10, 18, 15, 45), Precision.MINUTE),
        ("2023/10/18 下午 3:45", datetime(2023, 10, 18, 15, 45), Precision.MINUTE),
    ],
)
def test_times_in_the_fashion_of_many_countries(text: str, time: datetime, precision: int) -> None:
    assert dates.read(text, "dmy") == (time, precision)


@pytest.mark.parametrize(
    "text", ["", "soon", "32.10.2023 15:45", "18.13.2023 15:45", "1/2/23", "9" * 100, "5/5/0001 1:00"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert dates.read(text, "dmy") is None


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["3/2/2023 6:05 PM", "3/14/2023 6:05 PM"], "mdy"),
        (["3/2/2023 18:05", "14/2/2023 18:05"], "dmy"),
        (["1/2/2023 6:05 PM", "1/3/2023 6:05 PM"], "mdy"),
        (["1/2/2023 18:05", "2/1/2023 18:05", "2/2/2023 18:05"], "mdy"),
        (["1/2/2023 18:05"], "dmy"),
        ([], "dmy"),
    ],
)
def test_all_dates_of_a_file_tell_the_order_of_day_and_month(texts: Sequence[str], order: str) -> None:
    assert dates.order_of(texts) == order


def test_a_quote_that_is_never_closed_spoils_one_row() -> None:
    lines = list(enumerate(['a,"b"', 'c,"d', "e,f", 'g,"h', 'i"', "j,k"], 1))
    assert list(rows(lines)) == [
        (1, ["a", "b"]),
        (2, ["c", "d\ne,f\ng,h"]),
        (5, None),
        (6, ["j", "k"]),
    ]
    assert list(rows([(1, 'x,"y'), *((number, "1,2") for number in range(2, 5))])) == [
        (1, None),
        (2, ["1", "2"]),
        (3, ["1", "2"]),
        (4, ["1", "2"]),
    ]


@pytest.mark.parametrize(
    ("name", "native", "shown"),
    [
        ("Lake club - Boats - general [720000000000000001]", "720000000000000001", "general in Lake club"),
        (
            "Lake club - general [720000000000000001] (after 2020-01-01)",
            "720000000000000001",
            "general in Lake club",
        ),
        ("Lake club - general [720000000000000001] [part 12]", "720000000000000001", "general in Lake club"),
        ("Direct Messages - Private - Jo [720000000000000001]", "720000000000000001", "Jo"),
        ("[720000000000000001]", "720000000000000001", ""),
        ("notes", None, "notes"),
    ],
)
def test_file_names_tell_the_chat(name: str, native: str | None, shown: str) -> None:
    found = chat_of_file(name)
    assert (found.native, found.name) == (native, shown)


def test_addresses_and_paths() -> None:
    assert file_name("https://cdn.example/a/b%20c.png?ex=1") == "b c.png"
    assert file_name("x_Files\\dock-1A2B3.png") == "dock.png"
    assert file_name("https://[broken") == "[broken"
    assert saved_at("x_Files\\dock.png", "in/") == "in/x_Files/dock.png"
    assert [saved_at(one, "") for one in ("", "https://a/b", "/etc/passwd", "C:\\x.png", "\\\\host\\x")] == [
        None
    ] * 5
    assert kind_of_file("voice-message-1A2B3.ogg") == "voice"
    assert kind_of_file("no ending") == "file"
    assert plain("<a:oar:12> </tides:55> <@!77> <t:1:R>", {"77": "jo"}, {}) == ":oar: /tides @jo <t:1:R>"
    assert made_at("1367410474357882882") == datetime(2025, 5, 1, 8, 1, 2, 345000, tzinfo=UTC)
    assert made_at("9" * 20) is None


def test_bad_rows_are_problems_and_the_rest_goes_on() -> None:
    found: list[Any] = []
    with pytest.raises(UnreadableFile, match="cut off"):
        found.extend(SOURCE.read(Export(CORPUS / "broken" / "cut.json")))
    assert [one.where for one in found if isinstance(one, Problem)] == [
        f"cut.json: messages[{n}]" for n in (1, 2)
    ]
    assert [one.text for one in found if isinstance(one, Message)] == ["fine", "its id tells when"]
    table = list(SOURCE.read(Export(CORPUS / "broken" / "[720000000000000012].csv")))
    assert [one.where for one in table if isinstance(one, Problem)] == ["line 3", "line 4", "line 6"]
    assert [one.text for one in table if isinstance(one, Message)] == ["one", "four"]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ('{"guild": {"id": "0", "name": "x"}, "channel": {"id": "1"}, "messages": []}', 3),
        ('{"guild": {"name": "x"}, "channel": {"id": "1"}}', 0),
        ("AuthorID,Author,Date,Content,Attachments,Reactions\n", 3),
        ("Author,Date,Content\n", 0),
        ("ID,Timestamp,Contents,Attachments\r\n1,2,3,\r\n", 3),
        ('[{"ID": 5, "Timestamp": "2021-01-01"}]', 3),
        ('[{"id": 5, "timestamp": "2021-01-01"}]', 0),
        ("<!DOCTYPE html><div class=chatlog__message-group>", 3),
        ("<!DOCTYPE html><div class=message>", 0),
        ("=" * 62 + "\nGuild: x\nChannel: y\n", 3),
        ("Guild: x\nChannel: y\n", 0),
    ],
)
def test_only_discords_shapes_are_recognised(tmp_path: Path, text: str, sure: int) -> None:
    path = tmp_path / "renamed.txt"
    path.write_text(text)
    if sure:
        assert recognise(path)[0] is SOURCE
    else:
        from zhiji.sources.peeking import look

        assert SOURCE.recognises(look(Export(path))) == 0


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "name", "url", "title", "fields", "value", "emoji", "users"]), inner
        )
    ),
    max_leaves=8,
)
FIELDS = ["id", "type", "timestamp", "timestampEdited", "callEndedTimestamp", "content", "author", "attachments", "embeds",
          "stickers", "reactions", "mentions", "reference", "forwardedMessage", "interaction", "poll"]  # fmt: skip


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_fuzz_no_value_in_any_field_breaks_the_reader(fields: dict[str, Any]) -> None:
    records = Records(chat("1", "x", ""), Accounts(), "")
    for record in (fields, {**PLAIN, **fields}, {**PLAIN, "forwardedMessage": fields}):
        found = records.message(record)
        assert isinstance(found, Message | str)
        if isinstance(found, Message):
            check_message(found)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from(["ID", "Timestamp", "Contents", "Attachments"]), JSON)),
    JSON,
    JSON,
)
def test_fuzz_no_package_breaks_the_reader(listed: list[Any], about: Any, account: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        channel = Path(folder) / "Messages" / "c720000000000000001"
        channel.mkdir(parents=True)
        (channel / "messages.json").write_text(json.dumps(listed))
        (channel / "channel.json").write_text(json.dumps(about))
        (Path(folder) / "Messages" / "index.json").write_text(json.dumps({"720000000000000001": about}))
        (Path(folder) / "user.json").write_text(json.dumps(account))
        for one in SOURCE.read(Export(Path(folder))):
            assert isinstance(one, Message | Problem | Contact)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.sampled_from(
        [GENERAL, TABLE, TEXT, PAGE, PACKAGE / "Messages" / "c720000000000000001" / "messages.json"]
    ),
    st.integers(0, 9000),
    st.binary(max_size=12)
    | st.sampled_from([b'"', b"\n", b"<", b">", b"[1/1/2025 1:00 AM] x\n", b"<!--", b"{Embed}"]),
    st.integers(0, 40),
)
def test_fuzz_damaged_bytes_are_told(path: Path, at: int, junk: bytes, cut: int) -> None:
    whole = path.read_bytes()
    place = at % len(whole)
    with tempfile.TemporaryDirectory() as folder:
        damaged = Path(folder) / path.name
        damaged.write_bytes(whole[:place] + junk + whole[place + cut :])
        try:
            for one in SOURCE.read(Export(damaged)):
                assert isinstance(one, Message | Problem | Contact)
                if isinstance(one, Message):
                    check_message(one, years=range(2, 9999))
        except UnreadableFile:
            pass


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(alphabet='",\n a;', max_size=200))
def test_fuzz_rows_never_lose_a_line(text: str) -> None:
    lines = list(enumerate(text.split("\n"), 1))
    found = [number for number, _ in rows(lines)]
    assert found == sorted(set(found))


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(alphabet="0123456789./-: APMoct下午", max_size=30))
def test_fuzz_no_text_breaks_the_reader_of_dates(text: str) -> None:
    for order in ("dmy", "mdy", "ymd"):
        time = dates.read(text, order)
        assert time is None or 1970 <= time[0].year < 2200
    assert dates.order_of([text, text]) in ("dmy", "mdy")
