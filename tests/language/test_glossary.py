from __future__ import annotations

import pytest

from zhiji.language.glossary import TABLE, chinese_words, english_sayings, synonyms, translations
from zhiji.language.related import related


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("birthday", "生日"),
        ("Birthdays", "生日"),
        ("allergic", "过敏"),
        ("moved", "搬"),
        ("礼物", "present"),
        ("媽媽", "mum"),
    ],
)
def test_a_word_leads_to_what_the_other_language_calls_it(word: str, other: str) -> None:
    assert other in translations(word)


def test_an_unknown_word_leads_nowhere() -> None:
    assert (translations("xylograph"), synonyms("xylograph"), related("xylograph")) == ((), (), ())


def test_a_word_is_no_synonym_of_itself() -> None:
    assert "mum" not in synonyms("Mum")
    assert "mother" in synonyms("mum")


def test_sayings_of_several_words_are_known_by_their_stems() -> None:
    assert ("hand", "cream") in english_sayings()
    assert translations("hand cream") == ("护手霜",)


def test_what_tells_without_naming() -> None:
    assert "fever" in related("cancelled")
    assert "搬" in related("住")


def test_every_line_of_the_table_has_two_sides() -> None:
    for line in TABLE.strip().splitlines():
        english, bar, chinese = line.partition("|")
        assert bar and english.strip().isascii() and not chinese.strip().isascii(), line
    assert len(chinese_words()) > 700
