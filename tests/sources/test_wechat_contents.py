"""What the words of WeChat's tools come to: kinds, what was typed, and whose chat a file's name says it is."""

from __future__ import annotations

from typing import Any

import pytest

from zhiji.sources.wechat import cards, kinds, wording
from zhiji.sources.wechat.people import of_path


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("聊天记录/小红(wxid_red)/小红.csv", ("小红", "wxid_red")),
        ("x/wxid_red_0_500.csv", ("", "wxid_red")),
        ("x/123@chatroom_0_500.csv", ("", "123@chatroom")),
        ("wxid_mine/messages.csv", ("messages", None)),
        ("Downloads/老赵_utf8.csv", ("老赵", None)),
        ("Downloads/notes (2).csv", ("notes", None)),
        ("Pictures (old)/老赵.csv", ("老赵", None)),
    ],
)
def test_names_of_files_and_folders_tell_chats(path: str, told: tuple[str, str | None]) -> None:
    assert of_path(path) == told


@pytest.mark.parametrize(
    ("word", "number", "kind"),
    [
        ("文本消息", 1, "text"),
        ("其他消息", 266287972401, "poke"),
        ("链接消息", 8594229559345, "red_packet"),
        ("未知类型(77)", 77, "other"),
        ("用户上传的 GIF 表情", None, "sticker"),
        ("系统消息", 266287972401, "poke"),
        (None, 49, kinds.VAGUE),
        (None, "43", "video"),
        ([], {}, kinds.VAGUE),
    ],
)
def test_words_and_numbers_tell_the_kind(word: object, number: object, kind: str) -> None:
    assert kinds.of(word, number) == kind


@pytest.mark.parametrize(
    ("content", "kind", "text"),
    [
        ("[图片]", "image", ""),
        ("![图片](http://127.0.0.1/image/1)", "image", ""),
        ("[图片]真好看", "text", "[图片]真好看"),
        ("[旺柴][旺柴]", "text", "[旺柴][旺柴]"),
        ("[红包]", "red_packet", ""),
        ("[红包][红包]", "text", "[红包][红包]"),
        ("【今晚八点】直播", "text", "【今晚八点】直播"),
        ("【图片】", "image", ""),
        ("[文件]a.pdf", "file", ""),
        ("[链接|题目](https://a.example/1)", "link", "题目"),
        ("[转账|接收 ￥5.00](谢谢)", "transfer", "谢谢"),
        ("> 甲(wxid_a) 01-02 03:04:05\n> 第一行\n> 第二行\n我的话", "text", "我的话"),
        ("> 引文\n不是引用", "text", "> 引文\n不是引用"),
        ("我的话[引用 甲：[图片]]", "text", "我的话"),
        ("普通的话，说到引用两个字", "text", "普通的话，说到引用两个字"),
        ('"甲" 撤回了一条消息', "system", '"甲" 撤回了一条消息'),
        ("他说撤回了一条消息", "text", "他说撤回了一条消息"),
        ("[语音通话] 00:12", "call", "通话时长 00:12"),
        ("[视频通话] 对方已拒绝", "call", ""),
        ("", "text", ""),
    ],
)
def test_untyped_contents_tell_themselves(content: str, kind: str, text: str) -> None:
    said = wording.untyped(content)
    assert (kinds.shown(said.kind), said.text) == (kind, text)


@pytest.mark.parametrize(
    ("content", "text", "extra"),
    [
        ("[转账] ￥5.00", "", {"amount": "￥5.00", "state": "sent"}),
        ("[转账收款]￥5.00 房租", "房租", {"amount": "￥5.00", "state": "received"}),
        ("已收款：￥5.00\n转账说明：\n转账时间：1\n", "", {"amount": "￥5.00", "state": "received"}),
        ("【已退还】:￥5.00\n备注: 算了\n", "算了", {"amount": "￥5.00", "state": "returned"}),
        ("[转账]", "", {"state": "sent"}),
    ],
)
def test_transfers_tell_amounts_and_what_was_typed(content: str, text: str, extra: dict[str, Any]) -> None:
    said = cards.transfer(content)
    assert (said.text, said.extra) == (text, extra)
