"""What only sounds like a fact about somebody: borrowed dogs, clubs, lessons, meetings, jokes, figures of speech."""

from __future__ import annotations

from tests.memory.test_english_facts import told
from tests.memory.told import FRIEND, OWNER, one_line, thread
from tests.tables import every
from zhiji.memory.reading import read


@every(
    [
        "I don't work for Nivea, I promise!",
        "I joined a backgammon club and practice with whoever turns up",
        "Got an email about a job at Siemens",
        "got a message about a warehouse role at Bosch",
        "I'm standing down as treasurer at the AGM in May",
        "I'm nervous at the Conference",
        "moving to the Hartwell pitch from June",
        "we're moving to the Quayside gym from Monday",
        "got a bench at a place in Leeds",
        "my cousin's dog is so sweet. Her name is Pickle",
        "we met a puppy in the park. His name is Bruno",
        "Plumber from the agency, name is Ronald",
        "dad SAYS hes allergic to cats. he's just scared of them",
        "I had a lovely swim one evening",
    ]
)
def test_what_only_sounds_like_a_fact_is_left(text: str) -> None:
    kept = {one.split()[0] for one in told(text)} - {"likes"}
    assert not kept or (kept == {"event"} and "joined" in text)


def test_a_shared_joke_does_not_hide_an_employer_that_one_left() -> None:
    assert told("I don't work for Nivea any more") == ["not employer me Nivea"]


@every(
    [
        ("I'm currently learning Greek", "language me learning Greek"),
        ("I started learning Korean last month", "language me learning Korean"),
        ("I speak Greek", "language me Greek"),
        ("my favourite dish is definitly ramen", "likes me ramen"),
        ("my favourite sweets are absolutely jelly babies", "likes me jelly babies"),
        ("I'm moving to Hartwell from June", "home me Hartwell"),
        ("we've got a dog. His name is Bruno", "pet me dog Bruno"),
        ("my full name is Ronald Pike", "name me Ronald Pike"),
        ("I joined a law firm in May", "employer me a law firm"),
        ("dad is allergic to cats", "allergy dad cats"),
    ]
)
def test_what_is_told_beside_it_is_still_read(text: str, fact: str) -> None:
    assert fact in told(text)


def test_dogs_that_one_loves_are_no_pastime() -> None:
    assert not [one for one in told("My dogs cheer me up. I love them") if one.startswith("likes")]


def test_an_allergy_told_of_a_child_is_not_the_speakers() -> None:
    said = told("Tilda can't have walnuts. whole face swelled up, we carry an epipen")
    assert not [one for one in said if one.startswith("allergy me")]


@every(["我经常在火车上工作", "我天天在船上上班", "退休在家写字 手痒", "好久没打球了 手痒"])  # fmt: skip
def test_a_vehicle_employs_nobody_and_an_itch_to_do_it_is_no_illness(text: str) -> None:
    assert {one[0] for one in one_line(text)} <= {"job"}


def test_a_birthday_of_a_grandchild_is_not_her_name() -> None:
    assert not [one for one in one_line("我孙女周岁 想订一个蛋糕") if one[0] in ("name", "relation")]


@every(["舅妈", "姨妈", "姑妈", "我妈"])
def test_a_word_of_kin_is_kept_whole(kin: str) -> None:
    assert ("contact", kin.removeprefix("我"), "lan88@mail.example") in one_line(
        f"{kin}的邮箱是lan88@mail.example"
    )


@every([("我在学德语", "学德语"), ("我最近在啃韩语", "啃韩语")])
def test_who_learns_a_language_does_not_speak_it_yet(text: str, value: str) -> None:
    assert [one[2] for one in one_line(text) if one[0] == "language"] == [value]


@every(
    [
        "I'm a vegetarian and I'm allergic to sesame.",
        "My wife doesn't eat fennel, please leave it out.",
        "I live in Trieste and I work for Siemens.",
        "我住在杭州 我对芒果过敏",
        "I'll send you the letter on Friday",
    ]
)
def test_what_an_assistant_writes_is_never_learned_by_any_reader(text: str) -> None:
    """It translates, drafts for others and repeats what it was told."""
    assert read(thread((OWNER, "translate it, please"), (FRIEND, text), kind="assistant")) == []
    assert read(thread((OWNER, "translate it, please"), (FRIEND, text)))
