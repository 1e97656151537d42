"""Messages of apps: link previews, payments, polls, games ... What a balloon shows is in `payload_data`."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from zhiji.chat import Json
from zhiji.sources.imessage.archived import Archived
from zhiji.sources.rows import BadRow, parse_row

_URL = "com.apple.messages.URLBalloonProvider"
_POLL = "com.apple.messages.Polls"
_KINDS = {
    _POLL.lower(): "poll",
    "com.apple.handwriting.handwritingprovider": "image",
    "com.apple.digitaltouchballoonprovider": "poke",
    "com.apple.passbookuiservice.peerpaymentmessagesextension": "transfer",
    "com.apple.activitymessagesapp.messagesextension": "share",
    "com.apple.mobileslideshow.photosmessagesapp": "share",
    "com.apple.safetymonitorapp.safetymonitormessages": "location",
    "com.apple.findmy.findmymessagesapp": "location",
    "com.gamerdelights.gamepigeon.ext": "game",
}
_NAMES = {"image": "Handwriting", "poke": "Digital Touch", "poll": "Polls"}
_META = ("richLinkMetadata", "richLinkmetadata", "metadata", "link")
_CAPTIONS = (
    "image-title",
    "image-subtitle",
    "caption",
    "subcaption",
    "secondary-subcaption",
    "tertiary-subcaption",
)
_LONGEST = 1 << 20
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Balloon:
    """What an app's message is and shows."""

    kind: str
    words: str = ""  # what it shows, if nothing was typed
    caption: str = ""  # what it shows beside what was typed
    extra: Mapping[str, Json] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)  # of a poll: what their ids stand for


def balloon(bundle: str, payload: object) -> Balloon:
    """The message that an app's bundle and payload make."""
    archive = Archived(payload)
    if bundle == _URL:
        return _link(archive)
    name = bundle.rpartition(":")[2]
    kind = _KINDS.get(name.lower(), "miniapp")
    app = archive.text("an") or _NAMES.get(kind, "")
    told: dict[str, Json] = {"bundle": name, "name": app} if app else {"bundle": name}
    extra: dict[str, Json] = {"app": told}
    if kind == "poll":
        return _poll(archive, extra)
    shown = [archive.text("ldtext"), *(archive.text("userInfo", key) for key in _CAPTIONS)]
    if (url := archive.text("URL")).startswith(("http://", "https://")):
        extra["url"] = url
    return Balloon(kind, words="\n".join(dict.fromkeys(filter(None, shown))), extra=extra)


def votes(payload: object) -> Iterator[tuple[str, str]]:
    """Who voted in a poll, and the id of what they chose."""
    for vote in _listed(_document(Archived(payload)), "votes", _DEEPEST):
        who, option = vote.get("participantHandle"), vote.get("voteOptionIdentifier")
        if isinstance(option, str):
            yield (who if isinstance(who, str) else ""), option


def _link(archive: Archived) -> Balloon:
    place = next(
        (key for key in _META if archive.text(key, "URL") or archive.text(key, "originalURL")), _META[0]
    )
    url = archive.text(place, "originalURL") or archive.text(place, "URL")
    title, site = archive.text(place, "title"), archive.text(place, "siteName")
    shown = [title, archive.text(place, "summary")]
    if not title:
        known = (archive.text(place, "specialization", key) for key in ("name", "artist", "album"))
        shown = [*known, *shown]
    caption = "\n".join(dict.fromkeys(filter(None, shown)))
    told = {"url": url, "site": site}
    words = "\n".join(filter(None, (title, url)))
    return Balloon("link", words, caption, {key: value for key, value in told.items() if value})


def _poll(archive: Archived, extra: dict[str, Json]) -> Balloon:
    document = _document(archive)
    options: dict[str, str] = {}
    for option in _listed(document, "orderedPollOptions", _DEEPEST):
        key, words = option.get("optionIdentifier"), option.get("text") or option.get("pollOptionText")
        if isinstance(key, str) and isinstance(words, str):
            options[key] = words
    title = _titled(document, _DEEPEST)
    lines = "\n".join([title, *(f"- {words}" for words in options.values())]).strip()
    return Balloon("poll", words=lines or archive.text("ldtext"), extra=extra, options=options)


def _document(archive: Archived) -> object:
    """The JSON in a `data:` URL; None if there is none."""
    url = archive.text("URL")
    head, comma, rest = url.partition(",")
    if not head.startswith("data:") or not comma or len(rest) > _LONGEST:
        return None
    try:
        raw = unquote_to_bytes(rest)
        if head.endswith(";base64"):
            raw = base64.b64decode(raw)
        return parse_row(raw.decode(errors="replace"))
    except (BadRow, binascii.Error):
        return None


def _listed(thing: object, key: str, depth: int) -> list[dict[str, Any]]:
    """The objects listed under a key, wherever in a document it is."""
    if not isinstance(thing, dict) or not depth:
        return []
    if isinstance(found := thing.get(key), list):
        return [one for one in found if isinstance(one, dict)]
    return next((found for value in thing.values() if (found := _listed(value, key, depth - 1))), [])


def _titled(thing: object, depth: int) -> str:
    if not isinstance(thing, dict) or not depth:
        return ""
    if isinstance(found := thing.get("title"), str):
        return found
    return next((found for value in thing.values() if (found := _titled(value, depth - 1))), "")
