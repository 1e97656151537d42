"""Which way an answer to a question is put together."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class Route(Enum):
    """Which way an answer is put together."""

    LOOK_UP = "look up"
    WAITING = "waiting"  # who waits for the owner's reply
    FREE = "free"  # what is planned in some time
    PROMISES = "promises"  # what somebody said they would do
    OWING = "owing"  # who owes whom how much
    CHOICE = "choice"  # advice: what to eat, to give, to talk about: avoid, likes, lately
    SMALL_TALK = "small talk"
    DRAFT = "draft"  # words for the owner to send
    ORDER = "order"  # which of two came first
    DURATION = "duration"  # how long something took, or between two things
    COMPARISON = "comparison"  # of people, or of two things
    HISTORY = "history"  # how something changed, what became of it
    SUMMARY = "summary"  # of a chat, a person, a time


ROUTES: Mapping[str, Route] = {
    "look_up": Route.LOOK_UP,
    "count": Route.LOOK_UP,
    "list": Route.LOOK_UP,
    "waiting": Route.WAITING,
    "promises": Route.PROMISES,
    "owing": Route.OWING,
    "plans": Route.FREE,
    "food": Route.CHOICE,
    "gift": Route.CHOICE,
    "bring": Route.CHOICE,
    "talk": Route.CHOICE,
    "activity": Route.CHOICE,
    "order": Route.ORDER,
    "duration": Route.DURATION,
    "comparison": Route.COMPARISON,
    "history": Route.HISTORY,
    "summary": Route.SUMMARY,
    "draft": Route.DRAFT,
    "small_talk": Route.SMALL_TALK,
}
"""By the kind that a question is told to be of (`asked_for`)."""
