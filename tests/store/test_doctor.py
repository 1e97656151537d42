"""The doctor finds what isn't right, and nothing where all is."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from tests.store.homes import CLIMBERS, FAMILY, ME, MUM, WEI, add, opened, said, texts
from tests.store.laws import Said, Way, exported
from zhiji.chat import Account, Edit, Evidence, MessageId, Part
from zhiji.store import FileInfo, Store, facts
from zhiji.store.facts import NewFact

Harm = Callable[[apsw.Connection], object]


def _fill(store: Store) -> None:
    add(store, [said(CLIMBERS, WEI, 90 * n, f"marmalade 果酱 number {n}") for n in range(40)])
    add(store, [said(FAMILY, MUM, n, "", kind="image", caption="我们在海边", edits=(Edit(text="was"),),
                     parts=(Part(sender="x", text="in a bundle"),)) for n in range(5)])  # fmt: skip
    life = [Said(3600 * n, n % 2, f"week {n}, nothing new here", None) for n in range(10)]
    add(store, exported(life, Way()))
    add(store, exported(life[3:], Way(minutes=True, names=("Mother", "Ben", "Cleo"))))
    renamed = Account(native="u-wei", name="Wei the Climber", source="telegram")
    add(store, [said(CLIMBERS, renamed, 5000, "new name"), said(CLIMBERS, ME, 5001, "")])
    digest = bytes.fromhex(store.blobs.keep(lambda: io.BytesIO(b"tangerine")))
    with store.connection.transaction() as db:
        quote = Evidence(message=MessageId(3), field="text", start=0, end=9, quote="marmalade")
        fact = NewFact(
            kind="fact",
            relation="likes",
            subject="account:1",
            value="jam",
            by=1,
            evidence=(quote,),
            inputs=(2,),
        )
        facts.put(db, [3], [fact], now=1)
        db.execute("INSERT INTO attachment VALUES (41,0,'a.jpg',NULL,NULL,NULL,?,NULL)", (digest,))


def test_a_right_archive_has_no_findings(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        assert store.doctor() == []
        _fill(store)
        assert store.doctor() == []


CURABLE: dict[str, tuple[Harm, str]] = {
    "a message lost its words": (lambda db: db.execute("DELETE FROM words WHERE rowid = 3"), "word index"),
    "other words": (
        lambda db: (db.execute("DELETE FROM words WHERE rowid = 3"),
                    db.execute("INSERT INTO words (rowid, terms) VALUES (3, 'wei zhang number marmalad 果酱 酱 3')")),
        "word index",
    ),
    "words of nothing": (lambda db: db.execute("INSERT INTO words (rowid, terms) VALUES (999, 'ghost')"), "word index"),
    "empty words of nothing": (lambda db: db.execute("INSERT INTO words (rowid, terms) VALUES (998, '')"), "word index"),
    "changed text": (lambda db: db.execute("UPDATE message SET text = 'tampered' WHERE id = 5"), "word index"),
    "session": (lambda db: db.execute("UPDATE message SET session = 1 WHERE id = 30"), "session"),
    "name": (lambda db: db.execute("UPDATE account SET name = 'Old' WHERE id = 1"), "latest name"),
    "chat name": (lambda db: db.execute("UPDATE chat SET name = 'Old' WHERE id = 1"), "latest name"),
    "evidence": (lambda db: db.execute("INSERT INTO evidence VALUES (99,777,'text',0,0,1,'x')"), "gone"),
    "derived": (lambda db: db.execute("INSERT INTO derived_from VALUES ('cache',1,777)"), "gone"),
    "a fact's quote": (lambda db: db.execute("UPDATE evidence SET quote = 'Marmalade'"), "quotes what"),
    "a fact of another text": (lambda db: db.execute("UPDATE evidence SET version = 1"), "quotes what"),
    "a fact without evidence": (lambda db: db.execute("DELETE FROM fact_evidence"), "no evidence"),
    "a fact's message": (lambda db: db.execute("DELETE FROM derived_from WHERE message = 3"), "rests on"),
    "a misplaced fact": (lambda db: db.execute("UPDATE fact SET said_at = 1"), "another place"),
    "half a fact": (lambda db: (db.execute("DELETE FROM fact_evidence"), db.execute("DELETE FROM fact")), "isn't there"),
    "half a ruling": (lambda db: db.execute("INSERT INTO derived_from VALUES ('ruling',1,1)"), "isn't there"),
    "a fact of nothing": (
        lambda db: db.execute("INSERT INTO fact SELECT 9,777,1,1,kind,relation,subject,value,author,1,1,1,'','',0,NULL,'',1,"
                              "NULL,maker,1,NULL FROM fact"), "gone"),
    "version": (lambda db: db.execute("INSERT INTO version VALUES (777,0,'x',NULL)"), "gone"),
    "an unused blob": (lambda db: db.execute("DELETE FROM attachment"), "no message"),
    "an unkept attachment": (lambda db: db.execute("DELETE FROM blob"), "isn't kept"),
    "an erasure": (lambda db: db.execute("INSERT INTO erasure (at, pending) VALUES (0, 1)"), "Forgetting"),
    "a forgotten account with a name": (
        lambda db: db.execute("INSERT INTO account (source, scope, key, named, name) VALUES ('','','forgotten:1',0,'X')"),
        "still has a name",
    ),
}  # fmt: skip
INCURABLE: dict[str, tuple[Harm, str]] = {
    "key": (lambda db: db.execute("UPDATE record SET key = zeroblob(16) WHERE id = 2"), "key isn't"),
    "short key": (lambda db: db.execute("UPDATE record SET key = x'00' WHERE id = 2"), "wrong length"),
    "no record": (lambda db: (db.execute("DELETE FROM sighting WHERE record = 2"),
                              db.execute("DELETE FROM record WHERE id = 2")), "has no record"),
    "no sighting": (lambda db: db.execute("DELETE FROM sighting WHERE record = 2"), "no sighting"),
    "no likeness": (lambda db: db.execute("UPDATE record SET likeness = NULL WHERE id = (SELECT max(id) FROM record"
                                          " WHERE likeness IS NOT NULL)"), "recognises"),
    "no message": (lambda db: db.execute("UPDATE record SET message = 777 WHERE id = 2"), "missing"),
    "no chat": (lambda db: db.execute("UPDATE message SET chat = 77 WHERE id = 2"), "chat is missing"),
    "no sender": (lambda db: db.execute("UPDATE message SET sender = 77 WHERE id = 2"), "sender is missing"),
    "no file": (lambda db: db.execute("DELETE FROM file WHERE id = 1"), "points to"),
    "an unknown kind": (lambda db: db.execute("INSERT INTO derived_from VALUES ('novelty',1,1)"), "novelty"),
}  # fmt: skip


@pytest.mark.parametrize("name", CURABLE)
def test_what_can_be_made_again_is_found_and_mended(tmp_path: Path, name: str) -> None:
    harm, said_of_it = CURABLE[name]
    with opened(tmp_path) as store:
        _fill(store)
        with store.connection.transaction() as db:
            harm(db)
        assert any(said_of_it in one.what and not one.repaired for one in store.doctor())
        assert all(one.repaired for one in store.doctor(repair=True))
        assert store.doctor() == []


@pytest.mark.parametrize("name", INCURABLE)
def test_what_cannot_is_told(tmp_path: Path, name: str) -> None:
    harm, said_of_it = INCURABLE[name]
    with opened(tmp_path) as store:
        _fill(store)
        kept = texts(store) if name != "no chat" and name != "no sender" else []
        with store.connection.transaction() as db:
            harm(db)
        assert any(said_of_it in one.what for one in store.doctor(repair=True))
        assert not kept or texts(store) == kept


def test_a_lost_or_changed_attachment_is_told_and_can_be_kept_again(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        _fill(store)
        ((_, name, _),) = store.blobs.names()
        (store.blobs.folder / name).write_bytes(b"tangerinf")
        assert [one.where for one in store.doctor()] == [name]
        assert [one.repaired for one in store.doctor(repair=True)] == [True]
        assert store.doctor() == []
        store.blobs.keep(lambda: io.BytesIO(b"tangerine"))
        assert (store.blobs.folder / name).read_bytes() == b"tangerine"


def test_an_interrupted_file_is_told_until_it_is_added_again(tmp_path: Path) -> None:
    messages = [said(CLIMBERS, WEI, n, f"marmalade {n}") for n in range(10)]
    with opened(tmp_path) as store:
        info = FileInfo(source="telegram", path="result.json", digest=b"1")
        store.adding(info).write(messages[:5])
        assert [(one.what, one.where) for one in store.doctor()] == [
            ("Adding a file was interrupted; add it again.", "result.json")
        ]
        adding = store.adding(info)
        adding.write(messages)
        adding.finish()
        assert store.doctor() == []


def test_a_damaged_page_is_told(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        _fill(store)
        store.connection.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        root = store.connection.value("SELECT rootpage FROM sqlite_schema WHERE name = 'message_at'")
    with (tmp_path / "zhiji.db").open("r+b") as file:
        file.seek((root - 1) * 4096 + 8)
        file.write(b"\xff" * 200)
    with opened(tmp_path) as store:
        assert any("damaged" in one.what for one in store.doctor())


def test_many_findings_of_one_sort_are_told_as_a_number(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        add(store, [said(CLIMBERS, WEI, n, f"marmalade {n}") for n in range(100)])
        with store.connection.transaction() as db:
            db.execute("UPDATE message SET session = 7")
        found = store.doctor()
        assert len(found) == 21
        assert found[-1].where == "and 80 more"
