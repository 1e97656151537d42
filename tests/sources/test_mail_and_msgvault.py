from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhiji
from zhiji.chat import Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import Entry, Export, Source
from zhiji.sources.email import SOURCE as EMAIL
from zhiji.sources.msgvault import SOURCE as MSGVAULT

CORPUS = Path(__file__).parent / "corpus"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))


def read(source: Source, path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(source.read(export))


def messages(source: Source, path: Path) -> list[Message]:
    return [one for one in read(source, path) if isinstance(one, Message)]


def test_mails_between_two_are_one_chat_and_a_list_is_one_of_its_own() -> None:
    first, answer, listed = messages(EMAIL, CORPUS / "email" / "good" / "boats.mbox")
    assert first.chat == answer.chat and first.chat.kind == "direct"
    assert set(first.chat.name.split(", ")) == {"Noor Haddad", "罗小满"}
    assert (listed.chat.name, listed.chat.native, listed.chat.kind) == (
        "Boats",
        "boats.lists.example.org",
        "group",
    )
    assert first.text == "The boat is ready – come at 9.\nFrom then on we row."
    assert first.extra == {"subject": "The boat ⛵"}
    assert [one.name for one in first.attachments] == ["lake.png"]
    assert answer.text == "On my way & wet\n\nLuo" or answer.text == "On my way & wet\nLuo"
    assert (answer.reply_to, answer.sender.owner) == (first.source_id, True)
    assert first.when.astimezone(UTC) == datetime(2024, 5, 1, 7, tzinfo=UTC)


def test_a_mail_in_another_character_set_is_read() -> None:
    assert [one.text for one in messages(EMAIL, CORPUS / "email" / "languages" / "gb.mbox")] == ["今天划船吗"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("袁聪".encode(), "袁聪"),
        ("José".encode("cp1252"), "José"),
        (b"=?utf-8?q?Luc=eda?=", "Lucía"),
    ],
)
def test_a_name_in_bytes_that_no_header_may_hold_is_read(tmp_path: Path, written: bytes, name: str) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(
        b"From a@example.org Wed May 01 09:00:00 2024\nFrom: "
        + written
        + b" <a@example.org>\nTo: b@example.org\n"
        b"Date: Wed, 01 May 2024 09:00:00 +0800\n\nx\n"
    )
    assert [one.sender.name for one in messages(EMAIL, path)] == [name]


def test_a_mail_without_a_date_has_that_of_its_arrival(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(
        "From a@example.org Wed May  1 09:00:00 2024\nFrom: a@example.org\nTo: b@example.org\n\nkept\n\n"
        "From a@example.org Wed May  1 09:00:00 2024\nReceived: from x by y; Thu, 02 May 2024 10:00:00 +0200\n"
        "From: a@example.org\nTo: b@example.org\nDate: soon\n\ncame\n"
    )
    kept, came = messages(EMAIL, path)
    assert (kept.when, kept.zone) == (datetime(2024, 5, 1, 9), "assumed")
    assert came.when.astimezone(UTC) == datetime(2024, 5, 2, 8, tzinfo=UTC)


def test_mail_is_added_once(tmp_path: Path) -> None:
    with zhiji.open(tmp_path / "home") as archive:
        assert archive.add(CORPUS / "email" / "good").added == 3
        assert archive.add(CORPUS / "email" / "good").added == 0
        assert archive.add(CORPUS / "email" / "duplicated").added == 1


def test_a_letter_in_a_text_is_no_mailbox(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("From me to you, May 2024\n\nDear Ana,\nTo: be or not\n", encoding="utf-8")
    with pytest.raises(zhiji.errors.UnknownExport), zhiji.sources.recognise(path)[1]:
        pass


def test_msgvault_meets_the_apps_own_ids() -> None:
    first, second = messages(MSGVAULT, CORPUS / "msgvault" / "good" / "messages.jsonl")
    assert (first.chat.source, first.chat.native, first.chat.name) == ("discord", "987", "船 talk")
    assert (first.source_id, first.sender.native, first.sender.name) == ("1", "42", "Noor")
    assert second.sender.name == "" and second.extra == {"deleted": True}
    [mail] = messages(MSGVAULT, CORPUS / "msgvault" / "old-mail" / "messages.jsonl")
    assert (mail.chat.source, mail.chat.scope, mail.extra) == ("email", "a@example.org", {"subject": "Hello"})


def test_an_export_that_broke_off_says_so_and_keeps_what_came() -> None:
    found = read(MSGVAULT, CORPUS / "msgvault" / "broken" / "messages.jsonl")
    assert [one.text for one in found if isinstance(one, Message)] == ["kept"]
    assert "broke off" in [one for one in found if isinstance(one, Problem)][-1].what


MAIL_PIECES = [b"From a@b Wed May 01 09:00:00 2024\n", b"\n", b"From: ", b"Date: ", b"Content-Type: multipart/mixed; boundary=b1\n", b"--b1\n",
               b"=?x?b?===?=", b"Content-Transfer-Encoding: base64\n", b"charset=\xff", b"<", b">", b"\0", b"\xe9", b"To: a@b, c:;\n"]  # fmt: skip


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.sampled_from(MAIL_PIECES) | st.binary(max_size=4), max_size=20), st.integers(0, 900))
def test_fuzz_whatever_stands_in_a_mailbox_comes_out_as_messages_or_problems(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes], at: int
) -> None:
    good = (CORPUS / "email" / "good" / "boats.mbox").read_bytes()
    path = tmp_path_factory.getbasetemp() / f"fuzz_{os.getpid()}.mbox"
    path.write_bytes(good[:at] + b"".join(pieces) + good[at:])
    try:
        found = read(EMAIL, path)
    except UnreadableFile:
        return
    assert all(isinstance(one, Message | Problem) for one in found)


FIELDS = "record_type source_type source_identifier id conversation_id author occurred_at text subject title conversation_type"
VALUES = (
    st.none()
    | st.integers()
    | st.text(max_size=4)
    | st.lists(st.none(), max_size=1)
    | st.dictionaries(st.text(max_size=2), st.integers())
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS.split()), VALUES), st.sampled_from(["message", "conversation"]))
def test_fuzz_any_value_in_any_field_of_a_record_is_no_more_than_a_problem(
    tmp_path_factory: pytest.TempPathFactory, row: dict[str, object], kind: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"fuzz_{os.getpid()}.jsonl"
    head = '{"record_type": "manifest", "schema": "msgvault-message-export/1"}\n'
    path.write_text(head + json.dumps({"record_type": kind, **row}) + "\n", encoding="utf-8")
    assert all(isinstance(one, Message | Problem) for one in read(MSGVAULT, path))
