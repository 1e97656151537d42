"""What Messenger and Instagram share: both come as Meta's “Download your information”, a folder for each chat.

Where chats lie and whose they are is in `layout.py`; a chat's JSON is read in `json_chats.py`, one record becomes a
Message in `records.py`; chats written as HTML pages are read in `html_chats.py`, downloads
of before 2018 and 2020 in `old_pages.py` and `old_direct.py`. The words that the apps wrote
themselves are known by `notices.py`, broken letters are mended in `letters.py`, who the owner is says `owner.py`.
"""

from __future__ import annotations

from zhiji.sources.meta.html_chats import HtmlChats
from zhiji.sources.meta.json_chats import JsonChats
from zhiji.sources.meta.old_direct import OldDirect
from zhiji.sources.meta.old_pages import OldPages

__all__ = ["HtmlChats", "JsonChats", "OldDirect", "OldPages"]
