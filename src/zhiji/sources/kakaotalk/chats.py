"""The chat and the accounts that texts and tables of KakaoTalk speak of."""

from __future__ import annotations

from collections.abc import Collection

from zhiji.chat import Account, Chat
from zhiji.chat.records import ChatKind
from zhiji.sources.kakaotalk import words

SOURCE_NAME = "kakaotalk"
_SHOWN = 3  # names that stand for a chat without one


def chat(name: str, people: Collection[str], kind: ChatKind | None) -> Chat:
    """The chat of that name; without one it is called after its people."""
    if not name:
        some = sorted(people)
        name = ", ".join(some[:_SHOWN]) + (" …" if len(some) > _SHOWN else "") or "KakaoTalk"
    return Chat(name=name, source=SOURCE_NAME, kind=kind)


class Accounts:
    """Each person's account, made once."""

    def __init__(self, *, english: bool = False) -> None:
        self._owner = (*words.OWNER, *words.OWNER_EN) if english else words.OWNER
        self._made: dict[str, Account] = {}

    def of(self, name: str) -> Account:
        """The account of that name; "" is nobody's."""
        account = self._made.get(name)
        if account is None:
            account = Account(name=name, source=SOURCE_NAME, owner=name in self._owner)
            self._made[name] = account
        return account
