"""Two people, or two things, beside each other: how often each, how much each, what the chats say of each."""

from __future__ import annotations

import re
from dataclasses import replace

from zhiji.assistant import wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.judging import THRESHOLD
from zhiji.assistant.kinds import words
from zhiji.assistant.kinds.calling_off import as_asked
from zhiji.assistant.kinds.counting import count_of, near, shown
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.paying import payments, total, written
from zhiji.assistant.kinds.recurring import PAID
from zhiji.assistant.kinds.things import options, things
from zhiji.assistant.looking_up import look_up
from zhiji.assistant.passages import whole
from zhiji.assistant.question import Clause, Named, Question, Wants

_OFTEN = re.compile(
    r"\b(?:more|most|less|fewer|oftener|how often|how many|often)\b(?! (?:expensive|than you))|更?(?:多|少|常|经常|频繁)|几次|次数",
    re.I,
)
_ME = re.compile(r"\bor (?:me|i|myself)\b|\b(?:me|i|myself) or\b|\bthan (?:me|i)\b|\bdo i\b|我", re.I)
IS_OF_NAMESAKES = re.compile(r"\b(?:two|both|which)\b|[两俩哪都各]", re.I)
# What is asked of each, instead of which has more of it.
_OF_EACH: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"\b(?:eats?|allerg\w+|diet|vegetarian|vegan)\b|吃|忌口|过敏", re.I),
        "What is {} allergic to?",
        "{} 对什么过敏？",
    ),
    (
        re.compile(
            r"\b(?:older|younger|oldest|youngest)\b|年纪|年龄|谁(?:更|比较)?大|谁(?:更|比较)?小", re.I
        ),
        "How old is {}?",
        "{} 几岁？",
    ),
    (
        re.compile(r"\bliv(?:e|es|ed|ing) in\b|住在?(?!一起)", re.I),
        "Where does {} live?",
        "{} 住在哪里？",
    ),
    (
        re.compile(r"\b(?:nearer|closer|nearest|further|farther)\b|[近远]", re.I),
        "Where does {} live?",
        "{} 住在哪里？",
    ),
)


def compared(question: Question, means: Means) -> Draft:
    """Each of them with what the chats say; who has more, where it can be counted."""
    clause = question.clauses[0]
    if len(clause.named) <= 1 and (both := options(clause, means)):
        return both
    parties = _parties(clause, means)
    if len(parties) < 2:
        return things(clause, means)
    if PAID.search(clause.text) and (told := _paid(clause, parties, means)):
        return told
    if _OFTEN.search(clause.text) and not any(pattern.search(clause.text) for pattern, _, _ in _OF_EACH):
        return _counted(clause, parties, means)
    return _each(question, parties, means)


def _parties(clause: Clause, means: Means) -> list[Named]:
    found = [one for one in clause.named if one.accounts - means.owner]
    if len(found) == 1 and IS_OF_NAMESAKES.search(clause.text):
        found = [Named(name, accounts) for name, accounts in means.who.persons_of(found[0].accounts)]
    if means.owner and _ME.search(clause.text):
        found.append(Named("我" if means.language == "zh" else "you", means.owner))
    return found


def _paid(clause: Clause, parties: list[Named], means: Means) -> Draft | None:
    """What each of them paid, by their own words, and who paid how much more."""
    shared = set.intersection(*(set(means.who.chats_of(one.accounts)) for one in parties))
    said = means.finder.weigh(replace(clause, named=()), means.scope)
    about = [*means.who.chats_about(clause.text), *(one.message.chat.id for one in said)]
    chats = [chat for chat in dict.fromkeys(about) if chat in shared][:1] or sorted(shared)
    paid = {one.word: payments(means, one.accounts, chats=chats) for one in parties}
    if not any(paid.values()):
        return None
    sections = [
        Section(
            heading=wording.line(
                word, words.paid(written(total(some)), len(some), means.language), means.language
            ).rstrip(),
            shown=tuple(Shown(passage=part) for one in some if (part := whole(one.message))),
        )
        for word, some in paid.items()
    ]
    (first, most), (other, less) = sorted(
        ((word, total(some)) for word, some in paid.items()), key=lambda one: -one[1]
    )[:2]
    opening = words.paid_more(
        first, written(most), other, written(less), written(most - less), means.language
    )
    return Draft(
        opening=opening,
        sections=tuple(sections),
        confidence=1.0,
        chats=tuple(chats[:3]),
        pool=tuple(line.passage for section in sections for line in section.shown),
    )


def _counted(clause: Clause, parties: list[Named], means: Means) -> Draft:
    """How often each of them did it, by their own words."""
    asked = replace(as_asked(_without_names(clause, means), means), wants=Wants.TIMES, named=())
    others = [one for one in parties if one.accounts != means.owner]
    chats = (
        [chat for one in others for chat in means.who.chats_of(one.accounts)]
        if len(others) < len(parties)
        else []
    )
    counts = []
    for one in parties:
        own = replace(asked, named=(one,))
        counts.append(
            (one, count_of(own, means.finder.weigh(own, means.scope), means, by=one.accounts, chats=chats))
        )
    if not any(count.counted for _, count in counts):
        return Draft()
    sections = []
    for one, count in counts:
        heading = wording.line(
            one.word, "" if count.counted else words.text("none found", means.language), means.language
        )
        sections.append(Section(heading=heading.rstrip(), shown=shown(count, asked)))
    apart = [near(count, means) for _, count in counts if count.near]
    lines = tuple(line for section in apart for line in section.shown)
    sections += [Section(heading=apart[0].heading, shown=lines)] if lines else []
    told = [(one.word, len(count.days)) for one, count in counts]
    return Draft(
        opening=words.counts(told, means.language) if max(count for _, count in told) > 1 else "",
        sections=tuple(sections),
        confidence=1.0,
        chats=tuple(chats[:3]),
        pool=tuple(line.passage for section in sections for line in section.shown),
    )


def _without_names(clause: Clause, means: Means) -> Clause:
    text = clause.text
    for one in clause.named:
        text = text.replace(one.word, " ")
    text = re.sub(
        r"\bwho\b|\bor (?:me|i)\b|\bmore\b|\bmost\b|\boften\b|\bless\b|谁|更[多少常]?|还是|我|[多少](?=[?？]|$)|得(?=更|多|少)",
        " ",
        text,
        flags=re.I,
    )
    plain = means.clause(text)
    return replace(clause, text=plain.text, terms=plain.terms)


def _each(question: Question, parties: list[Named], means: Means) -> Draft:
    """What is told of each, under their names."""
    clause = question.clauses[0]
    sections: list[Section] = []
    drafts = []
    for one in parties:
        draft = look_up(
            replace(question, clauses=(_of_one(clause, one, parties, means),)),
            means.finder,
            means.scope,
            means.context,
            means.remembering,
        )
        told = draft.confidence >= THRESHOLD and not draft.unread_reply
        drafts += [draft] if told else []
        note = "" if told else words.text("not said", means.language)
        sections.append(Section(heading=wording.line(one.word, note, means.language).rstrip()))
        sections += draft.sections if told else ()
    return Draft(
        sections=tuple(sections),
        confidence=1.0 if drafts else 0.0,
        pool=tuple(part for one in drafts for part in one.pool),
    )


def _of_one(clause: Clause, one: Named, parties: list[Named], means: Means) -> Clause:
    mine = one.accounts == means.owner
    for pattern, english, chinese in _OF_EACH:
        if pattern.search(clause.text):
            text = (chinese if means.language == "zh" else english).format(one.word)
            plain = means.clause(text)
            return replace(plain, named=() if mine else (one,), mine=mine)
    text = clause.text
    for other in parties:
        if other is not one:
            text = re.sub(
                rf"\s*(?:,|，|\bor\b|\band\b|还是|和|跟)?\s*{re.escape(other.word)}\s*(?:,|，|\bor\b|\band\b|还是|和|跟)?",
                " ",
                text,
            )
    return replace(clause, text=" ".join(text.split()), named=(one,), mine=mine)
