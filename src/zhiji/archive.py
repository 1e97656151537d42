"""An archive as programs see it: opens the rooms, wires them and passes calls on. Begin with `open`.

All calls are safe from several threads and processes; each thread has its own hold on the database.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from zhiji import adding, config, exporting, finding, overview
from zhiji.chat import Message
from zhiji.errors import SettingError
from zhiji.finding import Filters, Name
from zhiji.meaning import Meanings
from zhiji.ordering import Ordering
from zhiji.people import Chats, People
from zhiji.search.query import span
from zhiji.store import Store
from zhiji.store import backup as store_backup
from zhiji.store.directory import Directory
from zhiji.store.holds import Holds
from zhiji.zone import local_zone_name, moment, zone

if TYPE_CHECKING:
    from zhiji.adding import AddReport, Paths, Progress
    from zhiji.assistant import Answer, Recap
    from zhiji.errors import MissingExtra, WeightsMissing
    from zhiji.exporting import Format
    from zhiji.feedback import Feedback, Feedbacks, Verdict
    from zhiji.learning import Learning, LearnReport
    from zhiji.llm import Cancel, Llm
    from zhiji.llm.listing import ListedLlm
    from zhiji.llm.probing import Probe
    from zhiji.memory import Memory
    from zhiji.nearby import Seen
    from zhiji.overview import Status
    from zhiji.pulling import Session
    from zhiji.search import Hits
    from zhiji.search.query import When
    from zhiji.store.doctor import Finding
    from zhiji.store.forget import Forgotten
    from zhiji.store.ledger import By, Total
    from zhiji.talking import Dialogues, Talk

PathLike = str | os.PathLike[str]


def open(home: PathLike | None = None, *, passphrase: str | None = None) -> Archive:  # noqa: A001 - reads `zhiji.open`
    """The archive in a folder, made if there is none: the folder given, else $ZHIJI_HOME, else the platform's."""
    return Archive(config.home(home), passphrase=passphrase)


def restore(backup: PathLike, home: PathLike | None = None, *, passphrase: str | None = None) -> None:
    """Bring a backup back into a home where there is no archive."""
    store_backup.restore(Path(backup).expanduser(), config.home(home), passphrase=passphrase)


class Archive:
    """Everything in one home folder. A context manager; `close` lets go of it in all threads."""

    def __init__(self, home: Path, *, passphrase: str | None = None) -> None:
        self.home = home
        if passphrase is None:
            passphrase = os.environ.get("ZHIJI_PASSPHRASE")
        self._holds = Holds(home, passphrase=passphrase)
        store = self._store
        try:
            self.settings = config.read_settings(home)
            self._meanings = Meanings(self.settings, name=os.environ.get("ZHIJI_EMBEDDER"))
            self._ordering = Ordering(self.settings)
            # of wall-clock times: chosen when the archive is made, the same ever after
            self.zone = Directory(store).meta_once("zone", self.settings.archive.zone or local_zone_name())
            self._holds.local = store.reader.local = self._local = zone(self.zone)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database in every thread; the archive can't be used any more."""
        self._holds.close()

    def add(
        self,
        paths: Paths | None = None,
        *,
        messages: Iterable[Mapping[str, Any] | Message] | None = None,
        me: str | None = None,
        again: bool = False,
        link: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> AddReport:
        """Add exports, or messages from memory; what is known already is not added twice.

        `me` names the owner in them, `again` brings forgotten messages back, `link` refers to media instead of copying
        them. A path that can't be read is one of the report's `failures`; the others are added all the same.
        """
        if messages is not None and paths is not None:
            raise SettingError("add takes files or messages=, not both at once.")
        if messages is not None:
            return adding.add_messages(messages, store=self._store, me=me, again=again)
        if paths is None:
            raise SettingError("add wants files to read, or messages=.")
        return adding.add(paths, store=self._store, me=me, again=again, link=link, progress=progress)

    def pull(
        self,
        url: str,
        *,
        token: str | None = None,
        chat: str | None = None,
        remote: bool = False,
        again: bool = False,
        told: Callable[[Session, int], None] | None = None,
    ) -> AddReport:
        """Add what a program on this computer offers by ChatLab's Pull protocol; the next call goes on where it was.

        `chat` names one of its chats; `remote` allows an address that isn't this computer.
        """
        from zhiji import pulling

        return pulling.pull(
            url, store=self._store, token=token, chat=chat, remote=remote, again=again, told=told
        )

    def search(
        self,
        query: str,
        *,
        person: Name | None = None,
        chat: Name | None = None,
        after: When | None = None,
        before: When | None = None,
        kind: str | None = None,
        now: datetime | str | None = None,
        k: int = 10,
        words: bool = False,
        explain: bool = False,
    ) -> Hits:
        """The k messages that fit a query best. An ambiguous name means all of them; `notes` of the hits say so.

        Found by words, by meaning as far as messages have been embedded, and by the lists that memory has, and put in
        order by the re-ranker that the settings name, if they do; with `words` by words alone. `understood` of the hits
        tells what the query was taken for; with `explain` each hit has a `why`.
        """
        from zhiji.memory import Recalled

        filters = Filters(person=person, chat=chat, after=after, before=before, kind=kind)
        store = self._store
        meaning = None if words else self._meanings.over(store)
        reranker = None if words else self._ordering.over(store)
        return finding.find(
            store,
            query,
            filters=filters,
            now=self._moment(now),
            k=k,
            meaning=meaning,
            remembered=None if words else Recalled(store.connection),
            reranker=reranker,
            explain=explain,
        )

    def ask(
        self,
        question: str,
        *,
        llm: str | None = None,
        person: Name | None = None,
        chat: Name | None = None,
        after: When | None = None,
        before: When | None = None,
        kind: str | None = None,
        now: datetime | str | None = None,
        allow_secrets: bool = False,
        say: Callable[[str], None] | None = None,
        cancel: Cancel | None = None,
    ) -> Answer:
        """What the chats say, each sentence with its messages. `llm` names a language model other than the usual one.

        `say` receives the answer's text piece by piece, each as soon as it is checked: together they are `text`. Once
        `cancel` is set the answer is what was said until then. With `allow_secrets` codes, passwords and numbers of
        cards and papers may go to the language model, too, for this one answer.
        """
        filters = Filters(person=person, chat=chat, after=after, before=before, kind=kind)
        return self._answered(
            question, filters=filters, now=now, llm=llm, allow_secrets=allow_secrets, say=say, cancel=cancel
        )

    def _answered(
        self, question: str, *, now: datetime | str | None, llm: str | None, **options: Any
    ) -> Answer:
        from zhiji import asking  # heavier than the rest

        chosen = asking.chosen_llms(self._store, self.settings, llm)
        meaning = self._meanings.over(self._store)
        return asking.ask(
            self._store, question, now=self._moment(now), llm=chosen, meaning=meaning, **options
        )

    def ask_each(
        self,
        question: str,
        llms: Sequence[Llm | None],
        *,
        person: Name | None = None,
        chat: Name | None = None,
        after: When | None = None,
        before: When | None = None,
        kind: str | None = None,
        now: datetime | str | None = None,
    ) -> list[Answer]:
        """What `ask` answers with each of some language models (None: without one), from the same evidence; kept nowhere."""
        filters = Filters(person=person, chat=chat, after=after, before=before, kind=kind)
        from zhiji import asking

        meaning = self._meanings.over(self._store)
        return asking.ask_each(
            self._store, question, filters=filters, now=self._moment(now), llms=llms, meaning=meaning
        )

    def llm(self, name: str) -> Llm:
        """The language model of that name, behind the gate and in the ledger; it never repeats a kept reply."""
        from zhiji import asking

        return asking.fresh_llm(self._store, self.settings, name)

    def messages(self) -> Iterator[Message]:
        """Every message, by id."""
        return self._store.reader.all()

    def dialogue(self, number: int | None = None) -> Talk:
        """A dialogue to ask in, a new one or that of a number: each question may go on from the one before."""
        from zhiji import talking

        if number is not None:
            self.dialogues.turns(number)
        return talking.Talk(lambda: self._store, self._answered, moment=self._moment, number=number)

    @property
    def dialogues(self) -> Dialogues:
        """The dialogues that are kept; iterating lists them."""
        from zhiji.talking import Dialogues

        return Dialogues(self._store)

    def feedback(
        self,
        answer: Answer | int,
        verdict: Verdict,
        *,
        note: str = "",
        message: int | None = None,
        now: datetime | str | None = None,
    ) -> Feedback:
        """Say that an answer, or that of a turn, was right or wrong, or that this message is it.

        A note that tells who is who ("Bea is Beatrice Novak") or what is so ("Lena lives in Graz now") works at once.
        """
        return self.feedbacks.at(self._moment(now)).give(answer, verdict, note=note, message=message)

    @property
    def feedbacks(self) -> Feedbacks:
        """What was said of answers; iterating lists it."""
        from zhiji.feedback import Feedbacks

        return Feedbacks(self._store, clock=lambda: self._moment(None))

    def recap(
        self,
        since: When | timedelta | None = None,
        *,
        until: When | None = None,
        person: Name | None = None,
        chat: Name | None = None,
        now: datetime | str | None = None,
        lang: str | None = None,
    ) -> Recap:
        """What the last seven days were about, or those from `since` on: who waits, what was promised, what comes, what was said.

        `person` leaves their chats and what they wrote in groups. It is written in the language that the owner writes
        most in, or in that of `lang`, en or zh.
        """
        from zhiji import asking

        filters = Filters(person=person, chat=chat)
        return asking.recap(
            self._store,
            since=asking.RECAP if since is None else since,
            until=until,
            filters=filters,
            now=self._moment(now),
            lang=lang,
        )

    @property
    def people(self) -> People:
        """Who is who; iterating lists everybody."""
        return People(self._store)

    @property
    def chats(self) -> Chats:
        """The chats; iterating lists them, the latest first."""
        return Chats(self._store, self.people)

    @property
    def memory(self) -> Memory:
        """What is remembered of people, plans and promises."""
        from zhiji.memory import Memory

        return Memory(self._store, clock=lambda: self._moment(None))

    def nearby(self) -> list[Seen]:
        """Exports that lie in the downloads, on the desktop and where apps keep them, by names, sizes and dates alone."""
        from zhiji import nearby, sources

        return nearby.seen(sources.guides(), Path.home(), added=Directory(self._store).added_paths())

    def status(self) -> Status:
        """The archive at a glance."""
        return overview.status(self._store, zone=self.zone, **self._meanings.told())

    def export(self, path: PathLike, *, format: Format = "jsonl") -> int:  # noqa: A002 - as on the command line
        """Write everything to a file of JSON lines, or to a folder of ChatLab files; returns how many messages."""
        return exporting.write(self._store, Path(path).expanduser(), format=format)

    def forget(
        self,
        *,
        person: Name | None = None,
        chat: Name | None = None,
        before: When | None = None,
        message: int | None = None,
    ) -> Forgotten:
        """Forget the messages for which all that is given holds, and all that came from them. Returns a receipt."""
        from zhiji import forgetting

        return forgetting.forget(
            self._store, person=person, chat=chat, before=before, message=message, now=self._moment(None)
        )

    def learn(
        self,
        *,
        minutes: float = 5,
        go_on: Callable[[], bool] | None = None,
        progress: Callable[[Learning], None] | None = None,
    ) -> LearnReport:
        """Do the work that waits for idle time, for so many minutes at most, or until `go_on` says no."""
        from zhiji import idling

        return idling.learn(
            self._store, self.settings, self._meanings, minutes=minutes, go_on=go_on, progress=progress
        )

    def learn_lacks(self) -> MissingExtra | WeightsMissing | None:
        """What isn't here that finding by meaning needs; None if nothing, or if the settings don't want it."""
        return self._meanings.lacks()

    def llms(self) -> list[ListedLlm]:
        """Language models that can be named: where they are, whether their key is there, what they cost, whether tried."""
        from zhiji import llms

        return llms.listed(self._store, self.settings)

    def try_llm(self, name: str) -> Probe:
        """What a language model can do, found by a few short questions, none of them from the chats; it is kept."""
        from zhiji import llms

        return llms.tried(self._store, self.settings, name)

    def costs(self, since: When | None = None, *, by: By = "purpose") -> list[Total]:
        """What language models took, by "purpose", "llm" or "day", from a time on."""
        from zhiji import llms

        after = None if since is None else span(since, now=self._moment(None))[0]
        return llms.costs(self._store, by, after=after)

    def backup(self, path: PathLike) -> None:
        """Write the whole archive to one file, while others use it."""
        self._store.backup(Path(path).expanduser())

    def doctor(self, *, repair: bool = False) -> list[Finding]:
        """What isn't right in the archive; with `repair`, what can be made again is."""
        return self._store.doctor(repair=repair)

    def encrypt(self, passphrase: str) -> None:
        """Encrypt the archive, or give it another passphrase; nobody else may have it open, no other thread either."""
        self._store.encrypt(passphrase)
        self._holds.passphrase = passphrase

    def _moment(self, now: datetime | str | None) -> datetime:
        """The clock, or the time to take for it (a text as in RFC 3339), in the archive's zone if it has none."""
        return moment(now, self._local)

    @property
    def _store(self) -> Store:
        """This thread's hold on the database."""
        return self._holds.mine()
