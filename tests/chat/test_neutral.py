"""A message is written as one JSON object and read back without loss."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chat.strategies import JSON, messages
from zhiji.chat import Account, BadRecord, Chat, Message, Precision, from_json, to_json

PLAIN: dict[str, Any] = {
    "chat": "ops",
    "sender": "wei",
    "when": "2026-01-10T09:00:00+08:00",
    "text": "上线改到周五",
}


def read(record: dict[str, Any]) -> Message:
    return from_json(record, {}, {})


@settings(max_examples=200, deadline=None)
@given(messages())
def test_what_is_written_is_read_back(message: Message) -> None:
    record = json.loads(json.dumps(to_json(message)))
    again = read(record)
    assert again == message
    assert again.when.utcoffset() == message.when.utcoffset()
    assert to_json(again) == record


def test_a_plain_record_needs_four_keys_only() -> None:
    message = read(PLAIN)
    assert message.chat == Chat(name="ops", native="ops", source="neutral")
    assert message.sender == Account(name="wei", native="wei", source="neutral")
    assert message.when == datetime(2026, 1, 10, 1, tzinfo=UTC)
    assert (message.text, message.zone, message.precision) == ("上线改到周五", "known", Precision.SECOND)
    assert to_json(message) == PLAIN


@pytest.mark.parametrize("missing", PLAIN)
def test_a_record_without_one_of_them_says_which(missing: str) -> None:
    with pytest.raises(BadRecord, match=missing):
        read({key: value for key, value in PLAIN.items() if key != missing})


def test_a_time_without_an_offset_is_local_and_is_written_so_again() -> None:
    message = read(PLAIN | {"when": "2026-01-10T09:00:00"})
    assert (message.when.tzinfo, message.zone) == (None, "assumed")
    kept = Message(
        chat=message.chat,
        sender=message.sender,
        when=message.when.replace(tzinfo=UTC),
        text="",
        zone="assumed",
    )
    assert to_json(kept)["when"] == "2026-01-10T09:00:00"


@pytest.mark.parametrize(
    ("when", "precision"),
    [
        ("2026-01-10T09:00", Precision.MINUTE),
        ("2026-01-10T09:00+08:00", Precision.MINUTE),
        ("2026-01-10T09:00:00Z", Precision.SECOND),
        ("2026-01-10T09:00:00.250Z", Precision.MILLISECOND),
        ("2026-01-10T09:00:00.250001Z", Precision.EXACT),
    ],
)
def test_a_time_is_as_exact_as_it_is_written(when: str, precision: int) -> None:
    assert read(PLAIN | {"when": when}).precision == precision


@pytest.mark.parametrize(
    "when", ["", "yesterday", 1700000000, None, "0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59Z"]
)
def test_what_is_no_time_of_a_chat_is_refused(when: object) -> None:
    with pytest.raises(BadRecord, match="'when'"):
        read(PLAIN | {"when": when})


def test_ids_may_be_numbers_and_text_may_be_null() -> None:
    message = read(
        {"id": 12, "chat": 7, "sender": 2**63, "when": PLAIN["when"], "text": None, "kind": "image"}
    )
    assert (message.source_id, message.chat.native, message.sender.native) == ("12", "7", str(2**63))
    assert (message.text, message.kind) == ("", "image")


def test_keys_of_the_writers_own_are_kept_as_extra() -> None:
    message = read(
        PLAIN | {"mood": "glad", "extra": {"seq": 4}, "attachments": [{"path": "a/b.jpg", "width": 640}]}
    )
    assert message.extra == {"mood": "glad", "seq": 4, "attachments": [{"path": "a/b.jpg", "width": 640}]}
    assert message.attachments[0].name == "b.jpg"


def test_messages_of_a_file_share_their_chat_and_accounts() -> None:
    accounts: dict[Any, Account] = {}
    chats: dict[Any, Chat] = {}
    one, two = (from_json(PLAIN | {"id": name}, accounts, chats) for name in "ab")
    assert one.sender is two.sender
    assert one.chat is two.chat


ODD = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=3)
    | JSON
    | st.just(PLAIN["when"])
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from([*to_json(read(PLAIN)), "parts", "edits", "owner", "chat_name", "chat_kind",
    "sender_name", "named", "source", "scope", "precision", "forwarded", "reactions", "mentions", "attachments", "extra",
    "kind", "id", "recalled", "session"]), ODD | st.lists(st.dictionaries(st.sampled_from(["when", "text", "parts", "path", "size"]), ODD))))  # fmt: skip
def test_any_object_is_a_message_or_a_bad_record(odd: dict[str, Any]) -> None:
    for record in (odd, PLAIN | odd):
        try:
            message = read(record)
        except BadRecord as error:
            assert "\n" not in str(error)
        else:
            assert read(to_json(message)) == message


def test_bundles_within_bundles_have_a_bottom() -> None:
    inner: dict[str, Any] = {"text": "deep"}
    for _ in range(900):
        inner = {"parts": [inner]}
    with pytest.raises(BadRecord, match="nested"):
        read(PLAIN | {"parts": [inner]})
