"""Made-up exports of any size in the apps' own JSON and text: the same life in each, written record by record.

Each writer takes a folder and a number of messages and gives the path to add.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from benchmarks import lives

OWNER = "person 0"
TALK = 40  # messages of one conversation with an assistant
META_FILE = 10_000  # messages of one file of Messenger's, the newest first

Write = Callable[[Path, int], Path]


@dataclass(frozen=True, slots=True)
class Said:
    """One message, as all writers take it."""

    number: int
    chat: str
    sender: str
    when: datetime
    text: str

    @property
    def seconds(self) -> int:
        """Since 1970."""
        return int(self.when.timestamp())


def life(count: int) -> Iterator[Said]:
    """The messages of `lives`; the first of each four hundred is the owner's."""
    for number, one in enumerate(lives.messages(count)):
        sender = OWNER if number % 5 == 0 else str(one["sender"])
        when = datetime.fromisoformat(str(one["when"]))
        yield Said(number, str(one["chat"]), sender, when, str(one["text"]))


def telegram(folder: Path, count: int) -> Path:
    """One chat of Telegram Desktop."""
    head = {"name": "Lake House", "type": "private_supergroup", "id": 1500600700}
    return _wrapped(folder / "result.json", head, "messages", map(_telegram, life(count)), indent=1)


def _telegram(one: Said) -> dict[str, Any]:
    return {
        "id": one.number + 1, "type": "message",
        "date": one.when.strftime("%Y-%m-%dT%H:%M:%S"), "date_unixtime": str(one.seconds),
        "from": one.sender, "from_id": f"user{_id(one.sender)}", "text": one.text,
        "text_entities": [{"type": "plain", "text": one.text}],
    }  # fmt: skip


def weflow(folder: Path, count: int) -> Path:
    """One group of WeChat's, as WeFlow writes it."""
    session = {
        "wxid": "41230001@chatroom", "nickname": "火锅局", "remark": "", "displayName": "火锅局", "type": "群聊",
        "lastTimestamp": 1762000240, "messageCount": count,
    }  # fmt: skip
    head = {
        "weflow": {"version": "4.1.0", "exportedAt": 1762009999, "generator": "WeFlow"},
        "session": session,
    }
    return _wrapped(folder / "火锅局.json", head, "messages", map(_weflow, life(count)), indent=2)


def _weflow(one: Said) -> dict[str, Any]:
    wxid = f"wxid_{_id(one.sender)}"
    return {
        "localId": one.number + 1, "createTime": one.seconds,
        "formattedTime": one.when.strftime("%Y-%m-%d %H:%M:%S"), "type": "文本消息", "localType": 1,
        "content": one.text, "isSend": int(one.sender == OWNER), "senderUsername": wxid,
        "senderDisplayName": one.sender, "source": "", "senderAvatarKey": wxid,
        "platformMessageId": str(7_200_000_000_000_000_000 + one.number),
    }  # fmt: skip


def chatlog(folder: Path, count: int) -> Path:
    """What chatlog answers for all chats."""
    return _list(folder / "chatlog.json", map(_chatlog, life(count)))


def _chatlog(one: Said) -> dict[str, Any]:
    return {
        "seq": one.seconds * 1000 + one.number % 1000, "time": one.when.isoformat(),
        "talker": f"{_id(one.chat)}@chatroom", "talkerName": one.chat, "isChatRoom": True,
        "sender": f"wxid_{_id(one.sender)}", "senderName": one.sender, "isSelf": one.sender == OWNER,
        "type": 1, "subType": 0, "content": one.text,
    }  # fmt: skip


def qq(folder: Path, count: int) -> Path:
    """One group of QQChatExporter 5."""
    head = {
        "metadata": {
            "name": "QQChatExporter V5 / https://github.com/shuakami/qq-chat-exporter",
            "version": "5.5.1",
        },
        "chatInfo": {"name": "湖边的人", "type": "group", "selfUid": "u_0", "selfUin": "20000000", "selfName": OWNER},
        "statistics": {"totalMessages": count},
    }  # fmt: skip
    return _wrapped(folder / "group_70012345.json", head, "messages", map(_qq, life(count)), indent=2)


def _qq(one: Said) -> dict[str, Any]:
    number = int(_id(one.sender))
    return {
        "id": str(7_600_000_000_000_000_000 + one.number), "seq": str(one.number + 1),
        "timestamp": one.seconds * 1000, "time": one.when.strftime("%Y-%m-%d %H:%M:%S"),
        "sender": {"uid": f"u_{number}", "uin": str(20_000_000 + number), "name": one.sender, "nickname": one.sender},
        "type": "type_1",
        "content": {
            "text": one.text, "html": "", "elements": [{"type": "text", "data": {"text": one.text}}],
            "resources": [], "mentions": [],
        },
        "recalled": False, "system": False,
    }  # fmt: skip


def discord(folder: Path, count: int) -> Path:
    """One channel of DiscordChatExporter."""
    head = {
        "guild": {"id": "710000000000000001", "name": "Lake club", "iconUrl": "https://cdn.example/g.png"},
        "channel": {"id": "720000000000000001", "type": "GuildTextChat", "name": "general", "topic": None},
        "dateRange": {"after": None, "before": None},
        "exportedAt": "2026-06-01T10:00:00+00:00",
    }
    path = folder / "Lake club - general [720000000000000001].json"
    return _wrapped(path, head, "messages", map(_discord, life(count)), indent=2)


def _discord(one: Said) -> dict[str, Any]:
    author = {
        "id": str(700_000_000_000_000_001 + int(_id(one.sender))), "name": one.sender, "discriminator": "0000",
        "nickname": one.sender, "color": None, "isBot": False,
        "roles": [{"id": "1", "name": "cox", "color": None, "position": 1}], "avatarUrl": "https://cdn.example/0.png",
    }  # fmt: skip
    return {
        "id": str(1_367_410_000_000_000_000 + one.number), "type": "Default", "timestamp": one.when.isoformat(),
        "timestampEdited": None, "callEndedTimestamp": None, "isPinned": False, "content": one.text, "author": author,
        "attachments": [], "embeds": [], "stickers": [], "reactions": [], "mentions": [], "inlineEmojis": [],
    }  # fmt: skip


def slack(folder: Path, count: int) -> Path:
    """A workspace: one file a channel and day, in a zip."""
    path = folder / "Oarlock Slack export.zip"
    people = [{"id": f"U{at:09}", "name": f"person {at}", "real_name": f"person {at}", "profile": {}}
              for at in range(lives.PEOPLE)]  # fmt: skip
    members = [one["id"] for one in people]
    channels = [{"id": f"C{at:09}", "name": f"chat-{at}", "members": members} for at in range(lives.CHATS)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("users.json", json.dumps(people))
        packed.writestr("channels.json", json.dumps(channels))
        for (chat, day), said in groupby(life(count), key=lambda one: (one.chat, one.when.date())):
            rows = json.dumps(list(map(_slack, said)), ensure_ascii=False, indent=1)
            packed.writestr(f"chat-{_id(chat)}/{day}.json", rows)
    return path


def _slack(one: Said) -> dict[str, Any]:
    said = {"type": "rich_text_section", "elements": [{"type": "text", "text": one.text}]}
    return {
        "type": "message", "user": f"U{int(_id(one.sender)):09}", "text": one.text,
        "ts": f"{one.seconds}.{one.number % 1_000_000:06}", "client_msg_id": f"c{one.number}", "team": "T07OARLOCK",
        "blocks": [{"type": "rich_text", "block_id": "x1", "elements": [said]}],
    }  # fmt: skip


def chatgpt(folder: Path, count: int) -> Path:
    """Conversations of forty messages."""
    return _list(folder / "conversations.json", map(_chatgpt, _talks(count)))


def _chatgpt(talk: list[Said]) -> dict[str, Any]:
    ids = ["r", *(f"m{one.number}" for one in talk)]
    mapping: dict[str, Any] = {"r": {"id": "r", "message": None, "parent": None, "children": ids[1:2]}}
    for at, one in enumerate(talk, 1):
        role = "user" if at % 2 else "assistant"
        message = {
            "id": ids[at], "author": {"role": role, "name": None, "metadata": {}}, "create_time": one.when.timestamp(),
            "update_time": None, "content": {"content_type": "text", "parts": [one.text]},
            "status": "finished_successfully", "weight": 1.0, "metadata": {}, "recipient": "all",
        }  # fmt: skip
        mapping[ids[at]] = {
            "id": ids[at],
            "message": message,
            "parent": ids[at - 1],
            "children": ids[at + 1 : at + 2],
        }
    began = talk[0].when.timestamp()
    return {
        "title": talk[0].text[:40], "create_time": began, "update_time": talk[-1].when.timestamp(), "mapping": mapping,
        "current_node": ids[-1], "conversation_id": f"c{talk[0].number}", "id": f"c{talk[0].number}",
    }  # fmt: skip


def claude(folder: Path, count: int) -> Path:
    """Conversations of forty messages."""
    return _list(folder / "conversations.json", map(_claude, _talks(count)))


def _claude(talk: list[Said]) -> dict[str, Any]:
    said = [{
        "uuid": f"m{one.number}", "text": one.text, "sender": "assistant" if at % 2 else "human",
        "content": [{"type": "text", "text": one.text, "citations": []}],
        "created_at": one.when.isoformat(), "updated_at": one.when.isoformat(), "attachments": [], "files": [],
    } for at, one in enumerate(talk)]  # fmt: skip
    began = talk[0].when.isoformat()
    return {
        "uuid": f"k{talk[0].number}", "name": talk[0].text[:40], "created_at": began, "updated_at": began,
        "account": {"uuid": "acc-1"}, "chat_messages": said,
    }  # fmt: skip


def _talks(count: int) -> Iterator[list[Said]]:
    for _, talk in groupby(life(count), key=lambda one: one.number // TALK):
        yield list(talk)


def signal(folder: Path, count: int) -> Path:
    """The lines that Signal Desktop exports."""
    path = folder / "main.jsonl"
    people = range(1, lives.PEOPLE)
    head: list[dict[str, Any]] = [
        {"version": "1", "backupTimeMs": "1718100000000"},
        {"account": {"givenName": OWNER}},
        {"recipient": {"id": "1", "self": {}}},
    ]
    head += [{"recipient": {"id": str(at + 1), "contact": {"e164": str(15550000 + at), "systemGivenName": f"person {at}"}}}
             for at in people]  # fmt: skip
    head += [{"chat": {"id": str(at), "recipientId": str(at + 1)}} for at in range(1, lives.CHATS + 1)]
    with path.open("w", encoding="utf-8") as file:
        for line in (*head, *()):
            file.write(json.dumps(line) + "\n")
        for one in life(count):
            file.write(json.dumps(_signal(one), ensure_ascii=False) + "\n")
    return path


def _signal(one: Said) -> dict[str, Any]:
    return {"chatItem": {
        "chatId": str(int(_id(one.chat)) + 1), "authorId": str(int(_id(one.sender)) + 1),
        "dateSent": str(one.seconds * 1000 + one.number % 1000),
        "outgoing" if one.sender == OWNER else "incoming": {}, "standardMessage": {"text": {"body": one.text}},
    }}  # fmt: skip


def messenger(folder: Path, count: int) -> Path:
    """One chat of Facebook's: files of ten thousand, text as Latin-1 escapes."""
    inbox = folder / "facebook" / "your_facebook_activity" / "messages" / "inbox" / "lake_2000000000000012"
    inbox.mkdir(parents=True)
    files = -(-count // META_FILE)
    head = {"participants": [{"name": f"person {at}"} for at in range(lives.PEOPLE)]}
    tail = {"title": "Lake", "is_still_participant": True, "thread_path": "inbox/lake_2000000000000012"}
    for at, said in groupby(life(count), key=lambda one: one.number // META_FILE):
        rows = [_messenger(one) for one in said][::-1]
        content = json.dumps({**head, "messages": rows, **tail}, indent=1)
        (inbox / f"message_{files - at}.json").write_text(content, encoding="utf-8")
    return folder / "facebook"


def _messenger(one: Said) -> dict[str, Any]:
    text = one.text.encode().decode("latin-1")
    return {"sender_name": one.sender, "timestamp_ms": one.seconds * 1000, "content": text,
            "is_geoblocked_for_viewer": False}  # fmt: skip


def whatsapp(folder: Path, count: int) -> Path:
    """One chat as an iPhone writes it."""
    lines = (f"[{one.when:%d/%m/%Y, %H:%M:%S}] {one.sender}: {one.text}" for one in life(count))
    return _lines(folder / "WhatsApp Chat with Lake.txt", lines)


def line(folder: Path, count: int) -> Path:
    """One chat of LINE in English."""
    return _lines(folder / "[LINE] Chat with Lake.txt", _line(count))


def _line(count: int) -> Iterator[str]:
    yield "[LINE] Chat history with Lake\nSaved on: 26/04/2036, 04:36PM"
    for day, said in groupby(life(count), key=lambda one: one.when.date()):
        yield f"\n{day:%a, %d/%m/%Y}"
        yield from (f"{one.when:%I:%M%p}\t{one.sender}\t{one.text}" for one in said)


def kakaotalk(folder: Path, count: int) -> Path:
    """One chat of KakaoTalk on Windows."""
    return _lines(folder / "KakaoTalk_20360313_0923_10_311_group.txt", _kakaotalk(count))


def _kakaotalk(count: int) -> Iterator[str]:
    yield "달빛 산책 님과 카카오톡 대화\n저장한 날짜 : 2036-03-13 09:23:10\n"
    for day, said in groupby(life(count), key=lambda one: one.when.date()):
        yield f"--------------- {day.year}년 {day.month}월 {day.day}일 {'월화수목금토일'[day.weekday()]}요일 ---------------"
        for one in said:
            half = "오전" if one.when.hour < 12 else "오후"
            yield f"[{one.sender}] [{half} {one.when.hour % 12 or 12}:{one.when.minute:02}] {one.text}"


def irc(folder: Path, count: int) -> Path:
    """One channel as WeeChat logs it."""
    lines = (
        f"{one.when:%Y-%m-%d %H:%M:%S}\t{_nick(one)}\t{' '.join(one.text.split())}" for one in life(count)
    )
    return _lines(folder / "irc.example.#boats.weechatlog", lines)


def _nick(one: Said) -> str:
    return one.sender.replace(" ", "_")


def sms(folder: Path, count: int) -> Path:
    """What SMS Backup & Restore writes."""
    path = folder / "sms-20360501.xml"
    head = f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{count}\" backup_set=\"1\">"
    rows = (
        f'  <sms protocol="0" address="+3165550{int(_id(one.chat)):04}" date="{one.seconds * 1000}"'
        f' type="{2 if one.sender == OWNER else 1}" subject="null" body={_attribute(one.text)}'
        f' read="1" status="-1" contact_name="{one.chat}" />'
        for one in life(count)
    )
    return _lines(path, (line for part in ((head,), rows, ("</smses>",)) for line in part))


def _attribute(text: str) -> str:
    return quoteattr(text, {"\n": "&#10;"})


def mbox(folder: Path, count: int) -> Path:
    """Mail of one plain part."""
    return _lines(folder / "boats.mbox", map(_mail, life(count)))


def _mail(one: Said) -> str:
    body = one.text.replace("\nFrom ", "\n>From ")
    return (
        f"From {_nick(one)}@example.org {one.when:%a %b %d %H:%M:%S %Y}\n"
        f"From: {one.sender} <{_nick(one)}@example.org>\nTo: person 0 <person_0@example.org>\n"
        f"Subject: {one.chat}\nDate: {one.when:%a, %d %b %Y %H:%M:%S} +0000\nMessage-ID: <m{one.number}@example.org>\n"
        f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n"
    )


def _id(name: str) -> str:
    return name.rpartition(" ")[2]


def _lines(path: Path, lines: Iterable[str]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)
    return path


def _list(path: Path, rows: Iterable[Any]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        _write_rows(file.write, rows, None)
    return path


def _wrapped(path: Path, head: dict[str, Any], key: str, rows: Iterable[Any], *, indent: int) -> Path:
    """An object with a long list as its last value."""
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(head, ensure_ascii=False, indent=indent)[:-2] + f',\n "{key}": ')
        _write_rows(file.write, rows, indent)
        file.write("}\n")
    return path


def _write_rows(write: Callable[[str], object], rows: Iterable[Any], indent: int | None) -> None:
    between = "[\n"
    for row in rows:
        write(between + json.dumps(row, ensure_ascii=False, indent=indent))
        between = ",\n"
    write("\n]\n")


JSON: dict[str, Write] = {
    "telegram": telegram, "weflow": weflow, "chatlog": chatlog, "qq": qq, "discord": discord, "slack": slack,
    "chatgpt": chatgpt, "claude": claude, "signal": signal, "messenger": messenger,
}  # fmt: skip
TEXT: dict[str, Write] = {
    "whatsapp": whatsapp, "line": line, "kakaotalk": kakaotalk, "irc": irc, "sms": sms, "mbox": mbox,
}  # fmt: skip
