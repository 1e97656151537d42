"""What an answer will show, before it is worded: passages in an order, under labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhiji.assistant import wording
from zhiji.assistant.glosses import gloss
from zhiji.assistant.judging import Signs
from zhiji.assistant.passages import Passage
from zhiji.assistant.question import Language
from zhiji.assistant.records import Citation
from zhiji.chat import Message
from zhiji.store.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage, what it comes after (its replies follow it), and what is said before it in our words."""

    passage: Passage
    replies: tuple[Passage, ...] = ()
    label: str = ""  # "Earlier"
    lead: str = ""  # what was asked for: a date, a name, a number
    remark: str = ""  # behind it

    @property
    def parts(self) -> tuple[Passage, ...]:
        """Everything that it shows, in order."""
        return self.passage, *self.replies


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Some passages under a heading."""

    heading: str = ""
    shown: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """All of an answer, best first, and how sure it is."""

    sections: tuple[Section, ...] = ()
    confidence: float = 0.0
    signs: Signs | None = None  # by which it was judged
    opening: str = ""  # a sentence of ours that needs no evidence
    chats: tuple[int, ...] = ()  # that were asked about
    pool: tuple[Passage, ...] = ()  # what a language model may use, best first
    ahead: bool = False  # tells of a time to come, on purpose
    near: bool = True  # shares words with the question
    unread_reply: Message | None = None  # the reply: a voice note or picture without words
    corrects: bool = False  # says what is otherwise than the question has it


class Page:
    """Words a draft and numbers its citations."""

    def __init__(
        self,
        language: Language,
        context: Context,
        *,
        shown: Callable[[Message], Message] = lambda message: message,
    ) -> None:
        self._language, self._context, self._shown = language, context, shown
        self._citations: dict[tuple[int, str, int, int], Citation] = {}
        self._glosses: set[tuple[int, int]] = set()
        self.lines: list[str] = []

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Everything that was quoted, by number."""
        return tuple(self._citations.values())

    def write(self, sections: Sequence[Section]) -> None:
        """Add sections, a line for each passage."""
        for section in sections:
            if section.heading:
                self.lines.append(section.heading)
            for shown in section.shown:
                self._show(shown)

    def cite(self, passage: Passage) -> int:
        """The number of a passage; the same one has one number."""
        key = (passage.message.id, passage.field, passage.start, passage.stop)
        if key not in self._citations:
            self._citations[key] = Citation(
                number=len(self._citations) + 1,
                message=self._shown(passage.message),
                field=passage.field,
                start=passage.start,
                end=passage.stop,
                quote=passage.quote,
                version=self._context.version(passage.message.id) if passage.field == "text" else 0,
            )
        return self._citations[key].number

    def _show(self, shown: Shown) -> None:
        words = self._quoted(shown.passage)
        if shown.lead:
            words = wording.line(shown.lead, words, self._language)
        if shown.label:
            words = wording.line(shown.label, words, self._language)
        self.lines.append(f"- {words}{shown.remark}{self._glossed(shown.passage)}")
        self.lines += [f"  → {self._quoted(reply)}" for reply in shown.replies]

    def _glossed(self, passage: Passage) -> str:
        """What it is about, if it is in the other language; once a quote."""
        key = (passage.message.id, passage.start)
        if key in self._glosses:
            return ""
        self._glosses.add(key)
        return wording.glossed(gloss(passage.quote, self._language), self._language)

    def _quoted(self, passage: Passage) -> str:
        said = wording.quoted(passage.quote, self.cite(passage))
        return wording.line(
            wording.source(self._shown(passage.message), self._language), said, self._language
        )
