"""What is worked out from messages: order, time between, counts, sums, what held then; on a small made-up life."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import zhiji
from zhiji.archive import Archive
from zhiji.assistant.kinds.pairs import opposed, spanned
from zhiji.assistant.kinds.paying import amount_of, written

NOW = "2033-06-15T18:00:00+02:00"
SAID = [
    ("trek", "Trek 山行", "group", "ola", "Ola", "2032-10-01T10:00", "dates are set: we leave on 3 May"),
    ("trek", "Trek 山行", "group", "jun", "阿俊", "2032-12-01T10:00", "改成5月10号出发"),
    ("trek", "Trek 山行", "group", "ola", "Ola", "2033-01-15T10:00", "new dates: moved to 17 May"),
    (
        "trek",
        "Trek 山行",
        "group",
        "me",
        "Nora",
        "2033-05-25T10:00",
        "the hut was 300, so 150 each, send it to me",
    ),
    ("trek", "Trek 山行", "group", "ola", "Ola", "2033-05-25T12:00", "sent you my 150"),
    ("trek", "Trek 山行", "group", "jun", "阿俊", "2033-05-26T12:00", "先转80，剩70下周"),
    ("flat", "Flat", "direct", "hugo", "Hugo", "2032-02-01T10:00", "rent is €900 a month for the attic"),
    (
        "flat",
        "Flat",
        "direct",
        "hugo",
        "Hugo",
        "2033-02-01T10:00",
        "from 1 March the rent will be €960 a month",
    ),
    (
        "ola",
        "Ola",
        "direct",
        "ola",
        "Ola",
        "2032-03-05T09:00",
        "ugh, fever. no choir for me today, next week?",
    ),
    ("ola", "Ola", "direct", "ola", "Ola", "2032-07-09T09:00", "migraine since noon, lights out"),
    (
        "ola",
        "Ola",
        "direct",
        "me",
        "Nora",
        "2033-04-04T09:00",
        "I've handed in my notice today. Last shift is 6 May",
    ),
    (
        "kita",
        "Kita",
        "group",
        "ute",
        "Ute",
        "2032-01-10T09:00",
        "Hello! The teacher of the blue group is Ms Lamm",
    ),
    (
        "kita",
        "Kita",
        "group",
        "ute",
        "Ute",
        "2032-09-01T09:00",
        "Ms Lamm is on leave now, Mr Bode takes the blue ones",
    ),
    ("kita", "Kita", "group", "ute", "Ute", "2033-02-01T09:00", "Our teacher is Ms Fink from today"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("reckoning")
    life = folder / "life.jsonl"
    life.write_text("\n".join(json.dumps(_row(at, *one)) for at, one in enumerate(SAID)), encoding="utf-8")
    with zhiji.open(folder / "home") as made:
        made.add(life)
        made.learn(minutes=1)
        yield made


def _row(
    at: int, chat: str, name: str, kind: str, who: str, called: str, when: str, text: str
) -> dict[str, object]:
    return {
        "id": f"m{at}", "chat": chat, "chat_name": name, "chat_kind": kind, "sender": who, "sender_name": called,
        "owner": who == "me", "when": f"{when}:00+02:00", "text": text,
    }  # fmt: skip


def told(archive: Archive, question: str) -> str:
    return archive.ask(question, now=NOW).text


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("what came first, the flood or the fire", "the flood", "the fire"),
        ("did the flood happen earlier or later than the fire?", "the flood", "the fire"),
        ("先搬家还是先换工作呀", "搬家", "换工作"),
        ("搬家跟换工作 哪个在前哪个在后", "搬家", "换工作"),
    ],
)
def test_two_things_are_found_however_they_are_held_against_each_other(
    question: str, one: str, other: str
) -> None:
    pair = next(opposed(question))
    assert (pair.a, pair.b) == (one, other)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("how long between the interview and the offer?", "the interview", "the offer"),
        ("how many weeks after the interview did the offer come", "the interview", "the offer come"),
        ("从面试到拿到录用一共等了几天啊", "面试", "拿到录用"),
        ("面试之后过了多久才发录用信", "面试", "发录用信"),
    ],
)
def test_two_ends_of_a_time_are_found_however_they_are_joined(question: str, one: str, other: str) -> None:
    pair = next(spanned(question))
    assert (pair.a, pair.b) == (one, other)


def test_what_both_did_and_only_one_name_tells_is_put_in_order(archive: Archive) -> None:
    text = told(archive, "Ola 是先发烧那次还是先 migraine 那次？")
    assert text.index("fever") < text.index("migraine since noon")


def test_two_days_of_one_message_are_two_ends(archive: Archive) -> None:
    assert "32" in told(archive, "How long from handing in my notice to my last shift?")


@pytest.mark.parametrize("question", ["how many times were the Trek dates moved", "山行的日期改过几次"])
def test_moved_dates_are_counted_by_how_they_are_told(archive: Archive, question: str) -> None:
    text = told(archive, question)
    assert ("2 times" in text or "2 次" in text) and "改成5月10号" in text and "17 May" in text


def test_who_paid_less_is_told_with_each_ones_sum_and_the_difference(archive: Archive) -> None:
    text = told(archive, "who has paid less for the Trek hut, Ola or 阿俊, and by how much?")
    assert "150" in text and "80" in text and "70 less" in text


def test_a_number_now_is_held_against_what_it_was(archive: Archive) -> None:
    assert "60 more" in told(archive, "how much has the rent gone up?")


def test_who_held_a_place_then_is_the_one_who_took_over(archive: Archive) -> None:
    text = told(archive, "Who was the teacher of the blue group in October 2032?")
    assert text.index("Mr Bode") < text.index("Hello!")


def test_who_has_confirmed_stands_below_what_they_answered(archive: Archive) -> None:
    text = told(archive, "who has paid for the hut already?")
    assert "sent you my 150" in text


@pytest.mark.parametrize(
    ("text", "amount"),
    [("再還一千五", 1500.0), ("剩下100，先转80", 80.0), ("sent €1,250.50", 1250.5), ("5月10号出发", None)],
)
def test_the_sum_of_a_payment_is_read_and_what_is_left_is_not(text: str, amount: float | None) -> None:
    assert amount_of(text) == amount


def test_a_sum_is_written_without_idle_noughts() -> None:
    assert (written(1260.0), written(0.4)) == ("1,260", "0.4")
