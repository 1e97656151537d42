"""The address book of a full export, and who it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from zhiji.chat import Contact
from zhiji.sources.telegram.records import Accounts

Reader = Callable[[Mapping[str, Any], Accounts], Contact | None]


def owner(personal: object, accounts: Accounts) -> Iterator[Contact]:
    """What `personal_information` says of the owner."""
    if isinstance(personal, dict) and (native := _user(personal.get("user_id"))):
        name = _name(personal)
        numbers = _numbers(personal)
        details = {key: personal[key] for key in ("username", "bio") if _words(personal.get(key))}
        if name or numbers or details:
            yield Contact(
                account=accounts.get(native, name),
                names=(name,) if name else (),
                numbers=numbers,
                details=details,
            )


def _saved(record: Mapping[str, Any], accounts: Accounts) -> Contact | None:
    """An entry of `contacts`; older exports have names and numbers only, no ids."""
    name, numbers = _name(record), _numbers(record)
    native = _user(record.get("user_id"))
    if not (native or name):
        return None
    return Contact(account=accounts.get(native, name), names=(name,) if name else (), numbers=numbers)


def _frequent(record: Mapping[str, Any], accounts: Accounts) -> Contact | None:
    """An entry of `frequent_contacts`: people, but groups and bots too."""
    native, name = _user(record.get("id")), record.get("name")
    if record.get("type") != "user" or not native or not isinstance(name, str) or not name.strip():
        return None
    return Contact(account=accounts.get(native, name.strip()), names=(name.strip(),))


LISTS: Mapping[str, Reader] = {"contacts": _saved, "frequent_contacts": _frequent}


def _user(number: object) -> str | None:
    """The account that a user's number is in messages; 0 stands for nobody."""
    if isinstance(number, bool) or not isinstance(number, int | str) or not str(number).strip("0"):
        return None
    return f"user{number}"


def _name(record: Mapping[str, Any]) -> str:
    parts = (record.get("first_name"), record.get("last_name"))
    return " ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())


def _numbers(record: Mapping[str, Any]) -> tuple[str, ...]:
    number = record.get("phone_number")
    return (number.strip(),) if isinstance(number, str) and number.strip() else ()


def _words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
