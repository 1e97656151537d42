from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.chat import Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.assistants import Roles
from zhiji.sources.chatgpt import SOURCE, _Conversation, _Files
from zhiji.sources.export import Export
from zhiji.sources.protocol import Peek

CORPUS = Path(__file__).parent / "corpus" / "chatgpt"
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def read(path: Path) -> list[Message | Problem]:
    return list(SOURCE.read(Export(path)))


def messages(path: Path) -> list[Message]:
    found = read(path)
    assert all(isinstance(one, Message) for one in found), found
    return [one for one in found if isinstance(one, Message)]


def sure(head: str) -> int:
    return SOURCE.recognises(Peek(name="conversations.json", members=(), head=head.encode(), first={}))


def node(key: str, parent: str | None, *children: str, **message: Any) -> dict[str, Any]:
    record = {
        "id": key,
        "author": {"role": "user", "name": None, "metadata": {}},
        "create_time": 1714546800.5,
        "content": {"content_type": "text", "parts": [f"words of {key}"]},
        "status": "finished_successfully",
        "weight": 1.0,
        "metadata": {},
        "recipient": "all",
    }
    return {"id": key, "parent": parent, "children": list(children), "message": record | message}


def tree(*nodes: dict[str, Any], **conversation: Any) -> list[dict[str, Any]]:
    mapping = {one["id"]: one for one in nodes}
    return [{"id": "c", "title": "t", "create_time": 1714546000.0, "mapping": mapping, **conversation}]


def write(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def one(tmp_path: Path, **message: Any) -> Message:
    """The message that a node with these fields is."""
    (found,) = messages(write(tmp_path / "conversations.json", tree(node("m", None, **message))))
    return found


def test_a_conversation_comes_out_with_all_its_branches() -> None:
    found = messages(CORPUS / "branches" / "conversations.json")
    assert [(m.source_id, m.kind, m.extra.get("branch")) for m in found] == [
        ("s", "system", None),
        ("i", "instructions", None),
        ("u", "text", None),
        ("a1", "text", "inactive"),
        ("n", "text", "inactive"),
        ("a2", "text", "inactive"),
        ("t", "thought", None),
        ("c", "tool", None),
        ("o", "tool", None),
        ("a3", "text", None),
    ]
    assert {(m.chat.native, m.chat.name, m.chat.kind) for m in found} == {
        ("c-100", "Knots for the boat", "assistant")
    }
    assert found[1].text == "I sail a dinghy.\n\nAnswer in German."
    assert found[6].text == "Comparing knots\n\nA clove hitch is adjustable."
    assert found[8].sender.native == "tool:web"


def test_the_user_is_the_owner_and_the_assistant_has_its_name() -> None:
    found = messages(CORPUS / "branches" / "conversations.json")
    assert {(m.sender.native, m.sender.name, m.sender.owner) for m in found} == {
        ("system", "system", False),
        ("user", "You", True),
        ("assistant", "ChatGPT", False),
        ("tool:web", "web", False),
    }
    assert len({id(m.sender) for m in found}) == 4


def test_what_the_app_says_of_a_conversation_is_kept_once() -> None:
    first, *others = messages(CORPUS / "branches" / "conversations.json")
    about = first.extra["conversation"]
    assert isinstance(about, dict)
    assert about["default_model_slug"] == "gpt-x"
    assert not any("conversation" in m.extra for m in others)


def test_times_are_instants_and_borrowed_ones_say_so() -> None:
    system, instructions, asked, *_ = messages(CORPUS / "branches" / "conversations.json")
    assert asked.when == datetime(2024, 5, 1, 7, 0, 1, 250000, tzinfo=UTC)
    assert (asked.precision, asked.zone) == (Precision.EXACT, "known")
    for borrowed in (system, instructions):
        assert borrowed.when == asked.when
        assert borrowed.precision == Precision.MINUTE
        assert borrowed.extra["timed_by"] == "the messages around it"


@pytest.mark.parametrize(
    ("time", "when"),
    [
        (1714546800, datetime(2024, 5, 1, 7, tzinfo=UTC)),
        (1714546800000, datetime(2024, 5, 1, 7, tzinfo=UTC)),
        ("2024-05-01T09:00:00+02:00", datetime(2024, 5, 1, 7, tzinfo=UTC)),
        (None, datetime.fromtimestamp(1714546000, UTC)),
        (True, datetime.fromtimestamp(1714546000, UTC)),
        (1e300, datetime.fromtimestamp(1714546000, UTC)),
        ("soon", datetime.fromtimestamp(1714546000, UTC)),
    ],
)
def test_times_of_all_sorts_are_read_else_the_conversations(
    tmp_path: Path, time: Any, when: datetime
) -> None:
    assert one(tmp_path, create_time=time).when == when


def test_without_any_time_a_message_is_a_problem(tmp_path: Path) -> None:
    path = write(tmp_path / "conversations.json", tree(node("m", None, create_time=None), create_time=None))
    (problem,) = read(path)
    assert problem == Problem(
        "conversations.json: conversation 1, message m", "it has no time, nor has the conversation"
    )


def test_speech_pictures_and_made_pictures_come_with_their_files() -> None:
    spoken, shown, drawn = messages(CORPUS / "voice" / "conversations.json")
    assert (spoken.kind, spoken.text, spoken.transcript) == ("voice", "", "中午吃什么好？")
    assert [a.name for a in spoken.attachments] == ["file_0000abcd"]
    (picture,) = shown.attachments
    assert (picture.name, picture.path, picture.mime) == (
        "fridge.jpg",
        "file-Fridge1-fridge.jpg",
        "image/jpeg",
    )
    assert (shown.kind, shown.text) == ("text", "冰箱里只有这些")
    assert (drawn.kind, drawn.sender.native) == ("image", "tool:dalle.text2im")
    assert drawn.attachments[0].path == "dalle-generations/file-Soup2-1a2b.webp"


def test_a_zip_in_parts_is_read_with_its_pictures_and_a_broken_part_stops_nothing(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for number, name in enumerate(("branches", "voice")):
            archive.write(CORPUS / name / "conversations.json", f"conversations-00{number}.json")
        archive.writestr("conversations-002.json", '[{"title": "x", "mapping": {"a": {"parent": null, "mess')
        archive.writestr("conversations-003.json", "[]")
        archive.writestr("user.json", '{"id": "user-1", "email": "mira@example.org"}')
        archive.writestr("file-Fridge1-fridge.jpg", b"jpeg")
    export = Export(tmp_path / "export.zip")
    look = Peek(name=export.name, members=export.members, head=b"", first={})
    look.first.update({member: export.head(member) for member in SOURCE.wants(look)})
    assert SOURCE.recognises(look) == 3
    found = list(SOURCE.read(export))
    assert sum(isinstance(m, Message) for m in found) == 13
    (problem,) = (m for m in found if isinstance(m, Problem))
    assert problem.where == "conversations-002.json"
    assert "file-Fridge1-fridge.jpg" in {
        a.path for m in found if isinstance(m, Message) for a in m.attachments
    }


@pytest.mark.parametrize(
    ("message", "kind", "text"),
    [
        ({"content": {"content_type": "text", "parts": ["a", "b"]}}, "text", "a\n\nb"),
        ({"content": {"content_type": "code", "text": "print(1)"}, "recipient": "python"}, "tool", "print(1)"),
        ({"content": {"content_type": "code", "text": "print(1)"}}, "text", "print(1)"),
        ({"content": {"content_type": "execution_output", "text": "1"}}, "tool", "1"),
        ({"content": {"content_type": "reasoning_recap", "content": "Thought for 5 s"}}, "thought", "Thought for 5 s"),
        ({"content": {"content_type": "model_editable_context", "model_set_context": "likes tea"}}, "instructions", "likes tea"),
        ({"content": {"content_type": "text", "parts": [""]}, "metadata": {"is_user_system_message": True, "user_context_message_data": {"about_user_message": "I sail"}}}, "instructions", "I sail"),
        ({"metadata": {"is_visually_hidden_from_conversation": True}}, "system", "words of m"),
        ({"author": {"role": "system"}}, "system", "words of m"),
        ({"author": {"role": "tool", "name": "bio"}, "recipient": "all"}, "tool", "words of m"),
        ({"recipient": "bio"}, "tool", "words of m"),
        ({"content": {"content_type": "not_known_yet", "text": "x"}}, "text", "x"),
        ({"content": None}, "text", ""),
    ],
)  # fmt: skip
def test_kinds_tell_what_the_app_shows(tmp_path: Path, message: dict[str, Any], kind: str, text: str) -> None:
    found = one(tmp_path, **message)
    assert (found.kind, found.text) == (kind, text)


def test_what_no_field_carries_is_kept(tmp_path: Path) -> None:
    found = one(
        tmp_path, weight=0.0, channel="final", metadata={"model_slug": "x", "citations": []}, end_turn=True
    )
    assert found.extra == {
        "conversation": {"create_time": 1714546000.0},
        "weight": 0.0,
        "channel": "final",
        "metadata": {"model_slug": "x", "citations": []},
        "end_turn": True,
    }


def test_without_a_current_node_the_newest_branch_is_the_active_one(tmp_path: Path) -> None:
    nodes = [node("a", None, "b", "c"), node("b", "a", "d"), node("d", "b"), node("c", "a")]
    found = messages(write(tmp_path / "conversations.json", tree(*nodes)))
    assert [(m.source_id, "branch" in m.extra) for m in found] == [
        ("a", False),
        ("b", True),
        ("d", True),
        ("c", False),
    ]


def test_trees_that_lack_links_or_go_in_circles_are_read_once(tmp_path: Path) -> None:
    no_children = tree(node("a", None), node("b", "a"), node("c", "b"))
    found = messages(write(tmp_path / "conversations.json", no_children))
    assert [(m.source_id, "branch" in m.extra) for m in found] == [("a", False), ("b", False), ("c", False)]
    circle = tree(node("a", "b", "b"), node("b", "a", "a"), current_node="a")
    assert {m.source_id for m in messages(write(tmp_path / "conversations.json", circle))} == {"a", "b"}


def test_one_conversation_alone_is_read_too(tmp_path: Path) -> None:
    (conversation,) = tree(node("m", None))
    for text in (
        json.dumps(conversation),
        json.dumps({"conversations": [conversation]}),
        json.dumps(conversation) + "\n",
    ):
        (tmp_path / "one.json").write_text(text)
        assert [m.source_id for m in messages(tmp_path / "one.json")] == ["m"]
    (tmp_path / "two.jsonl").write_text(json.dumps(conversation) + "\n" + json.dumps(conversation))
    assert len(messages(tmp_path / "two.jsonl")) == 2


def test_bad_conversations_are_problems_and_a_cut_off_file_keeps_what_it_had(tmp_path: Path) -> None:
    text = json.dumps([*tree(node("m", None)), "odd", {"title": "no mapping"}, *tree(node("n", None))])
    (tmp_path / "conversations.json").write_text(text)
    found = read(tmp_path / "conversations.json")
    assert [type(m).__name__ for m in found] == ["Message", "Problem", "Problem", "Message"]
    (tmp_path / "conversations.json").write_text(text[:-40])
    reading = SOURCE.read(Export(tmp_path / "conversations.json"))
    assert isinstance(next(reading), Message)
    with pytest.raises(UnreadableFile, match="cut off"):
        list(reading)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ((CORPUS / "branches" / "conversations.json").read_text(), 3),
        ('[{"title": "x", "create_time": 1.0, "mapping": {"r": {"id": "r", "message": null, "parent": null', 2),
        ('[{"id": "1", "title": "x", "mapping": {"1": {"id": "1", "parent": "root", "children": [], "message": {"inserted_at": "x", "fragments": []}}}}]', 0),
        ('[{"uuid": "1", "name": "x", "chat_messages": []}]', 0),
        ('{"conversations": [{"conversation": {"id": "1"}, "responses": []}]}', 0),
        ('[{"text": "a \\"mapping\\": { in words"}]', 0),
        ("no json", 0),
    ],
)  # fmt: skip
def test_only_trees_of_chatgpt_are_recognised(head: str, expected: int) -> None:
    assert sure(head) == expected


FIELDS = ["author", "create_time", "content", "metadata", "recipient", "weight", "id", "status"]
CONTENT = ["content_type", "parts", "text", "thoughts", "screenshot", "content", "user_profile"]


@given(
    st.dictionaries(st.sampled_from(FIELDS), JSON),
    st.dictionaries(st.sampled_from(CONTENT), JSON | st.just("thoughts")),
    st.dictionaries(
        st.sampled_from(["attachments", "is_user_system_message", "user_context_message_data"]), JSON
    ),
    st.dictionaries(
        st.sampled_from(["mapping", "title", "current_node", "id", "create_time", "update_time"]), JSON
    ),
)
def test_no_value_in_any_field_breaks_the_reader(
    message: dict[str, Any], content: dict[str, Any], metadata: dict[str, Any], conversation: dict[str, Any]
) -> None:
    stored = _Files(Export(CORPUS / "branches"))
    for fields in ({"content": content, "metadata": metadata}, message):
        for more in ({}, conversation, {"mapping": {"m": {"message": fields, **conversation}, "n": message}}):
            record = tree(node("m", "n", "n", **fields), node("n", "m"))[0] | more
            for found in _Conversation(
                record, Roles("chatgpt", owner="user", names={}), stored, "x"
            ).messages():
                assert isinstance(found, Message | Problem)
