"""The table `message` of msgstore.db and what hangs on it (2021 and later): one pass, side tables in step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from zhiji.chat import Account, Chat, Edit, Json, Message, Precision, Problem, Reaction
from zhiji.sources.database import Database
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry
from zhiji.sources.whatsapp import media_kinds, vcards
from zhiji.sources.whatsapp.android_notices import listed, sentence
from zhiji.sources.whatsapp.body import Body
from zhiji.sources.whatsapp.jids import Book
from zhiji.sources.whatsapp.tables import Beside, Table, instant, located, raw_jids, string, whole

_Side = dict[str, list[tuple[Any, ...]]]  # rows of the side tables, by table
Located = Callable[[str], str]
_DELETED, _DELETED_BY_ADMIN = 15, 64
_ALBUM = 99  # holds nothing itself: its pictures are messages of their own
_UNREAD = 11  # came encrypted and couldn't be opened
_LIVE = 16
_SYSTEM, _NOTICE = 7, 6  # a message's type, its status
_CALL = 90
_DESCRIBED = 27  # an action: the group's description was changed
_MESSAGE = (
    "_id", "chat_row_id", "from_me", "key_id", "sender_jid_row_id", "timestamp", "received_timestamp",
    "message_type", "text_data", "status", "origin", "starred",
)  # fmt: skip
# Side tables by the column that says whose they are, and the columns that are read beside it.
_SIDE: dict[str, tuple[str, ...]] = {
    "message_media": ("message_row_id", "file_path", "mime_type", "media_name", "media_caption", "file_size",
                      "media_duration", "page_count", "raw_transcription_text"),
    "message_quoted": ("message_row_id", "key_id", "text_data", "chat_row_id", "parent_message_chat_row_id"),
    "message_system": ("message_row_id", "action_type"),
    "message_system_group": ("message_row_id", "is_me_joined"),
    "message_system_chat_participant": ("message_row_id", "user_jid_row_id"),
    "message_system_value_change": ("message_row_id", "old_data"),
    "message_system_number_change": ("message_row_id", "old_jid_row_id", "new_jid_row_id"),
    "message_edit_info": ("message_row_id", "original_key_id", "edited_timestamp", "sender_timestamp"),
    "message_revoked": ("message_row_id", "admin_jid_row_id", "revoke_timestamp"),
    "message_location": ("message_row_id", "latitude", "longitude", "place_name", "place_address", "url",
                         "live_location_share_duration"),
    "message_vcard": ("message_row_id", "vcard"),
    "message_poll_option": ("message_row_id", "option_name", "vote_total"),
    "message_forwarded": ("message_row_id", "forward_score"),
    "message_mentions": ("message_row_id", "jid_row_id", "display_name"),
    "message_text": ("message_row_id", "page_title", "description", "url"),
    "message_template": ("message_row_id", "content_text_data", "footer_text_data"),
    "message_event": ("message_row_id", "name", "description", "location"),
    "message_view_once_media": ("message_row_id", "state"),
    "missed_call_logs": ("message_row_id", "video_call"),
}  # fmt: skip
_REACTIONS = (
    "SELECT a.parent_message_row_id, r.reaction, {sender}, {from_me}, r.sender_timestamp FROM message_add_on a"
    " JOIN message_add_on_reaction r ON r.message_add_on_row_id = a._id"
    " WHERE typeof(a.parent_message_row_id) = 'integer' ORDER BY a.parent_message_row_id"
)


def read(db: Database, book: Book, export: Export, member: str | None) -> Iterator[Entry]:
    """Each message, in the order in which it came; then the calls that no message tells of."""
    reader = _Reader(db, book, export, member)
    yield from reader.messages()
    yield from reader.calls()
    yield from reader.problems


class _Reader:
    """One msgstore.db."""

    def __init__(self, db: Database, book: Book, export: Export, member: str | None) -> None:
        self.problems: list[Problem] = []
        self._db, self._book, self._export = db, book, export
        self._folder = f"{member.rpartition('/')[0]}/" if member and "/" in member else ""
        self._jids = {number: book.jid(raw) for number, raw in raw_jids(db).items()}
        self._know_names()
        self._chats = dict(self._known_chats())
        self._side = {
            name: Beside(Table(db, name, columns), columns[0], self.problems)
            for name, columns in _SIDE.items()
        }
        self._reactions = Beside(_Reactions(db), "parent_message_row_id", self.problems)

    def messages(self) -> Iterator[Entry]:
        table = Table(self._db, "message", _MESSAGE)
        for row in table.rows("ORDER BY _id" if table.has("_id") else ""):
            told = dict(zip(_MESSAGE, row, strict=True))
            number = whole(told["_id"]) or 0
            chat = self._chats.get(told["chat_row_id"])
            if chat is None:
                if (
                    told["key_id"] != "-1" and told["chat_row_id"] != -1
                ):  # the row that every database begins with
                    yield Problem(f"message {number}", "the chat that it belongs to is missing")
                continue
            made = self._message(number, told, chat)
            if made is not None:
                yield made

    def calls(self) -> Iterator[Entry]:
        """Calls of the log, each in the chat of the one who was called."""
        columns = (
            "_id",
            "jid_row_id",
            "from_me",
            "call_id",
            "timestamp",
            "video_call",
            "duration",
            "group_jid_row_id",
        )
        told_of = {row[0] for row in Table(self._db, "message_call_log", ["call_log_row_id"]).rows()}
        for row in Table(self._db, "call_log", columns).rows():
            told = dict(zip(columns, row, strict=True))
            jid = self._jids.get(told["group_jid_row_id"]) or self._jids.get(told["jid_row_id"]) or ""
            when = instant(told["timestamp"])
            if told["_id"] in told_of or not jid or when is None:
                continue
            yield Message(
                chat=self._book.chat(jid, self._subjects.get(jid, "")),
                sender=self._sender(told["from_me"], self._jids.get(told["jid_row_id"], "")),
                when=when,
                text=_call(told["video_call"], whole(told["duration"]) or 0, own=bool(told["from_me"])),
                kind="call",
                source_id=string(told["call_id"]) or None,
                precision=Precision.MILLISECOND,
            )

    def _know_names(self) -> None:
        for lid, name in Table(self._db, "lid_display_name", ["lid_row_id", "display_name"]).rows():
            if "∙" not in string(name):  # +49∙∙∙∙99: a number that is kept from the owner
                self._book.learn(self._jids.get(lid, ""), name)

    def _known_chats(self) -> Iterator[tuple[object, Chat]]:
        channels = dict(Table(self._db, "newsletter", ["chat_row_id", "name"]).rows())
        self._subjects: dict[str, str] = {}
        for number, jid_row, subject in Table(self._db, "chat", ["_id", "jid_row_id", "subject"]).rows():
            if jid := self._jids.get(jid_row):
                name = string(subject) or string(channels.get(number))
                self._subjects[jid] = name
                yield number, self._book.chat(jid, name)

    def _message(self, number: int, told: dict[str, Any], chat: Chat) -> Message | Problem | None:
        side = {name: found for name, one in self._side.items() if (found := one.take(number))}
        when = instant(told["timestamp"]) or instant(told["received_timestamp"])
        reactions = self._reactions.take(number)
        type_ = whole(told["message_type"]) or 0
        if type_ == _ALBUM and not told["text_data"]:
            return None
        if when is None:
            return Problem(f"message {number}", "it has no time")
        sender = self._sender(told["from_me"], self._author(told, chat))
        extra: dict[str, Json] = {}
        if "missed_call_logs" not in side and (
            "message_system" in side or type_ == _SYSTEM or told["status"] == _NOTICE
        ):
            body = self._notice(told, side, sender)
        else:
            body = _body(type_, told, side, self._located)
        if body.nobodys:
            sender = self._book.nobody
        extra |= body.extra
        extra |= self._rest(told, side, type_)
        edits = _edits(side, body.text, extra)
        original = string(side["message_edit_info"][0][1]) if "message_edit_info" in side else ""
        return Message(
            chat=chat,
            sender=sender,
            when=when,
            text=body.text,
            kind=body.kind,
            source_id=original or string(told["key_id"]) or None,
            precision=Precision.MILLISECOND,
            caption=vcards.in_words(body),
            transcript=_transcript(side),
            reply_to=self._answered(told, side, extra),
            mentions=self._mentioned(side),
            reactions=tuple(self._reacted(reactions)),
            edits=edits,
            recalled=body.recalled,
            attachments=body.attachments,
            extra=extra,
        )

    def _located(self, path: str) -> str:
        return located(self._export, self._folder + path, f"{self._folder}WhatsApp/{path}")

    def _author(self, told: dict[str, Any], chat: Chat) -> str:
        author = self._jids.get(told["sender_jid_row_id"], "")
        if author:
            return author
        return (chat.native or "") if chat.kind == "direct" else ""

    def _sender(self, from_me: object, jid: str) -> Account:
        if from_me:
            return self._book.owner
        return self._book.account(jid) if jid else self._book.nobody

    def _called(self, jid_row: object) -> str:
        jid = self._jids.get(jid_row, "")
        return self._book.name(jid) if jid else ""

    def _notice(self, told: dict[str, Any], side: _Side, sender: Account) -> Body:
        """What the app itself says: who did what to the chat."""
        action = whole(side["message_system"][0][1]) if "message_system" in side else None
        name = string(told["text_data"])
        was = (
            string(side["message_system_value_change"][0][1]) if "message_system_value_change" in side else ""
        )
        if "message_system_number_change" in side:
            _, old, new = side["message_system_number_change"][0]
            was, name = self._called(old), self._called(new)
        whom = [self._called(row[1]) for row in side.get("message_system_chat_participant", ())]
        if side.get("message_system_group", ((0, 0),))[0][1] == 1:
            action, whom = 12, ["you"]
        said = sentence(action, who=sender.name, whom=listed([*filter(None, whom)]), name=name, was=was)
        extra: dict[str, Json] = {"action": action} if action is not None else {}
        if action == _DESCRIBED and name:
            extra["description"] = name
        return Body(said, "system", nobodys=True, extra=extra)

    def _answered(self, told: dict[str, Any], side: _Side, extra: dict[str, Json]) -> str | None:
        """The id of the message that this one answers, if that is in the same chat."""
        if "message_quoted" not in side:
            return None
        _, key, words, chat_row, parent_chat_row = side["message_quoted"][0]
        elsewhere = parent_chat_row if parent_chat_row is not None else chat_row
        other = self._chats.get(elsewhere) if elsewhere != told["chat_row_id"] else None
        if other is None and string(key):
            return string(key)
        quoted: dict[str, Json] = {"text": string(words)} if string(words) else {}
        if other is not None:
            quoted["chat"] = other.native
        if quoted:
            extra["quoted"] = quoted
        return None

    def _mentioned(self, side: _Side) -> tuple[str, ...]:
        rows = side.get("message_mentions", ())
        names = ((self._called(row[1]) or string(row[2])) for row in rows)
        return tuple(dict.fromkeys(name for name in names if name))

    def _reacted(self, rows: list[tuple[Any, ...]]) -> Iterator[Reaction]:
        for _, emoji, sender, from_me, when in rows:
            if string(emoji):
                who = "You" if from_me else self._called(sender)
                yield Reaction(sender=who, emoji=emoji, when=instant(when))

    def _rest(self, told: dict[str, Any], side: _Side, type_: int) -> dict[str, Json]:
        """What only this app tells."""
        extra: dict[str, Json] = {}
        if told["starred"] == 1:
            extra["starred"] = True
        if "message_forwarded" in side:
            extra["forwarded"] = max(1, whole(side["message_forwarded"][0][1]) or 0)
        if "message_view_once_media" in side:
            extra["view_once"] = True
        if "message_revoked" in side and (admin := self._called(side["message_revoked"][0][1])):
            extra["deleted_by"] = admin
        if type_ not in media_kinds.ANDROID:
            extra["type"] = type_
        if type_ == _UNREAD:
            extra["undecrypted"] = True
        if "message_text" in side:
            _, title, about, url = side["message_text"][0]
            link: dict[str, Json] = {
                key: value
                for key, value in (("title", title), ("description", about), ("url", url))
                if string(value)
            }
            if link:
                extra["link"] = link
        return extra


class _Reactions(Table):
    """Reactions with their message, which two tables tell."""

    def __init__(self, db: Database) -> None:
        super().__init__(db, "message_add_on", ())
        needed = ("message_add_on_row_id", "reaction", "sender_timestamp")
        emoji = Table(db, "message_add_on_reaction", needed)
        self._both = self.there and all(emoji.has(column) for column in needed)
        self._sql_both = _REACTIONS.format(
            sender="a.sender_jid_row_id" if self.has("sender_jid_row_id") else "NULL",
            from_me="a.from_me" if self.has("from_me") else "0",
        )

    def rows(self, rest: str = "", *values: object) -> Iterator[tuple[Any, ...]]:  # noqa: ARG002 - as any table
        """All of them, by message."""
        if self._both:
            yield from self._database.query(self._sql_both)


def _body(type_: int, told: dict[str, Any], side: _Side, located_: Located) -> Body:
    """What somebody sent."""
    kind = media_kinds.ANDROID.get(type_, "text" if told["text_data"] else "media")
    text = string(told["text_data"])
    if type_ in (_DELETED, _DELETED_BY_ADMIN) or ("message_revoked" in side and not text):
        return Body("", recalled=True)
    if "message_vcard" in side:
        return vcards.said(row[1] for row in side["message_vcard"])
    if "message_location" in side:
        return _place(type_, text, side["message_location"][0])
    if "message_poll_option" in side:
        return _poll(text, side["message_poll_option"])
    if "message_media" in side:
        return _media(kind, text, told, side["message_media"][0], located_)
    if kind == "call" or "missed_call_logs" in side:
        missed = side.get("missed_call_logs", ((0, None),))[0][1]
        return Body(
            text or ("Call" if type_ == _CALL else _call(missed, 0, own=bool(told["from_me"]))), "call"
        )
    if "message_event" in side:
        _, name, about, where = side["message_event"][0]
        return Body("\n".join(filter(None, (string(name) or text, string(about), string(where)))), "event")
    if not text and "message_template" in side:
        text = "\n".join(filter(None, map(string, side["message_template"][0][1:])))
    if kind == "contact" and text:  # of several people, without their cards
        return vcards.named([(text, [])])
    return Body(text, kind)


def _media(kind: str, text: str, told: dict[str, Any], row: tuple[Any, ...], located_: Located) -> Body:
    _, path, mime, name, caption, size, seconds, pages, _ = row
    path, mime, name = string(path), string(mime), string(name)
    kind = media_kinds.of_file(kind, mime=mime, path=path or name, voice=told["origin"] == 1)
    shown = name if kind == "file" else ""
    said = text or string(caption)
    if said and said in (shown, path.rpartition("/")[2]):  # what the app proposes as a document's caption
        said = ""
    files = media_kinds.file(located_(path) if path else "", name=shown, mime=mime, size=size)
    extra: dict[str, Json] = {}
    if kind in ("voice", "audio", "video") and (length := whole(seconds)):
        extra["seconds"] = length
    if kind == "file" and (count := whole(pages)):
        extra["pages"] = count
    return Body(said, kind, files, extra=extra)


def _place(type_: int, text: str, row: tuple[Any, ...]) -> Body:
    _, latitude, longitude, name, address, url, duration = row
    found = media_kinds.place(latitude, longitude)
    link, where = found or (string(url), {})
    extra: dict[str, Json] = {**where}
    if type_ == _LIVE or whole(duration):
        return Body(text, "location", extra={**extra, "live": True})
    label = string(name) + (f" ({address})" if string(name) and string(address) else "")
    said = f"{label}: {string(url) or link}" if label else link
    return Body("\n".join(filter(None, (said, text))), "location", extra=extra)


def _poll(question: str, rows: list[tuple[Any, ...]]) -> Body:
    options: list[Json] = [
        {"text": string(name), "votes": whole(votes) or 0} for _, name, votes in rows if string(name)
    ]
    said = "\n".join([question, *(string(name) for _, name, _ in rows if string(name))])
    return Body(said, "poll", extra={"poll": {"question": question, "options": options}})


def _edits(side: _Side, text: str, extra: dict[str, Json]) -> tuple[Edit, ...]:
    if "message_edit_info" not in side or not text:
        return ()
    _, _, edited, sent = side["message_edit_info"][0]
    extra["edited"] = True
    when: datetime | None = instant(edited) or instant(sent)
    return (Edit(text=text, when=when),) if when else ()


def _transcript(side: _Side) -> str | None:
    return string(side["message_media"][0][8]) or None if "message_media" in side else None


def _call(video: object, seconds: int, *, own: bool) -> str:
    what = "video call" if video else "voice call"
    if seconds > 0:
        return f"{what.capitalize()}, {seconds // 60}:{seconds % 60:02}"
    return f"{what.capitalize()}, no answer" if own else f"Missed {what}"
