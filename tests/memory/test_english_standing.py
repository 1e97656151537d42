"""How a speaker of English stands to a clause: whether it is said, asked, imagined, laughed off, quoted or heard."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.tables import every
from zhiji.memory.reading.clauses import Clause, clauses
from zhiji.memory.thread import Line


def cut(text: str) -> tuple[Clause, ...]:
    return clauses(Line(id=1, sender=1, name="Ada", when=datetime(2025, 3, 4, 9, tzinfo=UTC), text=text))


def clause(text: str, part: str) -> Clause:
    return next(one for one in cut(text) if part in one.text)


@every(
    [
        ("haha yes I keep two goats", "goats"),
        ("lol. my title is head of nothing", "title"),
        ("sorry about the trumpet lol. it's Ines from no 7", "Ines"),
        ("I'm vegan, is that a problem?", "vegan"),
        ("I'm at 4 Mill Lane if you want to pop in", "Mill Lane"),
        ("let me know if it rains, my number is 07700 900321", "number"),
        ("the dentist says I have a cracked tooth", "cracked"),
        ("have moved to Porto", "Porto"),
        ("was in Oslo last week", "Oslo"),
        ("can do tuesday", "tuesday"),
        ("where I live nobody has a car", "live"),
        ("what a day, I start at the museum on monday", "museum"),
        ("I'm off dairy so check if they have oat milk", "dairy"),
        ("in Porto since may, wish me luck", "Porto"),
        ("her title is “curator of bees” now", "curator"),
    ]
)
def test_what_is_told_is_told(text: str, part: str) -> None:
    said = clause(text, part)
    assert said.asserted
    assert not said.standing.heard


@every(
    [
        ("do you live in Porto", "Porto"),
        ("is Ines allergic to wasps", "Ines"),
        ("so you moved to Porto, the one up north?", "moved"),
        ("you're vegan, right?", "vegan"),
        ("he's a vet, isn't he?", "vet"),
        ("how old is your goat", "goat"),
        ("where do they keep the key", "key"),
        ("anyone know the wifi password", "wifi"),
        ("still at the museum?", "museum"),
    ]
)
def test_what_is_asked_is_no_statement(text: str, part: str) -> None:
    assert clause(text, part).standing.asked


@every(
    [
        ("if I had a barn I would keep goats", "goats"),
        ("I wish I lived in Porto", "Porto"),
        ("I'd love to live by the sea", "sea"),
        ("id sell my car for a nap", "car"),
        ("nearly moved to Porto last year", "Porto"),
        ("one day I'll live in a lighthouse", "lighthouse"),
        ("thinking of becoming a baker", "baker"),
        ("should have been a dentist", "dentist"),
    ]
)
def test_what_is_imagined_is_not_held_true(text: str, part: str) -> None:
    assert clause(text, part).standing.imagined


@every(
    [
        ("I live in the office now lol", "office"),
        ("I'm married to my sofa 😂", "sofa"),
        ("I'm a professional napper. haha", "napper"),
        ("I basically live on crisps", "crisps"),
        ("I'm a duke, just kidding", "duke"),
        ("you're a doctor, yeah right", "doctor"),
    ]
)
def test_what_is_laughed_off_is_not_held_true(text: str, part: str) -> None:
    assert clause(text, part).standing.joked


@every(
    [
        ('"row, row, row your boat"', "boat"),
        ("FWD: we moved to a new shop", "shop"),
        ("translate this please: I live in Porto", "Porto"),
        ("🎵 I come from a land far away", "land"),
    ]
)
def test_words_of_others_are_quoted(text: str, part: str) -> None:
    assert clause(text, part).standing.quoted


@every(
    [
        ("apparently she moved to Porto", "Porto"),
        ("she moved to Porto, apparently", "Porto"),
        ("I heard they split up", "split"),
        ("heard the bakery is closing", "bakery"),
        ("someone told me Ines is a vet now??", "vet"),
        ("my aunt reckons he's in prison", "prison"),
    ]
)
def test_what_came_at_second_hand_is_heard(text: str, part: str) -> None:
    said = clause(text, part)
    assert said.standing.heard
    assert said.asserted


@every(["I've never heard of it", "heard nothing back", "first I've heard of it"])
def test_hearing_nothing_is_no_hearsay(text: str) -> None:
    assert not cut(text)[0].standing.heard


def test_a_maybe_after_the_comma_hedges_what_was_before() -> None:
    assert clause("he's in Porto, I think", "Porto").standing.hedged
    assert not clause("he's in Porto, I think of him often on rainy days", "Porto").standing.hedged


@every(["I don’t eat pork", "she isn't here any more", "cant stand olives", "no longer at the bank"])
def test_denials_are_seen_with_any_apostrophe(text: str) -> None:
    assert cut(text)[0].standing.negated


@every(["can't wait for porto", "don't forget the key", "not only a vet"])
def test_not_every_not_denies(text: str) -> None:
    assert not cut(text)[0].standing.negated
