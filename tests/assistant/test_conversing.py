"""Recall, summaries and drafts, as they are asked for in a hurry, politely or in Cantonese."""

from __future__ import annotations

import pytest

from tests.assistant.conftest import NOW
from zhiji.archive import Archive


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("tom addr now?", "moved to Linz"),
        ("remind me where Tom lives", "moved to Linz"),
        ("I can't remember whether the ladder is with Kai or with Ola. Where is it?", "in my cellar"),
        ("把梯喺邊度？", "in my cellar"),
        ("阿媽個體檢改咗去邊日㗎", "四月九号"),
        ("what's been said in Hausgruppe 12 in April? short pls", "in my cellar"),
    ],
)
def test_what_was_said_is_found_however_it_is_asked(archive: Archive, question: str, said: str) -> None:
    answer = archive.ask(question, now=NOW)
    assert not answer.abstained
    assert said in answer.text
    assert answer.question == question


@pytest.mark.parametrize("question", ["Where does Kai live?", "ola addr?", "Kai bday?", "Ola 住哪？"])
def test_who_never_told_where_they_live_or_when_they_were_born_lives_nowhere(
    archive: Archive, question: str
) -> None:
    assert archive.ask(question, now=NOW).abstained


def test_a_draft_asks_and_shows_what_was_said_of_the_matter(archive: Archive) -> None:
    answer = archive.ask("drop Ola a line asking whether the gate code 7740 still works", now=NOW)
    assert "an you tell me whether the gate code 7740 still works?" in answer.text
    assert "from today it's 7740" in answer.text


def test_a_draft_to_somebody_of_another_matter_shows_nothing_that_it_does_not_answer(
    archive: Archive,
) -> None:
    text = archive.ask("tell Tom I'm ill and can't come on Sunday", now=NOW).text
    assert "I'm ill" in text
    assert "shoe size" not in text
