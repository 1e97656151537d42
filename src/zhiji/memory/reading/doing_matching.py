"""Which earlier plan or promise a message ends: the one that shares its words or its deed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from zhiji.language import HAN, fold, query_terms
from zhiji.memory.reading.doing_english_talk import families
from zhiji.memory.reading.doing_english_words import words
from zhiji.memory.reading.doing_parts import ANY, MET, Ending
from zhiji.memory.records import GROUP, Reading
from zhiji.memory.thread import Line

_SELF = re.compile(r"我(?!们)|i\b", re.I)
_COMMON = frozenset(
    "的了我你他她它们在是有和就都也不这那个上下来去到好吗吧呢啊呀嘛给把被要会能可以一二三四五六七八九十两几点号月日年周天今明后早晚前中里外对跟让说没还再又很太最多少大小家人时候么什怎哈嘿哦嗯啦哟呗之其自己午夜周末晨刚才已经号初礼拜星期分半"
)
_GENERIC = words(
    "day week month year today tomorrow tonight morn even afternoon night monday tuesday wednesday thursday friday"
    " saturday sunday mon tue thu fri sat sun will go come get make do let say tell see know think thing time good"
    " great nice yes ok okay sure thank sorri realli just still back one two love lol yeah need want work veri much also"
    " done sent send till next th st nd rd weekend readi way look take help support updat post"
)
# Verbs that tell of the same deed: what was to be paid back is "sent", what was to be brought is "taken along".
_DEEDS = tuple(
    map(
        frozenset,
        (
            "到走去回来搬飞返报",
            "转还付打汇结交退给",
            "发寄传给邮送",
            "带送拿还给",
            "取拿领收买",
            "改弄搞修做写填画",
            "订定约买抢",
            "问说",
        ),
    )
)
_MUCH = 100  # characters; a message that tells of many things
_CURT = 40  # characters; a message that tells nothing else
_SHORT = 60  # characters; all words of a short message tell what it is about
_ARRIVED = frozenset({"go", "到"})
_DEED_CHARS = frozenset("转还付打汇结交退发寄传给送带拿取收买改弄搞做订定问说好完啦过")
_PREPARES = frozenset("买订定约抢寄发领问")
_VERBS = frozenset(["paid", "sent", "book", "order", "deliv", "fix", "clean", "wash", "call", "text"])
_AT_ONCE = timedelta(minutes=30)
_MOVES = re.compile(r"[去来回到接送陪]|\b(?:go|come|visit|join|meet|be there|make it)")
_SAYS_SO = re.compile(r"[了啦咗]|账|got it|here|thank|through|landed|arrived", re.I)
_FEW = 16  # characters of words that only say that something has come
_GIVEN = frozenset(["send", "pay", "bring"])
_GIVES = re.compile(r"[转还付发寄送汇打退补]|带[^着头]|alipay|venmo|zelle|paypal")
_PATIENCE = timedelta(days=45)  # after its time, or its telling, a doing isn't ended by a bare "done"


@dataclass(frozen=True, slots=True)
class Open:
    """A plan or promise that is still to be kept."""

    reading: Reading
    told: datetime
    topic: frozenset[str]  # words of it and of what it answers
    text: str  # the same as one text


def opened(reading: Reading, line: Line, around: str) -> Open:
    """A reading to be kept in mind until it is done, with the words around it."""
    said = line.text[reading.quote.start : reading.quote.stop] if len(line.text) > _SHORT else line.text
    text = fold(f"{said} {reading.value} {around}")
    return Open(reading, line.when, topic_of(text), text)


def topic_of(text: str) -> frozenset[str]:
    """What a text is about: stems, Chinese characters and pairs of them, without those that are everywhere."""
    folded = fold(text)
    terms = {
        term
        for term in query_terms(folded)
        if term not in _GENERIC and len(term) > 1 and not term.isdigit() and not set(term) <= _COMMON
    }
    return frozenset(terms | {char for char in folded if HAN.match(char) and char not in _COMMON})


def ended(ending: Ending, opens: list[Open], line: Line) -> Open | None:
    """The one that an ending ends; of equals the latest."""
    topic = topic_of(line.text if len(line.text) < _SHORT else ending.clause.text)
    rated = [
        (score, len(topic & topic_of(one.reading.value)), at, one)
        for at, one in enumerate(opens)
        if _may(ending, one, line) and (score := _score(ending, topic, one, line)) > 0
    ]
    return max(rated, key=lambda found: found[:3])[3] if rated else None


def _may(ending: Ending, one: Open, line: Line) -> bool:
    """Whether who says so can tell of it."""
    reading = one.reading
    if line.when <= one.told:
        return False
    if ending.stays_away and reading.subject == GROUP and _SELF.match(ending.clause.text):
        return False  # the others go
    doer = reading.subject.account == line.sender or reading.subject == GROUP
    told = reading.by == line.sender and reading.subject.account is None and reading.trust == "said"
    getter = any(who.account == line.sender for who in (reading.to, *reading.others) if who is not None)
    if ending.by == "doer":
        return doer or told
    if ending.by == "receiver":
        return getter and not doer
    return doer or told or getter


def _score(ending: Ending, topic: frozenset[str], one: Open, line: Line) -> int:
    """How well an ending fits; 0 if it doesn't."""
    shared = sum(2 if len(term) > 1 else 1 for term in topic & one.topic)
    is_plan = one.reading.kind == "plan"
    if ending.status == "cancelled":
        if ending.stays_away and is_plan and one.reading.when is not None and not _is_ahead(one, line):
            return 0  # that was
        next_plan = ending.stays_away and is_plan and _is_ahead(one, line)
        goes = not ending.stays_away or is_plan or _MOVES.search(one.text)
        return shared if shared >= 2 and goes else int(next_plan)
    if MET in ending.acts:
        return shared + 2 if is_plan and one.reading.others and _has_just_been(one, line) else 0
    same_act = _same_act(ending, one)
    if ending.acts & _ARRIVED:
        return shared + 1 if same_act and is_plan and _is_due(one, line) else 0
    if is_plan and ending.acts & _PREPARES and not ending.acts & set(one.reading.value):
        return 0  # a ticket bought is no journey made
    if shared >= 2 and is_plan and one.reading.when is not None and _is_due(one, line):
        return shared + 3 * same_act
    if shared >= (2 if len(line.text) < _MUCH else 4) and (same_act or ending.by != "doer" or not is_plan):
        return shared + 3 * same_act
    return _by_the_deed(ending, one, line, shared) if same_act or ending.by == "receiver" else 0


def _by_the_deed(ending: Ending, one: Open, line: Line, shared: int) -> int:
    """How well words fit that share little: "sent!", "到了"."""
    short, fresh = len(line.text) < _CURT, _is_fresh(one, line)
    if ending.by == "receiver":
        late = line.when - one.told > _AT_ONCE  # at once, it's the words that have come
        got = shared or (_is_curt(ending) and _gives(one) and (late or _SAYS_SO.search(ending.clause.text)))
        return shared + 1 if got and fresh and short and one.reading.kind == "promise" else 0
    curt = short and not _tells_more(ending)
    if one.reading.kind == "plan":
        return shared + 2 if (curt and _is_due(one, line)) or (shared and fresh) else 0
    return shared + 3 if fresh and (shared or curt) else 0


def _is_curt(ending: Ending) -> bool:
    """Whether words say that something has come, and not what: "got it", "到了"."""
    return len(topic_of(ending.clause.text)) <= 1 and len(ending.clause.text) <= _FEW


def _gives(one: Open) -> bool:
    """Whether a promise is to give, send or pay."""
    return bool(families(one.text) & _GIVEN or _GIVES.search(one.text))


def _same_act(ending: Ending, one: Open) -> bool:
    """Whether what was done is what was to be done, by its verb."""
    if ANY in ending.acts:
        return len(ending.clause.text) <= _FEW and one.reading.kind == "promise"
    for act in filter(HAN.match, ending.acts):
        if act in one.text or any(act in deed and deed & set(one.text) for deed in _DEEDS):
            return True
    return bool(ending.acts & families(one.text))


def _tells_more(ending: Ending) -> bool:
    """Whether what is done has a name of its own: "the list is sent" isn't the money."""
    left = {term for term in topic_of(ending.clause.text) if not families(term) and term not in _VERBS}
    known = _DEED_CHARS.union(*ending.acts)
    return sum(1 for term in left if not set(term) & known) > 1


def _is_fresh(one: Open, line: Line) -> bool:
    return line.when - _last(one) <= _PATIENCE


def _is_ahead(one: Open, line: Line) -> bool:
    return one.reading.when is not None and one.reading.when.end > line.when


def _is_due(one: Open, line: Line) -> bool:
    """Whether its time has come, give or take a few days."""
    when = one.reading.when
    if when is None:
        return bool(line.when - one.told <= _PATIENCE)
    return bool(when.start - timedelta(days=3) <= line.when <= when.end + _PATIENCE)


def _has_just_been(one: Open, line: Line) -> bool:
    """Whether its time has come, and was no longer ago than two days."""
    when = one.reading.when
    return when is not None and when.start <= line.when <= when.end + timedelta(days=2)


def _last(one: Open) -> datetime:
    return max(one.told, one.reading.when.end) if one.reading.when else one.told
