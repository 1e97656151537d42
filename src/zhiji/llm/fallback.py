"""One language model after another: where the first can't be reached or refuses, the next is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhiji.errors import LlmCutOff, LlmError
from zhiji.llm.protocol import Cancel, Delta, Llm, LlmReply, LlmRequest


class FallbackLlm:
    """An Llm made of several. Each has its own gate, so that nothing leaves by the second way what may not by the first."""

    def __init__(self, llms: Sequence[Llm]) -> None:
        self._llms = llms

    @property
    def name(self) -> str:
        """That of the first."""
        return self._llms[0].name

    @property
    def host(self) -> str:
        """That of the first."""
        return self._llms[0].host

    def complete(self, request: LlmRequest, *, cancel: Cancel | None = None) -> LlmReply:
        """The whole reply of the first that gives one; its notes say who didn't, and why."""
        *_, last = self._told(_Turns(self._llms, request, cancel), shown_matters=False)
        if not isinstance(last, LlmReply):  # a call ends with its reply or an error, always
            raise LlmCutOff(self.name)
        return last

    def stream(self, request: LlmRequest, *, cancel: Cancel | None = None) -> Iterator[Delta | LlmReply]:
        """The stream of the first that begins one; one that breaks off once something was shown is not replaced."""
        return self._told(_Turns(self._llms, request, cancel), shown_matters=True)

    def _told(self, turns: _Turns, *, shown_matters: bool) -> Iterator[Delta | LlmReply]:
        return self._streamed(turns, turns.next(), shown_matters)

    def _streamed(
        self, turns: _Turns, stream: Iterator[Delta | LlmReply], shown_matters: bool
    ) -> Iterator[Delta | LlmReply]:
        while True:
            shown = False
            try:
                for item in stream:
                    shown = True
                    yield replace(item, notes=turns.notes()) if isinstance(item, LlmReply) else item
            except LlmError as error:
                if (shown and shown_matters) or turns.cancelled:
                    raise
                turns.failed.append(error)
                stream = turns.next()
            else:
                return


class LackingLlm:
    """Stands for a language model in the settings that can't be used: its key isn't there, or nobody knows it."""

    host = ""

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        self._why = why

    def complete(self, request: LlmRequest, *, cancel: Cancel | None = None) -> LlmReply:  # noqa: ARG002 - an Llm's own
        """LlmError, always."""
        raise LlmError(self._why)

    def stream(self, request: LlmRequest, *, cancel: Cancel | None = None) -> Iterator[Delta | LlmReply]:  # noqa: ARG002 - the same
        """LlmError, always."""
        raise LlmError(self._why)


class _Turns:
    """One request on its way from one language model to the next."""

    def __init__(self, llms: Sequence[Llm], request: LlmRequest, cancel: Cancel | None) -> None:
        self.failed: list[LlmError] = []
        self._left, self._request, self._cancel = list(llms), request, cancel
        self._asked = ""

    @property
    def cancelled(self) -> bool:
        """Whether nobody wants a reply any more."""
        return self._cancel is not None and self._cancel.is_set()

    def next(self) -> Iterator[Delta | LlmReply]:
        """The stream of the next that lets itself be asked; the first's error if none does."""
        while self._left:
            llm = self._left.pop(0)
            self._asked = llm.name
            try:
                return llm.stream(self._request, cancel=self._cancel)
            except LlmError as error:
                self.failed.append(error)
        raise self.failed[0]

    def notes(self) -> tuple[str, ...]:
        """Who didn't reply, and why."""
        return tuple(f"{error} {self._asked} replied instead." for error in self.failed)
