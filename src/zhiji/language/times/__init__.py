"""Times that people write in chats, English and Chinese: "next Tuesday at 3", "端午前一天", "the summer before last"."""

from zhiji.language.times.finder import TimeSpan, before, find_times
from zhiji.language.times.interval import Granularity

__all__ = ["Granularity", "TimeSpan", "before", "find_times"]
