"""The words of Chinese times: figures, units; and what many rules ask about a match. Text is folded before."""

from __future__ import annotations

import re

from zhiji.language.times.parts import (
    Level,
    Part,
    Resolve,
)

FIGURES = {char: n for n, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "俩": 2,
    "廿": 20,
    "卅": 30,
}
N = "[零〇一二三四五六七八九十百两俩廿卅0-9]"
DIGIT = "[〇零○一二三四五六七八九0-9]"
WEEK = "(?:周|星期|礼拜)"
DAYNAME = "[一二三四五六日天1-6]"


def number(figures: str) -> int:
    """三十五, 一百二, 二〇, 12 and 两 as figures."""
    if len(figures) > 8:
        return 10**8
    if figures.isdigit() and figures.isascii():
        return int(figures)
    if not any(char in "十百廿卅" for char in figures):
        return int("".join(str(FIGURES.get(char, char)) for char in figures))
    total = current = 0
    for char in figures:
        if char in "十百":
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
        elif char in "廿卅":
            total += FIGURES[char]
        else:
            current = int(char) if char.isascii() else FIGURES[char]
    return total + current


def day_number(char: str) -> int:
    """Monday is 0."""
    return 6 if char in "日天" else "一二三四五六123456".index(char) % 6


def part_of(m: re.Match[str], level: Level, resolve: Resolve) -> Part:
    """A part that stands where the match does."""
    return Part(m.start(), m.end(), level, resolve)


def words_before(m: re.Match[str], count: int = 6) -> str:
    """The characters right before a match."""
    return m.string[max(0, m.start() - count) : m.start()]


def words_after(m: re.Match[str], count: int = 8) -> str:
    """The characters right behind a match."""
    return m.string[m.end() : m.end() + count]


OFFSET = {"上上上": -3, "上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2, "下下下": 3}
NAMED_SO = r"(?:是|叫)(?:我|你|他|她|谁|一个|个|人名|名字|传说|指|什么(?!时候)|中国|传统|我国)|[哥姐叔姨爷奶伯舅](?!们)|老师|阿姨|同学(?!聚)|说(?!好|要|的|了?去)|吾"
