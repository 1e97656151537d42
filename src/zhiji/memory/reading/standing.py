"""How a speaker stands to what a clause says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What keeps a clause from being held true by who says it; all false: it is said."""

    asked: bool = False  # a question
    imagined: bool = False  # if, were, would, a wish or a regret
    joked: bool = False  # laughed off, exaggerated, sarcastic
    quoted: bool = False  # a song, a saying, somebody else's words, a text to translate
    hedged: bool = False  # maybe, I think: no more than suggested
    heard: bool = False  # at second hand: kept as hearsay
    negated: bool = False  # says that it is not so

    @property
    def asserted(self) -> bool:
        """Whether it is held true, at second hand perhaps."""
        return not (self.asked or self.imagined or self.joked or self.quoted)
