"""Message, Chat, Account and what hangs on them: frozen values, ids 0 until the store has kept them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Literal, NewType

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
MessageId = NewType("MessageId", int)
ChatId = NewType("ChatId", int)
AccountId = NewType("AccountId", int)
ChatKind = Literal["direct", "group", "assistant"]


class Precision(IntEnum):
    """How exactly an app wrote the time down, in microseconds."""

    EXACT = 1
    MILLISECOND = 1_000
    SECOND = 1_000_000
    MINUTE = 60_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One identity in one app. Persons are made of accounts, later and elsewhere."""

    name: str  # as the app showed it; "" where it showed none
    native: str | None = None  # the app's own id; None where the app only shows names
    source: str = ""
    scope: str = ""  # where `native` is unique: a workspace, an owner's account; "" = the whole app
    owner: bool = False  # whose archive this is, as far as the export tells
    id: AccountId = AccountId(0)

    @property
    def key(self) -> str:
        """The id that tells accounts of one source and scope apart: the native one, else the name."""
        return self.name if self.native is None else self.native


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One conversation in one app."""

    name: str
    native: str | None = None  # the app's own id; None where exports carry none (WhatsApp text)
    source: str = ""
    scope: str = ""
    kind: ChatKind | None = None
    strand: str = ""  # tells chats without an id and of one name apart within one file
    id: ChatId = ChatId(0)

    @property
    def key(self) -> str:
        """What an export calls the chat: its native id, else its name (or what told it from its namesake)."""
        return self.native if self.native is not None else self.strand or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that came with a message; `path` is relative to the export's folder and may be missing there."""

    name: str = ""
    path: str | None = None
    mime: str | None = None
    size: int | None = None  # bytes
    digest: str | None = None  # SHA-256 of the kept content, hexadecimal; None while it isn't kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """Somebody's emoji on a message."""

    sender: str
    emoji: str
    when: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One version of a message's text and when it was written, where the app tells."""

    text: str
    when: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """Where a forwarded message came from."""

    sender: str | None = None
    chat: str | None = None
    when: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message inside a forwarded bundle."""

    sender: str = ""
    text: str = ""
    when: datetime | None = None
    kind: str = "text"
    parts: tuple[Part, ...] = ()


_NOTHING: Mapping[str, Json] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing that was said, as the app recorded it.

    A source yields it with a naive `when` if the export gives wall-clock time only; the store hands it out with a
    time zone always, `zone` telling whether that zone is known or assumed.
    """

    chat: Chat
    sender: Account
    when: datetime
    text: str  # what was typed; "" where there is only an attachment
    kind: str = "text"
    id: MessageId = MessageId(0)
    source_id: str | None = None  # the app's own id within (source, scope, chat)
    precision: int = Precision.SECOND  # microseconds; see Precision
    zone: Literal["known", "assumed"] = "known"
    caption: str | None = None  # what the app or a reader says that a picture shows
    transcript: str | None = None  # what the app says was spoken
    reply_to: str | None = None  # a source_id
    forwarded: Forwarded | None = None
    parts: tuple[Part, ...] = ()
    mentions: tuple[str, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    edits: tuple[Edit, ...] = ()  # versions of the text, oldest first; `text` is the last
    recalled: bool = False
    attachments: tuple[Attachment, ...] = ()
    session: str | None = None  # as the export names it; sessions derived by zhiji are not part of a message
    extra: Mapping[str, Json] = field(default_factory=lambda: _NOTHING)  # what only this app knows


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """What an address book, or an export's list of contacts, says of an account. Says nothing that was said in a chat."""

    account: Account
    names: tuple[str, ...] = ()  # beside the account's: nickname, remark, name on a card, other spellings
    numbers: tuple[str, ...] = ()  # telephone numbers as written
    emails: tuple[str, ...] = ()
    birthday: str | None = None  # 1984-05-01, or --05-01 without a year
    details: Mapping[str, str] = field(
        default_factory=dict
    )  # what else there is: organisation, address, note ...


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in an export that could not be read: where it is and what is wrong with it."""

    where: str
    what: str
