"""Messenger's downloads as pages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.sources.messenger_files import CORPUS, messages
from zhiji.chat import Chat, Message, Precision, Reaction
from zhiji.sources import Export, find
from zhiji.sources.messenger import SOURCE

# Pages


def test_a_page_tells_names_local_time_words_and_media() -> None:
    found = messages(CORPUS / "pages" / "download")
    listed, voice, fine, link, lake, late = found
    assert {one.chat for one in found} == {
        Chat(name="Rui", native="100044445555", source="messenger", kind="direct")
    }
    assert (late.text, late.sender.name) == ("Tom & I are late <3\nstart without us", "Rui")
    assert (late.when, late.zone, late.precision) == (
        datetime(2024, 7, 12, 16, 55, 32),
        "assumed",
        Precision.SECOND,
    )
    assert (lake.kind, lake.text, lake.attachments[0].name) == ("image", "", "lake.jpg")
    assert (link.kind, link.text) == ("link", "see https://example.org/map")
    assert link.extra == {"share": {"link": "https://example.org/map"}, "shown": ["Map of the lake"]}
    assert fine.reactions == (
        Reaction(sender="Kit", emoji="❤"),
        Reaction(sender="Rui", emoji="😂", when=datetime(2024, 7, 12, 16, 41)),
    )
    assert (voice.kind, voice.sender.name) == ("voice", "")
    assert (listed.kind, listed.when.hour, listed.attachments[0].name) == ("file", 0, "list.pdf")
    with Export(CORPUS / "pages" / "download") as export:
        assert lake.attachments[0].path is not None
        assert export.find(lake.attachments[0].path)


def test_older_pages_have_other_names_of_styles() -> None:
    found = messages(CORPUS / "pages" / "2019" / "message_1.html")
    assert [(one.sender.name, one.text, one.when.minute) for one in found] == [
        ("Ben", "ahoj ahoj", 20),
        ("Ada", "ahoj", 23),
    ]


@pytest.mark.parametrize("language", ["de", "fr", "pl", "zh", "ja"])
def test_pages_are_read_in_the_language_they_are_written_in(language: str) -> None:
    [message] = messages(CORPUS / "pages_languages" / language / "message_1.html")
    assert (message.text, message.chat.name) == (f"hej {language}", f"Café {language}")
    assert message.when.replace(second=0) == datetime(2024, 7, 12, 16, 55)


def test_a_page_without_styles_is_read_by_its_order(tmp_path: Path) -> None:
    page = tmp_path / "chat.html"
    page.write_text(
        "<!DOCTYPE html><html><head><title>Ada</title></head><body><div>Participants: Ada, Ben and Cleo</div>"
        "<div><div>Ben</div><div>one</div><div>two</div><div>19 Oct 2019, 14:37</div></div>"
        "<div><div>Ada</div><div>Oct 19, 2019 at 2:38 PM</div></div></body></html>"
    )
    [(_, export)] = find(page, sources=[SOURCE]).exports
    found = [one for one in SOURCE.read(export) if isinstance(one, Message)]
    assert [(one.sender.name, one.text, one.when.minute) for one in found] == [
        ("Ben", "one\ntwo", 37),
        ("Ada", "", 38),
    ]
    assert found[0].chat.kind == "group"


def test_the_archive_of_before_2018_has_all_chats_on_one_page() -> None:
    found = messages(CORPUS / "good-archive-2013")
    assert [(f"{one.when:%m-%d %H:%M %z}", one.sender.name, one.text) for one in found] == [
        ("03-03 20:01 -0800", "Mira Olsen", ""),
        ("03-04 09:15 -0800", "Mira Olsen", "When does it leave?"),
        ("03-04 09:15 -0800", "Tove Dahl", "The ferry leaves at six & we share a cabin"),
        ("03-05 10:00 +0100", "100000000000001@facebook.com", "first line\nsecond line"),
    ]
    assert [(one.chat.name, one.chat.kind) for one in found[2:]] == [
        ("Tove Dahl", "direct"),
        ("Tove Dahl, Nils Berg", "group"),
    ]
    assert found[0].sender.owner and not found[2].sender.owner


def test_the_archive_of_2017_has_a_page_for_each_chat() -> None:
    asked, shown = messages(CORPUS / "good-archive-2017")
    assert (asked.text, asked.chat.name, asked.chat.kind) == ("show me the boat", "Tove Dahl", "direct")
    assert (shown.text, shown.kind, shown.attachments[0].name) == ("look", "image", "1234567890123456.jpg")
