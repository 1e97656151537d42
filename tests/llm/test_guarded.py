from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from zhiji.config import Leave, PrivacySettings
from zhiji.errors import LeaveRefused, LlmCutOff, LlmError, LlmFailed, LlmUnreachable
from zhiji.llm import (
    Alias,
    CallPart,
    Cancel,
    Delta,
    Finish,
    ImagePart,
    LedgerEntry,
    Left,
    LlmMessage,
    LlmReply,
    LlmRequest,
    Price,
    ReasoningPart,
    ResultPart,
    TextPart,
    Usage,
    say,
    words_of,
)
from zhiji.llm.guarded import GuardedLlm

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
PEOPLE = (Alias(12, ("王小明",)), Alias(3, ("Anna Meier",)))
QUESTION = LlmRequest(messages=(say("user", "[1] 王小明: 我周五来"),), purpose="answers", evidence=1)


class Far:
    """A backend that says it is elsewhere, and does what it was told, one thing a call."""

    def __init__(self, *acts: str | Exception | list[Delta | Finish], host: str = "api.example.com") -> None:
        self.host = host
        self.requests: list[LlmRequest] = []
        self._acts = list(acts)

    def stream(self, request: LlmRequest, cancel: Cancel) -> Iterator[Delta | Finish]:
        self.requests.append(request)
        act = self._acts.pop(0)
        if isinstance(act, Exception):
            raise act
        if isinstance(act, list):
            yield from act
        else:
            yield from (Delta(text=char) for char in act)
            yield Finish(usage=Usage(tokens_in=5, tokens_out=2), cost=0.25)

    @property
    def seen(self) -> str:
        return "\n".join(words_of(message) for message in self.requests[-1].messages)


def guarded(far: Far, leave: Leave, rows: list[LedgerEntry], **privacy: str) -> GuardedLlm:
    settings = replace(PrivacySettings(leave=leave), **privacy)  # type: ignore[arg-type]  # names vary by test
    return GuardedLlm("far:x", far, privacy=settings, ledger=rows, names=lambda: PEOPLE, clock=lambda: NOW)


def test_nothing_leaves_unasked() -> None:
    far, rows = Far("hello"), list[LedgerEntry]()
    with pytest.raises(LeaveRefused, match='set leave = "evidence"'):
        guarded(far, "none", rows).stream(QUESTION)
    assert far.requests == []
    assert rows == []


def test_embeddings_and_memory_need_more_than_answers() -> None:
    with pytest.raises(LeaveRefused, match='set leave = "all"'):
        guarded(Far(), "evidence", []).complete(replace(QUESTION, purpose="memory"))


def test_with_pseudonyms_no_name_leaves_and_each_comes_back() -> None:
    far = Far("Person12a comes on Friday")
    reply = guarded(far, "pseudonyms", []).complete(QUESTION)
    assert "小明" not in far.seen
    assert "[1] Person12a: 我周五来" in far.seen
    assert "placeholders" in far.seen
    assert reply.text == "王小明 comes on Friday"


def test_evidence_leaves_with_its_names_where_the_owner_allowed_that() -> None:
    far = Far("ok")
    guarded(far, "evidence", []).complete(QUESTION)
    assert far.seen == "[1] 王小明: 我周五来"


def test_without_the_names_pseudonyms_send_nothing() -> None:
    far = Far("ok")
    llm = GuardedLlm("far:x", far, privacy=PrivacySettings(leave="pseudonyms"), ledger=[])
    with pytest.raises(LlmError, match="none were handed over"):
        llm.stream(QUESTION)
    assert far.requests == []


@pytest.mark.parametrize("leave", ["evidence", "pseudonyms", "all"])
def test_secrets_are_masked_on_the_way_out_and_back_in_the_reply(leave: Leave) -> None:
    far = Far("It is Password1a")
    question = replace(QUESTION, messages=(say("user", "wifi密码: hunter2"),))
    reply = guarded(far, leave, []).complete(question)
    assert "hunter2" not in far.seen
    assert reply.text == "It is hunter2"


def test_a_secret_leaves_only_in_the_answer_that_was_allowed_it() -> None:
    question = replace(QUESTION, messages=(say("user", "wifi密码: hunter2"),), allow_secrets=True)
    asked, never = Far("ok"), Far("ok")
    guarded(asked, "all", []).complete(question)
    guarded(never, "all", [], secrets="never").complete(question)
    assert "hunter2" in asked.seen
    assert "hunter2" not in never.seen


def test_pictures_are_kept_back_where_names_are() -> None:
    question = replace(QUESTION, messages=(say("user", "who is this?", ImagePart(b"x", "image/png")),))
    renamed, plain, rows = Far("ok"), Far("ok"), list[LedgerEntry]()
    guarded(renamed, "pseudonyms", rows).complete(question)
    guarded(plain, "evidence", rows).complete(question)
    assert TextPart("[A picture was kept back.]") in renamed.requests[0].messages[-1].parts
    assert ImagePart(b"x", "image/png") in plain.requests[0].messages[-1].parts
    assert [row.left.pictures for row in rows if row.left] == [0, 1]


def test_tool_calls_and_results_are_disguised_too() -> None:
    call = CallPart("1", "find", {"who": "王小明", "n": 3, "more": ["Anna", {"deep": "小明"}]})
    messages = (
        say("user", "when?"),
        LlmMessage("assistant", (ReasoningPart("ask for 小明"), call)),
        LlmMessage("tool", (ResultPart("1", "find", "小明 said Friday"),)),
    )
    back = CallPart("2", "find", {"who": "Person12a", "more": ["Person3b", {"deep": "Person12b"}]})
    far = Far([Finish(calls=(back,), stopped="calls")])
    reply = guarded(far, "pseudonyms", []).complete(replace(QUESTION, messages=messages))
    assert "小明" not in repr(far.requests[0])
    assert "Anna" not in repr(far.requests[0])
    assert reply.calls[0].arguments == {"who": "王小明", "more": ["Anna", {"deep": "小明"}]}
    assert reply.stopped == "calls"


def test_in_a_reply_of_json_what_comes_back_is_escaped() -> None:
    far = Far('{"secret": "Password1a"}')
    question = replace(QUESTION, messages=(say("user", 'password: ab"cd\\'),), schema={"type": "object"})
    assert guarded(far, "all", []).complete(question).text == '{"secret": "ab\\"cd\\\\"}'


def test_each_call_is_one_row_without_a_word_of_what_was_said() -> None:
    rows: list[LedgerEntry] = []
    guarded(Far("Person12a"), "pseudonyms", rows).complete(QUESTION)
    row = rows[0]
    assert (row.when, row.purpose, row.llm, row.host) == (NOW, "answers", "far:x", "api.example.com")
    assert (row.tokens_in, row.tokens_out, row.cost, row.ok, row.error) == (5, 2, 0.25, True, None)
    assert row.left is not None
    assert replace(row.left, characters=0) == Left(
        kinds=("words", "messages"), messages=1, pictures=0, characters=0, masked=0, renamed=1
    )
    assert "小明" not in repr(rows)


def test_on_this_computer_nothing_is_changed_and_nothing_left() -> None:
    far, rows = Far("ok", host="127.0.0.1"), list[LedgerEntry]()
    question = replace(QUESTION, messages=(say("user", "小明的密码: hunter2"),))
    guarded(far, "none", rows).complete(question)
    assert far.requests == [question]
    assert rows[0].left is None


def test_a_connection_that_broke_off_is_tried_once_more_and_both_are_in_the_ledger() -> None:
    rows: list[LedgerEntry] = []
    assert guarded(Far(LlmCutOff("far:x"), "ok"), "all", rows).complete(QUESTION).text == "ok"
    assert [(row.ok, row.error) for row in rows] == [(False, "LlmCutOff"), (True, None)]


def test_but_only_so_often(waits: list[float]) -> None:
    rows: list[LedgerEntry] = []
    with pytest.raises(LlmCutOff):
        guarded(Far(*[LlmCutOff("far:x")] * 3, "ok"), "all", rows).complete(QUESTION)
    assert len(rows) == 3
    assert 0.25 <= waits[0] <= 0.75 and 0.5 <= waits[1] <= 1.5


def test_and_not_when_a_part_of_the_reply_was_shown() -> None:
    rows: list[LedgerEntry] = []
    with pytest.raises(LlmCutOff):
        guarded(Far([Delta(text="half")], "ok"), "all", rows).complete(QUESTION)
    assert [(row.error, row.estimated, row.tokens_out) for row in rows] == [("LlmCutOff", True, 1)]


def test_what_was_never_sent_did_not_leave() -> None:
    rows: list[LedgerEntry] = []
    with pytest.raises(LlmUnreachable):
        guarded(Far(LlmUnreachable("far:x", "nothing answers there")), "all", rows).complete(QUESTION)
    assert (rows[0].left, rows[0].tokens_in, rows[0].ok) == (None, 0, False)


def test_the_row_of_a_failure_tells_its_kind_only() -> None:
    rows: list[LedgerEntry] = []
    failure = LlmFailed("far:x", "the request was refused (HTTP 400: 王小明)", kind="HTTP 400")
    with pytest.raises(LlmFailed):
        guarded(Far(failure), "all", rows).complete(QUESTION)
    assert rows[0].error == "HTTP 400"
    assert rows[0].left is not None


def test_a_broken_plugin_is_an_llm_that_failed() -> None:
    rows: list[LedgerEntry] = []
    with pytest.raises(LlmFailed, match="far:x gave no reply: ZeroDivisionError: oh"):
        guarded(Far(ZeroDivisionError("oh")), "all", rows).complete(QUESTION)
    assert rows[0].error == "ZeroDivisionError"


def test_deltas_come_first_and_the_whole_reply_last() -> None:
    steps: list[Delta | Finish] = [
        Delta(reasoning="hm "),
        Delta(text="Person"),
        Delta(text="12a!"),
        Finish(stopped="length"),
    ]
    *deltas, reply = guarded(Far(steps), "pseudonyms", []).stream(QUESTION)
    assert deltas == [Delta(reasoning="hm "), Delta(text="王小明!")]
    assert isinstance(reply, LlmReply)
    assert (reply.text, reply.reasoning, reply.stopped, reply.cost) == ("王小明!", "hm ", "length", None)
    assert reply.usage.estimated


def test_a_cancelled_call_ends_with_what_came_so_far() -> None:
    rows, cancel = list[LedgerEntry](), threading.Event()
    items: list[Delta | LlmReply] = []
    for item in guarded(Far("long reply"), "all", rows).stream(QUESTION, cancel=cancel):
        items.append(item)
        if len(items) == 4:
            cancel.set()
    reply = items[-1]
    assert isinstance(reply, LlmReply)
    assert (reply.text, reply.stopped) == ("long", "cancelled")
    assert [(row.ok, row.error) for row in rows] == [(False, "cancelled")]


def test_a_reader_who_walks_away_leaves_a_row() -> None:
    rows: list[LedgerEntry] = []
    stream = guarded(Far("long reply"), "all", rows).stream(QUESTION)
    next(stream)
    del stream
    assert [row.error for row in rows] == ["cancelled"]


def test_a_call_that_is_broken_off_costs_what_it_took() -> None:
    rows: list[LedgerEntry] = []
    settings, price = PrivacySettings(leave="evidence"), Price(1_000.0, 1_000_000.0)
    llm = GuardedLlm("far:x", Far("long reply"), privacy=settings, ledger=rows, price=price)
    stream = llm.stream(QUESTION)
    next(stream)
    del stream
    assert rows[0].cost is not None and rows[0].cost >= 1.0
    broken = GuardedLlm(
        "far:x", Far(LlmFailed("far:x", "no", kind="HTTP 400")), privacy=settings, ledger=rows, price=price
    )
    with pytest.raises(LlmFailed):
        broken.complete(QUESTION)
    assert rows[1].cost is None
