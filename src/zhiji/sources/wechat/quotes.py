"""Answers: own words, and what they answer. Each tool writes both into one text, in its own way."""

from __future__ import annotations

import re

from zhiji.chat import Json
from zhiji.sources.wechat.content import Said

_PYWXDUMP = re.compile(r"(.*?)\n\n\[引用\]\(([^()\n]*)\)(?:([^:：\n]*)[:：])?(.*)", re.DOTALL)
_MEMOTRACE = re.compile(r"(.*?)\n引用[:：](?:([^:：\n]*)[:：] ?)?(.*)", re.DOTALL)
_WX_CLI = re.compile(r"\[引用\] ?(.*?)(?:\n[ \t]*\u21b3 (.*))?", re.DOTALL)
_CHATLOG = re.compile(r"((?:> [^\n]*\n)+)(.*)", re.DOTALL)
_CHATLOG_HEAD = re.compile(r"(.*?)(?:\(([^()]*)\))? (?:[\d-]+ )?\d\d:\d\d:\d\d")
_WEFLOW = "[引用 "
_EMPTY = ("[引用消息]", "[引用]", "未知")


def quote(content: str, sender: str = "", words: str = "") -> Said:
    """An answer's own words; `sender` and `words` are what is answered, where the tool tells them apart as well."""
    for split in (_weflow, _pywxdump, _chatlog, _wx_cli, _memotrace):
        found = split(content)
        if found is not None:
            own, who, what = found
            return _answer(own, sender or who, words or what)
    return _answer(content, sender, words)


def is_quote(content: str) -> bool:
    """Whether a text of unknown kind is an answer, with what it answers."""
    return any(split(content) is not None for split in (_weflow, _pywxdump, _chatlog, _wx_cli, _memotrace))


def _answer(own: str, sender: str, words: str) -> Said:
    told: dict[str, Json] = {}
    if sender and sender not in _EMPTY:
        told["sender"] = sender
    if words and words not in _EMPTY:
        told["text"] = words
    own = "" if own in _EMPTY else own
    return Said("text", own, extra={"quoted": told} if told else {})


_Split = tuple[str, str, str] | None  # own words, who is answered, what is answered


def _weflow(content: str) -> _Split:
    at = content.find(_WEFLOW)
    if at < 0 or not content.endswith("]"):
        return None
    who, colon, what = content[at + len(_WEFLOW) : -1].partition("：")
    return (content[:at], who, what) if colon else (content[:at], "", who)


def _pywxdump(content: str) -> _Split:
    found = _PYWXDUMP.fullmatch(content) if "\n\n[引用](" in content else None
    return (found[1], (found[3] or "").strip(), found[4].strip()) if found else None


def _memotrace(content: str) -> _Split:
    found = _MEMOTRACE.fullmatch(content) if "\n引用" in content else None
    return (found[1], (found[2] or "").strip(), found[3].strip()) if found else None


def _wx_cli(content: str) -> _Split:
    found = _WX_CLI.fullmatch(content) if content.startswith("[引用]") else None
    return (found[1], "", (found[2] or "").strip()) if found else None


def _chatlog(content: str) -> _Split:
    found = _CHATLOG.match(content) if content.startswith("> ") else None
    if found is None:
        return None
    first, *others = [line[2:] for line in found[1].rstrip("\n").split("\n")]
    if first == "[引用]":
        return found[2], "", ""
    head = _CHATLOG_HEAD.fullmatch(first)
    return (found[2], head[1] or head[2] or "", "\n".join(others)) if head else None
