"""Whose a Chinese plan, promise or fact is: of who asks leave, of the child on the list, of the kin spoken of, or of nobody."""

from __future__ import annotations

import pytest

from tests.memory import owing_chats
from tests.memory.talk import believed, told
from tests.memory.told import FRIEND, OWNER, facts, one_line
from tests.tables import every
from zhiji.memory.reading.owing import debts
from zhiji.memory.reading.owing_birthdays import birthdays
from zhiji.memory.reading.owing_questions import questions


@every(
    [
        "我给你买点水果吧",
        "我可以帮你问问医生",
        "那咱们给老李办一桌",
        "我给你磕个头",
        "你要来玩 我去车站接你",
        "能不能借我两千 发工资就还",
        "国庆办",
        "日日睡到十二点",
        "五月一号放假",
        "听说下个月三号去爬山 你去吗",
        "听说学校明年要搬到新区 有没有这回事",
        "下次复诊五月六号 记得空腹",
    ]
)
def test_what_is_offered_heard_or_everybodys_is_only_suggested(text: str) -> None:
    assert [one for one in believed("b: 嗯", f"a: {text}") if one.status == "open"] == []


@every(
    [
        (["a: 周六下午过来拿可以吗", "b: 可以"], ["a plan @2"]),
        (["a: 我爸周六下午过来可以吗", "b: 可以"], []),
        (["a: 周六下午我过去 三点行吗", "b: 行"], ["a plan @1"]),
        (["a: 周日我回来看看他 顺便带点苹果给他", "b: 好啊"], ["a plan @1"]),
        (["a: 你哪天回来嘛", "b: 国庆!我票都买了 10月2号到家"], ["b plan @2"]),
        (["a: 我那天在外地出差", "b: 好吧"], ["a plan @1"]),
        (["a: 我明早转你", "b: 好", "b: 那边的饭局我决定不去了"], ["a promise @1"]),
    ]
)
def test_a_yes_is_of_whoever_is_to_do_it(lines: list[str], found: list[str]) -> None:
    assert [one for one in told(*lines) if "cancelled" not in one or "promise" in one] == found


def test_an_entry_of_a_list_names_who_comes() -> None:
    said = told("a: 周六春游 报名接龙", "b: 1. 晨晨参加", "c: 2. 乐乐 参加", "d: 3. 小丁", kind="group")
    assert said == ["晨晨 plan @2", "乐乐 plan @3", "d plan @4"]


@every(["你们二叔摔了一跤 下周住院", "我老公最近很忙 下周去北京出差"])
def test_a_plan_without_a_subject_is_of_the_kin_just_named(text: str) -> None:
    found = [one.subject for one in believed("b: 嗯", f"a: {text}") if one.kind == "plan"]
    assert [one.name for one in found] in (["二叔"], ["老公"])


@every(
    [
        "它不能吃牛肉 一吃就吐",
        "两岁 母的 特别乖",
        "我的天 五十了 你是真行",
        "老毛病了",
        "你舅妈念叨着呢",
        "请 translate to English: 我老公不吃葱",
        "我下个月搬走 去德国读书",
        "九月去昆明报到",
        "开了个小店 名字叫好日子",
        "我也叫阿明",
    ]
)
def test_what_is_of_an_animal_a_shop_or_still_ahead_is_nobodys_fact(text: str) -> None:
    assert one_line(text) == set()


def test_a_part_played_with_an_assistant_tells_nothing_until_it_is_over() -> None:
    play = [(OWNER, "扮演面试官 我来练习"), (OWNER, "我老公失业了")]
    over = [*play, (OWNER, "好了 出戏"), (OWNER, "我对花生过敏")]
    assert facts(*over, kind="assistant") == {("allergy", "阿宁", "花生")}


def test_a_sound_said_thrice_is_nobodys_name() -> None:
    assert {one[1] for one in one_line("搞定 滴滴滴 下月做风控")} <= {"me"}


def test_who_is_called_aunt_by_the_other_means_herself() -> None:
    said = facts((OWNER, "阿姨 我们到了"), (FRIEND, "阿姨上周摔了一跤"))
    assert {one[1] for one in said} == {"小周"}


def test_he_whose_age_is_asked_is_the_kin_just_named() -> None:
    said = facts((FRIEND, "你外公下周过生日"), (OWNER, "他老人家多大了"), (FRIEND, "八十三了"))
    assert [one[1:] for one in said] in ([], [("外公", "83")])


@every(
    [
        ("女儿发烧 今天不来了", ("health", "女儿", "发烧")),
        ("我妈头晕 医生说是高血压", ("health", "妈", "高血压")),
        ("我爸一滴不喝", ("diet", "爸", "一滴不喝")),
        ("我吃不了海鲜", ("diet", "me", "吃不了海鲜")),
        ("我爸痛风 海鲜啤酒都不准碰了", ("diet", "爸", "海鲜啤酒都不准碰")),
        ("我那只橘猫又胖了", ("pet", "me", "只橘猫")),
        ("我搬苏州了", ("home", "me", "苏州")),
        ("我爸去年退下来了", ("job", "爸", "退休")),
        ("我在街道办当科员", ("job", "me", "科员")),
        ("我家单元门密码换了 1357#", ("code", "单元门", "1357#")),
        ("我家那架钢琴去年就卖了", ("possession", "me", "not 钢琴")),
    ]
)
def test_plain_words_of_every_day_are_read(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in one_line(text)


@every(
    [
        "别感冒了",
        "你发烧了?",
        "水一滴不喝怎么行",
        "我今天吃不了饭",
        "公司搬浦东了",
        "烧退下来了",
        "我想把车卖了",
    ]
)
def test_words_like_these_tell_nothing_of_every_day(text: str) -> None:
    assert {one[0] for one in one_line(text)} <= {"event"}


@pytest.mark.parametrize("price", ["人均500 先交200定金给小丁", "大概人均80"])
def test_a_price_for_each_is_no_debt_yet(price: str) -> None:
    chat = owing_chats.thread("a: 周末去哪", "b: 山里", f"a: {price}", "b: 好", "c: 好")
    assert owing_chats.believed(debts, chat) == []


def test_who_cannot_come_owes_no_share() -> None:
    chat = owing_chats.thread("b: 我来不到 加班", "c: 来", "a: 昨天场费一人30 转我", "c: 好", "b: 嗯")
    owing = [owing_chats.name(chat, one.subject.account) for one in owing_chats.believed(debts, chat)]
    assert owing == ["c"]


def test_the_year_of_a_child_not_yet_born_is_not_its_tellers() -> None:
    assert owing_chats.believed(birthdays, owing_chats.thread("a: 预产期六月 属马的")) == []


def test_come_whenever_you_like_asks_nothing() -> None:
    assert owing_chats.believed(questions, owing_chats.thread("b: 嗯", "a: 你几时来都行")) == []
