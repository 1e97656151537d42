"""Patterns made over to tell only whether they fit somewhere, which is quicker: alternatives in the order that helps the engine.

The engine tries the alternatives of a pattern one by one at every place of a text, and passes over those at once whose
first character isn't there. Ours are long lists of words, often behind a `\\b`, which hides their first characters, or
without case, which makes each a step of its own. Where nobody asks what was found and where, they may be put in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

_parse: Callable[..., Any] | None = getattr(getattr(re, "_parser", None), "parse", None)
_Steps: Callable[..., Any] | None = getattr(getattr(re, "_parser", None), "SubPattern", None)
_compile: Callable[..., Any] | None = getattr(getattr(re, "_compiler", None), "compile", None)
_ASCII = 128
_CASED = 0x3000  # no script beyond has small and large letters, as far as patterns name any
_FEW = 8  # alternatives in front of others that are written out
_DEEP = 3  # how often that is done, one after the other
_MUCH = 150  # steps that may be written out more than once for it
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_KEPT = ("GROUPREF", "GROUPREF_EXISTS", "GROUPREF_IGNORE", "ATOMIC_GROUP", "POSSESSIVE_REPEAT")

Step = tuple[Any, Any]


class _AsItStands(Exception):
    """A pattern can't be made over: it tells small letters from large ones, or what was found before matters in it."""


def whether(pattern: str, flags: int = 0, *, only_ascii: bool = False) -> re.Pattern[str]:
    """A pattern that fits where the given one does; of one without case, where it does in small letters.

    With `only_ascii` that holds of such texts alone. One that can't be made over is compiled as it stands.
    """
    if _parse is None or _Steps is None or _compile is None:
        return re.compile(pattern, flags)  # no Python that we know
    tree = _parse(pattern, flags)
    try:
        steps = _made_over(list(tree), bool(flags & re.I), only_ascii)
    except _AsItStands:
        return re.compile(pattern, flags)
    if steps is None:
        return re.compile(r"(?!)")
    tree.state.flags &= ~re.I
    tree.state.groupdict.clear()
    made: re.Pattern[str] = _compile(_as_tree(steps, tree.state), flags & ~re.I)
    return made


# Steps made over; None is a step that no text of those in question has


def _made_over(steps: Iterable[Step], small: bool, only_ascii: bool) -> list[Step] | None:
    made: list[Step] = []
    for what, value in steps:
        one = _one(what, value, small, only_ascii)
        if one is None:
            return None
        made += one
    return made


def _one(what: Any, value: Any, small: bool, only_ascii: bool) -> list[Step] | None:
    name = str(what)
    if name in _KEPT:
        raise _AsItStands
    if name in ("LITERAL", "NOT_LITERAL"):
        code = _small(value) if small else value
        return None if only_ascii and name == "LITERAL" and code >= _ASCII else [(what, code)]
    if name == "IN":
        members = [_member(kind, one, small) for kind, one in value]
        return (
            None if only_ascii and all(_is_foreign(kind, one) for kind, one in members) else [(what, members)]
        )
    if name == "BRANCH":
        found = [one for part in value[1] if (one := _made_over(part, small, only_ascii)) is not None]
        return _either(what, found) if found else None
    if name == "SUBPATTERN":
        _, on, off, inner = value
        if on or off:
            raise _AsItStands
        return _made_over(inner, small, only_ascii)
    if name in _REPEATS:
        least, most, inner = value
        body = _made_over(inner, small, only_ascii)
        if body is None:
            return [] if not least else None
        return [(what, (least, most, body))]
    if name in ("ASSERT", "ASSERT_NOT"):
        body = _made_over(value[1], small, only_ascii)
        if body is None:
            return None if name == "ASSERT" else []
        return [(what, (value[0], body))]
    return [(what, value)]


def _small(code: int) -> int:
    small = chr(code).lower()
    if len(small) > 1:
        raise _AsItStands
    return ord(small)


def _member(what: Any, value: Any, small: bool) -> Step:
    """A member of a class of characters."""
    if not small or str(what) not in ("LITERAL", "RANGE"):
        return what, value
    if str(what) == "LITERAL":
        return what, _small(value)
    first, last = value
    if ord("A") <= first and last <= ord("Z"):
        return what, (_small(first), _small(last))
    if any(_small(code) != code for code in range(first, min(last + 1, _CASED))):
        raise _AsItStands
    return what, value


def _is_foreign(what: Any, value: Any) -> bool:
    """Whether a member of a class of characters is none of ASCII."""
    if str(what) == "LITERAL":
        return bool(value >= _ASCII)
    return str(what) == "RANGE" and bool(value[0] >= _ASCII)


# Alternatives


def _either(branch: Any, alternatives: list[list[Step]]) -> list[Step]:
    """A step that fits where one of them does; those that begin alike stand together."""
    literal: dict[Step, list[list[Step]]] = {}
    at: dict[Step, list[list[Step]]] = {}
    others: list[list[Step]] = []
    for one in _written_out(alternatives):
        name = str(one[0][0]) if one else ""
        if name in ("LITERAL", "AT"):
            (literal if name == "LITERAL" else at).setdefault(one[0], []).append(one[1:])
        elif one not in others:
            others.append(one)
    alike = [[first, *_either(branch, rest)] for first, rest in literal.items()]
    parts = [*alike, *others, *([first, *_either(branch, rest)] for first, rest in at.items())]
    return parts[0] if len(parts) == 1 else [(branch, (None, parts))]


def _written_out(alternatives: list[list[Step]]) -> list[list[Step]]:
    """Alternatives in front of others, and what may be left out there, as alternatives of their own."""
    for _ in range(_DEEP):
        more = [out for one in alternatives for out in _without_choice(one)]
        if len(more) == len(alternatives):
            break
        alternatives = more
    return alternatives


def _without_choice(steps: list[Step]) -> list[list[Step]]:
    if not steps:
        return [steps]
    (what, value), rest = steps[0], steps[1:]
    choices: list[list[Step]] = [[steps[0]]]
    if str(what) == "BRANCH" and len(value[1]) <= _FEW:
        choices = value[1]
    elif str(what) in _REPEATS and value[:2] == (0, 1):
        choices = [value[2], []]
    if len(choices) * _weight(rest) > _MUCH:
        return [steps]
    return [[*one, *rest] for one in choices]


def _weight(steps: Iterable[Step]) -> int:
    """How many steps there are, those within others too."""
    return sum(1 + sum(map(_weight, _within(str(what), value))) for what, value in steps)


def _within(name: str, value: Any) -> list[list[Step]]:
    if name == "BRANCH":
        return list(value[1])
    if name in _REPEATS:
        return [value[2]]
    return [value[1]] if name in ("ASSERT", "ASSERT_NOT") else []


def _as_tree(steps: Iterable[Step], state: Any) -> Any:
    """Steps as the engine's compiler takes them."""
    assert _Steps is not None
    return _Steps(state, [(what, _value(str(what), value, state)) for what, value in steps])


def _value(name: str, value: Any, state: Any) -> Any:
    if name == "BRANCH":
        return None, [_as_tree(one, state) for one in value[1]]
    if name in _REPEATS:
        return value[0], value[1], _as_tree(value[2], state)
    return (value[0], _as_tree(value[1], state)) if name in ("ASSERT", "ASSERT_NOT") else value
