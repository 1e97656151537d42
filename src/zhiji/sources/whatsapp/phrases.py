"""Looks up what WhatsApp itself wrote into an export, in any of its languages.

Phrases are compared "bare": without case, direction marks, a pair of angle brackets and the closing full stop.
"""

from __future__ import annotations

import re
from functools import cache

from zhiji.sources.whatsapp import media_words as media
from zhiji.sources.whatsapp import notice_words as notices
from zhiji.sources.whatsapp.lines import MARKS

LONGEST = 110  # characters; what is longer is no fixed phrase
_AROUND = " \n\t" + MARKS
_STOPS = ".。।․"
_BLANKS = {ord("\u00a0"): " ", ord("\u202f"): " ", ord("\u2009"): " ", ord("’"): "'"}
_PLAIN = _BLANKS | dict.fromkeys(map(ord, MARKS))


def bare(text: str) -> str:
    """A phrase as it is looked up."""
    plain = text.translate(_PLAIN).strip().rstrip(_STOPS)
    if plain[:1] == "<" and plain[-1:] == ">":
        plain = plain[1:-1].strip()
    return plain.rstrip(_STOPS).casefold()


def meaning(phrase: str) -> str | None:
    """What a whole bare phrase stands for: "deleted", "live" (location), "missed" (call), or the kind of what was left
    out of the export ("image", "voice" ... and "media" where it doesn't say)."""
    return _MEANINGS.get(phrase)


def may_have_meaning(line: str) -> bool:
    """A cheap look before `meaning` and `missed_at`, for lines without marks and brackets."""
    if len(line) > LONGEST:
        return False
    plain = line.strip().rstrip(_STOPS).casefold()
    return (
        not plain
        or plain == "null"
        or plain in _MEANINGS
        or plain[:4] in _MISSED_STARTS
        or "\u00a0" in line
        or (plain[:4] in _CALL_STARTS and any(char.isdigit() for char in plain[-9:]))
    )


def omitted_at_end(text: str) -> tuple[str, str] | None:
    """The kind of what was left out where its name or caption stands before the phrase, and that."""
    text = text.rstrip()
    found = _omitted_end().search(text, max(0, len(text) - LONGEST))
    return (_MEANINGS[bare(found["phrase"])], text[: found.start()]) if found else None


def without_edit_mark(text: str) -> str | None:
    """The text before the mark of an edit; None if there is no such mark."""
    text = text.rstrip(_AROUND)
    found = _EDIT_MARK.search(text, max(0, len(text) - LONGEST))
    if found is None:
        return None
    before, phrase = text[: found.start()], bare(found["phrase"])
    known = phrase in _EDITED or (ends_marked(before) and phrase not in _MEANINGS)
    return before if known and before.strip(_AROUND) else None


def ends_marked(before: str) -> bool:
    """Whether the mark that the app sets before its own words ends a text."""
    return "\u200e" in before[len(before.rstrip(_AROUND)) :]


def says_attached(word: str) -> bool:
    """Whether a word says that a file is attached: <attached: f> of iPhones, f (file attached) of Android."""
    return bare(word) in _ATTACHED


def says_place(word: str) -> bool:
    """Whether a word is the label before the link to a map."""
    return bare(word) in _PLACES


def deleted_by(phrase: str) -> bool:
    """Whether a bare phrase of the app's own tells which admin took a message back."""
    return len(phrase) < 2 * LONGEST and bool(_deleted_by().match(phrase))


def call(phrase: str) -> bool:
    """Whether a bare phrase of the app's own is about a call."""
    return bool(_calls().match(phrase))


def timed_call(phrase: str) -> bool:
    """Whether a bare phrase is a call and how long it took, and nothing else: "video call, 5 min"."""
    return len(phrase) < LONGEST and bool(_timed_calls().match(phrase))


def missed_at(phrase: str) -> bool:
    """Whether a bare phrase is a missed call with its hour, as old Android wrote it."""
    return bool(_missed_at().match(phrase))


def may_be_notice(text: str) -> bool:
    """A cheap look before `notice`, for texts that bear no mark."""
    return text[:9] in _NOTICE_STARTS


def notice(phrase: str) -> bool:
    """Whether a bare phrase tells of encryption, a business and the like, which nobody said or did."""
    return len(phrase) < 6 * LONGEST and bool(_notices().match(phrase))


def event(phrase: str) -> bool:
    """Whether a bare phrase of the app's own tells what somebody did to the chat."""
    return len(phrase) < 4 * LONGEST and bool(_events().match(phrase))


def of_a_group(phrase: str) -> bool:
    """Whether a bare system line can stand in a group only."""
    return bool(_groups().search(phrase, 0, 4 * LONGEST))


def _table(*blocks: str) -> list[str]:
    """The phrases of tables, as they are written there."""
    lines = (line.split(" ", 1)[1] for block in blocks for line in block.strip().splitlines())
    return [phrase.strip() for line in lines for phrase in line.split("|")]


def _exact(*blocks: str) -> frozenset[str]:
    return frozenset(bare(phrase) for phrase in _table(*blocks) if "…" not in phrase)


def _pattern(block: str, *, open_only: bool = False) -> re.Pattern[str]:
    """One pattern for all phrases of a table, from beginning to end."""
    phrases = {bare(phrase) for phrase in _table(block) if "…" in phrase or not open_only}
    parts = (".*?".join(map(re.escape, phrase.split("…"))) for phrase in sorted(phrases))
    return re.compile(rf"(?:{'|'.join(parts)})\Z", re.DOTALL)


_KINDS = {
    "image": media.IMAGE,
    "video": media.VIDEO,
    "audio": media.AUDIO,
    "voice": media.VOICE,
    "sticker": media.STICKER,
    "gif": media.GIF,
    "file": media.FILE,
    "contact": media.CONTACT,
    "media": media.MEDIA,
}
_MEANINGS = {bare(phrase): kind for kind, block in _KINDS.items() for phrase in _table(block)}
_MEANINGS |= dict.fromkeys(_exact(notices.DELETED), "deleted")
_MEANINGS |= dict.fromkeys(_exact(notices.MISSED_CALL), "missed")
_MEANINGS |= dict.fromkeys(_exact(notices.LIVE_LOCATION), "live")
_MISSED_STARTS = frozenset(phrase[:4] for phrase in _exact(notices.MISSED_CALL))
_CALL_STARTS = frozenset(phrase[:4] for phrase in _exact(notices.CALL))
_EDITED = _exact(notices.EDITED)
_ATTACHED = _exact(media.ATTACHED, media.FILE_ATTACHED)
_PLACES = _exact(media.LOCATION)
_NOTICE_STARTS = frozenset(phrase[:9] for phrase in _table(notices.NOTICE) if "…" not in phrase[:9])
_EDIT_MARK = re.compile(r"<(?P<phrase>[^<>:：\n]{4,60})>\Z")


@cache
def _omitted_end() -> re.Pattern[str]:
    phrases = (re.escape(one) for block in _KINDS.values() for one in _table(block) if "<" not in one)
    return re.compile(rf"[\u200e\u200f](?P<phrase>{'|'.join(phrases)})[.。]?\Z", re.IGNORECASE)


@cache
def _deleted_by() -> re.Pattern[str]:
    return _pattern(notices.DELETED, open_only=True)


@cache
def _missed_at() -> re.Pattern[str]:
    phrases = "|".join(sorted(map(re.escape, _exact(notices.MISSED_CALL)), key=len, reverse=True))
    return re.compile(rf"(?:{phrases})(?:\s[^\W\d]{{1,4}}){{0,2}}\s\d{{1,2}}[:.]\d\d(?:\s?\w\.?\s?\w\.?)?\Z")


@cache
def _calls() -> re.Pattern[str]:
    phrases = sorted(map(re.escape, _exact(notices.CALL, notices.MISSED_CALL)), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(phrases)})(?:\Z|[.,:;。，، ])")


@cache
def _timed_calls() -> re.Pattern[str]:
    phrases = sorted(map(re.escape, _exact(notices.CALL)), key=len, reverse=True)
    lasting = r"\d{1,3}\s?[^\W\d]{1,12}"
    return re.compile(rf"(?:{'|'.join(phrases)})[.,:;。，،]\s?{lasting}(?:\s{lasting})?\Z")


@cache
def _notices() -> re.Pattern[str]:
    return _pattern(notices.NOTICE)


@cache
def _events() -> re.Pattern[str]:
    return _pattern(notices.EVENT)


@cache
def _groups() -> re.Pattern[str]:
    words = [word for line in notices.GROUP.strip().splitlines() for word in line.split("|")]
    return re.compile("|".join(map(re.escape, words)))
