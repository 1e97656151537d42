"""A keyring in memory, in place of the system's."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Self

import pytest


class Ring(ModuleType):
    """A keyring in memory."""

    def __init__(self) -> None:
        super().__init__("keyring")
        self.kept: dict[tuple[str, str], str] = {}
        self.errors = ModuleType("keyring.errors")
        self.errors.KeyringError = RuntimeError  # type: ignore[attr-defined]  # as the real one has it
        self.__spec__ = ModuleSpec("keyring", None)

    @classmethod
    def put(cls, monkeypatch: pytest.MonkeyPatch) -> Self:
        made = cls()
        monkeypatch.setitem(sys.modules, "keyring", made)
        monkeypatch.setitem(sys.modules, "keyring.errors", made.errors)
        return made

    def get_password(self, service: str, host: str) -> str | None:
        return self.kept.get((service, host))

    def set_password(self, service: str, host: str, key: str) -> None:
        self.kept[service, host] = key

    def delete_password(self, service: str, host: str) -> None:
        del self.kept[service, host]
