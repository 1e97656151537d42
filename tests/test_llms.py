"""The language models of an archive: what is kept of their replies, what they may take, and who stands in for whom."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import zhiji
from tests.llm.fake_endpoint import fake_endpoint
from zhiji import llms
from zhiji.archive import Archive
from zhiji.config import BudgetSettings, Caps, Endpoint, LlmSettings, PrivacySettings, Settings
from zhiji.errors import BudgetSpent, LlmUnreachable, SettingError
from zhiji.llm import LlmRequest, say
from zhiji.llm.keys import key_of
from zhiji.llm.target import target

SAID = {"chat": "mum", "chat_kind": "direct", "sender": "mum", "when": "2026-03-01T10:00:00+01:00"}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with zhiji.open(tmp_path) as opened:
        opened.add(messages=[{**SAID, "id": "1", "text": "the key is under the thyme"}])
        opened.add(messages=[{**SAID, "id": "2", "text": "the boiler man comes on Thursday"}])
        yield opened


def question(archive: Archive) -> LlmRequest:
    message = archive.search("thyme")[0].message
    words = f"[1] 2026-03-01 10:00 Mum: {message.text}"
    return LlmRequest(messages=(say("user", words),), purpose="answers", max_tokens=100, temperature=0.0,
                      evidence=1, derived_from=(message.id,))  # fmt: skip


def test_a_known_reply_costs_nothing_and_goes_with_the_message_it_was_made_of(archive: Archive) -> None:
    llm = llms.opened_one(archive._store, Settings(), "echo:quote")
    asked = question(archive)
    replies = [llm.complete(asked) for _ in range(2)]
    assert [one.text for one in replies] == ["“the key is under the thyme” [1]"] * 2
    assert [one.cached for one in replies] == [False, True]
    [total] = archive.costs()
    assert (total.calls, total.cached, total.cost) == (2, 1, 0.0)
    archive.forget(message=archive.search("boiler")[0].message.id)
    assert llm.complete(asked).cached
    archive.forget(message=asked.derived_from[0])
    assert archive._store.connection.value("SELECT count(*) FROM cache") == 0
    assert not llm.complete(asked).cached
    assert archive._store.connection.value("SELECT count(*) FROM cache") == 0  # made of what is gone


def test_the_owner_may_want_no_replies_kept(archive: Archive) -> None:
    llm = llms.opened_one(archive._store, Settings(llm=LlmSettings(cache=False)), "echo:quote")
    assert not any(llm.complete(question(archive)).cached for _ in range(2))


def test_the_budget_of_answers_is_checked_before_a_call(archive: Archive) -> None:
    settings = Settings(budget=BudgetSettings(answers=Caps(tokens_per_day=200)))
    llm = llms.opened_one(archive._store, settings, "echo", cached=False)
    asked = question(archive)
    llm.complete(asked)
    llm.complete(asked)
    with pytest.raises(BudgetSpent, match=r"for answers today.*\[budget.answers\]"):
        for _ in range(10):
            llm.complete(asked)
    llms.opened_one(archive._store, settings, "echo").complete(replace(asked, purpose="memory"))


GONE = {"gone": Endpoint(base_url="http://127.0.0.1:9/v1")}


def test_the_default_has_others_to_stand_in_and_one_that_was_named_has_not(archive: Archive) -> None:
    pytest.importorskip("pydantic_ai")
    settings = Settings(llm=LlmSettings(default="gone:x", fallback=("gone:y", "echo:quote"), endpoints=GONE))
    usual, named = llms.opened(archive._store, settings), llms.opened(archive._store, settings, "gone:x")
    assert usual is not None and named is not None
    reply = usual.complete(question(archive))
    assert (reply.llm, len(reply.notes)) == ("echo:quote", 2)
    assert reply.notes[0] == (
        "The language model gone:x can't be reached (nothing answers there). echo:quote replied instead."
    )
    with pytest.raises(LlmUnreachable):
        named.complete(question(archive))
    assert llms.opened(archive._store, Settings()) is None


def test_one_in_reserve_whose_key_is_missing_keeps_nobody_from_asking(archive: Archive) -> None:
    keyed = {**GONE, "keyed": Endpoint(base_url="http://127.0.0.1:9/v1", api_key_env="NOBODY_HAS_SET_THIS")}
    settings = Settings(llm=LlmSettings(default="keyed:x", fallback=("echo:quote",), endpoints=keyed))
    usual = llms.opened(archive._store, settings)
    assert usual is not None
    reply = usual.complete(question(archive))
    assert reply.llm == "echo:quote"
    assert "keyed:x needs a key" in reply.notes[0]
    archive.settings = Settings(llm=LlmSettings(default="keyed:x", endpoints=keyed))
    answer = archive.ask("where is the key, and what is it made of?")
    assert "under the thyme" in answer.text
    with pytest.raises(SettingError, match="needs a key"):
        archive.ask("where is the key?", llm="keyed:x")


def test_none_is_no_language_model(archive: Archive) -> None:
    archive.settings = Settings(llm=LlmSettings(default="echo:quote"))
    assert archive.ask("where is the key?", llm="none").llm is None
    assert archive.costs() == []


def test_one_elsewhere_is_tried_where_names_may_not_leave(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhiji.llm.echo.Echo.host", "api.example.com")
    archive.settings = Settings(privacy=PrivacySettings(leave="pseudonyms"))
    assert archive.try_llm("echo").verified


@pytest.mark.parametrize("key", ["sk-clé", "sk a\rb"])
def test_a_key_that_is_none_is_named_and_not_told(key: str) -> None:
    settings = LlmSettings(endpoints={"keyed": Endpoint(base_url="http://127.0.0.1:9/v1", api_key_env="K")})
    found = target("keyed:x", settings)
    assert found is not None
    with pytest.raises(SettingError, match="K holds it") as caught:
        key_of(found, {"K": key})
    assert "sk" not in str(caught.value)
    assert key_of(found, {"K": "sk-abc\n"}) == "sk-abc"


def test_a_kept_reply_goes_with_the_dialogue_and_with_the_person_whom_it_names(archive: Archive) -> None:
    def kept() -> int:
        number: int = archive._store.connection.value("SELECT count(*) FROM cache")
        return number

    archive.add(messages=[{**SAID, "id": "3", "sender": "zw", "sender_name": "Zwilbert", "text": "hello"}])
    llm, asked = llms.opened_one(archive._store, Settings(), "echo"), question(archive)
    llm.complete(replace(asked, messages=(say("user", "Zwilbert has the key"),)))
    llm.complete(replace(asked, purpose="memory"))
    assert kept() == 2
    archive.forget(person="Zwilbert")
    assert kept() == 1
    assert b"Zwilbert" not in (archive.home / "zhiji.db").read_bytes()
    llm.complete(replace(asked, messages=(say("user", "the spare key hangs in the larder"),)))
    talk = archive.dialogue()
    talk.ask("where is the key?")
    talk.forget()
    assert kept() == 1
    assert b"larder" not in (archive.home / "zhiji.db").read_bytes()


def test_what_trying_shows_is_kept_with_its_day(archive: Archive) -> None:
    archive.try_llm("echo")
    row = next(one for one in archive.llms() if one.name == "echo")
    assert row.verified and row.tried is not None
    assert [one["what"] for one in row.found["findings"]] == ["reply", "stream", "json", "tools", "reasoning"]


def test_fifty_asks_at_once_each_get_their_own_answer(archive: Archive) -> None:
    pytest.importorskip("pydantic_ai")
    words = [f"{one}{two}thor" for one in "BCDFGKLMNP" for two in ("ra", "le", "mi", "no", "su")]
    archive.add(
        messages=[
            {
                **SAID,
                "id": f"w{at}",
                "chat": f"c{at}",
                "text": f"the {word} stands in the shed of number {at}",
            }
            for at, word in enumerate(words)
        ]
    )
    answers: dict[str, str] = {}
    with fake_endpoint() as endpoint:
        known = LlmSettings(endpoints={"here": Endpoint(base_url=endpoint.url)})
        archive.settings = replace(archive.settings, llm=known)

        def ask(word: str) -> None:
            answers[word] = archive.ask(f"where does the {word} stand?", llm="here:quotes").text

        threads = [threading.Thread(target=ask, args=(word,)) for word in words]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        assert len(endpoint.bodies) == 50
    assert answers == {
        word: f"“the {word} stands in the shed of number {at}” [1]" for at, word in enumerate(words)
    }
    [total] = archive.costs()
    assert (total.calls, total.failed) == (50, 0)
