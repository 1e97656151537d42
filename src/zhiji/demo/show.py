"""The show: real commands on made-up chats, with whatever they print."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhiji.embedding import e5
from zhiji.errors import EmbedderError, MissingExtra

EXPORTS = Path(__file__).parent / "exports"
ZONE = "Europe/Vienna"
NOW = "2026-10-19T09:00"  # the day on which she asks
ME = "Shuyi Han"
WORD = "Rauchfangkehrerbefund"  # occurs in one chat alone

_FINE = (0, 3)  # done, and a search without hits

Run = Callable[[Sequence[str]], int]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, after what is said before it."""

    say: str
    words: tuple[str, ...]


FIRST, SECOND = "whatsapp/saved 2025-09-20", "whatsapp/saved 2026-06-07"
ADDING = (
    Command(
        "An archive is one folder. Not all exports tell their time zone: it is told here.",
        ("init", "--zone", ZONE),
    ),
    Command("A WhatsApp chat as it was saved in 2025 ...", ("add", FIRST, "--me", ME)),
    Command(
        "... and saved again in 2026. What is in both is kept once, nothing is lost:",
        ("add", SECOND, "--me", ME),
    ),
    Command("", ("chats",)),
    Command("Then everything else in the folder, whatever app it is from:", ("add", ".", "--me", ME)),
    Command("", ("status",)),
)
LEARNING = (
    Command("To be found by what they mean, too, messages are embedded in idle time, the\nnewest first. "
            "A few seconds of it:", ("learn", "--minutes", "0.1")),
)  # fmt: skip
ASKING = (
    Command("Questions, in the languages of the chats or across them. Each answer shows\nthe messages that say so:",
            ("ask", "我的红雨伞在谁那里？", "--now", NOW)),
    Command("", ("ask", "Who recommended The Living Mountain to me?", "--now", NOW)),
    Command("The same chats, asked in Chinese about what was said in English:",
            ("ask", "柏宇是不是吃素的？", "--now", NOW)),
    Command("Advice lays side by side what the chats know; the choice stays with the owner:",
            ("ask", "What shall Po-Yu and I eat tonight?", "--now", NOW)),
    Command("What was promised, and whether anything says that it was done:",
            ("ask", "我答应过小满什么？", "--now", NOW)),
    Command("As of a time, with what changed since:",
            ("ask", "What was Tomasz allergic to in 2024?", "--now", NOW)),
    Command("A question that has it wrong is put right:", ("ask", "我什么时候跟妈妈说我找到新工作了？", "--now", NOW)),
    Command("What the chats don't say is not answered:", ("ask", "爸爸的白内障手术定在哪一天？", "--now", NOW)),
)  # fmt: skip
FORGETTING = (
    Command("Somebody is to be forgotten. A rare word of his:", ("search", WORD, "--now", NOW)),
    Command("", ("forget", "--chat", "Viktor Sedlak", "--yes")),
)
RETURNING = (
    Command("And it stays forgotten when the same export is added again:", ("add", "telegram")),
    Command("", ("search", f'"{WORD}"', "--now", NOW)),
)


def show(home: Path, *, run: Run, say: Say, exports: Path = EXPORTS) -> bool:
    """Run the show in an empty home; False if a command failed. What follows a command is what it printed."""
    begun = time.process_time()
    counts: list[int] = []

    def count() -> None:
        counts.append(_holding(home, WORD))

    with _beside_copies(home, exports):
        done = (
            _play(ADDING, run, say)
            and (not embeds() or _play(LEARNING, run, say))
            and _play(ASKING, run, say)
            and _play(FORGETTING[:1], run, say, after=count)
            and _play(FORGETTING[1:], run, say, after=count)
            and _play(RETURNING, run, say, after=count)
        )
    if done:
        say(f"\nFiles of the archive that hold the bytes of “{WORD}”:")
        say("{} at first, {} after forgetting, {} now.".format(*counts))
        say(f"\nAll of this took {time.process_time() - begun:.1f} s of computing, on this computer alone.")
    return done


def embeds() -> bool:
    """Whether there is an embedder here; without one, questions are answered all the same."""
    if name := os.environ.get("ZHIJI_EMBEDDER"):
        return name != "none"
    try:
        e5.located()
    except (EmbedderError, MissingExtra):
        return False
    return True


def _play(
    commands: Sequence[Command], run: Run, say: Say, *, after: Callable[[], None] = lambda: None
) -> bool:
    for command in commands:
        say(f"\n{command.say}" if command.say else "")
        say(f"$ zhiji {shlex.join(command.words)}")
        if run(command.words) not in _FINE:
            return False
    after()
    return True


@contextlib.contextmanager
def _beside_copies(home: Path, exports: Path) -> Iterator[None]:
    """Within a folder with copies of the exports, and with `home` as the archive for all commands."""
    folder = home.parent / "exports"
    shutil.copytree(exports, folder)
    settings = {"ZHIJI_HOME": str(home), "ZHIJI_NO_BACKGROUND": "1"}
    kept = {name: os.environ.get(name) for name in (*settings, "ZHIJI_PASSPHRASE")}
    os.environ.update(settings)
    os.environ.pop("ZHIJI_PASSPHRASE", None)
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        for name, value in kept.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


def _holding(home: Path, word: str) -> int:
    """How many files hold a word, in UTF-8 or UTF-16, in any case of letters."""
    wanted = [form.encode(code) for form in (word, word.lower()) for code in ("utf-8", "utf-16-le")]
    files = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    return sum(any(one in content for one in wanted) for content in files)
