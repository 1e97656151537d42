"""Chats from a program that offers them over HTTP, by ChatLab's Pull protocol (version 1).

`GET /sessions` lists the chats, `GET /sessions/<id>/messages?format=chatlab&since=&limit=` gives a page of one in
ChatLab's format with `sync` {hasMore, nextSince, nextOffset, watermark}. Each page is kept before the next is asked for,
and how far a chat was read is remembered, so that it goes on where it was. Only programs on this computer are asked,
unless another one was allowed. Source: ChatLab's docs/cn/standard/chatlab-pull.md, 2026-05.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from http.client import HTTPException
from pathlib import Path
from typing import Any

from zhiji.adding import AddReport, Failure, FileReport, add_entries
from zhiji.errors import CannotPull, ExportError
from zhiji.hosts import host_of, is_here
from zhiji.people import guess_owner
from zhiji.people.matching import same_name
from zhiji.sources import Export, source
from zhiji.sources.rows import as_row
from zhiji.store import FileInfo, Store
from zhiji.store.directory import Directory

PAGE = 5000  # messages that are asked for at once; programs give no more
_PAGES = 100_000  # of one chat, or of the list of chats
_SECONDS = 60.0  # of silence before giving up
_LARGEST = 1 << 30  # bytes of an answer
_API = "/api/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A chat that a program offers."""

    id: str
    name: str
    about: Mapping[str, Any]  # as it was listed


@dataclass(frozen=True, slots=True)
class _Cursor:
    """Where the next page of a chat begins; `until` keeps the pages of one reading to one span."""

    since: int = 0
    offset: int = 0
    until: int | None = None

    def query(self) -> dict[str, int | str]:
        asked: dict[str, int | str] = {"format": "chatlab", "since": self.since, "limit": PAGE}
        if self.offset:
            asked["offset"] = self.offset
        if self.until is not None:
            asked["end"] = self.until
        return asked


def pull(
    url: str,
    *,
    store: Store,
    token: str | None = None,
    chat: str | None = None,
    remote: bool = False,
    again: bool = False,
    told: Callable[[Session, int], None] | None = None,
) -> AddReport:
    """Add what is new of all chats that a program offers, or of those called `chat`.

    Raises CannotPull if the program can't be asked; a single chat that can't be read is one of the `failures`.
    """
    program = _Program(url, token=token, remote=remote)
    files, failures = [], []
    for session in program.sessions():
        if chat is not None and chat != session.id and not same_name(chat, session.name):
            continue
        one = _Chat(program, session, store, again, told or _nobody)
        try:
            files.append(one.pull())
        except ExportError as error:
            failures.append(Failure(path=one.path, why=str(error)))
    guess_owner(Directory(store))
    return AddReport(files=tuple(files), failures=tuple(failures))


def _nobody(session: Session, messages: int) -> None:
    pass


@dataclass(slots=True)
class _Chat:
    """One chat on its way into the archive."""

    program: _Program
    session: Session
    store: Store
    again: bool
    told: Callable[[Session, int], None]
    path: str = field(init=False)

    def __post_init__(self) -> None:
        self.path = f"{self.program.base}/sessions/{self.session.id}"

    def pull(self) -> FileReport:
        """Every page since last time."""
        total = FileReport(path=self.path, source="chatlab")
        place = f"pull:{self.store.keys.native(self.path).hex()}"
        cursor = _Cursor(since=int(self.store_directory.meta(place) or 0))
        for _ in range(_PAGES):
            page = self.program.page(self.session, cursor)
            total = _sum(total, self._keep(page))
            self.told(self.session, total.added + total.known)
            following, done = _next(cursor, page)
            self.store_directory.set_meta(place, str(max(following.since - 1, 0)))  # a second may not be over
            if done:
                return total
            if following == cursor:
                raise CannotPull(self.path, "it says that there is more, but gives the same again.")
            cursor = following
        return total

    @property
    def store_directory(self) -> Directory:
        """Where it is remembered how far the chat was read."""
        return Directory(self.store)

    def _keep(self, page: Mapping[str, Any]) -> FileReport:
        """Keep the messages of a page."""
        messages = page.get("messages")
        if not isinstance(messages, list):
            raise CannotPull(self.path, "there is no list of messages in its answer.")
        if not messages:
            return FileReport(path=self.path, source="chatlab")
        document = {**self._header(page), "messages": messages}
        with tempfile.TemporaryDirectory(prefix="zhiji-") as folder:
            path = Path(folder) / "page.json"
            path.write_text(json.dumps(document), encoding="utf-8")
            with Export(path) as export:
                info = FileInfo(source="chatlab", path=self.path)
                return add_entries(
                    source("chatlab").read(export), store=self.store, info=info, again=self.again
                )

    def _header(self, page: Mapping[str, Any]) -> dict[str, Any]:
        """Who and what the chat is; later pages leave that out, so that it is asked for again."""
        if not isinstance(page.get("meta"), dict):
            page = self.program.page(self.session, _Cursor(), limit=1)
        given = page.get("meta")
        meta = given if isinstance(given, dict) else {}
        listed = {key: self.session.about.get(key) for key in ("name", "platform", "type")}
        group = {"groupId": self.session.id} if (meta.get("type") or listed["type"]) == "group" else {}
        members = page.get("members")
        return {
            "chatlab": {"version": "0.0.2"},
            "meta": {**listed, **group, **{key: value for key, value in meta.items() if value}},
            "members": members if isinstance(members, list) else [],
        }


def _sum(a: FileReport, b: FileReport) -> FileReport:
    return replace(
        a,
        added=a.added + b.added,
        known=a.known + b.known,
        forgotten=a.forgotten + b.forgotten,
        problems=(*a.problems, *b.problems)[:1000],
        problem_count=a.problem_count + b.problem_count,
    )


def _next(cursor: _Cursor, page: Mapping[str, Any]) -> tuple[_Cursor, bool]:
    """The cursor after a page, and whether there is nothing more."""
    sync = page.get("sync")
    sync = sync if isinstance(sync, dict) else {}
    stamps = [one.get("timestamp") for one in page["messages"] if isinstance(one, dict)]
    latest = max((_whole(one) or 0 for one in stamps), default=0)
    watermark, since, offset = (_whole(sync.get(name)) for name in ("watermark", "nextSince", "nextOffset"))
    if sync.get("hasMore") is not True:  # not the watermark: what happened before it may arrive later
        return _Cursor(since=max(cursor.since, latest)), True
    following = _Cursor(
        since=cursor.since if since is None else since, offset=offset or 0, until=cursor.until or watermark
    )
    if (following.since, following.offset) == (
        cursor.since,
        cursor.offset,
    ):  # more in one second than fits in a page
        following = replace(following, offset=cursor.offset + len(page["messages"]))
    return (cursor if not page["messages"] else following), False


def _whole(value: object) -> int | None:
    """Seconds or a place; some programs write milliseconds."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**14:
        return None
    return int(value / 1000 if value > 10**11 else value)


class _Program:
    """A program that offers chats."""

    def __init__(self, url: str, *, token: str | None, remote: bool) -> None:
        host = host_of(url)
        if not (is_here(host) or remote):
            raise CannotPull(url, "it isn't this computer. If you trust it, add --remote.")
        parts = urllib.parse.urlsplit(url)
        self.base = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
        asked = dict(urllib.parse.parse_qsl(parts.query))
        self._token = token or asked.get("access_token")
        handlers: list[urllib.request.BaseHandler] = [_StayHere()]
        if is_here(host):
            handlers.append(urllib.request.ProxyHandler({}))
        self._opener = urllib.request.build_opener(*handlers)

    def sessions(self) -> Iterator[Session]:
        """All chats, a page of the list at a time."""
        asked: dict[str, int | str] = {}
        for _ in range(_PAGES):
            answer = self._listed(asked)
            yield from self._read(answer.get("sessions"))
            page = answer.get("page")
            cursor = page.get("nextCursor") if isinstance(page, dict) and page.get("hasMore") else None
            if not isinstance(cursor, str) or cursor == asked.get("cursor"):
                return
            asked = {"limit": 500, "cursor": cursor}

    def page(self, session: Session, cursor: _Cursor, *, limit: int = PAGE) -> Mapping[str, Any]:
        """A page of one chat."""
        path = f"/sessions/{urllib.parse.quote(session.id, safe='')}/messages"
        return self._get(path, {**cursor.query(), "limit": limit})

    def _listed(self, asked: dict[str, int | str]) -> Mapping[str, Any]:
        """The list of chats; programs that serve it below /api/v1 only are found, too."""
        try:
            return self._get("/sessions", asked)
        except _NotFound:
            if self.base.endswith(_API):
                raise
            self.base += _API
            return self._get("/sessions", asked)

    def _read(self, sessions: object) -> Iterator[Session]:
        if not isinstance(sessions, list):
            raise CannotPull(self.base, "its answer holds no list of chats.")
        for one in sessions:
            if isinstance(one, dict) and isinstance(one.get("id"), str | int) and one["id"] != "":
                yield Session(id=str(one["id"]), name=str(one.get("name") or one["id"]), about=one)

    def _get(self, path: str, asked: Mapping[str, int | str]) -> Mapping[str, Any]:
        query = f"?{urllib.parse.urlencode(asked)}" if asked else ""
        request = urllib.request.Request(self.base + path + query, headers={"Accept": "application/json"})
        if self._token:
            request.add_unredirected_header("Authorization", f"Bearer {self._token}")
        try:
            with self._opener.open(request, timeout=_SECONDS) as answer, tempfile.TemporaryFile() as kept:
                shutil.copyfileobj(_Capped(answer, self.base), kept)
                kept.seek(0)
                found = as_row(json.load(kept))
        except urllib.error.HTTPError as error:
            raise _refusal(self.base, error) from None
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            raise CannotPull(self.base, f"{reason}. Is the program running, and is the port right?") from None
        except (ValueError, RecursionError):
            raise CannotPull(self.base, "its answer is no JSON object.") from None
        return found


class _NotFound(CannotPull):
    """There is no such address at the program."""


def _refusal(base: str, error: urllib.error.HTTPError) -> CannotPull:
    error.close()
    if error.code in (401, 403):
        return CannotPull(base, "it wants its token: set ZHIJI_PULL_TOKEN, or --token.")
    if error.code == 404:
        return _NotFound(base, "it doesn't speak ChatLab's Pull protocol (it has no /sessions).")
    return CannotPull(base, f"it answered with the error {error.code}.")


class _Capped:
    """An answer that ends with an error where it never ends."""

    def __init__(self, answer: Any, base: str) -> None:
        self._answer, self._base, self._left = answer, base, _LARGEST

    def read(self, size: int = -1, /) -> bytes:
        """As of a file."""
        data: bytes = self._answer.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise CannotPull(self._base, f"an answer is longer than {_LARGEST >> 20} MB.")
        return data


class _StayHere(urllib.request.HTTPRedirectHandler):
    """A redirection would lead, with the token, to where nobody allowed to ask."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """None: the answer is an error then."""
        return
