"""Short answers in English, read with the question before them: "Ewa" after "what's your wife's name again?"."""

from __future__ import annotations

import re

from zhiji.memory.reading.english_standing import plain
from zhiji.memory.reading.english_words import KIN, LOVED
from zhiji.memory.reading.naming import sender_of
from zhiji.memory.reading.rarely import Rarely
from zhiji.memory.records import CLEAR, Reading, Span
from zhiji.memory.thread import Line, Thread

_YES = re.compile(
    r"^(?:yes|yep|yup|yeah|yea|ye|yh|i (?:am|do|have|did|can)|correct|absolutely|definitely|of course|indeed|sadly yes|unfortunately yes|afraid so|mhm)\b(?P<rest>.*)$",
    re.I,
)
_NO = re.compile(
    r"^(?:no|nope|nah|never|not (?:any ?more|yet|really)|i (?:don'?t|haven'?t|'m not|can'?t)|i'?m not|negative)\b(?P<rest>.*)$",
    re.I,
)
_ASIDE = re.compile(
    r"^\W*(?:(?:oh|ah|haha\w*|lol|hmm+|er|um|well|so|ok|sure|hey|sorry|btw|and|but|wait|quick one|hi|morning|question)\W+){0,3}",
    re.I,
)
_PLEASED = re.compile(r"[ ,]*(?:please|thanks|thank you|x+|mate|love|haha|lol|actually|\W)*$", re.I)
_KIN = rf"(?P<whose>your (?:(?:older|younger|little|big|oldest|youngest) )?(?:{KIN}))"
# Questions about the other, and the statement that an answer makes of them; {} is the answer.
_OPEN: tuple[tuple[re.Pattern[str], str, int], ...] = tuple(
    (re.compile(pattern, re.I), statement, most)
    for pattern, statement, most in (
        (rf"what(?:'s|s| is| was) (?P<whose>your (?:{LOVED}))(?:'?s? name| called)", "{my} {} here", 2),
        (rf"what(?:'s|s| is| was) {_KIN}'?s? name", "{my} name is {}", 3),
        (rf"what(?:'s|s| is) {_KIN} called", "{my} is called {}", 3),
        (r"what(?:'s|s| is) your (?P<kind>full |real |last |first |middle )?name", "my name is {}", 3),
        (r"where (?:do you|are you|d'you|r u|do u|you) (?:live|living|based|staying)|where are you (?:living|based) (?:now|these days)", "I live in {}", 5),
        (rf"where (?:does|is) {_KIN} (?:live|living|based)", "{my} lives in {}", 5),
        (r"(?:what do you do(?: for (?:a living|work))?|what(?:'s|s| is) your (?:job|profession|job title))\W*$", "I'm a {}", 4),
        (rf"what does {_KIN} do", "{my} is a {}", 4),
        (r"where (?:do you|are you|d'you|do u) work(?:ing)?", "I work at {}", 4),
        (rf"where does {_KIN} work", "{my} works at {}", 4),
        (r"how old are (?:you|u|ya)|what age are (?:you|u|ya)", "I'm {}", 3),
        (r"where (?:abouts |about )?(?:in|around) [\w' ]{2,20}? (?:are|do) (?:you|u|ya)(?: live| living)?\b|where(?:abouts)? (?:are|r) (?:you|u|ya) (?:at|based|living|these days|now)\b", "I live in {}", 3),
        (rf"how old(?: is|'s) {_KIN}", "{my} is {}", 3),
        (r"what are you allergic to|(?:any|have you got any|do you have any) (?:food )?allergies", "I'm allergic to {}", 6),
        (r"what(?:'s|s| is) your (?P<kind>native language|mother tongue|first language)", "my mother tongue is {}", 2),
        (r"(?:what|which|how many) languages (?:do|can) (?:you|u) speak", "I speak {}", 6),
        (r"what are you (?:studying|majoring in)", "I'm studying {}", 4),
        (r"where (?:do you|are you|did you) (?:study|studying|go to uni)", "I study at {}", 4),
        (r"(?:where(?:'s|s| is| are|'re)|where (?:did|do) (?:you|we|u|i) (?:put|leave|keep|left)) (?P<what>(?:the|my|your|our|ur) (?:[\w-]+ ){0,2}[\w-]+?)(?: (?:again|btw|now|these days|kept|pls|please))?\W*$", "{what} is {}", 9),
        (r"(?:what(?:'s|s| is) (?:his|her|its|the (?:dog|cat|puppy|kitten)'?s?) name|what(?:'s|s| is) (?:he|she|it) called|what (?:did|have) (?:you|u) (?:call|name|called|named) (?:him|her|it)|^(?:does (?:he|she|it) have a )?name)\W*$", "he's called {}", 3),
        (r"what(?:'s|s| is) the (?P<what>wi-?fi|door|gate|alarm|key ?safe|lock ?box|front door|back door|garage|building|shed)(?:'s)? (?:password|code|pass|pw|pin|combination)", "the {what} code is {}", 2),
        (r"what(?:'s|s| is) the (?:password|code|pass) (?:for|to|of) (?:the |your )?(?P<what>wi-?fi|(?:front |back |side )?door|gate|alarm|key ?safe|lock ?box|garage|building|shed)", "the {what} code is {}", 2),
    )
)  # fmt: skip
# Questions to be answered by yes or no, and what a yes says.
_CLOSED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), statement)
    for pattern, statement in (
        (r"have (?:you|u) (?:ever )?(?:actually )?been to (?P<v>[\w' -]{2,30}?)(?: before| yet)?\W*$", "I've been to {v}"),
        (r"are (?:you|u) (?:still )?(?P<v>(?:allergic to|married|vegan|vegetarian|veggie|pregnant|diabetic|coeliac|single|an? |based in|living in|living with|working (?:at|for)).{0,40}?)(?: now| still| then)?\W*$", "I'm {v}"),
        (r"are (?:you|u) (?:still )?(?P<v>(?:at|with|in) .{2,30}?)(?: now| still| then)?\W*$", "I'm {v} now"),
        (r"^(?:(?:are )?(?:you|u) )?still (?P<v>(?:vegan|vegetarian|veggie|pescatarian|single|pregnant|sober|together|an? .{3,30}?|(?:at|with|in|living in|living with|working (?:at|for|in)|based in|allergic to) .{2,30}?))(?: now| then)?\W*$", "I'm {v} now"),
        (r"do (?:you|u) (?:still )?(?P<v>(?:live|work|speak|play|eat|drink|own) .{2,40}?)(?: now| still| then)?\W*$", "I {v}"),
        (r"do (?:you|u) (?:still )?have (?P<v>(?:a|an|any|kids|children|pets|siblings) ?.{0,30}?)\W*$", "I have {v}"),
        (rf"(?:is|'s) {_KIN} (?:still )?(?P<v>(?:allergic to|married|vegan|vegetarian|pregnant|an? |based in|living in|working (?:at|for)|at ).{{0,40}}?)\W*$", "{my} is {v}"),
    )
)  # fmt: skip


_FIRST = re.compile(r"^.{1,60}?(?=[.!](?:\s|$)|\s[-–—]\s|\n|\s\(|$)")


def answer(thread: Thread, at: int) -> tuple[str, bool, Line] | None:
    """What a line, or its first sentence, says in full, whether it denies it, and the question that it answers."""
    line = thread.lines[at]
    first = _FIRST.match(plain(line.text))
    said = _PLEASED.sub("", _ASIDE.sub("", first.group() if first else "", count=1), count=1)
    if not said or "?" in said or len(said.split()) > 9 or "\n" in said:
        return None
    question = _question(thread, at)
    if question is None:
        return None
    asked = re.split(r"(?<=[.!])\s", plain(question.text).strip())[-1]
    asked = _ASIDE.sub("", asked, count=1)
    for pattern, statement, most in _OPEN:
        found = pattern.search(asked)
        if found and len(said.split()) <= most:
            value = re.sub(
                r"^(?:i'?m (?:an? )?|it'?s |he'?s |she'?s |they'?re |an? |(?:in|at|near) (?!(?:the|my|your|our) )|as an? |just |i live in |only |yes,? |yeah,? |called |should be |look )+",
                "",
                said,
                flags=re.I,
            )
            if _NO.match(said) or _YES.match(value):
                return None
            return _stated(statement, found, value), False, question
    for pattern, statement in _CLOSED:
        found = pattern.search(asked)
        if found:
            yes, no = _YES.match(said), _NO.match(said)
            if (yes and len(said.split()) <= 8) or (no and len(said.split()) <= 5):
                return _stated(statement, found, ""), bool(no), question
    return None


def _stated(statement: str, found: re.Match[str], value: str) -> str:
    groups = found.groupdict()
    mine = re.sub(r"^your", "my", groups.get("whose") or "", flags=re.I)
    told = (
        statement.replace("{my}", mine)
        .replace("{what}", groups.get("what") or "")
        .replace("{v}", groups.get("v") or "")
    )
    told = re.sub(r"\bany\b", "a", told)
    return told.replace("{}", value)


def _question(thread: Thread, at: int) -> Line | None:
    """The question that a line answers: the one it replies to, else the last line before it if that asks."""
    line = thread.lines[at]
    if line.reply_to is not None:
        return next(
            (one for one in thread.before(at, 40) if one.id == line.reply_to and one.sender != line.sender),
            None,
        )
    last = next(iter(thread.before(at, 1)), None)
    return last if last is not None and last.sender != line.sender else None


# A thing that is asked for, and the place that answers it: "can I borrow your tent?" - "it's under my bed".
_SOUGHT = re.compile(
    r"\b(?:borrow|(?:lend|loan) of|seen|took|taken|find|where(?:'s|s| is| are| did (?:you|i|we) (?:put|leave))|got) (?P<what>(?:the|my|your|ur|that) (?:[\w-]+ ){0,2}?[\w-]+?)(?= (?:from|for|this|on|at|in|tomorrow|today|tonight|next|again|anywhere|off|back)\b|\W*$|[?,.!])",
    re.I,
)
_LIES = re.compile(
    r"^(?:(?:yeah|yes|yep|sure|oh|ah|ok|okay|no bother|no worries|of course|grab it|take it|help yourself|work away|sorry|should be|still|probably not)\b\W*)*(?:it'?s|its|they'?re|i (?:put|left|have|keep) (?:it|them)|should be)? ?(?:still |just )?(?P<v>(?:in|under|on top of|on|behind|inside|beside|next to|at the back of) (?!it\b|that|you|monday|my way|the way|a (?:bit|minute|sec)|loan|time|case|fact|general|sale|fire|hold)[\w' -]{4,60}?)(?=\s*(?:[,.!;\n]|$))",
    re.I,
)
_HELD_IN = Rarely(
    r"\b(?:bed|bag|drawer|cupboard|shed|garage|loft|attic|lock-?up|van|car|boot|kitchen|hall|hallway|wardrobe|closet|shelf|table|desk|box|backpack|rucksack|suitcase|office|locker|pocket|jacket|coat|fridge|freezer|basement|cellar|sink|stairs|sofa|couch|counter|cabinet|chest|case|tin|bathroom|bedroom|living room|storage|barn|glove ?box|hook|mat|gnome|pot|door)\b",
    re.I,
)


def kept_where(thread: Thread, at: int) -> Reading | None:
    """Where a thing is that somebody else just asked for."""
    line = thread.lines[at]
    lies = _LIES.match(plain(line.text))
    if lies is None or not _HELD_IN.search(lies["v"]):
        return None
    for earlier in thread.before(at, 2):
        sought = _SOUGHT.search(plain(earlier.text)) if earlier.sender != line.sender else None
        if sought:
            what = re.sub(r"^(?:my|your|ur|the|that) ", "", sought["what"], flags=re.I)
            return Reading(
                kind="fact",
                relation="possession",
                subject=sender_of(line),
                value=f"{what} is {lies['v']}",
                quote=Span(message=line.id, start=lies.start("v"), stop=lies.end("v")),
                by=line.sender,
                also=(earlier.id,),
                confidence=CLEAR,
            )
    return None
