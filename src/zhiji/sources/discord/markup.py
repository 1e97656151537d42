"""Discord's markup as people read it: names instead of ids; and what files, links and system lines are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from zhiji.chat import Json
from zhiji.sources.assistants import objects, string

_MARK = re.compile(r"<(?:@!?(\d{2,20})|#(\d{2,20})|a?:(\w{1,64}):\d{2,20}|/([\w -]{1,100}):\d{2,20})>")
_KINDS = {
    "image": "png jpg jpeg gif webp bmp heic heif avif tif tiff svg",
    "video": "mp4 mov webm mkv avi m4v 3gp wmv",
    "audio": "mp3 ogg oga wav flac m4a aac opus wma",
}
_KIND_OF = {ending: kind for kind, endings in _KINDS.items() for ending in endings.split()}
_VOICE = re.compile(r"voice-message(?:-[0-9A-F]{5})?\.ogg", re.IGNORECASE)
_HASHED = re.compile(
    r"-[0-9A-F]{5}(?=\.\w{1,8}$|$)"
)  # what DiscordChatExporter adds to names of files it fetches
_DISCRIMINATOR = re.compile(r"#(?:\d{4}|0)$")
# How DiscordChatExporter words what happened (2020 to 2026).
_SYSTEM = re.compile(
    r"(?:Added (?:.{1,64} to the group|a recipient)|Removed (?:.{1,64} from the group|a recipient)|Left the group"
    r"|Changed the channel (?:icon|name(?:: .*)?)|Pinned a message|Started a thread|Joined the server)\.?",
    re.DOTALL,
)
_CALL = re.compile(r"Started a call that lasted [\d.,]+ minutes\.")


def plain(text: str, users: Mapping[str, str], channels: Mapping[str, str]) -> str:
    """A text with names for the ids that are known; emoji and commands as one types them."""
    if "<" not in text:
        return text

    def read(match: re.Match[str]) -> str:
        user, channel, emoji, command = match.groups()
        if emoji or command:
            return f":{emoji}:" if emoji else f"/{command}"
        name = users.get(user) if user else channels.get(channel)
        return f"{'@' if user else '#'}{name}" if name else match[0]

    return _MARK.sub(read, text)


def mentioned(text: str, users: Mapping[str, str]) -> tuple[str, ...]:
    """Whom a text mentions by id: names where they are known."""
    if "<@" not in text:
        return ()
    ids = (match[1] for match in _MARK.finditer(text) if match[1])
    return tuple(dict.fromkeys(users.get(one, one) for one in ids))


def kind_of_file(name: str) -> str:
    """What a file is, going by its name."""
    if _VOICE.fullmatch(name):
        return "voice"
    return _KIND_OF.get(name.rpartition(".")[2].lower(), "file")


def kind_of_words(text: str) -> str:
    """What a line is in exports that don't tell: something that happened, a call, or text."""
    if _CALL.fullmatch(text):
        return "call"
    return "system" if _SYSTEM.fullmatch(text) else "text"


def file_name(address: str) -> str:
    """The name that a file had when it was sent, from its address or from where it was saved."""
    if "://" in address:
        return unquote(_path(address).rpartition("/")[2])
    return _HASHED.sub("", unquote(address).replace("\\", "/").rpartition("/")[2])


def without_key(address: str) -> str:
    """A web address without what changes each time that it is asked for; "" for a path."""
    return address.partition("?")[0].partition("#")[0] if "://" in address else ""


def saved_at(address: str, folder: str) -> str | None:
    """The path of a file that was saved with the export; None for a web address or a path from elsewhere."""
    if not address or "://" in address or address.startswith(("/", "\\")) or address[1:2] == ":":
        return None
    return folder + address.replace("\\", "/")


def without_discriminator(name: str) -> str:
    """A name without the digits that told namesakes apart until 2023."""
    return _DISCRIMINATOR.sub("", name) or name


def embed_in_words(embed: Mapping[str, Any]) -> str:
    """What a card says: a link unfolded, or what a bot posts."""
    author = embed.get("author")
    lines = [string(author.get("name")) if isinstance(author, Mapping) else ""]
    lines += [string(embed.get("title")), string(embed.get("description"))]
    for field in objects(embed.get("fields")):
        name, value = string(field.get("name")).strip("\u200b "), string(field.get("value")).strip("\u200b ")
        lines.append(f"{name}: {value}" if name and value else name or value)
    return "\n".join(dict.fromkeys(line for line in lines if line.strip()))


def poll_in_words(poll: Mapping[str, Any]) -> str:
    """A poll's question and answers."""
    answers = (one.get("poll_media", one) for one in objects(poll.get("answers")))
    return "\n".join([_text(poll.get("question")), *(f"- {_text(one)}" for one in answers)])


def links(embeds: Iterable[Mapping[str, Any]]) -> list[Json]:
    """Titles and addresses of cards."""
    found: list[Json] = []
    for one in embeds:
        told: dict[str, Json] = {key: one[key] for key in ("title", "url") if string(one.get(key))}
        if "url" in told:
            found.append(told)
    return found


def _text(value: object) -> str:
    return string(value.get("text")) if isinstance(value, Mapping) else string(value)


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:  # brackets in the wrong place
        return address
