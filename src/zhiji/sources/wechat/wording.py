"""From a tool's content to what was said: marks become kinds, answers their own words, and text stays as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from zhiji.chat import Json
from zhiji.sources.wechat import cards, kinds
from zhiji.sources.wechat import content as c
from zhiji.sources.wechat.content import Said
from zhiji.sources.wechat.quotes import is_quote, quote

_LONGEST = 100_000  # characters; what is longer is taken as it is
_FAILED = "转文字失败"
_LENGTH = re.compile(r"语音时长：([\d.]+)秒(?:\n翻译结果：(.*))?", re.DOTALL)
_SPOKEN = re.compile(r"\[语音\s*([\d.]+)\s*秒?\]")
_SHORT = re.compile(r"[\d.]+s(?:ec)?")
_RECALL = re.compile(r"(?:你|\"[^\"\n]{1,60}\"|“[^”\n]{1,60}”) ?撤回了一条(?:成员)?消息.{0,20}", re.DOTALL)
_LOCAL_ID = re.compile(r"\s*local_id=\d+")

# Words in a content's mark -> kind. Those of the first group have to be all there is: WeChat's emoji look like them.
_ALONE = {
    "图片": "image",
    "图片消息": "image",
    "视频": "video",
    "视频消息": "video",
    "语音": "voice",
    "表情": "sticker",
    "表情包": "sticker",
    "动画表情": "sticker",
    "GIF表情": "sticker",
    "名片": "contact",
    "位置": "location",
    "红包": "red_packet",
    "红包封面": "red_packet",
    "通话": "call",
    "语音通话": "call",
    "视频通话": "call",
    "拍一拍": "poke",
    "系统消息": "system",
    "撤回了一条消息": "system",
    "引用消息": kinds.QUOTE,
    "其他消息": "other",
    "分享": "share",
    "消息": "other",
}
_BEFORE = {
    "语音消息": "voice",
    "语音消息 - 转文字失败": "voice",
    "语音通话": "call",
    "视频通话": "call",
    "通话": "call",
    "名片": "contact",
    "位置": "location",
    "文件": "file",
    "链接": "link",
    "链接/文件": "link",
    "卡片": "link",
    "音乐": "music",
    "音乐分享": "music",
    "小程序": "miniapp",
    "视频号": "share",
    "视频号直播": "share",
    "笔记": "note",
    "聊天记录": "forward",
    "转发的聊天记录": "forward",
    "合并转发": "forward",
    "转账": "transfer",
    "转账收款": "transfer",
    "红包": "red_packet",
    "系统": "system",
    "撤回": "system",
    "群公告": kinds.ANNOUNCEMENT,
    "引用": kinds.QUOTE,
}
# Words in 【】, which people write too, so that only these count.
_BLACK = {
    "图片": "image",
    "视频": "video",
    "语音": "voice",
    "表情包": "sticker",
    "文件": "file",
    "名片": "contact",
    "红包": "red_packet",
    "笔记": "note",
    "分享链接": "link",
    "视频号": "share",
    "位置分享": "location",
    "音视频通话": "call",
    "合并转发的聊天记录": "forward",
    "发起转账": "transfer",
    "发起非实时转账": "transfer",
    "非实时转账收款": "transfer",
    "已收款": "transfer",
    "已退还": "transfer",
}


def said(kind: str, content: object) -> Said:
    """What a content of this kind says (one of `kinds`; VAGUE where the tool doesn't tell)."""
    text = content if isinstance(content, str) else ""
    if kind == "text" or len(text) > _LONGEST:
        return Said(kinds.shown(kind), text)
    reader = _READERS.get(kind)
    return reader(text) if reader else _plain(kind, text)


def untyped(content: str) -> Said:
    """What a content says of which the tool doesn't tell the kind."""
    kind = _guess(content) if len(content) <= _LONGEST else "text"
    if kind == "text" and content.startswith(" ") and content.lstrip().startswith("[链接]:title:"):
        kind, content = "link", content.strip()  # MemoTrace's text of 2024
    if kind == "text":
        return Said("text", content)
    return _READERS[kind](content) if kind in _READERS else _plain(kind, content)


def _guess(content: str) -> str:
    if content.startswith("【"):
        return _BLACK.get(c.mark(content)[0], "text")
    if content.startswith(("[", "![")):
        word, inside, rest = c.mark(content)
        alone = not rest.strip() or c.target(rest) is not None or _LOCAL_ID.fullmatch(rest) is not None
        if alone and word in _ALONE:
            return _ALONE[word]
        if word in _BEFORE and not rest.startswith("["):
            return _BEFORE[word]
        if word == "视频" and _SHORT.fullmatch(rest.strip()):
            return "video"
        if inside and word in ("表情包", "动画表情"):
            return "sticker"
        if _SPOKEN.fullmatch(content):
            return "voice"
    if "引用" in content or content.startswith("> "):
        return kinds.QUOTE if is_quote(content) else "text"
    return "system" if "撤回了一条" in content and _RECALL.fullmatch(content) else "text"


def _plain(kind: str, content: str) -> Said:
    """A kind that has no form of its own: what follows its mark."""
    word, _, rest = c.mark(content)
    return Said(kind, rest.strip() if word in _ALONE else content)


def _media(kind: str, words: frozenset[str], content: str) -> Said:
    """A picture or video: nothing typed, perhaps a file."""
    if c.is_xml(content):
        return Said(kind, extra=_of_xml(content, "md5", "cdnurl"))
    word, inside, rest = c.mark(content)
    if word in words or content in words:
        rest = "" if content in words else _LOCAL_ID.sub("", rest).strip()
        if c.target(rest) is not None or _SHORT.fullmatch(rest) or not rest:
            return Said(kind, caption=inside or None, extra=_sticker_url(kind, rest))
        if kind == "sticker":
            return Said(kind, caption=rest)
        return Said(kind, path=c.media_path(rest)) if c.media_path(rest) else Said(kind, rest)
    if c.is_url(content):
        return Said(kind, extra={"url": content.strip()})
    path = c.media_path(content)
    return Said(kind, "" if path else content, path=path)


def _sticker_url(kind: str, rest: str) -> dict[str, Json]:
    where = c.target(rest) if kind == "sticker" else None
    return {"url": where} if where and c.is_url(where) else {}


def _of_xml(xml: str, *names: str) -> dict[str, Json]:
    keys = {"cdnurl": "url"}
    found = {keys.get(name, name): c.attribute(xml, name) for name in names}
    return {key: value for key, value in found.items() if value and (key != "url" or c.is_url(value))}


def _voice(content: str) -> Said:
    """A recording: what was understood of it as transcript, if the tool listened."""
    if c.is_xml(content):
        words = c.element(content, "transtext") or c.attribute(content, "transtext")
        return Said(
            "voice", transcript=words or None, extra=c.seconds(c.attribute(content, "voicelength"), 1000)
        )
    told = _LENGTH.fullmatch(content)
    if told:
        return Said("voice", transcript=told[2] or None, extra=c.seconds(told[1]))
    spoken = _SPOKEN.fullmatch(content.strip())
    if spoken:
        return Said("voice", extra=c.seconds(spoken[1]))
    word, inside, rest = c.mark(content)
    words = rest.strip() if word in ("语音", "语音消息", "其他消息") or _FAILED in word else content.strip()
    if not words or words in ("语音", "语音消息") or _FAILED in words or c.target(words) is not None:
        return Said("voice", transcript=inside or None)
    path = c.media_path(words)
    return Said("voice", path=path) if path else Said("voice", transcript=words)


def _system(content: str) -> Said:
    """A notice, without tags and marks."""
    word, _, rest = c.mark(content)
    if word in ("系统", "撤回"):
        content = rest
    elif word == "撤回了一条消息" and not rest.strip():
        content = word
    elif word == "系统消息" and not rest.strip():
        content = ""
    if c.is_xml(content):
        content = (
            c.element(content, "replacemsg")
            or c.element(content, "plain")
            or c.element(content, "template")
            or content
        )
    return Said("system", c.without_tags(content))


def _announcement(content: str) -> Said:
    word, _, rest = c.mark(content)
    return Said("text", rest.strip() if word == "群公告" else content, extra={"notice": True})


def _poke(content: str) -> Said:
    word, _, rest = c.mark(content)
    return Said("poke", c.without_tags(rest.strip() if word == "拍一拍" and not rest.strip() else content))


_IMAGE = frozenset({"图片", "图片消息", "Image", "Photo"})
_VIDEO = frozenset({"视频", "视频消息", "Video"})
_STICKER = frozenset({"表情", "表情包", "动画表情", "GIF表情", "动画表情消息", "Sticker"})
_READERS: Mapping[str, Callable[[str], Said]] = {
    "image": partial(_media, "image", _IMAGE),
    "video": partial(_media, "video", _VIDEO),
    "sticker": partial(_media, "sticker", _STICKER),
    "voice": _voice,
    "file": cards.file,
    "location": cards.location,
    "transfer": cards.transfer,
    "red_packet": cards.red_packet,
    "call": cards.call,
    "contact": cards.contact,
    "forward": partial(cards.forward, untyped=lambda text: untyped(text)),
    **{kind: partial(cards.card, kind) for kind in ("link", "music", "miniapp", "share", "note", "game")},
    "system": _system,
    "poke": _poke,
    kinds.QUOTE: quote,
    kinds.ANNOUNCEMENT: _announcement,
    kinds.VAGUE: lambda text: untyped(text),
}
