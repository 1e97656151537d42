"""One spelling for what people write in several: width, case, accents, traditional characters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from zhiji.language.fold_table import SIMPLIFIED, TRADITIONAL

_SHORT = 400  # characters of a text that is kept in mind
_LOOKALIKES = str.maketrans("‘’‚‛′“”„‟″‐‑‒–—―−øđħıłŋŧƀɨʉ", "'" * 5 + '"' * 5 + "-" * 7 + "odhilntbiu")


def fold(text: str) -> str:
    """The text as searches see it, as many code points long as it was, so that offsets stay true."""
    if text.isascii():
        return text.lower()
    return _folded(text) if len(text) <= _SHORT else text.translate(_FOLDED)


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    """What is said in a chat is folded again by each who reads it."""
    return text.translate(_FOLDED)


def _folded_character(char: str) -> str:
    """Fold until nothing changes; a character that would become several stays as it is."""
    while (simpler := _simpler(char)) != char:
        char = simpler
    return char


def _simpler(char: str) -> str:
    for spelling in (_lower(char), unicodedata.normalize("NFKC", char)):
        bare = _without_accents(spelling)
        if len(bare) == 1 and bare != char:
            return bare
    return _TO_SIMPLIFIED.get(char, char).translate(_LOOKALIKES)


def _lower(char: str) -> str:
    folded = char.casefold()
    return folded if len(folded) == 1 else char.lower()


def _without_accents(spelling: str) -> str:
    """Latin and Greek letters lose their marks; elsewhere a mark makes another letter (и, й)."""
    decomposed = unicodedata.normalize("NFD", spelling)
    base = decomposed[:1]
    if len(decomposed) > 1 and not any(map(unicodedata.combining, base)) and base < "Ѐ":
        return "".join(char for char in decomposed if not unicodedata.combining(char))
    return spelling


class _Folded(dict[int, str]):
    """Code point to folded character, worked out when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded_character(chr(code))
        return folded


_TO_SIMPLIFIED = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
_FOLDED = _Folded()
