"""Episodes: what a chat was about for a while, and what several chats were about in the same weeks.

Pure functions over messages in order; the same messages give the same episodes, in whatever order they were added.
Begin with `records.py`; `cutting.py` cuts a session where its words change, `candidates.py` and `titles.py` find the
words that name a segment, `linking.py` finds rare words that several sessions share for some weeks.
"""

from zhiji.memory.episodes.cutting import cut
from zhiji.memory.episodes.linking import Burst, Use, bursts, links
from zhiji.memory.episodes.records import Segment, Word
from zhiji.memory.episodes.titles import Rarity, segments

__all__ = ["Burst", "Rarity", "Segment", "Use", "Word", "bursts", "cut", "links", "segments"]
