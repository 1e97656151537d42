"""Meta writes each byte of UTF-8 as a character of its own ("cafÃ©"); this makes letters of them again."""

from __future__ import annotations

from zhiji.chat import Json

_DEEPEST = 12  # levels of what is kept beside a message's own fields


def mended(text: str) -> str:
    """The text as it was typed. What isn't UTF-8 byte by byte was never broken and stays as it is."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def mended_all(value: object, depth: int = 0) -> Json:
    """A value with all its texts mended; what lies deeper than any export's is left out."""
    if isinstance(value, str):
        return mended(value)
    if isinstance(value, list):
        return [mended_all(one, depth + 1) for one in value] if depth < _DEEPEST else []
    if isinstance(value, dict):
        if depth >= _DEEPEST:
            return {}
        return {mended(str(key)): mended_all(one, depth + 1) for key, one in value.items()}
    return value if isinstance(value, int | float | bool) else None
