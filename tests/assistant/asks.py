"""What kind of thing a question is told to ask for, by its words alone."""

from __future__ import annotations

from datetime import UTC, datetime

from zhiji.assistant.plain import plain
from zhiji.assistant.question import Named, understand
from zhiji.assistant.routes import Route

NOW = datetime(2032, 9, 15, 12, tzinfo=UTC)


def route_of(question: str, *names: str) -> Route:
    """The way of a question that names these people."""
    named = [Named(name, frozenset({at})) for at, name in enumerate(names, start=1)]
    return understand(plain(question), now=NOW, named=named).route
