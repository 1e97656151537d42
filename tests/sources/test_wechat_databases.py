"""WeChat's decrypted databases: who is who, what belongs together, and what is told of the rest."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhiji
from tests.sources import wechat_corpus as corpus
from tests.sources import wechat_databases as made
from tests.sources.wechat_databases import ANN, BO, ME, ROOM, START
from zhiji.chat import Account, Attachment, Contact, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import Export, find
from zhiji.sources.peeking import look
from zhiji.sources.protocol import Entry
from zhiji.sources.wechat import SOURCE
from zhiji.testing import check_contact, check_message, peak_memory

FUZZ = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)
FIRST = datetime(2024, 5, 1, 7, tzinfo=UTC)
VERSION_4 = corpus.CORPUS / "good-version-4"
DATABASES = sorted(one for one in corpus.CORPUS.rglob("*") if one.suffix in (".db", ".sqlite"))
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from([0, 1, 2, 3, 34, 43, 49, 57 << 32 | 49, 10000, START, START * 1000, -1]),
    st.floats(),
    st.text(max_size=20),
    st.binary(max_size=20),
    st.sampled_from(
        [
            f"{ANN}:\nx",
            ROOM,
            ANN,
            ":\n",
            "<msg>",
            corpus.LINK,
            corpus.JOIN,
            made.packed("x"),
            b"\x28\xb5\x2f\xfd",
        ]
    ),
)


def entries(path: Path) -> list[Entry]:
    """What the one export at a path holds."""
    (source, export), *others = find(path).exports
    assert (source.name, others) == ("wechat", [])
    with export:
        return list(source.read(export))


def messages(path: Path) -> list[Message]:
    found = entries(path)
    assert not [one for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Message)]


def problems(path: Path) -> list[Problem]:
    return [one for one in entries(path) if isinstance(one, Problem)]


def people(path: Path) -> dict[str, Contact]:
    return {one.account.key: one for one in entries(path) if isinstance(one, Contact)}


def test_version_4_has_everybody_by_name_and_knows_its_owner() -> None:
    found = messages(VERSION_4)
    assert [one.chat.native for one in found] == [ANN] * 10 + [ROOM] * 6
    assert found[0].sender == Account(name="安姐", native=ANN, source="wechat")
    assert {one.sender.native for one in found if one.sender.owner} == {ME}
    assert (found[0].when, found[0].precision, found[0].source_id) == (
        FIRST,
        Precision.SECOND,
        "9000000000000800000",
    )
    assert found[9].source_id is None  # 0 is no id
    assert Counter(one.kind for one in found) == {
        "text": 5, "link": 1, "file": 1, "transfer": 1, "location": 1, "voice": 1, "video": 1, "call": 1, "image": 1,
        "forward": 1, "system": 2,
    }  # fmt: skip
    assert len({id(one.chat) for one in found}) == 2
    contacts = people(VERSION_4)
    assert contacts[ANN].names == ("Ann", "船长")
    assert contacts[ME].account.owner
    assert ROOM not in contacts


def test_a_group_has_its_senders_from_the_words_and_only_once() -> None:
    group = [one for one in messages(VERSION_4) if one.chat.native == ROOM]
    assert (group[0].chat.name, group[0].chat.kind) == ("湖边的人", "group")
    assert [(one.sender.native, one.text) for one in group[:4]] == [
        (None, '"船长"邀请"Bo"加入了群聊'),
        (ANN, "@Bo 你带船吗"),
        (BO, ""),
        (ME, "清单:\n帐篷"),
    ]
    assert group[1].mentions == (BO,)


def test_files_videos_and_voices_are_where_the_data_folder_has_them() -> None:
    (source, export), *_ = find(VERSION_4).exports
    with export:
        attached = {
            one.kind: one.attachments[0]
            for one in source.read(export)
            if isinstance(one, Message) and one.attachments
        }
        assert attached["file"] == Attachment(name="plan.pdf", path="msg/file/2024-05/plan.pdf", size=9)
        assert attached["video"].path == f"msg/video/2024-05/{corpus.SUM}.mp4"
        voice = export.read_attachment(attached["voice"].path or "")
        assert voice is not None and voice.read() == corpus.SILK
        assert export.size(attached["voice"].path) == len(corpus.SILK)
        assert export.find("db_storage/message/media_0.db/1.silk") is None
        assert export.find("db_storage/message/media_0.db/../media_0.db/4242.silk") is None
    assert export.find(attached["voice"].path or "") is None  # given back


def test_the_archive_keeps_voices_and_adding_again_adds_nothing(tmp_path: Path) -> None:
    with zhiji.open(tmp_path / "home") as archive:
        report = archive.add(VERSION_4)
        assert (report.added, report.contacts, report.problem_count) == (16, 4, 0)
        assert archive.add(VERSION_4).added == 0
        (voice,) = [one for one in archive._store.reader.all() if one.kind == "voice"]
        assert voice.attachments[0].digest is not None
        assert voice.transcript == "我到码头了"


def test_a_database_alone_is_read_with_the_address_book_beside_it(tmp_path: Path) -> None:
    path = made.v4_messages(
        tmp_path / "export (1).db", {ANN: [{"by": ANN, "said": "a"}, {"by": ME, "said": "b"}]}
    )
    assert [one.sender.name for one in messages(path)] == ["", ""]
    made.v4_people(tmp_path / "contact.db", {ANN: ("安姐", "Ann")})
    alone = messages(path)
    assert [(one.sender.name, one.sender.owner) for one in alone] == [("安姐", False), ("", True)]


def test_one_chat_may_lie_in_several_databases(tmp_path: Path) -> None:
    for number in (0, 1, 10, 2):
        names = (ANN, ME) if number % 2 else (ME, BO, ANN)  # numbers are each database's own
        row: made.Row = {
            "by": ANN,
            "said": str(number),
            "create_time": START + number,
            "server_id": number + 1,
        }
        made.v4_messages(tmp_path / f"message_{number}.db", {ANN: [row]}, names=names)
    found = messages(tmp_path)
    assert [one.text for one in found] == ["0", "1", "2", "10"]
    assert len({id(one.chat) for one in found}) == len({id(one.sender) for one in found}) == 1


def test_things_said_in_one_second_keep_their_order(tmp_path: Path) -> None:
    rows = [
        {"by": ANN, "said": str(n), "create_time": START, "sort_seq": START * 1000 + 9 - n} for n in range(3)
    ]
    path = made.v4_messages(tmp_path / "message_0.db", {ANN: rows})
    assert [one.text for one in messages(path)] == ["2", "1", "0"]


def test_the_owner_is_told_by_chats_of_two_by_groups_or_by_the_folder(tmp_path: Path) -> None:
    talk = [{"by": ANN, "said": "a"}, {"by": ME, "said": "b"}]
    group = [{"by": ANN, "said": f"{ANN}:\na"}, {"by": ME, "said": "b"}]
    unsure = {ROOM: [{"by": ANN, "said": "a"}, {"by": BO, "said": "b"}]}
    two = made.v4_messages(tmp_path / "two" / "message_0.db", {ANN: talk})
    many = made.v4_messages(tmp_path / "many" / "message_0.db", {ROOM: group})
    nobody = made.v4_messages(tmp_path / "nobody" / "message_0.db", unsure)
    folder = made.v4_messages(tmp_path / f"{ME}_0a1b" / "message_0.db", unsure)
    assert [{one.sender.native for one in messages(path) if one.sender.owner} for path in (two, many)] == [
        {ME},
        {ME},
    ]
    assert not [one for one in messages(nobody) if one.sender.owner]
    assert not [one for one in messages(folder) if one.sender.owner]  # wrote nothing
    made.v4_messages(folder.parent / "message_1.db", {ROOM: [{"by": ME, "said": "c"}]})
    assert {one.sender.native for one in messages(folder.parent) if one.sender.owner} == {ME}


def test_an_owner_that_no_table_names_is_still_the_owner(tmp_path: Path) -> None:
    rows: list[made.Row] = [
        {"by": ANN, "said": "a"},
        {"said": "b", "real_sender_id": 9},
        {"said": "c", "status": 2},
    ]
    path = made.v4_messages(tmp_path / "message_0.db", {ANN: rows}, names=(ANN,))
    assert [(one.sender.name, one.sender.owner) for one in messages(path)] == [
        ("", False),
        ("我", True),
        ("我", True),
    ]


def test_a_chat_that_nobody_names_goes_by_its_sum(tmp_path: Path) -> None:
    path = made.v4_messages(tmp_path / "message_0.db", {"wxid_gone": [{"by": BO, "said": "a"}]})
    found = entries(path)
    assert [one.chat.native for one in found if isinstance(one, Message)] == [made.table("md5:", "wxid_gone")]
    assert [one.what for one in found if isinstance(one, Problem)] == [
        "chats whose names are in none of the databases: 1; they go by their tables' sums"
    ]
    rows = [{"by": BO, "said": f"{BO}:\na"}, {"by": ANN, "said": "b"}]
    group = made.v4_messages(tmp_path / "message_1.db", {"1@chatroom": rows})
    found = entries(group)
    assert [(one.text, one.chat.kind) for one in found if isinstance(one, Message)] == [
        ("a", "group"),
        ("b", "group"),
    ]


def test_older_and_simpler_tables_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    path = tmp_path / "message_0.db"
    database = sqlite3.connect(path)
    table = made.table("msg_", ANN)  # in small letters
    database.execute(f"CREATE TABLE {table}(local_type INTEGER, create_time INTEGER, message_content TEXT)")
    database.execute(f"INSERT INTO {table} VALUES (1, {START}, 'a'), (1, NULL, 'b')")
    database.execute("CREATE TABLE Name2Id(user_name TEXT)")
    database.execute("INSERT INTO Name2Id VALUES (?)", (ANN,))
    database.commit()
    database.close()
    found = entries(path)
    assert [(one.text, one.sender.native) for one in found if isinstance(one, Message)] == [("a", ANN)]
    assert [one.what for one in found if isinstance(one, Problem)] == ["it has no time"]


def test_encrypted_databases_are_told_in_one_sentence(tmp_path: Path) -> None:
    for name in ("message_0.db", "MSG3.db", "MicroMsg.db", "EnMicroMsg.db", "msg_2.db"):
        path = tmp_path / name
        path.write_bytes(random.Random(1).randbytes(5000))
        with pytest.raises(
            UnreadableFile, match=r"still encrypted, and zhiji decrypts nothing: .*JSON or CSV"
        ) as error:
            entries(path)
        assert str(error.value).count(".") == 2  # of the name, and at the end
        path.unlink()
    folder = tmp_path / "db_storage"
    for name in ("message/message_0.db", "message/message_1.db", "contact/contact.db"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(random.Random(1).randbytes(5000))
    with pytest.raises(UnreadableFile, match="still encrypted"):
        entries(folder)
    made.v4_messages(folder / "message" / "message_2.db", {ANN: [{"by": ANN, "said": "a"}]})
    found = entries(folder)
    assert [one.text for one in found if isinstance(one, Message)] == ["a"]
    assert len([one for one in found if isinstance(one, Problem)]) == 3


def test_a_folder_is_taken_whole_and_leaves_what_is_not_its_own(tmp_path: Path) -> None:
    shutil.copytree(VERSION_4, tmp_path / "xwechat_files")
    note = tmp_path / "xwechat_files" / "note.jsonl"
    note.write_text('{"chat": "a", "sender": "b", "when": "2024-05-01", "text": "c"}\n')
    second = tmp_path / "xwechat_files" / "wxid_other000000001_2b3c" / "db_storage"
    made.v4_people(second / "contact" / "contact.db", {BO: ("", "Bo")})
    made.v4_messages(second / "message" / "message_0.db", {BO: [{"by": BO, "said": "x"}]})
    found = [(source.name, export.path.name) for source, export in find(tmp_path).exports]
    assert found == [("neutral", "note.jsonl"), ("wechat", f"{ME}_1a2b"), ("wechat", "db_storage")]


def test_databases_in_a_folder_of_other_exports_leave_those(tmp_path: Path) -> None:
    made.v4_people(tmp_path / "contact.db", {BO: ("", "Bo")})
    made.v4_messages(tmp_path / "message_0.db", {BO: [{"by": BO, "said": "x"}]})
    assert [export.path.name for _, export in find(tmp_path).exports] == [tmp_path.name]
    (tmp_path / "note.jsonl").write_text('{"chat": "a", "sender": "b", "when": "2024-05-01", "text": "c"}\n')
    assert {source.name for source, _ in find(tmp_path).exports} == {"neutral", "wechat"}


def test_zips_are_read_like_folders(tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for file in sorted(VERSION_4.rglob("*")):
            if file.is_file():
                zipped.write(file, file.relative_to(VERSION_4).as_posix())
    assert len(messages(path)) == 16
    assert [one.attachments[0].name for one in messages(path) if one.attachments] == [
        "plan.pdf", "4242.silk", f"{corpus.SUM}.mp4",
    ]  # fmt: skip


def test_version_3_has_senders_and_files_from_what_lies_beside_the_words() -> None:
    found = messages(corpus.CORPUS / "old-version-3")
    assert [(one.sender.native, one.kind, one.text) for one in found] == [
        (ANN, "text", "湖边的房子五月空着"),
        (ME, "text", "那就五月见 & 带伞"),
        (ME, "sticker", ""),
        (ME, "video", ""),
        (BO, "text", "我带船"),
        (None, "system", "你修改群名为“湖边的人”"),
    ]
    assert found[1].reply_to == "700000000000000000"
    assert found[3].attachments == (Attachment(name="a.mp4", path="FileStorage/Video/2024-05/a.mp4"),)
    assert found[0].sender.name == "安姐"


def test_merged_databases_of_version_3_hold_everything_in_one(tmp_path: Path) -> None:
    more = [
        "CREATE TABLE Media(Key TEXT, Reserved0 INT, Buf BLOB)",
        f"INSERT INTO Media VALUES ('k', 77, x'{corpus.SILK.hex()}')",
        "CREATE TABLE Contact(UserName TEXT, Remark TEXT, NickName TEXT, Alias TEXT)",
        f"INSERT INTO Contact VALUES ('{ANN}', '安姐', 'Ann', '')",
    ]
    called = made.beside({1: BO, 7: f"<atuserlist>{ME}</atuserlist>"})
    rows: list[made.Row] = [
        {"to": ANN, "Type": 34, "MsgSvrID": 77, "said": corpus.VOICE.format(by=ANN)},
        {"to": ROOM, "said": "hi", "BytesExtra": called},
        {"to": ROOM, "said": "@我 hi", "BytesExtra": called},
        {"to": ANN, "Type": 50, "said": "", "DisplayContent": "通话时长 01:00"},
        {"to": ROOM, "Type": 49, "SubType": 5, "CompressContent": corpus.LINK.encode(), "who": BO},
    ]
    path = made.v3_messages(tmp_path / "merge_all.db", rows, more=more)
    found = messages(path)
    assert [one.sender.native for one in found] == [ANN, BO, BO, ANN, BO]
    assert [one.text for one in found] == ["", "hi", "@我 hi", "通话时长 01:00", "如何搭帐篷"]
    assert found[2].mentions == (ME,)
    assert found[0].attachments == (Attachment(name="77.silk", path="merge_all.db/77.silk"),)
    with Export(path) as export:
        list(SOURCE.read(export))
        voice = export.read_attachment("merge_all.db/77.silk")
        assert voice is not None and voice.read() == corpus.SILK


@pytest.mark.parametrize("case", ["good-mac", "good-iphone", "good-android"])
def test_other_platforms_keep_the_same_people_and_chats(case: str) -> None:
    found = messages(corpus.CORPUS / case)
    assert {one.chat.native for one in found} == {ANN, ROOM}
    assert [one.text for one in found if one.kind == "text"][:3] == ["早上好", "早", "谁来?"]
    assert {one.sender.native for one in found if one.sender.owner} == {ME}
    assert [one.sender.native for one in found if one.text == "谁来?"] == [BO]
    shift = timedelta(milliseconds=250) if case == "good-android" else timedelta()
    assert found[0].when == FIRST + shift
    assert found[0].precision == (Precision.MILLISECOND if shift else Precision.SECOND)
    assert found[0].sender.name == "安姐"


def test_an_iphone_names_group_members_in_xml(tmp_path: Path) -> None:
    cards = f'<RoomData><Member UserName="{BO}"><DisplayName>大副</DisplayName></Member></RoomData>'
    made.phone_people(tmp_path / "WCDB_Contact.sqlite", {ROOM: ("", "湖"), BO: ("", "Bo")}, cards=cards)
    made.chats(tmp_path / "message_1.sqlite", {ROOM: [{"said": f"{BO}:\na"}]}, phone=True)
    assert people(tmp_path)[BO].names == ("大副",)


def test_android_finds_voices_and_videos_by_their_names(tmp_path: Path) -> None:
    rows = [
        {"to": ROOM, "type": 34, "said": f"{BO}:2400:1\n", "imgPath": "abc"},
        {"to": ROOM, "type": 43, "said": f"{BO}:12:0\n", "imgPath": "v1"},
    ]
    made.android(tmp_path / "EnMicroMsg.db", rows, {})
    for name in ("voice2/90/01/msg_abc.amr", "video/v1.mp4"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(b"x")
    found = messages(tmp_path)
    assert [one.sender.native for one in found] == [BO, BO]
    assert [one.attachments[0].path for one in found] == ["voice2/90/01/msg_abc.amr", "video/v1.mp4"]
    assert [one.extra["seconds"] for one in found] == [2.4, 12]


def test_pictures_are_kept_only_where_they_can_be_seen(tmp_path: Path) -> None:
    root = tmp_path / f"{ME}_1a2b"
    stem = "a" * 32
    row = {
        "by": ANN,
        "local_type": 3,
        "said": made.packed(corpus.IMAGE),
        "packed_info_data": made.field(3, made.field(4, stem)),
    }
    made.v4_people(root / "db_storage" / "contact" / "contact.db", {ANN: ("", "Ann")})
    made.v4_messages(root / "db_storage" / "message" / "message_0.db", {ANN: [row]})
    folder = root / "msg" / "attach" / made.table("", ANN) / "2024-05" / "Img"
    folder.mkdir(parents=True)
    (folder / f"{stem}.dat").write_bytes(b"\x07\x08V2\x08\x07" + bytes(30))
    assert messages(root)[0].attachments == ()
    (folder / f"{stem}_t.dat").write_bytes(b"\xff\xd8\xff\xe0thumb")
    path = f"msg/attach/{folder.parts[-3]}/2024-05/Img/{stem}_t.dat"
    assert messages(root)[0].attachments == (Attachment(name=f"{stem}_t.dat", path=path, mime="image/jpeg"),)
    (folder / f"{stem}_h.jpg").write_bytes(b"\xff\xd8\xff\xe0whole")
    assert messages(root)[0].attachments[0].name == f"{stem}_h.jpg"


def test_other_apps_databases_are_left_alone(tmp_path: Path) -> None:
    for name, script in {
        "message_0.db": ["CREATE TABLE message(id INTEGER)", "CREATE TABLE Name2Id(user_name TEXT)"],
        "contact.db": ["CREATE TABLE contact(id INTEGER)"],
        "notes.db": ["CREATE TABLE Msg(id INTEGER)", "CREATE TABLE Chat_x(id INTEGER)"],
    }.items():
        with Export(made.write(tmp_path / name, script, {})) as export:
            assert SOURCE.recognises(look(export)) < 2


def test_memory_stays_flat_however_long_a_chat_is(tmp_path: Path) -> None:
    peaks = []
    for size in (500, 5000):
        rows = [{"by": (ANN, ME)[n % 2], "said": f"line {n}", "server_id": n + 1} for n in range(size)]
        with Export(made.v4_messages(tmp_path / f"message_{size // 500}.db", {ANN: rows})) as export:
            peaks.append(peak_memory(SOURCE, export))
    assert peaks[1] < peaks[0] * 1.5


def test_a_table_without_end_is_given_up(tmp_path: Path) -> None:
    path = made.v4_messages(tmp_path / "message_0.db", {ANN: [{"by": ANN, "said": "a"}]})
    name, size, levels, cells = made.table("Msg_", ANN), 512, 8, 40
    database = sqlite3.connect(path)
    (root,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    database.close()
    data = bytearray(path.read_bytes())
    data += data[(root - 1) * size : root * size]  # its only leaf moves to the end
    for level in range(levels):  # and above it are pages whose every entry is the page below
        below = (len(data) // size).to_bytes(4, "big")
        ends = [size - 5 * (number + 1) for number in range(cells)]
        head = b"\5\0\0" + cells.to_bytes(2, "big") + ends[-1].to_bytes(2, "big") + b"\0" + below
        page = head + b"".join(end.to_bytes(2, "big") for end in ends)
        page = page.ljust(ends[-1], b"\0") + b"".join(below + bytes([number + 1]) for number in range(cells))
        if level < levels - 1:
            data += page
        else:
            data[(root - 1) * size : root * size] = page
    data[28:32] = (len(data) // size).to_bytes(4, "big")
    path.write_bytes(data)
    started = time.process_time()
    found = entries(path)
    assert time.process_time() - started < 20
    assert any("damaged" in one.what for one in found if isinstance(one, Problem))


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[Path, str]]]:
    """Small databases of each version, each with a table to put anything into."""
    folder = tmp_path_factory.mktemp("shapes")
    yield [
        (made.v4_messages(folder / "a" / "message_0.db", {ROOM: [], ANN: []}), made.table("Msg_", ROOM)),
        (made.v4_messages(folder / "b" / "message_0.db", {ANN: []}), made.table("Msg_", ANN)),
        (made.v3_messages(folder / "c" / "MSG0.db", []), "MSG"),
        (made.chats(folder / "d" / "msg_0.db", {ROOM: []}), made.table("Chat_", ROOM)),
        (made.chats(folder / "e" / "message_1.sqlite", {ANN: []}, phone=True), made.table("Chat_", ANN)),
        (made.android(folder / "f" / "EnMicroMsg.db", [], {}), "message"),
        (made.v4_people(folder / "g" / "contact.db", {}), "contact"),
        (made.v4_people(folder / "h" / "contact.db", {}), "chat_room"),
        (made.v3_people(folder / "i" / "MicroMsg.db", {}), "Contact"),
        (made.android(folder / "j" / "EnMicroMsg.db", [], {}), "rcontact"),
    ]


@FUZZ
@given(st.data())
def test_fuzz_any_value_may_stand_in_any_column(shapes: list[tuple[Path, str]], data: st.DataObject) -> None:
    path, table = data.draw(st.sampled_from(shapes))
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous = OFF")
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})") if not row[5]]
        row = data.draw(st.fixed_dictionaries(dict.fromkeys(columns, VALUES)))
        database.execute(f"DELETE FROM {table}")
        named = ", ".join(f'"{name}"' for name in row)
        database.execute(f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(row))})", _sayable(row))
    finally:
        database.close()
    _check(path)


@FUZZ
@given(st.data())
def test_fuzz_no_damage_breaks_the_reading(shapes: list[tuple[Path, str]], data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(DATABASES))
    whole = bytearray(path.read_bytes())
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=12)
    ):
        whole[at] = byte
    damaged = shapes[0][0].parent.parent / "damaged" / path.name
    damaged.parent.mkdir(exist_ok=True)
    damaged.write_bytes(whole[: data.draw(st.sampled_from([len(whole), len(whole) // 2, 600]))])
    _check(damaged)
    damaged.unlink()


def _sayable(row: dict[str, Any]) -> list[Any]:
    """The values as SQLite can take them."""
    return [
        value.encode(errors="replace").decode() if isinstance(value, str) else value for value in row.values()
    ]


def _check(path: Path) -> None:
    with Export(path) as export:
        if not SOURCE.recognises(look(export)):
            return
        try:
            for one in SOURCE.read(export):
                if isinstance(one, Message):
                    check_message(one, years=range(1970, 2200))
                elif isinstance(one, Contact):
                    check_contact(one)
                else:
                    assert isinstance(one, Problem)
                    assert "\n" not in one.where + one.what
        except UnreadableFile as error:
            assert "\n" not in str(error)
