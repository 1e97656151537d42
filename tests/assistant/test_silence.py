"""Why there is no answer, and what a question has wrong: one sentence each, in either language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import zhiji
from tests.assistant.lives import kept
from zhiji.archive import Archive
from zhiji.assistant import Answer

NOW = "2031-05-20T09:00:00+02:00"
NAMES = {"me": "Ines", "ruth": "Ruth", "dad": "Dad", "lev": "Lev", "min": "敏姨"}


def said(chat: str, who: str, when: str, text: str, **more: Any) -> dict[str, Any]:
    """One message of a chat between Ines and somebody."""
    return {
        "id": f"{chat}-{when}", "chat": chat, "chat_name": NAMES[chat], "chat_kind": "direct", "sender": who,
        "sender_name": NAMES[who], "owner": who == "me", "when": f"{when}+02:00", "text": text, **more,
    }  # fmt: skip


CHATS = [
    said("ruth", "me", "2031-02-11T20:00:00", "between us: I'm selling the boat, please don't tell Dad"),
    said("ruth", "ruth", "2031-02-11T20:05:00", "oh no, really? my lips are sealed"),
    said("dad", "dad", "2031-02-14T09:00:00", "is the winter tarp still on?"),
    said("dad", "me", "2031-02-14T09:10:00", "yes, it holds"),
    said("lev", "lev", "2031-03-02T18:00:00", "I repainted the kitchen cupboards green over the weekend"),
    said("lev", "me", "2031-03-22T18:30:00", "are you home tonight?"),
    said("lev", "me", "2031-04-05T18:00:00", "how was the interview at the harbour office?"),
    said("lev", "lev", "2031-04-05T18:02:00", "", kind="voice"),
    said("min", "me", "2031-04-20T18:00:00", "我把院子里的老柿子树砍了，别告诉爸爸"),
    said("min", "min", "2031-04-20T18:09:00", "唉，砍了就砍了吧"),
]  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of these chats, to be read only."""
    return kept(tmp_path_factory.mktemp("silence"), CHATS)


def ask(archive: Archive, question: str) -> Answer:
    return archive.ask(question, now=NOW)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What does Oksana do for a living?", "Nobody called Oksana occurs in the chats I can read."),
        ("王芳什么时候搬家？", "在我能读到的聊天里，没有叫“王芳”的人。"),
        (
            "What did Lev and I talk about in July 2030?",
            "No message of that time, Jul 2030, is in these chats: the next of 2 Mar 2031.",
        ),
        (
            "2030年7月我和 Lev 聊了什么？",
            "2030年7月这段时间没有消息，之后第一条是2031年3月2日。",
        ),
        (
            "What did Lev say in his voice message on 5 April?",
            "There is a voice note from Lev of 5 Apr 2031 whose words I don't have, so I can't tell what is in it.",
        ),
        (
            "Lev 四月五号的语音里说了什么？",
            "有一条 Lev 2031年4月5日的语音，还没有文字，我不知道里面说了什么。",
        ),
        (
            "How was Lev's interview at the harbour office?",
            "It was answered by a voice note from Lev of 5 Apr 2031 whose words I don't have, so I can't tell what is in it.",
        ),
        ("What is the registration number of the boat?", "Not in the chats I can read."),
        ("Lev 的摩托车是什么牌子？", "在我能读到的聊天里没有。"),
    ],
)
def test_silence_says_what_is_lacking(archive: Archive, question: str, sentence: str) -> None:
    answer = ask(archive, question)
    assert answer.abstained
    assert answer.text.split("\n")[0] == sentence


@pytest.mark.parametrize(
    ("question", "opening", "quote"),
    [
        (
            "When did I tell Dad that I'm selling the boat?",
            "Not Dad: you told Ruth, on 11 Feb 2031.",
            "I'm selling the boat",
        ),
        (
            "我什么时候跟爸爸说过砍柿子树的？",
            "不是对爸爸说的：你是对敏姨说的，2031年4月20日。",
            "老柿子树",
        ),
        (
            "When did I repaint the kitchen cupboards green?",
            "Not you, as far as the chats tell: Lev wrote this, on 2 Mar 2031.",
            "repainted the kitchen cupboards",
        ),
    ],
)  # fmt: skip
def test_what_a_question_has_wrong_is_corrected_with_evidence(
    archive: Archive, question: str, opening: str, quote: str
) -> None:
    answer = ask(archive, question)
    assert answer.text.split("\n")[0] == opening
    assert quote in answer.citations[0].quote
    assert answer.corrected
    assert not answer.abstained


@pytest.mark.parametrize(
    "question",
    [
        "When did I tell Ruth that I'm selling the boat?",
        "When did Lev repaint the kitchen cupboards green?",
        "我什么时候跟敏姨说过砍柿子树的？",
    ],
)
def test_a_question_that_was_right_is_not_corrected(archive: Archive, question: str) -> None:
    answer = ask(archive, question)
    assert not answer.corrected
    assert not answer.abstained


def test_a_name_that_is_only_misspelled_is_no_stranger(archive: Archive) -> None:
    assert "Nobody called" not in ask(archive, "What did Ruthi say about the boat?").text


def test_the_message_that_tells_stands_before_the_one_that_asks(tmp_path: Path) -> None:
    rows = [
        said("lev", "lev", "2031-03-01T10:00:00", "the sauna was lovely! Do you like the sauna at the lake?"),
        said("lev", "me", "2031-03-01T10:01:00", "I go to the sauna at the lake every Tuesday. You?"),
        said("lev", "lev", "2031-03-01T10:02:00", "never been there"),
    ]
    with zhiji.open(tmp_path) as made:
        made.add(messages=rows)
        answer = ask(made, "When do I go to the sauna at the lake?")
    assert "every Tuesday" in answer.citations[0].quote
