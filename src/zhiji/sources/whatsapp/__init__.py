"""WhatsApp: chats by "Export chat", the app's own databases, and what WhatsApp-Chat-Exporter makes of these.

`text.py` reads what the app itself exports; `android.py` msgstore.db, `iphone.py` ChatStorage.sqlite, `exporter.py`
the JSON of a tool. The three know the app's ids (`jids.py`), by which their copies of a message meet; the text of an
export has none and is aligned with them by time, sender and words, so they say what that text would.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhiji.chat import Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.export import Export
from zhiji.sources.formats import App
from zhiji.sources.peeking import look, sureness
from zhiji.sources.protocol import Entry
from zhiji.sources.whatsapp.android import Android
from zhiji.sources.whatsapp.encrypted import Encrypted
from zhiji.sources.whatsapp.exporter import Exporter
from zhiji.sources.whatsapp.guide import GUIDE
from zhiji.sources.whatsapp.iphone import Iphone
from zhiji.sources.whatsapp.jids import SOURCE_NAME
from zhiji.sources.whatsapp.like_telegram import LikeTelegram
from zhiji.sources.whatsapp.text import ChatText

_SHAPED = 2  # how sure a format is of what has its shape


class WhatsApp(App):
    """All formats; of a zip or folder each reads what is its own, for a phone's folder may hold several."""

    def read(self, export: Export) -> Iterator[Entry]:
        """What the surest format reads, the text's if none is sure; of a zip or folder, what each finds in it."""
        peek = look(export)
        sure = {one: sureness(one, export, peek) for one in self.formats}
        if not export.members or max(sure.values()) < _SHAPED:
            yield from max(sure, key=lambda one: sure[one]).read(export)
            return
        found = [one for one in self.formats if sure[one] >= _SHAPED]
        for one in found:
            try:
                yield from one.read(export)
            except UnreadableFile as error:
                if len(found) == 1:
                    raise
                yield Problem(export.name, " ".join(str(error).split()))


SOURCE = WhatsApp(
    name=SOURCE_NAME,
    guide=GUIDE,
    formats=[ChatText(), LikeTelegram(), Exporter(), Android(), Iphone(), Encrypted()],
)

__all__ = ["GUIDE", "SOURCE", "WhatsApp"]
