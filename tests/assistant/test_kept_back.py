"""What stays on this computer though a sentence of a language model, sent back to be mended, has it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.assistant.told import NAMES, NOW, cited
from zhiji.assistant.worded import Line, Speaker, prompting
from zhiji.config import PrivacySettings
from zhiji.llm import Cancel, Delta, Finish, LedgerEntry, LlmRequest, words_of
from zhiji.llm.guarded import GuardedLlm

EVIDENCE = (
    cited(1, "Ola", "2031-03-03T08:00", "the wifi password is: Hunter2xyz"),
    cited(2, "Ola", "2031-03-04T08:00", "the gate code is 884213"),
)


class Far:
    """A language model elsewhere, and what it was sent."""

    host = "api.example.com"

    def __init__(self, *replies: str) -> None:
        self._replies = list(replies)
        self.requests: list[LlmRequest] = []

    def stream(self, request: LlmRequest, cancel: Cancel) -> Iterator[Delta | Finish]:
        self.requests.append(request)
        yield Delta(text=self._replies.pop(0))
        yield Finish()

    def seen(self, number: int) -> str:
        return "\n".join(words_of(one) for one in self.requests[number].messages)


def mended(far: Far, *, room: int = prompting.BUDGET) -> None:
    rows = list[LedgerEntry]()
    llm = GuardedLlm("far:x", far, privacy=PrivacySettings(leave="evidence"), ledger=rows)
    lines = [Line(one, prompting.line(one)) for one in EVIDENCE]
    speaker = Speaker("What is the wifi password?", lines, now=NOW, names=NAMES, budget=room)
    speaker.ask(llm)
    speaker.mend(llm)


def test_a_secret_stays_here_when_the_sentence_that_has_it_goes_back_to_be_mended() -> None:
    far = Far("Since 1999 it is “Password1a” [1].", "")
    mended(far)
    assert "Since 1999 it is “Password1a” [1]." in far.seen(1)
    assert "Hunter2xyz" not in far.seen(0) + far.seen(1)


def test_it_stays_here_even_if_the_message_that_tells_it_is_not_sent_again() -> None:
    far = Far("Since 1999 it is “Password1a”, see [2].", "")
    lines = [prompting.line(one) for one in EVIDENCE]
    sent = prompting.tokens(prompting.request("What is the wifi password?", lines, now=NOW))
    failed = [
        (
            "Since 1999 it is “Hunter2xyz”, see [2].",
            "“Hunter2xyz” doesn't stand in the message that is cited for it",
        )
    ]
    mended(far, room=sent + prompting.tokens(prompting.repair(failed, lines[1:])) + 8)
    assert len(far.requests) == 2
    assert "the wifi password is" not in far.seen(1)
    assert "Since 1999" in far.seen(1)
    assert "Hunter2xyz" not in far.seen(1)


def test_what_is_mended_rests_on_all_messages_it_was_made_of() -> None:
    far = Far("Since 1999 it is “Password1a” [1].", "")
    mended(far)
    assert far.requests[1].derived_from == (1, 2)
