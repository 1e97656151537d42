"""What WhatsApp puts in the place of pictures, calls, polls and words, in its languages."""

from __future__ import annotations

import pytest

from zhiji.sources.whatsapp import media_words, notice_words, phrases
from zhiji.sources.whatsapp.body import Body, kind_of_file, understand

LRM, RLM = "\u200e", "\u200f"


def _phrases(block: str) -> list[str]:
    rows = [row.split(" ", 1)[1] for row in block.strip().splitlines()]
    return [phrase.strip() for row in rows for phrase in row.split("|")]


LEFT_OUT = [
    (phrase, kind)
    for kind, block in {
        "image": media_words.IMAGE,
        "video": media_words.VIDEO,
        "audio": media_words.AUDIO,
        "voice": media_words.VOICE,
        "sticker": media_words.STICKER,
        "gif": media_words.GIF,
        "file": media_words.FILE,
        "contact": media_words.CONTACT,
        "media": media_words.MEDIA,
    }.items()
    for phrase in _phrases(block)
]


@pytest.mark.parametrize(("phrase", "kind"), LEFT_OUT)
def test_what_was_left_out_is_told_by_its_kind(phrase: str, kind: str) -> None:
    for body in (phrase, LRM + phrase, RLM + phrase + "."):
        found = understand(body)
        assert (found.kind, found.text) == (kind, "")


@pytest.mark.parametrize("phrase", [one for one in _phrases(notice_words.DELETED) if "…" not in one])
def test_a_deleted_message_has_no_words(phrase: str) -> None:
    for body in (phrase, LRM + phrase + "."):
        assert understand(body) == Body("", recalled=True)


@pytest.mark.parametrize("phrase", _phrases(notice_words.EDITED))
def test_the_mark_of_an_edit_is_no_part_of_the_words(phrase: str) -> None:
    for mark in (f" <{phrase}>", f" {LRM}<{phrase}>", f" <{phrase}.>"):
        found = understand(f"see you\nat 9{mark}")
        assert (found.text, found.extra) == ("see you\nat 9", {"edited": True})


@pytest.mark.parametrize("word", _phrases(media_words.ATTACHED))
def test_a_file_attached_by_an_iphone_has_its_name(word: str) -> None:
    for body in (f"<{word}: 00000042-PHOTO-1.jpg>", f"{LRM}<{word}：00000042-PHOTO-1.jpg>"):
        found = understand(body)
        assert (found.kind, found.text) == ("image", "")
        assert found.attachments[0].path == "00000042-PHOTO-1.jpg"


@pytest.mark.parametrize("phrase", _phrases(media_words.FILE_ATTACHED))
def test_a_file_attached_by_android_has_its_name_and_caption(phrase: str) -> None:
    found = understand(f"{LRM}VID-20200101-WA0001.mp4 ({phrase})\nfirst\nsecond", folder="in/")
    assert (found.kind, found.text) == ("video", "first\nsecond")
    assert (found.attachments[0].name, found.attachments[0].path) == (
        "VID-20200101-WA0001.mp4",
        "in/VID-20200101-WA0001.mp4",
    )


@pytest.mark.parametrize("label", _phrases(media_words.LOCATION))
def test_a_place_keeps_its_link_and_numbers(label: str) -> None:
    found = understand(f"{LRM}{label.capitalize()}: https://maps.google.com/?q=51.5,-0.12")
    assert (found.kind, found.text) == ("location", "https://maps.google.com/?q=51.5,-0.12")
    assert found.extra == {"latitude": 51.5, "longitude": -0.12}


@pytest.mark.parametrize("phrase", _phrases(notice_words.LIVE_LOCATION))
def test_a_live_location_is_one(phrase: str) -> None:
    assert understand(phrase) == Body("", "location", extra={"live": True})


@pytest.mark.parametrize("phrase", _phrases(notice_words.MISSED_CALL))
def test_a_missed_call_is_a_call(phrase: str) -> None:
    assert understand(phrase).kind == "call"
    assert understand(f"{LRM}{phrase}. {LRM}Tap to call back").kind == "call"
    assert understand(f"{phrase} 10:30").kind == "call"


@pytest.mark.parametrize("phrase", _phrases(notice_words.CALL))
def test_a_call_with_its_length_is_a_call(phrase: str) -> None:
    assert understand(f"{LRM}{phrase}, {LRM}5 min") == Body(f"{phrase}, 5 min", "call")


@pytest.mark.parametrize("phrase", _phrases(notice_words.NOTICE))
def test_a_notice_is_nobodys(phrase: str) -> None:
    found = understand(LRM + phrase.replace("…", " Mia "), by="Mia")
    assert (found.kind, found.nobodys) == ("system", True)


@pytest.mark.parametrize("phrase", _phrases(notice_words.EVENT))
def test_an_event_of_an_iphone_is_no_talk(phrase: str) -> None:
    line = LRM + phrase.replace("…", "Mia")
    assert understand(line, by="Bo").kind in ("system", "call")
    assert understand(line.removeprefix(LRM), by="Bo").kind in ("text", "call")


TYPED = [
    "hello",
    "...",
    ".",
    "<3",
    "a <b> c",
    "see main.py (the new one)",
    "Location: at the bridge",
    "todo:\n- milk\n- eggs: 6 (of 12)",
    "call me: 10:30",
    "the image omitted from the paper",
    "Voice call later?",
    "I left",
    "Anna added Bob",
    "https://example.com/?q=1,2",
    "1/2/3",
]


@pytest.mark.parametrize("text", TYPED)
def test_words_that_were_typed_stay_as_they_are(text: str) -> None:
    assert understand(text, by="Bo") == Body(text)


def test_marks_around_typed_words_are_not_kept_but_those_within_are() -> None:
    assert understand(f"{LRM}los geht's\ufeff!").text == "los geht's!"
    assert understand(f"ab{RLM}c").text == f"ab{RLM}c"


def test_a_person_who_is_mentioned_is_named() -> None:
    found = understand("@\u2068Ana María\u2069 and @\u2068~ Bo\u2069, look")
    assert (found.text, found.mentions) == ("@Ana María and @~ Bo, look", ("Ana María", "Bo"))


def test_a_document_keeps_its_own_name_and_pages() -> None:
    found = understand(f"My plan.pdf • {LRM}12 pages {LRM}<attached: 00000012-My plan.pdf>")
    assert (found.kind, found.text, found.extra) == ("file", "", {"pages": 12})
    assert (found.attachments[0].name, found.attachments[0].path) == ("My plan.pdf", "00000012-My plan.pdf")


def test_a_document_that_was_left_out_keeps_its_name() -> None:
    found = understand(f"My plan.pdf • {LRM}2 pages {LRM}document omitted")
    assert (found.kind, found.attachments[0].name, found.attachments[0].path) == ("file", "My plan.pdf", None)


@pytest.mark.parametrize("body", [f"dusk {LRM}<attached: 1-PHOTO-1.jpg>", f"dusk {LRM}image omitted"])
def test_a_caption_before_a_picture_is_its_text(body: str) -> None:
    found = understand(body)
    assert (found.kind, found.text) == ("image", "dusk")


def test_the_caption_that_android_proposes_for_a_document_is_not_kept() -> None:
    assert understand("Plan.pdf (file attached)\nPlan.pdf").text == ""


def test_an_edited_caption_is_marked_so() -> None:
    found = understand(f"IMG-1.jpg (file attached)\ndusk {LRM}<This message was edited>")
    assert (found.kind, found.text, found.extra) == ("image", "dusk", {"edited": True})


@pytest.mark.parametrize("name", ["../up.jpg", "/etc/passwd.txt", "a\\b.jpg"])
def test_a_file_name_that_is_a_path_leads_nowhere(name: str) -> None:
    found = understand(f"<attached: {name}>", folder="in/")
    assert (found.attachments[0].name, found.attachments[0].path) == (name, None)


def test_a_poll_keeps_question_answers_and_votes() -> None:
    found = understand(
        f"{LRM}SONDAGE:\nOù ?\n{LRM}OPTION: ici (là) ({LRM}1 vote)\n{LRM}OPTION: là ({LRM}0 vote)\n"
    )
    assert (found.kind, found.text) == ("poll", "Où ?\nici (là)\nlà")
    assert found.extra["poll"] == {
        "question": "Où ?",
        "options": [{"text": "ici (là)", "votes": 1}, {"text": "là", "votes": 0}],
    }


def test_a_venue_keeps_its_name_and_link() -> None:
    text = "Café X (1 rue Y): https://foursquare.com/v/4b0588"
    assert understand(LRM + text) == Body(text, "location")


def test_an_empty_body_is_media_that_was_seen_once() -> None:
    assert understand("") == Body("", "media")
    assert understand("null") == Body("", "media", extra={"placeholder": "null"})


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("Gwen a ajouté Ada", "Gwen"),
        ("지민님이 나갔습니다", "지민"),
        ("Bo left", "Bo"),
    ],
)
def test_an_event_that_tells_of_its_own_sender_needs_no_mark(line: str, by: str) -> None:
    assert understand(line, by=by) == Body(line, "system")
    assert understand(line, by="Ada").kind == "text"
    assert understand(f"{by} is late", by=by).kind == "text"


def test_a_name_that_never_typed_anything_is_the_groups() -> None:
    line = f"{LRM}Gwen reshuffled the allotment"  # in words that no table has
    assert understand(line, by="Allotment", speaks=False) == Body(line[1:], "system", nobodys=True)
    assert understand(line, by="Gwen", speaks=True) == Body(line[1:], "system")
    assert understand(line, by="Bo", speaks=True).kind == "text"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("IMG-20200101-WA0001.jpg", "image"),
        ("VID-20200101-WA0001.mp4", "video"),
        ("PTT-20200101-WA0001.opus", "voice"),
        ("AUD-20200101-WA0001.m4a", "audio"),
        ("AUD-20200101-WA0001.opus", "audio"),
        ("STK-20200101-WA0001.webp", "sticker"),
        ("DOC-20200101-WA0001.", "file"),
        ("00000042-PHOTO-2020-01-01-12-00-00.jpg", "image"),
        ("00000042-AUDIO-2020-01-01-12-00-00.opus", "voice"),
        ("00000042-GIF-2020-01-01-12-00-00.mp4", "gif"),
        ("00000042-STICKER-2020-01-01-12-00-00.webp", "sticker"),
        ("00000042-Ann Lee.vcf", "contact"),
        ("report.pdf", "file"),
        ("song.mp3", "audio"),
        ("noend", "file"),
    ],
)
def test_a_files_name_tells_its_kind(name: str, kind: str) -> None:
    assert kind_of_file(name) == kind


def test_no_phrase_means_two_things() -> None:
    seen: dict[str, str] = {}
    for phrase, kind in LEFT_OUT:
        assert seen.setdefault(phrases.bare(phrase), kind) == kind, phrase
