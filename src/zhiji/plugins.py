"""Plug-ins: listed by name without importing them, loaded when used, and never able to take the rest down.

Built-in parts go through the same door: a room hands its own as `builtin`, a mapping of name to "module:attribute",
and what is installed beside zhiji is found by entry points of the same group.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass

from zhiji.errors import ZhijiError

GROUPS = ("zhiji.sources", "zhiji.llms", "zhiji.tools", "zhiji.embedders", "zhiji.rerankers")
OURS = "zhiji"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """One part that can be loaded by name; nothing of it was imported yet."""

    name: str
    group: str
    target: str  # "module:attribute"
    package: str = OURS  # who brought it

    def load(self) -> object:
        """What the target is; a BrokenPlugin error if it can't be had."""
        module, _, attribute = self.target.partition(":")
        try:
            found: object = importlib.import_module(module)
            for step in filter(None, attribute.split(".")):
                found = getattr(found, step)
        except (Exception, SystemExit) as error:  # an edge: other people's code
            raise BrokenPlugin(self, error) from error
        return found


class BrokenPlugin(ZhijiError):
    """A plug-in can't be loaded; the rest works without it."""

    def __init__(self, plugin: Plugin, error: BaseException) -> None:
        why = " ".join(f"{type(error).__name__}: {error}".split())
        super().__init__(
            f"The plug-in {plugin.name} ({plugin.group}, from {plugin.package}) can't be loaded and was left out: {why}"
        )


def installed(group: str, *, builtin: Mapping[str, str] | None = None) -> tuple[Plugin, ...]:
    """All plug-ins of a group, ours first, then by name. Imports none of them; a name that is taken stays taken."""
    ours = [Plugin(name=name, group=group, target=target) for name, target in (builtin or {}).items()]
    found: dict[str, Plugin] = {}
    for plugin in (*ours, *_entry_points(group)):
        found.setdefault(plugin.name, plugin)
    return tuple(found.values())


def _entry_points(group: str) -> list[Plugin]:
    from importlib.metadata import entry_points

    listed = (
        Plugin(
            name=point.name, group=group, target=point.value, package=point.dist.name if point.dist else "?"
        )
        for point in entry_points(group=group)
    )
    return sorted(listed, key=lambda plugin: (plugin.name, plugin.package))


def find(name: str, group: str, *, builtin: Mapping[str, str] | None = None) -> Plugin | None:
    """The plug-in of that name, or None; entry points are looked through only if it isn't ours."""
    if builtin and name in builtin:
        return Plugin(name=name, group=group, target=builtin[name])
    return next((plugin for plugin in _entry_points(group) if plugin.name == name), None)
