"""WeFlow's JSON ("detailed" and Arkme's), echotrace's, which it comes from, and what WeFlow's HTTP interface answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from zhiji.chat import Account, BadRecord, Chat, Contact, Message
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.protocol import Entry
from zhiji.sources.wechat import cards, content, kinds, wording
from zhiji.sources.wechat.files import JSON, File, FileFormat, document, record
from zhiji.sources.wechat.people import (
    NOBODY,
    People,
    chat,
    contact,
    is_group,
    is_me,
    message,
    of_path,
    plain,
    server_id,
    string,
    truth,
)
from zhiji.sources.wechat.quotes import quote
from zhiji.sources.wechat.times import when

_START = re.compile(r"[\s\ufeff]*\{")
_WEFLOW = re.compile(r'"weflow"\s*:\s*\{\s*"(?:version|exportedAt|generator|format)"')
_SESSION = re.compile(r'"session"\s*:\s*\{\s*"(?:wxid|username)"\s*:')
_SESSION_ID = re.compile(r'"session"\s*:\s*\{\s*"wxid"\s*:\s*"([^"\\]{1,80})"')
_SESSION_KEYS = re.compile(r'"(?:lastTimestamp|messageCount|displayName)"\s*:')
_ROW_KEYS = ('"messages"', '"createTime"', '"localType"', '"isSend"', '"formattedTime"')
_ANSWER = re.compile(
    r'[\s\ufeff]*\{(?:\s*"(?:success|count|hasMore|total)"\s*:\s*[\w.]+\s*,)*\s*"(?:success|talker)"\s*:'
)
_MENTIONED = re.compile(r"<atuserlist>\s*(?:<!\[CDATA\[)?([^<\]]{1,4000})")
_NAMES = ("remark", "nickname", "groupNickname")
# Fields of a row that a Message's own fields carry, or that change from export to export.
_PLAINLY = (
    "localId createTime formattedTime type localType content isSend senderUsername senderDisplayName senderID source"
    " senderAvatarKey platformMessageId serverId rawContent parsedContent"
)
_OTHERWISE = (
    "replyToMessageId quotedSender quotedContent quotedType emojiCaption locationLat locationLng locationPoiname"
    " locationLabel appMsgType appMsgKind linkTitle quote mediaType mediaFileName mediaLocalPath mediaUrl mediaPath"
    " cardKind contactCardAvatar finderAvatar contactCardNickname contactCardWxid contactCardAlias finderTitle musicTitle sortSeq serverSeq accountName groupNickname status avatar senderAvatar"
)
_PLAIN: Final = frozenset(_PLAINLY.split())
_CARRIED: Final = _PLAIN.union(_OTHERWISE.split())
_RENAMED: Final = {
    "emojiMd5": "md5",
    "emojiCdnUrl": "url",
    "linkUrl": "url",
    "linkThumb": "thumbnail",
    "appMsgDesc": "description",
    "appMsgSourceName": "publisher",
    "finderNickname": "publisher",
    "musicUrl": "url",
    "finderUrl": "url",
}


def _is_file(head: str) -> int:
    if not _START.match(head) or '"chatlab"' in head[:400]:
        return 0
    if _WEFLOW.search(head) and ('"session"' in head or '"messages"' in head):
        return 3
    if _SESSION.search(head) and _SESSION_KEYS.search(head):
        return 3
    return 2 if all(key in head for key in _ROW_KEYS) else 0


def _read_file(file: File) -> Iterator[Entry]:
    records = Records(file)
    also = frozenset({"senders", "groupMembers", "avatars"})
    for one in document(file, "session", also, frozenset({"messages"})):
        if isinstance(one, dict):
            yield from records.head(one)
        else:
            yield records.entry(*one)


def _is_answer(head: str) -> int:
    known = _ANSWER.match(head) and '"talker"' in head and '"messages"' in head
    return 3 if known and ('"localType"' in head or '"createTime"' in head) else 2 if known else 0


def _read_answer(file: File) -> Iterator[Entry]:
    records = Records(file)
    for one in document(file, "talker", frozenset({"session", "members"}), frozenset({"messages"})):
        if isinstance(one, dict):
            yield from records.head(one)
        else:
            yield records.entry(*one)


def chat_beside(file: File) -> str | None:
    """The chat's id, from WeFlow's JSON of the same name beside its table or text, which don't tell it."""
    stem = file.path.rpartition("/")[2].rpartition(".")[0]
    member = file.beside(f"{stem}.json")
    try:
        head = decode_head(file.export.head(member)) if member else ""
    except UnreadableFile:
        return None
    found = _SESSION_ID.search(head) if _is_file(head) == 3 else None
    return found[1] if found else None


FILE = FileFormat(endings=JSON, sureness=_is_file, reading=_read_file)
ANSWER = FileFormat(endings=JSON, sureness=_is_answer, reading=_read_answer)


class Records:
    """Makes messages of the rows of one chat."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._session: Mapping[str, Any] = {}
        self._chat: Chat | None = None
        self._people = People()
        self._senders: dict[object, tuple[str, str]] = {}

    def head(self, told: Mapping[str, Any]) -> Iterator[Contact]:
        """Take in what is told of the chat and of who is in it."""
        if isinstance(told.get("session"), Mapping):
            self._session = {**self._session, **told["session"]}
            if not is_group(self._native) and self._native:
                yield from self._contacts([{**self._session, "wxid": self._native}])
        if isinstance(told.get("talker"), str):
            self._session = {"wxid": told["talker"], **self._session}
        for one in _list(told.get("senders")):
            if plain(one.get("senderID")) is not None:
                self._senders[one["senderID"]] = (string(one, "wxid"), string(one, "displayName", "nickname"))
        for key in ("senders", "groupMembers", "members"):
            yield from self._contacts(_list(told.get(key)))
        avatars = told.get("avatars")
        if isinstance(avatars, Mapping):
            yield from self._contacts(
                {**one, "wxid": key} for key, one in avatars.items() if isinstance(one, Mapping)
            )

    @property
    def _native(self) -> str:
        return string(self._session, "wxid", "username", "talker").strip()

    def _contacts(self, people: Iterable[Mapping[str, Any]]) -> Iterator[Contact]:
        for one in people:
            native = string(one, "wxid", "platformId").strip()
            if native in ("", "unknown") or is_group(native):
                continue
            account = self._people.get(native, string(one, "displayName", "accountName", "nickname"))
            if found := contact(account, *(one.get(key) for key in _NAMES), alias=one.get("alias")):
                yield found

    def entry(self, where: str, row: object) -> Entry:
        """The row's message, or what is wrong with it."""
        one = record(row)
        if isinstance(one, str):
            return self._file.problem(where, one)
        try:
            return self._message(one)
        except BadRecord as error:
            return self._file.problem(where, str(error))

    def _message(self, row: dict[str, Any]) -> Message:
        time = when(row.get("createTime"), row.get("formattedTime"))
        kind = kinds.of(row.get("type"), row.get("localType"))
        said = _said(kind, row)
        if not row.keys() <= _PLAIN:
            _tell(said, row)
        source = row.get("source")
        mentioned = _MENTIONED.search(source) if isinstance(source, str) and source else None
        here = self._chat or self._start()
        return message(
            here,
            NOBODY if said.kind == "system" else self._sender(row, here),
            time,
            said,
            source_id=server_id(row.get("platformMessageId")) or server_id(row.get("serverId")),
            reply_to=_answered(row),
            mentions=[one for one in re.split(r"[,\s]+", mentioned[1]) if one] if mentioned else (),
            folder=self._file.folder,
        )

    def _start(self) -> Chat:
        name = string(self._session, "displayName", "remark", "nickname")
        if not self._native:
            stem, native = of_path(self._file.path)
            self._chat = chat(native, name or stem)
        else:
            self._chat = chat(self._native, name, group=self._session.get("type") in ("群聊", "group"))
        return self._chat

    def _sender(self, row: Mapping[str, Any], here: Chat) -> Account:
        native = string(row, "senderUsername").strip()
        name = string(row, "senderDisplayName", "accountName")
        if "senderID" in row and plain(row["senderID"]) is not None:
            native, name = self._senders.get(row["senderID"], (native, name))
        mine = bool(truth(row.get("isSend")))
        if native in ("unknown", here.native) and here.kind == "group":
            native, name = "", ""
        if not native and not mine and here.kind == "direct" and here.native:
            return self._people.get(here.native, name or here.name)
        if native and (not name or is_me(name)):
            name = here.name if native == here.native else ""
        return self._people.get(native or None, name, owner=mine)


def _list(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _said(kind: str, row: Mapping[str, Any]) -> content.Said:
    words = row.get("content")
    if words is None:
        words = row.get("parsedContent")
    if kind == "text":
        return content.Said("text", words if isinstance(words, str) else "")
    if kind == kinds.VAGUE and isinstance(row.get("appMsgKind"), str):
        kind = kinds.by_word(row["appMsgKind"]) or kind
    if kind in (kinds.QUOTE, kinds.VAGUE) and ("quotedContent" in row or "quote" in row):
        return _quoted(words, row)
    if kind == "location" and ("locationLabel" in row or "locationPoiname" in row):
        label, name = string(row, "locationLabel"), string(row, "locationPoiname")
        return cards.place(label, name, row.get("locationLat"), row.get("locationLng"))
    return wording.said(kind, words)


def _quoted(words: object, row: Mapping[str, Any]) -> content.Said:
    """An answer: WeFlow writes `own words[引用 name：what is answered]` into the content."""
    told: Mapping[str, Any] = row["quote"] if isinstance(row.get("quote"), Mapping) else {}
    sender = string(row, "quotedSender") or string(told, "accountName", "sender")
    what = string(row, "quotedContent") or string(told, "content")
    own = words if isinstance(words, str) else ""
    for tail in (f"[引用 {sender}：{what}]", f"[引用 {what}]"):
        if what and own.endswith(tail):
            own = own.removesuffix(tail)
            break
    else:
        return quote(own, sender, what)
    return content.Said(
        "text", own, extra={"quoted": {"sender": sender, "text": what} if sender else {"text": what}}
    )


def _answered(row: Mapping[str, Any]) -> str | None:
    found = server_id(row.get("replyToMessageId"))
    if found is None and isinstance(row.get("quote"), Mapping):
        found = server_id(row["quote"].get("platformMessageId"))
    return found


def _tell(said: content.Said, row: Mapping[str, Any]) -> None:
    """What the row's other fields add."""
    if caption := string(row, "emojiCaption"):
        said.caption = caption
    if said.kind in ("link", "music", "share") and (
        title := string(row, "linkTitle", "finderTitle", "musicTitle")
    ):
        said.text = title
    if said.kind == "contact" and not said.text:
        card = (string(row, key) for key in ("contactCardNickname", "contactCardWxid", "contactCardAlias"))
        person = cards.person(*card)
        said.text, said.extra = person.text, {**said.extra, **person.extra}
    file = string(row, "mediaFileName")
    if file and said.kind == "file":
        said.file = said.file or file
    elif file and not said.path:
        said.path = content.media_path(file)
    for key, value in row.items():
        if key not in _CARRIED and (told := plain(value)) is not None:
            said.extra.setdefault(_RENAMED.get(key, key), told)
