"""Sentences of ours in answers of certain kinds, in English and Chinese: what is worked out, with how."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zhiji.assistant import wording
from zhiji.assistant.question import Language

_WEEKS, _MONTHS, _YEARS = 14, 60, 730  # days from which on they are told, too
_MONTH, _YEAR = 30.44, 365.25

_TEXTS: dict[str, tuple[str, str]] = {
    "history": ("As the chats tell it, oldest first", "按时间先后，聊天里是这么说的"),
    "not counted": (
        "Not counted (called off, moved or of another kind)",
        "没算在内的（取消、改期或别的情况）",
    ),
    "put right": (
        "That isn't so any more: it was put right later.",
        "这话后来更正了，并不是这样。",
    ),
    "nearest": ("What comes nearest in the chats, in order of time", "聊天里最接近的，按时间先后"),
    "said then": ("What was said with them at that time", "那段时间你们说的"),
    "none found": ("none found", "没有找到"),
    "not said": ("the chats don't say", "聊天里没说"),
    "open": ("Still open", "还没了结的"),
    "planned": ("Planned", "已有安排"),
    "avoid": ("To avoid", "要避开"),
    "likes": ("Likes", "喜欢"),
    "needs": ("Wants or needs", "想要／需要"),
    "lately": ("Lately", "最近"),
    "asked for": ("Asked for", "点名要的"),
    "news": ("Lately, from them", "对方最近说的"),
    "asked": ("They asked you", "对方问你的"),
    "places": ("Places", "提到的地方"),
    "ideas": ("Was talked of doing", "说过想做的"),
    "known": ("Good to know", "值得知道的"),
    "money": ("What was said of it last, newest first", "最近说到的，新的在前"),
    "mine": ("You said of it", "你说过的"),
    "said": ("Said of it", "聊到过的"),
    "owed": ("Of the money between you", "你们之间的账"),
}


def text(name: str, language: Language) -> str:
    """A label of ours."""
    return _TEXTS[name][language == "zh"]


def label(name: str, language: Language) -> str:
    """The same above some lines."""
    return wording.line(text(name, language), "", language).rstrip()


def length(days: int, language: Language) -> str:
    """How long some days are: "57 days (about 8 weeks)"."""
    if language == "zh":
        return f"{days} 天" + (f"（约 {_larger(days, 'zh')}）" if days >= _WEEKS else "")
    return f"{days} day{'s' * (days != 1)}" + (f" (about {_larger(days, 'en')})" if days >= _WEEKS else "")


def _larger(days: int, language: Language) -> str:
    count, unit = next(
        (round(days / size), name)
        for least, size, name in ((_YEARS, _YEAR, "year"), (_MONTHS, _MONTH, "month"), (0, 7, "week"))
        if days >= least
    )
    if language == "zh":
        return f"{count} {({'year': '年', 'month': '个月', 'week': '周'})[unit]}"
    return f"{count} {unit}{'s' * (count != 1)}"


def between(start: date, end: date, language: Language) -> str:
    """The days from one to another, worked out in the open."""
    told = length((end - start).days, language)
    since, until = wording.on(start, language), wording.on(end, language)
    return f"从{since}到{until}：{told}。" if language == "zh" else f"From {since} to {until}: {told}."


def so_far(start: date, today: date, language: Language) -> str:
    """The days from one until now."""
    told, since = length((today - start).days, language), wording.on(start, language)
    return f"从{since}到今天：{told}。" if language == "zh" else f"Since {since}: {told} up to today."


def last_words(name: str, when: date, days: int, *, mine: bool, language: Language) -> str:
    """When the last message between the owner and somebody was sent, by whom, and how long ago that is."""
    day = wording.on(when, language)
    if language == "zh":
        name = f" {name} " if name.isascii() else name
        by = f"你发给{name}的" if mine else f"{name}发的".strip()
        return f"聊天里最后一条是{day}{by}：" + (f"{length(days, language)}前。" if days else "就是今天。")
    by = f"you to {name}" if mine else name
    return f"The last message in the chats, by {by}, is of {day}: " + (
        f"{length(days, language)} ago." if days else "today."
    )


def first(one: str, at: date, other: str, then: date, language: Language) -> str:
    """Which of two came first, and by how much."""
    days, here, there = (then - at).days, wording.on(at, language), wording.on(then, language)
    if language == "zh":
        if not days:
            return f"同一天：{here}。"
        return f"先是“{one}”（{here}），比“{other}”（{there}）早 {length(days, language)}。"
    if not days:
        return f"On the same day, {here}."
    return f"First came “{one}” ({here}), {length(days, language)} before “{other}” ({there})."


def in_order(told: Sequence[tuple[str, date]], missing: Sequence[str], language: Language) -> str:
    """Some things by their days, and those of which nothing was found."""
    if language == "zh":
        each = " → ".join(f"“{name}”（{wording.on(day, language)}）" for name, day in told)
        lacking = f"没找到：{'、'.join(missing)}。" if missing else ""
        return f"先后是：{each}。{lacking}"
    each = ", then ".join(f"“{name}” ({wording.on(day, language)})" for name, day in told)
    lacking = f" Not found: {', '.join(missing)}." if missing else ""
    return f"In this order: {each}.{lacking}"


def perhaps(phrase: str, language: Language) -> str:
    """Before a message that may be of some thing."""
    return f"“{phrase}”可能指" if language == "zh" else f"“{phrase}” may be"


def counts(told: Sequence[tuple[str, int]], language: Language) -> str:
    """How often each, as far as was found, and who leads."""
    ordered = sorted(told, key=lambda one: -one[1])
    (name, most), (_, next_most) = ordered[0], ordered[1]
    joint, end = ("，", "。") if language == "zh" else (", ", ".")
    each = joint.join(_count(who, count, language) for who, count in told)
    if most == next_most:
        return f"{'一样多' if language == 'zh' else 'Equal'}{'：' if language == 'zh' else ': '}{each}{end}"
    return (
        f"从聊天看，{name}更多：{each}。"
        if language == "zh"
        else f"{name} more often, going by the chats: {each}."
    )


def _count(who: str, count: int, language: Language) -> str:
    if not count:
        return f"{who}{' ' * who.isascii()}没有找到" if language == "zh" else f"{who} none found"
    return f"{who}{' ' * who.isascii()}至少 {count} 次" if language == "zh" else f"{who} at least {count}"


def sums(name: str, most: str, other: str, less: str, *, each: bool, language: Language) -> str:
    """Which of two sums is the larger, and which the smaller; in all, or for `each` of those who shared it."""
    if language == "zh":
        per = "人均 " if each else ""
        return f"“{name}” {per}{most}，“{other}” {per}{less}：前者更贵。"
    per = " per head" if each else ""
    return f"“{name}” {most}{per}, “{other}” {less}{per}: the first cost more."


def paid(amount: str, times: int, language: Language) -> str:
    """What somebody paid in all."""
    if not times:
        return text("none found", language)
    if language == "zh":
        return f"共 {amount}" + (f"，分 {times} 次" if times > 1 else "")
    return f"{amount} in all" + (f", in {times} parts" if times > 1 else "")


def left_to_pay(worked_out: str, *, by: str, to: str, nothing: bool, language: Language) -> str:
    """What somebody still owes somebody, as it is worked out; "" is the owner."""
    if language == "zh":
        by, to = by or "你", to or "你"
        told = f"{by}已经还清{to}了" if nothing else f"{by}还欠{to}"
        return f"从聊天看，{told}：{worked_out}。"
    who, whom = by or "you", to or "you"
    verb = (
        ("have" if not by else "has") + f" paid {whom} back"
        if nothing
        else f"still owe{'s' * bool(by)} {whom}"
    )
    return f"Going by the chats, {who} {verb}: {worked_out}."


def paid_more(one: str, most: str, other: str, less: str, difference: str, language: Language) -> str:
    """Who paid more, and by how much, going by the chats."""
    if most == less:
        return (
            f"从聊天看一样多：各 {most}。"
            if language == "zh"
            else f"The same, going by the chats: {most} each."
        )
    if language == "zh":
        return f"从聊天看，{one}付了 {most}，{other}付了 {less}，少 {difference}。"
    return f"Going by the chats, {one} paid {most} and {other} {less}: {difference} less."


def differs(
    then: str, at: date, now: str, since: date, difference: str, *, more: bool, language: Language
) -> str:
    """What a number was, what it is, and by how much it differs."""
    first, last = wording.on(at, language), wording.on(since, language)
    if language == "zh":
        return f"{first}是 {then}，{last}起是 {now}：{'多' if more else '少'}了 {difference}。"
    return f"{then} as of {first}, {now} as of {last}: {difference} {'more' if more else 'less'}."


def said_in(name: str, span: str, count: int, language: Language) -> str:
    """What a summary is of: whom, when, how much was said."""
    if language == "zh":
        return "，".join(filter(None, (name, span, f"共 {count} 条消息"))) + "："
    return ", ".join(filter(None, (name, span, f"{count} message{'s' * (count != 1)}"))) + ":"


def since_then(first_day: str, last_day: str, language: Language) -> str:
    """From when to when something was said."""
    if first_day == last_day:
        return first_day
    return f"{first_day}至{last_day}" if language == "zh" else f"{first_day} to {last_day}"
