"""Hypothesis profiles: `make fuzz` tries many more examples than `make test`. Nothing is embedded unless a test says so."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

os.environ["ZHIJI_EMBEDDER"] = "none"
settings.register_profile("default", deadline=None)  # machines are shared
settings.load_profile("default")
settings.register_profile(
    "fuzz", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
