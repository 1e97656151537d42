"""What address books say of accounts, as neutral JSON: `{"_type": "account", ...}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhiji.chat.neutral import SOURCE, BadRecord
from zhiji.chat.records import Account, Contact, Json

_LISTS = ("names", "numbers", "emails")
_SAYING = frozenset({*_LISTS, "birthday", "details"})


def says_something(record: Mapping[str, Any]) -> bool:
    """Whether a `_type` row of an account tells more than its name."""
    return not _SAYING.isdisjoint(record)


def contact_to_json(contact: Contact) -> dict[str, Json]:
    """The neutral JSON object of a contact; what is absent or empty is left out."""
    account = contact.account
    record: dict[str, Json] = {"_type": "account", "sender": account.key}
    if account.name != account.key:
        record["sender_name"] = account.name
    if account.owner:
        record["owner"] = True
    if account.source != SOURCE:
        record["source"] = account.source
    if account.scope:
        record["scope"] = account.scope
    if account.native is None:
        record["named"] = ["sender"]
    for name in _LISTS:
        if values := getattr(contact, name):
            record[name] = list(values)
    if contact.birthday is not None:
        record["birthday"] = contact.birthday
    if contact.details or not says_something(record):
        record["details"] = dict(contact.details)
    return record


def contact_from_json(record: Mapping[str, Any]) -> Contact:
    """The contact that a neutral JSON object describes. Raises BadRecord."""
    key = _text("sender", record.get("sender", record.get("id")))
    if not key:
        raise BadRecord("'sender' is missing")
    name = record.get("sender_name", record.get("name"))
    named = record.get("named") or ()
    account = Account(
        native=None if isinstance(named, list | tuple) and "sender" in named else key,
        name=key if name is None else _text("sender_name", name) or "",
        owner=record.get("owner") is True,
        source=_text("source", record.get("source")) or SOURCE,
        scope=_text("scope", record.get("scope")) or "",
    )
    details = record.get("details") or {}
    if not isinstance(details, Mapping):
        raise BadRecord("'details' is not an object")
    return Contact(
        account=account,
        names=_texts("names", record),
        numbers=_texts("numbers", record),
        emails=_texts("emails", record),
        birthday=_text("birthday", record.get("birthday")),
        details={str(key): _text(f"details.{key}", value) or "" for key, value in details.items()},
    )


def _texts(name: str, record: Mapping[str, Any]) -> tuple[str, ...]:
    values = record.get(name) or ()
    if not isinstance(values, list | tuple):
        raise BadRecord(f"{name!r} is not a list")
    return tuple(one for value in values if (one := _text(name, value)))


def _text(name: str, value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, str):
        return value
    raise BadRecord(f"{name!r} is not a string")
