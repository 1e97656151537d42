from __future__ import annotations

import pytest

from zhiji.config import Leave
from zhiji.errors import LeaveRefused, SettingError
from zhiji.llm import Purpose, check_leave, host_of, is_here


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.255.3.4", "::1", "0:0:0:0:0:0:0:1", ""])
def test_this_computer_is_here(host: str) -> None:
    assert is_here(host)
    check_leave(host, purpose="embeddings", leave="none")


@pytest.mark.parametrize(
    "host",
    [
        "api.example.com",
        "localhost.example.com",
        "127.0.0.1.example.com",
        "sub.localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",
        "192.168.1.5",
        "10.0.0.1",
        "::ffff:127.0.0.1",
        "::1%eth0",
        "fe80::1",
        "::",
    ],
)
def test_everything_else_is_elsewhere(host: str) -> None:
    assert not is_here(host)
    with pytest.raises(LeaveRefused, match="is not this computer"):
        check_leave(host, purpose="answers", leave="none")


@pytest.mark.parametrize(
    ("purpose", "leave", "allowed"),
    [
        ("answers", "none", False),
        ("answers", "evidence", True),
        ("answers", "pseudonyms", True),
        ("answers", "all", True),
        ("embeddings", "evidence", False),
        ("embeddings", "pseudonyms", False),
        ("embeddings", "all", True),
        ("memory", "evidence", False),
        ("memory", "all", True),
        ("pictures", "evidence", False),
        ("pictures", "all", True),
    ],
)
def test_what_may_leave_depends_on_what_it_is_for(purpose: Purpose, leave: Leave, allowed: bool) -> None:
    if allowed:
        check_leave("api.example.com", purpose=purpose, leave=leave)
    else:
        with pytest.raises(LeaveRefused, match=r'leave = "(evidence|all)"'):
            check_leave("api.example.com", purpose=purpose, leave=leave)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://127.0.0.1:8000/v1", "127.0.0.1"),
        ("https://API.Example.com/v1", "api.example.com"),
        ("http://[::1]:8080/v1", "::1"),
    ],
)
def test_the_host_of_an_address(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1@evil.example/v1",
        "http://evil.example\\@127.0.0.1/v1",
        "http://127.0.0.1 .evil.example/v1",
        "http://127.0.0.1%2eevil.example/v1",
        "http://ⓛocalhost/v1",
        "http://127.0.0.1\t/v1",
        "ftp://127.0.0.1/v1",
        "http:///v1",
        "http://127.0.0.1:99999/v1",
        "http://[::1/v1",
        "127.0.0.1:8000",
    ],
)
def test_an_address_that_could_be_read_in_two_ways_is_refused(url: str) -> None:
    with pytest.raises(SettingError, match="is no address that zhiji connects to"):
        host_of(url)
