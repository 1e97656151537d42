"""Whatever stands in an export of QQ comes out as messages or problems."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.qq_files import (
    CHUNKS,
    CORPUS,
    MANAGER,
    RULE,
    TOP,
    V5,
    entries,
    messages,
    only,
    row,
    said,
    section,
    write,
)
from zhiji.chat import Contact, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.qq import marks

FUZZ = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)
# Laws

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
TYPES = st.sampled_from(
    [
        "text",
        "at",
        "face",
        "image",
        "audio",
        "file",
        "market_face",
        "reply",
        "json",
        "forward",
        "location",
        "x",
    ]
)
NAMES = st.sampled_from(
    [
        "text",
        "name",
        "filename",
        "content",
        "url",
        "localPath",
        "size",
        "messages",
        "preview",
        "uid",
        "summary",
    ]
) | st.sampled_from(["referencedMessageId", "messageId", "title", "transcript"])
CARD = st.builds(json.dumps, st.fixed_dictionaries({"app": JSON, "meta": JSON, "prompt": JSON, "view": JSON}))
DATA = st.dictionaries(NAMES, JSON | CARD, max_size=5) | JSON
ELEMENT = st.fixed_dictionaries({"type": TYPES | JSON, "data": DATA}) | JSON
CONTENT = st.fixed_dictionaries(
    {},
    optional={
        "text": st.text(max_size=20) | JSON,
        "elements": st.lists(ELEMENT, max_size=4) | JSON,
        "resources": st.lists(DATA, max_size=2) | JSON,
        "mentions": st.lists(DATA, max_size=2) | JSON,
        "emojis": st.lists(DATA, max_size=2) | JSON,
        "reply": DATA,
    },
)
PERSON = st.dictionaries(st.sampled_from(["uid", "uin", "name", "nickname", "groupCard", "remark"]), JSON)
ROW = st.fixed_dictionaries(
    {"timestamp": st.integers(0, 10**13) | JSON, "content": CONTENT | JSON},
    optional={
        "id": JSON,
        "time": JSON,
        "sender": PERSON | JSON,
        "rawMessage": JSON,
        "type": TYPES | JSON,
        "messageType": JSON,
        "system": JSON,
        "recalled": JSON,
    },
)
INFO = st.dictionaries(
    st.sampled_from(["name", "type", "chatType", "selfUid", "selfUin", "peerUid", "peerUin", "members"]), JSON
)


def sound(path: Path) -> None:
    """Nothing but what a source may yield comes out, and no error but one."""
    try:
        for one in entries(path):
            assert isinstance(one, Message | Problem | Contact)
            if isinstance(one, Message):
                assert 1970 <= one.when.year < 2200
                assert isinstance(one.text, str) and isinstance(one.kind, str)
                assert (one.when.tzinfo is None) == (one.zone == "assumed")
                json.dumps(dict(one.extra), allow_nan=False).encode()
    except UnreadableFile:
        pass


@FUZZ
@given(rows=st.lists(ROW | JSON, max_size=4) | JSON, info=INFO | JSON, statistics=JSON)
def test_fuzz_anything_in_any_field(rows: object, info: object, statistics: object) -> None:
    whole = {
        "metadata": {"name": "QQChatExporter"},
        "chatInfo": info,
        "statistics": statistics,
        "messages": rows,
    }
    with TemporaryDirectory() as folder:
        sound(write(Path(folder), json.dumps(whole), "chat.json"))


PATHS = st.sampled_from(
    ["../secret.jsonl", "secret.jsonl", "chunks/../../secret.jsonl", "c000001.jsonl", "..\\secret.jsonl"]
)


@settings(FUZZ, max_examples=max(10, FUZZ.max_examples // 4))
@given(
    chunks=st.lists(st.dictionaries(st.sampled_from(["index", "file", "relativePath"]), JSON | PATHS) | JSON)
    | JSON,
    place=JSON | st.sampled_from(["chunks", "..", "../..", "/", "C:\\"]),
)
def test_fuzz_a_manifest_never_leads_out(chunks: object, place: object) -> None:
    with TemporaryDirectory() as folder:
        write(Path(folder), json.dumps(row("secret")) + "\n", "secret.jsonl")
        inner = Path(folder) / "export"
        shutil.copytree(CHUNKS, inner)
        manifest = {"chatInfo": {}, "chunked": {"chunks": chunks, "chunksDir": place}}
        write(inner, json.dumps(manifest), "manifest.json")
        sound(inner / "manifest.json")
        assert "secret" not in [text for _, _, text in said(inner)]


LINES = st.sampled_from(
    [
        "2021-03-05 19:02:11 小满",
        "2021-03-05 7:02:11 PM 【管理员】小满(20054321)",
        "2021-03-05 19:02:11 ",
        "2021-99-05 99:02:11 a<b@c.d>",
        RULE,
        "消息分组:我的好友",
        "消息对象:小满",
        "消息对象:",
        TOP.strip(),
        "[图片]",
        "",
        "words",
        "阿湖:",
        "时间: 2024-01-01 08:00:00",
        "时间: never",
        "内容: 好",
        "资源: 1 个文件",
        "  - image: a.png",
        "提及: 小满",
        "回复: 小满 - [图片]",
        "[2]",
        "              导出完成",
    ]
)


@FUZZ
@given(
    top=st.sampled_from([TOP, "[QQChatExporter V5 / x]\n", "消息对象:a\n"]),
    lines=st.lists(LINES, max_size=30),
)
def test_fuzz_lines_in_any_order(top: str, lines: list[str]) -> None:
    with TemporaryDirectory() as folder:
        sound(write(Path(folder), top + "\n".join(lines)))


@FUZZ
@given(
    path=st.sampled_from(
        [MANAGER, V5, CORPUS / "good_page" / "湖边的人.mht", CORPUS / "languages" / "wide.txt"]
    ),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 40)), min_size=1, max_size=4
    ),
)
def test_fuzz_damaged_bytes(path: Path, cuts: list[tuple[float, bytes, int]]) -> None:
    data = path.read_bytes()
    for where, new, gone in cuts:
        at = int(where * len(data))
        data = data[:at] + new + data[at + gone :]
    with TemporaryDirectory() as folder:
        damaged = Path(folder) / path.name
        damaged.write_bytes(data or b"x")
        sound(damaged)


@FUZZ
@given(words=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30))
def test_words_come_out_of_each_format_as_they_were_typed(words: str) -> None:
    words = words.strip()
    if not words or marks.alone(words) or words.startswith(("2", "消息", "=")):
        return
    with TemporaryDirectory() as folder:
        text = write(Path(folder), TOP + section("湖") + f"2021-03-05 19:02:11 小满\n{words}\n")
        assert messages(text)[0].text == words
        assert only(Path(folder), row(words)).text == words
