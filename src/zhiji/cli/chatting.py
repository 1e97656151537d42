"""A dialogue at the terminal: what is typed, line by line; what begins with "/" is for zhiji itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import answered, console, explaining
from zhiji.cli.streaming import Streamed, stopping
from zhiji.errors import BadQuery, ZhijiError
from zhiji.llms import NONE

if TYPE_CHECKING:
    from zhiji.archive import Archive
    from zhiji.assistant import Answer
    from zhiji.feedback import Feedback, Verdict
    from zhiji.talking import Talk

_LONGEST = 19  # digits of the number of a message
_HELP: Mapping[str, str] = {
    "/sources [N]": "the messages that the answer rests on, with what was said around them",
    "/why": "how the answer came about",
    "/correct TEXT": "the answer was wrong, TEXT is right; what it tells works at once",
    "/right, /wrong [NOTE]": "the answer was right, or wrong",
    "/this N": "message N is the answer: a number in brackets, or #ID",
    "/undo": "take back what was said of an answer last",
    "/forget [dialogue]": "erase the last question and answer, or the whole dialogue",
    "/llm NAME|none": "another language model, or none",
    "/secrets QUESTION": "let codes, passwords and numbers go to the language model, this time",
    "/new": "begin a new dialogue",
    "/quit": "leave; Ctrl-D, too. Ctrl-C stops an answer",
}


class Leaving(Exception):
    """Somebody has had enough."""


@dataclass
class Chatting:
    """One sitting. `ask` keeps every question and answer."""

    archive: Archive
    talk: Talk
    llm: str | None = None
    now: datetime | None = None
    as_json: bool = False
    echo: bool = False  # show what is asked, which nobody sees who pipes it in
    answer: Answer | None = None
    given: Feedback | None = None
    failed: bool = False

    def run(self, lines: Iterable[str]) -> None:
        """Until they end, or somebody leaves. A mistake is explained, and the dialogue goes on."""
        for line in lines:
            try:
                self.hear(line.strip())
            except Leaving:
                return
            except ZhijiError as error:
                self._complain(str(error))

    def hear(self, line: str) -> None:
        """A question, or a word to zhiji."""
        word, _, rest = line.partition(" ")
        if not line:
            return
        if self.echo:
            console.say(click.style(console.wrapped(f"> {line}", indent="  ", first=""), bold=True))
        if not line.startswith("/"):
            self._ask(line)
            return
        wanted = _COMMANDS.get(word.lower())
        if wanted is None:
            raise BadQuery(f"There is no {word}. /help lists what there is.")
        wanted(self, rest.strip())

    # Asking

    def _ask(self, question: str, *, allow_secrets: bool = False) -> None:
        streamed = Streamed()
        with stopping() as cancel:
            try:
                answer = self.talk.ask(
                    question,
                    llm=self.llm,
                    now=self.now,
                    allow_secrets=allow_secrets,
                    heard=None if self.as_json else answered.show_understood,
                    say=None if self.as_json else streamed,
                    cancel=cancel,
                )
            except KeyboardInterrupt:
                streamed.close()
                console.note("Stopped.")
                return
        self.answer, self.given = answer, None
        if self.as_json:
            console.print_json({**answered.answer_json(answer), "dialogue": self.talk.number})
            return
        streamed.close(answer.text)
        self._show_sources(answer)

    def _show_sources(self, answer: Answer) -> None:
        for one in answer.citations or answer.nearest:
            answered.show_where(one, quoted=one.quote in answer.text)
        for text in answer.notes:
            console.note(console.wrapped(text))
        if answer.explained is not None and answer.explained.calls:
            console.note(console.wrapped(answer.left))
        console.say()

    def _last(self) -> Answer:
        if self.answer is None:
            self.answer = self.talk.last()
        if self.answer is None:
            raise BadQuery("Nothing was asked yet.")
        return self.answer

    # What begins with "/"

    def sources(self, which: str) -> None:
        """The cited messages with what was said around them; looking at one is noted as a weak sign."""
        answer = self._last()
        found = self.talk.sources(answer)
        chosen = [one for one in found if not which or str(one.citation.number) == which.strip("[]#")]
        if not chosen:
            raise BadQuery(
                f"The answer has no [{which.strip('[]#')}]." if found else "The answer rests on no message."
            )
        for source in chosen if which else ():
            if answer.turn is not None:
                self.archive.feedbacks.opened(answer.turn, int(source.citation.message.id))
        if self.as_json:
            self._json("/sources", sources=[answered.source_json(one) for one in chosen])
            return
        for source in chosen:
            answered.show_source(source)

    def why(self, _: str) -> None:
        """How the answer came about."""
        answer = self._last()
        if self.as_json:
            self._json("/why", **answered.answer_json(answer), explain=explaining.as_json(answer))
            return
        if answer.understood:
            answered.show_understood(answer.understood)
        for one in answer.citations or answer.nearest:
            answered.show_where(one, quoted=False)
        if answer.explained is None:
            console.note(
                f"By {answer.llm or 'no language model'}; how it came about wasn't kept. Ask again to see it."
            )
        explaining.show(answer)

    def correct(self, text: str) -> None:
        """The answer was wrong; what is right."""
        if not text:
            raise BadQuery("/correct wants what is right: /correct Lena lives in Graz now.")
        self._give("wrong", text)

    def right(self, note: str) -> None:
        """The answer was right."""
        self._give("right", note)

    def wrong(self, note: str) -> None:
        """The answer was wrong."""
        self._give("wrong", note)

    def this(self, which: str) -> None:
        """A message is the answer."""
        answer = self._last()
        bare = which.strip("[] ")
        cited = {str(one.number): int(one.message.id) for one in (*answer.citations, *answer.nearest)}
        number = bare.removeprefix("#")
        if bare not in cited and not (number.isdecimal() and len(number) < _LONGEST):
            raise BadQuery("/this wants the number of a message: one in brackets, or #ID.")
        self._give("this", message=cited.get(bare) or int(number))

    def undo(self, _: str) -> None:
        """Take back what was said last."""
        last = self.given or next(
            iter(reversed([one for one in self.archive.feedbacks if one.verdict != "opened"])), None
        )
        if last is None:
            raise BadQuery("Nothing was said of an answer.")
        self.archive.feedbacks.forget(last.id)
        self.answer = self.given = None  # it may have told what was learned
        self._tell(
            "/undo", f"Taken back: {last.verdict}{': ' + last.note if last.note else ''}.", feedback=last.id
        )

    def forget(self, what: str) -> None:
        """Erase the last turn, or the dialogue."""
        if what not in ("", "last", "dialogue", "all"):
            raise BadQuery(
                "/forget erases the last question and answer, /forget dialogue the whole dialogue."
            )
        self.answer = self.given = None
        if what in ("dialogue", "all"):
            turns = self.talk.forget()
            self._tell(
                "/forget", f"Forgotten: {console.counted(turns, 'question')} with the answers.", turns=turns
            )
            return
        gone = self.talk.forget_last()
        text = "Forgotten: the last question and its answer." if gone else "There is nothing to forget."
        self._tell("/forget", text, turns=int(gone))

    def choose(self, name: str) -> None:
        """Another language model."""
        if name and name != NONE:
            self.archive.llm(name)  # what is wrong with the name is told now
        self.llm = name or self.llm
        shown = self.llm or self.archive.settings.llm.default or "none"
        self._tell("/llm", f"Language model: {shown}.", llm=shown)

    def secrets(self, question: str) -> None:
        """One answer for which secrets may leave."""
        if not question:
            raise BadQuery("/secrets wants a question.")
        self._ask(question, allow_secrets=True)

    def new(self, _: str) -> None:
        """A new dialogue."""
        self.talk, self.answer, self.given = self.archive.dialogue(), None, None
        self._tell("/new", "A new dialogue.")

    def help(self, _: str) -> None:
        """What can be typed."""
        if self.as_json:
            self._json("/help", commands=dict(_HELP))
            return
        size = max(map(len, _HELP)) + 2
        for name, text in _HELP.items():
            console.say(console.wrapped(text, indent=" " * size, first=console.padded(name, size)))

    def leave(self, _: str) -> None:
        """The end."""
        raise Leaving

    def _give(self, verdict: Verdict, note: str = "", *, message: int | None = None) -> None:
        self.given = given = self.archive.feedback(
            self._last(), verdict, note=note, message=message, now=self.now
        )
        if self.as_json:
            self._json(
                f"/{verdict}", feedback={**self.archive.feedbacks.as_json(given), "notes": list(given.notes)}
            )
            return
        answered.show_learned(given)
        if note and not given.understood and not given.notes:
            console.say(
                "Noted. To be learned from, it wants a whole sentence: Tom lives in Graz now. Bea is Beatrice Novak."
            )
        else:
            console.say("Noted. /undo takes it back.")

    def _tell(self, command: str, text: str, **more: Any) -> None:
        if self.as_json:
            self._json(command, **more)
        else:
            console.say(text)

    def _json(self, command: str, **more: Any) -> None:
        console.print_json({"schema": 1, "command": command, **more})

    def _complain(self, text: str) -> None:
        self.failed = True
        if self.as_json:
            console.print_json({"schema": 1, "error": text})
        else:
            console.complain(text)


_COMMANDS: Mapping[str, Callable[[Chatting, str], None]] = {
    "/sources": Chatting.sources,
    "/why": Chatting.why,
    "/correct": Chatting.correct,
    "/right": Chatting.right,
    "/wrong": Chatting.wrong,
    "/this": Chatting.this,
    "/undo": Chatting.undo,
    "/forget": Chatting.forget,
    "/llm": Chatting.choose,
    "/secrets": Chatting.secrets,
    "/new": Chatting.new,
    "/help": Chatting.help,
    "/quit": Chatting.leave,
    "/exit": Chatting.leave,
}
