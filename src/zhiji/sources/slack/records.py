"""One record of Slack -> one Message, the same from every kind of export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from zhiji.chat import Account, Chat, Edit, Forwarded, Json, Message, Precision, Reaction
from zhiji.sources import cards
from zhiji.sources.assistants import objects, string
from zhiji.sources.slack import files, mrkdwn
from zhiji.sources.slack.directory import Directory, shown
from zhiji.sources.slack.files import Files

# Subtypes of what people and bots say; all others tell that something happened.
_SAID = frozenset(
    {
        "",
        "me_message",
        "bot_message",
        "thread_broadcast",
        "reply_broadcast",
        "file_share",
        "file_comment",
        "file_mention",
        "slackbot_response",
        "assistant_app_thread",
        "tombstone",
    }
)
_CALLS = frozenset({"huddle_thread", "sh_room_created", "sh_room_shared"})
_PLAIN = frozenset({"", "bot_message", "file_share", "thread_broadcast", "tombstone"})  # told by other fields
_TOLD = ("inviter", "old_name", "topic", "purpose", "name", "item_type")  # of what happened
_SLACKBOT = "USLACKBOT"
_LATEST = 7_258_118_400  # the year 2200


class Records:
    """Makes the messages of one export."""

    def __init__(self, directory: Directory, where: Files) -> None:
        self._directory = directory
        self._files = where

    def message(self, record: Mapping[str, Any], chat: Chat) -> Message | str:
        """The message, or what is wrong with it."""
        ts = _ts(record.get("ts"))
        when = _instant(ts)
        if when is None:
            return "it has no time"
        subtype = string(record.get("subtype"))
        rest: dict[str, Any] = {}
        extra: dict[str, Json] = {}
        if subtype not in _PLAIN:
            extra["subtype"] = subtype
        attached = [] if subtype == "file_comment" else files.of(record)
        self._learn(record, subtype)
        text = self._words(record, attached, rest, extra)
        kind = _kind(record, subtype, attached)
        if subtype == "tombstone":
            text, rest = "", {"recalled": True}
        if attached and not rest.get("recalled"):
            self._attach(attached, chat, rest, extra)
        if kind == "call":
            extra |= _room(record)
        self._rest(record, ts, text, rest, extra)
        if extra:
            rest["extra"] = extra
        return Message(
            chat=chat,
            sender=self._sender(record, subtype),
            when=when,
            source_id=ts,
            precision=Precision.EXACT,
            text=text,
            kind=kind,
            **rest,
        )

    def _learn(self, record: Mapping[str, Any], subtype: str) -> None:
        """Names of people of other workspaces and of bots stand in messages only."""
        if isinstance(profile := record.get("user_profile"), dict):
            self._directory.introduce(string(record.get("user")), shown(profile))
        if isinstance(bot := record.get("bot_profile"), dict):
            self._directory.introduce(string(bot.get("id")), string(bot.get("name")))
        elif subtype == "bot_add":  # "added an integration to this channel: <https://…|github>" (2016)
            label = string(record.get("text")).rpartition("|")[2].partition(">")[0]
            self._directory.introduce(string(record.get("bot_id")), label)

    def _sender(self, record: Mapping[str, Any], subtype: str) -> Account:
        user = string(record.get("user"))
        room, comment = record.get("room"), record.get("comment")
        if subtype == "tombstone":  # Slack names itself where it names nobody else
            return self._directory.account(None if user in ("", _SLACKBOT) else user)
        if user in ("", _SLACKBOT) and isinstance(room, dict):
            user = string(room.get("created_by")) or user
        if not user and isinstance(comment, dict):
            user = string(comment.get("user"))
        name, bot = string(record.get("username")), string(record.get("bot_id"))
        profile = record.get("bot_profile")
        if isinstance(profile, dict):
            name = name or string(profile.get("name"))
        if user in self._directory.names.users:
            return self._directory.account(user)
        return self._directory.account(user or bot or None, name)

    def _words(
        self,
        record: Mapping[str, Any],
        attached: list[dict[str, Any]],
        rest: dict[str, Any],
        extra: dict[str, Json],
    ) -> str:
        """The text; what cards say beside it becomes the caption, what it mentions and quotes is noted."""
        raw = string(record.get("text"))
        said = mrkdwn.plain(raw, self._directory.names) if raw else mrkdwn.Plain("")
        if said.lossy:
            extra["mrkdwn"] = raw
        blocks, shared = record.get("blocks"), objects(record.get("attachments"))
        if not blocks and not shared and not attached:
            rest |= {"mentions": said.mentions} if said.mentions else {}
            return said.text
        mentions = list(said.mentions)
        laid_out = [
            self._block(one, mentions) for one in objects(blocks) if not raw or one.get("type") != "rich_text"
        ]
        told = [text for one in shared if not _is_quote(one) and (text := self._card(one))]
        if links := [found for one in shared if (found := cards.link(one))]:
            extra["links"] = [*links]
        text = said.text or "\n".join(filter(None, laid_out)) or "\n\n".join(told)
        text = self._quoted(text, [one for one in shared if _is_quote(one)], rest, extra)
        if caption := cards.beside(text, ["\n".join(filter(None, laid_out)), *told, *files.seen(attached)]):
            rest["caption"] = caption
        if mentions:
            rest["mentions"] = tuple(dict.fromkeys(mentions))
        return text

    def _quoted(
        self, text: str, quotes: list[dict[str, Any]], rest: dict[str, Any], extra: dict[str, Json]
    ) -> str:
        """What was said elsewhere and is shown here again: a forward if there is nothing else, else a quote."""
        for one in quotes:
            words = self._plain(string(one.get("text")) or string(one.get("fallback")))
            author, channel = string(one.get("author_name")), string(one.get("channel_name"))
            when = _instant(_ts(one.get("ts")))
            if not text:
                rest["forwarded"] = Forwarded(sender=author or None, chat=channel or None, when=when)
                text = words
            else:
                told = {"text": words, "sender": author, "chat": channel, "ts": _ts(one.get("ts")) or ""}
                extra["quoted"] = {key: value for key, value in told.items() if value}
        return text

    def _plain(self, text: str) -> str:
        return mrkdwn.plain(text, self._directory.names).text if text else ""

    def _card(self, card: Mapping[str, Any]) -> str:
        return cards.in_words(card, self._plain) or "\n".join(
            filter(None, (self._block(one, []) for one in objects(card.get("blocks"))))
        )

    def _block(self, block: Mapping[str, Any], mentions: list[str]) -> str:
        """What a block of a layout says. Buttons and menus say nothing."""
        if block.get("type") == "rich_text":
            return mrkdwn.rich(block, self._directory.names, mentions)
        if block.get("type") in ("actions", "input", "divider"):
            return ""
        lines = [_text_of(block.get("text")), _text_of(block.get("title"))]
        lines += [_text_of(one) for key in ("fields", "elements") for one in objects(block.get(key))]
        call = block.get("call")
        if isinstance(call, dict) and isinstance(call.get("v1"), dict):
            lines.append(string(call["v1"].get("name")))
        return "\n".join(self._plain(line) for line in lines if line)

    def _attach(
        self, attached: list[dict[str, Any]], chat: Chat, rest: dict[str, Any], extra: dict[str, Json]
    ) -> None:
        rest["attachments"] = tuple(files.attachments(attached, self._files, chat.native or chat.name))
        if heard := files.heard(attached):
            rest["transcript"] = heard
        if about := files.about(attached):
            extra["files"] = about

    def _rest(
        self,
        record: Mapping[str, Any],
        ts: str,
        text: str,
        rest: dict[str, Any],
        extra: dict[str, Json],
    ) -> None:
        """The fields that most messages don't have."""
        thread = _ts(record.get("thread_ts"))
        if thread and thread != ts:
            rest["reply_to"] = thread
        edited = record.get("edited")
        if isinstance(edited, dict) and (when := _instant(_ts(edited.get("ts")))):
            rest["edits"] = (Edit(text=text, when=when),)
        if isinstance(listed := record.get("reactions"), list):
            self._react(objects(listed), rest, extra)
        for key in _TOLD if "subtype" in extra else ():
            if value := string(record.get(key)):
                extra[key] = value
        if "user" in record and (bot := string(record.get("bot_id"))):
            extra["bot"] = bot

    def _react(self, listed: list[dict[str, Any]], rest: dict[str, Any], extra: dict[str, Json]) -> None:
        reactions, counts = [], dict[str, Json]()
        for one in listed:
            name, users, count = string(one.get("name")), one.get("users"), one.get("count")
            people = [user for user in users if isinstance(user, str)] if isinstance(users, list) else []
            for user in people:
                who = self._directory.names.users.get(user) or user
                reactions.append(Reaction(sender=who, emoji=f":{name}:"))
            if isinstance(count, int) and count > len(people):  # Slack lists some of many only
                counts[name] = count
        if reactions:
            rest["reactions"] = tuple(reactions)
        if counts:
            extra["reactions"] = counts


def _ts(value: object) -> str:
    """A timestamp, which is also an id; tools that read it as a number lose nothing that Slack needs."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < _LATEST:
        return f"{value:.6f}"
    return ""


def _instant(ts: str) -> datetime | None:
    seconds, _, fraction = ts.partition(".")
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 12) or int(seconds) >= _LATEST:
        return None
    if fraction and not (fraction.isascii() and fraction.isdigit()):
        return None
    micro = int(fraction[:6].ljust(6, "0"))
    return datetime.fromtimestamp(int(seconds), UTC).replace(microsecond=micro)


def _kind(record: Mapping[str, Any], subtype: str, attached: list[dict[str, Any]]) -> str:
    if subtype in _CALLS or isinstance(record.get("room"), dict):
        return "call"
    if subtype not in _SAID:
        return "system"
    return files.kind(attached[0]) if attached else "text"


def _is_quote(card: Mapping[str, Any]) -> bool:
    return card.get("is_share") is True or card.get("is_msg_unfurl") is True


def _text_of(value: object) -> str:
    if isinstance(value, Mapping):
        return string(value.get("text"))
    return string(value)


def _room(record: Mapping[str, Any]) -> dict[str, Json]:
    """When a huddle or call was and who took part."""
    room = record.get("room")
    if not isinstance(room, dict):
        return {}
    found: dict[str, Json] = {}
    for key, name in (("date_start", "began"), ("date_end", "ended")):
        if isinstance(value := room.get(key), int) and value > 0:
            found[name] = value
    if isinstance(people := room.get("participant_history"), list):
        found["participants"] = [one for one in people if isinstance(one, str)]
    return found
