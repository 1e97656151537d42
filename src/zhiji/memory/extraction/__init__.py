"""Reading memory with a language model: what it claims to have read, and what of that is let through.

It adds to the readers by rules and replaces none of them. `extract` shows a thread portion by portion (`prompt.py`),
takes the reply apart (`items.py`), keeps of it what the cited line itself proves (`checking.py`), and has the rest
asked about once more (`supporting.py`). It knows no database, no endpoint and no budget: who calls it hands over how
to ask. Begin with `extracting.py`.
"""

from zhiji.memory.extraction.extracting import Ask, Extracted, extract
from zhiji.memory.extraction.items import Unreadable

__all__ = ["Ask", "Extracted", "Unreadable", "extract"]
