"""What messages of WeChat say: each kind of content, and content that is broken, packed or hostile."""

from __future__ import annotations

import os
import random
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources import wechat_corpus as corpus
from tests.sources.wechat_databases import block, field, packed
from zhiji.chat import Attachment, Part
from zhiji.sources.wechat import appmsg, database_markup, protobuf
from zhiji.sources.wechat.database_body import Body
from zhiji.sources.wechat.database_packing import Unpackable, block_words, words

FUZZ = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)
NAMES = {"wxid_ann": "安姐", "wxid_bo": "Bo"}
BASES = st.sampled_from([0, 1, 3, 34, 35, 37, 42, 43, 47, 48, 49, 50, 62, 64, 66, 51, 10000, 10002, 77])
SUBS = st.sampled_from([0, 1, 5, 6, 8, 17, 19, 33, 51, 53, 57, 62, 87, 2000, 2001, 99])
XMLS = [value for name, value in vars(corpus).items() if name.isupper() and isinstance(value, str)]
ODD = st.sampled_from(
    ["<", ">", "&", "]]>", "<![CDATA[", "&#0;", "\0", "\ud800", '"', "<!DOCTYPE x>", "<msg>", "$a$"]
)


def said(base: int, content: str, sub: int = 0) -> Body:
    return appmsg.read(base, sub, content, lambda native: NAMES.get(native, ""))


def card(inner: str, kind: int) -> Body:
    return said(49, f"<msg><appmsg><type>{kind}</type>{inner}</appmsg></msg>")


def test_words_are_words_even_if_they_look_like_xml() -> None:
    assert said(1, "<msg>a</msg> & b").text == "<msg>a</msg> & b"


def test_an_answer_says_its_own_words_and_points_to_what_it_answers() -> None:
    body = said(49, corpus.QUOTE.format(target=77, by="wxid_ann", fromusr="1@chatroom"), 57)
    assert (body.kind, body.text, body.reply_to) == ("text", "那就五月见 & 带伞", "77")
    assert body.extra == {
        "quoted": {
            "sender": "船长",
            "sender_id": "wxid_ann",
            "text": "湖边的房子五月空着",
            "kind": "text",
            "when": "2024-05-01T07:00:00+00:00",
        }
    }


@pytest.mark.parametrize(
    ("kind", "content", "told"),
    [
        (3, "&lt;msg&gt;&lt;img md5=&quot;a&quot;/&gt;&lt;/msg&gt;", {"kind": "image"}),
        (34, "wxid_ann:2400:1", {"kind": "voice"}),
        (43, "", {"kind": "video"}),
        (49, "&lt;msg&gt;&lt;appmsg&gt;&lt;title&gt;a.pdf&lt;/title&gt;&lt;type&gt;6&lt;/type&gt;&lt;/appmsg&gt;&lt;/msg&gt;",
         {"kind": "file", "text": "a.pdf"}),
        (1, "hi", {"kind": "text", "text": "hi"}),
    ],
)  # fmt: skip
def test_what_is_answered_may_be_of_any_kind(kind: int, content: str, told: dict[str, str]) -> None:
    body = card(f"<title>ok</title><refermsg><type>{kind}</type><content>{content}</content></refermsg>", 57)
    assert body.extra["quoted"] == told
    assert body.reply_to is None


def test_links_files_and_programs_show_what_the_app_shows() -> None:
    link = said(49, corpus.LINK)
    assert (link.kind, link.text) == ("link", "如何搭帐篷")
    assert link.extra == {"url": "https://example.com/tent?a=1&b=2", "description": "十个步骤"}
    file = said(49, corpus.FILE)
    assert (file.kind, file.text, file.attachments) == ("file", "", (Attachment(name="plan.pdf", size=9),))
    program = card("<title>查公交</title><sourcedisplayname>公交</sourcedisplayname><url>u</url>", 33)
    assert (program.kind, program.text, program.extra["publisher"]) == ("miniapp", "查公交", "公交")
    issue = card(
        "<title>a</title><mmreader><category><item><title>a</title><url>u1</url></item><item><title>b</title>"
        "<url>u2</url></item></category></mmreader>",
        5,
    )
    assert issue.parts == (Part(kind="link", text="a\nu1"), Part(kind="link", text="b\nu2"))


def test_money_keeps_its_amount_and_the_words_with_it() -> None:
    transfer = said(49, corpus.TRANSFER)
    assert (transfer.kind, transfer.text) == ("transfer", "帐篷")
    assert transfer.extra == {"amount": "￥88.00", "state": "sent"}
    packet = card("<wcpayinfo><sendertitle>恭喜发财</sendertitle></wcpayinfo>", 2001)
    assert (packet.kind, packet.text) == ("red_packet", "恭喜发财")


def test_a_forwarded_chat_keeps_each_message_and_the_bundles_within() -> None:
    body = said(49, corpus.FORWARD)
    assert (body.kind, body.text) == ("forward", "湖边的人的聊天记录")
    assert body.parts == (
        Part(sender="船长", text="几点?", when=datetime(2024, 5, 1, 7, tzinfo=UTC)),
        Part(sender="Bo", when=datetime(2024, 5, 1, 15, 1), kind="image"),
    )
    inner = "<recordinfo><datalist><dataitem datatype='1'><datadesc>x</datadesc></dataitem></datalist></recordinfo>"
    nested = (
        f"<recorditem><recordinfo><datalist><dataitem datatype='17'><datatitle>t</datatitle><recordxml>{inner}</recordxml>"
        "</dataitem></datalist></recordinfo></recorditem>"
    )
    assert card(nested, 19).parts == (Part(text="t", kind="forward", parts=(Part(text="x"),)),)


def test_places_calls_voices_and_people_tell_what_they_are() -> None:
    place = said(48, corpus.PLACE)
    assert (place.text, place.extra) == ("湖边码头, 湖滨路1号", {"latitude": 30.25, "longitude": 120.15})
    assert said(48, '<msg><location x="999" y="nan" label="a" poiname="[位置]"/></msg>').extra == {}
    call = said(50, corpus.CALL)
    assert (call.kind, call.text, call.extra) == ("call", "通话时长 00:31", {"call": "voice"})
    assert said(50, "voip_content_video").extra == {"call": "video"}
    voice = said(34, '<msg><voicemsg voicelength="2400"/><voicetrans transtext="我到了"/></msg>')
    assert (voice.kind, voice.transcript, voice.extra) == ("voice", "我到了", {"seconds": 2.4})
    person = said(42, '<msg username="wxid_bo" nickname="Bo" alias="bo_88"/>')
    assert (person.text, person.extra["contact"]) == (
        "Bo",
        {"id": "wxid_bo", "name": "Bo", "wechat_id": "bo_88"},
    )


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("你修改群名为“湖边的人”", "你修改群名为“湖边的人”"),
        ('<img src="SystemMessages_HongbaoIcon.png"/>  Bo领取了你的<_wc_custom_link_ href="x">红包</_wc_custom_link_>',
         "Bo领取了你的红包"),
        (corpus.JOIN, '"船长"邀请"Bo"加入了群聊'),
        (corpus.REVOKE, '"船长" 撤回了一条消息'),
        ("<revokemsg>你撤回了一条消息</revokemsg>", "你撤回了一条消息"),
        ('<sysmsg type="paymsg"><content><![CDATA[转账<a href="x">已过期</a>]]></content></sysmsg>', "转账已过期"),
        ("<sysmsg type='x'><delchatroommember><plain>你把Bo移出了群聊</plain></delchatroommember></sysmsg>", "你把Bo移出了群聊"),
        ("你领取了$wxid_ann$的红包", "你领取了安姐的红包"),
        ("价格 3<5 而 $100$", "价格 3<5 而 $100$"),
    ],
)  # fmt: skip
def test_lines_of_the_app_read_as_the_app_shows_them(content: str, line: str) -> None:
    body = said(10000, content)
    assert (body.kind, body.text, body.sender) == ("system", line, None)


def test_a_pat_is_of_the_one_who_patted() -> None:
    pat = '<sysmsg type=\'pat\'><pat><fromusername>wxid_ann</fromusername><template>"${wxid_ann}" 拍了拍 "${x}"</template></pat></sysmsg>'
    card_of_it = '<patMsg><records><record><fromUser>wxid_ann</fromUser><templete>"${wxid_ann}" 拍了拍 "${x}"</templete></record></records></patMsg>'
    for body in (said(10000, pat), card(card_of_it, 62)):
        assert (body.kind, body.text, body.sender) == ("poke", '"安姐" 拍了拍 "x"', "wxid_ann")


@pytest.mark.parametrize("base", [3, 34, 43, 47, 48, 49])
def test_broken_xml_keeps_its_kind(base: int) -> None:
    kinds = {3: "image", 34: "voice", 43: "video", 47: "sticker", 48: "location", 49: "share"}
    assert said(base, "<msg").kind == kinds[base]


def test_xml_is_read_as_far_as_it_goes() -> None:
    cut = corpus.QUOTE.format(target=77, by="a", fromusr="b")
    assert said(49, cut[: cut.index("<displayname>")], 57).reply_to == "77"
    assert said(49, "junk:\n" + corpus.LINK).text == "如何搭帐篷"
    assert card("<title>a & b &nbsp; \x08c</title>", 57).text == "a & b &nbsp; c"
    nothing = said(49, "<msg><", 57)
    assert (nothing.kind, nothing.silent) == ("text", True)


def test_entities_are_refused_and_nothing_outside_is_read(tmp_path: object) -> None:
    bomb = '<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><msg><appmsg><title>&b;</title></appmsg></msg>'
    file = '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/hostname">]><msg><appmsg><title>&a;</title></appmsg></msg>'
    for hostile in (bomb, file):
        assert "ha" not in said(49, hostile, 57).text
        root = database_markup.parse(hostile)
        assert root is None or "ha" not in root.words("appmsg", "title")


def test_deep_and_wide_xml_ends_soon() -> None:
    start = time.process_time()
    for hostile in (
        "<a>" * 200_000,
        "<msg>" + "<a/>" * 400_000,
        "<msg " + 'a="' + "x" * 5_000_000,
        "&" * 300_000,
    ):
        said(49, hostile, 19)
        said(10000, hostile)
    assert time.process_time() - start < 5


def test_a_packed_text_comes_out_and_a_bomb_does_not() -> None:
    assert words(packed("湖边")) == "湖边"
    assert words("a") == "a"
    assert words("é".encode()) == "é"
    assert words(None) == ""
    with pytest.raises(Unpackable):
        words(packed("0" * (20 << 20)))
    with pytest.raises(Unpackable):
        words(packed("湖边" * 50)[:-3])


def test_blocks_of_version_3_come_out_however_they_repeat() -> None:
    assert block_words(block("湖边" * 400)) == "湖边" * 400
    assert (
        block_words(b"\x1fa\x01\x00\x05\x30b\0\0") == "a" * 25 + "b"
    )  # one letter, then 24 times what was before
    assert block_words(b"") == ""
    with pytest.raises(Unpackable):
        block_words(b"\x1fa\x01\x00" + b"\xff" * 200_000 + b"\x00\x10b")
    with pytest.raises(Unpackable):
        block_words(b"\x10a\x09\x00\x10b")


def test_fields_are_found_without_a_schema() -> None:
    data = field(1, 300) + field(3, field(4, "abc")) + field(3, "x")
    assert next(iter(protobuf.fields(data))) == (1, 300)
    assert protobuf.text(data, 3, 4) == "abc"
    assert protobuf.every(data, 3) == [field(4, "abc"), b"x"]
    assert protobuf.text(data, 9) == ""
    assert protobuf.every(None, 1) == []


@FUZZ
@given(st.binary(max_size=60))
def test_fuzz_no_bytes_break_the_fields(data: bytes) -> None:
    for number, value in protobuf.fields(data):
        assert number >= 0
        assert isinstance(value, int) or len(value) <= len(data)
    protobuf.text(data, 1, 2)


@FUZZ
@given(st.binary(max_size=200))
def test_fuzz_no_bytes_break_the_unpacking(data: bytes) -> None:
    for unpack in (block_words, words, lambda one: words(b"\x28\xb5\x2f\xfd" + one)):
        try:
            assert isinstance(unpack(data), str)
        except Unpackable:
            continue


@FUZZ
@given(BASES, SUBS, st.sampled_from(XMLS), st.randoms(use_true_random=False), st.lists(ODD, max_size=4))
def test_fuzz_no_content_breaks_the_reading(
    base: int, sub: int, content: str, chance: random.Random, odd: list[str]
) -> None:
    for one in odd:
        at = chance.randrange(len(content) + 1)
        content = content[:at] + one + content[at + chance.choice([0, 0, 1, 9]) :]
    body = said(base, content, sub)
    assert body.kind
    assert isinstance(body.text, str)
    assert database_markup.plain(content) is not None


@FUZZ
@given(BASES, SUBS, st.text(max_size=80))
def test_fuzz_no_text_breaks_the_reading(base: int, sub: int, content: str) -> None:
    assert said(base, content, sub).kind
    assert said(base, f"<msg><appmsg><type>{sub}</type>{content}</appmsg></msg>", sub).kind
