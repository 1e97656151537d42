"""ChatLab files, whole and odd ones."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from zhiji.chat import Attachment, Chat, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import Export, Peek
from zhiji.sources.chatlab import SOURCE
from zhiji.testing import peak_memory

CORPUS = Path(__file__).parent / "corpus" / "chatlab"
META: dict[str, Any] = {"name": "Lee", "platform": "qq", "type": "private", "ownerId": "1"}
MEMBERS = [{"platformId": "1", "accountName": "Me"}, {"platformId": "2", "accountName": "Lee"}]
HELLO: dict[str, Any] = {
    "sender": "2",
    "accountName": "Lee",
    "timestamp": 1767200400,
    "type": 0,
    "content": "hello",
}


def read(path: Path) -> list[Message | Problem]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def only(folder: Path, meta: dict[str, Any], members: list[Any], *rows: dict[str, Any]) -> list[Message]:
    path = folder / "chat.json"
    document = {
        "chatlab": {"version": "0.0.2"},
        "meta": meta,
        "members": members,
        "messages": rows or [HELLO],
    }
    path.write_text(json.dumps(document))
    found = read(path)
    assert all(isinstance(one, Message) for one in found)
    return [one for one in found if isinstance(one, Message)]


def test_a_group_is_read_with_all_that_belongs_to_it() -> None:
    found = [one for one in read(CORPUS / "good" / "group.json") if isinstance(one, Message)]
    me, reply, image, file, bundle, joined, recall, voice, future = found
    assert me.chat == Chat(name="登山小组", native="20260001@chatroom", source="wechat", kind="group")
    assert (me.sender.native, me.sender.owner, me.source_id) == ("wxid_me", True, "7000000000000000001")
    assert me.when == datetime(2025, 12, 31, 17, tzinfo=UTC)
    assert me.precision == Precision.SECOND
    assert (reply.kind, reply.reply_to, reply.sender.name) == ("text", "7000000000000000001", "李雷")
    assert reply.extra == {"groupNickname": "雷子", "type": 25}
    assert (image.kind, image.attachments) == ("image", (Attachment(name="山顶.jpg"),))
    assert (file.kind, file.attachments) == ("file", (Attachment(name="route.gpx", path="files/route.gpx"),))
    assert (bundle.kind, bundle.parts[0].sender, bundle.parts[0].text) == ("forward", "韩梅梅", "东门集合")
    assert (bundle.parts[1].kind, bundle.parts[1].parts[0].kind) == ("forward", "image")
    assert bundle.extra == {"chatRecords": [{"sender": "wxid_han"}, {"sender": "wxid_li"}]}
    assert (joined.kind, joined.text) == ("system", "韩梅梅加入了群聊")
    assert (recall.kind, recall.recalled) == ("system", True)
    assert (voice.kind, voice.text) == ("voice", "")
    assert (future.kind, future.extra) == ("other", {"type": 42})


@pytest.mark.parametrize("name", ["lee.jsonl", "members-last.json", "no-members.jsonl"])
def test_a_private_chat_is_the_other_persons_wherever_members_stand(name: str) -> None:
    chats = {one.chat for one in read(CORPUS / "private" / name) if isinstance(one, Message)}
    natives = {"lee.jsonl": "20002", "members-last.json": "20003", "no-members.jsonl": "20009"}
    assert [(chat.native, chat.kind) for chat in chats] == [(natives[name], "direct")]


def test_without_an_owner_the_chats_name_tells_the_other_person(tmp_path: Path) -> None:
    meta = {key: value for key, value in META.items() if key != "ownerId"}
    assert only(tmp_path, meta, MEMBERS)[0].chat.native == "2"
    assert only(tmp_path, meta | {"name": "Conversation"}, MEMBERS)[0].chat.native is None


def test_notes_to_oneself_are_ones_own_chat(tmp_path: Path) -> None:
    note = HELLO | {"sender": "1"}
    assert only(tmp_path, META, MEMBERS[:1], note)[0].chat.native == "1"
    assert only(tmp_path, META, [], note)[0].chat.native == "1"


def test_apps_without_ids_have_names_only() -> None:
    found = [one for one in read(CORPUS / "old" / "group.json") if isinstance(one, Message)]
    assert {(one.sender.native, one.sender.name) for one in found} == {(None, "Mum"), (None, "Tom")}
    assert (found[0].chat.source, found[0].chat.native) == ("whatsapp", None)


@pytest.mark.parametrize(
    ("platform", "source"),
    [("WeChat", "wechat"), ("weixin", "wechat"), ("mixed", "chatlab"), (None, "chatlab")],
)
def test_the_source_is_the_app_that_the_file_names(tmp_path: Path, platform: object, source: str) -> None:
    message = only(tmp_path, META | {"platform": platform}, MEMBERS)[0]
    assert (message.chat.source, message.sender.source) == (source, source)


def test_bad_rows_are_problems_with_their_line_and_the_rest_goes_on() -> None:
    found = read(CORPUS / "broken" / "rows.jsonl")
    assert [one.where for one in found if isinstance(one, Problem)] == [
        f"line {number}" for number in range(3, 9)
    ]
    first, odd, link = [one for one in found if isinstance(one, Message)]
    assert first.text == "the first good row"
    assert odd.extra["content"] == {"text": "odd"}
    assert (link.sender.native, link.precision, link.kind) == ("7", Precision.MILLISECOND, "link")


def test_a_document_that_is_cut_off_keeps_what_came_before() -> None:
    with Export(CORPUS / "broken" / "cut-off.json") as export:
        reading = SOURCE.read(export)
        assert isinstance(next(reading), Message)
        with pytest.raises(UnreadableFile, match="cut off"):
            next(reading)


def test_two_chats_in_one_file_stay_two(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    header = {"_type": "header", "chatlab": {"version": "0.0.2"}}
    rows = []
    for group in ("5", "6"):
        rows += [
            header | {"meta": {"name": "G", "platform": "qq", "type": "group", "groupId": group}},
            HELLO | {"_type": "message"},
        ]
    path.write_text("\n".join(map(json.dumps, rows)))
    assert [one.chat.native for one in read(path) if isinstance(one, Message)] == ["5", "6"]


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        ('{"chatlab": {"version": "0.0.1"', 3),
        ('# by hand\n{"_type":"header","chatlab":{"version":"0.0.2"', 3),
        ('\ufeff{\n  "meta": {"name": "x", "platform": "qq", "type": "group"', 2),
        ('{"_type":"message","sender":"1"', 2),
        ('{"messages": [{"sender": "1", "accountName": "A", "timestamp": 1767200400, "type": 0}], "sync"', 2),
        (
            '{"sync": {"hasMore": true}, "messages": [{"platformMessageId": "9", "sender": "1", "timestamp": 1, "type": 0}',
            2,
        ),
        (
            '{"messages": [{"sender": "1", "timestamp": 1767200400, "type": "text", "platformMessageId": "9"}',
            0,
        ),
        ('{"messages": []}', 0),
        ('{"weflow": {"version": "1"}, "session": {}', 0),
        ('{"chat": "c", "sender": "s"}', 0),
    ],
)
def test_a_file_is_known_by_its_header(head: str, sure: int) -> None:
    assert SOURCE.recognises(Peek(name="x.json", members=(), head=head.encode(), first={})) == sure


def test_the_answer_to_a_pull_is_a_chat_called_as_its_file(tmp_path: Path) -> None:
    for name in ("Lake", "Hills"):
        rows = [HELLO | {"platformMessageId": f"{name}1"}]
        (tmp_path / f"{name}.json").write_text(json.dumps({"messages": rows, "sync": {"hasMore": False}}))
    (message,) = (one for one in read(tmp_path / "Lake.json") if isinstance(one, Message))
    assert (message.chat.name, message.chat.source, message.text) == ("Lake", "chatlab", "hello")
    assert {one.chat.name for one in read(tmp_path) if isinstance(one, Message)} == {"Lake", "Hills"}


def test_a_huge_document_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    rows = ",\n".join(
        json.dumps(HELLO | {"platformMessageId": str(n), "content": "words " * 50}) for n in range(15_000)
    )
    path.write_text(
        f'{{"chatlab": {{"version": "0.0.2"}}, "messages": [{rows}], "meta": {json.dumps(META)}}}'
    )
    with Export(path) as export:
        assert path.stat().st_size > 5_000_000
        assert peak_memory(SOURCE, export) < 6_000_000
