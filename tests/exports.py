"""Small made-up exports, as apps would write them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

LAKE = [
    ("Ann Lee", "the lake house is free in May"),
    ("Ben", "then let us take it"),
    ("Ann Lee", "I pay the deposit on Friday"),
]


def whatsapp(path: Path, said: Iterable[tuple[str, str]], *, day: int = 1) -> Path:
    """A chat's text as an iPhone writes it; the file's name names the chat."""
    lines = [
        f"[{day:02}/03/2024, 09:{number:02}:00] {sender}: {text}"
        for number, (sender, text) in enumerate(said)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def whatsapp_zip(path: Path, said: Iterable[tuple[str, str]], files: dict[str, bytes]) -> Path:
    """The same with media beside it."""
    text = whatsapp(path.with_suffix(".txt"), said)
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.write(text, "_chat.txt")
        for name, content in files.items():
            zipped.writestr(name, content)
    text.unlink()
    return path


def neutral(path: Path, rows: Iterable[dict[str, object]]) -> Path:
    """JSON lines in the neutral format."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def row(number: int, sender: str = "wei", text: str | None = None, **more: object) -> dict[str, object]:
    """One message of the neutral format, a minute after the one before."""
    when = (datetime(2024, 3, 1, 9, tzinfo=UTC) + timedelta(minutes=number)).isoformat()
    said = text if text is not None else f"line {number}"
    return {"id": f"m{number}", "chat": "team", "sender": sender, "when": when, "text": said, **more}
