"""Forgetting what somebody names: the words understood as messages, those forgotten by the store."""

from __future__ import annotations

from datetime import datetime

from zhiji.errors import SettingError
from zhiji.finding import Name
from zhiji.people import Chats, People
from zhiji.search.query import When, span
from zhiji.store import Store
from zhiji.store.forget import Forgotten, Selection


def forget(
    store: Store,
    *,
    person: Name | None,
    chat: Name | None,
    before: When | None,
    message: int | None,
    now: datetime,
) -> Forgotten:
    """Forget the messages for which all that is given holds. Returns a receipt."""
    if person is None and chat is None and before is None and message is None:
        raise SettingError("forget wants a person, a chat, a time or a message.")
    people = People(store)
    parts = () if chat is None else Chats(store, people).resolve(chat).only().parts
    accounts = () if person is None else people.resolve(person).only().accounts
    selection = Selection(
        chats=frozenset(part.id for part in parts),
        accounts=frozenset(account.id for account in accounts),
        before=None if before is None else span(before, now=now)[0],
        messages=frozenset() if message is None else frozenset({message}),
    )
    return store.forget(selection)
