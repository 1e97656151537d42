"""Lines that WeChat itself writes into a chat: joined, renamed, recalled, taken a red packet, patted."""

from __future__ import annotations

import re

from zhiji.sources.wechat import database_markup
from zhiji.sources.wechat.database_body import Body, Naming
from zhiji.sources.wechat.database_markup import Element

_PLACE = re.compile(r"\$\{?([^\s${}]{1,128})(?:\}|\$)")  # $username$, ${wxid_x}
_QUOTED_IDS = re.compile(r"\$\{([^{}]{1,128})\}|\$([A-Za-z][\w@.-]{3,127})\$")
_DOCUMENT = re.compile(r"<sysmsg\b|^[\s\0\ufeff\"]*<")
_INLINE = frozenset({"img", "a", "b", "font", "br", "_wc_custom_link_"})
_SAYING = ("replacemsg", "plain", "content", "text", "template", "title", "msg", "digest")


def read(content: str, naming: Naming) -> Body:
    """What such a line says; whoever did it is `sender` where the line tells it by an account."""
    body = Body(kind="system")
    root = _document(content)
    if root is None:
        body.text = _named(database_markup.plain(content), naming)
    elif (pat := root.deep("pat")) is not None:
        _pat(body, pat, naming, by="fromusername", template="template")
    elif root.name == "op":  # the app tells its other devices what was read
        body.tell(type=root.get("id"))
    else:
        body.text = _sentence(root, naming)
        body.silent = not body.text and not root.children
    return body


def _document(content: str) -> Element | None:
    """The XML that a line is; None for words with links and icons in them."""
    if not _DOCUMENT.search(content):
        return None
    root = database_markup.parse(content)
    return None if root is None or root.name in _INLINE else root


def pats(body: Body, root: Element, naming: Naming) -> None:
    """Fill in who patted whom, from a card of type 62; the last of several."""
    records = root.deep("records")
    last = list(records.every("record"))[-1:] if records is not None else []
    for record in last:
        _pat(body, record, naming, by="fromUser", template="templete")


def _pat(body: Body, pat: Element, naming: Naming, *, by: str, template: str) -> None:
    body.kind = "poke"
    body.text = _named(pat.words(template) or pat.words("template"), naming)
    body.sender = pat.words(by) or None
    body.tell(patted=pat.words("pattedusername") or pat.words("pattedUser"))


def _named(text: str, naming: Naming) -> str:
    """A sentence with names where it has ids of accounts."""

    def name(found: re.Match[str]) -> str:
        return naming(found[1] or found[2]) or (found[1] if found[1] else found[0])

    return _QUOTED_IDS.sub(name, text) if "$" in text else text


def _sentence(root: Element, naming: Naming) -> str:
    template = root.deep("content_template")
    if template is not None:
        said = template.words("plain") or _filled(template)
        return database_markup.plain(_named(said, naming))
    for name in _SAYING:
        found = root.deep(name)
        if found is not None and (said := found.text.strip()):
            return database_markup.plain(_named(said, naming))
    return database_markup.plain(_named(root.text.strip(), naming))


def _filled(template: Element) -> str:
    """A template with what its list of links gives for each $place$; places that it doesn't give stay."""
    links = template.find("link_list")
    given = {link.get("name"): _shown(link) for link in links.every("link")} if links is not None else {}
    return _PLACE.sub(lambda found: given.get(found[1]) or found[0], template.words("template"))


def _shown(link: Element) -> str:
    members = link.find("memberlist")
    if members is None:
        return link.words("plain") or link.words("title")
    names = [one.words("nickname") or one.words("username") for one in members.every("member")]
    return (link.words("separator") or "、").join(name for name in names if name)
