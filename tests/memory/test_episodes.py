"""Segments, their titles, and what links sessions: pure functions over messages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from tests.tables import every
from zhiji.chat import Account, AccountId, Chat, ChatId, Message, MessageId
from zhiji.language import tokens
from zhiji.memory.episodes import Use, cut, links, segments
from zhiji.memory.episodes.cutting import LEAST, in_order
from zhiji.memory.episodes.linking import bursts, is_rare

CHAT = Chat(name="Evenings", id=ChatId(1))
ANN, BEN = (Account(name=name, id=AccountId(n)) for n, name in enumerate(("Ann", "Ben"), 1))
START = datetime(2026, 3, 1, 18, tzinfo=UTC)
DAY = 24 * 3600 * 1_000_000


class Counted:
    """How common words are in these texts and in an archive of `size` messages."""

    def __init__(self, texts: Sequence[str] = (), *, size: int = 5000, **common: int) -> None:
        self._size, self._common = size, common
        self._texts = [set(tokens(text)) for text in texts]

    def size(self) -> int:
        return self._size

    def frequency(self, term: str) -> int:
        return self._common.get(term, 0) + sum(term in one for one in self._texts)


def said(*texts: str, step: int = 1) -> list[Message]:
    """Ann and Ben by turns, a minute apart."""
    return [
        Message(chat=CHAT, sender=(ANN, BEN)[n % 2], when=START + timedelta(minutes=n * step), text=text,
                id=MessageId(n + 1), source_id=f"m{n + 1}")
        for n, text in enumerate(texts)
    ]  # fmt: skip


def titled(*texts: str, names: Sequence[str] = (), size: int = 5000, **common: int) -> list[str]:
    """The words of the only segment that these texts make."""
    [one] = segments(said(*texts), Counted(texts, size=size, **common), names=names)
    return [word.shown for word in one.words]


def test_a_title_is_what_is_frequent_here_and_rare_elsewhere() -> None:
    lines = [
        "the boiler is leaking",
        "call the plumber about the boiler",
        "the plumber comes at nine",
        "boiler fixed",
    ]
    assert titled(*lines) == ["boiler", "plumber"]
    assert titled(*lines, boiler=4000)[0] == "plumber"


def test_names_of_places_and_things_come_first_and_as_they_were_written() -> None:
    lines = ["we saw the castle in Porto Covo", "is Porto Covo nice?", "the castle is", "ok"]
    assert titled(*lines)[0] == "Porto Covo"


def test_new_york_is_named_as_a_whole() -> None:
    assert "New York" in titled("I'm in New York now", "how is New York", "loud. New York never sleeps")


@every(["Ann", "Marta", "大鹏"])
def test_people_are_no_topic(name: str) -> None:
    shown = titled(
        f"{name} lost the umbrella", f"which umbrella, {name}?", f"{name}, the red umbrella", names=[name]
    )
    assert name not in shown and "umbrella" in shown


@every(["ok", "haha lol", "yes I'll see you tomorrow then", "好的好的", "哈哈哈", "今天晚上再说吧", "知道了", "https://example.org/x", "@marta", "[图片]", "<Media omitted>", "👍"])  # fmt: skip
def test_what_any_talk_has_makes_no_title(line: str) -> None:
    assert titled(line, line, "ok") == []


def test_chinese_words_are_found_by_what_is_said_again() -> None:
    lines = ["我们去里斯本吧", "里斯本的机票贵吗", "五月里斯本不贵", "那就订里斯本"]
    assert titled(*lines)[0] == "里斯本"


def test_a_part_of_a_longer_word_isnt_named() -> None:
    lines = ["白内障要手术", "她的白内障很厉害", "白内障不能拖"]
    assert "白内障" in titled(*lines) and not {"白内", "内障"} & set(titled(*lines))


def test_characters_that_only_happen_to_meet_are_no_word() -> None:
    lines = ["看到超美的湖", "又看到超美的山", "看到他了"]
    assert "看到超美" not in titled(*lines, 看到=300, 到超=2, 超美=3)


def test_titles_in_brackets_name_books() -> None:
    assert titled("那本《置身事内》你看完了吗", "看完了", "还我")[0] == "置身事内"


def test_a_word_that_was_said_once_names_short_segments_only() -> None:
    assert "stopcock" in titled("where is the stopcock", "under the sink", "thanks")
    lines = ["where is the stopcock", *(f"it leaks again by the sink, {n}" for n in "abcdefgh")]
    assert "stopcock" not in titled(*lines)


def test_a_short_session_is_one_segment() -> None:
    session = said(*["one thing"] * 20)
    assert cut(session) == [session]


COOKING = ["the dough has to rest", "how long does dough rest", "an hour, the yeast needs it", "which yeast do you use", "fresh yeast and flour",
           "the flour from the mill", "then knead the dough", "knead it for ten minutes", "oven at 220", "the oven is hot, dough goes in",
           "smells of yeast", "bread out of the oven"]  # fmt: skip
RENT = ["the landlord raised the rent", "by how much did the rent go up", "eight percent, says the letter", "a letter from the landlord?",
        "the landlord wants it in writing", "then answer the letter", "the tenants' union checks the rent", "union said the letter is void",
        "so no higher rent", "landlord will be furious", "let the union talk to the landlord", "rent stays"]  # fmt: skip


def test_a_long_session_is_cut_where_it_turns_to_something_else() -> None:
    parts = cut(said(*COOKING, *RENT))
    assert len(parts) == 2 and abs(len(parts[0]) - len(COOKING)) <= 1
    assert all(len(part) >= LEAST for part in parts)


def test_a_reply_across_a_place_holds_it_together() -> None:
    session = said(*COOKING, *RENT)
    from dataclasses import replace

    turn = len(cut(session)[0])
    session[turn] = replace(session[turn], reply_to=session[turn - 1].source_id)
    assert turn not in {len(part) for part in cut(session)[:1]}


def test_nothing_is_lost_by_cutting() -> None:
    session = said(*(COOKING + RENT) * 4)
    assert [one for part in cut(session) for one in part] == session


def test_what_was_said_at_one_time_is_put_in_order_by_what_was_said() -> None:
    session = said(*COOKING, *RENT, step=0)
    mixed = random.Random(1).sample(session, len(session))
    assert in_order(mixed) == in_order(session)
    assert cut(in_order(session)) == [in_order(session)]  # and never cut within


def uses(*days: int, chat: int = 1) -> list[Use]:
    return [Use(at=day * DAY, message=day * 10 + chat, chat=chat, session=day) for day in days]


def test_sessions_of_some_weeks_are_linked() -> None:
    [one] = links({"Lisbon": uses(100, 105, 111) + uses(103, chat=2)}, span=700 * DAY)
    assert one.words == ("Lisbon",) and len(one.sessions) == 4 and one.last - one.first == 11 * DAY


@every([(100, 101), (1, 200, 400), (100, 101, 102, 300, 500), tuple(range(100, 200, 10)), (100, 100, 100)])  # fmt: skip
def test_too_few_scattered_and_lasting_uses_link_nothing(days: tuple[int, ...]) -> None:
    assert links({"Lisbon": uses(*days)}, span=700 * DAY) == []


def test_words_of_the_same_sessions_are_one_episode() -> None:
    [one] = links({"Lisbon": uses(100, 105, 111), "Alfama": uses(100, 105, 111), "Lisbon flat": uses(100, 105, 111)}, span=700 * DAY)  # fmt: skip
    assert one.words == ("Alfama", "Lisbon")


def test_in_an_archive_of_some_weeks_nothing_is_bunched() -> None:
    assert list(bursts("Lisbon", uses(1, 9, 20), longest=28 * DAY // 4)) == []


def test_how_rare_a_word_has_to_be() -> None:
    assert is_rare(10, 1000, name=False) and not is_rare(11, 1000, name=False)
    assert (
        is_rare(30, 1000, name=True)
        and is_rare(500, 100_000, name=False)
        and not is_rare(501, 100_000, name=False)
    )
