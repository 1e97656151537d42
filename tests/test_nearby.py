from __future__ import annotations

import os
from pathlib import Path

from zhiji.nearby import seen
from zhiji.sources import Guide


def guide(*files: str, places: tuple[str, ...] = ()) -> Guide:
    words = dict.fromkeys(("title", "checked", "how_en", "how_zh", "reads_en", "reads_zh"), "x")
    return Guide(**words, files=files, places=places)


GUIDES = {
    "whatsapp": guide("WhatsApp Chat*.zip", "WhatsApp Chat*.txt"),
    "telegram": guide("ChatExport_*", "result.json"),
    "imessage": guide(places=("Library/Messages/chat.db",)),
    "any": guide("*.zip"),
}


def put(path: Path, *, size: int = 5, at: int = 1_700_000_000) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    os.utime(path, (at, at))
    return path


def found(home: Path, **added: int) -> list[tuple[str, str, int, bool]]:
    some = seen(GUIDES, home, added={str(home / path): at for path, at in added.items()})
    return [(one.path.relative_to(home).as_posix(), one.source, one.size, one.new) for one in some]


def test_exports_are_seen_by_their_names_where_people_keep_them(tmp_path: Path) -> None:
    put(tmp_path / "Downloads" / "WhatsApp Chat with Mum.zip", at=1_700_000_300)
    put(tmp_path / "Documents" / "old" / "whatsapp chat - Club.TXT", at=1_700_000_200)
    put(tmp_path / "Library" / "Messages" / "chat.db", at=1_700_000_100)
    put(tmp_path / "Downloads" / "holiday.jpg")
    put(tmp_path / "Downloads" / ".hidden" / "WhatsApp Chat with X.txt")
    put(tmp_path / "Downloads" / "a" / "b" / "WhatsApp Chat too deep.txt")
    put(tmp_path / "Downloads" / "WhatsApp Chat with Nobody.txt", size=0)
    assert found(tmp_path) == [
        ("Downloads/WhatsApp Chat with Mum.zip", "whatsapp", 5, True),  # not "any": its pattern tells less
        ("Documents/old/whatsapp chat - Club.TXT", "whatsapp", 5, True),
        ("Library/Messages/chat.db", "imessage", 5, True),
    ]


def test_a_folder_that_is_an_export_is_seen_once_and_with_all_that_is_in_it(tmp_path: Path) -> None:
    put(tmp_path / "Downloads" / "ChatExport_2026-01-02" / "result.json", size=7)
    put(tmp_path / "Downloads" / "ChatExport_2026-01-02" / "photos" / "1.jpg", size=30)
    assert found(tmp_path) == [("Downloads/ChatExport_2026-01-02", "telegram", 37, True)]


def test_what_was_added_is_new_again_when_it_has_changed(tmp_path: Path) -> None:
    name = "Downloads/WhatsApp Chat with Mum.zip"
    put(tmp_path / name, at=1_700_000_000)
    assert found(tmp_path, **{name: 1_700_000_001_000_000}) == [(name, "whatsapp", 5, False)]
    assert found(tmp_path, **{name: 1_699_999_999_000_000}) == [(name, "whatsapp", 5, True)]


def test_a_home_without_any_of_these_folders_has_nothing(tmp_path: Path) -> None:
    assert found(tmp_path / "nowhere") == []
