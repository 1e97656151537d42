"""What QQ and its exporters write where there is no text: [图片], [语音 7秒], [文件: a.pdf], [QQ红包]..."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORDS = {
    "image": "图片 闪照 image消息",
    "sticker": "表情 动画表情 原创表情 魔法表情 商城表情 超级表情 大表情 涂鸦",
    "voice": "语音 语音消息 audio消息",
    "video": "视频 短视频 video消息",
    "file": "文件 file消息",
    "location": "位置 位置消息 地理位置",
    "link": "链接 卡片消息 JSON消息 分享",
    "music": "音乐",
    "miniapp": "小程序 QQ小程序",
    "red_packet": "红包 QQ红包",
    "transfer": "转账 QQ转账",
    "poke": "拍一拍 戳一戳 窗口抖动 窗口震动",
    "call": "语音通话 视频通话 通话记录",
    "forward": "转发 转发消息 聊天记录 合并转发",
    "contact": "名片 推荐好友 推荐群",
}
KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_LEADING = {"red_packet", "transfer", "miniapp"}  # marks that words follow: [QQ红包]恭喜发财
_MARK = re.compile(r"\[([A-Za-z\u4e00-\u9fff]{2,8}?)(?:消息)?(?:[:：]\s*([^\[\]\n]*)| \d+秒)?\]")
_ALONE = re.compile(rf"(?:{_MARK.pattern}\s*)+")
_REPLY = re.compile(r"\A\s*\[回复(?:消息\]|[^\n]*?: [\s\S]*?\](?:\n|\Z))\n?")
_FORWARD = re.compile(r"\[(?:转发|合并转发|聊天记录)[^\[\]\n]*\](?:\n  .*)*")
_NAMED = {"image": "图片", "video": "视频", "file": "文件", "voice": "语音"}


def alone(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The kind of a message that is nothing but marks of one kind, and the files that they name."""
    if not text.startswith("[") or not _ALONE.fullmatch(text):
        return None
    found = list(_MARK.finditer(text))
    kinds = {_kind(one[1]) for one in found}
    kind = kinds.pop()
    if kinds or not kind:
        return None
    if any(one[2] for one in found) and kind not in _NAMED:
        return None
    return kind, tuple(name for one in found if kind != "voice" and (name := (one[2] or "").strip()))


def leading(text: str) -> str | None:
    """The kind that a mark with words after it gives to the whole; None if it gives none."""
    found = _MARK.match(text)
    kind = _kind(found[1]) if found else None
    return kind if kind in _LEADING else None


def _kind(word: str) -> str | None:
    return KINDS.get(word) or KINDS.get(word + "消息")


def without(text: str, kinds: Iterable[str], names: Iterable[str] = (), quoted: str = "") -> str:
    """The words of a text in which marks stand for what came with it: of these kinds, with files of these names."""
    kinds = set(kinds)
    if "reply" in kinds:
        text = _without_reply(text, quoted)
    if "forward" in kinds:
        text = _FORWARD.sub("", text)
    for name in names:
        for word in _NAMED.values():
            text = text.replace(f"[{word}: {name}]", "").replace(f"[{word}:{name}]", "")
    return _MARK.sub(lambda mark: "" if _kind(mark[1]) in kinds else mark[0], text).strip()


def _without_reply(text: str, quoted: str) -> str:
    """A reply begins with what it answers: [回复 name: words], which may hold lines and brackets of their own."""
    if quoted and text.startswith("[回复"):
        head, found, rest = text.partition(f": {quoted}]")
        if found and "\n" not in head:
            return rest.lstrip("\n")
    return _REPLY.sub("", text, count=1)
