"""Questions put anew in English: another time, another person, another thing, another question word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from zhiji.assistant.following.people import is_name
from zhiji.language import is_stop_word

_AUX = r"(?:did|do|does|has|have|had|will|would|can|could|should|shall)"
_WH = re.compile(
    rf"^(?:what|where|who|whom|when|why|how(?: (?:much|many|often|long|far))?|(?:what|which)(?: (?P<noun>[a-z]+)))"
    rf"\s+(?P<rest>{_AUX}\b.+?)$",
    re.I,
)
_WHETHER = re.compile(rf"^{_AUX}\b.+$", re.I)
_DANGLING = re.compile(r"\s+(?:to|in|at|on|with|for|from)$", re.I)
_PRESENT = re.compile(r"\s*\b(?:right now|now|currently|these days|nowadays|at the moment)\b", re.I)
_NOT_YET = re.compile(r"^((?:\w+\s+){0,2}?)(does|do|is|are|has|have)\b", re.I)
_NO_MORE = re.compile(r"^((?:\w+\s+){0,2}?)(did|was|were|had)\b", re.I)
_PAST = {"does": "did", "do": "did", "is": "was", "are": "were", "has": "had", "have": "had"}
_THING = re.compile(
    r"\b(?P<before>did |do |does |is |was |are |were |can |will )?"
    r"(?P<thing>(?P<of>the|my|our|a|an|some|(?!(?:What|Where|Who|When|How|That|It|He|She|There)\b)[A-Z]\w+['’]s) (?P<words>[a-z][\w-]*(?: [a-z][\w-]*){0,2}))",
)
_PREPOSITION = r"(?:for|about|to|with|from|in|at|on|of|by)"
_SELF = re.compile(r"\b(?:my|mine)\b", re.I)
_I = re.compile(r"\b(?:(?P<aux>am|do|did|have|will|should|can|was|would) i|i)\b", re.I)
_THIRD = {"am": "is", "do": "does", "have": "has"}


def ended(question: str) -> str:
    """With a capital letter and one question mark."""
    bare = " ".join(question.split()).rstrip(" ?.!,")
    return f"{bare[:1].upper()}{bare[1:]}?"


def bare(question: str) -> str:
    """Without its end."""
    return question.strip().rstrip(" ?.!？。！")


def at_time(question: str, new: str, old: str, *, past: bool) -> str:
    """The same of another time."""
    if old:
        return ended(question.replace(old, new, 1))
    told = _PRESENT.sub("", bare(question))
    if past:
        told = _NOT_YET.sub(lambda found: found[1] + _cased(_PAST[found[2].lower()], found[2]), told, count=1)
    return ended(f"{told} {new}")


def at_present(question: str, old: str) -> str:
    """The same as it is now."""
    told = _PRESENT.sub("", bare(question.replace(old, "", 1) if old else question))
    mine = re.search(r"\bdid (?:i|you|we|they)\b", told, re.I)
    now = {"did": "do" if mine else "does", "was": "is", "were": "are", "had": "have" if mine else "has"}
    told = _NO_MORE.sub(lambda found: found[1] + _cased(now[found[2].lower()], found[2]), told, count=1)
    return ended(f"{told} now")


def formerly(question: str) -> str:
    """The same of before."""
    told = _PRESENT.sub("", bare(question))
    told = _NOT_YET.sub(lambda found: found[1] + _cased(_PAST[found[2].lower()], found[2]), told, count=1)
    return ended(f"{told} before")


def of_person(question: str, new: str, old: str) -> str:
    """The same of another person."""
    name = new.removesuffix("'s").removesuffix("’s")
    if old:
        return ended(re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: name, question, count=1))
    if _SELF.search(question):
        return ended(_SELF.sub(f"{name}'s", question, count=1))
    if _I.search(question):
        return ended(_I.sub(lambda found: _third(found["aux"], name), question, count=1))
    return ended(f"{bare(question)}, {name}")


def of_thing(question: str, new: str, *, people: Sequence[str] = ()) -> str:
    """The same of another thing."""
    told = bare(question)
    if begins := re.match(rf"({_PREPOSITION})\s+(.+)$", new, re.I):
        placed = re.compile(rf"\b{begins[1]}\s+(?!{_PREPOSITION}\b)[^,?]+$", re.I)
        return ended(placed.sub(lambda _: new, told) if placed.search(told) else f"{told} {new}")
    thing = thing_of(question)
    if not thing:
        return ended(f"{told}, {new}")
    of, _, _ = thing.partition(" ")
    bare_new = not re.match(r"(?:the|my|our|a|an|some|his|her|their|your)\b|[A-Z]\w*['’]s ", new, re.I)
    named = is_name(new, people)
    return ended(told.replace(thing, f"{of} {new}" if bare_new and not named else new, 1))


def thing_of(question: str) -> str:
    """What a question is about: "the ladder", "Tom's car"; "" if it names no such thing."""
    found = ""
    for match in _THING.finditer(bare(question)):
        words: list[str] = []
        for word in match["words"].split():
            if is_stop_word(word) and words:
                break
            words.append(word)
        whole = match.end() == len(bare(question)) and len(words) == len(match["words"].split())
        if (
            match["before"]
            and whole
            and len(words) > 1
            and match["before"].split()[0] in ("did", "do", "does", "can", "will")
        ):
            words.pop()  # the verb: "does the shop open"
        found = f"{match['of']} {' '.join(words)}"
    return found


def asking(question: str, word: str) -> str:
    """Asks of the same matter when, where, who or why."""
    told = bare(question)
    if word in ("when", "why", "where"):
        if match := _WH.match(told):
            rest = (
                _DANGLING.sub("", match["rest"])
                if not match["noun"]
                else f"{match['rest']} the {match['noun']}"
            )
            return ended(f"{word} {rest}")
        if _WHETHER.match(told):
            return ended(f"{word} {told[:1].lower()}{told[1:]}")
    lead = {"when": "when was that", "where": "where was that", "who": "who said that", "why": "why was that"}
    return ended(
        f"{lead.get(word, word)}: {told[:1].lower()}{told[1:]}"
        if told[:2] != "I "
        else f"{lead.get(word, word)}: {told}"
    )


def with_names(text: str, name_of: Callable[[str], str]) -> str:
    """ "She" and "his" by name, as far as `name_of` knows one."""

    def subject(found: re.Match[str]) -> str:
        return name_of(found[0]) or found[0]

    def whose(found: re.Match[str]) -> str:
        name = name_of(found[0])
        return f"{name}'s" if name else found[0]

    def her(found: re.Match[str]) -> str:
        return subject(found) if not found[1] or is_stop_word(found[1].lower()) else whose(found)

    text = re.sub(r"\b(?:she|he|him|they|them)\b", subject, text, flags=re.I)
    text = re.sub(r"\b(?:his|hers|their)\b", whose, text, flags=re.I)
    return re.sub(r"\bher\b(?=(?:\s+(\w+))?)", her, text, flags=re.I)


def _third(aux: str | None, name: str) -> str:
    return name if aux is None else f"{_cased(_THIRD.get(aux.lower(), aux.lower()), aux)} {name}"


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word
