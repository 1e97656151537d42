"""Exports of KakaoTalk, made up: Android, iPhone, Windows and Mac, in Korean and English."""

from __future__ import annotations

import csv
import io
import os
import shutil
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.text_chats import expected, exports, read, row, sure
from zhiji import testing
from zhiji.chat import Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import detect
from zhiji.sources.export import Export
from zhiji.sources.kakaotalk import SOURCE
from zhiji.sources.kakaotalk.lines import day_of, line_of
from zhiji.sources.kakaotalk.naming import file_title, title

CORPUS = Path(__file__).parent / "corpus" / "kakaotalk"
CASES = sorted(folder.name for folder in CORPUS.iterdir() if folder.is_dir())
FUZZ = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)
TOP = "하람 님과 카카오톡 대화\n저장한 날짜 : 2024-03-13 09:23:10\n\n"
DAY = "--------------- 2024년 3월 11일 월요일 ---------------\n"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(text: str, name: str = "chat.txt", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return _write


def said(path: Path) -> list[tuple[str, str, str]]:
    return [(message.sender.name, message.kind, message.text) for message in read(SOURCE, path)[0]]


@pytest.mark.parametrize("case", CASES)
def test_an_export_reads_as_its_makers_meant_it(case: str) -> None:
    (file,) = exports(CORPUS / case)
    wanted = expected(CORPUS / case)
    messages, problems = read(SOURCE, file)
    assert [row(message) for message in messages] == wanted["messages"]
    assert [[one.where, one.what] for one in problems] == wanted["problems"]
    assert (messages[0].chat.name, messages[0].chat.kind) == (wanted["chat"], wanted["kind"])
    assert messages[0].precision == wanted["precision"]
    assert {message.zone for message in messages} == {"assumed"}
    assert len({id(message.chat) for message in messages}) == 1


@pytest.mark.parametrize("case", [case for case in CASES if case != "android_media"])
def test_an_export_is_recognised_whatever_its_file_is_called(case: str, tmp_path: Path) -> None:
    (file,) = exports(CORPUS / case)
    renamed = tmp_path / "export (1).bin"
    renamed.write_bytes(file.read_bytes())
    assert sure(SOURCE, renamed) >= 2


@pytest.mark.parametrize("case", ["good_android", "good_mac"])
def test_a_zip_reads_as_the_file_in_it(case: str, tmp_path: Path) -> None:
    (file,) = exports(CORPUS / case)
    path = tmp_path / "talks.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.write(file, file.name)
        zipped.writestr("notes.txt", "오후 8:36 집에 간다\n")
        zipped.writestr("table.csv", "Date,User,Total\n2024-01-01,a,3\n")
    assert sure(SOURCE, path) == 3
    assert read(SOURCE, path)[0] == read(SOURCE, file)[0]


def test_a_picture_is_found_beside_the_text(tmp_path: Path) -> None:
    (folder,) = exports(CORPUS / "android_media")
    copy = tmp_path / "KakaoTalk_Chats"
    shutil.copytree(folder, copy)
    for export in (copy, copy / "KakaoTalkChats.txt"):
        messages, _ = read(SOURCE, export)
        assert messages[0].attachments[0].path == "3f2a.jpg"
        with Export(export) as opened:
            assert opened.find("3f2a.jpg") == "3f2a.jpg"


@pytest.mark.parametrize(
    ("stamp", "when"),
    [
        ("2021년 12월 29일 오후 8:36", "2021-12-29T20:36"),
        ("2021년 12월 29일 오전 12:05", "2021-12-29T00:05"),
        ("2021년 12월 29일 20:36", "2021-12-29T20:36"),
        ("2021. 12. 29. 오후 8:36", "2021-12-29T20:36"),
        ("2021.12.29. 20:36", "2021-12-29T20:36"),
        ("Dec 29, 2021 at 20:36", "2021-12-29T20:36"),
        ("December 29, 2021, 8:36 PM", "2021-12-29T20:36"),
        ("December 29, 2021 at 8:36\u202fp.m.", "2021-12-29T20:36"),
        ("29 December 2021 at 20:36", "2021-12-29T20:36"),
        ("2021-12-29 20:36", "2021-12-29T20:36"),
        ("2021年12月29日 午後8:36", "2021-12-29T20:36"),
    ],
)
def test_a_time_is_understood_as_any_phone_writes_it(stamp: str, when: str, write: Write) -> None:
    path = write(f"하람 카카오톡 대화\n저장한 날짜 : x\n\n{stamp}, 하람 : 안녕 : 또\n")
    messages, problems = read(SOURCE, path)
    assert [(m.when.isoformat(timespec="minutes"), m.sender.name, m.text) for m in messages] == [
        (when, "하람", "안녕 : 또")
    ]
    assert problems == []


@pytest.mark.parametrize("clock", ["오후 8:36", "20:36", "8:36 PM", "PM 8:36", "2024. 3. 11. 오후 8:36"])
def test_a_time_is_understood_as_any_computer_writes_it(clock: str, write: Write) -> None:
    messages, _ = read(SOURCE, write(f"{TOP}{DAY}[하람] [{clock}] 안녕\n"))
    assert (messages[0].when, messages[0].text) == (datetime(2024, 3, 11, 20, 36), "안녕")


@pytest.mark.parametrize(
    "line",
    [
        "2024년 3월 11일 월요일",
        "Monday, March 11, 2024",
        "--------------- Monday, March 11, 2024 ---------------",
        "--------------- 2024년 3월 11일 ---------------",
        "2024年3月11日月曜日",
    ],
)
def test_a_day_is_understood_as_it_is_written(line: str) -> None:
    found = day_of(line)
    assert found is not None
    assert str(found.day) == "2024-03-11"


@pytest.mark.parametrize(
    "line", ["2024년 3월 11일", "2024년 3월 11일 회의", "by March 11, 2024", "----------", "11, 2024"]
)
def test_a_line_about_a_day_opens_none(line: str) -> None:
    assert day_of(line) is None


@pytest.mark.parametrize(
    ("text", "kind", "left"),
    [
        ("사진", "image", ""),
        ("사진 3장", "image", ""),
        ("3 photos", "image", ""),
        ("동영상", "video", ""),
        ("videos", "video", ""),
        ("이모티콘 ", "sticker", ""),
        ("(이모티콘) 고마워", "sticker", "고마워"),
        ("음성메시지", "voice", ""),
        ("Voice Note", "voice", ""),
        ("보이스톡 해요", "call", "보이스톡 해요"),
        ("페이스톡 1:02:03", "call", "페이스톡 1:02:03"),
        ("Live Talk ended 12:03", "call", "Live Talk ended 12:03"),
        ("파일: a b.pdf", "file", ""),
        ("지도: 솔밭로 12", "location", "솔밭로 12"),
        ("사진 잘 나왔네", "text", "사진 잘 나왔네"),
        ("파일: 어디 있어?", "text", "파일: 어디 있어?"),
        ("보이스톡으로 할까", "text", "보이스톡으로 할까"),
        ("위치: 강가", "text", "위치: 강가"),
        ("톡게시판 '공지': 모임", "text", "톡게시판 '공지': 모임"),
        ("#샵검색 : 날씨", "text", "#샵검색 : 날씨"),
    ],
)
def test_what_stands_for_media_is_told_from_words(text: str, kind: str, left: str, write: Write) -> None:
    assert said(write(f"{TOP}{DAY}[하람] [오후 8:36] {text}\n")) == [("하람", kind, left)]


@pytest.mark.parametrize(
    "line",
    [
        "하람님이 초롱님을 초대하였습니다.",
        "초롱님을 초대하였습니다.",
        "하람님이 나갔습니다.",
        "하람님이 들어왔습니다.",
        "초롱님을 내보냈습니다.",
        "메시지가 삭제되었습니다.",
        "채팅방 관리자가 메시지를 가렸습니다.",
        "하람님이 부방장이 되었습니다.",
        "The message has been deleted.",
        "Zoe joined this chatroom.",
        "하람 invited 초롱.",
        "하람 left.",
    ],
)
def test_a_notice_without_a_time_has_that_of_the_message_before_it(line: str, write: Write) -> None:
    path = write(f"{TOP}{DAY}[하람] [오후 8:36] 안녕\n{line}\n[하람] [오후 8:40] 응\n")
    messages, problems = read(SOURCE, path)
    assert [(m.sender.name, m.kind, m.text) for m in messages][1] == ("", "system", line)
    assert messages[1].when == messages[0].when
    assert len(messages) == 3
    assert problems == []


@pytest.mark.parametrize("line", ["누가 나갔습니다?", "nobody left.", "그를 초대했습니다만"])
def test_what_reads_a_little_like_a_notice_was_typed(line: str, write: Write) -> None:
    assert said(write(f"{TOP}{DAY}[하람] [오후 8:36] 안녕\n{line}\n")) == [("하람", "text", f"안녕\n{line}")]


def test_notices_before_the_first_message_of_a_day_have_its_time(write: Write) -> None:
    path = write(f"{TOP}{DAY}하람님이 나갔습니다.\n초롱님이 나갔습니다.\n[별] [오후 8:36] 안녕\n")
    assert {message.when for message in read(SOURCE, path)[0]} == {datetime(2024, 3, 11, 20, 36)}


def test_thousands_of_notices_without_a_message_are_all_kept(write: Write) -> None:
    notices = [f"별{number}님이 나갔습니다." for number in range(3_000)]
    messages, _ = read(SOURCE, write(TOP + DAY + "\n".join(notices)))
    assert [message.text for message in messages] == notices
    assert {message.when for message in messages} == {datetime(2024, 3, 11)}


def test_a_day_that_somebody_typed_stays_in_the_text(write: Write) -> None:
    path = write(
        "Talk_2022.5.13 10:28-1.txt\n저장한 날짜 : 2022. 5. 20. 오후 8:06\n\n\n2022년 5월 13일 금요일\n"
        "2022. 5. 13. 오전 10:28, 별 : 할 일\n\n2022년 5월 20일 금요일\n청소\n\n2022년 5월 14일 토요일\n"
        "2022. 5. 14. 오전 10:28, 별 : 끝\n"
    )
    assert said(path) == [("별", "text", "할 일\n\n2022년 5월 20일 금요일\n청소"), ("별", "text", "끝")]


def test_a_day_without_dashes_was_typed_where_days_have_them(write: Write) -> None:
    path = write(f"{TOP}{DAY}[하람] [오후 8:36] 할 일\n2022년 5월 20일 금요일\n청소\n[별] [오후 8:40] 응\n")
    messages, problems = read(SOURCE, path)
    assert [message.text for message in messages] == ["할 일\n2022년 5월 20일 금요일\n청소", "응"]
    assert {message.when.date() for message in messages} == {date(2024, 3, 11)}
    assert problems == []


@pytest.mark.parametrize("above", ["", "누가 붙인 첫 줄\n"])
def test_one_korean_line_with_all_parts_is_enough(above: str, write: Write) -> None:
    path = write(f"{above}2024년 3월 11일 오후 8:36, 부서:하람 : 안녕\n", "notes.txt")
    assert sure(SOURCE, path) == 2
    assert said(path) == [("부서:하람", "text", "안녕")]


def test_the_owner_is_known_where_the_app_names_them() -> None:
    (file,) = exports(CORPUS / "good_android")
    owners = {message.sender.name for message in read(SOURCE, file)[0] if message.sender.owner}
    assert owners == {"회원님"}


def test_somebody_called_you_in_a_korean_text_is_no_owner(write: Write) -> None:
    messages, _ = read(SOURCE, write(f"{TOP}{DAY}[you] [오후 8:36] 안녕\n"))
    assert not messages[0].sender.owner


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("하람 님과 카카오톡 대화", "하람"),
        ("하람님과 카카오톡 대화", "하람"),
        ("하람 님과의 카카오톡 대화", "하람"),
        ("달빛 산책 12 카카오톡 대화", "달빛 산책 12"),
        ("KakaoTalk Chats with Sun", "Sun"),
        ("Hill Walkers with KakaoTalk Chats", "Hill Walkers"),
        ("Sun Talk Chats", "Sun"),
        ("Talk_2022.5.13 10:28-1.txt", ""),
    ],
)
def test_the_first_line_names_the_chat(line: str, name: str) -> None:
    found = title(line)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("file", "name", "group"),
    [
        ("KakaoTalk_Chat_도자기 공방_2026-05-16-15-03-41.csv", "도자기 공방", False),
        ("KakaoTalk_20201103_1044_52_450_하람.txt", "하람", False),
        ("KakaoTalk_20240313_0923_10_311_달빛 산책_group (1).txt", "달빛 산책", True),
        ("KakaoTalkChats.txt", "", False),
    ],
)
def test_the_files_name_names_the_chat(file: str, name: str, group: bool) -> None:
    assert file_title(file) == (name, group)


def test_the_table_and_the_text_of_one_chat_say_the_same(write: Write) -> None:
    table = write(
        'Date,User,Message\n2024-03-11 20:36:07,"하람","사진"\n2024-03-11 20:37:01,"별","""응"" 그래\n좋아"\n',
        "a.csv",
    )
    text = write(f'{TOP}{DAY}[하람] [오후 8:36] 사진\n[별] [오후 8:37] "응" 그래\n좋아\n')
    assert said(table) == said(text)
    assert [message.precision for message in read(SOURCE, table)[0]] == [Precision.SECOND] * 2


@pytest.mark.parametrize(
    "text",
    [
        "13/06/2018, 21:25 - Ada: hi\n13/06/2018, 21:26 - Bo: hi\n",
        "2018년 2월 1일 오후 3:05 - 하람: 안녕\n2018년 2월 1일 오후 3:06 - 초롱: 응\n",
        "[2018. 2. 1. 오후 3:05:11] 하람: 안녕\n[2018. 2. 1. 오후 3:05:12] 초롱: 응\n",
        "[ada] [12:30] hi\n[bo] [12:31] hi\n",
        "Date,User,Total\n2024-01-01,a,3\n",
        "Date,User,Message\n",
        "오후 3:05, 회의 : 2층\n오후 4:05, 산책 : 강가\n",
        "우리 카카오톡 대화\n\n그때가 좋았다.\n",
        "Dear Ana,\n2024년 3월 11일 월요일\n3:05, not sooner : later\n",
    ],
)
def test_other_files_are_left_alone(text: str, write: Write) -> None:
    assert sure(SOURCE, write(text)) == 0


def test_a_title_in_another_language_is_no_hindrance(write: Write) -> None:
    path = write(
        "ハナさんとのトーク\n保存日: 2021年12月30日\n\n\n2021年12月29日 午後8:36\n"
        + "".join(f"2021年12月29日 午後8:3{n}, ハナ : {n}\n" for n in range(6, 9))
    )
    assert sure(SOURCE, path) == 2
    assert [text for _, _, text in said(path)] == ["6", "7", "8"]


def test_korean_of_old_windows_is_told_from_chinese_and_japanese() -> None:
    korean = "하람 님과 카카오톡 대화\n오늘 저녁에 만나요, 강가 정자에서 기다릴게요"
    assert detect(korean.encode("cp949"))[0] == "cp949"
    chinese = "消息记录 今天晚上我们去河边散步吧，七点在亭子等你，不见不散。好的没问题"
    assert detect(chinese.encode("gb18030"))[0] == "gb18030"


def test_a_huge_message_is_cut_and_told(write: Write) -> None:
    for path in (
        write(f"{TOP}{DAY}[하람] [오후 8:36] x\n" + ("y" * 9_999 + "\n") * 500),
        write('Date,User,Message\n2024-03-11 20:36:07,"하람","x\n' + ("y" * 9_999 + "\n") * 500, "a.csv"),
    ):
        messages, problems = read(SOURCE, path)
        assert len(messages) == 1
        assert ["longer than 4 million" in one.what for one in problems] == [True]


def test_reading_takes_no_memory_that_grows(write: Write) -> None:
    day = DAY + "".join(f"[별{n % 7}] [오후 8:36] 메시지 {n}\n" for n in range(500))
    peaks = []
    for times in (2, 20):
        with Export(write(TOP + day * times, f"{times}.txt")) as export:
            peaks.append(testing.peak_memory(SOURCE, export))
    assert peaks[1] < peaks[0] + 500_000


LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))
WORDS = st.text(LETTERS, min_size=1, max_size=12)
TYPED = st.lists(WORDS, min_size=1, max_size=3).map("\n".join).filter(lambda text: text.strip() == text)
SAID = st.lists(st.tuples(st.sampled_from(["하람", "Ann", "달 별"]), TYPED), min_size=1, max_size=12)


@FUZZ
@given(SAID)
def test_fuzz_what_a_table_holds_is_read_back(rows: list[tuple[str, str]]) -> None:
    when = datetime(2024, 3, 11, 23, 59, 30)
    out = io.StringIO()
    out.write("Date,User,Message\n")
    for at, (name, text) in enumerate(rows):
        quoted = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        out.write(f"{when + timedelta(seconds=at)},")
        quoted.writerow([name, text])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "chat.csv"
        path.write_bytes(out.getvalue().encode())
        messages, problems = read(SOURCE, path)
    assert problems == []
    assert [m.sender.name for m in messages] == [name for name, _ in rows]
    assert _typed(messages, messages) == _typed([text for _, text in rows], messages)
    assert messages[-1].when == when + timedelta(seconds=len(rows) - 1)


@FUZZ
@given(SAID)
def test_fuzz_what_a_phone_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    lines = ["하람 카카오톡 대화", "저장한 날짜 : 2024년 3월 12일 오전 9:00", "", ""]
    lines += [f"2024년 3월 11일 오후 1:{at:02}, {name} : {text}" for at, (name, text) in enumerate(rows)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "KakaoTalkChats.txt"
        path.write_bytes("\n".join(lines).encode())
        messages, problems = read(SOURCE, path)
    assert problems == []
    assert [(m.sender.name, m.when.minute) for m in messages] == [
        (name, at) for at, (name, _) in enumerate(rows)
    ]
    assert _typed(messages, messages) == _typed([text for _, text in rows], messages)


def _typed(texts: Sequence[str | Message], messages: list[Message]) -> list[str]:
    """Of texts, those whose messages are words and no placeholder."""
    return [
        text if isinstance(text, str) else text.text
        for text, message in zip(texts, messages, strict=True)
        if message.kind == "text" and not message.recalled
    ]


SCRAPS = st.lists(
    st.sampled_from(
        [TOP, DAY, "2024년 3월 11일 월요일\n", "2024년 3월 11일 오후 8:36", "2024. 3. 11. 오후 8:36", "Dec 31, 2014 at 19:12",
         "오후 8:36", ", ", " : ", ": ", "[하람] [오후 8:36] ", "[] [8:36] ", "하람님이 나갔습니다.\n", "\n", "\r\n", "-" * 15 + "\n", "사진", '"', '""',
         "Date,User,Message\n", '2024-03-11 20:36:07,"하람","', ',"","', "9999-99-99 99:99:99,", "\ufeff", "\0", "99:99", "9999년 99월 99일 "]
    )
    | st.text(max_size=6),
    max_size=40,
).map("".join)  # fmt: skip


@FUZZ
@given(SCRAPS, st.sampled_from(["utf-8", "utf-16", "cp949"]))
def test_fuzz_any_lines_give_messages_and_problems(text: str, encoding: str) -> None:
    _survives(text.encode(encoding, "replace"))


@FUZZ
@given(st.sampled_from([case for case in CASES if case != "android_media"]), st.data())
def test_fuzz_damaged_files_give_messages_and_problems(case: str, data: st.DataObject) -> None:
    (file,) = exports(CORPUS / case)
    raw = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw)))
        raw[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    _survives(bytes(raw))


def _survives(raw: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "talk.txt"
        path.write_bytes(raw or b"\n")
        try:
            with Export(path) as export:
                for one_format in SOURCE.formats:  # each, whether it is sure of the file or not
                    for one in one_format.read(export):
                        assert isinstance(one, Message | Problem)
                        if isinstance(one, Message):
                            testing.check_message(one)
            sure(SOURCE, path)
        except UnreadableFile:
            pass


def test_a_line_is_quickly_known_to_be_none() -> None:
    assert line_of("[" * 10_000 + "] [" * 10_000) is None
    assert line_of("오후 " * 10_000) is None
