"""What Chinese clauses say that somebody will do; patterns are of folded (simplified) text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhiji.language import fold
from zhiji.memory.reading import doing_chinese_patterns as say
from zhiji.memory.reading import doing_chinese_wide as wide
from zhiji.memory.reading import doing_chinese_words as table
from zhiji.memory.reading.clauses import Clause
from zhiji.memory.reading.doing_parts import Doing, is_quoted
from zhiji.memory.reading.doing_times import is_soon, time_in, time_near
from zhiji.memory.records import GROUP, Subject


def doings(clause: Clause) -> Iterator[Doing]:
    """What a clause says that its speaker, or somebody else, will do; the first that fits."""
    text = fold(clause.text)
    if not say.MAY_SAY.search(text) or is_quoted(clause) or say.IF.search(fold(clause.sentence)):
        return
    if say.NOTICE.match(clause.line.text) and not say.SELF.search(text):
        return
    if text.startswith(("我", "那我", "好", "行")):
        text = re.sub(r"嘛\W*$", "", text)
    if say.ASKED.search(say.STATED.sub("", text)) or re.search(table.FUN, text):
        return
    if say.ASKS_SO.match(fold(clause.line.text[clause.stop :])):
        return
    best = None
    for read in _READERS:
        found = read(clause, text)
        if found is not None and (best is None or _rank(found) > _rank(best)):
            best = found
        if best is not None and _rank(best) == _SURE:
            break
    if (
        best is not None
        and best.kind == "plan"
        and say.HEARSAY.search(fold(clause.line.text[: clause.start]))
    ):
        best = replace(best, heard=True, subject=best.subject or (GROUP if best.together else None))
    if best is not None:
        yield _of_whom(clause, text, best)


def _of_whom(clause: Clause, text: str, doing: Doing) -> Doing:
    """A doing without a subject is of whom the line has named before; of nobody who is only heard of, or all."""
    if doing.subject is not None or doing.kind != "plan" or say.SELF.search(text):
        return doing
    if say.HOLIDAY.search(text) or say.HEARD_OF.match(text):
        return replace(doing, sure=False, between_two=False)
    before = fold(clause.line.text[: clause.start])
    named = [*say.TOPIC.finditer(before)]
    if not named or say.SELF.search(before, named[-1].end()):
        return doing
    word = clause.line.text[slice(*named[-1].span("subject"))]
    mine = named[-1]["whose"] == "我"
    return replace(doing, subject=Subject(name=word, of=clause.line.sender if mine else None))


_SURE = 3


def _rank(doing: Doing) -> int:
    """How much a doing says by itself: surely, perhaps, only as an answer."""
    if doing.reply:
        return 2 if doing.between_two else 0
    return _SURE if doing.sure else 1


def _unsure(text: str) -> bool:
    return bool(re.search(table.MAYBE, re.sub(r"大概(?=.{0,3}[点号])", "", text)))


def _hushed(clause: Clause, text: str) -> Doing | None:
    if re.search(r"你|别|请|帮|要|得|请", text) and not text.startswith("我"):
        return None
    if say.HUSHED.search(text):
        vowed = bool(say.PLEDGED.search(text) or re.search(r"我会|不会|绝不", text))
        return wide.make(clause, text, kind="promise", sure=vowed, reply=not vowed)
    found = say.REMEMBER.search(text)
    if found and not re.search(r"不记|没记|记得.*[吗?]", text):
        timed = time_in(clause) is not None
        return wide.make(clause, text, kind="promise", sure=timed, reply=not timed)
    return None


def _promise(clause: Clause, text: str) -> Doing | None:
    """What one gives or does for who reads it."""
    text = say.YOUR_THING.sub(lambda cut: "\0" * len(cut.group()), text)
    if say.BRINGS.match(text) and time_near(clause) is not None:
        return wide.make(clause, text, kind="promise")
    if say.OUTING.search(text) and time_near(clause) is None:
        return None
    if _is_anothers(text) or (say.DENIED.search(text) and not say.PLEDGED.search(text)):
        return None
    if say.OFFICE.search(text):
        firm = bool(say.FIRM_OFFICE.search(text))
        return wide.make(clause, text, kind="promise", sure=firm, reply=not firm)
    if say.PUTS.search(text):
        return wide.make(clause, text, kind="promise")
    if say.DONE.search(text) and not say.SOON_OVER.search(text):
        return None
    if say.TO_YOU.search(text) and not say.OPENER.search(text) and not say.YOU_DO.match(text):
        found = say.SELF.search(text)
        firm = _is_firm(clause, text, timed=time_near(clause) is not None)
        return wide.make(clause, text, found.start() if found else 0, kind="promise", sure=firm)
    if say.VOW.search(text) and not say.NO_VOW.search(text):
        return wide.make(clause, text, kind="promise", sure=not _unsure(text))
    return _task(clause, text)


def _is_anothers(text: str) -> bool:
    """Whether somebody else is to do it, or did it, or only wishes it."""
    return bool(
        say.TO_ME.search(text)
        or say.ORDER.search(text)
        or say.PAST.search(text)
        or say.THEM.match(text)
        or say.WISH.search(text)
    )


def _is_firm(clause: Clause, text: str, *, timed: bool) -> bool:
    """Whether what is promised to "you" is so in earnest: with a time, or by a word that binds."""
    if _unsure(text) or say.COULD.search(text) or say.OFFERED.search(text):
        return False  # an offer, until it is welcomed
    if say.TREATS.search(text):
        return timed and not say.WHENEVER.search(fold(clause.line.text))
    soon = bool(say.SOONISH.search(text))
    if say.TELLS.search(text):
        return soon
    binds = say.SELF.search(text) and re.search(r"会|来|去|帮|给", text)
    return timed or soon or bool(say.PLEDGED.search(text) or binds)


def _task(clause: Clause, text: str) -> Doing | None:
    """A task that one takes on: means something as an answer, or where one brings it for all."""
    found = say.TASK.search(text)
    if found:
        brings = bool(say.FOR_ALL.match(text[found.start() :]))
        return wide.make(clause, text, found.start(), kind="promise", sure=brings, reply=True, among=brings)
    timed = time_near(clause) is not None or bool(say.SOONISH.search(text))
    if say.DROPPED.match(text) and timed and len(text) <= 20:
        return wide.make(clause, text, kind="promise", sure=False, reply=True)
    return None


def _booked(clause: Clause, text: str) -> Doing | None:
    found, when = say.BOOKED.search(text), time_in(clause)
    if not found or when is None or when.start <= clause.line.when or re.match(r"你|他|她", text):
        return None
    return wide.make(clause, text, found.start(), kind="plan")


def _away(clause: Clause, text: str) -> Doing | None:
    found, when = say.AWAY.search(text), time_in(clause)
    if not found or when is None or say.THEM.match(text) or re.match(r"你|他|她", text) or _unsure(text):
        return None
    own = bool(say.SELF.search(text)) or (found.start() <= 8 and "不在" in text)
    return wide.make(clause, text, kind="plan", sure=own and not say.PAST.search(text)) if own else None


def _plan(clause: Clause, text: str) -> Doing | None:
    """Where one goes, and what stands in one's calendar."""
    found = say.MOVE.search(text) or say.TICKET.search(text)
    when = time_near(clause)
    if not found or when is None or when.end <= clause.line.when:
        return None
    before = text[: found.start()]
    if (
        say.LASTED.search(text)
        or say.THEM.search(before)
        or re.search(r"[你您]", before)
        or _is_no_plan(text)
    ):
        return None
    own = bool(say.SELF.search(text[: found.start() + 1]) or say.SELF.match(text))
    if own and say.LEAVE_TAKEN.search(text):
        return wide.make(clause, text, kind="plan")
    if say.DONE.search(text) and not say.SOON_OVER.search(text):
        return None
    next_time = text.startswith(("下次", "下回", "下一")) and not say.TO_OTHER.search(fold(clause.line.text))
    firm = own or next_time or _alone(text, clause)
    told = text.startswith(("下次", "下回")) and not next_time
    sure = firm and not (told or _unsure(text.replace("下次", ""))) and not is_soon(when, clause.line)
    hit = say.SELF.search(before)
    here = time_in(clause)
    start = min(hit.start() if hit else 0, max(0, here.begin - clause.start) if here else 0)
    with_you = bool(re.search(r"(?:看|找|接|陪|见|跟|和)你", text))
    return wide.make(
        clause, text, start, kind="plan", sure=sure and not say.GRUMBLE.search(text), with_you=with_you
    )


def _is_no_plan(text: str) -> bool:
    """Whether a move is somebody's order, habit, past or wish, or only proposed."""
    return bool(
        (say.TO_ME.search(text) and not say.SELF.match(text))
        or say.ORDER.search(text)
        or say.HABIT.search(text)
        or say.PAST.search(text)
        or say.DENIED.search(text.replace("不在", ""))
        or say.WISH.search(text)
        or say.PROPOSED.search(text)
    )


def _alone(text: str, clause: Clause) -> bool:
    """Whether a clause without a subject begins with its time, so that its speaker is meant."""
    when = time_in(clause)
    return when is not None and when.begin - clause.start <= 4 and bool(say.FIRM.search(text))


def _place(clause: Clause, text: str) -> Doing | None:
    """What a company, a school or a house has ahead."""
    found, when = say.OF_PLACE.match(text), time_in(clause)
    if (
        not found
        or when is None
        or when.start <= clause.line.when
        or say.DENIED.search(text)
        or say.DONE.search(text)
    ):
        return None
    name = re.sub(r"^我们?|^咱们?", "", clause.text[found.start("subject") : found.end("subject")])
    return wide.make(clause, text, kind="plan", sure=not _unsure(text), subject=Subject(name=name))


def _intend(clause: Clause, text: str) -> Doing | None:
    """What one has in mind for a time, whatever it is; children and postings are told of without one."""
    if (say.CHILD.search(text) or say.POSTED.search(text)) and not re.search(r"你|他|她", text):
        return wide.make(clause, text, kind="plan")
    if (
        not say.MEANS_TO.search(text)
        or time_near(clause) is None
        or say.PAST.search(text)
        or say.DENIED.search(text)
    ):
        return None
    return wide.make(clause, text, kind="plan", sure=not _unsure(text))


def _topic(clause: Clause, text: str) -> Doing | None:
    """ "The child I'll fetch today": what stands first is done by who says "I" behind it."""
    if not say.LAST.search(text) or time_in(clause) is None or say.DENIED.search(text):
        return None
    return wide.make(clause, text, kind="plan", sure=not _unsure(text))


def _hosting(clause: Clause, text: str) -> Doing | None:
    """Having the others over."""
    found = say.AT_OURS.search(text)
    if not found or say.DONE.search(text) or say.PAST.search(text) or re.search(r"吧$", text):
        return None
    return wide.make(clause, text, kind="plan")


def _kin(clause: Clause, text: str) -> Doing | None:
    """What one's kin will do, if it has a time."""
    found = say.KIN.match(text)
    if not found:
        return None
    rest = text[found.end() :]
    move = say.MOVE.search(rest)
    when = time_near(clause)
    if (
        not move
        or when is None
        or say.PAST.search(text)
        or say.HABIT.search(text)
        or (say.DONE.search(rest) and not re.search(r"就|要", rest))
    ):
        return None
    if (
        say.DENIED.search(rest)
        or say.WISH.search(rest)
        or re.search(r"说|让|叫|问|吧$|[你您]|(?<![看找接帮给陪替])我|生日|爱|喜欢|怕", rest)
    ):
        return None
    name = re.sub(r"^(?:我|俺|咱)", "", clause.text[found.start("subject") : found.end("subject")])
    return wide.make(
        clause,
        text,
        kind="plan",
        sure=not _unsure(text) and not is_soon(when, clause.line),
        subject=Subject(name=name, of=clause.line.sender),
    )


def _rumour(clause: Clause, text: str) -> Doing | None:
    found = say.HEARD.search(text) or say.SAYS.match(text)
    if not found or say.WISH.search(found["rest"]) or re.search(r"[你您我]", found["rest"][:2]):
        return None
    told = found["rest"] if "lead" not in found.re.groupindex else found["lead"] + found["rest"]
    moves = say.MOVE.search(told) or re.search(r"要(?!求)|打算|准备|计划", told)
    timed = time_near(clause) is not None
    if (
        not moves
        or not (timed or re.search(r"要(?!求)|打算|准备", told))
        or say.PAST.search(told)
        or say.DENIED.search(told)
    ):
        return None
    name = clause.text[found.start("subject") : found.end("subject")]
    name = re.sub(r"^(?:我|俺|咱)", "", name)
    sure = timed and not re.search(r"要(?:我|你)|让|叫|改到", told)
    if text.startswith("听") and found.re is say.SAYS:
        sure = False  # who told it isn't who does it
    sure = sure and not (say.OF_PLACES.search(name) or say.IS_IT_SO.search(fold(clause.line.text)))
    return (
        wide.make(clause, text, kind="plan", sure=sure, subject=Subject(name=name), heard=True)
        if name
        else None
    )


_READERS = (
    *(_rumour, _hushed, _promise, wide.part, _booked, _away, _topic, _hosting, _kin, _place, _intend, _plan),
    *(wide.deed, wide.silence, wide.curt, wide.duty, wide.busy, wide.someone, wide.entry),
)
