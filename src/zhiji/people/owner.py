"""Whose archive it is: as exports tell, as the owner said, else as the chats of two people show."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from zhiji.chat import Account
from zhiji.people.matching import same_name
from zhiji.store.directory import Directory, Speakers

_GUESS = "owner_guess"
# What apps call the owner in an export of their own.
MYSELF = frozenset(
    {"You", "Me", "我", "你", "Du", "Ich", "Vous", "Moi", "Tú", "Yo", "Você", "Eu", "Tu", "Io", "Вы", "Я"}
)


def owner_accounts(directory: Directory, accounts: Mapping[int, Account]) -> set[int]:
    """The owner's accounts: those that were told, and for apps where none was told, those that were guessed."""
    denied = directory.denied_owner()
    told = {number for number, account in accounts.items() if account.owner and number not in denied}
    sources = {accounts[number].source for number in told}
    guessed = set(json.loads(directory.meta(_GUESS) or "[]")) & accounts.keys() - denied
    return told | {number for number in guessed if accounts[number].source not in sources}


def guess_owner(directory: Directory) -> None:
    """Look again who the owner seems to be in apps whose exports don't tell. Depends on what there is, not on its order."""
    accounts = directory.accounts()
    told = {account.source for account in accounts.values() if account.owner}
    apps = {account.source for account in accounts.values()} - told
    if not apps:
        return
    guessed: list[int] = []
    chats = directory.speakers()
    for source in sorted(apps):
        guessed += _guess([chat for chat in chats if chat.source == source], accounts)
    kept = json.dumps(guessed)
    if kept != (directory.meta(_GUESS) or "[]"):
        directory.set_meta(_GUESS, kept)


def _guess(chats: Iterable[Speakers], accounts: Mapping[int, Account]) -> list[int]:
    """The account that most chats point to, if more of them do than point to all others."""
    votes: Counter[int] = Counter()
    for chat in chats:
        votes.update(_points_to(chat, accounts))
    best, count = max(votes.items(), key=lambda vote: (vote[1], -vote[0]), default=(0, 0))
    return [best] if 2 * count > votes.total() else []


def _points_to(chat: Speakers, accounts: Mapping[int, Account]) -> list[int]:
    """In a chat of two that is named after one of them, the other one; whoever is called "You"."""
    named = [one for one in chat.accounts if any(same_name(accounts[one].name, name) for name in chat.names)]
    if len(chat.accounts) == 2 and len(named) == 1:
        return [one for one in chat.accounts if one not in named]
    return [one for one in chat.accounts if accounts[one].name in MYSELF]
