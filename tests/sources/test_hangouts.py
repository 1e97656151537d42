"""Hangouts.json of Google Takeout, in both shapes."""

from __future__ import annotations

import copy
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.chat import Account, Attachment, Chat, Contact, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import Export, find
from zhiji.sources.hangouts import SOURCE
from zhiji.sources.protocol import Entry
from zhiji.testing import peak_memory

CORPUS = Path(__file__).parent / "corpus" / "hangouts"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
GOOD = json.loads((CORPUS / "good" / "Takeout" / "Hangouts" / "Hangouts.json").read_text())
JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        True,
        7,
        -1.5,
        "",
        "x",
        "http://[x",
        [],
        [3],
        {},
        {"id": 7},
        {"gaia_id": []},
        {"url": "http://[x/y"},
        10**30,
    ]
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Each place in a document where a value stands: what holds it, and under which key."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [place for key in keys for place in ((value, key), *places(value[key]))]


def read(path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def messages(path: Path) -> list[Message]:
    found = read(path)
    assert not any(isinstance(one, Problem) for one in found), found
    return [one for one in found if isinstance(one, Message)]


def test_a_takeout_is_read_with_all_that_belongs_to_it() -> None:
    [(_, export)] = find(CORPUS / "good", sources=[SOURCE]).exports
    assert export.name == "Hangouts"
    found = [one for one in SOURCE.read(export) if isinstance(one, Message)]
    one, lake, call, pier, phone, added, renamed, ahoy = found
    assert one.chat == Chat(name="Tom Reyes", native="UgxTalk1", source="hangouts", kind="direct")
    assert one.sender == Account(name="Tom Reyes", native="22", source="hangouts")
    assert (one.text, one.source_id, one.extra) == (
        "one \nexample.org",
        "e1",
        {"links": ["https://example.org/"]},
    )
    assert (one.when, one.precision) == (
        datetime(2015, 10, 1, 23, 42, 1, 190532, tzinfo=UTC),
        Precision.EXACT,
    )
    assert (lake.kind, lake.attachments) == (
        "image",
        (Attachment(name="lake view.jpg", path="lake view.jpg"),),
    )
    assert lake.sender.owner
    assert (call.kind, call.extra) == ("call", {"event_type": "END_HANGOUT", "hangout_duration_secs": "75"})
    assert (pier.kind, pier.text, pier.extra["place"]) == (
        "location",
        "here",
        {"name": "Pier 3", "url": "https://maps.example.org"},
    )
    assert (phone.kind, phone.text) == ("text", "by phone")
    assert (added.kind, added.text) == ("system", "added Tom Reyes")
    assert (renamed.kind, renamed.text) == ("system", "renamed the group to “Boats”")
    assert (ahoy.chat.kind, ahoy.chat.name, ahoy.sender.native) == ("group", "Boats", "33")


def test_numbers_of_people_are_contacts() -> None:
    [card] = [one for one in read(CORPUS / "good" / "Takeout" / "Hangouts") if isinstance(one, Contact)]
    assert (card.account.native, card.numbers) == ("33", ("+4915550001",))


def test_the_older_shape_is_read() -> None:
    [message] = messages(CORPUS / "old" / "Hangouts.json")
    assert (message.text, message.chat.native, message.attachments[0].name) == (
        "from 2014",
        "UgxTalk1",
        "old.jpg",
    )


def test_events_may_stand_before_their_conversation() -> None:
    [message] = messages(CORPUS / "old" / "renamed (1).json")
    assert (message.chat.name, message.sender.name) == ("Tom Reyes", "Tom Reyes")


def test_bad_events_are_problems_and_the_rest_goes_on() -> None:
    found = read(CORPUS / "broken" / "Hangouts.json")
    assert [one.what for one in found if isinstance(one, Problem)] == [
        "it is no event but something else",
        "it has no time",
    ]
    assert [one.text for one in found if isinstance(one, Message)] == ["", "of an unknown talk"]


def test_a_long_conversation_takes_little_memory(tmp_path: Path) -> None:
    whole = json.loads((CORPUS / "old" / "Hangouts.json").read_text())
    state = whole["conversation_state"][0]["conversation_state"]
    event = state["event"][0]
    state["event"] = [{**event, "event_id": str(at), "timestamp": str(10**15 + at)} for at in range(5_000)]
    path = tmp_path / "Hangouts.json"
    path.write_text(json.dumps(whole))
    with Export(path) as export:
        assert path.stat().st_size > 1_500_000
        assert peak_memory(SOURCE, export) < 2_500_000


@pytest.mark.parametrize("text", ['{"conversations": [{"uuid": "x"}]}', '{"conversation_state": 5}', "[]"])
def test_files_of_others_are_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "Hangouts.json").write_text(text)
    assert not find(tmp_path, sources=[SOURCE]).exports


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000), JUNK), min_size=1, max_size=4))
def test_fuzz_anything_may_stand_anywhere(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, Any]]
) -> None:
    whole = copy.deepcopy(GOOD)
    for at, junk in changes:
        found = places(whole)
        holder, key = found[at % len(found)]
        holder[key] = copy.deepcopy(junk)
    path = tmp_path_factory.getbasetemp() / "Hangouts.json"
    path.write_text(json.dumps(whole))
    assert all(isinstance(one, (Message, Problem, Contact)) for one in read(path))


@settings(max_examples=max(EXAMPLES // 3, 20), deadline=None)
@given(st.integers(0, 8000), st.binary(max_size=8), st.integers(0, 40))
def test_fuzz_damaged_bytes_fail_only_as_unreadable(
    tmp_path_factory: pytest.TempPathFactory, at: int, junk: bytes, drop: int
) -> None:
    whole = (CORPUS / "good" / "Takeout" / "Hangouts" / "Hangouts.json").read_bytes()
    path = tmp_path_factory.getbasetemp() / "damaged.json"
    path.write_bytes(whole[:at] + junk + whole[at + drop :])
    try:
        with Export(path) as export:
            assert all(isinstance(one, (Message, Problem, Contact)) for one in SOURCE.read(export))
    except UnreadableFile as error:
        assert "\n" not in str(error)
