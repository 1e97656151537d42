"""When a reading says what a label says.

Right is a reading of the same kind, relation and message (or one that the label names in `also`), with words in common
with the label's quote, about the same subject, as much denied, with the same trust, and done or open alike. The value of a
fact, a birthday or a debt must be the label's too; that of the rest is the words themselves.
"""

from __future__ import annotations

import re

from benchmarks.remembering.corpus import Corpus, Row
from zhiji.language import fold, query_terms
from zhiji.memory.records import Reading, Subject

KINDS: dict[str, str] = {"question": "open_question"}  # a reading's kind, where the label calls it otherwise
_CJK = re.compile(r"[\u3400-\u9fff]")
ONE_TO_FORGIVE = {"plan", "promise", "decision"}
_WITH_VALUE = ("fact", "birthday", "debt")
_FEW = 0.6  # share of a value's words that the label must have, in value or quote


def agrees(reading: Reading, label: Row, corpus: Corpus, *, forgiving: bool = False) -> bool:
    """Whether a reading is that label; `forgiving` takes plan, promise and decision for one, as two labellers did in 27 messages."""
    mine, theirs = KINDS.get(reading.kind, reading.kind), label["kind"]
    same_kind = mine == theirs and reading.relation == label["relation"]
    return bool(
        (same_kind or (forgiving and {mine, theirs} <= ONE_TO_FORGIVE))
        and _same_words(reading, label, corpus)
        and _same_subject(reading.subject, label["subject"], corpus)
        and reading.negated == label["negated"]
        and reading.trust == label["trust"]
        and (
            reading.kind == "question"
            or (forgiving and not label["status"])
            or reading.status == label["status"]
        )
        and (reading.kind not in _WITH_VALUE or same_value(reading, label))
    )


def same_when(reading: Reading, label: Row) -> bool:
    """Whether a reading begins and ends when the label does; neither having a time counts as well."""
    if label["when"] is None or reading.when is None:
        return label["when"] is None and reading.when is None
    wanted = [moment.ljust(16, "T")[:16] for moment in map(_full, label["when"])]
    got = [moment.strftime("%Y-%m-%dT%H:%M") for moment in (reading.when.start, reading.when.end)]
    return got == wanted or (got[1][:10] == wanted[1][:10] and got[1] == wanted[1])


def same_value(reading: Reading, label: Row) -> bool:
    """Whether two short values mean the same, as far as words tell."""
    mine, theirs = _words(reading.value), _words(label["value"])
    numbers = _digits(label["value"])
    if numbers and reading.kind in ("birthday", "debt") and numbers != _digits(reading.value):
        return False
    if numbers and reading.kind == "debt":
        return True  # "$" is of many countries
    known = theirs | _words(label["quote"]) | set(numbers)
    enough = len(mine & known) >= _FEW * len(mine)
    comparable = bool(_CJK.search(reading.value)) == bool(_CJK.search(label["value"]))
    return bool(mine) and enough and (bool(mine & theirs) or not comparable or not theirs)


def _full(moment: str) -> str:
    return moment if "T" in moment else f"{moment}T00:00"


def _same_words(reading: Reading, label: Row, corpus: Corpus) -> bool:
    message = corpus.messages[reading.quote.message]
    if message["id"] in (label.get("also") or ()):
        return True
    if message["id"] != label["message"]:
        return False
    start = message["text"].find(label["quote"])
    return bool(reading.quote.start < start + len(label["quote"]) and start < reading.quote.stop)


def _same_subject(subject: Subject, wanted: str, corpus: Corpus) -> bool:
    if subject.account is not None:
        sender = corpus.senders[subject.account]
        return wanted in (sender, corpus.names[sender]) or fold(wanted) == fold(corpus.names[sender])
    mine, theirs = fold(subject.name), fold(wanted)
    shown = fold(corpus.names.get(wanted, wanted))
    return bool(mine) and (mine in theirs or theirs in mine or mine in shown or shown in mine)


def _words(text: str) -> set[str]:
    return set(query_terms(fold(text))) | {char for char in text if _CJK.match(char)}


def _digits(text: str) -> list[str]:
    return [number.lstrip("0") for number in re.findall(r"\d+", text)]
