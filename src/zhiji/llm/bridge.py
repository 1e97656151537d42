"""From an asynchronous iterator in a thread of its own to a plain one that can be cancelled while it waits."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Generic, TypeVar

from zhiji.llm.protocol import Cancel

T = TypeVar("T")
_LOOK = 0.05  # seconds between two looks at `cancel`
_PATIENCE = 2.0  # seconds that a cancelled thread is waited for; it may hang in a name lookup


def run(make: Callable[[], AsyncIterator[T]], cancel: Cancel) -> Iterator[T]:
    """What `make()` yields, in order; ends early once cancelled. Errors come out as they were."""
    worker = _Worker(make)
    worker.thread.start()
    try:
        while not cancel.is_set():
            try:
                item, error = worker.items.get(timeout=_LOOK)
            except queue.Empty:
                continue
            if error is not None:
                raise error
            if item is None:
                return
            yield item
    finally:
        worker.stop()


class _Worker(Generic[T]):
    def __init__(self, make: Callable[[], AsyncIterator[T]]) -> None:
        self.items: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()
        self.thread = threading.Thread(target=self._main, name="zhiji-llm", daemon=True)
        self._make = make
        self._stop = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None

    def stop(self) -> None:
        """Cancel what is under way and wait a little for its end."""
        self._stop.set()
        loop, task = self._loop, self._task
        if loop is not None and task is not None and self.thread.is_alive():
            with contextlib.suppress(RuntimeError):  # the loop has just closed
                loop.call_soon_threadsafe(task.cancel)
        self.thread.join(_PATIENCE)

    def _main(self) -> None:
        asyncio.run(self._pump())

    async def _pump(self) -> None:
        self._task = asyncio.current_task()
        self._loop = asyncio.get_running_loop()
        try:
            if not self._stop.is_set():
                async for item in self._make():
                    self.items.put((item, None))
            self.items.put((None, None))
        except asyncio.CancelledError:
            self.items.put((None, None))
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
            self.items.put((None, error))
