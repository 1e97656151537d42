"""Running one command: arguments in, exit code out, and one sentence where something is wrong.

Exit codes: 0 done; 1 a mistake that the sentence on stderr explains; 2 wrong usage; 3 a search without hits.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from zhiji.cli import console
from zhiji.cli.verbs import zhiji
from zhiji.errors import ZhijiError

DONE, MISTAKE, USAGE, NO_HITS = 0, 1, 2, 3
COMPLETE = "_ZHIJI_COMPLETE"
INTERRUPTED = 130  # what shells expect after Ctrl-C


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """The command `zhiji`."""
    console.prepare()
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Carry out a command and return its exit code."""
    if instruction := os.environ.get(COMPLETE):
        return _complete(instruction)
    try:
        code = _invoke(arguments)
        if sys.stdout is not None:  # closed by whoever started us
            sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the outermost edge: nobody sees a traceback
        if "--debug" in arguments and not isinstance(
            error, click.ClickException | click.Abort | BrokenPipeError
        ):
            console.traceback()
        return _explain(error)
    return code


def _invoke(arguments: Sequence[str]) -> int:
    try:
        with zhiji.make_context("zhiji", list(arguments)) as context:
            code = zhiji.invoke(context)
    except click.exceptions.Exit as leaving:  # after --help and --version
        return leaving.exit_code
    return code if isinstance(code, int) else DONE


def _complete(instruction: str) -> int:
    """Answer the shell, which asks how a line may go on."""
    from click.shell_completion import shell_complete

    return shell_complete(zhiji, {}, "zhiji", COMPLETE, instruction)


def _explain(error: BaseException) -> int:
    """One sentence on stderr; returns the exit code."""
    if isinstance(error, BrokenPipeError):
        return _no_reader()
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, click.Abort | KeyboardInterrupt):
        console.note("Stopped. What was kept until now stays.")
        return INTERRUPTED
    if isinstance(error, ZhijiError):
        console.complain(str(error))
    elif isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        console.complain(f"{where}{error.strerror}.")
    else:
        what = " ".join(f"{type(error).__name__}: {error}".split())
        console.complain(f"zhiji made a mistake of its own ({what}). `--debug` shows where.")
    return MISTAKE


def _no_reader() -> int:
    """Whoever read the output (`| head`) has gone: end quietly, and let Python's own flush at exit fail nowhere."""
    with contextlib.suppress(OSError):  # a stream without a file has nothing to flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
