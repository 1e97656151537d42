from __future__ import annotations

import pytest

from zhiji.search import NameBook
from zhiji.search.voice import as_said, myself

BOOK = NameBook([(1, "Kate"), (2, "Elise"), (3, "王伟"), (4, "James"), (5, "Mum"), (6, "小雨")])


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is Kate's dog called?", "What is my dog called?"),
        ("Where are James' keys?", "Where are my keys?"),
        ("what did kate cook?", "what did I cook?"),
        ("Where did Kate and Elise meet?", "Where did we meet?"),
        ("What was Kate and Elise's plan?", "What was our plan?"),
        ("What did Kate give Elise?", "What did I give you?"),
        ("What did I promise Kate?", "What did I promise you?"),
        ("What did Kate promise me?", "What did I promise you?"),
        ("Did Kate like my cake?", "Did I like your cake?"),
        ("What does my mum want?", "What does I want?"),
        ("What do you know about Kate?", "What do you know about Kate?"),
        ("Where is the umbrella?", "Where is the umbrella?"),
        ("王伟的生日是哪天", "我的生日是哪天"),
        ("王伟和小雨去哪了", "我们去哪了"),
        ("Kate喜欢什么", "我喜欢什么"),
        ("what did Kate say about 火锅?", "what did I say about 火锅?"),
        ("我答应王伟什么了", "我答应你什么了"),
        ("小雨送我什么了", "我送你什么了"),
        ("Skate or Kate?", "Skate or I?"),
    ],
)
def test_questions_are_put_as_those_who_wrote_would_say_it(question: str, said: str) -> None:
    assert as_said(question, BOOK.mentions(question)) == said


def test_my_mum_is_not_i() -> None:
    for question, about in [
        ("What does my mum want?", False),
        ("我妈妈想要什么", False),
        ("my plan for Mum", True),
    ]:
        assert (myself(question, BOOK.mentions(question)) is not None) is about
