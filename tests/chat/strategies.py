"""Messages of all shapes, made up by hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import reduce
from typing import Any

from hypothesis import strategies as st

from zhiji.chat import (
    Account,
    Attachment,
    Chat,
    Edit,
    Forwarded,
    Message,
    Part,
    Precision,
    Reaction,
)

ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3, minutes=-30))])
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["", "ok", "好的", "see you", "1"]
)
NAMES = st.sampled_from(["Wei", "妈妈", "ana@x", "7"])
MAYBE = st.none() | WORDS
# 1, 1.0 and True are one to Python, so no numbers below 2 here
JSON = st.recursive(
    st.none() | st.integers(2, 2**70) | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)


@st.composite
def times(draw: st.DrawFn) -> datetime:
    when = datetime(2024, 2, 29, 23, 59) + timedelta(
        microseconds=draw(st.sampled_from([0, 1000, 1, 61_000_000, 10**15]))
    )
    return when.replace(tzinfo=draw(ZONES))


def parts(depth: int = 2) -> st.SearchStrategy[Part]:
    inner = st.just(()) if not depth else st.lists(parts(depth - 1), max_size=2).map(tuple)
    return st.builds(Part, sender=WORDS, text=WORDS, when=st.none() | times(), kind=WORDS, parts=inner)


def tuples(one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(one, max_size=3).map(tuple)


def messages() -> st.SearchStrategy[Message]:
    """A message of any shape that a source may yield; it and its sender have one source and scope."""
    home = st.fixed_dictionaries(
        {"source": st.sampled_from(["neutral", "whatsapp"]), "scope": st.sampled_from(["", "T1"])}
    )
    return home.flatmap(_at_home).map(_consistent)


def _at_home(home: dict[str, str]) -> st.SearchStrategy[Message]:
    one = {name: st.just(value) for name, value in home.items()}
    when = st.none() | times()
    return st.builds(
        Message,
        chat=st.builds(
            Chat,
            name=WORDS,
            native=MAYBE,
            kind=st.sampled_from([None, "direct", "group"]),
            strand=WORDS,
            **one,
        ),
        sender=st.builds(Account, name=WORDS, native=MAYBE, owner=st.booleans(), **one),
        when=times(),
        zone=st.sampled_from(["known", "assumed"]),
        precision=st.sampled_from([*Precision, 3_600_000_000]),
        text=WORDS,
        kind=st.sampled_from(["", "text", "media", "file", "image", "system", "poll"]),
        source_id=MAYBE,
        caption=MAYBE,
        transcript=MAYBE,
        reply_to=MAYBE,
        session=MAYBE,
        forwarded=st.none() | st.builds(Forwarded, sender=MAYBE, chat=MAYBE, when=when),
        parts=tuples(parts()),
        mentions=tuples(NAMES),
        reactions=tuples(st.builds(Reaction, sender=NAMES, emoji=st.sampled_from("👍❤"), when=when)),
        edits=tuples(st.builds(Edit, text=WORDS, when=when)),
        recalled=st.booleans(),
        attachments=tuples(attachments()),
        extra=st.builds(
            lambda some, mark: some | mark,
            st.dictionaries(WORDS, JSON, max_size=2),
            st.sampled_from([{}, {}, {"edited": True}]),
        ),
    )


def attachments() -> st.SearchStrategy[Attachment]:
    return st.builds(
        Attachment,
        name=st.sampled_from(["", "a.jpg", "b.png"]),
        path=st.sampled_from([None, "a.jpg", "media/a.jpg"]),
        mime=st.sampled_from([None, "image/png"]),
        size=st.none() | st.integers(0, 9),
        digest=st.sampled_from([None, "00ff"]),
    )


def _consistent(message: Message) -> Message:
    """A chat without an id of its own has a strand only if it is needed; an assumed time is naive, as sources write it."""
    chat = message.chat if message.chat.native is None else replace(message.chat, strand="")
    when = message.when.replace(tzinfo=None) if message.zone == "assumed" else message.when
    return replace(message, chat=chat, when=when)


@st.composite
def copies(draw: st.DrawFn, count: int) -> list[Message]:
    """Several copies of one message: what tells which message it is, is the same in all of them."""
    drawn = [draw(messages()) for _ in range(count)]
    chat, sender = drawn[0].chat, drawn[0].sender
    same = [
        replace(one, chat=replace(chat, kind=one.chat.kind), sender=replace(sender, owner=one.sender.owner))
        for one in drawn
    ]
    return [_sharing(draw, one, same) for one in same]


def _sharing(draw: st.DrawFn, one: Message, pool: list[Message]) -> Message:
    """Copies have most in common: each field comes from any of them."""
    names = ["text", "edits", "attachments", "reactions", "extra", "forwarded", "parts", "mentions"]
    return reduce(
        lambda kept, name: replace(kept, **{name: getattr(draw(st.sampled_from(pool)), name)}), names, one
    )
