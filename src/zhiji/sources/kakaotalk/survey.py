"""The first pass over a text: how its lines look and who writes in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from zhiji.chat.records import ChatKind
from zhiji.errors import UnreadableFile
from zhiji.sources.kakaotalk import naming, phrases
from zhiji.sources.kakaotalk.lines import Layout, day_of, line_of
from zhiji.sources.kakaotalk.naming import Title

_PEOPLE = 5_000  # as many names are remembered
_LONGEST = 200  # characters of a name
_DOERS = 200
_FIRST = 5  # lines among which the title is


@dataclass(frozen=True, slots=True)
class Survey:
    """What the first pass found."""

    layout: Layout
    title: Title
    people: frozenset[str]
    joined: bool  # somebody came or went
    halved: bool  # whether clocks have twelve hours
    dashed: bool  # whether days stand between dashes
    lines: int
    broken: UnreadableFile | None  # why the file ended before its end

    def kind(self, *, told: bool) -> ChatKind | None:
        """Direct or a group. `told`: the file's name says that it is a group."""
        if told or len(self.people) > 2 or self.joined:
            return "group"
        return "direct" if self.title.name in self.people else None


def survey(lines: Iterable[tuple[int, str]]) -> Survey:
    """Read all lines once; of a damaged file those before the damage."""
    looked = _Look()
    broken = None
    try:
        for number, line in lines:
            looked.see(number, line)
    except UnreadableFile as error:
        broken = error
    return looked.found(broken)


class _Look:
    def __init__(self) -> None:
        self._layouts: Counter[Layout] = Counter()
        self._people: dict[Layout, set[str]] = {"full": set(), "clock": set(), "pc": set()}
        self._title: Title | None = None
        self._joined = False
        self._doers: set[str] = set()  # of English lines that may be notices
        self._halved = 0
        self._dashed = False

    def see(self, number: int, line: str) -> None:
        found = line_of(line)
        if found is None:
            if number <= _FIRST and self._title is None:
                self._title = naming.title(line)
            self._untimed(line)
            return
        if found.divides:
            return
        self._layouts[found.layout] += 1
        self._halved += found.halved
        people = self._people[found.layout]
        if found.name and len(found.name) <= _LONGEST and len(people) < _PEOPLE:
            people.add(found.name)
        elif not found.name and not self._joined:
            self._joined = phrases.joins(found.text)

    def _untimed(self, line: str) -> None:
        if not self._dashed and line.startswith("-") and (day := day_of(line)):
            self._dashed = day.dashed
        if self._joined or not phrases.joins(line):
            return
        self._joined = phrases.notice(line, ())
        if (name := phrases.doer(line)) and len(self._doers) < _DOERS:
            self._doers.add(name)

    def found(self, broken: UnreadableFile | None) -> Survey:
        layout: Layout = max(("pc", "full", "clock"), key=lambda one: self._layouts[one])
        people = self._people[layout]
        return Survey(
            layout=layout,
            title=self._title or Title("", english=False),
            people=frozenset(people),
            joined=self._joined or (layout == "pc" and not people.isdisjoint(self._doers)),
            halved=2 * self._halved > self._layouts[layout],
            dashed=self._dashed,
            lines=self._layouts[layout],
            broken=broken,
        )
