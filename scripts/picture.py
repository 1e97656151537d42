"""Make docs/images/demo.png: what `zhiji demo` prints, as a terminal shows it. Needs chromium and the Noto fonts."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs/images/demo.png"
COLUMNS = 80
LINE_HEIGHT = 19
PARTS = (  # what is shown, from and up to
    ("A WhatsApp chat as it was saved", "Then everything else"),
    ("Questions, in the languages", "The same chats"),
    ("As of a time", "Somebody is to be forgotten"),
)
_CODES = {"1": "bold", "2": "dim", "31": "red", "33": "yellow"}
_STYLE = f"""
body {{ margin: 0; background: #16181d; }}
pre {{ margin: 0; padding: 18px 22px; color: #d6d9e0; font: 15px/{LINE_HEIGHT}px "Noto Sans Mono CJK SC", monospace; }}
.bold {{ color: #fff; font-weight: bold; }} .dim {{ color: #8b93a5; }} .red {{ color: #f28b82; }} .yellow {{ color: #f6d365; }}
"""


def main() -> None:
    """Run the demo and take its picture."""
    text = _demo()
    part = "\n\n".join(text[text.index(begin) : text.index(end)].strip("\n") for begin, end in PARTS)
    page = f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style><pre>{_marked(part)}</pre>"
    height = 36 + LINE_HEIGHT * len(part.split("\n"))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "demo.html"
        source.write_text(page, encoding="utf-8")
        _shoot(source, folder, width=690, height=height)


def _demo() -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "COLUMNS": str(COLUMNS),
                   "FORCE_COLOR": "1"}  # fmt: skip
    command = [sys.executable, "-m", "zhiji", "demo"]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout


def _marked(text: str) -> str:
    """Escape sequences for colours as spans."""
    open_spans = 0
    out = []
    for piece in re.split(r"(\x1b\[[0-9;]*m)", text):
        code = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
        if code is None:
            out.append(html.escape(piece))
        elif code[1] in _CODES:
            out.append(f'<span class="{_CODES[code[1]]}">')
            open_spans += 1
        else:
            out.append("</span>" * open_spans)
            open_spans = 0
    return "".join(out) + "</span>" * open_spans


def _shoot(source: Path, folder: str, *, width: int, height: int) -> None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("chromium is missing")
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars",
               f"--user-data-dir={folder}/profile", "--force-device-scale-factor=2",
               f"--window-size={width},{height}", f"--screenshot={PICTURE}"]  # fmt: skip
    subprocess.run([program, *options, source.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    main()
