"""Which language models there are: those that providers.toml knows, the owner's endpoints, and those of plug-ins."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from zhiji import plugins
from zhiji.config import LlmSettings
from zhiji.errors import SettingError
from zhiji.hosts import is_here
from zhiji.llm import keys
from zhiji.llm.opening import BUILTIN, GROUP
from zhiji.llm.providers import providers
from zhiji.llm.target import Target, target

ANY = "NAME"  # stands for whatever is served there
KeyState = Literal["", "environment", "keyring", "missing"]
Tried = Mapping[str, tuple[datetime, Mapping[str, Any]]]  # by name: when, and what was found


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLlm:
    """One language model, as the list has it."""

    name: str  # as it is to be named
    host: str  # "" = inside this process
    here: bool  # whether words sent to it stay on this computer
    key: KeyState  # where its key is; "" = none is needed
    key_env: str  # the environment variable that is looked into
    context: int | None  # tokens that it can read; None = not known
    price_in: float | None  # US dollars for a million tokens read; None = not known
    price_out: float | None
    role: str  # "default", "fallback" or ""
    verified: bool  # whether it replied when it was tried
    tried: datetime | None
    found: Mapping[str, Any]  # what trying it has shown


def listed(settings: LlmSettings, tried: Tried, *, env: Mapping[str, str] = os.environ) -> list[ListedLlm]:
    """All of them; those in use first."""
    rows: dict[str, ListedLlm] = {}
    for name in _names(settings, tried):
        if name not in rows and (row := _row(name, settings, tried, env)) is not None:
            rows[name] = row
    return list(rows.values())


def _names(settings: LlmSettings, tried: Iterable[str]) -> Iterator[str]:
    yield from filter(None, [settings.default, *settings.fallback])
    yield from tried
    for name in settings.endpoints:
        if name not in providers():
            yield f"{name}:{ANY}"
    for name, provider in providers().items():
        if provider.talks:
            yield from (f"{name}:{one.name}" for one in provider.llms)
            if not provider.llms:
                yield f"{name}:{ANY}"
    yield from (plugin.name for plugin in plugins.installed(GROUP, builtin=BUILTIN))


def _row(name: str, settings: LlmSettings, tried: Tried, env: Mapping[str, str]) -> ListedLlm | None:
    try:
        found = None if name.partition(":")[0] in BUILTIN else target(name, settings)
    except SettingError:
        return None  # what config.toml has wrong is told where it is used
    when, shown = tried.get(name, (None, {}))
    price = found.price if found else None
    host = found.host if found else ""
    return ListedLlm(
        name=name,
        host=host,
        here=is_here(host),
        key=_key_state(found, env) if found else "",
        key_env=found.key_env if found else "",
        context=found.context if found else None,
        price_in=0.0 if is_here(host) else price.read if price else None,
        price_out=0.0 if is_here(host) else price.written if price else None,
        role="default" if name == settings.default else "fallback" if name in settings.fallback else "",
        verified=bool(shown.get("verified")),
        tried=when,
        found=shown,
    )


def _key_state(found: Target, env: Mapping[str, str]) -> KeyState:
    if found.key_env and env.get(found.key_env):
        return "environment"
    if keys.found(found, env):
        return "keyring"
    return "missing" if found.key_env else ""
