"""Hypothesis profiles: `make fuzz` tries many more examples than `make test`. Nothing is embedded unless a test says so.

Files are made in memory where there is room: a store waits for the disk at each commit, and tests make thousands.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

MEMORY = Path("/dev/shm")  # Linux
ROOM = 4 << 30
if not os.environ.get("TMPDIR") and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

os.environ["ZHIJI_EMBEDDER"] = "none"
settings.register_profile("default", deadline=None)  # machines are shared
settings.load_profile("default")
settings.register_profile(
    "fuzz", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
