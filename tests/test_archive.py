from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

import pytest

import zhiji
from tests.exports import LAKE, neutral, row, whatsapp
from zhiji import zone
from zhiji.errors import ArchiveExists, ArchiveReadOnly, BadQuery, SettingError, UnknownName, ZhijiError

LIFE: list[dict[str, object]] = [
    row(1, "w1", sender_name="Wei", source="telegram", chat="t1", chat_name="Wei", chat_kind="direct"),
    row(
        2, "sy", sender_name="Shuyi", source="telegram", chat="t1", chat_name="Wei", owner=True, reply_to="m1"
    ),
    row(
        3,
        "w1",
        "看这个",
        sender_name="Wei",
        source="telegram",
        chat="t1",
        chat_name="Wei",
        extra={"edited": 1},
    ),
    row(4, "w9", "local time", source="wechat", chat="g9", chat_name="Family: us/them", chat_kind="group"),
    {"chat": "diary", "sender": "sy", "when": "2024-05-01T08:00:00", "text": "no offset here"},
]


def exported(archive: zhiji.Archive, path: Path) -> list[str]:
    archive.export(path)
    return path.read_text(encoding="utf-8").splitlines()


def test_an_archive_is_made_where_there_is_none_and_found_again(tmp_path: Path) -> None:
    home = tmp_path / "deep" / "home"
    with zhiji.open(home) as archive:
        assert archive.add(messages=LIFE).added == 5
    with zhiji.open(home) as archive:
        assert archive.status()["messages"] == 5


def test_the_home_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIJI_HOME", str(tmp_path / "env"))
    with zhiji.open() as archive:
        assert archive.home == tmp_path / "env"


def test_a_home_that_is_a_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("mine")
    with pytest.raises(ArchiveReadOnly, match="can't be written"):
        zhiji.open(tmp_path / "home")


def test_export_and_add_give_the_same_archive_here_and_in_a_fresh_home(tmp_path: Path) -> None:
    lake = whatsapp(tmp_path / "WhatsApp Chat with Ann Lee.txt", LAKE)
    with zhiji.open(tmp_path / "a") as archive:
        archive.add(lake)
        archive.add(messages=LIFE)
        once = exported(archive, tmp_path / "a.jsonl")
        assert len(once) == 8
        assert archive.add(tmp_path / "a.jsonl").added == 0
        assert exported(archive, tmp_path / "b.jsonl") == once
        with zhiji.open(tmp_path / "b") as fresh:
            assert fresh.add(tmp_path / "a.jsonl").added == 8
            assert exported(fresh, tmp_path / "c.jsonl") == once
            assert fresh.add(lake).added == 0
            assert fresh.people.require_owner().name == archive.people.require_owner().name


def test_chatlab_export_is_read_back_by_its_source(tmp_path: Path) -> None:
    records = [one for one in LIFE if "id" in one]
    with zhiji.open(tmp_path / "a") as archive:
        archive.add(messages=records)
        once = exported(archive, tmp_path / "a.jsonl")
        assert archive.export(tmp_path / "chatlab", format="chatlab") == 4
        names = sorted(path.name for path in (tmp_path / "chatlab").iterdir())
        assert names == ["telegram Wei 1.json", "wechat Family_ us_them 2.json"]
        again = archive.add(tmp_path / "chatlab")
        assert (again.added, again.known, again.failures) == (0, 4, ())
        assert exported(archive, tmp_path / "b.jsonl") == once
    with zhiji.open(tmp_path / "b") as fresh:
        assert fresh.add(tmp_path / "chatlab").added == 4
        told = [json.loads(line) for line in exported(fresh, tmp_path / "c.jsonl")]
        assert [one["text"] for one in told] == [json.loads(line)["text"] for line in once]
        assert [one.get("owner", False) for one in told] == [False, True, False, False]


def test_what_was_added_is_found_and_answers(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        archive.add(whatsapp(tmp_path / "WhatsApp Chat with Ann Lee.txt", LAKE))
        (hit,) = archive.search("lake house", person="Ann", before="2024-04", k=1)
        assert (hit.message.text, hit.message.sender.name) == (LAKE[0][1], "Ann Lee")
        assert not archive.search("lake house", after="2024-04")
        with pytest.raises(UnknownName):
            archive.search("lake house", chat="nowhere")
        answer = archive.ask("When does Ann pay the deposit?", now=datetime(2024, 3, 2))
        assert not answer.abstained
        assert answer.citations[0].quote in LAKE[2][1]
        assert archive.ask("Which dentist does Ben go to?", now=datetime(2024, 3, 2)).abstained


def test_an_export_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zhiji.open(tmp_path / "a") as archive:
        archive.add(messages=LIFE)
        target = tmp_path / "out.jsonl"
        target.write_text("before")

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        with pytest.raises(ZhijiError, match=r"out\.jsonl can't be written: No space left"):
            archive.export(target)
        assert target.read_text() == "before"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "out.jsonl"]


def test_an_unknown_format_and_a_call_without_files_are_told(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        with pytest.raises(SettingError, match="only as jsonl or chatlab"):
            archive.export(tmp_path / "x", format="pdf")  # type: ignore[arg-type]  # what a caller may do
        with pytest.raises(SettingError, match="wants files"):
            archive.add()
        with pytest.raises(SettingError, match="not both"):
            archive.add("x", messages=[])


def test_two_threads_may_add_and_read_at_once(tmp_path: Path) -> None:
    with zhiji.open(tmp_path) as archive:
        added: list[int] = []

        def work(name: str) -> None:
            records = [row(n, name, chat=f"chat of {name}") for n in range(1500)]
            added.append(archive.add(messages=[*records, row(1)]).added)
            archive.status()

        threads = [threading.Thread(target=work, args=(name,)) for name in ("ann", "ben")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sum(added) == 3001
        assert archive.status()["messages"] == 3001


def _add(home: Path, path: Path, answers: multiprocessing.SimpleQueue[int]) -> None:
    with zhiji.open(home) as archive:
        answers.put(archive.add(path).added)


def test_two_processes_adding_the_same_messages_at_once_add_them_once(tmp_path: Path) -> None:
    path = neutral(tmp_path / "team.jsonl", [row(n) for n in range(3000)])
    zhiji.open(tmp_path / "home").close()
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.SimpleQueue[int] = context.SimpleQueue()
    processes = [context.Process(target=_add, args=(tmp_path / "home", path, answers)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert answers.get() + answers.get() == 3000
    with zhiji.open(tmp_path / "home") as archive:
        assert archive.status()["messages"] == 3000


def test_after_closing_no_thread_can_use_it(tmp_path: Path) -> None:
    archive = zhiji.open(tmp_path)
    archive.close()
    archive.close()
    with pytest.raises(ZhijiError, match="was closed"):
        archive.status()


def test_status_keeps_its_contract(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[archive]\nzone = "Asia/Shanghai"\n')
    with zhiji.open(tmp_path) as archive:
        empty = archive.status()
        assert (empty["messages"], empty["owner"], empty["sources"], empty["notes"]) == (0, None, [], [])
        archive.add(messages=LIFE)
        status = archive.status()
    json.dumps(status)
    assert list(status)[:8] == [
        "schema",
        "messages",
        "chats",
        "people",
        "owner",
        "sources",
        "unread_media",
        "work",
    ]
    assert (status["schema"], status["messages"], status["chats"], status["people"]) == (1, 5, 3, 4)
    assert status["owner"] == "Shuyi"
    assert [source["name"] for source in status["sources"]] == ["neutral", "telegram", "wechat"]
    first = status["sources"][1]
    assert (first["messages"], first["first"], first["last"]) == (
        3,
        "2024-03-01T17:01:00+08:00",
        "2024-03-01T17:03:00+08:00",
    )
    assert status["notes"] == [
        "Who you are is not known in neutral, wechat. Say it once with `zhiji people me NAME`."
    ]


def test_the_zone_is_chosen_once_and_never_changes_silently(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[archive]\nzone = "Asia/Shanghai"\n')
    with zhiji.open(tmp_path) as archive:
        archive.add(messages=LIFE)
        once = exported(archive, tmp_path / "a.jsonl")
    (tmp_path / "config.toml").write_text('[archive]\nzone = "Europe/Berlin"\n')
    with zhiji.open(tmp_path) as archive:
        assert archive.zone == "Asia/Shanghai"
        assert archive.status()["zone"] == "Asia/Shanghai"
        assert exported(archive, tmp_path / "b.jsonl") == once


def test_the_computers_zone_is_known_by_its_name(tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Europe/Berlin")
    assert zone.local_zone_name(env={}, link=link) == "Europe/Berlin"
    assert zone.local_zone_name(env={"TZ": ":Asia/Tokyo"}, link=link) == "Asia/Tokyo"
    offset = zone.local_zone_name(env={"TZ": "CET-1CEST"}, link=tmp_path / "none")
    assert zone.zone(offset).utcoffset(None) is not None
    assert str(zone.zone("UTC-03:30")) == "UTC-03:30"
    with pytest.raises(SettingError, match="knows no time zone"):
        zone.zone("Mars/Olympus")


def test_what_was_forgotten_is_left_out_of_later_adds_unless_wanted_again(tmp_path: Path) -> None:
    with zhiji.open(tmp_path / "home") as archive:
        archive.add(messages=LIFE)
        archive.export(tmp_path / "out.jsonl")
        receipt = archive.forget(person="Wei")
        assert receipt.erased == 2
        assert any("out.jsonl" in sentence for sentence in receipt.cannot)
        with pytest.raises(UnknownName):
            archive.people.resolve("Wei")
        again = archive.add(tmp_path / "out.jsonl")
        assert (again.added, again.forgotten, archive.status()["messages"]) == (0, 2, 3)
        assert archive.add(tmp_path / "out.jsonl", again=True).added == 2
        assert archive.people.resolve("Wei").only().name == "Wei"


def test_forgetting_wants_to_know_what_and_whom_exactly(tmp_path: Path) -> None:
    with zhiji.open(tmp_path / "home") as archive:
        archive.add(messages=[*LIFE, row(9, "w7", sender_name="Wei", source="slack", chat="s")])
        with pytest.raises(SettingError, match="forget wants"):
            archive.forget()
        with pytest.raises(BadQuery, match="Say which one"):
            archive.forget(person="Wei")
        assert archive.forget(chat="Family", before="2020").erased == 0
        assert archive.forget(chat="Family", before="2025").erased == 1
        assert archive.status()["messages"] == 5


def test_a_backup_brings_everything_back(tmp_path: Path) -> None:
    with zhiji.open(tmp_path / "a") as archive:
        archive.add(messages=LIFE)
        archive.people.rename("Wei", "Captain")
        once = exported(archive, tmp_path / "a.jsonl")
        archive.backup(tmp_path / "backup.zhiji")
        assert [one for one in archive.doctor() if one] == []
    zhiji.restore(tmp_path / "backup.zhiji", tmp_path / "b")
    with zhiji.open(tmp_path / "b") as back:
        assert exported(back, tmp_path / "b.jsonl") == once
        assert back.people.resolve("Captain").only().accounts[0].name == "Wei"
    with pytest.raises(ArchiveExists):
        zhiji.restore(tmp_path / "backup.zhiji", tmp_path / "b")


def test_settings_that_are_wrong_leave_nothing_open(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[archive]\nzoone = 1\n")
    with pytest.raises(SettingError, match="Did you mean zone"):
        zhiji.open(tmp_path)


def test_an_encrypted_archive_wants_its_passphrase_in_every_thread(tmp_path: Path) -> None:
    with zhiji.open(tmp_path, passphrase="moon") as archive:
        archive.add(messages=LIFE)
        counts: list[int] = []
        thread = threading.Thread(target=lambda: counts.append(archive.status()["messages"]))
        thread.start()
        thread.join()
        assert counts == [5]
    with pytest.raises(ZhijiError, match="passphrase"):
        zhiji.open(tmp_path)


def test_public_names_are_there_and_others_are_not() -> None:
    assert all(getattr(zhiji, name) is not None for name in zhiji.__all__)
    assert set(zhiji.__all__) <= set(dir(zhiji))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = zhiji.nothing


def test_importing_zhiji_costs_next_to_nothing() -> None:
    code = (
        "import sys, time; before = set(sys.modules); start = time.process_time(); import zhiji;"
        "print(time.process_time() - start); print(*sorted(set(sys.modules) - before))"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(3)
    ]
    seconds = min(float(run.stdout.splitlines()[0]) for run in runs)
    loaded = runs[0].stdout.splitlines()[1].split()
    assert seconds < 0.010
    assert [name for name in loaded if name.startswith("zhiji")] == ["zhiji", "zhiji._version"]
    assert not {"apsw", "ijson", "numpy", "json"} & set(loaded)
