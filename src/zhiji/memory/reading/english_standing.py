"""English words that tell how a speaker stands to a clause."""

from __future__ import annotations

import re

from zhiji.memory.reading.standing import Standing

_ASKED = re.compile(
    r"\?\W*$|^(?:do|does|did|is|are|was|were|have|has|can|could|would|will|should|what|when|where|who|why|how|which|whose)\b(?!.*[.!]$)",
    re.I,
)
_IMAGINED = re.compile(
    r"\b(?:if|unless|imagine|suppose|wish|hopefully|would(?:'ve| have)?|wouldn't|'d (?:love|like|rather|have)|could have|should have|might|what if|as if|pretend|dreamt|dreamed|in another life)\b",
    re.I,
)
_JOKED = re.compile(
    r"\b(?:l+o+l+|lmao|rofl|jk|just kidding|kidding|haha\w*|hehe\w*|yeah right|as if|/s)\b|😂|🤣|😜|🙃", re.I
)
_QUOTED = re.compile(r"^[\"“>]|\b(?:translate|proofread|rewrite|polish|role ?play|lyrics?)\b|🎵|🎶|♪", re.I)
_HEDGED = re.compile(
    r"\b(?:maybe|perhaps|probably|i (?:think|guess|suppose|reckon|believe)|not sure|possibly|might|kind of|sort of)\b",
    re.I,
)
_HEARD = re.compile(
    r"\b(?:apparently|i hear[d]?|heard|rumou?r|word is|they say|people say|someone (?:said|told)|somebody (?:said|told)|supposedly|allegedly|\w+ (?:says|said|reckons|told me|tells me) (?:that )?)\b",
    re.I,
)
_NEGATED = re.compile(
    r"\b(?:not|never|no longer|no more|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|haven't|hasn't|can't|cannot|won't|any ?more|neither|none|without)\b",
    re.I,
)


def standing(clause: str, sentence: str, message: str) -> Standing:
    """How the speaker of a message stands to one of its clauses."""
    return Standing(
        asked=bool(_ASKED.search(clause)) or sentence.rstrip().endswith("?"),
        imagined=bool(_IMAGINED.search(sentence)),
        joked=bool(_JOKED.search(message)),
        quoted=bool(_QUOTED.search(message)),
        hedged=bool(_HEDGED.search(sentence)),
        heard=bool(_HEARD.search(sentence)),
        negated=bool(_NEGATED.search(clause)),
    )
