"""Answers of certain kinds, a module each: what is put together otherwise than by looking up what says it.

`means.py` is what all of them have at hand, `events.py` how a phrase becomes a day. Each gives a Draft whose confidence is
0 where it has nothing; then the usual way goes on.
"""
