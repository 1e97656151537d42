from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import zhiji
from zhiji.archive import Archive
from zhiji.errors import EvaluationError
from zhiji.evaluation.comparing import Compared, Comparison, compare
from zhiji.evaluation.labelled import read_labelled
from zhiji.evaluation.metrics import Estimate
from zhiji.evaluation.openness import weights
from zhiji.evaluation.own_questions import own_questions
from zhiji.evaluation.plot import HEIGHT, WIDTH, accuracy_against_cost

BEGIN = datetime.fromisoformat("2026-03-01T10:00:00+01:00")
PEOPLE = {"noor": "Noor", "jun": "Jun", "wei": "小薇"}
SAID = [
    ("noor", "the ferry to the island leaves from pier 34 on weekdays"),
    ("jun", "my sister paints huge pictures of abandoned railway stations"),
    ("wei", "昨天把阳台上的番茄苗全部搬进屋里了"),
    ("noor", "please bring the blue lantern and some matches for the cellar"),
    ("jun", "our landlord raised the rent by 120 euros again"),
    ("wei", "姑姑家的老房子要卖了，心里有点难受"),
    ("noor", "the choir sings Bruckner in the old brewery this autumn"),
    ("jun", "somebody left a cello in the laundry room downstairs"),
    ("wei", "我们公司楼下新开了一家螺蛳粉店"),
    ("noor", "ok"),
    ("jun", "I counted 57 snails on the way to the bus stop"),
    ("wei", "健身房的会员卡一年要 1680 块，太贵了吧"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    with zhiji.open(folder) as archive:
        archive.add(messages=[message(*one) for one in enumerate(SAID)])
    return folder


@pytest.fixture
def own(home: Path) -> Iterator[Archive]:
    with zhiji.open(home) as opened:
        yield opened


def message(number: int, said: tuple[str, str]) -> dict[str, Any]:
    who, text = said
    return {
        "chat": "friends", "chat_kind": "group", "sender": who, "sender_name": PEOPLE[who], "owner": who == "jun",
        "when": (BEGIN + timedelta(days=number)).isoformat(), "text": text,
    }  # fmt: skip


def test_questions_of_an_archive_are_the_same_each_time_and_of_every_kind(own: Archive) -> None:
    asked = own_questions(own, most=12)
    assert asked == own_questions(own, most=12)
    assert {one.category for one in asked} == {"who", "when", "number", "unanswerable"}
    assert len({one.id for one in asked}) == len(asked)


def test_what_is_asked_of_an_archive_stands_in_it(own: Archive) -> None:
    said = {f"#{one.id}": one for one in own.messages()}
    for question in own_questions(own, most=40):
        if question.abstain:
            assert not question.evidence and question.category == "unanswerable"
            continue
        (evidence,) = question.evidence
        found = said[evidence]
        expected = {
            "who": found.sender.name,
            "when": found.when.date().isoformat(),
            "number": next((word for word in found.text.split() if word.isdigit()), ""),
        }
        assert expected[question.category] in question.answers
        assert question.category != "number" or question.answers[0] not in question.text
        assert question.category != "who" or not found.sender.owner
        assert not found.sender.owner or " I " in question.text or question.text.startswith("I ")


def test_questions_follow_the_language_of_the_message(own: Archive) -> None:
    for question in own_questions(own, most=40):
        assert ("小薇" in question.text or "谁" in question.text) == ("是" in question.text)


def test_an_archive_with_nothing_to_ask_about_says_so(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive, pytest.raises(EvaluationError, match="too few"):
        own_questions(archive)


def test_llms_answer_the_same_questions_from_the_same_evidence(
    hut: tuple[Path, Path], tmp_path: Path, llms: None
) -> None:
    with zhiji.open(tmp_path / "home") as archive:
        archive.add(hut[0])
        asked = read_labelled(hut[1])
        names = ["none", "exact:sure", "exact:shy", "exact:broken"]
        report = compare(archive, asked, names, source="hut", told_open=["exact:sure"])
    scores = {one.llm: one.scores for one in report.compared}
    assert [one.weights for one in report.compared] == ["none", "open", "closed", "closed"]
    assert (scores["exact:sure"]["right"].mean, scores["exact:shy"]["right"].mean) == (1, 0.25)
    assert scores["exact:broken"]["right"] == scores["none"]["right"]
    assert report.compared[3].failed > 0
    pairs = {(one.first, one.second): one for one in report.pairs}
    same = pairs["none", "exact:broken"]
    assert (same.gain.mean, same.gain.low, same.gain.high, same.p) == (0, 0, 0, 1)
    apart = pairs["exact:sure", "exact:shy"]
    assert (apart.gain.mean, apart.only_first, apart.only_second, apart.p) == (0.75, 3, 0, 0.25)
    assert len(pairs) == 6 and all(one.p <= one.adjusted for one in report.pairs)
    assert report.open_closed is not None and report.open_closed.first == "open (1)"
    text = "\n".join(report.lines())
    assert "exact:sure - exact:shy: +75.0" in text and "closed" in text


def test_nothing_is_kept_of_a_comparison(hut: tuple[Path, Path], tmp_path: Path) -> None:
    with zhiji.open(tmp_path / "home") as archive:
        archive.add(hut[0])
        compare(archive, read_labelled(hut[1]), ["none"], source="hut")
        assert archive.ask("Where is the hut key?").turn == 1
        with pytest.raises(EvaluationError):
            compare(archive, [], ["none"], source="hut")


@pytest.mark.parametrize(
    ("name", "host", "kind"),
    [
        ("none", "", "none"),
        ("echo", "", "none"),
        ("ollama:qwen3", "127.0.0.1", "open"),
        ("openai:gpt-6-mini", "api.openai.com", "closed"),
        ("openrouter:openai/gpt-oss-120b", "openrouter.ai", "open"),
        ("anthropic:claude-6", "api.anthropic.com", "closed"),
        ("qwen:qwen3.8-max", "dashscope.aliyuncs.com", "closed"),
        ("deepseek:deepseek-flash", "api.deepseek.com", "open"),
        ("somewhere:thing", "llm.example", "unknown"),
    ],
)
def test_weights_are_open_where_the_name_says_so(name: str, host: str, kind: str) -> None:
    assert weights(name, host) == kind


def compared(llm: str, right: float, cost: float | None, kind: Any) -> Compared:
    scores = {"right": Estimate(right, right - 0.1, right + 0.1, 40)}
    if cost is not None:
        scores["cost"] = Estimate(cost, cost, cost, 40)
    return Compared(llm=llm, weights=kind, scores=scores)


def test_the_picture_shows_everybody_within_it() -> None:
    drawn = (
        compared("none", 0.5, 0, "none"),
        compared("a <&> b", 0.6, 0, "open"),
        compared("c", 0.7, 0.2, "closed"),
        compared("d", 0.71, 0.21, "unknown"),
        compared("e", 0.9, 30, "closed"),
        compared("unpriced", 0.8, None, "open"),
    )
    report = Comparison(questions="hut", asked=40, unanswerable=4, compared=drawn, pairs=(), open_closed=None)
    root = ElementTree.fromstring(accuracy_against_cost(report))
    texts = {one.text: one for one in root.findall("{*}text")}
    for name in ("none 50 %", "a <&> b 60 %", "c 70 %", "d 71 %", "e 90 %", "cost not known: unpriced"):
        assert 0 < float(texts[name].get("x", 0)) < WIDTH and 0 < float(texts[name].get("y", 0)) < HEIGHT
    places = [(texts[n].get("x"), texts[n].get("y")) for n in ("c 70 %", "d 71 %")]
    assert places[0] != places[1]
    (front,) = root.findall("{*}polyline")
    assert len(front.get("points", "").split()) == 4  # nobody who costs no more is better: a, c, d, e


def test_a_picture_of_what_is_free_alone_can_be_drawn() -> None:
    report = Comparison(questions="hut", asked=4, unanswerable=0, compared=(compared("none", 0.5, 0, "none"),),
                        pairs=(), open_closed=None)  # fmt: skip
    assert "free" in accuracy_against_cost(report)


def test_an_empty_archive_is_silent_whoever_words_it(hut: tuple[Path, Path], tmp_path: Path) -> None:
    with zhiji.open(tmp_path / "home") as archive:
        report = compare(archive, read_labelled(hut[1]), ["none", "echo:quote"], source="hut")
    assert all(one.scores["refused"].mean == 1 for one in report.compared)
