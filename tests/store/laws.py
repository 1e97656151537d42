"""Made-up chats and their exports: partial, overlapping, reordered, coarser, renamed, stripped, in another zone."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from hypothesis import strategies as st

from zhiji.chat import Account, Attachment, Chat, Message, Precision
from zhiji.store import FileInfo, Store, export

START = datetime(2024, 1, 1, 9, 0, 0)
WORDS = ["ok", "ok", "yes", "see you at the lake house on Friday", "明天下午三点老地方见", "did you feed the cat",
         "the train leaves at 8:40 from platform 2", "生日快乐！！", "I sent the contract to Maria", "🙂"]  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What really happened."""

    second: int
    who: int
    text: str
    photo: str | None = None


@dataclass(frozen=True)
class Way:
    """How one phone exports it."""

    minutes: bool = False
    zone: int = 0  # quarter-hours
    names: tuple[str, str, str] = ("Ann", "Ben", "Cleo")
    media: bool = True
    title: str = "Family"
    source: str = "whatsapp"


@st.composite
def lives(draw: st.DrawFn, *, least: int = 6) -> list[Said]:
    """A chat of three people: unique lines among repeated ones, sometimes the same twice in one second."""
    size = draw(st.integers(least, 18))
    said, second = [], 0
    for number in range(size):
        second += draw(st.sampled_from([0, 0, 1, 30, 61, 3600, 90000]))
        text = draw(st.sampled_from(WORDS)) if draw(st.booleans()) else f"line number {number} of this chat"
        photo = f"IMG-{number:04}.jpg" if draw(st.integers(0, 5)) == 0 else None
        said.append(Said(second, draw(st.integers(0, 2)), "" if photo else text, photo))
    return said


def exported(life: Sequence[Said], way: Way) -> list[Message]:
    """The life as one phone writes it down."""
    chat = Chat(name=way.title, source=way.source, kind="group")
    accounts = [Account(name=name, source=way.source) for name in way.names]
    messages = []
    for one in life:
        when = START + timedelta(seconds=one.second, minutes=15 * way.zone)
        kept = (Attachment(name=one.photo, path=one.photo),) if one.photo and way.media else ()
        messages.append(
            Message(
                chat=chat,
                sender=accounts[one.who],
                when=when.replace(second=0) if way.minutes else when,
                text=one.text,
                kind="text" if one.photo is None else "image" if way.media else "media",
                precision=Precision.MINUTE if way.minutes else Precision.SECOND,
                zone="assumed",
                attachments=kept,
            )
        )
    return messages


class Archive:
    """A throw-away store."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self._folder.name), local=UTC)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()
        self._folder.cleanup()

    def add(self, messages: Sequence[Message]) -> tuple[int, int, int]:
        digest = sha256(repr([replace(m) for m in messages]).encode()).digest()
        adding = self.store.adding(FileInfo(source="whatsapp", path="chat.txt", digest=digest))
        for start in range(0, len(messages), 5):
            adding.write(messages[start : start + 5])
        done = adding.finish()
        return done.added, done.known, done.forgotten

    def export(self) -> list[str]:
        return list(export.lines(self.store.reader, self.store.reader.chats()))

    def texts(self) -> list[str]:
        return sorted(m.text or m.kind for m in self.store.reader.all())
