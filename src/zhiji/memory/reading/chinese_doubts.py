"""What only looks like a fact of who writes Chinese: a part that is played, an animal's ways, what is still ahead."""

from __future__ import annotations

import re
from datetime import timedelta

from zhiji.language import fold
from zhiji.language.times import find_times
from zhiji.memory.reading.chinese_pieces import Piece
from zhiji.memory.reading.chinese_places import KNOWN_PLACE
from zhiji.memory.records import Relation
from zhiji.memory.thread import Line, Thread

_PART = re.compile(
    r"扮演|角色扮演|(?:你|咱们?|我们)(?:来)?演|假装(?:你|我)|模拟(?:面试|对话|一下|一场)|\b(?:pretend|role ?-?play)\b",
    re.I,
)
_PART_OVER = re.compile(
    r"出戏|不演了|演完|演到这|(?:练习|模拟|角色扮演)(?:结束|完)|\b(?:stop (?:pretending|the role ?play)|end of role ?play)\b",
    re.I,
)
_PLAYED, _PLAYING = 12, timedelta(hours=2)  # lines and time that a part is played for
_ANIMALS = re.compile(r"它|(?:^|[\s,，])[公母](?:的|猫|狗)|绝育|狗粮|猫粮|疫苗本|尾巴")
_OF_ANIMALS: frozenset[Relation] = frozenset(
    ("age", "diet", "allergy", "health", "likes", "dislikes", "name", "event")
)
# What has a name of its own: 有女朋友了 叫小满, 开了家店 名字叫好味.
_HAS = re.compile(
    r"有(?:了)?(?:个|一个)?(?:新)?(?:男朋友|女朋友|男友|女友|对象|室友|同事|老师)|[开盘租顶]了?[^\s,，]{0,6}(?:店|铺|门面|公司|工作室|摊|馆)|(?:^|[\s,，])(?:开店|开张|创业)|养了?|捡了|领养|书|歌|电影|剧|游戏"
)
_GOES = re.compile("^[^了过着咗在]*去[^了过着咗在]*$")
_REPORTS = re.compile(rf"(?:去|到){KNOWN_PLACE}报到.*")
_RETIRES = re.compile(r"就(?:要|正式)?[^\s,，]{0,2}退休")  # ends in 了 and is still ahead


def plays(thread: Thread, at: int, line: Line) -> bool:
    """Whether who writes to an assistant plays a part there."""
    for one in thread.before(at, _PLAYED):
        if line.when - one.when > _PLAYING or _PART_OVER.search(fold(one.text)):
            return False
        if one.sender == line.sender and _PART.search(fold(one.text)):
            return True
    return False


def speaks_of_another(relation: Relation, piece: Piece, found: re.Match[str]) -> bool:
    """Whether words without a subject are of an animal, or name what was just told of."""
    text = fold(piece.line.text)
    if relation in _OF_ANIMALS and _ANIMALS.search(text):
        return True
    return relation == "name" and _HAS.search(text[: piece.start + found.start()]) is not None


def is_ahead(relation: Relation, piece: Piece, found: re.Match[str]) -> bool:
    """Whether one only goes to a home, a school or a pension, by a time that is told and still to come."""
    words, until = fold(found.group()), piece.line.text[: piece.start + found.end()]
    if relation == "employer":
        return _REPORTS.fullmatch(words) is not None  # to a town: one studies there as well
    goes = _GOES.search(words) if relation in ("home", "school") else None
    if not (goes or (relation == "job" and _RETIRES.search(fold(until)))):
        return False
    return any(one.start > piece.line.when for one in find_times(until, piece.line.when))
