"""A group's id from its master key, as Signal derives it: the key opens the group, the id only names it."""

from __future__ import annotations

import base64
import hmac

_LABEL = b"Signal_ZKGroup_20200424_GroupMasterKey_GroupSecretParams_DeriveFromMasterKey"
_KEY = 32  # bytes of a master key


def group_id(master_key: bytes) -> str | None:
    """The id as Signal Desktop's database writes it; None if that is no master key."""
    if len(master_key) != _KEY:
        return None
    return base64.b64encode(derived(_LABEL, master_key)).decode()


def derived(label: bytes, secret: bytes) -> bytes:
    """The first 32 bytes of Signal's hash object (ShoHmacSha256) that has taken in a label and a secret."""
    chain = bytes(32)
    for taken in (label, secret):
        chain = hmac.digest(chain, taken + b"\0", "sha256")
    return hmac.digest(chain, bytes(8) + b"\1", "sha256")
