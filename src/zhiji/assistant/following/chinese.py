"""Questions put anew in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

_END = " ?？.。!！,，"
_PRESENT = re.compile(r"现在|目前|如今|眼下|这会儿")
_ABOUT = re.compile(r"^(?P<thing>.*?)(?:都?是|在|有|多少|什么|啥|谁|怎么|哪|几|要|会|能|为|放|怎样|多|叫)")
_OBJECT = re.compile(r"(?:对|关于|有|借了?|拿了?|买了?|说了?)(?P<thing>[^的吗呢过]+?)(?:过敏|在|吗|呢|了|$)")
_FRAME = re.compile(r"^(?:那|请问|你知道|帮我(?:查|找)(?:一下)?|我们?|咱们?|的)+|的$")
_LEAD = {"when": "什么时候的事", "where": "在哪里", "who": "谁说的", "why": "为什么", "how much": "多少", "how many": "多少",
         "how long": "多久", "how often": "几次"}  # fmt: skip


def ended(question: str) -> str:
    """With one question mark."""
    return f"{bare(question)}？"


def bare(question: str) -> str:
    """Without its end."""
    return question.strip().rstrip(_END)


def at_time(question: str, new: str, old: str) -> str:
    """The same of another time."""
    if old:
        return ended(question.replace(old, new, 1))
    if _PRESENT.search(question):
        return ended(_PRESENT.sub(new, question, count=1))
    return ended(new + question)


def at_present(question: str, old: str, people: Iterable[str]) -> str:
    """The same as it is now."""
    if old or _PRESENT.search(question):
        return at_time(question, "现在", old)
    first = next((name for name in people if name in question), "")
    return ended(question.replace(first, f"{first}现在", 1) if first else f"现在{question}")


def formerly(question: str, people: Iterable[str]) -> str:
    """The same of before."""
    if _PRESENT.search(question):
        return ended(_PRESENT.sub("之前", question, count=1))
    first = next((name for name in people if name in question), "")
    return ended(question.replace(first, f"{first}之前", 1) if first else f"之前{question}")


def of_person(question: str, new: str, old: str) -> str:
    """The same of another person."""
    name = new.removesuffix("的")
    if old:
        return ended(question.replace(old, name, 1))
    return ended(question.replace("我", name, 1) if "我" in question else f"{name}：{question}")


def of_thing(question: str, new: str, people: Sequence[str]) -> str:
    """The same of another thing."""
    thing = thing_of(question, people)
    return ended(question.replace(thing, new, 1) if thing else f"{new}：{question}")


def thing_of(question: str, people: Iterable[str], times: Iterable[str] = ()) -> str:
    """What a question is about: 梯子 in "梯子在谁那"; "" if that isn't clear."""
    told = bare(question)
    for one in (*people, *times):
        told = told.replace(one, "")
    told = _PRESENT.sub("", told)
    for pattern in (_OBJECT, _ABOUT) if "对" in told or "关于" in told else (_ABOUT, _OBJECT):
        if match := pattern.search(told):
            thing = _FRAME.sub("", match["thing"].strip())
            if thing and thing in question:
                return thing
    return ""


def asking(question: str, word: str) -> str:
    """Asks of the same matter when, where, who or why."""
    return ended(f"{_LEAD[word]}：{question}")


def with_names(text: str, name_of: Callable[[str], str]) -> str:
    """他 and 她 by name, as far as `name_of` knows one."""
    return re.sub(r"(?<![其吉])[他她](?:们)?(?![人])", lambda found: name_of(found[0][0]) or found[0], text)
