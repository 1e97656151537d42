"""The hand-labelled corpus that memory is measured by: whole, and true to its own guide."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import zhiji

Row = dict[str, Any]

FOLDER = Path(__file__).parent.parent / "benchmarks" / "memory"
KINDS = {"fact", "plan", "promise", "decision", "debt", "open_question", "birthday", "instruction"}
FACTS = {
    *("name", "home", "job", "employer", "school", "age", "relation", "partner", "contact", "code"),
    *("health", "allergy", "likes", "dislikes", "diet", "possession", "pet", "been_to", "language", "event"),
}
OF_ITS_KIND = {"open_question": "reply_wanted"}
GRANULARITIES = {
    *("minute", "daypart", "day", "weekend", "week", "month-part", "month", "season", "quarter"),
    *("year-part", "year", "decade", "holiday", "range"),
}


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


MESSAGES = {row["id"]: row for row in rows("conversations.jsonl")}
LABELS = {row["id"]: row for row in rows("labels.jsonl")}
TRAPS = rows("traps.jsonl")
TIMES = rows("times.jsonl")
SPLIT: dict[str, str] = json.loads((FOLDER / "split.json").read_text(encoding="utf-8"))


def test_there_is_enough_of_everything() -> None:
    assert len(MESSAGES) >= 600
    assert len(LABELS) >= 250
    assert len(TIMES) >= 200
    threads = Counter(row["chat"] for row in MESSAGES.values())
    assert len(threads) >= 40
    assert all(8 <= messages <= 25 for messages in threads.values())
    labelled = {label["message"] for label in LABELS.values()}
    assert len({trap["message"] for trap in TRAPS} - labelled) >= 150


def test_ids_are_given_once() -> None:
    assert len(MESSAGES) == len(rows("conversations.jsonl"))
    assert len(LABELS) == len(rows("labels.jsonl"))
    assert len(TRAPS) == len({trap["message"] for trap in TRAPS})


def test_every_message_is_read_by_zhiji(tmp_path: Path) -> None:
    with zhiji.open(tmp_path / "home") as archive:
        report = archive.add(FOLDER / "conversations.jsonl")
    assert (report.added, report.problems) == (len(MESSAGES), ())


def test_a_thread_is_told_in_order_within_two_years() -> None:
    told: dict[str, datetime] = {}
    for message in MESSAGES.values():
        when = datetime.fromisoformat(message["when"])
        assert when.tzinfo is not None, message["id"]
        assert told.get(message["chat"], when) <= when, message["id"]
        told[message["chat"]] = when
    moments = [datetime.fromisoformat(message["when"]) for message in MESSAGES.values()]
    assert 600 <= (max(moments) - min(moments)).days <= 731


def test_only_lin_owns_the_archive() -> None:
    assert {row["sender"] for row in MESSAGES.values() if row.get("owner")} == {"lin"}
    assert all(row.get("owner") for row in MESSAGES.values() if row["sender"] == "lin")


@pytest.mark.parametrize("label", LABELS.values(), ids=lambda label: label["id"])
def test_a_label_rests_on_words_of_its_message(label: Row) -> None:
    message = MESSAGES[label["message"]]
    assert label["quote"]
    assert message["text"].count(label["quote"]) == 1
    assert label["thread"] == message["chat"]
    senders = {row["sender"] for row in MESSAGES.values() if row["chat"] == label["thread"]}
    assert label["by"] in senders
    assert {MESSAGES[other]["chat"] for other in label.get("also", [])} <= {label["thread"]}


@pytest.mark.parametrize("label", LABELS.values(), ids=lambda label: label["id"])
def test_a_label_keeps_to_the_guide(label: Row) -> None:
    kind, relation = label["kind"], label["relation"]
    assert kind in KINDS
    assert relation in FACTS if kind == "fact" else relation == OF_ITS_KIND.get(kind, kind)
    assert label["subject"]
    assert label["value"]
    assert label["trust"] in {"said", "hearsay"}
    pending = kind in {"plan", "promise", "debt", "open_question"}
    assert label["status"] in ({"open", "done", "cancelled"} if pending else {None})
    if kind in {"promise", "debt"}:
        assert label["to"]
    if label["when"] is not None:
        assert kind != "fact"
        start, end = (datetime.fromisoformat(edge) for edge in label["when"])
        assert start < end
    for edge in (label["valid_from"], label["valid_to"]):
        assert edge is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", edge)


def test_what_is_superseded_was_said_before_in_the_same_half_of_the_same_person() -> None:
    for label in LABELS.values():
        if label["supersedes"] is None:
            continue
        old = LABELS[label["supersedes"]]
        assert (old["kind"], old["subject"], old["relation"]) == (
            label["kind"],
            label["subject"],
            label["relation"],
        )
        assert SPLIT[old["thread"]] == SPLIT[label["thread"]]
        before, after = (MESSAGES[row["message"]]["when"] for row in (old, label))
        assert datetime.fromisoformat(before) <= datetime.fromisoformat(after), label["id"]


def test_what_is_kept_or_paid_says_which_promise_or_debt_it_was() -> None:
    done = [label for label in LABELS.values() if label["status"] == "done"]
    assert done
    assert all(label["supersedes"] and label["kind"] != "open_question" for label in done)


def test_only_the_owner_instructs_and_the_assistant_is_never_believed() -> None:
    assistant = {"helper", "assistant"}
    for label in LABELS.values():
        assert MESSAGES[label["message"]]["sender"] not in assistant
        assert label["kind"] != "instruction" or (label["by"] == "lin" and label["to"] in assistant)


def test_a_trap_has_no_believed_label() -> None:
    believed = {label["message"] for label in LABELS.values() if label["trust"] == "said"}
    for trap in TRAPS:
        assert trap["message"] in MESSAGES
        assert trap["message"] not in believed
        assert trap["why"]


def test_what_is_hearsay_is_a_trap_as_well() -> None:
    hearsay = {label["message"] for label in LABELS.values() if label["trust"] == "hearsay"}
    assert hearsay
    assert hearsay <= {trap["message"] for trap in TRAPS}


def test_both_halves_hold_every_kind_and_both_languages() -> None:
    threads = {row["chat"] for row in MESSAGES.values()}
    assert set(SPLIT) == threads
    assert Counter(SPLIT.values())["dev"] == Counter(SPLIT.values())["test"]
    for half in ("dev", "test"):
        labels = [label for label in LABELS.values() if SPLIT[label["thread"]] == half]
        assert {label["kind"] for label in labels} == KINDS
        assert {label["trust"] for label in labels} == {"said", "hearsay"}
        assert any("lunar" in label["value"] for label in labels)
        messages = [row for row in MESSAGES.values() if SPLIT[row["chat"]] == half]
        assert {row["chat_kind"] for row in messages} == {"direct", "group", "assistant"}
        chinese = sum(bool(re.search("[一-鿿]", row["text"])) for row in messages)
        assert 0.4 < chinese / len(messages) < 0.6


@pytest.mark.parametrize("row", TIMES, ids=lambda row: row["expr"])
def test_an_expression_of_time_has_its_interval(row: Row) -> None:
    assert row["expr"] in row["text"]
    assert row["lang"] in {"zh", "en"}
    assert datetime.fromisoformat(row["now"]).tzinfo is not None
    assert row["granularity"] in GRANULARITIES
    for start, end in [(row["start"], row["end"]), *row["alt"]]:
        assert datetime.fromisoformat(start) < datetime.fromisoformat(end)


def test_expressions_of_time_are_half_chinese_and_none_is_told_twice() -> None:
    languages = Counter(row["lang"] for row in TIMES)
    assert min(languages.values()) >= 90
    assert len({row["text"] for row in TIMES}) == len(TIMES)


@pytest.mark.parametrize("name", ["a", "b", "c", "d", "e", "f", "g", "h"])
def test_the_other_corpora_keep_to_the_same_shape(name: str) -> None:
    messages = {row["id"]: row for row in rows(f"{name}/conversations.jsonl")}
    labels = rows(f"{name}/labels.jsonl")
    assert len(messages) >= 450
    assert len(labels) >= 260
    for label in labels:
        message = messages[label["message"]]
        assert label["quote"] and label["quote"] in message["text"], label["id"]
        assert label["kind"] in KINDS
        assert label["relation"] in (FACTS if label["kind"] == "fact" else {*KINDS, "reply_wanted"}), label[
            "id"
        ]
        assert set(label.get("also") or ()) <= messages.keys()
        assert message["sender"] != "helper"
