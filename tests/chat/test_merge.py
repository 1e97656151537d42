"""Two copies of one message become one, whichever comes first."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chat.strategies import copies, messages
from zhiji.chat import (
    Account,
    Attachment,
    Chat,
    Edit,
    Forwarded,
    Message,
    Precision,
    Reaction,
    merge,
    to_json,
)

NOON = datetime(2026, 1, 10, 12, tzinfo=UTC)
MESSAGE = Message(
    chat=Chat(name="Family", source="whatsapp"),
    sender=Account(name="Wei", source="whatsapp"),
    when=NOON,
    text="see you at the lake",
)


def written(message: Message) -> str:
    """All that an export would show of the message."""
    return json.dumps(to_json(message), sort_keys=True, ensure_ascii=False)


@settings(deadline=None)
@given(copies(2))
def test_which_copy_came_first_is_all_one(pair: list[Message]) -> None:
    a, b = pair
    assert written(merge(a, b)) == written(merge(b, a))


@settings(deadline=None)
@given(copies(3))
def test_three_copies_in_any_order_make_the_same_message(three: list[Message]) -> None:
    a, b, c = three
    left = written(merge(merge(a, b), c))
    assert (
        left
        == written(merge(a, merge(b, c)))
        == written(merge(merge(c, b), a))
        == written(merge(b, merge(c, a)))
    )


@settings(deadline=None)
@given(messages())
def test_a_copy_adds_nothing_to_itself(message: Message) -> None:
    assert merge(message, message) is message
    assert merge(message, replace(message)) == message


@settings(deadline=None)
@given(copies(2))
def test_a_copy_that_was_merged_already_adds_nothing(pair: list[Message]) -> None:
    both = merge(*pair)
    assert written(merge(both, pair[0])) == written(merge(pair[1], both)) == written(both)


def test_words_stay_when_a_later_export_says_deleted() -> None:
    deleted = replace(MESSAGE, text="", recalled=True)
    assert merge(MESSAGE, deleted).text == "see you at the lake"
    assert merge(MESSAGE, deleted).recalled


def test_the_last_edit_is_the_text_and_the_first_is_kept() -> None:
    later = NOON + timedelta(minutes=3)
    edited = replace(MESSAGE, text="see you at the sea", edits=(Edit(text="see you at the sea", when=later),))
    both = merge(edited, MESSAGE)
    assert both.text == "see you at the sea"
    assert [edit.text for edit in both.edits] == ["see you at the lake", "see you at the sea"]


def test_an_exact_zone_wins_over_an_assumed_one_and_the_finer_time_over_minutes() -> None:
    minute = replace(MESSAGE, precision=Precision.MINUTE)
    assert merge(minute, MESSAGE).precision == Precision.SECOND
    assumed = replace(
        MESSAGE, when=datetime(2026, 1, 10, 20), zone="assumed", precision=Precision.MILLISECOND
    )
    assert merge(assumed, minute).when == NOON


def test_one_instant_written_in_two_zones_ends_the_same_in_either_order() -> None:
    eight = timezone(timedelta(hours=8))
    there = replace(MESSAGE, when=NOON.astimezone(eight))
    assert merge(there, MESSAGE).when.isoformat() == merge(MESSAGE, there).when.isoformat()


def test_a_file_takes_the_place_of_omitted_media() -> None:
    omitted = replace(MESSAGE, kind="media", attachments=(Attachment(),))
    image = replace(MESSAGE, kind="image", attachments=(Attachment(name="lake.jpg", path="lake.jpg"),))
    both = merge(omitted, image)
    assert both.kind == "image"
    assert both.attachments == (Attachment(name="lake.jpg", path="lake.jpg"),)


def test_two_pictures_of_one_name_stay_two() -> None:
    two = replace(
        MESSAGE,
        attachments=(
            Attachment(name="image.png", path="1/image.png"),
            Attachment(name="image.png", path="2/image.png"),
        ),
    )
    with_reaction = replace(two, reactions=(Reaction(sender="Mum", emoji="👍"),))
    assert len(merge(two, with_reaction).attachments) == 2
    pathless = replace(
        MESSAGE, attachments=(Attachment(name="image.png", size=5), Attachment(name="image.png", size=7))
    )
    assert merge(pathless, two).attachments == (
        Attachment(name="image.png", path="1/image.png", size=5),
        Attachment(name="image.png", path="2/image.png", size=7),
    )


def test_where_a_message_was_forwarded_from_is_put_together() -> None:
    a = replace(MESSAGE, forwarded=Forwarded(sender="Lin"))
    b = replace(MESSAGE, forwarded=Forwarded(chat="News", when=NOON))
    assert merge(a, b).forwarded == Forwarded(sender="Lin", chat="News", when=NOON)


@settings(deadline=None)
@given(st.lists(messages(), min_size=1, max_size=1))
def test_the_words_of_a_copy_are_never_lost(one: list[Message]) -> None:
    other = replace(one[0], text="other words", edits=())
    both = merge(one[0], other)
    texts = {both.text, *(edit.text for edit in both.edits)}
    assert {"other words", one[0].text} - {""} <= texts
