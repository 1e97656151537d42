"""A server on loopback that speaks like OpenAI's chat completions, as well or as badly as the LLM's name says."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from tests.llm.odd import ODD, USAGE, pieces

Events = Iterator[tuple[str, dict[str, Any]]]


def _anthropic(reply: str) -> Events:
    message: dict[str, Any] = {
        "id": "m",
        "type": "message",
        "role": "assistant",
        "content": [],
        "model": "fake",
        "stop_reason": None,
    }
    usage = {"input_tokens": 11, "output_tokens": 7}
    yield "message_start", {"type": "message_start", "message": {**message, "usage": usage}}
    block = {"type": "text", "text": ""}
    yield "content_block_start", {"type": "content_block_start", "index": 0, "content_block": block}
    for piece in pieces(reply):
        delta = {"type": "text_delta", "text": piece}
        yield "content_block_delta", {"type": "content_block_delta", "index": 0, "delta": delta}
    yield "content_block_stop", {"type": "content_block_stop", "index": 0}
    yield "message_delta", {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": usage}
    yield "message_stop", {"type": "message_stop"}


def _google(reply: str) -> Events:
    for piece in pieces(reply):
        yield "", {"candidates": [{"content": {"role": "model", "parts": [{"text": piece}]}, "index": 0}]}
    told = {"promptTokenCount": 11, "candidatesTokenCount": 7, "totalTokenCount": 18}
    last = {"content": {"role": "model", "parts": [{"text": ""}]}, "finishReason": "STOP", "index": 0}
    yield "", {"candidates": [last], "usageMetadata": told}


def _responses(reply: str) -> Events:
    item = {"id": "i", "type": "message", "role": "assistant", "status": "completed", "content": []}
    base: dict[str, Any] = {
        "id": "r",
        "object": "response",
        "created_at": 1,
        "model": "fake",
        "parallel_tool_calls": True,
    }
    base |= {"tools": [], "tool_choice": "auto", "output": []}
    part = {"type": "output_text", "text": "", "annotations": []}
    place = {"item_id": "i", "output_index": 0, "content_index": 0}
    usage = {"input_tokens": 11, "output_tokens": 7, "total_tokens": 18}
    details = {"input_tokens_details": {"cached_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 0}}
    events: list[dict[str, Any]] = [
        {"type": "response.created", "response": {**base, "status": "in_progress"}},
        {"type": "response.output_item.added", "output_index": 0, "item": item},
        {"type": "response.content_part.added", **place, "part": part},
        *(
            {"type": "response.output_text.delta", **place, "delta": one, "logprobs": []}
            for one in pieces(reply)
        ),
        {"type": "response.completed", "response": {**base, "status": "completed", "usage": usage | details}},
    ]
    for number, event in enumerate(events):
        yield event["type"], {**event, "sequence_number": number}


OTHERS: dict[str, Callable[[str], Events]] = {
    "/messages": _anthropic,
    ":streamGenerateContent": _google,
    "/responses": _responses,
}


class FakeEndpoint(ThreadingHTTPServer):
    """What it was asked is in `bodies` and `headers`; what it says is chosen by the LLM's name."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.reply = "Mum comes on Friday."
        self.first: list[str] = []  # what it says before that, in order

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self.port}/v1"

    def say(self) -> str:
        """The next reply."""
        return self.first.pop(0) if self.first else self.reply

    def sent(self) -> str:
        """All the words of the last request."""
        return json.dumps(self.bodies[-1], ensure_ascii=False)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that go away are part of the tests."""


@contextmanager
def fake_endpoint() -> Iterator[FakeEndpoint]:
    """A running endpoint."""
    server = FakeEndpoint()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(2)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FakeEndpoint
    errors: ClassVar[dict[str, int]] = {
        "no-key": 401,
        "unknown": 404,
        "faulty": 500,
        "poor": 402,
    }

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.bodies.append(body)
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        self.server.paths.append(self.path)
        llm = body.get("model", "")
        if llm in self.errors:
            self._error(self.errors[llm])
        elif (odd := ODD.get(llm)) is not None and not self._served_well(llm):
            odd(self, body)
        elif llm == "moved":
            self._moved()
        elif llm == "reset" or (llm == "reset-once" and len(self.server.bodies) == 1):
            self._reset()
        elif self.path.endswith("/embeddings"):
            self._embed(llm, body["input"])
        elif self.path.endswith("/rerank"):
            self._rerank(llm, body)
        elif other := next((events for path, events in OTHERS.items() if path in self.path), None):
            self._begin("text/event-stream")
            for kind, fields in other(self.server.say()):
                named = f"event: {kind}\n" if kind else ""
                self._write(f"{named}data: {json.dumps(fields)}\n\n".encode())
            self._write(b"")
        else:
            self._answer(llm, body)

    def _served_well(self, llm: str) -> bool:
        """Whether this is a later call of one that only once does ill."""
        return llm.endswith("-once") and len(self.server.bodies) > 1

    def _embed(self, llm: str, texts: list[str]) -> None:
        """How long each text is and a one; out of order, as is allowed."""
        rows = [{"index": at, "embedding": [len(text), 1.0]} for at, text in enumerate(texts)]
        reply: dict[str, Any] = {"data": rows[:0:-1] if llm == "lazy" else rows[::-1]}
        if llm != "untold":
            reply["usage"] = {"prompt_tokens": 9, "total_tokens": 9}
        self._send([] if llm == "odd" else reply)

    def _rerank(self, llm: str, body: dict[str, Any]) -> None:
        """How many words of the query each text has; the best first, as they come. TEI's manner if it is asked so."""
        texts, wanted = body.get("texts") or body["documents"], set(body["query"].lower().split())
        scored = [(at, float(len(wanted & set(text.lower().split())))) for at, text in enumerate(texts)]
        scored.sort(key=lambda one: -one[1])
        name = "score" if "texts" in body else "relevance_score"
        rows = [{"index": at, name: score} for at, score in scored[: 1 if llm == "lazy" else None]]
        reply: Any = rows if "texts" in body else {"results": rows}
        if llm == "siliconflow-like":
            reply["meta"] = {"tokens": {"input_tokens": 9}}
        elif llm not in ("untold", "odd") and "texts" not in body:
            reply["usage"] = {"total_tokens": 9}
        self._send({"results": "?"} if llm == "odd" else reply)

    def _send(self, reply: Any) -> None:
        content = json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _answer(self, llm: str, body: dict[str, Any]) -> None:
        if llm == "silent":
            time.sleep(3)
        self._begin("text/event-stream")
        self._chunks([{"role": "assistant", "content": ""}])
        if llm == "thoughtful":
            self._chunks({"reasoning_content": word} for word in ("She said ", "Friday."))
        if llm == "cut":
            self._chunks([{"content": "Mum "}])
            self._reset()
            return
        if llm == "endless":
            self._endless()
        if llm == "caller" and body["messages"][-1]["role"] != "tool":
            self._call("look_up", '{"who": "Mum", "days": [1, 2]}')
        elif body.get("tools") and body.get("tool_choice") == "required":
            self._call("reply", self.server.say())
        else:
            self._chunks({"content": piece} for piece in pieces(self.server.say()))
            self._chunks([{}], finish="length" if llm == "short" else "stop")
        if llm != "untold":
            self._event({"choices": [], "usage": USAGE})
        self._write(b"data: [DONE]\n\n")
        self._write(b"")

    def _call(self, name: str, arguments: str) -> None:
        head = {"index": 0, "id": "call_1", "type": "function", "function": {"name": name, "arguments": ""}}
        self._chunks([{"tool_calls": [head]}])
        self._chunks(
            {"tool_calls": [{"index": 0, "function": {"arguments": one}}]} for one in pieces(arguments)
        )
        self._chunks([{}], finish="tool_calls")

    def _endless(self) -> None:
        while True:
            self._chunks([{"content": "and so on "}])
            time.sleep(0.02)

    def _chunks(self, deltas: Any, finish: str | None = None) -> None:
        for delta in deltas:
            self._event({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

    def _event(self, fields: dict[str, Any]) -> None:
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "fake", **fields}
        self._write(b"data: " + json.dumps(chunk, ensure_ascii=False).encode() + b"\n\n")

    def _write(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _begin(self, kind: str) -> None:
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()

    def _error(self, status: int, *, message: str = "no", code: str | None = None, wait: str = "") -> None:
        data = json.dumps({"error": {"message": message, "type": "x", "code": code}}).encode()
        self.send_response(status)
        if wait:
            self.send_header("retry-after", wait)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _moved(self) -> None:
        self.send_response(307)
        self.send_header("location", f"http://localhost:{self.server.port}/v1/elsewhere")
        self.send_header("content-length", "0")
        self.end_headers()

    def _reset(self) -> None:
        """Close with RST, as a dying server does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.close_connection = True
        self.connection.close()

    def log_message(self, *_: object) -> None:
        pass
