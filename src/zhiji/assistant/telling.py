"""The last part of an answer's way: worded by a language model where the rule says so, checked, and explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from zhiji.assistant import ladder, wording
from zhiji.assistant.draft import Draft
from zhiji.assistant.evidence import Evidence
from zhiji.assistant.explained import Explained, Rung, Signal
from zhiji.assistant.judging import THRESHOLD
from zhiji.assistant.ladder import Llms
from zhiji.assistant.question import Question, Wants, attribute
from zhiji.assistant.records import Answer
from zhiji.assistant.who import Who
from zhiji.assistant.worded import Names, Speaker, Spoken
from zhiji.assistant.worded.reasons import short
from zhiji.chat import Message
from zhiji.errors import LlmError, UnknownName
from zhiji.language import fold
from zhiji.llm import Cancel, Llm

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How an answer is to be told."""

    now: datetime
    budget: int
    allow_secrets: bool = False
    say: Say | None = None
    cancel: Cancel | None = None


def signal_of(question: Question, draft: Draft, evidence: Evidence, llms: Llms) -> Signal:
    """What decides who is asked."""
    return Signal(
        route=question.route.value,
        wants=_wanted(question),
        clauses=len(question.clauses),
        confidence=draft.confidence,
        evidence=len(evidence.lines),
        asked=llms.asked,
    )


def _wanted(question: Question) -> str:
    """What is asked for; "thing" where the question has the very word: "what is the CODE"."""
    if not question.clauses:
        return ""
    clause = question.clauses[0]
    return "thing" if clause.wants is Wants.WHAT and attribute(clause) is not None else clause.wants.value


def explained(question: Question, draft: Draft, evidence: Evidence, *, budget: int) -> Explained:
    """How an answer came about, before any language model is asked."""
    language = question.language
    return Explained(
        kind=" and ".join(
            dict.fromkeys(f"{question.route.value}: {clause.wants.value}" for clause in question.clauses)
        ),
        language=language,
        people=tuple(one.word for one in question.named),
        times=tuple(wording.span(one.start, one.end, one.granularity, language) for one in question.spans),
        words=tuple(dict.fromkeys(term.text for clause in question.clauses for term in clause.terms)),
        confidence=draft.confidence,
        threshold=THRESHOLD,
        signs={}
        if draft.signs is None
        else {name: round(value, 3) for name, value in asdict(draft.signs).items()},
        evidence=evidence.given,
        set_aside=evidence.set_aside,
        budget=budget,
    )


def told(
    answer: Answer,
    question: Question,
    draft: Draft,
    evidence: Evidence,
    llms: Llms,
    manner: Manner,
    *,
    names: Names,
    abstain: Callable[[], Answer],
) -> Answer:
    """The answer, by a language model as far as the rule wants one and its sentences check."""
    about = explained(question, draft, evidence, budget=manner.budget)
    signal = signal_of(question, draft, evidence, llms)
    rung = ladder.first(signal)
    steps = ladder.steps(rung, llms)
    about = replace(about, rung=rung if steps else "none", signal=signal)
    if not steps:
        return replace(answer, explained=about)
    speaker = Speaker(
        question.asked, evidence.lines, now=manner.now, language=question.language, names=names, budget=manner.budget,
        allow_secrets=manner.allow_secrets, say=manner.say, cancel=manner.cancel,
    )  # fmt: skip
    failed = _climbed(speaker, steps)
    spoken = speaker.spoken
    about = replace(about, calls=tuple(spoken.calls), judged=tuple(spoken.judged))
    return replace(_made(answer, spoken, failed, question, abstain), explained=about)


def _climbed(speaker: Speaker, steps: list[tuple[Rung, Llm]]) -> LlmError | None:
    """Ask in order until something could be shown, then have mended what couldn't; the error of the last one."""
    failed: LlmError | None = None
    for last, (rung, llm) in ((at == len(steps) - 1, step) for at, step in enumerate(steps)):
        try:
            spoken = speaker.ask(llm)
            failed = None
            if (
                not last
                and not spoken.cancelled
                and ladder.goes_on(rung, kept=spoken.kept, not_there=spoken.not_there)
            ):
                continue
            if not spoken.not_there:
                speaker.mend(llm)
            break
        except LlmError as error:
            failed = error
            if speaker.spoken.kept:
                break
    speaker.let_go()
    return failed


def _made(
    answer: Answer, spoken: Spoken, failed: LlmError | None, question: Question, abstain: Callable[[], Answer]
) -> Answer:
    language = question.language
    costs = [one.cost for one in spoken.calls]
    cost = None if None in costs else sum(one for one in costs if one is not None)
    answered = [one for one in spoken.calls if one.cost is not None or one.tokens or one.text]
    used = replace(
        answer,
        llm=answered[-1].llm if answered else None,
        tokens=sum(one.tokens for one in spoken.calls),
        cost=cost if answered else 0.0,
    )
    dropped = len(spoken.reasons)
    notes = [wording.dropped(dropped, short(spoken.reasons, language), language)] if dropped else []
    notes += dict.fromkeys(spoken.notes)
    if spoken.cancelled:
        notes.append(wording.text("stopped", language))
    if failed is not None:
        notes.append(str(failed) if spoken.kept else f"{failed} {wording.text('instead', language)}")
    if spoken.kept:
        return replace(
            used,
            text=spoken.text,
            abstained=False,
            citations=tuple(sorted(spoken.citations.values(), key=lambda one: one.number)),
            nearest=(),
            notes=(*answer.notes, *notes),
        )
    if spoken.not_there and failed is None:
        silent = abstain()
        notes = [*silent.notes, *dict.fromkeys(spoken.notes)]
        return replace(silent, llm=used.llm, tokens=used.tokens, cost=used.cost, notes=tuple(notes))
    if failed is None and not spoken.cancelled:
        notes = [wording.text("unchecked", language)]
    return replace(used, notes=(*answer.notes, *notes))


def names_of(who: Who, question: Question) -> Names:
    """What everybody is called, for the check."""

    def senders(message: Message) -> list[str]:
        try:
            return [*who.called_in_all(message.sender.id), message.sender.name]
        except UnknownName:
            return [message.sender.name]

    def around(message: Message) -> list[str]:
        partners = who.writers(message.chat.id) if message.chat.kind == "direct" else ()
        return [message.chat.name, *who.names_of(partners)]

    def accounts(message: Message) -> frozenset[int]:
        partners = who.writers(message.chat.id) if message.chat.kind == "direct" else frozenset[int]()
        return partners | {message.sender.id}

    everybody = frozenset(map(fold, who.every_name()))
    return Names(everybody=everybody, senders=senders, around=around, asked=question.named, accounts=accounts)
