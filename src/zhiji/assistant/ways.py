"""Each thing that a question asks, answered by its own way; then all of it in one draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from zhiji.assistant import birthdays, planning, promising, small_talk, waiting, wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.judging import THRESHOLD
from zhiji.assistant.kinds import (
    advising,
    comparing,
    confirming,
    counting,
    deciding,
    differing,
    drafting,
    eating,
    everybody,
    history,
    in_touch,
    lasting,
    ordering,
    owing,
    reasons,
    spending,
    summing_up,
    todo,
)
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.put_right import with_denials
from zhiji.assistant.looking_up import look_up
from zhiji.assistant.parting import FORMER
from zhiji.assistant.question import Clause, Language, Question, Wants
from zhiji.assistant.routes import Route

Way = Callable[[Question, Means], Draft | None]

# What is tried before a question is looked up; what finds nothing leaves it to that.
_OWN: Mapping[Route, Way] = {
    Route.ORDER: ordering.ordered,
    Route.DURATION: lasting.lasted,
    Route.COMPARISON: comparing.compared,
    Route.HISTORY: history.changed,
    Route.SUMMARY: summing_up.summed_up,
    Route.DRAFT: drafting.drafted,
    Route.CHOICE: advising.advised,
}
_ALONE = (Route.SUMMARY, Route.DRAFT, Route.CHOICE)  # where a search would only bring what shares a word
_COUNTED = (Wants.TIMES, Wants.SEVERAL)


def drafted(question: Question, means: Means) -> Draft:
    """All that is asked, in order."""
    question = birthdays.joined(question)
    parts = question.parts
    if len(parts) == 1:
        return _one(question, means)
    told = [(part.clauses[0], _one(part, means)) for part in parts]
    return joined(told, question.language)


def _one(question: Question, means: Means) -> Draft:
    """One thing that is asked, by its own way; by looking up where that finds nothing."""
    route = question.route
    if route not in (Route.SMALL_TALK, Route.DRAFT, Route.WAITING) and (
        own := differing.differing(question, means)
        or counting.held(question, means)
        or in_touch.in_touch(question, means)
        or everybody.everybody(question, means)
    ):
        return own
    if own := _to_do(question, means):
        return own
    match route:
        case Route.SMALL_TALK:
            said = small_talk.answer(small_talk.recognised(question.asked), chinese=question.language == "zh")
            return Draft(opening=said, confidence=1.0)
        case Route.WAITING:
            wanted = waiting.waiting(question, who=means.who, context=means.context, now=means.now)
            return usual(question, means) if question.named and not wanted.sections else wanted
        case Route.FREE:
            return planning.planned(
                question, context=means.context, now=means.now, remembering=means.remembering
            )
        case Route.PROMISES:
            return _promised(question, means)
        case Route.OWING:
            return _owed(question, means)
        case Route.LOOK_UP:
            return _looked_up(question, means)
    if route is Route.CHOICE and _names_a_stranger(question, means):
        return usual(question, means)
    own = _OWN[route](question, means)
    if own is not None and route in _ALONE:
        return (
            own
            if route is not Route.CHOICE or own.confidence < THRESHOLD
            else either(own, usual(question, means))
        )
    return either(own or Draft(), usual(question, means))


def _looked_up(question: Question, means: Means) -> Draft:
    """What the messages say, with what some questions want besides: a count, the reasons, what was spent."""
    clause = question.clauses[0]
    if waiting.asks_who_is_silent(question):
        return waiting.waiting(question, who=means.who, context=means.context, now=means.now)
    if clause.wants in _COUNTED and not clause.present:
        return either(counting.counted(question, means), usual(question, means))
    if deciding.asks_what_was_decided(clause):
        return _reasoned(after(deciding.decided(question, means), usual(question, means)), question, means)
    if spent := spending.spent_last(question, means):
        return either(spent, usual(question, means))
    if avoided := eating.eaten(question, means):
        return after(avoided, eating.of_the_thing(usual(question, means), question))
    if told := confirming.confirmed(clause, means):
        return either(told, usual(question, means))
    return _reasoned(usual(_of_now(question), means), question, means)


def _to_do(question: Question, means: Means) -> Draft | None:
    """The owner's own tasks, where these are asked for until a time to come, or for one that is free."""
    if question.route not in (Route.FREE, Route.LOOK_UP, Route.PROMISES) or not todo.asks_what_to_do(
        question
    ):
        return None
    if due := todo.due_before(question, means.now):
        return todo.to_do(question, means, until=due.start)
    if question.route is Route.FREE or todo.is_for_now(question, means.now):
        return todo.with_plans(todo.to_do(question, means), question, means)
    return None


def usual(question: Question, means: Means) -> Draft:
    """What the messages say that fit best."""
    found = look_up(question, means.finder, means.scope, means.context, means.remembering)
    return with_denials(found, means)


def _reasoned(draft: Draft, question: Question, means: Means) -> Draft:
    """With what was said just before, where a reason is asked for."""
    if not reasons.asks_why(question):
        return draft
    return reasons.with_reasons(draft, means.context, means.language)


def _of_now(question: Question) -> Question:
    """Which are so now is asked of the last that says it, not of all that ever were."""
    clause = question.clauses[0]
    if clause.wants is not Wants.SEVERAL or not clause.present:
        return question
    return replace(question, clauses=(replace(clause, wants=Wants.WHAT),))


def _owed(question: Question, means: Means) -> Draft:
    """Who of two owes more, who has paid; else what is worked out, or memory has, and what was said of it last."""
    if len(question.named) > 1 and (compared := comparing.compared(question, means)):
        return either(compared, usual(question, means))
    if told := confirming.confirmed(question.clauses[0], means):
        return either(told, usual(question, means))
    if worked_out := owing.balanced(question.clauses[0], means):
        return worked_out
    if worked_out := owing.all_balanced(question, means):
        return after(worked_out, usual(question, means))
    found, said = usual(question, means), owing.owed(question, means)
    if means.remembering.known(question.clauses[0], means.scope).messages:
        return after(found, said)
    if said.confidence < THRESHOLD and question.mine:  # what one owes may be a promise
        return _promised(question, means)
    return after(said, found)


def _promised(question: Question, means: Means) -> Draft:
    if promising.asks_of_debts(question) and (worked_out := owing.balanced(question.clauses[0], means)):
        return after(worked_out, _of_promises(question, means))
    return _of_promises(question, means)


def _of_promises(question: Question, means: Means) -> Draft:
    found = usual(question, means)
    own = promising.promised(
        question,
        who=means.who,
        context=means.context,
        now=means.now,
        remembering=means.remembering,
        scope=means.scope,
    )
    return either(promising.with_debts_said(own, found, question), found)


def _names_a_stranger(question: Question, means: Means) -> bool:
    """Whether it is about somebody who doesn't write here, and memory has what it asks for."""
    if question.named or question.mine:
        return False
    return any(means.remembering.known(one, means.scope).messages for one in question.clauses)


def either(own: Draft, other: Draft) -> Draft:
    """What was put together for the question; the usual answer where that has nothing."""
    if own.confidence < THRESHOLD:
        return other
    return replace(own, pool=(*own.pool, *other.pool))


def after(first: Draft, other: Draft) -> Draft:
    """What was put together, then the usual answer, no message twice."""
    if min(first.confidence, other.confidence) < THRESHOLD:
        return either(first, other)
    seen = _messages(first.sections)
    more = [
        replace(one, shown=tuple(line for line in one.shown if line.passage.message.id not in seen))
        for one in other.sections
    ]
    return replace(
        first,
        sections=(*first.sections, *(one for one in more if one.shown)),
        pool=(*first.pool, *other.pool),
    )


def joined(told: Sequence[tuple[Clause, Draft]], language: Language) -> Draft:
    """Drafts under each other, each below what it answers; a part that tells nothing new is left out."""
    told_of: list[tuple[Section, list[Section]]] = []  # what stands above, and what stands below it
    seen: set[int] = set()
    best = max((draft for _, draft in told), key=lambda one: one.confidence)
    if best.confidence < THRESHOLD:
        return best
    for clause, draft in told:
        messages = _messages(draft.sections)
        known = draft.confidence >= THRESHOLD and not draft.unread_reply
        repeats = messages <= seen and not (draft.opening or clause.title or _is_of_another_time(clause))
        if known and messages and repeats:
            continue
        seen |= messages if known else set()
        above = Section(heading=heading(clause, language))
        if not known:
            told_of.append((above, [Section(heading=wording.text("not found", language))]))
            continue
        opening = [Section(heading=draft.opening)] if draft.opening else []
        told_of.append((above, [*opening, *draft.sections]))
    alone = len(told_of) == 1
    sections = [one for above, below in told_of for one in (*(() if alone else (above,)), *below)]
    drafts = [draft for _, draft in told]
    return Draft(
        sections=tuple(sections),
        confidence=best.confidence,
        signs=best.signs,
        chats=tuple(dict.fromkeys(chat for one in drafts for chat in one.chats)),
        pool=tuple(part for one in drafts for part in one.pool),
        ahead=any(one.ahead for one in drafts),
        near=any(one.near for one in drafts),
    )


def _is_of_another_time(clause: Clause) -> bool:
    return bool(clause.again) and bool(clause.spans or clause.present or FORMER.match(clause.text))


def _messages(sections: Sequence[Section]) -> set[int]:
    every: list[Shown] = [shown for section in sections for shown in section.shown]
    return {part.message.id for shown in every for part in shown.parts}


def heading(clause: Clause, language: Language) -> str:
    """What stands above the answer to one of several things asked."""
    if clause.title:
        return wording.line(clause.title, "", language).rstrip()
    if clause.present:
        return wording.line(wording.text("now", language), "", language).rstrip()
    if clause.again and clause.spans:
        return wording.line(clause.spans[0].text.capitalize(), "", language).rstrip()
    words = clause.text.strip().rstrip("?？")
    return f"{words[:1].upper()}{words[1:]}{'？' if language == 'zh' else '?'}"
