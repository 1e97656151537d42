"""The gate: what may leave this computer, decided before a byte is sent. Pure functions of address, purpose and setting."""

from __future__ import annotations

from zhiji.config import Leave
from zhiji.errors import LeaveRefused, SettingError
from zhiji.llm.protocol import Purpose

_ENOUGH: dict[Purpose, tuple[Leave, ...]] = {"answers": ("evidence", "pseudonyms", "all")}


def host_of(url: str) -> str:
    """The host that a URL points to; a SettingError if two readers of the URL could differ about it."""
    from urllib.parse import urlsplit

    if not url.isascii() or any(char <= " " or char in '\\"<>^`{|}%' for char in url):
        raise SettingError(
            f"{url} is no address that zhiji connects to: it has characters that don't belong there."
        )
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise SettingError(f"{url} is no address that zhiji connects to: {error}.") from error
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise SettingError(
            f"{url} is no address that zhiji connects to; write it like http://127.0.0.1:8000/v1."
        )
    return host


def is_here(host: str) -> bool:
    """Whether words sent to the host stay on this computer: "", localhost, 127.0.0.0/8, ::1. Resolves no names."""
    import ipaddress

    if host in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        return address == ipaddress.IPv6Address("::1") and address.scope_id is None
    return address in ipaddress.IPv4Network("127.0.0.0/8")


def check_leave(host: str, *, purpose: Purpose, leave: Leave) -> None:
    """Nothing if data for this purpose may go to the host, else a LeaveRefused error that says what to set."""
    enough = _ENOUGH.get(purpose, ("all",))
    if not is_here(host) and leave not in enough:
        raise LeaveRefused(host, enough[0])
