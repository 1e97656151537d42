from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.chat import Account, Contact, Edit, Forwarded, Message, Precision, Problem, Reaction
from zhiji.errors import UnreadableFile
from zhiji.sources import find, recognise
from zhiji.sources.export import Export
from zhiji.sources.protocol import SET
from zhiji.sources.slack import SOURCE
from zhiji.sources.slack.directory import Directory
from zhiji.sources.slack.files import Files
from zhiji.sources.slack.mrkdwn import Names, plain, rich
from zhiji.sources.slack.records import Records
from zhiji.testing import check_message

CORPUS = Path(__file__).parent / "corpus" / "slack"
WORKSPACE = next((CORPUS / "good_workspace").iterdir())
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
PLAIN = {"type": "message", "user": "U07MIRA001", "text": "row on", "ts": "1740819600.000100"}
NAMES = Names(users={"U07MIRA001": "mira"}, channels={"C07REGATTA": "regatta"})


def read(path: Path) -> list[Message]:
    found = list(SOURCE.read(Export(path)))
    assert not [one for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Message)]


def by_text(found: list[Message]) -> dict[str, Message]:
    return {one.text: one for one in found}


def made(**fields: Any) -> Message:
    """The message that a record with these fields is; a field that is `...` is left out."""
    directory = Directory()
    directory.user({"id": "U07MIRA001", "name": "mira", "profile": {"display_name": "mira"}})
    record = {key: value for key, value in {**PLAIN, **fields}.items() if value is not ...}
    found = Records(directory, Files(Export(CORPUS))).message(record, directory.chat("C07REGATTA"))
    assert isinstance(found, Message), found
    return found


@pytest.fixture(scope="module")
def workspace() -> list[Message]:
    return read(WORKSPACE)


def test_a_plain_message_carries_nothing_extra() -> None:
    message = made()
    assert (message.text, message.kind, message.source_id) == ("row on", "text", "1740819600.000100")
    assert message.when == datetime(2025, 3, 1, 9, 0, 0, 100, tzinfo=UTC)
    assert message.precision == Precision.EXACT
    assert message.sender == Account(name="mira", native="U07MIRA001", source="slack")
    assert message.extra == {}


def test_a_workspace_is_read_as_one_set_with_its_people(workspace: list[Message]) -> None:
    ((source, export),) = find(WORKSPACE.parent).exports
    assert source is SOURCE
    assert export.path == WORKSPACE
    assert SOURCE.recognises(_peek(WORKSPACE)) == SET
    assert Counter(one.kind for one in workspace) == {
        "text": 13,
        "system": 2,
        "image": 1,
        "call": 1,
        "voice": 1,
    }
    contacts = [one for one in SOURCE.read(export) if isinstance(one, Contact)]
    mira = contacts[0]
    assert (mira.account.name, mira.names) == ("mira", ("Mira Kessler",))
    assert (mira.emails, mira.numbers) == (("mira@oarlock.example",), ("+41 44 000 11 22",))
    assert mira.details == {"title": "Cox", "time zone": "Europe/Zurich"}
    assert contacts[3].details["bot"] == "yes"


def test_direct_chats_are_called_after_the_others(workspace: list[Message]) -> None:
    chats = {one.chat.native: (one.chat.name, one.chat.kind) for one in workspace}
    assert chats == {
        "C07REGATTA": ("regatta", "group"),
        "D07WEIMIRA": ("阿琳", "direct"),
        "G07THREE01": ("Jonas Weber, 阿琳", "group"),
    }


def test_names_stand_for_ids_and_the_markup_is_kept_beside(workspace: list[Message]) -> None:
    asked = by_text(workspace)["Boat 4 needs a cox on Sunday, @Jonas Weber?"]
    assert asked.mentions == ("Jonas Weber",)
    assert asked.extra["mrkdwn"] == "Boat 4 needs a cox on Sunday, <@U07JONAS02>?"
    assert asked.caption is None
    assert "the rules are here <https://rules.example/cup>, talk in #general, @here" in by_text(workspace)


def test_replies_lead_to_the_message_that_began_the_thread(workspace: list[Message]) -> None:
    root = by_text(workspace)["Boat 4 needs a cox on Sunday, @Jonas Weber?"]
    answers = [one for one in workspace if one.reply_to == root.source_id]
    assert [one.text for one in answers] == ["yes, if we start after 9 & not <early>", "so ten it is"]
    assert root.reply_to is None
    assert answers[0].edits == (Edit(text=answers[0].text, when=datetime(2025, 3, 1, 9, 2, 30, tzinfo=UTC)),)


def test_reactions_have_people_and_the_rest_of_many_is_counted(workspace: list[Message]) -> None:
    asked = by_text(workspace)["Boat 4 needs a cox on Sunday, @Jonas Weber?"]
    assert asked.reactions == (
        Reaction(sender="Jonas Weber", emoji=":eyes:"),
        Reaction(sender="阿琳", emoji=":eyes:"),
        Reaction(sender="阿琳", emoji=":+1::skin-tone-3:"),
    )
    assert asked.extra["reactions"] == {"+1::skin-tone-3": 4}


def test_files_keep_what_was_seen_and_heard_and_no_keys(workspace: list[Message]) -> None:
    picture = next(one for one in workspace if one.kind == "image")
    assert picture.text == ""
    assert picture.caption == "a wet wooden dock"
    assert picture.attachments[0].name == "dock.png"
    assert picture.attachments[0].path is None
    assert "xoxe" not in json.dumps(picture.extra)
    voice = next(one for one in workspace if one.kind == "voice")
    assert voice.transcript == "I am five minutes late"


def test_bots_say_what_their_cards_say(workspace: list[Message]) -> None:
    bot = next(one for one in workspace if one.sender.native == "B07TIDES01")
    assert bot.sender.name == "Tide Table"
    assert bot.text == "Tomorrow\nHigh water\n06:12 and 18:40\nLevel: 2.1 m"
    link = next(one for one in workspace if one.text == "https again <https://rules.example/cup>")
    assert link.caption == "Cup rules\nEight boats start at nine."
    assert link.extra["links"] == [{"title": "Cup rules", "url": "https://rules.example/cup"}]


def test_a_deleted_root_is_recalled_and_nobodys(workspace: list[Message]) -> None:
    (gone,) = (one for one in workspace if one.recalled)
    assert (gone.text, gone.kind, gone.sender.native) == ("", "text", None)
    assert by_text(workspace)["what did it say?"].reply_to == gone.source_id


def test_a_huddle_is_a_call_of_who_began_it(workspace: list[Message]) -> None:
    call = next(one for one in workspace if one.kind == "call")
    assert call.sender.native == "U07JONAS02"
    assert call.text == "A huddle started"
    assert call.extra["participants"] == ["U07JONAS02", "U07MIRA001"]


def test_a_guest_goes_by_the_name_in_the_message(workspace: list[Message]) -> None:
    assert by_text(workspace)["guests row too"].sender.name == "Rosa Blum"


def test_a_shared_message_is_a_forward(workspace: list[Message]) -> None:
    shared = by_text(workspace)["the trailer key is at the kiosk"]
    when = datetime(2025, 3, 1, 3, 33, 20, 100, tzinfo=UTC)
    assert shared.forwarded == Forwarded(sender="Jonas Weber", chat="general", when=when)
    commented = made(text="see", attachments=[{"is_share": True, "author_name": "Jo", "text": "the key"}])
    assert commented.extra["quoted"] == {"text": "the key", "sender": "Jo"}
    assert (commented.text, commented.caption) == ("see", None)


def test_a_dump_has_threads_inside_and_a_broadcast_once() -> None:
    found = read(CORPUS / "good_dump" / "C07BOATS01.json")
    assert [one.text for one in found] == [
        "the blue one leaks",
        "where?",
        "below seat 3",
        "<@U07JONAS02> I have <glue>",
    ]
    assert [one.reply_to for one in found] == [None, "1741000000.000100", "1741000000.000100", None]
    leak = found[2].attachments[0]
    assert leak.path == "C07BOATS01/F07LEAK0001-leak.txt"
    assert Export(CORPUS / "good_dump" / "C07BOATS01.json").find(leak.path or "")
    assert found[2].caption == "water"


def test_a_header_after_the_messages_is_found() -> None:
    (message,) = read(CORPUS / "good_dump" / "D07WEIMIRA.json")
    assert (message.chat.native, message.chat.kind) == ("D07WEIMIRA", "direct")


def test_an_archive_tells_the_owner_and_the_last_wording() -> None:
    folder = CORPUS / "good_archive" / "slackdump_20250304"
    found = read(folder)
    assert [one.text for one in found] == ["the blue one leaks again", "where, @mira?", "", "在吗"]
    assert {one.sender.name: one.sender.owner for one in found} == {
        "mira": True,
        "Jonas Weber": False,
        "阿琳": False,
    }
    assert found[2].attachments[0].path == "__uploads/F07MAP00001/map.gpx"
    assert found[3].chat.name == "阿琳"
    alone = read(folder / "slackdump.sqlite")
    assert [one.source_id for one in alone] == [one.source_id for one in found]
    assert alone[2].attachments[0].path == "__uploads/F07MAP00001/map.gpx"


def test_dump_archive_and_workspace_have_the_same_ids() -> None:
    dump = {(one.chat.native, one.source_id) for one in read(CORPUS / "good_dump" / "C07BOATS01.json")}
    archive = {
        (one.chat.native, one.source_id) for one in read(CORPUS / "good_archive" / "slackdump_20250304")
    }
    assert len(dump & archive) == 2


def test_exports_of_2016_are_read() -> None:
    found = read(CORPUS / "old_workspace" / "Quay export")
    assert [one.kind for one in found] == ["system", "system", "text", "file", "text", "text"]
    assert found[2].sender == Account(name="harbour", native="B01HOOK000", source="slack")
    assert found[2].text == "The gate is open <https://gate.example>"
    assert found[3].text == "@Piet Maas uploaded a file: tides 2016 <https://quay.example/f>"
    assert found[4].sender.native == "U01PIERMAN"
    assert found[5].when == datetime(2016, 2, 1, 4, 20, tzinfo=UTC)


def test_a_day_alone_is_of_the_channel_whose_folder_it_lies_in(tmp_path: Path) -> None:
    shutil.copytree(WORKSPACE / "regatta", tmp_path / "regatta")
    found = read(tmp_path / "regatta" / "2025-03-02.json")
    assert {(one.chat.name, one.chat.native) for one in found} == {("regatta", None)}
    renamed = (tmp_path / "regatta" / "2025-03-02.json").rename(tmp_path / "day (1).json")
    assert {one.chat.name for one in read(renamed)} == {"day (1)"}
    assert recognise(renamed)[0] is SOURCE


def test_messages_that_a_tool_cut_out_are_known_by_time_and_user(tmp_path: Path) -> None:
    path = tmp_path / "thread.json"
    path.write_text(json.dumps([{"text": "ahoy", "user": "U061A5N1G", "ts": "1434139102.000002"}]))
    (found,) = (one for one in read(path) if isinstance(one, Message))
    assert (found.text, found.sender.native) == ("ahoy", "U061A5N1G")


def test_the_list_of_users_alone_is_an_address_book(tmp_path: Path) -> None:
    shutil.copy(WORKSPACE / "users.json", tmp_path / "people.json")
    source, export = recognise(tmp_path / "people.json")
    assert source is SOURCE
    assert [one.account.name for one in source.read(export) if isinstance(one, Contact)] == [
        "mira",
        "Jonas Weber",
        "阿琳",
        "Tide Table",
    ]


def test_a_zip_is_read_like_the_folder(tmp_path: Path, workspace: list[Message]) -> None:
    for prefix in ("", "somewhere/else/"):
        path = tmp_path / f"x{len(prefix)}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file in WORKSPACE.rglob("*.json"):
                archive.write(file, prefix + file.relative_to(WORKSPACE).as_posix())
        ((source, _),) = find(path).exports
        assert source is SOURCE
        assert read(path) == workspace


def test_days_without_lists_keep_the_ids_that_folders_have(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.write(WORKSPACE / "D07WEIMIRA" / "2025-03-01.json", "D07WEIMIRA/2025-03-01.json")
    found = read(tmp_path / "x.zip")
    assert {(one.chat.native, one.chat.kind) for one in found} == {("D07WEIMIRA", "direct")}


def test_bad_rows_are_problems_and_the_rest_goes_on() -> None:
    found: list[Any] = []
    with pytest.raises(UnreadableFile, match="cut off"):
        found.extend(SOURCE.read(Export(CORPUS / "broken" / "lake" / "2025-05-06.json")))
    assert [one.where for one in found if isinstance(one, Problem)] == [
        f"2025-05-06.json[{number}]" for number in (1, 2, 3, 4)
    ]
    assert [one.text for one in found if isinstance(one, Message)] == ["fine", "still fine"]


def test_a_day_that_is_broken_leaves_the_others(tmp_path: Path) -> None:
    shutil.copytree(WORKSPACE, tmp_path / "w")
    (tmp_path / "w" / "regatta" / "2025-03-01.json").write_text('[{"type": "message", ')
    (tmp_path / "w" / "channels.json").write_text("[{")
    found = list(SOURCE.read(Export(tmp_path / "w")))
    assert [one.where for one in found if isinstance(one, Problem)] == [
        "channels.json",
        "regatta/2025-03-01.json",
    ]
    assert sum(isinstance(one, Message) for one in found) == 11


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("nothing & nobody", "nothing & nobody"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &amp;lt;", "1 < 2 && 3 > 2 &lt;"),
        ("<@U07MIRA001> and <@U07NOBODY0>", "@mira and <@U07NOBODY0>"),
        ("<@U07NOBODY0|ana>", "@ana"),
        ("<#C07REGATTA> <#C07OTHER01|boats> <#C07NONE001>", "#regatta #boats <#C07NONE001>"),
        ("<!here> <!channel|@channel> <!subteam^S01|@coxes> <!subteam^S02>", "@here @channel @coxes <!subteam^S02>"),
        ("<!date^1392734382^{date}|Feb 18, 2014>", "Feb 18, 2014"),
        ("<https://a.example> <https://b.example|b.example> <https://c.example|see>",
         "<https://a.example> b.example see <https://c.example>"),
        ("<mailto:a@b.example|a@b.example> <tel:+4144>", "a@b.example +4144"),
        ("a <b> c < d", "a <b> c < d"),
    ],
)  # fmt: skip
def test_markup_reads_as_people_see_it(marked: str, text: str) -> None:
    assert plain(marked, NAMES).text == text


def test_blocks_speak_where_there_is_no_text() -> None:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": "oars"}]}
    block = {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [
                {"type": "text", "text": "bring "},
                {"type": "user", "user_id": "U07MIRA001"},
                {"type": "emoji", "name": "boat"},
                {"type": "link", "url": "https://a.example"},
                {"type": "broadcast", "range": "here"},
                {"type": "channel", "channel_id": "C07NONE001"},
            ]},
            {"type": "rich_text_list", "style": "bullet", "elements": [section, section]},
            {"type": "rich_text_list", "style": "ordered", "elements": [section]},
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "he said\nso"}]},
        ],
    }  # fmt: skip
    mentions: list[str] = []
    assert rich(block, NAMES, mentions) == (
        "bring @mira:boat:<https://a.example>@here<#C07NONE001>\n• oars\n• oars\n1. oars\n> he said\n> so"
    )
    assert mentions == ["mira", "here"]
    layout = [
        {"type": "header", "text": {"type": "plain_text", "text": "Poll"}},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Mon* &amp; <@U07MIRA001>"}]},
        {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Vote"}}]},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "1 vote"}]},
    ]
    poll = made(text="", user=..., bot_id="B1", username="Poll", blocks=layout)
    assert poll.text == "Poll\n*Mon* & @mira\n1 vote"
    both = made(text="a poll", blocks=layout)
    assert (both.text, both.caption) == ("a poll", "Poll\n*Mon* & @mira\n1 vote")


@pytest.mark.parametrize(
    ("fields", "native", "name"),
    [
        ({}, "U07MIRA001", "mira"),
        ({"user": ...}, None, ""),
        ({"user": ..., "username": "hook"}, None, "hook"),
        ({"user": ..., "bot_id": "B01", "username": "hook"}, "B01", "hook"),
        ({"user": ..., "bot_id": "B01", "bot_profile": {"id": "B01", "name": "Polly"}}, "B01", "Polly"),
        ({"user": "U9", "bot_id": "B01", "bot_profile": {"name": "Polly"}}, "U9", "Polly"),
        ({"username": "somebody"}, "U07MIRA001", "mira"),
        ({"user": {"odd": 1}}, None, ""),
    ],
)
def test_senders_are_people_or_bots(fields: dict[str, Any], native: str | None, name: str) -> None:
    sender = made(**fields).sender
    assert (sender.native, sender.name) == (native, name)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"subtype": "channel_leave"}, "system"),
        ({"subtype": "something_new"}, "system"),
        ({"subtype": "me_message"}, "text"),
        ({"subtype": "sh_room_created", "room": {"name": "x"}}, "call"),
        ({"files": [{"id": "F1", "mimetype": "video/mp4"}]}, "video"),
        ({"files": [{"id": "F1", "mode": "hidden_by_limit"}]}, "file"),
        ({"files": []}, "text"),
    ],
)
def test_kinds(fields: dict[str, Any], kind: str) -> None:
    assert made(**fields).kind == kind


@pytest.mark.parametrize(
    "ts", ["", "soon", "12.x", "-1.0", "99999999999.0", "1" * 400, None, [], "١٢٣.٤", 1e300]
)
def test_a_message_without_a_time_is_told(ts: Any) -> None:
    directory = Directory()
    records = Records(directory, Files(Export(CORPUS)))
    assert records.message({**PLAIN, "ts": ts}, directory.chat("x")) == "it has no time"


def test_a_time_that_a_tool_read_as_a_number_is_the_same() -> None:
    assert made(ts=1740819600.0001).source_id == made().source_id


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ('[{"type": "message", "ts": "1740819600.000100"}]', 3),
        ('{"channel_id": "C1", "messages": [{"ts": "1740819600.000100"}]}', 3),
        ('{"ok": true, "messages": [{"ts": "1740819600.000100"}]}', 2),
        ('[{"id": "U07MIRA001", "team_id": "T1", "profile": {}}]', 2),
        ('[{"id": "U07MIRA001", "email": "x"}]', 0),
        ('[{"type": "message", "ts": 1740819600}]', 0),
        ('{"messages": [{"type": "message", "date": "2020-01-01T10:00:00"}]}', 0),
    ],
)
def test_only_slacks_shape_is_recognised(tmp_path: Path, text: str, sure: int) -> None:
    (tmp_path / "x.json").write_text(text)
    assert SOURCE.recognises(_peek(tmp_path / "x.json")) == sure


def _peek(path: Path) -> Any:
    from zhiji.sources.peeking import look

    export = Export(path)
    seen = look(export)
    seen.first.update({member: export.head(member) for member in SOURCE.wants(seen)})
    return seen


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "text", "elements", "name", "id", "ts", "title", "users"]), inner
        )
    ),
    max_leaves=8,
)
FIELDS = ["type", "subtype", "user", "text", "ts", "thread_ts", "edited", "reactions", "files", "file", "attachments",
          "blocks", "bot_id", "bot_profile", "username", "user_profile", "comment", "room", "topic", "root"]  # fmt: skip


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.dictionaries(st.sampled_from(FIELDS), JSON),
    st.sampled_from(["", "bot_message", "tombstone", "bot_add"]),
)
def test_fuzz_no_value_in_any_field_breaks_the_reader(fields: dict[str, Any], subtype: str) -> None:
    directory = Directory()
    records = Records(directory, Files(Export(CORPUS)))
    for record in (fields, {**fields, "ts": PLAIN["ts"]}, {**PLAIN, "subtype": subtype, **fields}):
        found = records.message(record, directory.chat("C07REGATTA"))
        assert isinstance(found, Message | str)
        if isinstance(found, Message):
            check_message(found)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["id", "name", "profile", "real_name", "is_bot", "members", "is_im", "user"]), JSON
    )
)
def test_fuzz_no_list_breaks_the_directory(record: dict[str, Any]) -> None:
    directory = Directory()
    for one in (record, {**record, "id": "D07WEIMIRA"}, {**record, "id": "U07MIRA001"}):
        directory.user(one)
        directory.channel(one)
        assert directory.chat("D07WEIMIRA").source == "slack"


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(alphabet="<>@#!|&amplt;:^/ahttpU07MIRA001 \n"))
def test_fuzz_markup_of_any_kind_is_read(text: str) -> None:
    assert plain(text, NAMES).text is not None


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.sampled_from(["regatta/2025-03-01.json", "regatta/2025-03-02.json", "users.json", "dms.json"]),
    st.integers(0, 3000),
    st.binary(max_size=12),
    st.integers(0, 12),
)
def test_fuzz_damaged_bytes_are_told(name: str, at: int, junk: bytes, cut: int) -> None:
    whole = (WORKSPACE / name).read_bytes()
    place = at % len(whole)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "2025-03-01.json"
        path.write_bytes(whole[:place] + junk + whole[place + cut :])
        try:
            for one in SOURCE.read(Export(path)):
                assert isinstance(one, Message | Problem | Contact)
        except UnreadableFile:
            pass
