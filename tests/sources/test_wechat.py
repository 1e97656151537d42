"""What WeChat's tools write: whose chat it is, what was typed, and what isn't text."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sources import wechat_chat
from tests.sources import wechat_tools as tools
from zhiji.chat import Contact, Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import Export, find
from zhiji.sources.protocol import SET, Entry, Peek
from zhiji.sources.wechat import SOURCE
from zhiji.testing import peak_memory

CORPUS = Path(__file__).parent / "corpus" / "wechat"
EVERY_TOOL = [*tools.WITH_IDS, *tools.WITHOUT_IDS]


def entries(path: Path) -> list[Entry]:
    with Export(path) as export:
        return list(SOURCE.read(export))


def read(path: Path) -> list[Message]:
    return [one for one in entries(path) if isinstance(one, Message)]


def contacts(path: Path) -> dict[str | None, Contact]:
    return {one.account.native: one for one in entries(path) if isinstance(one, Contact)}


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


# JSON of WeFlow and echotrace


def test_a_group_is_read_with_all_that_is_said_in_it() -> None:
    found = read(CORPUS / "good_weflow" / "火锅局.json")
    assert {(one.chat.native, one.chat.name, one.chat.kind) for one in found} == {
        ("41230001@chatroom", "火锅局", "group")
    }
    assert [one.kind for one in found] == [
        *("text", "text", "text", "image", "voice", "voice", "sticker", "video", "file", "location", "link"),
        *("miniapp", "music", "contact", "forward", "transfer", "transfer", "red_packet", "call", "poke"),
        *("system", "system", "text", "share", "text"),
    ]
    mine, reply, image, voice = found[1], found[2], found[3], found[5]
    assert (mine.sender.native, mine.sender.owner, mine.source_id) == (
        "wxid_he0707",
        True,
        "7200000000000000002",
    )
    assert (reply.text, reply.reply_to) == ("两节就够", mine.source_id)
    assert reply.extra["quoted"] == {"sender": "何一", "text": "我买 [旺柴]"}
    assert (image.text, image.attachments[0].path) == (
        "",
        "media/images/4_9c1185a5c5e9fc54612808977ee8f548.jpg",
    )
    assert (voice.text, voice.transcript) == ("", "多放点香菜")
    assert found[6].caption == "流口水"
    assert found[8].attachments[0].name == "菜单 v2.xlsx"
    assert (found[9].text, found[9].extra["latitude"]) == ("望江桥菜市, 望江路 8 号", 30.63)
    assert (found[10].text, found[10].extra["url"]) == ("藕怎么挑", "https://food.example/lotus")
    assert [part.kind for part in found[14].parts] == ["text", "image", "forward"]
    assert found[14].parts[2].parts[0].text == "藕五块"
    assert (found[15].text, found[15].extra["amount"]) == ("藕钱", "￥35.50")
    assert (found[20].sender.native, found[20].text) == (None, '"白术" 撤回了一条消息')
    assert (found[22].text, found[22].extra) == ("七点开锅", {"notice": True})
    assert found[24].mentions == ("wxid_afan11",)


def test_times_are_instants_to_the_second() -> None:
    first = read(CORPUS / "good_weflow" / "火锅局.json")[0]
    assert first.when == datetime(2025, 11, 1, 12, 26, 40, tzinfo=UTC)
    assert (first.precision, first.zone) == (Precision.SECOND, "known")


def test_arkmes_file_names_senders_by_number_and_lists_members() -> None:
    path = CORPUS / "good_arkme" / "火锅局_arkme.json"
    assert {one.sender.native for one in read(path)} == {"wxid_afan11", "wxid_he0707", "baishu_tea"}
    known = contacts(path)
    assert known["wxid_quiet"].account.name == "潜水的人"
    assert known["wxid_afan11"].names == ("凡心", "锅长")


def test_what_stands_behind_the_messages_is_known_before_them(tmp_path: Path) -> None:
    document = json.loads((CORPUS / "good_arkme" / "火锅局_arkme.json").read_text("utf-8"))
    path = written(tmp_path / "sorted.json", json.dumps(document, sort_keys=True))
    assert {one.chat.name for one in read(path)} == {"火锅局"}
    assert "unknown" not in {one.sender.native for one in read(path)}
    assert read(path)[0].sender.native == "wxid_afan11"


def test_huge_pictures_of_people_hide_nothing(tmp_path: Path) -> None:
    picture = "data:image/jpeg;base64," + "QUJD" * 30_000
    rows = [
        {
            "localId": 1,
            "createTime": wechat_chat.START,
            "type": "文本消息",
            "content": "早",
            "isSend": 0,
            "senderUsername": "wxid_a",
        }
    ]
    session = {
        "wxid": "wxid_a",
        "nickname": "A",
        "remark": "",
        "displayName": "A",
        "type": "私聊",
        "avatar": picture,
    }
    avatars = {f"wxid_{number}": picture for number in range(200)}
    document = {"session": session, "avatars": avatars, "messages": rows}
    path = written(tmp_path / "echo.json", json.dumps(document))
    assert path.stat().st_size > 20_000_000
    ((source, export),) = find(path).exports
    with export:
        assert source.name == "wechat"
        assert peak_memory(source, export) < 6_000_000
    assert [one.text for one in read(path)] == ["早"]


def test_an_answer_of_weflows_interface_is_read() -> None:
    found = read(CORPUS / "good_answer" / "messages.json")
    assert [one.reply_to for one in found] == [None, "7200000000000000030", None]
    assert found[2].attachments[0].path == "pot.jpg"


# Tables


def test_pywxdumps_table_takes_names_from_the_list_beside_it() -> None:
    path = CORPUS / "good_pywxdump" / "56001@chatroom" / "56001@chatroom_0_16.csv"
    first, mine, *_ = read(path)
    assert (first.chat.native, first.chat.name, first.chat.kind) == ("56001@chatroom", "茶友", "group")
    assert (first.sender.native, first.sender.name, first.text) == ("wxid_old_xu", "老徐", "老地方见，\n带伞")
    assert (mine.sender.native, mine.sender.owner) == ("wxid_me_ren", True)
    assert (first.when.tzinfo, first.zone) == (None, "assumed")
    assert contacts(path)["wxid_old_xu"].names == ("徐徐",)


def test_it_does_so_in_a_zip_as_well(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as packed:
        for file in (CORPUS / "good_pywxdump" / "56001@chatroom").iterdir():
            packed.write(file, f"data/{file.name}")
    assert read(tmp_path / "export.zip")[0].sender.name == "老徐"


def test_whom_a_chat_of_two_is_with_the_room_tells_not_the_talker(tmp_path: Path) -> None:
    rows = "1,7437000000000000001,图片,0,wxid_me,wxid_her,图片,,2024-10-04 11:42:00\n2,7437000000000000002,文本,1,wxid_me,wxid_her,好,,2024-10-04 11:42:01\n"
    names = "id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime\n"
    picture, text = read(written(tmp_path / "wxid_her_0_2.csv", names + rows))
    assert (picture.sender.native, picture.sender.owner) == ("wxid_her", False)
    assert (text.sender.native, text.sender.owner) == ("wxid_me", True)


def test_a_spreadsheet_loses_seconds_and_ids_but_not_words() -> None:
    found = read(CORPUS / "languages" / "wxid_anna_0_3.csv")
    assert [one.text for one in found] == ["Grüße aus Köln 🎡", "喺度食緊飯", ""]
    assert {(one.source_id, one.precision) for one in found} == {(None, Precision.MINUTE)}


def test_ids_that_a_spreadsheet_rounded_are_no_ids(tmp_path: Path) -> None:
    names = "id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime\n"
    row = "{0},74372671472995{0}0000,文本,0,wxid_a,wxid_a,第{0}句,,2024/10/4 11:42\n"
    path = written(tmp_path / "rounded.csv", names + "".join(row.format(n) for n in range(5)))
    assert {one.source_id for one in read(path)} == {None}


def test_a_field_may_be_as_long_as_a_bundle_of_messages(tmp_path: Path) -> None:
    names = "id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime\n"
    bundle = "{'recordinfo': '" + "长" * 300_000 + "'}"
    rows = f"1,7437000000000000001,合并转发的聊天记录,0,wxid_a,wxid_a,题目,{bundle},2024-10-04 11:42:00\n2,7437000000000000002,文本,0,wxid_a,wxid_a,后面,,2024-10-04 11:42:01\n"
    assert [one.text for one in read(written(tmp_path / "wxid_a_0_2.csv", names + rows))] == ["题目", "后面"]


def test_weflows_table_has_instants_and_names_only() -> None:
    first, mine, *_, notice, _sticker = read(CORPUS / "good_weflow_csv" / "许愿.csv")
    assert first.when == datetime(2025, 11, 2, 1, tzinfo=UTC)
    assert (first.precision, first.chat.native, first.chat.name) == (Precision.SECOND, None, "许愿")
    assert (mine.sender.name, mine.sender.native, mine.sender.owner) == ("我本人", None, True)
    assert (notice.kind, notice.source_id) == ("system", None)


def test_weflows_json_beside_its_table_or_text_tells_whose_chat_it_is(tmp_path: Path) -> None:
    tools.weflow(tmp_path, tools.SAID)
    table = "id,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime\n1,8100000000000000001,text,0,小鹿,早,,2026-01-01T00:00:00.000Z\n"
    (text,) = read(written(tmp_path / "小鹿.txt", "2026-01-01 08:00:00 '小鹿'\n早\n\n"))
    (row,) = read(written(tmp_path / "小鹿.csv", table))
    assert (
        {one.chat.native for one in (text, row)} == {one.sender.native for one in (text, row)} == {tools.HER}
    )


def test_old_tables_of_pywxdump_have_json_in_a_column() -> None:
    found = read(CORPUS / "old" / "wxid_tong3_0_3.csv")
    assert [(one.kind, one.text) for one in found] == [
        ("text", "你好呀"),
        ("text", "你也好"),
        ("sticker", ""),
    ]
    assert found[1].sender.name == "我"


def test_memotraces_folder_tells_whose_chat_it_is() -> None:
    path = CORPUS / "good_memotrace" / "柚子(wxid_youzi5)" / "柚子.csv"
    first, mine, reply, *_ = read(path)
    assert (first.chat.native, first.sender.native, first.source_id) == (
        "wxid_youzi5",
        "wxid_youzi5",
        "4200000000000000001",
    )
    assert (mine.sender.name, mine.sender.owner) == ("程程", True)
    assert (reply.text, reply.extra["quoted"]) == (
        "在门垫下",
        {"sender": "程程", "text": "刚到，“钥匙”找了半天"},
    )
    assert contacts(path)["wxid_youzi5"].names == ("柚子皮",)


def test_numbers_that_count_rows_are_no_ids(tmp_path: Path) -> None:
    table = "消息ID,类型,发送人,时间,内容,备注,昵称,更多信息\n1,文本,小红,2024-02-01 10:00:00,在吗,小红,小红,more\n2,文本,我,2024-02-01 10:01:00,在,我,我,more\n"
    first, mine = read(written(tmp_path / "小红(wxid_red)" / "小红.csv", table))
    assert (first.source_id, first.sender.native, mine.sender.owner) == (None, "wxid_red", True)


def test_memotraces_older_table_of_one_chat_tells_wxids() -> None:
    found = read(CORPUS / "good_memotrace" / "老赵" / "老赵_utf8.csv")
    assert {(one.chat.native, one.chat.name) for one in found} == {("zhao_1970", "老赵")}
    assert found[1].sender.native == "wxid_qian"
    assert found[3].extra == {"seconds": 3.21}
    assert (found[8].kind, found[8].text) == ("contact", "图书馆 & 书吧")


def test_memotraces_table_of_all_chats_keeps_them_apart() -> None:
    found = read(CORPUS / "old" / "all-with-names.csv")
    assert [one.chat.name for one in found] == ["老婆", "老婆", "部门群", "部门群", "部门群"]
    assert [one.source_id for one in found][:2] == ["6200000000000000001", "6200000000000000002"]
    assert found[2].sender.name == "组长"
    nine = read(CORPUS / "old" / "all-messages.csv")
    assert [(one.chat.name, one.source_id) for one in nine][:2] == [
        ("#3", "123456789012345"),
        ("#4", "123456789012346"),
    ]


def test_a_list_of_contacts_is_read_too() -> None:
    assert contacts(CORPUS / "good_memotrace" / "contacts.csv")["zhao_1970"].names == ("赵大",)


# Texts


def test_a_text_is_read_block_by_block() -> None:
    path = CORPUS / "good_text" / "晓风(wxid_xiaofeng)" / "晓风.txt"
    found = read(path)
    assert [(one.kind, one.text) for one in found] == [
        ("text", "起床"),
        ("text", "再睡五分钟\n\n真的"),
        ("image", ""),
        ("system", "你撤回了一条消息"),
        ("text", "饭在桌上"),
    ]
    assert [one.sender.native for one in found] == [
        "wxid_xiaofeng",
        None,
        "wxid_xiaofeng",
        None,
        "wxid_xiaofeng",
    ]
    assert found[1].sender.owner


def test_weflows_text_puts_names_in_quotes() -> None:
    found = read(CORPUS / "good_text" / "weflow" / "跑团.txt")
    assert [one.sender.name for one in found] == ["我", "大壮", "大壮", "阿May"]
    assert [(one.kind, one.text) for one in found][1:3] == [("location", "体育场北门"), ("text", "到了")]


def test_weflows_markdown_is_read_as_it_was_typed() -> None:
    found = entries(CORPUS / "good_weflow_markdown" / "读书会.md")
    said = [one for one in found if isinstance(one, Message)]
    assert {(one.chat.native, one.chat.name, one.chat.kind) for one in said} == {
        ("52340001@chatroom", "读书会(周三)", "group")
    }
    assert [(one.sender.name, one.kind, one.text) for one in said] == [
        ("小满", "text", "# 第一章_讲完了\n> 下周继续\n第二行"),
        ("阿湖", "text", "收到"),
        ("我", "image", ""),
        ("小满", "voice", ""),
        ("小满", "file", ""),
        ("阿湖", "link", "湖边[二]"),
        ("阿湖", "sticker", ""),
        ("阿湖", "video", ""),
    ]
    assert said[1].extra == {"quoted": {"sender": "小满", "text": "# 第一章"}} and said[2].sender.owner
    files = [(file.path, file.name) for one in said for file in one.attachments]
    assert files == [
        ("media/images/a b.jpg", ""),
        ("media/voices/1.wav", ""),
        ("media/files/提纲.pdf", "提纲.pdf"),
    ]
    assert said[5].extra == {"url": "https://example.org/lake"}
    assert not [one for one in found if isinstance(one, Problem)]


def test_weflows_markdown_of_two_people_tells_whose_chat_it_is(tmp_path: Path) -> None:
    text = "# 小鹿\n\n- 会话ID: `wxid_lu`\n- 会话类型: 私聊\n- 导出工具: WeFlow\n\n---\n\n"
    text += (
        "## 2026-01-01 08:00:00 小鹿\n\n早\n\n## 2026-01-01 08:01:00 我\n\n[看](https://a.example/)\n\n好\n\n"
    )
    first, mine = read(written(tmp_path / "小鹿.md", text))
    assert (first.chat.native, first.chat.kind, first.sender.native) == ("wxid_lu", "direct", "wxid_lu")
    assert (mine.sender.owner, mine.kind, mine.text) == (True, "text", "看 https://a.example/\n好")
    for other in (
        "# 小鹿\n\n- 导出工具: WeFlow\n",
        "# 小鹿\n\n## 2026-01-01 08:00:00 小鹿\n\n- 会话ID: 导出工具: WeFlow",
    ):
        assert not SOURCE.recognises(Peek(name="a.md", members=(), head=other.encode(), first={}))


def test_weflows_sql_is_read_row_by_row(tmp_path: Path) -> None:
    top = "-- It's a script\nBEGIN;\nCREATE TABLE IF NOT EXISTS weflow_messages (\n  session_id TEXT NOT NULL\n);\n"
    names = "session_id, local_id, message_id, create_time, sender, is_send, local_type, media_type, content, media_path"
    rows = (
        f"INSERT INTO weflow_messages ({names}) VALUES\n"
        "  ('1@chatroom', '1', '900001', 1700000000, 'wxid_lu', FALSE, 1, NULL, 'it''s (one, two);\n--\nthree', NULL),\n"
        "  ('1@chatroom', '2', '900002', 1700000001, 'wxid_me', TRUE, 3, 'image', '[图片]', 'images/(1);a.jpg');\n"
        f"INSERT INTO weflow_messages ({names}) VALUES ('wxid_lu', '3', '900003', NULL, NULL, FALSE, 1, NULL, 'x', NULL);\n"
        f"INSERT INTO weflow_messages ({names}) VALUES ('wxid_lu', '4', '900004', 1700000003, NULL, FALSE, 1, NULL, '早', NULL);\n"
    )
    path = written(tmp_path / "chat.sql", f"{top}{rows}COMMIT;\n")
    assert find(path).exports[0][0].name == "wechat"
    first, picture, other = read(path)
    assert (first.text, first.sender.native, first.source_id) == (
        "it's (one, two);\n--\nthree",
        "wxid_lu",
        "900001",
    )
    assert (picture.kind, picture.sender.owner, picture.attachments[0].path) == (
        "image",
        True,
        "images/(1);a.jpg",
    )
    assert (other.chat.native, other.chat.kind, other.sender.native) == ("wxid_lu", "direct", "wxid_lu")
    assert [one.what for one in entries(path) if isinstance(one, Problem)] == ["it has no time"]


def test_ciphertalks_sql_names_the_chat_in_a_table_of_its_own(tmp_path: Path) -> None:
    text = (
        "-- 导出\n\nDELETE FROM messages WHERE session_wxid = 'wxid_lu';\n"
        "INSERT INTO sessions (wxid, display_name, session_type) VALUES ('wxid_lu', '小鹿', 'private');\n\n"
        "INSERT INTO messages (session_wxid, local_id, create_time, msg_type, content, is_send, sender_username, "
        "sender_display_name) VALUES\n('wxid_lu', 1, 1700000000, '文本消息', '早', 0, 'wxid_lu', '小鹿'),\n"
        "('wxid_lu', 2, 1700000001, '图片消息', '[图片]', 1, 'wxid_me', '我');\n"
    )
    found = read(written(tmp_path / "chat.sql", text))
    assert [(one.chat.name, one.sender.name, one.kind, one.text) for one in found] == [
        ("小鹿", "小鹿", "text", "早"),
        ("小鹿", found[1].sender.name, "image", ""),
    ]
    assert found[1].sender.owner


def test_a_row_of_sql_that_is_too_long_is_told(tmp_path: Path) -> None:
    long = "x\n" * (2 << 20)
    names = "INSERT INTO weflow_messages (session_id, create_time, content) VALUES"
    text = f"{names} ('wxid_lu', 1700000000, '{long}y');\n{names} ('wxid_lu', 1700000001, '早');\n"
    path = written(tmp_path / "chat.sql", text)
    assert [one.text for one in read(path)] == ["早"]
    assert [one.what for one in entries(path) if isinstance(one, Problem)] == ["a row is longer than any"]


def test_a_text_of_qq_is_left_to_others() -> None:
    head = "2021-05-04 21:35:02 阿力(123456789)\n在吗\n\n2021-05-04 21:36:00 小美(987654321)\n在\n\n"
    assert not SOURCE.recognises(Peek(name="chat.txt", members=(), head=head.encode(), first={}))


def test_chatlogs_text_tells_the_chat_by_who_else_speaks() -> None:
    found = read(CORPUS / "good_chatlog" / "chatlog.txt")
    assert {(one.chat.native, one.chat.name) for one in found} == {("wxid_bass", "男低")}
    assert [(one.sender.name, one.sender.owner) for one in found] == [
        ("男低", False),
        ("我", True),
        ("男低", False),
    ]
    several = read(CORPUS / "good_chatlog" / "several.txt")
    assert [one.chat.native for one in several] == ["99001@chatroom", "99001@chatroom", "wxid_bass"]


def test_a_text_without_years_says_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match="no year"):
        entries(CORPUS / "broken_chatlog" / "no-year.txt")


# chatlog, wx-cli, WeChatDataAnalysis


def test_chatlogs_list_may_hold_several_chats() -> None:
    found = read(CORPUS / "good_chatlog" / "chatlog.json")
    assert [one.chat.native for one in found].count("99001@chatroom") == 5
    assert found[0].when.isoformat() == "2025-11-01T20:26:40+08:00"
    assert {one.source_id for one in found} == {None}
    assert (found[2].text, found[2].extra["quoted"]) == ("带谱子", {"sender": "自己", "text": "收到"})
    assert (found[3].kind, found[3].sender.native) == ("system", None)
    assert [(part.sender, part.kind) for part in found[4].parts] == [("中音", "text"), ("男低", "image")]
    assert (found[6].kind, found[6].text, found[6].sender.owner) == ("link", "和声入门", True)


def test_wx_cli_names_one_of_two_and_which_changed_with_its_version() -> None:
    her, me = read(CORPUS / "good_wxcli" / "older.json")
    assert (her.sender.native, me.sender.owner) == ("wxid_fire", True)
    group = read(CORPUS / "good_wxcli" / "group.json")
    assert (group[1].text, group[1].sender.native) == ("读完了", "wxid_water")


def test_a_folder_of_wechatdataanalysis_is_read_as_a_whole() -> None:
    folder = CORPUS / "good_analysis" / "wechat_chat_export"
    with Export(folder) as export:
        assert SOURCE.recognises(Peek(name="x", members=export.members, head=b"", first={})) == SET
        found = [one for one in SOURCE.read(export) if isinstance(one, Message)]
        image = found[2].attachments[0].path
        assert image and export.find(image)
    assert (found[4].text, found[4].reply_to) == ("多放醋", found[0].source_id)
    assert found[1].sender.owner
    alone = next((folder / "conversations").glob("*/messages.json"))
    assert [one.text for one in read(alone)] == [one.text for one in found]


def test_privacy_mode_leaves_times_and_a_problem() -> None:
    found = entries(CORPUS / "broken_privacy" / "export")
    assert [type(one) for one in found] == [Problem, Message, Message]
    assert [one.text for one in found if isinstance(one, Message)] == ["", ""]


def test_training_data_is_refused_in_one_sentence() -> None:
    path = CORPUS / "broken_training" / "小鹿.json"
    ((source, export),) = find(path).exports
    with export, pytest.raises(UnreadableFile, match="training"):
        list(source.read(export))


# What is common to all


@pytest.mark.parametrize("tool", EVERY_TOOL[1:], ids=lambda tool: tool.__name__)
def test_every_tools_file_is_known_under_any_name(tool: tools.Tool, tmp_path: Path) -> None:
    path = tool(tmp_path, tools.SAID)
    renamed = path.rename(tmp_path / f"export (1){path.suffix}")
    ((source, export),) = find(renamed).exports
    export.close()
    assert source.name == ("chatlab" if tool is tools.chatlab else "wechat")


def test_bad_rows_are_problems_and_the_rest_goes_on() -> None:
    found = entries(CORPUS / "broken" / "rows.json")
    assert [one.where for one in found if isinstance(one, Problem)] == [
        "messages[1]",
        "messages[2]",
        "messages[3]",
    ]
    assert [one.text for one in found if isinstance(one, Message)] == ["好的一行", "最后一行"]


def test_what_came_before_a_cut_is_kept() -> None:
    with Export(CORPUS / "broken" / "cut.json") as export:
        reading = SOURCE.read(export)
        assert isinstance(next(reading), Contact)
        assert isinstance(next(reading), Message)
        with pytest.raises(UnreadableFile, match="cut off"):
            list(reading)
