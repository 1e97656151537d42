"""The language models of one archive: opened with its ledger, its budget, its replies and what trying them has shown."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhiji.config import Settings
from zhiji.errors import MissingExtra, SettingError
from zhiji.llm import Alias, Llm, open_llm
from zhiji.store import Store

if TYPE_CHECKING:
    from zhiji.llm.budget import Budget, Pending
    from zhiji.llm.listing import ListedLlm
    from zhiji.llm.probing import Probe
    from zhiji.store.ledger import By, Total

NONE = "none"  # in place of a name: no language model
Names = Callable[[], Iterable[Alias]]
_pending: dict[Path, Pending] = {}  # by home: calls under way in this process, whichever thread makes them
_lock = threading.Lock()


def opened(
    store: Store, settings: Settings, name: str | None = None, *, names: Names | None = None
) -> Llm | None:
    """The language model of that name, and no other; without a name the default and what may stand in for it.

    None if no name is given and the settings have none. What is wrong with one of the settings'
    is told when it is asked: others may stand in, and many questions need none.
    """
    if name is not None:
        return opened_one(store, settings, name, names=names)
    if settings.llm.default in (None, NONE):
        return None
    chain = dict.fromkeys((settings.llm.default, *settings.llm.fallback))
    first, *others = [opened_if_there(store, settings, one, names=names) for one in chain]
    if not others:
        return first
    from zhiji.llm.fallback import FallbackLlm

    return FallbackLlm([first, *others])


def opened_if_there(store: Store, settings: Settings, name: str, *, names: Names | None = None) -> Llm:
    """One of the settings'; if it can't be opened, one that says why when it is asked."""
    try:
        return opened_one(store, settings, name, names=names)
    except (SettingError, MissingExtra) as error:
        from zhiji.llm.fallback import LackingLlm

        return LackingLlm(name, str(error))


def opened_one(
    store: Store, settings: Settings, name: str, *, names: Names | None = None, cached: bool = True
) -> Llm:
    """The language model of that name."""
    return open_llm(
        name,
        settings,
        ledger=store.ledger,
        names=names,
        budget=budget(store, settings),
        replies=store.cache if cached and settings.llm.cache else None,
        learned=_learned(store, name),
    )


def budget(store: Store, settings: Settings) -> Budget | None:
    """What the owner lets language models take; None if there is no limit."""
    from zhiji.llm.budget import Budget, Pending, caps

    limits = caps(settings.budget)
    if not limits:
        return None
    with _lock:
        pending = _pending.setdefault(store.home, Pending())
    return Budget(limits, store.ledger, now=lambda: datetime.now(store.reader.local), pending=pending)


def tried(store: Store, settings: Settings, name: str) -> Probe:
    """What trying the language model shows; it is kept, with the day, and heeded from now on."""
    from zhiji.llm.probing import probe

    def with_quirks(learned: Mapping[str, Any]) -> Llm:
        return open_llm(
            name,
            settings,
            ledger=store.ledger,
            names=tuple,  # nobody's is in what is asked
            budget=budget(store, settings),
            learned=learned,
        )

    found = probe(with_quirks)
    shown: dict[str, Any] = {
        "verified": found.verified,
        "learned": dict(found.learned if found.verified else _learned(store, name)),
        "findings": [asdict(one) for one in found.findings],
    }
    store.probes.keep(name, shown, when=datetime.now(UTC))
    return found


def listed(store: Store, settings: Settings, env: Mapping[str, str] = os.environ) -> list[ListedLlm]:
    """All language models that can be named."""
    from zhiji.llm.listing import listed as list_them

    probed = {
        one.llm: (one.when.astimezone(store.reader.local), one.found) for one in store.probes.all().values()
    }
    return list_them(settings.llm, probed, env=env)


def costs(store: Store, by: By, *, after: datetime | None) -> list[Total]:
    """What language models took, by "purpose", "llm" or "day", from a time on."""
    if by not in ("purpose", "llm", "day"):
        raise SettingError(f"Costs are told by purpose, llm or day, not by “{by}”.")
    began = datetime.fromtimestamp(0, UTC) if after is None else after
    return store.ledger.totals(by, after=began, zone=store.reader.local)


def keep_key(settings: Settings, name: str, key: str) -> str:
    """Put the key of an endpoint or provider into the keyring, "" to take it out; the host that it is for."""
    from zhiji.hosts import is_here
    from zhiji.llm import keys
    from zhiji.llm.target import target

    at = name if name.startswith(("http://", "https://")) else name.partition(":")[0]
    found = target(f"{at}{'#' if '://' in at else ':'}x", settings.llm)
    if found is None:
        raise SettingError(f"zhiji knows no endpoint “{name}”; `zhiji llms` lists what there is.")
    if is_here(found.host) and not found.key_env:
        raise SettingError(f"{name} is on this computer and needs no key.")
    keys.keep(found.host, key)
    return found.host


def _learned(store: Store, name: str) -> Mapping[str, Any]:
    probed = store.probes.of(name)
    learned = probed.found.get("learned") if probed else None
    return learned if isinstance(learned, dict) else {}
