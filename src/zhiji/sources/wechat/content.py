"""What a message's content comes to, and the marks that tools put before what isn't text: [图片], 【文件】, [链接|…](…)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from zhiji.chat import Json, Part

_MARK = re.compile(r"!?(?:\[([^\[\]|：\n]{1,14})(?:[|：]([^\n]*?))?\]|【([^【】\n]{1,14})】)[ \t]*")
_TARGET = re.compile(r"\((.*)\)\s*", re.DOTALL)
_URL = re.compile(r"https?://[^\s<>\"]+")
_MARKDOWN = re.compile(r"\[(.*)\]\((https?://\S*)\)", re.DOTALL)
_MEDIA = re.compile(
    r"[^\n<>\"|?*]{1,400}\.(?:jpe?g|png|gif|webp|bmp|heic|dat|mp4|mov|avi|mkv|m4v|wav|mp3|silk|slk|aud|amr|m4a|aac|og[ga]|opus)",
    re.IGNORECASE,
)
_ANY_FILE = re.compile(r"[^\n<>\"|?*]{1,400}\.\w{1,8}")
_FIELD = re.compile(
    r"\s*(标题|描述|链接|应用|坐标|名称|标签|发布者|备注|微信号|昵称|签名|性别|地区|公司|转账说明|转账时间|转账|已收款"
    r"|:?title|description|url|name)[:：][ \t]?(.*)"
)
_TAG = re.compile(r"</?[A-Za-z_][^<>]*>")


@dataclass(slots=True)
class Said:
    """A message's content, taken apart."""

    kind: str
    text: str = ""
    transcript: str | None = None
    caption: str | None = None
    file: str = ""  # a file's name, as its sender gave it
    path: str = ""  # where the export has it
    size: int | None = None
    parts: tuple[Part, ...] = ()
    extra: dict[str, Json] = field(default_factory=dict)


def mark(content: str) -> tuple[str, str, str]:
    """The word of the mark that a content begins with, what stands in it after the word, and what follows it."""
    found = _MARK.match(content)
    if found is None:
        return "", "", content
    return (found[1] or found[3]).strip(), (found[2] or "").strip(), content[found.end() :]


def target(rest: str) -> str | None:
    """What stands in the brackets of [title](target), if that is all that follows."""
    found = _TARGET.fullmatch(rest)
    return found[1].strip() if found else None


def link(content: str) -> tuple[str, str]:
    """The title and the address that a content consists of; words behind the address stay in the title."""
    content = content.strip()
    markdown = _MARKDOWN.fullmatch(content)
    if markdown:
        return markdown[1].strip(), markdown[2]
    found = _URL.search(content)
    if found is None:
        return content, ""
    url = found[0].rstrip(")）]")
    behind = content[found.start() + len(url) :].strip(" )）]>")
    return content if behind else content[: found.start()].rstrip(" \t\n(（:：[<-"), url


def is_url(content: str) -> bool:
    """Whether a content is an address and nothing else."""
    return _URL.fullmatch(content.strip()) is not None


def media_path(content: str) -> str:
    """The relative path of a picture, recording or video that a content is; "" if it is none."""
    return _relative(content) if _MEDIA.fullmatch(content.strip()) else ""


def file_path(content: str) -> str:
    """The relative path of a file in a folder that a content is; "" if it is none."""
    path = _relative(content) if _ANY_FILE.fullmatch(content.strip()) else ""
    return path if "/" in path else ""


def _relative(path: str) -> str:
    path = path.strip().replace("\\", "/")
    return "" if path.startswith("/") or re.match(r"\w+:", path) else path


def fields(content: str) -> dict[str, str]:
    """The values in lines that begin with 标题：, 链接: and the like; lines without belong to the one before."""
    found: dict[str, str] = {}
    key = ""
    for line in content.split("\n"):
        known = _FIELD.match(line)
        if known:
            key = known[1].removeprefix(":")
            found.setdefault(key, known[2].strip())
        elif key and line.strip():
            found[key] = f"{found[key]}\n{line.strip()}".strip()
    return found


def is_xml(content: str) -> bool:
    """Whether a content is what WeChat itself keeps of something that isn't text."""
    return (
        content.lstrip('\ufeff \t\r\n"')[:16]
        .lower()
        .startswith(("<msg", "<?xml", "<sysmsg", "<voip", "<appmsg"))
    )


def attribute(xml: str, name: str) -> str:
    """The value of the first attribute of that name."""
    found = re.search(rf"[\s\"']{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", xml)
    return unescape(found[1] or found[2] or "").strip() if found else ""


def element(xml: str, name: str) -> str:
    """The text of the first element of that name."""
    found = re.search(
        rf"<{name}(?:\s[^<>]*)?>(?:\s*<!\[CDATA\[(.*?)\]\]>\s*|([^<]*))</{name}>", xml, re.DOTALL
    )
    return (found[1] if found[1] is not None else unescape(found[2] or "")).strip() if found else ""


def without_tags(content: str) -> str:
    """A notice's words without the tags that WeChat writes into it."""
    if "<" not in content:
        return content
    plain = content.replace("<![CDATA[", "").replace("]]>", "")
    return unescape(_TAG.sub("", plain)).strip()


def number(value: object) -> float | None:
    """The number that a value is or says."""
    try:
        found = float(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None
    except (ValueError, OverflowError):
        return None
    return found if found is not None and abs(found) < 1e15 else None


def seconds(value: object, unit: float = 1.0) -> dict[str, Json]:
    """How long a recording is, for `extra`."""
    found = number(value)
    return {"seconds": round(found / unit, 3)} if found is not None and found > 0 else {}


LEAST_ID: Final = 6  # digits; what is shorter counts a file's rows
