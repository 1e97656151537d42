"""Every source keeps the contract on every case of its corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhiji import testing
from zhiji.sources import find, registry

CORPUS = Path(__file__).parent / "corpus"
CASES = [
    pytest.param(name, case, id=f"{name}-{case.name}")
    for name in registry.BUILT_IN
    for case in sorted((CORPUS / name).glob("*/"))
]


@pytest.mark.parametrize("name", registry.BUILT_IN)
def test_a_source_has_a_corpus_and_leaves_strangers_alone(name: str) -> None:
    source = registry.source(name)
    assert source.name == name
    testing.check_description(source)
    testing.check_strangers(source)
    assert any((CORPUS / name).iterdir())


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_case_is_recognised_and_read_whole_and_damaged(name: str, case: Path) -> None:
    testing.check_case(registry.source(name), case)


@pytest.mark.parametrize(("name", "case"), CASES)
def test_the_door_gives_a_case_to_its_own_source(name: str, case: Path) -> None:
    assert {source.name for source, _ in find(case).exports} == {name}
