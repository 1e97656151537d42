"""What is forgotten is gone from every file, with all that came from it, and doesn't come back."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.homes import (
    CLIMBERS,
    FAMILY,
    ME,
    MUM,
    START,
    WEI,
    WITH_WEI,
    add,
    opened,
    said,
    texts,
    traces,
)
from tests.store.laws import Archive, Said, Way, exported, lives
from zhiji.chat import (
    Attachment,
    Chat,
    Edit,
    Evidence,
    Forwarded,
    Message,
    MessageId,
    Part,
    Problem,
    Reaction,
)
from zhiji.embedding.packing import Packed
from zhiji.errors import ArchiveBusy
from zhiji.language import tokens
from zhiji.store import FileInfo, Store, facts, vectors
from zhiji.store.facts import Facts, NewFact
from zhiji.store.forget import Selection


def _chat(store: Store, name: str) -> int:
    return next(chat.id for chat in store.reader.chats() if chat.name == name)


def _account(store: Store, key: str) -> int:
    return int(store.connection.value("SELECT id FROM account WHERE key = ?", key))


def _number(store: Store, text: str) -> int:
    return next(int(message.id) for message in store.reader.all() if message.text == text)


def _climbing() -> list[Message]:
    return [
        said(CLIMBERS, WEI, 1, "zephyrite at the quarry on xylosaturday", edits=(Edit(text="quondamish plan"),)),
        said(CLIMBERS, ME, 2, "翡翠湖边的帐篷归我带", reactions=(Reaction(sender="Wei Zhang", emoji="👍"),)),
        said(CLIMBERS, WEI, 3, "", kind="image", caption="a vermiculated ridge",
             attachments=(Attachment(name="brontide.jpg", path="media/brontide.jpg"),)),
    ]  # fmt: skip


def _family() -> list[Message]:
    return [said(FAMILY, MUM, 10 + n, f"dinner number {n} at seven") for n in range(30)]


GONE = ["zephyrite", "xylosaturday", "quondamish", "翡翠", "翠湖", "帐篷", "vermicul", "brontide", "Climbers", "Wei Zhang",
        "u-wei", "c-climb"]  # fmt: skip


def test_a_forgotten_chat_leaves_not_one_byte_of_its_words(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, _climbing(), path="Telegram Climbers.json")
        add(store, _family())
        add(store, [*_climbing()[:2], said(CLIMBERS, WEI, 3, "zephyrite too", kind="image")])
        assert set(traces(tmp_path, GONE)) == set(GONE)
        receipt = store.forget(Selection(chats=frozenset({_chat(store, "Climbers")})))
        assert (receipt.erased, receipt.pending) == (3, False)
        assert traces(tmp_path, GONE) == {}
        assert len(texts(store)) == 30
        assert store.doctor() == []
    assert traces(tmp_path, GONE) == {}


def test_index_terms_of_forgotten_messages_are_gone_too(tmp_path: Path) -> None:
    chance = random.Random(7)
    letters = "bcdfghjklmnpqrstvwxz"
    unique = ["".join(chance.choices(letters, k=9)) for _ in range(400)]
    messages = [
        said(CLIMBERS if n % 2 else FAMILY, WEI if n % 2 else MUM, n, f"{word} ok ok {word[::-1]}")
        for n, word in enumerate(unique)
    ]
    with opened(tmp_path) as store:
        for start in range(0, 400, 40):
            add(store, messages[start : start + 40])
        add(store, [said(m.chat, m.sender, n, m.text + " edited" * (n % 50)) for n, m in enumerate(messages)])
        store.forget(Selection(chats=frozenset({_chat(store, "Climbers")})))
        gone = [term for word in unique[1::2] for term in tokens(f"{word} {word[::-1]}")]
        assert traces(tmp_path, gone) == {}
        assert set(traces(tmp_path, unique[0::2])) == set(unique[0::2])


def test_what_was_forgotten_is_not_added_again(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, _climbing())
        add(store, _family())
        store.forget(Selection(chats=frozenset({_chat(store, "Climbers")})))
        again = add(store, _climbing(), path="Telegram Climbers.json")
        assert (again.added, again.known, again.forgotten) == (0, 0, 3)
        other = add(store, _climbing()[:1])
        assert (other.added, other.known, other.forgotten) == (0, 0, 1)
        assert [chat.name for chat in store.reader.chats()] == ["Family"]
        assert traces(tmp_path, GONE) == {}


def test_again_brings_it_back_with_its_names(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, _climbing())
        before = list(store.reader.all())
        store.forget(Selection(chats=frozenset({_chat(store, "Climbers")})))
        assert add(store, _climbing(), again=True).added == 3
        after = list(store.reader.all())
        assert [
            (m.text, m.sender.name, m.sender.native, m.chat.name, m.chat.native, m.reactions) for m in after
        ] == [
            (m.text, m.sender.name, m.sender.native, m.chat.name, m.chat.native, m.reactions) for m in before
        ]
        assert store.doctor() == []


def test_a_forgotten_chat_that_goes_on_has_its_name_again(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, _climbing())
        store.forget(Selection(chats=frozenset({_chat(store, "Climbers")})))
        done = add(store, [*_climbing(), said(CLIMBERS, WEI, 500, "anybody for the hut?")])
        assert (done.added, done.forgotten) == (1, 3)
        (message,) = store.reader.all()
        assert (message.chat.name, message.chat.native) == ("Climbers", "c-climb")
        assert (message.sender.name, message.sender.native) == ("Wei Zhang", "u-wei")
        assert store.doctor() == []


def test_a_forgotten_person_is_gone_from_quotes_forwards_bundles_and_reactions(tmp_path: Path) -> None:
    secret = "the key lies under the marlinspike"
    kept = [
        said(CLIMBERS, MUM, 1, "what did he say?", reply_to="c-climb-7",
             extra={"quote": {"who": "Wei Zhang", "text": "the key lies…"}}),
        said(FAMILY, MUM, 2, secret, forwarded=Forwarded(sender="Wei Zhang", chat="Climbers")),
        said(FAMILY, ME, 3, "see", parts=(Part(sender="Wei Zhang", text="marlinspike!"), Part(sender="Mum", text="no"))),
        said(FAMILY, ME, 4, "ok", reactions=(Reaction(sender="Wei Zhang", emoji="👍"), Reaction(sender="Mum", emoji="🙂"))),
        said(FAMILY, ME, 5, "hello", mentions=("Mum", "u-wei")),
        said(FAMILY, MUM, 6, f"「Wei Zhang：{secret}」\n- - - - - - -\nreally?"),
        said(FAMILY, MUM, 7, f"> {secret}\nreally?"),
        said(FAMILY, MUM, 8, "Wei Zhang was here"),
        said(CLIMBERS, ME, 9, "never mind", reply_to="c-climb-7", extra={"reply_text": "the key lies"}),
    ]  # fmt: skip
    theirs = [said(CLIMBERS, WEI, 7, secret)]
    with opened(tmp_path) as store:
        add(store, [*kept, *theirs])
        add(store, [said(m.chat, m.sender, n + 1, m.text, caption="later") for n, m in enumerate(kept[:8])])
        receipt = store.forget(Selection(accounts=frozenset({_account(store, "u-wei")})))
        assert (receipt.erased, receipt.redacted, receipt.mentions_left) == (1, 8, 1)
        assert traces(tmp_path, ["marlinspike", "u-wei", "the key lies"]) == {}
        by_id = {message.source_id: message for message in store.reader.all()}
        assert by_id["c-family-2"].text == "[…]"
        assert by_id["c-family-3"].parts[1] == Part(sender="Mum", text="no")
        assert [one.sender for one in by_id["c-family-4"].reactions] == ["Mum"]
        assert by_id["c-family-5"].mentions == ("Mum",)
        assert by_id["c-family-6"].text == "「[…]」\n- - - - - - -\nreally?"
        assert by_id["c-family-7"].text == "> […]\nreally?"
        assert by_id["c-family-8"].text == "Wei Zhang was here"
        assert store.doctor() == []
        once = list(store.reader.all())
        again = add(store, [*kept, *theirs])
        assert (again.added, again.known, again.forgotten) == (0, 9, 1)
        assert list(store.reader.all()) == once
        assert traces(tmp_path, ["marlinspike", "the key lies"]) == {}


def test_a_chat_named_after_a_forgotten_person_loses_that_name(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(
            store,
            [said(WITH_WEI, WEI, 1, "hi there"), said(WITH_WEI, ME, 2, "hello you")],
            path="Wei Zhang/result.json",
        )
        add(store, _family())
        store.forget(Selection(accounts=frozenset({_account(store, "u-wei")})))
        assert traces(tmp_path, ["Wei Zhang"]) == {}
        add(store, [said(WITH_WEI, WEI, 1, "hi there"), said(WITH_WEI, ME, 2, "hello you")])
        assert traces(tmp_path, ["Wei Zhang"]) == {}
        add(store, [said(WITH_WEI, WEI, 3, "me again")])
        assert {chat.name for chat in store.reader.chats()} == {"Family", "Wei Zhang"}


def test_the_same_words_of_somebody_else_are_theirs(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [said(CLIMBERS, WEI, 1, "merry christmas and a happy new year"),
                    said(FAMILY, MUM, 1, "merry christmas and a happy new year")])  # fmt: skip
        receipt = store.forget(Selection(chats=frozenset({_chat(store, "Climbers")})))
        assert (receipt.erased, receipt.redacted) == (1, 0)
        assert texts(store) == ["merry christmas and a happy new year"]


def test_forgetting_before_a_time_keeps_the_rest_and_its_sessions(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [said(FAMILY, MUM, 50 * n, f"note {n}") for n in range(20)])
        receipt = store.forget(Selection(before=START + timedelta(minutes=425)))
        assert receipt.erased == 9
        assert texts(store) == sorted(f"note {n}" for n in range(9, 20))
        assert store.doctor() == []


def test_nothing_selected_forgets_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, _family())
        assert store.forget(Selection()).erased == 0
        assert store.forget(Selection(chats=frozenset({999}))).erased == 0
        assert len(texts(store)) == 30


def _says(value: str, message: int, others: Iterable[int] = ()) -> NewFact:
    quote = Evidence(message=MessageId(message), field="text", start=0, end=6, quote="dinner")
    return NewFact(
        kind="fact",
        relation="likes",
        subject="name:Mum",
        value=value,
        by=1,
        evidence=(quote,),
        inputs=(*others,),
    )


def _kept_of(store: Store, message: int) -> list[NewFact]:
    return [_says(one.value, message, one.inputs) for one in Facts(store.connection).find(messages=[message])]


def _derive(store: Store) -> dict[str, int]:
    """Something of each kind, made from the first and from the second message."""
    first, second = list(store.reader.all())[:2]
    one, two = int(first.id), int(second.id)
    with store.connection.transaction() as db:
        run = db.execute
        for number, message in ((1, one), (2, two)):
            run("INSERT INTO evidence VALUES (?,?,'text',0,0,3,'quote of ' || ?)", (number, message, number))
        for value, message, others in (("onlyone", one, ()), ("both", two, (one,)), ("onlytwo", two, ())):
            facts.put(db, [message], [_says(value, message, others), *_kept_of(store, message)], now=5)
        run("INSERT INTO transcript VALUES (1,?,'transcript','e','heard one',0)", (one,))
        run("INSERT INTO episode VALUES (1,1,'episode of both',0,0,NULL)")
        run(
            "INSERT INTO cache VALUES (x'01',1,'answer',CAST('cached one' AS BLOB),0), (x'02',2,'answer',CAST('cached two' AS BLOB),0)"
        )
        run("INSERT INTO dialogue VALUES (1,0), (2,0)")
        run(
            "INSERT INTO turn (id, dialogue, said_at, question, understood, answer, abstained) VALUES"
            " (1,1,0,'asked one','one understood','answered one',0), (2,2,0,'asked two',NULL,'answered two',0)"
        )
        run("INSERT INTO citation VALUES (1,1,1), (2,1,2)")
        run("INSERT INTO feedback (id, turn, verdict, note, given_at) VALUES (1,1,'wrong','note on one',0)")
        run("INSERT INTO approval VALUES (1,'mail','call with one','open',0,NULL)")
        run(
            "INSERT INTO space (id, embedder, weights, dimension, prefix, called) VALUES (1,'e','w',8,'','e')"
        )
        vectors.put(db, 1, one, first.text, Packed(b"\x0f", bytes([1] * 8), 0.5))
        vectors.put(db, 1, two, second.text, Packed(b"\xf0", bytes([2] * 8), 0.5))
        run(
            "INSERT INTO work (kind, subject, input, priority) VALUES ('vectors',?,x'00',0), ('vectors',?,x'00',0)",
            (one, two),
        )
        for kind, row in (
            ("transcript", 1),
            ("episode", 1),
            ("cache", 1),
            ("turn", 1),
            ("approval", 1),
        ):
            run("INSERT INTO derived_from VALUES (?,?,?)", (kind, row, one))
        for kind, row in (("episode", 1), ("cache", 2), ("turn", 2)):
            run("INSERT INTO derived_from VALUES (?,?,?)", (kind, row, two))
    return {"one": one, "two": two}


def test_everything_derived_from_a_message_goes_with_it(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, _family())
        one = _derive(store)["one"]
        store.forget(Selection(messages=frozenset({one})))
        value = store.connection.value
        left = {table: value(f"SELECT group_concat(id) FROM {table}") for table in
                ("evidence", "fact", "transcript", "episode", "cache", "dialogue", "turn", "feedback",
                 "approval")}  # fmt: skip
        assert left == {"evidence": "2,5", "fact": "3", "transcript": None, "episode": None, "cache": "2", "dialogue": "2", "turn": "2", "feedback": None, "approval": None}  # fmt: skip
        assert value("SELECT group_concat(message != ?) FROM vector", one) == "1"
        (segment,) = store.vectors.of(1).segments([0])
        assert segment.signs[:2] == b"\x00\xf0"
        assert segment.messages[:8] == bytes(8) != segment.messages[8:16]
        assert value("SELECT count(*) FROM derived_from WHERE message = ?", one) == 0
        assert value("SELECT count(*) FROM work") == 1
        gone = ["onlyone", "heard one", "episode of both", "likes one", "cached one", "asked one", "answered one", "both",
                "note on one", "call with one", "one understood"]  # fmt: skip
        assert traces(tmp_path, gone) == {}
        assert store.doctor() == []


def test_an_attachment_goes_with_its_last_message(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, _family())
        shared = store.blobs.keep(lambda: io.BytesIO(b"shared photo"))
        own = store.blobs.keep(lambda: io.BytesIO(b"private photo"))
        one, two = _number(store, "dinner number 0 at seven"), _number(store, "dinner number 1 at seven")
        with store.connection.transaction() as db:
            for message, position, digest in ((one, 0, shared), (one, 1, own), (two, 0, shared)):
                db.execute("INSERT INTO attachment VALUES (?,?,'p.jpg',NULL,NULL,NULL,?,NULL)",
                           (message, position, bytes.fromhex(digest)))  # fmt: skip
        store.forget(Selection(messages=frozenset({one})))
        assert (store.blobs.has(shared), store.blobs.has(own)) == (True, False)
        assert traces(tmp_path, ["private photo"]) == {}
        store.forget(Selection(messages=frozenset({two})))
        assert traces(tmp_path, ["shared photo"]) == {}
        assert store.doctor() == []


def test_while_somebody_reads_the_receipt_says_pending_and_the_next_open_finishes(tmp_path: Path) -> None:
    with opened(tmp_path) as store, opened(tmp_path) as other:
        add(store, _climbing())
        add(store, _family())
        other.connection.db.execute("BEGIN")
        assert other.connection.value("SELECT count(*) FROM message") == 33
        receipt = store.forget(Selection(chats=frozenset({_chat(store, "Climbers")})))
        assert receipt.pending
        assert [one.where for one in store.doctor()] == ["erasure"]
        assert "zephyrite" in traces(tmp_path, GONE)
        other.connection.db.execute("ROLLBACK")
    with opened(tmp_path) as store:
        assert traces(tmp_path, GONE) == {}
        assert store.doctor() == []


def test_an_interrupted_erasure_is_finished_by_the_next_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as store:
        add(store, _climbing())
        add(store, _family())

        def dies(*_: object, **__: object) -> bool:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr("zhiji.store.forget.finish", dies)
            with pytest.raises(KeyboardInterrupt):
                store.forget(Selection(chats=frozenset({_chat(store, "Climbers")})))
    assert traces(tmp_path, GONE) != {}
    with opened(tmp_path):
        assert traces(tmp_path, GONE) == {}


def test_the_receipt_names_what_it_cannot_reach(tmp_path: Path) -> None:
    home, export = tmp_path / "home", tmp_path / "Climbers.json"
    export.write_text("{}")
    with opened(home) as store:
        add(store, _climbing(), path=str(export))
        add(store, _family(), path=str(tmp_path / "family.json"))
        store.backup(tmp_path / "mine.zhiji-backup")
        receipt = store.forget(Selection(chats=frozenset({_chat(store, "Climbers")})))
        assert receipt.cannot == (
            f"The export {export} still holds some of it.",
            f"The backup {tmp_path / 'mine.zhiji-backup'} was made before and still holds it.",
        )


def test_problems_of_a_forgotten_file_are_gone(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        adding = store.adding(FileInfo(source="telegram", path="x.json", digest=b"1"))
        adding.write(_climbing(), [Problem("line 3", "no date in 'ultramontane'")])
        adding.finish()
        store.forget(Selection(chats=frozenset({_chat(store, "Climbers")})))
        assert traces(tmp_path, ["ultramontane"]) == {}


def test_people_the_owner_named_are_forgotten_with_their_accounts(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [*_climbing(), *_family()])
        wei = _account(store, "u-wei")
        with store.connection.transaction() as db:
            db.execute("INSERT INTO person (id, name) VALUES (?, 'Weiwei the Great')", (wei,))
            db.execute("INSERT INTO person_alias VALUES (?, 'Old Badger', 'owner')", (wei,))
        receipt = store.forget(Selection(accounts=frozenset({wei})))
        assert receipt.erased == 2
        assert traces(tmp_path, ["Weiwei", "Old Badger"]) == {}


UNIQUE = [Way(), Way(minutes=True), Way(media=False), Way(zone=28), Way(names=("Mum", "Ben", "Cleo"))]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_was_forgotten_stays_forgotten_whatever_is_added_after_it(data: st.DataObject) -> None:
    life = data.draw(lives(least=10))
    lines = [Said(one.second, one.who, f"line {n} of it, {one.text}", None) for n, one in enumerate(life)]
    first = exported(lines, Way())
    gone = data.draw(st.sets(st.sampled_from([one.text for one in lines]), min_size=1))
    with Archive() as archive:
        archive.add(first)
        numbers = frozenset(int(m.id) for m in archive.store.reader.all() if m.text in gone)
        assert archive.store.forget(Selection(messages=numbers)).erased == len(gone)
        for way in data.draw(st.lists(st.sampled_from(UNIQUE), min_size=1, max_size=3)):
            added, _, forgotten = archive.add(exported(lines, way))
            assert (added, forgotten) == (0, len(gone))
        assert archive.texts() == sorted({one.text for one in lines} - gone)
        assert archive.store.doctor() == []


def test_a_whole_chat_without_ids_stays_forgotten(tmp_path: Path) -> None:
    life = [Said(3600 * n, n % 2, f"week {n}, nothing new here", None) for n in range(10)]
    with opened(tmp_path) as store:
        add(store, exported(life, Way(title="Allotment")), path="WhatsApp Chat with Allotment.txt")
        store.forget(Selection(chats=frozenset({_chat(store, "Allotment")})))
        assert traces(tmp_path, ["Allotment", "Ann"]) == {}
        for part, way in ((life, Way()), (life[:2], Way(title="Allotment")), (life, Way(title="Plot", minutes=True)),
                          (life[3:], Way(title="Allotment", names=("Annie", "Ben", "Cleo")))):  # fmt: skip
            done = add(store, exported(part, way), path="WhatsApp Chat with Allotment.txt")
            assert (done.added, done.forgotten) == (0, len(part))
        assert list(store.reader.chats()) == []
        assert traces(tmp_path, ["Allotment", "Annie", "nothing new"]) == {}
        more = [*life, Said(3600 * 11, 0, "a new one", None)]
        assert add(store, exported(more, Way(title="Allotment"))).added == 1
        assert [chat.name for chat in store.reader.chats()] == ["Allotment"]
        assert store.doctor() == []


def test_again_brings_back_what_had_no_ids_and_was_in_two_exports(tmp_path: Path) -> None:
    life = [Said(3600 * n, n % 2, f"week {n}, nothing new here", None) for n in range(10)]
    fine, coarse = exported(life, Way()), exported(life, Way(minutes=True))
    with opened(tmp_path) as store:
        add(store, fine)
        add(store, coarse)
        before = list(store.reader.all())
        store.forget(Selection(accounts=frozenset({_account(store, "Ann")})))
        done = add(store, coarse, again=True)
        assert (done.added, done.known, done.forgotten) == (5, 5, 0)
        assert sorted(m.text for m in before) == texts(store)
        assert {m.sender.name for m in store.reader.all()} == {"Ann", "Ben"}
        done = add(store, fine)
        assert (done.added, done.known, done.forgotten) == (0, 10, 0)
        assert store.doctor() == []


def test_evidence_in_a_message_that_turned_out_to_be_another_is_evidence_in_that_one(tmp_path: Path) -> None:
    life = [Said(3600 * n, n % 2, f"week {n}, nothing new here", None) for n in range(10)]
    with opened(tmp_path) as store:
        add(store, exported(life[:5], Way(title="Old name")))
        add(store, exported(life[5:], Way(title="New name")))
        numbers = [int(message.id) for message in store.reader.all()]
        with store.connection.transaction() as db:
            for number in numbers:
                db.execute("INSERT INTO evidence VALUES (?,?,'text',0,0,4,'week')", (number, number))
                db.execute("INSERT INTO derived_from VALUES ('cache', ?, ?)", (number, number))
        add(store, exported(life, Way(title="New name", minutes=True)))
        alive = {int(message.id) for message in store.reader.all()}
        assert len(alive) == 10
        assert {number for (number,) in store.connection.rows("SELECT message FROM evidence")} <= alive
        assert store.connection.value("SELECT count(*) FROM evidence") == 10
        assert store.doctor() == []


def _with_ids(messages: list[Message]) -> list[Message]:
    chat = Chat(name="Allotment", native="plot", source="neutral")
    return [replace(m, chat=chat, source_id=f"m{n}") for n, m in enumerate(messages)]


def test_what_had_an_id_stays_forgotten_in_an_export_without_ids(tmp_path: Path) -> None:
    life = [Said(20 * n, n % 2, "ok" if n > 5 else f"line {n} of this chat", None) for n in range(10)]
    with_ids = _with_ids(exported(life, Way()))
    without = [replace(m, chat=with_ids[0].chat) for m in exported(life, Way(minutes=True))]
    for first, second in ((with_ids, without), (without, with_ids)):
        home = tmp_path / str(first is with_ids)
        with opened(home) as store:
            add(store, first)
            numbers = [int(message.id) for message in store.reader.all()]
            store.forget(Selection(messages=frozenset({numbers[0], numbers[7]})))
            done = add(store, second)
            assert (done.added, done.forgotten) == (0, 2)
            assert texts(store) == sorted(["ok"] * 3 + [f"line {n} of this chat" for n in range(1, 6)])
            assert store.doctor() == []
            assert add(store, with_ids, again=True).added == 2
            assert len(texts(store)) == 10
            assert store.doctor() == []


def test_many_small_changes_leave_no_copies_in_the_gaps_of_pages(tmp_path: Path) -> None:
    chance = random.Random(3)
    words = [f"gneiss{n}schist" for n in range(1500)]
    order = list(range(1500))
    with opened(tmp_path) as store:
        for _ in range(3):  # ever longer, out of order: cells move between pages
            chance.shuffle(order)
            batch = [
                said(
                    CLIMBERS if n % 3 else FAMILY,
                    MUM,
                    n,
                    words[n],
                    caption=f"{words[n]} " * chance.randrange(1, 9),
                )
                for n in order
            ]
            add(store, batch, batch=100)
        store.forget(Selection(chats=frozenset({_chat(store, "Climbers")})))
        assert traces(tmp_path, [word for n, word in enumerate(words) if n % 3]) == {}


def test_forgetting_waits_for_another_writer_and_says_so(tmp_path: Path) -> None:
    with opened(tmp_path, wait=0.2) as store:
        add(store, _climbing())
        other = apsw.Connection(str(tmp_path / "zhiji.db"))
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveBusy):
            store.forget(Selection(chats=frozenset({_chat(store, "Climbers")})))
        other.close()
        assert len(texts(store)) == 3
