"""Who is who: accounts of several apps as persons, the owner among them, and chats that are one.

An account that the owner didn't join with another is a person of its own; whoever joins or splits persons or chats
can undo it, at any time and in any order. A name leads to every person it may mean. Messages hold accounts, never
persons: nothing here changes what was said. Begin with `people.py`; `matching.py` tells which names a name may mean,
`grouping.py` what the decisions amount to, `owner.py` who the owner seems to be, `suggesting.py` who may be one.
"""

from zhiji.people.chats import Chats, ListedChat, WholeChat
from zhiji.people.matching import Resolved
from zhiji.people.owner import guess_owner, owner_accounts
from zhiji.people.people import ListedPerson, People, Person, PersonId
from zhiji.people.suggested import Suggestion
from zhiji.store.directory import Decision

__all__ = [
    "Chats",
    "Decision",
    "ListedChat",
    "ListedPerson",
    "People",
    "Person",
    "PersonId",
    "Resolved",
    "Suggestion",
    "WholeChat",
    "guess_owner",
    "owner_accounts",
]
