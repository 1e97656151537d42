"""zhiji: an assistant linked with your own chat history. Begin with `zhiji.open`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from zhiji._version import __version__

if TYPE_CHECKING:
    from zhiji.adding import AddReport, Failure, FileReport, Progress
    from zhiji.archive import Archive, open, restore  # noqa: A004 - `zhiji.open` opens an archive
    from zhiji.chat import Account, Attachment, Chat, Evidence, Message, Problem
    from zhiji.errors import ZhijiError
    from zhiji.people import Person, WholeChat

# Where each public name comes from. Nothing of it is imported before it is used.
_HOMES = {
    "Account": "zhiji.chat",
    "AddReport": "zhiji.adding",
    "Archive": "zhiji.archive",
    "Attachment": "zhiji.chat",
    "Chat": "zhiji.chat",
    "Evidence": "zhiji.chat",
    "Failure": "zhiji.adding",
    "FileReport": "zhiji.adding",
    "Message": "zhiji.chat",
    "Person": "zhiji.people",
    "Problem": "zhiji.chat",
    "Progress": "zhiji.adding",
    "WholeChat": "zhiji.people",
    "ZhijiError": "zhiji.errors",
    "open": "zhiji.archive",
    "restore": "zhiji.archive",
}

__all__ = [
    "Account",
    "AddReport",
    "Archive",
    "Attachment",
    "Chat",
    "Evidence",
    "Failure",
    "FileReport",
    "Message",
    "Person",
    "Problem",
    "Progress",
    "WholeChat",
    "ZhijiError",
    "__version__",
    "open",
    "restore",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
