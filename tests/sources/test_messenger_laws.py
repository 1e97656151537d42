"""Whatever stands in a download from Messenger comes out as messages or problems."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.messenger_files import CORPUS, chat_file, mend_back, said
from zhiji.chat import Chat, Contact, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import Export
from zhiji.sources.messenger import SOURCE
from zhiji.sources.meta import HtmlChats, JsonChats
from zhiji.sources.meta.letters import mended
from zhiji.sources.meta.records import Accounts, Records

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
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


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_letters_are_mended_and_whole_ones_left(text: str) -> None:
    assert mended(mend_back(text)) == text
    if any(ord(one) > 255 for one in text):
        assert mended(text) == text


@pytest.mark.parametrize("text", ["café", "Ã", "naïve ©", "日本語", "plain"])
def test_text_that_was_never_broken_stays(text: str) -> None:
    assert mended(text) == text


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
