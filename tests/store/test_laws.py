"""Lossless merging: any order, any overlap, any repetition of exports gives the same archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.laws import Archive, Said, Way, exported, lives
from zhiji.chat import Message

WAYS = [
    Way(),
    Way(minutes=True),
    Way(names=("Mum", "Ben", "Cleo")),
    Way(media=False),
    Way(zone=28),
    Way(minutes=True, zone=-22, media=False),
]


@st.composite
def several(draw: st.DrawFn, ways: Sequence[Way] = WAYS) -> tuple[list[Said], list[list[Message]]]:
    """A life and two to four exports of it: whole, the first part, the last part, some lines, out of order."""
    life = draw(lives())
    exports = []
    for _ in range(draw(st.integers(2, 4))):
        part = draw(st.sampled_from(["whole", "first", "last", "some"]))
        cut = draw(st.integers(1, len(life) - 1))
        lines = {"whole": life, "first": life[:cut], "last": life[cut // 2 :], "some": draw(_some(life))}[
            part
        ]
        messages = exported(lines, draw(st.sampled_from(ways)))
        exports.append(draw(st.permutations(messages)) if draw(st.booleans()) else messages)
    return life, exports


def _some(life: list[Said]) -> st.SearchStrategy[list[Said]]:
    kept = st.lists(st.booleans(), min_size=len(life), max_size=len(life))
    return kept.map(lambda keep: [one for one, kept in zip(life, keep, strict=True) if kept] or life[:1])


def _archive(exports: Sequence[Sequence[Message]]) -> list[str]:
    with Archive() as archive:
        for messages in exports:
            archive.add(messages)
        return archive.export()


@settings(max_examples=60, deadline=None)
@given(several())
def test_the_order_of_adding_is_all_one(case: tuple[list[Said], list[list[Message]]]) -> None:
    _, exports = case
    archives = [_archive(order) for order in list(permutations(exports))[:6]]
    assert all(archive == archives[0] for archive in archives)


@settings(max_examples=60, deadline=None)
@given(several())
def test_adding_again_adds_nothing(case: tuple[list[Said], list[list[Message]]]) -> None:
    _, exports = case
    with Archive() as archive:
        for messages in exports:
            archive.add(messages)
        once = archive.export()
        for messages in exports:
            assert archive.add(messages) == (0, len(messages), 0)
        assert archive.export() == once


@settings(max_examples=60, deadline=None)
@given(several(ways=[Way(), Way(minutes=True), Way(media=False)]))
def test_nothing_is_lost_and_nothing_doubled(case: tuple[list[Said], list[list[Message]]]) -> None:
    life, exports = case
    most: Counter[str] = Counter()
    for messages in exports:
        most |= Counter(message.text for message in messages)
    with Archive() as archive:
        for messages in exports:
            archive.add(messages)
        kept = Counter(message.text for message in archive.store.reader.all())
    assert all(kept[text] >= count for text, count in most.items())
    if exports and any(len(messages) == len(life) for messages in exports):
        assert kept == Counter(one.text for one in life)


def test_equals_in_one_second_survive() -> None:
    life = [
        Said(0, 0, "hello there, are you up"),
        *[Said(5, 1, "ok")] * 3,
        Said(9, 0, "good, see you later then"),
    ]
    with Archive() as archive:
        archive.add(exported(life[:3], Way()))
        archive.add(exported(life, Way(minutes=True)))
        archive.add(exported(life[1:], Way()))
        assert Counter(archive.texts())["ok"] == 3


def test_two_chats_of_one_name_stay_two() -> None:
    one = [Said(60 * n, n % 2, f"about the garden, part {n}") for n in range(8)]
    other = [Said(60 * n + 7, n % 2, f"about the boat, part {n}") for n in range(8)]
    for first, second in ((one, other), (other, one)):
        with Archive() as archive:
            archive.add(exported(first, Way()))
            archive.add(exported(second, Way()))
            assert len(archive.store.reader.chats()) == 2
            assert len(archive.texts()) == 16


def test_two_halves_meet_by_name_and_a_bridge_joins_renamed_chats() -> None:
    life = [Said(3600 * n, n % 2, f"week {n}, nothing new here") for n in range(10)]
    with Archive() as archive:
        archive.add(exported(life[:4], Way()))
        archive.add(exported(life[5:], Way()))
        assert len(archive.store.reader.chats()) == 1
    with Archive() as archive:
        archive.add(exported(life[:5], Way(title="Old name")))
        archive.add(exported(life[5:], Way(title="New name")))
        assert len(archive.store.reader.chats()) == 2
        archive.add(exported(life, Way(title="New name")))
        assert [chat.name for chat in archive.store.reader.chats()] == ["New name"]
        assert len(archive.texts()) == 10


def test_a_chat_of_photos_alone_meets_its_copy_without_them() -> None:
    life = [Said(61 * n, n % 2, "", f"IMG-{n:04}.jpg") for n in range(6)]
    with Archive() as archive:
        archive.add(exported(life, Way()))
        archive.add(exported(life, Way(media=False)))
        assert len(archive.texts()) == 6
