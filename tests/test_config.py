from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from zhiji.config import Endpoint, Settings, home, parse_settings, read_settings
from zhiji.errors import SettingError

FULL = """
[llm]
default = "ollama:qwen3"
timeout = 30

[llm.endpoints.den]
base_url = "http://192.168.1.5:8000/v1"
dialect = "vllm"
api_key_env = "DEN_KEY"
price_in = 0.1
price_out = 0

[llm.endpoints.den.headers]
X-Room = "den"

[privacy]
leave = "evidence"
secrets = "never"

[archive]
zone = "Europe/Berlin"

[background]
enabled = false
on_battery = true
max_load = 0.5
tokens_per_day = 20000
cost_per_month = 2.5

[memory]
llm = "on"
"""


def test_without_a_file_every_setting_has_its_default(tmp_path: Path) -> None:
    settings = read_settings(tmp_path)
    assert settings == Settings()
    assert settings.privacy.leave == "none"
    assert settings.llm.default is None
    assert (settings.memory.llm, settings.background.tokens_per_day) == ("off", 0)


def test_what_the_file_says_is_what_one_gets(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(FULL, encoding="utf-8")
    settings = read_settings(tmp_path)
    assert settings.llm.default == "ollama:qwen3"
    assert settings.llm.timeout == 30.0
    assert settings.llm.endpoints["den"] == Endpoint(
        base_url="http://192.168.1.5:8000/v1",
        dialect="vllm",
        api_key_env="DEN_KEY",
        headers={"X-Room": "den"},
        price_in=0.1,
        price_out=0.0,
    )
    assert settings.privacy.leave == "evidence"
    assert settings.privacy.secrets == "never"
    assert settings.archive.zone == "Europe/Berlin"
    assert not settings.background.enabled
    assert settings.background.tokens_per_day == 20000
    assert (settings.background.cost_per_month, settings.memory.llm) == (2.5, "on")


def test_a_file_from_notepad_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b'\xef\xbb\xbf[privacy]\r\nleave = "all"\r\n')
    assert read_settings(tmp_path).privacy.leave == "all"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[privacy]\nleav = 'none'", "c.toml: zhiji has no setting “leav” in [privacy]. Did you mean leave?"),
        ("[privcy]\n", "c.toml: zhiji has no setting “privcy”. Did you mean privacy?"),
        ("[archive]\nxyzzy = 1", "c.toml: zhiji has no setting “xyzzy” in [archive]. There are: zone."),
        ("[llm.endpoints.x]\nbase_url = 'http://h'\napi_key = 'k'", "Did you mean api_key_env?"),
        (
            "[privacy]\nleave = 'some'",
            "“leave” in [privacy] must be one of none, evidence, pseudonyms, all, not 'some'.",
        ),
        ("[privacy]\nleave = ['all']", "must be one of none"),
        ("[privacy]\nsecrets = 'always'", "must be one of ask, never"),
        ("[background]\nenabled = 'yes'", "“enabled” in [background] must be true or false, not 'yes'."),
        ("[background]\ntokens_per_day = true", "must be a whole number, 0 or more, not True."),
        ("[background]\ntokens_per_day = -1", "must be a whole number"),
        ("[background]\nmax_load = nan", "must be a number"),
        ("[archive]\nzone = 'Berlin'", "must be the name of a time zone"),
        ("[archive]\nzone = '../../etc/passwd'", "must be the name of a time zone"),
        ("[archive]\nzone = ''", "must be the name of a time zone"),
        ("[llm]\ndefault = 3", "“default” in [llm] must be text in quotes, not 3."),
        ("[llm]\nfallback = 'a:b'", "must be a list of texts in quotes"),
        ("[llm.endpoints.x]\nquirks = 1", "must be a section: [llm.endpoints.x.quirks]"),
        ("[budget]\nanswer = {}", "Did you mean answers?"),
        ("[budget.all]\ntokens_per_day = -1", "must be a whole number, 0 or more"),
        ("[llm.endpoints.'a:b']\nbase_url = 'http://h'", "can't be named “a:b”"),
        ("[llm.endpoints]\nx = 1", "“llm.endpoints.x” must be a section"),
        ("[llm]\nendpoints = 1", "must be sections like [llm.endpoints.NAME]"),
        ("[llm.endpoints.x]\nbase_url = 'http://h'\nheaders = {A = 1}", "must be names with text in quotes"),
        ("privacy = 'none'", "“privacy” must be a section: [privacy]."),
        ("[privacy\n", "c.toml is not valid TOML"),
    ],
)
def test_a_mistake_is_named_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(SettingError) as caught:
        parse_settings(text, where="c.toml")
    assert sentence in str(caught.value)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes("# 设置".encode("gb18030"))
    with pytest.raises(SettingError, match="UTF-8"):
        read_settings(tmp_path)


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(SettingError, match="can't be read"):
        read_settings(tmp_path)


def test_the_home_given_comes_before_the_environment() -> None:
    assert home("/a", env={"ZHIJI_HOME": "/b"}) == Path("/a")
    assert home(env={"ZHIJI_HOME": "/b"}) == Path("/b")
    assert home("~/x", env={}) == Path.home() / "x"


@pytest.mark.parametrize(
    ("platform", "env", "expected"),
    [
        ("linux", {}, Path.home() / ".local" / "share" / "zhiji"),
        ("linux", {"XDG_DATA_HOME": "relative"}, Path.home() / ".local" / "share" / "zhiji"),
        ("darwin", {}, Path.home() / "Library" / "Application Support" / "zhiji"),
        ("win32", {}, Path.home() / "AppData" / "Local" / "zhiji"),
    ],
)
def test_else_the_home_is_in_the_platforms_data_folder(
    platform: str, env: dict[str, str], expected: Path
) -> None:
    assert home(env=env, platform=platform) == expected


def test_the_platforms_own_variables_are_followed(tmp_path: Path) -> None:
    assert home(env={"XDG_DATA_HOME": str(tmp_path)}, platform="linux") == tmp_path / "zhiji"
    assert home(env={"LOCALAPPDATA": str(tmp_path)}, platform="win32") == tmp_path / "zhiji"


def test_importing_the_settings_reads_no_toml() -> None:
    code = "import sys, zhiji.config; assert not {'tomllib', 'zoneinfo', 'difflib'} & set(sys.modules)"
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
