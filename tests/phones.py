"""Made-up chats as real export files: WhatsApp text of several phones, Telegram JSON, neutral rows and ChatLab."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

START = datetime(2024, 3, 13, 9, 0, 0)  # a day above 12, so that no date is ambiguous
LRM = "\u200e"
WORDS = ["ok", "ok", "yes", "see you at the lake house on Friday", "明天下午三点老地方见", "did you feed the cat",
         "the train leaves at 8:40: platform 2", "生日快乐！！", "🙂", "👍🏽", "two\nlines of it", "ok then\n\nbye"]  # fmt: skip
NAMES = ("Ann Lee", "Ben", "小鱼")


@dataclass(frozen=True)
class Said:
    """What really happened."""

    second: int
    who: int  # -1: nobody, a notice of the app
    text: str
    photo: str | None = None


@dataclass(frozen=True)
class Phone:
    """How one phone exports it."""

    style: str = "ios"
    zone: int = 0  # quarter-hours
    names: tuple[str, ...] = NAMES
    media: bool = True
    title: str = "Family"

    @property
    def minutes(self) -> bool:
        """Whether it writes no seconds."""
        return self.style.startswith("android")


STYLES = ["ios", "ios_de", "ios_zh", "android", "android_us", "android_zh"]
_CREATED = {
    "ios_de": "Ben hat die Gruppe „Family“ erstellt",
    "ios_zh": "Ben创建了此群组“Family”",
    "android_zh": "Ben创建了此群组“Family”",
}
_OMITTED = {
    "ios": f"{LRM}image omitted",
    "ios_de": f"{LRM}Bild weggelassen",
    "ios_zh": f"{LRM}图像已忽略",
    "android": "<Media omitted>",
    "android_us": "<Media omitted>",
    "android_zh": "<省略影音内容>",
}


def clock(style: str, when: datetime) -> str:
    """A time as a phone of that kind and language writes it."""
    half = "AM" if when.hour < 12 else "PM"
    half_zh = "上午" if when.hour < 12 else "下午"
    twelve = when.hour % 12 or 12
    short = when.year % 100
    return {
        "ios": f"[{when:%d/%m/%Y, %H:%M:%S}]",
        "ios_de": f"[{when:%d.%m.%y, %H:%M:%S}]",
        "ios_zh": f"[{when.year}/{when.month}/{when.day} {half_zh}{twelve}:{when:%M:%S}]",
        "android": f"{when:%d/%m/%Y, %H:%M} -",
        "android_us": f"{when.month}/{when.day}/{short:02}, {twelve}:{when:%M}\u202f{half} -",
        "android_zh": f"{when.year}/{when.month}/{when.day} {half_zh}{twelve}:{when:%M} -",
    }[style]


def whatsapp_text(life: Sequence[Said], phone: Phone) -> str:
    """The whole file."""
    return "".join(line + "\n" for one in life for line in _lines(one, phone))


def _lines(one: Said, phone: Phone) -> list[str]:
    when = clock(phone.style, START + timedelta(seconds=one.second, minutes=15 * phone.zone))
    ios = not phone.minutes
    if one.who < 0:
        notice = _CREATED.get(phone.style, "Ben created this group")
        return [f"{when} {phone.title}: {LRM}{notice}" if ios else f"{when} {notice}"]
    name = phone.names[one.who]
    if one.photo is None:
        return f"{when} {name}: {one.text}".split("\n")
    if not phone.media:
        return [f"{LRM if ios else ''}{when} {name}: {_OMITTED[phone.style]}"]
    if ios:
        said = {"ios_de": "Anhang: ", "ios_zh": "附件："}.get(phone.style, "attached: ")
        return [f"{LRM}{when} {name}: {LRM}<{said}{one.photo}>"]
    attached = {"android_zh": "文件附件"}.get(phone.style, "file attached")
    return [f"{when} {name}: {one.photo} ({attached})"]


def whatsapp_file(folder: Path, life: Sequence[Said], phone: Phone) -> Path:
    """The file, named as that phone names it."""
    name = f"WhatsApp Chat with {phone.title}.txt" if phone.minutes else f"WhatsApp Chat - {phone.title}.txt"
    return written(folder / name, whatsapp_text(life, phone))


def written(path: Path, text: str) -> Path:
    """A text file in a folder that is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def telegram_file(
    folder: Path,
    life: Sequence[tuple[int, Said]],
    *,
    zone: int = 0,
    stamps: bool = True,
    name: str = "Family",
) -> Path:
    """A chat as Telegram Desktop exports it, each message with its number; old versions wrote no time stamps."""
    rows = []
    for number, one in life:
        when = START + timedelta(seconds=one.second)
        row: dict[str, object] = {"id": number, "type": "message", "date": (when + timedelta(minutes=15 * zone)).isoformat()}  # fmt: skip
        if stamps:
            row["date_unixtime"] = str(int(when.replace(tzinfo=UTC).timestamp()))
        if one.who < 0:
            row |= {"type": "service", "actor": "Ben", "actor_id": "user1", "action": "create_group", "title": "Family", "members": []}  # fmt: skip
        else:
            row |= {"from": NAMES[one.who], "from_id": f"user{one.who}", "text": one.text}
        if one.photo:
            row["photo"] = f"photos/{one.photo}"
        rows.append(row)
    chat = {"name": name, "type": "private_group", "id": 77, "messages": rows}
    return written(folder / "result.json", json.dumps(chat, ensure_ascii=False, indent=1))


def neutral_file(
    folder: Path,
    life: Sequence[tuple[int, Said]],
    *,
    ids: bool = True,
    zone: int | None = None,
    minutes: bool = False,
) -> Path:
    """JSON lines; `zone` None: wall clock, else quarter-hours east of Greenwich."""
    lines = []
    for number, one in life:
        offset = (
            "" if zone is None else f"{'-' if zone < 0 else '+'}{abs(zone) // 4:02}:{abs(zone) % 4 * 15:02}"
        )
        when = START + timedelta(seconds=one.second, minutes=15 * (zone or 0))
        row: dict[str, object] = {
            "chat": "family",
            "chat_name": "Family",
            "sender": f"u{one.who}",
            "sender_name": NAMES[one.who] if one.who >= 0 else "",
            "when": when.isoformat(timespec="minutes" if minutes else "seconds") + offset,
            "text": one.text,
        }
        if one.who < 0:
            row["kind"] = "system"
        if one.photo:
            row |= {"kind": "image", "attachments": [{"path": one.photo}]}
        if ids:
            row["id"] = f"m{number}"
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    return written(folder / "family.jsonl", "".join(lines))


def chatlab_file(
    folder: Path, life: Sequence[tuple[int, Said]], *, ids: bool = True, named: bool = False
) -> Path:
    """One chat in ChatLab's format; `named`: without the group's own id."""
    rows = []
    for number, one in life:
        row: dict[str, object] = {
            "sender": f"wx{one.who}" if one.who >= 0 else "system",
            "accountName": NAMES[one.who] if one.who >= 0 else "系统消息",
            "timestamp": int((START + timedelta(seconds=one.second)).replace(tzinfo=UTC).timestamp()),
            "type": 80 if one.who < 0 else 1 if one.photo else 0,
            "content": one.text or None,
        }
        if ids:
            row["platformMessageId"] = f"p{number}"
        rows.append(row)
    meta: dict[str, object] = {"name": "Family", "platform": "wechat", "type": "group"}
    if not named:
        meta["groupId"] = "family@chatroom"
    members = [{"platformId": f"wx{number}", "accountName": name} for number, name in enumerate(NAMES)]
    head = {"version": "0.0.2", "exportedAt": 1711000000}
    return written(
        folder / "family.json",
        json.dumps({"chatlab": head, "meta": meta, "members": members, "messages": rows}, ensure_ascii=False),
    )


@st.composite
def lives(draw: st.DrawFn, *, least: int = 1, most: int = 16, notices: bool = True) -> list[Said]:
    """A chat of three people: lines said once among repeated ones, sometimes the same twice in one second."""
    said, second = [], draw(st.integers(0, 59))
    for number in range(draw(st.integers(least, most))):
        second += draw(st.sampled_from([0, 0, 1, 29, 61, 900, 3600, 90000]))
        what = draw(st.integers(0, 9))
        who = draw(st.integers(0, 2))
        if what == 0:
            said.append(Said(second, who, "", f"IMG-202403{number:02}-WA{number:04}.jpg"))
        elif what == 1 and notices:
            said.append(Said(second, -1, ""))
        elif what < 6:
            said.append(Said(second, who, draw(st.sampled_from(WORDS))))
        else:
            said.append(Said(second, who, f"line number {number} of this chat"))
    return said
