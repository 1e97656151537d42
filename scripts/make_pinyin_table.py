"""Write `src/zhiji/language/pinyin_table.py`: how Chinese characters are read, from pypinyin.

Run it after a pypinyin release that changes readings (`pip install pypinyin`), then run the tests.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.constants import PINYIN_DICT

from zhiji.language import fold

TARGET = Path(__file__).parent.parent / "src" / "zhiji" / "language" / "pinyin_table.py"
WIDTH = 90

HEADER = '''"""Syllables and the characters that may be read so. Made by `scripts/make_pinyin_table.py`."""

from __future__ import annotations

READINGS = (
'''


def bare(syllable: str) -> str:
    """A syllable without tones; ü as people type it."""
    letters = unicodedata.normalize("NFD", syllable.strip())
    toneless = "".join(one for one in letters if not unicodedata.combining(one) or one == "\u0308")
    return unicodedata.normalize("NFC", toneless).replace("ü", "v").replace("ê", "e")


def readings() -> dict[str, str]:
    """Syllable -> the characters of people's names (GBK, simplified) that have it among their readings."""
    table: dict[str, list[str]] = defaultdict(list)
    for code, spelled in sorted(PINYIN_DICT.items()):
        char = chr(code)
        if fold(char) != char or not char.encode("gbk", "ignore"):
            continue
        for syllable in dict.fromkeys(map(bare, spelled.split(","))):
            if syllable.isascii() and syllable.isalpha():
                table[syllable].append(char)
    return {syllable: "".join(chars) for syllable, chars in sorted(table.items())}


def main() -> int:
    """Write the table and say how long it is."""
    table = readings()
    text = " ".join(f"{syllable}{chars}" for syllable, chars in table.items())
    lines = [f'    "{text[i : i + WIDTH // 2]}"' for i in range(0, len(text), WIDTH // 2)]
    TARGET.write_text(HEADER + "\n".join(lines) + "\n)\n", encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}: {len(table)} syllables, {len(text)} characters\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
