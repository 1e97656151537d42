"""WeChatDataAnalysis: a zip with manifest.json and a folder for each chat that holds messages.json.

In its privacy mode names and words are left out; then there is who wrote when, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from zhiji.chat import Account, Attachment, BadRecord, Chat, Json, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.protocol import SET, Entry, Peek
from zhiji.sources.wechat import cards, content, kinds, wording
from zhiji.sources.wechat.files import File, document, record
from zhiji.sources.wechat.people import (
    ME,
    NOBODY,
    People,
    chat,
    is_group,
    message,
    plain,
    server_id,
    string,
    truth,
)
from zhiji.sources.wechat.times import when

_MEMBER = re.compile(r"(?:^|.*/)conversations/[^/]+/messages\.json")
_HEAD = re.compile(r'[\s\ufeff]*\{\s*"schemaVersion"\s*:')
_CONVERSATION = re.compile(r'"conversation"\s*:\s*\{')
_ALSO = frozenset({"account", "schemaVersion"})
_HIDDEN = ("hidden", "已隐藏")
_FIELDS = (
    "id localId serverId createTime createTimeText sortSeq type renderType isSent senderUsername conversationUsername isGroup"
    " content title url senderDisplayName senderAvatarPath quoteTitle quoteContent quoteServerId quoteUsername quoteType"
    " quoteThumbUrl quoteVoiceLength voiceLength fileSize locationLat locationLng locationPoiname locationLabel offlineMedia"
    " paySubType videoThumbMd5 videoThumbFileId imageFileId videoFileId videoThumbUrl imageMd5 emojiMd5 videoMd5 fileMd5 emojiUrl"
    " imageUrl videoUrl transferStatus voipType objectNonceId thumbUrl coverUrl fromAvatar recordItem"
)
_CARRIED: Final = frozenset(_FIELDS.split())
_MD5 = ("imageMd5", "emojiMd5", "videoMd5", "fileMd5")
_URL = ("url", "emojiUrl", "imageUrl", "videoUrl")
_CARDS = frozenset({"link", "music", "miniapp", "share", "note", "game", "other"})


class _Analysis:
    """The zip, or one messages.json of it."""

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Nothing where the names tell."""
        return (
            ()
            if _root(peek.members) is not None
            else tuple(name for name in peek.members if name.endswith("messages.json"))
        )

    def recognises(self, peek: Peek) -> int:
        """The zip by its names, one file by its head."""
        if _root(peek.members) is not None:
            return SET
        heads = [peek.text()] if not peek.members else [peek.text(name) for name in self.wants(peek)]
        return max((3 for head in heads if _is_chat(head)), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """Every chat; one that can't be read is a Problem."""
        members = [name for name in export.members if PurePosixPath(name).name == "messages.json"]
        if not export.members:
            yield from _read(File(export=export, member=None), "")
        for member in members:
            try:
                if _MEMBER.fullmatch(member) or _is_chat(decode_head(export.head(member))):
                    yield from _read(File(export=export, member=member), _root_of(member))
            except UnreadableFile as error:
                if len(members) == 1:
                    raise
                yield Problem(member, str(error))


FORMAT = _Analysis()


def _is_chat(head: str) -> bool:
    return _HEAD.match(head) is not None and _CONVERSATION.search(head) is not None


def _root(members: tuple[str, ...]) -> str | None:
    """The folder that holds manifest.json and conversations; None if there is none."""
    roots = {_root_of(name) for name in members if _MEMBER.fullmatch(name)}
    return next((root for root in sorted(roots) if f"{root}manifest.json" in members), None)


def _root_of(member: str) -> str:
    return member[: member.rindex("conversations/")] if _MEMBER.fullmatch(member) else ""


def _read(file: File, root: str) -> Iterator[Entry]:
    records: _Records | None = None
    told: dict[str, object] = {}
    for one in document(file, "conversation", _ALSO, frozenset({"messages"})):
        if isinstance(one, dict):
            told |= one
            continue
        if records is None:
            records = _Records(file, root, told)
            if records.hidden:
                yield file.problem(
                    "conversation", "it was exported in privacy mode: names and words are not in it"
                )
        where, row = one
        known = record(row)
        if isinstance(known, str):
            yield file.problem(where, known)
            continue
        try:
            yield records.message(known)
        except BadRecord as error:
            yield file.problem(where, str(error))


class _Records:
    """Makes messages of the rows of one chat."""

    def __init__(self, file: File, root: str, told: Mapping[str, Any]) -> None:
        talk = told.get("conversation")
        talk = talk if isinstance(talk, Mapping) else {}
        native, name = string(talk, "username"), string(talk, "displayName")
        self._root, self._people = root, People()
        self._account = string(told, "account")
        self.hidden = not native and (name in _HIDDEN or self._account in _HIDDEN)
        group = truth(talk.get("isGroup"))
        strand = file.folder.rstrip("/").rpartition("/")[2] if self.hidden else ""
        self._chat: Chat = chat(
            native, "" if self.hidden else name, group=group if not native else group or None, strand=strand
        )

    def message(self, row: Mapping[str, Any]) -> Message:
        """The row's message."""
        time = when(row.get("createTime"), row.get("createTimeText"))
        said = self._said(row)
        return message(
            self._chat,
            NOBODY if said.kind == "system" else self._sender(row),
            time,
            said,
            source_id=server_id(row.get("serverId")),
            reply_to=server_id(row.get("quoteServerId")),
            files=self._files(row, said),
        )

    def _said(self, row: Mapping[str, Any]) -> content.Said:
        kind = kinds.of(row.get("renderType"))
        if kind in (kinds.VAGUE, "text", "other", "system"):
            kind = kinds.by_number(row.get("type")) or kind
        if self.hidden:
            return content.Said("text" if kind in (kinds.VAGUE, kinds.QUOTE) else kind)
        said = _said(kind, row)
        for key in _MD5:
            if value := string(row, key):
                said.extra.setdefault("md5", value)
        for key in _URL:
            if content.is_url(value := string(row, key)):
                said.extra.setdefault("url", value)
        for key, value in row.items():
            if key not in _CARRIED and (known := plain(value)) is not None:
                said.extra.setdefault(key, known)
        return said

    def _sender(self, row: Mapping[str, Any]) -> Account:
        native, name = string(row, "senderUsername"), string(row, "senderDisplayName")
        mine = truth(row.get("isSent")) or (bool(native) and native == self._account)
        if self.hidden:
            return self._people.get(None, ME if mine else name, owner=bool(mine))
        if not native and not mine and self._chat.kind == "direct":
            native = self._chat.native or ""
        if self._chat.kind == "group" and is_group(native):
            return NOBODY
        return self._people.get(native or None, "" if name == native else name, owner=bool(mine))

    def _files(self, row: Mapping[str, Any], said: content.Said) -> tuple[Attachment, ...]:
        media = row.get("offlineMedia")
        some = [one for one in media if isinstance(one, Mapping)] if isinstance(media, list) else []
        paths = [string(one, "path") for one in some if one.get("kind") != "video_thumb"]
        return tuple(
            Attachment(name=said.file, path=f"{self._root}{path}", size=said.size)
            for path in paths[:1]
            if path
        )


def _said(kind: str, row: Mapping[str, Any]) -> content.Said:
    words, title = string(row, "content"), string(row, "title")
    if kind == kinds.QUOTE:
        told = {"sender": string(row, "quoteTitle", "quoteUsername"), "text": string(row, "quoteContent")}
        quoted: dict[str, Json] = {key: value for key, value in told.items() if value}
        return content.Said(
            "text", "" if words == "[引用消息]" else words, extra={"quoted": quoted} if quoted else {}
        )
    if kind == "file":
        size = kinds.whole(row.get("fileSize"))
        return content.Said("file", file=title or cards.file(words).file, size=size)
    if kind == "location" and (string(row, "locationLabel", "locationPoiname")):
        label, name = string(row, "locationLabel"), string(row, "locationPoiname")
        return cards.place(label, name, row.get("locationLat"), row.get("locationLng"))
    if kind == "transfer":
        status = string(row, "transferStatus")
        memo = "" if words in (status, "转账", "[转账]") else words
        state = cards.STATES.get(status, status)
        return content.Said("transfer", memo, extra={"state": state} if state else {})
    if kind == "call":
        said = wording.said("call", words if words != "通话" else "")
        media = {"audio": "voice", "video": "video"}.get(string(row, "voipType"))
        said.extra |= {"call": media} if media else {}
        return said
    if kind == "voice":
        said = wording.said("voice", words)
        said.extra |= content.seconds(row.get("voiceLength"), 1000)
        return said
    if kind in _CARDS or kind in ("forward", "red_packet"):
        said = wording.said(kind, title or words)
        if title and words and words != title and kind != "forward":
            said.extra.setdefault("description", words)
        return said
    return wording.said(kind, words)
