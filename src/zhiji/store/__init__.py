"""Keeping: one SQLite file with everything in it, and the only place that knows SQL.

What goes in: messages of a file, batch by batch (`write.py`), then settled (`settle.py` calls `adopt.py`, `regroup.py`,
`align.py`, `cluster.py` and `become.py`: which strands are one chat, which entries one message). What comes out: messages
(`reader.py`), words' postings (`lexical.py`), everything at once (`export.py`). Begin with `schema.py`, then `store.py`.
"""

from zhiji.store.store import Adding, FileInfo, Store

__all__ = ["Adding", "FileInfo", "Store"]
