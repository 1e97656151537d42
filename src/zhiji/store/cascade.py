"""All that came from a message goes with it: what is derived, by kind, and what points to it.

The messages in question stand in the temporary table `gone`. A new kind of derived row needs its line in `DELETIONS`;
a kind without one can't be forgotten, so that it is noticed before it is shipped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import apsw

from zhiji.store import episodes, facts, rulings, vectors
from zhiji.store.sql import all_rows, first_row

_MESSAGES = "SELECT id FROM temp.gone"
_EVIDENCE = f"SELECT id FROM evidence WHERE message IN ({_MESSAGES})"

_CHUNK = 500
_RESTING = ("evidence", "derived_from", "transcript", "vector")  # tables that name a message

Deletion = Callable[[apsw.Connection, Sequence[int]], None]


def select(db: apsw.Connection, where: str, values: tuple[object, ...] = ()) -> int:
    """Put messages into the table `gone`; returns how many there are."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS gone (id INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM temp.gone")
    db.execute(f"INSERT INTO temp.gone SELECT id FROM message WHERE {where}", values)
    return int(db.changes())


def select_ids(db: apsw.Connection, numbers: Iterable[int]) -> None:
    """The same by their ids."""
    select(db, "false")
    db.executemany("INSERT INTO temp.gone VALUES (?)", [(number,) for number in numbers])


def drop_derived(db: apsw.Connection) -> None:
    """Take away what was derived from the messages in `gone`."""
    facts.drop(
        db, facts.resting_on(db, _MESSAGES)
    )  # it may say words of any of them; it is read again without
    rulings.loosen(db, _MESSAGES)
    episodes.drop_around(db, _MESSAGES)
    _drop_turns(db)
    _drop_registered(db)
    db.execute(f"DELETE FROM transcript WHERE message IN ({_MESSAGES})")
    held = all_rows(db, f"SELECT id FROM vector WHERE message IN ({_MESSAGES})")
    vectors.drop(db, [number for (number,) in held])
    db.execute(f"DELETE FROM evidence WHERE message IN ({_MESSAGES})")
    db.execute(f"DELETE FROM derived_from WHERE message IN ({_MESSAGES})")


def resting(db: apsw.Connection, numbers: Sequence[int]) -> set[int]:
    """Those of these messages that something was derived from."""
    found: set[int] = set()
    for start in range(0, len(numbers), _CHUNK):
        some = tuple(numbers[start : start + _CHUNK])
        marks = ",".join("?" * len(some))
        for table in _RESTING:
            sql = f"SELECT DISTINCT message FROM {table} WHERE message IN ({marks})"
            found |= {number for (number,) in all_rows(db, sql, some)}
    return found


def hand_over(db: apsw.Connection, number: int, target: int | None) -> None:
    """A message turned out to be another one, which says the same: what rests on it rests on that one."""
    if not resting(db, [number]):
        return
    if target is not None and _says_the_same(db, number, target):
        both = (target, number)
        db.execute("UPDATE evidence SET message = ? WHERE message = ?", both)
        db.execute("UPDATE OR IGNORE derived_from SET message = ? WHERE message = ?", both)
        db.execute("UPDATE transcript SET message = ? WHERE message = ?", both)
        facts.hand_over(db, number, target)
    select_ids(db, [number])
    drop_derived(db)


def _says_the_same(db: apsw.Connection, one: int, other: int) -> bool:
    texts = "SELECT count(DISTINCT text) FROM message WHERE id IN (?, ?)"
    return bool(first_row(db, texts, (one, other))[0] == 1)


def _drop_turns(db: apsw.Connection) -> None:
    """An answer that showed one of the messages is gone, with its question."""
    cited = f"SELECT DISTINCT turn FROM citation WHERE evidence IN ({_EVIDENCE})"
    drop_turns(db, [number for (number,) in all_rows(db, cited)])


def _drop_registered(db: apsw.Connection) -> None:
    found: dict[str, list[int]] = defaultdict(list)
    sql = f"SELECT DISTINCT kind, row FROM derived_from WHERE message IN ({_MESSAGES})"
    for kind, number in all_rows(db, sql):
        found[kind].append(number)
    for kind, numbers in found.items():
        DELETIONS[kind](db, numbers)
        each = [(kind, number) for number in numbers]
        db.executemany("DELETE FROM derived_from WHERE kind = ? AND row = ?", each)


def _by_id(table: str) -> Deletion:
    def drop(db: apsw.Connection, numbers: Sequence[int]) -> None:
        db.executemany(f"DELETE FROM {table} WHERE id = ?", [(number,) for number in numbers])

    return drop


def drop_turns(db: apsw.Connection, numbers: Sequence[int]) -> None:
    """Take answers away with their questions, what they quote and what was said of them; inside a transaction."""
    each = [(number,) for number in numbers]
    given = [row for one in each for (row,) in all_rows(db, "SELECT id FROM feedback WHERE turn = ?", one)]
    drop_feedback(db, given)
    cited = [row for one in each for row in all_rows(db, "SELECT evidence FROM citation WHERE turn = ?", one)]
    db.executemany("DELETE FROM citation WHERE turn = ?", each)
    db.executemany(_UNUSED, cited)
    db.executemany("DELETE FROM turn WHERE id = ?", each)
    db.executemany("DELETE FROM derived_from WHERE kind = 'turn' AND row = ?", each)
    if numbers:
        db.execute(
            "DELETE FROM dialogue WHERE NOT EXISTS (SELECT 1 FROM turn WHERE turn.dialogue = dialogue.id)"
        )


def drop_feedback(db: apsw.Connection, numbers: Sequence[int]) -> None:
    """Take feedback away with what was learned from it, and the answers that cite its notes; inside a transaction."""
    if not numbers:
        return
    each = [(number,) for number in numbers]
    db.executemany("DELETE FROM feedback WHERE id = ?", each)
    db.executemany("DELETE FROM derived_from WHERE kind = 'feedback' AND row = ?", each)
    db.executemany("DELETE FROM person_alias WHERE origin = 'feedback:' || ?", each)
    notes = f"VALUES {','.join(f'({-int(number)})' for number in numbers)}"
    facts.drop(db, facts.resting_on(db, notes))
    rulings.loosen(db, notes)
    citing = (
        f"SELECT DISTINCT turn FROM citation JOIN evidence ON evidence.id = evidence WHERE message IN ({notes})"
        f" UNION SELECT row FROM derived_from WHERE kind = 'turn' AND message IN ({notes})"
    )
    drop_turns(db, [number for (number,) in all_rows(db, citing)])
    db.execute(f"DELETE FROM evidence WHERE message IN ({notes})")


_UNUSED = (
    "DELETE FROM evidence WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM citation WHERE evidence = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM fact_evidence WHERE evidence = ?1)"
)
DELETIONS: Mapping[str, Deletion] = {
    "transcript": _by_id("transcript"),
    "fact": facts.drop,
    "ruling": rulings.drop,
    "episode": episodes.drop,
    "cache": _by_id("cache"),
    "turn": drop_turns,
    "feedback": drop_feedback,
    "approval": _by_id("approval"),
}
