from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhiji
from zhiji.chat import Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import Entry, Export
from zhiji.sources.sms import SOURCE

CORPUS = Path(__file__).parent / "corpus" / "sms"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))


def read(path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def messages(path: Path) -> list[Message]:
    return [one for one in read(path) if isinstance(one, Message)]


def test_messages_come_with_times_people_and_what_became_of_them() -> None:
    first, second, failed, picture = messages(CORPUS / "good" / "sms-20240501.xml")
    assert first.text == "the boat is ready 😀\ncome at 9"
    assert first.when == datetime(2024, 5, 1, 8, 0, 0, 123000, tzinfo=UTC)
    assert (first.sender.name, first.sender.native, first.sender.owner) == ("Noor", "+31655500101", False)
    assert (first.chat.name, first.chat.native, first.chat.kind) == ("Noor", "+31655500101", "direct")
    assert second.text == "on my way & wet" and second.sender.owner
    assert failed.extra == {"state": "failed"}
    assert (picture.kind, picture.text, picture.sender.name, picture.chat.kind) == (
        "image",
        "look",
        "Ilse",
        "group",
    )
    assert picture.attachments[0].name == "lake.png"


def test_a_group_of_rcs_is_told_by_its_address(tmp_path: Path) -> None:
    path = tmp_path / "sms.xml"
    path.write_text(
        '<smses count="1"><mms date="1720997593000" msg_box="1" address="group_8@rcs.google.com" contact_name="(Unknown)">'
        '<parts><part seq="0" ct="text/plain" text="row at nine" /></parts>'
        '<addrs><addr address="+31655500101" type="137" /></addrs></mms></smses>'
    )
    (found,) = messages(path)
    assert (found.chat.kind, found.sender.native, found.text) == ("group", "+31655500101", "row at nine")


def test_pictures_are_kept_in_the_archive(tmp_path: Path) -> None:
    with zhiji.open(tmp_path / "home") as archive:
        report = archive.add(CORPUS / "good" / "sms-20240501.xml")
        assert (report.added, report.problem_count) == (4, 0)
        [hit] = archive.search("look", kind="image")
        [attachment] = hit.message.attachments
        assert attachment.digest is not None and attachment.size == 8
        assert archive.add(CORPUS / "good" / "sms-20240501.xml").added == 0
        assert archive.people.owner is not None


def test_calls_are_told_too() -> None:
    answered, missed = messages(CORPUS / "good-calls" / "calls-20240501.xml")
    assert (answered.kind, answered.extra) == ("call", {"call": "incoming", "seconds": 65})
    assert (missed.extra["call"], missed.chat.name) == ("missed", "112")


def test_what_no_xml_may_hold_costs_a_character() -> None:
    first, second = messages(CORPUS / "languages" / "sms.xml")
    assert first.text == "您好，验证码在附件\ufffd里" and second.text == "谢谢 😀"


def test_a_file_that_breaks_off_keeps_what_came_before() -> None:
    found: list[Entry] = []
    with (
        Export(CORPUS / "broken" / "sms.xml") as export,
        pytest.raises(UnreadableFile, match="ends or breaks"),
    ):
        found.extend(SOURCE.read(export))
    assert [one.text for one in found if isinstance(one, Message)] == ["ok & fine"]
    assert len([one for one in found if isinstance(one, Problem)]) == 1


def test_entities_of_its_own_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE smses [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><smses count="1"><sms address="1" date="1" type="1" body="&b;"/></smses>'
    path = tmp_path / "sms.xml"
    path.write_text(bomb, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="entities of its own"):
        read(path)


PIECES = ["<sms ", "<mms ", "<part ", "/>", "</mms>", 'date="', '"', "&#0;", "&#55357;", "&#56832;", "&", "]]>", "<!--", "<!DOCTYPE x [",
          'data="====', "\0", "é", " ", "<", ">"]  # fmt: skip


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=20), st.integers(0, 1500))
def test_fuzz_whatever_stands_in_a_backup_comes_out_as_messages_or_problems(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], at: int
) -> None:
    good = (CORPUS / "good" / "sms-20240501.xml").read_bytes()
    path = tmp_path_factory.getbasetemp() / f"fuzz_{os.getpid()}.xml"
    path.write_bytes(good[:at] + "".join(pieces).encode(errors="replace") + good[at:])
    try:
        found = read(path)
    except UnreadableFile:
        return
    assert all(isinstance(one, Message | Problem) for one in found)
