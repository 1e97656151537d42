"""What a message's body says: words that were typed, or what WhatsApp put in the place of something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from zhiji.chat import Attachment
from zhiji.chat.records import Json
from zhiji.sources.whatsapp import phrases
from zhiji.sources.whatsapp.lines import MARKS

_NOTHING: Mapping[str, Json] = {}
_IN_ANGLES = re.compile(
    rf"[<＜](?P<word>[^<>＜＞:：\n]{{2,30}})[:：][\s{MARKS}]*+(?P<file>[^<>＜＞\n]+)[>＞]"
)
_ANGLES_AFTER = re.compile(
    rf"\A[{MARKS}]*(?P<file>[^\n<>]+\.\w{{1,8}}) ?[{MARKS}]*<[{MARKS} ]*(?P<word>[^<>\n:]{{2,24}})>"
)
_IN_PARENTHESES = re.compile(
    rf"\A[{MARKS}]*(?P<file>[^\n]+?)[ {MARKS}]\((?P<word>[^()\n]{{2,40}})\)[{MARKS}]*(?:\n|\Z)"
)
_PAGES = re.compile(rf"\A(?P<name>.*?)[ {MARKS}]*•[ {MARKS}]*(?P<about>[^•\n]*?)[ {MARKS}]*\Z", re.DOTALL)
_MAP = re.compile(
    rf"\A(?:(?P<label>[^\n]{{1,200}}?)[:：][ {MARKS}]+)?(?P<link>https://maps\.google\.com/\?q=(?P<lat>-?\d+(?:\.\d+)?),(?P<lon>-?\d+(?:\.\d+)?))\S*\s*\Z"
)
_VENUE = re.compile(r"https://foursquare\.com/v/\S+\s*\Z")
_OPTION = re.compile(
    rf"\A[{MARKS}]*[^\s:：][^:：\n]{{0,30}}[:：] ?(?P<text>.+?) ?[\(（][{MARKS}]*(?P<votes>\d{{1,9}})[^()（）\n]*[\)）][{MARKS}]*\Z"
)
_ASKING = re.compile(rf"\A[{MARKS}]*[^\s:：][^:：\n]{{0,30}}[:：][ {MARKS}]*\Z")
_MENTION = re.compile("@\u2068([^\u2068\u2069\n]{1,100})\u2069")
_EDGES = "\u200e\u200f\u202a\u202c"
_BLANK = " \n\u200e\u200f\ufeff"
_ANY_MARK = str.maketrans("", "", MARKS)
# How file names tell what they are: Android's IMG-20200101-WA0001.jpg, the iPhone's 00000042-PHOTO-2020-01-01-12-00-00.jpg
_NAMED = re.compile(r"(?:\A|-)(IMG|PHOTO|VID|VIDEO|PTT|AUD|AUDIO|STK|STICKER|GIF|DOC)-", re.ASCII)
_SUFFIX = re.compile(r"\.\w{1,8}\Z")
_BY_NAME = {
    "IMG": "image", "PHOTO": "image", "VID": "video", "VIDEO": "video", "PTT": "voice", "AUD": "audio",
    "AUDIO": "audio", "STK": "sticker", "STICKER": "sticker", "GIF": "gif", "DOC": "file",
}  # fmt: skip
_SUFFIXES = {
    "image": "jpg jpeg png heic heif bmp tif tiff avif",
    "video": "mp4 mov 3gp avi mkv m4v webm mpg mpeg wmv",
    "audio": "mp3 m4a aac amr ogg oga wav flac caf wma",
    "voice": "opus",
    "sticker": "webp",
    "gif": "gif",
    "contact": "vcf",
}
_BY_SUFFIX = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}


@dataclass(frozen=True, slots=True)
class Body:
    """What one body holds."""

    text: str
    kind: str = "text"
    attachments: tuple[Attachment, ...] = ()
    mentions: tuple[str, ...] = ()
    recalled: bool = False
    nobodys: bool = False  # a notice that is no one's doing
    extra: Mapping[str, Json] = field(default_factory=lambda: _NOTHING)


def understand(raw: str, *, folder: str = "", by: str | None = None, speaks: bool = True) -> Body:
    """The meaning of a message's whole body.

    `folder` is where the chat lies in the export, "" or "a/b/"; `by` the name before the colon and `speaks` whether
    that name ever typed anything: an iPhone puts the group's name before what happens in a group.
    """
    if _is_plain(raw):
        if by and raw.startswith(by) and _tells_of(raw, by):
            return Body(raw.strip(), "system", nobodys=not speaks)
        return Body(raw.strip())
    text, extra = raw, _NOTHING
    if raw.rstrip(" \n" + MARKS)[-1:] == ">" and (before := phrases.without_edit_mark(raw)) is not None:
        text, extra = before, {"edited": True}
    found = _media(text, folder) or _phrase(text) or _place(text)
    if found is None and "\n" in text:
        found = _poll(text)
    if found is None:
        found = _app_line(text, by, speaks)
    if found is None:
        typed, mentions = _typed(text)
        return Body(typed, mentions=mentions, extra=extra)
    if extra:
        return Body(
            found.text,
            found.kind,
            found.attachments,
            found.mentions,
            found.recalled,
            found.nobodys,
            {**found.extra, **extra},
        )
    return found


def _is_plain(raw: str) -> bool:
    """A quick look that spares nearly all texts the slow ones."""
    if "<" in raw or "://maps.google" in raw or "://foursquare" in raw or phrases.may_be_notice(raw):
        return False
    if not raw.isascii() and (
        "\u200e" in raw or "\u200f" in raw or "\u2068" in raw or "\ufeff" in raw or "＜" in raw
    ):
        return False
    first = raw
    if "\n" in raw:
        first = raw[: raw.index("\n")]
        if first[-1:] in ":：":
            return False
    return first[-1:] != ")" and not phrases.may_have_meaning(first)


def _tells_of(raw: str, by: str) -> bool:
    """Whether a text that begins with its sender's name is the app's, and the mark before it got lost on the way."""
    phrase = phrases.bare(raw)
    return "\n" not in phrase and phrase != phrases.bare(by) and phrases.event(phrase)


def system_text(raw: str) -> str:
    """A line of the app's own, without marks."""
    return raw.translate(_ANY_MARK).strip()


def system_kind(raw: str) -> str:
    """The kind of a line without a sender: "system", or "call"."""
    phrase = phrases.bare(raw)
    return "call" if phrases.meaning(phrase) == "missed" or phrases.missed_at(phrase) else "system"


def kind_of_file(name: str) -> str:
    """What a file is, by its name."""
    suffix = name.rpartition(".")[2].lower()
    by_suffix = _BY_SUFFIX.get(suffix, "file")
    named = _NAMED.search(name)
    if named is None or by_suffix == "contact":
        return by_suffix
    by_name = _BY_NAME[named[1]]
    return "voice" if by_name == "audio" and suffix == "opus" and named[1] == "AUDIO" else by_name


def _typed(text: str) -> tuple[str, tuple[str, ...]]:
    """Words as they were typed, and who is mentioned in them."""
    text = text.strip()
    if text.isascii():
        return text, ()
    mentions: tuple[str, ...] = ()
    if "\u2068" in text:
        mentions = tuple(dict.fromkeys(name.removeprefix("~").strip() for name in _MENTION.findall(text)))
        text = _MENTION.sub(r"@\1", text)
    lines = text.replace("\ufeff", "").split("\n")
    return "\n".join(line.strip(_EDGES) for line in lines).strip(), mentions


def _media(text: str, folder: str) -> Body | None:
    """An attached file by name, with its caption before or after it."""
    if "<" in text or "＜" in text:
        found = _IN_ANGLES.search(text)
        if found:
            before, after = text[: found.start()], text[found.end() :]
            if phrases.ends_marked(before) or phrases.says_attached(found["word"]):
                return _attachment(found["file"], folder, before, after)
        found = _ANGLES_AFTER.match(text)
        if found and phrases.says_attached(found["word"]):
            return _attachment(found["file"], folder, "", text[found.end() :])
    if ")" in text and (found := _IN_PARENTHESES.match(text)):
        named = _NAMED.search(found["file"])
        if (named and text[0] in "\u200e\u200f") or (
            (named or _SUFFIX.search(found["file"])) and phrases.says_attached(found["word"])
        ):
            return _attachment(found["file"], folder, "", text[found.end() :])
    return None


def _attachment(file: str, folder: str, before: str, after: str) -> Body:
    file = file.strip(" " + MARKS)
    kind = kind_of_file(file)
    title, extra = _title(before)
    said, mentions = _typed(after if title else f"{before}\n{after}")
    if said == file:  # what Android proposes as a document's caption
        said = ""
    safe = file not in ("", ".", "..") and not re.search(r"[/\\\0]", file)
    attachment = Attachment(name=title or file, path=folder + file if safe else None)
    return Body(said, kind, (attachment,), mentions, extra=extra)


def _title(before: str) -> tuple[str, Mapping[str, Json]]:
    """The name that a document had, where it stands before the attachment: "report.pdf • 12 pages"."""
    if len(before) > 4 * phrases.LONGEST:  # longer than a file's name may be
        return "", _NOTHING
    found = _PAGES.match(before)
    name, about = (found["name"], found["about"]) if found else (before, "")
    name = system_text(name)
    if not found and not re.fullmatch(r"[^\n]+\.\w{1,8}", name):
        return "", _NOTHING
    pages = re.match(r"\d+", about.translate(_ANY_MARK))
    return name, {"pages": int(pages[0])} if pages else ({"about": about} if about else _NOTHING)


def _phrase(text: str) -> Body | None:
    """What a fixed phrase in the place of a body stands for; a caption follows on the next line."""
    first, _, rest = text.strip(_BLANK).partition("\n")
    if len(first) > phrases.LONGEST:
        return _left_out(text)
    phrase = phrases.bare(first)
    meaning = phrases.meaning(phrase)
    if meaning is None:
        if not first and not rest:  # a view-once picture; "null" is one too, or a call of old Androids
            return Body("", "media")
        if text == "null":
            return Body("", "media", extra={"placeholder": text})
        return _left_out(text) or _rarer(text, phrase)
    if meaning == "deleted":
        return Body("", recalled=True)
    if meaning == "live":
        return Body(_typed(rest)[0], "location", extra={"live": True})
    if meaning == "missed":
        return Body(system_text(text), "call")
    said, mentions = _typed(rest)
    return Body(said, meaning, mentions=mentions)


def _rarer(text: str, phrase: str) -> Body | None:
    if phrases.missed_at(phrase) or phrases.timed_call(phrase):
        return Body(system_text(text), "call")
    marked = text.lstrip()[:1] in ("\u200e", "\u200f")
    return Body("", recalled=True) if marked and phrases.deleted_by(phrase) else None


def _left_out(text: str) -> Body | None:
    """A document's name or a caption, and then that the file was left out."""
    found = phrases.omitted_at_end(text) if "\u200e" in text or "\u200f" in text else None
    if found is None:
        return None
    kind, before = found
    title, extra = _title(before) if kind == "file" else ("", _NOTHING)
    if title:
        return Body("", kind, (Attachment(name=title),), extra=extra)
    said, mentions = _typed(before)
    return Body(said, kind, mentions=mentions)


def _place(text: str) -> Body | None:
    """A location: the link alone where the label is the app's, the name and the link where it is a venue."""
    if "https://" not in text or len(text) > 9 * phrases.LONGEST:
        return None
    plain = text.strip(" \n" + MARKS)
    if found := _MAP.match(plain):
        label = found["label"]
        if label is None or (not phrases.says_place(label) and "\u200e" not in text and " " in label.strip()):
            return None
        said = found["link"] if label is None or phrases.says_place(label) else plain
        return Body(
            said, "location", extra={"latitude": float(found["lat"]), "longitude": float(found["lon"])}
        )
    if ": https://foursquare.com/v/" in plain and _VENUE.search(plain):
        return Body(_typed(plain)[0], "location")
    return None


def _poll(text: str) -> Body | None:
    """A poll: a word and a colon, the question, then one line for each answer with its votes."""
    lines = [line for line in text.strip().split("\n") if line.strip(" " + MARKS)]
    if len(lines) < 3 or not _ASKING.match(lines[0]):
        return None
    options = [_OPTION.match(line) for line in lines]
    first = next((at for at, option in enumerate(options) if option and at > 1), len(lines))
    answers = [option for option in options[first:] if option]
    if not answers or len(answers) != len(lines) - first:
        return None
    question = _typed("\n".join(lines[1:first]))[0]
    counts: list[Json] = [{"text": system_text(one["text"]), "votes": int(one["votes"])} for one in answers]
    said = "\n".join([question, *(system_text(one["text"]) for one in answers)])
    return Body(said, "poll", extra={"poll": {"question": question, "options": counts}})


def _app_line(text: str, by: str | None, speaks: bool) -> Body | None:
    """A notice, a call or an event that iPhones write as if somebody had said it."""
    marked = text.lstrip()[:1] in ("\u200e", "\u200f")
    if not marked and not phrases.may_be_notice(text.lstrip()):
        return None
    phrase = phrases.bare(text)
    if phrases.notice(phrase):
        return Body(system_text(text), "system", nobodys=True)
    if not marked:
        return None
    if phrases.call(phrase) and len(phrase) < phrases.LONGEST:
        return Body(system_text(text), "call")
    own = not speaks or bool(by and phrase.startswith(phrases.bare(by) + " "))
    if own or phrases.event(phrase):
        return Body(system_text(text), "system", nobodys=not speaks)
    return None
