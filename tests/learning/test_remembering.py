"""What sessions say is read in idle time, and read again when something around it changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.homes import CLIMBERS, FAMILY, ME, MUM, WEI, add, opened, said, traces
from zhiji.chat import Account, Edit, Message
from zhiji.learning import LearnReport, MemoryWorker, learn
from zhiji.memory.keeping import key, subject
from zhiji.memory.reading.readers import Reader
from zhiji.memory.records import GROUP, Reading, Span, Subject, When
from zhiji.memory.thread import Line, Thread
from zhiji.store import Store
from zhiji.store.directory import Directory
from zhiji.store.facts import Facts, KeptFact
from zhiji.store.forget import Selection

_HOME = re.compile(r"I live in (\w+)")


def homes(thread: Thread) -> Iterator[Reading]:
    """Reads "I live in Oslo"."""
    for _, line in thread.to_read():
        if found := _HOME.search(line.text):
            yield _reading(line, "home", found[1], found.span(1))


def answers(thread: Thread) -> Iterator[Reading]:
    """Reads "yes" as what the line before asks, and who was asked by name."""
    for at, line in thread.to_read():
        asked = next(thread.before(at), None)
        if line.text == "yes" and asked is not None and asked.text.endswith("?"):
            reading = _reading(line, "event", asked.text.removesuffix("?"), (0, 3))
            yield replace(reading, also=(asked.id,), to=Subject(account=asked.sender))


def questions(thread: Thread) -> Iterator[Reading]:
    """Reads a question that no other one answers in the 30 lines that follow."""
    for at, line in thread.to_read():
        others = (other for other in thread.after(at, 30) if other.sender != line.sender)
        if line.text.endswith("?") and not any(others):
            whom = next((one for name in line.mentions if (one := thread.called(name)) is not None), None)
            yield replace(
                _reading(line, "reply_wanted", line.text, (0, len(line.text))),
                kind="question",
                to=None if whom is None else Subject(account=whom),
                when=When(start=line.when, end=line.when + timedelta(days=1)),
            )


def _reading(line: Line, relation: str, value: str, span: tuple[int, int]) -> Reading:
    return Reading(
        kind="fact",
        relation=relation,  # type: ignore[arg-type]  # one of those there are
        subject=Subject(account=line.sender),
        value=value,
        quote=Span(message=line.id, start=span[0], stop=span[1]),
        by=line.sender,
    )


READERS: tuple[Reader, ...] = (homes, answers, questions)


def learned(store: Store, *readers: Reader, **how: object) -> LearnReport:
    worker = MemoryWorker(readers=readers or READERS)
    return learn(store, minutes=1, workers=[worker], **how)  # type: ignore[arg-type]  # options of learn


def values(store: Store, **wanted: object) -> list[str]:
    return [one.value for one in Facts(store.connection).find(**wanted)]  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


def _one(store: Store) -> KeptFact:
    (fact,) = Facts(store.connection).find()
    return fact


def test_what_is_said_is_read_once_and_found(store: Store) -> None:
    add(store, [said(FAMILY, MUM, 0, "hello"), said(FAMILY, WEI, 1, "I live in Oslo")])
    report = learned(store)
    assert (report.done, report.finished) == ({"facts": 1}, True)
    fact = _one(store)
    assert (fact.value, fact.relation, fact.by, fact.subject) == ("Oslo", "home", 2, "account:2")
    assert fact.evidence[0].quote == "Oslo"
    assert learned(store).done == {}
    assert store.doctor() == []


def test_only_what_is_new_is_read(store: Store) -> None:
    add(store, [said(FAMILY, MUM, 1000 * n, f"I live in Oslo{n}") for n in range(100)])
    assert learned(store).done == {"facts": 100}
    add(store, [said(FAMILY, MUM, 1000 * 300, "I live in Rome")])
    assert learned(store).done == {"facts": 1}  # nothing else within a fortnight
    add(store, [said(FAMILY, MUM, 1000 * 303, "hello")])
    assert learned(store).done == {"facts": 2}
    assert len(values(store)) == 101


def test_an_answer_in_a_later_session_settles_the_question(store: Store) -> None:
    add(store, [said(FAMILY, MUM, 0, "did the swing arrive?")])
    learned(store)
    assert values(store) == ["did the swing arrive?"]
    assert _one(store).zone == 0
    add(store, [said(FAMILY, WEI, 600, "yes")])
    learned(store)
    assert values(store) == ["did the swing arrive"]
    assert _one(store).detail == {"to": "account:1"}
    assert values(store, retired=True) == ["did the swing arrive?", "did the swing arrive"]
    assert store.doctor() == []


def test_what_was_added_late_is_read_with_what_stood_there(store: Store) -> None:
    add(store, [said(FAMILY, WEI, 10, "yes")])
    learned(store)
    assert values(store) == []
    add(store, [said(FAMILY, MUM, 0, "did the swing arrive?")])
    learned(store)
    assert values(store) == ["did the swing arrive"]


def test_sessions_that_become_one_are_read_as_one(store: Store) -> None:
    add(store, [said(FAMILY, MUM, 0, "I live in Oslo"), said(FAMILY, MUM, 300, "I live in Rome")])
    assert learned(store).done == {"facts": 2}
    add(store, [said(FAMILY, WEI, 150, "hm")])
    assert learned(store).done == {"facts": 1}
    assert values(store) == ["Oslo", "Rome"]
    assert store.connection.value("SELECT count(*) FROM work") == 1


def test_an_edited_message_is_read_again(store: Store) -> None:
    one = said(FAMILY, MUM, 0, "I live in Oslo")
    add(store, [one])
    learned(store)
    add(store, [replace(one, text="no, I live in Rome", edits=(Edit(text="I live in Oslo"),))])
    assert learned(store).done == {"facts": 1}
    assert (values(store), values(store, retired=True)) == (["Rome"], ["Oslo", "Rome"])
    assert _one(store).evidence[0].version == 1
    assert store.doctor() == []


def test_what_reading_does_not_look_at_makes_no_work(store: Store) -> None:
    one = said(FAMILY, MUM, 0, "I live in Oslo")
    add(store, [one])
    learned(store)
    add(store, [replace(one, extra={"stars": 3})])
    assert learned(store).done == {}


def test_a_name_that_becomes_known_is_read_with_it(store: Store) -> None:
    asked = said(FAMILY, MUM, 0, "did it arrive?", mentions=("Sparrow",))
    add(store, [said(FAMILY, WEI, -1, "hi"), asked])
    learned(store)
    assert _one(store).detail == {}
    renamed = Account(native="u-wei", name="Sparrow", source="telegram")
    add(store, [said(CLIMBERS, renamed, 9, "hi")])
    learned(store)
    assert _one(store).detail == {"to": "account:1"}


def test_when_the_owner_becomes_known_their_chats_are_read_again(store: Store) -> None:
    def own(thread: Thread) -> Iterable[Reading]:
        return (replace(one, confidence=0.9 if one.by in thread.owner else 0.6) for one in homes(thread))

    add(store, [said(FAMILY, MUM, 0, "I live in Oslo"), said(CLIMBERS, WEI, 0, "I live in Rome")])
    learned(store, own)
    Directory(store).tell_owner([_one_of(store, "Oslo").by])
    assert learned(store, own).done == {"facts": 1}
    assert [(one.value, one.confidence) for one in Facts(store.connection).find()] == [
        ("Oslo", 0.9),
        ("Rome", 0.6),
    ]


def _one_of(store: Store, value: str) -> KeptFact:
    return next(one for one in Facts(store.connection).find() if one.value == value)


def test_other_readers_read_everything_again(store: Store) -> None:
    add(store, [said(FAMILY, MUM, 0, "I live in Oslo"), said(FAMILY, WEI, 600, "is that so?")])
    learned(store, homes)
    assert values(store) == ["Oslo"]
    assert MemoryWorker(readers=READERS).left(store) == 2
    assert learned(store).done == {"facts": 2}
    assert values(store) == ["Oslo", "is that so?"]
    assert MemoryWorker(readers=READERS).left(store) == 0


def test_a_neighbour_that_is_forgotten_takes_its_words_along_and_the_rest_is_read_again(
    store: Store, tmp_path: Path
) -> None:
    add(store, [said(FAMILY, MUM, 0, "did the swing arrive?"), said(FAMILY, WEI, 1, "yes"),
                said(FAMILY, WEI, 2, "I live in Oslo")])  # fmt: skip
    learned(store)
    assert values(store) == ["did the swing arrive", "Oslo"]
    store.forget(Selection(messages=frozenset({1})))
    assert values(store, retired=True) == ["Oslo"]
    assert traces(tmp_path, ["swing"]) == {}
    assert learned(store).done == {"facts": 1}
    assert (values(store), traces(tmp_path, ["swing"])) == (["Oslo"], {})
    assert store.doctor() == []


@pytest.mark.parametrize("what", ["chat", "person", "period", "message"])
def test_nothing_of_what_is_forgotten_remains_in_any_file(store: Store, tmp_path: Path, what: str) -> None:
    add(
        store,
        [
            said(CLIMBERS, WEI, 0, "will you bring the zephyrite?"),
            said(CLIMBERS, WEI, 1, "I live in Xylograd"),
        ],
    )
    add(store, [said(FAMILY, MUM, 9000 + n, f"I live in Oslo{n}") for n in range(5)])
    learned(store)
    assert len(values(store)) == 7
    chat = next(one.id for one in store.reader.chats() if one.name == "Climbers")
    first = next(store.reader.of_chat(chat))
    selection = {
        "chat": Selection(chats=frozenset({chat})),
        "person": Selection(accounts=frozenset({first.sender.id})),
        "period": Selection(before=first.when + timedelta(days=1)),
        "message": Selection(messages=frozenset(one.id for one in store.reader.of_chat(chat))),
    }[what]
    store.forget(selection)
    assert traces(tmp_path, ["zephyrite", "Xylograd"]) == {}
    assert [one[:4] for one in values(store, retired=True)] == ["Oslo"] * 5
    learned(store)
    assert store.doctor() == []
    assert store.connection.value("SELECT count(*) FROM evidence") == 5


def _interrupted(store: Store, happens: Callable[[], object]) -> Reader:
    """A reader while whose reading something happens, once."""
    pending = [happens]

    def reader(thread: Thread) -> Iterator[Reading]:
        if pending:
            pending.pop()()
        yield from homes(thread)

    return reader


def test_what_is_forgotten_while_it_is_read_is_not_written(store: Store, tmp_path: Path) -> None:
    add(store, [said(FAMILY, MUM, 0, "I live in Xylograd"), said(FAMILY, MUM, 1, "I live in Oslo")])
    with opened(tmp_path) as other:
        learned(store, _interrupted(store, lambda: other.forget(Selection(messages=frozenset({1})))))
    assert values(store, retired=True) in ([], ["Oslo"])
    learned(store, homes)
    assert values(store, retired=True) == ["Oslo"]
    assert traces(tmp_path, ["Xylograd"]) == {}
    assert store.doctor() == []


def test_what_is_edited_while_it_is_read_is_read_again(store: Store, tmp_path: Path) -> None:
    one = said(FAMILY, MUM, 0, "I live in Xylograd")
    add(store, [one])
    with opened(tmp_path) as other:
        later = replace(one, text="no, I live in Oslo", edits=(Edit(text=one.text),))
        learned(store, _interrupted(store, lambda: add(other, [later])))
    learned(store, homes)
    assert values(store, retired=True) == ["Oslo"]


def test_one_odd_session_does_not_keep_the_others_from_being_read(store: Store) -> None:
    def odd(thread: Thread) -> Iterable[Reading]:
        if any(line.text == "odd" for _, line in thread.to_read()):
            raise KeyError("odd")
        return homes(thread)

    add(store, [said(FAMILY, MUM, 0, "odd"), said(FAMILY, MUM, 600, "I live in Oslo")])
    report = learned(store, odd)
    assert (report.done, report.failed) == ({"facts": 1}, {"facts": 1})
    assert values(store) == ["Oslo"]


def test_a_long_session_is_read_in_pieces_with_what_stands_around_each(store: Store) -> None:
    sizes: list[tuple[int, int, int]] = []

    def sizing(thread: Thread) -> Iterable[Reading]:
        read = list(thread.to_read())
        sizes.append((thread.first, len(read), len(thread.lines) - thread.first - len(read)))
        return homes(thread)

    add(store, [said(FAMILY, MUM, -290, f"before {n}", source_id=f"b{n}") for n in range(100)])
    add(store, [said(FAMILY, MUM, n // 3, f"I live in Oslo{n}", source_id=f"o{n}") for n in range(700)])
    add(store, [said(FAMILY, MUM, 700 + n, f"after {n}") for n in range(100)])
    learned(store, sizing)
    assert sorted(sizes) == [(0, 100, 30), (60, 100, 0), (60, 100, 30), (60, 300, 30), (60, 300, 30)]
    assert len(values(store)) == 700


def test_what_is_no_line_is_left_out(store: Store) -> None:
    seen: list[str] = []

    def seeing(thread: Thread) -> Iterable[Reading]:
        seen.extend(line.text for line in thread.lines)
        return ()

    some: Sequence[Message] = [
        said(FAMILY, MUM, 0, "joined", kind="system"),
        said(FAMILY, MUM, 1, "q", source_id="a"),
        said(FAMILY, ME, 2, "thinking", kind="thought"),
        said(FAMILY, ME, 3, "see", reply_to="a", kind="image"),
    ]
    add(store, some)
    learned(store, seeing)
    assert seen == ["q", "see"]


def test_a_thread_tells_who_is_who_and_what_answers_what(store: Store) -> None:
    threads: list[Thread] = []

    def keeping(thread: Thread) -> Iterable[Reading]:
        threads.append(thread)
        return ()

    asked = said(FAMILY, MUM, 1, "q", mentions=("Kim",))
    add(store, [asked, said(FAMILY, ME, 3, "see", reply_to=asked.source_id),
                said(FAMILY, ME, 4, "x", reply_to="elsewhere")])  # fmt: skip
    learned(store, keeping)
    (thread,) = threads
    first, second, third = thread.lines
    assert (thread.kind, thread.owner, first.mentions) == ("group", frozenset({second.sender}), ("Kim",))
    assert (first.owner, second.owner, second.reply_to, third.reply_to) == (False, True, first.id, None)
    assert thread.called("kim") == second.sender
    assert first.when == asked.when


@pytest.mark.parametrize(
    "one",
    [
        Subject(account=12),
        Subject(name="外婆"),
        Subject(name="sister", of=12),
        Subject(name="queen of hearts"),
        GROUP,
    ],
)
def test_whom_something_is_about_is_written_and_read_back(one: Subject) -> None:
    assert subject(key(one, 3)) == one
