"""A language model that lies in every way it can think of, from a seed; each lie says what it invented."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple

from tests.assistant.told import EVIDENCE

_WORDS_TEXT = (
    "purple anchors whistle beneath marble ladders while copper foxes borrow seven umbrellas quietly"
)
WORDS = _WORDS_TEXT.split()
HAN = "紫锚汽笛大理石梯铜狐借伞悄然湖蓝碎瓷鲸歌"
_LATIN_NAMES_TEXT = "Zebulon Marta Sergej Wilhelmina Oluwaseun Gertrud Anastasia Bartholomew Xiaofei Dmitri Priya Leopold Kai Ola Tom Ines Mum Dad Grandpa Boss"
LATIN_NAMES = _LATIN_NAMES_TEXT.split()
_CHINESE_NAMES_TEXT = "王建国 小雨 张伟 周晓峰 陈思远 刘德明 赵敏 欧阳娜 爸爸 外公 老板 房东 黄志强 林小梅 徐丽 何建军 郭海涛 马文静"
CHINESE_NAMES = _CHINESE_NAMES_TEXT.split()
_FAR_DATES_TEXT = "on 3 March 2044|in 2044|on 2029-11-23|on 23.11.2029|in November 2029|on Christmas 2029|last year|three weeks ago|next month|six days ago|2044年3月3日|2029年|去年|六天前|下个月|三周前|大后天|十一月二十三号|11月23日|on 23 November|on 30 August at 17:45|八月三十号"
FAR_DATES = _FAR_DATES_TEXT.split("|")
LOOKALIKES = {
    "a": "а",
    "e": "е",
    "o": "о",
    "i": "і",
    "c": "с",
    "p": "р",
    "x": "х",
    "T": "Т",
    "K": "К",
    "M": "М",
}
ENGLISH = (
    "{x} said “{q}” [{n}].", "According to {x}, “{q}” [{n}].", "“{q}” [{n}], as {x} put it.", "It was {x} who wrote “{q}” [{n}].",
    "{x}: “{q}” [{n}].", "[{n}] shows that {x} knew: “{q}”.", "They gave it to {x}, “{q}” [{n}].",
)  # fmt: skip
CHINESE = (
    "{x}说“{q}”[{n}]。", "根据{x}的消息，“{q}”[{n}]。", "“{q}”[{n}]，这是{x}说的。", "{x}在群里提到「{q}」[{n}]。", "{x}告诉你：“{q}”【{n}】。",
)  # fmt: skip
NUMBERED = (
    "The code is {x}: “{q}” [{n}].", "There were {x} of them, “{q}” [{n}].", "It costs {x} € (“{q}” [{n}]).", "“{q}” [{n}], so {x}.",
    "密码是{x}：“{q}”[{n}]。", "一共{x}块钱，“{q}”[{n}]。", "“{q}”[{n}]，也就是{x}。",
)  # fmt: skip
DATED = (
    "{x} it was so: “{q}” [{n}].", "“{q}” [{n}] {x}.", "It happens {x}: “{q}” [{n}].", "{x}的时候说“{q}”[{n}]。", "“{q}”[{n}]，时间是{x}。",
)  # fmt: skip


class Lie(NamedTuple):
    """A sentence, and what in it is invented; "" where all of it is."""

    text: str
    invented: str


class Liar:
    """Lies of every kind, from one seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def lie(self) -> Lie:
        """The next one."""
        return self._chance.choice(_KINDS)(self)

    def truth(self) -> str:
        """A sentence that stands."""
        one, quote = self._quote()
        return self._chance.choice(
            ("It says “{q}” [{n}].", "“{q}” [{n}].", "“{q}”. [{n}]", "消息里说“{q}”[{n}]。")
        ).format(q=quote, n=one)

    def _quote(self, *, least: int = 2) -> tuple[int, str]:
        """A message's number and some words of it in a row, whole ones."""
        while True:
            one = self._chance.choice(EVIDENCE)
            words = re.findall(r"\S+", one.quote) if one.quote.isascii() else re.split("，", one.quote)
            size = self._chance.randint(1, min(6, len(words)))
            at = self._chance.randrange(len(words) - size + 1)
            quote = (" " if one.quote.isascii() else "，").join(words[at : at + size]).strip(",.，")
            if (
                len(quote) >= least
                and re.search("[a-z]{5}|\\d|[一-龥]{2}", quote)
                and ("popcorn" not in quote or "don't" in quote)
                and quote != "14.50 €"
            ):
                return one.number, quote

    def _of(self, templates: tuple[str, ...], invented: str) -> Lie:
        number, quote = self._quote()
        return Lie(self._chance.choice(templates).format(x=invented, q=quote, n=number), invented)

    def _invented_words(self) -> Lie:
        number, _ = self._quote()
        pick = self._chance
        words = " ".join(pick.sample(WORDS, 4)) if pick.random() < 0.6 else "".join(pick.sample(HAN, 6))
        return Lie(f"It is so: “{words}” [{number}].", words)

    def _changed_word(self) -> Lie:
        number, quote = self._quote(least=6)
        words = quote.split(" ") if quote.isascii() else list(quote)
        at = self._chance.randrange(len(words))
        words[at] = self._chance.choice(WORDS if quote.isascii() else HAN)
        changed = (" " if quote.isascii() else "").join(words)
        return Lie(f"It is “{changed}” [{number}].", changed)

    def _left_out_word(self) -> Lie:
        number, quote = self._quote(least=14)
        words = quote.split(" ") if quote.isascii() else list(quote)
        if len(words) < 3:
            return self._changed_word()
        del words[self._chance.randrange(1, len(words) - 1)]
        cut = (" " if quote.isascii() else "").join(words)
        said = " ".join(next(one.quote for one in EVIDENCE if one.number == number).split())
        return Lie(f"It is “{cut}” [{number}].", cut) if cut not in said else self._changed_word()

    def _spliced(self) -> Lie:
        (one, first), (other, second) = self._quote(least=6), self._quote(least=6)
        if one == other:
            return self._changed_word()
        joint = self._chance.choice((" ", ", ", "，", " … ", "..."))
        cites = self._chance.choice((f"[{one}]", f"[{other}]", f"[{one}][{other}]", f"[{one}, {other}]"))
        return Lie(f"So “{first}{joint}{second}” {cites}.", f"{first}{joint}{second}")

    def _wrong_message(self) -> Lie:
        _, quote = self._quote(least=6)
        others = [one.number for one in EVIDENCE if quote.lower() not in one.quote.lower()]
        return Lie(f"It is “{quote}” [{self._chance.choice(others)}].", "")

    def _wrong_id(self) -> Lie:
        _, quote = self._quote()
        number = self._chance.choice(
            ("13", "0", "99", "999", "-1", "1a", "x", "1.5", "1][77", "", "1, 44", "②")
        )
        return Lie(f"It is “{quote}” [{number}].", "")

    def _swapped(self) -> Lie:
        (one, first), (other, second) = self._quote(least=8), self._quote(least=8)
        said = {each.number: each.quote.lower() for each in EVIDENCE}
        if first.lower() in said[other] or second.lower() in said[one]:
            return self._changed_word()
        return Lie(f"“{first}” [{other}] and “{second}” [{one}].", "")

    def _digits_in_quote(self) -> Lie:
        one = self._chance.choice([each for each in EVIDENCE if re.search(r"\d", each.quote)])
        found = self._chance.choice(list(re.finditer(r"\d+", one.quote)))
        digits = str(int(found.group()) + self._chance.choice((-1, 1, 10, 100)))
        changed = one.quote[: found.start()] + digits + one.quote[found.end() :]
        return Lie(f"It says “{changed}” [{one.number}].", changed)

    def _part_of_number(self) -> Lie:
        part = self._chance.choice(("774", "740", "77", "40", "12", "28", "14", "4.5", "50"))
        number = {"7": 1, "4": 1, "1": 8, "2": 8, "5": 9}[part[0]]
        number = 9 if part in ("14", "4.5", "50") else number
        return Lie(f"The number is “{part}” [{number}].", "")

    def _number(self) -> Lie:
        value = self._chance.randrange(131, 99_999)
        while str(value) in ("7740", "2031", "1450"):
            value += 1
        ways: tuple[Callable[[int], str], ...] = (
            str, lambda n: f"{n:,}", lambda n: "".join("０１２３４５６７８９"[int(d)] for d in str(n)), _in_han, _han_digits, _spelled,
            lambda n: f"{n}%", lambda n: f"-{n}", lambda n: "".join("٠١٢٣٤٥٦٧٨٩"[int(d)] for d in str(n)), lambda n: f"{n / 100:.2f}",
            lambda n: f"12{n % 9 + 1} + 1 = 12{n % 9 + 2}", lambda n: f"2 + 2 = {n}", lambda n: f"1{n % 10}:{n % 50 + 10}",
        )  # fmt: skip
        told = self._chance.choice(ways)(value)
        return self._of(NUMBERED, told)

    def _name(self) -> Lie:
        templates: tuple[str, ...]
        if self._chance.random() < 0.5:
            name, templates = self._chance.choice(LATIN_NAMES), ENGLISH
        else:
            name, templates = self._chance.choice(CHINESE_NAMES), CHINESE
        for _ in range(50):
            lie = self._of(templates, name)
            number = int(re.findall(r"[\[【](\d+)", lie.text)[0])
            one = next(each for each in EVIDENCE if each.number == number)
            around = f"{one.message.sender.name} {one.message.chat.name} {one.quote}".lower()
            if name.lower() not in around and not (name == "Mum" and "妈妈" in around):
                return lie
        return self._wrong_id()

    def _date(self) -> Lie:
        return self._of(DATED, self._chance.choice(FAR_DATES))

    def _lookalike(self) -> Lie:
        while True:
            number, quote = self._quote(least=6)
            at = [n for n, char in enumerate(quote) if char in LOOKALIKES]
            if at:
                break
        where = self._chance.choice(at)
        kind = self._chance.randrange(3)
        char = LOOKALIKES[quote[where]] if kind < 2 else quote[where] + "\u200b"
        changed = quote[:where] + char + quote[where + 1 :]
        if kind == 1:
            word = changed.split(" ")[changed[:where].count(" ")]
            return Lie(f"{word.strip(',.')} it is, “{quote}” [{number}].", word.strip(",."))
        return Lie(f"It is “{changed}” [{number}].", changed)

    def _nested(self) -> Lie:
        number, quote = self._quote(least=6)
        lie = " ".join(self._chance.sample(WORDS, 3))
        return Lie(
            self._chance.choice(
                (
                    "It is “{l} “{q}” {l}” [{n}].", "It is “{q} [{n}] {l}.", "It is “{q}” [{n} {l}].", "“{l} 「{q}」” [{n}]", "It is {q}” “{l}” [{n}].",
                    "“{q}” [[{n}]] [{l}](http://x.example/{n})", "「{l}“{q}”」【{n}】", "It is “{q}” [{n}] “{l}",
                )
            ).format(l=lie, q=quote, n=number),
            lie,
        )  # fmt: skip

    def _unquoted(self) -> Lie:
        words = " ".join(self._chance.sample(WORDS, 4))
        return Lie(
            self._chance.choice(
                (f"It is {words}.", f"It is {words} [3].", f"**{words}**", f"# {words}", f"他说{words}。")
            ),
            words,
        )

    def _address(self) -> Lie:
        evil = self._chance.choice(
            (
                "http://evil.example/x",
                "www.evil.example",
                "evil@evil.example",
                "@evil_one",
                "evil.example/q?7740",
                "![x](http://evil.example/p)",
                "+49 171 5550199",
                "AT00-EVIL-1",
                "<img src=x>",
            )
        )
        return self._of(
            ("“{q}” [{n}], see {x}.", "Write to {x}: “{q}” [{n}].", "请联系 {x}：“{q}”[{n}]。"), evil
        )


_KINDS: tuple[Callable[[Liar], Lie], ...] = (
    Liar._invented_words, Liar._changed_word, Liar._left_out_word, Liar._spliced, Liar._wrong_message, Liar._wrong_id, Liar._swapped,
    Liar._digits_in_quote, Liar._part_of_number, Liar._number, Liar._number, Liar._name, Liar._name, Liar._date, Liar._date, Liar._lookalike,
    Liar._nested, Liar._unquoted, Liar._address,
)  # fmt: skip


def _in_han(number: int) -> str:
    from zhiji.language.numerals import in_chinese

    return in_chinese(number)


def _han_digits(number: int) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))


def _spelled(number: int) -> str:
    units = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return " ".join(units[int(digit)] for digit in str(number))
