"""Mattermost's bulk export: one JSON object a line, teams, channels and users before the posts.

Posts have no ids there. A team's channel and a user are told by names, which are unique on their server.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Contact, Edit, Json, Message, Precision, Problem, Reaction
from zhiji.chat.records import ChatKind
from zhiji.sources import cards
from zhiji.sources.assistants import objects, string
from zhiji.sources.export import Export
from zhiji.sources.formats import each_file
from zhiji.sources.protocol import Entry, Guide, Peek
from zhiji.sources.rows import BadRow, parse_row

NAME = "mattermost"
_MOST = 16
_LATEST = 7_258_118_400_000  # the year 2200, in milliseconds
_FILES = (".jsonl", ".json", ".ndjson")
_TYPES = "team|channel|user|bot|role|scheme|emoji|post|direct_channel|direct_post"
_VERSION = re.compile(r'[\s\ufeff]*\{\s*"type"\s*:\s*"version"\s*,\s*"version"\s*:\s*1\s*[,}]')
_ROW = re.compile(rf'(?:^|\n|\ufeff)\s*\{{\s*"type"\s*:\s*"({_TYPES})"\s*,\s*"\1"\s*:\s*\{{')
_POST = re.compile(r'"(?:create_at|channel_members|username|display_name)"\s*:')
_KINDS = {
    "image": "png jpg jpeg gif webp bmp svg heic",
    "video": "mp4 mov webm mkv avi",
    "audio": "mp3 ogg wav m4a flac opus",
}
_KIND_OF = {ending: kind for kind, endings in _KINDS.items() for ending in endings.split()}
_MENTION = re.compile(r"(?<![\w.@])@([a-z0-9](?:[a-z0-9._-]*[a-z0-9_-])?)")
_JOINED = re.compile(r"(\S+) (?:joined|left) the (?:channel|team)\.")  # untold by a type before 2022
_SAID = frozenset({"", "slack_attachment", "me", "custom_zoom", "burn_on_read"})
_QUOTED = 200  # characters of a message that tell which one is answered


class Mattermost:
    """The bulk export as a file, or in the zip or folder with its attachments."""

    name = NAME
    guide = Guide(
        title="Mattermost",
        checked="2026-08-20",
        how_en="An administrator of the server: mmctl export create, then mmctl export download (or mattermost export bulk "
        "FILE --all-teams). Add the zip or the JSONL file as it is.",
        how_zh="由服务器管理员执行 mmctl export create，再执行 mmctl export download（或 mattermost export bulk 文件 --all-teams），"
        "直接添加得到的 zip 或 JSONL 文件。",
        reads_en="Posts and replies of all channels and direct messages in it, reactions, attachments, edits' times and the list "
        "of users. It has no ids of posts, so that copies are matched by time, author and words. Emoji, roles and settings "
        "are not read.",
        reads_zh="读取其中所有频道和私信的帖子、回复、表情回应、附件、编辑时间以及用户名单。导出里没有帖子 id，因此按时间、作者和文字比对副本。"
        "不读取自定义表情、角色和设置。",
        files=("*mattermost*.jsonl", "*mattermost*.zip"),
    )

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """JSON files, the outermost first."""
        return tuple(_members(peek.members)[:_MOST])

    def recognises(self, peek: Peek) -> int:
        """3 by the first row and a row of what only Mattermost has, 2 by the latter."""
        heads = [peek.text(member) for member in self.wants(peek)] if peek.members else [peek.text()]
        return max((_sureness(head) for head in heads), default=0)

    def read(self, export: Export) -> Iterator[Entry]:
        """The users, and every post, replies after what they answer."""
        yield from each_file(
            export, _members(export.members), _sureness, lambda member: _File(export, member).read()
        )


def _members(names: tuple[str, ...]) -> list[str]:
    found = [name for name in names if name.lower().endswith(_FILES)]
    return sorted(found, key=lambda name: (name.count("/"), name))


def _sureness(head: str) -> int:
    if not _ROW.search(head) or not _POST.search(head):
        return 0
    return 3 if _VERSION.match(head) else 2 if _ROW.match(head) else 0


class _File:
    """One JSONL file."""

    def __init__(self, export: Export, member: str | None) -> None:
        self._export, self._member = export, member
        self._folder = "" if member is None else member[: member.rfind("/") + 1]
        self._names: dict[str, str] = {}
        self._accounts: dict[tuple[str, str], Account] = {}
        self._teams: dict[str, str] = {}
        self._channels: dict[tuple[str, str], str] = {}
        self._chats: dict[str, Chat] = {}

    def read(self) -> Iterator[Entry]:
        place = f"{self._member}, " if self._member else ""
        for number, line in self._export.lines(self._member):
            if not line.strip("\ufeff \t"):
                continue
            where = f"{place}line {number}"
            try:
                row = parse_row(line)
            except BadRow as error:
                yield Problem(where, str(error))
                continue
            for found in self._row(row):
                yield Problem(where, found) if isinstance(found, str) else found

    def _row(self, row: object) -> Iterator[Entry | str]:
        what = row.get("type") if isinstance(row, Mapping) else None
        told = row.get(what) if isinstance(row, Mapping) and isinstance(what, str) else None
        if not isinstance(told, Mapping):
            if what != "version":
                yield "it is no row of an export"
        elif what in ("post", "direct_post"):
            yield from self._thread(told, direct=what == "direct_post")
        elif what == "user":
            yield self._user(told)
        elif what == "bot" and (username := string(told.get("username"))):
            self._names[username] = string(told.get("display_name")) or username
        elif what == "team":
            self._teams[string(told.get("name"))] = string(told.get("display_name"))
        elif what == "channel":
            key = (string(told.get("team")), string(told.get("name")))
            self._channels[key] = string(told.get("display_name"))

    def _user(self, user: Mapping[str, Any]) -> Contact | str:
        username = string(user.get("username"))
        if not username:
            return "it is a user without a name"
        full = " ".join(filter(None, (string(user.get(key)).strip() for key in ("first_name", "last_name"))))
        nickname = string(user.get("nickname")).strip()
        self._names[username] = nickname or full or username
        account = self._account(username)
        names = dict.fromkeys(name for name in (nickname, full, username) if name and name != account.name)
        details = {"position": position} if (position := string(user.get("position"))) else {}
        emails = (email,) if (email := string(user.get("email"))) else ()
        return Contact(account=account, names=tuple(names), emails=emails, details=details)

    def _account(self, username: str, shown: str = "") -> Account:
        name = shown or self._names.get(username, username)
        known = self._accounts.get((username, name))
        if known is None:
            known = Account(name=name, native=username or None, source=NAME)
            self._accounts[username, name] = known
        return known

    def _chat(self, post: Mapping[str, Any], *, direct: bool) -> Chat:
        if direct:
            listed = post.get("channel_members")
            members = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
            native = ",".join(sorted(set(members)))
        else:
            team, channel = string(post.get("team")), string(post.get("channel"))
            native = f"{team}:{channel}" if team or channel else ""
        known = self._chats.get(native)
        if known is None:
            if direct:
                name = ", ".join(self._names.get(one, one) for one in sorted(set(members)))
            else:
                name = self._channels.get((team, channel)) or channel
            kind: ChatKind = "direct" if direct and len(set(members)) <= 2 else "group"
            known = Chat(name=name, native=native or None, source=NAME, kind=kind)
            self._chats[native] = known
        return known

    def _thread(self, post: Mapping[str, Any], *, direct: bool) -> Iterator[Entry | str]:
        """A post and its replies, which are within it."""
        chat = self._chat(post, direct=direct)
        yield self._message(post, chat, None)
        for reply in objects(post.get("replies")):
            yield self._message(reply, chat, post)

    def _message(self, post: Mapping[str, Any], chat: Chat, root: Mapping[str, Any] | None) -> Message | str:
        when = _instant(post.get("create_at"))
        if when is None:
            return "a post in it has no time"
        props = _props(post.get("props"))
        text = string(post.get("message"))
        rest: dict[str, Any] = {}
        extra: dict[str, Json] = {}
        what = string(post.get("type"))
        kind = _kind(what, text, string(post.get("user")))
        if what:
            extra["type"] = what
        if told := [cards.in_words(card, str) for card in objects(props.get("attachments"))]:
            text = text or "\n\n".join(filter(None, told))
            rest |= {"caption": caption} if (caption := cards.beside(text, told)) else {}
        if files := [
            self._file(path) for one in objects(post.get("attachments")) if (path := string(one.get("path")))
        ]:
            rest["attachments"] = tuple(files)
            kind = kind if text else _KIND_OF.get(files[0].name.rpartition(".")[2].lower(), "file")
        if root is not None:
            extra["quoted"] = self._quoted(root)
        if text and (mentions := self._mentions(text)):
            rest["mentions"] = mentions
        edited = _instant(post.get("edit_at"))
        if edited is not None and edited > when:
            rest["edits"] = (Edit(text=text, when=edited),)
        if reactions := [self._reaction(one) for one in objects(post.get("reactions"))]:
            rest["reactions"] = tuple(reactions)
        if extra:
            rest["extra"] = extra
        return Message(
            chat=chat,
            sender=self._account(string(post.get("user")), string(props.get("override_username"))),
            when=when,
            precision=Precision.MILLISECOND,
            text=text,
            kind=kind,
            **rest,
        )

    def _file(self, path: str) -> Attachment:
        """A file of a post: `path` is told from the folder `data` on, in some exports with its name before."""
        tries = (f"{self._folder}data/{path}", self._folder + path)
        there = next((one for one in tries if self._export.find(one)), self._folder + path)
        return Attachment(name=PurePosixPath(path).name, path=there)

    def _quoted(self, root: Mapping[str, Any]) -> dict[str, Json]:
        """What a reply answers: there is no id, so the words and the time."""
        told: dict[str, Json] = {
            "sender": string(root.get("user")),
            "text": string(root.get("message"))[:_QUOTED],
        }
        if when := _instant(root.get("create_at")):
            told["when"] = when.isoformat()
        return told

    def _mentions(self, text: str) -> tuple[str, ...]:
        if "@" not in text:
            return ()
        known = (name for name in _MENTION.findall(text) if name in self._names)
        return tuple(dict.fromkeys(self._names[name] for name in known))

    def _reaction(self, one: Mapping[str, Any]) -> Reaction:
        user = string(one.get("user"))
        return Reaction(
            sender=self._names.get(user, user),
            emoji=f":{string(one.get('emoji_name'))}:",
            when=_instant(one.get("create_at")),
        )


def _kind(what: str, text: str, user: str) -> str:
    if what in _SAID:
        joined = _JOINED.fullmatch(text) if what == "" else None
        return "system" if joined and joined[1] == user else "text"
    if what == "custom_calls":
        return "call"
    return "text" if what.startswith("custom_") else "system"


def _props(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _instant(value: object) -> datetime | None:
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < _LATEST:
        seconds, milli = divmod(value, 1000)
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=milli * 1000)
    return None


SOURCE = Mattermost()
