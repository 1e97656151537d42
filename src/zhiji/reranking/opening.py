"""From a name to a re-ranker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, cast

from zhiji import plugins
from zhiji.errors import RerankerError, SettingError, ZhijiError

GROUP = "zhiji.rerankers"
BUILTIN = {"sentence-transformers": "zhiji.reranking.libraries:cross_encoder"}


class Scoring(Protocol):
    """A re-ranker, as the search wants it."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """A score for each text."""
        ...


def is_local(name: str) -> bool:
    """Whether a re-ranker of this name is a plug-in, not an endpoint's."""
    return plugins.find(name.partition(":")[0], GROUP, builtin=BUILTIN) is not None


def open_reranker(name: str, *, endpoint: Callable[[str], Scoring]) -> Scoring:
    """The re-ranker of that name; `endpoint` gives those of providers, behind the gate and in the ledger."""
    where, _, what = name.partition(":")
    plugin = plugins.find(where, GROUP, builtin=BUILTIN)
    if plugin is not None:
        return _Careful(name, cast("Callable[[str], Scoring]", plugin.load())(what))
    if what:
        return endpoint(name)
    raise SettingError(
        f"zhiji knows no re-ranker “{name}”. There are none, {', '.join(f'{one}:NAME' for one in BUILTIN)}, plug-ins, "
        "and PROVIDER:NAME."
    )


class _Careful:
    """Other people's code may fail in any way; a search doesn't for that."""

    def __init__(self, name: str, made: Scoring) -> None:
        self._name, self._made = name, made

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """A score for each text; RerankerError for whatever goes wrong."""
        try:
            return [float(score) for score in self._made.scores(question, texts)]
        except ZhijiError:
            raise
        except Exception as error:  # an edge: a plug-in, or a library that fetches what it is to run
            raise RerankerError(
                self._name, " ".join(f"{type(error).__name__}: {str(error)[:200]}".split())
            ) from error
