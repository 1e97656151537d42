"""Whatever stands in a file of WeChat's tools: messages, problems, contacts or one sentence come out."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources import wechat_tools as tools
from zhiji.chat import Contact, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources import Export
from zhiji.sources.wechat import SOURCE, wording
from zhiji.sources.wechat.kinds import by_number, of
from zhiji.testing import check_contact, check_message

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
SAYABLE = range(2, 9999)
JSON_TOOLS = [tools.weflow, tools.arkme, tools.echotrace, tools.weflow_answer, tools.chatlog, tools.wx_cli]
TABLES = [tools.pywxdump, tools.memotrace_old, tools.memotrace_new, tools.chatlog_table]
TEXTS = [tools.memotrace_text, tools.memotrace_text_old, tools.chatlog_text]

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(
        [
            "0",
            "1",
            "我",
            "[图片]",
            "2024-10-04 11:42:00",
            "<msg/>",
            "wxid_a",
            "a@chatroom",
            10**20,
            -1,
            253402300799,
        ]
    )
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
MARKS = st.sampled_from(
    [
        *(
            "[图片]",
            "[链接|",
            "](",
            "https://a.example/x",
            "【分享链接】\n",
            "标题：",
            "[引用 ",
            "：",
            "]",
            "\n\n[引用](",
            ")甲:",
        ),
        *(
            "> ",
            "\n",
            "\u21b3 ",
            "[转账]",
            "￥5",
            "[转发的聊天记录]",
            "甲: ",
            "  乙: ",
            "- 2024-01-01 00:00:00 甲: ",
            '<msg><img md5="',
        ),
        *(
            "[位置] ",
            "(30,104)",
            "坐标: ",
            "[语音消息] ",
            "语音时长：2秒",
            "[系统] ",
            "<revokemsg>",
            "]]>",
            "\u0000",
            "\ud83d",
        ),
    ]
)
CONTENTS = st.lists(MARKS | st.text(max_size=6), max_size=8).map("".join)


def outcome(path: Path) -> Iterator[Message]:
    """The messages; anything but what may come out is an error."""
    try:
        with Export(path) as export:
            for one in SOURCE.read(export):
                assert isinstance(one, (Message, Problem, Contact))
                if isinstance(one, Message):
                    if "\ud83d" not in repr(one.text) + repr(one.extra) + repr(one.parts):
                        check_message(one, years=SAYABLE)
                    yield one
                elif isinstance(one, Contact):
                    check_contact(one)
                else:
                    assert "\n" not in one.where + one.what and len(one.what) < 400
    except UnreadableFile as error:
        assert "\n" not in str(error)


def documents(tool: tools.Tool) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        return json.loads(tool(Path(folder), tools.SAID).read_text("utf-8"))


DOCUMENTS = {tool.__name__: documents(tool) for tool in JSON_TOOLS}


@st.composite
def spoilt(draw: st.DrawFn) -> Any:
    """A good document in which some fields, at any depth, hold anything."""
    document = json.loads(json.dumps(DOCUMENTS[draw(st.sampled_from(sorted(DOCUMENTS)))]))
    for _ in range(draw(st.integers(1, 6))):
        here = document
        while isinstance(here, (dict, list)) and here:
            key = (
                draw(st.sampled_from(sorted(here)))
                if isinstance(here, dict)
                else draw(st.integers(0, len(here) - 1))
            )
            inner = here[key]
            if not (isinstance(inner, (dict, list)) and inner) or draw(st.integers(0, 5)) == 0:
                here[key] = draw(CONTENTS if key == "content" else VALUES)
                break
            here = inner
    return document


@given(document=spoilt())
@settings(max_examples=EXAMPLES, deadline=None)
def test_fuzz_fields_may_hold_anything(document: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.json"
        path.write_text(json.dumps(document), encoding="utf-8", errors="surrogatepass")
        list(outcome(path))


def rows_of(tool: tools.Tool) -> list[list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        text = tool(Path(folder), tools.SAID).read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


ROWS = {tool.__name__: rows_of(tool) for tool in TABLES}


@given(data=st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_fuzz_cells_may_hold_anything_and_rows_be_of_any_length(data: st.DataObject) -> None:
    names, *rows = [list(row) for row in ROWS[data.draw(st.sampled_from(sorted(ROWS)))]]
    for _ in range(data.draw(st.integers(1, 8))):
        row = data.draw(st.sampled_from(rows))
        if data.draw(st.booleans()) and row:
            row[data.draw(st.integers(0, len(row) - 1))] = data.draw(CONTENTS | SCALARS.map(str))
        else:
            rows[rows.index(row)] = [*row, data.draw(st.text(max_size=5))][: data.draw(st.integers(0, 15))]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([names, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_bytes(text.getvalue().encode("utf-8", "replace"))
        assert len(list(outcome(path))) <= len(rows)


def bytes_of(tool: tools.Tool) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return tool(Path(folder), tools.SAID).read_bytes()


BYTES = {tool.__name__: bytes_of(tool) for tool in [*JSON_TOOLS, *TABLES, *TEXTS, tools.analysis]}
JUNK = st.binary(max_size=4) | st.sampled_from(
    [
        b"\0",
        b"\xff\xfe",
        b'"',
        b"'",
        b"\n\n",
        b"\r",
        b"{",
        b"]",
        b"\\ud83d",
        b"9" * 400,
        b"2024-01-01 00:00:00 a\n",
        b",",
        b"\xef\xbb\xbf",
    ]
)


@given(data=st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_fuzz_bytes_may_be_changed_anywhere(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(BYTES)))
    content = bytearray(BYTES[name])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content)))
        content[place : place + data.draw(st.integers(0, 6))] = data.draw(JUNK)
    if data.draw(st.integers(0, 3)) == 0:
        del content[data.draw(st.integers(0, len(content))) :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.bin"
        path.write_bytes(bytes(content))
        list(outcome(path))


@given(content=CONTENTS, word=VALUES, number=VALUES)
@settings(max_examples=EXAMPLES, deadline=None)
def test_fuzz_any_content_says_something(content: str, word: object, number: object) -> None:
    for kind in (
        of(word, number),
        by_number(number) or "text",
        "quote",
        "vague",
        "forward",
        "location",
        "link",
        "transfer",
    ):
        said = wording.said(kind, content)
        assert said.kind and isinstance(said.text, str)
    assert wording.said("text", content).text == content


@pytest.mark.parametrize(
    "hostile",
    [
        "[转发的聊天记录]x\n" + "".join(f"{' ' * n}a: b\n" for n in range(3000)),
        "[引用 " * 20_000,
        "【" * 50_000,
        "> a\n" * 30_000,
        "标题：" * 30_000,
        "<msg>" + " " * 90_000,
        "[引用]" + "\n" * 90_000,
        "[x](https://a" * 7_000,
        "[文件] " + " 1" * 45_000,
        "[转账] (" + "转账给 " * 20_000,
        "<title><![CDATA[" * 6_000,
        "[聊天记录]\n" * 10_000,
        "[聊天记录]x\n" + "甲: [聊天记录]y\n乙\n" * 4_000,
        "<msg " + 'x="' * 30_000,
    ],
)
def test_long_contents_take_no_time(hostile: str) -> None:
    for kind in (
        "vague",
        "quote",
        "forward",
        "link",
        "location",
        "transfer",
        "voice",
        "file",
        "contact",
        "call",
        "system",
    ):
        wording.said(kind, hostile)


def test_a_text_that_never_ends_a_message_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(
        "2025-01-01 00:00:00 甲\n早\n\n2025-01-01 00:00:01 甲\n"
        + ("很长的一行" * 20 + "\n") * 60_000
        + "\n2025-01-01 00:00:02 甲\n短\n",
        encoding="utf-8",
    )
    found = list(outcome(path))
    assert [len(one.text) < 5_000_000 for one in found] == [True, True, True]
