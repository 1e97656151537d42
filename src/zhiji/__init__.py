"""zhiji: an assistant linked with your own chat history. Begin with `zhiji.open`."""

from __future__ import annotations

from zhiji._version import __version__

TYPE_CHECKING = False  # as type checkers know it; importing `typing` would cost more than all the rest
if TYPE_CHECKING:
    from zhiji.adding import AddReport, Failure, FileReport, Progress
    from zhiji.archive import Archive, open, restore  # noqa: A004 - `zhiji.open` opens an archive
    from zhiji.assistant import Answer, Citation, Recap
    from zhiji.chat import Account, Attachment, Chat, Evidence, Message, Problem
    from zhiji.errors import ZhijiError
    from zhiji.people import Person, WholeChat
    from zhiji.search import Hit, Hits

# Where each public name comes from. Nothing of it is imported before it is used.
_HOMES = {
    "Account": "zhiji.chat",
    "AddReport": "zhiji.adding",
    "Answer": "zhiji.assistant",
    "Archive": "zhiji.archive",
    "Attachment": "zhiji.chat",
    "Chat": "zhiji.chat",
    "Citation": "zhiji.assistant",
    "Evidence": "zhiji.chat",
    "Failure": "zhiji.adding",
    "FileReport": "zhiji.adding",
    "Hit": "zhiji.search",
    "Hits": "zhiji.search",
    "Message": "zhiji.chat",
    "Person": "zhiji.people",
    "Problem": "zhiji.chat",
    "Progress": "zhiji.adding",
    "Recap": "zhiji.assistant",
    "WholeChat": "zhiji.people",
    "ZhijiError": "zhiji.errors",
    "open": "zhiji.archive",
    "restore": "zhiji.archive",
}

__all__ = [
    "Account",
    "AddReport",
    "Answer",
    "Archive",
    "Attachment",
    "Chat",
    "Citation",
    "Evidence",
    "Failure",
    "FileReport",
    "Hit",
    "Hits",
    "Message",
    "Person",
    "Problem",
    "Progress",
    "Recap",
    "WholeChat",
    "ZhijiError",
    "__version__",
    "open",
    "restore",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
