"""What English clauses say that somebody will do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from zhiji.language import fold
from zhiji.memory.reading import doing_english_patterns as say
from zhiji.memory.reading import doing_english_wide as wide
from zhiji.memory.reading import doing_english_words as table
from zhiji.memory.reading.clauses import Clause
from zhiji.memory.reading.doing_english_things import PERSON
from zhiji.memory.reading.doing_english_will import begun, intended, is_coming
from zhiji.memory.reading.doing_parts import Doing, is_quoted
from zhiji.memory.reading.doing_times import is_ahead, time_in, time_near
from zhiji.memory.records import Subject

_Reader = Callable[[Clause, str], Doing | None]


def doings(clause: Clause) -> Iterator[Doing]:
    """What a clause says that its speaker, or somebody else, will do; the first that fits."""
    text = fold(clause.text)
    if not say.MAY_SAY.search(text) or _unreal(clause, text):
        return
    timed = time_near(clause) is not None
    found = _first(_WITH_TIME if timed else _WITHOUT, clause, text)
    if found is not None and found.kind == "plan" and found.subject is None and wide.feeds(text):
        found = replace(found, kind="promise", sure=not say.MAYBE.search(text))
    if found is None or not found.sure or found.reply:
        found = _first(_WIDE_WITH_TIME if timed else _WIDE, clause, text) or found
    if found is not None:
        yield found


def _first(readers: tuple[_Reader, ...], clause: Clause, text: str) -> Doing | None:
    return next((found for read in readers if (found := read(clause, text)) is not None), None)


def _unreal(clause: Clause, text: str) -> bool:
    """Whether a clause is asked, imagined, sung or laughed off."""
    return bool(
        say.ASKED.search(text)
        or clause.sentence.rstrip().endswith("?")
        or is_quoted(clause)
        or say.IF.search(fold(clause.sentence))
        or say.WOULD.search(text)
        or re.search(table.FUN, text)
    )


def _will(clause: Clause, text: str) -> Doing | None:
    """ "I'll send it", "gonna visit gran", "will send it over"."""
    found = say.WILL.search(text)
    if not found:
        return None
    bare, lead = not found["who"], found["lead"]
    if bare and lead in ("ll", "shall", "will"):
        before = say.SAYS_YES.fullmatch(text[: found.start()])
        gives = lead == "will" and found["verb"] in say.ELLIPTIC and before
        return intended(clause, found, text) if gives else None
    if bare and not (found.start("lead") <= 4 and lead in ("gonna", "plan to")):
        return None
    if " " in (found["who"] or "") and not re.search(r"\b(?:i|me)\b", found["who"]):
        return None  # "Tom and Sue will"
    return intended(clause, found, text)


def _ill(clause: Clause, text: str) -> Doing | None:
    """`I'll` without its mark, or "let me"."""
    found = say.ILL.search(text)
    if found and found["verb"] in (table.GIVING | table.HELPING | table.TASKS | table.MOVES):
        return intended(clause, found, text)
    found = say.LET_ME.search(text)
    if found and found["verb"] in table.OFFICES - {"check"}:
        return begun(clause, found, kind="promise", sure=False)
    return None


def _away(clause: Clause, text: str) -> Doing | None:
    found = say.AWAY.search(text)
    if not found or say.NOT.search(found["rest"]) or say.GONE.search(text):
        return None
    if not is_ahead(clause) or say.HABIT.search(text):
        return None
    return begun(clause, found, kind="plan", sure=not say.MAYBE.search(text))


def _fixed(clause: Clause, text: str) -> Doing | None:
    """ "I fly home on Friday"; at a mere hour it is a habit as likely."""
    found = say.FIXED.search(text)
    if not found or say.HABIT.search(text) or say.NOT.search(text):
        return None
    when = time_near(clause)
    dated = when is not None and (
        when.granularity not in ("minute", "hour") or when.start - clause.line.when > timedelta(days=2)
    )
    if not dated and not say.DATED.search(text):
        return None
    return begun(clause, found, kind="plan", sure=not say.MAYBE.search(text))


def _progressive(clause: Clause, text: str) -> Doing | None:
    """ "I'm flying on Monday", "bringing it tomorrow"."""
    found = say.DOING.search(text)
    if not found or not _leads_to(found["verb"], found["rest"]) or (not found["who"] and found.start() > 0):
        return None
    if say.HABIT.search(text) or say.NOT.search(text) or say.GONE.search(text):
        return None
    verb, rest = found["verb"], found["rest"]
    if not found["who"] and say.IS_THING.match(rest):
        return None  # "meeting with Ann is on friday": a thing of which something is told
    if (time_near(clause) if verb in say.LEAVING else time_in(clause)) is None:
        replies = verb in say.GIVING_NOW and not found["who"]
        return begun(clause, found, kind="promise", reply=True) if replies else None
    sure = not say.MAYBE.search(text) and is_coming(clause)
    for_you = bool(say.HEARER.search(rest))
    gives = verb in say.GIVING_NOW and not say.OTHERS.match(rest) and (for_you or say.ITS_THING.match(rest))
    return begun(clause, found, kind="promise" if gives else "plan", sure=sure, with_you=for_you)


def _leads_to(verb: str, rest: str) -> bool:
    """Whether "I'm doing" tells of something ahead, and not of how one is."""
    if verb == "getting":
        return bool(say.MARRYING.match(rest))
    if verb == "working":
        return bool(say.AT_HOME.match(rest))
    if verb == "doing":
        return bool(say.DOES_WHAT.match(rest))
    into = re.match(r"\s+to\s+(?:be |have to )?([a-z]+)", rest) if verb in ("going", "goin") else None
    return verb in say.TRAVEL and not (into and into[1] in table.NEVER - {"see"})


def _calendar(clause: Clause, text: str) -> Doing | None:
    found = say.CALENDAR.search(text)
    if not found or not is_ahead(clause) or say.GONE.search(text) or say.NOT.search(text):
        return None
    if not found["have"] and re.search(r"\b(?:going to|gonna|will|'ll) be\b", text):
        return None  # how it will be, not when
    own = bool(found["have"] or found["mine"] or found["van"])
    booked = re.match(
        r"(?:the |our |my )?(?P<who>[^\W\d]+(?: [^\W\d]+)??)(?:'s| is| are) ", found["van"] or ""
    )
    whose = clause.text[booked.start("who") : booked.end("who")] if booked else ""
    who = Subject(name=whose) if PERSON.search(whose) else None
    sure = not say.MAYBE.search(text) and (own or len(text) < 60)
    return begun(clause, found, kind="plan", sure=sure, subject=who)


def _due(clause: Clause, text: str) -> Doing | None:
    """A child that is on its way."""
    found = say.DUE.search(text)
    if not found or time_in(clause) is None:
        return None
    return begun(clause, found, kind="plan")


def _booked(clause: Clause, text: str) -> Doing | None:
    found = say.BOOKED.search(text)
    when = time_near(clause)
    if not found or when is None or when.start <= clause.line.when:
        return None
    return begun(clause, found, kind="plan", sure=True)


def _bound(clause: Clause, text: str) -> Doing | None:
    """ "I have to be at the airport at five", with its day."""
    found = say.BOUND.search(text)
    if not found or not is_ahead(clause) or say.HABIT.search(text) or say.NOT.search(text):
        return None
    return begun(clause, found, kind="plan", sure=not say.MAYBE.search(text))


def _fragment(clause: Clause, text: str) -> Doing | None:
    """ "back to work on monday", without saying who."""
    found = say.BACK_TO.match(text)
    if not found or not is_ahead(clause) or len(text) > 50:
        return None
    if say.BACK_TO_YOU.match(text):
        return begun(clause, found, kind="promise")
    sure = not say.MAYBE.search(text) and found["verb"].startswith(
        ("back", "home on", "off to", "hols", "on ", "not in", "wfh", "off work")
    )
    named = say.OF_WHOM.search(clause.line.text[max(0, clause.start - 60) : clause.start])
    who = Subject(name=named["subject"]) if named else None
    return begun(clause, found, kind="plan", sure=sure, subject=who)


def _pledge(clause: Clause, text: str) -> Doing | None:
    found = say.PLEDGE.search(text)
    if not found:
        return None
    if re.search(r"trying for|\bme to\b|being", found.group()):
        return begun(clause, found, kind="plan")
    vowed = bool(re.search(r"promise (?:you )?(?:that )?(?:i|we|to|not)\b", text))
    bare = not vowed and (found.group().strip().endswith(("on it", "got this")) or "promise" in found.group())
    other = intended(clause, inner, text) if bare and (inner := say.WILL.search(text)) else None
    return other or begun(clause, found, kind="promise", sure=not bare, reply=bare)


def _your_part(clause: Clause, text: str) -> Doing | None:
    """ "You'll have it by Friday"."""
    found = say.YOURS.search(text)
    if not found or time_in(clause) is None:
        return None
    return begun(clause, found, kind="promise", sure=not say.MAYBE.search(text) and not say.NOT.search(text))


def _reply(clause: Clause, text: str) -> Doing | None:
    found = say.REPLIES.match(text)
    if not found or len(text) > 50 or re.match(r".*\bwill (?:be|never|have|not)\b", text):
        return None
    whole = _will(clause, text)
    if whole is not None:
        return whole
    return begun(clause, found, kind="promise", sure=False, reply=True)


def _third(clause: Clause, text: str) -> Doing | None:
    """What kin or a person named will do: told as sure, if it has a time."""
    found = say.THIRD.search(text) or say.ARRIVES.search(text) or say.NAMED.match(clause.text)
    when = time_near(clause)
    if not found or when is None or when.start <= clause.line.when:
        return None
    if say.HABIT.search(text) or say.NOT.search(text) or say.GONE.search(text) or not _does(found):
        return None
    subject = found["subject"]
    if subject.lower().endswith(" and i"):
        return None
    name = re.sub(r"^(?:my|our|the)\s+", "", subject, flags=re.I)
    if name.lower() in say.NO_NAMES:
        return None
    mine = subject.lower().startswith(("my ", "our "))
    if say.AND_ME.search(clause.line.text[: clause.start + found.start("subject")]):
        return begun(clause, found, kind="plan", sure=not say.MAYBE.search(text))
    who = Subject(name=name, of=clause.line.sender if mine else None)
    return begun(
        clause,
        found,
        kind="plan",
        sure=not say.MAYBE.search(text),
        subject=who,
        with_you=bool(say.HEARER.search(found["rest"])),
    )


def _does(found: re.Match[str]) -> bool:
    """Whether what a third person "is" or "will" is a doing."""
    verb = found["verb"].lower()
    if found.re is say.ARRIVES or verb in say.TRAVEL | table.MOVES:
        return True
    if verb == "on":
        return bool(re.match(r" (?:leave|holiday|vacation)", found["rest"]))
    return verb in ("going to", "gonna", "due", "back", "away", "off", "over", "round")


def _rumour(clause: Clause, text: str) -> Doing | None:
    found = say.RUMOUR.search(text)
    if not found:
        return None
    name = re.sub(r"['’]s$", "", clause.text[found.start("subject") : found.end("subject")]).strip()
    name = re.sub(r"^(?:my|our)\s+", "", name, flags=re.I)
    return begun(clause, found, kind="plan", subject=Subject(name=name), heard=True)


_WITHOUT = (_rumour, _pledge, _reply, _fixed, _will, _ill, _progressive)
_WITH_TIME = (_third, _your_part, *_WITHOUT, _away, _calendar, _bound, _due, _booked, _fragment)
_WIDE = (wide.deed, wide.plainly, wide.assigned, wide.others_move)
_WIDE_WITH_TIME = (*_WIDE, wide.rest_of_sum, wide.appointment, wide.dropped, wide.at_place, wide.has_to)
