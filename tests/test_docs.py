"""What the documentation says is so: its commands run, its tables are fresh, and nothing is left out."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import click
import pytest

from zhiji import config, errors, plugins
from zhiji.cli.verbs import VERBS, zhiji

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md")])
_BLOCK = re.compile(r"^```(sh|python)([^\n]*)\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")


@dataclass(frozen=True)
class Block:
    """Something to run."""

    language: str
    how: str
    text: str


def blocks(page: Path) -> list[Block]:
    found = _BLOCK.findall(page.read_text(encoding="utf-8"))
    return [Block(language, how.strip(), text) for language, how, text in found]


def page_name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path | None]:
    """Where commands are asked for that needn't begin with all the imports; None where forking isn't safe."""
    if sys.platform != "linux":
        yield None
        return
    folder = tmp_path_factory.mktemp("forked")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.forked", str(folder / "door")],
        cwd=ROOT,
        env=_environment(folder, None) | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as serving:
        assert serving.stdout is not None and serving.stdout.readline() == "ready\n"
        yield folder / "door"


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)], ids=page_name)
@pytest.mark.skipif(shutil.which("bash") is None, reason="the commands are written for a Unix shell")
def test_every_block_runs(page: Path, door: Path | None, tmp_path: Path) -> None:
    """All shell blocks of a page run in one shell, as a reader would type them; Python's in between."""
    script = ["set -e"]
    for number, block in enumerate(blocks(page)):
        if block.how.startswith("no-run:"):
            assert len(block.how) > len("no-run: why"), f"{page_name(page)}: say why it can't run"
            continue
        assert not block.how, f"{page_name(page)}: ```{block.language} {block.how} is unknown"
        if block.language == "python":
            (tmp_path / f"block_{number}.py").write_text(block.text, encoding="utf-8")
            script.append(f'python "{tmp_path}/block_{number}.py"')
        else:
            script.append(block.text)
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=_place(tmp_path),
        env=_environment(tmp_path, None if "\nkill $!" in "\n".join(script) else door),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, f"{page_name(page)}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    assert "Traceback" not in done.stderr and "mistake of its own" not in done.stderr, done.stderr[-2000:]


def _place(tmp_path: Path) -> Path:
    place = tmp_path / "place"
    place.mkdir()
    return place


def _environment(tmp_path: Path, door: Path | None) -> dict[str, str]:
    """`zhiji` and `python` are those of this test, the home folder and the archive are empty ones."""
    programs = tmp_path / "bin"
    programs.mkdir()
    ours = f'"{sys.executable}" -m zhiji'
    if door is not None:
        ours = f'"{sys.executable}" -IS "{ROOT / "tests/forked.py"}" "{door}"'
    for name, command in (("zhiji", ours), ("python", f'"{sys.executable}"')):
        (programs / name).write_text(f'#!/bin/sh\nexec {command} "$@"\n')
        (programs / name).chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZHIJI_", "XDG_"))}
    return kept | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "ZHIJI_HOME": str(tmp_path / "home"),
        "ZHIJI_EMBEDDER": "none",  # pages that need one say so
        "ZHIJI_NO_BACKGROUND": "1",  # they say `zhiji learn` where it matters
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
        "TZ": "Europe/Vienna",
        "COLUMNS": "80",
    }


@pytest.mark.slow  # `make check` asks the same
def test_generated_parts_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/docs.py"), "--check"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_stale_part_is_noticed() -> None:
    spec = importlib.util.spec_from_file_location("docs", ROOT / "scripts/docs.py")
    assert spec is not None and spec.loader is not None
    docs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(docs)
    page = "before\n<!-- begin plugin-groups -->\nold\n<!-- end plugin-groups -->\nafter\n"
    fresh = docs.filled(page)
    assert "- `zhiji.sources`" in fresh and "old" not in fresh
    assert docs.filled(fresh) == fresh


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page_name(page)} links to {target}"


def written(page: str) -> str:
    return (ROOT / "docs/reference" / page).read_text(encoding="utf-8")


def commands() -> Iterator[tuple[str, click.Command]]:
    for verb in VERBS:
        command = zhiji.get_command(click.Context(zhiji), verb)
        assert command is not None
        yield f"zhiji {verb}", command
        for name, inner in getattr(command, "commands", {}).items():
            yield f"zhiji {verb} {name}", inner


def test_every_command_and_option_is_documented() -> None:
    page = written("cli.md")
    for path, command in commands():
        part = page.split(f" {path}\n", 1)[1].split("\n#", 1)[0]
        for option in command.params:
            if isinstance(option, click.Option):
                assert all(name in part for name in option.opts), f"{path} {option.opts}"


def test_every_setting_is_documented() -> None:
    page = written("settings.md")
    for section in (config.Settings, config.ArchiveSettings, config.PrivacySettings, config.LlmSettings,
                    config.Endpoint, config.BudgetSettings, config.Caps, config.BackgroundSettings,
                    config.EmbedderSettings, config.SearchSettings, config.MemorySettings):  # fmt: skip
        assert all(f"`{one.name}`" in page or f"`[{one.name}]`" in page for one in fields(section)), section


def test_every_group_of_plugins_is_documented() -> None:
    assert all(f"`{group}`" in written("plugins.md") for group in plugins.GROUPS)


def test_every_error_is_documented() -> None:
    page = written("errors.md")
    kinds = [
        one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.ZhijiError)
    ]
    assert len(kinds) > 20 and all(f"`{kind.__name__}`" in page for kind in kinds)


def test_every_public_name_is_documented() -> None:
    import zhiji as package

    page = written("api.md")
    assert all(f"zhiji.{name}" in page for name in package.__all__ if not name.startswith("_"))


def test_outward_pages_speak_of_the_project_alone() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"/work/|/tmp/|/root/|TODO|FIXME", text), page_name(page)
