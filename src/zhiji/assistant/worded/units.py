"""What is counted, where a number says so: 128 元 are no 128 euros, nor 3 kg 3 km."""

from __future__ import annotations

import re

from zhiji.assistant.worded.figures import Figure

# Each line is one unit in all its spellings.
_UNITS = tuple(
    re.compile(rf"(?:{spellings})", re.I)
    for spellings in (
        r"€|\beur\b|\beuros?\b|欧元|欧(?!洲)",
        r"(?<![a-z])\$|\busd\b|\bdollars?\b|\bbucks\b|美元|美金|刀",
        r"£|\bgbp\b|\bpounds?\b|\bquid\b|英镑",
        r"[¥￥]|\brmb\b|\bcny\b|\byuan\b|\bkuai\b|(?<![欧美日])元|块(?!儿)|人民币",
        r"\bkgs?\b|\bkilos?\b|\bkilograms?\b|公斤|千克",
        r"\bkms?\b|\bkilomet(?:er|re)s?\b|公里|千米",
        r"\bmiles?\b|英里",
        r"[%％]|\bper ?cent\b|百分之|成(?!功|为|了)",
        r"°|\bdegrees?\b|度(?!假|过)",
    )
)
_DIGIT_UNIT = re.compile(r"(?<=\d)(?=[a-z€£$])", re.I)


# The same of shares and vague counts, which are no figures.
_SHARES = tuple(
    (re.compile(told, re.I), re.compile(rf"{told}|{known}", re.I))
    for told, known in (
        (
            r"\bhalf\b|\bhalves\b|一半|半(?:价|数|个|斤|公斤|年|天|小时)",
            r"½|1/2|0[.,]5|50 ?[%％]|百分之五十|(?<!点)半|五折",
        ),
        (r"\bquarters? of\b|四分之一", r"¼|1/4|25 ?[%％]"),
        (r"\bdozens?\b|几十|数十|好几十", r"\b12\b|十二"),
        (r"\bhundreds of\b|[几数上好]百", r"\b[2-9]\d\d\b|hundred|百"),
        (r"\bthousands of\b|[几数上好]千|成千", r"\b(?:[2-9]|\d\d)[.,]?\d{3}\b|thousand|千"),
        (r"\bdoubl(?:e|ed|es|ing)\b|翻倍|翻了?一番|[两一]倍", r"\btwice\b|2 ?x\b|倍|2 times|double"),
        (r"\btripl(?:e|ed|es|ing)\b|三倍", r"3 ?x\b|3 times|three times|thrice"),
    )
)


def wrong_share(free: str, said: str) -> str | None:
    """A share or a vague count that the messages don't know; None if there is none."""
    for told, known in _SHARES:
        if (match := told.search(free)) and not known.search(said):
            return match[0]
    return None


def wrong_unit(figure: Figure, free: str, said: str) -> str | None:
    """A number with its unit, if the messages know no such unit; None if they do, or it has none."""
    before, behind = (
        free[max(0, figure.start - 2) : figure.start].rstrip(),
        free[figure.stop : figure.stop + 14],
    )
    apart = _DIGIT_UNIT.sub(" ", said)
    for unit in _UNITS:
        at_front = next((match for match in unit.finditer(before) if match.end() == len(before)), None)
        after = unit.match(behind.lstrip())
        if (at_front or after) and not unit.search(apart):
            return f"{at_front[0] if at_front else ''}{figure.text} {after[0] if after else ''}".strip()
    return None
