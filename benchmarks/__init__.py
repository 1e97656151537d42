"""Measuring zhiji: CPU time, and ratios against something run in the same minute. Wall time on shared machines lies."""
