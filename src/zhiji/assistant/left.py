"""One line on what left this computer for an answer: to whom, as what, and what was kept back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhiji.assistant.question import Language
from zhiji.store.ledger import Call, Left

_TEXTS = {
    "nothing": ("Nothing left this computer.", "没有任何内容离开这台电脑。"),
    "went": ("To {host} went {what}.", "发往 {host}：{what}。"),
    "and": (", ", "，"),
    "question": ("the question", "问题"),
    "and messages": ("the question and {messages}", "问题和 {messages}"),
    "as they are": ("with their names as they are", "姓名未替换"),
    "renamed": ("with pseudonyms for {count}", "其中 {count}换成了化名"),
    "masked": ("{count} kept back", "{count}没有发出"),
    "allowed": ("secrets allowed for this answer", "此次允许发出密码和证件号"),
}
_COUNTED = {
    "messages": ("message", "条消息"),
    "names": ("name", "个名字"),
    "secrets": ("secret", "处密码、证件号之类"),
    "pictures": ("picture", "张图片"),
}


def what_left(calls: Iterable[Call], language: Language, *, allow_secrets: bool = False) -> str:
    """What left in some calls, in a sentence for each host."""
    hosts: dict[str, list[Left]] = {}
    for call in calls:
        if call.left is not None:
            hosts.setdefault(call.host, []).append(call.left)
    if not hosts:
        return _text("nothing", language)
    told = (
        _text("went", language).format(host=host, what=_what(some, language, allow_secrets=allow_secrets))
        for host, some in hosts.items()
    )
    return ("" if language == "zh" else " ").join(told)


def _what(some: Sequence[Left], language: Language, *, allow_secrets: bool) -> str:
    messages, renamed = max(one.messages for one in some), max(one.renamed for one in some)
    masked, pictures = max(one.masked for one in some), max(one.pictures for one in some)
    parts = [_text("question", language)]
    if messages:
        parts = [_text("and messages", language).format(messages=_count(messages, "messages", language))]
        parts.append(
            _text("renamed", language).format(count=_count(renamed, "names", language))
            if renamed
            else _text("as they are", language)
        )
    if pictures:
        parts.append(_count(pictures, "pictures", language))
    if masked:
        parts.append(_text("masked", language).format(count=_count(masked, "secrets", language)))
    elif allow_secrets:
        parts.append(_text("allowed", language))
    return _text("and", language).join(parts)


def _text(name: str, language: Language) -> str:
    return _TEXTS[name][language == "zh"]


def _count(count: int, what: str, language: Language) -> str:
    one = _COUNTED[what][language == "zh"]
    return f"{count} {one}" if language == "zh" else f"{count} {one}{'s' if count != 1 else ''}"
