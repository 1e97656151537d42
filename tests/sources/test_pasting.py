"""What WeChat, QQ and Telegram put on the clipboard becomes messages; other texts are refused in one sentence."""

from __future__ import annotations

import os
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji import testing
from zhiji.chat import Message, Precision, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.pasting import messages

TODAY = date(2026, 11, 25)  # a Wednesday
FUZZ = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)


def pasted(text: str, *, app: str | None = None, chat: str | None = None) -> list[Message]:
    found = list(messages(text, app=app, chat=chat, today=TODAY))
    assert not [one for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Message)]


def rows(text: str, *, app: str | None = None) -> list[tuple[str, str, str, str]]:
    return [
        (m.chat.source, f"{m.when:%Y-%m-%d %H:%M:%S}", m.sender.name, m.text) for m in pasted(text, app=app)
    ]


def test_wechat_of_a_mac_tells_the_date() -> None:
    text = "罗安 2022/11/17 21:07\n到家了吗\n\n阿 柳 2022/11/17 9:08 PM\n刚到\n我们 10:30 见\n\n罗安 2022/11/18 0:01\n好"
    assert rows(text) == [
        ("wechat", "2022-11-17 21:07:00", "罗安", "到家了吗"),
        ("wechat", "2022-11-17 21:08:00", "阿 柳", "刚到\n我们 10:30 见"),
        ("wechat", "2022-11-18 00:01:00", "罗安", "好"),
    ]


def test_wechat_without_dates_is_of_today_or_of_the_day_it_names() -> None:
    text = "罗安 昨天 10:12\n早\n\n阿柳 10:13\n早\n\n罗安 星期一 9:00\n周一的\n\n阿柳 1月2日 9:00\n一月的\n\n罗安 今天 9:01\n今天的"
    assert [when for _, when, _, _ in rows(text)] == [
        "2026-11-24 10:12:00",
        "2026-11-24 10:13:00",
        "2026-11-23 09:00:00",
        "2026-01-02 09:00:00",
        "2026-11-25 09:01:00",
    ]


def test_wechat_of_windows_tells_no_time() -> None:
    found = pasted("罗安: \n到家了吗\n \n阿柳:\n刚到\n第二行\n\n")
    assert [(m.sender.name, m.text, m.when) for m in found] == [
        ("罗安", "到家了吗", datetime(2026, 11, 25)),
        ("阿柳", "刚到\n第二行", datetime(2026, 11, 25)),
    ]
    assert found[0].chat.source == "wechat"


def test_wechat_mails_set_the_day_between_messages() -> None:
    text = "—————  2024-01-02  —————\n\n罗安  10:11\n\n早\n\n阿柳  10:12\n\n早安\n\n—————  2024-01-03  —————\n\n罗安  9:11\n\n[图片]\n"
    assert [(when, text) for _, when, _, text in rows(text)] == [
        ("2024-01-02 10:11:00", "早"),
        ("2024-01-02 10:12:00", "早安"),
        ("2024-01-03 09:11:00", ""),
    ]


def test_qq_of_a_phone_sets_the_day_between_messages() -> None:
    text = "— —  2020-2-9  — —\n\n罗安  23:50:12 \n早\n\n— —  2020-2-10  — —\n\n阿柳  0:50:40 \n早安\n"
    assert [(when, text) for _, when, _, text in rows(text)] == [
        ("2020-02-09 23:50:12", "早"),
        ("2020-02-10 00:50:40", "早安"),
    ]


@pytest.mark.parametrize(
    ("head", "name", "number", "when"),
    [
        ("罗安: 07-15 22:01:07", "罗安", None, "2026-07-15 22:01:07"),
        ("罗安: 12-15 22:01:07", "罗安", None, "2025-12-15 22:01:07"),
        ("罗安 2022-11-11 18:38:25", "罗安", None, "2022-11-11 18:38:25"),
        ("罗安(12345678) 2024/1/2 10:11:12", "罗安", "12345678", "2024-01-02 10:11:12"),
        ("罗安<an@example.org> 2024/1/2 下午 3:11:12", "罗安", "an@example.org", "2024-01-02 15:11:12"),
        ("【群主】【猫】罗安 1:20:22  ", "【猫】罗安", None, "2026-11-25 01:20:22"),
        ("2017-02-25 10:40:20 【管理员】罗安(12345)", "罗安", "12345", "2017-02-25 10:40:20"),
    ],
)
def test_qq_tells_seconds(head: str, name: str, number: str | None, when: str) -> None:
    (found,) = pasted(f"{head}\n到家了吗  \n")
    assert (found.chat.source, found.sender.name, found.sender.native) == ("qq", name, number)
    assert (str(found.when), found.text, found.precision) == (when, "到家了吗", Precision.SECOND)


def test_what_qq_says_itself_is_nobodys() -> None:
    found = pasted(
        "罗安 1:19:33  \n在吗\n\n阿柳 1:20:22  \n在\n\n小丁撤回了一条消息\n\n小戊加入本群。\n\n你和小戊有12个共同好友，点击添加好友。\n\n罗安 1:21:00\n欢迎"
    )
    assert [(m.sender.name, m.kind, m.text) for m in found] == [
        ("罗安", "text", "在吗"),
        ("阿柳", "text", "在"),
        ("", "system", "小丁撤回了一条消息"),
        ("", "system", "小戊加入本群。"),
        ("", "system", "你和小戊有12个共同好友，点击添加好友。"),
        ("罗安", "text", "欢迎"),
    ]


@pytest.mark.parametrize(
    ("stamps", "days"),
    [
        (("02.01.2024 10:11", "03.01.2024 10:12"), ("2024-01-02", "2024-01-03")),
        (("23/04/2025 21:35", "01/05/2025 21:37"), ("2025-04-23", "2025-05-01")),
        (("1/2/24 10:11 AM", "1/3/24 10:12 AM"), ("2024-01-02", "2024-01-03")),
        (("2022-11-22 5:05", "2022-11-23 5:21"), ("2022-11-22", "2022-11-23")),
        (("2022/11/22 05:05:07", "2022/11/23 05:21:07"), ("2022-11-22", "2022-11-23")),
    ],
)
def test_telegram_writes_dates_as_the_computer_does(stamps: tuple[str, str], days: tuple[str, str]) -> None:
    found = pasted(f"Ann, Lo, [{stamps[0]}]\n#one\n\ntwo\n\nBo, [{stamps[1]}]\nthree")
    assert [(m.chat.source, m.sender.name, m.text) for m in found] == [
        ("telegram", "Ann, Lo", "#one\n\ntwo"),
        ("telegram", "Bo", "three"),
    ]
    assert tuple(str(m.when.date()) for m in found) == days


def test_telegram_tells_of_replies_forwards_and_media() -> None:
    head = "Ann, [02.01.2024 10:11]\n"
    replied, passed_on, photo, file = pasted(
        f"{head}[In reply to Bo Li]\nyes\n\n{head}[Forwarded from News]\nno\n\n{head}[Photo]\nthe lake\n\n{head}[File : a b.pdf]"
    )
    assert (replied.text, replied.extra) == ("yes", {"quoted": {"sender": "Bo Li"}})
    assert passed_on.forwarded is not None
    assert (passed_on.text, passed_on.forwarded.sender) == ("no", "News")
    assert (photo.text, photo.kind) == ("the lake", "image")
    assert (file.text, file.kind, file.attachments[0].name) == ("", "file", "a b.pdf")


def test_telegram_of_a_mac_points_at_names() -> None:
    found = pasted("< Ann:\nhi\n\n> Bo Li:\nho")
    assert [(m.chat.source, m.sender.name, m.text) for m in found] == [
        ("telegram", "Ann", "hi"),
        ("telegram", "Bo Li", "ho"),
    ]


def test_dates_that_nothing_decides_are_a_problem() -> None:
    found = list(messages("Ann, [02/01/2024 10:11]\nhi", today=TODAY))
    assert isinstance(found[0], Problem)
    assert isinstance(found[1], Message)
    assert str(found[1].when.date()) == "2024-01-02"


def test_words_above_the_first_message_are_told() -> None:
    found = list(
        messages("from the chat:\n罗安: 07-15 22:01:07\n好\n\n罗安: 07-15 22:01:08\n好", today=TODAY)
    )
    assert [type(one) for one in found] == [Problem, Message, Message]


def test_a_time_that_never_was_is_a_problem_and_the_rest_goes_on() -> None:
    found = list(messages("罗安: 02-31 22:01:07\n好\n\n罗安: 07-15 22:01:08\n好的", today=TODAY))
    assert [type(one) for one in found] == [Problem, Message]


def test_the_chat_is_called_as_told_or_after_its_people() -> None:
    text = "甲 10:11:12\n一\n\n乙 10:11:13\n二\n\n丙 10:11:14\n三\n\n丁 10:11:15\n四"
    assert pasted(text)[0].chat.name == "丁, 丙, 乙 …"
    assert (pasted(text, chat="四人")[0].chat.name, pasted(text)[0].chat.kind) == ("四人", "group")
    assert len({id(message.chat) for message in pasted(text)}) == 1


def test_one_message_without_a_date_needs_to_be_told_the_app() -> None:
    assert rows("罗安 10:12\n好", app="wechat") == [("wechat", "2026-11-25 10:12:00", "罗安", "好")]
    with pytest.raises(UnreadableFile):
        messages("罗安 10:12\n好", today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "Hello there\nhow are you 10:30\n",
        "Recipe:\n\nflour\nsugar\n",
        "buy milk\n\nTodo:\nx\n\nDone:\ny\n",
        "10:30\nTodo",
    ],
)
def test_other_texts_are_refused_at_once_in_one_sentence(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"^\(pasted\) can't be read: it doesn't look like"):
        messages(text, today=TODAY)


def test_an_app_that_copies_otherwise_is_named() -> None:
    with pytest.raises(UnreadableFile, match="copied messages of line are not known"):
        messages("罗安 10:12\n好", app="line", today=TODAY)


def test_pasting_again_says_the_same() -> None:
    text = "罗安 昨天 10:12\n早\n\n阿柳 10:13\n[图片]"
    assert pasted(text) == pasted(text.replace("\n", "\r\n"))


SCRAPS = st.lists(
    st.sampled_from(
        ["罗安 2022/11/17 21:07\n", "罗安: 07-15 22:01:07\n", "Ann, [1/2/24 10:11 AM]\n", "Ann:\n", "> Ann:\n", "昨天 10:11\n", "99/99/9999 99:99:99\n",
         "a 0/0/0 0:00\n", "a 99-99 9:99:99\n", "—— 2024-99-99 ——\n", "[In reply to x]\n", "[图片]", "\n", "\n\n", "\r", "\ud800", "\0", " ", "[File : x]", "加入本群"]
    )
    | st.text(max_size=6),
    max_size=30,
).map("".join)  # fmt: skip


@FUZZ
@given(SCRAPS, st.sampled_from([None, "wechat", "qq", "telegram"]))
def test_fuzz_any_text_gives_messages_or_one_sentence(text: str, app: str | None) -> None:
    try:
        found = list(messages(text, app=app, today=TODAY))
    except UnreadableFile as error:
        assert "\n" not in str(error)
        return
    assert found
    for one in found:
        assert isinstance(one, Message | Problem)
        if isinstance(one, Message):
            testing.check_message(one)


NAMES = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8)
LINES = st.text(st.characters(categories=("L", "Zs", "P")), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text
)
SAID = st.lists(
    st.tuples(NAMES, st.lists(LINES, min_size=1, max_size=3).map("\n".join)), min_size=1, max_size=8
)


@FUZZ
@given(
    SAID,
    st.sampled_from(["{0}: 07-15 22:01:{1:02}", "{0} 2022/11/17 21:{1:02}", "{0}, [17.11.2022 21:{1:02}]"]),
)
def test_fuzz_what_was_copied_is_read_back(said: list[tuple[str, str]], head: str) -> None:
    text = "\n\n".join(f"{head.format(name, at)}\n{words}" for at, (name, words) in enumerate(said))
    found = [one for one in messages(text, today=TODAY) if isinstance(one, Message)]
    assert [(m.sender.name, m.text) for m in found if m.kind == "text"] == [
        one for one, m in zip(said, found, strict=True) if m.kind == "text"
    ]
