"""The sources there are: built in, or brought by an installed package under the entry point group `zhiji.sources`."""

from __future__ import annotations

import logging
from functools import cache
from typing import cast

from zhiji import plugins
from zhiji.chat import Problem
from zhiji.plugins import BrokenPlugin, Plugin
from zhiji.sources.protocol import Guide, Source

GROUP = "zhiji.sources"
BUILT_IN = {
    name: f"zhiji.sources.{name}:SOURCE"
    for name in (
        "neutral",
        "chatlab",
        "whatsapp",
        "telegram",
        "chatgpt",
        "claude",
        "line",
        "kakaotalk",
        "imessage",
        "signal",
        "wechat",
        "slack",
        "discord",
        "matrix",
        "mattermost",
        "messenger",
        "instagram",
        "googlechat",
        "hangouts",
        "googlevoice",
        "skype",
        "gemini",
        "grok",
        "deepseek",
        "irc",
        "sms",
        "email",
        "msgvault",
        "contacts",
        "qq",
    )
}
_PARTS = ("name", "guide", "wants", "recognises", "read")
_log = logging.getLogger(__name__)


def names() -> tuple[str, ...]:
    """All sources, without importing any: the built-in ones first. A package can't replace a built-in one."""
    return tuple(plugin.name for plugin in _installed())


def source(name: str) -> Source:
    """The source of that name, imported now. Raises BrokenPlugin; LookupError if there is none."""
    for plugin in _installed():
        if plugin.name == name:
            return _load(plugin)
    raise LookupError(f"there is no source called {name} (there are {', '.join(names())})")


def sources() -> tuple[list[Source], list[Problem]]:
    """All that can be loaded, and one line for each that can't."""
    loaded: list[Source] = []
    broken: list[Problem] = []
    for plugin in _installed():
        try:
            loaded.append(_load(plugin))
        except BrokenPlugin as error:
            _log.warning("%s", error)
            broken.append(Problem(f"source {plugin.name}", str(error)))
    return loaded, broken


def guides() -> dict[str, Guide]:
    """How to export from each app, by the names of sources; broken plug-ins are left out."""
    return {one.name: one.guide for one in sources()[0]}


@cache
def _installed() -> tuple[Plugin, ...]:
    return plugins.installed(GROUP, builtin=BUILT_IN)


@cache
def _load(plugin: Plugin) -> Source:
    found = plugin.load()
    if isinstance(found, type):
        found = found()
    lacking = [part for part in _PARTS if not hasattr(found, part)]
    if lacking:
        raise BrokenPlugin(plugin, TypeError(f"it is no source, it has no {', '.join(lacking)}"))
    return cast(Source, found)
