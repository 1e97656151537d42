"""A pattern made over fits the same texts, and begins with what it is said to begin with."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables import every
from zhiji.memory import reading
from zhiji.memory.reading import english_work
from zhiji.memory.reading.begins import begins
from zhiji.memory.reading.lazily import Lazily
from zhiji.memory.reading.needed import Sieve
from zhiji.memory.reading.rarely import Rarely

_SAID = st.text(alphabet="abkiAKI1_ ,.\n's你我了ſİıK😀é", max_size=14)
_LETTERS = [
    "a",
    "b",
    "k",
    "i",
    "A",
    "ab",
    "ba",
    "a b",
    "你",
    "我了",
    "é",
    ".",
    r"\w",
    r"\b",
    r"\s",
    r"\d",
    "^",
    "$",
]
_CLASSES = ["[ab]", "[^ab]", "[a-k]", "[A-K]", "[你我]", "[^你]", "[b你]", r"[\w-]"]
_LEAVES = st.sampled_from([*_LETTERS, *_CLASSES, "(?<!a)", "(?<=b|i)", "(?!你)", "(?=a|你)"])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    few = st.lists(inner, min_size=1, max_size=5)
    return st.one_of(
        few.map("".join),
        few.map(lambda parts: f"(?:{'|'.join(parts)})"),
        few.map(lambda parts: f"({'|'.join(parts)}|)"),
        st.tuples(few, st.sampled_from(["?", "*", "+", "??", "{0,2}", "{2}"])).map(
            lambda both: f"(?:{'|'.join(both[0])}){both[1]}"
        ),
    )


_WORDY = st.lists(st.lists(_LEAVES, min_size=1, max_size=3).map("".join), min_size=1, max_size=4).map(
    "|".join
)
_PATTERNS = st.one_of(
    _WORDY, _WORDY.map(lambda words: rf"\b(?:{words})\b"), st.recursive(_LEAVES, _grown, max_leaves=14)
)


@settings(max_examples=1000)
@given(_PATTERNS, st.sampled_from([0, re.I, re.M]), st.lists(_SAID, min_size=3, max_size=8))
def test_a_pattern_made_over_fits_the_same_texts(pattern: str, flags: int, said: list[str]) -> None:
    rarely = Rarely(pattern, flags)
    for one in said:
        assert rarely.fits(one) == (re.search(pattern, one, flags) is not None), (pattern, one)


@settings(max_examples=500)
@given(_PATTERNS, _SAID)
def test_what_fits_begins_as_it_is_said_to(pattern: str, said: str) -> None:
    letters = begins(Lazily(pattern, re.I))
    if letters is not None and said and said.isascii() and re.match(pattern, said, re.I):
        assert said[0].lower() in letters


@every(
    [
        (r"\b(?:birthday|born)\b", "Her BIRTHDAY is soon", "a birthdays' list"),
        (r"(?-i:[A-Z])\w+ street", "Mill Street", "mill street"),
        (r"(a|b)-\1", "A-a", "a-b"),
        (r"\b(?:AI|LLM)[A-Z]?\b", "an ai", "a tail"),
        (r"(?>ab?)b", "ABB", "ab"),
        (r"kiss", "ſo a \u212ai\u017f\u017f", "miss"),
        (r"(?:我|咱)?会(?:游泳|开车)?$", "我会游泳", "我会的"),
        (r"x?y?(?:z|)$", "", None),
    ]
)
def test_small_and_large_letters_and_what_was_found_before_count_as_they_do(
    pattern: str, fits: str, other: str | None
) -> None:
    rarely = Rarely(pattern, re.I)
    assert rarely.fits(fits)
    assert rarely.search(fits) is not None
    assert other is None or (not rarely.fits(other) and rarely.search(other) is None)


_WORDS = [
    *(
        "i owe you 20 quid",
        "it's my birthday tomorrow",
        "please don't tell anyone",
        "I'm allergic to nuts, so no",
    ),
    *(
        "Apparently SHE left",
        "we decided on Friday",
        "can you lend me the drill?",
        "got your ladder",
        "every Monday",
    ),
    *(
        "the wifi password is Blue77",
        "haha just kidding",
        "my mum might be ill",
        "don’t be late 😂",
        "paid you back",
    ),
    *("我欠你50块", "明天是我生日", "听说他走了", "能不能帮我一下", "借我用下", "what if we moved"),
]
_TALK = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map(", ".join)


def _of_readers() -> list[Rarely]:
    modules = (import_module(f"{reading.__name__}.{one.name}") for one in iter_modules(reading.__path__))
    return [one for module in modules for one in vars(module).values() if isinstance(one, Rarely)]


def test_all_that_readers_look_for_is_found_as_before() -> None:
    patterns = _of_readers()
    assert len(patterns) > 50
    found = 0
    for one in patterns:
        for said in (*_WORDS, *map(str.lower, _WORDS)):
            expected = one.compiled.search(said)
            assert one.fits(said) == (expected is not None), (one.pattern[:60], said)
            found += expected is not None
    assert found > 100


@given(_TALK)
def test_where_it_fits_is_where_the_pattern_fits(said: str) -> None:
    for one in _of_readers()[::9]:
        expected, found = one.compiled.search(said), one.search(said)
        assert (found and found.span()) == (expected and expected.span())
        assert [each.span() for each in one.finditer(said)] == [
            each.span() for each in one.compiled.finditer(said)
        ]


def test_most_rules_of_work_tell_with_what_they_begin() -> None:
    assert sum(begins(one.pattern) is not None for one in english_work._RULES) > 0.8 * len(
        english_work._RULES
    )


def test_a_sieve_leaves_what_may_fit_in_order() -> None:
    needs = (frozenset("ab"), frozenset("c"))
    sieve = Sieve([("first", needs), ("second", ()), ("third", (frozenset("d"),))])
    assert [*sieve.left("xbc")] == ["first", "second"]
    assert [*sieve.left("ad")] == ["second", "third"]
    assert [*sieve.left("")] == ["second"]
