"""One record of DiscordChatExporter's JSON -> one Message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Edit, Forwarded, Json, Message, Precision, Reaction
from zhiji.sources import cards
from zhiji.sources.assistants import objects, string
from zhiji.sources.discord import markup
from zhiji.sources.discord.chats import Accounts, instant, made_at, native_id

# Message types: names as DiscordChatExporter knows them, else Discord's numbers. All others tell what happened.
_SAID = frozenset({"Default", "Reply", "", "0", "19", "20", "21", "23"})
_PLAIN = frozenset({"Default", "Reply", "", "0", "19", "Call", "3"})  # told by other fields
_CALLS = frozenset({"Call", "3"})


class Records:
    """Makes the messages of one chat."""

    def __init__(self, chat: Chat, accounts: Accounts, folder: str) -> None:
        self._chat = chat
        self._accounts = accounts
        self._folder = folder

    def message(self, record: Mapping[str, Any]) -> Message | str:
        """The message, or what is wrong with it."""
        native = native_id(record.get("id"))
        extra: dict[str, Json] = {}
        when = instant(record.get("timestamp"))
        if when is None:
            when = made_at(native)
            extra["timed_by"] = "its id"
        if when is None:
            return "it has no time"
        what = record.get("type")
        what = str(what) if isinstance(what, int | str) else ""
        if what not in _PLAIN:
            extra["type"] = what
        kind = "call" if what in _CALLS else "text" if what in _SAID else "system"
        rest: dict[str, Any] = {}
        text = self._words(record, rest, extra)
        if kind == "text":
            kind = self._media(record, text, rest, extra)
        if kind == "poll":
            text = text or markup.poll_in_words(record["poll"])
        self._context(record, rest, extra)
        if edited := instant(record.get("timestampEdited")):
            rest["edits"] = (Edit(text=text, when=edited),)
        if kind == "call" and (ended := instant(record.get("callEndedTimestamp"))):
            extra["ended"] = ended.astimezone(UTC).isoformat()
        if extra:
            rest["extra"] = extra
        return Message(
            chat=self._chat,
            sender=self._account(record.get("author")),
            when=when,
            source_id=native,
            precision=Precision.MILLISECOND,
            zone="known" if when.tzinfo else "assumed",
            text=text,
            kind=kind,
            **rest,
        )

    def _account(self, author: object) -> Account:
        if not isinstance(author, Mapping):
            return self._accounts.get(None, "")
        return self._accounts.get(native_id(author.get("id")), _shown(author))

    def _words(self, record: Mapping[str, Any], rest: dict[str, Any], extra: dict[str, Json]) -> str:
        """The text: what was typed, else what was forwarded, else what the cards say."""
        text = string(record.get("content"))
        mentioned = objects(record.get("mentions"))
        if mentioned:
            rest["mentions"] = tuple(dict.fromkeys(name for one in mentioned if (name := _shown(one))))
        if "<" in text:  # exported without formatting
            users = {native: _shown(one) for one in mentioned if (native := native_id(one.get("id")))}
            read = markup.plain(text, users, {})
            if read != text:
                extra["markup"], text = text, read
        forwarded = record.get("forwardedMessage")
        if isinstance(forwarded, Mapping):
            rest["forwarded"] = Forwarded(when=instant(forwarded.get("timestamp")))
            text = text or string(forwarded.get("content"))
        if embeds := [one for holder in _holders(record) for one in objects(holder.get("embeds"))]:
            told = [markup.embed_in_words(one) for one in embeds]
            text = text or "\n\n".join(filter(None, told))
            if caption := cards.beside(text, told):
                rest["caption"] = caption
            if links := markup.links(embeds):
                extra["links"] = links
        return text

    def _media(
        self, record: Mapping[str, Any], text: str, rest: dict[str, Any], extra: dict[str, Json]
    ) -> str:
        """Note attachments, stickers and polls; the kind that they make of the message."""
        holders = _holders(record)
        files = [one for holder in holders for one in objects(holder.get("attachments"))]
        stickers = [one for holder in holders for one in objects(holder.get("stickers"))]
        poll = record.get("poll")
        if files:
            rest["attachments"] = tuple(self._attachment(one) for one in files)
            urls: list[Json] = [url for one in files if (url := markup.without_key(string(one.get("url"))))]
            if urls:
                extra["urls"] = urls
            if stickers:
                extra["stickers"] = [string(one.get("name")) for one in stickers]
            return "text" if text else markup.kind_of_file(rest["attachments"][0].name)
        if stickers:
            names = ", ".join(name for one in stickers if (name := string(one.get("name"))))
            rest["caption"] = "\n".join(filter(None, (names, rest.get("caption")))) or None
            return "text" if text else "sticker"
        return "poll" if isinstance(poll, Mapping) else "text"

    def _attachment(self, record: Mapping[str, Any]) -> Attachment:
        address, size = string(record.get("url")), record.get("fileSizeBytes")
        return Attachment(
            name=string(record.get("fileName")) or markup.file_name(address),
            path=markup.saved_at(address, self._folder),
            size=size if isinstance(size, int) and size >= 0 else None,
        )

    def _context(self, record: Mapping[str, Any], rest: dict[str, Any], extra: dict[str, Json]) -> None:
        """What the message answers, where it came from, what was done with it."""
        reference = record.get("reference")
        if isinstance(reference, Mapping):
            to, channel = native_id(reference.get("messageId")), native_id(reference.get("channelId"))
            here = channel in (None, self._chat.native)
            if to and here and "forwarded" not in rest:
                rest["reply_to"] = to
            elif to or channel:
                told = {"message": to, "channel": channel, "guild": native_id(reference.get("guildId"))}
                extra["reference"] = {key: value for key, value in told.items() if value}
        command = record.get("interaction")
        if isinstance(command, Mapping) and (name := string(command.get("name"))):
            by = command.get("user")
            extra["command"] = {"name": name, "by": _shown(by) if isinstance(by, Mapping) else ""}
        if listed := objects(record.get("reactions")):
            _react(listed, rest, extra)


def _holders(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The record, and the message that it forwards, which has files and cards of its own."""
    forwarded = record.get("forwardedMessage")
    return [record, forwarded] if isinstance(forwarded, Mapping) else [record]


def _shown(user: Mapping[str, Any]) -> str:
    return string(user.get("nickname")) or markup.without_discriminator(string(user.get("name")))


def _react(listed: list[dict[str, Any]], rest: dict[str, Any], extra: dict[str, Json]) -> None:
    """Reactions of whom the export tells; where it tells numbers only, those."""
    reactions, counts = [], dict[str, Json]()
    for one in listed:
        emoji, count = one.get("emoji"), one.get("count")
        name = string(emoji.get("name")) if isinstance(emoji, Mapping) else string(emoji)
        custom = isinstance(emoji, Mapping) and native_id(emoji.get("id")) is not None
        name = f":{name}:" if custom else name
        users = objects(one.get("users"))
        reactions += [Reaction(sender=_shown(user), emoji=name) for user in users]
        if isinstance(count, int) and count > len(users):
            counts[name] = count
    if reactions:
        rest["reactions"] = tuple(reactions)
    if counts:
        extra["reactions"] = counts
