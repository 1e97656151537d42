"""The .mht of the message manager of QQ for Windows: a page of rows, and pictures that aren't taken out of it.

A row is one line: <tr><td>日期: 2020-02-11</td></tr> begins a day, <tr><td><div ...>消息对象:...</div></td></tr> a chat,
and a message is <div style=color:...><div style=float:left;...>name(number)</div>4:36:46</div><div
style=padding-left:20px;>words and IMG tags</div>. The colours don't tell reliably who the owner is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from zhiji.chat import Chat, Contact, Problem
from zhiji.sources.clocks import HALF
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Peek
from zhiji.sources.qq.manager_text import moment, said
from zhiji.sources.qq.names import Names

_MAKER = re.compile(r"Save by Tencent MsgMgr|Subject: Tencent IM Message")
_PAGE = re.compile(r"<title>(?:QQ Message|IM Message)</title>|<b>消息记录</b>")
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PICTURE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_DAY = re.compile(r"日期[:：]\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_GROUP = re.compile(r"消息分组[:：](.*)", re.DOTALL)
_OBJECT = re.compile(r"消息对象[:：](.*)", re.DOTALL)
_MESSAGE = re.compile(
    rf"<div[^<>]*><div[^<>]*float:left[^<>]*>(.*?)</div>\s*(?:({HALF}) ?)?(\d{{1,2}}):(\d\d):(\d\d)(?: ?({HALF}))?\s*"
    r"</div>\s*<div[^<>]*>(.*)</div>",
    re.DOTALL | re.IGNORECASE,
)
_LONGEST = 4 << 20  # characters of one row
_LOOKED_AT = 8


class ManagerPage:
    """What the message manager writes as .mht."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Pages."""
        return _pages(peek.members)[:_LOOKED_AT]

    def recognises(self, peek: Peek) -> int:
        """3 by what the message manager writes on top."""
        heads = [peek.text(one) for one in self.wants(peek)] if peek.members else [peek.text()]
        return 3 if any(map(_is_page, heads)) else 0

    def read(self, export: Export) -> Iterator[Entry]:
        """Every message, chat by chat."""
        for member in _pages(export.members) if export.members else (None,):
            head = Peek(name="", members=(), head=export.head(member), first={}).text()
            if member is None or _is_page(head):
                yield from _Page(export, member).entries()


def _pages(members: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in members if one.lower().endswith((".mht", ".mhtml")))


def _is_page(head: str) -> bool:
    return bool(_MAKER.search(head[:2000]) or (_PAGE.search(head) and _OBJECT.search(head)))


class _Page:
    """One file, row by row."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export = export
        self._member = member
        self._names = Names()
        self._group = ""
        self._chat: Chat | None = None
        self._day: tuple[str, str, str] | None = None
        self._told: set[str] = set()

    def entries(self) -> Iterator[Entry]:
        """Messages, the addresses of their senders, and what could not be read."""
        rest = ""
        for number, line in self._export.lines(self._member):
            if not rest and "<tr>" not in line.lower():
                continue  # a picture, or the lines on top
            rest = f"{rest}\n{line}" if rest else line
            end = 0
            for row in _ROW.finditer(rest):
                end = row.end()
                yield from self._row(row[1], number)
            rest = rest[end:] if "<tr>" in rest[end:].lower() else ""
            if len(rest) > _LONGEST or "</html>" in rest.lower():
                yield Problem(self._where(number), "a row of its table never ends")
                rest = ""
        if rest:
            yield Problem(self._where(number), "a row of its table is cut off")

    def _row(self, row: str, number: int) -> Iterator[Entry]:
        if found := _MESSAGE.search(row):
            yield from self._message(found, number)
            return
        words = _words(row).strip()
        if day := _DAY.fullmatch(words):
            self._day = (day[1], day[2], day[3])
        elif group := _GROUP.fullmatch(words):
            self._group, self._chat = group[1], None
        elif chat := _OBJECT.fullmatch(words):
            self._chat, self._day = self._names.chat(chat[1], self._group), None
        elif words and words != "消息记录":
            yield Problem(self._where(number), "it is no message")

    def _message(self, found: re.Match[str], number: int) -> Iterator[Entry]:
        when = None
        if self._day is not None:
            when = moment(*self._day, found[2] or found[6], found[3], found[4], found[5])
        if when is None:
            yield Problem(self._where(number), "its time is no time")
            return
        if self._chat is None:
            self._chat = self._names.chat(
                self._export.name.rpartition(".")[0] or self._export.name, self._group
            )
        sender = self._names.sender(_words(found[1]))
        if sender.mail and sender.mail not in self._told:
            self._told.add(sender.mail)
            yield Contact(account=sender.account, emails=(sender.mail,))
        pictures = len(_PICTURE.findall(found[7]))
        yield said(self._chat, sender, when, _words(found[7]), pictures)

    def _where(self, number: int) -> str:
        return f"{self._member}, line {number}" if self._member else f"line {number}"


def _words(html: str) -> str:
    """What a piece of the page says; line breaks are tags, those of the file say nothing."""
    plain = html.replace("\r", "").replace("\n", " ")
    plain = _TAG.sub("", _BREAK.sub("\n", plain))
    return unescape(plain).replace("\xa0", " ")
