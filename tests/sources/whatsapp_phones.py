"""Made-up phones with something of everything: an Android of now, one of 2018, an iPhone. Run to renew the corpus."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from tests.sources.whatsapp_databases import (
    CHAT_STORAGE,
    CONTACTS_V2,
    MSGSTORE,
    OLD_MSGSTORE,
    SINCE_2001,
    WA,
    Rows,
    database,
    field,
    jid,
    stamp,
)

ADA, BO = "491511000001@s.whatsapp.net", "491511000002@s.whatsapp.net"
CY, CY_LID, DI_LID = "491511000003@s.whatsapp.net", "70000000000003@lid", "70000000000004@lid"
CLUB = "120363000000000009@g.us"
CARD = "BEGIN:VCARD\nVERSION:3.0\nN:Fox;Eva;;;\nFN:Eva Fox\nitem1.TEL;waid=491511000005:+49 1511 000005\nEND:VCARD"
START = stamp("2024-05-20 10:00:00")


def android(folder: Path) -> Path:
    """msgstore.db of 2024 and wa.db beside it."""
    database(folder / "wa.db", WA, {"wa_contacts": _contacts()})
    names = {1: ADA, 2: BO, 3: CY, 4: CY_LID, 5: DI_LID, 6: CLUB, 7: "491511000002:7@s.whatsapp.net"}
    chats: list[dict[str, Any]] = [
        {"_id": 1, "jid_row_id": 1, "hidden": 0},
        {"_id": 2, "jid_row_id": 6, "hidden": 0, "subject": "Rowing club"},
        {"_id": 3, "jid_row_id": 4, "hidden": 0},
    ]
    sent: list[dict[str, Any]] = []

    def send(
        chat: int, key: str, type_: int = 0, text: str | None = None, *, by: int = 0, own: int = 0
    ) -> int:
        number = len(sent) + 2
        sent.append(
            {"_id": number, "chat_row_id": chat, "from_me": own, "key_id": key, "sender_jid_row_id": by,
             "timestamp": (START + number * 60) * 1000 + 123, "message_type": type_, "text_data": text,
             "status": 6 if type_ == 7 else 0, "origin": 0, "received_timestamp": 0}
        )  # fmt: skip
        return number

    hello = send(1, "A01", 0, "did you see the heron?")
    answer = send(1, "A02", 0, "yes, twice!", own=1)
    picture = send(1, "A03", 1, "on the pier", own=1)
    voice = send(1, "A04", 2)
    paper = send(1, "A05", 9, "minutes.pdf")
    place = send(1, "A06", 5)
    card = send(1, "A07", 4)
    gone = send(1, "A08", 15)
    edited = send(1, "A09-edit", 0, "see you at eight", own=1)
    missed = send(1, "A10", 10)
    created = send(2, "B01", 7, "Rowing club", own=1)
    joined = send(2, "B02", 7, own=1)
    said = send(2, "B03", 0, "who has the key?", by=7)
    hidden = send(2, "B04", 0, "@491511000001 has it", by=4)
    poll = send(2, "B05", 66, "Which boat?", by=5)
    sticker = send(2, "B06", 20, by=2)
    send(2, "B07", 99, by=2)  # an album, whose pictures are messages of their own
    send(3, "C01", 0, "my number is hidden")
    status = send(3, "C02", 0, "nice picture", own=1)
    rows: dict[str, list[dict[str, Any]]] = {
        "jid": [jid(number, raw) for number, raw in names.items()],
        "jid_map": [{"lid_row_id": 4, "jid_row_id": 3}],
        "lid_display_name": [{"lid_row_id": 5, "display_name": "Di"}],
        "chat": chats,
        "message": sent,
        "message_media": [
            _file(picture, "Media/WhatsApp Images/Sent/IMG-20240520-WA0001.jpg", "image/jpeg", file_size=3),
            _file(voice, "Media/WhatsApp Voice Notes/202421/PTT-20240520-WA0002.opus", "audio/ogg; codecs=opus",
                  media_duration=7, raw_transcription_text="the pier is closed"),
            _file(paper, "Media/WhatsApp Documents/minutes.pdf", "application/pdf", media_name="minutes.pdf",
                  page_count=2),
            _file(sticker, None, "image/webp"),
        ],
        "message_quoted": [
            {"message_row_id": answer, "chat_row_id": 1, "key_id": "A01", "text_data": "did you see the heron?"},
            {"message_row_id": status, "parent_message_chat_row_id": 2, "key_id": "B03",
             "text_data": "who has the key?"},
        ],
        "message_location": [{"message_row_id": place, "latitude": 52.5, "longitude": 13.25, "place_name": "Boat house"}],
        "message_vcard": [{"_id": 1, "message_row_id": card, "vcard": CARD}],
        "message_revoked": [{"message_row_id": gone, "revoked_key_id": "A08"}],
        "message_edit_info": [{"message_row_id": edited, "original_key_id": "A09",
                               "edited_timestamp": (START + 900) * 1000}],
        "missed_call_logs": [{"_id": 1, "message_row_id": missed, "video_call": 1}],
        "message_system": [{"message_row_id": created, "action_type": 11}, {"message_row_id": joined, "action_type": 12}],
        "message_system_chat_participant": [{"message_row_id": joined, "user_jid_row_id": number} for number in (2, 4)],
        "message_mentions": [{"_id": 1, "message_row_id": hidden, "jid_row_id": 1}],
        "message_poll_option": [
            {"_id": 1, "message_row_id": poll, "option_name": "the red one", "vote_total": 2},
            {"_id": 2, "message_row_id": poll, "option_name": "the old one", "vote_total": 0},
        ],
        "message_forwarded": [{"message_row_id": said, "forward_score": 3}],
        "message_add_on": [
            {"_id": 1, "chat_row_id": 1, "from_me": 1, "parent_message_row_id": hello, "sender_jid_row_id": 0},
            {"_id": 2, "chat_row_id": 1, "from_me": 0, "parent_message_row_id": hello, "sender_jid_row_id": 1},
        ],
        "message_add_on_reaction": [
            {"message_add_on_row_id": 1, "reaction": "👍", "sender_timestamp": (START + 200) * 1000},
            {"message_add_on_row_id": 2, "reaction": "🦢", "sender_timestamp": (START + 201) * 1000},
        ],
        "call_log": [{"_id": 1, "jid_row_id": 1, "from_me": 0, "call_id": "call:1", "duration": 65, "video_call": 0,
                      "timestamp": (START + 5000) * 1000}],
    }  # fmt: skip
    return database(folder / "msgstore.db", MSGSTORE, rows)


def old_android(folder: Path) -> Path:
    """msgstore.db of 2018."""
    chats = [{"_id": 1, "key_remote_jid": ADA}, {"_id": 2, "key_remote_jid": "491511000001-1500000000@g.us",
                                                 "subject": "Choir"}]  # fmt: skip
    sent: list[dict[str, Any]] = []

    def send(chat: int, key: str, type_: int, text: str | None = None, **more: Any) -> None:
        number = len(sent) + 2
        row = {"_id": number, "key_remote_jid": chats[chat - 1]["key_remote_jid"], "key_from_me": 0, "key_id": key,
               "status": 0, "data": text, "timestamp": (stamp("2018-02-13 08:00:00") + number * 60) * 1000,
               "media_wa_type": str(type_), **more}  # fmt: skip
        sent.append(row)

    send(1, "1518508800-1", 0, "is there a rehearsal?")
    send(1, "1518508800-2", 0, "at seven", key_from_me=1, quoted_row_id=1)
    send(
        1,
        "1518508800-3",
        1,
        media_caption="the hall",
        media_mime_type="image/jpeg",
        thumb_image=b"\xac\xed\0\5sr\0\x16com.whatsapp.MediaDataMedia/WhatsApp Images/IMG-20180213-WA0001.jpg\0x",
    )
    send(1, "1518508800-4", 2, media_mime_type="audio/ogg; codecs=opus", origin=1, media_duration=3)
    send(
        1,
        "1518508800-5",
        5,
        latitude=48.25,
        longitude=11.5,
        media_name="Hall",
        media_url="https://foursquare.com/v/1",
    )
    send(1, "1518508800-6", 4, CARD, media_name="Eva Fox")
    send(1, "1518508800-7", 0, None, edit_version=7)
    send(2, "1518508800-8", 0, "Choir", status=6, media_size=1, remote_resource=BO)
    send(2, "1518508800-9", 0, "all of you come", remote_resource=BO, mentioned_jids=f"{ADA},{CY}")
    quotes = [{"_id": 1, "key_remote_jid": ADA, "key_id": "1518508800-1", "data": "is there a rehearsal?"}]
    rows = {"chat_list": chats, "messages": sent, "messages_quotes": quotes}
    return database(folder / "msgstore.db", OLD_MSGSTORE, rows)


def damaged(folder: Path) -> Path:
    """msgstore.db with rows that say no chat or no time."""
    row = {"chat_row_id": 1, "from_me": 0, "message_type": 0, "timestamp": START * 1000, "text_data": "well"}
    sent = [
        {**row, "_id": 2, "key_id": "D1"},
        {**row, "_id": 3, "key_id": "D2", "timestamp": None},
        {**row, "_id": 4, "key_id": "D3", "chat_row_id": 9},
        {**row, "_id": 5, "key_id": "D4", "timestamp": 1 << 62},
    ]
    rows: Rows = {"jid": [jid(1, ADA)], "chat": [{"_id": 1, "jid_row_id": 1}], "message": sent}
    return database(folder / "msgstore.db", MSGSTORE, rows)


def iphone(folder: Path) -> Path:
    """ChatStorage.sqlite and ContactsV2.sqlite beside it."""
    cards = [
        {"Z_PK": 1, "ZFULLNAME": "Ada Lamb", "ZPHONENUMBER": "+49 1511 000001", "ZWHATSAPPID": ADA},
        {"Z_PK": 2, "ZFULLNAME": "Cy Moss", "ZWHATSAPPID": CY, "ZLID": CY_LID, "ZABOUTTEXT": "rowing"},
    ]
    database(folder / "ContactsV2.sqlite", CONTACTS_V2, {"ZWAADDRESSBOOKCONTACT": cards})
    sent: list[dict[str, Any]] = []
    media: list[dict[str, Any]] = []

    def send(chat: int, key: str, type_: int = 0, text: str | None = None, *, own: int = 0, by: int | None = None,
             item: dict[str, Any] | None = None, after: float = 0, **more: Any) -> int:  # fmt: skip
        number = len(sent) + 1
        if item is not None:
            media.append({"Z_PK": len(media) + 101, "ZMESSAGE": number, **item})
        row = {"Z_PK": number, "ZCHATSESSION": chat, "ZGROUPMEMBER": by, "ZISFROMME": own, "ZMESSAGETYPE": type_,
               "ZMEDIAITEM": len(media) + 100 if item is not None else None, "ZTEXT": text, "ZSTANZAID": key,
               "ZMESSAGEDATE": START + number * 60 + after - SINCE_2001}  # fmt: skip
        sent.append({**row, **more})
        return number

    hello = send(1, "A01", 0, "did you see the heron?")
    send(1, "A02", 0, "yes, twice!", own=1, item={"ZMETADATA": field(3, 1) + field(5, "A01")}, after=0.5)
    send(1, "A03", 1, own=1, item={"ZTITLE": "on the pier", "ZMEDIALOCALPATH": f"Media/{ADA}/a/b/1.jpg"})
    send(1, "A04", 3, item={"ZMEDIALOCALPATH": f"Media/{ADA}/c/d/2.opus", "ZMOVIEDURATION": 7})
    send(
        1,
        "A05",
        8,
        item={"ZTITLE": "minutes.pdf", "ZMEDIALOCALPATH": f"Media/{ADA}/e/f/3.pdf", "ZFILESIZE": 9},
    )
    send(1, "A06", 5, item={"ZLATITUDE": 52.5, "ZLONGITUDE": 13.25, "ZTITLE": "Boat house"})
    send(1, "A07", 4, item={"ZVCARDSTRING": CARD, "ZVCARDNAME": "Eva Fox"})
    send(1, "A08", 14)
    send(1, "A09", 7, "https://lake.example/ is open", item={"ZTITLE": "The lake"})
    send(2, "B01", 6, "Rowers", by=1, ZGROUPEVENTTYPE=1)
    send(2, "B02", 6, None, by=2, ZGROUPEVENTTYPE=2)
    send(2, "B03", 0, "who has the key?", by=2, ZFROMJID=CLUB)
    send(2, "B04", 0, "I have it", by=3, ZPUSHNAME=base64.b64encode(field(1, "Di") + field(2, 7)).decode())
    send(2, "B05", 15, own=1, ZPARENTMESSAGE=hello)
    send(3, "C01", 0, "my number is hidden")
    send(1, "A10", 59)
    reactions = field(7, field(1, field(1, "R1") + field(2, ADA) + field(3, "🦢") + field(4, 9))
                      + field(1, field(1, "R2") + field(3, "👍")))  # fmt: skip
    rows = {
        "ZWACHATSESSION": [
            {"Z_PK": 1, "ZSESSIONTYPE": 0, "ZCONTACTJID": ADA, "ZPARTNERNAME": "Ada Lamb"},
            {
                "Z_PK": 2,
                "ZSESSIONTYPE": 1,
                "ZGROUPINFO": 1,
                "ZCONTACTJID": CLUB,
                "ZPARTNERNAME": "Rowing club",
            },
            {"Z_PK": 3, "ZSESSIONTYPE": 0, "ZCONTACTJID": CY_LID, "ZPARTNERNAME": "+49 1511 000003"},
        ],
        "ZWAGROUPMEMBER": [
            {"Z_PK": 1, "ZMEMBERJID": BO, "ZCONTACTNAME": ""},
            {"Z_PK": 2, "ZMEMBERJID": CY_LID},
            {"Z_PK": 3, "ZMEMBERJID": DI_LID},
        ],
        "ZWAPROFILEPUSHNAME": [{"Z_PK": 1, "ZJID": BO, "ZPUSHNAME": "Bo"}],
        "ZWAMESSAGE": sent,
        "ZWAMEDIAITEM": media,
        "ZWAMESSAGEINFO": [{"Z_PK": 1, "ZMESSAGE": hello, "ZRECEIPTINFO": reactions}],
    }
    return database(folder / "ChatStorage.sqlite", CHAT_STORAGE, rows)


def _contacts() -> list[dict[str, Any]]:
    return [
        {"_id": 1, "jid": ADA, "display_name": "Ada Lamb", "wa_name": "ada", "number": "+49 1511 000001", "status": "out"},
        {"_id": 2, "jid": BO, "wa_name": "Bo"},
        {"_id": 3, "jid": CY, "display_name": "Cy Moss", "given_name": "Cy", "family_name": "Moss"},
        {"_id": 4, "jid": CLUB, "display_name": "Rowing club"},
    ]  # fmt: skip


def _file(number: int, path: str | None, mime: str, **more: Any) -> dict[str, Any]:
    return {"message_row_id": number, "file_path": path, "mime_type": mime, **more}


if __name__ == "__main__":
    corpus = Path(__file__).parent / "corpus" / "whatsapp"
    for phone in (android, old_android, iphone):
        phone(corpus / f"good_database_{phone.__name__}")
    damaged(corpus / "broken_database")
