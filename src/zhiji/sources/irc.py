"""IRC: the logs that clients, bouncers and bots write, told apart by how their lines begin.

    ISO          2005-01-09T02:05:04  <ann> hello          supybot, irclog2html, many bots
    WeeChat      2024-05-01 09:00:00 <TAB> @ann <TAB> hello
    irssi        09:00 <@ann> hello                        the day stands in lines of its own (--- Day changed ...)
    mIRC, ZNC    [09:00:01] <ann> hello                    and energymech, eggdrop
    HexChat      May 01 09:00:00 <ann> <TAB> hello         the year stands in lines of its own
    dircproxy    [01 May 09:00] <ann!~a@host> +hello       has no year: the file's name has it, or its time of change

Times are the computer's own, without a zone (an ISO time may have one). There are no ids. Checked on 2026-11-25.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import PurePosixPath

from zhiji.chat import Account, Chat, Contact, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Guide, Peek

NAME = "irc"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MON = "(?P<mon>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_CLOCK = r"(?P<h>\d\d):(?P<m>\d\d)(?::(?P<s>\d\d))?"
_STAMPS = {
    "iso": re.compile(
        rf"(?P<y>\d{{4}})-(?P<mo>\d\d)-(?P<d>\d\d)T{_CLOCK}(?P<zone>Z|[+-]\d\d:?\d\d)?\s+(?=\S)"
    ),
    "weechat": re.compile(rf"(?P<y>\d{{4}})-(?P<mo>\d\d)-(?P<d>\d\d) {_CLOCK}\t"),
    "bracketed": re.compile(
        rf"\[(?:(?P<y>\d{{4}})-(?P<mo>\d\d)-(?P<d>\d\d)[ T])?{_CLOCK}(?:\.\d{{1,6}})?(?P<zone>Z|[+-]\d\d:?\d\d)?\] "
    ),
    "dircproxy": re.compile(rf"\[(?P<d>\d\d) {_MON} {_CLOCK}\] ", re.IGNORECASE),
    "hexchat": re.compile(rf"{_MON} (?P<d>\d\d) {_CLOCK} (?=\S)", re.IGNORECASE),
    "irssi": re.compile(rf"{_CLOCK} (?=\S| \*)"),
}
_SAID = re.compile(
    r"<[@+%&~! ]?(?P<nick>[^\s<>!]{1,64}(?: [^\s<>!]{1,32}){0,3})(?P<host>![^\s<>]*)?>(?:[ \t](?P<text>.*))?$"
)
_DID = re.compile(r"\s?[*\u2022][ \t](?P<nick>[^\s*]{1,64})(?:[ \t](?P<text>.*))?$")
_NOTICE = re.compile(r"-(?P<nick>[^\s<>:-][^\s<>:]{0,63}?)(?::[#&@+][^\s]*)?-(?:[ \t](?P<text>.*))?$")
_EVENT = re.compile(r"(?:\*\*\*|-!-|---|-->|<--|--|\*)(?=\s|$)\s*(?P<text>.*)$")
# mIRC and Textual begin what happens as they begin what somebody does, or with the nick alone.
_HAPPENED = re.compile(
    r"\S+ (?:\([^()\s]+@[^()\s]+\) (?:has )?(?:joined|left|quit|parted)\b|sets mode: |is now known as \S+$|changes topic to "
    r"|was kicked by |has (?:joined|left|quit)(?: [#&(]| IRC|$))"
    r"|(?:Now talking (?:in|on)|Topic is|Set by \S+ on|Rejoined channel|You were kicked|Disconnected|Attempting to rejoin)\b",
    re.IGNORECASE,
)
_STAR = re.compile(r"\s?[*\u2022][ \t]+")
_SESSION = re.compile(r"Session (?:Ident|Time|Close|Start)\b")
_DAY = re.compile(  # of the lines that tell the day: mon Jan 02 [15:04:05] 2006
    rf"^(?:---|\*\*\*\*|\[00:00\] ---|Session \w+:)[^:]*?\b(?:\w{{3}} )?{_MON}\s+(?P<d>\d{{1,2}})(?: \d\d:\d\d(?::\d\d)?)? (?P<y>\d{{4}})\s*$",
    re.IGNORECASE,
)
_CODES = re.compile(r"\x03(?:\d{1,2}(?:,\d{1,2})?)?|[\x02\x04\x0f\x11\x16\x1d-\x1f]")
_RENAMED = re.compile(r"(?<!\S)(?P<old>\S+) is now known as (?P<new>\S+?)\.?$")
_DATED = re.compile(r"(?<!\d)(?P<y>19\d\d|20\d\d)[-_.]?(?P<mo>\d\d)(?:[-_.]?(?P<d>\d\d))?(?!\d)")
_CHANNEL = re.compile(r"[#&][^\s/\\,]+")
_FILES = (".log", ".txt", ".weechatlog", ".irclog", ".zlog")
_LOOKED_AT = 200  # lines
_YEARS = range(1988, 2200)
_HALF_A_YEAR = 6  # months that a log goes back where a new year begins

GUIDE = Guide(
    title="IRC",
    checked="2026-11-25",
    how_en="Your client keeps logs if you told it to: irssi in ~/irclogs, WeeChat in its logs folder, HexChat in its scrollback or "
    "logs folder, mIRC under Logs, ZNC in users/NAME/moddata/log. Add the file or the whole folder.",
    how_zh="客户端若开启了日志就会保存：irssi 在 ~/irclogs，WeeChat 和 HexChat 在各自的 logs 文件夹，mIRC 在 Logs，ZNC 在 users/名字/moddata/log。"
    "直接添加文件或整个文件夹。",
    reads_en="Messages, actions, joins, quits and other events of WeeChat, irssi, mIRC, ZNC, energymech, HexChat, dircproxy and ISO logs; "
    "who went by several nicks. Logs hold no zone, no ids and no replies.",
    reads_zh="读取 WeeChat、irssi、mIRC、ZNC、energymech、HexChat、dircproxy 和 ISO 格式日志里的消息、动作、进出等事件，以及谁改过昵称。日志里没有时区、编号和回复。",
    files=("*.weechatlog", "#*.log", "irclogs", "*.irclog"),
    places=("irclogs", ".weechat/logs", ".local/share/weechat/logs", ".config/hexchat/logs"),
)


class Irc:
    """Reads logs of IRC."""

    name = NAME
    guide = GUIDE

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Files that may be logs."""
        return tuple(member for member in peek.members if member.lower().endswith(_FILES))

    def recognises(self, peek: Peek) -> int:
        """2 by most lines' shape, 3 if the name says so too."""
        if not peek.members:
            return _sureness(peek.text(), peek.name)
        return max(
            (_sureness(peek.text(one), one) for one in self.wants(peek) if one in peek.first), default=0
        )

    def read(self, export: Export) -> Iterator[Entry]:
        """Every line of every log, in the order of the files' names."""
        if not export.members:
            yield from _Log(export, None).read()
            return
        for member in sorted(one for one in export.members if one.lower().endswith(_FILES)):
            try:
                if _sureness(_begin(export, member), member):
                    yield from _Log(export, member).read()
            except UnreadableFile as error:
                yield Problem(member, str(error))


def _begin(export: Export, member: str | None) -> str:
    from zhiji.sources.decoding import decode_head

    return decode_head(export.head(member))


def _style(lines: list[str]) -> str | None:
    """The stamp that most of the lines have that are what IRC says; None if they are something else."""
    told = [line for line in lines if line.strip() and not (_DAY.match(line) or _SESSION.match(line))]
    votes: Counter[str] = Counter()
    for line in told:
        for style, stamp in _STAMPS.items():
            found = stamp.match(line)
            if found and _understood(style, line[found.end() :]) is not None:
                votes[style] += 1
                break
    style, count = max(votes.items(), key=lambda vote: vote[1], default=("", 0))
    return style if style and 10 * count >= 8 * len(told) else None


def _sureness(head: str, name: str) -> int:
    lines = [line.removesuffix("\r") for line in head.split("\n")][:_LOOKED_AT]
    style = _style([_CODES.sub("", line) for line in lines])
    if style is None:
        return 0
    said = any(_SAID.search(line) or _DID.search(line) for line in lines) or style == "weechat"
    sure = name.lower().endswith((".weechatlog", ".irclog")) or any(
        line.startswith("--- Log opened") for line in lines
    )
    sure = sure or _CHANNEL.search(name) is not None
    return 3 if sure else 2 if said else 1


@dataclass(frozen=True, slots=True)
class _Said:
    """What a line says after its time."""

    nick: str
    text: str
    kind: str


def _understood(style: str, rest: str) -> _Said | None:
    if style == "weechat":
        return _tabbed(rest)
    if found := _SAID.match(rest):
        text = found["text"] or ""
        if style == "dircproxy" and found["host"]:  # whether who wrote it is known to the server
            text = text[1:] if text[:1] in ("+", "-") else text
        return _Said(found["nick"], text, "text")
    star = _STAR.match(rest)
    happened = rest[star.end() :] if star else rest
    if _HAPPENED.match(happened):
        return _Said("", happened, "system")
    if found := _DID.match(rest):
        return _Said(found["nick"].rstrip(":") or "*", found["text"] or "", "action")
    if found := _EVENT.match(rest):
        return _Said("", found["text"], "system")
    if found := _NOTICE.match(rest):
        return _Said(found["nick"], found["text"] or "", "text")
    return None


def _tabbed(rest: str) -> _Said | None:
    prefix, tab, text = rest.partition("\t")
    mark = prefix.strip()
    if not tab:
        return None
    if mark == "*":
        nick, _, did = text.partition(" ")
        return _Said(nick, did, "action")
    if mark in ("-->", "<--", "--", "=!=", ""):
        return _Said("", text, "system")
    return _Said(mark.lstrip("@+%&~!"), text, "text")


class _Log:
    """One log."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export, self._member = export, member
        self._label = member or export.name
        self._place = f"{member}, " if member else ""
        self._chat = _chat(PurePosixPath(self._label))
        self._accounts: dict[str, Account] = {}
        self._day: date | None = _day_of(self._label)
        self._style = ""
        self._year: int | None = None  # of the line before, in logs whose lines tell none ...
        self._month = 0  # ... and its month
        self._last: time | None = None
        self._dated = False  # a line told the day, so that midnight needs no guess

    def read(self) -> Iterator[Entry]:
        begin = [
            _CODES.sub("", line.removesuffix("\r")) for line in _begin(self._export, self._member).split("\n")
        ]
        style = _style(begin[:_LOOKED_AT])
        if style is None:
            raise UnreadableFile(
                self._export.label(self._member), "its lines are none that IRC clients write."
            )
        self._style = style
        for number, raw in self._export.lines(self._member):
            line = _CODES.sub("", raw)
            if not line.strip():
                continue
            if found := _DAY.match(line):
                self._turn(found)
                continue
            if _SESSION.match(line):
                continue
            yield from self._line(style, line, number)

    def _line(self, style: str, line: str, number: int) -> Iterator[Entry]:
        stamp = _STAMPS[style].match(line)
        if stamp is None:
            yield Problem(f"{self._place}line {number}", "it is no line of this log: it has no time.")
            return
        rest = line[stamp.end() :]
        said = _understood(style, rest) or _Said("", rest.strip(), "system")
        when = self._when(stamp)
        if not said.nick and not said.text:
            yield Problem(f"{self._place}line {number}", "it says nothing.")
        elif when is None:
            yield Problem(
                f"{self._place}line {number}",
                "its day isn't known; give the file a name like 2024-05-01.log.",
            )
        else:
            if said.kind == "system" and (changed := _RENAMED.search(said.text)):
                yield Contact(account=self._account(changed["new"]), names=(changed["old"],))
            yield Message(
                chat=self._chat,
                sender=self._account(said.nick),
                when=when,
                precision=Precision.SECOND if stamp["s"] else Precision.MINUTE,
                zone="known" if when.tzinfo else "assumed",
                text=said.text,
                kind=said.kind,
            )

    def _turn(self, found: re.Match[str]) -> None:
        """The day that a line of its own tells."""
        try:
            self._day = date(int(found["y"]), _month(found), int(found["d"]))
            self._last, self._dated = None, True
            self._year, self._month = self._day.year, self._day.month
        except ValueError:
            return

    def _when(self, found: re.Match[str]) -> datetime | None:
        """The time of a line; None if its day is known from nowhere or there is no such time."""
        parts = found.groupdict()
        try:
            clock = time(int(parts["h"]), int(parts["m"]), int(parts["s"] or 0))
            if parts.get("y"):
                day = date(int(parts["y"]), int(parts["mo"]), int(parts["d"]))
                zone = parts.get("zone")
                when = datetime.combine(day, clock)
                when = datetime.fromisoformat(when.isoformat() + zone) if zone else when
                return when if when.year in _YEARS else None
            if parts.get("d"):
                month, day_of_month = _month(found), int(parts["d"])
                return datetime.combine(date(self._year_of(month), month, day_of_month), clock)
        except ValueError:
            return None
        return self._following(clock)

    def _following(self, clock: time) -> datetime | None:
        """A time without a day: of the day that was told last, or of the next where it goes back."""
        if self._day is None:
            return None
        if self._last is not None and not self._dated and _back(self._last, clock):
            self._day += timedelta(days=1)
        self._last = clock
        return datetime.combine(self._day, clock)

    def _year_of(self, month: int) -> int:
        """The year of the next line of a log whose lines have none: it turns where months begin anew."""
        if self._year is None:
            self._year = self._day.year if self._day else self._first_year()
        elif self._month - month >= _HALF_A_YEAR:
            self._year += 1
        self._month = month
        return self._year

    def _first_year(self) -> int:
        """The year in which the log begins, so that it ends when the file was changed, or before, and has its leap days."""
        turns, before = 0, 0
        leaps: list[int] = []  # turns of the year before each 29 February
        for _, raw in self._export.lines(self._member):
            found = _STAMPS[self._style].match(_CODES.sub("", raw))
            if found is None:
                continue
            month = _month(found)
            turns += before - month >= _HALF_A_YEAR
            before = month
            if month == 2 and int(found["d"]) == 29 and turns not in leaps[-1:]:
                leaps.append(turns)
        last = self._changed()
        years = [
            year
            for year in range(last - turns, last - turns - 8, -1)
            if all(isleap(year + one) for one in leaps)
        ]
        return years[0] if years else last - turns

    def _changed(self) -> int:
        """The year in which the file was changed last."""
        try:
            return datetime.fromtimestamp(self._export.path.stat().st_mtime).year
        except (OSError, ValueError, OverflowError):
            return 1970

    def _account(self, nick: str) -> Account:
        if nick not in self._accounts:
            self._accounts[nick] = Account(name=nick, source=NAME)
        return self._accounts[nick]


def _back(before: time, now: time) -> bool:
    """Whether a clock went past midnight; lines a little out of order don't show it."""
    return (before.hour * 60 + before.minute) - (now.hour * 60 + now.minute) > 60


def _month(found: re.Match[str]) -> int:
    return _MONTHS.index(found["mon"].lower()) + 1


def _day_of(label: str) -> date | None:
    """The day in a file's name; of a month or a year its first."""
    for found in reversed([*_DATED.finditer(PurePosixPath(label).name), *_DATED.finditer(label)][:8]):
        try:
            return date(int(found["y"]), int(found["mo"]), int(found["d"] or 1))
        except ValueError:
            continue
    return None


def _chat(path: PurePosixPath) -> Chat:
    """The channel or person that the file is named after, or the folder of a log by days."""
    stem = re.sub(r"(?i)(?:\.(?:log|txt|weechatlog|irclog|zlog))+$", "", path.name)
    channel = _CHANNEL.search(stem) or _CHANNEL.search(path.parent.name)
    name = channel[0] if channel else _DATED.sub("", stem).strip("-_. ") or path.parent.name or stem
    name = _DATED.sub("", name).strip("-_. ") or name
    return Chat(name=name, source=NAME, kind="group" if channel else None)


SOURCE = Irc()
