"""Messages of type 49: links, files, quotes, forwarded chats, transfers and all else that WeChat calls an app message."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from zhiji.chat import Attachment, Json, Part
from zhiji.sources.wechat import database_contents, database_forwards, database_markup, database_notices
from zhiji.sources.wechat.database_body import Body, Naming, known, number
from zhiji.sources.wechat.database_markup import Element

APP = 49
QUOTE, FORWARD = 57, 19
_PAID = {
    "1": "sent",
    "3": "received",
    "4": "returned",
    "5": "received",
    "7": "sent",
    "9": "returned",
    "10": "expired",
}
_KINDS = {
    **dict.fromkeys((1, QUOTE, 53, 87), "text"),  # 53: a list to sign up on, 87: a notice to the group
    2: "image",
    **dict.fromkeys((3, 76, 92), "music"),
    **dict.fromkeys((4, 5, 49, 68), "link"),
    7: "game",
    **dict.fromkeys((6, 74), "file"),
    **dict.fromkeys((8, 15, 26, 27), "sticker"),
    17: "location",
    FORWARD: "forward",
    **dict.fromkeys((24, 40), "note"),
    **dict.fromkeys((33, 36, 44, 46), "miniapp"),
    **dict.fromkeys((50, 51, 63, 88), "share"),  # video channels and live streams
    62: "poke",
    2000: "transfer",
    **dict.fromkeys((2001, 2002, 2003), "red_packet"),
}


def read(sub: int, content: str, root: Element | None, naming: Naming) -> Body:
    """What such a message says. Its XML tells the sub type better than the database's column."""
    app = _app(root)
    if app is None:
        body = Body(kind=_KINDS.get(sub, "share"), text="" if "<" in content else content)
        body.silent = "<" in content
        return body
    told = number(app.words("type"))
    sub = sub if told is None else told
    body = Body(kind=_KINDS.get(sub, "share"))
    _READERS.get(sub, _link)(body, app, naming)
    if body.kind == "share" and sub not in _KINDS:
        body.kind = "link" if "url" in body.extra else "share"
        body.tell(type=sub)
    return body


def _app(root: Element | None) -> Element | None:
    if root is None:
        return None
    return root if root.name == "appmsg" else root.find("appmsg") or root.deep("appmsg")


def _link(body: Body, app: Element, naming: Naming) -> None:  # noqa: ARG001 - all readers get it
    title, description = app.words("title"), app.words("des")
    body.text = title or description
    body.tell(
        url=app.words("url") or app.words("lowurl") or app.words("dataurl"),
        description="" if description == body.text else description,
        publisher=app.words("sourcedisplayname"),
    )
    articles = app.find("mmreader", "category")
    items = list(articles.every("item")) if articles is not None else []
    if len(items) > 1:  # an issue of an official account
        body.parts = tuple(_article(item) for item in items)


def _article(item: Element) -> Part:
    lines = (item.words("title"), item.words("url"))
    return Part(kind="link", text="\n".join(line for line in lines if line))


def _text(body: Body, app: Element, naming: Naming) -> None:
    _link(body, app, naming)
    if "url" in body.extra:
        body.kind = "link"
    body.text = _own(app) or body.text


def _own(app: Element) -> str:
    title = app.find("title")
    return title.text if title is not None else ""


def _notice(body: Body, app: Element, naming: Naming) -> None:
    _link(body, app, naming)
    notice = app.words("textannouncement")
    body.text = notice or str(body.extra.pop("description", "")) or body.text
    body.extra.pop("url", None)
    body.tell(notice=True)


def _quote(body: Body, app: Element, naming: Naming) -> None:  # noqa: ARG001 - as above
    body.text = _own(app)
    refer = app.find("refermsg")
    if refer is None:
        return
    target = refer.words("svrid")
    body.reply_to = target if target and target != "0" else None
    body.tell(quoted=_quoted(refer))


def _quoted(refer: Element) -> dict[str, Json]:
    """The message that is answered, as far as the answer repeats it."""
    base, content = number(refer.words("type")) or 0, refer.find("content")
    raw = content.text if content is not None else ""
    inner = Body(text=raw.strip())
    if base == APP:
        app = _app(database_markup.parse(raw))
        if app is not None:
            inner.kind = _KINDS.get(number(app.words("type")) or 0, "share")
            inner.text = app.words("title")
    elif base != 1:
        inner = database_contents.read(base, raw, database_markup.parse(raw))
    return known(
        sender=refer.words("displayname"),
        sender_id=refer.words("chatusr") or refer.words("fromusr"),
        text=inner.text,
        kind=inner.kind,
        when=_moment(refer.words("createtime")),
    )


def _moment(value: str) -> str:
    stamp = number(value)
    return datetime.fromtimestamp(stamp, UTC).isoformat() if stamp and stamp < 1 << 32 else ""


def _file(body: Body, app: Element, naming: Naming) -> None:  # noqa: ARG001 - as above
    attached, name = app.find("appattach"), app.words("title")
    size = number(attached.words("totallen")) if attached is not None else None
    body.attachments = (Attachment(name=name, size=size),)
    md5 = app.words("md5").lower()
    body.md5 = (md5,) if md5 else ()


def _forward(body: Body, app: Element, naming: Naming) -> None:  # noqa: ARG001 - as above
    body.text = app.words("title")
    item = app.find("recorditem")
    body.parts = database_forwards.parts(item) if item is not None else ()
    if not body.parts:
        body.tell(description=app.words("des"))


def _transfer(body: Body, app: Element, naming: Naming) -> None:  # noqa: ARG001 - as above
    paid = app.find("wcpayinfo")
    if paid is None:
        body.text = app.words("des") or app.words("title")
        return
    body.text = paid.words("pay_memo")
    body.tell(
        amount=paid.words("feedesc"),
        state=_PAID.get(paid.words("paysubtype")),
        transfer=paid.words("transferid"),
    )


def _packet(body: Body, app: Element, naming: Naming) -> None:  # noqa: ARG001 - as above
    paid = app.find("wcpayinfo")
    words = (paid.words("sendertitle") or paid.words("receivertitle")) if paid is not None else ""
    body.text = words or app.words("title")
    if paid is not None:
        body.tell(amount=paid.words("feedesc"), about=paid.words("scenetext"))


def _program(body: Body, app: Element, naming: Naming) -> None:
    _link(body, app, naming)
    body.tell(page=app.words("weappinfo", "pagepath"), app=app.words("weappinfo", "username"))


def _channel(body: Body, app: Element, naming: Naming) -> None:
    _link(body, app, naming)
    feed = app.find("finderFeed") or app.find("finderLive")
    if feed is None:
        return
    body.text = feed.words("desc") or body.text
    body.tell(publisher=feed.words("nickname"))
    url = feed.words("mediaList", "media", "url")
    if url:
        body.extra["url"] = url


def _pat(body: Body, app: Element, naming: Naming) -> None:
    database_notices.pats(body, app, naming)
    body.text = body.text or app.words("title")


def _sticker(body: Body, app: Element, naming: Naming) -> None:  # noqa: ARG001 - as above
    attached = app.find("appattach")
    body.tell(md5=attached.words("emoticonmd5") if attached is not None else "")


def _place(body: Body, app: Element, naming: Naming) -> None:  # noqa: ARG001 - as above
    body.text = app.words("title")


_READERS: dict[int, Callable[[Body, Element, Naming], None]] = {
    **dict.fromkeys((1, 53), _text),
    **dict.fromkeys((6, 74), _file),
    **dict.fromkeys((8, 15, 26, 27), _sticker),
    17: _place,
    FORWARD: _forward,
    **dict.fromkeys((33, 36, 44, 46), _program),
    **dict.fromkeys((50, 51, 63, 88), _channel),
    QUOTE: _quote,
    62: _pat,
    87: _notice,
    2000: _transfer,
    **dict.fromkeys((2001, 2002, 2003), _packet),
}
