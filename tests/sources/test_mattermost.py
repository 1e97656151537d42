from __future__ import annotations

import json
import os
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhiji
from zhiji.chat import Account, Contact, Edit, Message, Precision, Problem, Reaction
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.mattermost import SOURCE
from zhiji.sources.peeking import look
from zhiji.testing import check_contact, check_message

CORPUS = Path(__file__).parent / "corpus" / "mattermost"
EXPORT = CORPUS / "good_export" / "import.jsonl"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
STAMP = 1746090000000
PLAIN = {"team": "oarlock", "channel": "boats", "user": "mira", "message": "row on", "create_at": STAMP}


def read(path: Path) -> list[Any]:
    found = list(SOURCE.read(Export(path)))
    assert not [one for one in found if isinstance(one, Problem)]
    return found


def messages(path: Path) -> list[Message]:
    return [one for one in read(path) if isinstance(one, Message)]


def write(folder: Path, *rows: Any) -> Path:
    path = folder / "bulk.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ({"type": "version", "version": 1}, *rows)))
    return path


def test_a_plain_post_carries_nothing_extra(tmp_path: Path) -> None:
    (message,) = messages(write(tmp_path, {"type": "post", "post": PLAIN}))
    assert (message.text, message.kind, message.source_id) == ("row on", "text", None)
    assert message.when == datetime(2025, 5, 1, 9, tzinfo=UTC)
    assert message.precision == Precision.MILLISECOND
    assert message.sender == Account(name="mira", native="mira", source="mattermost")
    assert (message.chat.name, message.chat.native, message.chat.kind) == ("boats", "oarlock:boats", "group")
    assert message.extra == {}


def test_users_are_contacts_by_the_name_that_is_shown() -> None:
    contacts = [one for one in read(EXPORT) if isinstance(one, Contact)]
    assert [(one.account.name, one.account.native, one.names) for one in contacts] == [
        ("Mira Kessler", "mira", ("mira",)),
        ("Jonas", "jo.w", ("J Weber", "jo.w")),
        ("wei", "wei", ()),
    ]
    assert (contacts[0].emails, contacts[0].details) == (("mira@oarlock.example",), {"position": "Cox"})


def test_replies_come_after_their_post_and_quote_it() -> None:
    found = messages(EXPORT)
    assert [one.text for one in found[1:4]] == ["boat 4 needs a cox, @jo.w", "I can", "谁带桨？"]
    assert found[2].extra["quoted"] == {
        "sender": "mira",
        "text": "boat 4 needs a cox, @jo.w",
        "when": "2025-05-01T09:01:00+00:00",
    }
    assert found[2].reply_to is None
    assert found[2].chat is found[1].chat


def test_edits_reactions_and_mentions_are_kept() -> None:
    asked = messages(EXPORT)[1]
    assert asked.edits == (Edit(text=asked.text, when=datetime(2025, 5, 1, 9, 1, 5, tzinfo=UTC)),)
    assert asked.reactions == (
        Reaction(sender="wei", emoji=":boat:", when=datetime(2025, 5, 1, 9, 1, 1, tzinfo=UTC)),
    )
    assert asked.mentions == ("Jonas",)


def test_files_are_found_in_the_data_folder(tmp_path: Path) -> None:
    picture = messages(EXPORT)[1].attachments[0]
    assert (picture.name, picture.path) == (
        "dock.png",
        "data/20250501/teams/noteam/channels/abc/users/def/ghi/dock.png",
    )
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for file in EXPORT.parent.rglob("*.*"):
            archive.write(file, "in/" + file.relative_to(EXPORT.parent).as_posix())
    zipped = messages(tmp_path / "x.zip")
    assert Export(tmp_path / "x.zip").find(zipped[1].attachments[0].path or "")
    assert (zipped[4].kind, zipped[4].text, zipped[4].attachments[0].name) == ("file", "", "route.gpx")


def test_bots_cards_and_notices_are_told_apart() -> None:
    found = messages(EXPORT)
    assert (found[0].kind, found[6].kind) == ("system", "system")
    assert (found[5].text, found[5].sender.name, found[5].sender.native) == (
        "High water\n06:12 and 18:40",
        "Tides",
        "tidebot",
    )


def test_direct_chats_are_of_their_members_in_any_order() -> None:
    direct = messages(EXPORT)[7:]
    assert [(one.chat.native, one.chat.name, one.chat.kind) for one in direct] == [
        ("jo.w,mira", "Jonas, Mira Kessler", "direct"),
        ("jo.w,mira", "Jonas, Mira Kessler", "direct"),
        ("jo.w,mira,wei", "Jonas, Mira Kessler, wei", "group"),
    ]
    (alone,) = messages(CORPUS / "old_export" / "export.json")
    assert (alone.chat.native, alone.chat.kind) == ("ana", "direct")


def test_a_later_export_adds_what_is_new(tmp_path: Path) -> None:
    rows = [
        {"type": "post", "post": {**PLAIN, "create_at": STAMP + number}} for number in range(0, 5000, 1000)
    ]
    with zhiji.open(tmp_path / "home") as archive:
        assert archive.add(write(tmp_path, *rows[:4])).added == 4
        assert archive.add(write(tmp_path, *rows[1:])).added == 1
        assert archive.add(write(tmp_path, *rows)).added == 0


def test_bad_rows_are_problems_and_the_rest_goes_on() -> None:
    found = list(SOURCE.read(Export(CORPUS / "broken" / "bulk.jsonl")))
    assert [one.where for one in found if isinstance(one, Problem)] == [f"line {n}" for n in (2, 4, 5, 6, 7)]
    assert [one.text for one in found if isinstance(one, Message)] == ["fine", "still fine"]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ('{"type":"version","version":1}\n{"type":"user","user":{"username":"a"}}\n', 3),
        ('{"type": "version", "version": 1, "info": {}}\n{"type": "post", "post": {"create_at": 5}}\n', 3),
        ('{"type":"post","post":{"create_at":5}}\n', 2),
        ('{"type":"version","version":1}\n{"type":"agent_start","session":"s1"}\n', 0),
        ('{"type":"version","version":1}\n', 0),
        ('{"type":"message","message":{"create_at":5}}\n', 0),
    ],
)
def test_only_mattermosts_rows_are_recognised(tmp_path: Path, text: str, sure: int) -> None:
    (tmp_path / "x.txt").write_text(text)
    assert SOURCE.recognises(look(Export(tmp_path / "x.txt"))) == sure


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["user", "message", "create_at", "path", "title", "attachments"]), inner
        )
    ),
    max_leaves=8,
)
FIELDS = ["team", "channel", "user", "type", "message", "create_at", "edit_at", "props", "reactions", "replies",
          "attachments", "channel_members", "username", "nickname", "email", "name", "display_name"]  # fmt: skip
ROW = st.sampled_from(
    ["post", "direct_post", "user", "bot", "team", "channel", "direct_channel", "emoji"]
).flatmap(
    lambda kind: st.fixed_dictionaries(
        {"type": st.just(kind), kind: st.dictionaries(st.sampled_from(FIELDS), JSON) | JSON}
    )
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(ROW, max_size=4), st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_fuzz_no_row_breaks_the_reader(rows: list[Any], fields: dict[str, Any]) -> None:
    known = [{"type": kind, kind: {**PLAIN, **fields}} for kind in ("post", "direct_post", "user")]
    with tempfile.TemporaryDirectory() as folder:
        for one in SOURCE.read(Export(write(Path(folder), {"type": "post", "post": PLAIN}, *rows, *known))):
            assert isinstance(one, Message | Problem | Contact)
            if isinstance(one, Message):
                check_message(one)
            elif isinstance(one, Contact):
                check_contact(one)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.integers(0, 3000), st.binary(max_size=12), st.integers(0, 40))
def test_fuzz_damaged_bytes_are_told(at: int, junk: bytes, cut: int) -> None:
    whole = EXPORT.read_bytes()
    place = at % len(whole)
    with tempfile.TemporaryDirectory() as folder:
        damaged = Path(folder) / "x.jsonl"
        damaged.write_bytes(whole[:place] + junk + whole[place + cut :])
        try:
            for one in SOURCE.read(Export(damaged)):
                assert isinstance(one, Message | Problem | Contact)
        except UnreadableFile:
            pass
