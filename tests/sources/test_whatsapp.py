"""Exports of WhatsApp, made up, read as a whole: what is in each corpus folder is what comes out."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from zhiji.chat import Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.whatsapp import SOURCE
from zhiji.sources.whatsapp.names import chat_name, person

CORPUS = Path(__file__).parent / "corpus" / "whatsapp"
CASES = sorted(folder.name for folder in CORPUS.iterdir() if (folder / "expected.json").exists())


def _read(path: Path) -> tuple[list[Message], list[Problem]]:
    return _sorted_out(SOURCE.read(Export(path)))


def _sorted_out(read: Iterable[Entry]) -> tuple[list[Message], list[Problem]]:
    found = list(read)
    return [m for m in found if isinstance(m, Message)], [p for p in found if isinstance(p, Problem)]


def _sure(path: Path) -> int:
    export = Export(path)
    peek = Peek(
        name=export.name, members=export.members, head=export.head() if export.is_file else b"", first={}
    )
    peek.first.update({member: export.head(member) for member in SOURCE.wants(peek)})
    return SOURCE.recognises(peek)


def _row(message: Message) -> dict[str, Any]:
    row: dict[str, Any] = {
        "when": message.when.isoformat(),
        "sender": message.sender.name,
        "kind": message.kind,
        "text": message.text,
    }
    more = {
        "attachments": [[one.name, one.path] for one in message.attachments],
        "recalled": message.recalled,
        "mentions": list(message.mentions),
        "extra": dict(message.extra),
    }
    return row | {key: value for key, value in more.items() if value}


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def _write(text: str, name: str = "WhatsApp Chat with Ada.txt", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    return _write


@pytest.mark.parametrize("case", CASES)
def test_an_export_reads_as_its_makers_meant_it(case: str) -> None:
    expected = json.loads((CORPUS / case / "expected.json").read_text(encoding="utf-8"))
    file = next((CORPUS / case).rglob("*.txt"))
    messages, problems = _read(file)
    assert [_row(message) for message in messages] == expected["messages"]
    assert [[one.where, one.what] for one in problems] == expected["problems"]
    assert (messages[0].chat.name, messages[0].chat.kind) == (expected["chat"], expected["kind"])
    assert {message.precision for message in messages} == {expected["precision"]}


@pytest.mark.parametrize("case", CASES)
def test_an_export_is_recognised_and_times_are_of_a_wall_clock(case: str) -> None:
    file = next((CORPUS / case).rglob("*.txt"))
    assert _sure(file) >= 2
    messages, _ = _read(file)
    assert all(message.when.tzinfo is None and message.zone == "assumed" for message in messages)
    assert len({id(message.chat) for message in messages}) == 1


@pytest.mark.parametrize("case", ["good_iphone", "good_android", "german"])
def test_a_zip_reads_as_the_text_in_it(case: str, tmp_path: Path) -> None:
    file = next((CORPUS / case).rglob("*.txt"))
    name = file.parent.name if file.name == "_chat.txt" else file.stem
    path = tmp_path / f"{name}.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.write(file, file.name)
        zipped.writestr("IMG-20240108-WA0003.jpg", b"\xff\xd8\xff")
        zipped.writestr("notes.txt", "01/01/2020, 10:00 - Someone: a text that was attached")
    assert _sure(path) == 3
    assert _read(path) == _read(file)


def test_a_picture_of_a_zip_is_found_beside_its_chat(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat - Ada.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr(
            "WhatsApp Chat - Ada/_chat.txt", "[13/06/2018, 21:25:15] Ada: \u200e<attached: 1-PHOTO-1.jpg>"
        )
        zipped.writestr("WhatsApp Chat - Ada/1-PHOTO-1.jpg", b"\xff\xd8\xff")
    messages, _ = _read(path)
    found = messages[0].attachments[0].path
    assert found == "WhatsApp Chat - Ada/1-PHOTO-1.jpg"
    assert Export(path).find(found) == found
    assert messages[0].chat.name == "Ada"


def test_several_chats_in_one_zip_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for name in ("Ada", "Bo"):
            text = f"13/06/2018, 21:25 - {name}: hi\n13/06/2018, 21:26 - Me: hi {name}"
            zipped.writestr(f"WhatsApp Chat with {name}.txt", text)
    messages, _ = _read(path)
    assert [(m.chat.name, m.text) for m in messages] == [
        ("Ada", "hi"),
        ("Ada", "hi Ada"),
        ("Bo", "hi"),
        ("Bo", "hi Bo"),
    ]


def test_a_chat_that_was_pasted_into_a_message_stays_its_text(write: Any) -> None:
    talk = "".join(f"13/06/2018, 21:{minute:02} - Ada: line {minute}\n" for minute in range(30))
    pasted = "[12/05/2018, 10:30:00] Oma: hallo\n[12/05/2018, 10:31:00] Opa: ja"
    messages, problems = _read(
        write(f"{talk}13/06/2018, 21:40 - Bo: look\n{pasted}\n13/06/2018, 21:41 - Ada: ha\n")
    )
    assert len(messages) == 32
    assert messages[30].text == f"look\n{pasted}"
    assert {message.sender.name for message in messages} == {"Ada", "Bo"}
    assert not problems


def test_two_exports_in_one_file_are_both_read(write: Any) -> None:
    android = "".join(f"{day}/06/2018, 21:25 - Ada: a{day}\n" for day in range(1, 31)) * 20
    iphone = "".join(f"[6/{day}/18, 9:25:00 PM] Ada: i{day}\n" for day in range(1, 31)) * 4
    messages, _ = _read(write(android + iphone))
    assert len(messages) == 720
    assert (messages[-1].when.isoformat(), messages[-1].text) == ("2018-06-30T21:25:00", "i30")


def test_dates_that_a_phone_wrote_in_several_ways_all_begin_messages(write: Any) -> None:
    lines = [
        "[2020-02-01, 12:00:00] Ada: a",
        *(f"[2020-{n:02}-01, 12:00:{n:02}] Bo: b{n}" for n in range(3, 13)),
    ]
    odd = ["[2020.12.02, 12:00:00] Ada: c", "[2020/12/03, 12:00:00] Cy: d", "[14/01/2021, 12:00:00] Cy: e"]
    messages, problems = _read(write("\n".join([*lines, *odd])))
    assert [message.text for message in messages] == ["a", *(f"b{n}" for n in range(3, 13)), "c", "d", "e"]
    assert [f"{message.when:%Y-%m-%d}" for message in messages[-4:]] == [
        "2020-12-01", "2020-12-02", "2020-12-03", "2021-01-14",
    ]  # fmt: skip
    assert not problems


MIXED = """\
4/28/21, 08:05 - Ada: one
4/28/21, 08:06 - Ben: two
4/29/21, 08:07 - Ada: three
[05/03/21 8:08:00 p.m.] Ada: four
05-04-2021 8:09:00 p.m. - Ben: five
[05.06.21, 20:10:11] Cleo: six
"""


def test_a_file_put_together_from_many_styles_is_read_line_by_line_in_the_order_that_one_of_them_tells(
    write: Any,
) -> None:
    messages, problems = _read(write(MIXED))
    assert [one.text for one in messages] == ["one", "two", "three", "four", "five", "six"]
    assert [f"{one.when:%m-%d}" for one in messages] == ["04-28", "04-28", "04-29", "05-03", "05-04", "06-05"]
    assert problems == []


def test_several_styles_that_were_pasted_into_a_long_chat_stay_text(write: Any) -> None:
    own = "".join(f"4/{day}/21, 08:05 - Ada: {day}\n" for day in range(1, 29))
    pasted = "".join(MIXED.splitlines(keepends=True)[3:])
    messages, _ = _read(write(f"{own}{pasted}4/29/21, 09:00 - Ben: ok\n"))
    assert len(messages) == 29
    assert messages[27].text == f"28\n{pasted.rstrip()}"


def test_a_year_that_comes_first_is_followed_by_the_month(write: Any) -> None:
    """Though the months change in each line, and once go back, as in a file that was put together."""
    days = ["2020-02-01", "2020-03-01", "2020-04-01", "2020-05-01", "2020-01-01"]
    messages, _ = _read(write("".join(f"[{day}, 12:00:00] Ada: hi\n" for day in days)))
    assert [f"{message.when:%Y-%m-%d}" for message in messages] == days


def test_lines_of_another_style_without_a_name_stay_text(write: Any) -> None:
    talk = "".join(f"[13.06.2018, 21:{minute:02}:00] Ada: line {minute}\n" for minute in range(30))
    messages, _ = _read(write(f"{talk}[13-06-2018, 10:00:00] seen\n"))
    assert messages[-1].text == "line 29\n[13-06-2018, 10:00:00] seen"


@pytest.mark.parametrize(
    ("said", "kind"),
    [("Video call, 5 min", "call"), ("Sprachanruf. 12 Sek.", "call"), ("Video call, 5 of us?", "text"),
     ("Video call at 5", "text")],
)  # fmt: skip
def test_a_call_with_its_length_is_told_from_talk_of_one(write: Any, said: str, kind: str) -> None:
    messages, _ = _read(write(f"13/06/2018, 21:25 - Ada: {said}\n"))
    assert (messages[0].kind, messages[0].text) == (kind, said)


def test_a_zip_of_many_chats_is_read_to_the_last(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for number in range(40):
            zipped.writestr(
                f"WhatsApp Chat with N{number}.txt", f"13/06/2018, 21:25 - N{number}: hi {number}\n"
            )
    messages, _ = _read(path)
    assert {message.text for message in messages} == {f"hi {number}" for number in range(40)}


def test_a_group_in_which_nobody_spoke_is_a_chat_too(write: Any) -> None:
    path = write('13/03/2017, 00:45 - You created group "Test"\n', "talk.txt")
    assert _sure(path) == 2
    assert [message.kind for message in _read(path)[0]] == ["system"]


def test_an_order_that_nothing_decides_is_said_once(write: Any) -> None:
    messages, problems = _read(write("03/06/2018, 21:25 - Ada: a\n03/06/2018, 21:26 - Ada: b\n"))
    assert messages[0].when.isoformat() == "2018-06-03T21:25:00"
    assert [problem.where for problem in problems] == ["WhatsApp Chat with Ada.txt, dates"]


def test_dates_of_the_islamic_calendar_come_with_a_warning(write: Any) -> None:
    messages, problems = _read(write("٢٢/١/١٤٤٤ هـ، ٣:٠٥ م - ليلى: سلام\n"))
    assert messages[0].when.isoformat() == "2022-08-20T15:05:00"
    assert len(problems) == 1


def test_seconds_tell_how_exact_the_time_is(write: Any) -> None:
    messages, _ = _read(write("[13/06/2018, 21:25:15] Ada: a"))
    assert messages[0].precision == Precision.SECOND
    messages, _ = _read(write("13/06/2018, 21:25 - Ada: a"))
    assert messages[0].precision == Precision.MINUTE


def test_blank_lines_within_a_message_stay_and_those_after_it_go(write: Any) -> None:
    messages, _ = _read(write("13/06/2018, 21:25 - Ada: a\n\n\nb\n\n\n13/06/2018, 21:26 - Bo: c\n\n"))
    assert [message.text for message in messages] == ["a\n\n\nb", "c"]


def test_a_colon_in_a_system_line_makes_no_speaker(write: Any) -> None:
    lines = [
        "Ada changed the subject from “x: y” to “z”",
        'You changed the subject to "a: b"',
        "Ada hat den Betreff zu „Brot: heute“ geändert.",
    ]
    messages, _ = _read(write("".join(f"13/06/2018, 21:25 - {line}\n" for line in lines)))
    assert [(message.sender.name, message.kind, message.text) for message in messages] == [
        ("", "system", line) for line in lines
    ]


def test_a_known_name_needs_no_blank_after_its_colon(write: Any) -> None:
    messages, _ = _read(
        write("13/06/2018, 21:25 - Ada: a\n13/06/2018, 21:26 - Ada:.\n13/06/2018, 21:27 - at 5:30\n")
    )
    assert [(message.sender.name, message.text) for message in messages] == [
        ("Ada", "a"),
        ("Ada", "."),
        ("", "at 5:30"),
    ]


def test_the_iphones_notice_names_a_chat_that_its_file_does_not(write: Any) -> None:
    notice = "\u200eMessages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them."
    path = write(
        f"[13/06/2018, 21:25:15] Book club: {notice}\n[13/06/2018, 21:26:15] Ada: hi\n", "x/_chat.txt"
    )
    assert _read(path)[0][0].chat.name == "Book club"


def test_a_long_text_is_cut_and_said_so_and_the_rest_goes_on(write: Any) -> None:
    flood = ("x" * 1000 + "\n") * 5000
    messages, problems = _read(write(f"13/06/2018, 21:25 - Ada: a\n{flood}13/06/2018, 21:26 - Ada: b\n"))
    assert [message.text[-1] for message in messages] == ["x", "b"]
    assert ["longer than 4 million" in problem.what for problem in problems] == [True]


def test_a_text_that_is_no_chat_is_refused(write: Any) -> None:
    path = write("Dear diary,\n2016-04-29 10:30:00\nnothing.\n", "diary.txt")
    assert _sure(path) == 0
    with pytest.raises(UnreadableFile, match="no line in it begins a message"):
        list(SOURCE.read(Export(path)))


def test_a_zip_without_a_chat_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("readme.txt", "hello")
    assert _sure(path) == 0
    with pytest.raises(UnreadableFile, match="no chat"):
        list(SOURCE.read(Export(path)))


def test_what_stands_before_the_damage_of_a_zip_is_read(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat - Ada.zip"
    text = "".join(
        f"[13/06/2018, 21:{n // 60:02}:{n % 60:02}] Ada: message number {n * n}\n" for n in range(3600)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as zipped:
        zipped.writestr("_chat.txt", text * 4)
    raw = bytearray(path.read_bytes())
    raw[200_000:200_005] = b"#####"  # the checksum no longer fits
    path.write_bytes(raw)
    read: list[Entry] = []
    with pytest.raises(UnreadableFile):
        for message in SOURCE.read(Export(path)):
            read.append(message)
    assert len(read) > 3000


@pytest.mark.parametrize(
    ("text", "name", "sure"),
    [
        ("13/06/2018, 21:25 - Ada: a", "WhatsApp Chat with Ada.txt", 3),
        ("[13/06/2018, 21:25:15] Ada: \u200eimage omitted", "x.txt", 3),
        ("13/06/2018, 21:25 - Messages and calls are end-to-end encrypted. No one outside …", "x.txt", 3),
        ("13/06/2018, 21:25 - Ada: a", "x.txt", 2),
        ("13/06/2018, 21:25 - no name at all", "x.txt", 0),
        ("a notice of today\n13/06/2018, 21:25 - Ada: a", "WhatsApp Chat with Ada.txt", 3),
        ("a notice of today\n13/06/2018, 21:25 - Ada: a", "x.txt", 0),
        ("2022-08-20 15:05:22\tnick\tbob: hi", "weechatlog", 0),
        ("[15:05:22] <nick> bob: hi", "irc.log", 0),
        ("2022年8月20日 下午3:05, 名 : 文", "kakao.txt", 0),
        ("", "x.txt", 0),
        ('{"messages": []}', "result.json", 0),
    ],
)
def test_how_sure_the_source_is(write: Any, text: str, name: str, sure: int) -> None:
    assert SOURCE.recognises(Peek(name=name, members=(), head=text.encode(), first={})) == sure


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("WhatsApp Chat with Mum.txt", "Mum"),
        ("WhatsApp Chat - Mum & Dad.zip", "Mum & Dad"),
        ("WhatsApp Chat with Mum (2).txt", "Mum"),
        ("WhatsApp_Chat_with_Old_Mates.txt", "Old Mates"),
        ("WhatsApp-Chat mit Jürgen.txt", "Jürgen"),
        ("WhatsApp Chat mit Jürgen.zip", "Jürgen"),
        ("Chat de WhatsApp con Abuela.txt", "Abuela"),
        ("Discussion WhatsApp avec Maud.txt", "Maud"),
        ("Chat WhatsApp con Nonna.txt", "Nonna"),
        ("Conversa do WhatsApp com Vovó.txt", "Vovó"),
        ("WhatsApp-chat met Oma.txt", "Oma"),
        ("Anne ile WhatsApp Sohbeti.txt", "Anne"),
        ("Чат WhatsApp с контактом Мама.txt", "Мама"),
        ("محادثة واتساب مع ليلى.txt", "ليلى"),
        ("צ'אט WhatsApp עם אמא.txt", "אמא"),
        ("अनु के साथ WhatsApp चैट.txt", "अनु"),
        ("Chat WhatsApp dengan Ibu.txt", "Ibu"),
        ("ケンとのWhatsAppチャット.txt", "ケン"),
        ("지우님과의 WhatsApp 대화.txt", "지우"),
        ("与外婆的 WhatsApp 聊天.txt", "外婆"),
        ("與外婆的WhatsApp對話.txt", "外婆"),
        ("WhatsApp 대화 - 가족.zip", "가족"),
        ("WhatsApp jutut - Perhe.zip", "Perhe"),
        ("_chat.txt", ""),
        ("WhatsApp Chat.txt", ""),
        ("holiday - 2020.txt", ""),
    ],
)
def test_a_files_name_tells_whose_chat_it_is(file: str, name: str) -> None:
    assert chat_name(file) == name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Ada", "Ada"),
        ("~\u202fAda", "Ada"),
        ("~ Ada", "Ada"),
        ("\u202a+49\u00a0151\u00a0000\u202c", "+49 151 000"),
        ("~Ada~", "~Ada~"),
        ("👩\u200d🌾 Ada", "👩\u200d🌾 Ada"),
    ],
)
def test_a_senders_name_is_shown_without_marks(raw: str, name: str) -> None:
    assert person(raw) == name


def test_the_guide_speaks_both_languages() -> None:
    guide = SOURCE.guide
    assert all((guide.how_en, guide.how_zh, guide.reads_en, guide.reads_zh, guide.checked))
