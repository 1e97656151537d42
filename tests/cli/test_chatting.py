"""`zhiji chat` and `zhiji feedback` as people and programs see them."""

from __future__ import annotations

import io
import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Outcome, Run
from zhiji.cli import editing, streaming
from zhiji.talking import Talk

NOW = ("--now", "2026-06-02T09:00")
Chat = Callable[..., Outcome]


@pytest.fixture
def chat(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> Chat:
    def chats(*lines: str, options: tuple[str, ...] = ()) -> Outcome:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return run("chat", *NOW, *options)

    return chats


def said(outcome: Outcome) -> list[Any]:
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_lines_from_a_pipe_are_answered_one_by_one(chat: Chat) -> None:
    done = chat("Where is the hut key?", "", "who said that?")
    assert (done.code, done.err) == (0, "")
    assert "under the third flowerpot" in done.out
    assert "Understood as: Who said that: where is the hut key?" in done.out
    assert done.out.index("> Where") < done.out.index("flowerpot") < done.out.index("> who")


def test_programs_get_one_object_a_line(chat: Chat) -> None:
    lines = (
        "Where is the hut key?",
        "when was that?",
        "/sources 1",
        "/why",
        "/right",
        "/llm none",
        "/forget",
        "/nonsense",
        "/help",
        "/new",
        "/quit",
        "never asked",
    )
    done = chat(*lines, options=("--json",))
    first, then, sources, why, right, llm, forgotten, error, told, new = said(done)
    assert (first["schema"], first["dialogue"], first["understood"]) == (1, 1, "Where is the hut key?")
    assert then["understood"] == "When was that: where is the hut key?"
    (source,) = sources["sources"]
    assert source["message"]["source_id"] == "h1"
    assert [one["source_id"] for one in source["after"]] == ["h2", "h3"]
    assert why["turn"] == then["turn"]
    assert right["feedback"]["verdict"] == "right"
    assert llm["llm"] == "none"
    assert forgotten["turns"] == 1
    assert "/nonsense" in error["error"]
    assert "/undo" in told["commands"] and new["command"] == "/new"
    assert done.code == 1  # one line was no use


def test_sources_show_what_was_said_around(chat: Chat, run: Run) -> None:
    shown = chat("Where is the hut key?", "/sources 1", "/sources 7").out
    assert "2026-03-01 10:00 Noor: the hut key is under the third flowerpot" in shown
    assert "2026-03-01 10:02 you: got it, I bring the fondue pot" in shown
    (opened,) = run("feedback", "--json").json["feedback"]
    assert (opened["verdict"], opened["message"]["source_id"]) == ("opened", "h1")


def test_a_correction_works_at_once_and_is_taken_back(chat: Chat, run: Run) -> None:
    asked = "Where does Bo live?"
    done = chat(asked, "/correct Bo lives in Graz now", asked, "/undo", asked)
    _, corrected, at_once, taken_back = done.out.split(f"> {asked}")
    assert "Remembered: Bo 波: home: Graz" in corrected
    assert "“Bo lives in Graz now” [1]" in at_once
    assert "Taken back: wrong: Bo lives in Graz now." in at_once
    assert "Graz" not in taken_back
    assert run("feedback").out == "No feedback.\n"


def test_a_message_is_the_answer(chat: Chat, run: Run) -> None:
    chat("Where is the hut key?", "/this 1", "/wrong not there any more")
    this, wrong = run("feedback", "--list", "--json").json["feedback"]
    assert (this["verdict"], this["message"]["source_id"]) == ("this", "h1")
    assert (wrong["verdict"], wrong["note"]) == ("wrong", "not there any more")


def test_the_last_dialogue_goes_on(chat: Chat, run: Run) -> None:
    chat("Where is the hut key?")
    chat("who said that?", options=("--continue",))
    (one,) = run("chat", "--list", "--json").json["dialogues"]
    assert (one["turns"], one["title"]) == (2, "Where is the hut key?")
    assert "flowerpot" in run("chat", "--show", "1").out
    assert [turn["question"] for turn in run("chat", "--search", "HUT key", "--json").json["turns"]] == [
        "who said that?", "Where is the hut key?",
    ]  # fmt: skip
    assert run("chat", "--forget", "1").out == "Forgotten: 2 questions with the answers.\n"
    assert run("chat", "--list").out == "No dialogue.\n"
    assert run("chat", "--show", "1").code == 1
    assert run("chat", "--list", "--show", "1").code == 2


def test_an_answer_is_judged_from_the_shell(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("feedback", "right").code == 1
    run("ask", "Where is the hut key?", *NOW)
    assert "Noted as 1." in run("feedback", "right").out
    learned = run("feedback", "wrong", "--note", "Bo lives in Graz now", *NOW)
    assert "Remembered: Bo 波: home: Graz" in learned.out
    assert run("feedback", "this", "1", "--turn", "1").code == 0
    assert run("feedback", "this").code == 1
    target = tmp_path / "feedback.jsonl"
    assert run("feedback", "--export", target).out.startswith("3 lines in ")
    assert json.loads(target.read_text(encoding="utf-8").splitlines()[1])["note"] == "Bo lives in Graz now"
    assert run("feedback", "--forget", "2").code == 0
    assert run("feedback", "--forget", "2").code == 1
    assert run("feedback", "--forget", "all", "--json").json == {"schema": 1, "forgotten": 2}
    assert run("feedback", "--forget", "some").code == 2


def test_ctrl_c_stops_an_answer_and_not_the_dialogue(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Talk.ask

    def slow(self: Talk, question: str, **options: Any) -> Any:
        if question == "wait":
            options["say"]("It is ")
            os.kill(os.getpid(), signal.SIGINT)
            assert options["cancel"].is_set()
            os.kill(os.getpid(), signal.SIGINT)  # it doesn't listen
        return real(self, question, **options)

    monkeypatch.setattr(Talk, "ask", slow)
    before = signal.getsignal(signal.SIGINT)
    done = chat("wait", "Where is the hut key?")
    assert "It is\n" in done.out.replace("It is \n", "It is\n")
    assert "Stopped." in done.err
    assert "flowerpot" in done.out
    assert signal.getsignal(signal.SIGINT) is before


def test_text_is_written_as_it_comes_in_lines_that_fit(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    streamed = streaming.Streamed()
    streamed("- Noor said that the key of the hut is")
    assert capsys.readouterr().out == "- Noor said that the key of the hut is"
    for piece in (" under the third flowerpot.", "\nThat was in March.", "\n"):
        streamed(piece)
    streamed.close()
    assert capsys.readouterr().out == "\n  under the third flowerpot.\nThat was in March.\n"
    assert streamed.text.endswith("March.\n")


def test_typed_lines_come_with_the_history_of_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    typed: Iterator[str | BaseException] = iter(["a question", KeyboardInterrupt(), "another", EOFError()])

    def answer(prompt: str) -> str:
        assert prompt == "> "
        found = next(typed)
        if isinstance(found, BaseException):
            raise found
        return found

    kept: list[str] = []
    monkeypatch.setattr(editing, "typed", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("readline.add_history", kept.append, raising=False)
    assert list(editing.lines(lambda: ["Where is\nthe key?"])) == ["a question", "another"]
    assert kept == ["Where is the key?"]


def test_what_is_typed_by_mistake_is_a_sentence_and_the_dialogue_goes_on(chat: Chat) -> None:
    asked = "Where is the hut key?"
    done = chat(
        asked, "/this ²", "/this #99999999999999999999", "/llm nonsense", "/llm none", f"\udcff {asked}"
    )
    assert done.out.count("under the third flowerpot") == 2
    assert done.err.count("/this wants the number of a message") == 2
    assert "no language model “nonsense”" in done.err
    assert "mistake of its own" not in done.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("chat", "--show", "9" * 20), 2),
        (("chat", "--forget", "0"), 2),
        (("feedback", "right", "--turn", "9" * 20), 2),
        (("feedback", "this", "9" * 20), 2),
        (("feedback", "this", "999"), 1),
        (("feedback", "--forget", "²"), 2),
        (("feedback", "--forget", "9" * 20), 1),
        (("ask", "where is \udcff it?"), 0),
        (("ask", "--llm", "none", "where is it?"), 0),
        (("compare", "--llms", "none,echo", "--svg", "/no/such/folder/x.svg"), 2),
    ],
)
def test_silly_calls_are_answered_in_a_sentence(
    arguments: tuple[str, ...], code: int, run: Run, filled: Path
) -> None:
    run("ask", "Where is the hut key?")
    done = run(*arguments)
    assert done.code == code
    assert "mistake of its own" not in done.err


def test_a_dialogue_whose_output_nobody_reads_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert not editing.typed()
    streaming.Streamed()("words\n")
