"""Gemini, AI Studio, Grok and DeepSeek."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhiji
from zhiji.chat import Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import Entry, Export, Source
from zhiji.sources.deepseek import SOURCE as DEEPSEEK
from zhiji.sources.gemini import SOURCE as GEMINI
from zhiji.sources.grok import SOURCE as GROK

CORPUS = Path(__file__).parent / "corpus"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))


def read(source: Source, path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(source.read(export))


def messages(source: Source, case: str) -> list[Message]:
    return [one for one in read(source, CORPUS / source.name / case) if isinstance(one, Message)]


def test_gemini_activity_has_prompts_with_their_answers_as_text() -> None:
    found = messages(GEMINI, "good-activity")
    assert [(one.sender.name, one.kind, one.text) for one in found] == [
        ("You", "text", "龙骨是什么？"),
        ("Gemini", "text", "船底的主梁。"),
        ("You", "text", "what is a keel?"),
        ("Gemini", "text", "The spine & backbone of a boat.\nwood\nsteel"),
        ("Gemini", "text", "Another draft."),
        ("You", "system", "Gave feedback: Good response"),
    ]
    assert [one.chat.native for one in found[1:3]] == ["activity", "0badc0ffee12"]
    assert found[3].reply_to == found[2].source_id == "2026-02-02T07:24:02.806Z"
    assert found[4].extra == {"draft": 2} and {one.chat.kind for one in found} == {"assistant"}


def test_gemini_activity_is_read_from_its_page_too() -> None:
    asked, answer, done = messages(GEMINI, "good-page/Takeout")
    assert (asked.text, answer.text) == (
        "how long is the ferry to Bergen?",
        "It takes three hours.\nin summer\nin winter",
    )
    assert asked.when == answer.when == datetime(2026, 3, 4, 8, 3, 12, tzinfo=UTC)
    assert (asked.attachments[0].name, asked.chat.native) == ("table-0a1b.png", "0123456789abcdef")
    assert (done.kind, done.text) == ("system", "Used an Assistant feature")


def test_a_gemini_page_in_another_language_has_its_own_word_for_asked_and_lines_of_what_was_sent(
    tmp_path: Path,
) -> None:
    path = tmp_path / "Moja aktivnost" / "Gemini aplikacije" / "Mojaaktivnost.html"
    path.parent.mkdir(parents=True)
    path.write_text(
        '<html><div class="outer-cell mdl-cell"><p class="mdl-typography--title">Gemini aplikacije<br></p>'
        '<div class="content-cell mdl-typography--body-1">Upit:&nbsp;first line<br>second line<br>Priložena je jedna datoteka.'
        "<br>-&nbsp; boat.png<br>2. ožu 2026. 10:00:00 CET<br><p>Yes.</p></div></div></html>",
        encoding="utf-8",
    )
    asked, answer = (one for one in read(GEMINI, tmp_path) if isinstance(one, Message))
    assert (asked.text, answer.text) == ("first line\nsecond line", "Yes.")
    assert [one.name for one in asked.attachments] == ["boat.png"]
    assert asked.when == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_gemini_activity_may_be_headed_in_any_language(tmp_path: Path) -> None:
    path = tmp_path / "MyActivity.json"
    path.write_text(
        json.dumps([{"header": "Приложения с Gemini", "title": "паром", "time": "2026-03-04T08:00:00Z"}])
    )
    assert [one.text for one in read(GEMINI, path) if isinstance(one, Message)] == ["паром"]


def test_what_the_model_ran_in_ai_studio_is_kept_as_a_tools_words(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    chunks = [
        {"role": "model", "executableCode": {"language": "PYTHON", "code": "print(2)"}},
        {"role": "model", "codeExecutionResult": {"outcome": "OUTCOME_OK", "output": "2\n"}},
    ]
    prompt = {
        "id": "p",
        "displayName": "Sums",
        "createTime": "2026-03-04T08:00:00Z",
        "chunkedPrompt": {"chunks": chunks},
    }
    path.write_text(json.dumps(prompt))
    found = [one for one in read(GEMINI, path) if isinstance(one, Message)]
    assert [(one.kind, one.text, one.chat.name) for one in found] == [
        ("tool", "print(2)", "Sums"),
        ("tool", "2", "Sums"),
    ]
    assert found[0].when == datetime(2026, 3, 4, 8, tzinfo=UTC)


def test_one_conversation_of_grok_as_its_web_page_gets_it(tmp_path: Path) -> None:
    path = tmp_path / "grok.json"
    said = {"responseId": "r1", "sender": "human", "message": "hello", "createTime": "2026-01-01T00:00:01Z"}
    about = {"conversationId": "c1", "title": "Ferries", "createTime": "2026-01-01T00:00:00Z"}
    path.write_text(json.dumps({"conversation": about, "responses": {"responses": [said]}}))
    (found,) = [one for one in read(GROK, path) if isinstance(one, Message)]
    assert (found.chat.native, found.source_id, found.text) == ("c1", "r1", "hello")
    assert found.when == datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC)


def test_a_number_of_thousands_of_digits_in_an_answer_is_only_text(tmp_path: Path) -> None:
    row = {"header": "Gemini Apps", "title": "Prompted a", "time": "2026-02-02T07:30:00Z",
           "safeHtmlItem": [{"html": "&#" + "9" * 6000 + ";"}]}  # fmt: skip
    path = tmp_path / "MyActivity.json"
    path.write_text(json.dumps([row]), encoding="utf-8")
    assert len(read(GEMINI, path)) == 2


def test_ai_studio_keeps_thoughts_apart_and_times_where_there_are_any() -> None:
    asked, thought, answer, picture = messages(GEMINI, "good-studio")
    assert (asked.chat.name, asked.text, asked.sender.owner) == (
        "Boat names",
        "A name for a small boat?",
        True,
    )
    assert asked.when == datetime(2026, 3, 1, 8, 0, 0, 500000, tzinfo=UTC)
    assert asked.extra == {"model": "models/gemini-2.5-pro", "instruction": "Be brief."}
    assert (thought.kind, answer.text, picture.kind) == ("thought", "Puddle.", "image")


def test_a_prompt_without_times_has_the_day_of_its_file_and_is_added_once(tmp_path: Path) -> None:
    path = tmp_path / "prompt.json"
    path.write_bytes((CORPUS / "gemini" / "old-studio" / "prompt.json").read_bytes())
    os.utime(path, (1_714_550_400, 1_714_550_400))
    first = next(one for one in read(GEMINI, path) if isinstance(one, Message))
    assert first.when.hour == 0 and first.zone == "assumed" and first.extra["timed_by"] == "the file"
    with zhiji.open(tmp_path / "home") as archive:
        assert archive.add(path).added == 2
        os.utime(path, (1_734_550_400, 1_734_550_400))  # copied later
        assert archive.add(path).added == 0


def test_grok_writes_times_as_its_database_does() -> None:
    asked, answer = messages(GROK, "good")
    assert (asked.text, asked.sender.owner, asked.source_id, asked.chat.native) == (
        "which wood for a boat?", True, "r1", "c1"
    )  # fmt: skip
    assert asked.when == datetime(2026, 1, 5, 10, 0, 0, 123000, tzinfo=UTC)
    assert (answer.sender.name, answer.text) == ("Grok", "Larch.")
    assert [one.text for one in messages(GROK, "old-flat")] == ["hello", "hi"]


def test_deepseek_keeps_thoughts_beside_the_answer_and_all_branches() -> None:
    asked, answer, alone = messages(DEEPSEEK, "good")
    assert (asked.text, asked.sender.owner, asked.attachments[0].name) == (
        "用什么木头造船？",
        True,
        "boat.pdf",
    )
    assert (answer.text, answer.extra["thoughts"], answer.reply_to) == (
        "落叶松。",
        "They ask about wood.",
        "1",
    )
    assert (alone.kind, alone.text) == ("thought", "only a thought")
    assert asked.when.utcoffset() is not None and asked.when.hour == 16
    [old] = messages(DEEPSEEK, "old")
    assert (old.text, old.sender.owner) == ("hello", True)


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
SHAPES: dict[str, tuple[Source, str, Callable[[dict[str, Any]], Any]]] = {
    "activity": (GEMINI, "header title time safeHtmlItem subtitles details titleUrl attachedFiles imageFile text",
                 lambda row: [{"header": "Gemini Apps", "title": "Prompted a", "time": "2026-02-02T07:30:00Z"}, row]),
    "studio": (GEMINI, "role text isThought createTime parts driveImage inlineFile id",
               lambda row: {"runSettings": {}, "chunkedPrompt": {"chunks": [row]}}),
    "grok": (GROK, "sender message create_time _id response parent_response_id",
             lambda row: {"conversations": [{"conversation": row, "responses": [row, {"response": row}]}]}),
    "deepseek": (DEEPSEEK, "message inserted_at fragments files content role type parent model",
                 lambda row: [{"inserted_at": "2025-01-06T16:10:07+08:00", "mapping": {"1": {"message": row}, "2": row}}]),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data())
def test_fuzz_any_value_in_any_field_is_no_more_than_a_problem(
    shape: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source, fields, document = SHAPES[shape]
    row = data.draw(st.dictionaries(st.sampled_from(fields.split()), VALUES))
    path = tmp_path_factory.getbasetemp() / f"{shape}_{os.getpid()}.json"
    path.write_text(json.dumps(document(row)), encoding="utf-8")
    try:
        found = read(source, path)
    except UnreadableFile:
        return
    assert all(isinstance(one, Message | Problem) for one in found)
