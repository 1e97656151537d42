"""Messages that somebody selected in an app and copied: what WeChat, QQ and Telegram put on the clipboard.

    WeChat   罗安 2022/11/17 21:07      on a Mac; the same without the date, or with a day's name
             罗安:                      on Windows, without any time
    QQ       罗安: 07-15 22:01:07       罗安(12345678) 22:01:07       【群主】罗安 2022-11-17 22:01:07
    Telegram Ann Lo, [17.11.22 21:07]   in the order of dates of the computer; on a Mac "> Ann Lo:"

and the words on the lines below. A time without a date is of the last date above it, or of today; a message without
any time is of the beginning of today. Checked on 2026-11-25.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from zhiji.chat import Account, Attachment, Chat, Message, Precision, Problem
from zhiji.chat.records import Forwarded, Json
from zhiji.errors import UnreadableFile
from zhiji.sources import clocks
from zhiji.sources.clocks import HALF
from zhiji.sources.protocol import Entry
from zhiji.sources.whatsapp.dates import Order, Votes

PASTED = Path("(pasted)")
APPS = ("wechat", "qq", "telegram")
_Style = Literal["stamped", "dated", "bracketed", "named", "pointed"]

_DATE = (
    r"(?:(?P<a>\d{1,4})(?P<sep>[./\-年])\s?(?P<b>\d{1,2})[./\-月]\s?(?P<c>\d{1,4})[.日]?"
    r"|(?P<month>\d{1,2})(?:-|月)(?P<day>\d{1,2})日?"
    r"|(?P<word>今天|昨天|前天|(?:星期|周|週)[一二三四五六日天]|today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day))"
)
_CLOCK = (
    rf"(?:(?P<early>{HALF})\s?)?(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    rf"(?:[ \u00a0\u202f]?(?P<late>{HALF}))?"
)
_STAMP = rf"(?:{_DATE},?\s+)?{_CLOCK}"
_WHO = r"(?P<name>\S.{0,79}?)(?:\((?P<number>\d{5,12})\)|<(?P<mail>[^<>\s]+@[^<>\s]+)>)?"
_HEADS: Mapping[_Style, re.Pattern[str]] = {
    "bracketed": re.compile(rf"(?P<name>\S.{{0,99}}?), \[{_STAMP}\]", re.IGNORECASE),
    "dated": re.compile(rf"{_DATE}\s+{_CLOCK}\s+{_WHO}", re.IGNORECASE),  # QQ's list of messages
    "stamped": re.compile(rf"{_WHO}[:：]?\s+{_STAMP}", re.IGNORECASE),
    "named": re.compile(r"(?![<>] )(?P<name>[^\s:：][^:：]{0,39}?)[:：]"),
    "pointed": re.compile(r"[<>] (?P<name>\S.{0,59}?):"),
}
# WeChat's mails, and QQ on a phone with blanks between the strokes
_BETWEEN = re.compile(r"(?:[—-]\s?){2,}\s*(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)\s*(?:[—-]\s?){2,}")
_TITLE = re.compile(
    r"【(?:LV\d+|群主|管理员|群友|(?:LV\d+ )[^】]{1,10})】\s*(?=\S)"
)  # QQ sets it before a name
_NOTICE = re.compile(
    r".{1,60}(?:撤回了一条消息(?: 重新编辑)?|加入(?:本群|群聊|了群聊)。?|退出(?:本群|了群聊)。?|拍了拍.{1,60}|有\d+个共同好友.{0,20}|邀请.{1,200}加入了?群聊"
    r"|recalled a message|joined the group.{0,40}|tickled .{1,60})"
)
_MARK = re.compile(
    r"\[\s?(?P<word>[^\[\]:：\n]{1,20}?)(?:\s?[:：]\s?(?P<name>[^\[\]\n]{1,200}?))?\s?\](?P<rest>.*)",
    re.DOTALL,
)
_QUOTING = re.compile(
    r"\[ ?(?P<how>In reply to|Forwarded from|回复|转发自|В ответ|Переслано от) (?P<name>[^\]\n]{1,99}?) ?\]\n"
)
_KINDS = {
    "image": "图片 照片 photo image picture фотография",
    "video": "视频 video видео",
    "voice": "语音 voice",
    "sticker": "动画表情 表情 sticker emoji стикер",
    "file": "文件 file файл",
    "location": "位置 location",
    "link": "链接 link",
    "contact": "名片 个人名片 contact",
    "red_packet": "红包 微信红包",
    "transfer": "转账 微信转账",
    "music": "音乐 music",
    "forward": "聊天记录",
    "miniapp": "小程序",
    "poll": "poll",
    "call": "通话 语音通话 视频通话",
}
_KIND = {word: kind for kind, some in _KINDS.items() for word in some.split()} | {"voice message": "voice"}
_LONGEST_HEAD = 200  # characters
_SHOWN = 3  # names that stand for a chat without one
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_NOTHING: Mapping[str, Json] = {}


def messages(text: str, *, app: str | None = None, chat: str | None = None, today: date) -> Iterator[Entry]:
    """The messages of a text that was copied out of an app, in its order; times are of a wall clock.

    `app` says which app it was where that can't be told, `chat` what the chat is called. Raises UnreadableFile at once
    if the text doesn't look like copied messages.
    """
    lines = (
        _HALF_CHARACTER.sub("\ufffd", text)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .lstrip("\ufeff")
        .split("\n")
    )
    style, heads = _recognised(lines, app)
    return _read(lines, heads, app or _app(style, heads), chat, today)


class _Head(NamedTuple):
    """A line above a message."""

    at: int  # the line's number from 0
    found: re.Match[str]
    sure: bool  # whether only an app writes such a line
    alone: bool  # whether the line before it is blank


def _recognised(lines: Sequence[str], app: str | None) -> tuple[_Style, list[_Head]]:
    """The style of the text and the lines that begin messages."""
    if app is not None and app not in APPS:
        raise UnreadableFile(PASTED, f"copied messages of {app} are not known, only of {', '.join(APPS)}.")
    first = next(
        (at for at, line in enumerate(lines) if line.strip() and not _BETWEEN.fullmatch(line.strip())), None
    )
    best: tuple[_Style, list[_Head]] | None = None
    for style in _HEADS:
        heads = _heads(lines, style)
        if (
            heads
            and _enough(style, heads, first, told=app is not None)
            and (best is None or len(heads) > len(best[1]))
        ):
            best = style, heads
    if best is None:
        why = "it doesn't look like messages copied from WeChat, QQ or Telegram: a line with a name and a time, then the words."
        raise UnreadableFile(PASTED, why)
    return best


def _heads(lines: Sequence[str], style: _Style) -> list[_Head]:
    heads = []
    for at, line in enumerate(lines):
        plain = line.strip()
        if len(plain) <= _LONGEST_HEAD and (found := _HEADS[style].fullmatch(plain)):
            alone = at == 0 or not lines[at - 1].strip() or bool(_BETWEEN.fullmatch(lines[at - 1].strip()))
            heads.append(_Head(at, found, _is_sure(style, found), alone))
    if any(head.alone for head in heads[1:]):  # then what has no blank line above it may have been typed
        heads = [head for head in heads if head.alone or head.sure]
    return heads


def _is_sure(style: _Style, found: re.Match[str]) -> bool:
    if style in ("named", "pointed"):
        return False
    return style != "stamped" or bool(found["second"] or found["a"])


def _enough(style: _Style, heads: Sequence[_Head], first: int | None, *, told: bool) -> bool:
    """Whether so much looks like a copied text that it is one."""
    begins = heads[0].at == first
    if style in ("named", "pointed"):
        return begins and (told or (len(heads) > 1 and all(head.alone for head in heads)))
    if any(head.sure for head in heads):
        return begins or len(heads) > 1
    return begins and (told or len(heads) > 1)


def _app(style: _Style, heads: Sequence[_Head]) -> str:
    if style in ("bracketed", "pointed"):
        return "telegram"
    if style == "named":
        return "wechat"
    exact = sum(head.found["second"] is not None for head in heads)
    return "qq" if 2 * exact > len(heads) else "wechat"


def _read(
    lines: Sequence[str], heads: Sequence[_Head], app: str, chat: str | None, today: date
) -> Iterator[Entry]:
    names = [_name(head.found) for head in heads]
    where = _chat(app, chat, names)
    accounts: dict[tuple[str, str | None], Account] = {}
    clock = _Clock(heads, today)
    if any(line.strip() and not _BETWEEN.fullmatch(line.strip()) for line in lines[: heads[0].at]):
        yield Problem("(pasted), line 1", "words above the first message were left out.")
    if not clock.order.sure:
        yield Problem(
            "(pasted), dates", "every date fits both day/month and month/day; they were read as day/month."
        )
    before = 0
    for number, head in enumerate(heads):
        clock.pass_by(lines[before : head.at])
        before = head.at
        when = clock.when(head.found)
        if when is None:
            yield Problem(
                f"(pasted), line {head.at + 1}", "there is no such date or time; the message was left out."
            )
            continue
        native = _group(head.found, "number") or _group(head.found, "mail")
        sender = accounts.setdefault(
            (names[number], native), Account(name=names[number], native=native, source=app)
        )
        end = heads[number + 1].at if number + 1 < len(heads) else len(lines)
        body = [line for line in lines[head.at + 1 : end] if not _BETWEEN.fullmatch(line.strip())]
        yield from _said(body, where, sender, when, _precision(head.found))


def _said(
    body: list[str], chat: Chat, sender: Account, when: datetime, precision: Precision
) -> Iterator[Message]:
    """A message, and the notices that the app set below it."""
    notices: list[str] = []
    words = "\n".join(body).rstrip().strip("\n").split("\n")
    while len(words) > 1 and not words[-2].strip() and _NOTICE.fullmatch(words[-1].strip()):
        notices.insert(0, words[-1].strip())
        words = "\n".join(words[:-1]).rstrip().split("\n")
    one = _understood("\n".join(words).rstrip())
    yield Message(
        chat=chat,
        sender=sender,
        when=when,
        text=one.text,
        kind=one.kind,
        precision=precision,
        zone="assumed",
        forwarded=one.forwarded,
        attachments=one.attachments,
        extra=one.extra,
    )
    nobody = Account(name="", source=sender.source)
    for text in notices:
        yield Message(
            chat=chat, sender=nobody, when=when, text=text, kind="system", precision=precision, zone="assumed"
        )


class _Body(NamedTuple):
    text: str
    kind: str = "text"
    attachments: tuple[Attachment, ...] = ()
    forwarded: Forwarded | None = None
    extra: Mapping[str, Json] = _NOTHING


def _understood(text: str) -> _Body:
    """What the words stand for."""
    forwarded: Forwarded | None = None
    extra: Mapping[str, Json] = _NOTHING
    while found := _QUOTING.match(text):
        text = text[found.end() :]
        if found["how"] in ("In reply to", "回复", "В ответ"):
            extra = {"quoted": {"sender": found["name"]}}
        else:
            forwarded = Forwarded(sender=found["name"])
    found = _MARK.fullmatch(text.strip())
    kind = _KIND.get(found["word"].casefold()) if found else None
    if found is None or kind is None:
        return _Body(text, forwarded=forwarded, extra=extra)
    rest, name = found["rest"].strip(), found["name"]
    if kind == "file" and not name and "\n" not in rest:
        rest, name = "", rest
    attachments = (Attachment(name=name),) if name else ()
    return _Body(rest, kind, attachments, forwarded, extra)


class _Clock:
    """Tells when a message was sent by what stands above it, and by the messages before it."""

    def __init__(self, heads: Sequence[_Head], today: date) -> None:
        self._today = today
        self._last = today
        votes = Votes()
        for head in heads:
            if a := _group(head.found, "a"):
                half = head.found["early"] or head.found["late"] or ""
                votes.add(a, head.found["b"], head.found["c"], separator=head.found["sep"], half=half)
        self.order: Order = votes.order()

    def pass_by(self, lines: Sequence[str]) -> None:
        """Note the days that stand between messages."""
        for line in lines:
            if found := _BETWEEN.fullmatch(line.strip()):
                self._last = clocks.day(int(found["y"]), int(found["m"]), int(found["d"])) or self._last

    def when(self, found: re.Match[str]) -> datetime | None:
        """The wall-clock time; None if there is none such."""
        if _group(found, "hour") is None:
            return datetime.combine(self._last, time())
        hour = clocks.hour_of(int(found["hour"]), found["early"] or found["late"])
        minute, second = int(found["minute"]), int(found["second"] or 0)
        day = self._day(found)
        if hour is None or minute > 59 or second > 59 or day is None:
            return None
        self._last = day
        return datetime.combine(day, time(hour, minute, second))

    def _day(self, found: re.Match[str]) -> date | None:
        if a := found["a"]:
            numbers = self.order.date(a, found["b"], found["c"])
            return clocks.day(*numbers) if numbers else None
        if found["month"]:
            return self._without_year(int(found["month"]), int(found["day"]))
        return self._named(found["word"].casefold()) if found["word"] else self._last

    def _without_year(self, month: int, number: int) -> date | None:
        """The latest such day that isn't to come."""
        for year in range(self._today.year, self._today.year - 8, -1):
            day = clocks.day(year, month, number)
            if day is not None and day <= self._today:
                return day
        return None

    def _named(self, word: str) -> date:
        back = {"今天": 0, "today": 0, "昨天": 1, "yesterday": 1, "前天": 2}.get(word)
        if back is None:
            back = (self._today.weekday() - (clocks.weekday(word) or 0) - 1) % 7 + 1
        return self._today - timedelta(days=back)


def _name(found: re.Match[str]) -> str:
    return _TITLE.sub("", found["name"].strip(), count=1).strip()


def _group(found: re.Match[str], name: str) -> str | None:
    return found[name] if name in found.re.groupindex else None


def _precision(found: re.Match[str]) -> Precision:
    return Precision.SECOND if _group(found, "second") else Precision.MINUTE


def _chat(app: str, name: str | None, people: Sequence[str]) -> Chat:
    """The chat, after its people if it has no name."""
    some = sorted(Counter(people))
    shown = ", ".join(some[:_SHOWN]) + (" …" if len(some) > _SHOWN else "")
    return Chat(name=name or shown, source=app, kind="group" if len(some) > 2 else None)
