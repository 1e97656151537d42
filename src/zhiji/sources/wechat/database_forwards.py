"""Forwarded chats: the messages in a `recorditem`, each with who said it and when, bundles within bundles too."""

from __future__ import annotations

from datetime import UTC, datetime

from zhiji.chat import Part
from zhiji.sources.wechat import database_markup
from zhiji.sources.wechat.database_markup import Element

_DEEPEST = 8  # WeChat itself stops much earlier
_LATEST = 1 << 32
_YEARS = range(1970, 2200)
_BUNDLE = "17"
_KINDS = {
    "1": "text",
    "2": "image",
    "3": "voice",
    "4": "video",
    "5": "link",
    "6": "location",
    "7": "music",
    "8": "file",
    "16": "contact",
    _BUNDLE: "forward",
    "19": "miniapp",
    "22": "share",
    "23": "share",
    "29": "music",
    "37": "sticker",
}
_CLOCKS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M")


def parts(item: Element, depth: int = 1) -> tuple[Part, ...]:
    """The messages of a bundle, in its order."""
    record = item if item.find("datalist") is not None else item.find("recordinfo")
    if record is None and "<" in item.text:  # XML within the text of the XML
        root = database_markup.parse(item.text)
        record = root.deep("recordinfo") if root is not None else None
    listed = record.find("datalist") if record is not None else None
    if listed is None:
        return ()
    return tuple(_part(one, depth) for one in listed.every("dataitem"))


def _part(item: Element, depth: int) -> Part:
    kind = _KINDS.get(item.get("datatype"), "other")
    inner: tuple[Part, ...] = ()
    bundle = item.find("recordxml") or item.find("recorditem")
    if bundle is not None and depth < _DEEPEST:
        inner, kind = parts(bundle, depth + 1), "forward"
    return Part(
        sender=item.words("sourcename"), text=_text(item, kind), when=_when(item), kind=kind, parts=inner
    )


def _text(item: Element, kind: str) -> str:
    said, title = item.words("datadesc"), item.words("datatitle")
    if kind == "text":
        return said or title
    if kind == "location":
        return ", ".join(
            one for one in (item.words("locitem", "poiname"), item.words("locitem", "label")) if one
        )
    if kind in ("image", "voice", "video", "sticker"):
        return ""
    if kind == "link":
        url = item.words("link") or item.words("weburlitem", "link")
        return "\n".join(one for one in (title or item.words("weburlitem", "title"), url) if one)
    return title or said


def _when(item: Element) -> datetime | None:
    """The instant if the bundle has it, else what the sender's clock showed."""
    stamp = item.words("srcMsgCreateTime")
    if stamp.isascii() and stamp.isdigit() and 0 < int(stamp[:12]) < _LATEST:
        return datetime.fromtimestamp(int(stamp[:12]), UTC)
    clock = item.words("sourcetime")
    for form in _CLOCKS:
        try:
            when = datetime.strptime(clock, form)
        except ValueError:
            continue
        return when if when.year in _YEARS else None
    return None
