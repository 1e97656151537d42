"""Who can't eat something because of what it does has an allergy; who only doesn't, a diet."""

from __future__ import annotations

from tests.memory.test_english_facts import told
from tests.memory.told import one_line
from tests.tables import every


@every(
    [
        ("I can't have nuts, allergy", "allergy me nuts"),
        ("I can't eat prawns, my throat closes up", "allergy me prawns"),
        ("Zara can't have cashews. whole face swelled up at a party", "allergy Zara cashews"),
        ("I can't eat meat, I'm vegetarian", "diet me no meat"),
        ("I can't eat gluten and I'm allergic to cats", "diet me no gluten"),
    ]
)
def test_english_words_tell_which(message: str, fact: str) -> None:
    assert fact in told(message)


@every(
    [
        ("我不能吃虾 一吃就送急诊", "allergy", "虾"),
        ("我不能吃芒果 吃了起疹子", "allergy", "芒果"),
        ("我不能吃花生 过敏", "allergy", "花生"),
        ("我不能吃辣 花粉过敏", "diet", "不能吃辣"),
        ("我不能吃辣", "diet", "不能吃辣"),
    ]
)
def test_chinese_words_tell_which(message: str, relation: str, value: str) -> None:
    assert (relation, "me", value) in one_line(message)
