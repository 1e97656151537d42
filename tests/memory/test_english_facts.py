"""What English chat messages tell for good, and what only sounds like it."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.tables import every
from zhiji.memory.reading.english_facts import english_facts
from zhiji.memory.records import BELIEVED_FROM, Reading
from zhiji.memory.thread import Line, Thread

OWNER, ADA = 1, 2


def thread(*texts: str, name: str = "Ada") -> Thread:
    """What Ada and the owner write in turn; the last line is Ada's."""
    lines = tuple(
        Line(
            id=at,
            sender=ADA if (len(texts) - at) % 2 == 0 else OWNER,
            name=name if (len(texts) - at) % 2 == 0 else "Jo",
            when=datetime(2025, 6, 4, 10, at, tzinfo=UTC),
            text=text,
            owner=(len(texts) - at) % 2 == 1,
        )
        for at, text in enumerate(texts, start=1)
    )
    return Thread(lines=lines, first=len(texts) - 1, owner=frozenset({OWNER}))


def believed(*texts: str, name: str = "Ada") -> list[Reading]:
    return [one for one in english_facts(thread(*texts, name=name)) if one.confidence >= BELIEVED_FROM]


def told(*texts: str) -> list[str]:
    """Readings as short lines: "home me Porto", "not pet me dog", "job sister nurse"."""
    return [
        " ".join(filter(None, ("not" if one.negated else "", one.relation, _who(one), one.value)))
        for one in believed(*texts)
    ]


def _who(one: Reading) -> str:
    return one.subject.name or ("me" if one.subject.account == one.by else "you")


HOMES = [
    ("I live in Leipzig", "home me Leipzig"),
    ("i live in leipzig now btw", "home me leipzig"),
    ("we're living in Porto these days", "home me Porto"),
    ("We live on Nettle Lane, by the canal", "home me Nettle Lane"),
    ("moved to lisbon last month", "home me lisbon"),
    ("I've just moved to Aarhus for work", "home me Aarhus"),
    ("we moved back to Cork in march", "home me Cork"),
    ("been in Ghent since january", "home me Ghent"),
    ("I'm based in Tallinn", "home me Tallinn"),
    ("haha yeah I live in Hull", "home me Hull"),
    ("my sister lives in Osaka", "home sister Osaka"),
    ("my brother Otto lives in Graz and hates it", "home Otto Graz"),
    ("mum lives in Bergen now", "home mum Bergen"),
    ("Greetings from Riga! new flat has no doors", "home me Riga"),
    ("I still live with my parents", "home me with my parents"),
    ("my new flat is in Leith", "home me Leith"),
    ("got a flat in Hackney with two others", "home me Hackney"),
    ("I don't live in Bonn any more", "not home me Bonn"),
    ("I'm no longer in Vienna", "not home me Vienna"),
    ("hiya its Ada from upstairs", "home me upstairs"),
    ("I'm moving to Oslo in september", "home me Oslo"),
    ("did I tell you I moved to Turin?", "home me Turin"),
    ("my address is 14 Larch Road, Hull", "home me 14 Larch Road, Hull"),
    ("I've been to Peru and Chile", "been_to me Chile"),
    ("never been to Wales", "not been_to me Wales"),
    ("I haven't been to Rome yet", "not been_to me Rome"),
    ("we went to Morocco last spring", "been_to me Morocco"),
    ("just got back from Crete", "been_to me Crete"),
    ("I spent two years in Malawi", "been_to me Malawi"),
    ("I visited Kyoto in 2019", "been_to me Kyoto"),
    ("I used to live in Berlin", "been_to me Berlin"),
]
WORK = [
    ("I'm a midwife", "job me midwife"),
    ("im an electrician by trade", "job me electrician"),
    ("I work as a sous chef", "job me sous chef"),
    ("my dad's a retired train driver", "job dad retired train driver"),
    ("my girlfriend is a junior doctor", "job girlfriend junior doctor"),
    ("I got promoted to team lead!!", "job me team lead"),
    ('my title is now "head of growth"', "job me head of growth"),
    ("freelance since march", "job me freelance"),
    ("I'm training to be a plumber", "job me plumber"),
    ("I'm between jobs atm", "job me between jobs"),
    ("I work in publishing", "job me in publishing"),
    ("i work at a bakery on mill road", "job me at a bakery on mill road"),
    ("she finally retired, my gran I mean. I'm retired too", "job me retired"),
    ("I'm on maternity leave until october", "job me on maternity leave"),
    ("I teach history", "job me teach history"),
    ("I work at Siemens", "employer me Siemens"),
    ("i work for google in zurich", "employer me google"),
    ("I've joined Norvik Labs", "employer me Norvik Labs"),
    ("started at Fennel last week", "employer me Fennel"),
    ("I start at the Royal Mint on monday", "employer me the Royal Mint"),
    ("signed with Tarn & Co today!", "employer me Tarn & Co"),
    ("I got a job at Ikea", "employer me Ikea"),
    ("my brother works for Airbus", "employer brother Airbus"),
    ("I don't work at Fennel any more", "not employer me Fennel"),
    ("I quit Fennel", "not employer me Fennel"),
    ("got laid off from Norvik yesterday", "not employer me Norvik"),
    ("I'm studying law at Leeds", "school me law at Leeds"),
    ("doing a masters in linguistics", "school me masters in linguistics"),
    ("I go to Elmfield College", "school me Elmfield College"),
    ("I got into Cambridge!!", "school me Cambridge"),
    ("my daughter's in year 4", "school daughter year 4"),
    ("I study at UCLA", "school me UCLA"),
]
PEOPLE = [
    ("my name is Ottilie Brandt", "name me Ottilie Brandt"),
    ("call me Bee, everyone does", "name me Bee"),
    ("my sister's name is Greta", "name sister Greta"),
    ("my son is called Ivo", "name son Ivo"),
    ("my surname is Okafor", "name me Okafor"),
    ("it's Adaeze Obi on my passport", "name me Adaeze Obi"),
    ("I'm 34", "age me 34"),
    ("I turn 40 on friday", "age me 40"),
    ("just turned thirty and my knees know it", "age me 30"),
    ("my son is 4 now", "age son 4"),
    ("my Milo (3 in may) eats only peas", "age Milo 3"),
    ("gran is 91 and still skis", "age gran 91"),
    ("I have two sisters", "relation me two sisters"),
    ("I've got a younger brother", "relation me a younger brother"),
    ("we don't have kids", "not relation me kids"),
    ("I'm an only child", "relation me an only child"),
    ("Otto is my cousin", "relation Otto my cousin"),
    ("we met at uni", "relation me met at uni"),
    ("hi! it's Ada from the pottery class", "relation me from the pottery class"),
    ("my wife Ewa says hi", "partner me Ewa"),
    ("I'm off to Porto with my husband", "partner me husband"),
    ("I'm married to Sam", "partner me Sam"),
    ("we got engaged last night!!", "partner me engaged"),
    ("Nat and I split", "not partner me Nat"),
    ("I broke up with Theo", "not partner me Theo"),
    ("I'm single again", "partner me single"),
    ("my boyfriend broke up with me", "not partner me boyfriend"),
]
BODY = [
    ("I'm allergic to peanuts and kiwi", "allergy me kiwi"),
    ("allergic to penicillin btw", "allergy me penicillin"),
    ("Marco's allergic to nuts", "allergy Marco nuts"),
    ("my son has a severe nut allergy", "allergy son nut"),
    ("no shellfish please, I'm allergic", "allergy me shellfish"),
    ("turns out I'm not allergic to cats", "not allergy me cats"),
    ("I have asthma", "health me asthma"),
    ("I'm type 1 diabetic", "health me type 1 diabetic"),
    ("I broke my wrist on saturday", "health me broke my wrist"),
    ("sprained my ankle at football", "health me sprained my ankle"),
    ("my mum's had a hip replacement", "health mum a hip replacement"),
    ("dad was diagnosed with gout", "health dad gout"),
    ("got covid again", "health me covid"),
    ("the doctor says I have shingles", "health me shingles"),
    ("I'm pregnant!!", "health me pregnant"),
    ("my flu is finally gone", "not health me flu"),
    ("im vegan", "diet me vegan"),
    ("I don't eat pork", "diet me no pork"),
    ("I don't drink", "diet me no alcohol"),
    ("my brother can't have dairy", "diet brother no dairy"),
    ("I gave up sugar in january", "diet me no sugar"),
    ("went veggie last year", "diet me vegetarian"),
    ("we only eat halal meat", "diet me halal"),
    ("I'm not vegan any more", "not diet me vegan"),
]
TASTES = [
    ("I love bouldering", "likes me bouldering"),
    ("I'm really into techno", "likes me techno"),
    ("I play the cello", "likes me cello"),
    ("big fan of sushi here, I'm a huge fan of ramen too", "likes me ramen"),
    ("my favourite food is ramen", "likes me ramen"),
    ("I do yoga on tuesdays", "likes me yoga on tuesdays"),
    ("I sing in a choir", "likes me sing in a choir"),
    ("I hate coriander", "dislikes me coriander"),
    ("can't stand olives", "dislikes me olives"),
    ("I'm scared of heights", "dislikes me afraid of heights"),
    ("I don't like horror films", "dislikes me horror films"),
    ("I speak Polish and some Czech", "language me Czech"),
    ("my italian is pretty rusty", "language me italian"),
    ("I'm learning Welsh", "language me learning Welsh"),
    ("I don't speak Dutch", "not language me Dutch"),
    ("Tamil is my mother tongue", "language me Tamil"),
]
THINGS = [
    ("I have a dog called Rex", "pet me a dog Rex"),
    ("we adopted two kittens", "pet me two kittens"),
    ("my tortoise escaped again", "pet me tortoise"),
    ("could you feed my gecko next week?", "pet me gecko"),
    ("I don't have any pets", "not pet me pets"),
    ("I bought a cargo bike", "possession me a cargo bike"),
    ("sold my van last week", "not possession me van"),
    ("the spare key is under the blue pot", "possession me The spare key is under the blue pot"),
    ("my number is 07700 900321", "contact me 07700 900321"),
    ("new phone! text me on 07700 900321", "contact me 07700 900321"),
    ("you can email me at ada@example.org", "contact me ada@example.org"),
    ("my mum's number is 0117 496 0111", "contact mum 0117 496 0111"),
    ("the plumber's number is 0117 496 0123", "contact plumber 0117 496 0123"),
    ("the gate code is 4471#", "code gate 4471#"),
    ("wifi password: owl-in-the-attic9", "code wifi owl-in-the-attic9"),
    ("code for the back door is C1357", "code back door C1357"),
    ("we changed the alarm, it's 9054 now", "code alarm 9054"),
    ("network mill-guest, password is Heron88", "code mill-guest Heron88"),
]


@every(HOMES + WORK + PEOPLE + BODY + TASTES + THINGS)
def test_what_is_told_is_read(text: str, fact: str) -> None:
    assert fact.casefold() in [one.casefold() for one in told(text)]


@every([
        # homes
        "do you live in Porto?", "I wish I lived in Porto", "if I lived in Porto I'd swim daily", "I live in fear", "I live in hope",
        "we moved to thursday", "the meeting moved to Zoom", "I basically live in Tesco", "I live for friday", "nearly moved to Porto once",
        "I live in the office now lol", "where do you live", "I live 5 minutes away", "maybe I'll move to Porto", "thinking of moving to Oslo",
        "went to Sarah's", "I went to bed", "I've been to hell and back", "have you been to Rome?", "I've never been to one", "been to the shop",
        "\"I left my heart in San Francisco\"", "moved to tears", "I'd love to go to Japan", "you should move to Hull", "let's go to Rome",
        # work
        "I'm a mess", "I'm a terrible cook", "I'm such a good driver", "I'm a big fan", "he works for me", "it works for me", "I work at night sometimes",
        "are you a nurse?", "should have been a doctor", "I'm not a doctor but drink water", "I'm a sofa designer, just kidding",
        "I joined the queue", "I quit", "I start to see", "started Monday with a headache", "I'm at Tesco", "that works for Tom", "I'd be a great chef",
        "if I was a pilot", "I'm no expert", "this is a job for Superman", "I work hard", "working on it", "who's the boss", "school is closed today",
        # people
        "I'm 5 min away", "I'm 20 late", "I'm 100% sure", "she's a 10", "I'm 6 foot 2", "I'm 3 beers in", "it's 30 degrees", "turn left at 40",
        "call me later", "call me maybe", "call me when you're there", "my name is mud", "this is great", "it's raining here", "single malt?", "we split the bill",
        "I'm seeing Tom on friday", "they split hairs", "are you married?", "I'm married to my job lol", "if I had kids", "I wish I had a sister", "who's your cousin",
        "what's your name?", "we met Tom", "I met her yesterday", "I'm engaged on another call", "nice to meet you", "here we go", "Great here, thanks",
        # body
        "I'm allergic to mondays", "I'm allergic to small talk", "are you allergic to nuts?", "he broke my heart", "I broke my phone", "I'm dying of hunger",
        "no milk left", "I don't have milk", "I don't eat breakfast", "haven't eaten fish today", "can't eat another thing", "the vegan place on Mill Road",
        "vegan cheese is fine", "I'm blind drunk", "that's sick", "I'm sick of this", "I'd be vegan if not for cheese", "is she vegan?", "have you had covid?",
        "she gave me a headache", "I have a cold beer here", "what if I'm pregnant", "flu jab at 3", "I don't drink and drive", "break a leg", "asthma is common",
        # tastes
        "I love this", "I love you", "I love it when you cook", "I like it", "I hate mondays", "I hate this weather", "love that", "do you like sushi?",
        "I'd love some sushi", "would love a coffee", "I'm into it", "I'm not into drama", "I like your dog", "like sushi or something", "do you speak Polish?",
        "speak soon", "he speaks too fast", "I wish I spoke Italian", "we played monopoly", "Italian food tonight?", "I love playing him at his own game", "learn french they said",
        # things
        "it's raining cats and dogs", "hot dog for lunch", "I saw a dog", "your dog is lovely", "I ate a chicken sandwich", "what a lovely dog", "sick as a dog",
        "I have a bike accident story", "I have a car coming at 8", "I want a dog", "would love a cat", "the wifi is slow", "what's the wifi password?", "wifi password is on the fridge",
        "the code is broken", "your verification code is 123456", "use code SAVE20 for a discount", "flight BA1234 at 0930", "order no. 07700900321", "it's 8026 steps from here",
        "see you at 1030", "the rent is 1150", "my number one fan", "what's your number?", "key takeaways are in the doc", "the key is in being patient, my friend",
    ])  # fmt: skip
def test_what_only_sounds_like_it_is_left(text: str) -> None:
    assert told(text) == []


@every(
    [
        ("mum's in hospital with pneumonia", "health mum pneumonia"),
        ("grandad had a stroke last year", "health grandad a stroke"),
        ("nah I'm fine I don't eat meat", "diet me no meat"),
        ("me and Theo got engaged!", "partner me Theo"),
        ("I've been seeing a guy called Theo", "partner me Theo"),
        ("my job title is wire walker", "job me wire walker"),
        ("moving to Graz at the end of the month", "home me Graz"),
        ("we moved! new address: 22 Vine Lane, Hull", "home me 22 Vine Lane, Hull"),
        ("we did Peru in 2018", "been_to me Peru"),
        ("wifi password's changed to Otter2026", "code wifi Otter2026"),
        ("I'm a product manager at Monzo", "employer me Monzo"),
        ("last day at Fennel on friday", "not employer me Fennel"),
        ("my rabbit's called Clover", "pet me rabbit Clover"),
        ("our cat died last week", "not pet me cat"),
        ("it's my 30th on saturday", "age me 30"),
        ("I speak fluent Portuguese", "language me Portuguese"),
        ("the code is 2290 for the side gate", "code side gate 2290"),
    ]
)
def test_what_is_told_in_passing_is_read(text: str, fact: str) -> None:
    assert fact in told(text)


@every(["people think I'm a vet", "the place I live in", "they said I don't eat meat as if I cared"])
def test_what_others_think_is_not_run_on(text: str) -> None:
    assert not [one for one in told(text) if one.startswith(("job me", "home me", "diet me"))]


def test_who_only_says_goodbye_is_no_stranger_but_a_mere_number_is() -> None:
    assert told("I live in Porto") == ["home me Porto"]
    assert believed("I live in Porto", name="+44 7700 900612") == []


def test_what_came_at_second_hand_is_kept_as_hearsay() -> None:
    (heard,) = believed("apparently Otto moved to Porto")
    assert (heard.trust, heard.subject.name, heard.value) == ("hearsay", "Otto", "Porto")
    (said,) = believed("my brother moved to Porto")
    assert said.trust == "said"


def test_what_is_said_of_the_other_is_only_suggested() -> None:
    readings = list(english_facts(thread("morning", "hi", "so you live in Porto now")))
    assert [one.confidence >= BELIEVED_FROM for one in readings if one.subject.account == OWNER] in (
        [],
        [False],
    )


@every(
    [
        ("I've been living in Porto since 2019", "2019", ""),
        ("moved to Porto last month", "2025-05", ""),
        ("I'm starting at Fennel on 1 July", "2025-07-01", ""),
        ("I'm on maternity leave until october", "", "2025-10"),
        ("went vegan in january", "2025-01", ""),
        ("I live in Porto", "", ""),
        ("I live in Porto, lunch at 1?", "", ""),
    ]
)
def test_since_when_and_until_when_are_as_exact_as_told(text: str, begin: str, end: str) -> None:
    reading = believed(text)[0]
    assert (reading.valid_from, reading.valid_to) == (begin, end)


@every(
    [
        ("what's your wife's name again?", "Ewa", "partner me Ewa"),
        ("and where do you live now?", "porto", "home me porto"),
        ("have you ever been to Wales?", "nope, never been", "not been_to me Wales"),
        ("have you been to Wales?", "yes! twice", "been_to me Wales"),
        ("what do you do?", "nurse", "job me nurse"),
        ("what does your sister do?", "she's a vet", "job sister vet"),
        ("how old is your son now?", "4", "age son 4"),
        ("are you allergic to nuts?", "yep", "allergy me nuts"),
        ("any allergies?", "eggs and sesame", "allergy me sesame"),
        ("do you speak Polish?", "no", "not language me Polish"),
        ("what's your number?", "07700 900321", "contact me 07700 900321"),
        ("are you still at Fennel?", "nope", "not employer me Fennel"),
        ("do you have kids?", "no", "not relation me kids"),
        ("what's the wifi password?", "heron-88-mill", "code wifi heron-88-mill"),
    ]
)
def test_a_short_answer_is_read_with_its_question(question: str, answer: str, fact: str) -> None:
    assert fact in told(question, answer)
    reading = believed(question, answer)[-1]
    assert reading.quote.message == 2
    assert reading.also in ((1,), ())


@every(
    [
        ("are you coming?", "yes"),
        ("where do you live?", "why?"),
        ("what's your name?", "haha no"),
        ("how old is your son now?", "ask him"),
        ("what do you do?", "nothing much"),
        ("where do you work?", "here"),
        ("do you like it?", "yes"),
    ]
)
def test_not_every_short_answer_tells_something(question: str, answer: str) -> None:
    assert told(question, answer) == []


def test_what_somebody_left_behind_is_theirs() -> None:
    assert told("that was fun", "you left your umbrella at mine") == ["possession you umbrella at mine"]


def test_a_pet_that_is_spoken_of_twice_is_read_once() -> None:
    lines = tuple(
        Line(id=at, sender=ADA, name="Ada", when=datetime(2025, 6, at, tzinfo=UTC), text=text)
        for at, text in enumerate(("my dog is asleep", "took my dog out", "my dog Rex is fat"), start=1)
    )
    assert [one.value for one in english_facts(Thread(lines=lines))] == ["dog", "dog Rex"]


def test_the_end_of_a_job_finds_its_employer_in_what_was_told_before() -> None:
    facts = told("I signed with Fennel!", "wow", "well. got laid off today")
    assert facts == ["not employer me Fennel"]


def test_kin_of_the_owner_are_as_mentioned_and_others_carry_whose() -> None:
    (ours,) = believed("my sister lives in Osaka")
    assert (ours.subject.name, ours.subject.of) == ("sister", ADA)
    line = Line(
        id=1,
        sender=OWNER,
        name="Jo",
        when=datetime(2025, 6, 4, tzinfo=UTC),
        text="dad lives in Cork",
        owner=True,
    )
    (owners,) = english_facts(Thread(lines=(line,), owner=frozenset({OWNER})))
    assert (owners.subject.name, owners.subject.of) == ("dad", None)


def test_a_quote_is_a_part_of_its_message() -> None:
    for text, _ in HOMES + WORK + PEOPLE + BODY + TASTES + THINGS:
        for one in english_facts(thread(text)):
            assert 0 <= one.quote.start < one.quote.stop <= len(text)


@every(
    [
        "### Plan\n1. **Start with Big Picture**: work with Greg",
        "```\nname: 'Jo', email: 'jo@example.com'\n```",
        "Dear Ms Orr,\n\nMy name is Crystal Lake and I live in Hull.",
        "- my dog\n- my car\n- I live in Hull",
    ]
)
def test_documents_that_were_pasted_tell_nothing_of_their_sender(text: str) -> None:
    assert told(text) == []


@every(
    [
        "I work with Greg",
        "I engaged with the team",
        "it's based on Feedback",
        "I'm engaged in a project",
    ]
)
def test_work_and_ties_are_not_found_in_their_near_words(text: str) -> None:
    assert told(text) == []


_PIECES = [
    "I",
    "i'm",
    "my",
    "wife",
    "Ewa",
    "live",
    "lives",
    "in",
    "Porto",
    "and",
    ",",
    ".",
    "?",
    "!",
    "work",
    "at",
    "Siemens",
    "a",
    "nurse",
    "34",
    "allergic",
    "to",
    "nuts",
    "code",
    "is",
    "4471",
    "for",
    "the",
    "door",
    "dog",
    "called",
    "A",
    "Rex",
    "he",
    "she",
    "you",
    "your",
    "since",
    "2019",
    "until",
    "may",
    "don't",
    "not",
    "any",
    "more",
    "07700",
    "900321",
    "wifi",
    "password",
    "(",
    ")",
    "'",
    '"',
    "been",
    "moved",
    "got",
    "was",
    "from",
    "it's",
    "lol",
    "我",
    "住",
    "在",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30))
def test_whatever_is_typed_quotes_stand_in_their_message(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for one in english_facts(thread(text)):
        assert 0 <= one.quote.start < one.quote.stop <= len(text)
        assert one.value.strip()
