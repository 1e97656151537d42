"""What sessions were about is gathered in idle time: from the messages alone, again when they change, gone when they go."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhiji
from tests.store.homes import CLIMBERS, FAMILY, ME, MUM, WEI, add, opened, said, traces
from tests.store.laws import Archive as Throwaway
from zhiji.archive import Archive
from zhiji.chat import Account, Chat, Message
from zhiji.learning import EpisodeWorker, learn
from zhiji.store import Store, episodes
from zhiji.store.episodes import KeptEpisode

TRIP = [
    (0, "shall we go to Lisbon in May?"),
    (2, "Lisbon sounds good, I know a flat in Alfama"),
    (4, "then Alfama it is. Lisbon is cheap in May"),
]
DAY = 24 * 60


def gathered(store: Store, **how: Any) -> Any:
    return learn(store, minutes=how.pop("minutes", 5), workers=[EpisodeWorker(store)], **how)


def segments(store: Store) -> list[KeptEpisode]:
    return [one for chat in store.reader.chats() for one in store.episodes.of_chat(chat.id)]


def titles(store: Store) -> list[str]:
    return [one.title for one in segments(store)]


def talk(chat: Chat, lines: Sequence[tuple[int, str]], *, day: int = 0) -> list[Message]:
    """Lines at minutes of a day, Mum and the owner by turns."""
    by = (MUM, ME)
    return [said(chat, by[at % 2], day * DAY + minute, text) for at, (minute, text) in enumerate(lines)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


def test_a_session_gets_a_title_its_people_and_its_span(store: Store) -> None:
    add(store, talk(FAMILY, TRIP))
    assert gathered(store).done == {"episodes": 1}
    [one] = segments(store)
    assert one.title == "Lisbon, Alfama"
    assert [store.reader.account(sender).name for sender in one.senders] == ["Mum", "Kim"]
    assert (one.messages, one.last - one.first) == (3, 4 * 60_000_000)
    assert [store.reader.message(n).text for n in one.sources] == [text for _, text in TRIP]


def test_what_is_done_is_not_done_again(store: Store) -> None:
    add(store, talk(FAMILY, TRIP))
    gathered(store)
    assert gathered(store).done == {} and gathered(store).finished


def test_what_was_interrupted_goes_on_where_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EpisodeWorker, "batch", 2)
    for day in range(5):
        add(store, talk(FAMILY, TRIP, day=day))
    assert gathered(store, go_on=iter([True, False]).__next__).open == {"episodes": 3}
    assert gathered(store).done == {"episodes": 3} and len(segments(store)) == 5


def test_what_came_since_is_left_to_do_before_anybody_plans_it(store: Store) -> None:
    add(store, talk(FAMILY, TRIP))
    assert EpisodeWorker(store).left(store) == 1
    gathered(store)
    add(store, talk(CLIMBERS, TRIP))
    assert EpisodeWorker(store).left(store) == 1


def test_an_edit_changes_the_title(store: Store) -> None:
    messages = talk(FAMILY, TRIP)
    add(store, messages)
    gathered(store)
    edited = [
        said(one.chat, one.sender, minute, one.text.replace("Lisbon", "Madeira"), source_id=one.source_id,
             edits=(zhiji.chat.Edit(text=one.text), zhiji.chat.Edit(text=one.text.replace("Lisbon", "Madeira"))))
        for one, (minute, _) in zip(messages, TRIP, strict=True)
    ]  # fmt: skip
    add(store, edited, path="later.json")
    assert titles(store) == []  # rather none than one of words that nobody says any more
    gathered(store)
    assert titles(store) == ["Madeira, Alfama"]


def test_a_chat_that_is_part_of_another_takes_its_segments_along(store: Store) -> None:
    add(store, talk(FAMILY, TRIP))
    gathered(store)
    family = next(chat.id for chat in store.reader.chats())
    with store.connection.transaction() as db:
        db.execute(
            "INSERT INTO chat SELECT 77, source, scope, 'other', name, kind FROM chat WHERE id = ?", (family,)
        )
        db.execute("UPDATE message SET chat = 77")
    gathered(store)
    assert [one.chats for one in segments(store)] == [(77,)]


def test_forgetting_one_message_takes_the_title_along_and_the_rest_is_made_anew(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, talk(FAMILY, [*TRIP, (6, "the Gulbenkian is closed, Gulbenkian means the museum")]))
        gathered(store)
        assert "Lisbon" in titles(store)[0]
        for message in list(store.reader.all())[:3]:
            store.forget(episodes_selection(message))
        assert titles(store) == []
        gathered(store)
        assert all("Lisbon" not in title for title in titles(store)) and len(titles(store)) == 1
    assert traces(tmp_path, ["Lisbon", "Alfama"]) == {}


def episodes_selection(message: Message) -> Any:
    from zhiji.store.forget import Selection

    return Selection(messages=frozenset({int(message.id)}))


def test_what_is_forgotten_while_it_is_gathered_is_not_written_down(tmp_path: Path) -> None:
    with opened(tmp_path) as store, opened(tmp_path) as other:
        add(store, talk(FAMILY, TRIP))
        worker = EpisodeWorker(store)

        class Slow(EpisodeWorker):
            def compute(self, store: Store, jobs: Sequence[Any]) -> Any:
                outcomes = worker.compute(store, jobs)
                for message in list(other.reader.all())[:2]:
                    other.forget(episodes_selection(message))
                return outcomes

        learn(store, minutes=1, workers=[Slow(store)], go_on=iter([True, False]).__next__)
        assert titles(store) == []
        gathered(store)
        assert titles(store) == ["Alfama, Lisbon"]  # of what is left


def test_what_is_forgotten_while_it_is_linked_is_not_written_down(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        _three_chats(archive)
        store = archive._store
        gathered(store, go_on=iter([True] * 9 + [False]).__next__)
        seen = store.episodes.unlinked()
        entry = episodes.Entry(title="Lisbon", first=0, last=1, words=(), messages=(1,))
        archive.forget(chat="Climbers")
        store.episodes.link([entry], seen=seen)
        assert store.episodes.across() == []
        gathered(store)
        assert store.episodes.unlinked() == ""


def test_two_spellings_of_a_word_are_one(store: Store) -> None:
    for day, text in enumerate(["LISBON or Alfama", "Lisbon or Alfama", "is Lisbon nice", "we like Lisbon"]):
        add(store, talk(FAMILY, [(0, text), (2, text)], day=day), path=f"{day}.json")
    gathered(store)
    words = {word.terms: (word.shown, count) for word, count in store.episodes.titled().items()}
    assert words["lisbon",] == ("Lisbon", 4)


def test_a_forgotten_person_leaves_no_word_in_any_episode(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        _three_chats(archive)
        archive.learn()
        assert [one.title for one in archive._store.episodes.across()] == ["Lisbon"]
        archive.forget(chat="Family")
        archive.forget(chat="Climbers")
        archive.forget(chat="Wei Zhang")
        assert archive._store.episodes.across() == []
    assert traces(tmp_path, ["Lisbon"]) == {}


def _three_chats(archive: Archive) -> None:
    """Half a year of small talk, and for two weeks of it Lisbon in three chats."""
    store = archive._store
    small = (
        "did you water the plants|the bus was late again|soup for lunch|my knee is better|new shoes at last"
    )
    filler = [(n * 3 * DAY, small.split("|")[n % 5] + f" {n}") for n in range(60)]
    add(store, talk(FAMILY, filler), path="filler.json")
    add(store, talk(FAMILY, TRIP, day=50), path="a.json")
    wei = Chat(native="c-wei", name="Wei Zhang", source="telegram", kind="direct")
    add(store, [said(wei, WEI, 53 * DAY + 90, "Lisbon? bring me a tile from Lisbon")], path="b.json")
    climbers = [
        said(CLIMBERS, WEI, 58 * DAY + n, text)
        for n, text in enumerate(["who climbs near Lisbon", "Lisbon has rocks?"])
    ]
    add(store, climbers, path="c.json")


def test_what_several_chats_talk_about_in_the_same_weeks_is_one_episode(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        _three_chats(archive)
        archive.learn()
        [one] = archive._store.episodes.across()
        assert one.title == "Lisbon" and len(one.chats) == 3 and len(one.sessions) == 3
        assert timedelta(microseconds=one.last - one.first) < timedelta(days=9)
        names = {archive._store.reader.account(sender).name for sender in one.senders}
        assert names == {"Wei Zhang", "Mum", "Kim"}


def test_a_word_that_is_said_all_year_round_links_nothing(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        for week in range(12):
            add(archive._store, talk(FAMILY, TRIP, day=week * 14), path=f"{week}.json")
        archive.learn()
        assert archive._store.episodes.across() == []


def test_a_name_of_somebody_who_writes_here_names_nothing(store: Store) -> None:
    lines = [(0, "Mum, the Gulbenkian is open"), (1, "thanks Kim"), (2, "Mum said the Gulbenkian is free")]
    add(store, talk(FAMILY, lines))
    gathered(store)
    assert titles(store) == ["Gulbenkian"]


def test_sessions_that_say_nothing_are_not_kept(store: Store) -> None:
    add(store, talk(FAMILY, [(0, "ok"), (1, "haha"), (2, "👍")]))
    assert gathered(store).done == {"episodes": 1} and segments(store) == []


def test_titles_are_weighed_anew_where_the_archive_changed_much(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(episodes, "SMALL", 10)
    for day in range(10):
        add(store, talk(FAMILY, TRIP, day=day))
    assert gathered(store).done == {"episodes": 10}
    add(store, talk(FAMILY, TRIP[:1], day=20), path="one.json")
    assert gathered(store).done == {"episodes": 1}  # a thirtieth more
    for day in range(30, 35):
        add(store, talk(FAMILY, TRIP, day=day))
    assert gathered(store).done == {"episodes": 16}


def test_gathering_costs_less_than_a_millisecond_a_message_and_short_turns(store: Store) -> None:
    words = [
        "ferry",
        "tile",
        "bakery",
        "river",
        "tram",
        "museum",
        "castle",
        "market",
        "window",
        "bridge",
        "garden",
        "letter",
        "camera",
        "blanket",
    ]
    messages = [
        said(
            FAMILY,
            (MUM, ME)[n % 2],
            n * 7,
            f"the {words[n % 14]} by the {words[n * 5 % 13]} and {words[n * 3 % 11]} of Lisbon {n}",
        )
        for n in range(3000)
    ]
    add(store, messages, batch=1000)
    began = time.process_time()
    gathered(store)
    assert (time.process_time() - began) / len(messages) < 0.001
    assert segments(store)


def test_doctor_finds_nothing_wrong(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        _three_chats(archive)
        archive.learn()
        assert archive.doctor() == []


# The law

SAYINGS = ["shall we go to Lisbon", "Lisbon in May", "the Alfama flat", "ok", "周六去里斯本吗", "里斯本的机票", "the cat ate the fish",
           "is the cat well?", "yes", "the Alfama flat has a cat", "白内障手术改到周五", "手术以后不能开车"]  # fmt: skip
PEOPLE = [Account(name=name, source="whatsapp") for name in ("Ann", "Ben", "Cleo")]
CHATS = [Chat(name=name, source="whatsapp", kind="group") for name in ("Family", "House")]


@st.composite
def exports(draw: st.DrawFn) -> list[list[Message]]:
    """Two chats over some days, each saved two or three times, the parts overlapping."""
    found = []
    for number, chat in enumerate(CHATS):
        at = datetime(2024, 1, 1, 9 + number)
        whole = []
        for n in range(draw(st.integers(3, 45))):
            at += timedelta(minutes=draw(st.sampled_from([0, 1, 2, 2, 3, 20, 600, 5000])))
            text = draw(st.sampled_from(SAYINGS)) + draw(st.sampled_from(["", "", f" {n}"]))
            whole.append(
                Message(chat=chat, sender=draw(st.sampled_from(PEOPLE)), when=at, text=text, zone="assumed")
            )
        for _ in range(draw(st.integers(1, 2))):
            start = draw(st.integers(0, len(whole) - 1))
            found.append(whole[start : draw(st.integers(start + 1, len(whole)))])
        found.append(whole)
    return found


def _told(some: Sequence[Sequence[Message]], *, between: bool) -> list[str]:
    """All episodes without the numbers of things."""
    with Throwaway() as archive:
        for messages in some:
            archive.add(messages)
            if between:
                gathered(archive.store)
        gathered(archive.store)
        store = archive.store

        def shown(one: KeptEpisode) -> object:
            chats = sorted(store.reader.chat(chat).name for chat in one.chats)
            texts = sorted(store.reader.message(n).text for n in one.sources)
            senders = sorted(store.reader.account(n).name for n in one.senders)
            return (
                one.title,
                one.words,
                one.first,
                one.last,
                chats,
                one.messages,
                senders,
                texts,
                len(one.sessions),
            )

        return sorted(map(repr, map(shown, [*segments(store), *store.episodes.across()])))


@settings(max_examples=25, deadline=None)
@given(exports(), st.randoms(use_true_random=False))
def test_episodes_do_not_depend_on_the_order_of_adding(some: list[list[Message]], chance: Any) -> None:
    orders = list(permutations(some))
    first = _told(some, between=False)
    assert _told(chance.choice(orders), between=False) == first
    assert _told(chance.choice(orders), between=True) == first
