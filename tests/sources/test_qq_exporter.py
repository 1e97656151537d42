"""QQ as its exporter writes it: JSON, chunks and text."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.sources.qq_files import (
    CHUNKS,
    CORPUS,
    V5,
    document,
    entries,
    messages,
    only,
    problems,
    row,
    said,
    write,
)
from tests.sources.text_chats import sure
from zhiji.chat import Contact, Message
from zhiji.errors import UnreadableFile
from zhiji.sources.door import find
from zhiji.sources.export import Export
from zhiji.sources.protocol import SET
from zhiji.sources.qq import SOURCE
from zhiji.sources.qq.exporter_values import moment

# QQChatExporter's JSON


def test_an_export_keeps_ids_times_and_the_owner() -> None:
    first = messages(V5)[0]
    assert (first.source_id, first.when, first.zone) == (
        "7600672345327336001",
        datetime(2024, 1, 1, tzinfo=UTC),
        "known",
    )
    assert (first.sender.native, first.sender.owner, first.chat.kind) == ("20012345", True, "group")
    contacts = [one for one in entries(V5) if isinstance(one, Contact)]
    assert [(one.account.native, one.names) for one in contacts] == [
        ("20012345", ("阿湖",)),
        ("20054321", ("满",)),
    ]


def test_marks_give_way_to_what_they_stand_for() -> None:
    assert [(kind, text) for _, kind, text in said(V5)] == [
        ("text", "船修好了"),
        ("image", ""),
        ("text", "@小满 真好看"),
        ("text", "好[[微笑]]"),
        ("file", ""),
        ("voice", ""),
        ("sticker", ""),
        ("text", "说错了"),
        ("system", "小满撤回了一条消息"),
        ("forward", ""),
        ("link", "湖的故事"),
        ("image", "@全体成员 上船"),
    ]


def test_what_hangs_on_messages_is_kept() -> None:
    found = messages(V5)
    with Export(V5) as export:
        assert export.find(found[1].attachments[0].path or "")
    assert found[2].reply_to == found[1].source_id and found[2].mentions == ("20054321",)
    assert found[4].attachments[0].name == "航线.pdf" and found[6].caption == "挥手" and found[7].recalled
    assert [(part.sender, part.kind, part.text) for part in found[9].parts] == [
        ("远客", "text", "到了"),
        ("小满", "image", ""),
    ]
    assert found[10].extra["card"] == {
        "url": "https://example.org/lake",
        "description": "很长",
        "app": "com.tencent.tuwen.lua",
    }


def test_version_4_is_read_and_a_number_told_later_counts_from_the_start() -> None:
    found = messages(CORPUS / "old" / "小满.json")
    assert [(one.sender.native, one.kind, one.text) for one in found] == [
        ("20054321", "text", "在吗"),
        ("20012345", "image", ""),
        ("20054321", "text", "看到了"),
        (None, "system", "你们成为了好友"),
    ]
    assert found[2].reply_to == found[1].source_id
    assert (found[0].chat.native, found[0].chat.kind) == ("20054321", "direct")
    assert found[1].attachments[0].path is None  # it lies on another computer


def test_a_chat_told_after_its_messages_is_that_chat(tmp_path: Path) -> None:
    whole = json.loads(document([row()], name="远客", peerUin="20099999", type="private"))
    turned = json.dumps(dict(reversed(whole.items())))
    assert turned.startswith('{"messages"')
    (one,) = messages(write(tmp_path, turned, "chat.json"))
    assert (one.chat.name, one.chat.native, one.chat.kind) == ("远客", "20099999", "direct")


def test_a_private_chat_is_with_the_one_who_is_not_the_owner(tmp_path: Path) -> None:
    mine = row(sender={"uid": "u_me", "uin": "20012345", "name": "阿湖"})
    assert only(tmp_path, mine, row(), type="private").chat.native == "20054321"
    assert only(tmp_path, mine, row(), type="private", peerUid="u_she").chat.native == "20054321"
    assert only(tmp_path, mine, type="private").chat.native is None


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        (
            {
                "content": {
                    "text": "a",
                    "elements": [{"type": "reply", "data": {"referencedMessageId": "m0"}}],
                }
            },
            "a",
        ),
        (
            {
                "content": {
                    "text": "[回复消息]b",
                    "elements": [
                        {"type": "reply", "data": {"content": "x"}},
                        {"type": "text", "data": {"text": "b"}},
                    ],
                }
            },
            "b",
        ),
        ({"content": {"text": "[图片] 是文字"}}, "[图片] 是文字"),
        ({"content": "只有文字"}, "只有文字"),
        ({"content": {"text": "", "elements": [{"type": "text", "data": {"text": "拆开"}}]}}, "拆开"),
    ],
)
def test_words_are_found_however_they_are_written(tmp_path: Path, more: dict[str, Any], wanted: str) -> None:
    assert only(tmp_path, row(**more)).text == wanted


@pytest.mark.parametrize(
    ("data", "answered"),
    [
        ({"replyMsgId": "m0"}, "m0"),
        ({"replyMsgId": "m0", "messageId": "9"}, "m0"),
        ({"referencedMessageId": "m0", "replyMsgId": "9"}, "m0"),
        ({"messageId": "m0"}, "m0"),
        ({"replyMsgId": "0", "messageId": "9", "content": "x"}, None),
    ],
)
def test_a_reply_is_linked_whatever_the_version_calls_the_id(
    tmp_path: Path, data: dict[str, Any], answered: str | None
) -> None:
    elements = [{"type": "reply", "data": data}, {"type": "text", "data": {"text": "好"}}]
    assert only(tmp_path, row(content={"text": "好", "elements": elements})).reply_to == answered


def test_a_document_made_of_documents_is_read(tmp_path: Path) -> None:
    inner = [json.loads(document([row(id=str(number))])) for number in (1, 2)]
    whole = {"metadata": {"name": "QQChatExporter V4"}, "chunkInfo": {"totalChunks": 2}, "chunks": inner}
    found = messages(write(tmp_path, json.dumps(whole), "chat.json"))
    assert [(one.source_id, one.chat.name) for one in found] == [("1", "湖边的人"), ("2", "湖边的人")]


def test_a_bad_row_is_a_problem_and_the_rest_goes_on() -> None:
    path = CORPUS / "broken_v5" / "export.json"
    assert [one.where for one in problems(path)] == ["messages[1]", "messages[2]", "messages[3]"]
    assert len(messages(path)) == 1


def test_what_is_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    path = write(tmp_path, document([row(), row(id="8")])[:-60], "chat.json")
    with Export(path) as export:
        reading = SOURCE.read(export)
        assert isinstance(next(reading), Message)
        with pytest.raises(UnreadableFile):
            list(reading)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (1704067200000, "2024-01-01T00:00:00+00:00"),
        (1704067200, "2024-01-01T00:00:00+00:00"),
        ("1704067200", "2024-01-01T00:00:00+00:00"),
        ("2024-01-01T00:00:00.500Z", "2024-01-01T00:00:00.500000+00:00"),
        ("2024-01-01 08:00:00", "2024-01-01T08:00:00"),
        ("2024/1/1 8:05:00", "2024-01-01T08:05:00"),
        (0, "1970-01-01T00:00:00+00:00"),
    ],
)
def test_times_are_read_as_they_are_written(value: object, wanted: str) -> None:
    found = moment(value)
    assert found and found[0].isoformat() == wanted


@pytest.mark.parametrize("value", [-1, 1e300, float("nan"), True, None, "soon", "9999-12-31", [], 10**30])
def test_what_is_no_time_is_none(value: object) -> None:
    assert moment(value) is None


# Chunks


def test_chunks_are_one_export_in_the_order_of_their_manifest(tmp_path: Path) -> None:
    assert sure(SOURCE, CHUNKS) == SET
    assert [text for _, _, text in said(CHUNKS)] == ["一", "二", "三"]
    assert messages(CHUNKS)[0].chat.native == "20054321"
    zipped = Path(shutil.make_archive(str(tmp_path / "export"), "zip", CHUNKS.parent))
    assert said(zipped) == said(CHUNKS)
    assert said(CHUNKS / "manifest.json") == said(CHUNKS)


def test_a_folder_of_several_sets_is_each_of_them(tmp_path: Path) -> None:
    for name in ("a", "b"):
        shutil.copytree(CHUNKS, tmp_path / "exports" / name)
    found = find(tmp_path, sources=[SOURCE]).exports
    assert sorted(export.path.name for _, export in found) == ["a", "b"]
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as zipped:
        for path in (tmp_path / "exports").rglob("*.json*"):
            zipped.write(path, path.relative_to(tmp_path).as_posix())
    assert len(said(tmp_path / "two.zip")) == 6


@pytest.mark.parametrize("chunks", [None, [], "none", {"0": 1}])
def test_a_manifest_that_names_no_chunks_means_all_beside_it(tmp_path: Path, chunks: object) -> None:
    folder = tmp_path / "export"
    shutil.copytree(CHUNKS, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["chunked"]["chunks"] = chunks
    write(folder, json.dumps(manifest), "manifest.json")
    assert [text for _, _, text in said(folder)] == ["一", "二", "三"]


def test_a_manifest_that_says_nothing_of_chunks_means_all_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    shutil.copytree(CHUNKS, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    told = {"metadata": {"name": "QQChatExporter"}, "chatInfo": manifest["chatInfo"]}
    write(folder, json.dumps(told, ensure_ascii=False), "manifest.json")
    assert sure(SOURCE, folder) == SET
    assert [one.text for one in messages(folder)] == [one.text for one in messages(CHUNKS)]


def test_a_manifest_leads_nowhere_outside_its_folder() -> None:
    export = CORPUS / "broken_chunks" / "export"
    assert [text for _, _, text in said(export)] == ["一", "二"]
    assert [one.where for one in problems(export)][:2] == ["../../outside.jsonl", "/etc/passwd"]
    assert (export.parent / "outside.jsonl").exists()


def test_a_chunk_alone_is_read() -> None:
    path = CORPUS / "good_chunk" / "c000001.jsonl"
    assert sure(SOURCE, path) >= 2
    assert [text for _, _, text in said(path)] == ["一", "二"]


def test_a_chunk_whose_rows_begin_with_the_sequence_is_read(tmp_path: Path) -> None:
    row = (
        '{"seq":"1","id":"7001","timestamp":1704067200000,"sender":{"uid":"u_1","uin":"10001","name":"阿湖"},'
        '"type":"text","content":{"text":"船到了","elements":[]},"recalled":false,"system":false}\n'
    )
    path = tmp_path / "c000001.jsonl"
    path.write_text(row, "utf-8")
    assert sure(SOURCE, path) >= 2
    assert [text for _, _, text in said(path)] == ["船到了"]


# QQChatExporter's text, and what can't be read


def test_a_time_that_follows_a_time_begins_no_message(tmp_path: Path) -> None:
    lines = (CORPUS / "good_exporter_text" / "湖边的人.txt").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "湖边的人.txt"
    path.write_text(
        "\n".join([*lines, "", "阿湖:", "时间: 2024-01-01 08:00:", "时间: 2024-01-01 08:00:"]),
        encoding="utf-8",
    )
    with Export(path) as export:
        assert len(list(SOURCE.read(export))) == 6 + 1


def test_the_exporters_text_is_read() -> None:
    path = CORPUS / "good_exporter_text" / "湖边的人.txt"
    assert said(path) == [
        ("阿湖 (船长)", "text", "船修好了\n时间: 还没定\n\n说明:\n第三行"),
        ("小满", "image", ""),
        ("阿湖", "text", "@小满 真好看"),
        ("小满", "voice", ""),
        ("", "system", "远客加入了群聊"),
        ("小满", "text", ""),
    ]
    found = messages(path)
    assert found[0].when == datetime(2024, 1, 1, 8) and found[0].chat.kind == "group"
    assert found[1].attachments[0].name == "lake.png" and found[2].mentions == ("小满",)
    assert found[2].extra == {"quoted": {"sender": "小满", "text": "[图片]"}}


def test_a_list_of_files_that_is_not_one_stays_words(tmp_path: Path) -> None:
    top = "[QQChatExporter V5 / x]\n聊天名称: 湖\n聊天类型: 群聊\n\n"
    text = top + "阿湖:\n时间: 2024-01-01 08:00:00\n内容: 看\n资源: 2 个文件\n  - image: a.jpg\n还是字\n"
    (one,) = messages(write(tmp_path, text))
    assert one.text == "看\n资源: 2 个文件\n  - image: a.jpg\n还是字" and not one.attachments
