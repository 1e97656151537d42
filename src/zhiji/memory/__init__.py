"""What is remembered of people: facts, plans, promises, decisions and debts, each with its evidence and its time.

Knows no language model on its usual way. Begin with `records.py`; `reading/` reads messages, one thread at a time;
`settling.py` works out what is believed after all that was said; `memory.py` is what others use.
"""

from zhiji.memory.birthdays import birthdays_in, next_birthday, year_of_birth
from zhiji.memory.coming import Coming
from zhiji.memory.facts import Fact, Profile
from zhiji.memory.holding import ONE_AT_A_TIME
from zhiji.memory.memory import Counts, Memory
from zhiji.memory.parties import Party
from zhiji.memory.recalling import Recalled
from zhiji.memory.records import When
from zhiji.memory.topics import Topic

__all__ = [
    "ONE_AT_A_TIME",
    "Coming",
    "Counts",
    "Fact",
    "Memory",
    "Party",
    "Profile",
    "Recalled",
    "Topic",
    "When",
    "birthdays_in",
    "next_birthday",
    "year_of_birth",
]
