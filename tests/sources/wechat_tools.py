"""One made-up chat as each of WeChat's tools writes it, from what their formats are known to be."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.sources.wechat_chat import (
    ANSWERED,
    CHINA,
    HER,
    HER_NAME,
    HER_REMARK,
    ME,
    MY_NAME,
    SAID,
    TYPES,
    URL,
    Said,
    Tool,
    write_json,
    write_table,
    write_text,
)

__all__ = ["ANSWERED", "HER", "SAID", "Said", "Tool"]

WEFLOW = {
    "text": ("文本消息", "{text}"),
    "image": ("图片消息", "[图片]"),
    "voice": ("语音消息", "[语音消息]"),
    "video": ("视频消息", "[视频]"),
    "sticker": ("动画表情", "[表情包]"),
    "call": ("通话消息", "[语音通话] 00:42"),
    "system": ("系统消息", "{text}"),
    "link": ("链接消息", "[链接] {text}"),
    "file": ("文件消息", "[文件] {text}"),
    "quote": ("引用消息", f"{{text}}[引用 {MY_NAME}：{ANSWERED.text}]"),
    "transfer": ("转账消息", "[转账] (我 转账给 小鹿) ￥20.00 {text}"),
}


def _weflow_row(number: int, one: Said) -> dict[str, Any]:
    word, content = WEFLOW[one.kind]
    row: dict[str, Any] = {
        "localId": number,
        "createTime": one.seconds,
        "formattedTime": one.wall,
        "type": word,
        "localType": TYPES[one.kind],
        "content": content.format(text=one.text),
        "isSend": int(one.mine),
        "senderUsername": one.who,
        "senderDisplayName": one.name,
        "source": "",
        "senderAvatarKey": one.who,
        "platformMessageId": one.server,
    }
    if one.kind == "quote":
        row |= {"replyToMessageId": ANSWERED.server, "quotedSender": MY_NAME, "quotedContent": ANSWERED.text}
    if one.kind == "link":
        row |= {"linkTitle": one.text, "linkUrl": URL, "appMsgKind": "link"}
    return row


SESSION = {
    "wxid": HER,
    "nickname": HER_NAME,
    "remark": HER_REMARK,
    "displayName": HER_REMARK,
    "type": "私聊",
    "lastTimestamp": SAID[-1].seconds,
    "messageCount": len(SAID),
}


def weflow(folder: Path, said: list[Said]) -> Path:
    rows = [_weflow_row(number, one) for number, one in enumerate(said, 1)]
    head = {"version": "1.0.3", "exportedAt": 1_767_300_000, "generator": "WeFlow"}
    return write_json(folder / "小鹿.json", {"weflow": head, "session": SESSION, "messages": rows})


def arkme(folder: Path, said: list[Said]) -> Path:
    senders = [
        {"senderID": 1, "wxid": HER, "displayName": HER_REMARK, "nickname": HER_NAME, "remark": HER_REMARK},
        {"senderID": 2, "wxid": ME, "displayName": MY_NAME, "nickname": MY_NAME},
    ]
    rows = []
    for number, one in enumerate(said, 1):
        row = _weflow_row(number, one)
        for key in ("senderUsername", "senderDisplayName", "senderAvatarKey"):
            del row[key]
        rows.append({**row, "senderID": 2 if one.mine else 1})
    head = {"version": "1.0.3", "format": "arkme-json"}
    return write_json(
        folder / "arkme.json", {"weflow": head, "session": SESSION, "senders": senders, "messages": rows}
    )


def echotrace(folder: Path, said: list[Said]) -> Path:
    rows = [_weflow_row(number, one) for number, one in enumerate(said, 1)]
    for row in rows:
        row["isSend"] = None if row["localType"] == 10000 else row["isSend"]
        del row["platformMessageId"]
    avatars = {HER: {"displayName": HER_REMARK, "base64": "QUJD" * 500}}
    return write_json(folder / "echo.json", {"session": SESSION, "messages": rows, "avatars": avatars})


def weflow_answer(folder: Path, said: list[Said]) -> Path:
    rows = []
    for number, one in enumerate(said, 1):
        content = one.text if one.kind == "quote" else WEFLOW[one.kind][1].format(text=one.text)
        row: dict[str, Any] = {
            "localId": number,
            "serverId": one.server,
            "localType": TYPES[one.kind],
            "createTime": one.seconds,
            "isSend": int(one.mine),
            "senderUsername": one.who,
            "content": content,
            "rawContent": "<msg/>",
            "parsedContent": content,
        }
        if one.kind == "quote":
            row["quote"] = {
                "platformMessageId": ANSWERED.server,
                "sender": ME,
                "content": ANSWERED.text,
                "type": 0,
            }
        rows.append(row)
    answer = {"success": True, "talker": HER, "count": len(rows), "hasMore": False, "messages": rows}
    return write_json(folder / "messages.json", answer)


PYWXDUMP = {
    "text": ("文本", "{text}"),
    "image": ("图片", "图片"),
    "voice": ("语音", "语音时长：2.03秒\n翻译结果：我带水"),
    "video": ("视频", "视频"),
    "sticker": ("动画表情", "表情"),
    "call": ("语音通话", "语音/视频通话[{text}]"),
    "system": ("系统通知", "<revokemsg>{text}</revokemsg>"),
    "link": ("(分享)卡片式链接", f'{{text}}\n多云\n\n<a href="{URL}" target="_blank">点击查看详情</a>'),
    "file": ("文件", "{text}"),
    "quote": ("引用回复", f"{{text}}\n\n[引用](2026-01-01 08:00:07){MY_NAME}:{ANSWERED.text}"),
    "transfer": ("转账", "转账：￥20.00\n转账说明：{text}\n转账时间：2026-01-01 08:05:00\n"),
}


def pywxdump(folder: Path, said: list[Said]) -> Path:
    rows = []
    for number, one in enumerate(said, 1):
        word, content = PYWXDUMP[one.kind]
        rows.append(
            [
                number,
                one.server,
                word,
                int(one.mine),
                one.who,
                HER,
                content.format(text=one.text),
                "",
                one.wall,
            ]
        )
    names = ["id", "MsgSvrID", "type_name", "is_sender", "talker", "room_name", "msg", "src", "CreateTime"]
    users = {
        HER: {"wxid": HER, "nickname": HER_NAME, "remark": HER_REMARK},
        ME: {"wxid": ME, "nickname": MY_NAME},
    }
    write_json(folder / "users.json", users)
    return write_table(folder / f"{HER}_0_{len(rows)}.csv", names, rows)


def memotrace_old(folder: Path, said: list[Said]) -> Path:
    rows = []
    for number, one in enumerate(said, 1):
        number_of = TYPES[one.kind]
        content = (
            one.text
            if one.kind in ("text", "system")
            else ""
            if number_of >> 32
            else '<msg><img md5="0"/></msg>'
        )
        who = (MY_NAME, MY_NAME, ME) if one.mine else (HER_REMARK, HER_NAME, HER)
        base = [number, 3, number_of & 0xFFFFFFFF, number_of >> 32, int(one.mine), one.seconds, 2]
        rows.append([*base, content, one.wall, *who])
    names = (
        "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender"
    )
    return write_table(folder / "小鹿_utf8.csv", names.split(","), rows, encoding="utf-8-sig")


MEMOTRACE = {
    "text": ("文本", "{text}"),
    "image": ("图片", "【图片】"),
    "voice": ("语音", "【语音】我带水"),
    "video": ("视频", "【视频】"),
    "sticker": ("表情包", "【表情包】 "),
    "call": ("音视频通话", "【音视频通话】\n{text}"),
    "system": ("系统消息", "{text}"),
    "link": ("分享链接", f"【分享链接】\n标题：{{text}}\n描述：多云\n链接: {URL}\n应用：天气\n"),
    "file": ("文件", "【文件】{text} 1.20 MB FileStorage/File/{text} pdf 0cc175b9c0f1b6a831c399e269772661"),
    "quote": ("引用消息", f"{{text}}\n引用：{MY_NAME}: {ANSWERED.text}"),
    "transfer": ("转账", "【发起转账】:￥20.00\n备注: {text}\n"),
}


def memotrace_new(folder: Path, said: list[Said]) -> Path:
    rows = []
    for one in said:
        word, content = MEMOTRACE[one.kind]
        names = (MY_NAME, MY_NAME) if one.mine else (HER_REMARK, HER_NAME)
        rows.append([one.server, word, one.name, one.wall, content.format(text=one.text), *names, "more"])
    inner = folder / f"{HER_REMARK}({HER})"
    inner.mkdir(exist_ok=True)
    return write_table(
        inner / "小鹿.csv",
        ["消息ID", "类型", "发送人", "时间", "内容", "备注", "昵称", "更多信息"],
        rows,
        encoding="utf-8-sig",
    )


def memotrace_text(folder: Path, said: list[Said]) -> Path:
    blocks = []
    for one in said:
        content = MEMOTRACE[one.kind][1].format(text=one.text)
        blocks.append(f"{one.wall}{'' if one.kind == 'system' else f' {one.name}'}\n{content}")
    inner = folder / f"{HER_REMARK}({HER})"
    inner.mkdir(exist_ok=True)
    return write_text(inner / "小鹿.txt", "\n\n".join(blocks))


def memotrace_text_old(folder: Path, said: list[Said]) -> Path:
    words = {"image": "[图片]", "voice": "[语音]", "video": "[视频]", "sticker": "[表情包]", "file": "[文件]"}
    blocks = []
    for one in said:
        content = words.get(one.kind, one.text)
        if one.kind == "system":
            blocks.append(f"{one.wall} {one.text}\n\n")
            continue
        if one.kind == "quote":
            content += f"\n引用:{MY_NAME}:{ANSWERED.text}"
        if one.kind == "link":
            pad = " " * 12
            content = f"{pad}[链接]:title:{one.text}\n{pad}description:多云\n{pad}url:{URL}\n{pad}name:天气\n{pad}\n"
        if one.kind in ("transfer", "call"):  # it leaves these out
            continue
        blocks.append(f"{one.wall} {one.name}\n{content}\n\n")
    inner = folder / f"{HER_REMARK}({HER})"
    inner.mkdir(exist_ok=True)
    return write_text(inner / "小鹿.txt", "".join(blocks))


def _chatlog_row(one: Said) -> dict[str, Any]:
    number = TYPES[one.kind]
    row: dict[str, Any] = {
        "seq": one.seconds * 1000,
        "time": datetime.fromtimestamp(one.seconds, CHINA).isoformat(),
        "talker": HER,
        "talkerName": HER_REMARK,
        "isChatRoom": False,
        "sender": "系统消息" if one.kind == "system" else one.who,
        "senderName": "" if one.kind == "system" else one.name,
        "isSelf": one.mine,
        "type": number & 0xFFFFFFFF,
        "subType": number >> 32,
        "content": one.text if one.kind in ("text", "system", "quote") else "",
    }
    if one.kind in ("link", "file"):
        row["contents"] = (
            {"title": one.text, "desc": "多云", "url": URL}
            if one.kind == "link"
            else {"title": one.text, "md5": "0c"}
        )
    if one.kind == "image":
        row["contents"] = {"md5": "9e107d9d372bb6826bd81d3542a419d6", "path": "msg\\attach\\x"}
    if one.kind == "transfer":
        row["content"] = f"[转账|发送 ￥20.00]({one.text})"
    if one.kind == "quote":
        row["contents"] = {
            "refer": {
                "seq": 0,
                "time": row["time"],
                "type": 1,
                "sender": ME,
                "senderName": MY_NAME,
                "content": ANSWERED.text,
            }
        }
    return row


def chatlog(folder: Path, said: list[Said]) -> Path:
    return write_json(folder / "chatlog.json", [_chatlog_row(one) for one in said])


def _chatlog_content(one: Said) -> str:
    words = {
        "image": "![图片](http://127.0.0.1:5030/image/9e107d9d372bb6826bd81d3542a419d6)",
        "voice": "[语音](http://127.0.0.1:5030/voice/8100000000000000005)",
        "video": "![视频](http://127.0.0.1:5030/video/0c)",
        "sticker": "![动画表情](http://emoji.example/1)",
        "link": f"[链接|{one.text}]({URL})",
        "file": f"[文件|{one.text}](http://127.0.0.1:5030/file/0c)",
        "call": "[语音通话]",
        "transfer": f"[转账|发送 ￥20.00]({one.text})",
        "quote": f"> {MY_NAME}({ME}) 01-01 08:00:07\n> {ANSWERED.text}\n{one.text}",
    }
    return words.get(one.kind, one.text)


def chatlog_table(folder: Path, said: list[Said]) -> Path:
    rows = []
    for one in said:
        who = ("", "系统消息") if one.kind == "system" else (one.name, one.who)
        rows.append([one.wall, *who, HER_REMARK, HER, _chatlog_content(one)])
    return write_table(
        folder / "chatlog.csv", ["Time", "SenderName", "Sender", "TalkerName", "Talker", "Content"], rows
    )


def chatlog_text(folder: Path, said: list[Said]) -> Path:
    blocks = []
    for one in said:
        who = "系统消息" if one.kind == "system" else f"{one.name}({'我' if one.mine else HER})"
        blocks.append(f"{who} {one.wall}\n{_chatlog_content(one)}\n\n")
    return write_text(folder / "chatlog.txt", "".join(blocks))


WX_CLI = {
    "text": ("文本", "{text}"),
    "image": ("图片", "[图片] local_id=4"),
    "voice": ("语音", "[语音]"),
    "video": ("视频", "[视频]"),
    "sticker": ("表情", "[表情]"),
    "call": ("通话", "[通话]"),
    "system": ("系统", "[系统] {text}"),
    "link": ("链接/文件", "[链接] {text}"),
    "file": ("链接/文件", "[文件] {text}"),
    "quote": ("链接/文件", f"[引用] {{text}}\n  \u21b3 {ANSWERED.text}"),
    "transfer": ("链接/文件", "[链接] 微信转账"),
}


def wx_cli(folder: Path, said: list[Said]) -> Path:
    rows = []
    for number, one in enumerate(said, 1):
        word, content = WX_CLI[one.kind]
        row = {
            "timestamp": one.seconds,
            "time": one.wall[:16],
            "sender": "" if one.mine else HER_REMARK,
            "local_id": number,
        }
        rows.append({**row, "content": content.format(text=one.text), "type": word})
    chat = {
        "chat": HER_REMARK,
        "username": HER,
        "is_group": False,
        "chat_type": "private",
        "count": len(rows),
    }
    return write_json(folder / "export.json", {**chat, "messages": rows, "meta": {"status": "ok"}})


ANALYSIS = {
    "text": ("text", "{text}"),
    "image": ("image", "[图片]"),
    "voice": ("voice", "[语音 2030秒]"),
    "video": ("video", "[视频]"),
    "sticker": ("emoji", "[表情]"),
    "call": ("voip", "{text}"),
    "system": ("system", "{text}"),
    "link": ("link", "多云"),
    "file": ("file", "[文件] {text}"),
    "quote": ("quote", "{text}"),
    "transfer": ("transfer", "{text}"),
}


def analysis(folder: Path, said: list[Said]) -> Path:
    rows = []
    for number, one in enumerate(said, 1):
        render, content = ANALYSIS[one.kind]
        row: dict[str, Any] = {
            "id": f"message_0:Msg_0:{number}",
            "localId": number,
            "serverId": int(one.server),
            "createTime": one.seconds,
            "createTimeText": one.wall,
            "sortSeq": one.seconds * 1000,
            "type": TYPES[one.kind],
            "renderType": render,
            "isSent": one.mine,
            "senderUsername": one.who,
            "conversationUsername": HER,
            "isGroup": False,
            "content": content.format(text=one.text),
            "title": one.text if one.kind in ("link", "file") else "",
            "url": URL if one.kind == "link" else "",
            "amount": "￥20.00" if one.kind == "transfer" else "",
            "voiceLength": "2030" if one.kind == "voice" else "",
            "quoteTitle": MY_NAME if one.kind == "quote" else "",
            "quoteContent": ANSWERED.text if one.kind == "quote" else "",
            "quoteServerId": ANSWERED.server if one.kind == "quote" else "",
            "senderDisplayName": one.name,
        }
        if one.kind == "image":
            row["offlineMedia"] = [{"kind": "image", "path": "media/images/peak.jpg"}]
        rows.append(row)
    talk = {"username": HER, "displayName": HER_REMARK, "avatarPath": "", "isGroup": False}
    chat = {
        "schemaVersion": 1,
        "exportedAt": "2026-01-02T08:00:00",
        "account": ME,
        "conversation": talk,
        "filters": {},
        "messages": rows,
    }
    path = folder / "wechat_chat_export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        inner = f"conversations/0001_小鹿_{HER}_0a1b2c3d"
        packed.writestr(f"{inner}/messages.json", json.dumps(chat, ensure_ascii=False))
        packed.writestr(f"{inner}/meta.json", json.dumps({"schemaVersion": 1, "username": HER}))
        packed.writestr("manifest.json", json.dumps({"schemaVersion": 1, "format": "json", "account": ME}))
        packed.writestr("report.json", "{}")
        packed.writestr("media/images/peak.jpg", b"\xff\xd8\xff\xe0" + b"0" * 64)
    return path


def chatlab(folder: Path, said: list[Said]) -> Path:
    numbers = {
        "text": 0,
        "image": 1,
        "voice": 2,
        "video": 3,
        "file": 4,
        "sticker": 5,
        "link": 7,
        "transfer": 99,
        "call": 23,
        "quote": 25,
        "system": 80,
    }
    rows: list[dict[str, Any]] = [
        {
            "sender": one.who,
            "accountName": one.name,
            "timestamp": one.seconds,
            "type": numbers[one.kind],
            "content": one.text or WEFLOW[one.kind][1],
            "platformMessageId": one.server,
        }
        for one in said
    ]
    members = [{"platformId": ME, "accountName": MY_NAME}, {"platformId": HER, "accountName": HER_REMARK}]
    meta = {"name": HER_REMARK, "platform": "wechat", "type": "private", "ownerId": ME}
    return write_json(
        folder / "chatlab.json",
        {"chatlab": {"version": "0.0.2"}, "meta": meta, "members": members, "messages": rows},
    )


WITH_IDS: list[Tool] = [weflow, arkme, weflow_answer, pywxdump, memotrace_new, analysis, chatlab]
WITHOUT_IDS: list[Tool] = [
    echotrace,
    memotrace_old,
    memotrace_text,
    memotrace_text_old,
    chatlog,
    chatlog_table,
    chatlog_text,
    wx_cli,
]
