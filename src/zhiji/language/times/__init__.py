"""Times that people write in chats, English and Chinese: "next Tuesday at 3", "端午前一天", "the summer before last".

`find_times` gives each as a half-open interval with its granularity; `before` moves a recurring one back to where
a chat still goes on. Repetitions ("every Friday"), lengths ("for two weeks") and vague words ("soon", 最近) are left.

Begin reading in `finder.py` (how parts are found and joined) and `parts.py` (what a part is); the grammars are
`english.py`, `english_clock.py`, `chinese.py`, `chinese_clock.py` and `digits.py`, what tells names and titles apart
is `guards.py`, and whether "on Friday" looks back or ahead, and with it a whole question (`lean_of`), is `tense.py`.
"""

from zhiji.language.times.finder import TimeSpan, before, find_times
from zhiji.language.times.interval import Granularity
from zhiji.language.times.tense import Lean, lean_of

__all__ = ["Granularity", "Lean", "TimeSpan", "before", "find_times", "lean_of"]
