"""Which forms of debts a text has."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zhiji.memory.reading.needed import Sieve, needed
from zhiji.memory.reading.owing_telling import in_latin
from zhiji.memory.reading.owing_words import FORMS, HAS_SUM, Form

_OF_THINGS = frozenset(
    form for form in FORMS if "?P<sum>" not in form.pattern.pattern or "?P<thing>" in form.pattern.pattern
)


@lru_cache(maxsize=8192)  # each line is read again with all that follows it
def forms_in(folded: str) -> tuple[tuple[Form, re.Match[str]], ...]:
    """The forms of debts in a text, the surer first."""
    has_sum = HAS_SUM.search(folded) is not None
    tried = _sieve(latin=folded.isascii()).left(folded)
    return tuple(
        (form, found)
        for form in tried
        if has_sum or form in _OF_THINGS
        for found in form.pattern.finditer(folded)
    )


@cache
def _sieve(*, latin: bool) -> Sieve[Form]:
    forms = (form for form in FORMS if not latin or in_latin(form.pattern.pattern))
    return Sieve((form, needed(form.pattern)) for form in forms)
