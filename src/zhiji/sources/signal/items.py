"""One item of a chat in Signal's backup -> one Message."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Edit, Json, Message, Precision, Reaction
from zhiji.sources.signal import updates
from zhiji.sources.signal.files import Files, kind
from zhiji.sources.signal.people import People
from zhiji.sources.signal.values import chosen, instant, key, number, objects, part, text

_SLOT = "\ufffc"  # stands in a text where a mention is
_BADGES = ("UNOPENED", "OPENED", "REDEEMED", "FAILED")
_PAID = ("INITIAL", "SUBMITTED", "SUCCESSFUL")


class Items:
    """Makes the messages of one backup."""

    def __init__(self, people: People, files: Files) -> None:
        self._people = people
        self._files = files
        self._first: dict[str, str] = {}  # id of a later version -> that of the first
        self._latest: dict[
            str, tuple[object, dict[str, int]]
        ] = {}  # chat -> a time, and ids given at it how often
        self._makers: dict[str, Callable[[Mapping[str, Any], dict[str, Json]], dict[str, Any]]] = {
            "standardMessage": self._standard,
            "contactMessage": self._contact,
            "stickerMessage": self._sticker,
            "remoteDeletedMessage": lambda _, __: {"text": "", "recalled": True},
            "adminDeletedMessage": self._admin_deleted,
            "updateMessage": self._update,
            "paymentNotification": self._payment,
            "giftBadge": self._badge,
            "viewOnceMessage": self._once,
            "directStoryReplyMessage": self._story_reply,
            "poll": self._poll,
        }

    def message(self, item: Mapping[str, Any]) -> Message | str:
        """The message, or what is wrong with it."""
        when = instant(item.get("dateSent"))
        if when is None:
            return "it has no time"
        author = self._people.author(item.get("authorId"))
        chat = self._people.place(item.get("chatId"))
        what = next((name for name in self._makers if isinstance(item.get(name), dict)), "")
        extra: dict[str, Json] = {}
        fields = self._made(item, what, extra)
        if edits := tuple(self._versions(item, fields["text"])):
            fields["edits"] = edits
        self._aside(item, extra)
        if extra:
            fields["extra"] = extra
        return Message(
            chat=chat,
            sender=author,
            when=when,
            precision=Precision.MILLISECOND,
            source_id=self._id(item, author, chat, what),
            **fields,
        )

    def call(self, frame: Mapping[str, Any]) -> Message | str:
        """A call by a link, which has no chat."""
        when = instant(frame.get("callTimestamp"))
        if when is None or frame.get("callTimestamp") is None:
            return "it has no time"
        return Message(
            chat=self._people.called(frame.get("recipientId")),
            sender=self._people.owner,
            when=when,
            precision=Precision.MILLISECOND,
            source_id=f"call:{key(frame.get('callId'))}",
            kind="call",
            text="call by a link",
        )

    def _made(self, item: Mapping[str, Any], what: str, extra: dict[str, Json]) -> dict[str, Any]:
        if not what:  # of a kind that the export's maker didn't know either
            return {"kind": "system", "text": ""}
        fields = self._makers[what](item[what], extra)
        if reactions := tuple(self._reactions(item[what])):
            fields["reactions"] = reactions
        return fields

    def _id(self, item: Mapping[str, Any], author: Account, chat: Chat, what: str) -> str:
        """Signal's own: who and when. An edited message keeps the id it had at first."""
        last = number(item.get("dateSent")) or 0
        versions = [number(one.get("dateSent")) for one in objects(item.get("revisions"))]
        first = next((one for one in versions if one is not None), last)
        made = f"{author.key}:{first}"
        for one in (*versions[1:], last):
            if one is not None and one != first:
                self._first[f"{author.key}:{one}"] = made
        if what == "updateMessage":
            made += f":{next(iter(item[what]), 'update')}"
        return self._distinct(chat, last, made)

    def _distinct(self, chat: Chat, when: int, made: str) -> str:
        """The id, with a mark if the chat has it already: lines that Signal wrote at one time."""
        time, given = self._latest.get(chat.key, (None, {}))
        if time != when:
            given = {}
            self._latest[chat.key] = (when, given)
        given[made] = count = given.get(made, 0) + 1
        return made if count == 1 else f"{made}#{count}"

    def _versions(self, item: Mapping[str, Any], now: str) -> Iterator[Edit]:
        earlier = objects(item.get("revisions"))
        for one in earlier:
            what = next((name for name in self._makers if isinstance(one.get(name), dict)), "")
            yield Edit(text=str(self._made(one, what, {})["text"]), when=instant(one.get("dateSent")))
        if earlier:
            yield Edit(text=now, when=instant(item.get("dateSent")))

    def _standard(self, said: Mapping[str, Any], extra: dict[str, Json]) -> dict[str, Any]:
        fields = self._words(said)
        files = list(self._attached(objects(said.get("attachments")), fields))
        if files:
            fields["attachments"] = tuple(files)
        if previews := objects(said.get("linkPreview")):
            shown = [text(previews[0].get("title")), text(previews[0].get("description"))]
            if not files:
                fields["kind"] = "link"
            if caption := "\n".join(filter(None, shown)):
                fields["caption"] = caption
            if (url := text(previews[0].get("url"))) and url not in fields["text"]:
                extra["url"] = url
        self._quoted(part(said, "quote"), fields, extra)
        return fields

    def _words(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The text and who is mentioned in it; the whole of a long one, if the export holds it."""
        words = text(part(said, "text").get("body"))
        if long := part(said, "longText"):
            words = self._files.words(long) or words
        ranges = [one for one in objects(part(said, "text").get("bodyRanges")) if one.get("mentionAci")]
        if not ranges:
            return {"text": words}
        mentions = [self._people.native(one["mentionAci"]) for one in ranges]
        return {
            "text": self._named(words, ranges),
            "mentions": tuple(dict.fromkeys(filter(None, mentions))),
        }

    def _named(self, words: str, ranges: list[Mapping[str, Any]]) -> str:
        """The text with names where it has slots for them."""
        if _SLOT not in words:
            return words
        wide = words.encode("utf-16-le")
        slot = _SLOT.encode("utf-16-le")
        for one in sorted(ranges, key=lambda one: number(one.get("start")) or 0, reverse=True):
            at = 2 * (number(one.get("start")) or 0)
            if at >= 0 and wide[at : at + 2] == slot:
                name = f"@{self._people.name(one['mentionAci']) or 'somebody'}"
                wide = wide[:at] + name.encode("utf-16-le", "replace") + wide[at + 2 :]
        return wide.decode("utf-16-le", "replace")

    def _attached(self, listed: list[Mapping[str, Any]], fields: dict[str, Any]) -> Iterator[Attachment]:
        for one in listed:
            pointer = part(one, "pointer")
            found = self._files.attachment(pointer)
            fields.setdefault("kind", kind(found, one.get("flag")))
            fields["text"] = fields["text"] or text(pointer.get("caption"))
            yield found

    def _quoted(self, quote: Mapping[str, Any], fields: dict[str, Any], extra: dict[str, Json]) -> None:
        if not quote:
            return
        author = self._people.author(quote.get("authorId"))
        target = number(quote.get("targetSentTimestamp"))
        if target is not None:
            one = f"{author.key}:{target}"
            fields["reply_to"] = self._first.get(one, one)
            return
        told: dict[str, Json] = {"sender": author.name, "text": text(part(quote, "text").get("body"))}
        extra["quoted"] = {name: value for name, value in told.items() if value}

    def _reactions(self, said: Mapping[str, Any]) -> Iterator[Reaction]:
        listed = objects(said.get("reactions"))
        for one in sorted(listed, key=lambda one: number(one.get("sortOrder")) or 0):
            who = self._people.author(one.get("authorId"))
            sent = one.get("sentTimestamp")
            yield Reaction(
                sender=who.name, emoji=text(one.get("emoji")), when=instant(sent) if sent else None
            )

    def _contact(self, said: Mapping[str, Any], _: dict[str, Json]) -> dict[str, Any]:
        lines: list[str] = []
        for one in objects(said.get("contact")):
            name = part(one, "name")
            parts = ("prefix", "givenName", "middleName", "familyName", "suffix")
            lines.append(" ".join(text(name.get(each)) for each in parts if text(name.get(each))))
            lines += [text(name.get("nickname")), text(one.get("organization"))]
            lines += [
                text(each.get("value")) for each in (*objects(one.get("number")), *objects(one.get("email")))
            ]
            lines += [_address(each) for each in objects(one.get("address"))]
        return {"kind": "contact", "text": "\n".join(dict.fromkeys(filter(None, lines)))}

    def _sticker(self, said: Mapping[str, Any], _: dict[str, Json]) -> dict[str, Any]:
        sticker = part(said, "sticker")
        fields: dict[str, Any] = {"kind": "sticker", "text": ""}
        if emoji := text(sticker.get("emoji")):
            fields["caption"] = emoji
        if data := part(sticker, "data"):
            fields["attachments"] = (self._files.attachment(data),)
        return fields

    def _admin_deleted(self, said: Mapping[str, Any], extra: dict[str, Json]) -> dict[str, Any]:
        extra["deleted_by"] = self._people.author(said.get("adminId")).name
        return {"text": "", "recalled": True}

    def _update(self, said: Mapping[str, Any], _: dict[str, Json]) -> dict[str, Any]:
        what, words = updates.told(said, self._people)
        fields: dict[str, Any] = {"kind": what, "text": words}
        target = next((part(said, one) for one in ("pinMessage", "pollTerminate") if one in said), {})
        sent = number(target.get("targetSentTimestamp"))
        if sent is not None and "authorId" in target:
            fields["reply_to"] = f"{self._people.author(target['authorId']).key}:{sent}"
        return fields

    def _payment(self, said: Mapping[str, Any], extra: dict[str, Json]) -> dict[str, Any]:
        amount = text(said.get("amountMob"))
        details = part(said, "transactionDetails")
        if fee := text(said.get("feeMob")):
            extra["fee"] = f"{fee} MOB"
        if "failedTransaction" in details:
            extra["status"] = "failed"
        elif "transaction" in details:
            extra["status"] = chosen(part(details, "transaction").get("status"), _PAID).lower()
        lines = (f"{amount} MOB" if amount else "", text(said.get("note")))
        return {"kind": "transfer", "text": "\n".join(filter(None, lines))}

    def _badge(self, said: Mapping[str, Any], extra: dict[str, Json]) -> dict[str, Any]:
        extra["badge"] = chosen(said.get("state"), _BADGES).lower()
        return {"kind": "transfer", "text": "gift badge"}

    def _once(self, said: Mapping[str, Any], extra: dict[str, Json]) -> dict[str, Any]:
        extra["view_once"] = True
        fields: dict[str, Any] = {"text": ""}
        if files := tuple(self._attached(objects(said.get("attachment")), fields)):
            fields["attachments"] = files
        fields.setdefault("kind", "image")
        return fields

    def _story_reply(self, said: Mapping[str, Any], extra: dict[str, Json]) -> dict[str, Any]:
        extra["story_reply"] = True
        if emoji := text(said.get("emoji")):
            return {"text": emoji}
        return self._words(part(said, "textReply"))

    def _poll(self, said: Mapping[str, Any], extra: dict[str, Json]) -> dict[str, Any]:
        votes: dict[str, Json] = {}
        lines = [text(said.get("question"))]
        for option in objects(said.get("options")):
            words = text(option.get("option"))
            lines.append(f"- {words}")
            voters = [self._people.author(one.get("voterId")).name for one in objects(option.get("votes"))]
            if voters:
                votes[words] = [*voters]
        if votes:
            extra["votes"] = votes
        return {"kind": "poll", "text": "\n".join(lines)}

    def _aside(self, item: Mapping[str, Any], extra: dict[str, Json]) -> None:
        """What most messages don't have."""
        if timer := number(item.get("expiresInMs")):
            extra["expires_in_ms"] = timer
        if item.get("sms") is True:
            extra["service"] = "SMS"
        statuses = objects(part(item, "outgoing").get("sendStatus"))
        if statuses and all("failed" in one for one in statuses):
            extra["failed"] = True


def _address(address: Mapping[str, Any]) -> str:
    parts = ("street", "pobox", "neighborhood", "city", "region", "postcode", "country")
    return ", ".join(words for one in parts if (words := text(address.get(one))))
