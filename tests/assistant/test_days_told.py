"""Lengths, orders, lists and comparisons that no message says in so many words; on a small made-up life."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import zhiji
from tests.assistant.lives import kept, teller
from tests.tables import every
from zhiji.archive import Archive
from zhiji.assistant.kinds.pairs import listed
from zhiji.assistant.plain import plain

NOW = "2033-06-15T18:00:00+02:00"
say = teller(
    {"me": "Nora", "ida": "Ida", "pavel": "Pavel", "lin": "林姐", "bo": "Bo", "gran": "外婆", "long": "阿龙"},
    {
        "ida": "Ida",
        "pavel": "Pavel",
        "lin": "林姐",
        "boat": "Boat club",
        "gran": "外婆",
        "sup": "周五饭搭子",
        "ore": "Öresund trip",
        "long": "阿龙",
    },
    {"boat": "group", "sup": "group", "ore": "group"},
)
LIFE = [
    say("gran", "gran", "2032-12-24T18:00", "圣诞快乐，多穿点"),
    say("gran", "me", "2032-12-24T18:30", "外婆也快乐！"),
    say("ida", "ida", "2033-05-02T10:00", "touchdown! arrived in Graz, where is the tram"),
    say("ida", "ida", "2033-05-09T07:00", "on the train home, thanks for having me"),
    say("ida", "ida", "2033-06-01T09:00", "the tests say it's gluten that gives Otto the belly aches"),
    say("ida", "ida", "2033-06-09T09:00", "good news: not gluten, it was lactose all along"),
    say("boat", "bo", "2033-02-01T09:00", "the boathouse is closed from tomorrow, ice damage"),
    say("boat", "pavel", "2033-02-20T09:00", "boathouse open again, bring gloves"),
    say("boat", "bo", "2033-03-01T09:00", "motor of the launch broke down, it just won't start"),
    say("boat", "pavel", "2033-03-06T09:00", "sauna stove fixed at last"),
    say("boat", "pavel", "2033-03-11T09:00", "the motor is running again, it was the fuse"),
    say("boat", "bo", "2033-04-02T09:00", "btw I'm allergic to wasps, epipen is in the blue box"),
    say("pavel", "pavel", "2033-01-10T09:00", "Running late, tram broke down"),
    say("pavel", "pavel", "2033-03-14T09:00", "sorry, delayed again, ten minutes"),
    say("pavel", "pavel", "2033-04-20T09:00", "here already, a bit early for once"),
    say("pavel", "pavel", "2033-05-05T09:00", "I quit vaping, day three today and I'm climbing the walls"),
    say("pavel", "pavel", "2033-05-20T09:00", "caved, I'm vaping again"),
    say("pavel", "pavel", "2033-06-10T09:00", "two quotes for the sail: €900 new or €350 used. Which one?"),
    say("lin", "lin", "2032-05-01T09:00", "我升主管了"),
    say("lin", "lin", "2032-09-01T09:00", "今天入职NOVA公司"),
    say("lin", "lin", "2033-01-20T09:00", "我们从Linz搬到Graz了"),
    say("lin", "lin", "2033-04-11T09:00", "生了个女儿，小名豆包"),
    say("sup", "bo", "2033-02-03T22:00", "阿福家的面真香，四个人88欧"),
    say("sup", "me", "2033-03-10T22:00", "木桶鱼一共60欧，两个人吃的，撑了"),
    say("ore", "bo", "2033-01-05T09:00", "dates are set: 3 to 6 May"),
    say("ore", "ida", "2033-02-05T09:00", "new dates: 12 to 17 May, the ferry is full before"),
    say("ore", "bo", "2033-02-06T09:00", "fine with me"),
    say("long", "long", "2033-02-06T09:00", "新年好"),
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with zhiji.open(kept(tmp_path_factory.mktemp("days"), LIFE, minutes=1)) as made:
        yield made


def told(archive: Archive, question: str) -> str:
    return archive.ask(question, now=NOW).text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("how long since I last talked to 外婆?", "173 days"),
        ("我有多久没跟外婆说过话了", "173 天"),
        ("when did I last hear from Ida?", "9 Jun 2033"),
        ("Pavel多久没找我了", "5 天"),
    ],
)
def test_the_days_since_the_last_words_with_somebody_are_counted(
    archive: Archive, question: str, says: str
) -> None:
    assert says in told(archive, question)


def test_a_matter_that_was_talked_of_is_looked_for_instead(archive: Archive) -> None:
    assert "The last message in the chats" not in told(
        archive, "how long since I talked to Ida about the tram?"
    )


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("how long did Ida stay with me in May?", "From 2 May 2033 to 9 May 2033: 7 days"),
        ("五月份Ida在我这儿住了几天", "7 天"),
        ("how long was the boathouse shut?", "From 2 Feb 2033 to 20 Feb 2033: 18 days"),
        ("how long was the motor broken?", "10 days"),  # the stove is another thing
        ("how many days did the Öresund trip have in the end?", "From 12 May 2033 to 17 May 2033: 5 days"),
        ("how long did Pavel stay off vaping?", "From 3 May 2033 to 20 May 2033: 17 days"),
    ],
)
def test_what_began_and_was_over_in_other_words_has_its_length_told(
    archive: Archive, question: str, says: str
) -> None:
    assert says in told(archive, question)


def test_how_long_something_lasts_that_was_put_right_is_said_to_be_wrong(archive: Archive) -> None:
    text = told(archive, "how long does Otto still have belly aches from gluten?")
    assert "put right" in text
    assert "lactose all along" in text


def test_what_was_put_right_later_is_never_shown_alone(archive: Archive) -> None:
    assert "lactose" in told(archive, "What gives Otto belly aches?")


def test_how_long_is_nobodys_name(archive: Archive) -> None:
    text = told(archive, "how long between Ida arriving in Graz and me saying the fish was 60")
    assert "阿龙" not in text


def test_three_things_are_put_in_order_with_their_days(archive: Archive) -> None:
    text = told(archive, "林姐搬Graz、进NOVA、升主管，这三件事哪个先哪个后")
    opening = text.splitlines()[0]
    assert opening.index("升主管") < opening.index("进NOVA") < opening.index("搬Graz")


@every(
    [
        ("in what order did the flood, the fire and the move happen?", ["the flood", "the fire", "the move"]),
        ("which came first: the flood, the fire or the move?", ["the flood", "the fire", "the move"]),
        ("搬家、换工作、生娃的先后顺序是什么？", ["搬家", "换工作", "生娃"]),
        ("先后顺序：搬家，换工作，生娃", ["搬家", "换工作", "生娃"]),
        ("what came first, the flood or the fire", []),
        ("先搬家还是先换工作呀", []),
    ]
)
def test_things_are_a_list_from_three_on(question: str, things: list[str]) -> None:
    assert listed(question) == things


def test_only_what_was_done_is_counted_not_all_that_names_the_one(archive: Archive) -> None:
    text = told(archive, "How many times has Pavel been late so far?")
    assert text.startswith("At least 2 times")
    assert "a bit early" not in text


@pytest.mark.parametrize(
    "question", ["List everyone who has an allergy.", "does anyone have any allergies?", "谁有过敏"]
)
def test_everybody_with_an_allergy_is_listed_by_name(archive: Archive, question: str) -> None:
    text = told(archive, question)
    assert "wasps" in text
    assert "Bo" in text


def test_how_somebody_changed_is_all_they_told(archive: Archive) -> None:
    text = told(archive, "林姐这两年有啥变化，简单说哈")
    assert all(word in text for word in ("升主管", "NOVA", "Graz", "豆包"))


def test_what_each_paid_is_worked_out_from_the_sum(archive: Archive) -> None:
    text = told(archive, "which was dearer per head, 木桶鱼 or 阿福?")
    assert text.startswith("“木桶鱼” 30 (60 / 2) per head, “阿福” 22 (88 / 4) per head")


def test_what_was_said_of_two_things_stands_under_each(archive: Archive) -> None:
    text = told(archive, "阿福和木桶鱼这两家，谁更好？")
    assert text.index("阿福：") < text.index("真香") < text.index("木桶鱼：") < text.index("撑了")


def test_two_options_of_one_message_are_that_message(archive: Archive) -> None:
    assert "€900 new or €350 used" in told(archive, "compare the two quotes Pavel sent for the sail")


@every(
    [
        ("他在这儿住了好多天", "他在这儿住了多少天"),
        ("好多天没见了吗", "好多天没见了吗"),
        ("简单说哈", "简单说一下"),
        ("哈哈哈笑死", "哈哈哈笑死"),
    ]
)
def test_words_of_the_south_west_are_understood(question: str, said: str) -> None:
    assert plain(question) == said
