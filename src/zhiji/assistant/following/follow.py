"""What is asked next -> a whole question: which kind of follow-up it is, and what of the turn before goes into it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from zhiji.assistant.following import chinese, english, times
from zhiji.assistant.following.people import is_name, meant, people_in
from zhiji.assistant.following.records import Before, Followed, How
from zhiji.assistant.question import Language, language_of
from zhiji.language import HAN

_EDGE = " \t\n?？.。!！,，;；…~～"
_LATIN = re.compile(r"[A-Za-z]{2,}")
_MORE = re.compile(
    r"(?:(?:and |or )?(?:(?:show|tell|give) (?:me )?)?(?:some )?more(?: please)?|(?:and |is there )?any(?:thing|one|body) else|(?:and )?what else"
    r"|any (?:more|others?)|others|is that all|(?:please )?(?:go on|continue)|and then|next"
    r"|(?:那)?还有(?:呢|吗|么|别的吗?|别的呢|什么(?:呢)?|其他的?(?:吗|呢)?|谁(?:呢)?|哪些(?:呢)?|没有)?|更多|再(?:多)?(?:说|来|给)(?:点|些|几个|一些)|继续|接着(?:说)?|然后呢|就这些(?:吗)?|没了(?:吗)?)",
    re.I,
)
_TONGUE = re.compile(
    r"(?:and |now |please )*(?:(?:say|answer|tell|repeat) (?:it |that |me |this )?)?in (?P<en>english|chinese|mandarin)(?:,? please)?|(?P<alone>english|chinese),? please"
    r"|(?:请|那)?(?:你)?(?:用|说|换成|翻成|翻译成)?(?P<zh>英文|英语|中文|汉语)(?:再)?(?:说|讲|回答|答|写)?(?:一遍|一下)?(?:吧|呢|好吗|可以吗)?",
    re.I,
)
_CORRECTS = re.compile(
    r"(?:(?:no+|nope|sorry|wait|oh)\b[\s,.!]*)*(?:i (?:mean|meant|was asking about|am asking about)|i'm asking about|make (?:it|that))\s+(?P<rest>.+)"
    r"|(?:(?:不是|不对|不|错了?|等等|哦)[\s，,。！!]*)*(?:我(?:是(?:说|问|指)|(?:说|问|指)的是|的意思是)|应该是)[\s，,：:]*(?P<zh>.+)",
    re.I | re.S,
)
_INSTEAD = re.compile(
    r"(?:no[\s,.]+)?not (?P<old>[^,;]+?)(?:[,;]\s*(?:but )?|\s+but\s+)(?P<new>.+)"
    r"|(?:不对?[，,])?不是(?P<zh_old>.+?)[，,、\s]*(?:而)?是(?P<zh_new>.+)",
    re.I,
)
_DENIES = re.compile(
    r"(?:no+|nope|sorry)[\s,.!]+(?P<rest>.+)|(?:不|不是|不对|错了)[\s，,。]+(?:是)?(?P<zh>.+)", re.I
)
_THAT = r"(?: (?:was|is|were) (?:that|it|this)| (?:did|does) (?:that|it|this) happen)"
_ABOUT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (word, re.compile(pattern, re.I))
    for word, pattern in (
        ("when", rf"(?:and |so )?(?:when|(?:(?:on|in|at) )?(?:what|which) (?:day|date|time|year|month))(?: exactly)?(?:{_THAT}| (?:did|does) (?:he|she|they|i) say (?:that|so|it)| was (?:that|it) said)?"
                 r"|(?:那|这)?(?:件)?(?:事)?(?:都?是)?(?:(?:什么|啥)时候|何时|哪一?[天年月]|几[号月点])(?:的)?(?:事(?:情|儿)?|说的|发生的)?(?:呢|啊|呀|来着)?"),
        ("where", rf"(?:and |so )?where(?: exactly)?{_THAT}?|(?:那|这)?(?:是)?在?(?:哪里|哪儿|哪|什么地方)(?:的事|说的|发生的)?(?:呢|啊|来着)?"),
        ("who", rf"(?:and |so )?(?:who|says who)(?:{_THAT}| (?:said|told me|wrote|says) (?:that|so|it|this))?|(?:那|这)?(?:话)?(?:是)?谁(?:说的|讲的|告诉我的|写的)?(?:呢|啊|来着)?"),
        ("why", rf"(?:and |but |so )?(?:why|how come|what for)(?:{_THAT}| so| not)?|(?:那|这)?(?:又)?(?:是)?(?:为什么|为啥|为何|怎么会|什么原因|因为什么)(?:呢|啊|这样|会这样)?"),
        ("how much", rf"(?:and |so )?how much{_THAT}?|(?:那|一共|总共)?(?:是)?多少钱?(?:呢|啊)?"),
        ("how many", rf"(?:and |so )?how many{_THAT}?|(?:那)?几个(?:呢)?"),
        ("how long", rf"(?:and |so )?(?:for )?how long{_THAT}?|(?:那)?多久(?:呢)?"),
        ("how often", rf"(?:and |so )?how (?:often|many times){_THAT}?|(?:那)?(?:几|多少)[次回](?:呢)?"),
    )
)  # fmt: skip
_LEAD = re.compile(
    r"(?:(?:so|ok|okay|but|then|also|well)\b[\s,]*)*"
    r"(?P<strong>(?:(?:and|or)\b[\s,]*)?(?:what|how) about\b|(?:and|or)\b|the same for\b|那么?|还有|以及|换成|至于)?\s*",
    re.I,
)
_OPENING = re.compile(r"^(?:(?:and|so|but|ok|okay)\b[\s,]+)+|^那么?(?=[^时天年会次个边里儿件事])", re.I)
_TAIL = re.compile(r"\s*(?:呢|怎么样|如何|又如何)$|\s+then$", re.I)
_FORMER = re.compile(
    r"(?:(?:and )?(?:before(?: that)?|earlier|previously))|(?:再)?(?:之前|以前|原来|早先)", re.I
)
_NOW = re.compile(r"(?:right )?now|currently|these days|nowadays|现在|目前|如今", re.I)
_PRONOUN = re.compile(r"(?:she|he|her|him|hers|his|they|them)|[他她]", re.I)
_ASKS = re.compile(
    r"\b(?:what|which|who|whom|whose|when|where|why|how)\b"
    r"|^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|shall|am|tell|show|find|list|give)\b"
    r"|谁|什么|啥|哪|几[个次号点月]|多少|多久|多大|怎么|为何|吗|有没有|是不是|是否|能不能|告诉我|列出",
    re.I,
)
_THEN = re.compile(
    r"\s*\b(?:at that time|back then|on that day|that (?:day|year|week|month)|then)(?=\W*$)|那时候?|当时|那天|那年|那一年|那会儿|那次",
    re.I,
)
_IT = re.compile(r"\bit\b|\bthat one\b|\bthose\b|它|[这那]件?事(?!情?[^\W\d_]*的)", re.I)
_IT_IS_NOTHING = re.compile(
    r"\bit(?:'s|’s| is| was) (?:true|raining|snowing|possible|ok|okay|worth|time)\b|\b(?:is|was) it (?:true|possible|ok|worth|raining)\b"
    r"|\bwhat time is it\b|\bhow(?:'s| is| was) it going\b|\bit(?:'s|’s)? (?:rain|snow)",
    re.I,
)
_MOST_WORDS, _MOST_CHARACTERS = 5, 10  # of another thing


class _Words(Protocol):
    """What `english` and `chinese` both can."""

    def of_person(self, question: str, new: str, old: str, /) -> str: ...

    def asking(self, question: str, word: str, /) -> str: ...


def follow(text: str, before: Before | None, *, now: datetime, people: Sequence[str] = ()) -> Followed:
    """The whole question that `text` asks after the turn before; `people` are its words that name people."""
    if before is None or not text.strip(_EDGE):
        return Followed(question=text.strip())
    return _Following(text, before, now, tuple(people)).followed()


def is_aside(text: str) -> bool:
    """Whether it asks for something of the last answer: when that was, who said so. Then it is no question to go on from."""
    said = text.strip(_EDGE)
    return any(pattern.fullmatch(said) for _, pattern in _ABOUT)


def puts_right(text: str) -> bool:
    """Whether it says, asking nothing, that the last answer was wrong: "No, Tom lives in Graz"."""
    said = text.strip(_EDGE)
    return (
        bool(_DENIES.fullmatch(said)) and not _ASKS.search(said) and not text.rstrip().endswith(("?", "？"))
    )


def without_lead(question: str) -> str:
    """The question without "and" or 那 before it."""
    return _OPENING.sub("", question.strip())


@dataclass(frozen=True)
class _Following:
    text: str
    before: Before
    now: datetime
    people: tuple[str, ...]

    def followed(self) -> Followed:
        said = self.text.strip(_EDGE)
        if match := _TONGUE.fullmatch(said):
            return self._in_language(match)
        if _MORE.fullmatch(said):
            return self._made(self.before.question, How.MORE, said)
        corrected = self._corrected(said)
        if corrected is not None:
            return corrected
        for word, pattern in _ABOUT:
            if pattern.fullmatch(said):
                return self._made(self._words.asking(self.before.question, word), How.FOLLOWS, said)
        question = self._of_other(said) or self._with_what_it_means()
        return (
            Followed(question=self.text.strip()) if not question else self._made(question, How.FOLLOWS, said)
        )

    # Corrections

    def _corrected(self, said: str) -> Followed | None:
        """What was meant instead; None if nothing is put right."""
        if (match := _CORRECTS.fullmatch(said)) and (rest := (match["rest"] or match["zh"]).strip(_EDGE)):
            whole = chinese if language_of(rest) == "zh" else english
            question = self._slot(_without_tail(rest)[0])
            fresh = whole.ended(rest) if _ASKS.search(rest) else self._thing(rest)
            return self._made(question or fresh, How.CORRECTS, said)
        if match := _INSTEAD.fullmatch(said):
            old, new = (match["old"], match["new"]) if match["old"] else (match["zh_old"], match["zh_new"])
            if (kept := self.before.question).count(old.strip()):
                return self._made(kept.replace(old.strip(), new.strip(_EDGE), 1), How.CORRECTS, said)
        if match := _DENIES.fullmatch(said):
            question = self._slot((match["rest"] or match["zh"]).strip(_EDGE))
            return self._made(question, How.CORRECTS, said) if question else None
        return None

    # The same of another time, person or thing

    def _of_other(self, said: str) -> str:
        lead = _LEAD.match(said)
        rest, tail = _without_tail(said[lead.end() :] if lead else said)
        led = tail or bool(lead and lead["strong"])
        if not rest:
            return ""
        if question := self._slot(rest):
            return question
        if not led or _ASKS.search(rest):
            return ""
        return self._thing(rest) if _is_short(rest) else ""

    def _slot(self, rest: str) -> str:
        """The question with a time or a person, or both, in the place of its own; "" if `rest` is neither."""
        if _FORMER.fullmatch(rest):
            return self._formerly()
        if _NOW.fullmatch(rest):
            return self._at_present()
        if _PRONOUN.fullmatch(rest):
            name = meant(rest, self.before, but=self._own)
            return self._of_person(name) if name else ""
        if time := self._time(rest):
            return self._at(self.before.question, time)
        if is_name(rest, self.people):
            return self._of_person(rest)
        for name in self.people:
            time = self._time(rest.replace(name, "").replace("'s", "").strip(" ,，的"))
            if time and name in rest:
                return self._at(self._of_person(name), time)
        return ""

    def _time(self, rest: str) -> str:
        shift = times.shift_of(rest)
        if shift is not None:
            return times.shifted(shift, self.before, now=self.now, language=self._language)
        return times.time_in(rest, self.now) if rest else ""

    def _at_present(self) -> str:
        spans = times.spans_of(self.before.question, self.now)
        old = spans[0].text.strip() if spans else ""
        if self._language == "zh":
            return chinese.at_present(self.before.question, old, self._own)
        return english.at_present(self.before.question, old)

    def _at(self, question: str, time: str) -> str:
        spans = times.spans_of(question, self.now)
        old = spans[0].text.strip() if spans else ""
        if self._language == "zh":
            return chinese.at_time(question, time, old)
        new = times.spans_of(time, self.now)
        return english.at_time(question, time, old, past=bool(new) and new[0].end <= self.now)

    def _formerly(self) -> str:
        if self._language == "zh":
            return chinese.formerly(self.before.question, self._own)
        return english.formerly(self.before.question)

    def _of_person(self, name: str) -> str:
        old = next((one for one in self._own if one in self.before.question), "")
        return self._words.of_person(self.before.question, name, old)

    def _thing(self, rest: str) -> str:
        if self._language == "zh":
            return chinese.of_thing(self.before.question, rest, self._own)
        return english.of_thing(self.before.question, rest, people=self.people)

    # Whole questions that say "she", "then", "it"

    def _with_what_it_means(self) -> str:
        """The question with names and times for what stands for them; "" if nothing does, or nobody knows for what."""
        said = self.text.strip()
        if not _ASKS.search(said):
            return ""
        bare = re.sub(
            r"^(?:(?:and|so|but|ok|okay)\b[\s,]+)+|^(?:那么?|那)(?=[^时天年会次个边里儿件事])",
            "",
            said,
            flags=re.I,
        )
        words = chinese if language_of(said) == "zh" else english
        named = people_in(said, self.people)
        first = min((bare.find(one) for one in named if one in bare), default=len(bare))
        head, rest = bare[:first], bare[first:]
        made = (
            words.with_names(head, lambda one: meant(one, self.before)) + rest
        )  # "Tom ... his" is Tom's own
        made = self._with_time(made)
        made = self._with_thing(made, words is chinese)
        return "" if made == bare else words.ended(made)

    def _with_time(self, question: str) -> str:
        match = _THEN.search(question)
        if match is None or times.spans_of(_THEN.sub("", question), self.now):
            return question
        is_chinese = bool(HAN.search(match[0]))
        time = times.then(self.before, now=self.now, language="zh" if is_chinese else "en")
        return _THEN.sub(time if is_chinese else f" {time}", question, count=1) if time else question

    def _with_thing(self, question: str, is_chinese: bool) -> str:
        if not _IT.search(question) or _IT_IS_NOTHING.search(question):
            return question
        own = [span.text for span in times.spans_of(self.before.question, self.now)]
        asked = self.before.question
        for one in own:
            asked = asked.replace(one, " ")
        thing = chinese.thing_of(asked, self._own) if is_chinese else english.thing_of(asked)
        return _IT.sub(lambda _: thing, question, count=1) if thing else question

    # How it is put

    @property
    def _own(self) -> tuple[str, ...]:
        """Who the question before names."""
        return people_in(self.before.question, self.before.people)

    @property
    def _language(self) -> Language:
        return language_of(self.before.question)

    @property
    def _words(self) -> _Words:
        return chinese if self._language == "zh" else english

    def _made(self, question: str, how: How, said: str) -> Followed:
        """In the language that was spoken last, whatever the question before was in."""
        spoken: Language | None = "zh" if HAN.search(said) and not _LATIN.search(said) else None
        if spoken is None and not HAN.search(said) and (lead := _LEAD.match(said)) and lead[0].strip():
            spoken = "en"
        return Followed(
            question=question, how=how, language=None if spoken == language_of(question) else spoken
        )

    def _in_language(self, match: re.Match[str]) -> Followed:
        wanted = (match["en"] or match["alone"] or match["zh"]).lower()
        language: Language = "en" if wanted in ("english", "英文", "英语") else "zh"
        return Followed(question=self.before.question, how=How.FOLLOWS, language=language)


def _without_tail(rest: str) -> tuple[str, bool]:
    """Without 呢, and whether it was there."""
    fresh = _TAIL.sub("", rest).strip(_EDGE)
    return fresh, fresh != rest.strip(_EDGE)


def _is_short(text: str) -> bool:
    return len(text) <= _MOST_CHARACTERS if HAN.search(text) else len(text.split()) <= _MOST_WORDS
