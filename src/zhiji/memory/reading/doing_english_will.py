"""What "I'll", "gonna" and "let me" promise or plan."""

from __future__ import annotations

import re

from zhiji.memory.reading import doing_english_patterns as say
from zhiji.memory.reading import doing_english_words as table
from zhiji.memory.reading.clauses import Clause
from zhiji.memory.reading.doing_parts import Doing
from zhiji.memory.reading.doing_times import is_soon, reach, time_near


def begun(clause: Clause, found: re.Match[str], **more: object) -> Doing:
    """A doing that begins where its words were found, and goes on to the end of its clause or its time."""
    words = found.group()
    return Doing(
        clause=clause,
        start=clause.start + found.start() + len(words) - len(words.lstrip()),
        stop=reach(clause),
        together=bool(re.match(r"\s*we\b|.{0,20}\band i\b", words)),
        **more,  # type: ignore[arg-type]  # the rest of a doing's fields
    )


def is_coming(clause: Clause) -> bool:
    """Whether its time is more than "today", which may be over by half."""
    return not is_soon(time_near(clause), clause.line)


def intended(clause: Clause, found: re.Match[str], text: str) -> Doing | None:
    """What one will do, from the verb on: a promise if it is for the hearer, a plan if it has a time."""
    verb, rest = found["verb"], found["rest"]
    if _is_idle(verb, rest, timed=time_near(clause) is not None):
        return None
    unsure = bool(say.MAYBE.search(text) or say.NOT.search(text) or say.HABIT.search(text))
    firmness = _promised(clause, found)
    if firmness is not None:
        return begun(clause, found, kind="promise", sure=firmness and not unsure)
    return _planned(clause, found, sure=not unsure)


def _is_idle(verb: str, rest: str, *, timed: bool) -> bool:
    """Whether nothing is to be done: "I'll be fine", "I'll think about it", "I'll make time"."""
    if verb == "see" and timed and say.SEES.match(rest):
        return False
    if timed and verb in say.OUT and rest.startswith(" out"):
        return False
    return verb in table.NEVER or bool(say.IDLE.match(rest) and not say.AND_SENDS.search(rest))


def _promised(clause: Clause, found: re.Match[str]) -> bool | None:
    """Whether words are a promise, and then whether it is firm; `None` if they aren't one."""
    verb, rest = found["verb"], found["rest"]
    timed, for_you = time_near(clause) is not None, bool(say.HEARER.search(rest))
    later = timed or bool(say.ONCE.search(rest))
    if re.match(r" you (?:next time|for (?:this|that))\b", rest):
        return None
    if verb == "let" and for_you and "know" in rest:
        return timed
    if _is_service(verb, rest, timed=timed):
        return True
    if say.OTHERS.match(rest) and not say.TELLS_YOU.search(rest) and " your " not in rest:
        return None
    if for_you and verb not in table.COMING and say.FOR_YOU.search(rest) and not say.NO_SERVICE.search(rest):
        return later or verb in table.SERVICES or bool(re.search(r"\bfor (?:you|u|ya)\b", rest))
    going = re.search(r"going|gonna|plan", found.group()) is not None
    if verb in table.GIVING and (for_you or not going):
        return True
    if verb in table.HELPING and for_you and say.GIVES_YOU.match(rest) and not say.NO_SERVICE.search(rest):
        return later or verb not in table.LOOSE
    return True if verb in table.OFFICES and not going and say.ITS_OBJECT.match(rest) else None


def _is_service(verb: str, rest: str, *, timed: bool) -> bool:
    """Whether something is done for the hearer though nobody says "you"."""
    return bool(
        (verb == "look" and rest.startswith(" after"))
        or (verb == "give" and say.GIVES_BACK.match(rest))
        or (verb == "have" and say.READY.match(rest))
        or (verb == "drop" and timed and say.ROUND.search(rest))
        or (verb in ("pop", "stick", "put") and say.INTO_POST.search(rest))
        or say.AND_SENDS.search(rest)
    )


def _planned(clause: Clause, found: re.Match[str], *, sure: bool) -> Doing | None:
    """What one does for oneself needs a time; a task without one may answer a request."""
    verb, going = found["verb"], re.search(r"going to|gonna|plan", found.group()) is not None
    if time_near(clause) is None:
        takes_on = verb in table.TASKS and not going and not say.NO_SERVICE.search(found["rest"])
        return begun(clause, found, kind="promise", sure=False, reply=True) if takes_on else None
    with_you = bool(say.HEARER.search(found["rest"]))
    if verb in table.MOVES | table.TASKS | table.HELPING:
        return begun(clause, found, kind="plan", sure=sure and is_coming(clause), with_you=with_you)
    if "going to" in found.group():
        return None  # "going to Wales"
    return begun(clause, found, kind="plan", sure=False, with_you=with_you)
