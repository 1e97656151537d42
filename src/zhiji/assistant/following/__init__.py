"""Following: what somebody asks next in a dialogue, as a whole question, from the turn before. Needs no language model.

"And the year before?" after "Where did Tom live in 2030?" asks "Where did Tom live in 2029?". What stands on its own is
left as it is: the present request outranks all that was said before. Pure functions on text; begin with `follow.py`,
`english.py` and `chinese.py` have the words, `times.py` and `people.py` what "then" and "she" may mean.
"""

from zhiji.assistant.following.follow import follow, is_aside, puts_right, without_lead
from zhiji.assistant.following.records import Before, Followed, How, Seen

__all__ = ["Before", "Followed", "How", "Seen", "follow", "is_aside", "puts_right", "without_lead"]
