"""`python -m benchmarks`: everything that needs no data from outside, in a few minutes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import zhiji
from benchmarks import adding, lives, searching, settling, sources, starting

COUNT = 100_000


def main(count: int = COUNT) -> None:
    print("## adding")
    adding.main(count)
    print("\n## adding: formats")
    sources.main(count // 5)
    print("\n## settling")
    settling.main(count // 5)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with zhiji.open(home) as archive:
            archive.add(lives.write(Path(folder) / "life.jsonl", count))
        print("\n## searching")
        searching.main(home=home)
        print("\n## starting")
        starting.main(home=home)


if __name__ == "__main__":
    main()
