"""Errors that come as if all were well: within HTTP 200, as JSON in place of a stream or in the midst of one."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

# MiniMax's `base_resp` (its documentation, 2026-11): {"base_resp": {"status_code": 1002, "status_msg": "rate limit"}}
_MEANT = {1001: 504, 1002: 429, 1004: 401, 1008: 402, 1013: 500, 1024: 500, 1026: 400, 1027: 400, 1033: 500, 1039: 429,
          1041: 429, 2013: 400, 2049: 401}  # fmt: skip
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


async def with_its_status(response: Any, refuse: Callable[[int, object], Exception]) -> None:
    """Give a response of HTTP 200 that tells an error the status it means; in a stream, what `refuse` makes of it is raised."""
    if response.status_code != 200:
        return
    if "json" in response.headers.get("content-type", ""):
        await response.aread()
        status = status_meant(_read(response.content))
        if status is not None:
            response.status_code = status
    else:
        response.stream = _watched(response.stream, refuse)


def _watched(stream: Any, refuse: Callable[[int, object], Exception]) -> Any:
    import httpx2

    base: Any = httpx2.AsyncByteStream

    class Watched(base):  # type: ignore[misc]  # its types are there only where the extra is installed
        """The same bytes; an error among their lines ends them."""

        async def __aiter__(self) -> AsyncIterator[bytes]:
            line = b""
            async for chunk in stream:
                *whole, line = (line + chunk).split(b"\n")
                for one in whole:
                    _check(one, refuse)
                line = line[:_LONGEST]
                yield chunk
            _check(line, refuse)

        async def aclose(self) -> None:
            await stream.aclose()

    return Watched()


def _check(line: bytes, refuse: Callable[[int, object], Exception]) -> None:
    if b'"base_resp"' not in line and b'"error"' not in line:
        return
    body = _read(line.strip().removeprefix(b"data:"))
    status = status_meant(body)
    if status is not None:
        raise refuse(status, body)


def _read(content: bytes) -> object:
    try:
        found: object = json.loads(content)
    except ValueError:
        return None
    return found
