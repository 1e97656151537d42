"""Whether words stand in a text: exactly, but for width, whitespace and the shape of quotation marks."""

from __future__ import annotations

import unicodedata

_SAME = {"’": "'", "‘": "'", "“": '"', "”": '"'}


def plain(text: str) -> tuple[str, list[int]]:
    """A text with width and whitespace made one, and where each of its characters came from."""
    chars: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(text):
        for one in unicodedata.normalize("NFKC", char):
            one = _SAME.get(one, one)
            if one.isspace():
                if chars and chars[-1] == " ":
                    continue
                one = " "
            chars.append(one)
            offsets.append(at)
    return "".join(chars), offsets


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    """Where the words stand in the text, in its own code points; None if they don't."""
    wanted = plain(quote)[0].strip()
    said, offsets = plain(text)
    begin = said.find(wanted) if wanted else -1
    return None if begin < 0 else (offsets[begin], offsets[begin + len(wanted) - 1] + 1)
