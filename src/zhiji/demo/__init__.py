"""A made-up life in exports of several apps, and a show of what zhiji does with it.

`exports/` is what Shuyi Han would have on her disk, `questions.jsonl` what is known to be in it and where. Nobody in
it exists. `show.py` runs real commands on it.
"""
