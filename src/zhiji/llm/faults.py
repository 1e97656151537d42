"""Errors that come as if all were well: within HTTP 200, as JSON in place of a stream, in the midst of one, or as its early end."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable
from typing import Any

Refuse = Callable[[int, object], Exception]
# MiniMax's `base_resp` (its documentation, 2026-11): {"base_resp": {"status_code": 1002, "status_msg": "rate limit"}}
_MEANT = {1001: 504, 1002: 429, 1004: 401, 1008: 402, 1013: 500, 1024: 500, 1026: 400, 1027: 400, 1033: 500, 1039: 429,
          1041: 429, 2013: 400, 2049: 401}  # fmt: skip
_REASON = re.compile(rb'"finish_reason"\s*:\s*"')
_LONGEST = 65_536  # of a line that may tell an error; longer ones are replies


def status_meant(body: object) -> int | None:
    """The status that a body with HTTP 200 should have come with; None if it tells no error."""
    if not isinstance(body, dict):
        return None
    told = body.get("base_resp")
    if isinstance(told, dict) and told.get("status_code"):
        return _MEANT.get(told["status_code"], 400)
    error = body.get("error")
    if not error:
        return None
    code = error.get("code") if isinstance(error, dict) else None
    status = int(code) if isinstance(code, int) or (isinstance(code, str) and code.isdigit()) else 0
    return status if 400 <= status < 600 else 400


async def with_its_status(response: Any, refuse: Refuse, cut_off: Callable[[], Exception]) -> None:
    """Give a response of HTTP 200 that tells an error the status it means; what a stream tells of errors is raised."""
    if response.status_code != 200:
        return
    if "json" in response.headers.get("content-type", ""):
        await response.aread()
        status = status_meant(_read(response.content))
        if status is not None:
            response.status_code = status
    else:
        chat = response.request.url.path.endswith("/chat/completions")
        response.stream = _watched(response.stream, refuse, cut_off if chat else None)


def _watched(stream: Any, refuse: Refuse, cut_off: Callable[[], Exception] | None) -> Any:
    import httpx2

    base: Any = httpx2.AsyncByteStream

    class Watched(base):  # type: ignore[misc]  # its types are there only where the extra is installed
        """The same bytes; an error among their lines ends them, and so does an end that none of them told."""

        def __init__(self) -> None:
            self._line, self._ended = b"", cut_off is None

        async def __aiter__(self) -> AsyncIterator[bytes]:
            """The client may come a second time, for what it has left."""
            async for chunk in stream:
                *whole, self._line = (self._line + chunk).split(b"\n")
                for line in whole:
                    self._look(line)
                self._line = self._line[:_LONGEST]
                yield chunk
            self._look(self._line)
            if cut_off is not None and not self._ended:
                raise cut_off()

        def _look(self, line: bytes) -> None:
            _check(line, refuse)
            self._ended = self._ended or _is_end(line)

        async def aclose(self) -> None:
            await stream.aclose()

    return Watched()


def _check(line: bytes, refuse: Refuse) -> None:
    if b'"base_resp"' not in line and b'"error"' not in line:
        return
    body = _read(line.strip().removeprefix(b"data:"))
    status = status_meant(body)
    if status is not None:
        raise refuse(status, body)


def _is_end(line: bytes) -> bool:
    """Whether the line says that the reply is whole: by a reason for its end, or as OpenAI's streams end."""
    return line.strip().endswith(b"[DONE]") or (_REASON.search(line) is not None)


def _read(content: bytes) -> object:
    try:
        found: object = json.loads(content)
    except ValueError:
        return None
    return found
