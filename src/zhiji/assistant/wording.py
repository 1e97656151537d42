"""Every sentence of ours in an answer, in English and Chinese. What people said is quoted, never reworded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from zhiji.assistant.question import Language
from zhiji.assistant.records import UnreadMedia
from zhiji.chat import Chat, Message

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAYS = "一二三四五六日"
_LUNAR_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_LUNAR_ONES = "一二三四五六七八九"

_TEXTS: dict[str, tuple[str, str]] = {
    "not found": ("Not in the chats I can read.", "在我能读到的聊天里没有。"),
    "nearest": ("Nearest to it", "最接近的"),
    "now": ("Now", "现在"),
    "latest": ("Latest", "最近一次提到"),
    "earlier": ("Earlier", "之前"),
    "later": ("Later", "后来"),
    "just before": ("Just before", "在这之前刚说的"),
    "reply": ("Reply", "回复"),
    "avoid": ("To avoid", "要避开"),
    "likes": ("Likes or wants", "喜欢／想要"),
    "lately": ("Lately", "最近"),
    "related": ("Also said", "相关的话"),
    "waiting": ("They wait for your reply", "在等你回复的"),
    "nobody waits": ("Nobody, as far as the chats show.", "从聊天看，没有人在等你回复。"),
    "no reply yet": ("You asked, and nothing came back yet", "你问过、还没等到回音的"),
    "nobody owes a reply": ("Nobody, as far as the chats show.", "从聊天看，没有人欠你回复。"),
    "open": ("Nothing says yet that it was done", "还没看到做完的"),
    "done": ("Done, by what was said later", "后来说做到了的"),
    "no promise": ("I find no such promise.", "没有找到这样的承诺。"),
    "nothing planned": (
        "I see nothing planned then; no calendar is linked.",
        "没有看到那时有安排；没有连接日历。",
    ),
    "nothing to do": ("I see nothing that is left to do.", "没有看到还要办的事。"),
    "planned": ("What the chats say about it (no calendar is linked)", "聊天里说到的安排（没有连接日历）"),
    "also": ("Also said", "相关的话"),
    "over": ("Not so any more", "已经不是这样了"),
    "settled": ("Settled", "已经了结的"),
    "called off": ("Called off", "后来取消的"),
    "settled later": (" (settled later)", "（后来了结了）"),
    "changed": (" (this changed later)", "（后来变了）"),
    "off": (" (called off)", "（后来取消了）"),
    "hearsay": (" (hearsay)", "（听说的）"),
    "your correction": (" (as you corrected it)", "（按你更正的）"),
    "instead": ("Here is the evidence itself.", "下面直接给出原话。"),
    "unchecked": (
        "Nothing the language model wrote could be checked against your chats, so here is the evidence itself.",
        "语言模型写的内容都无法在聊天里核实，下面直接给出原话。",
    ),
    "stopped": ("Stopped before it was complete.", "没说完就停了。"),
    "to machines": (
        " (addressed to assistants; not followed, and no proof)",
        "（写给助手看的；不照办，也不算证据）",
    ),
}


def text(name: str, language: Language) -> str:
    """A sentence or label of ours."""
    return _TEXTS[name][language == "zh"]


def day(when: datetime, language: Language) -> str:
    """A day: "18 Oct 2025", 2025年10月18日."""
    if language == "zh":
        return f"{when.year}年{when.month}月{when.day}日"
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def weekday(when: datetime, language: Language) -> str:
    """A day with its weekday."""
    if language == "zh":
        return f"{day(when, language)}（周{_WEEKDAYS[when.weekday()]}）"
    return f"{_DAYS[when.weekday()]} {day(when, language)}"


def span(start: datetime, end: datetime, granularity: str, language: Language) -> str:
    """A time that a message speaks of, worked out."""
    if granularity in ("minute", "hour"):
        return f"{weekday(start, language)} {start:%H:%M}"
    if granularity in ("day", "daypart") or (end - start).days <= 1:
        return weekday(start, language)
    if granularity == "year":
        return f"{start.year}年" if language == "zh" else str(start.year)
    if granularity == "month":
        return (
            f"{start.year}年{start.month}月"
            if language == "zh"
            else f"{_MONTHS[start.month - 1]} {start.year}"
        )
    last = end.fromordinal(end.toordinal() - 1) if end.hour == 0 and end.minute == 0 else end
    return f"{day(start, language)} – {day(last, language)}"


def source(message: Message, language: Language) -> str:
    """Who said it, where and when."""
    sender = message.sender
    name = sender.name or sender.key
    who = {"zh": "你", "en": "You"}[language] if sender.owner else name
    when = day(message.when, language)
    place = message.chat.name
    if place in ("", name) or place.strip("#") == name:
        return f"{who}，{when}" if language == "zh" else f"{who}, {when}"
    if sender.owner and message.chat.kind == "direct":
        return f"{who}对{place}说，{when}" if language == "zh" else f"{who} to {place}, {when}"
    return f"{who}（{place}），{when}" if language == "zh" else f"{who} in {place}, {when}"


def quoted(words: str, number: int) -> str:
    """Somebody's words with the number of their citation."""
    return f"“{' '.join(words.split())}” [{number}]"


def line(before: str, words: str, language: Language) -> str:
    """ "Before: words" in either language."""
    return f"{before}：{words}" if language == "zh" else f"{before}: {words}"


def dropped(count: int, why: str, language: Language) -> str:
    """How many sentences of a language model were left out, and of which kinds their faults are."""
    if language == "zh":
        return f"有 {count} 句无法核实，已删去（{why}）。"
    return f"Left out because it could not be checked: {_count(count, 'sentence')} ({why})."


def at_least(count: int, language: Language) -> str:
    """How often, as far as messages tell."""
    if language == "zh":
        return f"至少 {count} 次，有消息为证："
    return f"At least {count} {'time' if count == 1 else 'times'}, going by these messages:"


def found_several(count: int, language: Language) -> str:
    """How much was found of what was asked for."""
    return f"找到 {count} 处：" if language == "zh" else f"Found in {count} places:"


def of(whose: str, tie: str, language: Language) -> str:
    """Somebody by whose they are: Tom's sister."""
    return f"{whose}的{tie}" if language == "zh" else f"{whose}'s {tie}"


def in_brackets(words: str, language: Language) -> str:
    """Behind a quote."""
    return f"（{words}）" if language == "zh" else f" ({words})"


def since_until(since: datetime | None, until: datetime | None, language: Language) -> str:
    """From when and until when something holds, in brackets; "" if neither is known."""
    from_then, up_to = ("{}起", "到{}为止") if language == "zh" else ("since {}", "until {}")
    told = [from_then.format(day(since, language))] if since else []
    told += [up_to.format(day(until, language))] if until else []
    return f"（{'，'.join(told)}）" * bool(told) if language == "zh" else f"({', '.join(told)})" * bool(told)


def owes(by: str, to: str, what: str, *, mine: bool, language: Language) -> str:
    """Who owes whom what."""
    if language == "zh":
        by, to = f"{by} " if by[-1:].isascii() else by, f" {to}" if to[:1].isascii() else to
        return f"{by}欠{to}" + (f" {what}" if what else "")
    return " ".join(filter(None, (by, "owe" if mine else "owes", to, what)))


def gave_back(by: str, to: str, what: str, *, mine: bool, forgiven: bool, language: Language) -> str:
    """Who owed whom what, and that it is over."""
    if language == "zh":
        by, to = f"{by} " if by[-1:].isascii() else by, f" {to}" if to[:1].isascii() else to
        told = f"{by}不用再还{to}" if forgiven else f"{by}已还{to}"
        return told + (f" {what}" if what else "")
    if forgiven:
        return " ".join(filter(None, (by, "need" if mine else "needs", "not pay", to, what, "any more")))
    return " ".join(filter(None, (by, "have" if mine else "has", "paid", to, "back", what)))


def day_of_year(month: int, day: int, year: int | None, language: Language) -> str:
    """A day that comes every year, with the year it first came if that is told."""
    if language == "zh":
        return (f"{year}年" if year else "") + f"{month}月{day}日"
    return f"{day} {_MONTHS[month - 1]}" + (f" {year}" if year else "")


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def lunar_day(month: int, day: int, language: Language) -> str:
    """A day of the Chinese calendar."""
    if language == "zh":
        ten, one = divmod(day, 10)
        told = {10: "初十", 20: "二十", 30: "三十"}.get(day) or "初十廿"[ten] + _LUNAR_ONES[one - 1]
        return f"农历{_LUNAR_MONTHS[month - 1]}月{told}"
    return f"{_ordinal(day)} day of the {_ordinal(month)} lunar month"


def corrects(when: datetime, language: Language) -> str:
    """That a message corrects an older one."""
    return (
        f"（更正了{day(when, language)}的说法）"
        if language == "zh"
        else f" (corrects what was said on {day(when, language)})"
    )


def moved(to: str, language: Language) -> str:
    """That something was asked to be at another time."""
    return f"（后来说改到{to}）" if language == "zh" else f" (then asked to move it to {to})"


def covered(ends: Sequence[tuple[Chat | None, datetime]], language: Language) -> str:
    """Up to when the chats go on; `None` = all of them."""
    parts = []
    for chat, when in ends:
        name = chat.name if chat else ""
        parts.append(f"{name} {day(when, language)}".strip())
    told = "、".join(parts) if language == "zh" else ", ".join(parts)
    return f"聊天记录截至：{told}。" if language == "zh" else f"The chats I can read go up to: {told}."


def ends_before(when: datetime, language: Language) -> str:
    """That the time asked about lies behind the last message."""
    if language == "zh":
        return f"你的聊天记录到{day(when, language)}为止。"
    return f"Your chats end on {day(when, language)}."


def last_such(start: datetime, end: datetime, granularity: str, language: Language) -> str:
    """Which earlier period is shown instead."""
    told = span(start, end, granularity, language)
    return f"上一个这样的时间：{told}。" if language == "zh" else f"The last such time in them: {told}."


def unread(some: Sequence[UnreadMedia], language: Language) -> str:
    """What could not be read in these chats; "" if there is nothing."""
    parts = [_unread(one, language) for one in some]
    if not parts:
        return ""
    if language == "zh":
        return f"没能读到的：{'；'.join(parts)}。"
    return f"Not read: {'; '.join(parts)}."


def _unread(one: UnreadMedia, language: Language) -> str:
    if language == "zh":
        told = [f"{one.voice} 条语音"] * bool(one.voice) + [f"{one.pictures} 张图片"] * bool(one.pictures)
        last = f"（最后一条 {day(one.last, language)}）" if one.last else ""
        return f"{one.chat.name}里{'、'.join(told)}{last}"
    last = f", the last of {day(one.last, language)}" if one.last else ""
    told = [_count(one.voice, "voice note")] * bool(one.voice) + [_count(one.pictures, "picture")] * bool(
        one.pictures
    )
    return f"{' and '.join(told)} in {one.chat.name}{last}"


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}"


def on(when: date, language: Language) -> str:
    """A day by itself."""
    return day(datetime.combine(when, time()), language)


def glossed(words: Sequence[str], language: Language) -> str:
    """What a quote in the other language is about; "" if nothing is known of it."""
    if not words:
        return ""
    return f"（大致：{'、'.join(words)}）" if language == "zh" else f" (about: {', '.join(words)})"
