"""What leaves for an answer, as what, and that the person is told; names and secrets come back to their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.assistant.conftest import NOW
from zhiji import asking
from zhiji.archive import Archive
from zhiji.assistant import Answer
from zhiji.config import Leave, PrivacySettings, Secrets
from zhiji.finding import Filters
from zhiji.llm import Cancel, Delta, Finish, LlmRequest, words_of
from zhiji.llm.guarded import GuardedLlm

_LINE = re.compile(r"^\[(\d+)\] [^:\n]*: (.+)$", re.M)


class Far:
    """A backend on another computer that quotes the first message, and names who said it as it was told."""

    host = "llm.example.com"

    def __init__(self) -> None:
        self.sent = ""

    def stream(self, request: LlmRequest, cancel: Cancel) -> Iterator[Delta | Finish]:
        """In pieces of three characters, so that placeholders come in halves."""
        self.sent = "\n".join(words_of(message) for message in request.messages)
        number, words = next(iter(_LINE.findall(words_of(request.messages[-1]))))
        who = re.search(rf"^\[{number}\] \S+ \S+ (.+?)(?: in |꞉|\(|:)", self.sent, re.M)
        text = f"{who[1].strip() if who else ''} said “{words}” [{number}]."
        for at in range(0, len(text), 3):
            yield Delta(text=text[at : at + 3])
        yield Finish()


def asked(
    archive: Archive,
    question: str,
    *,
    leave: Leave = "evidence",
    secrets: Secrets = "ask",
    allow: bool = False,
) -> tuple[Answer, str]:
    """The answer with a far language model, and what that was sent."""
    store, far = archive._store, Far()
    llm = GuardedLlm(
        "far:away",
        far,
        privacy=PrivacySettings(leave=leave, secrets=secrets),
        ledger=store.ledger,
        names=lambda: asking._aliases(store),
    )
    answer = asking.ask(store, question, filters=Filters(), now=NOW, llm=llm, allow_secrets=allow)
    return answer, far.sent


def test_without_a_language_model_nothing_leaves_and_the_answer_says_so(archive: Archive) -> None:
    assert archive.ask("Where does Tom live?", now=NOW).left == "Nothing left this computer."
    assert archive.ask("大门密码是多少？", now=NOW).left == "没有任何内容离开这台电脑。"


def test_a_language_model_on_this_computer_keeps_all_here(archive: Archive) -> None:
    assert (
        archive.ask("Where does Tom live?", now=NOW, llm="echo:quote").left == "Nothing left this computer."
    )


def test_what_is_refused_at_the_gate_has_not_left(archive: Archive) -> None:
    answer, sent = asked(archive, "Where does Tom live?", leave="none")
    assert (sent, answer.left) == ("", "Nothing left this computer.")


def test_evidence_leaves_as_it_is_where_the_owner_chose_so(archive: Archive) -> None:
    answer, sent = asked(archive, "Where does Tom live?")
    assert "Tom" in sent
    assert re.fullmatch(
        r"To llm\.example\.com went the question and \d+ messages, with their names as they are\.",
        answer.left,
    )


def test_pseudonyms_leave_and_names_come_back_into_words_and_quotes(archive: Archive) -> None:
    answer, sent = asked(archive, "Where is Ola's ladder in Hausgruppe 12?", leave="pseudonyms")
    assert not re.search("Ola|Kai|Hausgruppe", sent)
    assert re.search(r"Person\d+a", sent)
    assert answer.text.startswith(("Ola said “", "Kai said “"))
    assert "Person" not in answer.text
    assert re.search(r"with pseudonyms for \d+ names", answer.left)
    for one in answer.citations:
        assert getattr(one.message, one.field)[one.start : one.end] == one.quote


def test_secrets_stay_here_and_stand_in_the_answer_all_the_same(archive: Archive) -> None:
    answer, sent = asked(archive, "What is the gate code?")
    assert not re.search("7740|2281", sent)
    assert "7740" in answer.text
    assert "2 secrets kept back" in answer.left


def test_secrets_leave_when_they_are_allowed_for_that_answer(archive: Archive) -> None:
    answer, sent = asked(archive, "What is the gate code?", allow=True)
    assert "7740" in sent
    assert answer.left.endswith("secrets allowed for this answer.")


def test_a_setting_keeps_secrets_here_even_then(archive: Archive) -> None:
    answer, sent = asked(archive, "What is the gate code?", allow=True, secrets="never")
    assert "7740" not in sent
    assert "2 secrets kept back" in answer.left


@pytest.mark.parametrize("leave", ["evidence", "pseudonyms"])
def test_the_explanation_tells_the_same(archive: Archive, leave: Leave) -> None:
    answer, _ = asked(archive, "Where does Tom live?", leave=leave)
    assert answer.explained is not None
    assert answer.explained.left == answer.left
