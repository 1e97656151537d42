"""Write requirements.lock: the versions that everything is tested with, for `pip install -c requirements.lock`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Resolve zhiji with all its extras afresh and pin what comes out."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-",
               f"{ROOT}[dev,keyring,llm,semantic]"]  # fmt: skip
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    pins = sorted(
        f"{one['metadata']['name'].lower().replace('_', '-')}=={one['metadata']['version']}"
        for one in report["install"]
        if one["metadata"]["name"] != "zhiji"
    )
    (ROOT / "requirements.lock").write_text("\n".join(pins) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
