"""Readers: lines of a chat -> what they say that is worth remembering, without a language model.

Each reader looks for a few clear cases of one family, in one language or both; what isn't clear is left. Begin with
`clauses.py` (a message cut into clauses, and how its speaker stands to each) and `readers.py` (which readers there are).
"""

from zhiji.memory.reading.readers import Reader, read

__all__ = ["Reader", "read"]
