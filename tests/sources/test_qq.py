"""Exports of QQ, made up: the old message manager's text and .mht, QQChatExporter's JSON, chunks and text."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.text_chats import sure
from zhiji.chat import Contact, Message, Problem
from zhiji.errors import UnknownExport, UnreadableFile
from zhiji.sources.door import find, recognise
from zhiji.sources.export import Export
from zhiji.sources.protocol import SET
from zhiji.sources.qq import SOURCE, marks
from zhiji.sources.qq.exporter_people import People
from zhiji.sources.qq.exporter_values import moment

CORPUS = Path(__file__).parent / "corpus" / "qq"
FUZZ = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)
TOP = "消息记录（此消息记录为文本格式，不支持重新导入）\n\n"
RULE = "=" * 64
V5 = CORPUS / "good_v5" / "group_70012345_20240102_120000.json"
MANAGER = CORPUS / "good_manager" / "全部消息记录.txt"
CHUNKS = CORPUS / "good_chunks" / "小满_chunked_jsonl"


def entries(path: Path) -> list[Message | Problem | Contact]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def messages(path: Path) -> list[Message]:
    return [one for one in entries(path) if isinstance(one, Message)]


def problems(path: Path) -> list[Problem]:
    return [one for one in entries(path) if isinstance(one, Problem)]


def said(path: Path) -> list[tuple[str, str, str]]:
    return [(one.sender.name, one.kind, one.text) for one in messages(path)]


def section(name: str, group: str = "我的群聊") -> str:
    return f"{RULE}\n消息分组:{group}\n{RULE}\n消息对象:{name}\n{RULE}\n\n"


def write(folder: Path, text: str, name: str = "chat.txt", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def document(rows: object, **info: object) -> str:
    meta = {"name": "QQChatExporter V5 / https://example.org", "version": "5.5.1"}
    chat = {"name": "湖边的人", "type": "group", "selfUid": "u_me", "selfUin": "20012345", **info}
    return json.dumps({"metadata": meta, "chatInfo": chat, "messages": rows})


def row(text: str = "好", **more: Any) -> dict[str, Any]:
    sender = {"uid": "u_she", "uin": "20054321", "name": "小满"}
    return {"id": "7", "timestamp": 1704067200000, "sender": sender, "content": {"text": text}, **more}


def only(folder: Path, *rows: Mapping[str, Any], **info: object) -> Message:
    return messages(write(folder, document(list(rows), **info), "chat.json"))[-1]


# The message manager's text


def test_a_file_of_all_chats_is_read_chat_by_chat() -> None:
    found = messages(MANAGER)
    assert [(chat.name, chat.native, chat.kind) for chat in dict.fromkeys(one.chat for one in found)] == [
        ("小满", None, "direct"),
        ("湖边的人", "70012345", "group"),
    ]
    assert said(MANAGER)[:5] == [
        ("小满", "text", "明天去划船吗？"),
        ("阿湖", "text", "去，\n几点？"),
        ("小满", "image", ""),
        ("小满", "text", "[表情]好看"),
        ("阿湖", "text", ""),
    ]
    assert {one.zone for one in found} == {"assumed"} and found[0].when == datetime(2021, 3, 5, 19, 2, 11)


def test_a_group_shows_numbers_titles_mail_and_system_lines() -> None:
    found = [one for one in messages(MANAGER) if one.chat.kind == "group"]
    assert [(one.sender.name, one.sender.native, one.kind) for one in found] == [
        ("阿湖", "20012345", "text"),
        ("小满", "20054321", "voice"),
        ("远客", None, "red_packet"),
        ("", None, "system"),
        ("20099999", "20099999", "text"),
    ]
    contacts = [one for one in entries(MANAGER) if isinstance(one, Contact)]
    assert [(one.account.name, one.emails) for one in contacts] == [("远客", ("far@example.org",))]


def test_rules_and_pasted_chats_are_somebodys_words() -> None:
    found = [one.text for one in messages(MANAGER)]
    assert "下面是一段分隔线\n================\n写在线的下面" in found
    assert found[-1] == "有人贴了聊天：\n2021-03-01 10:00:00 别人(20088888)\n不是这里的消息"


def test_clocks_of_twelve_hours_and_chinese_code_pages_are_read() -> None:
    found = messages(CORPUS / "languages" / "twelve.txt")
    assert [(one.when, one.text) for one in found] == [
        (datetime(2020, 1, 2, 23, 5, 9), "晚安"),
        (datetime(2020, 1, 3, 0, 6), "夜里好"),
        (datetime(2020, 1, 3, 21, 15), "boa noite"),
    ]
    assert said(CORPUS / "languages" / "wide.txt") == [("水", "text", "字很宽")]


def test_a_file_without_blank_lines_is_read(tmp_path: Path) -> None:
    text = "消息对象:船队\n2024-01-02 上午 8:04:05 【管理员】阿湖(20012345)\n早\n2024-01-02 12:05:06 小满(20054321)\n[图片]\n"
    path = write(tmp_path, text, "export (1).txt")
    assert sure(SOURCE, path) >= 2
    assert said(path) == [("阿湖", "text", "早"), ("小满", "image", "")]


def test_a_piece_without_the_lines_above_is_known_by_its_names(tmp_path: Path) -> None:
    piece = (
        "2024-01-02 10:00:01 AM 小满(70012345)\n走吗\n\n2024-01-02 10:00:09 AM 阿元<yuan@example.com>\n走\n"
    )
    path = write(tmp_path, piece)
    assert (sure(SOURCE, path), said(path)) == (3, [("小满", "text", "走吗"), ("阿元", "text", "走")])
    assert sure(SOURCE, write(tmp_path, f"some lines\nof somebody's own\n\n{piece}")) == 3
    assert sure(SOURCE, write(tmp_path, piece.replace("(70012345)", ""))) == 0


def test_a_time_that_was_typed_begins_no_message(tmp_path: Path) -> None:
    path = write(
        tmp_path, TOP + section("小满") + "2024-01-02 10:00:01 小满(70012345)\n2006-01-02 15:04:05\n"
    )
    assert said(path) == [("小满", "text", "2006-01-02 15:04:05")]


def test_two_people_of_one_name_are_two_chats(tmp_path: Path) -> None:
    head = "2021-03-05 19:02:11 小满\n好\n\n"
    text = (
        TOP
        + section("小满", "我的好友")
        + head
        + section("小满", "同学")
        + head
        + section("小满", "同学")
        + head
    )
    found = messages(write(tmp_path, text))
    assert len(found) == 3
    assert found[0].chat.key != found[1].chat.key and found[1].chat is found[2].chat


def test_what_belongs_to_nobody_and_impossible_days_are_told() -> None:
    path = CORPUS / "broken_manager" / "record.txt"
    assert [one.where for one in problems(path)] == ["line 3", "line 10"]
    assert said(path) == [("阿湖", "text", "有")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[图片]", ("image", ())),
        ("[图片][图片] ", ("image", ())),
        ("[图片: lake.png]", ("image", ("lake.png",))),
        ("[语音 7秒]", ("voice", ())),
        ("[语音:7秒]", ("voice", ())),
        ("[表情]", ("sticker", ())),
        ("[转发消息: 2条]", None),
        ("[图片]看", None),
        ("[图片][语音]", None),
        ("[微笑]", None),
        ("[位置: 湖边]", None),
        ("", None),
    ],
)
def test_marks_alone_tell_a_kind(text: str, wanted: object) -> None:
    assert marks.alone(text) == wanted


# The message manager's page


def test_a_page_is_read_row_by_row() -> None:
    found = messages(CORPUS / "good_page" / "湖边的人.mht")
    assert [(one.sender.name, one.when, one.kind, one.text) for one in found] == [
        ("", datetime(2020, 2, 11, 4, 36, 46), "system", "你已经是群成员了"),
        ("阿湖", datetime(2020, 2, 11, 12, 28, 18), "text", "船<二号> 来了\n快看"),
        ("小满", datetime(2020, 2, 11, 12, 30), "image", ""),
        ("阿湖", datetime(2020, 2, 12, 20, 5), "image", "看这个"),
    ]
    assert {(one.chat.name, one.chat.kind) for one in found} == {("湖边的人&船", "group")}


def test_a_page_and_a_text_show_the_same_people(tmp_path: Path) -> None:
    text = TOP + section("湖边的人&船") + "2020-02-11 12:28:18 阿湖(20012345)\n船<二号> 来了\n快看\n"
    (one,) = messages(write(tmp_path, text))
    other = messages(CORPUS / "good_page" / "湖边的人.mht")[1]
    assert (one.chat, one.sender, one.when, one.text) == (other.chat, other.sender, other.when, other.text)


def test_rows_without_a_day_or_an_end_are_told() -> None:
    path = CORPUS / "broken_page" / "chat.mht"
    assert len(problems(path)) == 2
    assert said(path) == [("阿湖", "text", "有日期")]


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


def test_an_encrypted_database_is_told_in_one_sentence() -> None:
    with pytest.raises(UnreadableFile, match="encrypted database of QQ"):
        entries(CORPUS / "broken_locked" / "nt_msg.db")


@pytest.mark.parametrize("path", [MANAGER, V5, CORPUS / "good_page" / "湖边的人.mht"])
def test_an_export_is_known_whatever_its_name(path: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "export (1).bin"
    shutil.copy(path, renamed)
    assert sure(SOURCE, renamed) == 3


# Laws

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
TYPES = st.sampled_from(
    [
        "text",
        "at",
        "face",
        "image",
        "audio",
        "file",
        "market_face",
        "reply",
        "json",
        "forward",
        "location",
        "x",
    ]
)
NAMES = st.sampled_from(
    [
        "text",
        "name",
        "filename",
        "content",
        "url",
        "localPath",
        "size",
        "messages",
        "preview",
        "uid",
        "summary",
    ]
) | st.sampled_from(["referencedMessageId", "messageId", "title", "transcript"])
CARD = st.builds(json.dumps, st.fixed_dictionaries({"app": JSON, "meta": JSON, "prompt": JSON, "view": JSON}))
DATA = st.dictionaries(NAMES, JSON | CARD, max_size=5) | JSON
ELEMENT = st.fixed_dictionaries({"type": TYPES | JSON, "data": DATA}) | JSON
CONTENT = st.fixed_dictionaries(
    {},
    optional={
        "text": st.text(max_size=20) | JSON,
        "elements": st.lists(ELEMENT, max_size=4) | JSON,
        "resources": st.lists(DATA, max_size=2) | JSON,
        "mentions": st.lists(DATA, max_size=2) | JSON,
        "emojis": st.lists(DATA, max_size=2) | JSON,
        "reply": DATA,
    },
)
PERSON = st.dictionaries(st.sampled_from(["uid", "uin", "name", "nickname", "groupCard", "remark"]), JSON)
ROW = st.fixed_dictionaries(
    {"timestamp": st.integers(0, 10**13) | JSON, "content": CONTENT | JSON},
    optional={
        "id": JSON,
        "time": JSON,
        "sender": PERSON | JSON,
        "rawMessage": JSON,
        "type": TYPES | JSON,
        "messageType": JSON,
        "system": JSON,
        "recalled": JSON,
    },
)
INFO = st.dictionaries(
    st.sampled_from(["name", "type", "chatType", "selfUid", "selfUin", "peerUid", "peerUin", "members"]), JSON
)


def sound(path: Path) -> None:
    """Nothing but what a source may yield comes out, and no error but one."""
    try:
        for one in entries(path):
            assert isinstance(one, Message | Problem | Contact)
            if isinstance(one, Message):
                assert 1970 <= one.when.year < 2200
                assert isinstance(one.text, str) and isinstance(one.kind, str)
                assert (one.when.tzinfo is None) == (one.zone == "assumed")
                json.dumps(dict(one.extra), allow_nan=False).encode()
    except UnreadableFile:
        pass


@FUZZ
@given(rows=st.lists(ROW | JSON, max_size=4) | JSON, info=INFO | JSON, statistics=JSON)
def test_fuzz_anything_in_any_field(rows: object, info: object, statistics: object) -> None:
    whole = {
        "metadata": {"name": "QQChatExporter"},
        "chatInfo": info,
        "statistics": statistics,
        "messages": rows,
    }
    with TemporaryDirectory() as folder:
        sound(write(Path(folder), json.dumps(whole), "chat.json"))


PATHS = st.sampled_from(
    ["../secret.jsonl", "secret.jsonl", "chunks/../../secret.jsonl", "c000001.jsonl", "..\\secret.jsonl"]
)


@settings(FUZZ, max_examples=max(10, FUZZ.max_examples // 4))
@given(
    chunks=st.lists(st.dictionaries(st.sampled_from(["index", "file", "relativePath"]), JSON | PATHS) | JSON)
    | JSON,
    place=JSON | st.sampled_from(["chunks", "..", "../..", "/", "C:\\"]),
)
def test_fuzz_a_manifest_never_leads_out(chunks: object, place: object) -> None:
    with TemporaryDirectory() as folder:
        write(Path(folder), json.dumps(row("secret")) + "\n", "secret.jsonl")
        inner = Path(folder) / "export"
        shutil.copytree(CHUNKS, inner)
        manifest = {"chatInfo": {}, "chunked": {"chunks": chunks, "chunksDir": place}}
        write(inner, json.dumps(manifest), "manifest.json")
        sound(inner / "manifest.json")
        assert "secret" not in [text for _, _, text in said(inner)]


LINES = st.sampled_from(
    [
        "2021-03-05 19:02:11 小满",
        "2021-03-05 7:02:11 PM 【管理员】小满(20054321)",
        "2021-03-05 19:02:11 ",
        "2021-99-05 99:02:11 a<b@c.d>",
        RULE,
        "消息分组:我的好友",
        "消息对象:小满",
        "消息对象:",
        TOP.strip(),
        "[图片]",
        "",
        "words",
        "阿湖:",
        "时间: 2024-01-01 08:00:00",
        "时间: never",
        "内容: 好",
        "资源: 1 个文件",
        "  - image: a.png",
        "提及: 小满",
        "回复: 小满 - [图片]",
        "[2]",
        "              导出完成",
    ]
)


@FUZZ
@given(
    top=st.sampled_from([TOP, "[QQChatExporter V5 / x]\n", "消息对象:a\n"]),
    lines=st.lists(LINES, max_size=30),
)
def test_fuzz_lines_in_any_order(top: str, lines: list[str]) -> None:
    with TemporaryDirectory() as folder:
        sound(write(Path(folder), top + "\n".join(lines)))


@FUZZ
@given(
    path=st.sampled_from(
        [MANAGER, V5, CORPUS / "good_page" / "湖边的人.mht", CORPUS / "languages" / "wide.txt"]
    ),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 40)), min_size=1, max_size=4
    ),
)
def test_fuzz_damaged_bytes(path: Path, cuts: list[tuple[float, bytes, int]]) -> None:
    data = path.read_bytes()
    for where, new, gone in cuts:
        at = int(where * len(data))
        data = data[:at] + new + data[at + gone :]
    with TemporaryDirectory() as folder:
        damaged = Path(folder) / path.name
        damaged.write_bytes(data or b"x")
        sound(damaged)


@FUZZ
@given(words=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30))
def test_words_come_out_of_each_format_as_they_were_typed(words: str) -> None:
    words = words.strip()
    if not words or marks.alone(words) or words.startswith(("2", "消息", "=")):
        return
    with TemporaryDirectory() as folder:
        text = write(Path(folder), TOP + section("湖") + f"2021-03-05 19:02:11 小满\n{words}\n")
        assert messages(text)[0].text == words
        assert only(Path(folder), row(words)).text == words


def test_senders_without_ids_are_told_by_name() -> None:
    people = People({}, {}, lambda: iter(()), title="湖")
    account = people.sender({"sender": {"name": "小满"}})
    assert (account.name, account.native) == ("小满", None)
    assert people.sender({"sender": {"name": "小满"}}) is account


def test_what_was_copied_out_of_a_window_and_saved_is_read() -> None:
    first, second, third = messages(CORPUS / "good_window" / "滑冰.txt")
    assert (first.chat.name, first.sender.name, first.text) == ("滑冰", "湖边", "冰结了吗")
    assert (second.sender.native, second.kind, f"{second.when:%d %H:%M:%S}") == (
        "20054321",
        "image",
        "05 10:12:30",
    )
    assert third.text == "下午去看\n带上鞋"


def test_other_lines_with_a_name_and_a_time_are_not_taken_for_copied_ones(tmp_path: Path) -> None:
    for text in (
        "job 2024/1/5 10:11:12\njob 2024/1/5 10:11:13\ndone\nok\n",
        "a 10:11:12\nx\nb 10:11:13\ny\n",
    ):
        (tmp_path / "log.txt").write_text(text)
        with pytest.raises(UnknownExport):
            recognise(tmp_path / "log.txt")
