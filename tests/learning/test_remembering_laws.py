"""What is remembered depends on the messages alone: not on the order of adding, nor on when what was read."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.homes import CLIMBERS, FAMILY, ME, MUM, WEI, add, said
from tests.store.laws import Archive, Said
from tests.store.test_laws import several
from zhiji.chat import Account, Edit, Message
from zhiji.learning import MemoryWorker, learn
from zhiji.memory.records import Reading, Span, Subject
from zhiji.memory.thread import Line, Thread
from zhiji.store import Store
from zhiji.store.facts import Facts
from zhiji.store.forget import Selection

EXAMPLES = int(os.environ.get("LAW_EXAMPLES", "25"))
_NARROW = {
    "zhiji.store.stirring": {"BEFORE": 3, "AFTER": 2},
    "zhiji.store.remembering": {"BEFORE": 3, "AFTER": 2},
    "zhiji.memory.threads": {"BEFORE": 3, "AFTER": 2, "PIECE": 4},
}


@contextmanager
def narrow() -> Iterator[None]:
    """Few lines are looked at around a session, so that little chats show what happens at the edge."""
    patches = [
        patch(f"{module}.{name}", size) for module, few in _NARROW.items() for name, size in few.items()
    ]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def mirror(thread: Thread) -> Iterator[Reading]:
    """Reads out of each line all that a reader can see from there."""
    text = {line.id: line.text for line in thread.lines}
    around = sorted(_seen(line, text) for line in thread.lines)
    names = sorted(sorted(set(names)) for names in thread.names.values())
    value = repr((thread.kind, len(thread.owner & set(thread.senders)), names, around))
    for _, line in thread.to_read():
        if line.text:
            yield Reading(
                kind="fact",
                relation="event",
                subject=Subject(name="x"),
                value=value,
                quote=Span(message=line.id, start=0, stop=min(3, len(line.text))),
                by=line.sender,
                also=tuple(line.id for line in thread.lines),
            )


def _seen(line: Line, text: dict[int, str]) -> str:
    replied = text.get(line.reply_to or 0)
    told = (line.when.isoformat(), line.name, line.text, line.owner, line.kind, line.mentions, replied)
    return repr((*told, line.forwarded))


def remembered(store: Store) -> list[str]:
    """All facts, without any number of this archive's."""
    said_in = {message.id: message for message in store.reader.all()}
    return sorted(
        repr(
            (
                one.value,
                said_in[one.evidence[0].message].text,
                one.evidence[0].quote,
                one.said_at,
                store.reader.chat(one.chat).name,
                sorted(said_in[number].text for number in one.inputs),  # type: ignore[index]  # ids are ints
            )
        )
        for one in Facts(store.connection).find()
    )


class OneAtATime(MemoryWorker):
    batch = 1


def learned(store: Store, *, most: int | None = None) -> None:
    """Read what is to be read, or so many sessions of it."""
    left = iter([True] * most + [False]) if most is not None else None
    go_on: Callable[[], bool] = (lambda: True) if left is None else (lambda: next(left, False))
    learn(store, minutes=1, workers=[OneAtATime(readers=[mirror])], go_on=go_on)


def _right(store: Store) -> bool:
    return store.doctor() == [] and MemoryWorker(readers=[mirror]).left(store) == 0


KIM, NAMES = "u-mum", ("Mum", "Mother", "妈")


@st.composite
def talks(draw: st.DrawFn) -> list[Message]:
    """Two chats with ids: gaps of seconds, hours and weeks; replies, mentions, edits, notices, people renamed."""
    messages: list[Message] = []
    minute = 0
    for number in range(draw(st.integers(3, 16))):
        minute += draw(st.sampled_from([1, 2, 5, 170, 190, 700, 9000, 21000]))
        chat = draw(st.sampled_from([FAMILY, FAMILY, CLIMBERS]))
        sender = draw(
            st.sampled_from(
                [WEI, ME, Account(native=KIM, name=draw(st.sampled_from(NAMES)), source="telegram")]
            )
        )
        one = said(
            chat,
            sender,
            minute,
            f"line {number}",
            kind=draw(st.sampled_from(["text"] * 6 + ["system", "image"])),
        )
        if draw(st.booleans()) and messages:
            replied = draw(st.sampled_from(messages)).source_id
            one = replace(one, reply_to=replied, mentions=(draw(st.sampled_from(NAMES)),))
        messages.append(one)
    return messages


@st.composite
def ways(draw: st.DrawFn) -> tuple[list[Message], list[tuple[list[Message], int | None]]]:
    """What is said, and how it is added: in portions in any order, each with how much is learned after it."""
    messages = draw(talks())
    edited = [replace(one, text="no, " + one.text, edits=(Edit(text=one.text),)) if draw(st.integers(0, 5)) == 0
              else one for one in messages]  # fmt: skip
    order = draw(st.permutations(list(range(len(messages)))) | st.just(list(range(len(messages)))))
    portions: list[tuple[list[Message], int | None]] = []
    while order:
        size = draw(st.integers(1, len(order)))
        some, order = order[:size], order[size:]
        portions.append(([messages[n] for n in some], draw(st.sampled_from([0, 0, 1, 3, None]))))
    portions.append((edited, None))
    return edited, portions


@settings(max_examples=EXAMPLES, deadline=None)
@given(ways())
def test_in_any_order_and_in_pieces_or_at_once_the_same_is_remembered(
    case: tuple[list[Message], list[tuple[list[Message], int | None]]],
) -> None:
    edited, portions = case
    with narrow(), Archive() as once, Archive() as bit_by_bit:
        add(once.store, [one for some, _ in portions for one in some])
        learned(once.store)
        for some, most in portions:
            add(bit_by_bit.store, some)
            if most != 0:
                learned(bit_by_bit.store, most=most)
        assert remembered(bit_by_bit.store) == remembered(once.store)
        assert len(remembered(once.store)) == sum(one.kind != "system" for one in edited)
        assert _right(once.store) and _right(bit_by_bit.store)


@settings(max_examples=EXAMPLES, deadline=None)
@given(several(), st.randoms(use_true_random=False))
def test_so_it_is_where_exports_without_ids_overlap(
    case: tuple[list[Said], list[list[Message]]], chance: random.Random
) -> None:
    _, exports = case
    with Archive() as once, Archive() as bit_by_bit:
        for some in exports:
            once.add(some)
        learned(once.store)
        for some in chance.sample(exports, len(exports)):
            bit_by_bit.add(some)
            if chance.random() < 0.7:
                learned(bit_by_bit.store, most=chance.choice([1, 2, None]))
        learned(bit_by_bit.store)
        assert remembered(bit_by_bit.store) == remembered(once.store)
        assert _right(once.store) and _right(bit_by_bit.store)


@settings(max_examples=EXAMPLES, deadline=None)
@given(talks(), st.data())
def test_what_was_forgotten_might_never_have_been_said(messages: list[Message], data: st.DataObject) -> None:
    named = [
        replace(one, mentions=()) for one in messages
    ]  # forgetting takes those who are forgotten out of them
    plain = [replace(one, sender=MUM) if one.sender.native == KIM else one for one in named]
    gone = set(data.draw(st.lists(st.sampled_from(range(len(plain))), max_size=5)))
    kept = [one for number, one in enumerate(plain) if number not in gone]
    with narrow(), Archive() as never, Archive() as forgetting:
        for some in (kept, plain) if kept else (plain,):
            archive = never if some is kept else forgetting
            add(archive.store, some)
            learned(archive.store, most=data.draw(st.sampled_from([1, None])))
        texts = {plain[number].text for number in gone}
        numbers = frozenset(int(one.id) for one in forgetting.store.reader.all() if one.text in texts)
        forgetting.store.forget(Selection(messages=numbers))
        for archive in (never, forgetting):
            learned(archive.store)
        assert remembered(forgetting.store) == remembered(never.store)
        assert _right(forgetting.store)
