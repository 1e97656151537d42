"""QQ's own exports: texts, pages, and what was copied out of a window."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from tests.sources.qq_files import (
    CORPUS,
    MANAGER,
    TOP,
    V5,
    entries,
    messages,
    problems,
    said,
    section,
    write,
)
from tests.sources.text_chats import sure
from zhiji.chat import Contact
from zhiji.errors import UnknownExport, UnreadableFile
from zhiji.sources.door import recognise
from zhiji.sources.qq import SOURCE, marks
from zhiji.sources.qq.exporter_people import People

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


def test_an_encrypted_database_is_told_in_one_sentence() -> None:
    with pytest.raises(UnreadableFile, match="encrypted database of QQ"):
        entries(CORPUS / "broken_locked" / "nt_msg.db")


@pytest.mark.parametrize("path", [MANAGER, V5, CORPUS / "good_page" / "湖边的人.mht"])
def test_an_export_is_known_whatever_its_name(path: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "export (1).bin"
    shutil.copy(path, renamed)
    assert sure(SOURCE, renamed) == 3


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
