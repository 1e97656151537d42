"""`python -m benchmarks.adding [COUNT]`: CPU of adding neutral JSON lines, against merely parsing them; memory."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import lives


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = lives.write(Path(folder) / "life.jsonl", count)
        began = time.process_time()
        with path.open(encoding="utf-8") as file:
            for line in file:
                json.loads(line)
        parsing = time.process_time() - began
        tokenising, size_of = _tokens(path)
        first = _add(Path(folder) / "home", path)
        again = _add(Path(folder) / "home", path)
        size = (Path(folder) / "home" / "zhiji.db").stat().st_size
    per = 1e6 / count
    print(f"{count:,} messages of {path.name}; database {size / count:.0f} bytes a message")
    print(f"parsing        {parsing * per:6.1f} µs CPU a message")
    print(f"index terms    {tokenising * per:6.1f} µs, for {size_of / count:.0f} bytes of text")
    print(f"adding         {first * per:6.1f} µs, {first / parsing:.1f} times parsing")
    print(f"adding again   {again * per:6.1f} µs, {again / parsing:.1f} times parsing")
    print(f"largest memory {_memory()} MB")


def _tokens(path: Path) -> tuple[float, int]:
    """Seconds that the index terms of all texts take, and how many bytes those are."""
    from zhiji.language import tokens

    with path.open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    began = time.process_time()
    for text in texts:
        tokens(text)
    return time.process_time() - began, sum(len(text.encode()) for text in texts)


def _add(home: Path, path: Path) -> float:
    import zhiji

    began = time.process_time()
    with zhiji.open(home) as archive:
        archive.add(path)
    return time.process_time() - began


def _memory() -> str:
    try:
        import resource
    except ImportError:  # Windows has none
        return "?"
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // scale)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
