"""A pattern fits no text that lacks the characters it needs."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.tables import every
from zhiji.memory.reading.chinese_facts import _RULES
from zhiji.memory.reading.lazily import Lazily
from zhiji.memory.reading.needed import Sieve, needed


@every(
    [
        ("过敏", ["敏", "过"]),
        ("对(?:花生|虾)过敏?", ["对", "生虾", "花虾", "过"]),
        ("(?:我|咱)?(?!不)会[一二]+(?=[,。]|$)", ["会", "一二"]),
        ("[^我]{2}", []),
        ("(?:去|.)了", ["了"]),
    ]
)
def test_what_a_pattern_needs(pattern: str, sets: list[str]) -> None:
    assert {frozenset(one) for one in needed(Lazily(pattern))} <= {frozenset(one) for one in sets}
    assert bool(needed(Lazily(pattern))) == bool(sets)


_SAID = st.text(alphabet="我你对花生虾过敏会一二了,。 不去a1", max_size=12)


@given(
    st.sampled_from(["对(?:花生|虾)过敏?", "(?:我|咱)?会[一二]+", "(?:去|不)了", "我(?:不(?:去|会)){1,2}"]),
    _SAID,
)
def test_a_text_without_them_does_not_fit(pattern: str, said: str) -> None:
    if re.search(pattern, said):
        assert [*Sieve([(pattern, needed(Lazily(pattern)))]).left(said)]


def test_most_rules_tell_what_they_need() -> None:
    assert sum(bool(needed(one.pattern)) for one in _RULES) > 0.8 * len(_RULES)
