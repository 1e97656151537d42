"""HTML comes in pieces, whatever is wrong with it."""

from __future__ import annotations

import io
import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.sources import markup
from zhiji.sources.markup import Piece, attributes, pieces, pieces_of, unescaped

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))


def read(text: str) -> list[Piece]:
    return list(pieces(io.BytesIO(text.encode())))


def test_tags_and_texts_come_in_order() -> None:
    assert read('<!DOCTYPE html><P CLASS="a">one<br/>two &amp; 1 < 2</P>') == [
        ("p", ' CLASS="a"'),
        ("", "one"),
        ("br", "/"),
        ("", "two &amp; 1 "),
        ("", "<"),
        ("", " 2"),
        ("/p", ""),
    ]


def test_scripts_styles_and_remarks_are_passed_over() -> None:
    text = '<style>p{content:"<p>"}</style><!-- <p> --><script>if (a<b) x("<p>")</script>end'
    assert [piece for piece in read(text) if piece[0] not in ("style", "script")] == [("", "end")]


def test_attributes_are_read_however_they_are_quoted() -> None:
    assert attributes(" class=\"a b\" href='x?a=1&amp;b=2' id=c hidden /") == {
        "class": "a b",
        "href": "x?a=1&b=2",
        "id": "c",
        "hidden": "",
    }


def test_entities_become_characters_and_absurd_ones_do_not_matter() -> None:
    assert unescaped("a&#39;b&quot;&#x1f600;&amp;") == "a'b\"\U0001f600&"
    assert unescaped("&#" + "9" * 5000 + ";").startswith("&#9")


@pytest.mark.parametrize("size", range(1, 40))
def test_a_tag_cut_in_two_by_reading_is_one(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    text = '<p class="first">é<!-- no --><style>.x{}</style>two</p><b>three</b>'
    monkeypatch.setattr(markup, "_CHUNK", size)
    joined: list[Piece] = []
    for name, rest in read(text):  # a text may come in parts
        if not name and joined and not joined[-1][0]:
            joined[-1] = ("", joined[-1][1] + rest)
        else:
            joined.append((name, rest))
    assert joined == list(pieces_of(text))


@pytest.mark.parametrize(
    "evil",
    ["<!--" * 200_000, '<a "' * 200_000, "<" * 300_000, "<style>" * 100_000, "<a " + "x" * 1_000_000, "<style></styl" * 90_000],
)  # fmt: skip
def test_hostile_markup_takes_no_time(evil: str) -> None:
    began = time.process_time()
    assert all(len(piece) == 2 for piece in read(evil))
    assert time.process_time() - began < 2


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(st.sampled_from("<>/!-\"'= abpstyle&;#x")) | st.text())
def test_fuzz_no_text_is_lost_and_nothing_fails(text: str) -> None:
    for name, rest in read(text):
        assert name or rest
        attributes(rest)
