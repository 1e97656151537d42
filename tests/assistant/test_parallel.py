"""Fifty questions at once to one endpoint: each gets its own answer, whole."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import zhiji
from tests.assistant.conftest import NOW
from zhiji.archive import Archive

ROOMS = 50


class _Quoting(BaseHTTPRequestHandler):
    """Streams the first message that it was sent, quoted, a few characters at a time."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        asked = body["messages"][-1]["content"]
        number, words = re.findall(r"^\[(\d+)\] [^:\n]*: (.+)$", asked, re.M)[0]
        text = f"It says “{words}” [{number}]."
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        for at in range(0, len(text), 9):
            self._event({"content": text[at : at + 9]})
            time.sleep(0.001)
        self._event({}, finish="stop")
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def _event(self, delta: dict[str, str], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "q",
            "choices": [choice],
        }
        self.wfile.write(b"data: " + json.dumps(chunk, ensure_ascii=False).encode() + b"\n\n")
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


@pytest.fixture
def url() -> Iterator[str]:
    """Where it listens."""
    server = _Server(("127.0.0.1", 0), _Quoting)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    server.shutdown()
    server.server_close()


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Archive]:
    """An archive in which each room has a number of its own."""
    with zhiji.open(tmp_path) as archive:
        archive.add(
            messages=[
                {
                    "chat": f"chat {room}",
                    "sender": f"keeper {room}",
                    "when": f"2031-02-01T{room % 24:02}:00:00+00:00",
                    "text": f"the locker number of room K{room} is {7000 + room}",
                }
                for room in range(ROOMS)
            ]
        )
        yield archive


def test_no_answer_is_lost_or_mixed_with_another(rooms: Archive, url: str) -> None:
    pytest.importorskip("pydantic_ai")

    def ask(room: int) -> None:
        pieces: list[str] = []
        question = f"What is the locker number of room K{room}?"
        answer = rooms.ask(question, now=NOW, llm=f"{url}#quoting", say=pieces.append)
        quote = f"the locker number of room K{room} is {7000 + room}"
        assert answer.text == f"It says “{quote}” [1]."
        assert "".join(pieces) == answer.text
        assert [one.quote for one in answer.citations] == [quote]

    with ThreadPoolExecutor(ROOMS) as pool:
        list(pool.map(ask, range(ROOMS)))
    calls = list(rooms._store.ledger.rows())
    assert len(calls) == ROOMS
