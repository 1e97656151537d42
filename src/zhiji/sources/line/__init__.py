"""LINE: the text that "Export chat history" writes, by phones and computers, in every language.

It is read twice, first for its layout, the order of its dates and the names (`survey.py`, `dates.py`, `names.py`), then
for the messages (`reading.py`). How lines look is in `lines.py`; what LINE writes in place of pictures and calls is
told by `body.py` and `phrases.py`, its words are in `words.py`. The databases and backups of the app are not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhiji.chat import Message, Problem
from zhiji.errors import UnreadableFile
from zhiji.sources.decoding import decode_head
from zhiji.sources.export import Export
from zhiji.sources.line.reading import SOURCE_NAME, read_chat
from zhiji.sources.line.recognition import likeness, texts
from zhiji.sources.protocol import Guide, Peek

_LOOKED_AT = 16  # texts of a zip or folder, to decide whose it is
GUIDE = Guide(
    title="LINE",
    checked="2026-11-25",
    how_en=(
        "Phone: open the chat, ≡ (menu), Settings, Export chat history, and save or send the .txt. Computer: open the "
        "chat, ⋮, Save chat; it only has what was loaded there, so prefer the phone. Add the .txt as it is, and again "
        "later: what is known is not added twice."
    ),
    how_zh=(
        "手机：打开聊天，右上角 ≡，设置（其他设置），发送聊天记录，保存 .txt。电脑：打开聊天，⋮，保存聊天；电脑只有已加载的部分，"
        "建议用手机导出。直接添加 .txt；以后可再次添加，已有的消息不会重复。"
    ),
    reads_en=(
        "Read: text, places, calls and how long they took, what was unsent, notices; that there was a picture, video, "
        "voice message, sticker or file. Not in these exports: the media, who replied to what, reactions, ids, seconds, "
        "the time zone. On a computer's export the end of a name is told from the other lines and may be wrong for who "
        "wrote only once. Not read: the app's backups."
    ),
    reads_zh=(
        "可读：文字、位置、通话及时长、收回的消息、系统提示；以及此处有图片、视频、语音、贴图或文件。导出中没有：媒体本身、"
        "回复关系、表情回应、编号、秒、时区。电脑导出的文件里名字与正文只隔一个空格，靠其他行推断，只说过一句话的人可能断错。不读：应用备份。"
    ),
)


class Line:
    """Reads LINE's chat exports."""

    name = SOURCE_NAME
    guide = GUIDE

    def wants(self, peek: Peek) -> tuple[str, ...]:
        """The texts that may be chats."""
        return tuple(texts(peek.members)[:_LOOKED_AT])

    def recognises(self, peek: Peek) -> int:
        """3 if the title or the file's name shows it, 2 if the lines have its shape."""
        if not peek.members:
            return likeness(peek.text(), peek.name)
        found = (likeness(peek.text(one), one) for one in texts(peek.members) if one in peek.first)
        return max(found, default=0)

    def read(self, export: Export) -> Iterator[Message | Problem]:
        """Each chat in the export, from its first line to its last."""
        if not export.members:
            yield from read_chat(export, None)
            return
        chats = 0
        for member in texts(export.members):
            try:
                if likeness(decode_head(export.head(member)), member) >= 2:
                    chats += 1
                    yield from read_chat(export, member)
            except UnreadableFile as error:
                if len(export.members) == 1:
                    raise
                yield Problem(member, str(error))
        if not chats:
            raise UnreadableFile(export.path, "there is no chat of LINE in it.")


SOURCE = Line()

__all__ = ["GUIDE", "SOURCE", "Line"]
