"""Addresses on the network: whose they are, and which of them are this computer."""

from __future__ import annotations

from zhiji.errors import SettingError


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
