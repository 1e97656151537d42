"""A name becomes a re-ranker, nothing is loaded before the first question, and what goes wrong is said in a sentence."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import subprocess
import sys
import types
from collections.abc import Sequence

import pytest

from tests.store.homes import child_env
from zhiji import plugins
from zhiji.errors import RerankerError, SettingError
from zhiji.reranking import BUILTIN, Scoring, open_reranker


class Endpoint:
    """Stands for one of `zhiji.llm`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        return [1.0] * len(texts)


def opened(name: str) -> Scoring:
    return open_reranker(name, endpoint=Endpoint)


def test_a_provider_is_an_endpoint() -> None:
    found = opened("jina:jina-reranker-v3")
    assert isinstance(found, Endpoint) and found.name == "jina:jina-reranker-v3"


@pytest.mark.parametrize("name", ["nonsense", "jina:", ""])
def test_a_name_that_means_nothing_is_said_so(name: str) -> None:
    with pytest.raises(SettingError, match="knows no re-ranker"):
        opened(name)
    with pytest.raises(SettingError, match="sentence-transformers:NAME"):
        opened("sentence-transformers")


def test_a_missing_library_is_named_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "sentence_transformers" else real(name)
    )
    with pytest.raises(RerankerError, match="pip install sentence-transformers"):
        opened("sentence-transformers:any/thing")


def test_a_cross_encoder_is_loaded_when_the_first_question_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []

    class CrossEncoder:
        def __init__(self, name: str) -> None:
            loaded.append(name)

        def predict(self, pairs: Sequence[tuple[str, str]], *, show_progress_bar: bool) -> list[float]:
            return [float(len(text)) for _, text in pairs]

    library = types.ModuleType("sentence_transformers")
    library.__spec__ = importlib.machinery.ModuleSpec("sentence_transformers", None)
    library.CrossEncoder = CrossEncoder  # type: ignore[attr-defined]  # a stand-in
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    found = opened("sentence-transformers:some/reranker")
    assert loaded == []
    assert found.scores("?", ["a", "abc"]) == [1.0, 3.0] and found.scores("?", ["ab"]) == [2.0]
    assert loaded == ["some/reranker"]


class Broken:
    """A plug-in with a mistake."""

    def __init__(self, _: str) -> None:
        pass

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        raise KeyError("weights")


def test_a_plugin_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = plugins.Plugin(name="odd", group="zhiji.rerankers", target=f"{__name__}:Broken", package="odd")
    monkeypatch.setattr(plugins, "find", lambda *_, **__: plugin)
    with pytest.raises(RerankerError, match=r"re-ranker odd:x gave no scores: KeyError"):
        opened("odd:x").scores("?", ["a"])


def test_naming_a_reranker_imports_nothing_heavy() -> None:
    code = (
        "import sys; from zhiji.reranking import open_reranker; open_reranker('jina:x', endpoint=lambda name: name);"
        "assert not {'torch', 'numpy', 'sentence_transformers', 'httpx2'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], env=child_env(), check=True)
    assert list(BUILTIN) == ["sentence-transformers"]
