"""An answer worded by a language model, of which only what checks against the messages is shown.

`speaking.py` is where to begin: it asks (`prompting.py`), cuts the reply into sentences (`cutting.py`), takes each apart
(`marks.py`), has it checked (`checking.py`) and shows it with the messages' own words in its quotes. The check is code
alone: quotes (`quoting.py`), numbers (`figures.py`), arithmetic (`sums.py`), times (`times.py`), names (`naming.py`).
What it can't see: whether a sentence says of true quotes, numbers, times and names what they don't mean.
"""

from zhiji.assistant.worded.checking import Checker
from zhiji.assistant.worded.naming import Names
from zhiji.assistant.worded.prompting import BUDGET
from zhiji.assistant.worded.speaking import Line, Speaker, Spoken

__all__ = ["BUDGET", "Checker", "Line", "Names", "Speaker", "Spoken"]
