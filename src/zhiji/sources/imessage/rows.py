"""One row of the table of messages -> one Message."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from zhiji.chat import Account, Attachment, Chat, Json, Message
from zhiji.sources.imessage import edits, events
from zhiji.sources.imessage.balloons import Balloon, balloon
from zhiji.sources.imessage.tables import NOBODY, OWNER, Chats, People, number, text
from zhiji.sources.imessage.tapbacks import STICKER_ON_MESSAGE, Tapbacks, target
from zhiji.sources.imessage.times import exact
from zhiji.sources.imessage.typedstream import SLOT, Run, body, words

COLUMNS = (
    "ROWID",
    "guid",
    "text",
    "attributedBody",
    "subject",
    "handle_id",
    "is_from_me",
    "date",
    "date_delivered",
    "date_read",
    "date_edited",
    "service",
    "item_type",
    "group_action_type",
    "group_title",
    "other_handle",
    "share_status",
    "share_direction",
    "associated_message_guid",
    "associated_message_type",
    "thread_originator_guid",
    "balloon_bundle_id",
    "message_summary_info",
    "expressive_send_style_id",
    "is_audio_message",
    "cache_roomnames",
    "error",
    "schedule_type",
    "date_retracted",
)
ATTACHMENT = (
    "filename",
    "mime_type",
    "uti",
    "transfer_name",
    "total_bytes",
    "is_sticker",
    "emoji_image_short_description",
)
_ROOT = re.compile(r"(?:\A|/)Library/(?:Messages|SMS)/(.+)\Z", re.DOTALL)
_PREVIEW = ".pluginpayloadattachment"  # pictures of a link preview
_UTIS = {
    "com.apple.coreaudio-format": "audio/x-caf",
    "org.3gpp.adaptive-multi-rate-audio": "audio/amr",
    "com.apple.quicktime-movie": "video/quicktime",
    "public.mpeg-4": "video/mp4",
    "public.heic": "image/heic",
    "public.jpeg": "image/jpeg",
    "public.png": "image/png",
    "com.compuserve.gif": "image/gif",
    "public.vcard": "text/vcard",
}
_KINDS = {
    "text/vcard": "contact",
    "text/x-vcard": "contact",
    "text/directory": "contact",
    "text/x-vlocation": "location",
}
_EFFECTS = {
    "impact": "Slam",
    "loud": "Loud",
    "gentle": "Gentle",
    "invisibleink": "Invisible Ink",
    "CKHappyBirthdayEffect": "Balloons",
    "CKConfettiEffect": "Confetti",
    "CKEchoEffect": "Echo",
    "CKFireworksEffect": "Fireworks",
    "CKHeartEffect": "Heart",
    "CKLasersEffect": "Lasers",
    "CKShootingStarEffect": "Shooting Star",
    "CKSparklesEffect": "Sparkles",
    "CKSpotlightEffect": "Spotlight",
}
_MENTION, _TRANSCRIPT = "__kIMMentionConfirmedMention", "IMAudioTranscription"
_TELLING = (_MENTION.encode(), _TRANSCRIPT.encode())
_NO_TEXT = "\ufffd"  # stands in `text` for an app's balloon


class Rows:
    """Makes messages of rows; looks up what they refer to."""

    def __init__(
        self,
        people: People,
        chats: Chats,
        tapbacks: Tapbacks,
        *,
        payload: Callable[[int], object],
        folder: str,
    ) -> None:
        self._people = people
        self._chats = chats
        self._tapbacks = tapbacks
        self._payload = payload
        self._folder = f"{folder}/" if folder else ""

    def message(
        self, row: Mapping[str, Any], chats: Sequence[object], deleted: bool, files: Sequence[Sequence[Any]]
    ) -> Message | str:
        """The message, or what is wrong with it."""
        when = _when(row)
        if when is None:
            return "it has no time"
        mine = bool(row["is_from_me"]) or _shared_by_me(row)
        extra: dict[str, Json] = {"deleted": "recently"} if deleted else {}
        chat = self._chat(row, chats, extra)
        fields = self._event(row, extra) or self._said(row, list(self._attachments(files)), extra)
        guid = text(row["guid"])
        if guid and (reactions := self._tapbacks.of(guid)):
            fields["reactions"] = reactions
        self._aside(row, extra)
        if extra:
            fields["extra"] = extra
        return Message(
            chat=chat,
            sender=OWNER if mine else self._sender(row, chat),
            when=when[0],
            precision=when[1],
            source_id=guid or None,
            **fields,
        )

    def _chat(self, row: Mapping[str, Any], rows: Sequence[object], extra: dict[str, Json]) -> Chat:
        found = list(dict.fromkeys(chat for one in rows if (chat := self._chats.at(one))))
        if len(found) > 1:  # Messages shows such a message in each
            extra["also_in"] = [chat.key for chat in found[1:]]
        if found:
            return found[0]
        handle = self._people.at(row["handle_id"])
        return self._chats.named(text(row["cache_roomnames"]) or (handle.key if handle else ""))

    def _sender(self, row: Mapping[str, Any], chat: Chat) -> Account:
        known = self._people.at(row["handle_id"])
        if known is None and chat.kind == "direct" and chat.native:
            known = self._people.named(chat.native)
        return known or NOBODY

    def _event(self, row: Mapping[str, Any], extra: dict[str, Json]) -> dict[str, Any] | None:
        """The fields of a row that tells what happened rather than what was said."""
        kind = number(row["item_type"])
        if not kind:
            return None
        other = self._people.at(row["other_handle"])
        told = events.sentence(
            kind,
            number(row["group_action_type"]),
            other=other.name if other else "",
            oneself=bool(other) and row["other_handle"] == row["handle_id"] and not row["is_from_me"],
            title=text(row["group_title"]),
            stopped=bool(row["share_status"]),
        )
        typed = _typed(row)[0]
        if not told:
            extra["item_type"] = [kind, number(row["group_action_type"])]
        return {"kind": "location" if kind == events.LOCATION else "system", "text": told or typed}

    def _said(
        self, row: Mapping[str, Any], files: list[tuple[Attachment, str, str]], extra: dict[str, Json]
    ) -> dict[str, Any]:
        typed, runs = _typed(row)
        fields: dict[str, Any] = {"text": typed}
        if files:
            fields["attachments"] = tuple(attachment for attachment, _, _ in files)
            fields["kind"] = "voice" if row["is_audio_message"] else files[0][1]
            if seen := "\n".join(filter(None, (caption for _, _, caption in files))):
                fields["caption"] = seen
        if bundle := text(row["balloon_bundle_id"]):
            self._app(row, balloon(bundle, self._payload(row["ROWID"])), fields, extra)
        if number(row["associated_message_type"]) == STICKER_ON_MESSAGE:
            fields["kind"] = "sticker"
        reply = text(row["thread_originator_guid"]) or target(row["associated_message_guid"])
        if reply and reply != row["guid"]:
            fields["reply_to"] = reply
        if mentions := [handle for run in runs if (handle := text(run.looks.get(_MENTION)))]:
            fields["mentions"] = tuple(dict.fromkeys(mentions))
        if spoken := "\n".join(filter(None, (text(run.looks.get(_TRANSCRIPT)) for run in runs))):
            fields["transcript"] = spoken
        self._changed(row, runs, fields, extra)
        if subject := text(row["subject"]).strip():
            fields["text"] = "\n".join(filter(None, (subject, fields["text"])))
        return fields

    def _app(
        self, row: Mapping[str, Any], shown: Balloon, fields: dict[str, Any], extra: dict[str, Json]
    ) -> None:
        fields["kind"] = shown.kind
        extra |= shown.extra
        if fields["text"].strip(_NO_TEXT + " "):
            caption = shown.caption if shown.kind == "link" else shown.words
        else:
            fields["text"], caption = (
                shown.words,
                shown.caption.removeprefix(shown.words.partition("\n")[0]).strip(),
            )
        if caption and caption != fields["text"]:
            fields["caption"] = caption
        if shown.kind == "poll" and (votes := self._tapbacks.votes(text(row["guid"]), dict(shown.options))):
            extra["votes"] = votes

    def _changed(
        self, row: Mapping[str, Any], runs: Sequence[Run], fields: dict[str, Any], extra: dict[str, Json]
    ) -> None:
        """What was edited, and what was unsent."""
        if not row["date_edited"] and not row["date_retracted"]:
            return
        told = edits.summary(row["message_summary_info"])
        if told.versions and (history := edits.history(told, runs, fields["text"])):
            fields["edits"] = history
        if told.unsent or row["date_retracted"]:
            if fields["text"] or fields.get("attachments"):
                extra["unsent_parts"] = list(told.unsent)
            else:
                fields["recalled"] = True

    def _attachments(self, files: Sequence[Sequence[Any]]) -> Iterator[tuple[Attachment, str, str]]:
        """The files of a message, each with its kind and what it shows; without the pictures of link previews."""
        for filename, mime, uti, name, size, sticker, description in files:
            path, shown = text(filename), text(name)
            if _PREVIEW in (path.lower()[-len(_PREVIEW) :], shown.lower()[-len(_PREVIEW) :]):
                continue
            mime = text(mime) or _UTIS.get(text(uti))
            yield (
                Attachment(
                    name=shown or path.rpartition("/")[2],
                    path=self._path(path),
                    mime=mime,
                    size=size if isinstance(size, int) and size > 0 else None,
                ),
                "sticker" if sticker else _kind(mime),
                text(description),
            )

    def _path(self, path: str) -> str | None:
        """Where the file lies beside the database; None if it lay elsewhere."""
        inside = _ROOT.search(path)
        if inside:
            return self._folder + inside[1]
        return self._folder + path if path and path[0] not in "/~" else None

    def _aside(self, row: Mapping[str, Any], extra: dict[str, Json]) -> None:
        """What most messages don't have."""
        if (service := text(row["service"])) not in ("", "iMessage"):
            extra["service"] = service
        if effect := text(row["expressive_send_style_id"]):
            extra["effect"] = _EFFECTS.get(effect.rpartition(".")[2], effect)
        if row["error"]:
            extra["failed"] = True
        if number(row["schedule_type"]) == 2:
            extra["scheduled"] = True


def _when(row: Mapping[str, Any]) -> tuple[datetime, int] | None:
    """When it was sent; where that is 0, when it arrived, and else what 0 stands for."""
    told = (exact(row[key]) for key in ("date", "date_delivered", "date_read") if row[key])
    return next((time for time in told if time), None) or exact(row["date"])


def _typed(row: Mapping[str, Any]) -> tuple[str, Sequence[Run]]:
    """The text, and its stretches if they tell anything."""
    stream = row["attributedBody"]
    plain = text(row["text"])
    if not isinstance(stream, bytes):
        return plain.replace(SLOT, ""), ()
    if row["date_edited"] or any(mark in stream for mark in _TELLING):
        found = body(stream)
        return ((found.text if found else "") or plain).replace(SLOT, ""), found.runs if found else ()
    return (words(stream) or plain).replace(SLOT, ""), ()


def _kind(mime: str | None) -> str:
    first = (mime or "").partition("/")[0]
    return _KINDS.get(mime or "") or (first if first in ("image", "video", "audio") else "file")


def _shared_by_me(row: Mapping[str, Any]) -> bool:
    return row["item_type"] == events.LOCATION and bool(row["other_handle"]) and row["share_direction"] == 0
