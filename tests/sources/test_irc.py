from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.chat import Contact, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import Entry, Export, recognise
from zhiji.sources.irc import SOURCE
from zhiji.sources.peeking import look

CORPUS = Path(__file__).parent / "corpus" / "irc"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))


def read(path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def messages(path: Path) -> list[Message]:
    return [one for one in read(path) if isinstance(one, Message)]


def log(folder: Path, text: str, name: str = "#boats_20240501.log") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_irssi_tells_the_day_in_lines_of_its_own() -> None:
    found = messages(CORPUS / "good-irssi" / "#boats.log")
    assert [(f"{one.when:%d %H:%M}", one.kind, one.sender.name, one.text) for one in found] == [
        ("01 08:58", "system", "", "noor [~noor@host.example] has joined #boats"),
        ("01 08:59", "text", "noor", "morning"),
        ("01 09:00", "text", "ilse", "早上好, did you see 10:15?"),
        ("01 09:01", "action", "noor", "waves"),
        ("01 23:59", "text", "noor", "good night"),
        ("02 00:00", "text", "ilse", "night"),
        ("02 00:01", "system", "", "ilse is now known as ilse_away"),
    ]
    assert {one.precision for one in found} == {Precision.MINUTE} and {one.zone for one in found} == {
        "assumed"
    }
    assert {(one.chat.name, one.chat.kind) for one in found} == {("#boats", "group")}


def test_who_changed_nick_is_known_by_both(tmp_path: Path) -> None:
    contacts = [one for one in read(CORPUS / "good-irssi" / "#boats.log") if isinstance(one, Contact)]
    assert [(one.account.name, one.names) for one in contacts] == [("ilse_away", ("ilse",))]


def test_weechat_has_columns_and_seconds() -> None:
    found = messages(CORPUS / "good-weechat" / "irc.example.#boats.weechatlog")
    assert [(one.kind, one.sender.name) for one in found] == [
        ("system", ""), ("text", "noor"), ("action", "ilse"), ("system", ""), ("system", "")
    ]  # fmt: skip
    assert found[1].when == datetime(2024, 5, 1, 9, 0, 5) and found[1].precision == Precision.SECOND


def test_a_zone_in_an_iso_time_is_kept() -> None:
    last = messages(CORPUS / "good-iso" / "boats-2024-05-01.log")[-1]
    assert (last.when, last.zone) == (datetime(2024, 5, 1, 9, 0, 20, tzinfo=UTC), "known")


def test_what_bots_and_servers_write_otherwise_is_kept() -> None:
    found = messages(CORPUS / "good-supybot" / "#harbour.2012-10-17.log")
    assert [(one.kind, one.sender.name, one.text) for one in found[1:]] == [
        ("text", "dockbot", "[timetable] delayed by ten minutes"),
        ("text", "dockbot", ""),
        ("action", "mira", "is waiting"),
        ("system", "", "nils has quit IRC"),
        ("system", "", "*mira still waits"),
        ("text", "mira", ""),
    ]


def test_a_log_without_years_turns_with_the_months_and_has_its_leap_days(tmp_path: Path) -> None:
    path = tmp_path / "harbour.log"
    path.write_bytes((CORPUS / "good-dircproxy" / "harbour.log").read_bytes())
    os.utime(path, (datetime(2011, 3, 1).timestamp(),) * 2)
    assert [f"{one.when:%Y-%m-%d}" for one in messages(path)] == [
        "2008-02-28",
        "2008-02-29",
        "2008-02-29",
        "2008-12-31",
        "2009-01-01",
    ]


def test_mircs_events_begin_like_actions_and_are_none(tmp_path: Path) -> None:
    path = log(
        tmp_path,
        "Session Start: Sat Mar 01 10:00:00 2008\nSession Ident: #boats\n[10:00] * Now talking in #boats\n"
        "[10:01] <noor> hello\n[10:02] * ilse (i@host.example) Quit (gone)\n[10:03] * noor has left her keys\n"
        "[10:04] * noor is now known as noor_\n",
    )
    found = read(path)
    assert [(one.kind, one.text) for one in found if isinstance(one, Message)] == [
        ("system", "Now talking in #boats"),
        ("text", "hello"),
        ("system", "ilse (i@host.example) Quit (gone)"),
        ("action", "has left her keys"),
        ("system", "noor is now known as noor_"),
    ]
    assert not [one for one in found if isinstance(one, Problem)]


def test_nicks_of_two_words_lists_of_users_and_fine_times_are_read(tmp_path: Path) -> None:
    irssi = log(
        tmp_path,
        "--- Log opened Wed May 01 08:00:00 2024\n08:58 [Users #boats]\n09:00 <&Noor Haddad> hi\n09:01 < ilse> yo\n"
        "09:02 < ilse> ahoy\n09:03 < ilse> bye\n",
    )
    assert [(one.kind, one.sender.name) for one in messages(irssi)][:2] == [
        ("system", ""),
        ("text", "Noor Haddad"),
    ]
    (lounge,) = messages(log(tmp_path, "[2024-05-01T09:00:00.123Z] <noor> hi\n", "#lounge.log"))
    assert lounge.when == datetime(2024, 5, 1, 9, tzinfo=UTC)


def test_past_midnight_it_is_the_next_day() -> None:
    found = messages(CORPUS / "old-energymech" / "#boats_20240501.log")
    assert [one.when.day for one in found] == [1, 1, 1, 1, 2]


def test_a_line_a_little_out_of_order_is_not_the_next_day(tmp_path: Path) -> None:
    found = messages(log(tmp_path, "[09:10] <a> one\n[09:08] <b> two\n[09:11] <a> three\n"))
    assert {one.when.day for one in found} == {1}


def test_dircproxy_has_hosts_marks_and_no_year(tmp_path: Path) -> None:
    text = "[16 Jan 14:42] <jo!n=jo@host> +\n[16 Jan 14:43] <jo!n=jo@host> +bo: yes\n[16 Jan 15:45] *** You connected\n"
    found = messages(log(tmp_path, text, "2009-01-16-dircproxy.log"))
    assert [(one.when, one.text) for one in found] == [
        (datetime(2009, 1, 16, 14, 42), ""),
        (datetime(2009, 1, 16, 14, 43), "bo: yes"),
        (datetime(2009, 1, 16, 15, 45), "You connected"),
    ]


def test_a_log_by_days_is_one_chat_and_colours_are_left_out(tmp_path: Path) -> None:
    with Export(CORPUS / "duplicated-znc") as export:
        chats = Counter(one.chat.name for one in SOURCE.read(export) if isinstance(one, Message))
    assert chats == {"#boats": 4}
    [message] = messages(log(tmp_path, "[09:00] <a> \x0304,01red\x03 and \x02bold\x0f\n"))
    assert message.text == "red and bold"


def test_a_log_without_any_day_says_so_line_by_line(tmp_path: Path) -> None:
    found = read(log(tmp_path, "[09:00] <a> one\n", "talk.log"))
    assert isinstance(found[0], Problem) and "2024-05-01.log" in found[0].what


@pytest.mark.parametrize(
    "text",
    [
        "09:00 dentist\n10:00 shop\n",
        "[2024-05-01 09:00:00] ERROR disk full\n",
        "<html> <body> hi\n",
        "* one\n* two\n",
    ],
)
def test_other_text_is_no_log(tmp_path: Path, text: str) -> None:
    path = log(tmp_path, text, "notes.txt")
    with Export(path) as export, pytest.raises(UnreadableFile):
        list(SOURCE.read(export))
    assert not SOURCE.recognises(look(Export(path)))


def test_the_door_knows_every_kind() -> None:
    for path in sorted(CORPUS.glob("*/*.*log")):
        source, export = recognise(path)
        export.close()
        assert source is SOURCE, path


PIECES = ["<", ">", "[", "]", "09:00", "\t", "* ", "*** ", "--- ", "Day changed", "2024-05-01", "T", "\x03", "a", " ", "\n",
          "99:99", "-->", "May 01 ", "2024", "é", "\0"]  # fmt: skip


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40),
    st.sampled_from(sorted(CORPUS.glob("*/*.*log"))),
)
def test_fuzz_whatever_stands_in_a_log_comes_out_as_messages_or_problems(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], good: Path
) -> None:
    path = tmp_path_factory.getbasetemp() / f"#fuzz_{os.getpid()}_20240501.log"
    path.write_bytes(good.read_bytes() + "".join(pieces).encode(errors="replace"))
    try:
        found = read(path)
    except UnreadableFile:
        return
    assert all(isinstance(one, Message | Problem | Contact) for one in found)
