"""What a message of QQChatExporter holds: words, pictures, files, cards, what it answers, what it passes on.

Versions differ in how they write it. "elements" are either the pieces of the message one by one, or one text in which
marks like [图片: a.jpg] stand for the pieces that follow it (then it equals content.text). V4 has no elements, but
"resources", "emojis" and "reply" beside the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from zhiji.chat import Attachment, Json, Part
from zhiji.sources.assistants import objects, string
from zhiji.sources.qq import marks
from zhiji.sources.qq.exporter_people import People
from zhiji.sources.qq.exporter_values import ident, mapping, name_of, when
from zhiji.sources.rows import BadRow, parse_row

_INLINE = {"text", "at", "face"}
# From the piece that says most of what a message is, to the least
_KINDS = {
    "forward": "forward",
    "multi_forward": "forward",
    "multiForward": "forward",
    "av_record": "call",
    "location": "location",
    "file": "file",
    "video": "video",
    "audio": "voice",
    "voice": "voice",
    "ptt": "voice",
    "record": "voice",
    "json": "link",
    "ark": "link",
    "image": "image",
    "pic": "image",
    "market_face": "sticker",
    "mface": "sticker",
    "giphy": "sticker",
    "face_bubble": "sticker",
    "yolo_game_result": "game",
    "calendar": "event",
}
_MEDIA = {"image", "video", "voice", "file", "sticker"}
_TYPES = {"image", "video", "audio", "voice", "file", "forward", "json", "location"}  # of whole messages
_NT = {3: "file", 6: "voice", 7: "video", 8: "forward", 11: "link"}  # V4's messageType, as QQ NT counts
_CARDS = (
    ("com.tencent.miniapp", "miniapp"),
    ("com.tencent.map", "location"),
    ("com.tencent.multimsg", "forward"),
    ("com.tencent.contact", "contact"),
    ("com.tencent.troopsharecard", "contact"),
    ("com.tencent.music", "music"),
)
_NO_NAMES = {"图片", "视频", "语音", "文件", "未知"}
_NO_TITLES = {"JSON消息", "位置消息", "转发消息"}
_SORTED = re.compile(r"(?:images|videos|audios|files)/")
_HERE = re.compile(r"(?![A-Za-z]:|[/\\])[^\0]+")
_DEEPEST = 12
_JSON_LIMIT = 1 << 18


def said(row: Mapping[str, Any], people: People, depth: int = 0) -> dict[str, Any]:
    """The fields of a Message that come from what was said."""
    given = row.get("content")
    content = mapping(given)
    elements = _elements(content)
    resources = objects(content.get("resources"))
    kind = _kind(row, elements, resources)
    if kind == "text" and _is_plain(content, elements) and (words := content["text"])[:1] not in ("[", ""):
        return {"text": words, "kind": kind}
    reply = _reply(content, elements)
    whole = given if isinstance(given, str) else string(content.get("text"))
    fields: dict[str, Any] = {
        "text": _text(whole, content, elements, resources, reply),
        "kind": kind,
        "attachments": _attachments(kind, elements, resources),
        "mentions": _mentions(content, elements, people),
    }
    _add_reply(fields, reply)
    for type_, data in elements:
        _add(fields, type_, data, people, depth)
    if not elements and not resources and kind == "text":
        _add_marks(fields)
    return {key: value for key, value in fields.items() if value or key in ("text", "kind")}


def _is_plain(content: Mapping[str, Any], elements: list[tuple[str, Mapping[str, Any]]]) -> bool:
    """Whether a message is one piece of text and nothing else, as most are."""
    if not isinstance(content.get("text"), str) or content.get("mentions") or content.get("reply"):
        return False
    return not content.get("resources") and (
        not elements or (len(elements) == 1 and elements[0][0] == "text")
    )


def _elements(content: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    return [(string(one.get("type")), mapping(one.get("data"))) for one in objects(content.get("elements"))]


def _kind(
    row: Mapping[str, Any],
    elements: list[tuple[str, Mapping[str, Any]]],
    resources: list[dict[str, Any]],
) -> str:
    types = {type_ for type_, _ in elements}
    types.update(string(one.get("type")) for one in resources)
    for type_, kind in _KINDS.items():
        if type_ in types:
            return "sticker" if kind == "image" and _is_sticker(elements) else kind
    given = row.get("type")
    if not types - _INLINE and isinstance(given, str) and given in _TYPES:
        return _KINDS[given]
    number = row.get("messageType")
    if not types and isinstance(number, int) and number in _NT:
        return _NT[number]
    return "text"


def _is_sticker(elements: list[tuple[str, Mapping[str, Any]]]) -> bool:
    images = [data for type_, data in elements if type_ in ("image", "pic")]
    return bool(images) and all(
        data.get("subType") == "sticker" or "表情" in string(data.get("summary")) for data in images
    )


def _text(
    whole: str,
    content: Mapping[str, Any],
    elements: list[tuple[str, Mapping[str, Any]]],
    resources: list[dict[str, Any]],
    reply: Mapping[str, Any],
) -> str:
    """The words alone."""
    words = [string(data.get("text")) for type_, data in elements if type_ == "text"]
    others = {type_ for type_, _ in elements} - _INLINE
    if words and others and "".join(words).strip() != whole.strip():
        return "".join(_inline(type_, data) for type_, data in elements).strip()
    text = whole or "".join(_inline(type_, data) for type_, data in elements)
    kinds = {_KINDS[type_] for type_ in others if type_ in _KINDS}
    kinds |= {_KINDS[type_] for one in resources if (type_ := string(one.get("type"))) in _KINDS}
    if objects(content.get("emojis")) and marks.alone(text):
        kinds.add("sticker")
    if reply:
        kinds.add("reply")
    if "system" in others or not kinds:
        return text
    names = [string(one.get("filename")) or string(one.get("fileName")) for one in resources]
    names += [string(data.get("filename")) for _, data in elements]
    text = marks.without(text, kinds, filter(None, names), string(reply.get("content")))
    for type_, data in elements:
        if type_ in ("market_face", "mface") and (name := string(data.get("name"))):
            text = text.replace(f"[{name}]", "").removesuffix(name)
    return text.strip()


def _inline(type_: str, data: Mapping[str, Any]) -> str:
    if type_ == "text":
        return string(data.get("text"))
    name = string(data.get("name"))
    if type_ == "at" and name:
        return name if name.startswith("@") else f"@{name}"
    if type_ == "face":
        return name if name.startswith(("[", "/")) else f"[{name or '表情'}]"
    return ""


def _attachments(
    kind: str, elements: list[tuple[str, Mapping[str, Any]]], resources: list[dict[str, Any]]
) -> tuple[Attachment, ...]:
    given: list[Mapping[str, Any]] = list(resources) if kind in _MEDIA else []
    if not given:
        given = [data for type_, data in elements if _KINDS.get(type_) in _MEDIA - {"sticker"}]
    found = (_attachment(one) for one in given)
    return tuple(one for one in found if one.name or one.path)


def _attachment(one: Mapping[str, Any]) -> Attachment:
    name = string(one.get("filename")) or string(one.get("fileName"))
    size = one.get("size", one.get("fileSize"))
    size = int(size) if isinstance(size, str) and size.isdecimal() and len(size) < 16 else size
    return Attachment(
        name="" if name in _NO_NAMES else name,
        path=_path(one),
        size=size if isinstance(size, int) and not isinstance(size, bool) and 0 < size < 1 << 60 else None,
    )


def _path(one: Mapping[str, Any]) -> str | None:
    """Where the file lies beside the export; addresses on the web and paths of another computer are no help."""
    url = string(one.get("url")) or string(one.get("originalUrl"))
    if url.startswith("resources/"):
        return url
    path = string(one.get("localPath")).replace("\\", "/")
    if _SORTED.match(path):
        return f"resources/{path}"
    return path if "/" in path and _HERE.fullmatch(path) and "://" not in path else None


def _mentions(
    content: Mapping[str, Any], elements: list[tuple[str, Mapping[str, Any]]], people: People
) -> tuple[str, ...]:
    given: list[Mapping[str, Any]] = list(objects(content.get("mentions")))
    given = given or [data for type_, data in elements if type_ == "at"]
    return tuple(dict.fromkeys(one for data in given if (one := people.mentioned(data))))


def _reply(content: Mapping[str, Any], elements: list[tuple[str, Mapping[str, Any]]]) -> Mapping[str, Any]:
    return next((data for type_, data in elements if type_ == "reply"), mapping(content.get("reply")))


def _add_reply(fields: dict[str, Any], reply: Mapping[str, Any]) -> None:
    """Link what is answered. `messageId` is its id only where neither of the keys of later versions is there (V4)."""
    answered = ident(reply.get("referencedMessageId")) or ident(reply.get("replyMsgId"))
    if reply.keys().isdisjoint(("referencedMessageId", "replyMsgId")):
        answered = ident(reply.get("messageId"))
    if answered:
        fields["reply_to"] = answered
    elif words := string(reply.get("content")):
        fields["extra"] = {"quoted": {"sender": string(reply.get("senderName")), "text": words}}


def _add(fields: dict[str, Any], type_: str, data: Mapping[str, Any], people: People, depth: int) -> None:
    """What one piece adds to the message."""
    kind = fields["kind"]
    if kind == "forward" and _KINDS.get(type_) == "forward":
        fields["parts"] = (*fields.get("parts", ()), *_parts(data, people, depth))
        if not fields["parts"] and not fields["text"]:
            fields["text"] = "\n".join(line for line in _strings(data.get("preview")))
    elif type_ in ("json", "ark") and kind == "link":
        _add_card(fields, data)
    elif type_ in ("market_face", "mface") and (name := string(data.get("name")).strip("[]")):
        fields["caption"] = name
    elif kind == "voice" and (words := string(data.get("transcript"))):
        fields["transcript"] = words
    elif type_ in ("av_record", "calendar", "location") and not fields["text"]:
        summary = string(data.get("summary"))
        fields["text"] = "" if marks.alone(summary) or summary == "分享了位置" else summary
    elif type_ == "markdown" and fields["text"] in ("", "[Markdown消息]"):
        fields["text"] = string(data.get("content")) or fields["text"]


def _parts(data: Mapping[str, Any], people: People, depth: int) -> tuple[Part, ...]:
    if depth >= _DEEPEST:
        return ()
    return tuple(_part(one, people, depth + 1) for one in objects(data.get("messages")))


def _part(one: Mapping[str, Any], people: People, depth: int) -> Part:
    fields = said(one, people, depth)
    found = when(one)
    return Part(
        sender=name_of(mapping(one.get("sender")), {}),
        text=fields["text"],
        when=found[0] if found and found[0].year > 1970 else None,
        kind=fields["kind"],
        parts=fields.get("parts", ()),
    )


def _add_card(fields: dict[str, Any], data: Mapping[str, Any]) -> None:
    """The title of a card as text, where it leads in `extra`."""
    card = _card(data.get("content"))
    inner: Mapping[str, Any] = next(
        (one for one in card.get("meta", {}).values() if isinstance(one, dict)), {}
    )
    app = string(card.get("app"))
    fields["kind"] = next((kind for start, kind in _CARDS if app.startswith(start)), "link")
    if fields["kind"] == "link" and card.get("view") == "music":
        fields["kind"] = "music"
    titles = (string(data.get("title")), string(inner.get("title")), string(card.get("prompt")))
    title = next((one for one in titles if one and one not in _NO_TITLES), "")
    fields["text"] = fields["text"] if fields["text"] not in ("", "[JSON消息]") else title
    url = string(data.get("url")) or string(inner.get("jumpUrl")) or string(inner.get("qqdocurl"))
    about = string(data.get("description")) or string(inner.get("desc"))
    told: dict[str, Json] = {
        key: value
        for key, value in (("url", url), ("description", about), ("app", string(data.get("appName")) or app))
        if value
    }
    if told:
        fields["extra"] = {**fields.get("extra", {}), "card": told}


def _card(content: object) -> dict[str, Any]:
    if not isinstance(content, str) or len(content) > _JSON_LIMIT:
        return {}
    try:
        card = parse_row(content)
    except BadRow:
        return {}
    if not isinstance(card, dict):
        return {}
    return {**card, "meta": mapping(card.get("meta"))}


def _add_marks(fields: dict[str, Any]) -> None:
    """A text that is only a mark, as exporters write it who leave the pieces out."""
    if found := marks.alone(fields["text"]):
        fields["kind"], fields["text"] = found[0], ""
        fields["attachments"] = tuple(Attachment(name=name) for name in found[1] if name not in _NO_NAMES)
    elif kind := marks.leading(fields["text"]):
        fields["kind"] = kind


def _strings(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
