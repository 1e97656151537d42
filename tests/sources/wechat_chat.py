"""The made-up chat that every tool of WeChat writes in its way, and how files are written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

ME, MY_NAME = "wxid_zhou2024", "阿舟"
HER, HER_NAME, HER_REMARK = "wxid_lulu88", "林小鹿", "小鹿"
CHINA = timezone(timedelta(hours=8))
START = 1_767_225_600  # 2026-01-01T00:00:00Z


@dataclass(frozen=True)
class Said:
    """One message of the chat."""

    after: int  # seconds
    mine: bool
    kind: str
    text: str = ""
    server: str = ""

    @property
    def seconds(self) -> int:
        return START + self.after

    @property
    def wall(self) -> str:
        return datetime.fromtimestamp(self.seconds, CHINA).strftime("%Y-%m-%d %H:%M:%S")

    @property
    def who(self) -> str:
        return ME if self.mine else HER

    @property
    def name(self) -> str:
        return MY_NAME if self.mine else HER_REMARK


SAID = [
    Said(0, False, "text", "周六去爬山吗？", "8100000000000000001"),
    Said(7, True, "text", "去！几点，哪个门", "8100000000000000002"),
    Said(31, False, "quote", "七点，东门", "8100000000000000003"),
    Said(60, False, "image", "", "8100000000000000004"),
    Said(75, True, "voice", "", "8100000000000000005"),
    Said(90, True, "sticker", "", "8100000000000000006"),
    Said(120, False, "file", "路线.pdf", "8100000000000000007"),
    Said(150, False, "link", "山顶天气", "8100000000000000008"),
    Said(200, True, "text", "哈哈", "8100000000000000009"),
    Said(200, True, "text", "哈哈", "8100000000000000010"),
    Said(230, True, "system", "你撤回了一条消息", "8100000000000000011"),
    Said(300, True, "transfer", "门票", "8100000000000000012"),
    Said(360, False, "call", "通话时长 00:42", "8100000000000000013"),
    Said(400, False, "text", "“明天见”, 她说\n第二行", "8100000000000000014"),
    Said(500, False, "video", "", "8100000000000000015"),
]
ANSWERED = SAID[1]
URL = "https://weather.example/peak"
TYPES = {
    "text": 1,
    "image": 3,
    "voice": 34,
    "video": 43,
    "sticker": 47,
    "call": 50,
    "system": 10000,
    "link": 5 << 32 | 49,
    "file": 6 << 32 | 49,
    "quote": 57 << 32 | 49,
    "transfer": 2000 << 32 | 49,
}
Tool = Callable[[Path, list[Said]], Path]


def write_json(path: Path, value: object) -> Path:
    """A JSON file."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2), encoding="utf-8")
    return path


def write_table(path: Path, names: list[str], rows: list[list[Any]], encoding: str = "utf-8") -> Path:
    """A table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_text(path: Path, text: str) -> Path:
    """A text."""
    path.write_text(text, encoding="utf-8", newline="")
    return path
