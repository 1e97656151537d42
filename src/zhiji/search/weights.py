"""The numbers of the ranking, and what each is worth.

A message's score is its share of all that a clause says (1.0: it has each word once, or is the best match by words), plus
the parts below. One setting for all kinds of chats; which parts apply is decided by the kind of chat a message stands in.
Points of recall@10 that are lost without a part, on LoCoMo, REALTALK (four chats), MemDaily, MADial and BEAM-100K: meaning
2.2, 7.9, 8.1, 20.0, 4.2; session 2.4, 0.4, 3.3, 3.2, -1.1; speaker 3.3, 6.1; owner 4.9 on BEAM; date 2.1, 1.8; length 1.2,
2.5; neighbour 1.9, 1.1, 0, 0, 1.0; a question mark 0.5, 0.5; bridge 0.6 on MemDaily (`python -m benchmarks.weights`).
Weights chosen without the set they are then tried on lose a point at most, but 5 on BEAM: no other set teaches the owner. What a group
changes was reasoned, not measured, and so was the kind.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What a message gets beside its own words, in shares of the best match."""

    k1: float = 1.2
    b: float = 0.75
    name: float = 0.25  # what the name of somebody who writes here counts as a word
    rare: float = 3.0  # looked up by few words, it has one that no other message has; less the more have it
    rare_power: float = 4.0  # so much less: of the share of the greatest rarity
    whole: float = 1.0  # of the rarity of all words of a clause: less than that is less than a whole match
    meaning: float = 0.5  # of each standard deviation that it is nearer in meaning than is usual
    neighbour: float = 0.25  # of the better neighbour's share, in talk; notes beside each other are unrelated
    neighbour_meaning: float = 0.12  # of each standard deviation that the better neighbour is nearer, in talk
    session: float = 0.5  # of the session's share
    speaker: float = 1.25  # in a chat of two, written by the one person that the question names
    speaker_in_group: float = 0.6  # in a group he is spoken about nearly as often as he speaks
    owner: float = 1.2  # "I", "my" in a chat with an assistant: the owner's own turns
    date: float = (
        1.2  # sent in the time that the question names, fading by e a day (4 days for weeks and more)
    )
    kind: float = 0.6  # a photo, link, voice note that matches, where the question is after one
    remembered: float = 0.5  # memory has it in a list that is asked for: the pets of somebody
    length: float = 0.4  # of log(1 + words), in talk: answers are longer than banter
    asks: float = -0.25  # ends in a question mark, in talk: answers seldom do
    longest: int = 60  # words that count for it, lest pasted articles win
    wordless: float = -3.0  # without a word of the question: after those that have one
    bridge: float = 0.25  # notes: share by the rarest words of the best match, one step further
    bridge_terms: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much is looked at; what makes a million messages quick."""

    postings: int = 20_000  # of the rarest terms first
    rows: int = 1_000  # best by rarity alone
    near: int = 200  # nearest in meaning
    texts: int = 200  # scored word by word
    neighbours: int = 100  # best of them whose neighbours are looked at
    dated: int = 200  # messages of the time that the question names


STANDARD = Weights()
WITHOUT_MEANING = Weights(  # words are all there is: the best match by them is a whole one
    name=0.25,
    whole=0.0,
    meaning=0.0,
    neighbour=0.3,
    session=0.3,
    speaker=0.6,
    speaker_in_group=0.3,
    owner=0.7,
    date=0.7,
    length=0.24,
    kind=0.4,
    asks=-0.1,
    wordless=-2.0,
    bridge=0.3,
)
BUDGET = Budget()
