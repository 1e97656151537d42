from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_plugins import install
from zhiji.config import Endpoint, LlmSettings, Settings
from zhiji.errors import MissingExtra, SettingError
from zhiji.llm import Delta, LedgerEntry, LlmReply, LlmRequest, estimate_tokens, open_llm, say
from zhiji.llm.providers import providers
from zhiji.llm.target import target

HERE = LlmSettings(
    endpoints={
        "den": Endpoint(base_url="http://192.168.1.5:8000/v1", dialect="vllm", timeout=9.0),
        "openai": Endpoint(base_url="http://127.0.0.1:1/v1", dialect="openai"),
        "deepseek": Endpoint(base_url="https://api.deepseek.com/beta"),
        "odd": Endpoint(base_url="http://h/v1", dialect="klingon"),
    }
)
EVIDENCE = "[1] 2026-01-10 09:00 Mum: see you on Friday\n[2] 小明：上线改到周五\n[3] no one said who"
REQUEST = LlmRequest(messages=(say("system", "[9] x: no evidence"), say("user", EVIDENCE)), purpose="answers")


def test_a_name_says_provider_and_llm() -> None:
    found = target("ollama:qwen3:8b", LlmSettings())
    assert found is not None
    assert (found.llm, found.host, found.dialect, found.key_env) == ("qwen3:8b", "127.0.0.1", "ollama", "")


def test_an_address_with_an_llm_is_a_name_too() -> None:
    found = target("http://127.0.0.1:8000/v1#Qwen/Qwen3-8B", LlmSettings())
    assert found is not None
    assert (found.llm, found.base_url, found.dialect) == (
        "Qwen/Qwen3-8B",
        "http://127.0.0.1:8000/v1",
        "openai",
    )


def test_an_endpoint_from_the_settings_is_a_name_too() -> None:
    found = target("den:qwen3", HERE)
    assert found is not None
    assert (found.host, found.dialect, found.timeout) == ("192.168.1.5", "vllm", 9.0)


def test_a_providers_key_goes_to_its_own_host_only() -> None:
    moved, same = target("openai:gpt", HERE), target("deepseek:flash", HERE)
    assert moved is not None
    assert same is not None
    assert moved.key_env == ""
    assert (same.key_env, same.dialect) == ("DEEPSEEK_API_KEY", "deepseek")


def test_every_provider_can_be_named() -> None:
    for name in providers():
        assert target(f"{name}:x", LlmSettings()) is not None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ollama", "“ollama” doesn't say which language model: write ollama:NAME."),
        ("http://127.0.0.1/v1", "write http://127.0.0.1/v1#NAME."),
        ("olama:qwen3", "Did you mean ollama or llamacpp?"),
        ("nonsense", "`zhiji llms` lists what there is."),
        ("echo:louder", "There is no echo:louder; there are echo:quote, echo:lie, echo:claim."),
        ("odd:x", "zhiji doesn't know the dialect “klingon”"),
        ("http://a@b/v1#x", "is no address that zhiji connects to"),
    ],
)
def test_a_name_that_means_nothing_is_named_in_one_sentence(name: str, sentence: str) -> None:
    with pytest.raises(SettingError) as caught:
        open_llm(name, Settings(llm=HERE), ledger=[])
    assert sentence in str(caught.value)


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(
        MissingExtra, match=r'ollama:qwen3 needs an optional part: pip install "zhiji\[llm\]"'
    ):
        open_llm("ollama:qwen3", Settings(), ledger=[])


def test_a_missing_key_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    with pytest.raises(SettingError, match="into the environment variable DEEPSEEK_API_KEY"):
        open_llm("deepseek:flash", Settings(), ledger=[], env={})
    assert (
        open_llm("deepseek:flash", Settings(), ledger=[], env={"DEEPSEEK_API_KEY": "k"}).host
        == "api.deepseek.com"
    )


def test_echo_says_what_it_was_sent() -> None:
    rows: list[LedgerEntry] = []
    *deltas, reply = open_llm("echo", Settings(), ledger=rows).stream(REQUEST)
    assert isinstance(reply, LlmReply)
    assert reply.text == f"system: [9] x: no evidence\nuser: {EVIDENCE}"
    assert "".join(one.text for one in deltas if isinstance(one, Delta)) == reply.text
    assert (reply.host, reply.cost, len(rows)) == ("", 0.0, 1)


def test_echo_quotes_the_evidence() -> None:
    reply = open_llm("echo:quote", Settings(), ledger=[]).complete(REQUEST)
    assert reply.text == "“see you on Friday” [1]\n“上线改到周五” [2]\n“no one said who” [3]"


def test_echo_lies_about_the_evidence() -> None:
    reply = open_llm("echo:lie", Settings(), ledger=[]).complete(REQUEST)
    assert "[1]" in reply.text
    assert "see you on Friday" not in reply.text


def test_a_plugin_can_bring_an_llm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "parrot_part.py").write_text(
        "from zhiji.llm.echo import Echo\n"
        "def parrot(llm, endpoint):\n    return Echo(lambda request: f'{llm} wants a cracker')\n"
    )
    install(tmp_path, "parrot", {"parrot": "parrot_part:parrot"})
    monkeypatch.syspath_prepend(str(tmp_path))
    assert open_llm("parrot:Polly", Settings(), ledger=[]).complete(REQUEST).text == "Polly wants a cracker"


def test_tokens_are_estimated_by_script() -> None:
    assert estimate_tokens("") == 0
    assert estimate_tokens("abcdefgh") == 2
    assert estimate_tokens("周五来ok") == 4


def test_importing_the_room_imports_nothing_heavy() -> None:
    heavy = "{'pydantic', 'pydantic_ai', 'httpx2', 'asyncio', 'ssl', 'tomllib', 'importlib.metadata', 'zhiji.llm.client'}"
    code = f"import sys, zhiji.llm; assert not {heavy} & set(sys.modules)"
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
