"""Google Chat in Google Takeout."""

from __future__ import annotations

import json
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.chat import Account, Attachment, Chat, Contact, Edit, Message, Precision, Problem, Reaction
from zhiji.errors import UnreadableFile
from zhiji.sources import Export, find
from zhiji.sources.googlechat import SOURCE
from zhiji.sources.googlechat.records import People, Records
from zhiji.sources.protocol import Entry

CORPUS = Path(__file__).parent / "corpus" / "googlechat"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
DATE = "Monday, February 10, 2025 at 3:45:22\u202fPM UTC"
WHEN = datetime(2025, 2, 10, 15, 45, 22, tzinfo=UTC)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
KEYS = [
    "name", "email", "export_name", "original_name", "emoji", "unicode", "custom_emoji", "reactor_emails", "creator",
    "text", "message_id", "url", "url_metadata", "drive_metadata", "gsuite_integration_metadata", "call_data",
    "user_mention_metadata", "user", "created_date", "updated_date",
]  # fmt: skip
NESTED = st.recursive(
    JSON,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)
FIELDS = [
    "creator", "text", "topic_id", "message_id", "attached_files", "annotations", "reactions", "quoted_message_metadata",
    "previous_message_versions", "updated_date", "message_state", "deletion_metadata", "deleted_date",
]  # fmt: skip


def read(path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def messages(path: Path) -> list[Message]:
    found = read(path)
    assert not any(isinstance(one, Problem) for one in found), found
    return [one for one in found if isinstance(one, Message)]


def made(**record: object) -> Message:
    records = Records(Chat(name="c", source="googlechat"), People(None), lambda name: name)
    found = records.message({"created_date": DATE, "creator": {"name": "Tom"}, **record})
    assert isinstance(found, Message), found
    return found


def test_a_direct_chat_is_read_with_all_that_belongs_to_it() -> None:
    found = [one for one in messages(CORPUS / "good" / "Takeout") if one.chat.kind == "direct"]
    swim, yes, lake, this, half, good, gone = found
    assert swim.chat == Chat(name="Tom Reyes", native="aB3xQAAAAE", source="googlechat", kind="direct")
    assert swim.sender == Account(name="Tom Reyes", native="tom@example.org", source="googlechat")
    assert (swim.text, swim.when, swim.precision, swim.zone) == (
        "Hi Ida,\nshall we swim?",
        WHEN,
        Precision.SECOND,
        "known",
    )
    assert (swim.source_id, swim.extra) == ("aB3xQAAAAE/t1/t1", {})
    assert yes.sender.owner
    assert yes.reactions == (Reaction(sender="Tom Reyes", emoji="👍"),)
    assert yes.extra == {"annotations": [{"url": {"title": "The lake", "url": "https://example.org/lake"}}]}
    assert (lake.kind, lake.text) == ("image", "")
    folder = "Google Chat/Groups/DM aB3xQAAAAE/"
    assert lake.attachments == (Attachment(name="lake.png", path=f"{folder}File-lake.png"),)
    assert this.attachments[0].path == f"{folder}File-77_account_id=1.jpg"
    assert half.edits == (
        Edit(text="Nine then", when=datetime(2025, 2, 11, 8, 0, tzinfo=UTC)),
        Edit(text="Half past nine then", when=datetime(2025, 2, 11, 8, 5, tzinfo=UTC)),
    )
    assert (good.reply_to, good.extra["quoted"]) == (
        half.source_id,
        {"sender": "Ida Holm", "text": "Half past nine then"},
    )
    assert (gone.recalled, gone.text, gone.kind) == (True, "", "text")


def test_a_space_is_a_group_with_a_name() -> None:
    found = [one for one in messages(CORPUS / "good" / "Takeout") if one.chat.kind == "group"]
    assert {one.chat for one in found} == {
        Chat(name="Swim club", native="AAAAxyz1", source="googlechat", kind="group")
    }
    assert [one.kind for one in found] == ["text", "text", "call", "system"]
    assert found[0].mentions == ("ida@example.org",)


def test_members_are_contacts_once() -> None:
    cards = [one for one in read(CORPUS / "good" / "Takeout") if isinstance(one, Contact)]
    assert [one.emails for one in cards] == [("ida@example.org",), ("tom@example.org",), ("zoe@example.org",)]


def test_a_file_alone_takes_its_name_from_the_file_beside_it() -> None:
    new, nobody = messages(CORPUS / "old" / "messages.json")
    assert (new.chat.name, new.chat.native, new.source_id) == ("Old friends", None, None)
    assert nobody.sender == Account(name="", source="googlechat")
    assert (nobody.when, nobody.precision) == (
        datetime(2013, 1, 1, 0, 0, 1, 500_000, tzinfo=UTC),
        Precision.MILLISECOND,
    )


@pytest.mark.parametrize("language", ["de", "fr", "es", "ja", "zh", "ru"])
def test_a_takeout_is_read_in_the_language_of_its_account(language: str) -> None:
    [message] = messages(CORPUS / "languages" / language)
    assert (message.when, message.text) == (WHEN, f"hej {language}")


def test_a_date_in_an_unknown_language_is_a_problem_and_the_rest_goes_on() -> None:
    found = read(CORPUS / "broken")
    assert [one.text for one in found if isinstance(one, Message)] == ["", "good"]
    problems = [one for one in found if isinstance(one, Problem)]
    assert {one.what for one in problems[:3]} == {
        "it is no message but something else",
        "its time can't be read: Thursday, the 12th",
        "it has no time",
    }
    assert "cut off" in problems[3].what


def test_a_whole_takeout_gives_each_app_its_part(tmp_path: Path) -> None:
    path = tmp_path / "takeout-20250301.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for app in ("googlechat", "hangouts"):
            root = CORPUS.parent / app / "good"
            for file in root.rglob("*.*"):
                archive.write(file, file.relative_to(root).as_posix())
        archive.writestr("Takeout/Other/messages.json", '{"messages": [{"text": "not a chat"}]}')
    found = find(path).exports
    assert {source.name for source, _ in found} == {"googlechat", "hangouts"}
    for source, export in found:
        assert not any(isinstance(one, Problem) for one in source.read(export))


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ({"attached_files": [{"export_name": "a.mp4"}]}, "video"),
        ({"attached_files": [{"export_name": "a.m4a"}], "text": "listen"}, "audio"),
        ({"attached_files": [{"original_name": "a.pdf"}]}, "file"),
        ({"annotations": [{"drive_metadata": {"id": "1", "title": "Plan"}}]}, "file"),
        ({"annotations": [{"video_call_metadata": {"meeting_space": {}}}], "text": "join"}, "call"),
        ({"annotations": [{"gsuite_integration_metadata": {"tasks_data": {}}}]}, "todo"),
        ({"annotations": [{"gsuite_integration_metadata": {"calendar_event_data": {}}}]}, "event"),
        ({}, "system"),
        ({"text": "plain"}, "text"),
    ],
)
def test_kinds_are_told(record: dict[str, object], kind: str) -> None:
    assert made(**record).kind == kind


def test_other_emoji_have_names() -> None:
    message = made(reactions=[{"emoji": {"custom_emoji": {"short_code": ":party:"}}, "reactor_emails": []}])
    assert message.reactions == (Reaction(sender="", emoji=":party:"),)


@pytest.mark.parametrize(
    "text",
    [
        '{"messages": [{"text": "x", "created_at": "2024"}]}',
        '{"messages": [{"created_date": "2024-01-01"}]}',
        '[{"created_date": "x", "text": "y"}]',
    ],
)
def test_files_of_others_are_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "messages.json").write_text(text)
    assert not find(tmp_path, sources=[SOURCE]).exports


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), NESTED | st.lists(NESTED, max_size=2)))
def test_fuzz_any_record_is_a_message(record: dict[str, Any]) -> None:
    json.dumps(made(**record).extra)


@settings(max_examples=EXAMPLES, deadline=None)
@given(JSON)
def test_fuzz_any_time_is_one_or_a_problem(date: object) -> None:
    records = Records(Chat(name="c", source="googlechat"), People(None), lambda name: name)
    assert isinstance(records.message({"created_date": date}), (Message, str))


@settings(max_examples=max(EXAMPLES // 3, 20), deadline=None)
@given(st.integers(0, 3000), st.binary(max_size=8), st.integers(0, 40), st.booleans())
def test_fuzz_damaged_bytes_fail_only_as_unreadable(
    tmp_path_factory: pytest.TempPathFactory, at: int, junk: bytes, drop: int, info: bool
) -> None:
    folder = tmp_path_factory.getbasetemp() / "Google Chat" / "Groups" / "DM x"
    folder.mkdir(parents=True, exist_ok=True)
    for name, damaged in (("messages.json", not info), ("group_info.json", info)):
        whole = (CORPUS / "good/Takeout/Google Chat/Groups/DM aB3xQAAAAE" / name).read_bytes()
        (folder / name).write_bytes(whole[:at] + junk + whole[at + drop :] if damaged else whole)
    try:
        with Export(folder.parents[1]) as export:
            assert all(isinstance(one, (Message, Problem, Contact)) for one in SOURCE.read(export))
    except UnreadableFile as error:
        assert "\n" not in str(error)
