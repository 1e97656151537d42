"""How a person exports from WhatsApp, and what is read of it."""

from __future__ import annotations

from zhiji.sources.protocol import Guide

GUIDE = Guide(
    title="WhatsApp",
    checked="2026-11-25",
    how_en=(
        "Android: open the chat, ⋮, More, Export chat. iPhone: open the chat, tap its name, Export chat. Choose "
        "“Attach media” to have pictures and voice notes too (then at most some 10,000 of the latest messages come, "
        "else some 40,000). Add the .zip or .txt as it is, and again later: what is known is not added twice. "
        "Everything at once, for those who can get at it: on a Mac the folder ~/Library/Group Containers/"
        "group.net.whatsapp.WhatsApp.shared; of an iPhone ChatStorage.sqlite and ContactsV2.sqlite out of an "
        "unencrypted backup; of Android msgstore.db and wa.db, decrypted; or the result.json of WhatsApp-Chat-Exporter."
    ),
    how_zh=(
        "安卓：打开聊天，⋮，更多，导出聊天记录。iPhone：打开聊天，轻点顶部的名称，导出聊天记录。想要图片和语音，请选"
        "“附加媒体文件”（最多约一万条最近的消息；不附加则约四万条）。直接添加 .zip 或 .txt；以后可再次添加，已有的消息不会重复。"
        "能拿到数据库的人可一次添加全部：Mac 上的文件夹 ~/Library/Group Containers/group.net.whatsapp.WhatsApp.shared；"
        "iPhone 未加密备份里的 ChatStorage.sqlite 和 ContactsV2.sqlite；安卓已解密的 msgstore.db 和 wa.db；"
        "或 WhatsApp-Chat-Exporter 的 result.json。"
    ),
    reads_en=(
        "Read: text, attachments and captions, voice notes, polls, places, calls, deleted and edited marks, notices; "
        "all languages' dates and clocks. Chat exports don't tell who replied to what, reactions, message ids and the "
        "time zone; the databases do, and contacts. Not read: encrypted backups (.crypt12 to .crypt15), the calls "
        "list of iPhones, HTML of other tools."
    ),
    reads_zh=(
        "可读：文字、附件及其说明、语音、投票、位置、通话、已删除与已编辑标记、系统提示；各种语言的日期和时钟。"
        "聊天导出不含回复关系、表情回应、消息编号和时区；数据库里有，还有联系人。"
        "不读：加密备份（.crypt12 至 .crypt15）、iPhone 的通话记录、其他工具的 HTML。"
    ),
)
