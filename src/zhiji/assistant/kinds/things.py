"""Two things beside each other: what each cost, in all or per head; what was said of each; what one message holds against another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhiji.assistant import cues, wording
from zhiji.assistant.draft import Draft, Section, Shown
from zhiji.assistant.kinds import words
from zhiji.assistant.kinds.events import Event, event, pool, tidy
from zhiji.assistant.kinds.events import shown as shown_event
from zhiji.assistant.kinds.means import Means
from zhiji.assistant.kinds.paying import amount_of, written
from zhiji.assistant.passages import passage, whole
from zhiji.assistant.question import Clause
from zhiji.chat import Message
from zhiji.language import fold
from zhiji.language.numerals import chinese_number

_THINGS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\bwhich\b.*?\b(?:more expensive|dearer|cheaper|more|less|bigger|longer|larger|smaller|shorter)\W+(?P<a>.+?)\s*,?\s*\bor\b\s*(?P<b>.+)$",
        r"\bwhich\b[^,:]*?(?:,|:)\s*(?P<a>.+?)\s*,?\s*\bor\b\s*(?P<b>.+)$",
        r"(?P<a>.+?)(?:和|跟|与|、)(?P<b>.+?)[，,]?\s*哪.{0,2}(?:更|比较)?(?:贵|便宜|大|小|远|近|长|短|多|少)",
        r"哪.{0,2}(?:更|比较)?(?:贵|便宜|多|少)[，,:：]?\s*(?P<a>.+?)(?:还是|和|跟)(?P<b>.+)$",
    )
)
_SUM = re.compile(
    r"(?:一共|总共|合计|in total|total(?: of)?|paid|cost)\D{0,4}(\d[\d,.]*\d|\d)|[¥€$£]\s?(\d[\d,.]*)|(\d[\d,.]*)\s?(?:€|euros?|eur|块|元|欧|pounds?|dollars?)",
    re.I,
)
_BESIDE = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\bcompar\w+\s+(?P<a>.+?)\s+(?:and|with|to|versus|against)\s+(?P<b>.+)$",
        r"\bwhich\b.*?\b\w+\s*[,:]\s*(?P<a>.+?)\s*,?\s*\bor\b\s*(?P<b>.+)$",
        r"^(?P<a>.+?)\s+or\s+(?P<b>.+?)\s*[,:]\s*which\b.*$",
        r"^(?P<a>[^，,]+?)(?:和|跟|与|、|比起?|还是)(?P<b>[^，,]+?)[，,]?\s*(?:哪|谁|怎么选|有什么区别|比起?来).*$",
        r"哪[^，,：:]*[，,：:]\s*(?P<a>[^，,]+?)(?:还是|和|跟)(?P<b>.+)$",
        r"(?:对比|比较)(?:一下)?(?P<a>.+?)(?:和|跟|与)(?P<b>.+)$",
    )
)
_OPTIONS = re.compile(
    r"\b(?:compar\w+|(?:the )?(?:two|three|both)|options?|offers?|choices|alternatives|versions|gave|give|sent|made|(?:for|to) (?:me|us)|between|which|better|is|the)\b|对比|比较|一下|[两俩三][个份种套家]|方案|选项|选择|哪[个种份套]|更?(?:好|划算|合适)|给(?:我|我们|出)?的?",
    re.I,
)
_OF_PRICE = re.compile(
    r"\b(?:expensive|dear(?:er)?|cheap\w*|cost\w*|price\w*|paid|bill|bigger|larger|smaller)\b|贵|便宜|钱|价|花|费|大|小|多|少",
    re.I,
)
_THESE = re.compile(r"[这那]?(?:两|俩)[家个种款]?$|[这那][家个种款]$")
_PER_HEAD = re.compile(r"\b(?:per (?:head|person|capita)|each|a head|apiece)\b|人均|每人|每个人|一个人", re.I)
_EACH = re.compile(
    r"(?:每人|人均|每个人|each(?: of us)?(?: paid)?)\D{0,4}(\d+(?:[.,]\d+)*)|[¥€$£]?\s?(\d+(?:[.,]\d+)*)\s?(?:€|euros?|eur|块|元|欧|镑|pounds?|dollars?|quid|p\.?p\.?)?\s?(?:each|per (?:head|person)|a head|apiece|一个人|一人)",
    re.I,
)
_HEADS = re.compile(
    r"(\d{1,2}|[两二三四五六七八九十]{1,3})\s?(?:个人|位|人(?!民|均))|\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:of us|people|persons|heads|friends|guests|adults)\b|\bfor (\d{1,2}|two|three|four|five|six|seven|eight)\b(?! (?:hours?|days?|nights?|weeks?|months?|years?))",
    re.I,
)
_NUMBERS = {
    word: at
    for at, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 2
    )
}
_CURRENCY = re.compile(r"[¥€$£]|\b(?:euros?|eur|pounds?|dollars?|quid|yuan|rmb)\b|[块元欧镑]", re.I)
_HAS, _MOST, _COVERS, _TWO = 0.8, 3, 0.4, 2


@dataclass(frozen=True, slots=True)
class _Cost:
    """What something cost: as it is written, and what it counts."""

    told: str
    amount: float


def things(clause: Clause, means: Means) -> Draft:
    """Two things and what each cost, the dearer first; else what was said of each, or the message that has both."""
    if not _OF_PRICE.search(clause.text) and (said := _said_of_each(clause, means)):
        return said
    for pattern in _THINGS:
        match = pattern.search(clause.text)
        found = match and tuple(
            event(_PER_HEAD.sub(" ", match[name]), means, rather=_has_sum) for name in ("a", "b")
        )
        if not found or found[0] is None or found[1] is None or found[0].message.id == found[1].message.id:
            continue
        return _dearer(found[0], found[1], means, each=bool(_PER_HEAD.search(clause.text)))
    return Draft()


def options(clause: Clause, means: Means) -> Draft | None:
    """The message that holds two options against each other itself, with two sums; None if there is none."""
    asked = means.clause(_OPTIONS.sub(" ", clause.text))
    if not _OPTIONS.search(clause.text) or not asked.terms:
        return None
    found = next(
        (
            one for one in means.finder.weigh(asked, means.scope)
            if one.coverage >= _COVERS and _holds_two(one.message.text) and not (one.by_machine or one.to_machines)
        ),
        None,
    )  # fmt: skip
    part = whole(found.message) if found else None
    if part is None:
        return None
    return Draft(sections=(Section(shown=(Shown(passage=part),)),), confidence=1.0, pool=(part,))


def _dearer(one: Event, other: Event, means: Means, *, each: bool) -> Draft:
    language = means.language
    cost = _per_head if each else _cost
    sums = {thing.phrase: cost(thing.message.text) for thing in (one, other)}
    first, then = sorted((one, other), key=lambda thing: -(sums[thing.phrase] or _Cost("", 0.0)).amount)
    most, less = sums[first.phrase], sums[then.phrase]
    opening = (
        words.sums(first.phrase, most.told, then.phrase, less.told, each=each, language=language)
        if most and less and most.amount != less.amount
        else ""
    )
    return Draft(
        opening=opening,
        sections=(Section(shown=(shown_event(first, language), shown_event(then, language))),),
        confidence=1.0,
        pool=pool((one, other)),
    )


def _has_sum(message: Message) -> bool:
    return _cost(message.text) is not None


def _cost(text: str) -> _Cost | None:
    """The sum that a message names."""
    if match := _SUM.search(text):
        told = next(filter(None, match.groups())).rstrip(",.")
        return _Cost(told, float(told.replace(",", "")))
    amount = amount_of(text) if _CURRENCY.search(text) else None
    return None if amount is None else _Cost(written(amount), amount)


def _per_head(text: str) -> _Cost | None:
    """What each paid, as it is told or as it is worked out from the sum and how many they were."""
    plain = fold(text)
    if match := _EACH.search(plain):
        told = next(filter(None, match.groups())).rstrip(",.")
        return _Cost(told, float(told.replace(",", "")))
    heads = _heads(plain)
    cost = _cost(_HEADS.sub(" ", plain))
    if cost is None or heads is None:
        return None
    amount = cost.amount / heads
    return _Cost(f"{written(round(amount, 2))} ({cost.told} / {heads})", amount)


def _heads(text: str) -> int | None:
    match = _HEADS.search(text)
    told = next(filter(None, match.groups())).lower() if match else ""
    heads = int(told) if told.isdigit() else _NUMBERS.get(told) or (chinese_number(told) if told else None)
    return heads if heads and heads > 1 else None


def _said_of_each(clause: Clause, means: Means) -> Draft | None:
    """What the chats say of each of two things, under their names."""
    for pattern in _BESIDE:
        match = pattern.search(clause.text)
        if match is None:
            continue
        phrases = [_THESE.sub("", tidy(match[name])) for name in ("a", "b")]
        told = [_said_of(phrase, means) for phrase in phrases]
        if not any(told):
            continue
        nothing = words.text("not said", means.language)
        return Draft(
            sections=tuple(
                Section(
                    heading=wording.line(phrase, "" if some else nothing, means.language).rstrip(),
                    shown=tuple(some),
                )
                for phrase, some in zip(phrases, told, strict=True)
            ),
            confidence=1.0,
            pool=tuple(one.passage for some in told for one in some),
        )
    return None


def _said_of(phrase: str, means: Means) -> Sequence[Shown]:
    """What names a thing and doesn't only ask for it, oldest first."""
    clause = means.clause(phrase)
    found = [
        one for one in means.finder.weigh(clause, means.scope)
        if clause.terms and all(one.said.has(term) >= _HAS for term in clause.terms)
        and not cues.only_asks(one.message.text) and not (one.by_machine or one.to_machines)
        and one.message.when <= means.now
    ]  # fmt: skip
    lines = sorted(found[:_MOST], key=lambda one: one.message.when)
    return [Shown(passage=part) for one in lines if (part := passage(one.said, clause.terms))]


def _holds_two(text: str) -> bool:
    return len(list(_SUM.finditer(text))) >= _TWO and bool(
        re.search(r"\bor\b|还是|或者?|要么|[;；]|\n", text, re.I)
    )
