"""The first pass over an export: how its lines look, which chats it holds, how its dates read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from zhiji.chat.records import ChatKind
from zhiji.errors import UnreadableFile
from zhiji.sources.line import phrases
from zhiji.sources.line.dates import Order, Style, heading
from zhiji.sources.line.lines import Layout, columns
from zhiji.sources.line.names import Names
from zhiji.sources.line.phrases import Title
from zhiji.sources.line.quotes import Piece, pieces

_PEOPLE = 5_000  # as many names are remembered
_LONGEST = 200  # characters of a name
_NOBODY = Title("", None, known=True)


@dataclass(slots=True)
class Section:
    """One chat of a file: nearly always the only one."""

    title: Title
    people: set[str] = field(default_factory=set)
    joined: bool = False  # somebody came or went

    @property
    def kind(self) -> ChatKind | None:
        """Direct or a group, if the export tells."""
        if self.title.kind == "group" or self.joined or len(self.people) > 2:
            return "group"
        return "direct" if self.title.kind == "direct" or self.title.name in self.people else None


@dataclass(slots=True)
class Survey:
    """What the first pass found."""

    layout: Layout
    styles: frozenset[Style]  # of the lines that begin days
    order: Order
    names: Names
    sections: dict[str, Section]  # by the chat's name
    records: int
    broken: UnreadableFile | None = None  # why the file ended before its end


def survey(lines: Iterable[tuple[int, str]], *, given: Title | None) -> Survey:
    """Read all lines once. `given`: what the file's name says of the chat."""
    looked = _Look(given)
    broken = None
    try:
        for piece in pieces(lines):
            looked.see(piece)
    except UnreadableFile as error:
        broken = error
    return looked.found(broken)


class _Look:
    def __init__(self, given: Title | None) -> None:
        self._given = given or _NOBODY
        self._layouts: Counter[Layout] = Counter()
        self._columns = 0
        self._styles: dict[Style, Order] = {}
        self._names = Names([self._given.name])
        self._section = Section(self._given)
        self._sections: dict[str, Section] = {}

    def see(self, piece: Piece) -> None:
        if piece.record is not None:
            self._count(piece.record.gap, piece.record.rest)
        elif (title := phrases.title(piece.line)) and (title.known or not self._styles):
            self._open(title)
        elif day := heading(piece.line):
            self._styles.setdefault(day.style, Order()).add(day)

    def _open(self, title: Title) -> None:
        name = title.name or self._given.name
        self._section = self._sections.setdefault(name, Section(title._replace(name=name)))
        self._names.know(name)

    def _count(self, gap: Layout, rest: str) -> None:
        self._layouts[gap] += 1
        if gap != "tab":
            self._names.learn(rest.strip())
        if gap == "space":
            return
        name, text = columns(rest, gap)
        self._columns += gap == "wide" and bool(name)
        if name and len(name) <= _LONGEST and len(self._section.people) < _PEOPLE:
            self._section.people.add(name)
        elif not name and not self._section.joined:
            self._section.joined = (
                not phrases.takes_back(text) and phrases.notice(text) and not phrases.call(text)
            )

    def found(self, broken: UnreadableFile | None) -> Survey:
        layout = self._layout()
        sections = self._sections or {self._given.name: self._section}
        if layout == "space":
            for section in sections.values():
                section.people.update(self._names.people())
        return Survey(
            layout=layout,
            styles=self._accepted(),
            order=self._order(),
            names=self._names,
            sections=sections,
            records=self._layouts[layout],
            broken=broken,
        )

    def _layout(self) -> Layout:
        tab, wide, space = (self._layouts[one] for one in ("tab", "wide", "space"))
        if tab and tab >= space:
            return "tab"
        return "wide" if wide >= space and 2 * self._columns >= wide else "space"

    def _accepted(self) -> frozenset[Style]:
        for style in ("named", "odd", "bare"):
            if style in self._styles:
                return frozenset((style,))
        return frozenset()

    def _order(self) -> Order:
        return next((self._styles[style] for style in self._accepted()), Order())
