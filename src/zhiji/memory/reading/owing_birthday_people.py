"""Whom a birthday is of: "my", "her", "my mum's", 你嫂子, or a name."""

from __future__ import annotations

import re

from zhiji.language.fold import fold
from zhiji.memory.reading.owing_birthday_words import KIN
from zhiji.memory.reading.owing_telling import addressee, named, who
from zhiji.memory.records import Subject
from zhiji.memory.thread import Thread

_NO_PERSON = re.compile(
    r"(?:the |our |my )?(?:company|school|club|church|firm|shop|team|band|town|city|country|nation|office|college|university|pub|restaurant|hospital|charity|choir|army|party|trust|park|store|place|house|wedding|car|league)'?s"
)
_KIN_NAMED = re.compile(
    r"(?:aunt(?:ie|y)?|uncle|grandma|grandpa|grandad|nana?|granny|gran|cousin|great-aunt|mrs?\.?|ms) [A-Z]",
    re.I,
)
# 你嫂子 is what a man calls his own wife to a friend.
_IN_LAWS = {"嫂子": "老婆", "弟妹": "老婆", "弟媳": "老婆", "姐夫": "老公", "妹夫": "老公"}
_PARENT = re.compile(r"妈|爸|爷|奶|外婆|外公|mum|mom|dad", re.I)
_TOLD_OF = re.compile(
    r"(?:^|[.!?,] ?|\b(?:and|but|so|our|my) )(?!I\b|It\b|That\b|This\b|She\b|He\b|They\b|We\b|You\b|There\b|What\b|Who\b|How\b)"
    r"((?:(?:Aunt(?:ie|y)?|Uncle|Grandma|Grandpa|Grandad|Nana?|Granny|Gran|Cousin|Mrs?\.?|Ms) )?[A-Z][a-z]+)(?:'s|'d|'ll)? (?:is|has|was|had|got|would|will|just|finally|went|says?|said|loves?|called|came|started)\b"
)
_PRONOUNS = {"he", "she", "his", "her", "他", "她"}


def person(thread: Thread, at: int, words: str, before: str, written: str = "") -> Subject | None:
    """Whom "my", "her", "my mum's" or a name means."""
    line = thread.lines[at]
    bare = words.strip()
    if _NO_PERSON.fullmatch(bare):
        return None
    if bare in ("", "i", "me", "my", "我", "俺", "额", "本人", "本宝宝"):
        return Subject(account=line.sender)
    if bare in ("your", "ur", "you", "u", "你", "您"):
        account = addressee(thread, at)
        return Subject(account=account) if account is not None else None
    if bare in _PRONOUNS:
        return _antecedent(thread, at, before)
    theirs = re.fullmatch(r"[他她佢](?:的|家)?(.+)", bare)
    if theirs:  # 他阿嬷: whoever he is
        return Subject(name=(written or bare)[-len(theirs[1]) :])
    yours = re.fullmatch(r"(?:your|ur) (.+?)(?:'?s)?", bare)
    if yours and KIN.fullmatch(f"my {yours[1]}"):
        account = addressee(thread, at)
        return Subject(name=yours[1], of=account) if account is not None else None
    kin = KIN.fullmatch(re.sub(r"'?s$", "", bare) if bare.startswith(("my ", "our ")) else bare)
    if kin and kin["whose"] == "你" and kin["zh"] in _IN_LAWS and not _PARENT.search(line.name):
        return Subject(name=_IN_LAWS[kin["zh"]], of=line.sender)
    if kin:
        account = addressee(thread, at) if kin["whose"] == "你" else line.sender
        return Subject(name=kin["en"] or kin["zh"], of=account)
    shown = (
        re.sub(r"['’]?s$", "", written or bare)
        if re.search(r"['’]s$", written or bare)
        else (written or bare)
    )
    shown = re.sub(r"^the (?=twins)", "", shown)
    if KIN.fullmatch(f"my {shown}"):
        return Subject(name=shown, of=line.sender)
    shown = re.sub(r"^(?:my|our) ", "", shown, flags=re.I)
    if who(thread, shown, line.sender).account is not None:
        return who(thread, shown, line.sender)
    if bare.endswith("'s") and shown.isalpha():
        return Subject(name=shown)  # "ana's bday", in a chat without capitals
    if _KIN_NAMED.match(shown):
        return Subject(name=shown)
    return Subject(name=shown) if shown[:1].isupper() or shown[:1] > "\u3400" else None


UNBORN = re.compile(r"预产期|[怀懷]孕|怀上|要当[爹爸妈娘]|肚子里")  # the child's year
_I = re.compile(r"我(?!们|家|的)|[你您]属|[你您]什么属")
_ASKS_SIGN = re.compile(r"[你您](?:是|呢)?(?:属|什么属|的?属相|的?生肖)|[你您]呢")


def spoken_of(thread: Thread, at: int, before: str, sign: str) -> Subject | None:
    """Whom a sign is of that is told without a subject: who was asked about, or who writes; none for an echo."""
    line = thread.lines[at]
    near = [one for one in thread.before(at, 2) if (line.when - one.when).days < 1]
    if any(f"属{sign}" in fold(one.text) for one in near if one.sender != line.sender):
        return None
    kin = list(KIN.finditer(before))
    if kin:
        account = addressee(thread, at) if kin[-1]["whose"] == "你" else line.sender
        return Subject(name=kin[-1]["en"] or kin[-1]["zh"], of=account)
    if _I.search(before):
        return Subject(account=line.sender)
    for other in near:
        words = fold(other.text)
        kin = list(KIN.finditer(words))
        if kin and not _ASKS_SIGN.search(words):
            return Subject(name=kin[-1]["en"] or kin[-1]["zh"], of=line.sender)
        if kin or _I.search(words):
            break
    return Subject(account=line.sender)


def _antecedent(thread: Thread, at: int, before: str) -> Subject | None:
    """The last person of whom a message has spoken before a pronoun."""
    line = thread.lines[at]
    kin = list(KIN.finditer(before))
    if kin:
        account = addressee(thread, at) if kin[-1]["whose"] == "你" else line.sender
        return Subject(name=kin[-1]["en"] or kin[-1]["zh"], of=account)
    spoken = named(thread, before, but=line.sender)
    if len(spoken) == 1 and not thread.is_direct:
        return Subject(account=spoken[-1])
    return _spoken_of(thread, at, len(before))


def _spoken_of(thread: Thread, at: int, place: int) -> Subject | None:
    """The one person of whom the words before a pronoun, or its writer's and the other's last lines, tell by name."""
    line = thread.lines[at]
    for text in (line.text[:place], *(one.text for one in thread.before(at, 2))):
        names = [found[1] for found in _TOLD_OF.finditer(text) if thread.called(found[1]) is None]
        if names:
            return Subject(name=names[-1])
    return None
