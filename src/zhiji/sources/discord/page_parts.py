"""The parts of a page that DiscordChatExporter made, told by the names that it gives them (2019 to 2026).

Tags are found here and not by `html.parser`, which takes several times as long: a page has some twenty for a message.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

_ROLES = {
    "preamble__entry": "heading",
    "chatlog__author": "author",
    "chatlog__author-name": "author",
    "chatlog__system-notification-author": "author",
    "chatlog__system-notification-content": "notice",
    "chatlog__timestamp": "time",
    "chatlog__short-timestamp": "time",
    "chatlog__system-notification-timestamp": "time",
    "chatlog__reply": "reply",
    "chatlog__reference": "reply",
    "chatlog__markdown-preserve": "text",
    "preserve-whitespace": "text",
    "chatlog__edited-timestamp": "edited",
    "chatlog__attachment": "file",
    "chatlog__embed": "embed",
    "chatlog__sticker": "sticker",
    "chatlog__reaction": "reaction",
}
_WHOLE = frozenset({"reply", "file", "embed", "sticker", "reaction"})  # whatever is in them is theirs
_SEEN_INTO = _WHOLE | {"text"}
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}
)
_LINKS = frozenset({"a", "img", "source"})
_MARKS = {"strong": "**", "em": "*", "u": "__", "s": "~~", "code": "`"}
_BLOCKS = frozenset({"div", "p", "br", "li", "blockquote", "h1", "h2", "h3", "pre"})
_RAW = frozenset({"script", "style"})
_DEEPEST = 200
_LONGEST_TAG, _LONGEST_COMMENT = 8_192, 1 << 18  # characters; a longer one is none
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*+)((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]++)(?:\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_COMMENT = re.compile(r"<!--.*?-->|<![^<>-][^<>]*>", re.DOTALL)
_TELLING = re.compile(r"chatlog__|preamble|preserve-whitespace|data-message-id")
_SCROLL = re.compile(r"scrollToMessage\(event,\s*'(\d{1,20})'\)")
_TITLE = re.compile(r"(?:Image|Video|Audio): (.+) \([^()]*\)", re.DOTALL)


@dataclass(slots=True)
class Found:
    """What a page tells of one message."""

    native: str
    author: str = ""
    author_name: str = ""
    times: list[str] = field(default_factory=list)  # as it stands there, in one or two forms
    text: str = ""
    notice: str = ""
    edited: bool = False
    reply_to: str = ""
    files: list[tuple[str, str]] = field(default_factory=list)  # address and name
    stickers: list[str] = field(default_factory=list)
    embeds: list[str] = field(default_factory=list)
    reactions: list[tuple[str, str]] = field(default_factory=list)  # emoji and how many


class Parts:
    """Reads a page as it comes; messages wait in `found`."""

    def __init__(self) -> None:
        self.found: deque[Found] = deque()
        self.heading: list[str] = []
        self.rest = ""  # what was not read yet, for its end is missing
        self._open: list[tuple[str, str]] = []  # open tags and the roles that they have
        self._role = ""  # of the innermost tag that has one
        self._raw = ""  # the tag of code that is being passed over
        self._words: list[str] = []  # of the innermost role
        self._one: Found | None = None
        self._author, self._author_name = "", ""
        self._emoji = self._file = self._file_name = ""

    def feed(self, text: str, *, last: bool = False) -> None:
        """Read on; what can't be told apart before its end comes waits, but for the last time."""
        page, at = self.rest + text, 0
        while True:
            if self._raw:
                at = self._after_code(page, at)
            begin = page.find("<", at) if not self._raw else -1
            if begin < 0:
                break
            match = _TAG.match(page, begin)
            end = match.end() if match else _after_other(page, begin, last=last)
            if end < 0:
                break
            if words := page[at : begin + (end == begin + 1)]:  # with the "<" that begins nothing
                self._say(words)
            at = end
            if match:
                self._tag(match)
        self.rest = page[at:]
        if last:
            self._say(self.rest)
            self.finish()

    def finish(self) -> None:
        """Take the message that is being read as whole."""
        if self._one is not None:
            self._one.author, self._one.author_name = self._author, self._author_name
            self.found.append(self._one)
            self._one = None

    def _after_code(self, page: str, at: int) -> int:
        """Where a script or style sheet ends, or how far it is known."""
        end = page.find(f"</{self._raw}", at)
        if end < 0:
            return max(at, len(page) - len(self._raw) - 2)
        self._raw = ""
        return end

    def _say(self, words: str) -> None:
        if self._role not in ("", "reply"):
            self._words.append(unescape(words))

    def _tag(self, match: re.Match[str]) -> None:
        closing, tag, attributes = match.groups()
        tag = tag.lower()
        if closing:
            self._end(tag)
        elif self._role in _SEEN_INTO or _TELLING.search(attributes):
            self._begin(tag, _attributes(attributes))
        elif tag not in _VOID:
            self._push(tag, "")
        if tag in _RAW and not closing:
            self._raw = tag

    def _push(self, tag: str, role: str) -> None:
        if len(self._open) < _DEEPEST:
            self._open.append((tag, role))
            self._role = role or self._role

    def _begin(self, tag: str, told: dict[str, str]) -> None:
        """A part begins, or a tag within one."""
        classes = told.get("class", "").split()
        if "chatlog__message-group" in classes:
            self.finish()
        if (native := told.get("data-message-id", "")).isdigit():
            self._message(native)
        role = next((_ROLES[one] for one in classes if one in _ROLES), "")
        if not role or self._role in _WHOLE:
            self._inside(tag, told, classes)
            role = ""
        else:
            self._enter(role, told)
        if tag not in _VOID:
            self._push(tag, role)

    def _end(self, tag: str) -> None:
        """A part ends, and with it what was left open in it."""
        if all(one != tag for one, _ in reversed(self._open)):
            return
        if (mark := _MARKS.get(tag)) and self._role == "text":
            self._words.append(mark)
        while self._open:
            one, role = self._open.pop()
            if role:
                self._leave(role)
                self._role = next((role for _, role in reversed(self._open) if role), "")
            if one == tag:
                break

    def _message(self, native: str) -> None:
        if self._one is None or self._one.native != native:  # in old pages two tags have the id
            self.finish()
            self._one = Found(native)

    def _enter(self, role: str, told: dict[str, str]) -> None:
        self._words = []
        if role == "author":
            self._author = told.get("data-user-id", "")
        elif role == "reaction":
            self._emoji = told.get("title", "")
        elif role == "file":
            self._file = self._file_name = ""
        elif self._one is not None:
            title = [told["title"]] if told.get("title") else []
            self._one.edited = self._one.edited or role == "edited"
            self._one.times += title if role == "time" else []
            self._one.stickers += title if role == "sticker" else []

    def _inside(self, tag: str, told: dict[str, str], classes: list[str]) -> None:
        """A tag within a part, or within none that matters."""
        role = self._role
        if role == "reply" and self._one is not None and (match := _SCROLL.search(told.get("onclick", ""))):
            self._one.reply_to = match[1]
        elif role == "file":
            if tag in _LINKS:
                self._file = self._file or told.get("href", "") or told.get("src", "")
            if match := _TITLE.fullmatch(told.get("title", "")):
                self._file_name = match[1]
        elif role == "reaction" and tag == "img":
            self._emoji = _emoji(told) or self._emoji
        elif role in ("text", "embed") and tag == "img" and any("emoji" in one for one in classes):
            self._words.append(_emoji(told))
        elif role == "text":
            self._words.append(_MARKS.get(tag, "\n" if tag == "br" else ""))
        elif role == "embed" and tag in _BLOCKS:
            self._words.append("\n")

    def _leave(self, role: str) -> None:
        text = "".join(self._words)
        self._words = []
        if role == "heading":
            self.heading.append(" ".join(text.split()))
        elif role == "author":
            self._author_name = " ".join(text.split())
        elif self._one is None:
            return
        elif role == "text":
            self._one.text = "\n".join(filter(None, (self._one.text, text.strip())))
        elif role == "notice":
            self._one.notice = " ".join(text.split())
        elif role == "time":
            self._one.times.append(" ".join(text.split()))
        elif role == "embed":
            lines = (line.strip() for line in text.split("\n"))
            self._one.embeds += [words] if (words := "\n".join(filter(None, lines))) else []
        elif role == "reaction":
            self._one.reactions.append((self._emoji, text.strip()))
        elif role == "file" and self._file:
            address = self._file if "://" in self._file else unquote(self._file)
            self._one.files.append((address, self._file_name))


def _after_other(page: str, at: int, *, last: bool) -> int:
    """Where a comment or declaration ends; behind the "<" that begins nothing; -1 if that isn't clear yet."""
    longest = _LONGEST_TAG
    if page.startswith("<!", at):
        if match := _COMMENT.match(page, at):
            return match.end()
        longest = _LONGEST_COMMENT
    return at + 1 if last or len(page) - at > longest else -1


def _attributes(text: str) -> dict[str, str]:
    found = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        value = double or single or bare
        found[name.lower()] = unescape(value) if "&" in value else value
    return found


def _emoji(told: dict[str, str]) -> str:
    name = told.get("alt", "")
    return f":{name}:" if name and name.isascii() and not name.startswith(":") else name
