from __future__ import annotations

import pytest

from tests.search.memory import Known, MemoryIndex, chatter, talk
from tests.search.test_ranking import NOW
from zhiji.search import find, parse
from zhiji.search.kinds import kinds


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("the photo of the dog", "image"),
        ("Where is that picture from the lake?", "image"),
        ("pictures of the cottage", "image"),
        ("What was in the photo Anna shared?", "image"),
        ("that voice note", ""),
        ("where is that voice note about the boiler", "voice"),
        ("Wei's voice message about the boiler", "voice"),
        ("the link Wei sent", "link"),
        ("Which link did my sister send me?", "link"),
        ("find the file", "file"),
        ("the pdf with the lease", "file"),
        ("Did Ben share any videos of the concert?", "video"),
        ("那张猫的照片", "image"),
        ("小雨发的链接", "link"),
        ("妈妈发给我的语音", "voice"),
        ("合同的文件在哪", "file"),
        ("谁发过婚礼的视频？", "video"),
        ("When is the photo class?", ""),
        ("Where was the photo of the lake taken?", ""),
        ("Why did Ben send the photo?", ""),
        ("What time is the video call?", ""),
        ("Who likes taking photos?", ""),
        ("the link between stress and sleep", ""),
        ("Did she file a complaint?", ""),
        ("How do I get the picture frame to her?", ""),
        ("语音识别怎么用", ""),
        ("视频会议几点", ""),
        ("周末去拍照吗", ""),
        ("想拍几张照片吗", ""),
        ("文件夹在桌上吗", ""),
    ],
)
def test_the_kind_is_taken_from_words_for_things_that_are_sent(question: str, kind: str) -> None:
    assert kinds(question) == ({kind} if kind else frozenset())


def test_a_photo_stands_higher_where_one_is_asked_for_and_nowhere_else() -> None:
    said = ("Ben", "my dog again"), ("Anna", "the dog barks")
    lines = [
        *chatter("Anna", "2024-05-01T10:00", ["Anna", "Ben"], 60),
        *talk("Anna", "2024-06-01T10:00", *said),
    ]
    index = MemoryIndex(lines, hanging={"my dog again": "image"})

    def best(query: str) -> str:
        hit = find(parse(query), index=index, anchors=Known(index), now=NOW)[0]
        return index.said[hit.entry.id]

    assert best("the photo of the dog") == "my dog again"
    assert best("the dog") != "my dog again"


def test_a_photo_without_words_is_found_beside_what_was_said_of_it() -> None:
    said = ("Ben", "look at this cottage"), ("Ben", ""), ("Anna", "where is it?")
    lines = [
        *chatter("Anna", "2024-05-01T10:00", ["Anna", "Ben"], 60),
        *talk("Anna", "2024-06-01T10:00", *said),
    ]
    index = MemoryIndex(lines, hanging={"": "image"})
    hits = find(parse("pictures of the cottage"), index=index, anchors=Known(index), now=NOW)
    assert "" in [index.said[hit.entry.id] for hit in hits[:2]]
    assert all("wordless" not in hit.parts for hit in hits if "kind" in hit.parts)
