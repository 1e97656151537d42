"""Birthdays: told in any way, answered, wished; the next one by the sun and by the moon."""

from __future__ import annotations

from tests.memory.owing_chats import believed, name, thread
from tests.tables import every
from zhiji.memory.reading.owing_birthdays import birthdays
from zhiji.memory.records import LIKELY

Told = tuple[str, str, str]


def told(*said: str) -> list[Told]:
    """Each birthday as (whose, value, next day)."""
    chat = thread(*said)
    return [
        (
            name(chat, one.subject.account) or one.subject.name,
            ("not " if one.negated else "") + one.value,
            one.when.start.date().isoformat() if one.when else "",
        )
        for one in believed(birthdays, chat)
    ]


@every(
    [
        ("my birthday is the 3rd of October", "a", "10-03", "2025-10-03"),
        ("my bday's on 2 May btw", "a", "05-02", "2026-05-02"),
        ("April 17th is my birthday", "a", "04-17", "2026-04-17"),
        ("it's my birthday tomorrow!!", "a", "06-12", "2025-06-12"),
        ("It's my birthday", "a", "06-11", "2025-06-11"),
        ("happy birthday to me", "a", "06-11", "2025-06-11"),
        ("my mum's birthday is on 30 November", "mum", "11-30", "2025-11-30"),
        ("Oscar's birthday is 8 August", "Oscar", "08-08", "2025-08-08"),
        ("your birthday is 8 August", "b", "08-08", "2025-08-08"),
        ("I turn 40 on Saturday", "a", "06-14", "2025-06-14"),
        ("turning 30 is scary but I'm turning 30 on 1 July", "a", "07-01", "2025-07-01"),
        ("my daughter turns 6 on the 20th", "daughter", "06-20", "2025-06-20"),
        ("my son is 9 on Friday", "son", "06-13", "2025-06-13"),
        ("I'm 29 tomorrow, help", "a", "06-12", "2025-06-12"),
        ("I was born on 4 March 1988", "a", "1988-03-04", "2026-03-04"),
        ("DOB: 4 March 1988", "a", "1988-03-04", "2026-03-04"),
        ("my dob is 23/11/1990", "a", "1990-11-23", "2025-11-23"),
        ("my birthday is 5/12", "a", "12-05", "2025-12-05"),
        ("my sister was born on 29 February 2004", "sister", "2004-02-29", "2028-02-29"),
        ("my Otto (7 this month, the 19th) is coeliac", "Otto", "06-19", "2025-06-19"),
        ("I was born in the year of the ox", "a", "year of the ox", ""),
        ("我生日是9月3号", "a", "09-03", "2025-09-03"),
        ("我的生日：十二月五号", "a", "12-05", "2025-12-05"),
        ("我农历生日是八月初三", "a", "lunar 08-03", "2025-09-24"),
        ("我生日农历三月廿二", "a", "lunar 03-22", "2026-05-08"),
        ("腊月初八是我奶奶生日", "奶奶", "lunar 12-08", "2026-01-26"),
        ("明天我生日", "a", "06-12", "2025-06-12"),
        ("今天我生日", "a", "06-11", "2025-06-11"),
        ("下周二是我妈的生日", "妈", "06-17", "2025-06-17"),
        ("你妈生日是7月9号", "妈", "07-09", "2025-07-09"),
        ("我是1995年2月14号生的", "a", "1995-02-14", "2026-02-14"),
        ("我92年11月3号出生", "a", "1992-11-03", "2025-11-03"),
        ("我女儿下周六满5岁", "女儿", "06-21", "2025-06-21"),
        ("外公正月十五过九十大寿", "外公", "lunar 01-15", "2026-03-03"),
        ("今天农历五月十六，我满七十了", "a", "lunar 05-16", "2025-06-11"),
        ("我属兔", "a", "year of the rabbit", ""),
        ("我老公属龙的", "老公", "year of the dragon", ""),
        ("我生日 3.19", "a", "03-19", "2026-03-19"),
        ("身份证上是阳历4月6号", "a", "04-06", "2026-04-06"),
        ("it's mum's 60th on Saturday", "mum", "06-14", "2025-06-14"),
        ("the twins turn 3 tomorrow", "twins", "06-12", "2025-06-12"),
        ("Bea's birthday is the 12th, cake?", "Bea", "06-12", "2025-06-12"),
        ("我系十月初八生日", "a", "lunar 10-08", "2025-11-27"),
        ("爸下周日70大寿 都回来", "爸", "06-22", "2025-06-22"),
        ("我外甥女 2019年6月1号生的", "外甥女", "2019-06-01", "2026-06-01"),
        ("老婆昨晚生咗 係個仔", "儿子", "2025-06-10", "2025-06-10"),
        ("生了 儿子 七斤", "儿子", "2025-06-11", "2025-06-11"),
        ("our daughter was born yesterday", "daughter", "2025-06-10", "2025-06-10"),
        ("My sister had her baby last night, she's called Ines", "Ines", "2025-06-10", "2025-06-10"),
    ]
)
def test_a_birthday_is_told(words: str, whose: str, value: str, when: str) -> None:
    assert (whose, value, when) in told("b: hello", f"a: {words}")


@every(
    [
        "my birthday party is on Saturday",
        "I got it for my birthday on 5 May",
        "is your birthday on 5 May?",
        "see you after my birthday on Friday",
        "Bo's birthday dinner is tomorrow",
        "if my birthday was on 25 December I'd cry",
        "turn left on Monday",
        "I turn off my phone on Sundays",
        "the milk turns on Friday",
        "I'm 5 minutes away, see you on Sunday",
        "it's 30 degrees on Friday",
        "the shop is 10 today",
        "born to be wild tomorrow",
        "a star is born",
        "I'm in room 12 tomorrow",
        "she's 6 feet tall on Saturday",
        "the year of the horse festival is on Saturday",
        "it wasn't my birthday yesterday",
        "happy birthday for tomorrow",
        "my exam's on the 3rd of October",
        "The company was founded on 4 March 1988",
        "生日派对定在周六",
        "你生日几号",
        "我生日那天再说 周五先开会",
        "生日礼物周三到",
        "你是属猪的吧",
        "这家店属于我朋友",
        "他生气了 昨天",
        "我生病了 昨天去的医院",
        "过完生日再减肥 明天开始",
        "今天几号",
        "我不属马",
        "八月初三开学",
        "明天满五十减十",
        "孩子五岁了",
        "豆芽生了 三天就好",
        "昨天学生了解情况",
        "要是我生日是2月29号就好了",
        "天生的 昨天才发现",
        "转发：祝大家6月18号生日快乐",
    ]
)
def test_words_that_only_sound_like_a_birthday(words: str) -> None:
    assert told("b: hello", f"a: {words}") == []


def test_an_answer_tells_the_day() -> None:
    assert told("a: when's your birthday again?", "b: 2nd of February")[0] == ("b", "02-02", "2026-02-02")
    assert told("a: 你几号生日来着", "b: 农历九月初九")[0] == ("b", "lunar 09-09", "2025-10-29")
    assert told("a: 你妈生日几号", "b: 10月2号")[0] == ("妈", "10-02", "2025-10-02")


def test_a_leap_day_that_is_yet_to_come_is_no_birth_of_late() -> None:
    assert told("b: hello", "a: born on 29 February 生了") == []  # written in June 2025


def test_an_answer_may_put_the_day_right() -> None:
    assert told("a: 你生日是不是农历五月廿一?", "b: 不是廿一 是五月十二") == [
        ("b", "not lunar 05-21", ""),
        ("b", "lunar 05-12", "2026-06-26"),
    ]


def test_another_talk_than_birthdays_is_no_answer() -> None:
    assert told("a: when are you back?", "b: 2nd of February") == []


def test_a_wish_suggests_the_day_to_whom_it_goes() -> None:
    (one,) = birthdays(thread("a: happy birthday!! 🎂", "b: thank you"))
    assert (one.subject.account, one.value, one.confidence) == (2, "06-11", LIKELY)
    (one,) = birthdays(thread("a: 生日快樂呀", "b: 多謝"))
    assert (one.subject.account, one.value, one.confidence) == (2, "06-11", LIKELY)


def test_a_group_wishes_together() -> None:
    (one,) = birthdays(thread("a: happy birthday Cy!", "b: hbd cy", "Cy: thanks all"))
    assert (one.subject.account, one.value, one.confidence) == (3, "06-11", LIKELY)
    assert list(birthdays(thread("a: happy birthday Cy!", "b: morning", "Cy: thanks"))) == []


@every(["happy belated birthday!", "生日快乐 晚了一天", "「生日快乐」这首歌"])
def test_a_wish_of_another_day_suggests_nothing(words: str) -> None:
    assert list(birthdays(thread(f"a: {words}", "b: thanks"))) == []
