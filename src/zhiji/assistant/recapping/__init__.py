"""A recap: what happened in some days, what is wanted of the owner, what was promised, what comes next; each with its messages.

No language model is asked. Begin with `telling.py`, which puts the sections together; `period.py` reads the messages of
the time and leaves out what is noise (`noise.py`), `wanting.py` finds what is wanted of the owner, `matters.py` is where
promises, plans, decisions and debts come from, `happenings.py` tells what was talked about, `words.py` has our own words.
"""

from zhiji.assistant.recapping.matters import Matter, Matters
from zhiji.assistant.recapping.records import AsOf, Recap, RecapLine, RecapSection
from zhiji.assistant.recapping.remembered import RememberedMatters
from zhiji.assistant.recapping.telling import recap

__all__ = ["AsOf", "Matter", "Matters", "Recap", "RecapLine", "RecapSection", "RememberedMatters", "recap"]
