"""What one can't eat because of what it does to one: an allergy, where the message tells so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.records import Reading
from zhiji.memory.thread import Line

# "allergy" alone, not of something named; swelling, hives, a pen that one carries.
_REACTS = Rarely(
    r"(?:^|[,.;!(] *|\b(?:is|it'?s|an?|bad|severe|serious|because|cos) )allerg(?:y|ic)\b(?! to)|\bepi-?pen\b|\banaphyla|\bhives\b"
    r"|\b(?:face|lips?|throat|tongue|eyes)\b.{0,16}\b(?:swell|swelled|swelled up|swollen|swells|closed|closes|puff\w*)"
    r"|(?:^|[\s,，。])过敏(?:的|$|[\s,，。])|一(?:吃|喝|碰)就.{0,3}(?:起|肿|送|喘|休克|急诊|送急診)|起疹|浑身痒|喉咙.{0,2}(?:肿|紧)",
    re.I,
)
_CANT = re.compile(
    r"\b(?:can'?t|cannot|can ?not|mustn'?t|must not|not allowed)\b|不能|唔食得|不可以|吃不了", re.I
)
_LATIN = re.compile(r"no (?P<what>[\w' -]+)", re.I)
_CHINESE = re.compile(
    r"(?:绝对|完全|一点都?|也|都)*(?:不能|不可以)(?:吃|喝|碰)(?P<what>.+)|(?P<first>.+?)(?:我|他|她)?(?:都|也)?(?:不能吃|吃不了|不能喝|不能碰)"
)


def by_reaction(found: Iterable[Reading], line: Line) -> Iterator[Reading]:
    """Readings of a line, in which "can't eat" is an allergy if the message tells what it does."""
    for one in found:
        yield _allergy(one, line) if one.relation == "diet" and not one.negated else one


def _allergy(reading: Reading, line: Line) -> Reading:
    said = line.text[reading.quote.start : reading.quote.stop].replace("’", "'")
    if not _CANT.search(said) or not _REACTS.search(line.text.replace("’", "'")):
        return reading
    told = _LATIN.fullmatch(reading.value) or _CHINESE.fullmatch(reading.value)
    what = next((part for part in told.groups() if part), "") if told else ""
    return replace(reading, relation="allergy", value=what.strip()) if what else reading
