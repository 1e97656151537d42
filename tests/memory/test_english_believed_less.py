"""What others proposed, asked leave for, put right or said in passing, in English: whose it is, and what isn't believed of it."""

from __future__ import annotations

from tests.memory.talk import believed, told
from tests.memory.test_english_facts import told as facts
from tests.memory.told import FRIEND, OWNER, thread
from tests.tables import every
from zhiji.memory.reading import read
from zhiji.memory.records import BELIEVED_FROM


@every(
    [
        ("could I come down for a look on the 6th of october?", "perfect, see you then"),
        ("can I go home to Cork in november?", "of course!"),
        ("can we come by on saturday 20th after my shift", "yes see you"),
        ("may I leave early on friday?", "sure thing"),
        ("could me and Tom visit on sunday?", "yes please do"),
    ]
)
def test_a_yes_to_what_the_asker_wants_to_do_is_the_askers_plan(asked: str, answer: str) -> None:
    plans = [one for one in believed(f"a: {asked}", f"b: {answer}") if one.kind == "plan"]
    assert [one.subject.account for one in plans] == [ord("a")]


@every(
    [
        ("can I get you a coffee tomorrow?", "yes please"),
        ("dinner on friday at 7?", "yes! see you"),
        ("do you want to come over on sunday?", "would love to"),
    ]
)
def test_a_yes_to_an_invitation_stays_with_who_says_it(asked: str, answer: str) -> None:
    assert told(f"a: {asked}", f"b: {answer}") == ["b plan @2"]


@every(
    [
        ["a: shall we do a quiz on friday at 7?", "b: yes!!", "c: maybe sunday"],
        ["a: ok so practice moves to mondays at 2, no objections?", "b: fine by me", "c: hm"],
        ["a: up for a film on the weekend?", "b: yes!! me and Kim land on saturday 20th. curry?", "c: hm"],
    ]
)
def test_one_voice_of_many_or_a_yes_that_proposes_anew_settles_nothing(said: list[str]) -> None:
    assert not [one for one in believed(*said, kind="group") if one.also]


@every(
    [
        "I'll cook tonight",
        "I'll look tomorrow",
        "I'll ring the vet first thing",
        "I'll bring them on saturday",
        "I'll drop them at yours on tuesday",
        "I pick you up from the station",
        "I keep them for you",
        "I send the deposit back, no question",
        "I make you a cake the week after",
        "I put it by your door tonight",
        "I pay your ticket",
        "I transfer tonight",
        "back to you on monday when I get paid",
    ]
)
def test_what_is_done_for_others_is_promised(text: str) -> None:
    assert told(f"a: {text}") == ["a promise @1"]


@every(
    [
        "I make you laugh",
        "I send you love",
        "I call you a legend",
        "I leave the house at eight",
        "I pay the rent every month",
        "I make noodles at work",
        "physio says no swimming until october",
        "Next monday we're in room 4",
        "The wake is on Tuesday the 16th at eleven",
        "meeting with Gus was on friday",
        "doctor told me my numbers are off so I'm careful",
    ]
)
def test_what_only_sounds_like_a_doing_is_none(text: str) -> None:
    assert not told(f"a: {text}")


def test_done_after_something_was_put_to_all_ends_nothing_else() -> None:
    said = ("a: I'll bring the drinks on saturday", "b: the hall is 6 quid a head, to me please", "a: done")
    assert "a promise done @3" not in told(*said, kind="group")
    assert "a promise done @2" in told("a: I'll book the table", "a: done")


def test_a_part_that_is_paid_leaves_the_promise_open() -> None:
    assert "a promise done @2" not in told(
        "a: I'll send you the 40 on friday", "a: sent you 25, other 15 on monday"
    )


def test_what_was_over_long_ago_is_not_called_off() -> None:
    said = (
        "b: who's doing the swim on the 18th then",
        "a: in",
        "+60d b: there will be a boat",
        "a: cant do it, it's mum's 80th",
    )
    assert not [one for one in told(*said, kind="group") if "cancelled" in one]


@every(["done!", "done", "all done", "sorted"])
def test_done_lends_what_was_asked_for(answer: str) -> None:
    chat = thread((OWNER, "can you spot me 40 until friday?"), (FRIEND, answer))
    kept = [one for one in read(chat) if one.confidence >= BELIEVED_FROM]
    assert [(one.kind, one.subject.account, one.value.split()[0]) for one in kept] == [("debt", OWNER, "40")]


@every(
    [
        "I owe you for the gin, 14 quid was it",
        "i owe ya for the tickets - 14 quid",
        "I owe you for last night's taxi, it was 14 quid",
    ]
)
def test_a_thing_with_its_sum_is_owed_as_the_sum(text: str) -> None:
    kept = [one for one in read(thread((OWNER, text), (FRIEND, "ok"))) if one.kind == "debt"]
    assert [one.value.split()[0] for one in kept] == ["14"]


@every(
    [
        ("Your locker is 114, combination 2-9-0-8", "code locker 2908"),
        ("the safe is 220, code 4419", "code safe 4419"),
        ("I'm veggie", "diet me vegetarian"),
        ("my wife says hello", "partner me wife"),
        ("my wife Ruth passed away on Friday", "event Ruth passed away"),
    ]
)
def test_what_is_meant_is_read(text: str, fact: str) -> None:
    assert facts(text) == [fact]


@every(
    [
        ("I just can't do dairy", "dislikes"),
        ("The doctor said a cyst but no need operation yet", "health"),
        ("I lost my voice", "health"),
        ("got a bed and breakfast on account of my snoring", "possession"),
        ("kipping at my cousin's in Hartwell til thursday", "home me"),
    ]
)
def test_what_is_not_meant_is_not(text: str, fact: str) -> None:
    assert not [one for one in facts(text) if one.startswith(fact)]


@every(
    [
        ("noooo. who will feed the fox", []),
        ("will do it fri payday", []),
        ("who can do mondays from October?? anyone?", ["who can do mondays from October"]),
    ]
)
def test_only_what_wants_a_reply_is_asked(text: str, wanted: list[str]) -> None:
    asked = [one.value for one in read(thread((FRIEND, text), kind="group")) if one.kind == "question"]
    assert [one.strip(" ?") for one in asked] == wanted


def test_what_the_owner_never_did_is_no_instruction() -> None:
    for text in ("never lived in Leeds in my life lol", "never went there", "never owned a car"):
        assert not [one for one in read(thread((OWNER, text), kind="assistant")) if one.kind == "instruction"]
    kept = read(thread((OWNER, "never use tables"), kind="assistant"))
    assert [one.kind for one in kept] == ["instruction"]


@every(
    [
        ("I'm on the graduate scheme at northern rail, wish me luck", "employer me northern rail"),
        ("got on the apprenticeship with Oakley Power", "employer me Oakley Power"),
        ("started my internship at Oakley Foods", "employer me Oakley Foods"),
        ("they kept me on at Harlow", "employer me Harlow"),
        ("they took me on permanently at Harlow", "employer me Harlow"),
        ("guess who's a nurse now", "job me nurse"),
        ("guess who's a qualified teacher from september", "job me teacher"),
        ("I work in the kitchen of the hospital", "job me in the kitchen of the hospital"),
        ("my sister works in the office at Oakley Foods", "job sister in the office at Oakley Foods"),
        ("been sober since ninety-one", "diet me no alcohol"),
        ("stayed sober for six years", "diet me no alcohol"),
        ("my father is ill and has nobody", "health father ill"),
        ("my mum's really poorly", "health mum poorly"),
        ("my gran's dying to see you", ""),
        ("I'm ill", ""),
    ]
)
def test_work_and_health_told_in_passing(text: str, fact: str) -> None:
    assert facts(text) == ([fact] if fact else [])


@every(
    [
        ("a: I am out of station from the 1st to the 20th of october", ["a plan @1"]),
        ("a: we're doing karaoke saturday", ["a plan @1"]),
        ("a: we're doing well on saturday", []),
        ("a: i will move out end of october", ["a plan @1"]),
        ("a: I'll fly out on friday", ["a plan @1"]),
        ("a: my husband Amin will come", ["husband Amin plan @1"]),
        ("a: I'll hold the coats", ["a promise @1"]),
        ("a: I'll hold you to that", []),
        ("a: I'll film the play", ["a promise @1"]),
        ("a: i'll courier it tomorrow morning", ["a promise @1"]),
        ("a: I'll roll it back, give me 20|b: ok", ["a promise @1"]),
        ("a: could you have the figures with me by friday?|b: yes, will do", ["b promise @2"]),
        (
            "a: can you send me the pack by friday?|b: yes, will do|b: in your inbox now",
            ["b promise @2", "b promise done @3"],
        ),
    ]
)
def test_plans_and_promises_in_more_words(said: str, read_of_it: list[str]) -> None:
    assert told(*said.split("|")) == read_of_it


@every(
    [
        ("Subs are due by the way, £25 a child for the term, cash or bank", "Paid just now coach"),
        ("Fees are overdue folks, £25 per family, to me please", "sent"),
        ("the coach is £25 a couple, cash to me", "DONE look at ur monzo"),
    ]
)
def test_what_falls_on_each_is_owed_and_paid(asked: str, paid: str) -> None:
    chat = thread((OWNER, asked), (FRIEND, paid), (3, "ok"), kind="group")
    debts = [(one.subject.account, one.status) for one in read(chat) if one.kind == "debt"]
    assert debts == [(FRIEND, "open"), (3, "open"), (FRIEND, "done")]


def test_a_price_a_head_is_no_debt() -> None:
    chat = thread((OWNER, "it's £5 a child to get into the zoo"), (FRIEND, "ok"), (3, "ok"), kind="group")
    assert not [one for one in read(chat) if one.kind == "debt"]
