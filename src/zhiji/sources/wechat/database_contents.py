"""Contents that are neither words nor cards: pictures, voices, videos, stickers, places, calls, people."""

from __future__ import annotations

import re
from collections.abc import Callable

from zhiji.sources.wechat.database_body import Body, known, number
from zhiji.sources.wechat.database_markup import Element

IMAGE, VOICE, VIDEO = 3, 34, (43, 62)
_AFTER_NAME = re.compile(r"[^:\s]*:(\d{1,9}):")  # phones, without XML: "wxid:2400:1"
_NO_NAME = "[位置]"  # what the app shows where a place has no name
_CALLS = {"voip_content_voice": "voice", "voip_content_video": "video"}
_ROOMS = {"0": "video", "1": "voice"}


def read(base: int, content: str, root: Element | None) -> Body:
    """What a message of this type says; `root` is its XML, None if it has none."""
    reader = _READERS.get(base)
    return _unknown(base, content, root) if reader is None else reader(content, root)


def _image(content: str, root: Element | None) -> Body:
    body, image = Body(kind="image"), root.find("img") if root is not None else None
    body.silent = bool(content.strip()) and image is None and "<" in content
    if image is not None:
        body.md5 = _sums(image, "md5", "originsourcemd5")
        body.tell(md5=image.get("md5"))
    return body


def _voice(content: str, root: Element | None) -> Body:
    body = Body(kind="voice")
    if root is None:
        length = _AFTER_NAME.match(content)
        body.tell(seconds=_seconds(length[1]) if length else None)
        return body
    voice, trans = root.deep("voicemsg"), root.deep("voicetrans")
    if voice is not None:
        body.tell(seconds=_seconds(voice.get("voicelength")))
    if trans is not None:
        body.transcript = trans.get("transtext") or trans.words("transtext") or trans.text.strip() or None
    return body


def _video(content: str, root: Element | None) -> Body:
    body = Body(kind="video")
    if root is None:
        length = _AFTER_NAME.match(content)
        body.tell(seconds=number(length[1]) if length else None)
        return body
    video = root.deep("videomsg")
    if video is not None:
        body.md5 = _sums(video, "md5", "rawmd5", "newmd5", "originsourcemd5")
        body.tell(seconds=number(video.get("playlength")), md5=video.get("md5"))
    return body


def _sticker(content: str, root: Element | None) -> Body:  # noqa: ARG001 - all readers get both
    body, emoji = Body(kind="sticker"), root.deep("emoji") if root is not None else None
    if emoji is not None:
        body.tell(md5=emoji.get("md5"))
    return body


def _card(content: str, root: Element | None) -> Body:
    body = Body(kind="contact", silent=root is None and bool(content.strip()))
    if root is not None:
        body.text = root.get("nickname") or root.get("alias")
        contact = known(
            id=root.get("username"),
            name=root.get("nickname"),
            wechat_id=root.get("alias"),
            organisation=root.get("openimdesc"),
        )
        body.tell(contact=contact)
    return body


def _request(content: str, root: Element | None) -> Body:
    body = Body(kind="system", silent=root is None and bool(content.strip()))
    if root is not None:
        body.text = root.get("content")
        body.tell(contact=known(id=root.get("fromusername"), name=root.get("fromnickname")))
    return body


def _location(content: str, root: Element | None) -> Body:
    body = Body(kind="location")
    place = root.deep("location") if root is not None else None
    if place is None:
        body.silent = bool(content.strip())
        return body
    name, label = place.get("poiname"), place.get("label")
    name = "" if name == _NO_NAME else name
    body.text = name if name == label or not label else ", ".join(one for one in (name, label) if one)
    body.tell(latitude=_degrees(place.get("x")), longitude=_degrees(place.get("y")))  # x is the latitude
    return body


def _call(content: str, root: Element | None) -> Body:
    body = Body(kind="call")
    if root is None:
        plain = content.strip()
        body.tell(call=_CALLS.get(plain))
        body.text = "" if plain in _CALLS or plain.startswith("{") else plain
        return body
    bubble = root.deep("VoIPBubbleMsg")
    if bubble is not None:
        body.text = bubble.words("msg")
        body.tell(call=_ROOMS.get(bubble.words("room_type")))
    return body


def _mail(content: str, root: Element | None) -> Body:
    mail = root.deep("pushmail") if root is not None else None
    if mail is None:
        return Body(kind="link", silent=bool(content.strip()))
    body = Body(kind="link", text=mail.words("content", "subject"))
    body.tell(description=mail.words("content", "digest"), sender=mail.words("content", "sender"))
    return body


def _unknown(base: int, content: str, root: Element | None) -> Body:
    """A type that we don't know: its words if it has some."""
    body = Body(kind="other")
    body.tell(type=base)
    if root is None or ("</" not in content and "/>" not in content):
        body.text = content
        return body
    found = root.deep("title") or root.deep("content")
    body.text = found.text.strip() if found is not None else ""
    return body


def _sums(element: Element, *names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.lower() for name in names if (value := element.get(name))))


def _seconds(milliseconds: str) -> float | None:
    length = number(milliseconds)
    return length / 1000 if length else None


def _degrees(value: str) -> float | None:
    try:
        degrees = float(value)
    except ValueError:
        return None
    return degrees if -180 <= degrees <= 180 else None


_READERS: dict[int, Callable[[str, Element | None], Body]] = {
    IMAGE: _image,
    VOICE: _voice,
    35: _mail,
    37: _request,
    47: _sticker,
    48: _location,
    **dict.fromkeys(VIDEO, _video),
    **dict.fromkeys((42, 66, 67), _card),
    **dict.fromkeys((50, 52, 53, 64), _call),
}
