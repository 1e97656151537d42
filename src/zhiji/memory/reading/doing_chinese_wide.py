"""What Chinese clauses say that will be done, in the many ways that name no 会 or 打算: deeds, parts taken, duties, others' comings."""

from __future__ import annotations

import re

from zhiji.language import fold
from zhiji.memory.reading import doing_chinese_patterns as say
from zhiji.memory.reading import doing_chinese_things as thing
from zhiji.memory.reading import doing_chinese_words as table
from zhiji.memory.reading.clauses import Clause
from zhiji.memory.reading.doing_parts import Doing
from zhiji.memory.reading.doing_times import is_soon, reach, time_in, time_near, times_of
from zhiji.memory.records import Subject

_SHORT = 16  # characters of a clause that is a deed and hardly more
_LONG = 30
_HELD = re.compile(r"[办做]\W*$")  # when it is held, and not by whom
_BORROWS = re.compile(r"借我|借(?:点|些|给我)|还我(?!妈|爸|们)")


def make(clause: Clause, text: str, start: int = 0, **more: object) -> Doing:
    """A doing from a place of a clause on."""
    return Doing(
        clause=clause,
        start=clause.start + start,
        stop=reach(clause),
        together=bool(re.search(r"我们|咱们|咱俩|我俩|一起", text)),
        **more,  # type: ignore[arg-type]  # the rest of a doing's fields
    )


def _is_open(text: str) -> bool:
    """Whether nothing says that it is over, a habit, a wish, or somebody else's."""
    return not (
        say.PAST.search(text)
        or say.HABIT.search(text)
        or say.WISH.search(text)
        or re.search(table.MAYBE, text)
        or (say.DONE.search(text) and not say.SOON_OVER.search(text) and not thing.ABOUT_TO.search(text))
    )


def part(clause: Clause, text: str) -> Doing | None:
    """ "钱我出", "我来挑", "火锅我请": the part that one takes."""
    found = thing.PART.search(text) or thing.HANDS_IN.search(_without_time(clause, text))
    if not found or not _is_open(text) or say.DENIED.search(text) or len(text) > _SHORT:
        return None
    if say.LAST.search(text) and time_in(clause) is not None:
        return None  # whose turn it is, among those who take turns
    return make(clause, text, kind="promise")


def deed(clause: Clause, text: str) -> Doing | None:
    """ "我给他挂个号", "我跟舅妈说说", "给您下面条": done for, or said to, somebody."""
    found = thing.FOR_SOMEBODY.search(text)
    if not found or not _is_open(text) or say.DENIED.search(text) or len(text) > _LONG:
        return None
    if (
        say.TO_ME.search(text)
        or say.ORDER.search(text[: found.start()])
        or thing.NO_DEED.search(text)
        or say.OUTING.search(text)
        or say.OPENER.search(text)
    ):
        return None
    if found["how"] in ("跟", "和", "问", "找", "向") and not thing.SPEECH.match(found["act"]):
        return None
    if found["how"] == "请" and say.WHENEVER.search(fold(clause.line.text)):
        return None
    own = bool(say.SELF.search(text[: found.start() + 1]))
    before = text[: found.start()]
    if not own and not thing.BEGINS.fullmatch(_without_time(clause, before)):
        return None
    timed = time_near(clause) is not None or bool(say.SOONISH.search(text))
    to_you = bool(re.search(table.FOR_YOU, found["whom"]))
    if say.COULD.search(text) or say.OFFERED.search(text):
        return make(clause, text, kind="promise", sure=False)
    sure = own or (to_you and (timed or bool(thing.CONCRETE.search(found["act"]))))
    return make(clause, text, kind="promise", sure=sure, reply=not sure)


def _without_time(clause: Clause, before: str) -> str:
    """What stands before a deed, without its time."""
    when = time_in(clause)
    if when is None:
        return before
    begin, stop = max(0, when.begin - clause.start), max(0, when.stop - clause.start)
    return before[:begin] + before[stop:]


def silence(clause: Clause, text: str) -> Doing | None:
    """ "我不跟妈说", "嘴严得很": what one won't tell."""
    found = thing.SILENT.search(text)
    if not found or re.search(r"为什么|怎么|要不|早知道|不说了", text):
        return None
    whole = found["whom"] if "whom" in found.groupdict() else None
    return make(clause, text, kind="promise", sure=bool(whole), reply=not whole)


def curt(clause: Clause, text: str) -> Doing | None:
    """ "马上转", "周五结", "中午改": a time and a deed, and nobody named."""
    when = time_in(clause)
    soon = thing.SOON_THEN.match(text)
    if soon is None and (when is None or when.end <= clause.line.when):
        return None
    left = text[soon.end() :] if soon else _without_time(clause, text)
    found = thing.CURT.fullmatch(left)
    if _BORROWS.search(fold(clause.line.text)):
        return None  # a term of what is asked for
    if not found or len(text) > _SHORT or say.DENIED.search(text) or not _is_open(text):
        return None
    return make(clause, text, kind="promise", sure=False, reply=True, between_two=not _HELD.search(text))


def duty(clause: Clause, text: str) -> Doing | None:
    """ "那天我要上线", "周六要值班", "我得回老家": what one has to do, or is about to."""
    found = thing.DUTY.search(text)
    if not found or not _is_open(text) or thing.NO_DUTY.match(text[found.end() :]):
        return None
    before = text[: found.start("must")]
    own = bool(say.SELF.search(before))
    rest = re.sub(table.FIRST, "", _without_time(clause, before))
    if not thing.BEGINS.fullmatch(rest) or re.search(r"不要|只要|需要|赶紧|抓紧|要不|就要是|都要", text):
        return None
    timed = time_near(clause) is not None or any(one.stop <= clause.start for one in times_of(clause.line))
    moves = bool(say.MOVE.match(text[found.end() :]))
    if not timed and not (
        own
        and moves
        and (found["must"] in ("得", "要去", "得去", "要回", "准备", "打算") or re.search(r"那天|当天", text))
    ):
        return None
    if thing.FOR_THEM.match(text) or is_soon(time_near(clause), clause.line):
        return None  # an order, or the reason why not today
    if not own and thing.OF_KIN.search(fold(clause.line.text[: clause.start])):
        return None  # that is theirs
    curt = time_near(clause) is not None and len(text) <= _SHORT
    asks = say.YOU_TOO.search(fold(clause.line.text)) is not None
    return make(clause, text, kind="plan", sure=own or ((moves or curt) and not asks))


def busy(clause: Clause, text: str) -> Doing | None:
    """ "我那天在外地出差", "那周我们要上班": what one has on the day that is spoken of."""
    found = thing.THAT_DAY.search(text)
    if not found or say.DENIED.search(text) or not _is_open(text):
        return None
    return make(clause, text, kind="plan")


def someone(clause: Clause, text: str) -> Doing | None:
    """ "空调师傅后天上午来", "新室友周六来看房", "你爸妈都回来": others' comings."""
    when = time_in(clause)
    if when is not None and when.end > clause.line.when and when.begin > clause.start:
        name = text[: when.begin - clause.start]
        rest = text[when.stop - clause.start :]
    else:
        found = thing.COMES.match(text)
        if not found:
            return None
        name, rest = found["subject"], found["rest"]
    name = re.sub(r"^(?:对了|然后|那|还有|就是|因为|不过|但是|现在)|(?:就|要|会|也|都|是|说|大概)$", "", name)
    if re.search(r"[他她它佢谁这]|那(?!个)", name):
        return None
    if not thing.SOMEONE.fullmatch(name) or not thing.OTHERS_MOVE.match(rest) or not _is_open(text):
        return None
    if say.DENIED.search(rest) or re.search(r"[?？吗吧]|让|叫|要我|要你", rest):
        return None
    of = clause.line.sender if re.match(r"我|俺|咱", name) else None
    bare = re.sub(r"^(?:我|俺|咱|你)(?=..)(?:们|的)?", "", name)
    return make(clause, text, kind="plan", subject=Subject(name=bare, of=of))


def entry(clause: Clause, text: str) -> Doing | None:
    """ "周三面试", "25号年会", "九月一号报到", "30号是表姐的婚礼": what stands in a calendar."""
    when = time_in(clause)
    if when is None or when.start <= clause.line.when or len(text) > _SHORT + len(when.text):
        return None
    if not _is_open(text) or say.DENIED.search(text) or say.THEM.search(text) or say.ASKED.search(text):
        return None
    left = _without_time(clause, text)
    found = thing.ENTRY.fullmatch(re.sub(r"\s", "", left))
    if not found:
        return None
    whose = found["whose"] or ""
    who = None
    if whose and not say.SELF.match(whose):
        if not thing.SOMEONE.fullmatch(whose.removesuffix("的")):
            return None
        who = Subject(name=re.sub(r"^(?:我|俺|咱)", "", whose.removesuffix("的")))
    free = who is not None or bool(say.SELF.search(text))
    return make(clause, text, kind="plan", subject=who, reply=not free, between_two=not free)
