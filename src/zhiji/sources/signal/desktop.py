"""Signal Desktop's own records of messages, as sigtop writes them (`-f json`) and its database holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Edit, Json, Message, Precision, Reaction
from zhiji.sources.signal.people import NOBODY, OWN
from zhiji.sources.signal.values import NAME, instant, number, objects, part, phone, service_id, text

OWNER = Account(name="Me", native=OWN, source=NAME, owner=True)
SAID = ("incoming", "outgoing", "story")
_SLOT = "\ufffc"
_VOICE = 1  # a flag of attachments
_SAYING = {
    "keychange": "safety number changed",
    "verified-change": "safety number verified or no longer verified",
    "profile-change": "changed their name",
    "timer-notification": "changed the timer of disappearing messages",
    "change-number-notification": "changed their phone number",
    "joined-signal-notification": "joined Signal",
    "group-v2-change": "the group changed",
    "group-v1-migration": "the group was upgraded to a new kind",
    "chat-session-refreshed": "chat session refreshed",
    "delivery-issue": "a message could not be delivered",
    "contact-removed-notification": "contact removed",
    "conversation-merge": "this chat was merged with another",
    "phone-number-discovery": "a phone number belongs to this chat",
    "message-request-response-event": "message request answered",
    "universal-timer-notification": "the timer of disappearing messages was set for all new chats",
    "pinned-message-notification": "pinned a message",
    "poll-terminate": "ended a poll",
}


class Records:
    """Makes messages of records; `accounts` are those that are known, by any id that records use."""

    def __init__(self, accounts: Mapping[str, Account]) -> None:
        self._known = dict(accounts)

    def message(self, record: Mapping[str, Any], chat: Chat, peer: Account | None) -> Message | str:
        """The message, or what is wrong with it; `peer` is who else is in a direct chat."""
        sent = next(
            (one for key in ("sent_at", "timestamp", "received_at_ms") if (one := number(record.get(key)))),
            None,
        )
        when = instant(sent) if sent is not None else None
        if when is None:
            return "it has no time"
        what = text(record.get("type")) or "incoming"
        sender = self._sender(record, what, peer)
        extra: dict[str, Json] = {}
        fields = self._said(record, extra) if what in SAID else _event(record, what)
        if seconds := number(record.get("expireTimer")):
            extra["expires_in_ms"] = seconds * 1000
        if extra:
            fields["extra"] = extra
        first = _first(record, sent or 0)
        mark = "" if what in SAID else f":{what}"
        return Message(
            chat=chat,
            sender=sender,
            when=when,
            precision=Precision.MILLISECOND,
            source_id=f"{sender.key}:{first}{mark}" if sender.key else None,
            **fields,
        )

    def account(self, *ids: object) -> Account | None:
        """The account of the first of these ids that is one, not a number that only one database knows."""
        for one in ids:
            known = self._known.get(text(one)) or self._known.get(service_id(one))
            if known:
                return known
            if native := service_id(one) or (phone(one) if text(one).startswith("+") else ""):
                return self._known.setdefault(native, Account(name=native, native=native, source=NAME))
        return None

    def _sender(self, record: Mapping[str, Any], what: str, peer: Account | None) -> Account:
        if what == "outgoing":
            return OWNER
        keys = ("sourceServiceId", "sourceUuid", "source")
        return self.account(*(record.get(key) for key in keys)) or (peer if peer else NOBODY)

    def _said(self, record: Mapping[str, Any], extra: dict[str, Json]) -> dict[str, Any]:
        if record.get("deletedForEveryone") in (True, 1):
            return {"text": "", "recalled": True}
        fields: dict[str, Any] = {"text": self._words(record)}
        if mentions := self._mentions(record):
            fields["mentions"] = mentions
        if files := [_attachment(one) for one in objects(record.get("attachments"))]:
            fields["attachments"] = tuple(file for file, _ in files)
            fields["kind"] = files[0][1]
        self._others(record, fields, extra)
        self._quoted(part(record, "quote"), fields, extra)
        if reactions := tuple(self._reactions(record)):
            fields["reactions"] = reactions
        if edits := tuple(_edits(record, fields["text"])):
            fields["edits"] = edits
        if record.get("isViewOnce") in (True, 1):
            extra["view_once"] = True
            fields.setdefault("kind", "image")
        return fields

    def _others(self, record: Mapping[str, Any], fields: dict[str, Any], extra: dict[str, Json]) -> None:
        """Stickers, contacts, cards of links, polls."""
        if sticker := part(record, "sticker"):
            fields["kind"] = "sticker"
            if emoji := text(sticker.get("emoji")) or text(part(sticker, "data").get("emoji")):
                fields["caption"] = emoji
        elif contacts := objects(record.get("contact")):
            fields |= {"kind": "contact", "text": fields["text"] or _contact(contacts[0])}
        elif poll := part(record, "poll"):
            options = poll.get("options")
            lines = [
                f"- {one}" for one in (options if isinstance(options, list) else ()) if isinstance(one, str)
            ]
            fields |= {"kind": "poll", "text": "\n".join([text(poll.get("question")), *lines])}
        elif previews := objects(record.get("preview")):
            fields.setdefault("kind", "link")
            shown = [text(previews[0].get("title")), text(previews[0].get("description"))]
            if caption := "\n".join(filter(None, shown)):
                fields["caption"] = caption
            if (url := text(previews[0].get("url"))) and url not in fields["text"]:
                extra["url"] = url

    def _words(self, record: Mapping[str, Any]) -> str:
        """The text, with names where it has slots for them."""
        words = text(record.get("body"))
        if _SLOT not in words:
            return words
        names = iter(
            text(one.get("replacementText"))
            or (known.name if (known := self._mentioned(one)) else "somebody")
            for one in sorted(
                objects(record.get("bodyRanges")), key=lambda one: number(one.get("start")) or 0
            )
            if _is_mention(one)
        )
        return "".join(f"@{next(names, 'somebody')}" if char == _SLOT else char for char in words)

    def _mentions(self, record: Mapping[str, Any]) -> tuple[str, ...]:
        found = (self._mentioned(one) for one in objects(record.get("bodyRanges")) if _is_mention(one))
        return tuple(dict.fromkeys(one.key for one in found if one))

    def _mentioned(self, one: Mapping[str, Any]) -> Account | None:
        return self.account(one.get("mentionAci"), one.get("mentionUuid"))

    def _quoted(self, quote: Mapping[str, Any], fields: dict[str, Any], extra: dict[str, Json]) -> None:
        if not quote:
            return
        author = self.account(*(quote.get(key) for key in ("authorAci", "authorUuid", "author")))
        sent = number(quote.get("id"))
        if author and sent and quote.get("referencedMessageNotFound") is not True:
            fields["reply_to"] = f"{author.key}:{sent}"
        elif words := text(quote.get("text")):
            extra["quoted"] = {"sender": author.name if author else "", "text": words}

    def _reactions(self, record: Mapping[str, Any]) -> Iterator[Reaction]:
        for one in objects(record.get("reactions")):
            who = self.account(one.get("fromId"))
            emoji = text(one.get("emoji"))
            if emoji:
                yield Reaction(
                    sender=who.name if who else "", emoji=emoji, when=_moment(one.get("timestamp"))
                )


def _event(record: Mapping[str, Any], what: str) -> dict[str, Any]:
    """A line that Signal wrote itself."""
    if what == "call-history":
        told = part(record, "callHistoryDetails")
        words = [text(told.get(key)).lower() for key in ("direction", "callType", "status")]
        return {
            "kind": "call",
            "text": " ".join(filter(None, (words[0], words[1], "call"))) + _after(words[2]),
        }
    change = part(record, "profileChange")
    if change and text(change.get("newName")):
        return {
            "kind": "system",
            "text": f"changed their name from {text(change.get('oldName'))} to {text(change['newName'])}",
        }
    return {"kind": "system", "text": text(record.get("body")) or saying(what)}


def saying(what: str) -> str:
    """What a line of a type says that Signal wrote itself."""
    return _SAYING.get(what, what.replace("-", " "))


def _after(status: str) -> str:
    return f", {status}" if status and status != "accepted" else ""


def _attachment(one: Mapping[str, Any]) -> tuple[Attachment, str]:
    mime, size = text(one.get("contentType")), number(one.get("size"))
    flags = number(one.get("flags")) or 0
    first = mime.partition("/")[0]
    kind = (
        "voice"
        if flags & _VOICE and first == "audio"
        else first
        if first in ("image", "video", "audio")
        else "file"
    )
    made = Attachment(
        name=text(one.get("fileName")), mime=mime or None, size=size if size and size > 0 else None
    )
    return made, kind


def _edits(record: Mapping[str, Any], now: str) -> Iterator[Edit]:
    """The versions; Desktop lists the latest first."""
    listed = objects(record.get("editHistory"))
    for one in sorted(listed, key=lambda one: number(one.get("timestamp")) or 0)[:-1]:
        yield Edit(text=text(one.get("body")), when=_moment(one.get("timestamp")))
    if len(listed) > 1:
        yield Edit(text=now, when=_moment(max(number(one.get("timestamp")) or 0 for one in listed)))


def _first(record: Mapping[str, Any], sent: int) -> int:
    """When the first version of a message was sent, which is what others know it by."""
    versions = [at for one in objects(record.get("editHistory")) if (at := number(one.get("timestamp")))]
    return min([*versions, sent]) if versions else sent


def _contact(contact: Mapping[str, Any]) -> str:
    name = part(contact, "name")
    given = " ".join(filter(None, (text(name.get("givenName")), text(name.get("familyName")))))
    lines = [text(name.get("displayName")) or text(name.get("nickname")) or given]
    lines += [
        text(one.get("value")) for one in (*objects(contact.get("number")), *objects(contact.get("email")))
    ]
    return "\n".join(filter(None, lines))


def _is_mention(one: Mapping[str, Any]) -> bool:
    return bool(one.get("mentionAci") or one.get("mentionUuid"))


def _moment(value: object) -> Any:
    return instant(value) if number(value) else None


def account_of(conversation: Mapping[str, Any]) -> Account:
    """The account or group that a conversation of Desktop is with."""
    group = text(conversation.get("groupId")) if conversation.get("type") == "group" else ""
    native = group or service_id(conversation.get("serviceId")) or service_id(conversation.get("uuid"))
    native = native or phone(conversation.get("e164")) or text(conversation.get("groupId"))
    profile = text(conversation.get("profileFullName")) or " ".join(
        filter(None, (text(conversation.get("profileName")), text(conversation.get("profileFamilyName"))))
    )
    name = text(conversation.get("name")) or profile or phone(conversation.get("e164")) or "Unknown"
    return Account(name=name, native=native or None, source=NAME)
