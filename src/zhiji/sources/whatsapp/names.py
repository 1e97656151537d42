"""Names: of a chat from its file's name in any language, of people without the marks around them."""

from __future__ import annotations

import re
import unicodedata

from zhiji.sources.whatsapp.lines import MARKS

# How the app calls an export: what stands before and after the chat's name
_TEMPLATES = """
WhatsApp Chat with *|WhatsApp Chat - *|WhatsApp chat with *|Chat WhatsApp with *
WhatsApp Chat mit *|WhatsApp-Chat mit *|WhatsApp-Chat - *
Chat de WhatsApp con *|Chat de WhatsApp - *|Conversación de WhatsApp con *|Xat de WhatsApp amb *
Discussion WhatsApp avec *|Conversation WhatsApp avec *|Discussion WhatsApp - *
Chat WhatsApp con *|Chat WhatsApp - *|Chat di WhatsApp con *
Conversa do WhatsApp com *|Conversa no WhatsApp com *|Conversa do WhatsApp - *|Conversa WhatsApp com *
WhatsApp-chat met *|WhatsApp chat met *|WhatsApp-gesprek met *|WhatsApp-chat - *
* ile WhatsApp Sohbeti|* ile WhatsApp sohbeti|WhatsApp Sohbeti - *|* ile WhatsApp yazışması
Чат WhatsApp с контактом *|Чат WhatsApp с *|Чат в WhatsApp с *|Чат WhatsApp - *|Переписка WhatsApp с *
محادثة واتساب مع *|دردشة واتساب مع *|محادثة WhatsApp مع *|دردشة WhatsApp مع *|محادثة واتساب - *|دردشة واتساب - *
צ'אט WhatsApp עם *|צ׳אט WhatsApp עם *|שיחת WhatsApp עם *|צ'אט ב-WhatsApp עם *|צ'אט WhatsApp - *|WhatsApp - צ'אט עם *
* के साथ WhatsApp चैट|* के साथ व्हाट्सऐप चैट|WhatsApp चैट - *|WhatsApp चैट * के साथ
Chat WhatsApp dengan *|Obrolan WhatsApp dengan *|Sembang WhatsApp dengan *
*とのWhatsAppチャット|*とのWhatsAppトーク|*さんとのWhatsAppチャット|WhatsAppチャット - *|WhatsApp チャット - *
*님과의 WhatsApp 대화|*님과 WhatsApp 대화|*님과의 WhatsApp 채팅|WhatsApp 대화 - *|WhatsApp 채팅 - *
与*的 WhatsApp 聊天|与*的WhatsApp聊天|与*的 WhatsApp 对话|与*的WhatsApp对话|和*的 WhatsApp 聊天|WhatsApp 聊天 - *|WhatsApp聊天 - *|WhatsApp 对话 - *
與*的 WhatsApp 對話|與*的WhatsApp對話|與*的 WhatsApp 聊天|與*的WhatsApp聊天|WhatsApp 對話 - *|WhatsApp對話 - *|與 * 的 WhatsApp 對話
Czat WhatsApp z *|Чат WhatsApp з *|WhatsApp-chatt med *|WhatsApp-chat med *|WhatsApp-samtale med *
WhatsApp-keskustelu: *|Conversație WhatsApp cu *|WhatsApp chat s *|Συνομιλία WhatsApp με *|گفتگوی واتساپ با *
Đoạn chat WhatsApp với *|WhatsApp csevegés a következővel: *|แชท WhatsApp กับ *
"""
_DASHED = re.compile(r"(?i)(?=[^-–—]*(?:whats ?app|واتساب|واتس اب|व्हाट्स|왓츠앱)).*? [-–—] (?P<name>.+)\Z")
_AGAIN = re.compile(r" ?\(\d{1,2}\)\Z")  # what a browser or a phone adds to a second download
_NOT_IN_CONTACTS = re.compile(r"\A~[ \u00a0\u202f]")
_EMPTY = re.compile(
    r"(?i)\A(?:_?chats?|whatsapp[ _-]?chats?|whatsapp|messages?|result|export|conversation|聊天|聊天记录)\Z"
)
_UNMARK = str.maketrans(dict.fromkeys(MARKS, "") | {"\u00a0": " ", "\u202f": " "})


def chat_name(file_name: str) -> str:
    """The chat's name if an export's file or folder name says it, in any language; "" if not."""
    stem = _stem(file_name)
    if " " not in stem:
        stem = stem.replace("_", " ")
    for template in _PATTERNS:
        if found := template.fullmatch(stem):
            return found["name"].strip()
    found = _DASHED.match(stem)
    return found["name"].strip() if found else ""


def given_name(file_name: str) -> str:
    """What a person called the file, if that is more than "chat" or "_chat"; "" if not."""
    stem = _stem(file_name)
    return "" if _EMPTY.match(stem) else stem


def person(raw: str) -> str:
    """A sender's name as it is shown: without marks, and without the "~" before those who are not in the contacts."""
    if raw.isascii() and raw[:1] != "~":
        return raw.strip()
    return _NOT_IN_CONTACTS.sub("", raw.translate(_MARKS_ONLY).strip()).translate(_UNMARK).strip()


def _stem(file_name: str) -> str:
    stem = unicodedata.normalize("NFC", file_name).translate(_UNMARK).strip()
    while stem.lower().endswith((".txt", ".zip")):
        stem = stem[:-4].rstrip()
    return _AGAIN.sub("", stem)


def _pattern(template: str) -> re.Pattern[str]:
    before, after = template.split("*")
    return re.compile(f"{re.escape(before)}(?P<name>.+){re.escape(after)}", re.IGNORECASE | re.DOTALL)


_MARKS_ONLY = str.maketrans("", "", MARKS)
_PATTERNS = [_pattern(one) for line in _TEMPLATES.strip().splitlines() for one in line.split("|")]
