"""`python -m zhiji` is `zhiji`."""

from __future__ import annotations

from zhiji.cli import main

if __name__ == "__main__":
    main()
