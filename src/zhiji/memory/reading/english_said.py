"""English clauses taken apart into whom they are about and what they say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.reading.english_places import PLACES
from zhiji.memory.reading.english_standing import in_quotes, plain
from zhiji.memory.reading.english_words import EITHER, ELDER, KIN, may_be_name, sex_of
from zhiji.memory.reading.naming import is_stranger, kin_of, kin_of_partner, named, sender_of
from zhiji.memory.records import Subject
from zhiji.memory.thread import Line, Thread

_NEAR = 4  # lines back that "she" may reach
_CLOSE = 2  # and as far back it is believed


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a clause is about, and how much its words tell of it."""

    subject: Subject
    how: str  # "i", "kin", "name", "she", "you", "bare"
    sex: str = ""
    also: tuple[int, ...] = ()  # the line that named them
    sure: bool = True  # False for a sender of this chat of whom another speaks


@dataclass(frozen=True, slots=True)
class Said:
    """One clause: whom it is about, and from `start` in the line's text what it says of them."""

    thread: Thread
    at: int
    clause: Clause
    who: Who
    start: int
    rest: str  # with straight apostrophes; as long as in the text
    begin: int  # where its subject begins

    @property
    def line(self) -> Line:
        """The message that it is in."""
        return self.clause.line

    @property
    def bare(self) -> bool:
        """Whether no subject was written."""
        return self.who.how == "bare"

    @property
    def ahead(self) -> str:
        """From `start` to the end of the sentence, over commas; lists go on there."""
        text = plain(self.line.text)[self.start : self.start + 200]
        end = re.search(r"[.!?;\n](?=\s|$)|\n", text)
        return text[: end.start()] if end else text


_LEADS = (
    r"btw|by the way|fyi|also|so|and|but|well|ok|okay|yes|yeah|yep|yup|yea|no(?! (?:more )?[a-z]+(?: [a-z]+)? for (?:me|him|her)\b)|nah|nope|actually|oh|ah|aw+|o+h|haha\w*|hehe|lo+l|omg|hey+|hi+|hello|sorry|just so you know|just to say|reminder|remember|heads up|tbh|honestly|"
    r"to be honest|because|cos|cuz|since|as|plus|though|although|now|currently|nowadays|these days|at the moment|atm|rn|right now|right|thing is|the thing is|the truth is|for the record|in case you (?:forgot|didn't know)|i told you|you know|ya know|guess what|turns out|it turns out|"
    r"big news|good news|bad news|sad news|news|update|same|me too|ditto|well now|anyway|anyways|mm+|hm+|uh|um|erm|er|absolutely|exactly|true|ouch|ugh|yay|wow|damn|mate|dude|man|bro|girl|babe|love|hun|thanks|thank you|cheers|personally|luckily|unfortunately|sadly|"
    r"remember that|don't forget|did i (?:tell|mention)(?: to)?(?: you)?(?: that)?|have i told you(?: that)?|i should (?:say|mention)(?: that)?|forgot to (?:say|mention|tell you)(?: that)?|i forgot to (?:say|mention|tell you)(?: that)?|just realised|confession|"
    r"(?:the |my )?(?:doctor|doc|gp|dentist|allergist|consultant|specialist|hospital|vet|optician|physio|nurse)(?: (?:in|at|from) \w+)? (?:says|said|reckons|thinks|told me|confirmed)(?: that)?|found out(?: that)?|i found out(?: that)?|just found out(?: that)?|it's official|officially|apparently|i (?:heard|hear)(?: that)?|heard(?: that)?|"
    r"(?:someone|somebody) (?:told me|said)(?: that)?|rumou?r has it(?: that)?|supposedly|i (?:think|guess|believe|reckon)(?: that)?|maybe|quick one|last year|last month|last week|yesterday|today|this (?:year|month|week)|in (?:19|20)\d\d|"
    r"dr\.? [a-z]+ (?:says|said|reckons|thinks)(?: that)?|you know (?:that )?|(?:my |our )?[a-z]+ (?:told me|reckons|says|said)(?: that)?"
)
_LEAD = re.compile(rf"^(?:[^()]{{0,20}}\) )?(?:(?:{_LEADS})(?![\w'])[\s:!.,>-]*|[^\w\s'\"]+\s*){{0,5}}", re.I)
_PRETENDS_TO_ASK = re.compile(
    r"^(?:\W*\w+\W+){0,2}?(?:did i (?:tell|mention)|have i told|guess what|you know what)", re.I
)
_MY_KIN = rf"(?:my|our) {ELDER}(?P<tie>(?:(?:{KIN})'s? )?(?:{KIN}|families|family))"
_SUBJECT = re.compile(
    rf"(?:(?P<i>i(?=[' ]|m\b|ve\b)|me (?:and|n|&) \w+(?= (?!done|over|finished)\w)|we(?=[' ]|ve\b))"
    rf"|{_MY_KIN}(?:,? \(?(?P<called>(?-i:[A-Z][\w'-]*\w))\)?,?)?(?='s?\b|s?\b)"
    rf"|(?:my|our) (?P<mine>(?-i:[A-Z][\w-]+))(?='s |s? [a-z]| \()"
    r"|(?:the )?(?P<bare_kin>mum|mom|mam|dad|mummy|daddy|granny|grandma|grandpa|grandad|granddad|nan|gran|nana|nanna|nonna|abuela|oma|opa|nain|taid|yiayia|kids|hubby|sis|bro|missus|wifey|parents|folks|in-laws|mother-in-law|mil|fil)(?='s |s? (?:is|are|was|were|has|have|had|lives|works|can'?t|doesn't|don't|got|went|moved|started|turns|turned|speaks|hates|loves|broke|just|finally|only|still|also|never|gave|fell|lost|won|said|keeps?|does|do|passed|died|used|bought|sold|quit|left|will|\w+s|\w{3,}ed)\b|s (?:an?|in|at|on|off|not|nearly|almost|allergic|vegan|vegetarian|diabetic|retired|pregnant|\d) ?)"
    r"|(?:(?:your|my|our|the) (?=(?:aunt|uncle|cousin)))?(?P<titled>(?:(?:great[- ])?aunt(?:ie|y)?|uncle|cousin|grandma|grandpa|grandad|granny|nana|nanny|mr|mrs|ms|dr|miss) (?-i:[A-Z][\w-]+))(?='s | [a-z])"
    rf"|(?P<of>(?-i:[A-Z][\w-]+))'s {ELDER}(?P<theirs>{KIN})\b"
    rf"|your {ELDER}(?P<yours>{KIN})\b"
    rf"|(?P<name>(?!(?:he|she)\b)(?-i:[A-Z][\w-]+(?: [A-Z][\w-]+)?)),?(?=\??'s |s?,? (?:[a-z]+s|[a-z]+ed|went|got|had|was|can'?t|can|won'?t|will|just|never|also|only|left|quit|broke|doesn'?t|didn'?t|isn'?t|still|really|now|and i|who|said|won|fell|lost|ran|came|gave|bought|sold|made|took|became|hurt|did|does|do|dropped|tore|bit|proposed|n i)\b| \()"
    rf"|(?P<pronoun>he|she)(?=['s ])"
    rf"|(?P<you>you|u)(?=[' ]))",
    re.I,
)
_CARRIED_VERB = re.compile(
    r"\s+and(?: (?:also|now|just|then|still))? (?=(?:am|is|'s|are|have|has|had|ve|work|works|live|lives|speak|speaks|moved|started|joined|got|left|quit|hate|hates|love|loves|like|likes|don't|dont|doesn't|can't|study|studies|studied|broke|just|also|eat|eats|drink|drinks|play|plays|married|used to|never|recently)\b)",
    re.I,
)
# "I'm good I don't eat meat", "so happy my sister got in": no comma; but not "people think I'm a vet", "the place I live in".
_VERBS = (
    r"passed|failed|broke|lost|won|quit|left|got|had|have|moved|joined|started|bought|sold|adopted|retired|graduated|gave|gave up|given|stopped|fell|crashed|became|never|used to|work|live|speak|eat|drink|hate|love|adore|play|teach|study|run|own|"
    r"don'?t|do not|can'?t|cannot|cant|dont|just|only|also|still|now|like|prefer|joined|sold"
)
_STATES = r"'?m|am|'?ve|'?ll be"
_RUN_ON = re.compile(
    rf"(?P<before>[\w']+)[ ](?:(?=(?P<i>i|we)(?: (?:{_VERBS})\b| ?(?:{_STATES})\b))|(?=(?:my|our) {ELDER}(?:{KIN}|(?-i:[A-Z][\w-]+))(?: (?:{_VERBS}|is|has|was|works|lives|speaks|hates|loves|plays)\b|'s ))|(?=(?:he|she)(?: (?:{_VERBS}|is|has|was|works|lives|speaks)\b|'s )))",
    re.I,
)
# After these a subject begins no new sentence: "the place I live in".
_BINDS = frozenset(
    str.split(
        """
        think thinks say says said wish hope like know when that than what where how if whether place flat house room believe pretend assume assumed thought told swear way before
        until unless why which who everything anything something nothing all thing things people person one ones whenever wherever while because after as than suppose guess and
        or with for to of about from in on at by since ask asked tell wonder time day year only the a an day first last person food car job stuff film book song girl guy man
        woman did do does am is are was were have has had can could should would will not feel felt mean meant reckon bet hear heard admit imagine dream dreamt dreamed once even
        maybe perhaps
        """
    )
)


_MENTION = re.compile(
    rf"\b(?P<my>my|our|your|ur) {ELDER}(?P<tie>{KIN})\b(?:,? \(?(?P<called>(?-i:[A-Z][\w-]+))\)?)?"
    r"|(?:^|[.!?] |\b(?:(?:my|our|your) (?=uncle|aunt|cousin)|with|tell|meet|seeing|saw|met|ask|hi to|about|how's|hows|how is|is|did|does|has|from|to|for|thanks|of|and|rang|called|named|texted|told|met) )(?P<name>(?:(?:uncle|aunt|auntie|aunty|cousin) )?(?-i:[A-Z][a-z][\w-]+))"
    r"(?=\?|$|[.!,]|'s\b| (?:is|was|has|had|says|said|wants|will|got|just|never|always|and|today|yesterday|again|doing|got|up|back|been|getting|now|these|still|in|at|on|she|he|comes|came|can|will|eats|joins|needs|wants|likes|loves|lives|works|moved|called|rang|texted|left|started|finished)\b)"
    r"|(?:^|(?<=[ ,.]))(?P<bare>mum|mom|dad|nan|gran|grandma|grandad|granny|grandpa)(?=\W|$)",
    re.I,
)


# Code, letters and pages laid out with signs are documents: what stands in them is nobody's word about himself.
_DOCUMENT = re.compile(
    r"```|^#{1,6} |\*\*\w|^\s*[-*•] .*\n\s*[-*•] |</?[a-z]+>|^\s*\d\. .*\n\s*2\. |^Dear ", re.M
)
_LONGEST = 1500


def is_document(text: str) -> bool:
    """Whether a text is pasted rather than said."""
    return len(text) > _LONGEST or bool(_DOCUMENT.search(text))


def said(thread: Thread) -> Iterator[Said]:
    """Every clause in English of the lines to be read, with whom it is about."""
    for at, line in thread.to_read():
        if (
            line.kind == "text"
            and not line.forwarded
            and re.search(r"[A-Za-z]|\d{5}", line.text)
            and not is_document(line.text)
        ):
            yield from _of_line(thread, at, _lowered(line))


def _lowered(line: Line) -> Line:
    """What is shouted from beginning to end, as it would be said."""
    text = line.text
    small = text.lower()
    return (
        replace(line, text=small) if len(text) > 12 and text.isupper() and len(small) == len(text) else line
    )


def _of_line(thread: Thread, at: int, line: Line) -> Iterator[Said]:
    last: Who | None = None
    for clause in clauses(line):
        for one in _of_clause(thread, at, clause, last):
            last = one.who
            yield one


# A sender of this chat whose name is written small.
_SMALL_NAME = re.compile(
    r"(?P<name>[a-z]{2,12})(?='s | (?:is|has|was|got|passed|won|lost|had|can'?t|doesn'?t|doesnt|works|lives|moved|started|broke|quit|loves|hates|plays|speaks|just)\b)"
)


def _of_clause(thread: Thread, at: int, clause: Clause, last: Who | None) -> Iterator[Said]:
    text = plain(clause.text)
    if _PRETENDS_TO_ASK.match(text):
        clause = replace(clause, standing=replace(clause.standing, asked=False))
    lead = _LEAD.match(text)
    begin = lead.end() if lead else 0
    found = _SUBJECT.match(text, begin)
    who = _who(thread, at, clause, found) if found else None
    pronoun = found["pronoun"] if found and who is None else None
    if who is None:
        found = _SMALL_NAME.match(text, begin)
        known = thread.called(found["name"]) if found else None
        if known is not None and known != clause.line.sender:
            who = Who(Subject(account=known), "name")
    if who is None and pronoun:
        found = _SUBJECT.match(text, begin)
        who = Who(Subject(name=pronoun.casefold()), "she", sure=False)  # nobody knows whom that means
    elif who is None:
        found = None
        who = _carried(clause, last)
    stop = found.end() if found else begin
    yield from _split(Said(thread, at, clause, who, clause.start + stop, text[stop:], clause.start + begin))


def _split(one: Said) -> Iterator[Said]:
    """What is said, and what an "and" or a "who" adds of the same person."""
    blank = re.match(r"\??(?: +who(?='s| ))? *", one.rest)
    skipped = blank.end() if blank else 0
    one = replace(one, start=one.start + skipped, rest=one.rest[skipped:])
    further = _runs_on(one)
    if further is not None:
        yield from _split(replace(one, rest=one.rest[: further.begin - one.start]))
        yield from _split(further)
        return
    more = _CARRIED_VERB.search(one.rest)
    if more is None:
        yield one
        return
    yield replace(one, rest=one.rest[: more.start()])
    after = one.start + more.end()
    yield from _split(replace(one, start=after, rest=one.rest[more.end() :], begin=after))


def _runs_on(one: Said) -> Said | None:
    """What begins anew within a clause that has no comma: "thanks mate I don't eat meat"."""
    for found in _RUN_ON.finditer(one.rest):
        if found["before"].casefold() in _BINDS:
            continue
        text, at = plain(one.clause.text), one.start - one.clause.start + found.end()
        subject = _SUBJECT.match(text, at)
        who = _who(one.thread, one.at, one.clause, subject) if subject else None
        if subject is not None and who is not None:
            start = one.clause.start + subject.end()
            return replace(
                one, who=who, start=start, rest=one.rest[start - one.start :], begin=one.clause.start + at
            )
    return None


def _carried(clause: Clause, last: Who | None) -> Who:
    """Who a clause without a subject is about: the one before it in its sentence, else the sender."""
    if last is not None and clause.sentence.find(clause.text) > 1:
        return last
    return Who(sender_of(clause.line), "bare")


def _who(thread: Thread, at: int, clause: Clause, found: re.Match[str]) -> Who | None:
    line = clause.line
    if found["i"]:
        return Who(sender_of(line), "i")
    if found["tie"] or found["bare_kin"]:
        tie = (found["tie"] or found["bare_kin"]).casefold()
        called = found["called"] or _named_before(plain(clause.text)[: found.start()])
        if called and may_be_name(called) and not _is_sender(thread, called):
            return Who(Subject(name=called), "kin", sex_of(tie))
        return Who(kin_of(line, tie), "kin", sex_of(tie))
    if found["titled"]:
        return Who(named(thread, found["titled"]), "name")
    if found["mine"]:
        return Who(Subject(name=found["mine"]), "kin") if may_be_name(found["mine"]) else None
    if found["theirs"]:
        return Who(
            Subject(name=f"{found['of']}'s {found['theirs'].casefold()}"), "kin", sex_of(found["theirs"])
        )
    if found["yours"]:
        subject = kin_of_partner(thread, line, found["yours"].casefold())
        return Who(subject, "you", sex_of(found["yours"]), sure=False) if subject else None
    if found["name"]:
        return _named(thread, line, found["name"])
    if found["you"]:
        other = thread.partner(line.sender)
        return Who(Subject(account=other), "you", sure=False) if other else Who(Subject(), "you", sure=False)
    return antecedent(thread, at, clause.start, found["pronoun"].casefold())


def _named_before(text: str) -> str:
    """The name right before a tie: "Ngozi my wife"."""
    before = re.search(r"(?:^|[.!?] )([A-Z][a-z]+),? $", text)
    return before.group(1) if before and may_be_name(before.group(1)) else ""


def _named(thread: Thread, line: Line, name: str) -> Who | None:
    first = name.split()[0]
    if not may_be_name(first):
        return None
    subject = named(thread, name)
    if subject.account == line.sender:
        return Who(subject, "name")
    return Who(subject, "name")


def _is_sender(thread: Thread, name: str) -> bool:
    return thread.called(name) is not None


def antecedent(thread: Thread, at: int, before: int, pronoun: str) -> Who | None:
    """Whom "he" or "she" means: the person named last, in this message or the few before; sure if nobody else is near."""
    line = thread.lines[at]
    candidates = [(line, line.text[:before])] + [(one, one.text) for one in thread.before(at, _NEAR)]
    for back, (other, text) in enumerate(candidates):
        fitting = [
            who
            for found in reversed(list(_MENTION.finditer(plain(text))))
            if (who := _mentioned(thread, other, found))
            and who.sex in ("", pronoun)
            and who.subject.account != line.sender
        ]
        if fitting:
            who, alone = fitting[0], len({one.subject for one in fitting}) == 1
            told = who.how == "she"
            sure = who.sure and told and (back == 0 or (back <= _CLOSE and alone and "?" in text))
            return replace(who, also=() if other is line else (other.id,), sure=sure)
    return None


def _mentioned(thread: Thread, line: Line, found: re.Match[str]) -> Who | None:
    if found["name"]:
        who = _named(thread, line, found["name"]) if found["name"].casefold() not in PLACES else None
        return replace(who, how="she") if who else None
    if found["bare"]:
        tie = found["bare"].casefold()
        return Who(kin_of(line, tie), "she", sex_of(tie))
    tie = found["tie"].casefold()
    if found["called"] and may_be_name(found["called"]):
        return Who(Subject(name=found["called"]), "she", sex_of(tie))
    yours = found["my"].casefold() in ("your", "ur")
    subject = kin_of_partner(thread, line, tie) if yours else kin_of(line, tie)
    return Who(subject, "she", sex_of(tie)) if subject else None


def believable(one: Said) -> bool:
    """Whether what is said may be believed at all: told in earnest, not between quotation marks, by no stranger."""
    return (
        one.clause.asserted
        and not is_stranger(one.line)
        and not in_quotes(one.line.text, one.start, max(1, len(one.rest)))
    )


__all__ = ["EITHER", "Said", "Who", "antecedent", "believable", "said"]
