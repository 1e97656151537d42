"""What is remembered of people: facts, plans, promises, decisions and debts, each with its evidence and its time.

Knows no language model on its usual way. Begin with `records.py`; `reading/` reads messages, one thread at a time.
"""
