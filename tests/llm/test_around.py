"""What stands around a call: replies that are known, others that stand in, JSON that is asked for once more."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from tests.llm.test_guarded import Far, guarded
from zhiji.errors import LeaveRefused, LlmCutOff, LlmError, LlmFailed, LlmUnreachable
from zhiji.llm import (
    CallPart,
    Delta,
    Finish,
    ImagePart,
    LedgerEntry,
    Llm,
    LlmReply,
    LlmRequest,
    LlmTool,
    say,
)
from zhiji.llm.caching import CachedLlm, exact
from zhiji.llm.fallback import FallbackLlm
from zhiji.llm.loose_json import json_of
from zhiji.llm.thoughts import Thoughts

QUESTION = LlmRequest(
    messages=(say("user", "[1] Mum: see you on Friday"),),
    purpose="answers",
    temperature=0.0,
    evidence=1,
    derived_from=(7,),
)


@dataclass
class Kept:
    """Replies in memory."""

    replies: dict[bytes, str] = field(default_factory=dict)
    messages: list[set[int]] = field(default_factory=list)

    def get(self, found_by: bytes) -> str | None:
        return self.replies.get(found_by)

    def put(self, found_by: bytes, reply: str, *, kind: str, messages: Collection[int]) -> bool:
        self.replies[found_by] = reply
        self.messages.append({*messages})
        return True


def cached(far: Far, rows: list[LedgerEntry], kept: Kept) -> CachedLlm:
    return CachedLlm(guarded(far, "all", rows), kept, rows)


def test_the_very_same_question_is_answered_from_what_is_kept() -> None:
    far, rows, kept = Far("on Friday", "never asked"), list[LedgerEntry](), Kept()
    first = cached(far, rows, kept).complete(QUESTION)
    again = cached(far, rows, kept).complete(QUESTION)
    assert (first.text, again.text) == ("on Friday", "on Friday")
    assert (first.cached, again.cached, again.cost, again.usage.tokens_in) == (False, True, 0.0, 0)
    assert len(far.requests) == 1 and kept.messages == [{7}]
    assert [(row.cached, row.cost, row.left is None) for row in rows] == [
        (False, 0.25, False),
        (True, 0.0, True),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"temperature": 0.5},
        {"temperature": None},
        {"derived_from": ()},
        {"evidence": 2},
        {"allow_secrets": True},
    ],
)
def test_what_may_be_otherwise_or_could_not_be_forgotten_is_not_kept(change: dict[str, Any]) -> None:
    far, kept = Far("one", "two"), Kept()
    llm = cached(far, [], kept)
    assert [llm.complete(replace(QUESTION, **change)).text for _ in range(2)] == ["one", "two"]
    assert kept.replies == {}


def test_half_a_reply_is_not_kept() -> None:
    far, kept = Far([Delta(text="on Fri"), Finish(stopped="length")], "on Friday"), Kept()
    llm = cached(far, [], kept)
    assert [llm.complete(QUESTION).text for _ in range(2)] == ["on Fri", "on Friday"]


def test_calls_are_kept_as_they_were() -> None:
    call = CallPart("1", "find", {"who": "Mum"})
    far, kept = Far([Finish(calls=(call,), stopped="calls")]), Kept()
    llm = cached(far, [], kept)
    assert [llm.complete(QUESTION).calls for _ in range(2)] == [(call,), (call,)]


@pytest.mark.parametrize(
    "other",
    [
        replace(QUESTION, messages=(say("user", "[1] Mum: see you on Monday"),)),
        replace(QUESTION, messages=(say("system", "[1] Mum: see you on Friday"),)),
        replace(QUESTION, max_tokens=5),
        replace(QUESTION, schema={"type": "object"}),
        replace(QUESTION, think=False),
        replace(QUESTION, purpose="memory"),
        replace(QUESTION, tools=(LlmTool("find", "finds", {}),)),
        replace(QUESTION, messages=(*QUESTION.messages, say("user", ImagePart(b"x", "image/png")))),
    ],
)
def test_questions_that_differ_in_anything_are_others(other: LlmRequest) -> None:
    assert exact("a:b", other) != exact("a:b", QUESTION)
    assert exact("a:c", QUESTION) != exact("a:b", QUESTION) != exact("a:b", QUESTION, "pseudonyms")


GONE = LlmUnreachable("first:x", "nothing answers there")


def chain(first: Llm, second: Llm) -> FallbackLlm:
    return FallbackLlm([first, second])


@pytest.mark.parametrize("failure", [GONE, LlmFailed("first:x", "no credit left", kind="HTTP 402")])
def test_where_the_first_cannot_be_had_the_next_replies_and_says_so(failure: LlmError) -> None:
    rows: list[LedgerEntry] = []
    llm = chain(guarded(Far(failure), "all", rows), guarded(Far("on Friday"), "all", rows))
    reply = llm.complete(QUESTION)
    assert reply.text == "on Friday"
    assert reply.notes == (f"{failure} far:x replied instead.",)
    assert [row.ok for row in rows] == [False, True]


def test_where_the_first_replies_nobody_else_is_asked() -> None:
    second = Far()
    reply = chain(guarded(Far("on Friday"), "all", []), guarded(second, "all", [])).complete(QUESTION)
    assert (reply.text, reply.notes, second.requests) == ("on Friday", (), [])


def test_each_has_its_own_gate() -> None:
    here, away = Far("on Friday", host="127.0.0.1"), Far("never asked")
    assert chain(guarded(away, "none", []), guarded(here, "none", [])).complete(QUESTION).text == "on Friday"
    assert away.requests == []
    with pytest.raises(LlmUnreachable):
        chain(guarded(Far(GONE, host="127.0.0.1"), "none", []), guarded(away, "none", [])).complete(QUESTION)
    assert away.requests == []
    with pytest.raises(LeaveRefused):  # at once, before anything is read of the stream
        chain(guarded(away, "none", []), guarded(away, "none", [])).stream(QUESTION)


def test_what_was_shown_is_not_taken_back() -> None:
    broken: list[Delta | Finish] = [Delta(text="on ")]
    stream = chain(guarded(Far(broken), "all", []), guarded(Far("Friday"), "all", [])).stream(QUESTION)
    assert next(stream) == Delta(text="on ")
    with pytest.raises(LlmCutOff):
        next(stream)
    whole = chain(guarded(Far(broken), "all", []), guarded(Far("Friday"), "all", []))
    assert whole.complete(QUESTION).text == "Friday"  # nobody saw the half


@pytest.mark.parametrize(
    "text",
    ['{"when": "Fri"}', '```json\n{"when": "Fri"}\n```', 'Sure {here}: {"when": "Fri"} I hope.'],
)
def test_json_is_found_whatever_it_is_wrapped_in(text: str) -> None:
    assert json_of(text) == {"when": "Fri"}


def test_a_list_is_passed_over_where_an_object_is_wanted() -> None:
    text = 'As said in [1]: {"when": "Fri"}'
    assert (json_of(text), json_of(text, opening="{")) == ([1], {"when": "Fri"})
    with pytest.raises(ValueError, match="no JSON"):
        json_of("[1]", opening="{")


def pieces(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(0, len(text), size))


@pytest.mark.parametrize("size", range(1, 12))
@pytest.mark.parametrize(
    ("text", "thought", "said"),
    [
        ("<think>hm</think>\n\nFriday", "hm", "Friday"),
        ("\n<think>a < b </thin </think>Friday</think>", "a < b </thin ", "Friday</think>"),
        ("Friday <think>no</think>", "", "Friday <think>no</think>"),
        ("<thin ice>", "", "<thin ice>"),
        ("<think>never closed </th", "never closed </th", ""),
        ("  two spaces", "", "  two spaces"),
        ("<th", "", "<th"),
    ],
)
def test_thoughts_are_told_from_words_however_they_are_cut(
    size: int, text: str, thought: str, said: str
) -> None:
    thoughts = Thoughts()
    deltas = [*map(thoughts.feed, pieces(text, size)), thoughts.rest()]
    assert "".join(one.reasoning for one in deltas) == thought
    assert "".join(one.text for one in deltas) == said


def test_the_reply_says_which_llm_it_is_of() -> None:
    reply = chain(guarded(Far(GONE), "all", []), guarded(Far("ok"), "all", [])).complete(QUESTION)
    assert isinstance(reply, LlmReply) and reply.host == "api.example.com"
