"""Times that people write in chats, English and Chinese: "next Tuesday at 3", "端午前一天", "the summer before last".

`find_times` gives each as a half-open interval with its granularity; `before` moves a recurring one back to where
a chat still goes on. Repetitions ("every Friday"), lengths ("for two weeks") and vague words ("soon", 最近) are left.

`times_of` reads a message, `find_times` anything else, with the lean that a question or a promise has.

Begin reading in `finder.py` (how parts are found and joined) and `parts.py` (what a part is). The grammars are `digits.py`,
`working_days.py` and, of each language, days, weeks and years (`english.py`, `chinese.py`), months (`*_dates.py`), hours and
lengths (`*_clock.py`, English feasts too) and `chinese_feasts.py`. What tells names and titles apart is `guards.py`; whether
"on Friday" looks back or ahead, and with it a whole question (`lean_of`), is `tense.py` with the marks of each language.
"""

from zhiji.language.times.finder import TimeSpan, before, find_times, times_of
from zhiji.language.times.interval import Granularity
from zhiji.language.times.tense import Lean, lean_of

__all__ = ["Granularity", "Lean", "TimeSpan", "before", "find_times", "lean_of", "times_of"]
