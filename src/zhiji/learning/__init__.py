"""Learning: the work of idle time, done a little at a time and within the minutes that were given.

A `Worker` does one kind of derived work (vectors, episodes, transcripts, facts); `learn` takes what is open of the kinds it was
given workers for, computes outside the write lock and writes each outcome in a short turn. What fails is tried again
later and is given up in the end; nothing here raises because one piece of work does. Begin with `working.py`;
`resting.py` knows when a worker that nobody waits for should pause.
"""

from zhiji.learning.budget import Budget
from zhiji.learning.embedding import VectorWorker
from zhiji.learning.extracting import ExtractionWorker
from zhiji.learning.gathering import EpisodeWorker
from zhiji.learning.remembering import MemoryWorker
from zhiji.learning.resting import Resting
from zhiji.learning.working import Learning, LearnReport, Outcome, Worker, learn

__all__ = [
    "Budget",
    "EpisodeWorker",
    "ExtractionWorker",
    "LearnReport",
    "Learning",
    "MemoryWorker",
    "Outcome",
    "Resting",
    "VectorWorker",
    "Worker",
    "learn",
]
