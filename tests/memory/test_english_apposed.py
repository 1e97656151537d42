"""Facts told without a verb of their own, in dialect, or beside what was asked."""

from __future__ import annotations

from tests.memory.test_english_facts import told
from tests.tables import every

TOLD = [
    ("a nice lad at church, Tobe, structural engineer, 34", "job Tobe structural engineer"),
    ("a nice lad at church, Tobe, structural engineer, 34", "age Tobe 34"),
    ("my uncle is nurse in the Royal", "job uncle nurse"),
    ("Rosa has a new job in Siemens", "employer Rosa Siemens"),
    ("Finished up with Vattenfall on Friday", "not employer me Vattenfall"),
    ("I do payroll for a small firm in Hull", "job me payroll for a small firm in Hull"),
    ("ok so I got it!!! Ward manager.", "job me Ward manager"),
    ("my blood group is B neg", "health me blood group is B neg"),
    ("my pressure is 150 over 90", "health me blood pressure is 150 over 90"),
    ("gp says it's lunch. coeliac test came back positive", "health me coeliac"),
    ("scan found a cyst on my kidney", "health me a cyst on my kidney"),
    ("I'll eat anything but mushrooms", "dislikes me mushrooms"),
    ("i eat everything except pork", "diet me no pork"),
    ("I'm off the drink till easter", "diet me no alcohol"),
    ("me knee's banjaxed", "health me knee's banjaxed"),
    ("our Pip died last night. 12 yrs old", "age Pip 12"),
    ("Guys I passed the citizenship", "event me passed the citizenship"),
    ("my wife has put to bed, a girl", "event wife put to bed"),
    ("i left school at 15", "event me left school at 15"),
    ("Lena's officially my girlfriend", "partner me Lena"),
    ("Amina my wife is teacher in the Grange", "partner me Amina"),
    ("New padlock as of monday, number is 4821", "code padlock 4821"),
    ("the alarm, if it goes off by mistake, is 7730", "code alarm 7730"),
    ("the gate is on a keypad now, 3356 and then the hash", "code gate 3356#"),
    ("Tobi is coming with Nadia from my lab", "relation Nadia from my lab"),
    ("i only have kitchen polish", "language me polish"),
    ("We live now in Kells since June", "home me Kells"),
]
LEFT = [
    "give me dad's number",
    "she died laughing at me hat",
    "the cake is gluten free btw",
    "He had a scan and they found a cyst",
    "can not make friday, sorry",
    "got an email about a volunteer gig",
    "he's a german shepherd",
    "phone died this morning",
    "the gate is 1200 euro",
    "i eat everything on my plate",
    "get off the bus at the drink shop",
    "it's two weeks in the making",
    "an A in this class is worth nothing",
    "call me back when you can",
    "I said I'd take anything but that",
]
ASKED = [
    ("can I borrow your tent?", "yeah grab it its under my bed", "possession me tent is under my bed"),
    ("have you seen my charger?", "in my blue backpack", "possession me charger is in my blue backpack"),
    ("what age are ya", "23", "age me 23"),
]


@every(TOLD)
def test_what_is_told_beside_a_name_or_in_dialect_is_read(text: str, fact: str) -> None:
    assert fact in told(text)


@every(LEFT)
def test_what_only_sounds_like_it_is_left(text: str) -> None:
    assert told(text) == []


@every(ASKED)
def test_where_a_thing_is_answers_who_asks_for_it(question: str, answer: str, fact: str) -> None:
    assert fact in told(question, answer)
