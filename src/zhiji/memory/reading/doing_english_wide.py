"""What English clauses say that will be done, in the many ways that name no "I will": deeds, arrivals, entries of a calendar."""

from __future__ import annotations

import re

from zhiji.memory.reading import doing_english_patterns as say
from zhiji.memory.reading import doing_english_things as thing
from zhiji.memory.reading.clauses import Clause
from zhiji.memory.reading.doing_english_will import begun
from zhiji.memory.reading.doing_parts import Doing
from zhiji.memory.reading.doing_times import time_in, time_near
from zhiji.memory.records import Subject

_LEAD = 8  # letters before what is left to be paid
_BESIDE = 28  # letters between what an entry is and its time
_NOTE = 70  # letters of a clause that is an entry of a calendar


def deed(clause: Clause, text: str) -> Doing | None:
    """ "I'll make the cake", "I'm bringing the speaker": one's own deed with its thing, whoever it is for."""
    found = thing.DEED.search(text) or thing.BRINGS.search(text)
    said = f"{found['verb']}{found['rest']}" if found else ""
    if not found or say.HABIT.search(text) or thing.SMALL_TALK.search(said):
        return None
    if say.MAYBE.search(text) or thing.OWN_AFFAIR.search(found["rest"]) or not _has_thing(found):
        return None
    brought = found["verb"] in thing.SHARED and re.match(r" (?:my|our)\b", found["rest"])
    if say.OTHERS.match(found["rest"]) and not brought:
        speaks = found["verb"] in thing.SPEAKS
        return begun(clause, found, kind="promise", reply=True, between_two=True) if speaks else None
    return begun(clause, found, kind="promise")


def plainly(clause: Clause, text: str) -> Doing | None:
    """ "I bring it back wednesday", "I go pay you back": the bare present of whoever learned English late, or speaks it another way."""
    found = thing.PLAINLY.search(text)
    if (
        not found
        or say.HABIT.search(text)
        or say.NOT.search(text)
        or say.MAYBE.search(text)
        or say.GONE.search(text)
    ):
        return None
    ahead = (time := time_in(clause)) is not None and time.end > clause.line.when
    hearers = found["verb"] not in ("leave", "call")  # "I leave the house", "I call you a star"
    dated = hearers and thing.ITS_THING.match(found["rest"]) and (ahead or thing.TO_YOU.match(found["rest"]))
    lasting = thing.EVER.search(text) or thing.NO_GIFT.search(text)
    for_you = (found["verb"] != "call" and thing.FOR_HEARER.match(found["rest"])) or (
        ahead and thing.ONLY_WHEN.fullmatch(found["rest"])
    )
    if found["how"] or ((dated or for_you) and not lasting):
        return begun(clause, found, kind="promise")
    if found["verb"] in thing.SERVES and thing.FOOD.match(found["rest"]) and not lasting:
        return begun(clause, found, kind="promise", reply=True, among=found["verb"] == "bring")
    return None


def _has_thing(found: re.Match[str]) -> bool:
    """Whether a deed has what it is done with, or needs none."""
    if found["verb"] in thing.BY_ITSELF and not found["rest"].strip(" .!,"):
        return True
    return thing.OBJECT.match(found["rest"]) is not None


def assigned(clause: Clause, text: str) -> Doing | None:
    """ "Put me down for rolls", "drinks on me friday": a part that one takes."""
    found = thing.TAKES_PART.search(text)
    if found:
        return begun(clause, found, kind="promise", reply=True, among=True)
    found = thing.ON_ME.search(text)
    timed = time_in(clause) is not None
    return begun(clause, found, kind="promise", sure=timed, reply=not timed) if found else None


def rest_of_sum(clause: Clause, text: str) -> Doing | None:
    """ "Other half next month": the day of what is left to be paid."""
    found = thing.REST.search(text)
    if not found or time_near(clause) is None or say.GONE.search(text) or say.NOT.search(text):
        return None
    if found.start() > _LEAD or thing.GOT_PART.search(clause.line.text):
        return None
    if thing.MAY_I.search(clause.line.text[: clause.start + found.start()]):
        return None
    return None if thing.DEMANDED.search(text) else begun(clause, found, kind="promise")


def feeds(text: str) -> bool:
    """Whether one brings, makes or sees to what is for others too: a promise, where other deeds of a day are plans."""
    found = thing.DEED.search(text)
    if not found or "going to" in found.group() or "gonna" in found.group():
        return False
    if found["verb"] in thing.SHARED and thing.FOOD.match(found["rest"]):
        return True
    return bool(
        (found["verb"] in thing.FOR_ALL and thing.ONLY_WHEN.fullmatch(found["rest"]))
        or (found["verb"] in thing.CALLS and thing.THE_ONE.match(found["rest"]))
        or (found["verb"] in thing.CARRIES and thing.THEM.match(found["rest"]))
    )


def others_move(clause: Clause, text: str) -> Doing | None:
    """What somebody named, or somebody's somebody, is about to do."""
    found = thing.OTHERS_DO.match(clause.text) or thing.OTHERS_COME.match(clause.text)
    if not found or say.HABIT.search(text) or say.NOT.search(text) or say.GONE.search(text):
        return None
    name, verb = found["subject"], found["verb"].lower()
    if (
        re.search(r" (?:at|in|of|for) ", name)
        or not thing.PERSON.search(name)
        or thing.IS_EVENT.search(name.lower())
    ):
        return None
    if name.lower().split()[0] in say.NO_NAMES | thing.NOBODY or name.lower().split()[-1] in thing.NOTHING:
        return None
    if verb == "be" and not thing.IS_SOMEWHERE.match(found["rest"].lower()):
        return None  # what it will be, not where
    timed = time_near(clause) is not None
    if not timed and verb == "coming" and name.lower().startswith("the "):
        return None
    comes = verb == "come" and name.lower().startswith(("my ", "our "))  # "my husband will come"
    if not timed and not comes and not thing.SURELY.match(f"{verb}{found['rest'].lower()}"):
        return None
    if verb not in say.TRAVEL | thing.COMES and not thing.SURELY.match(f"{verb}{found['rest'].lower()}"):
        return None
    bare = re.sub(r"^(?:my|our|the)\s+", "", name, flags=re.I)
    of = clause.line.sender if re.match(r"(?:my|our)\b", name, re.I) else None
    sure = not say.MAYBE.search(text)
    return begun(clause, found, kind="plan", sure=sure, subject=Subject(name=bare, of=of))


def appointment(clause: Clause, text: str) -> Doing | None:
    """ "Dentist tues 3pm", "my op is confirmed, the 6th": what stands in a calendar, its time close by."""
    found = thing.APPOINTMENT.search(text)
    when = time_near(clause)
    if not found or when is None or when.start <= clause.line.when or len(text) > _NOTE:
        return None
    if thing.NO_ENTRY.search(text) or say.GONE.search(text) or say.NOT.search(text) or say.HABIT.search(text):
        return None
    if thing.SPEAKS_ITSELF.match(text[found.end("what") :]):
        return None  # "physio says", "the club reckons": who is there, and not what
    here = time_in(clause)
    told = found.end("what") + clause.start
    if here is not None and not -_BESIDE <= here.begin - told <= _BESIDE and here.begin != clause.start:
        return None
    owner = thing.WHOSE.match(clause.text)
    who = None
    if owner and owner["subject"].lower() not in say.NO_NAMES | thing.NOBODY | thing.NOTHING:
        who = Subject(name=owner["subject"])
    return begun(clause, found, kind="plan", sure=not say.MAYBE.search(text), subject=who)


def dropped(clause: Clause, text: str) -> Doing | None:
    """ "Driving up saturday", "start monday", "land at six on the 3rd": a move without who makes it."""
    found = thing.DROPPED.match(text)
    if not found or time_in(clause) is None or say.HABIT.search(text) or say.NOT.search(text):
        return None
    if thing.NO_ENTRY.search(text) or say.GONE.search(text):
        return None
    return begun(clause, found, kind="plan", sure=not say.MAYBE.search(text))


def at_place(clause: Clause, text: str) -> Doing | None:
    """ "I'm at work thursday", "we'll both be there": where one will be."""
    found = thing.AT_PLACE.search(text)
    if (
        not found
        or thing.IN_ROOM.search(found["place"])
        or say.NOT.search(text)
        or say.HABIT.search(text)
        or say.MAYBE.search(text)
    ):
        return None
    when = time_in(clause)
    if when is None or when.start <= clause.line.when:
        return None
    return begun(clause, found, kind="plan")


def has_to(clause: Clause, text: str) -> Doing | None:
    """ "Gotta take the car in on friday": what one has to do, with its day."""
    found = thing.HAS_TO.search(text)
    when = time_in(clause)
    if not found or when is None or when.start <= clause.line.when or say.HABIT.search(text):
        return None
    if say.NOT.search(text) or say.MAYBE.search(text) or (found["verb"] or found["gotta"]) in thing.NO_DUTY:
        return None
    return begun(clause, found, kind="plan")
