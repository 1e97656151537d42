"""A sentence of a language model taken apart: its quotes, which message each one cites, and what else it says."""

from __future__ import annotations

import re
from dataclasses import dataclass

QUOTED = re.compile(
    r"“([^“”]+)”|\"([^\"\n]+)\"|「([^「」]+)」|『([^『』]+)』|«([^«»]+)»|„([^„“”]+)[“”]|`([^`\n]+)`"
    r"|(?<![\w’'])[‘']([^\n]{2,}?)[’'](?!\w)"
)
_NUMBERS = r"#?\d{1,3}(?:\s*(?:[,，、;/&]|and|和|[-–])\s*#?\d{1,3})*"
CITED = re.compile(
    rf"[\[【［]\s*(?:\^|nos?\.?\s*|msgs?\.?\s*|messages?\s*|消息\s*|第\s*)?({_NUMBERS})\s*(?:条)?\s*[\]】］]",
    re.I,
)
_EITHER = re.compile(f"(?P<quoted>{QUOTED.pattern})|(?P<cited>{CITED.pattern})", re.I)
_BETWEEN = re.compile(
    r"[\s,，、;；&()（）]*(?:and|和)?[\s,，、;；&()（）]*"
)  # citations that belong together
_LEFT_OVER = re.compile(r"[\[\]【】［］“”\"„「」『』«»`<>{}|\\]|https?:|www\.", re.I)
_RANGE = re.compile(r"#?(\d{1,3})\s*[-–]\s*#?(\d{1,3})")
_FURTHEST = 12  # messages that a range may cite


@dataclass(frozen=True, slots=True)
class Quote:
    """Words said to be somebody's, where they stand in the sentence, and which messages are cited for them."""

    words: str
    start: int
    stop: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its marks."""

    text: str
    quotes: tuple[Quote, ...]
    numbers: tuple[int, ...]  # of all messages cited
    cites: tuple[tuple[int, int], ...]  # where the citations stand
    free: str  # as long as the text, quotes and citations blank: what the language model says itself
    broken: bool  # marks that don't pair, or that are none of ours


def marked(text: str) -> Marked:
    """The marks of a sentence."""
    words: list[tuple[str, int, int]] = []
    cites: list[tuple[int, int, tuple[int, ...]]] = []
    for match in _EITHER.finditer(text):
        if match["quoted"] is not None:
            quoted = QUOTED.match(match["quoted"])
            inner = next(filter(None, quoted.groups()), "") if quoted else ""
            words.append((inner, match.start(), match.end()))
        else:
            cites.append((match.start(), match.end(), _numbers(match["cited"])))
    free = _blank(text, [(start, stop) for _, start, stop in words] + [(a, b) for a, b, _ in cites])
    first = bool(cites) and (not words or cites[0][0] < words[0][1])
    return Marked(
        text=text,
        quotes=tuple(Quote(one, a, b, _of(b if not first else a, cites, text, first)) for one, a, b in words),
        numbers=tuple(dict.fromkeys(number for *_, some in cites for number in some)),
        cites=tuple((start, stop) for start, stop, _ in cites),
        free=free,
        broken=bool(_LEFT_OVER.search(free)),
    )


def _of(at: int, cites: list[tuple[int, int, tuple[int, ...]]], text: str, before: bool) -> tuple[int, ...]:
    """The citations that a quote has: those next behind it; next before it in a sentence that begins with one."""
    if before:
        run: list[int] = []
        edge = -1
        for start, stop, numbers in reversed([one for one in cites if one[1] <= at]):
            if run and not _BETWEEN.fullmatch(text[stop:edge]):
                break
            run, edge = [*numbers, *run], start
        return tuple(run)
    run, edge = [], -1
    for start, stop, numbers in (one for one in cites if one[0] >= at):
        if run and not _BETWEEN.fullmatch(text[edge:start]):
            break
        run, edge = [*run, *numbers], stop
    return tuple(run)


def _numbers(written: str) -> tuple[int, ...]:
    found: list[int] = []
    for match in re.finditer(rf"{_RANGE.pattern}|(\d{{1,3}})", written):
        if match[1]:
            first, last = int(match[1]), int(match[2])
            found += range(first, min(last, first + _FURTHEST) + 1) if first < last else [first, last]
        else:
            found.append(int(match[3]))
    return tuple(found)


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    chars = list(text)
    for start, stop in spans:
        chars[start:stop] = " " * (stop - start)
    return "".join(chars)
