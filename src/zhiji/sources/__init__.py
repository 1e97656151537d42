"""Reading what other apps export: a file, folder or zip in, `Message | Problem | Contact` out.

A source never touches the archive, never fails as a whole because of one bad row, never follows a path out of its
export and never needs a network. Begin with `protocol.py`; `door.py` finds the source for a path; each app has a
module of its own. Third-party sources come in through the entry point group `zhiji.sources` and pass the contract
kit in `zhiji.testing`.
"""

from zhiji.sources.door import Found, find, recognise
from zhiji.sources.export import Export
from zhiji.sources.protocol import SET, Entry, Guide, Peek, Source
from zhiji.sources.registry import guides, names, source

__all__ = [
    "SET",
    "Entry",
    "Export",
    "Found",
    "Guide",
    "Peek",
    "Source",
    "find",
    "guides",
    "names",
    "recognise",
    "source",
]
