from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhiji
from tests.exports import neutral, row
from zhiji.chat import Contact, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import Entry, Export
from zhiji.sources.contacts import SOURCE

CORPUS = Path(__file__).parent / "corpus" / "contacts"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))


def read(path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def contacts(case: str) -> list[Contact]:
    return [one for one in read(CORPUS / case / "book.vcf") if isinstance(one, Contact)]


def test_an_iphones_card_comes_with_all_that_it_says() -> None:
    [card] = contacts("good-v3")
    assert (card.account.name, card.account.native) == ("Noor Haddad", "card-1")
    assert card.names == ("Nono, the rower",)
    assert card.numbers == ("+31 20 555 0101", "06 5550 0101")
    assert card.emails == ("noor@example.org",)
    assert card.birthday == "--05-01"  # the year is not known
    assert card.details == {
        "organisation": "Rowing Club, Boats",
        "note": "met at the lake\nhas a longer note",
    }


def test_version_4_writes_addresses_as_uris() -> None:
    [card] = contacts("good-v4")
    assert (card.numbers, card.emails, card.birthday) == (
        ("+31-6-5550-0102",),
        ("ilse@example.org",),
        "1984-05-01",
    )


def test_old_phones_write_quoted_printable_and_names_in_parts() -> None:
    chinese, bo = contacts("old-v2")
    assert chinese.account.name == "罗小满" and chinese.numbers == ("13900000000", "010-55550101")
    assert bo.account.name == "Bo" and bo.account.native is None


def test_chinese_windows_writes_another_encoding() -> None:
    [card] = contacts("languages")
    assert (card.account.name, card.names, card.details["wechat"]) == ("王小明", ("Xiaoming",), "wxid_xm")


def test_a_bad_line_costs_one_line_and_an_empty_card_one_card() -> None:
    found = read(CORPUS / "broken" / "book.vcf")
    assert [one.account.name for one in found if isinstance(one, Contact)] == ["Ann Lo"]
    assert len([one for one in found if isinstance(one, Problem)]) == 3


def test_the_head_of_a_line_may_be_folded_as_well(tmp_path: Path) -> None:
    path = tmp_path / "book.vcf"
    path.write_text(
        "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRIN\n TABLE:=E7=BD=\n=97\nEND:VCARD\n", encoding="utf-8"
    )
    assert [one.account.name for one in read(path) if isinstance(one, Contact)] == ["罗"]


def test_an_address_book_tells_who_a_number_is(tmp_path: Path) -> None:
    with zhiji.open(tmp_path / "home") as archive:
        chat = [row(1, "31655500101@s.whatsapp.net", sender_name="~noor", source="whatsapp")]
        archive.add([neutral(tmp_path / "chat.jsonl", chat), CORPUS / "good-v3"])
        [one] = archive.people.suggestions()
        assert {one.first.name, one.second.name} == {"~noor", "Noor Haddad"}
        assert one.reasons[0].startswith("the same number")
        assert archive.add(CORPUS / "good-v3").contacts == 0


PIECES = ["BEGIN:VCARD\n", "END:VCARD\n", "N:", "FN:", "TEL;", "=\n", " folded", "\n", ";CHARSET=", "utf-7", "zip", "=E7", ":", ";",
          "ENCODING=QUOTED-PRINTABLE:", "BDAY:", "1604-13-40", "\\", "é", "\0", "PHOTO:", "."]  # fmt: skip


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40), st.integers(0, 400))
def test_fuzz_whatever_stands_in_a_card_comes_out_as_contacts_or_problems(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], at: int
) -> None:
    good = (CORPUS / "good-v3" / "book.vcf").read_bytes()
    path = tmp_path_factory.getbasetemp() / f"fuzz_{os.getpid()}.vcf"
    path.write_bytes(good[:at] + "".join(pieces).encode(errors="replace") + good[at:])
    try:
        found = read(path)
    except UnreadableFile:
        return
    assert all(isinstance(one, Problem | Contact) for one in found)
