from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhiji

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)
START = datetime(2024, 5, 1, 9, tzinfo=UTC)
PEOPLE = ("mona", "wei", "tomás")
CHATS = ("crew", "mona and wei", "notes")
SAID = (
    "the boat leaves at nine", "which boat?", "yes!", "see http://example.org", "湖边的船租好了", "ok", "the red boat, not the blue one",
    "I painted it", "明天见", "no idea",
)  # fmt: skip
KINDS = ("text", "text", "voice", "text", "image", "thought")


def history() -> Iterator[dict[str, object]]:
    for number in range(180):
        chat = CHATS[number // 6 % 3]
        senders = {"crew": PEOPLE, "mona and wei": PEOPLE[:2], "notes": PEOPLE[:1]}[chat]
        yield {
            "chat": chat,
            "sender": senders[number * 7 % len(senders)],
            "when": (START + timedelta(hours=number // 6 * 7, minutes=number % 6)).isoformat(),
            "text": SAID[number * 3 % len(SAID)],
            "kind": KINDS[number % len(KINDS)],
        }


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zhiji.Archive]:
    with zhiji.open(Path(tmp_path_factory.mktemp("scope"))) as archive:
        archive.add(messages=history())
        yield archive


days = st.dates(min_value=START.date(), max_value=(START + timedelta(days=9)).date())
queries = st.sampled_from(
    ["boat", "which boat did wei paint?", "船", "What did mona say on 3 May 2024?", "yes -red", '"the boat"', "?", "who was it"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    query=queries,
    person=st.none() | st.sampled_from(PEOPLE),
    chat=st.none() | st.sampled_from(CHATS),
    after=st.none() | days,
    before=st.none() | days,
    kind=st.none() | st.sampled_from(["text", "voice", "thought"]),
)
def test_whatever_is_found_is_within_all_filters(
    archive: zhiji.Archive, query: str, person: str | None, chat: str | None, after: object, before: object, kind: str | None
) -> None:  # fmt: skip
    filters = {"person": person, "chat": chat, "after": after, "before": before, "kind": kind}
    for hit in archive.search(query, now=NOW, k=50, **filters):  # type: ignore[arg-type]  # drawn, not spelled out
        message = hit.message
        assert person in (None, message.sender.name)
        assert chat in (None, message.chat.name)
        assert after is None or str(message.when.date()) >= str(after)
        assert before is None or str(message.when.date()) < str(before)
        assert message.kind == kind if kind else message.kind != "thought"
        assert "red" not in message.text or "-red" not in query
        assert "the boat" in message.text or '"' not in query


def test_what_stands_beside_a_match_is_not_found_for_another_person(archive: zhiji.Archive) -> None:
    hits = archive.search("boat", person="mona", now=NOW, k=100)
    assert {hit.message.sender.name for hit in hits} == {"mona"}
    assert "yes!" in {hit.message.text for hit in archive.search("boat", now=NOW, k=200)}


def test_messages_without_a_word_of_the_query_come_after_those_that_have_one(archive: zhiji.Archive) -> None:
    found = ["boat" in hit.message.text for hit in archive.search("boat", chat="crew", now=NOW, k=200)]
    assert found == sorted(found, reverse=True)
    assert not all(found)


def test_scores_fall_from_hit_to_hit(archive: zhiji.Archive) -> None:
    scores = [hit.score for hit in archive.search("which boat did wei paint?", now=NOW, k=100)]
    assert scores == sorted(scores, reverse=True)
