"""Questions with known answers: how well the archive finds and answers, with intervals and beside a plain baseline.

It gives numbers; it is not testing. Begin with `metrics.py`; `baseline.py` is the row to compare with.
"""
