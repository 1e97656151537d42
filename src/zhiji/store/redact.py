"""Copies of forgotten words inside messages that are kept: quotes in replies, forwards, bundles, reactions.

Works on the neutral JSON of a message's fields, so that one rule serves messages and the records behind them. What a
person wrote themselves is theirs: their own text is touched only where it is a forwarded copy or marked as a quote.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import apsw

from zhiji.chat import Json, Message, from_json, to_json
from zhiji.store import names
from zhiji.store.sql import first_row

REDACTED = "[…]"
_TELLING = 8  # letters, a Chinese character counting as two: shorter texts are said by everybody
_LONG = 16  # from here on, a part of a quote gives it away
_QUOTED = 4  # in a reply to the very message
_BEGIN = 8
_BARE: Mapping[str, Any] = {"chat": "", "sender": "", "when": "2000-01-01T00:00:00Z", "text": ""}
_WIDE = 0x2E80
_CUT = re.compile(r"\s*(?:…|\.\.\.)\s*$")
_WECHAT_QUOTE = re.compile(r"\A「(?P<quote>.*?)」\s*\n\s*[-—–_ ]{3,}\s*\n", re.DOTALL)
_MAIL_QUOTE = re.compile(r"^>[ \t]?(?P<quote>.*(?:\n>.*)*)", re.MULTILINE)
_SAID_BY = re.compile(r"\A(?P<name>[^:：\n]{1,60})[:：]\s*", re.DOTALL)

Test = Callable[[str], bool]


def weight(text: str) -> int:
    """How much a text tells."""
    return len(text) + sum(ord(char) > _WIDE for char in text)


def is_telling(text: str) -> bool:
    """Whether a text is long enough that finding it elsewhere means it was copied."""
    return weight(text) >= _TELLING


class Copies:
    """Recognises copies of some texts: whole, cut off, or inside something longer."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._whole = {text for text in map(plain, texts) if is_telling(text)}
        self._begins: dict[str, list[str]] = defaultdict(list)
        for text in self._whole:
            if weight(text) >= _LONG and len(text) >= _BEGIN:
                self._begins[text[:_BEGIN]].append(text)

    def __call__(self, text: str) -> bool:
        """Whether a text is, or holds, such a copy."""
        said = plain(text)
        if said in self._whole:
            return True
        return weight(said) >= _LONG and (self._cut_off(said) or self._inside(said))

    def _cut_off(self, said: str) -> bool:
        begin = _CUT.sub("", said)
        return weight(begin) >= _LONG and any(
            text.startswith(begin) for text in self._begins.get(begin[:_BEGIN], ())
        )

    def _inside(self, said: str) -> bool:
        return any(
            said.startswith(text, at)
            for at in range(len(said) - _BEGIN + 1)
            for text in self._begins.get(said[at : at + _BEGIN], ())
        )


@dataclass(slots=True)
class Redactor:
    """Takes copies and names out of a message's fields; `taken` collects what it took, `changed` tells if anything."""

    is_copy: Test
    is_name: Test
    gone: Sequence[str] = ()  # what the message said that this one replies to, if it is forgotten
    taken: set[str] = field(default_factory=set)
    changed: bool = False

    def fields(self, record: Mapping[str, Json]) -> dict[str, Json]:
        """The fields without copies and names; the same ones where there is nothing to take."""
        fresh = dict(record)
        for name, rule in _RULES.items():
            if name in fresh:
                fresh[name] = rule(self, fresh[name])
        text = fresh.get("text")
        if isinstance(text, str) and text:
            fresh["text"] = self.text(text, forwarded=bool(fresh.get("forwarded")))
        return {name: value for name, value in fresh.items() if value not in ([], {})}

    def text(self, text: str, *, forwarded: bool) -> str:
        """A person's own text, without the quotes in it."""
        if forwarded and self.is_copy(text):
            return self._take(text)
        if text.startswith("「"):
            text = _WECHAT_QUOTE.sub(self._unquoted, text)
        if ">" in text:
            text = _MAIL_QUOTE.sub(self._unquoted, text)
        return text

    def _unquoted(self, found: re.Match[str]) -> str:
        quote = found["quote"]
        said_by = _SAID_BY.match(quote)
        bare = quote.replace("\n> ", "\n").replace("\n>", "\n")
        words = bare[said_by.end() :] if said_by else bare
        named = said_by is not None and self.is_name(said_by["name"].strip())
        if not (named or self.is_copy(words) or self.is_copy(bare)):
            return found[0]
        self._take(words)
        whole, start = found[0], found.start("quote") - found.start()
        return whole[:start] + REDACTED + whole[start + len(quote) :]

    def _take(self, text: str) -> str:
        self.changed = True
        if text != REDACTED:
            self.taken.add(text)
        return REDACTED

    def _who(self, value: Json) -> Json:
        return self._take(value) if isinstance(value, str) and self.is_name(value) else value

    def _forwarded(self, value: Json) -> Json:
        if not isinstance(value, dict):
            return value
        return {name: self._who(one) if name in ("sender", "chat") else one for name, one in value.items()}

    def _parts(self, value: Json) -> Json:
        return [self._part(one) for one in value] if isinstance(value, list) else value

    def _part(self, one: Json) -> Json:
        if not isinstance(one, dict):
            return one
        part = dict(one)
        sender, text = part.get("sender"), part.get("text")
        theirs = isinstance(sender, str) and (sender == REDACTED or self.is_name(sender))
        if isinstance(text, str) and text and text != REDACTED and (theirs or self.is_copy(text)):
            part["text"] = self._take(text)
        if "sender" in part:
            part["sender"] = self._who(sender)
        if "parts" in part:
            part["parts"] = self._parts(part["parts"])
        return part

    def _reactions(self, value: Json) -> Json:
        return self._without(value, lambda one: one.get("sender") if isinstance(one, dict) else None)

    def _mentions(self, value: Json) -> Json:
        return self._without(value, lambda one: one)

    def _without(self, value: Json, name: Callable[[Json], Json]) -> Json:
        """A list without what bears a forgotten name."""
        if not isinstance(value, list):
            return value
        kept: list[Json] = []
        for one in value:
            who = name(one)
            if isinstance(who, str) and self.is_name(who):
                self._take(who)
            else:
                kept.append(one)
        return kept

    def _extra(self, value: Json) -> Json:
        if isinstance(value, dict):
            return {name: self._extra(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self._extra(one) for one in value]
        if isinstance(value, str) and len(value) > 1 and value != REDACTED and self._leaf(value):
            return self._take(value)
        return value

    def _leaf(self, value: str) -> bool:
        is_count = value.isdigit() and len(value) < _BEGIN  # more likely than somebody's number
        return (self.is_name(value) and not is_count) or self.is_copy(value) or self._quotes(value)

    def _quotes(self, value: str) -> bool:
        said = _CUT.sub("", plain(value))
        return weight(said) >= _QUOTED and any(
            said in one or one in said for one in map(plain, self.gone) if weight(one) >= _QUOTED
        )


_RULES: Mapping[str, Callable[[Redactor, Json], Json]] = {
    "forwarded": Redactor._forwarded,
    "parts": Redactor._parts,
    "reactions": Redactor._reactions,
    "mentions": Redactor._mentions,
    "extra": Redactor._extra,
}


def arriving(db: apsw.Connection) -> Callable[[Message], Message]:
    """What to do with messages that are added: take out of them what was forgotten before."""
    if first_row(db, "SELECT 1 FROM erased LIMIT 1") is None:
        return lambda message: message

    def redacted(message: Message) -> Message:
        m = message
        if not (m.forwarded or m.parts or m.mentions or m.reactions or m.extra or _may_quote(m.text)):
            return message
        redactor = Redactor(
            is_copy=lambda text: is_telling(text) and names.is_erased(db, plain(text)),
            is_name=lambda name: names.is_erased(db, name),
        )
        fields = redactor.fields({name: one for name, one in to_json(m).items() if name in {*_RULES, "text"}})
        if not redactor.changed:
            return message
        full = from_json({**_BARE, **fields}, {}, {})
        return replace(
            message,
            text=full.text,
            forwarded=full.forwarded,
            parts=full.parts,
            mentions=full.mentions,
            reactions=full.reactions,
            extra=full.extra,
        )

    return redacted


def _may_quote(text: str) -> bool:
    return text.startswith("「") or ">" in text


def plain(text: str) -> str:
    """A text without the differences in white space that copying makes."""
    return " ".join(text.split())
