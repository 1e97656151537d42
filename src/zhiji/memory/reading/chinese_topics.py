"""Whom a line in Chinese is about until it says so: by the lines before it, by the question that it answers."""

from __future__ import annotations

import re
from datetime import timedelta

from zhiji.language import HAN, fold
from zhiji.memory.reading.chinese_pieces import UNKNOWN, Subjects, absent, next_topic, pieces
from zhiji.memory.reading.chinese_words import KIN, any_of
from zhiji.memory.records import Subject
from zhiji.memory.thread import Line, Thread

WITHIN = timedelta(minutes=10)  # one goes on speaking of somebody


def topic_of(thread: Thread, at: int, line: Line) -> tuple[Subjects, bool]:
    """Whom a line is about until it says so, and whether that was told: by a question, or a moment before."""
    default = (Subject(account=line.sender),)
    before = next(thread.before(at, 1), None)
    if before is None or line.when - before.when > WITHIN or not HAN.search(before.text):
        return default, False
    if before.sender == line.sender:
        last = _last_topic(thread, at - 1, before)
        return (last, True) if last and last != default else (default, False)
    if not _QUESTION.search(before.text):
        return default, False
    return _asked_about(thread, at - 1, before, line), True


_ABSENT = re.compile(r"[他她佢]|\bta\b")
_LATELY = timedelta(minutes=30)  # 他 is somebody who was spoken of since then


def third(thread: Thread, at: int, line: Line) -> Subjects:
    """Whom 他 means if the line itself names nobody before it: the last that was named."""
    if not _ABSENT.search(line.text):
        return ()
    for back, before in enumerate(thread.before(at, 4), start=1):
        if line.when - before.when > _LATELY:
            break
        topic: Subjects = ()
        last: Subjects = ()
        for piece in pieces(thread, at - back, ()):
            topic = next_topic(thread, piece, topic)
            last = absent(thread, topic) or last
        if last:
            return last
    return ()


def _last_topic(thread: Thread, at: int, line: Line) -> Subjects:
    topic: Subjects = (Subject(account=line.sender),)
    for piece in pieces(thread, at, topic):
        topic = next_topic(thread, piece, piece.topic)
    return topic


_QUESTION = re.compile(r"[?？吗呢没么咩]\W*$|什么|哪|谁|几|多大|多少|贵姓|称呼|密码|怎么样|咋样|点啊")
_THIRD = re.compile(r"^(?:那)?(?:他|她|佢|ta)|(?:他|她|佢)(?:老人家|现在|今年|几|多|身体)")
_YOUR_KIN = re.compile(rf"你(?:家)?的?({KIN})")


def _asked_about(thread: Thread, at: int, question: Line, line: Line) -> Subjects:
    """你妈怎么样 asks for the mother of who answers, 小李搬哪了 for him."""
    if found := _YOUR_KIN.search(fold(question.text)):
        word = question.text[slice(*found.span(1))]
        return (Subject(name=word) if line.owner else Subject(name=word, of=line.sender),)
    if any(you in question.text for you in "你您"):
        return (Subject(account=line.sender),)
    if _THIRD.search(question.text):
        return _named_lately(thread, at, question)
    if found := _THEIR_KIN.match(fold(question.text)):  # 孙子多大了
        word = question.text[slice(*found.span(1))]
        return (Subject(name=word) if line.owner else Subject(name=word, of=line.sender),)
    topic = _last_topic(thread, at, question)
    if topic and topic != (Subject(account=question.sender),):
        return topic
    return _spoken_of(thread, at, question, line) or (Subject(account=line.sender),)


def _named_lately(thread: Thread, at: int, question: Line) -> Subjects:
    """Whom 他老人家多大了 asks after: the last kin that the line before it names."""
    before = next(thread.before(at, 1), None)
    if (
        before is None
        or question.when - before.when > WITHIN
        or not (kin := _YOUR_KIN.search(fold(before.text)))
    ):
        return UNKNOWN
    word = before.text[slice(*kin.span(1))]
    return (
        (Subject(name=word),)
        if question.sender in thread.owner
        else (Subject(name=word, of=question.sender),)
    )


def _spoken_of(thread: Thread, at: int, question: Line, line: Line) -> Subjects:
    """Somebody absent of whom the one who answers spoke a moment before: 妈又摔了 — 拍片子没 — 骨头没事."""
    before = next(thread.before(at, 1), None)
    if before is None or before.sender != line.sender or question.when - before.when > WITHIN:
        return UNKNOWN
    return absent(thread, _last_topic(thread, at - 1, before))


def patient_before(thread: Thread, at: int, line: Line) -> Subjects:
    """Whose illness a sender spoke of last, if that was not long ago: 手术顺利 goes on about her."""
    for back, before in enumerate(thread.before(at, _LINES), start=1):
        if line.when - before.when > _LASTING:
            return UNKNOWN
        if before.sender != line.sender or not _AILS.search(before.text):
            continue
        topic: Subjects = (Subject(account=line.sender),)
        for piece in pieces(thread, at - back, topic):
            topic = next_topic(thread, piece, topic)
            if _AILS.search(piece.text):
                return absent(thread, topic)
    return UNKNOWN


_LINES, _LASTING = 12, timedelta(days=14)
_AILS = re.compile(
    r"手[术術]|住院|入了?[咗院]|[骨癌]折?|摔|跌|中[风風]|[医醫]院|急[诊診]|icu|瘤|发烧|發燒|病|瘫|昏迷|化[疗療]|[抢搶]救|脑梗|心梗",
    re.I,
)
_THEIR_KIN = re.compile(
    rf"(?:那)?({any_of('孙子 孙女 外孙 外孙女 儿子 女儿 闺女 孩子 宝宝 娃 老婆 老公 媳妇 对象 女婿 儿媳')})(?=现在|今年|最近|多大|几岁|怎么|好[吗不没]|在哪|身体|叫|[\u4e00-\u9fff]{{0,6}}[吗呢没了]\W*$)"
)
