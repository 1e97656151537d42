"""Write `src/zhiji/language/fold_table.py`: traditional to simplified characters, one for one, from OpenCC.

Run it after an OpenCC release that changes its character table (`pip install opencc`), then run the tests.
"""

from __future__ import annotations

import sys
from pathlib import Path

import opencc

TARGET = Path(__file__).parent.parent / "src" / "zhiji" / "language" / "fold_table.py"
BLOCKS = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
# OpenCC keeps these apart because a word decides; a search must find either spelling.
EITHER_SPELLING = {"妳": "你", "瞭": "了", "藉": "借", "著": "着", "甚": "什", "牠": "它", "祂": "他"}
WIDTH = 90

HEADER = '''"""Traditional characters and their simplified ones, place by place. Made by `scripts/make_fold_table.py`."""

from __future__ import annotations
'''


def pairs() -> dict[str, str]:
    """Every character that OpenCC alone turns into another one, chains resolved."""
    converter = opencc.OpenCC("t2s")
    table = {}
    for first, last in BLOCKS:
        for char in map(chr, range(first, last + 1)):
            simple = converter.convert(char)
            if simple != char and len(simple) == 1:
                table[char] = simple
    table |= EITHER_SPELLING
    return {char: settled(simple, table) for char, simple in table.items()}


def settled(char: str, table: dict[str, str]) -> str:
    """Where a chain of spellings ends, so that folding twice changes nothing."""
    while char in table:
        char = table[char]
    return char


def literal(name: str, chars: str) -> str:
    """A long string as a parenthesised Python constant."""
    lines = [f'    "{chars[i : i + WIDTH // 2]}"' for i in range(0, len(chars), WIDTH // 2)]
    return "\n".join([f"{name} = (", *lines, ")"])


def main() -> int:
    """Write the table and say how long it is."""
    table = dict(sorted(pairs().items()))
    body = "\n".join(
        [HEADER, literal("TRADITIONAL", "".join(table)), literal("SIMPLIFIED", "".join(table.values()))]
    )
    TARGET.write_text(body + "\n", encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}: {len(table)} characters\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
