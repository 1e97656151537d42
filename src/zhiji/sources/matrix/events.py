"""One event of a room -> one Message."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from zhiji.chat import Account, Chat, Edit, Json, Message, Precision, Reaction
from zhiji.sources.assistants import objects, string
from zhiji.sources.matrix import media, notices
from zhiji.sources.matrix.survey import EDIT, THREAD, Survey, content_of, redacts, relation

NAME = "matrix"
_LATEST = 7_258_118_400_000  # the year 2200, in milliseconds
_SAID = {
    "m.text": "text",
    "m.notice": "text",
    "m.emote": "text",
    "m.server_notice": "text",
    "m.image": "image",
    "m.video": "video",
    "m.audio": "audio",
    "m.file": "file",
    "m.location": "location",
    "m.bad.encrypted": "text",
    "": "text",
}
_FILES = frozenset({"m.image", "m.video", "m.audio", "m.file", "m.sticker"})
_PLAIN = frozenset({"m.text", ""})
_POLLS = ("m.poll", "m.poll.start", "org.matrix.msc3381.poll.start")
_VOICES = ("org.matrix.msc3245.voice", "org.matrix.msc2516.voice", "m.voice")
_PLACES = ("m.location", "org.matrix.msc3488.location")
# "> <@ana:lake.example> are you coming?" and an empty line, for clients that knew no replies (until 2024).
_FALLBACK = re.compile(r"> (?:\* )?<[^>\n]*>[^\n]*\n(?:>[^\n]*\n)*\n?")


class Events:
    """Makes the messages of one room."""

    def __init__(self, chat: Chat, survey: Survey, owner: str | None, files: media.Media) -> None:
        self._chat, self._survey, self._owner, self._files = chat, survey, owner, files
        self._accounts: dict[str, Account] = {}

    def message(self, event: Mapping[str, Any]) -> Message | str:
        """The message, or what is wrong with it."""
        when = _instant(event.get("origin_server_ts"))
        if when is None:
            return "it has no time"
        native = string(event.get("event_id"))
        what, content = string(event.get("type")), content_of(event)
        rest: dict[str, Any] = {}
        extra: dict[str, Json] = {}
        text, kind = self._said(event, what, content, when, rest, extra)
        if native in self._survey.redacted or _is_redacted(event):
            rest["recalled"] = True
            kind = "text" if what == "m.room.encrypted" else kind
        self._context(event, native, rest, extra)
        if edits := self._edits(event, native, text):
            rest["edits"], text = edits, edits[-1].text
        if extra:
            rest["extra"] = extra
        return Message(
            chat=self._chat,
            sender=self._account(string(event.get("sender"))),
            when=when,
            source_id=native or None,
            precision=Precision.MILLISECOND,
            text=text,
            kind=kind,
            **rest,
        )

    def name(self, user: str) -> str:
        """What somebody is called."""
        return self._survey.names.get(user) or user

    def _account(self, user: str) -> Account:
        known = self._accounts.get(user)
        if known is None:
            owner = bool(user) and user == self._owner
            known = Account(name=self.name(user), native=user or None, source=NAME, owner=owner)
            self._accounts[user] = known
        return known

    def _said(
        self,
        event: Mapping[str, Any],
        what: str,
        content: Mapping[str, Any],
        when: datetime,
        rest: dict[str, Any],
        extra: dict[str, Json],
    ) -> tuple[str, str]:
        """Text and kind."""
        if what == "m.room.message" or (what == "m.room.encrypted" and "msgtype" in content):
            new = content.get("m.new_content")  # of an edit whose message isn't here
            return self._message(new if isinstance(new, Mapping) else content, when, rest, extra)
        if what == "m.room.encrypted":
            extra["undecrypted"] = True
            return "", "text"
        if what == "m.sticker":
            rest["attachments"] = (media.attachment(content, what, when, self._files),)
            rest["caption"] = string(content.get("body")) or None
            return "", "sticker"
        if poll := next((content[key] for key in _POLLS if isinstance(content.get(key), Mapping)), None):
            return _poll(poll), "poll"
        extra["type"] = what
        if what.endswith((".poll.response", ".poll.end")):
            return "", "poll"
        if what.startswith("m.call."):
            return notices.sentence(event, self.name), "call"
        return notices.sentence(event, self.name), "system"

    def _message(
        self, content: Mapping[str, Any], when: datetime, rest: dict[str, Any], extra: dict[str, Json]
    ) -> tuple[str, str]:
        how, body = string(content.get("msgtype")), string(content.get("body"))
        kind = _SAID.get(how, "system" if how.startswith("m.key.") else "text")
        if how not in _PLAIN and how not in _FILES:
            extra["msgtype"] = how
        if how == "m.bad.encrypted":
            extra["undecrypted"] = True
            return "", kind
        if how == "m.location":
            return _place(content, extra) or body, kind
        if how not in _FILES:
            return _own_words(content), kind
        if any(key in content for key in _VOICES):
            kind = "voice"
        rest["attachments"] = (media.attachment(content, how, when, self._files),)
        file = content.get("file")
        if url := string(content.get("url")) or (
            string(file.get("url")) if isinstance(file, Mapping) else ""
        ):
            extra["url"] = url
        named = string(content.get("filename"))
        return (_own_words(content) if named and named != body else ""), kind

    def _context(
        self,
        event: Mapping[str, Any],
        native: str,
        rest: dict[str, Any],
        extra: dict[str, Json],
    ) -> None:
        """What it answers, whom it mentions, how people reacted."""
        content = content_of(event)
        relates = content.get("m.relates_to")
        if isinstance(relates, Mapping):
            answered = relates.get("m.in_reply_to")
            to = string(answered.get("event_id")) if isinstance(answered, Mapping) else ""
            kind, target = relation(event) or ("", "")
            if kind == THREAD:
                extra["thread"] = target
                to = target if relates.get("is_falling_back") is True else to or target
            elif kind == EDIT:
                extra["edits"] = target
            elif kind:
                to = to or target
            if to:
                rest["reply_to"] = to
        elif event.get("type") == "m.room.redaction" and (target := redacts(event)):
            rest["reply_to"] = target
        mentions = content.get("m.mentions")
        if isinstance(mentions, Mapping) and isinstance(ids := mentions.get("user_ids"), list):
            rest["mentions"] = tuple(dict.fromkeys(self.name(one) for one in ids if isinstance(one, str)))
        if reactions := self._survey.reactions.pop(native, None):
            rest["reactions"] = tuple(self._reaction(one) for one in reactions if not self._taken_back(one))

    def _taken_back(self, event: Mapping[str, Any]) -> bool:
        return string(event.get("event_id")) in self._survey.redacted or _is_redacted(event)

    def _reaction(self, event: Mapping[str, Any]) -> Reaction:
        relates = content_of(event)["m.relates_to"]
        return Reaction(
            sender=self.name(string(event.get("sender"))),
            emoji=string(relates.get("key")),
            when=_instant(event.get("origin_server_ts")),
        )

    def _edits(self, event: Mapping[str, Any], native: str, text: str) -> tuple[Edit, ...]:
        """All wordings, oldest first: events of their own, or the last one within the event that was changed."""
        sender = event.get("sender")
        changes = [one for one in self._survey.edits.pop(native, []) if not self._taken_back(one)]
        unsigned = event.get("unsigned")
        bundled = unsigned.get("m.relations") if isinstance(unsigned, Mapping) else None
        last = bundled.get(EDIT) if isinstance(bundled, Mapping) else None
        if isinstance(last, Mapping) and "content" in last:
            changes.append(last)
        found: dict[str, datetime | None] = {text: None}
        for one in sorted(changes, key=lambda one: _order(one.get("origin_server_ts"))):
            new = content_of(one).get("m.new_content")
            if isinstance(new, Mapping) and one.get("sender", sender) == sender and "body" in new:
                found.pop(words := _own_words(new), None)
                found[words] = _instant(one.get("origin_server_ts"))
        return tuple(Edit(text=words, when=when) for words, when in found.items()) if len(found) > 1 else ()


def _own_words(content: Mapping[str, Any]) -> str:
    """What was typed, without the quote before it in replies."""
    body, relates = string(content.get("body")), content.get("m.relates_to")
    if body.startswith("> ") and isinstance(relates, Mapping) and "m.in_reply_to" in relates:
        return _FALLBACK.sub("", body, count=1)
    return body


def _is_redacted(event: Mapping[str, Any]) -> bool:
    unsigned = event.get("unsigned")
    return isinstance(unsigned, Mapping) and ("redacted_because" in unsigned or "redacted_by" in unsigned)


def _instant(value: object) -> datetime | None:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LATEST:
        seconds, milli = divmod(value, 1000)
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=milli * 1000)
    return None


def _order(value: object) -> int:
    return value if isinstance(value, int) else 0


def _words(value: object) -> str:
    """A text in one of the forms that extensible events have had."""
    if isinstance(value, list):
        return next((body for one in objects(value) if (body := string(one.get("body")))), "")
    if isinstance(value, Mapping):
        keys = ("m.text", "org.matrix.msc1767.text", "body")
        return next((text for key in keys if (text := _words(value.get(key)))), "")
    return string(value)


def _poll(poll: Mapping[str, Any]) -> str:
    answers = [_words(one) for one in objects(poll.get("answers"))]
    return "\n".join([_words(poll.get("question")), *(f"- {one}" for one in answers)])


def _place(content: Mapping[str, Any], extra: dict[str, Json]) -> str:
    places = [content[key] for key in _PLACES if isinstance(content.get(key), Mapping)]
    place: Mapping[str, Any] = places[0] if places else {}
    if uri := string(content.get("geo_uri")) or string(place.get("uri")):
        extra["geo"] = uri
    return string(place.get("description"))
