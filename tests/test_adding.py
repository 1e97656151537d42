from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from tests.exports import LAKE, neutral, row, whatsapp, whatsapp_zip
from zhiji import sources
from zhiji.adding import Progress, add, add_messages
from zhiji.chat import Account, Chat, Message, Problem
from zhiji.people import People
from zhiji.sources import Export, Guide, Peek
from zhiji.store import Store, export
from zhiji.store.forget import Selection


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = Store(tmp_path / "home", local=UTC)
    yield found
    found.close()


def everything(store: Store) -> list[str]:
    return list(export.lines(store.reader, store.reader.chats()))


def test_what_was_added_can_be_read_and_adding_again_adds_nothing(store: Store, tmp_path: Path) -> None:
    path = neutral(tmp_path / "team.jsonl", [row(n) for n in range(2500)])
    first = add(path, store=store)
    assert (first.added, first.known, first.problems, first.failures) == (2500, 0, (), ())
    once = everything(store)
    again = add([path], store=store)
    assert (again.added, again.known) == (0, 2500)
    assert everything(store) == once
    assert [json.loads(line)["text"] for line in once][:2] == ["line 0", "line 1"]


def test_a_bad_file_is_one_sentence_and_the_good_ones_are_added(store: Store, tmp_path: Path) -> None:
    good = neutral(tmp_path / "good.jsonl", [row(1)])
    odd = tmp_path / "shopping.txt"
    odd.write_text("milk\neggs\n")
    empty = tmp_path / "empty.json"
    empty.touch()
    report = add([tmp_path / "gone.zip", odd, good, empty], store=store)
    assert report.added == 1
    assert [Path(failure.path).name for failure in report.failures] == [
        "gone.zip",
        "shopping.txt",
        "empty.json",
    ]
    assert "there is no such file" in report.failures[0].why
    assert "is not an export that zhiji knows" in report.failures[1].why


def test_bad_rows_are_problems_with_their_place(store: Store, tmp_path: Path) -> None:
    path = neutral(tmp_path / "team.jsonl", [row(1), {"chat": "team"}, row(2)])
    (file,) = add(path, store=store).files
    assert (file.added, file.problem_count, file.error) == (2, 1, None)
    assert file.problems[0].where == "line 2"
    assert "missing" in file.problems[0].what


def test_one_export_among_many_other_files_is_found_and_the_rest_counted(
    store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "Downloads"
    neutral(folder / "old" / "team.jsonl", [row(1), row(2)])
    for number in range(30):
        (folder / f"note{number}.txt").write_text(f"note {number}")
    report = add(folder, store=store)
    assert (report.added, report.rest, report.failures) == (2, 30, ())
    assert [Path(file.path).name for file in report.files] == ["team.jsonl"]


def test_a_folder_without_exports_says_so(store: Store, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("a")
    (failure,) = add(tmp_path / "notes", store=store).failures
    assert failure.why.startswith("None of the 1 files in notes is an export")


def test_progress_tells_the_space_before_anything_is_kept(store: Store, tmp_path: Path) -> None:
    said = [("Ann Lee", "<attached: IMG-1.jpg>"), *LAKE]
    path = whatsapp_zip(tmp_path / "WhatsApp Chat - Ann Lee.zip", said, {"IMG-1.jpg": b"x" * 5000})
    told: list[Progress] = []
    report = add(path, store=store, progress=told.append)
    assert (told[0].messages, told[0].space, told[0].of) == (0, 5000, 1)
    assert told[-1].messages == report.added == 4
    assert report.space == 5000


def test_media_in_the_export_are_kept_by_their_content(store: Store, tmp_path: Path) -> None:
    said = [("Ann Lee", "<attached: IMG-1.jpg>"), *LAKE]
    content = b"a picture of the lake"
    add(whatsapp_zip(tmp_path / "WhatsApp Chat - Ann Lee.zip", said, {"IMG-1.jpg": content}), store=store)
    (attachment,) = next(m for m in store.reader.all() if m.attachments).attachments
    assert attachment.digest == sha256(content).hexdigest()
    assert attachment.size == len(content)
    with store.blobs.open(attachment.digest) as stream:
        assert stream.read() == content
    kept = store.connection.rows("SELECT name, mime, digest FROM attachment")
    assert kept == [("IMG-1.jpg", "image/jpeg", bytes.fromhex(attachment.digest))]
    assert store.doctor() == []


def test_an_export_without_its_media_does_not_claim_to_have_them(store: Store, tmp_path: Path) -> None:
    digest = sha256(b"lake").hexdigest()
    path = neutral(tmp_path / "a.jsonl", [row(1, attachments=[{"path": "lake.jpg", "digest": digest}])])
    add(path, store=store)
    assert store.connection.rows("SELECT digest FROM attachment") == [(None,)]
    assert store.doctor() == []
    (tmp_path / "lake.jpg").write_bytes(b"lake")
    add(path, store=store)
    assert store.connection.rows("SELECT digest FROM attachment") == [(bytes.fromhex(digest),)]


def test_media_that_come_with_a_later_export_join_the_message(store: Store, tmp_path: Path) -> None:
    said = [("Ann Lee", "<attached: IMG-1.jpg>"), *LAKE]
    add(whatsapp(tmp_path / "WhatsApp Chat with Ann Lee.txt", said), store=store)
    assert not store.connection.rows("SELECT digest FROM attachment WHERE digest IS NOT NULL")
    report = add(
        whatsapp_zip(tmp_path / "WhatsApp Chat - Ann Lee.zip", said, {"IMG-1.jpg": b"lake"}), store=store
    )
    assert (report.added, report.known) == (0, 4)
    assert len(store.connection.rows("SELECT digest FROM attachment WHERE digest IS NOT NULL")) == 1


def test_media_of_a_forgotten_message_are_not_kept_by_a_later_add(store: Store, tmp_path: Path) -> None:
    rows = [row(1, attachments=[{"path": "lake.jpg"}]), row(2, attachments=[{"path": "cat.jpg"}])]
    path = neutral(tmp_path / "team.jsonl", rows)
    (tmp_path / "lake.jpg").write_bytes(b"lake")
    (tmp_path / "cat.jpg").write_bytes(b"cat")
    add(path, store=store)
    first = next(message for message in store.reader.all() if message.source_id == "m1")
    store.forget(Selection(messages=frozenset({first.id})))
    assert add(path, store=store).forgotten == 1
    assert [digest.hex() for digest, _, _ in store.blobs.names()] == [sha256(b"cat").hexdigest()]
    assert len([one for one in store.blobs.folder.rglob("*") if one.is_file()]) == 1


def test_linked_media_stay_where_they_are(store: Store, tmp_path: Path) -> None:
    path = neutral(tmp_path / "team.jsonl", [row(1, attachments=[{"path": "lake.jpg"}])])
    (tmp_path / "lake.jpg").write_bytes(b"lake")
    add(path, store=store, link=True)
    assert store.connection.rows("SELECT digest, origin FROM attachment") == [
        (None, str(tmp_path / "lake.jpg"))
    ]
    assert not list(store.blobs.names())


def test_an_attachment_path_that_leads_out_is_not_followed(store: Store, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    path = neutral(tmp_path / "export" / "team.jsonl", [row(1, attachments=[{"path": "../secret.txt"}])])
    assert add(path, store=store).added == 1
    assert not list(store.blobs.names())


def test_me_marks_the_owner_in_the_added_files_only(store: Store, tmp_path: Path) -> None:
    add(neutral(tmp_path / "a.jsonl", [row(1, "ben", sender_name="Ben")]), store=store)
    path = neutral(tmp_path / "b.jsonl", [row(2, "b7", sender_name="Bén"), row(3, "wei")])
    assert add(path, store=store, me="ben").notes == ()
    owner = People(store).owner
    assert owner is not None
    assert [account.key for account in owner.accounts] == ["b7"]


def test_me_who_is_nowhere_is_noted_with_names_that_are_near(store: Store, tmp_path: Path) -> None:
    path = neutral(tmp_path / "a.jsonl", [row(1, "Benjamin"), row(2, "wei")])
    (note,) = add(path, store=store, me="Benjamim").notes
    assert note == "Nobody called “Benjamim” wrote in what was added. Did you mean Benjamin?"


def test_in_a_chat_of_two_named_after_one_the_other_is_the_owner(store: Store, tmp_path: Path) -> None:
    add(whatsapp(tmp_path / "WhatsApp Chat with Ann Lee.txt", LAKE), store=store)
    owner = People(store).owner
    assert owner is not None
    assert owner.name == "Ben"


def test_the_guess_is_the_same_whichever_phone_came_first(tmp_path: Path) -> None:
    lake = whatsapp(tmp_path / "1" / "WhatsApp Chat with Ann Lee.txt", LAKE)
    cats = whatsapp(
        tmp_path / "2" / "WhatsApp Chat with Cleo.txt", [("Cleo", "feed the cat"), ("Ben", "I did")]
    )
    other = whatsapp(
        tmp_path / "3" / "WhatsApp Chat with Ben.txt", [("Ann Lee", "hello"), ("Ben", "hello you")]
    )
    for order in ([lake, cats, other], [other, cats, lake]):
        store = Store(tmp_path / f"home{order[0].parent.name}", local=UTC)
        for path in order:
            add(path, store=store)
        owner = People(store).owner
        assert owner is not None
        assert owner.name == "Ben"
        assert all("owner" not in json.loads(line) for line in everything(store))
        store.close()


def test_halves_of_characters_do_not_lose_the_message(store: Store) -> None:
    chat, sender = (
        Chat(name="team\ud800", native="t", source="x"),
        Account(name="wei\udc00", native="w", source="x"),
    )
    when = datetime(2024, 3, 1, 9, tzinfo=UTC)
    given = [
        Message(chat=chat, sender=sender, when=when, text="fine", source_id="1"),
        Message(
            chat=chat, sender=sender, when=when, text="cut \ud83d", source_id="2", extra={"a": ["\ud83d"]}
        ),
        Message(chat=chat, sender=sender, when=when, text="kept", source_id="3", mentions=("\udfff",)),
    ]
    assert add_messages(given, store=store).added == 3
    kept = list(store.reader.all())
    assert [message.text for message in kept] == ["fine", "cut \ufffd", "kept"]
    assert kept[1].extra == {"a": ["\ufffd"]}
    assert (kept[0].chat.name, kept[0].sender.name) == ("team\ufffd", "wei\ufffd")


def test_messages_from_memory_are_added_once(store: Store) -> None:
    records: list[dict[str, object]] = [row(1), row(2), {"chat": "team"}]
    report = add_messages(records, store=store, me="wei")
    assert (report.added, report.problem_count) == (2, 1)
    assert add_messages(records, store=store).known == 2
    receipt = store.forget(Selection(messages=frozenset({1})))
    assert receipt.cannot == ()  # there is no file that holds it
    assert People(store).owner is not None


def test_a_file_that_changes_while_it_is_read_is_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = neutral(tmp_path / "team.jsonl", [row(n) for n in range(1200)])

    def grow(progress: Progress) -> None:
        if progress.messages == 1000:
            with path.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(row(5000)) + "\n")

    report = add(path, store=store, progress=grow)
    assert report.added >= 1200
    assert [failure.why for failure in report.failures] == [
        "team.jsonl was changed while it was read. Add it again."
    ]
    assert add(path, store=store).failures == ()
    assert len(everything(store)) == 1201


class Broken:
    """A source of somebody else's that fails in the middle."""

    name = "broken"
    guide = Guide(title="B", checked="2026-01-01", how_en="", how_zh="", reads_en="", reads_zh="")

    def wants(self, peek: Peek) -> tuple[str, ...]:
        return ()

    def recognises(self, peek: Peek) -> int:
        return 3

    def read(self, export: Export) -> Iterator[Message | Problem]:
        chat, sender = (
            Chat(name="c", native="c", source="broken"),
            Account(name="a", native="a", source="broken"),
        )
        yield Message(
            chat=chat, sender=sender, when=datetime(2024, 1, 1, tzinfo=UTC), text="kept", source_id="1"
        )
        raise RuntimeError("a secret word")


def test_a_source_that_fails_keeps_what_it_read_and_says_nothing_of_the_contents(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.bin").write_bytes(b"b")
    found = sources.Found(exports=[(Broken(), Export(tmp_path / "b.bin"))], problems=[])
    monkeypatch.setattr("zhiji.sources.find", lambda path: found)
    report = add(tmp_path / "b.bin", store=store)
    assert report.added == 1
    assert [failure.why for failure in report.failures] == [
        "b.bin: the source broken failed in it (RuntimeError)."
    ]


def test_a_cut_off_zip_leaves_the_others(store: Store, tmp_path: Path) -> None:
    whole = whatsapp_zip(tmp_path / "WhatsApp Chat - Ann Lee.zip", LAKE, {})
    cut = tmp_path / "WhatsApp Chat - Ben.zip"
    cut.write_bytes(whole.read_bytes()[:-30])
    report = add([cut, whole], store=store)
    assert report.added == 3
    assert [Path(failure.path).name for failure in report.failures] == [cut.name]
