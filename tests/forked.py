"""`zhiji` in a process of its own each time, forked from one that has imported everything and met every pattern.

A command line costs a second or more of imports and patterns each time, and the pages type two hundred. What it is
given stays its own: arguments, streams, folder and environment. Linux only. Signals don't reach it.

`python -m tests.forked SOCKET` serves until its stdin ends; `python -IS forked.py SOCKET ARGUMENTS...` is one command.
"""

import contextlib
import json
import os
import socket
import sys
from pathlib import Path

_LONGEST = 1 << 20  # bytes of arguments and environment


def ask(door: str, arguments: list[str]) -> int:
    """Have a command carried out with the streams, folder and environment of this process; its exit code."""
    with socket.socket(socket.AF_UNIX) as call:
        call.connect(door)
        asked = json.dumps(
            {"arguments": arguments, "folder": str(Path.cwd()), "environment": dict(os.environ)}
        )
        socket.send_fds(call, [asked.encode()], [0, 1, 2])
        return int(call.recv(16) or b"70")  # it died


def serve(door: str) -> None:
    """Answer calls until stdin ends."""
    import gc
    import select

    _warm()
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(door)
        listening.listen()
        print("ready", flush=True)
        while listening in select.select([listening, sys.stdin], [], [])[0]:
            call, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _carry_out(call)
            call.close()
            _bury()
        _bury()


def _bury() -> None:
    """Children that ended are no longer kept."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _warm() -> None:
    """The demo's archive is made, learned from and asked: what that needs is imported and compiled afterwards."""
    import tempfile

    from zhiji.cli.running import run

    with (
        tempfile.TemporaryDirectory() as folder,
        open(os.devnull, "w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        home = f"{folder}/play/archive"
        for command in (["demo", "--keep", f"{folder}/play"], ["learn"], ["ask", "Who owes me money?"]):
            run([*command, "--home", home] if command[0] != "demo" else command)


def _carry_out(call: socket.socket) -> None:
    """Be the command that is asked for, and end with it."""
    import time

    from zhiji.cli.running import main

    written, streams, _, _ = socket.recv_fds(call, _LONGEST, 3)
    asked = json.loads(written)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
        for number, mode in enumerate("rww")
    )
    code: object = 70
    try:
        main(asked["arguments"])
    except SystemExit as leaving:
        code = leaving.code or 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        call.sendall(str(code).encode())
        os._exit(0)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit(ask(sys.argv[1], sys.argv[2:]))
    serve(sys.argv[1])
