"""WeFlow's Markdown: a head with whose chat it is, then `## time name` above what was said.

What people typed is escaped, so that quotes, pictures and links are told apart from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from zhiji.chat import Account, BadRecord, Chat, Json, Message
from zhiji.sources.protocol import Entry
from zhiji.sources.wechat import content as c
from zhiji.sources.wechat import wording
from zhiji.sources.wechat.content import Said
from zhiji.sources.wechat.files import File, FileFormat
from zhiji.sources.wechat.people import ME, People, chat, is_group, is_me, message
from zhiji.sources.wechat.times import when

_ENDINGS = (".md", ".markdown")
_HEAD = re.compile(r"## (\d{4}\\?-\d\d\\?-\d\d \d\d:\d\d:\d\d)(?: (.*))?")
_TOOL = re.compile(r"^- 导出工具[:：] ?WeFlow", re.MULTILINE)
_FIELD = re.compile(r"- (会话ID|会话类型)[:：] ?(.*)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"(!?)\[((?:\\.|[^\[\]\\])*)\]\((?:<([^<>]*)>|([^()\s]*))\)")
_KINDS = {"语音文件": "voice", "语音": "voice", "视频文件": "video", "视频": "video"}
_STICKERS = ("表情", "Sticker")
_LONGEST = 4 << 20  # characters of one message
_LONGEST_LINE = 20_000  # of a line that is more than words


def _sureness(head: str) -> int:
    top = head[:8000].partition("\n## ")[0]
    return 3 if _TOOL.search(top) and "- 会话ID" in top else 0


def _read(file: File) -> Iterator[Entry]:
    reader = _Reader(file)
    head: re.Match[str] | None = None
    number, size = 0, 0
    lines: list[str] = []
    for place, line in file.export.lines(file.member):
        found = _HEAD.fullmatch(line) if len(line) < _LONGEST_LINE else None
        if found:
            if head:
                yield reader.entry(number, head, lines)
            head, number, lines, size = found, place, [], 0
        elif head:
            size += len(line) + 1
            if size <= _LONGEST:
                lines.append(line)
            elif size - len(line) - 1 <= _LONGEST:
                yield file.problem(f"line {place}", "a message ends here that is longer than any")
        elif len(line) < _LONGEST_LINE:
            reader.learn(line.lstrip("\ufeff"))
    if head:
        yield reader.entry(number, head, lines)


class _Reader:
    """Makes messages of what stands below each head."""

    def __init__(self, file: File) -> None:
        self._file, self._people = file, People()
        self._name = self._native = ""
        self._group: bool | None = None
        self._chat: Chat | None = None

    def learn(self, line: str) -> None:
        """Take in a line of the document's own head."""
        if line.startswith("# ") and not self._name:
            self._name = _plain(line[2:].strip())
        elif found := _FIELD.fullmatch(line.rstrip()):
            if found[1] == "会话ID":
                self._native = found[2].strip().removeprefix("`").removesuffix("`").replace("\\`", "`")
            else:
                self._group = "群" in found[2]

    def entry(self, number: int, head: re.Match[str], lines: list[str]) -> Entry:
        """The message, or what is wrong with it."""
        try:
            return self._message(head, lines)
        except BadRecord as error:
            return self._file.problem(f"line {number}", str(error))

    def _message(self, head: re.Match[str], lines: list[str]) -> Message:
        if self._chat is None:
            self._chat = chat(self._native or None, self._name, group=self._group)
        sender = self._sender(_plain((head[2] or "").strip()))
        return message(self._chat, sender, when(_plain(head[1])), _said(lines), folder=self._file.folder)

    def _sender(self, shown: str) -> Account:
        if is_me(shown):
            return self._people.get(None, ME, owner=True)
        direct = self._native and not is_group(self._native) and not self._group
        return self._people.get(self._native if direct else None, shown)


def _said(lines: list[str]) -> Said:
    at = 0
    while at < len(lines) and not lines[at].strip():
        at += 1
    quoted: list[str] = []
    while at < len(lines) and lines[at].startswith(">"):
        quoted.append(lines[at][1:].removeprefix(" "))
        at += 1
    body = "\n".join(lines[at:]).strip("\n")
    first, _, rest = body.partition("\n")
    found = _LINK.fullmatch(first) if len(first) < _LONGEST_LINE else None
    said = _linked(found, rest.strip("\n")) if found else wording.untyped(_plain(body))
    return replace(said, extra={**said.extra, "quoted": _quoted(quoted)}) if quoted else said


def _quoted(lines: list[str]) -> dict[str, Json]:
    sender, colon, words = _plain("\n".join(lines)).partition(": ")
    if not colon or "\n" in sender:
        sender, words = "", _plain("\n".join(lines))
    return {key: value for key, value in (("sender", sender), ("text", words)) if value}


def _linked(found: re.Match[str], rest: str) -> Said:
    """A picture, file or link, and what stands below it."""
    label, where = _plain(found[2]), found[3] if found[3] is not None else found[4]
    said = wording.untyped(_plain(rest)) if rest else Said("text")
    if not found[1] and c.is_url(where):
        if rest:
            return Said("text", f"{label} {where}\n{_plain(rest)}")
        return Said("link", label, extra={"url": where})
    kind = _KINDS.get(label, "file")
    if found[1]:
        kind = "sticker" if any(word in label for word in _STICKERS) else "image"
    if said.kind not in ("text", kind):
        said = Said("text", _plain(rest))
    if c.is_url(where):
        return replace(said, kind=kind, extra={**said.extra, "url": where})
    name = (said.file or label) if kind == "file" else ""
    return replace(said, kind=kind, path=unquote(where), file=name)


def _plain(text: str) -> str:
    """Words as they were typed, without what Markdown needs."""
    return _ESCAPED.sub(r"\1", text)


FORMAT = FileFormat(endings=_ENDINGS, sureness=_sureness, reading=_read)
