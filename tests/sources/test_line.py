"""Exports of LINE, made up, of phones and computers in many languages."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.sources.text_chats import expected, exports, read, row, sure
from zhiji import testing
from zhiji.chat import Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import find
from zhiji.sources.decoding import detect
from zhiji.sources.export import Export
from zhiji.sources.line import SOURCE
from zhiji.sources.line.dates import Order, heading
from zhiji.sources.line.phrases import file_title, title

CORPUS = Path(__file__).parent / "corpus" / "line"
CASES = sorted(folder.name for folder in CORPUS.iterdir() if folder.is_dir())
FUZZ = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(text: str, name: str = "chat.txt", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return _write


def texts(path: Path) -> list[tuple[str, str]]:
    return [(message.sender.name, message.text) for message in read(SOURCE, path)[0]]


@pytest.mark.parametrize("case", CASES)
def test_an_export_reads_as_its_makers_meant_it(case: str) -> None:
    (file,) = exports(CORPUS / case)
    wanted = expected(CORPUS / case)
    messages, problems = read(SOURCE, file)
    assert [row(message) for message in messages] == wanted["messages"]
    assert [[one.where, one.what] for one in problems] == wanted["problems"]
    assert (messages[0].chat.name, messages[0].chat.kind) == (wanted["chat"], wanted["kind"])
    assert {message.precision for message in messages} == {Precision.MINUTE}
    assert {message.zone for message in messages} == {"assumed"}
    assert len({id(message.chat) for message in messages}) == 1


def test_a_line_with_a_date_of_its_own_begins_a_message_only_where_the_first_does(write: Write) -> None:
    dated = "2024/01/05 10:11\tIda\tHi\n2024/01/06 10:12\tBo\tNa\n"
    assert texts(write(dated)) == [("Ida", "Hi"), ("Bo", "Na")]
    plain = f"2024/01/05(Fri)\n10:11\tIda\tlook:\n{dated}10:13\tBo\tah\n"
    assert texts(write(plain)) == [("Ida", f"look:\n{dated.rstrip()}"), ("Bo", "ah")]


@pytest.mark.parametrize("case", CASES)
def test_an_export_is_recognised_whatever_its_file_is_called(case: str, tmp_path: Path) -> None:
    (file,) = exports(CORPUS / case)
    renamed = tmp_path / "export (1).bin"
    renamed.write_bytes(file.read_bytes())
    assert sure(SOURCE, renamed) >= 2


@pytest.mark.parametrize("case", ["good_english", "computer"])
def test_a_zip_reads_as_the_text_in_it(case: str, tmp_path: Path) -> None:
    (file,) = exports(CORPUS / case)
    path = tmp_path / "talks.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.write(file, file.name)
        zipped.writestr("notes.txt", "10:00 at the station\n")
    assert sure(SOURCE, path) == 3
    assert read(SOURCE, path)[0] == read(SOURCE, file)[0]


def test_every_chat_of_a_zip_is_read(tmp_path: Path) -> None:
    path = tmp_path / "talks.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for number in range(20):
            talk = f"[LINE] Chat history with Friend {number}\n\n2024/01/14(Sun)\n10:30\tA\thi\n"
            zipped.writestr(f"{number}.txt", talk)
    assert len({message.chat.name for message in read(SOURCE, path)[0]}) == 20


def test_a_damaged_chat_of_a_zip_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "talks.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for name in ("Ann", "Bo", "Cy"):
            zipped.writestr(
                f"{name}.txt", f"[LINE] Chat history with {name}\n\n2024/01/14(Sun)\n10:30\t{name}\thi\n"
            )
    path.write_bytes(path.read_bytes().replace(b"10:30\tBo\thi", b"10:30\tBo\tHI"))
    messages, problems = read(SOURCE, path)
    assert {message.chat.name for message in messages} >= {"Ann", "Cy"}
    assert [one.where for one in problems] == ["Bo.txt"]


@pytest.mark.parametrize(
    ("line", "name", "kind"),
    [
        ("[LINE] Chat history in 2F kitchen", "2F kitchen", "group"),
        ("[LINE] Chat history with Ann", "Ann", None),
        ("[LINE] 與 阿明 的聊天紀錄", "阿明", "direct"),
        ("[LINE] 和阿明的聊天記錄", "阿明", "direct"),
        ("[LINE] test 的聊天記錄", "test", "group"),
        ("[LINE] 茶会のトーク", "茶会", "group"),
        ('[LINE] ประวัติการแชทในกลุ่ม "ตลาด"', "ตลาด", "group"),
        ("[LINE] ประวัติการสนทนากับ นุ่น", "นุ่น", "direct"),
        ("[LINE] 聊天記錄", "", None),
        ("[LINE] Spjallsaga við Önnu", "Spjallsaga við Önnu", None),
    ],
)
def test_the_title_names_the_chat(line: str, name: str, kind: str | None) -> None:
    found = title(line)
    assert found is not None
    assert (found.name, found.kind) == (name, kind)


def test_a_file_is_named_like_a_title() -> None:
    found = file_title("[LINE] 與阿明的聊天 (2).txt")
    assert found is not None
    assert found.name == "阿明"
    assert file_title("notes.txt") is None


def test_without_a_title_the_chat_is_named_by_its_people(write: Write) -> None:
    path = write("2024/01/14(Sun)\n10:30\tOla\thi\n10:31\tTam\tho\n")
    messages, problems = read(SOURCE, path)
    assert (messages[0].chat.name, messages[0].chat.kind, problems) == ("Ola, Tam", None, [])


@pytest.mark.parametrize(
    "line",
    [
        "2024/05/01 Wed",
        "2024/05/01(Wed)",
        "2024/05/01（三）",
        "2024/5/1周三",
        "2024/5/1週三",
        "2024/05/01(週三)",
        "2024.05.01 Wednesday",
        "2024.05.01 水曜日",
        "2024.05.01 วันพุธ",
        "2024/05/01 (พ)",
        "2024. 5. 1. 수요일",
        "2024년 5월 1일 수요일",
        "2024年5月1日(水)",
        "R6/05/01(水)",
        "113/05/01（三）",
        "Wed, 5/1/2024",
        "Wed, 01/05/2024",
        "Wed, 01/05/2567 BE",
        "พ. 01/05/2567",
        "mié., 01/05/2024",
        "Rab, 01/05/2024",
        "2024/05/01",
    ],
)
def test_a_day_is_understood_as_it_is_written(line: str) -> None:
    found, order = heading(line), Order()
    assert found is not None
    order.add(found)
    assert str(order.date(found)) == "2024-05-01"


@pytest.mark.parametrize(
    "line",
    [
        "2024/05/01 (memo",
        "2024/05/01 at nine",
        "see 2024/05/01",
        "10:30",
        "1/2",
        "2024/05/01\tA",
        "1/2/3",
        "12.30 Wed",
    ],
)
def test_a_line_about_a_day_opens_none(line: str) -> None:
    found = heading(line)
    assert found is None


def test_the_weekday_decides_between_day_and_month_first(write: Write) -> None:
    path = write(
        "[LINE] Chat history with A\n\nSun, 04/02/2024\n9:00AM\tA\tx\nWed, 03/06/2024\n9:00AM\tA\ty\n"
    )
    assert [str(message.when.date()) for message in read(SOURCE, path)[0]] == ["2024-02-04", "2024-03-06"]


def test_dates_that_nothing_decides_are_a_problem(write: Write) -> None:
    path = write("[LINE] Chat history with A\n\n04/02/2024\n09:00\tA\tx\n")
    messages, problems = read(SOURCE, path)
    assert str(messages[0].when.date()) == "2024-02-04"
    assert ["both day/month and month/day" in one.what for one in problems] == [True]


def test_without_weekdays_one_date_decides_for_all(write: Write) -> None:
    path = write("[LINE] Chat history with A\n\n1/2/2024\n09:00\tA\tx\n1/13/2024\n09:00\tA\ty\n")
    messages, problems = read(SOURCE, path)
    assert [str(message.when.date()) for message in messages] == ["2024-01-02", "2024-01-13"]
    assert problems == []


@pytest.mark.parametrize(
    ("clock", "hour"),
    [("上午12:05", 0), ("下午12:05", 12), ("午後3:05", 15), ("오전 12:05", 0), ("12:05AM", 0), ("3:05 PM", 15),
     ("9:05\u202fPM", 21), ("9:05 p.m.", 21), ("21.05", 21), ("5:05", 5), ("24:05", 0)],
)  # fmt: skip
def test_a_clock_of_any_language_is_read(clock: str, hour: int, write: Write) -> None:
    path = write(f"[LINE] Chat history with A\n\n2024/01/14(Sun)\n{clock}\tA\tx\n")
    assert read(SOURCE, path)[0][0].when == datetime(2024, 1, 14, hour, 5)


def test_a_blank_line_inside_a_message_stays_and_one_at_its_end_does_not(write: Write) -> None:
    path = write("2024/01/14(Sun)\n10:30\tA\tone\n\ntwo  \n\n\n2024/01/15(Mon)\n10:30\tA\tthree\n\n")
    assert texts(path) == [("A", "one\n\ntwo"), ("A", "three")]


def test_a_quote_that_somebody_typed_takes_no_other_messages(write: Write) -> None:
    body = "".join(f"10:{minute:02}\tB\tline {minute}\n" for minute in range(60))
    path = write(f'2024/01/14(Sun)\n10:00\tA\t"so\n{body}11:00\tA\t"quite"\n')
    assert len(texts(path)) == 62
    assert texts(path)[-1] == ("A", '"quite"')


def test_quotes_without_end_take_no_time(write: Write) -> None:
    path = write("2024/01/14(Sun)\n" + '10:30\tA\t"so\n' * 10_000)
    started = process_time()
    assert len(texts(path)) == 10_000
    assert process_time() - started < 4


def test_a_name_of_two_words_is_found_where_only_blanks_divide(write: Write) -> None:
    spoken = [("Mai Linh", f"tea {n}?") for n in range(4)] + [
        ("Mai", "no Linh here"),
        ("Mai", "yes"),
        ("Jo", "hm hm"),
    ]
    lines = "".join(f"10:{at:02} {name} {text}\n" for at, (name, text) in enumerate(spoken))
    assert texts(write(f"2024.01.14 Sunday\n{lines}", "[LINE]Mai Linh.txt")) == spoken


def test_a_time_that_somebody_typed_begins_no_message_on_a_computer(write: Write) -> None:
    path = write(
        "2024.01.14 Sunday\n10:30 Jo trains\n08:15 slow\n10:31 Jo ok\n10:32 Mai which\n", "[LINE]Mai.txt"
    )
    assert texts(path) == [("Jo", "trains\n08:15 slow"), ("Jo", "ok"), ("Mai", "which")]


def test_a_title_may_lack_its_mark(write: Write) -> None:
    messages, problems = read(SOURCE, write("Chat history in Kitchen\n\n2024.01.14 Sunday\n10:30\tJo\thi\n"))
    assert (messages[0].chat.name, problems) == ("Kitchen", [])


def test_two_chats_put_into_one_file_are_two(write: Write) -> None:
    one = "[LINE] Chat history with {0}\nSaved on: 2024/02/01 10:00\n\n2024/01/14(Sun)\n10:30\t{0}\thi\n"
    messages, problems = read(SOURCE, write(one.format("Ola") + one.format("Tam")))
    assert [message.chat.name for message in messages] == ["Ola", "Tam"]
    assert problems == []


def test_somebody_who_writes_like_the_app_is_somebody(write: Write) -> None:
    path = write("2024/01/14(Sun)\n10:30\tA\tBob left the group\n10:31\tA\t[LINE] Chat history with B\n")
    assert [message.kind for message in read(SOURCE, path)[0]] == ["text", "text"]


def test_a_chat_without_messages_is_no_error(write: Write) -> None:
    assert read(SOURCE, write("[LINE] Chat history with nobody\nSaved on: 2024/01/15 10:30\n")) == ([], [])


def test_a_huge_message_is_cut_and_told(write: Write) -> None:
    path = write("2024/01/14(Sun)\n10:30\tA\tx\n" + ("y" * 9_999 + "\n") * 500)
    messages, problems = read(SOURCE, path)
    assert len(messages) == 1
    assert ["longer than 4 million" in one.what for one in problems] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "13/06/2018, 21:25 - Ada: hi\n13/06/2018, 21:26 - Bo: hi\n",
        "2018-06-13 21:25:11 Ada(12345)\nhi\n\n2018-06-13 21:26:11 Bo(54321)\nhi\n",
        "21:25 <ada> hi\n21:26 <bo> hi\n",
        "2024/01/14\n\nDear diary,\n10:30 we left\n",
        "10:30\tA\tx\n10:31\tB\ty\n",
        "Chapter 1\n2024/01/14(Sun)\n10:30 we left\n",
    ],
)
def test_other_texts_with_times_are_left_alone(text: str, write: Write) -> None:
    assert sure(SOURCE, write(text)) == 0


def test_reading_takes_no_memory_that_grows(write: Write) -> None:
    day = "2024/01/14(Sun)\n" + "".join(f"10:30\tA{n % 7}\tmessage {n}\n" for n in range(500))
    small, large = (write(day * times, f"{times}.txt") for times in (2, 20))
    peaks = []
    for path in (small, large):
        with Export(path) as export:
            peaks.append(testing.peak_memory(SOURCE, export))
    assert peaks[1] < peaks[0] + 500_000


def test_thai_of_old_windows_is_told_from_chinese_and_korean() -> None:
    assert detect("สวัสดีครับ วันนี้ไปตลาดไหม กินข้าวหรือยัง 2024/01/15".encode("cp874"))[0] == "cp874"
    chinese = "我们今天晚上去吃饭吧，好的没问题，下午三点见。这里的天气很好，你那边呢？" * 2
    assert detect(chinese.encode("gb18030"))[0] == "gb18030"
    assert detect("Grüße, schöne Straße für Äpfel und Öl".encode("cp1252"))[0] == "utf-8"


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters='"\u2028\u2029'),
    min_size=1,
    max_size=12,
)
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join).filter(lambda text: text.strip() == text)
SAID = st.lists(st.tuples(st.sampled_from(["Ann", "小明", "Bo Li", "สมชาย"]), LINES), min_size=1, max_size=12)


@FUZZ
@given(SAID, st.booleans())
def test_fuzz_what_was_typed_is_read_back_in_quotes(said: list[tuple[str, str]], crlf: bool) -> None:
    end = "\r\n" if crlf else "\n"
    rows = ["[LINE] 友だちのトーク履歴", "保存日時：2024/01/15 10:30", "", "2024/01/14(日)"]
    when = datetime(2024, 1, 14, 23, 50)
    for name, text in said:
        if (when.hour, when.minute) == (0, 0):
            rows += ["", "2024/01/15(月)"]
        quoted = f'"{text}"' if "\n" in text else text
        rows.append(f"{when:%H:%M}\t{name}\t{quoted}")
        when += timedelta(minutes=1)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "talk.txt"
        path.write_bytes(end.join("\n".join(rows).split("\n")).encode())
        messages, problems = read(SOURCE, path)
    assert problems == []
    kept = [(m.sender.name, m.text) for m in messages if m.kind == "text" and not m.recalled]
    assert kept == [one for one, m in zip(said, messages, strict=True) if m.kind == "text" and not m.recalled]
    assert messages[-1].when == datetime(2024, 1, 14, 23, 50) + timedelta(minutes=len(said) - 1)


SCRAPS = st.lists(
    st.sampled_from(
        ["[LINE] Chat history with A\n", "Saved on: 1\n", "2024/01/14(Sun)\n", "2024.01.14 Sunday\n", "Sun, 14/01/2024\n",
         "10:30\tA\t", "10:30 A b", "上午9:00    A    ", "10:30\t\t", "10:30\t", '"', '""', "\n", "\t", " ", "\r\n", "99:99\tA\tx\n",
         "[Photo]", "☎ 1:2:3", "[null] https://maps.google.com", "\ufeff", "\0", "R99/99/99(日)\n", "2024/13/45(Sun)\n", "unsent a message."]
    )
    | st.text(max_size=6),
    max_size=40,
).map("".join)  # fmt: skip


@FUZZ
@given(SCRAPS, st.sampled_from(["utf-8", "utf-16", "cp874", "cp949"]))
@example('[LINE] Chat history with A\n2024/01/14(Sun)\n10:30\tA\t"x\n"', "utf-8")
def test_fuzz_any_lines_give_messages_and_problems(text: str, encoding: str) -> None:
    _survives(text.encode(encoding, "replace"))


@FUZZ
@given(st.sampled_from(CASES), st.data())
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
            sure(SOURCE, path)
            with Export(path) as export:
                for one in SOURCE.read(export):
                    assert isinstance(one, Message | Problem)
                    if isinstance(one, Message):
                        testing.check_message(one)
        except UnreadableFile:
            pass


def test_the_door_gives_it_to_nobody_else(write: Write) -> None:
    path = write("[LINE] Chat history with A\n\n2024/01/14(Sun)\n10:30\tA\t2024-01-14 10:30:11 B(12345)\n")
    assert [source.name for source, _ in find(path).exports] == ["line"]
