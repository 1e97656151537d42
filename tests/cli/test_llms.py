from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Run
from tests.rings import Ring
from zhiji.cli import console


def settings(home: Path, text: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(text, encoding="utf-8")


def test_language_models_are_listed_with_place_key_and_price(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", "k3y")
    found = run("llms", "--json")
    rows = {row["name"]: row for row in found.json["llms"]}
    assert rows["deepseek:deepseek-flash"]["key"] == "environment" and "k3y" not in found.out
    assert rows["ollama:NAME"]["here"] and not rows["openai:gpt-6-luna"]["here"]
    assert rows["openai:gpt-6-luna"]["price_in"] == 0.1 and not rows["openai:gpt-6-luna"]["verified"]
    assert "never" in run("llms").out
    assert "openai" not in run("llms", "--here").out


def test_one_that_was_tried_is_listed_so(run: Run) -> None:
    tried = run("llms", "try", "echo")
    assert tried.code == 0 and "it replies" in tried.out
    assert run("llms", "try", "echo", "--json").json["verified"]
    rows = run("llms", "--json").json["llms"]
    assert rows[0]["name"] == "echo" and rows[0]["verified"] and rows[0]["tried"].startswith("20")


def test_one_that_is_not_there_is_told_in_a_sentence(run: Run, home: Path) -> None:
    pytest.importorskip("pydantic_ai")
    settings(home, '[llm.endpoints.den]\nbase_url = "http://127.0.0.1:9/v1"')
    tried = run("llms", "try", "den:x")
    assert tried.code == 1 and "nothing" in tried.out and "Traceback" not in tried.err
    assert run("llms", "--json").json["llms"][0]["verified"] is False
    unknown = run("llms", "try", "olama:x")
    assert unknown.code == 1 and "Did you mean ollama" in unknown.err


def test_a_key_is_asked_for_and_not_taken_from_the_command_line(run: Run) -> None:
    found = run("llms", "key", "deepseek")
    assert found.code == 1 and "Nobody is here to type a key" in found.err
    assert run("llms", "key", "deepseek", "s3cret").code == 2


def test_a_key_goes_into_the_keyring_for_its_host_and_out_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = Ring.put(monkeypatch)
    monkeypatch.setattr(console, "can_ask", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_, **options: "s3cret" if options["hide_input"] else "")
    kept = run("llms", "key", "deepseek")
    assert (
        kept.code == 0 and "api.deepseek.com is now in the keyring" in kept.out and "s3cret" not in kept.out
    )
    assert ring.kept == {("zhiji", "api.deepseek.com"): "s3cret"}
    rows = {row["name"]: row["key"] for row in run("llms", "--json").json["llms"]}
    assert rows["deepseek:deepseek-flash"] == "keyring" and rows["kimi:kimi-k3"] == "missing"
    assert run("llms", "key", "deepseek", "--remove").code == 0 and ring.kept == {}
    assert "needs no key" in run("llms", "key", "ollama").err
    assert "knows no endpoint" in run("llms", "key", "nobody").err


def test_nothing_was_asked_and_nothing_cost(run: Run, filled: Path) -> None:
    assert "No language model was asked." in run("cost").out
    assert run("cost", "--json").json == {
        "schema": 1, "by": "purpose", "totals": [], "all": {"calls": 0, "cost": 0, "unpriced": 0},
    }  # fmt: skip


def test_calls_are_added_up_by_purpose_llm_and_day(run: Run, filled: Path) -> None:
    run("ask", "where is the hut key?", "--llm", "echo:quote")
    [total] = run("cost", "--json").json["totals"]
    assert total["of"] == "answers" and total["calls"] >= 1 and total["cost"] == 0.0
    assert [one["of"] for one in run("cost", "--by", "llm", "--json").json["totals"]] == ["echo:quote"]
    assert run("cost", "--by", "day", "--json").json["totals"][0]["of"].startswith("20")
    assert run("cost", "--since", "2099-01-01", "--json").json["totals"] == []
    assert "$0.0000" in run("cost").out


def test_a_cost_that_nobody_knows_is_not_called_nothing(run: Run, filled: Path, home: Path) -> None:
    import zhiji
    from zhiji.llm import LedgerEntry
    from zhiji.llm.ledger import Left

    left = Left(kinds=("words",), messages=3, pictures=0, characters=9, masked=0, renamed=0)
    with zhiji.open(home) as archive:
        now = archive._moment(None)
        archive._store.ledger.append(
            LedgerEntry(when=now, purpose="answers", llm="far:x", host="far.example", tokens_in=9, tokens_out=1,
                        cost=None, left=left, ok=True)
        )  # fmt: skip
    assert run("cost", "--json").json["all"] == {"calls": 1, "cost": None, "unpriced": 1}
    told = run("cost")
    assert "not known" in told.out and "$0" not in told.out and "price_in" in told.err


SPEAK = {"pydantic", "pydantic_ai", "openai", "httpx2", "anthropic", "keyring", "zhiji.llm.client"}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["search", "hut"], ["search", "hut", "--words"], ["status"]]
)
def test_finding_loads_nothing_that_speaks_to_language_models_or_reads_for_memory(
    arguments: list[str], filled: Path
) -> None:
    code = "import sys, zhiji.cli.running as r; r.run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    assert not set(done.stderr.split()) & {*SPEAK, "zhiji.memory.reading.readers"}
