"""Chats and accounts of one export, each made once, and messages made of them.

A chat is known by whom or what it is with (`wxid_…`, `…@chatroom`, `gh_…`), an account by its wxid. Where a tool tells
no wxid there is a name only; the owner is then called "我", as WeChat's tools do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from zhiji.chat import Account, Attachment, Chat, Contact, Json, Message
from zhiji.sources.wechat import kinds
from zhiji.sources.wechat.content import LEAST_ID, Said
from zhiji.sources.wechat.times import When

NAME: Final = "wechat"
ME: Final = "我"
_MINE = frozenset({ME, "Me", "me", "自己"})
_GROUP = ("@chatroom", "@im.chatroom")
_ID = re.compile(r"[A-Za-z0-9][\w.-]{2,63}(?:@[\w.]{2,20})?", re.ASCII)
_SURE_ID = re.compile(r"(?:wxid_\w+|gh_\w+|[\w-]+@(?:im\.)?chatroom|[\w-]+@openim|filehelper)", re.ASCII)
_IN_NAME = re.compile(r"(.*?)[(（]([^()（）]+)[)）]")
_PAGE = re.compile(r"(.+?)(?:_\d+_\d+)?(?: ?[(（]\d+[)）])?")
NOBODY = Account(name="", source=NAME)


def is_group(native: str | None) -> bool:
    """Whether an id is a group's."""
    return native is not None and native.endswith(_GROUP)


def is_me(name: str) -> bool:
    """Whether a name is what tools call the owner."""
    return name in _MINE


def looks_like_id(text: str) -> bool:
    """Whether a text may be an account's id rather than a name."""
    return _ID.fullmatch(text) is not None


def surely_id(text: str) -> bool:
    """Whether a text is an id beyond doubt."""
    return _SURE_ID.fullmatch(text) is not None


def server_id(value: object, *, counted: bool = False) -> str | None:
    """WeChat's own id of a message, None if there is none. `counted`: numbers this short count a file's rows."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    text = (
        str(value).strip()
        if isinstance(value, int) and abs(value) < 10**30
        else value.strip()
        if isinstance(value, str)
        else ""
    )
    if text in ("", "0", "-1", "None", "null") or len(text) > 100:
        return None
    return None if counted and (not text.isdigit() or len(text) < LEAST_ID) else text


def of_path(path: str) -> tuple[str, str | None]:
    """A chat's name and id, from the names of a file and its folder: 小红(wxid_red)/小红.csv, wxid_red_0_500.csv."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    for one in (stem, folder.rpartition("/")[2]):
        found = _IN_NAME.fullmatch(one.removesuffix("_utf8"))
        if found and surely_id(found[2]):
            return found[1], found[2]
    page = _PAGE.fullmatch(stem)
    stem = (page[1] if page else stem).removesuffix("_utf8")
    return ("", stem) if surely_id(stem) else (stem, None)


class People:
    """The accounts of one export."""

    def __init__(self) -> None:
        self._made: dict[tuple[str | None, str, bool], Account] = {}

    def get(self, native: str | None, name: str, *, owner: bool = False) -> Account:
        """The account of that id and name; nobody if there is neither."""
        key = (native, name, owner)
        known = self._made.get(key)
        if known is None:
            if not (native or name or owner):
                return NOBODY
            shown = name or ("" if native else ME)
            known = self._made[key] = Account(name=shown, native=native or None, source=NAME, owner=owner)
        return known


def chat(native: str | None, name: str, *, group: bool | None = None, strand: str = "") -> Chat:
    """A chat; without an id it isn't known whether it is a group unless `group` tells."""
    if native:
        return Chat(
            name=name, native=native, source=NAME, kind="group" if is_group(native) or group else "direct"
        )
    kind = None if group is None else "group" if group else "direct"
    return Chat(name=name, source=NAME, kind=kind, strand=strand)  # type: ignore[arg-type]  # a literal of the two


def contact(account: Account, *names: object, alias: object = None) -> Contact | None:
    """What a list tells of an account beside the name that it shows; None if that is nothing."""
    details = {"wechat_id": alias} if isinstance(alias, str) and alias else {}
    told = tuple(
        dict.fromkeys(
            name
            for name in names
            if isinstance(name, str) and name and name not in (account.name, account.native)
        )
    )
    known = told or account.name or details
    return Contact(account=account, names=told, details=details) if account.key and known else None


def message(
    where: Chat,
    sender: Account,
    time: When,
    said: Said,
    *,
    source_id: str | None = None,
    reply_to: str | None = None,
    mentions: Iterable[str] = (),
    folder: str = "",
    files: tuple[Attachment, ...] = (),
) -> Message:
    """The message; `folder` is where in the export the paths of its files begin. Notices are nobody's."""
    moment, precision = time
    if not files and (said.file or said.path):
        path = f"{folder}{said.path}" if said.path else None
        files = (Attachment(name=said.file, path=path, size=said.size),)
    return Message(
        chat=where,
        sender=NOBODY if said.kind == "system" else sender,
        when=moment,
        text=said.text,
        kind=kinds.shown(said.kind),
        source_id=source_id,
        precision=precision,
        zone="known" if moment.tzinfo else "assumed",
        caption=said.caption,
        transcript=said.transcript,
        reply_to=reply_to,
        parts=said.parts,
        mentions=tuple(mentions),
        attachments=files,
        extra=said.extra,
    )


def string(record: Mapping[str, Any], *keys: str) -> str:
    """The first of these fields that is a text and not empty."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, str) and value:
            return value
    return ""


def truth(value: object) -> bool | None:
    """Whether a field says yes (1, true, "1") or no; None if it says neither."""
    if isinstance(value, str):
        value = {"1": 1, "true": 1, "0": 0, "false": 0}.get(value.strip().lower())
    return None if not isinstance(value, (int, float)) else bool(value)


def plain(value: object) -> Json:
    """A value that `extra` may hold: a short text or a number; None for anything else."""
    if isinstance(value, (bool, int, float)):
        return value
    return (
        value
        if isinstance(value, str) and value and len(value) < 4000 and not value.startswith("data:")
        else None
    )
