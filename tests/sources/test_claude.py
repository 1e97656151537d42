from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.chat import Attachment, Message, Precision, Problem
from zhiji.sources import chatgpt
from zhiji.sources.assistants import Roles
from zhiji.sources.claude import SOURCE, _messages
from zhiji.sources.export import Export
from zhiji.sources.protocol import Peek

CORPUS = Path(__file__).parent / "corpus" / "claude"
TIME = "2025-09-01T08:00:01.500000Z"
STAND_IN = "```\nThis block is not supported on your current device yet.\n```"
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def read(path: Path) -> list[Message | Problem]:
    return list(SOURCE.read(Export(path)))


def made(**fields: Any) -> Message:
    """The message that a record with these fields is."""
    record = {
        "uuid": "m",
        "sender": "assistant",
        "text": "",
        "created_at": TIME,
        "updated_at": TIME,
        **fields,
    }
    (found,) = _messages({"uuid": "c", "name": "n", "chat_messages": [record]}, ROLES, "x")
    assert isinstance(found, Message), found
    return found


ROLES = Roles("claude", owner="human", names={"human": "You", "assistant": "Claude"})


def test_a_conversation_of_2024_keeps_its_order_at_equal_times() -> None:
    asked, answered = read(CORPUS / "plain" / "conversations.json")
    assert isinstance(asked, Message)
    assert isinstance(answered, Message)
    assert asked.when == answered.when == datetime(2024, 6, 1, 10, 0, 10, 123456, tzinfo=UTC)
    assert asked.precision == Precision.EXACT
    assert (asked.text, answered.text) == (
        "What do I need for two days at the lake?",
        " A towel, and the wool blanket.",
    )
    assert (asked.sender.native, asked.sender.owner) == ("human", True)
    assert (answered.sender.native, answered.sender.name) == ("assistant", "Claude")
    assert asked.attachments == (Attachment(name="trunk.png"),)
    assert asked.extra.keys() == {"conversation"}
    assert answered.extra == {}
    assert (asked.chat.native, asked.chat.name, asked.chat.kind) == ("k-1", "Packing list", "assistant")


def test_thoughts_and_tools_are_kept_apart_from_what_was_said() -> None:
    _, answered, thought, tool = (one for one in read(CORPUS / "blocks" / "conversations.json"))
    assert isinstance(answered, Message)
    assert (answered.kind, answered.text) == ("text", "退租后三十天内。\n\n第四条写明了。")
    blocks = answered.extra["blocks"]
    assert isinstance(blocks, list)
    assert [block["type"] for block in blocks if isinstance(block, dict)] == ["thinking", "tool_use", "text"]
    assert isinstance(thought, Message)
    assert (thought.kind, thought.text) == ("thought", "I should look it up again.")
    assert isinstance(tool, Message)
    assert (tool.kind, tool.text) == ("tool", 'web_search {"query": "押金 退还"}\n\nThirty days is usual.')


def test_pasted_text_can_be_found_and_a_long_document_is_only_kept() -> None:
    asked = next(iter(read(CORPUS / "blocks" / "conversations.json")))
    assert isinstance(asked, Message)
    assert asked.caption == "The deposit is returned within 30 days after moving out."
    assert asked.attachments == (Attachment(name="lease.txt", size=61),)
    long = made(attachments=[{"file_name": "book.txt", "extracted_content": "word " * 1000}])
    assert long.caption is None
    assert long.kind == "file"
    assert long.extra["attachments"] == [{"file_name": "book.txt", "extracted_content": "word " * 1000}]


@pytest.mark.parametrize(
    ("text", "content", "words"),
    [
        ("only text", ..., "only text"),
        ("only text", [], "only text"),
        ("", [{"type": "text", "text": "only content"}], "only content"),
        (" both ", [{"type": "text", "text": "both"}], " both "),
        ("a b", [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}], "a b"),
        (f"{STAND_IN}\n\na", [{"type": "thinking", "thinking": "x"}, {"type": "text", "text": "a"}], "a"),
        (STAND_IN, [{"type": "thinking", "thinking": "hm"}], "hm"),
        ("", "content as a string", "content as a string"),
        ("", [{"type": "text", "text": None}, "odd", 5], ""),
    ],
)
def test_words_are_found_in_text_or_in_content(text: str, content: Any, words: str) -> None:
    message = made(text=text, **({} if content is ... else {"content": content}))
    assert message.text == words
    assert "text" not in message.extra


def test_words_that_stand_in_both_and_differ_are_both_kept() -> None:
    message = made(text="as it was", content=[{"type": "text", "text": "as it is"}])
    assert (message.text, message.extra["text"]) == ("as it is", "as it was")


def test_branches_are_marked_where_the_export_tells_the_leaf() -> None:
    listed = [
        {"uuid": key, "sender": "human", "text": key, "created_at": TIME, "parent_message_uuid": parent}
        for key, parent in (("a", "00000000-0000-4000-8000-000000000000"), ("b", "a"), ("c", "a"))
    ]
    record = {"uuid": "x", "name": "x", "chat_messages": listed, "current_leaf_message_uuid": "c"}
    found = [one for one in _messages(record, ROLES, "x") if isinstance(one, Message)]
    assert [one.extra.get("branch") for one in found] == [None, "inactive", None]
    assert [one.extra.get("parent_message_uuid") for one in found] == [None, "a", "a"]


def test_a_message_without_time_takes_the_conversations_or_is_a_problem() -> None:
    record = {
        "uuid": "c",
        "created_at": TIME,
        "chat_messages": [{"uuid": "m", "sender": "human", "text": "x"}],
    }
    (found,) = _messages(record, ROLES, "x")
    assert isinstance(found, Message)
    assert found.extra["timed_by"] == "the conversation"
    (found,) = _messages({**record, "created_at": None}, ROLES, "x")
    assert found == Problem("x, message 1", "it has no time, nor has the conversation")


def test_projects_users_and_memories_beside_it_are_passed_over(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "data.zip", "w") as archive:
        archive.write(CORPUS / "plain" / "conversations.json", "data-2025/conversations.json")
        archive.writestr("data-2025/projects.json", '[{"uuid": "p", "name": "p", "docs": []}]')
        archive.writestr("data-2025/users.json", '[{"uuid": "acc-1", "full_name": "Mira"}]')
        archive.writestr("data-2025/memories.json", "[]")
    export = Export(tmp_path / "data.zip")
    look = Peek(name=export.name, members=export.members, head=b"", first={})
    look.first.update({member: export.head(member) for member in SOURCE.wants(look)})
    assert SOURCE.wants(look) == ("data-2025/conversations.json",)
    assert (SOURCE.recognises(look), chatgpt.SOURCE.recognises(look)) == (3, 0)
    assert len(list(SOURCE.read(export))) == 2


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ((CORPUS / "plain" / "conversations.json").read_text(), 3),
        ((CORPUS / "blocks" / "conversations.json").read_text(), 3),
        ('[{"uuid": "1", "name": "x", "summary": "…", "account": {"uuid": "2"}, "created_at"', 2),
        ('{"chat_messages": [{"text": "x"}]}', 2),
        ('[{"uuid": "p", "name": "p", "description": "", "docs": []}]', 0),
        ('[{"uuid": "a", "full_name": "Mira", "email_address": "m@example.org"}]', 0),
        ('[{"id": "c", "mapping": {"a": {"message": {"author": {"role": "user"}}}}}]', 0),
        ('{"conversations": [{"conversation": {"id": "1"}, "responses": [{"sender": "human"}]}]}', 0),
        ("chat", 0),
    ],
)
def test_only_conversations_of_claude_are_recognised(head: str, expected: int) -> None:
    look = Peek(name="conversations.json", members=(), head=head.encode(), first={})
    assert SOURCE.recognises(look) == expected


FIELDS = [
    "uuid",
    "sender",
    "text",
    "content",
    "created_at",
    "updated_at",
    "attachments",
    "files",
    "parent_message_uuid",
    "role",
    "id",
]
BLOCK = st.fixed_dictionaries(
    {"type": st.sampled_from(["text", "thinking", "tool_use", "tool_result"]) | JSON},
    optional=dict.fromkeys(("text", "thinking", "input", "content", "name", "file_name", "file_size"), JSON),
)


@given(
    st.dictionaries(st.sampled_from(FIELDS), JSON),
    st.lists(BLOCK, max_size=3),
    st.dictionaries(
        st.sampled_from(["uuid", "name", "created_at", "chat_messages", "current_leaf_message_uuid"]), JSON
    ),
)
def test_no_value_in_any_field_breaks_the_reader(
    message: dict[str, Any], blocks: list[dict[str, Any]], conversation: dict[str, Any]
) -> None:
    listed = [
        message,
        {"created_at": TIME, **message},
        {"created_at": TIME, "content": blocks, "attachments": blocks},
    ]
    for record in ({"chat_messages": listed}, {"chat_messages": listed, **conversation}, conversation):
        for found in _messages(record, ROLES, "x"):
            assert isinstance(found, Message | Problem)


def test_bad_conversations_are_problems_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = json.loads((CORPUS / "plain" / "conversations.json").read_text())
    (tmp_path / "conversations.json").write_text(
        json.dumps(["odd", {"uuid": "x", "chat_messages": 5}, *good])
    )
    found = read(tmp_path / "conversations.json")
    assert [type(one).__name__ for one in found] == ["Problem", "Problem", "Message", "Message"]
