"""Every sentence of ours in a recap, in English and Chinese. What people said is quoted, never reworded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from zhiji.assistant import wording
from zhiji.assistant.question import Language
from zhiji.assistant.recapping.records import SectionName
from zhiji.chat import Message
from zhiji.language.times import TimeSpan

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAYS = "一二三四五六日"
_HEADINGS: dict[SectionName, tuple[str, str]] = {
    "wanted": ("They wait for you", "在等你的"),
    "todo": ("You said you would", "你说过要做的"),
    "mentions": ("You were mentioned", "提到你的"),
    "upcoming": ("Coming up", "接下来"),
    "promised": ("Promised to you", "别人答应你的"),
    "unanswered": ("You asked, no answer yet", "你问了还没回音的"),
    "debts": ("Owed", "欠账"),
    "decisions": ("Decided", "定下来的"),
    "happened": ("What was talked about", "聊了什么"),
    "threads": ("Going on in several chats", "好几个聊天里都在说的"),
    "notes": ("You noted", "你记下的"),
}  # fmt: skip
LONGEST = 110  # columns of a quotation


def heading(name: SectionName, language: Language) -> str:
    """Of a section."""
    return _HEADINGS[name][language == "zh"]


def period(since: datetime, until: datetime, language: Language) -> str:
    """The line above all."""
    start, end = wording.weekday(since, language), wording.weekday(until, language)
    if language == "zh":
        return f"{start} {since:%H:%M} 到 {end} {until:%H:%M}"
    return f"{start} {since:%H:%M} to {end} {until:%H:%M}"


def said(message: Message, language: Language, *, now: datetime, within: str = "") -> str:
    """Who said what, where and when; `within` is the name of a chat that was named already."""
    who, place = _who(message, language), message.chat.name
    if message.chat.kind == "direct" and not message.sender.owner and place:
        who = place  # what the owner calls them, where the app tells
    words = quotation(message)
    day = short_day(message.when.astimezone(now.tzinfo), language, now=now)
    if place in ("", who, within) or place.strip("#") == message.sender.name:
        where = who
    elif message.sender.owner and message.chat.kind == "direct":
        where = f"{who}对{place}说" if language == "zh" else f"{who} to {place}"
    else:
        where = f"{who}（{place}）" if language == "zh" else f"{who} in {place}"
    return f"{where}，{day}：{words}" if language == "zh" else f"{where}, {day}: {words}"


def quotation(message: Message, quote: str = "") -> str:
    """Somebody's words in quotation marks, cut where they are long."""
    words = " ".join((quote or message.text or message.caption or message.transcript or "").split())
    return f"“{cut(words)}”"


def cut(words: str) -> str:
    """The beginning of what was said, up to a place where one would breathe."""
    used = 0
    for at, char in enumerate(words):
        used += wording_width(char)
        if used > LONGEST:
            return _breath(words[:at]) + "…"
    return words


def wording_width(char: str) -> int:
    """Columns of a character, about."""
    return 2 if char >= "\u2e80" else 1


def short_day(when: datetime, language: Language, *, now: datetime) -> str:
    """A day as one says it near that day: "Tue 14 Oct", 10月14日周二; with the year where it isn't this one."""
    year = when.year != now.year
    if language == "zh":
        return (f"{when.year}年" if year else "") + f"{when.month}月{when.day}日周{_WEEKDAYS[when.weekday()]}"
    return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]}" + (f" {when.year}" if year else "")


def due(span: TimeSpan, language: Language, *, now: datetime) -> str:
    """When something is, or is wanted."""
    day = short_day(span.start, language, now=now)
    if span.granularity in ("minute", "hour"):
        return f"{day} {span.start:%H:%M}"
    if span.end - span.start > timedelta(days=1, hours=1):
        last = short_day(span.end - timedelta(minutes=1), language, now=now)
        return f"{day}到{last}" if language == "zh" else f"{day} to {last}"
    return day


def remark(told: str, language: Language) -> str:
    """Something in brackets behind a line."""
    return f"（{told}）" if language == "zh" else f" ({told})"


def by(told: str, language: Language) -> str:
    """Until when."""
    return f"{told}前" if language == "zh" else f"by {told}"


def overdue(told: str, language: Language) -> str:
    """That the time is over."""
    return f"{told}，已过" if language == "zh" else f"{told}, past"


def birthday(name: str, told: str, language: Language, *, turns: int | None) -> str:
    """Whose birthday it is, and how old they get."""
    age = "" if turns is None else f"，{turns}岁" if language == "zh" else f", turning {turns}"
    return f"{told}：{name}的生日{age}" if language == "zh" else f"{told}: {name}'s birthday{age}"


def talked(name: str, topics: Sequence[str], count: int, language: Language) -> str:
    """A chat, what it was about and how much was said."""
    about = ("；" if language == "zh" else "; ").join(one for one in topics if one)
    if language == "zh":
        return f"{name}（{count} 条）" + (f"：{about}" if about else "")
    return f"{name} ({_count(count, 'message')})" + (f": {about}" if about else "")


def also(names: Sequence[tuple[str, int]], more: int, messages: int, language: Language) -> str:
    """Chats that aren't told of."""
    told = ("、" if language == "zh" else ", ").join(f"{name} ({count})" for name, count in names)
    if language == "zh":
        rest = f"，另有 {more} 个聊天共 {messages} 条" if more else ""
        return f"还有：{told}{rest}".replace(" (", "（").replace(")", "）")
    rest = f" and {_count(more, 'more chat')} with {_count(messages, 'message')}" if more else ""
    return f"Also: {told}{rest}"


def more(count: int, language: Language) -> str:
    """That not all is shown."""
    return f"还有 {count} 条" if language == "zh" else f"and {count} more"


def thread(title: str, chats: Sequence[str], count: int, language: Language) -> str:
    """What several chats are about."""
    told = ("、" if language == "zh" else ", ").join(chats)
    return (
        f"{title}：{told}（{count} 条）"
        if language == "zh"
        else f"{title}: {told} ({_count(count, 'message')})"
    )


def nothing(language: Language) -> str:
    """That nothing was said."""
    return (
        "这段时间没有消息。"
        if language == "zh"
        else "Nothing was said in this time, as far as the archive knows."
    )


def ends(when: datetime, language: Language) -> str:
    """Up to when there are messages."""
    day = wording.day(when, language)
    return f"最后一条消息是{day}的。" if language == "zh" else f"The last message in it is of {day}."


def stale(apps: Sequence[tuple[str, datetime]], language: Language) -> str:
    """Apps of which nothing of the time was added."""
    if language == "zh":
        told = "、".join(f"{app}（到{wording.day(when, language)}）" for app, when in apps)
        return f"这段时间没有导入的：{told}。"
    told = ", ".join(f"{app} (up to {wording.day(when, language)})" for app, when in apps)
    return f"Nothing of this time was added from: {told}."


def too_much(language: Language) -> str:
    """That only the newest messages were read."""
    if language == "zh":
        return "这段时间的消息太多，只看了最新的部分。"
    return "More was said in this time than a recap reads; only the newest was."


def owner_unknown(language: Language) -> str:
    """That nobody said who the owner is."""
    if language == "zh":
        return "还不知道你是谁，所以看不出谁在等你。用 `zhiji people me 名字` 说一次。"
    return "Who you are isn't known, so what is wanted of you can't be told. Say it once with `zhiji people me NAME`."


def as_of(ends: Sequence[tuple[str, datetime]], language: Language, *, more: int, now: datetime) -> str:
    """Up to when the last import goes, by chat."""
    told = [f"{name} {short_day(when, language, now=now)}" for name, when in ends]
    if language == "zh":
        rest = f"，另有 {more} 个聊天" if more > 0 else ""
        return f"截至最近一次导入：{'、'.join(told)}{rest}。"
    rest = f", and {_count(more, 'more chat')}" if more > 0 else ""
    return f"As of the last import of: {', '.join(told)}{rest}."


def _who(message: Message, language: Language) -> str:
    if message.sender.owner:
        return "你" if language == "zh" else "You"
    return message.sender.name or message.sender.key


def _breath(words: str) -> str:
    """Cut behind a sign or a word, if there is one near the end."""
    for at in range(len(words) - 1, len(words) * 2 // 3, -1):
        if words[at] in "。！？；，、,.!?;: ":
            return words[:at].rstrip("。，、,.;: ")
    return words


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' if count != 1 else ''}"
