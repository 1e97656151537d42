"""What WeChat shows as a card: links, files, places, transfers, calls, visiting cards and bundles of messages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from zhiji.chat import Json, Part
from zhiji.sources.wechat import content as c
from zhiji.sources.wechat import kinds
from zhiji.sources.wechat.content import Said

_SIZE = re.compile(r"\s[\d.]{1,12} (?:B|KB|MB|GB)\s")
_COORDINATES = re.compile(r"[(（](-?\d{1,3}(?:\.\d+)?)\s*[,，]\s*(-?\d{1,3}(?:\.\d+)?)[)）]")
_LATITUDE = re.compile(r"纬度:?【(-?[\d.]+)】\s*经度:?【(-?[\d.]+)】\n位置：(.*)")
_WHO = re.compile(r"[(（](.{1,60}?) 转账给 (.{1,60}?)[)）]\s*")
_AMOUNT = re.compile(r"(\S*\d\S*)(?:\s+(.*))?", re.DOTALL)
STATES = {
    "转账收款": "received",
    "已收款": "received",
    "接收": "received",
    "退还": "returned",
    "已退还": "returned",
    "非实时转账收款": "received",
}
_MONEY = {"微信转账": "transfer", "微信红包": "red_packet"}
_CALLS = {"语音通话": "voice", "视频通话": "video"}
_ROOMS = {"0": "video", "1": "voice"}
_SHORTENED = frozenset(
    {"对方已拒绝", "已在其他设备接听", "忙线未接听", "未接听", "已接听"}
)  # WeFlow's words, not WeChat's
_CALL = re.compile(r"(?:语音/视频通话)\[(.*)\]", re.DOTALL)
_LENGTH = re.compile(r"(?:通话时长\s*)?(\d{1,2}:\d\d(?::\d\d)?)")
_SPEAKER = re.compile(r"( *+)([^:\n]{1,60}): (.*)")
_ITEM = re.compile(r"( *+)- (\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?) ([^:\n]{1,60}): (.*)")
_DEEPEST = 8
_MOST_PARTS = 20_000

Untyped = Callable[[str], Said]


def card(kind: str, content: str) -> Said:
    """A link, a piece of music, a mini program, a note: its title as text, its address and the rest in `extra`."""
    word, title, rest = c.mark(content)
    where = c.target(rest) if title else None
    if where is not None:
        told: dict[str, Json] = {"url" if c.is_url(where) else "description": where} if where else {}
        return Said(kind, "" if title == "<nil>" else title, extra=told)
    body = rest if word else content
    fields = c.fields(body)
    if fields.keys() & {"标题", "title", "描述"}:
        return _fields_card(kind, fields)
    shown, anchor, url = body.partition("\n\n<a href=")
    if anchor:
        shown, _, description = shown.partition("\n")
        found: dict[str, Json] = {"description": description.strip(), "url": c.link(url)[1]}
        return Said(kind, shown, extra={key: value for key, value in found.items() if value})
    text, url = c.link(body)
    if text in _MONEY:  # a card's title, where the tool doesn't know the card
        return Said(_MONEY[text])
    return Said(kind, text or url, extra={"url": url} if url else {})


def _fields_card(kind: str, told: dict[str, str]) -> Said:
    names = {
        "描述": "description",
        "description": "description",
        "链接": "url",
        "url": "url",
        "应用": "publisher",
        "name": "publisher",
    }
    extra: dict[str, Json] = {
        names[key]: value for key, value in told.items() if key in names and value not in ("", "None")
    }
    title = told.get("标题") or told.get("title") or ""
    if not title:
        title = str(extra.pop("description", ""))
    if told.get("发布者"):
        extra["publisher"] = told["发布者"]
    return Said(kind, title, extra=extra)


def file(content: str) -> Said:
    """A file: its name, and its path if the export has it."""
    word, name, rest = c.mark(content)
    body = name or (rest if word else content)
    body = body.strip()
    if not word and (path := c.file_path(body)):
        return Said("file", file=re.sub(r"^\d+_", "", path.rpartition("/")[2]), path=path)
    sized = _SIZE.search(body)
    return Said("file", file=(body[: sized.start()] if sized else body).strip())


def location(content: str) -> Said:
    """A place: its name and address as text, where it is in `extra`."""
    if c.is_xml(content):
        return place(
            c.attribute(content, "label"),
            c.attribute(content, "poiname"),
            c.attribute(content, "x"),
            c.attribute(content, "y"),
        )
    word, inside, rest = c.mark(content)
    if inside:
        label, *others = inside.split("|")
        return place(label, "", *others[-2:]) if len(others) > 2 else place(label, "")
    body = (rest if word else content).strip()
    pywxdump = _LATITUDE.match(body)
    if pywxdump:
        return place(pywxdump[3].strip(), "", pywxdump[1], pywxdump[2])
    told = c.fields(body)
    found = _COORDINATES.search(body)
    where = (found[1], found[2]) if found else ()
    if "名称" in told or "标签" in told:
        return place(told.get("标签", ""), told.get("名称", ""), *where)
    return place(_COORDINATES.sub("", body).strip(), "", *where)


def place(label: str, name: str, latitude: object = None, longitude: object = None) -> Said:
    """A place, from its parts."""
    extra: dict[str, Json] = {}
    x, y = c.number(latitude), c.number(longitude)
    if x is not None and y is not None:
        extra |= {"latitude": x, "longitude": y}
    name = "" if name == "[位置]" else name
    shown = name if name == label or not label else ", ".join(one for one in (name, label) if one)
    return Said("location", shown, extra=extra)


def transfer(content: str) -> Said:
    """Money sent, received or returned: the sender's words as text, the amount in `extra`."""
    extra: dict[str, Json] = {}
    fields = c.fields(content)
    if "转账" in fields or "已收款" in fields:
        amount = fields.get("转账") or fields.get("已收款") or ""
        return _money(amount, fields.get("转账说明", ""), "received" if "已收款" in fields else "sent")
    word, inside, rest = c.mark(content)
    if inside:
        state, _, amount = inside.rpartition(" ")
        return _money(amount, c.target(rest) or "", STATES.get(state, "sent"))
    if not word:
        found = _AMOUNT.fullmatch(content.strip())
        return _money(found[1], found[2] or "", "") if found else Said("transfer", content)
    rest = rest.lstrip(":： ")
    who = _WHO.match(rest)
    if who:
        extra |= {"from": who[1], "to": who[2]}
        rest = rest[who.end() :]
    amount, _, memo = rest.partition("\n备注:")
    found = _AMOUNT.fullmatch(amount.strip())
    told = (found[1], memo or found[2] or "") if found else ("", rest)
    said = _money(*told, STATES.get(word, "sent"))
    said.extra |= extra
    return said


def _money(amount: str, memo: str, state: str) -> Said:
    extra: dict[str, Json] = {"amount": amount} if amount else {}
    extra |= {"state": state} if state else {}
    return Said("transfer", memo.strip(), extra=extra)


def red_packet(content: str) -> Said:
    """A red packet: the wish on it."""
    word, inside, rest = c.mark(content)
    return Said("red_packet", (inside or (rest if word else content)).lstrip(":： ").strip())


def call(content: str) -> Said:
    """A call: what WeChat shows of it as text, whether it was one with pictures in `extra`."""
    if c.is_xml(content):
        room = _ROOMS.get(c.element(content, "room_type"))
        return Said("call", c.element(content, "msg"), extra={"call": room} if room else {})
    word, inside, rest = c.mark(content)
    shown = _CALL.fullmatch(content)
    rest = (shown[1] if shown else inside or (rest if word else content)).strip()
    extra: dict[str, Json] = {"call": _CALLS[word]} if word in _CALLS else {}
    if length := _LENGTH.fullmatch(rest):
        return Said("call", f"通话时长 {length[1]}", extra=extra)
    if word and rest in _SHORTENED:
        return Said("call", extra={**extra, "state": rest})
    return Said("call", rest, extra=extra)


def contact(content: str) -> Said:
    """A visiting card: the name on it."""
    if c.is_xml(content):
        return person(c.attribute(content, "nickname"), c.attribute(content, "username"))
    word, _, rest = c.mark(content)
    told = c.fields(rest if word else content)
    if "昵称" in told:
        return person(told["昵称"], wechat_id=told.get("微信号", ""))
    body = (rest if word else content).strip()
    return Said("contact", "" if body in ("名片", "推荐公众号") else body)


def person(name: str, native: str = "", wechat_id: str = "") -> Said:
    """A visiting card, from its parts."""
    told = {"id": native, "name": name, "wechat_id": wechat_id}
    known: dict[str, Json] = {key: value for key, value in told.items() if value}
    return Said("contact", name or wechat_id, extra={"contact": known} if native or wechat_id else {})


def forward(content: str, untyped: Untyped) -> Said:
    """Messages that were forwarded in one: their title as text, they themselves as parts."""
    word, title, rest = c.mark(content)
    if c.target(rest) is not None and title:
        return Said("forward", title)
    head, _, lines = (rest if word else content).partition("\n")
    parts = _parts(lines.split("\n"), untyped) if lines.strip() else ()
    return Said("forward", (title or head).strip(), parts=parts)


def _parts(lines: list[str], untyped: Untyped) -> tuple[Part, ...]:
    """The messages of a bundle, one a line; lines that nobody speaks belong to the one before."""
    found: list[tuple[int, str, str, datetime | None]] = []
    for line in lines[:_MOST_PARTS]:
        item, speaker = _ITEM.match(line), _SPEAKER.match(line)
        if item:
            found.append((len(item[1]) // 4, item[3], item[4], _time(item[2])))
        elif speaker:
            found.append((len(speaker[1]) // 2, speaker[2], speaker[3], None))
        elif found and line.strip():
            depth, who, text, when = found[-1]
            found[-1] = (depth, who, f"{text}\n{line.strip()}", when)
        elif line.strip():
            found.append((0, "", line.strip(), None))
    return _nested(found, 0, untyped)


def _nested(
    found: list[tuple[int, str, str, datetime | None]], depth: int, untyped: Untyped
) -> tuple[Part, ...]:
    parts: list[Part] = []
    at = 0
    while at < len(found):
        _, who, text, when = found[at]
        end = at + 1
        while end < len(found) and found[end][0] > found[at][0] and depth < _DEEPEST:
            end += 1
        inner = _nested(found[at + 1 : end], depth + 1, untyped)
        said = untyped(text) if "\n" not in text else Said("text", text)
        kind = "forward" if inner else kinds.shown(said.kind)
        parts.append(Part(sender=who, text=said.text or said.file, when=when, kind=kind, parts=inner))
        at = end
    return tuple(parts)


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
