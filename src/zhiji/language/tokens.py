"""The terms under which a message is found: stemmed words, numbers, pairs of Chinese characters, emoji."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from operator import add

from zhiji.language.fold import fold
from zhiji.language.irregular import BASE
from zhiji.language.stopwords import ENGLISH

LONGEST_TERM = 40  # letters; nobody searches for the rest of a pasted key

# Scripts written without spaces, as ranges for a regular expression: Thai to Khmer, kana, bopomofo, Han, hangul.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af"
)
HAN = re.compile("[\u3400-\u9fff]")  # one Chinese character
# Vowel signs and accents that `\w` does not count as letters.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff"
_EMOJI = "\u2600-\u27bf\U0001f000-\U0001f3fa\U0001f400-\U0001faff"
_ASCII_RUNS = re.compile("[a-z]+|[0-9]+").findall
_ANY_RUN = re.compile(
    f"[a-zß-öø-ɏ]+|[{UNSPACED}]+|[0-9]+|(?:[^\\W_0-9a-zß-öø-ɏ{UNSPACED}]|[{_MARKS}])+|[{_EMOJI}]"
)
_RUNS = _ANY_RUN.findall
_FIRST_UNSPACED = "\u0e00"
_unspaced = re.compile(f"[{UNSPACED}]").match


def tokens(text: str) -> list[str]:
    """The index terms of a message in reading order, each as often as it occurs.

    The last character of an unspaced run is a term too: with it, each single character begins some term.
    """
    if text.isascii():
        return [_STEMS[word] for word in _ASCII_RUNS(text.lower())]
    terms: list[str] = []
    for run in _runs(text):
        if run < _FIRST_UNSPACED:
            terms.append(_STEMS[run])
        elif _unspaced(run):
            terms += map(add, run, run[1:])
            terms.append(run[-1])
        else:
            terms.append(run[:LONGEST_TERM])
    return terms


def query_terms(text: str) -> list[str]:
    """The terms worth looking up for a question, each once; stop words only if it has nothing else.

    A lone character of an unspaced script is to be looked up as a prefix.
    """
    terms: dict[str, None] = {}
    for run in _runs(text):
        if len(run) > 1 and _unspaced(run):
            terms.update(dict.fromkeys(map(add, run, run[1:])))
        else:
            terms[_STEMS[run]] = None
    return [term for term in terms if term not in _STOPPED] or list(terms)


def term_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """The terms of a text and where they stand in it, in code points; single characters are left to the pairs."""
    for found in _ANY_RUN.finditer(fold(text)):
        run, start = found[0], found.start()
        if len(run) > 1 and _unspaced(run):
            yield from ((run[at : at + 2], start + at, start + at + 2) for at in range(len(run) - 1))
        else:
            yield _STEMS[run], start, found.end()


def is_stop_word(word: str) -> bool:
    """Whether a folded word is one that questions are built with."""
    return _STEMS[word] in _STOPPED


def _runs(text: str) -> list[str]:
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _RUNS(fold(text))


def _stemmer() -> Callable[[str], str]:
    stem: Callable[[str], str]
    try:
        from Stemmer import Stemmer
    except ImportError:  # no wheel for this platform
        import snowballstemmer

        stem = snowballstemmer.stemmer("english").stemWord
    else:
        stem = Stemmer("english", 0).stemWord
    return stem


class _Stems(dict[str, str]):
    """Word to stem, kept for the words met so far."""

    def __init__(self, stem: Callable[[str], str], *, most: int = 200_000) -> None:
        self._stem = stem
        self._most = most

    def __missing__(self, word: str) -> str:
        if len(self) >= self._most:
            self.clear()
        self[word] = stem = self._stem(BASE.get(word, word)[:LONGEST_TERM])
        return stem


_STEMS = _Stems(_stemmer())
_STOPPED = frozenset(tokens(ENGLISH))
