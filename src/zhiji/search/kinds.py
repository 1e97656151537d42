"""The kind of message that a question is after: "the photo of the dog", "那条语音", "the link Wei sent".

Only where the word stands for a thing that was sent: a photo class, a video call and 语音识别 are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_ENGLISH: Mapping[str, str] = {
    "image": r"photos?|pics?|pictures?|selfies?|screenshots?|images?|snaps?",
    "voice": r"voice (?:notes?|messages?|memos?)|voicemails?|audios?|recordings?",
    "video": r"videos?|video clips?|clips?",
    "link": r"links?|urls?",
    "file": r"files?|pdfs?|attachments?|documents?|spreadsheets?",
}
_CHINESE: Mapping[str, str] = {
    "image": "照片|相片|图片|截图|自拍|图",
    "voice": "语音|录音",
    "video": "视频",
    "link": "链接|网址",
    "file": "文件|文档|附件|表格",
}
_SENT = r"(?:sent|send|sends|shared?|shares|showed|shown|shows?|posted|posts?|forwarded|forwards?|attached|uploaded|gave)"
_THE = r"(?:the|that|this|those|these|which|what|any|some|an?|all|my|his|her|their|our|last|first|\w+['’]s|\w+s['’])"
_WHOSE = r"(?:i|you|he|she|they|we|it|[A-Z]\w+|my \w+|our \w+|the \w+)"
# What may follow a thing, so that "photo class" and "video call" are none: nothing, a little word, or who sent it.
_AFTER = rf"(?=\s*(?:$|[?.!,;]|\b(?:of|with|from|that|which|where|about|in|on|at|to|for|is|are|was|were|did|does|{_SENT})\b|{_WHOSE}\s+{_SENT}\b))"
_OF = r"(?=\s+(?:of|from|with|about|that|which|where)\b)"
_HE_SENT = rf"(?=\s+(?:(?i:that|which)\s+)?(?:\w+\s+){{1,2}}{_SENT}\b)"
_SENDING = re.compile(rf"\b{_SENT}\b", re.I)
_LOOKING = re.compile(r"\b(?:where(?:'s| is| are)|find|look(?:ing)? for|search for|open)\b", re.I)

# Who took it, and where: that is told beside it.
_ABOUT = re.compile(
    r"\b(?:take|took|taken|taking|draw|drew|drawn|paint(?:ed)?)\b|^\s*(?:how|why)\b|\binspired\b|怎么拍|哪[里儿]?拍|为什么|怎么",
    re.I,
)

_SENT_CHINESE = r"(?:(?:发|传|分享|转发)(?:过来|过去|过|来|给|了|的)?|拍的)"
_NO_THING = r"(?!识别|助手|会议|通话|电话|聊天|夹|墙|课|柜|馆|书|片|形|标|案|网|号|平台|剪辑)"
_WHICH = r"(?:[那这哪][几些]?[张条个段份封]|[那这哪]些)[^，。？！,?]{0,12}?"


def kinds(question: str) -> frozenset[str]:
    """The kinds of messages that a question is after; empty if it isn't after any."""
    if _ABOUT.search(question):
        return frozenset()
    english = (kind for kind, words in _ENGLISH.items() if _is_thing(question, words))
    chinese = (kind for kind, words in _CHINESE.items() if _is_chinese_thing(question, words))
    return frozenset([*english, *chinese])


def _is_thing(question: str, words: str) -> bool:
    for found in re.finditer(rf"\b{_THE}\s+(?:[\w-]+\s+)?(?:{words})\b{_AFTER}", question, re.I):
        rest = question[found.end() :]
        if re.match(_OF, rest) or re.match(_HE_SENT, rest, re.I):
            return True
        if _SENDING.search(question) or _LOOKING.search(question):
            return True
    asked = rf"^\s*(?:(?:show|send|find)(?: me)?\s+)?(?:{words})\b(?:{_OF}|{_HE_SENT})"
    return bool(re.search(asked, question, re.I))


def _is_chinese_thing(question: str, words: str) -> bool:
    thing = rf"(?:{words}){_NO_THING}"
    ways: Iterable[str] = (
        rf"{_WHICH}{thing}",
        rf"{_SENT_CHINESE}[^，。？！,?]{{0,8}}?{thing}",
        rf"的{thing}(?=$|[，。？！,?]|在|呢|吗|是|里|上|有|谁|怎)",
        rf"{thing}(?:在哪|是谁发|谁发|呢)",
    )
    return any(re.search(way, question) for way in ways)
