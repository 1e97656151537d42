"""Whatever stands in a database of Apple's Messages comes out as messages or problems."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.apple import TABLES, apple, archive, build, stream, summary
from tests.sources.imessage_files import HANDLES, NOON, POLLS, row
from zhiji.chat import Contact, Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.imessage import SOURCE
from zhiji.sources.imessage.archived import Archived
from zhiji.sources.imessage.typedstream import Body, Run, body, words
from zhiji.sources.protocol import Entry, Peek

CORPUS = Path(__file__).parent / "corpus" / "imessage"
FUZZ = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)


def test_the_words_of_a_stream_that_is_cut_off_are_read_as_far_as_they_go() -> None:
    whole = stream("Grüße vom See 🛶")
    at = whole.index("Grüße".encode())
    assert words(whole[: at + 12]) == "Grüße vom "
    assert words(whole[: at + 3]) == "Gr"  # within the ü
    assert words(whole[: at - 3]) is None
    assert body(whole[:-3]) == Body("Grüße vom See 🛶")
    assert body(stream("é" * 70_000)) == Body(
        "é" * 70_000, (Run("é" * 70_000, {"__kIMMessagePartAttributeName": 0}),)
    )


@given(st.text(), st.lists(st.tuples(st.text(min_size=1), st.text() | st.integers(-110, 30_000)), max_size=5))
def test_a_stream_says_what_was_written_into_it(text: str, looks: list[tuple[str, Any]]) -> None:
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    runs = [(length, dict(looks))]
    found = body(stream(text, *runs))
    assert found is not None
    assert found.text == text
    assert [run.looks for run in found.runs] == ([dict(looks)] if text else [])


@given(
    st.recursive(
        st.text() | st.integers(-(2**63), 2**63) | st.binary(),
        lambda one: st.dictionaries(st.text(), one),
        max_leaves=8,
    )
)
def test_an_archive_gives_the_text_at_the_end_of_a_path(root: Any) -> None:
    found = Archived(archive({"a": {"b": "https://example.org/x"}, "c": root}))
    assert found.text("a", "b") == "https://example.org/x"
    assert found.text("a", "b", "c") == found.text("nothing") == ""
    assert isinstance(found.text("c"), str)


ANYTHING = (
    st.none()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text(st.characters(codec="utf-8"), max_size=20)
    | st.binary(max_size=20)
    | st.sampled_from([0, 1, 2, 3, 4, 5, 1000, 2000, 2006, 3001, 4000, apple(NOON), "G1", "p:0/G1", POLLS])
    | st.sampled_from(
        [stream("Hi"), stream("Hi")[:60], summary({"0": [(NOON, "a"), (NOON, "b")]}, unsent=[0])]
    )
    | st.just(
        archive({"URL": 'data:,{"votes":[{"voteOptionIdentifier":"a"}],"title":"\\ud800"}', "ldtext": "x"})
    )
)
FREE = {table: ", ".join(one.split()[0] for one in columns.replace(", PRIMARY KEY (chat_id, message_id)", "").split(", "))
        for table, columns in TABLES.items()}  # fmt: skip


def free(data: st.DataObject, table: str) -> dict[str, Any]:
    names = FREE[table].split(", ")
    return data.draw(st.dictionaries(st.sampled_from(names), ANYTHING, min_size=1), label=table)


@FUZZ
@given(st.data())
def test_fuzz_no_value_in_any_column_breaks_the_reader(data: st.DataObject) -> None:
    rows = {table: [free(data, table) for _ in range(data.draw(st.integers(1, 3)))] for table in TABLES}
    good = [row(1, text="stays", **free_but(data))]
    with scratch() as path:
        build(path, tables=FREE, **{**rows, "message": [*rows["message"], *good]})
        for found in entries(path):
            assert isinstance(found, Message | Problem | Contact)


def free_but(data: st.DataObject) -> dict[str, Any]:
    return {key: value for key, value in free(data, "message").items() if key not in row(1) and key != "text"}


@FUZZ
@given(st.integers(0, 2**32), st.sampled_from(["good", "old"]))
def test_fuzz_damaged_databases_are_told_and_never_break_the_reader(seed: int, case: str) -> None:
    (good,) = (CORPUS / case).glob("*.db")
    chance = random.Random(seed)
    raw = bytearray(good.read_bytes())
    for _ in range(chance.randrange(1, 12)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    if chance.random() < 0.3:
        del raw[chance.randrange(len(raw)) :]
    with scratch() as path:
        path.write_bytes(bytes(raw))
        for found in entries(path):
            assert isinstance(found, Message | Problem | Contact)


@FUZZ
@given(st.data())
def test_fuzz_damaged_streams_and_archives_never_break_the_reader(data: st.DataObject) -> None:
    whole = bytearray(
        data.draw(
            st.sampled_from(
                [
                    stream("Ask Ida", (4, {"a": 1}), (3, {"__kIMMentionConfirmedMention": "ida"})),
                    archive({"URL": "data:,{}", "userInfo": {"caption": "x"}}),
                    summary({"0": [(NOON, "a"), (NOON + 1, "b")]}, unsent=[0]),
                ]
            )
        )
    )
    for place, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=6)
    ):
        whole[place] = byte
    raw = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    found = body(raw)
    assert found is None or isinstance(found.text, str)
    assert isinstance(Archived(raw).text("URL"), str)
    with scratch() as path:
        fields = {"attributedBody": raw, "payload_data": raw, "message_summary_info": raw, "date_edited": 1}
        build(path, message=[row(1, **fields, balloon_bundle_id=POLLS)], handle=HANDLES)
        (message,) = [one for one in entries(path) if not isinstance(one, Contact)]
        assert isinstance(message, Message)


def entries(path: Path) -> list[Entry]:
    look = Peek(name=path.name, members=(), head=path.read_bytes()[:100], first={})
    assert SOURCE.recognises(look) in range(4)
    found: list[Entry] = []
    try:
        for one in SOURCE.formats[0].read(Export(path)):
            found.append(one)
    except UnreadableFile:
        pass
    return found


@contextmanager
def scratch() -> Iterator[Path]:
    """A path for a file that is gone afterwards."""
    with TemporaryDirectory() as folder:
        yield Path(folder) / "chat.db"
