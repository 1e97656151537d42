"""Google Voice in Google Takeout: pages of texts, calls and voicemails."""

from __future__ import annotations

import os
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.chat import Account, Attachment, Chat, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import Export, find
from zhiji.sources.googlevoice import SOURCE
from zhiji.sources.protocol import Entry

CORPUS = Path(__file__).parent / "corpus" / "googlevoice"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
PACIFIC = timezone(timedelta(hours=-7))
IDA = Account(name="Ida Holm", native="+15550100001", source="googlevoice")
TEXT = "Ida Holm - Text - 2023-09-02T02_29_20Z"
PIECES = (
    '<div class="hChatLog hfeed">|<div class="message">|<abbr class="dt" title="2023-09-01T19:29:20.270-07:00">|</abbr>|</a>'
    '|<a class="tel" href="tel:+1">|<span class="fn">|</span>|<abbr class="fn">|Name|<q>|</q>|<br>|words|<img src="x">|</div>'
    '|<div class="participants">|<div class="haudio">|<abbr class="published" title="2023-10-02T08:00:00Z">|<title>|</title>'
    '|<abbr class="duration" title="PT9M">|<a rel="tag" href="http://www.google.com/voice#voicemail">|<div class="tags">'
    '|<audio src="a.mp3">|<span class="full-text">'
)


def read(path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def messages(path: Path) -> list[Message]:
    found = read(path)
    assert not any(isinstance(one, Problem) for one in found), found
    return [one for one in found if isinstance(one, Message)]


def test_texts_are_read_with_who_and_when_and_what_came_with_them() -> None:
    swim, yes, lake = [
        one
        for one in messages(CORPUS / "good" / "Takeout")
        if one.kind in ("text", "image") and one.chat.kind == "direct"
    ]
    assert swim.chat == Chat(name="Ida Holm", native="+15550100001", source="googlevoice", kind="direct")
    assert (swim.sender, swim.text) == (IDA, "Swim at nine? It's warm <3")
    assert swim.when == datetime(2023, 9, 1, 19, 29, 20, 270_000, tzinfo=PACIFIC)
    assert (swim.precision, swim.zone, swim.source_id) == (Precision.MILLISECOND, "known", None)
    assert yes.sender == Account(name="Me", native="+15550199999", source="googlevoice", owner=True)
    assert yes.text == "Yes\nsee you"
    assert (lake.kind, lake.text) == ("image", "")
    assert lake.attachments == (
        Attachment(name=f"{TEXT}-3-1.jpg", path=f"Voice/Calls/{TEXT}-3-1.jpg", mime="image/jpeg"),
    )


def test_a_group_is_known_by_the_numbers_in_it() -> None:
    found = [one for one in messages(CORPUS / "good" / "Takeout") if one.chat.kind == "group"]
    assert {one.chat for one in found} == {
        Chat(name="Bo, Ida Holm", native="+15550100001,+15550100002", source="googlevoice", kind="group")
    }
    assert [(one.kind, one.text) for one in found] == [
        ("text", "Do you like my hat?"),
        ("contact", "a card"),
        ("video", ""),
    ]


def test_calls_and_voicemails_belong_to_the_chat_with_their_person() -> None:
    found = {
        one.extra.get("call", one.kind): one
        for one in messages(CORPUS / "good_calls" / "Takeout")
        if one.kind in ("call", "voice")
    }
    assert {one.chat.native for one in found.values()} == {"+15550100001"}
    assert (found["received"].sender, found["received"].extra["duration"]) == (IDA, 83)
    assert (found["placed"].sender.owner, found["placed"].extra["duration"]) == (True, 5)
    assert found["missed"].extra == {"call": "missed"}
    voicemail = found["voice"]
    assert (voicemail.transcript, voicemail.text) == ("Call me back, please", "")
    assert [one.path for one in voicemail.attachments] == [
        "Voice/Calls/Ida Holm - Voicemail - 2023-10-02T18_00_00Z.mp3"
    ]


def test_the_folder_of_calls_is_taken_whole() -> None:
    [(_, export)] = find(CORPUS / "good", sources=[SOURCE]).exports
    assert export.name == "Calls"
    assert len([one for one in SOURCE.read(export) if isinstance(one, Message)]) == 6


def test_a_page_alone_finds_what_lies_beside_it(tmp_path: Path) -> None:
    for name in (f"{TEXT}.html", f"{TEXT}-3-1.jpg"):
        shutil.copy(CORPUS / "good" / "Takeout" / "Voice" / "Calls" / name, tmp_path / name)
    found = messages(tmp_path / f"{TEXT}.html")
    assert found[2].attachments[0].path == f"{TEXT}-3-1.jpg"
    [(_, export)] = find(tmp_path, sources=[SOURCE]).exports
    assert export.name == f"{TEXT}.html"


def test_a_page_that_nobody_answered_is_named_by_its_title() -> None:
    [message] = messages(CORPUS / "old" / "page.html")
    assert (message.chat.name, message.chat.native, message.text) == ("Me to Bo", None, "hello?")


def test_bad_times_are_problems_and_the_rest_goes_on() -> None:
    found = read(CORPUS / "broken" / "Voice")
    assert [one.text for one in found if isinstance(one, Message)] == ["good"]
    assert [one.what for one in found if isinstance(one, Problem)] == [
        "its time can't be read: soon",
        "its time can't be read: 0001-01-01T00:00:00+00:00",
        "it has no messages",
    ]


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body><div class='haudio'>song</div></body></html>")
    (tmp_path / "Bo - Text - 2011-12-16T01_08_08Z.html").write_text(
        "<html><body>something else</body></html>"
    )
    assert not find(tmp_path, sources=[SOURCE]).exports


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=40))
def test_fuzz_any_page_is_read(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "page.html"
    path.write_text("<html>" + "".join(parts))
    assert all(isinstance(one, (Message, Problem)) for one in read(path))


@settings(max_examples=max(EXAMPLES // 3, 20), deadline=None)
@given(st.sampled_from([TEXT, "Ida Holm - Voicemail - 2023-10-02T18_00_00Z"]), st.integers(0, 2000), st.binary(max_size=8), st.integers(0, 40))  # fmt: skip
def test_fuzz_damaged_bytes_fail_only_as_unreadable(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: int, junk: bytes, drop: int
) -> None:
    case = "good" if name == TEXT else "good_calls"
    whole = (CORPUS / case / "Takeout" / "Voice" / "Calls" / f"{name}.html").read_bytes()
    path = tmp_path_factory.getbasetemp() / "damaged.html"
    path.write_bytes(whole[:at] + junk + whole[at + drop :])
    try:
        assert all(isinstance(one, (Message, Problem)) for one in read(path))
    except UnreadableFile as error:
        assert "\n" not in str(error)
