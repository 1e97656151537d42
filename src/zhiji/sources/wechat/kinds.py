"""What kind a message is: from WeChat's type numbers, and from the words that the tools write for them.

A tool's word counts before the number, because some tools write one number for everything; words that say little
("other", "link" for all that WeChat sends as an app's message) give way to the number.
"""

from __future__ import annotations

from typing import Final

QUOTE: Final = "quote"  # for reading only: what comes out is a text and what it answers
VAGUE: Final = "vague"  # the content has to tell
ANNOUNCEMENT: Final = "announcement"  # as QUOTE: a text, to a whole group
_TEXTS: Final = frozenset({QUOTE, VAGUE, ANNOUNCEMENT})

_BASES: Final = {
    1: "text",
    2: "text",
    3: "image",
    34: "voice",
    35: "link",  # a mail
    37: "system",  # somebody wants to be a friend
    42: "contact",
    43: "video",
    47: "sticker",
    48: "location",
    50: "call",
    52: "call",
    53: "call",
    62: "video",
    64: "call",
    66: "contact",
    67: "contact",
    10000: "system",
    10002: "system",
    11000: "system",
}
_APP: Final = 49
_APPS: Final = {
    1: "text",  # pasted
    2: "image",
    3: "music",
    4: "link",
    5: "link",
    6: "file",
    7: "game",
    8: "sticker",
    15: "sticker",
    17: "location",  # shared for a while
    19: "forward",
    24: "note",
    26: "sticker",
    27: "sticker",
    33: "miniapp",
    36: "miniapp",
    40: "note",
    44: "miniapp",
    46: "miniapp",
    49: "link",
    50: "share",
    51: "share",
    53: "text",  # a list that everybody adds a line to
    57: QUOTE,
    62: "poke",
    63: "share",
    68: "link",
    74: "file",
    76: "music",
    87: ANNOUNCEMENT,
    88: "share",
    92: "music",
    2000: "transfer",
    2001: "red_packet",
    2002: "red_packet",
    2003: "red_packet",
}
_WORDS: Final = {
    "text": "文本消息 文本 文字 粘贴的文本 类似文字消息而不一样的消息 接龙",
    "image": "图片消息 图片",
    "voice": "语音消息 语音 audio",
    "video": "视频消息 视频",
    "sticker": "动画表情 表情 表情包 GIF表情 用户上传的GIF表情 emoji",
    "file": "文件消息 文件 文件(猜)",
    "contact": "名片消息 名片 推荐公众号 个人/公众号名片 企业微信名片 card",
    "location": "位置消息 位置 位置分享 位置共享 地图信息",
    "link": "卡片式链接 图文消息 (分享)卡片式链接 分享链接",
    "music": "音乐消息 音乐卡片 音乐分享 音乐 (分享)音乐",
    "miniapp": "小程序消息 小程序分享 分享的小程序 (分享)小程序 小程序 miniProgram",
    "share": "视频号 视频号直播 视频号直播卡片 (分享)视频号名片 (分享)视频号视频 视频号直播或直播回放 视频号直播或直播回放等"
    " (分享)小说(猜) finder",
    "note": "收藏笔记 笔记 (分享)笔记 (分享)收藏夹 分享收藏夹 favNote",
    "game": "游戏相关",
    "forward": "聊天记录 聊天记录合并转发 合并转发的聊天记录 合并转发 chatHistory chat-record",
    "transfer": "转账消息 转账卡片 转账",
    "red_packet": "红包卡片 红包消息 红包 赠送红包封面 红包封面 redPacket red-packet",
    "call": "通话消息 语音通话 视频通话 音视频通话 通话 voip",
    "poke": "拍一拍 拍一拍消息 pat",
    "system": "系统消息 系统通知 系统 撤回 撤回消息 消息撤回1 消息撤回5 消息撤回6 消息撤回33 消息撤回36 消息撤回57 邀请加群 添加好友",
    ANNOUNCEMENT: "群公告",
    QUOTE: "引用消息 引用回复 带有引用的文本消息 引用",
    VAGUE: "链接消息 链接 链接/文件 链接/文件/引用消息 其他消息 未知 未知类型 app appmsg",
}
_KINDS: Final = {word: kind for kind, words in _WORDS.items() for word in (kind, *words.split())}


def by_word(word: object) -> str:
    """The kind that a tool's word for it means; "" if it is no word that we know."""
    if not isinstance(word, str):
        return ""
    return _KINDS.get(word) or _KINDS.get(word.replace(" ", ""), "")


def by_number(number: object, sub: object = 0) -> str:
    """The kind that WeChat's type means (above bit 32 of version 4's, or beside it, is a subtype); "" if unknown."""
    number, sub = whole(number), whole(sub)
    if number is None:
        return ""
    base, sub = number & 0xFFFFFFFF, number >> 32 or sub or 0
    if base == _APP:
        return _APPS.get(sub, VAGUE)
    if base == 10000 and sub == 4:
        return "poke"
    return _BASES.get(base, "other")


def of(word: object, number: object = None, sub: object = 0) -> str:
    """The kind by word and number together; VAGUE if neither tells."""
    kind = by_word(word)
    if kind and kind not in (VAGUE, "system"):
        return kind
    by_type = by_number(number, sub)
    if kind == "system":
        return "poke" if by_type == "poke" else kind
    return by_type or VAGUE


def shown(kind: str) -> str:
    """The kind that a message shows."""
    return "text" if kind in _TEXTS else kind


def whole(value: object) -> int | None:
    """The whole number that a value is or says."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        return int(value)
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**63 else None
