from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.llm.fake_endpoint import FakeEndpoint
from tests.rings import Ring
from zhiji.config import Endpoint, LlmSettings, PrivacySettings, Settings
from zhiji.errors import LeaveRefused, MissingExtra, SettingError
from zhiji.hosts import host_of, is_here
from zhiji.llm import LedgerEntry, LlmRequest, Price, keys, open_llm, say
from zhiji.llm.listing import listed
from zhiji.llm.probing import probe
from zhiji.llm.providers import KnownLlm, Provider, providers
from zhiji.llm.target import Target, target

ASKED_FOR = ["qwen", "deepseek", "glm", "kimi", "minimax", "hunyuan", "openai", "anthropic", "google", "ollama",
             "vllm", "llamacpp"]  # fmt: skip

NONE = LlmSettings()


def found(name: str, settings: LlmSettings = NONE, **learned: Any) -> Target:
    there = target(name, settings, learned=learned)
    assert there is not None
    return there


@pytest.mark.parametrize("name", ASKED_FOR)
def test_who_serves_language_models_is_known_with_key_and_day(name: str) -> None:
    provider = providers()[name]
    assert provider.checked.startswith("2026-")
    assert bool(provider.key_env) != is_here(host_of(provider.base_url))
    assert provider.llms or name in ("ollama", "vllm", "llamacpp")


def test_prices_and_context_are_those_of_the_longest_name_that_fits() -> None:
    assert found("glm:glm-5.3-flash").price == Price(0.15, 0.5, 0.03)
    assert found("glm:glm-5.3").price == Price(1.4, 4.4, 0.26)
    assert found("kimi:kimi-k2.6-0901").context == 262_144
    assert found("qwen:something").price is None


def test_one_that_is_like_another_has_its_quirks_at_its_own_address() -> None:
    here, there = found("kimi:kimi-k3"), found("kimi-cn:kimi-k3")
    assert (here.quirks, here.price) == (there.quirks, there.price)
    assert (here.host, there.host) == ("api.moonshot.ai", "api.moonshot.cn")
    assert found("kimi:kimi-k2.6").quirks.thinks == "usually" != here.quirks.thinks


def test_the_owner_goes_before_what_was_learned_and_that_before_what_is_written() -> None:
    assert found("minimax:M").quirks.json == "none"
    assert found("minimax:M", json="tool").quirks.json == "tool"
    own = LlmSettings(endpoints={"minimax": Endpoint(quirks={"json": "object"}, context=9, price_in=7.0)})
    there = found("minimax:M", own, json="tool")
    assert (there.quirks.json, there.context, there.price) == ("object", 9, Price(7.0))
    assert (there.host, there.key_env) == ("api.minimax.io", "MINIMAX_API_KEY")


def test_an_endpoint_may_speak_as_a_provider_does() -> None:
    own = LlmSettings(endpoints={"den": Endpoint(base_url="http://den/v1", dialect="minimax")})
    there = found("den:x", own)
    assert (there.dialect, there.quirks, there.key_env) == ("openai", providers()["minimax"].quirks, "")
    plain = LlmSettings(endpoints={"den": Endpoint(base_url="http://den/v1", dialect="openai")})
    assert found("den:x", plain).quirks.thinks == ""


def test_a_price_in_the_table_is_for_its_own_host_only() -> None:
    moved = LlmSettings(endpoints={"deepseek": Endpoint(base_url="https://elsewhere.example/v1")})
    assert found("deepseek:deepseek-flash", moved).price is None


@pytest.mark.parametrize(
    ("endpoint", "sentence"),
    [
        (Endpoint(), "[llm.endpoints.den] in config.toml needs base_url."),
        (
            Endpoint(base_url="http://h/v1", quirks={"jsn": 1}),
            "[llm.endpoints.den.quirks]: there is no quirk “jsn”",
        ),
        (Endpoint(base_url="http://h/v1", quirks={"json": "yes"}), "the quirk json can't be 'yes'; it is"),
        (Endpoint(base_url="http://h/v1", quirks={"strict": "no"}), "it is true or false."),
    ],
)
def test_a_wrong_endpoint_is_named_in_one_sentence(endpoint: Endpoint, sentence: str) -> None:
    with pytest.raises(SettingError) as caught:
        target("den:x", LlmSettings(endpoints={"den": endpoint}))
    assert sentence in str(caught.value)


def test_the_list_tells_what_is_used_where_it_is_and_what_was_tried() -> None:
    settings = LlmSettings(default="deepseek:deepseek-flash", fallback=("ollama:qwen3",))
    tried = {"ollama:qwen3": (datetime(2026, 3, 1, tzinfo=UTC), {"verified": True})}
    rows = {row.name: row for row in listed(settings, tried, env={"DEEPSEEK_API_KEY": "k"})}
    first, second, *_ = rows.values()
    assert (first.name, first.role, first.here, first.key) == (
        "deepseek:deepseek-flash", "default", False, "environment",
    )  # fmt: skip
    assert (first.price_in, first.context, first.tried, first.verified) == (0.3, 1_000_000, None, False)
    assert (second.name, second.role, second.here, second.key, second.price_in) == (
        "ollama:qwen3", "fallback", True, "", 0.0,
    )  # fmt: skip
    assert second.verified and second.tried is not None
    assert rows["kimi:kimi-k3"].key == "missing"
    assert rows["echo"].here and "jina:NAME" not in rows


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    return Ring.put(monkeypatch)


def test_a_key_comes_from_the_environment_or_from_the_keyring(ring: Ring) -> None:
    there = found("deepseek:deepseek-flash")
    with pytest.raises(SettingError, match=r"DEEPSEEK_API_KEY.*`zhiji llms key deepseek`"):
        keys.key_of(there, {})
    keys.keep("api.deepseek.com", "kept")
    assert keys.key_of(there, {}) == "kept"
    assert keys.key_of(there, {"DEEPSEEK_API_KEY": "set"}) == "set"
    keys.keep("api.deepseek.com", "")
    assert ring.kept == {}


def test_a_key_goes_to_the_host_that_it_is_for_and_to_no_other(ring: Ring) -> None:
    keys.keep("api.deepseek.com", "kept")
    moved = LlmSettings(endpoints={"deepseek": Endpoint(base_url="https://elsewhere.example/v1")})
    assert keys.key_of(found("deepseek:x", moved), {}) == ""
    assert keys.key_of(found("ollama:x"), {}) == ""


def test_without_a_keyring_there_are_no_keys_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(MissingExtra, match=r"zhiji\[keyring\]"):
        keys.keep("h", "k")
    assert keys.found(found("deepseek:x"), {}) == ""


def tried(endpoint: FakeEndpoint, llm: str, rows: list[LedgerEntry], **options: Any) -> Any:
    pytest.importorskip("pydantic_ai")
    known = Settings(llm=LlmSettings(endpoints={"here": Endpoint(base_url=endpoint.url, **options)}))
    return probe(lambda learned: open_llm(f"here:{llm}", known, ledger=rows, learned=learned))


def test_trying_finds_what_it_can_do(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    endpoint.reply = '{"city": "Paris", "letters": 5}'
    shown = tried(endpoint, "strict", rows)
    assert shown.verified and shown.learned == {}
    assert {one.what: one.ok for one in shown.findings} == {
        "reply": True, "stream": True, "json": True, "tools": True, "reasoning": True,
    }  # fmt: skip
    assert len(rows) == 5 and all(row.ok for row in rows)


def test_trying_learns_which_thoughts_must_go_back(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    endpoint.reply = '{"city": "Paris", "letters": 5}'
    assert tried(endpoint, "forgetful", rows).learned == {"echo": "never"}
    assert tried(endpoint, "strict", rows, dialect="minimax").learned == {}


def test_trying_learns_how_json_is_to_be_asked_for(endpoint: FakeEndpoint, rows: list[LedgerEntry]) -> None:
    endpoint.first = ["ready", "1 2 3 4", "It is Paris."]  # by the call of a tool it would not
    endpoint.reply = '{"city": "Paris", "letters": 5}'
    shown = tried(endpoint, "plain", rows, quirks={"tool_choice": "auto"})
    assert shown.learned == {"json": "schema"}
    assert not next(one.ok for one in shown.findings if one.what == "tools")


def test_trying_what_is_not_there_is_told_in_a_sentence(rows: list[LedgerEntry]) -> None:
    pytest.importorskip("pydantic_ai")
    shown = probe(lambda _: open_llm("http://127.0.0.1:9/v1#x", Settings(), ledger=rows))
    assert not shown.verified
    assert [one.told for one in shown.findings] == [
        "The language model http://127.0.0.1:9/v1#x can't be reached (nothing answers there)."
    ]


def test_trying_goes_through_the_gate(rows: list[LedgerEntry]) -> None:
    pytest.importorskip("pydantic_ai")
    settings = Settings(privacy=PrivacySettings(leave="none"))
    with pytest.raises(LeaveRefused):
        probe(lambda _: open_llm("http://llm.example/v1#x", settings, ledger=rows))
    assert rows == []


def test_no_secret_of_the_keyring_is_told(ring: Ring, rows: list[LedgerEntry]) -> None:
    pytest.importorskip("pydantic_ai")
    keys.keep("llm.invalid", "s3cret-key")
    llm = open_llm("http://llm.invalid/v1#x", Settings(privacy=PrivacySettings(leave="all")), ledger=rows)
    with pytest.raises(Exception, match="can't be reached") as caught:
        llm.complete(LlmRequest(messages=(say("user", "hi"),), purpose="answers"))
    assert "s3cret-key" not in repr(caught.value) + repr(rows) + repr(llm)


@pytest.mark.parametrize(
    ("llm", "price"),
    [("x-3", 1.0), ("X-3-2026-05-01", 1.0), ("x-3-latest", 1.0), ("x-3.1-pro", None), ("x-30", None)],
)
def test_a_price_is_that_of_just_this_one(llm: str, price: float | None) -> None:
    provider = Provider(llms=(KnownLlm(name="x-3", context=9, price_in=1.0, price_out=2.0),))
    known = provider.known(llm)
    assert (known.price_in, known.context) == (price, 9)
