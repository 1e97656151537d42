"""Keys of endpoints: from the environment, else from the system's keyring; never from a file, and in no log.

In the keyring a key belongs to a host: whatever name an endpoint is given, its key goes to nobody else. The keyring needs the
extra `keyring`, imported when a key is wanted that the environment doesn't have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhiji.errors import MissingExtra, SettingError
from zhiji.hosts import is_here
from zhiji.llm.target import Target

_SERVICE = "zhiji"


def key_of(target: Target, env: Mapping[str, str]) -> str:
    """The key, "" where none is needed; SettingError if it is nowhere."""
    key = found(target, env).strip()  # a line break at its end is no part of it
    if not (key.isascii() and key.isprintable()):
        raise SettingError(
            f"The key of {target.name} has characters that no key has; {target.key_env or 'the keyring'} holds it."
        )
    if target.key_env and not key:
        raise SettingError(
            f"{target.name} needs a key: put it into the environment variable {target.key_env}, "
            f"or into the keyring with `zhiji llms key {target.name.partition(':')[0]}`."
        )
    return key


def found(target: Target, env: Mapping[str, str]) -> str:
    """The key if there is one, else ""."""
    key = env.get(target.key_env, "") if target.key_env else ""
    if key or (is_here(target.host) and not target.key_env):
        return key
    return _kept(target.host)


def keep(host: str, key: str) -> None:
    """Put a host's key into the keyring; "" takes it out."""
    ring = _ring()
    if ring is None:
        raise MissingExtra("Keeping keys in the system's keyring", "keyring")
    try:
        if key:
            ring.set_password(_SERVICE, host, key)
        elif ring.get_password(_SERVICE, host) is not None:
            ring.delete_password(_SERVICE, host)
    except ring.errors.KeyringError as error:
        raise SettingError(_NO_RING.format(type(error).__name__)) from error


_NO_RING = "There is no keyring here that can be used ({}); put keys into environment variables."


def _kept(host: str) -> str:
    ring = _ring()
    if ring is None:
        return ""
    try:
        return ring.get_password(_SERVICE, host) or ""
    except ring.errors.KeyringError:
        return ""  # as good as none


def _ring() -> Any:
    try:
        import keyring
        import keyring.errors
    except ImportError:
        return None
    return keyring
