"""The real clients against a real server on loopback. Skipped where the extra `llm` isn't installed."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from dataclasses import replace
from typing import Any

import pytest

from tests.llm.fake_endpoint import FakeEndpoint
from zhiji.chat import Json
from zhiji.config import Endpoint, LlmSettings, PrivacySettings, Settings
from zhiji.errors import LeaveRefused, LlmCutOff, LlmError, LlmFailed, LlmUnreachable
from zhiji.llm import (
    Alias,
    CallPart,
    Delta,
    ImagePart,
    LedgerEntry,
    Llm,
    LlmMessage,
    LlmReply,
    LlmRequest,
    LlmTool,
    ReasoningPart,
    ResultPart,
    client,
    open_llm,
    say,
)
from zhiji.llm.target import target

pytest.importorskip("pydantic_ai")
QUESTION = LlmRequest(
    messages=(say("system", "Be short."), say("user", "When does Mum come?")), purpose="answers"
)
SCHEMA: dict[str, Json] = {"type": "object", "properties": {"when": {"type": "string"}}, "required": ["when"]}
FIND = LlmTool("look_up", "Look in the chats", {"type": "object", "properties": {"who": {"type": "string"}}})


def at(endpoint: FakeEndpoint, llm: str, rows: list[LedgerEntry], **options: Any) -> Llm:
    """The LLM of that name at the endpoint."""
    known = LlmSettings(endpoints={"here": Endpoint(base_url=endpoint.url, **options)})
    return open_llm(f"here:{llm}", Settings(llm=known), ledger=rows)


def test_a_question_is_answered(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    reply = at(endpoint, "plain", rows).complete(replace(QUESTION, max_tokens=50, temperature=0.5))
    assert reply.text == "Mum comes on Friday."
    assert (reply.usage.tokens_in, reply.usage.tokens_out, reply.stopped) == (11, 7, "end")
    assert reply.cost == 0.0
    body = endpoint.bodies[0]
    assert [one["content"] for one in body["messages"]] == ["Be short.", "When does Mum come?"]
    assert body["temperature"] == 0.5
    assert 50 in (body.get("max_tokens"), body.get("max_completion_tokens"))
    assert rows[0].ok


def test_the_reply_comes_piece_by_piece(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    *deltas, reply = at(endpoint, "thoughtful", rows).stream(QUESTION)
    assert isinstance(reply, LlmReply)
    assert (reply.text, reply.reasoning) == ("Mum comes on Friday.", "She said Friday.")
    assert len(deltas) > 5


def test_a_reply_that_grew_too_long_says_so(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    assert at(endpoint, "short", rows).complete(QUESTION).stopped == "length"


def test_tokens_that_the_endpoint_does_not_tell_are_estimated(
    endpoint: FakeEndpoint, rows: list[LedgerEntry]
) -> None:
    assert at(endpoint, "untold", rows).complete(QUESTION).usage.estimated
    assert rows[0].estimated
    assert rows[0].tokens_in > 0


def test_nothing_is_told_about_this_computer(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org")
    monkeypatch.setenv("OPENAI_API_KEY", "a key for somebody else")
    at(endpoint, "plain", rows, headers={"X-Room": "den"}).complete(QUESTION)
    headers = endpoint.headers[0]
    assert headers["user-agent"] == "zhiji"
    assert headers["x-room"] == "den"
    assert headers["authorization"] == "Bearer none"
    assert not [name for name in headers if "stainless" in name or "openai" in name]


def test_the_key_of_an_endpoint_is_taken_from_the_environment(
    endpoint: FakeEndpoint, rows: list[LedgerEntry]
) -> None:
    known = LlmSettings(endpoints={"here": Endpoint(base_url=endpoint.url, api_key_env="DEN_KEY")})
    open_llm("here:plain", Settings(llm=known), ledger=rows, env={"DEN_KEY": "k"}).complete(QUESTION)
    assert endpoint.headers[0]["authorization"] == "Bearer k"


def test_a_proxy_is_no_way_to_this_computer(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert at(endpoint, "plain", rows).complete(QUESTION).text


@pytest.mark.parametrize(
    ("llm", "why"),
    [
        ("no-key", "the key was refused"),
        ("poor", "no credit left"),
        ("unknown", "there is no such language model"),
        ("moved", "it points to another address, and zhiji does not follow"),
    ],
)
def test_an_error_says_what_it_means_and_is_not_repeated(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], llm: str, why: str
) -> None:
    with pytest.raises(LlmFailed, match=why):
        at(endpoint, llm, rows).complete(QUESTION)
    assert len(endpoint.bodies) == len(rows) == 1
    assert str(rows[0].error).startswith("HTTP ")


def test_a_connection_that_was_reset_is_tried_once_more(
    endpoint: FakeEndpoint, rows: list[LedgerEntry]
) -> None:
    assert at(endpoint, "reset-once", rows).complete(QUESTION).text == "Mum comes on Friday."
    assert [row.error for row in rows] == ["LlmCutOff", None]


def test_an_endpoint_that_always_breaks_off_is_given_up(
    endpoint: FakeEndpoint, rows: list[LedgerEntry]
) -> None:
    with pytest.raises(LlmCutOff):
        at(endpoint, "reset", rows).complete(QUESTION)
    assert len(endpoint.bodies) == len(rows) == 3


def test_half_a_reply_is_no_reply(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    with pytest.raises(LlmCutOff):
        at(endpoint, "cut", rows).complete(QUESTION)
    assert len(endpoint.bodies) == 1


def test_an_endpoint_that_is_not_there_is_told_at_once(rows: list[LedgerEntry]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        start = time.monotonic()
        with pytest.raises(LlmUnreachable, match="nothing answers there"):
            open_llm(f"http://127.0.0.1:{taken.getsockname()[1]}/v1#x", Settings(), ledger=rows).complete(
                QUESTION
            )
    assert time.monotonic() - start < 5
    assert (rows[0].error, rows[0].tokens_in) == ("LlmUnreachable", 0)


def test_an_endpoint_that_stays_silent_is_given_up(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    start = time.monotonic()
    with pytest.raises(LlmUnreachable, match="silent for too long"):
        at(endpoint, "silent", rows, timeout=0.3).complete(QUESTION)
    assert time.monotonic() - start < 2.5


def test_a_call_can_be_cancelled_while_it_streams(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    cancel = threading.Event()
    items: list[Delta | LlmReply] = []
    for item in at(endpoint, "endless", rows).stream(QUESTION, cancel=cancel):
        items.append(item)
        if len(items) == 3:
            cancel.set()
    assert isinstance(items[-1], LlmReply)
    assert items[-1].stopped == "cancelled"
    assert items[-1].text.startswith("and so on")


def test_a_call_can_be_cancelled_while_it_waits(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    cancel = threading.Event()
    threading.Timer(0.2, cancel.set).start()
    start = time.monotonic()
    assert at(endpoint, "silent", rows).complete(QUESTION, cancel=cancel).stopped == "cancelled"
    assert time.monotonic() - start < 2.5
    assert not [one for one in threading.enumerate() if one.name == "zhiji-llm"]


def test_a_tool_is_called_and_its_result_answered(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    llm = at(endpoint, "caller", rows, dialect="deepseek")
    asked = llm.complete(replace(QUESTION, tools=(FIND,)))
    assert asked.stopped == "calls"
    assert asked.calls == (CallPart("call_1", "look_up", {"who": "Mum", "days": [1, 2]}),)
    history = (
        *QUESTION.messages,
        say("assistant", ReasoningPart("better look"), *asked.calls),
        LlmMessage("tool", (ResultPart("call_1", "look_up", "Friday"),)),
    )
    assert llm.complete(replace(QUESTION, messages=history, tools=(FIND,))).text == "Mum comes on Friday."
    said, result = endpoint.bodies[-1]["messages"][-2:]
    assert said["reasoning_content"] == "better look"
    assert (result["tool_call_id"], result["content"]) == ("call_1", "Friday")


@pytest.mark.parametrize("dialect", ["openai", "ollama", "vllm", "deepseek", "qwen", "glm"])
def test_json_comes_as_text_by_a_schema_or_by_a_tool(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], dialect: str
) -> None:
    endpoint.reply = '{"when": "周五"}'
    reply = at(endpoint, "plain", rows, dialect=dialect).complete(replace(QUESTION, schema=SCHEMA))
    assert reply.text == endpoint.reply
    assert (reply.calls, reply.stopped) == ((), "end")
    body = endpoint.bodies[0]
    assert (
        body.get("response_format", {}).get("type") == "json_schema"
        or body["tools"][0]["function"]["name"] == "reply"
    )


@pytest.mark.parametrize(
    ("dialect", "llm"),
    [
        ("openai", "x"),
        ("responses", "gpt-x"),
        ("anthropic", "claude-x"),
        ("google", "gemini-x"),
        ("openrouter", "qwen/x"),
        ("kimi", "kimi-x"),
        ("ollama", "x"),
    ],
)
def test_words_and_pictures_reach_endpoints_of_every_manner(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], dialect: str, llm: str
) -> None:
    base_url = endpoint.url.removesuffix("/v1") if dialect in ("anthropic", "google") else endpoint.url
    known = LlmSettings(endpoints={"here": Endpoint(base_url=base_url, dialect=dialect)})
    question = replace(QUESTION, messages=(say("user", "谁来了？", ImagePart(b"\x89PNG", "image/png")),))
    reply = open_llm(f"here:{llm}", Settings(llm=known), ledger=rows).complete(question)
    assert (reply.text, reply.usage.tokens_in, reply.usage.tokens_out) == ("Mum comes on Friday.", 11, 7)
    assert "谁来了？" in endpoint.sent()
    assert "iVBORw==" in endpoint.sent()
    assert endpoint.bodies[0].get("store", False) is False


@pytest.fixture
def elsewhere(endpoint: FakeEndpoint, monkeypatch: pytest.MonkeyPatch) -> str:
    """The endpoint under a name that is not this computer's."""
    resolve = socket.getaddrinfo

    def lookup(host: Any, *rest: Any, **more: Any) -> Any:
        return resolve("127.0.0.1" if host in ("llm.example", b"llm.example") else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setenv("NO_PROXY", "llm.example")
    return f"http://llm.example:{endpoint.port}/v1"


def test_to_another_computer_nothing_is_sent_unasked(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], elsewhere: str
) -> None:
    with pytest.raises(LeaveRefused, match=r"llm\.example is not this computer"):
        open_llm(f"{elsewhere}#plain", Settings(), ledger=rows).complete(QUESTION)
    assert endpoint.paths == []


def test_to_another_computer_names_and_secrets_go_disguised(
    endpoint: FakeEndpoint, rows: list[LedgerEntry], elsewhere: str
) -> None:
    endpoint.reply = "Person12a's wifi password is Password1a."
    known = LlmSettings(endpoints={"far": Endpoint(base_url=elsewhere, price_in=1.0, price_out=2.0)})
    settings = Settings(llm=known, privacy=PrivacySettings(leave="pseudonyms"))
    llm = open_llm("far:plain", settings, ledger=rows, names=lambda: [Alias(12, ("王小明",))])
    reply = llm.complete(replace(QUESTION, messages=(say("user", "王小明: wifi密码: hunter2"),), evidence=1))
    assert reply.text == "王小明's wifi password is hunter2."
    assert "小明" not in endpoint.sent()
    assert "hunter2" not in endpoint.sent()
    assert reply.cost == pytest.approx((11 * 1 + 7 * 2) / 1e6)
    left = rows[0].left
    assert left is not None
    assert (left.messages, left.masked, left.renamed) == (1, 1, 1)


def test_many_threads_may_ask_at_once(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    llm = at(endpoint, "plain", rows)
    threads = [threading.Thread(target=llm.complete, args=(QUESTION,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [row.ok for row in rows] == [True] * 6


def test_the_connection_talks_to_the_endpoints_host_and_to_no_other(endpoint: FakeEndpoint) -> None:
    found = target(f"{endpoint.url}#x", LlmSettings())
    assert found is not None

    async def wander(http: Any) -> None:
        async with http:
            await http.post(f"http://localhost:{endpoint.port}/v1/elsewhere", content=b"{}")

    with pytest.raises(LlmError, match="tried to reach localhost; nothing was sent"):
        asyncio.run(wander(client.connection(found)))
    assert endpoint.paths == []
