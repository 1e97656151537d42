"""KakaoTalk: what "Export messages" writes, on Android, iPhone, Windows and Mac, in Korean and English.

Texts (`text.py`) are read twice, first for their layout and the names (`survey.py`); `lines.py` shows the layouts.
Tables (`table.py`) are what the Mac writes. What stands for pictures, calls and files is told by `body.py` and
`phrases.py`, the app's words are in `words.py`. The databases of the app are not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zhiji.chat import Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.formats import App
from zhiji.sources.kakaotalk.chats import SOURCE_NAME
from zhiji.sources.kakaotalk.recognition import members, table_likeness, text_likeness
from zhiji.sources.kakaotalk.table import read_table
from zhiji.sources.kakaotalk.text import read_text
from zhiji.sources.protocol import Guide, Peek

_LOOKED_AT = 16  # files of a kind in a zip or folder, to decide whose it is
GUIDE = Guide(
    title="KakaoTalk",
    checked="2026-11-25",
    how_en=(
        "Android: open the chat, ≡, ⚙, Export chat messages, save to the device or send by mail. iPhone: open the chat, "
        "≡, ⚙, Export messages. Windows: open the chat, ≡, Chat content, Export messages. Mac: open the chat, ≡, ⚙, Save "
        "chat. Add the .txt or .csv as it is, and again later: what is known is not added twice."
    ),
    how_zh=(
        "安卓：打开聊天，≡，⚙，导出聊天内容，保存到手机或发邮件。iPhone：打开聊天，≡，⚙，导出聊天内容。Windows：打开聊天，≡，"
        "聊天内容，导出聊天。Mac：打开聊天，≡，⚙，保存聊天。直接添加 .txt 或 .csv；以后可再次添加，已有的消息不会重复。"
    ),
    reads_en=(
        "Read: text, notices, calls, names of files, deleted marks; that there was a picture, video, emoticon or voice "
        "message, and the media that Android saves beside its text. Not in these exports: who replied to what, reactions, "
        "ids, the time zone; on Windows the times of notices (they get that of the message before them). Not read: the "
        "app's databases."
    ),
    reads_zh=(
        "可读：文字、系统提示、通话、文件名、已删除标记；以及此处有图片、视频、表情或语音，安卓存在文本旁边的媒体文件。导出中没有："
        "回复关系、表情回应、编号、时区；Windows 导出里系统提示没有时间（取前一条消息的时间）。不读：应用的数据库。"
    ),
)


class Files:
    """One kind of KakaoTalk's files, alone or in a zip or folder."""

    def __init__(
        self,
        suffix: str,
        likeness: Callable[[str], int],
        read: Callable[[Export, str | None], Iterator[Message | Problem]],
    ) -> None:
        self._suffix = suffix
        self._likeness = likeness
        self._read = read

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The members that may be chats."""
        return tuple(members(peek.members, self._suffix)[:_LOOKED_AT])

    def recognises(self, peek: Peek) -> int:
        """3 by the first lines that only KakaoTalk writes, 2 by the shape of the others."""
        if not peek.members:
            return self._likeness(peek.text())
        wanted = members(peek.members, self._suffix)
        return max((self._likeness(peek.text(one)) for one in wanted if one in peek.first), default=0)

    def read(self, export: Export) -> Iterator[Message | Problem]:
        """Each chat in the export, from its first line to its last."""
        if not export.members:
            yield from self._read(export, None)
            return
        for member in members(export.members, self._suffix):
            try:
                if self._likeness(decode_head(export.head(member))) >= 2:
                    yield from self._read(export, member)
            except UnreadableFile as error:
                if len(export.members) == 1:
                    raise
                yield Problem(member, str(error))


SOURCE = App(
    name=SOURCE_NAME,
    guide=GUIDE,
    formats=[Files(".txt", text_likeness, read_text), Files(".csv", table_likeness, read_table)],
)

__all__ = ["GUIDE", "SOURCE", "Files"]
