from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

import zhiji
from zhiji.archive import Archive
from zhiji.errors import CannotPull

Row = dict[str, Any]
T = 1_700_000_000


def row(number: int, at: int | None = None) -> Row:
    sender, name = [("wxid_ana", "Ana"), ("wxid_me", "Jun")][number % 2]
    return {
        "platformMessageId": f"m{number}",
        "sender": sender,
        "accountName": name,
        "timestamp": T + number if at is None else at,
        "type": 0,
        "content": f"line {number}",
    }


class Program:
    """A program that offers chats, in one of the ways that such programs page."""

    def __init__(self, *, style: str = "offset", page: int = 4, prefix: str = "", token: str = "") -> None:
        self.chats: dict[str, list[Row]] = {"7788@chatroom": [row(n) for n in range(10)]}
        self.names = {"7788@chatroom": "Boat 船"}
        self.style, self.page, self.prefix, self.token = style, page, prefix, token
        self.asked: list[str] = []
        self.answer: Callable[[str, dict[str, str]], tuple[int, bytes] | None] = lambda path, asked: None

    def reply(self, path: str, asked: dict[str, str]) -> tuple[int, Any]:
        if not path.startswith(self.prefix + "/sessions"):
            return 404, {"error": "not_found"}
        parts = [unquote(part) for part in path.removeprefix(self.prefix).split("/")[2:]]
        if not parts:
            return 200, self.listed(asked)
        return 200, self.messages(parts[0], asked)

    def listed(self, asked: dict[str, str]) -> Row:
        every = [
            {"id": one, "name": self.names[one], "platform": "wechat", "type": "group"}
            for one in sorted(self.chats)
        ]
        at = int(asked.get("cursor", 0))
        some = every[at : at + 1]
        return {"sessions": some, "page": {"hasMore": at + 1 < len(every), "nextCursor": str(at + 1)}}

    def messages(self, chat: str, asked: dict[str, str]) -> Row:
        since, offset = int(asked.get("since", 0)), int(asked.get("offset", 0))
        limit = min(int(asked["limit"]), self.page)
        until = int(asked.get("end", T + 10**6))
        new = [one for one in self.chats[chat] if since <= one["timestamp"] <= until]
        if self.style == "since":
            some = new[:limit]
            sync = {"hasMore": len(new) > limit, "nextSince": some[-1]["timestamp"] if some else since}
        else:
            some = new[offset : offset + limit]
            more = offset + limit < len(new)
            sync = {"hasMore": more, "nextSince": since, "nextOffset": offset + limit, "watermark": T + 10**6}
        page: Row = {"messages": some, "sync": sync}
        if since == 0:
            meta = {"name": self.names[chat], "platform": "wechat", "type": "group", "ownerId": "wxid_me"}
            members = [{"platformId": "wxid_ana", "accountName": "Ana"}]
            page |= {"chatlab": {"version": "0.0.2"}, "meta": meta, "members": members}
        return page


@pytest.fixture
def serve() -> Iterator[Callable[[Program], str]]:
    running: list[ThreadingHTTPServer] = []

    def start(program: Program) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                url = urlsplit(self.path)
                asked = dict(parse_qsl(url.query))
                program.asked.append(self.path)
                if program.token and self.headers.get("Authorization") != f"Bearer {program.token}":
                    status, body = 401, b"{}"
                elif (given := program.answer(url.path, asked)) is not None:
                    status, body = given
                else:
                    status, found = program.reply(url.path, asked)
                    body = json.dumps(found).encode()
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", body.decode())
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        running.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with zhiji.open(tmp_path / "home") as opened:
        yield opened


@pytest.mark.parametrize("style", ["since", "offset"])
@pytest.mark.parametrize("prefix", ["", "/api/v1"])
def test_all_chats_come_page_by_page_and_later_only_what_is_new(
    serve: Callable[[Program], str], archive: Archive, style: str, prefix: str
) -> None:
    program = Program(style=style, prefix=prefix)
    program.chats["wxid/odd id?"] = [row(n) for n in range(20, 23)]
    program.names["wxid/odd id?"] = "Odd"
    url = serve(program)
    report = archive.pull(url)
    assert (report.added, len(report.files), report.failures) == (13, 2, ())
    assert {one.chat.name for one in archive.chats} == {"Boat 船", "Odd"}
    assert archive.people.owner is not None and archive.people.owner.name == "Jun"
    program.chats["7788@chatroom"] += [row(n) for n in range(10, 12)]
    program.asked.clear()
    again = archive.pull(url)
    assert again.added == 2 and again.known <= 4  # it goes on where it was
    assert archive.status()["messages"] == 15 and archive.doctor() == []


def test_a_chat_from_a_program_and_from_its_file_is_one(
    serve: Callable[[Program], str], archive: Archive, tmp_path: Path
) -> None:
    program = Program()
    document = {
        "chatlab": {"version": "0.0.2", "exportedAt": T},
        "meta": {"name": "Boat 船", "platform": "wechat", "type": "group", "groupId": "7788@chatroom"},
        "members": [],
        "messages": program.chats["7788@chatroom"][:6],
    }
    (tmp_path / "boat.json").write_text(json.dumps(document), encoding="utf-8")
    assert archive.add(tmp_path / "boat.json").added == 6
    report = archive.pull(serve(program))
    assert (report.added, report.known, archive.status()["chats"]) == (4, 6, 1)


def test_more_messages_in_one_second_than_fit_in_a_page_all_come(
    serve: Callable[[Program], str], archive: Archive
) -> None:
    program = Program(style="offset")
    program.chats["7788@chatroom"] = [row(n, at=T) for n in range(11)]
    assert archive.pull(serve(program)).added == 11


def test_an_answer_that_says_more_and_gives_the_same_again_ends_with_a_sentence(
    serve: Callable[[Program], str], archive: Archive
) -> None:
    program = Program(style="since", page=0)
    report = archive.pull(serve(program))
    assert report.added == 0 and "the same again" in report.failures[0].why


def test_what_was_read_before_a_failure_is_kept_and_not_asked_for_again(
    serve: Callable[[Program], str], archive: Archive
) -> None:
    program = Program(style="since", page=4)
    url = serve(program)
    pages = iter([None, None, (500, b"")])
    program.answer = lambda path, asked: next(pages, None) if asked.get("limit") == "5000" else None
    report = archive.pull(url)
    assert report.failures and "error 500" in report.failures[0].why
    assert archive.status()["messages"] == 7  # two pages of four, which share one
    program.answer = lambda path, asked: None
    program.asked.clear()
    assert archive.pull(url).added == 3
    assert f"since={T + 5}" in program.asked[1]


def test_one_chat_can_be_named(serve: Callable[[Program], str], archive: Archive) -> None:
    program = Program()
    program.chats["other"] = [row(50)]
    program.names["other"] = "Other"
    assert archive.pull(serve(program), chat="other").added == 1


def test_a_token_is_sent_and_asked_for(serve: Callable[[Program], str], archive: Archive) -> None:
    url = serve(Program(token="s3cret"))
    with pytest.raises(CannotPull, match="token"):
        archive.pull(url)
    assert archive.pull(url, token="s3cret").added == 10
    assert archive.pull(f"{url}?access_token=s3cret").added == 0


def test_other_computers_are_asked_only_if_that_was_allowed(archive: Archive) -> None:
    with pytest.raises(CannotPull, match="isn't this computer"):
        archive.pull("http://192.0.2.7:5031")


def test_a_redirection_is_not_followed(serve: Callable[[Program], str], archive: Archive) -> None:
    program, other = Program(token="s3cret"), Program()
    elsewhere = serve(other)
    program.answer = lambda path, asked: (302, f"{elsewhere}{path}".encode())
    with pytest.raises(CannotPull, match="302"):
        archive.pull(serve(program), token="s3cret")
    assert other.asked == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html>", "no JSON"),
        (b"[]", "no JSON"),
        (b"{}", "no list of chats"),
        (b'{"sessions": 7}', "no list"),
    ],
)
def test_what_is_no_such_program_is_said_so(
    serve: Callable[[Program], str], archive: Archive, body: bytes, said: str
) -> None:
    program = Program()
    program.answer = lambda path, asked: (200, body)
    with pytest.raises(CannotPull, match=said):
        archive.pull(serve(program))


def test_a_program_that_isnt_running_is_said_so(archive: Archive) -> None:
    with pytest.raises(CannotPull, match="Is the program running"):
        archive.pull("http://127.0.0.1:9")


def test_forgetting_leaves_nothing_of_where_it_came_from(
    serve: Callable[[Program], str], archive: Archive
) -> None:
    archive.pull(serve(Program()))
    archive.forget(chat="Boat 船")
    archive.close()
    left = b"".join(one.read_bytes() for one in archive.home.iterdir() if one.is_file())
    assert b"7788" not in left and b"wxid_ana" not in left
