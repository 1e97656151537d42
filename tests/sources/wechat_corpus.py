"""Writes the corpus of WeChat's databases: `python -m tests.sources.wechat_corpus`. Everything in it is made up."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

from tests.sources import wechat_databases as made
from tests.sources.wechat_databases import ANN, BO, CAI, ME, ROOM, Row

CORPUS = Path(__file__).parent / "corpus" / "wechat"
PEOPLE = {
    ANN: ("安姐", "Ann"),
    BO: ("", "Bo"),
    CAI: ("老蔡", "菜菜"),
    ROOM: ("", "湖边的人"),
    ME: ("", "我自己"),
}
CARDS = {ROOM: {ANN: "船长", BO: "", ME: "厨子"}}
QUOTE = (
    '<msg><appmsg appid="" sdkver="0"><title>那就五月见 &amp; 带伞</title><des></des><type>57</type><refermsg>'
    "<type>1</type><svrid>{target}</svrid><fromusr>{fromusr}</fromusr><chatusr>{by}</chatusr>"
    "<displayname>船长</displayname><content>湖边的房子五月空着</content><createtime>1714546800</createtime>"
    "</refermsg></appmsg><fromusername>{by}</fromusername></msg>"
)
LINK = (
    '<?xml version="1.0"?>\n<msg><appmsg><title>如何搭帐篷</title><des>十个步骤</des><type>5</type>'
    "<url>https://example.com/tent?a=1&amp;b=2</url></appmsg><appinfo><appname></appname></appinfo></msg>\n\0"
)
FILE = (
    "<msg><appmsg><title>plan.pdf</title><type>6</type><appattach><totallen>9</totallen><fileext>pdf</fileext>"
    "</appattach><md5>0123456789abcdef0123456789abcdef</md5></appmsg></msg>"
)
FORWARD = (
    "<msg><appmsg><title>湖边的人的聊天记录</title><des>船长: 几点?</des><type>19</type><recorditem><![CDATA[<recordinfo>"
    '<title>湖边的人的聊天记录</title><datalist count="2"><dataitem datatype="1" dataid="a"><sourcename>船长</sourcename>'
    "<sourcetime>2024-05-01 15:00</sourcetime><srcMsgCreateTime>1714546800</srcMsgCreateTime><datadesc>几点?</datadesc>"
    '</dataitem><dataitem datatype="2" dataid="b"><sourcename>Bo</sourcename><sourcetime>2024-05-01 15:01</sourcetime>'
    "</dataitem></datalist></recordinfo>]]></recorditem></appmsg></msg>"
)
TRANSFER = (
    "<msg><appmsg><title><![CDATA[微信转账]]></title><type>2000</type><wcpayinfo><paysubtype>1</paysubtype>"
    "<feedesc><![CDATA[￥88.00]]></feedesc><pay_memo><![CDATA[帐篷]]></pay_memo></wcpayinfo></appmsg></msg>"
)
PLACE = '<msg><location x="30.25" y="120.15" scale="16" label="湖滨路1号" poiname="湖边码头" /></msg>'
VOICE = (
    '<msg><voicemsg endflag="1" voicelength="2400" length="3000" fromusername="{by}" voiceformat="4" /></msg>'
)
VIDEO = '<msg><videomsg playlength="7" md5="{md5}" length="100" fromusername="{by}" /></msg>'
IMAGE = '<msg><img aeskey="00" md5="fedcba9876543210fedcba9876543210" length="9" /></msg>'
STICKER = '<msg><emoji fromusername="{by}" md5="aaaabbbbccccddddaaaabbbbccccdddd" type="2" /></msg>'
REVOKE = '<sysmsg type="revokemsg"><revokemsg><replacemsg><![CDATA["船长" 撤回了一条消息]]></replacemsg></revokemsg></sysmsg>'
JOIN = (
    '<sysmsg type="sysmsgtemplate"><sysmsgtemplate><content_template type="tmpl_type_profile"><plain></plain><template>'
    '<![CDATA["$username$"邀请"$names$"加入了群聊]]></template><link_list><link name="username" type="link_profile"><memberlist>'
    '<member><username>x</username><nickname>船长</nickname></member></memberlist></link><link name="names" '
    'type="link_profile"><memberlist><member><nickname>Bo</nickname></member></memberlist></link></link_list>'
    "</content_template></sysmsgtemplate></sysmsg>"
)
CALL = (
    '<voipmsg type="VoIPBubbleMsg"><VoIPBubbleMsg><msg><![CDATA[通话时长 00:31]]></msg><room_type>1</room_type>'
    "</VoIPBubbleMsg></voipmsg>"
)
SILK = b"\x02#!SILK_V3" + bytes(range(40))
SUM = "c0ffee00c0ffee00c0ffee00c0ffee00"


def app(sub: int) -> int:
    """The number of type 49 with a sub type, as version 4 has it."""
    return sub << 32 | 49


def main() -> None:
    """Write every case anew."""
    for name, write in CASES.items():
        shutil.rmtree(CORPUS / name, ignore_errors=True)
        write(CORPUS / name)


def version_4(case: Path) -> None:
    """WeChat 4's data folder, with what lies in it beside the databases."""
    root = case / f"{ME}_1a2b"
    storage = root / "db_storage"
    made.v4_people(storage / "contact" / "contact.db", PEOPLE, rooms=CARDS)
    first = 9_000_000_000_000_800_000
    direct: list[Row] = [
        {"by": ANN, "said": "湖边的房子五月空着", "server_id": first},
        {"by": ME, "local_type": app(57), "said": made.packed(QUOTE.format(target=first, by=ANN, fromusr=ANN))},
        {"by": ANN, "local_type": app(5), "said": made.packed(LINK)},
        {"by": ANN, "local_type": app(6), "said": made.packed(FILE)},
        {"by": ME, "local_type": app(2000), "said": made.packed(TRANSFER)},
        {"by": ANN, "local_type": 48, "said": made.packed(PLACE)},
        {"by": ANN, "local_type": 34, "said": made.packed(VOICE.format(by=ANN)), "server_id": 4242,
         "packed_info_data": made.field(5, made.field(2, "我到码头了"))},
        {"by": ME, "local_type": 43, "said": made.packed(VIDEO.format(by=ME, md5=SUM)),
         "packed_info_data": made.field(4, made.field(8, SUM))},
        {"by": ANN, "local_type": 50, "said": CALL},
        {"by": ME, "said": "好", "server_id": 0},
    ]  # fmt: skip
    group: list[Row] = [
        {"by": ROOM, "local_type": 10000, "said": JOIN},
        {"by": ANN, "said": f"{ANN}:\n@Bo 你带船吗", "source": made.packed(f"<msgsource><atuserlist>{BO}</atuserlist></msgsource>")},
        {"by": BO, "local_type": 3, "said": made.packed(f"{BO}:\n{IMAGE}")},
        {"by": ME, "said": "清单:\n帐篷"},
        {"by": BO, "local_type": app(19), "said": made.packed(f"{BO}:\n{FORWARD}")},
        {"by": ROOM, "local_type": 10000, "said": made.packed(REVOKE)},
    ]  # fmt: skip
    made.v4_messages(storage / "message" / "message_0.db", {ANN: direct, ROOM: group})
    voices = "CREATE TABLE VoiceInfo(chat_name_id INTEGER, create_time INTEGER, local_id INTEGER, svr_id INTEGER, voice_data BLOB, data_index TEXT DEFAULT '0')"
    made.write(
        storage / "message" / "media_0.db", [voices], {"VoiceInfo": [{"svr_id": 4242, "voice_data": SILK}]}
    )
    linked = [{"md5": SUM, "file_name": f"{SUM}.mp4"}]
    made.write(
        storage / "hardlink" / "hardlink.db",
        ["CREATE TABLE video_hardlink_info_v4(md5_hash INTEGER, md5 TEXT, file_name TEXT, dir1 INTEGER)"],
        {"video_hardlink_info_v4": linked},
    )
    for path, content in (
        ("file/2024-05/plan.pdf", b"%PDF-1.4\n"),
        (f"video/2024-05/{SUM}.mp4", b"\0\0\0\x18ftyp"),
    ):
        place = root / "msg" / path
        place.parent.mkdir(parents=True)
        place.write_bytes(content)


def version_3(case: Path) -> None:
    """WeChat 3's data folder on Windows."""
    root = case / "WeChat Files" / ME
    made.v3_people(root / "Msg" / "MicroMsg.db", PEOPLE, rooms=CARDS)
    video = f"{ME}\\FileStorage\\Video\\2024-05\\a.mp4"
    made.v3_messages(
        root / "Msg" / "Multi" / "MSG0.db",
        [
            {"to": ANN, "said": "湖边的房子五月空着"},
            {"to": ANN, "own": True, "Type": 49, "SubType": 57,
             "CompressContent": made.block(QUOTE.format(target=700_000_000_000_000_000, by=ANN, fromusr=ANN))},
            {"to": ANN, "own": True, "Type": 47, "said": STICKER.format(by=ME)},
            {"to": ANN, "own": True, "Type": 43, "said": VIDEO.format(by=ME, md5=SUM), "BytesExtra": made.beside({4: video})},
            {"to": ROOM, "who": BO, "said": "我带船"},
            {"to": ROOM, "Type": 10000, "said": "你修改群名为“湖边的人”"},
        ],
    )  # fmt: skip
    place = root / "FileStorage" / "Video" / "2024-05" / "a.mp4"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"\0\0\0\x18ftyp")


def mac(case: Path) -> None:
    """WeChat 3 on a Mac."""
    made.chats(case / "backup" / "Message" / "msg_0.db", _talks())
    made.mac_people(case / "backup" / "Contact" / "wccontact_new2.db", PEOPLE)


def phone(case: Path) -> None:
    """WeChat on an iPhone."""
    made.chats(case / "DB" / "message_1.sqlite", _talks(), phone=True)
    made.phone_people(case / "DB" / "WCDB_Contact.sqlite", PEOPLE)


def android(case: Path) -> None:
    """WeChat on Android."""
    made.android(case / "EnMicroMsg.db", _android(), PEOPLE)


def duplicated(case: Path) -> None:
    """The same rows in two databases, in which somebody says the same twice."""
    for number in (0, 1):
        made.v4_messages(case / f"message_{number}.db", {ANN: [{"by": ANN, "said": "ok"}] * 2})


def _talks() -> dict[str, list[dict[str, object]]]:
    return {
        ANN: [
            {"said": "早上好"},
            {"own": True, "said": "早"},
            {"own": True, "kind": 47, "said": STICKER.format(by=ME)},
        ],
        ROOM: [
            {"said": f"{BO}:\n谁来?"},
            {"own": True, "said": "我来"},
            {"kind": 10000, "said": "你邀请Bo加入了群聊"},
        ],
    }


def _android() -> list[dict[str, object]]:
    return [
        {"to": ANN, "said": "早上好"},
        {"to": ANN, "own": True, "said": "早"},
        {"to": ANN, "type": 34, "said": f"{ANN}:2400:1\n"},
        {"to": ROOM, "said": f"{BO}:\n谁来?"},
        {"to": ROOM, "type": 436207665, "said": f"{BO}:\n{TRANSFER}"},
        {"to": ROOM, "type": 570425393, "said": JOIN},
    ]


def languages(root: Path) -> None:
    """Words in many scripts, and two databases of which only one names the people."""
    said = [
        "你好，世界",
        "こんにちは",
        "안녕하세요",
        "привет",
        "שלום",
        "नमस्ते",
        "👩‍👩‍👧 e\u0301",
        "a\r\nb\tc",
        "",
    ]
    made.v4_people(root / "contact.db", {CAI: ("", "蔡 Ż")})
    made.v4_messages(
        root / "message_0.db", {CAI: [{"by": (CAI, ME)[n % 2], "said": one} for n, one in enumerate(said)]}
    )


def broken(root: Path) -> None:
    """A database that is still encrypted beside one with rows that say nothing."""
    root.mkdir(parents=True)
    (root / "message_0.db").write_bytes(random.Random(7).randbytes(4096))
    rows: list[Row] = [
        {"by": ANN, "said": "a"},
        {"by": ANN, "said": "b", "create_time": -1, "sort_seq": None},
        {"by": ANN, "local_type": app(5), "said": made.packed(LINK)[:-9]},
        {"by": ANN, "local_type": 3, "said": "<msg><"},
    ]
    made.v4_messages(root / "message_1.db", {ANN: rows, "wxid_stranger": [{"by": ME, "said": "x"}]})


CASES = {
    "good-version-4": version_4,
    "old-version-3": version_3,
    "good-mac": mac,
    "good-iphone": phone,
    "good-android": android,
    "languages-version-4": languages,
    "duplicated-version-4": duplicated,
    "broken-version-4": broken,
}

if __name__ == "__main__":
    os.umask(0o022)
    main()
