"""What an answer could rest on, the most telling first, as far as a budget of tokens goes; each a span of a message.

Facts, promises, plans and episodes come as the messages that they stand on, with what memory makes of them in a word or
two: "now", "earlier", the day that is meant. So everything a language model is told can be cited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from zhiji.assistant.draft import Draft, Page, Shown
from zhiji.assistant.explained import Given
from zhiji.assistant.passages import Passage, whole
from zhiji.assistant.records import Citation
from zhiji.assistant.worded import Line, prompting
from zhiji.language.machines import to_machines
from zhiji.store.context import Context

MOST = 40  # spans of messages
_NEIGHBOURED = 2  # of the first, with what stands beside them
_BESIDE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The lines a language model is shown, and how many messages are kept from it because they speak to assistants."""

    lines: tuple[Line, ...] = ()
    given: tuple[Given, ...] = ()
    set_aside: int = 0


def gathered(draft: Draft, shown: Sequence[Citation], page: Page, context: Context, *, room: int) -> Evidence:
    """What is shown without a language model first, then what stands beside it, then what else was found."""
    seen: set[tuple[int, str, int, int]] = set()
    lines: list[Line] = []
    given: list[Given] = []
    aside: set[int] = set()
    for passage, about in _in_order(draft, shown, context):
        key = (int(passage.message.id), passage.field, passage.start, passage.stop)
        if key in seen or not passage.quote or any(_covers(one, passage) for one in lines):
            continue
        seen.add(key)
        if any(map(to_machines, (passage.message.text, passage.quote))):  # typed, spoken or in a picture
            aside.add(key[0])
            continue
        number = page.cite(passage)
        citation = page.citations[number - 1]
        text = prompting.line(citation, about)
        room -= prompting.cost_of(text)
        if room < 0 or len(lines) == MOST:
            break
        lines.append(Line(citation, text))
        given.append(_given(citation, about, prompting.cost_of(text)))
    return Evidence(tuple(lines), tuple(given), len(aside))


def _in_order(draft: Draft, shown: Sequence[Citation], context: Context) -> Iterator[tuple[Passage, str]]:
    for section in draft.sections:
        for one in section.shown:
            about = _about(section.heading, one)
            yield one.passage, about
            yield from ((reply, "reply") for reply in one.replies)
    for cited in shown:
        yield Passage(cited.message, cited.field, cited.start, cited.end), ""
    for passage in draft.pool[:_NEIGHBOURED]:
        yield passage, ""
        beside = [
            *context.preceding(passage.message, 1, within=_BESIDE),
            *context.following(passage.message, 1, within=_BESIDE),
        ]
        yield from ((near, "beside") for message in beside if (near := whole(message)) is not None)
    yield from ((passage, "") for passage in draft.pool)


def _about(heading: str, one: Shown) -> str:
    told = (heading.rstrip(" :："), one.label, one.lead, one.remark.strip(" ()（）"))
    return "; ".join(dict.fromkeys(filter(None, told)))


def _covers(line: Line, passage: Passage) -> bool:
    one = line.citation
    return (
        one.message.id == passage.message.id
        and one.field == passage.field
        and one.start <= passage.start
        and passage.stop <= one.end
    )


def _given(one: Citation, about: str, tokens: int) -> Given:
    return Given(
        number=one.number, message=one.message, field=one.field, quote=one.quote, about=about, tokens=tokens
    )
