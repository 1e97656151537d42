"""Address books: vCard files (.vcf) of phones, mail programs and clouds, versions 2.1, 3.0 and 4.0.

They hold no messages; what they say of people is kept beside the accounts of the chats. Read by our own few lines:
phones write cards that strict readers refuse as a whole (version 2.1 with unfolded quoted-printable, lines without a
colon, GBK), and one bad line must cost one line. RFC 6350, RFC 2426, vCard 2.1; checked on 2026-11-25.
"""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhiji.chat import Account, Contact, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.protocol import Entry, Guide, Peek

NAME = "contacts"
_BEGIN = re.compile(r"(?im)^\s*BEGIN:VCARD\s*$")
_SAFE = re.compile(r"\\(.)", re.DOTALL)
_DATE = re.compile(r"(?P<y>\d{4}|--)-?(?P<m>\d\d)-?(?P<d>\d\d)(?:[T ].*)?")
_NO_YEAR = "1604"  # stands for "no year" in cards of Apple
_LONGEST = 4 << 20  # characters of a card, pictures left out
_PICTURES = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_TITLES = {
    "ORG": "organisation",
    "TITLE": "title",
    "ROLE": "role",
    "NOTE": "note",
    "ADR": "address",
    "URL": "url",
    "ANNIVERSARY": "anniversary",
    "X-ANNIVERSARY": "anniversary",
    "RELATED": "related",
    "CATEGORIES": "groups",
    "GENDER": "gender",
    "X-ALTBDAY": "birthday",
    "X-QQ": "qq",
    "X-WECHAT": "wechat",
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "IMPP": "chat",
    "X-SOCIALPROFILE": "profile",
}
_NICKS = frozenset({"NICKNAME", "X-NICKNAME", "X-PHONETIC-FIRST-NAME", "X-PHONETIC-LAST-NAME", "SORT-STRING"})

GUIDE = Guide(
    title="Contacts",
    checked="2026-11-25",
    how_en="Phone or computer: open Contacts and choose Share or Export, as vCard (.vcf). Google: contacts.google.com, Export, vCard. "
    "iCloud: icloud.com/contacts, select all, Export vCard. Add the .vcf file.",
    how_zh="手机或电脑：打开通讯录，选择分享或导出，格式选 vCard（.vcf）。Google：contacts.google.com，导出为 vCard。"
    "iCloud：icloud.com/contacts，全选后导出 vCard。添加 .vcf 文件即可。",
    reads_en="Names, nicknames, numbers, mail addresses, birthdays, organisations, addresses and notes; so that `zhiji people suggest` can "
    "tell who is who across apps. Pictures are not kept.",
    reads_zh="读取姓名、昵称、电话、邮箱、生日、单位、地址和备注，`zhiji people suggest` 据此判断谁是同一个人。不保留照片。",
    files=("*.vcf", "*.vcard"),
)


class Contacts:
    """Reads vCard files."""

    name = NAME
    guide = GUIDE

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """Every .vcf."""
        return tuple(member for member in peek.members if member.lower().endswith((".vcf", ".vcard")))

    def recognises(self, peek: Peek) -> int:
        """3 if it begins with a card; in a zip or folder only where nothing else is surer."""
        if not peek.members:
            return 3 if _BEGIN.match(peek.text().lstrip("\ufeff \t\r\n")) else 0
        return 2 if any(_BEGIN.search(peek.text(one)) for one in self.wants(peek) if one in peek.first) else 0

    def read(self, export: Export) -> Iterator[Entry]:
        """A Contact for each card."""
        if not export.members:
            yield from _cards(export, None)
            return
        for member in (one for one in export.members if one.lower().endswith((".vcf", ".vcard"))):
            try:
                yield from _cards(export, member)
            except UnreadableFile as error:
                yield Problem(member, str(error))


@dataclass(slots=True)
class _Card:
    """A card while it is read."""

    full: str = ""
    parts: str = ""  # the name made of its parts
    uid: str | None = None
    names: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    birthday: str | None = None
    details: dict[str, list[str]] = field(default_factory=dict)
    size: int = 0


def _cards(export: Export, member: str | None) -> Iterator[Entry]:
    card: _Card | None = None
    place = f"{member}, " if member else ""
    for number, line in _unfolded(export, member):
        name, _, _ = line.partition(":")
        what = line.strip().upper()
        if what == "BEGIN:VCARD":
            card = _Card()
        elif what == "END:VCARD":
            if card is not None:
                yield _contact(card) or Problem(
                    f"{place}line {number}", "the card has no name, number or address."
                )
            card = None
        elif card is not None and line.strip():
            card.size += len(line)
            if not name or name == line or card.size > _LONGEST:
                yield Problem(
                    f"{place}line {number}", "it is no line of a card (NAME:value), or the card never ends."
                )
            else:
                _take(card, line)
    if card is not None:
        yield Problem(place.rstrip(", ") or export.name, "its last card is cut off.")


@dataclass(slots=True)
class _Held:
    """A line of a card while what was folded comes; nothing is put together before its end."""

    number: int = 0
    parts: list[str] = field(default_factory=list)
    size: int = 0
    quoted: bool = False  # in quoted-printable, which folds in a way of its own

    def take(self, part: str) -> None:
        """What belongs to the line, up to where no card's line goes."""
        if self.size <= _LONGEST:
            self.parts.append(part)
            self.size += len(part)

    def goes_on(self) -> bool:
        """Whether the next line belongs to it by the mark of quoted-printable, which is taken away then."""
        if not (self.parts and self.parts[-1].endswith("=")):
            return False
        if (
            not self.quoted
        ):  # asked once a line: if it is no, the line ends; the head may have been folded, too
            self.quoted = "QUOTED-PRINTABLE" in "".join(self.parts).partition(":")[0].upper()
        if not self.quoted:
            return False
        self.parts[-1] = self.parts[-1][:-1]
        return True


def _unfolded(export: Export, member: str | None) -> Iterator[tuple[int, str]]:
    """Lines of cards with what was folded put together; pictures are left out before they take room."""
    held, skipping = _Held(), False
    for number, raw in export.lines(member):
        line = raw.lstrip("\ufeff")
        if line[:1] in (" ", "\t") and (held.parts or skipping):
            if not skipping:
                held.take(line[1:])
            continue
        if held.goes_on():
            held.take(line)
            continue
        if whole := "".join(held.parts):
            yield held.number, whole
        head = line.partition(":")[0]
        kind = re.split("[;:]", line.rpartition(".")[2] if "." in head else line, maxsplit=1)[0]
        skipping = kind.upper() in _PICTURES
        held = _Held(number=number)
        if line and not skipping:
            held.take(line)
    if whole := "".join(held.parts):
        yield held.number, whole


def _take(card: _Card, line: str) -> None:
    """One property of a card."""
    head, _, raw = line.partition(":")
    name, *given = head.split(";")
    name = name.rpartition(".")[2].strip().upper()  # item1.TEL
    params = {key.upper(): value.strip('"') for key, _, value in (one.partition("=") for one in given)}
    value = _decoded(raw, params, given)
    if not value.strip(" ;"):
        return
    if name == "FN":
        card.full = card.full or _plain(value)
    elif name == "N":
        card.parts = _composed(value)
    elif name in _NICKS:
        card.names += [one for one in map(_plain, _split(value, ",")) if one]
    elif name == "TEL":
        card.numbers.append(re.sub(r"^tel:", "", _plain(value)).split(";")[0].strip())
    elif name == "EMAIL":
        card.emails.append(re.sub(r"^mailto:", "", _plain(value)).strip())
    elif name == "BDAY":
        card.birthday = _birthday(value.strip(), params) or card.birthday
    elif name == "UID":
        card.uid = _plain(value)
    elif name in _TITLES:
        told = ", ".join(one for one in map(_plain, _split(value, ";")) if one)
        card.details.setdefault(_TITLES[name], []).append(told)


def _decoded(raw: str, params: dict[str, str], given: list[str]) -> str:
    """A value as text; quoted-printable is decoded by the card's own character set."""
    if params.get("ENCODING", "").upper() != "QUOTED-PRINTABLE" and "QUOTED-PRINTABLE" not in map(
        str.upper, given
    ):
        return raw
    try:
        codec = codecs.lookup(params.get("CHARSET", "utf-8")).name
    except LookupError:
        codec = "utf-8"
    try:
        return quopri.decodestring(raw.encode("utf-8", "replace")).decode(codec, "replace")
    except (ValueError, LookupError):  # a codec that makes no text
        return raw


def _composed(value: str) -> str:
    """Family;Given;Additional;Prefix;Suffix as people say it: Chinese names without a space, surname first."""
    family, given, more, *_ = [*map(_plain, _split(value, ";")), "", "", ""]
    if re.search("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]", family + given):
        return f"{family}{given}{more}".strip()
    return " ".join(one for one in (given, more, family) if one)


def _split(value: str, mark: str) -> list[str]:
    return re.split(rf"(?<!\\){re.escape(mark)}", value)


def _plain(value: str) -> str:
    """A value without what escapes its marks."""
    return _SAFE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value).strip()


def _birthday(value: str, params: dict[str, str]) -> str | None:
    found = _DATE.fullmatch(value.removeprefix("VALUE=date:"))
    if found is None or not (1 <= int(found["m"]) <= 12 and 1 <= int(found["d"]) <= 31):
        return None
    year = found["y"]
    unknown = year in ("--", "0000", _NO_YEAR) or params.get("X-APPLE-OMIT-YEAR") == year
    return f"{'-' if unknown else year}-{found['m']}-{found['d']}"


def _contact(card: _Card) -> Contact | None:
    names = [one for one in dict.fromkeys((card.full, card.parts, *card.names)) if one]
    called = next(iter((*names, *card.details.get("organisation", ()), *card.numbers, *card.emails)), "")
    if not called:
        return None
    return Contact(
        account=Account(name=called, native=card.uid, source=NAME),
        names=tuple(one for one in names if one != called),
        numbers=tuple(dict.fromkeys(filter(None, card.numbers))),
        emails=tuple(dict.fromkeys(filter(None, card.emails))),
        birthday=card.birthday,
        details={title: "; ".join(dict.fromkeys(values)) for title, values in card.details.items()},
    )


SOURCE = Contacts()
