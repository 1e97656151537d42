"""What those who serve language models do differently, imitated on loopback and spoken to by the real client."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

from tests.llm.fake_endpoint import FakeEndpoint
from tests.llm.test_client import FIND, QUESTION, SCHEMA, at
from zhiji.errors import LlmCutOff, LlmFailed
from zhiji.llm import (
    AudioPart,
    Delta,
    LedgerEntry,
    Llm,
    LlmMessage,
    LlmReply,
    LlmRequest,
    ReasoningPart,
    ResultPart,
    say,
)

pytest.importorskip("pydantic_ai")


def after_a_call(llm: Llm) -> LlmReply:
    """The reply to what a tool gave, its call and what was thought before it sent along."""
    question = replace(QUESTION, tools=(FIND,))
    asked = llm.complete(question)
    assert (asked.reasoning, asked.calls[0].name) == ("Better look.", "look_up")
    said = say("assistant", ReasoningPart(asked.reasoning), *asked.calls)
    result = LlmMessage("tool", (ResultPart(asked.calls[0].id, "look_up", "Friday"),))
    return llm.complete(replace(question, messages=(*question.messages, said, result)))


@pytest.mark.parametrize("dialect", ["openai", "deepseek", "kimi"])
def test_thoughts_go_back_with_the_result_of_a_call_where_they_must(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], dialect: str
) -> None:
    assert after_a_call(at(endpoint, "strict", rows, dialect=dialect)).text == "Mum comes on Friday."


def test_and_stay_away_where_they_must_not(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    with pytest.raises(LlmFailed, match="reasoning_content is not allowed"):
        after_a_call(at(endpoint, "forgetful", rows))
    assert after_a_call(at(endpoint, "forgetful", rows, quirks={"echo": "never"})).text


def test_some_want_them_within_the_text(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    llm = at(endpoint, "plain", rows, quirks={"echo": "always", "echo_as": "tags"})
    history = (*QUESTION.messages, say("assistant", ReasoningPart("hm"), "Friday."), say("user", "Sure?"))
    llm.complete(replace(QUESTION, messages=history))
    assert endpoint.bodies[0]["messages"][2]["content"].startswith("<think>hm</think>\n")


def test_thoughts_within_the_text_are_kept_apart_however_they_are_cut(
    endpoint: FakeEndpoint, rows: list[LedgerEntry]
) -> None:
    *deltas, reply = at(endpoint, "tagged", rows).stream(QUESTION)
    assert isinstance(reply, LlmReply)
    assert (reply.text, reply.reasoning) == ("Mum comes on Friday.", "She said Friday.")
    texts = [one.text for one in deltas if isinstance(one, Delta)]
    assert "".join(texts) == reply.text and len(texts) > 5


@pytest.mark.parametrize(
    ("llm", "why", "kind"),
    [
        ("poor-in-200", "no credit left", "HTTP 402"),
        ("fails-in-stream", "the request was refused .HTTP 400: sensitive", "HTTP 400"),
        ("spent", "no credit left", "HTTP 402"),
        ("babbles", "JSON", ""),
        ("wordless", "what it sent back is no reply", ""),
        ("at-once", "what it sent back is no reply", ""),
    ],
)
def test_an_error_that_comes_as_if_all_were_well_is_one(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], llm: str, why: str, kind: str
) -> None:
    with pytest.raises(LlmFailed, match=why):
        at(endpoint, llm, rows).complete(QUESTION)
    assert len(rows) == 1 and not rows[0].ok
    assert not kind or rows[0].error == kind


def test_a_stream_that_ends_before_it_says_so_is_cut_off(
    endpoint: FakeEndpoint, rows: list[LedgerEntry]
) -> None:
    with pytest.raises(LlmCutOff):
        at(endpoint, "ends-early", rows).complete(QUESTION)
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("llm", "wait"), [("busy-once", 2.0), ("faulty-once", None), ("busy-in-200-once", None)]
)
def test_what_may_pass_is_waited_for(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], waits: list[float], llm: str, wait: float | None
) -> None:
    assert at(endpoint, llm, rows).complete(QUESTION).text == "Mum comes on Friday."
    assert [row.ok for row in rows] == [False, True]
    assert waits == [wait] if wait else 0.25 <= waits[0] <= 0.75


def test_who_asks_to_wait_for_long_is_given_up_with_the_time(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], waits: list[float]
) -> None:
    with pytest.raises(LlmFailed, match=r"too many calls.*it asks to wait 120 s"):
        at(endpoint, "busy", rows).complete(QUESTION)
    assert waits == [] and len(rows) == 1


@pytest.mark.parametrize("way", ["schema", "tool", "object", "none"])
def test_json_is_asked_for_in_the_way_that_is_set(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], way: str
) -> None:
    endpoint.reply = '{"when": "周五"}'
    reply = at(endpoint, "plain", rows, quirks={"json": way}).complete(replace(QUESTION, schema=SCHEMA))
    assert reply.text == endpoint.reply
    body = endpoint.bodies[0]
    asked = body.get("response_format", {}).get("type", "tool" if "tools" in body else "none")
    assert asked == {"schema": "json_schema", "object": "json_object"}.get(way, way)
    assert ("JSON schema describes" in body["messages"][0]["content"]) == (way in ("object", "none"))


def test_who_cannot_be_made_to_call_a_tool_is_asked_to(
    endpoint: FakeEndpoint, rows: list[LedgerEntry]
) -> None:
    endpoint.reply = '{"when": "Friday"}'
    llm = at(endpoint, "plain", rows, quirks={"json": "tool", "tool_choice": "auto"})
    assert llm.complete(replace(QUESTION, schema=SCHEMA)).text == endpoint.reply
    assert endpoint.bodies[0].get("tool_choice", "auto") == "auto"
    assert "calling the tool reply" in endpoint.bodies[0]["messages"][0]["content"]


@pytest.mark.parametrize(
    ("quirks", "sent"),
    [
        ({"max_tokens": "max_tokens"}, {"max_tokens": 50}),
        ({"max_tokens": "max_completion_tokens"}, {"max_completion_tokens": 50}),
        ({"thinks": "always"}, {"max_completion_tokens": 4_050}),
        (
            {"thinks": "usually", "think_less": {"thinking": "no"}},
            {"max_completion_tokens": 50, "thinking": "no"},
        ),
        ({"temperature": False}, {"temperature": None}),
        ({"body": {"reasoning_split": True}}, {"reasoning_split": True, "temperature": 0.5}),
    ],
)
def test_limits_are_called_what_the_endpoint_calls_them(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], quirks: dict[str, Any], sent: dict[str, Any]
) -> None:
    question = replace(QUESTION, max_tokens=50, temperature=0.5, think=False)
    at(endpoint, "plain", rows, quirks=quirks).complete(question)
    assert {name: endpoint.bodies[0].get(name) for name in sent} == sent


@pytest.mark.parametrize(("audio", "starts"), [("base64", "UklG"), ("uri", "data:audio/wav;base64,UklG")])
def test_recordings_are_carried(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], audio: str, starts: str
) -> None:
    question = replace(QUESTION, messages=(say("user", "Who is this?", AudioPart(b"RIFF", "audio/wav")),))
    at(endpoint, "plain", rows, quirks={"audio": audio}).complete(question)
    parts = endpoint.bodies[0]["messages"][0]["content"]
    assert parts[1]["type"] == "input_audio" and parts[1]["input_audio"]["data"].startswith(starts)


def test_fifty_streams_at_once_are_neither_lost_nor_mixed(
    endpoint: FakeEndpoint, rows: list[LedgerEntry]
) -> None:
    llm = at(endpoint, "drips", rows)
    said: dict[int, tuple[str, str]] = {}

    def ask(number: int) -> None:
        words = f"{number:02d} " * 12
        request = LlmRequest(messages=(say("user", words),), purpose="answers")
        *deltas, reply = llm.stream(request)
        assert isinstance(reply, LlmReply)
        said[number] = "".join(one.text for one in deltas if isinstance(one, Delta)), reply.text

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert said == {number: (f"{number:02d} " * 12,) * 2 for number in range(50)}
    assert len(rows) == 50 and all(row.ok and row.tokens_out == 7 for row in rows)


def test_who_is_asked_to_think_little_is_told_so_in_its_own_words(
    endpoint: FakeEndpoint, rows: list[LedgerEntry]
) -> None:
    question = replace(QUESTION, think=False, max_tokens=100)
    known: dict[str, dict[str, Any]] = {
        "qwen": {"enable_thinking": False, "max_completion_tokens": 100},
        "deepseek": {"thinking": {"type": "disabled"}, "max_tokens": 100},
        "kimi": {"reasoning_effort": "low", "max_completion_tokens": 4_100},
        "vllm": {"reasoning_effort": "none"},
        "openai": {"reasoning_effort": None, "max_completion_tokens": 100},
    }
    for dialect, sent in known.items():
        at(endpoint, "qwen3-x", rows, dialect=dialect).complete(question)
        assert {name: endpoint.bodies[-1].get(name) for name in sent} == sent, dialect


def test_what_is_sent_has_no_trace_of_where_it_was_made(
    endpoint: FakeEndpoint, rows: list[LedgerEntry]
) -> None:
    at(endpoint, "plain", rows).complete(QUESTION)
    assert set(endpoint.bodies[0]) == {"messages", "model", "stream", "stream_options"}
