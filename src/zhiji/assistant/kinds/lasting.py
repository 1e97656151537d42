"""How long something took or lasted, or how long there was between two things: worked out from the days that are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from zhiji.assistant import cues, promising
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.finding import Weighed
from zhiji.assistant.kinds import words
from zhiji.assistant.kinds.events import Event, day_of, event, exact_times, pool, shared, shown, telling, tidy
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.pairs import bare, spanned
from zhiji.assistant.kinds.put_right import put_right
from zhiji.assistant.kinds.spells import spell
from zhiji.assistant.passages import whole
from zhiji.assistant.question import Clause, Question
from zhiji.assistant.said import Said
from zhiji.assistant.terms import Term
from zhiji.chat import Message
from zhiji.language.times import times_of
from zhiji.memory import ONE_AT_A_TIME

# Since one thing that is named, until now.
_SINCE = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\bhow (?:long|many \w+)\b[^,]*?\b(?:since|ago (?:did|was|were))\s+(?P<a>.+)$",
        r"^(?:距离?|离)?(?P<a>.+?)(?:到现在|到今天|至今|以来)[^，,]*?(?:多久|几|多少)",
        r"^(?:我|我们)?(?:已经|有)?(?:多久|几天|多少天|几个月)(?:没有?|不)(?P<a>.+?)了?[?？]?$",
    )
)
# What begins something, and what ends it.
_BEGINS = re.compile(
    r"\b(?:from (?:today|now|tomorrow)|tak(?:e|ing) (?:the lead|over|on)|start(?:s|ed|ing)?|began|begin\w*|moved? in(?:to)?|moving (?:to|in)|new|join(?:ed|ing)|lost|has anyone seen"
    r"|broke(?:n)?|promise[ds]?|i'?ll|since|first day|arriv\w+|official\w*|engaged|borrow\w*|can i (?:leave|borrow))\b"
    r"|开始|接手|入职|搬[到进来去]|丢了|不见了|坏了|答应|刚|住进|到了|借",
    re.I,
)
_ENDS = re.compile(
    r"\b(?:hand(?:ing|ed)\b.{0,20}\bover|is over|left|leav\w+|is back|got back|gave back|give back|found|fixed|done|finished|kept|ended|last day|until|arriv\w+|mov(?:ed|ing) out|quit|stopped|return\w*|received)\b"
    r"|交给|结束|离开|找到|修好|做完|做好|好了|辞|到了|回来|收到|还[了你给]|分手|搬走|走了",
    re.I,
)
_STILL = re.compile(
    r"\b(?:by now|so far|up to now|until now|till now|since when)\b|从什么时候|\b(?:have|has|'ve|'s)\b.{0,40}\b(?:been|lived|worked|known|had|owned)\b|(?:多久|几[天年]|多少[天年]|几个月|多长时间)了|(?:已经|到现在|至今)",
    re.I,
)
_TAKES_LONG = re.compile(
    r"\b(?:for )?(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|half a|a few|several)[ -](?:hours?|days?|nights?|weeks?|months?|years?)\b"
    r"|(?:\d+|[一二两三四五六七八九十半几]+)个?多?(?:小时|天|晚|周|星期|礼拜|个?月|年)(?!前|后|级|底|初|\d)",
    re.I,
)  # fmt: skip
_DOES = re.compile(
    r"build|built|make|made|write|written|paint|draw|drawn|fix|fixed|learn|learned|lose|lost|find|found|finish|finished|complete|get|got|keep|kept|return|repair|repaired|wait|waited"
    r"|做|修|写|画|建|丢|找|学|等|做好|完成|修好|找到"
)
_TRIP = re.compile(
    r"\b(?:trip|holidays?|vacation|tour|camp\w*|festival|retreat|hike|cruise|away)\b|旅|自驾|行程|露营|假期|[玩去]了",
    re.I,
)
_READ, _TWO, _LONGEST_TRIP = 400, 2, timedelta(days=90)
_SOON = timedelta(minutes=30)
_TITLES = re.compile(
    r"\b(?:before|until|till) (?:they|we|i|he|she|it|that|someone|somebody|you)\b.*$|\b(?:stretch|length|period|amount|span) of time\b|\b(?:is|was) (?:that|it) (?:by|up to|until) now\b|\bsince when\b|\b(?:been )?(?:running|going on|by now|so far|altogether|in total|in all)\b|前后|一共|总共|从什么时候(?:开始|起)?|到现在|\b(?:how long|how many \w+|how much time|(?:did|does|will) it take|to|between|did|was|were|has|have|had|been|for)\b|多久|多长时间|[几多少]+(?:天|个月|年|周)|了",
    re.I,
)


def lasted(question: Question, means: Means) -> Draft:
    """The length, with the days it is made of; nothing if they aren't told."""
    whole_clause = question.clauses[0]
    clause = replace(
        whole_clause, terms=_of_the_thing(means.clause(_TITLES.sub(" ", whole_clause.text)).terms)
    )
    return (
        _never_so(clause, means)
        or _between(whole_clause, means)
        or _since(whole_clause, means)
        or _of_a_spell(whole_clause, means)
        or _as_planned(whole_clause, means)
        or _known(clause, means)
        or _told(clause, means)
        or _found(clause, means)
        or Draft()
    )


def _never_so(clause: Clause, means: Means) -> Draft | None:
    """The words that were put right since, and those that did it: there is no length of what isn't so."""
    one = next(iter(telling(clause, means)), None)
    after = put_right(one.message, means) if one else None
    if one is None or after is None or not any(Said(after).has(term) for term in clause.terms):
        return None
    parts = [part for each in (one.message, after) if (part := whole(each))]
    return Draft(
        opening=words.text("put right", means.language),
        sections=(Section(shown=(Shown(passage=parts[0], replies=tuple(parts[1:])),)),),
        confidence=1.0,
        pool=tuple(parts),
    )


def _of_the_thing(terms: Sequence[Term]) -> tuple[Term, ...]:
    """What it is about; what was done with it differs from its beginning to its end."""
    return tuple(one for one in terms if not _DOES.fullmatch(one.text)) or tuple(terms)


def _between(clause: Clause, means: Means) -> Draft | None:
    """Between two things that are named."""
    for pair in spanned(clause.text):
        if _ENDS.fullmatch(pair.b):
            return None  # "between the ring being lost and found": one thing
        like = shared(clause, pair)
        first = event(pair.a, means, like=like)
        if first is None:
            continue
        then = _sequel(first, pair.b, means) or event(pair.b, means, like=like)
        if then and (then.message.id != first.message.id or then.day != first.day):
            first, then = sorted((first, then), key=lambda one: one.day)
            return _draft([first, then], first.day, then.day, means)
    return None


def _since(clause: Clause, means: Means) -> Draft | None:
    """From the one thing that is named to now."""
    for pattern in _SINCE:
        if (match := pattern.search(clause.text)) and (one := event(bare(match["a"]), means, like=clause)):
            return _draft([one], one.day, means.now.date(), means) if one.day <= means.now.date() else None
    return None


def _sequel(first: Event, phrase: str, means: Means) -> Event | None:
    """What later words of the same chat say of it: "how many days later did they arrive?"."""
    clause = means.clause(phrase)
    if len(clause.terms) > 1 or clause.named:
        return None
    later = means.context.following(first.message, 400, within=timedelta(days=400))
    by = promising.fulfilled(first.message, later)
    if by is None:
        return None
    found = next(
        (one for one in means.finder.weigh(first.clause, means.scope) if one.message.id == by.id), None
    )
    return Event(phrase=tidy(phrase), clause=clause, found=found, day=by.when.date()) if found else None


def _as_planned(clause: Clause, means: Means) -> Draft | None:
    """Of a trip that has a chat: from the first to the last day, as they were set last."""
    chats = sorted(means.scope.chats) or means.who.chats_about(clause.text)
    if not (chats and _TRIP.search(clause.text)):
        return None
    for message in means.context.latest(chat=chats[0], limit=_READ):
        days = _stretch(message) if message.when <= means.now else None
        part = whole(message)
        if days and part:
            return Draft(
                opening=words.between(*days, means.language),
                sections=(Section(shown=(Shown(passage=part),)),),
                confidence=1.0,
                chats=(chats[0],),
                pool=(part,),
            )
    return None


def _stretch(message: Message) -> tuple[date, date] | None:
    """The first and the last day that a message sets, some days ahead; None if it sets none."""
    ranges = [
        (one.start.date(), (one.end - timedelta(seconds=1)).date())
        for one in (times_of(message.text, message.when) if message.text else ())
        if one.granularity == "range"
    ]
    single = sorted({one.start.date() for one in exact_times(message)})
    pair = [(single[0], single[1])] if len(single) == _TWO else []
    return next(
        (
            (start, end)
            for start, end in (*ranges, *pair)
            if start >= message.when.date() and timedelta() < end - start <= _LONGEST_TRIP
        ),
        None,
    )


def _known(clause: Clause, means: Means) -> Draft | None:
    """As memory has it: since when, until when."""
    known = means.remembering.known(clause, means.scope)
    if known.asked is None or not (known.asked.relations & ONE_AT_A_TIME):
        return None
    for fact in reversed(means.remembering.facts("fact", known.asked.relations)):
        line = next(
            (
                shown
                for section in known.sections
                for shown in section.shown
                if shown.passage.message.id == fact.message
            ),
            None,
        )
        if line is None or fact.negated:
            continue
        end = fact.until.date() if fact.until else means.now.date()
        told = words.between if fact.until else words.so_far
        return Draft(
            opening=told(fact.since.date(), end, means.language),
            sections=(Section(shown=(line,)),),
            confidence=1.0,
            pool=line.parts,
        )
    return None


def _of_a_spell(clause: Clause, means: Means) -> Draft | None:
    """From the words with which it was shut, broken, away to those with which it was over, or to now."""
    found = spell(clause, means)
    if found is None:
        return None
    start = replace(_as_event(clause, found.begun), day=found.start)
    if found.done is not None and found.end is not None:
        end = replace(_as_event(clause, found.done), day=found.end)
        return _draft([start, end], start.day, end.day, means)
    return _draft([start], start.day, means.now.date(), means) if _STILL.search(clause.text) else None


def _told(clause: Clause, means: Means) -> Draft | None:
    """As one message tells it itself: "sofa for four days, from the third to the seventh"."""
    for one in telling(clause, means)[:3]:
        days = sorted({time.start.date() for time in exact_times(one.message)})
        if _TAKES_LONG.search(one.message.text) and len(days) == 2 and (part := whole(one.message)):
            return Draft(
                opening=words.between(days[0], days[1], means.language),
                sections=(Section(shown=(Shown(passage=part),)),),
                confidence=1.0,
                pool=(part,),
            )
        if _TAKES_LONG.search(one.message.text):
            return None  # its words are the answer
    return None


def _found(clause: Clause, means: Means) -> Draft | None:
    """From the message that begins it to the one that ends it, or to now."""
    some = sorted(telling(clause, means, share=0.5)[:12], key=lambda one: one.message.when)
    begun = next((one for one in some if _BEGINS.search(one.message.text)), None)
    first = begun or next((one for one in some if not one.asks), None)
    if first is None:
        return None
    start, later = _as_event(clause, first), _later(clause, first, means)
    done = next((one for one in reversed(later) if _ends(one, means)), None) or next(
        (one for one in later if cues.UPDATES.search(one.message.text) and not one.asks), None
    )
    still = _STILL.search(clause.text)
    if done is not None and not (still and begun):
        return _draft(
            [start, _ended(clause, done, start.day)], start.day, _end(done, start.day, clause), means
        )
    return _draft([start], start.day, means.now.date(), means) if still and begun else None


def _later(clause: Clause, begun: Weighed, means: Means) -> list[Weighed]:
    """What anybody said of the same thing afterwards, in that chat."""
    every = means.finder.weigh(replace(clause, named=(), mine=False), means.scope)
    top = max((one.coverage for one in every), default=0.0)
    return sorted(
        (
            one for one in every
            if one.message.chat.id == begun.message.chat.id and one.message.when - begun.message.when > _SOON
            and one.coverage >= max(0.3, 0.5 * top)
        ),
        key=lambda one: one.message.when,
    )  # fmt: skip


def _ended(clause: Clause, done: Weighed, start: date) -> Event:
    return replace(_as_event(clause, done), day=_end(done, start, clause))


def _end(done: Weighed, start: date, clause: Clause) -> date:
    day = day_of(done, clause)
    named = [one.start.date() for one in exact_times(done.message)]
    if day == done.message.when.date() and len(named) == 1:  # "from Monday we are back to five days"
        day = named[0]
    return day if day >= start else done.message.when.date()


def _ends(one: Weighed, means: Means) -> bool:
    """Whether it says that something ended, itself or in the words right before it."""
    before: Sequence[Message] = [
        said
        for said in means.context.preceding(one.message, 1, within=_SOON)
        if said.sender.id == one.message.sender.id
    ]
    return any(_ENDS.search(said.text) for said in (one.message, *before))


def _as_event(clause: Clause, one: Weighed) -> Event:
    return Event(
        phrase=tidy(_TITLES.sub(" ", clause.text)), clause=clause, found=one, day=day_of(one, clause)
    )


def _draft(events: Sequence[Event], start: date, end: date, means: Means) -> Draft:
    language = means.language
    opening = words.between(start, end, language) if len(events) > 1 else words.so_far(start, end, language)
    if not all(one.sure for one in events):
        opening = f"{words.label('nearest', language)}\n{opening}"
    return Draft(
        opening=opening,
        sections=(Section(shown=tuple(shown(one, language) for one in events)),),
        confidence=1.0,
        pool=pool(events),
    )
