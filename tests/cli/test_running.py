from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Run
from zhiji.cli.verbs import VERBS, zhiji

REPOSITORY = Path(__file__).parents[2]


@pytest.mark.parametrize("verb", list(VERBS))
def test_the_list_of_verbs_says_what_their_own_help_says(verb: str) -> None:
    command: click.Command = importlib.import_module(f"zhiji.cli.{verb}").command
    assert command.name == verb
    assert (command.help or "").split("\n", 1)[0] == VERBS[verb]


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_verb_has_help_and_every_option_says_what_it_does(verb: str, run: Run) -> None:
    assert run(verb, "--help").code == 0
    command = zhiji.get_command(click.Context(zhiji), verb)
    assert command is not None
    for one in [command, *getattr(command, "commands", {}).values()]:
        for option in one.params:
            assert not isinstance(option, click.Option) or option.help, f"{verb}: {option.name}"


def test_help_imports_no_verb_and_no_room() -> None:
    code = (
        "import sys, zhiji.cli.running as r; r.run(['--help']);"
        "print(sorted(m for m in sys.modules if m.startswith('zhiji.')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[1] for name in eval(done.stderr)}
    assert loaded <= {"cli", "errors", "_version"}
    assert "zhiji.cli.add" not in done.stderr


def test_help_takes_at_most_a_tenth_of_a_second_more_than_python_itself() -> None:
    assert _cpu("-m", "zhiji", "--help") - _cpu("-c", "pass") < 0.1


def _cpu(*arguments: str) -> float:
    code = (
        "import os,subprocess,sys;subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL);"
        "t=os.times();print(t.children_user+t.children_system)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, sys.executable, *arguments],
            capture_output=True,
            text=True,
            check=True,
        )
        for _ in range(5)
    ]
    return min(float(one.stdout) for one in runs)


def test_a_misspelt_verb_is_usage_and_names_what_was_meant(run: Run) -> None:
    found = run("serch", "hut")
    assert found.code == 2 and "search" in found.err and not found.out


@pytest.mark.parametrize(
    "arguments",
    [["add", "--watch"], ["status", "--nonsense"], ["completion", "tcsh"], ["people", "merge", "one"]],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], run: Run) -> None:
    assert run(*arguments).code == 2


def test_a_mistake_is_one_sentence_and_exit_code_1(run: Run) -> None:
    found = run("people", "me", "Nobody At All")
    assert found.code == 1
    assert (
        found.err.startswith("zhiji: There is no person called “Nobody At All”.")
        and "Traceback" not in found.err
    )
    assert found.err.count("\n") == 1 and not found.out


def test_debug_shows_where_an_error_came_from(run: Run) -> None:
    assert "Traceback" in run("people", "me", "Nobody At All", "--debug").err
    assert "Traceback" in run("--debug", "people", "me", "Nobody At All").err


def test_a_mistake_of_our_own_is_said_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("the moon\nis full")

    monkeypatch.setattr("zhiji.archive.Archive.status", fails)
    found = run("status")
    assert found.code == 1 and "RuntimeError: the moon is full" in found.err and "Traceback" not in found.err


def test_home_is_taken_before_the_verb_and_behind_it(run: Run, tmp_path: Path) -> None:
    for arguments in (["--home", tmp_path / "a", "status"], ["status", "--home", tmp_path / "a"]):
        assert str(tmp_path / "a") in run(*arguments).out


def test_a_home_that_is_a_file_is_said_in_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert run("status", "--home", tmp_path / "file").code == 2


def test_a_reader_who_leaves_early_is_no_error(tmp_path: Path) -> None:
    code = "import subprocess,sys;p=subprocess.Popen([sys.executable,'-m','zhiji','sources'],stdout=subprocess.PIPE,stderr=subprocess.PIPE);p.stdout.close();print(p.stderr.read().decode(),p.wait())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_the_verbs(shell: str, run: Run) -> None:
    script = run("completion", shell)
    assert script.code == 0 and "_ZHIJI_COMPLETE" in script.out
    env = {
        **os.environ,
        "_ZHIJI_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "zhiji se",
        "COMP_CWORD": "se" if shell == "fish" else "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "zhiji"], env=env, capture_output=True, text=True, check=False
    )
    assert "search" in done.stdout


def test_the_version_is_told(run: Run) -> None:
    from zhiji._version import __version__

    assert run("--version").out == f"zhiji {__version__}\n"
