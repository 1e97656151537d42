"""The order of day, month and year: decided once, from all dates of a file; and calendars other than ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_ORDERS = ("dmy", "mdy", "ymd", "ydm", "myd", "dym")  # the likelier first
_PLACES = tuple((order.index("y"), order.index("m"), order.index("d")) for order in _ORDERS)
_ISO = _ORDERS.index("ymd")
_RISEN = range(9, 46)  # two-digit years that a chat can have: WhatsApp is of 2009
_CHANGES = 3  # how often a number must change before that tells which one is the day
_NOWRUZ_1400 = date(2021, 3, 21).toordinal()
_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)  # of thirty-three years
_LEAPS_TO_1400 = 1400 // 33 * 8 + sum(one < 1400 % 33 for one in _LEAPS)
_HEGIRA = 227_014  # the day before 1 Muharram 1 in the arithmetical Islamic calendar


@dataclass(frozen=True, slots=True)
class Order:
    """Where day, month and year stand in a file's dates."""

    name: str  # "dmy", "mdy" ...
    sure: bool  # False: several orders fit all dates equally well and would read them differently

    def date(self, a: str, b: str, c: str) -> tuple[int, int, int] | None:
        """Year, month and day of our calendar; None if there is no such day."""
        numbers = (a, b, c)
        year_text = numbers[self.name.index("y")]
        year, month, day = (
            int(year_text),
            int(numbers[self.name.index("m")]),
            int(numbers[self.name.index("d")]),
        )
        if len(year_text) <= 2:
            year += 2000 if year < 52 else 2500  # above: Buddhist years
        return _common(year, month, day)


class Votes:
    """Collects the dates of a file, in its order and in a few numbers; then decides."""

    def __init__(self) -> None:
        self.islamic = False
        self._last: tuple[str, str, str] | None = None
        self._numbers = (0, 0, 0)
        self._changed = [0, 0, 0]
        self._bad = [0] * len(_ORDERS)
        self._back = [0] * len(_ORDERS)
        self._latest = [0] * len(_ORDERS)
        self._differ = False  # whether some date reads differently with day and month swapped
        self._padded = False
        self._halves: set[str] = set()
        self._separator = ""

    def add(self, a: str, b: str, c: str, *, separator: str = "", half: str = "") -> None:
        """Count one line's date."""
        if half and len(self._halves) < 9:
            self._halves.add(half)
        if (a, b, c) == self._last:
            return
        self._separator = separator or self._separator
        before, self._last = self._last, (a, b, c)
        numbers = (int(a), int(b), int(c))
        self._note_shape((a, b), numbers)
        for place in range(3) if before else ():
            self._changed[place] += numbers[place] != self._numbers[place]
        self._numbers = numbers
        long = tuple(len(text) > 2 for text in self._last)
        for at, (y, m, d) in enumerate(_PLACES):
            self._weigh(at, numbers[y], numbers[m], numbers[d], four=long[y], other=long[m] or long[d])

    def _note_shape(self, texts: tuple[str, str], numbers: tuple[int, int, int]) -> None:
        self._padded = self._padded or any(text[0] in "0٠۰०" and len(text) == 2 for text in texts)
        self._differ = self._differ or numbers[0] != numbers[1]
        self.islamic = self.islamic or any(1430 <= number <= 1500 for number in numbers)

    def _weigh(self, at: int, year: int, month: int, day: int, *, four: bool, other: bool) -> None:
        """Count what speaks against one order: dates that don't exist, and steps back in time."""
        if other or month > 12 or day > 32 or not month or not day or (not four and year not in _RISEN):
            self._bad[at] += 1
            return
        value = (year * 13 + month) * 33 + day
        self._back[at] += value < self._latest[at]
        self._latest[at] = value

    def order(self) -> Order:
        """The order that fits best; day before month where nothing decides."""
        best, tied = self._best()
        return Order(best, sure=not tied or self._decided())

    def lent(self, order: str) -> bool:
        """Whether dates of another style in the same file are to tell day from month: these alone don't.

        Dots are left out: whoever writes them puts the day first.
        """
        best, tied = self._best()
        return tied and order != best and self._separator in "/-"

    def tells(self) -> str | None:
        """The order of day and month if the numbers themselves tell it."""
        best, tied = self._best()
        return best if not tied and self._differ and best in ("dmy", "mdy") else None

    def _best(self) -> tuple[str, bool]:
        """The order that fits best, and whether day and month could as well be the other way round."""
        prior = self._prior()
        ranks = sorted(
            (self._bad[at], self._back[at], self._calm(at), prior.index(name), name)
            for at, name in enumerate(_ORDERS)
            if name != "ydm" or self._bad[at] < self._bad[_ISO]  # hardly anybody writes so
        )
        best, second = ranks[0], ranks[1]
        tied = best[:3] == second[:3] and self._differ and {best[4], second[4]} == {"dmy", "mdy"}
        return best[4], tied

    def _calm(self, at: int) -> bool:
        """Whether the month would change much more often than the day, which speaks against an order."""
        _, m, d = _PLACES[at]
        return self._changed[m] >= _CHANGES and self._changed[m] >= 3 * self._changed[d]

    def _american(self) -> bool:
        """1/30/18, 3:45 PM: slashes, two digits of the year, nothing padded, capitals. English (US) alone writes so."""
        capitals = any(half.replace(" ", "") in ("AM", "PM", "A.M.", "P.M.") for half in self._halves)
        short = self._last is not None and len(self._last[2]) == 2
        return capitals and short and self._separator == "/" and not self._padded

    def _prior(self) -> tuple[str, ...]:
        return ("mdy", "dmy", *_ORDERS[2:]) if self._american() else _ORDERS

    def _decided(self) -> bool:
        """Whether the way of writing tells: only slashes stand for both orders, and "p. m." is no American."""
        return self._separator != "/" or self._american() or any("." in half for half in self._halves)


def _common(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    """A day of the Buddhist, Iranian or Islamic calendar, told by the year, as one of ours."""
    if 2400 <= year < 2700:
        year -= 543
    elif 1300 <= year < 1430:
        return _from_ordinal(_NOWRUZ_1400 + _iranian(year, month, day)) if day <= 31 and month <= 12 else None
    elif 1430 <= year <= 1500:
        days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
        return _from_ordinal(_HEGIRA + days) if day <= 30 and month <= 12 else None
    try:
        date(year, month, day)
    except ValueError:
        return None
    return year, month, day


def _iranian(year: int, month: int, day: int) -> int:
    """Days since Nowruz of 1400; eight years in thirty-three have a day more."""
    leaps = year // 33 * 8 + sum(one < year % 33 for one in _LEAPS) - _LEAPS_TO_1400
    return 365 * (year - 1400) + leaps + 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1


def _from_ordinal(ordinal: int) -> tuple[int, int, int]:
    found = date.fromordinal(ordinal)
    return found.year, found.month, found.day
