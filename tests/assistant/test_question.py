from __future__ import annotations

from datetime import datetime

import pytest

from zhiji.assistant.question import understand
from zhiji.assistant.routes import Route

WEDNESDAY = datetime.fromisoformat("2031-05-21T09:00:00+02:00")


def day(question: str) -> str:
    (span,) = understand(question, now=WEDNESDAY).spans
    return f"{span.start:%a %d}"


@pytest.mark.parametrize(
    "question",
    [
        "What are we doing on Saturday?",
        "Who's picking me up on Saturday?",
        "Anything on Saturday?",
        "Do I have an appointment on Saturday?",
        "Do we have children here on Saturday?",
        "周六几点见",
        "我们周六干嘛？",
        "谁周六来？",
        "周六下午谁过来？",
        "周六谁去接孩子？",
        "周六在哪吃饭？",
        "周六去喝酒吗？",
    ],
)
def test_a_question_about_plans_looks_ahead(question: str) -> None:
    assert day(question) == "Sat 24"


@pytest.mark.parametrize(
    "question",
    [
        "When did we meet on Saturday?",
        "What was the plan on Saturday?",
        "Have I eaten there on Saturday?",
        "Which parcel has been sent on Saturday?",
        "Saturday dinner",
        "周六谁来了？",
        "周六谁过来了？",
        "周六他来过吗？",
        "周六在哪吃的？",
        "周六那天谁来接我？",
        "周六晚饭",
    ],
)
def test_a_question_about_what_was_looks_back(question: str) -> None:
    assert day(question) == "Sat 17"


def test_what_is_planned_is_asked_for_with_a_time() -> None:
    assert understand("What are we doing on Saturday?", now=WEDNESDAY).route is Route.FREE
    assert understand("What did we do on Saturday?", now=WEDNESDAY).route is not Route.FREE
