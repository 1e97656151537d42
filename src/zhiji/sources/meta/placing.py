"""Where the files that came with messages lie in the export at hand."""

from __future__ import annotations

from zhiji.sources.export import Export


class Places:
    """Finds what a message names. Paths are written from the root of a download; what is at hand may be a part of it."""

    def __init__(self, export: Export, folder: str) -> None:
        self._export = export
        self._folder = f"{folder}/" if folder else ""

    def of(self, uri: str) -> str:
        """The file's path in the export; as it is written if the export doesn't hold it."""
        parts = [part for part in uri.replace("\\", "/").split("/") if part not in ("", ".")]
        while parts and parts[0] == "..":  # seen from the page, which lies deeper
            del parts[0]
        near = "/".join(parts[-2:])
        for written in (
            self._folder + near,
            *("/".join(parts[start:]) for start in range(max(len(parts) - 1, 1))),
        ):
            if found := self._export.find(written):
                return found
        return "/".join(parts)
