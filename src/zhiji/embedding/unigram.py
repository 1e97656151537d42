"""SentencePiece's unigram tokenizer in plain Python: the pieces whose scores add up to most."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

SPACE = "\u2581"  # stands for the space before a word
_SPACES = re.compile(" {2,}")
_WORDS = re.compile(f"{SPACE}?[^{SPACE}]+|{SPACE}")
_REMEMBERED, _SHORT = (
    50_000,
    16,
)  # words whose pieces are kept, and how long they may be: sentences don't come again
_PENALTY = 10.0  # how much worse an unknown character is than the worst piece


class Unigram:
    """A vocabulary. No piece reaches over a space, so words are cut one by one and remembered."""

    def __init__(
        self,
        pieces: Sequence[str],
        scores: Sequence[float],
        *,
        unknown: int,
        control: Collection[int] = (),
        normal: Mapping[int, str] | None = None,
    ) -> None:
        self._ids = dict(zip(pieces, range(len(pieces))))
        for number in {unknown, *control}:  # "<s>" in a text is three characters
            self._ids.pop(pieces[number], None)
        self._scores = scores
        self._unknown = unknown
        self._worst = min(scores) - _PENALTY
        self._longest = max(map(len, pieces))
        self._normal = dict(normal or {})
        self._remembered: dict[str, tuple[int, ...]] = {}

    def ids(self, text: str) -> list[int]:
        """The pieces of a text; several unknown characters on end are one."""
        text = _SPACES.sub(" ", text.translate(self._normal))
        if not text.startswith(" "):
            text = SPACE + text
        words = _WORDS.findall(text.replace(" ", SPACE))
        found = [number for word in words for number in self._pieces(word)]
        return list(_fused(found, self._unknown))

    def _pieces(self, word: str) -> tuple[int, ...]:
        if len(word) > _SHORT:
            return self._cut(word)
        known = self._remembered.get(word)
        if known is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            known = self._remembered[word] = self._cut(word)
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        """Viterbi: for each place the best way to get there, of equals the first."""
        look, scores, longest, size = self._ids.get, self._scores, self._longest, len(word)
        best = [0.0] + [float("-inf")] * size
        way = [(0, 0)] * (size + 1)  # (where the last piece begins, which it is)
        for begin in range(size):
            here = best[begin]
            for end in range(begin + 1, min(begin + longest, size) + 1):
                number = look(word[begin:end])
                if number is not None and (score := here + scores[number]) > best[end]:
                    best[end], way[end] = score, (begin, number)
            if (score := here + self._worst) > best[begin + 1]:
                best[begin + 1], way[begin + 1] = score, (begin, self._unknown)
        return _back(way)


def _back(way: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    found, at = [], len(way) - 1
    while at > 0:
        at, number = way[at]
        found.append(number)
    return tuple(reversed(found))


def _fused(ids: Sequence[int], unknown: int) -> Iterator[int]:
    before = None
    for number in ids:
        if number != unknown or before != unknown:
            yield number
        before = number
