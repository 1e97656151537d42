from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.sources.json_stream import Flaw, JsonError, JsonStream

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


class Drops(io.BytesIO):
    """A stream that hands out a few bytes at a time, as pipes and zips do."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 7, 7) if size and size > 0 else size)


def stream(text: str) -> JsonStream:
    return JsonStream(Drops(text.encode(errors="surrogatepass")))


@given(st.lists(JSON), st.sampled_from([None, 1]))
def test_a_list_comes_out_value_by_value_as_json_reads_it(values: list[object], indent: int | None) -> None:
    text = json.dumps(values, indent=indent)
    assert list(stream(text).items()) == json.loads(json.dumps(values, allow_nan=False))


@given(st.dictionaries(st.text(), JSON), st.data())
def test_an_object_can_be_read_in_part(values: dict[str, object], data: st.DataObject) -> None:
    wanted = data.draw(st.sets(st.sampled_from(sorted(values))) if values else st.just(set()))
    walk = stream(json.dumps(values))
    found = {key: walk.value() for key in walk.fields() if key in wanted}
    assert found == {key: values[key] for key in wanted}


@given(st.binary(max_size=200))
def test_bytes_that_are_no_json_end_in_an_error_and_nothing_else(raw: bytes) -> None:
    walk = JsonStream(io.BytesIO(raw))
    try:
        walk.skip()
    except JsonError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        (r'"a\x0bb"', "a\x0bb"),
        (r'"C:\\x41 \q"', r"C:\x41 \q"),
        ('"line\nbreak"', "line\nbreak"),
        (r'"half \ud83d end"', "half \ufffd end"),
        (r'"whole \ud83d\ude00 end"', "whole 😀 end"),
        (r'"backslash \\ud83d"', r"backslash \ud83d"),
        ("NaN", None),
    ],
)
def test_what_apps_write_beside_the_standard_is_read(bad: str, good: str | None) -> None:
    assert list(stream(f"[1, {bad}, 2]").items()) == [1, good, 2]


@pytest.mark.parametrize(
    "bad", ["nonsense", '{"a": nonsense}', '{"a" 1}', "[1 2]", "-", "9" * 5000, "[" * 5000 + "]" * 5000]
)
def test_a_bad_value_is_told_and_the_next_one_is_read(bad: str) -> None:
    first, flaw, last = stream(f"[1, {bad}, 2]").items()
    assert (first, last) == (1, 2)
    assert isinstance(flaw, Flaw)
    assert flaw.why.startswith("its JSON is")


@pytest.mark.parametrize(
    "text", ["", "[", "[1", "[1,", '["a', '[{"a": [1]', "[1 2]", "[,]", "{1: 2}", '{"a" 1}', "text"]
)
def test_a_file_that_is_cut_off_or_none_says_so(text: str) -> None:
    with pytest.raises(JsonError):
        for _ in stream(text).items():
            pass


def test_a_value_without_end_does_not_fill_the_memory() -> None:
    with pytest.raises(JsonError, match="longer than 1 MB"):
        JsonStream(io.BytesIO(b'["' + b"x" * (8 << 20)), limit=1 << 20).skip()


def test_a_comma_too_many_and_a_byte_order_mark_are_forgiven() -> None:
    assert list(stream("\ufeff [1, 2, ]").items()) == [1, 2]
