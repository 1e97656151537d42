"""Lists and counts: everything that says it, oldest first, and apart from it what comes close and isn't counted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhiji.assistant import cues, wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.finding import Weighed, periods
from zhiji.assistant.judging import confidence, signs
from zhiji.assistant.kinds import words
from zhiji.assistant.kinds.calling_off import BECAUSE, IT_WAS, MOVED, OFF, as_asked, is_of_calling_off
from zhiji.assistant.kinds.events import exact_times
from zhiji.assistant.kinds.history import remembered
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.recurring import recurring
from zhiji.assistant.passages import Passage, passage, whole
from zhiji.assistant.question import Clause, Question, Wants
from zhiji.assistant.terms import Term
from zhiji.chat import Message

MOST = 20
_MOST_NEAR = 3
_AGREES = re.compile(
    r"^\W*(?:yes|yeah|sure|ok|of course|no problem|take it|done|好|行|可以|没问题|没事|拿去|嗯|要得|借|转)",
    re.I,
)
_NOT_SO = re.compile(
    r"\b(?:didn't|don't|doesn't|never|won't|couldn't)\b|没(?!想到|问题|事)|不沾|戒|不[吃喝去看玩买]", re.I
)
_FITTING = 0.55  # of the best coverage
_LEAST = 0.3  # of the words at all
_FITTING_PRICED, _LEAST_PRICED = 0.45, 0.2  # where there is a sum, fewer words will do
_AS_RARE, _RARE, _HAS = 0.5, 2.0, 0.8
_DOES = re.compile(
    r"go|went|gone|been|be|eat|eaten|see|seen|saw|meet|met|visit\w*|have|had|do|did|去|吃|见|看|玩|来|到|回|聚|次"
)
_THEIRS, _OWN, _MOST_THEN, _TWO = 0.6, 0.9, 10, 2
_HOW_MANY = re.compile(
    r"\bhow many\b(?! (?:times|days|weeks|months|years|hours|people))|[几多]少?(?:个|份|处|家)(?!月|小时|星期|人)",
    re.I,
)
_SAYS = 0.5
_DONE = re.compile(
    r"\b(?:has|have|had|was|were|did|does|do|is|are)\b(?: [\w'’-]+){1,3}? (?:been |be |gone |go |got |get |being )?(?!been|gone|got)(\w+)(?: (?:with|to|on|for|at|by|about|my|the|his|her|our|so|in|this|last)\b.*)?\W*$"
    r"|([\u3400-\u9fff]{1,4}?)(?:过|了)[几多]少?[次回趟]|[几多]少?[次回趟]([\u3400-\u9fff]{2})\W*$",
    re.I,
)
_LIKENED = re.compile(r"(?:比|不如|不像|没有)$|\b(?:than|unlike) (?:the |at )?$", re.I)
_ASKS_TO_COUNT = re.compile(
    r"帮我?(?:数|算|查|统计)(?:一?下|一数|一算|数)?|数一?数|算一?算|一共|总共|总计|合计|加起来|到底|"
    r"\b(?:count|tally)(?: up)?(?: for me)?\b|\b(?:total )?number of times\b|\b(?:in total|altogether|all in all|in all|so far)\b|\bhow (?:many times|often)\b|[几多]少?[次回趟]",
    re.I,
)
_READ = 300
_OUTING = re.compile(
    r"\b(?:eat|ate|eaten|dinners?|lunch\w*|brunch|hotpot|restaurants?|been|go|went|meet|met|visit\w*|trips?|see|saw|seen)\b|吃|聚|去|见|玩|逛|看"
)
_MONEY = re.compile(
    r"[¥€$£]\s?\d|\d\s?(?:€|euros?|eur|块|元|欧|yuan|rmb|pounds?|dollars?|usd)|(?:一共|总共|每人|人均|total|paid|cost|each)\D{0,12}\d",
    re.I,
)
_COST = re.compile(r"\b(?:cost|costs|price|paid|pay|total|spend|spent)\b|多少钱|花了|价|总共", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What was counted, and what came close."""

    counted: tuple[Weighed, ...]
    near: tuple[Message, ...] = ()

    @property
    def days(self) -> frozenset[date]:
        """The days on which it was said: what is said twice on one is one thing."""
        return frozenset(one.message.when.date() for one in self.counted)


def counted(question: Question, means: Means) -> Draft:
    """Each item with its message; nothing where memory has the list, or no message says enough."""
    clause = question.clauses[0]
    if means.remembering.known(clause, means.scope).messages:
        return Draft()
    if own := recurring(clause, means):
        return own
    asked = as_asked(_of_what(clause, means), means)
    weighed = _credible(means.finder.weigh(asked, means.scope))
    count = count_of(asked, weighed, means)
    if not count.counted:
        return _then(clause, means, weighed)
    found = signs(asked, max(count.counted, key=lambda one: one.score), weighed)
    sections = [
        Section(heading=_opening(clause, count, means), shown=shown(count, asked)),
        near(count, means),
    ]
    return Draft(
        sections=tuple(one for one in sections if one.shown),
        confidence=confidence(asked, found),
        signs=found,
        chats=tuple(dict.fromkeys(one.message.chat.id for one in count.counted))[:3],
        pool=tuple(part.passage for part in shown(count, asked)),
    )


def held(question: Question, means: Means) -> Draft | None:
    """How many homes, jobs and the like somebody had, as memory has them; None if that isn't asked."""
    clause = question.clauses[0]
    if not _HOW_MANY.search(clause.text):
        return None
    asked = replace(clause, wants=Wants.SEVERAL)
    lines = remembered(asked, means)
    if len(lines) < _TWO and means.remembering.known(asked, means.scope).is_state:
        lines = _alike(clause, means)
    if len(lines) < _TWO:
        return None
    return Draft(
        sections=(Section(heading=wording.found_several(len(lines), means.language), shown=tuple(lines)),),
        confidence=1.0,
        pool=tuple(one.passage for one in lines),
    )


def _alike(clause: Clause, means: Means) -> list[Shown]:
    """What those who are named say of it, where memory hasn't all."""
    own = [one for one in means.finder.weigh(clause, means.scope) if one.person >= _OWN and one.coverage > 0]
    most = max((one.coverage for one in own), default=0.0)
    some = [one for one in own if one.coverage >= _FITTING * most and not one.asks]
    return [_line(one, clause) for one in sorted(_distinct(some), key=lambda one: one.message.when)]


def _then(clause: Clause, means: Means, weighed: Sequence[Weighed]) -> Draft:
    """What was said with the one who is named in the time that is named, where no word of the list is told."""
    if clause.wants is not Wants.SEVERAL or not (clause.named and clause.spans):
        return Draft()
    within = [one for one in weighed if one.timely >= 1.0 and one.person >= _THEIRS]
    some = sorted(_distinct(within[:_MOST_THEN]), key=lambda one: one.message.when)
    parts = [part for one in some if (part := whole(one.message))]
    return Draft(
        sections=(
            Section(
                heading=words.label("said then", means.language),
                shown=tuple(Shown(passage=part) for part in parts),
            ),
        ),
        confidence=1.0 if parts else 0.0,
        pool=tuple(parts),
    )


def _of_what(clause: Clause, means: Means) -> Clause:
    """The clause by what is counted: "count for me how many times in all" says nothing of it."""
    text = _ASKS_TO_COUNT.sub(" ", clause.text)
    terms = means.clause(text).terms if text != clause.text else ()
    known = {one.text for one in clause.terms}  # without the names of chats and people
    terms = tuple(one for one in terms if one.text in known) or terms
    return replace(clause, terms=terms) if terms else clause


def _done_how_often(clause: Clause, means: Means) -> Term | None:
    """What was done, or how somebody was, as often as that: LATE in "how often was he late with the post?"."""
    match = _DONE.search(clause.text)
    done = means.clause(next(filter(None, match.groups()))).terms if match else ()
    found = next((one for one in clause.terms if done and one.text == done[0].text), None)
    return None if found is None or _DOES.fullmatch(found.text) else found


def _things(clause: Clause, means: Means) -> tuple[Term, ...]:
    """The words that tell most of what is counted: who has one of them has said it."""
    rarity = means.finder.rarity(clause.terms)
    named = [one for one in clause.terms if not _DOES.fullmatch(one.text)]
    most = max((rarity[one.text] for one in named), default=0.0)
    return tuple(one for one in named if rarity[one.text] >= most - _AS_RARE) if most > _RARE else ()


def _tells_of(one: Weighed, thing: Term) -> bool:
    """Whether it has the word, and not only to liken something else to it."""
    return one.said.has(thing) >= _HAS and not _is_likened(one, thing)


def _tells_it(one: Weighed, done: Term) -> bool:
    """Whether it says what was done, in that word or another for it: more than a single character, as 晚 of 今晚."""
    place = one.said.place(done)
    if place is None or place.worth < _SAYS or _is_likened(one, done):
        return False
    return place.stop - place.start > 1


def _is_denied(one: Weighed, done: Term | None) -> bool:
    """Whether it says that it was not so; "won't make it" is a way to be late."""
    place = one.said.place(done) if done else None
    text = one.message.text
    if place is not None and place.field == "text":
        text = f"{text[: place.start]} {text[place.stop :]}"
    return bool(_NOT_SO.search(text))


def _is_to_come(message: Message, means: Means) -> bool:
    """Whether it is of a day that is still to come."""
    return any(one.start > means.now for one in exact_times(message))


def _is_likened(one: Weighed, thing: Term) -> bool:
    place = one.said.place(thing)
    return place is not None and bool(_LIKENED.search(one.message.text[: place.start]))


def count_of(
    clause: Clause,
    weighed: Sequence[Weighed],
    means: Means,
    *,
    by: Collection[int] = (),
    chats: Collection[int] = (),
) -> Count:
    """What says it, oldest first; only `by` some accounts and in some chats, if any are told."""
    within = [one for one in weighed if one.timely >= 1.0] if clause.spans else list(weighed)
    if by:
        within = [one for one in within if one.message.sender.id in by]
    if chats:
        within = [one for one in within if one.message.chat.id in chats]
    priced = bool(_COST.search(clause.text)) and clause.wants is Wants.SEVERAL
    if priced:
        within = [one for one in within if _MONEY.search(one.message.text)]
    top = max((one.coverage for one in within), default=0.0)
    person = max((one.person for one in within), default=0.0)
    least = max(_FITTING_PRICED * top, _LEAST_PRICED) if priced else max(_FITTING * top, _LEAST)
    times, things = clause.wants is Wants.TIMES and not is_of_calling_off(clause), _things(clause, means)
    done = _done_how_often(clause, means) if times else None
    fitting = [
        one for one in within
        if (
            _tells_it(one, done) if done is not None
            else one.coverage >= least or (times and any(_tells_of(one, each) for each in things))
        )
        and one.person >= person - 0.25 and _is_one(clause, one, done)
        and not (times and _is_to_come(one.message, means))
        and not (times and things and all(_is_likened(one, each) for each in things))
    ]  # fmt: skip
    if is_of_calling_off(clause) and (clause.named or by) and not BECAUSE.search(clause.text):
        fitting += _called_off(within, clause, by=by, without=fitting)
    some = sorted(_distinct(fitting[:MOST]), key=lambda one: one.message.when)
    return Count(counted=tuple(some), near=tuple(_near(clause, within, some, means, by=by, chats=chats)))


def _called_off(
    within: Sequence[Weighed], clause: Clause, *, by: Collection[int], without: Sequence[Weighed]
) -> list[Weighed]:
    """What calls something off without a word of the question: "can't do the film tonight"."""
    accounts = by or {account for one in clause.named for account in one.accounts}
    seen = {one.message.id for one in without}
    return [
        one for one in within
        if one.message.sender.id in accounts and one.message.id not in seen
        and OFF.search(one.message.text) and _is_one(clause, one) and not cues.only_asks(one.message.text)
    ]  # fmt: skip


def _is_one(clause: Clause, one: Weighed, done: Term | None = None) -> bool:
    """Whether it tells of one more, and doesn't only ask or propose, or say that it wasn't so."""
    message = one.message
    if is_of_calling_off(clause):
        return not IT_WAS.search(message.text) and not (
            MOVED.search(message.text) and not OFF.search(message.text)
        )
    if clause.wants is not Wants.TIMES:
        return True
    agreed = any(_AGREES.search(reply.text) for reply in one.replies)
    return not (cues.only_asks(message.text) and not agreed) and not _is_denied(one, done)


def _near(
    clause: Clause,
    within: Sequence[Weighed],
    taken: Sequence[Weighed],
    means: Means,
    *,
    by: Collection[int],
    chats: Collection[int],
) -> list[Message]:
    """What comes close: the reason is another, it was moved, it was only planned and then called off."""
    seen = {one.message.id for one in taken}
    found: list[Message] = []
    if BECAUSE.search(clause.text):
        found += [one.message for one in within if OFF.search(one.message.text)]
    if clause.wants is Wants.TIMES or by:
        cue = MOVED if is_of_calling_off(clause) else OFF if _OUTING.search(clause.text) else None
        where = (
            chats
            or {one.message.chat.id for one in taken}
            or {one for each in clause.named for one in means.who.chats_of(each.accounts)[:1]}
        )
        found += _saying(cue, clause, where, means, by) if cue else []
    elif clause.wants is Wants.SEVERAL and _OUTING.search(clause.text):
        found += _saying(OFF, clause, {one.message.chat.id for one in taken}, means, by)
    unseen = {one.id: one for one in found if one.id not in seen}
    return sorted(unseen.values(), key=lambda one: one.when)[-_MOST_NEAR:]


def _saying(
    cue: re.Pattern[str], clause: Clause, chats: Iterable[int], means: Means, by: Collection[int]
) -> list[Message]:
    """What was moved or called off in the chats of what was counted, in the time that is asked about."""
    spans = periods(clause, means.scope)
    return [
        one
        for chat in chats
        for one in means.context.latest(chat=chat, limit=_READ)
        if one.when <= means.now
        and (not by or one.sender.id in by)
        and (not spans or any(start <= one.when < end for start, end in spans))
        and cue.search(one.text)
    ]


def shown(count: Count, clause: Clause) -> tuple[Shown, ...]:
    """The lines of a count."""
    return tuple(_line(one, clause) for one in count.counted)


def near(count: Count, means: Means) -> Section:
    """The lines of what isn't counted."""
    some = [part for one in count.near if (part := whole(one))]
    return Section(
        heading=words.label("not counted", means.language), shown=tuple(Shown(passage=one) for one in some)
    )


def _line(one: Weighed, clause: Clause) -> Shown:
    found = passage(one.said, clause.terms) or Passage(one.message, "text", 0, 0)
    replies = one.replies[:1] if one.asks else ()
    return Shown(passage=found, replies=tuple(part for reply in replies if (part := whole(reply))))


def _opening(clause: Clause, count: Count, means: Means) -> str:
    if clause.wants is Wants.TIMES:
        return wording.at_least(len(count.days), means.language)
    return wording.found_several(len(count.counted), means.language) if len(count.counted) > 1 else ""


def _credible(weighed: Sequence[Weighed]) -> list[Weighed]:
    """Without what speaks to assistants, and what assistants say; all, if there is nothing else."""
    return [one for one in weighed if not one.to_machines and not one.by_machine] or list(weighed)


def _distinct(some: Iterable[Weighed]) -> list[Weighed]:
    seen: set[str] = set()
    kept = []
    for one in some:
        text = " ".join(one.message.text.split()).lower()
        if text not in seen:
            seen.add(text)
            kept.append(one)
    return kept
