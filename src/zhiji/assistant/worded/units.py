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
