"""`zhiji add`: exports in, a line for each file, and what could not be read."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhiji.cli import console, front, nearby, watching
from zhiji.cli.front import Front, pass_front

if TYPE_CHECKING:
    from zhiji.adding import AddReport, FileReport, Progress
    from zhiji.archive import Archive
    from zhiji.people import ListedPerson

_SHOWN = 5  # problems of a file, and names to choose from


@front.command("add")
@click.argument("paths", metavar="[PATH...]", nargs=-1)
@click.option(
    "--me", metavar="NAME", help="Your own name in these exports, where they don't tell who you are."
)
@click.option("--again", is_flag=True, help="Bring back what was forgotten.")
@click.option(
    "--link", is_flag=True, help="Leave pictures and recordings where they are, instead of copying them."
)
@click.option("--watch", is_flag=True, help="Go on: add what appears or grows there, until Ctrl-C.")
@click.option(
    "--every", metavar="SECONDS", type=click.FloatRange(min=0.1), default=5.0, show_default=True,
    help="How often --watch looks.",
)  # fmt: skip
@click.option("--paste", is_flag=True, help="Add messages that you copied from a chat and paste here.")
@click.option("--app", metavar="APP", help="With --paste: the app they are from, where they don't tell.")
@click.option(
    "--chat", metavar="NAME", help="With --paste: the chat they are from. With a URL: only this chat."
)
@click.option(
    "--token",
    metavar="TOKEN",
    envvar="ZHIJI_PULL_TOKEN",
    help="With a URL: its token.  [default: $ZHIJI_PULL_TOKEN]",
)
@click.option("--remote", is_flag=True, help="With a URL: allow one that isn't this computer.")
@click.option("--no-background", is_flag=True, help="Leave no worker behind that goes on in idle time.")
@front.as_json
@pass_front
def command(here: Front, /, paths: tuple[str, ...], no_background: bool, as_json: bool, **given: Any) -> int:
    """Add exports to the archive.

    PATH is a file, a zip as the app made it, or a folder with any number of exports. What is known already is not
    added twice, so adding again, or adding a newer export of the same chat, is always right. Without a PATH, the
    exports that lie in your folders are listed. A PATH may also be the URL of a program on this computer that offers
    chats by ChatLab's Pull protocol. `zhiji sources` shows how to export from each app.
    """
    if given["paste"] and (paths or given["watch"]):
        raise click.UsageError("--paste takes what you paste, and no PATH.")
    if given["watch"] and not paths:
        raise click.UsageError("Say which folder or file to watch.")
    with here.open() as archive:
        adder = _Adder(archive, given, silent=as_json)
        if given["watch"]:
            return watching.follow(archive, paths, given["every"], adder)
        chosen = paths if paths or given["paste"] else nearby.choose(archive, as_json=as_json)
        if not (chosen or given["paste"]):
            return 0
        report = adder.pasted() if given["paste"] else adder.add(chosen)
        for failure in report.failures:
            console.complain(failure.why)
        _print_json(report) if as_json else print_report(report)
        if not (as_json or given["me"]):
            _ask_owner(archive)
        if not no_background:
            _leave_worker(archive)
    return 1 if report.failures else 0


class _Adder:
    """Adds files, URLs and what was pasted, in the ways that were asked for."""

    def __init__(self, archive: Archive, given: dict[str, Any], *, silent: bool) -> None:
        self._archive, self._given, self._silent = archive, given, silent

    def add(self, paths: Sequence[str]) -> AddReport:
        """What became of all of them."""
        from zhiji.adding import together

        urls = [path for path in paths if is_url(path)]
        files = list(_expanded(path for path in paths if not is_url(path)))
        reports = [self.files(files)] if files else []
        return together([*reports, *map(self.pulled, urls)])

    def files(self, paths: Sequence[str]) -> AddReport:
        """What became of files, zips and folders."""
        watch = _Watch(self._archive.home, silent=self._silent)
        given = {name: self._given[name] for name in ("me", "again", "link")}
        report = self._archive.add(paths, progress=watch, **given)
        watch.end()
        return report

    def pulled(self, url: str) -> AddReport:
        """What a program offers; one that can't be asked is a failure like a file that can't be read."""
        from zhiji.adding import AddReport, Failure
        from zhiji.errors import CannotPull

        line = console.Line()
        given = {name: self._given[name] for name in ("token", "chat", "remote", "again")}
        try:
            return self._archive.pull(
                url,
                told=lambda one, count: line.show(f"{one.name}, {console.counted(count, 'message')}"),
                **given,
            )
        except CannotPull as error:
            return AddReport(failures=(Failure(path=url, why=str(error)),))
        finally:
            line.clear()

    def pasted(self) -> AddReport:
        """Messages from the clipboard's text, as it is pasted or piped in."""
        from datetime import date

        from zhiji.chat import Message
        from zhiji.sources import pasting

        if console.can_ask():
            console.note("Paste the messages, then press Enter and Ctrl-D (on Windows Ctrl-Z and Enter).")
        text = click.get_text_stream("stdin", encoding="utf-8", errors="replace").read()
        found = pasting.messages(text, app=self._given["app"], chat=self._given["chat"], today=date.today())
        messages = [one for one in found if isinstance(one, Message)]
        return self._archive.add(messages=messages, me=self._given["me"], again=self._given["again"])


def is_url(path: str) -> bool:
    """Whether a path is the address of a program."""
    return path.lower().startswith(("http://", "https://"))


def _expanded(paths: Iterable[str]) -> Iterator[str]:
    """The paths, with ~ and wildcards resolved where the shell left them (Windows)."""
    for path in paths:
        if not path:
            raise click.UsageError("A path is empty.")  # it would mean the folder one is in
        yield from _resolved(path)


def _resolved(path: str) -> list[str]:
    """The files that a path means; itself where it means none or can't be one, for `add` to say so."""
    try:
        full = Path(path).expanduser()
        found = [] if full.exists() else sorted(glob.glob(str(full)))  # noqa: PTH207 - a pattern of any kind
    except (OSError, RuntimeError):  # too long a name; no such user
        return [path]
    return found or [str(full)]


class _Watch:
    """Shows how far adding is, and first of all what room its media need."""

    def __init__(self, home: os.PathLike[str], *, silent: bool) -> None:
        self._home, self._silent = home, silent
        self._line = console.Line()

    def __call__(self, progress: Progress) -> None:
        if not progress.messages and progress.space:
            self._tell_space(progress)
        which = f"{progress.number} of {progress.of}: " if progress.of > 1 else ""
        name = Path(progress.path).name
        self._line.show(f"{which}{name} ({progress.source}), {console.counted(progress.messages, 'message')}")

    def end(self) -> None:
        """Take the line away."""
        self._line.clear()

    def _tell_space(self, progress: Progress) -> None:
        free = shutil.disk_usage(self._home).free
        if self._silent and free > progress.space:
            return
        self._line.clear()
        console.note(
            f"{console.cut(Path(progress.path).name, 40)}: {console.size(progress.space)} of pictures, videos "
            f"and recordings ({console.size(free)} free)"
        )


def _print_json(report: AddReport) -> None:
    files = [_file_json(file) for file in report.files]
    console.print_json(
        {
            "schema": 1,
            "files": files,
            "added": report.added,
            "known": report.known,
            "forgotten": report.forgotten,
            "contacts": report.contacts,
            "problems": report.problem_count,
            "failures": [{"path": one.path, "why": one.why} for one in report.failures],
            "aside": [{"where": one.where, "what": one.what} for one in report.aside],
            "notes": list(report.notes),
        }
    )


def _file_json(file: FileReport) -> dict[str, Any]:
    return {
        "path": file.path,
        "source": file.source,
        "added": file.added,
        "known": file.known,
        "forgotten": file.forgotten,
        "contacts": file.contacts,
        "problems": [{"where": one.where, "what": one.what} for one in file.problems],
    }


def print_report(report: AddReport) -> None:
    """A line for each file, and what could not be read."""
    for file, name in zip(report.files, _names(report.files), strict=True):
        _print_file(file, name)
    if len(report.files) > 1:
        console.say(f"Together: {_counts(report)}.")
    if report.rest:
        console.say(f"{console.counted(report.rest, 'other file')} in the folders: no exports by themselves.")
    for one in report.aside:
        console.note(console.wrapped(f"{one.where}: {one.what}", indent="  "))
    for text in report.notes:
        console.note(console.wrapped(text))


def _names(files: Sequence[FileReport]) -> list[str]:
    """Paths as short as tells them apart."""
    folders = {str(Path(file.path).parent) for file in files}
    try:
        common = os.path.commonpath(folders) if folders else ""
    except ValueError:  # on several drives
        return [file.path for file in files]
    return [Path(os.path.relpath(file.path, common)).as_posix() for file in files]


def _print_file(file: FileReport, name: str) -> None:
    title = console.plain(f"{name} ({file.source}):")
    counts = _counts(file)
    fits = console.width(f"{title} {counts}") <= console.columns()
    console.say(f"{title} {counts}" if fits else f"{title}\n  {counts}")
    for one in file.problems[:_SHOWN]:
        console.say(console.wrapped(f"{one.where}: {one.what}", indent="    ", first="  - "))
    if file.problem_count > _SHOWN:
        console.say(f"  - and {file.problem_count - _SHOWN:,} more; --json lists them")


def _counts(of: FileReport | AddReport) -> str:
    parts = [f"{of.added:,} added"]
    if of.known:
        parts.append(f"{of.known:,} known already")
    if of.forgotten:
        parts.append(f"{of.forgotten:,} stay forgotten")
    if of.contacts:
        parts.append(console.counted(of.contacts, "contact"))
    if of.problem_count:
        parts.append(console.counted(of.problem_count, "problem"))
    return ", ".join(parts)


def _ask_owner(archive: Archive) -> None:
    """One question, where an app didn't tell who the owner is and somebody is there to answer."""
    unknown = archive.people.without_owner() if console.can_ask() else ()
    if not unknown:
        return
    shown = [one for one in archive.people if set(one.person.apps) & set(unknown)][:_SHOWN]
    for number, one in enumerate(shown, 1):
        console.note(
            f"  {number}  {console.plain(one.person.label)}, {console.counted(one.messages, 'message')}"
        )
    answer = click.prompt(
        f"Which of them is you in {', '.join(unknown)}? Number or name (Enter: later)",
        default="",
        show_default=False,
        err=True,
    ).strip()
    if answer:
        person = archive.people.me(_chosen(answer, shown))
        console.note(f"You are {console.plain(person.name)}.")


def _chosen(answer: str, shown: list[ListedPerson]) -> str | int:
    if answer.isdecimal() and 0 < int(answer) <= len(shown):
        return int(shown[int(answer) - 1].person.id)
    return answer


def _leave_worker(archive: Archive) -> None:
    from zhiji.cli import background

    background.leave(archive)
