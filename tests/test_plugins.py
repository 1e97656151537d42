from __future__ import annotations

import sys
from pathlib import Path

import pytest

from zhiji.plugins import BrokenPlugin, Plugin, find, installed

GROUP = "zhiji.llms"
OURS = {"echo": "zhiji.llm.echo:echo"}


def install(site: Path, package: str, points: dict[str, str]) -> None:
    """What pip leaves behind for a package with entry points."""
    info = site / f"{package}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    lines = "\n".join(f"{name} = {target}" for name, target in points.items())
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{lines}\n")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "good_part.py").write_text("class Room:\n    door = 'open'\n")
    (tmp_path / "bad_part.py").write_text("raise RuntimeError('two\\nlines')\n")
    (tmp_path / "rude_part.py").write_text("raise SystemExit(3)\n")
    install(tmp_path, "good", {"good": "good_part:Room.door"})
    install(tmp_path, "bad", {"bad": "bad_part:thing", "rude": "rude_part:x", "gone": "good_part:nothing"})
    install(tmp_path, "thief", {"echo": "bad_part:thing"})
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_plugins_are_listed_without_importing_them(site: Path) -> None:
    names = [plugin.name for plugin in installed(GROUP, builtin=OURS)]
    assert names[0] == "echo"
    assert {"bad", "gone", "good", "rude"} <= set(names)
    assert "good_part" not in sys.modules
    assert "bad_part" not in sys.modules


def test_a_plugin_is_loaded_by_name(site: Path) -> None:
    plugin = find("good", GROUP)
    assert plugin is not None
    assert plugin.package == "good"
    assert plugin.load() == "open"


def test_nobody_takes_a_name_of_ours(site: Path) -> None:
    plugin = find("echo", GROUP, builtin=OURS)
    assert plugin == Plugin(name="echo", group=GROUP, target=OURS["echo"])
    assert plugin in installed(GROUP, builtin=OURS)


def test_a_name_that_nobody_has_is_none(site: Path) -> None:
    assert find("nobody", GROUP, builtin=OURS) is None


def test_broken_plugins_are_one_line_each(site: Path) -> None:
    broken = [told(plugin) for plugin in installed(GROUP) if plugin.package == "bad"]
    assert len(broken) == 3
    assert all("\n" not in line and "from bad" in line for line in broken)
    assert any("RuntimeError: two lines" in line for line in broken)


def told(plugin: Plugin) -> str:
    with pytest.raises(BrokenPlugin) as raised:
        plugin.load()
    return str(raised.value)


def test_loading_a_broken_plugin_names_it(site: Path) -> None:
    plugin = find("rude", GROUP)
    assert plugin is not None
    with pytest.raises(
        BrokenPlugin, match=r"The plug-in rude \(zhiji.llms, from bad\) can't be loaded.*SystemExit"
    ):
        plugin.load()
