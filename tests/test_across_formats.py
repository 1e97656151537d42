"""One chat from an app's text export, which has no ids, and from its database, which has: one chat, in any order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.phones import NAMES, START, Phone, Said, lives, whatsapp_file, written
from tests.test_formats_laws import EXAMPLES, in_greenwich, texts, with_files

__all__ = ["in_greenwich"]  # a fixture

JIDS = ("447700900001", "447700900002", "8613800138000")
WORDY = [Said(3607 * number, number % 3, f"this is line {number} of what we said") for number in range(12)]


def database(
    folder: Path, life: Sequence[tuple[int, Said]], *, chat: str = "1203@g.us", name: str = "Family"
) -> Path:
    """What a database of WhatsApp holds of a chat: ids of the chat, its people and messages, exact times."""
    rows = []
    for number, one in life:
        row: dict[str, object] = {
            "id": f"K{number}",
            "source": "whatsapp",
            "chat": chat,
            "chat_name": name,
            "chat_kind": "group",
            "sender": f"{JIDS[one.who]}@s.whatsapp.net",
            "sender_name": NAMES[one.who],
            "when": (START + timedelta(seconds=one.second)).isoformat() + "Z",
            "text": one.text,
        }
        if one.photo:
            row |= {"kind": "image", "attachments": [{"path": one.photo}]}
        rows.append(json.dumps(row, ensure_ascii=False) + "\n")
    return written(folder / "msgstore.jsonl", "".join(rows))


PHONES = [
    Phone(),
    Phone(style="android"),
    Phone(style="android", media=False),
    Phone(names=("Mum", "Ben", "+86 138 0013 8000")),
    Phone(zone=4),
    Phone(style="android_us", zone=-22),
]


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.sampled_from(PHONES),
    st.sampled_from(PHONES),
    st.integers(0, 6),
    st.integers(6, 12),
    st.integers(0, 4),  # two lines that both texts have, or nothing tells how their clocks differ
)
def test_a_text_and_a_database_of_one_chat_meet_in_any_order(
    phone: Phone, other: Phone, first: int, last: int, late: int
) -> None:
    numbered = list(enumerate(WORDY))
    with with_files() as (some, _):
        files = [
            whatsapp_file(some.place(), WORDY[:last], phone),
            whatsapp_file(some.place(), WORDY[late:], other),
            database(some.place(), numbered[first:]),
        ]
        ends = [some.after(order) for order in permutations(files)]
        assert all(end == ends[0] for end in ends)
        assert (ends[0][1], ends[0][2]) == (len(WORDY), 1)
        assert some.after([*files, *files]) == ends[0]
        whole = written(some.place() / "all.jsonl", ends[0][0].decode())
        assert some.after([whole, *files]) == ends[0]


@settings(max_examples=EXAMPLES, deadline=None)
@given(lives(least=8, notices=False), st.sampled_from(PHONES[:3]))
def test_any_chat_is_one_whichever_of_its_copies_comes_first(life: list[Said], phone: Phone) -> None:
    with with_files() as (some, _):
        files = [whatsapp_file(some.place(), life, phone), database(some.place(), list(enumerate(life)))]
        ends = [some.after(order) for order in permutations(files)]
        assert ends[0] == ends[1]
        kept = texts(ends[0][0])
        alone = Counter(one.text for one in life)
        assert all(kept[text] >= count for text, count in alone.items() if text)


def test_a_text_goes_to_the_one_of_two_chats_that_it_shares_messages_with(tmp_path: Path) -> None:
    other = [Said(3600 * n + 7, n % 3, f"quite another thing, number {n}") for n in range(12)]
    with with_files() as (some, archive):
        archive.add(
            [
                database(some.place(), list(enumerate(WORDY)), chat="1@g.us", name="Boats"),
                database(some.place(), list(enumerate(other)), chat="2@g.us", name="Family"),
                whatsapp_file(some.place(), WORDY, Phone()),  # called Family in this phone
            ]
        )
        assert [(one.chat.name, one.messages) for one in archive.chats] == [("Boats", 12), ("Family", 12)]
        assert archive.doctor() == []


def test_a_text_of_a_chat_that_the_database_doesnt_have_stays_one_of_its_own() -> None:
    other = [Said(3600 * n + 7, n % 3, f"quite another thing, number {n}") for n in range(12)]
    with with_files() as (some, archive):
        archive.add(
            [database(some.place(), list(enumerate(WORDY))), whatsapp_file(some.place(), other, Phone())]
        )
        assert len(list(archive.chats)) == 2


def test_a_greeting_sent_to_many_chats_joins_none_of_them() -> None:
    greeting = Said(5, 0, "happy new year to all of you, may it be a good one")
    chats = [
        [greeting, *(Said(100 * n + c, n % 3, f"{c} and {n} and so on") for n in range(1, 5))]
        for c in range(3)
    ]
    with with_files() as (some, archive):
        archive.add(database(some.place(), list(enumerate(chats[0])), chat="1@g.us"))
        archive.add(database(some.place(), list(enumerate(chats[1])), chat="2@g.us"))
        archive.add(whatsapp_file(some.place(), chats[2], Phone(title="Others")))
        assert len(list(archive.chats)) == 3


def test_people_of_a_text_are_those_of_the_database() -> None:
    with with_files() as (some, archive):
        archive.add(whatsapp_file(some.place(), WORDY, Phone(names=("Mum", "Ben", "小鱼"))))
        archive.add(database(some.place(), list(enumerate(WORDY))))
        assert sorted(one.person.name for one in archive.people) == sorted(NAMES)
        assert {account.native for one in archive.people for account in one.person.accounts} == {
            f"{one}@s.whatsapp.net" for one in JIDS
        }


@pytest.mark.parametrize("forgotten", ["person", "message"])
def test_what_was_forgotten_of_the_one_does_not_come_back_with_the_other(forgotten: str) -> None:
    with with_files() as (some, archive):
        text = whatsapp_file(some.place(), WORDY, Phone())
        archive.add(text)
        if forgotten == "person":
            archive.forget(person=NAMES[0])
        else:
            archive.forget(message=next(iter(archive.search("line 3 of", k=1))).message.id)
        left = archive.status()["messages"]
        report = archive.add(database(some.place(), list(enumerate(WORDY))))
        assert (report.added, archive.status()["messages"]) == (0, left)
        assert archive.doctor() == []
