"""Made-up pages, written as Telegram Desktop writes them. Run to renew the corpus."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

_TOP = """<!DOCTYPE html>
<html>

 <head>

  <meta charset="utf-8"/>
<title>Exported Data</title>
  <meta content="width=device-width, initial-scale=1.0" name="viewport"/>

  <link href="{base}css/style.css" rel="stylesheet"/>

  <script src="{base}js/script.js" type="text/javascript">

  </script>

 </head>

 <body onload="CheckLocation();">

  <div class="page_wrap">

   <div class="page_header">

    <div class="content">

     <div class="text bold">
{name}
     </div>

    </div>

   </div>

   <div class="page_body chat_page">

    <div class="history">
"""
_END = """
    </div>

   </div>

  </div>

 </body>

</html>
"""


def page(name: str, blocks: Iterable[str], *, base: str = "") -> str:
    """A page of a chat."""
    return _TOP.format(name=html.escape(name), base=base) + "\n".join(blocks) + _END


def service(number: int, words: str) -> str:
    """A line of the app's own, or a day."""
    return f"""
     <div class="message service" id="message{number}">

      <div class="body details">
{words}
      </div>

     </div>
"""


def message(
    number: int, when: str, *, name: str | None = None, text: str = "", media: str = "", reply: str = "",
    forwarded: tuple[str, str] | None = None, signed: str = "",
) -> str:  # fmt: skip
    """A message; one without a name goes on from the one before."""
    joined = "" if name is not None else " joined"
    picture = ""
    if name is not None:
        picture = f"""
      <div class="pull_left userpic_wrap">

       <div class="userpic userpic2" style="width: 42px; height: 42px">

        <div class="initials" style="line-height: 42px">
{html.escape(name[:1])}
        </div>

       </div>

      </div>
"""
    clock = when[11:16]
    inner = f"""
       <div class="pull_right date details" title="{when}">
{clock}
       </div>
"""
    if name is not None:
        inner += _div("from_name", html.escape(name))
    if forwarded:
        who, dated = forwarded
        inner += _div("pull_left forwarded userpic_wrap", _div("initials", who[:1]))
        inner += '\n       <div class="forwarded body">\n'
        inner += _div(
            "from_name",
            f'{html.escape(who)} <span class="date details" title="{dated}"> {dated[:19]}</span>',
        )
    if reply:
        inner += _div("reply_to details", reply)
    inner += (
        media + (_div("text", text) if text else "") + (_div("signature details", signed) if signed else "")
    )
    if forwarded:
        inner += "\n       </div>\n"
    return f"""
     <div class="message default clearfix{joined}" id="message{number}">
{picture}
      <div class="body">
{inner}
      </div>

     </div>
"""


def media(kind: str, title: str, status: str, *, href: str = "", about: str = "") -> str:
    """What was sent, with a title and more of it."""
    tag = f'a class="media clearfix pull_left block_link media_{kind}" href="{href}"' if href else (
        f'div class="media clearfix pull_left media_{kind}"'
    )  # fmt: skip
    inner = (
        _div("title bold", title)
        + (_div("description", about) if about else "")
        + _div("status details", status)
    )
    body = f"\n<{tag}>\n{_div('fill pull_left', '')}{_div('body', inner)}\n</{tag.split()[0]}>\n"
    return _div("media_wrap clearfix", body)


def picture(kind: str, href: str) -> str:
    """A picture, video or sticker that is there."""
    inner = f'<a class="{kind}_wrap clearfix pull_left" href="{href}">\n\n<img class="{kind}" src="{href}_thumb.jpg"/>\n\n</a>'
    return _div("media_wrap clearfix", inner)


def poll(question: str, answers: Iterable[tuple[str, str]]) -> str:
    """A poll, the answers with their votes in words."""
    lines = "".join(
        _div("answer", f"- {answer}" + (f' <span class="details">{votes}</span>' if votes else ""))
        for answer, votes in answers
    )
    inner = _div("question bold", question) + _div("details", "Anonymous poll") + lines
    return _div(
        "media_wrap clearfix",
        f'\n<div class="media_poll">\n{inner}{_div("total details	", "3 votes")}\n</div>\n',
    )


def link(number: int, page_name: str = "") -> str:
    """The words before a message that answers another one."""
    return (
        f'In reply to <a href="{page_name}#go_to_message{number}"'
        + ("" if page_name else f' onclick="return GoToMessage({number})"')
        + ">this message</a>"
    )


def _div(name: str, inner: str) -> str:
    return f'\n       <div class="{name}">\n{inner}\n       </div>\n'


def group(folder: Path) -> Path:
    """A group with something of everything, on two pages."""
    folder.mkdir(parents=True, exist_ok=True)
    zone = "UTC+02:00"
    first = [
        service(-1, "20 May 2024"),
        service(1, "Mira created group &laquo;Boat house&raquo; with members Jonas and Lin"),
        message(2, f"20.05.2024 10:02:00 {zone}", name="Mira ", text="did you see the <strong>heron</strong>?<br>twice!"),
        message(3, f"20.05.2024 10:02:30 {zone}", text="a &lt;b&gt; &amp; &quot;c&quot;"),
        message(4, f"20.05.2024 10:03:00 {zone}", name="Jonas Weber", text='<a href="https://lake.example/x">here</a> '
                'and <a href="https://t.me/mira">@mira</a>', reply=link(2)),
        message(5, f"20.05.2024 10:04:00 {zone}", name="Mira ", media=picture("photo", "photos/photo_1@20-05-2024.jpg"),
                text="on the pier"),
        message(6, f"20.05.2024 10:05:00 {zone}", name="Lin ", media=media("voice_message", "Voice message", "00:05",
                href="voice_messages/audio_1.ogg")),
        message(7, f"20.05.2024 10:06:00 {zone}", name="Lin ", media=media("file", "minutes.pdf", "12.3 KB",
                about="Not included, change data exporting settings to download.")),
        message(8, f"20.05.2024 10:07:00 {zone}", name="Mira ", media=poll("Which boat?", [("red", "2 votes"),
                ("old", "1 vote, chosen vote"), ("none", "")])),
        message(9, f"20.05.2024 10:08:00 {zone}", name="Jonas Weber", text="told you",
                forwarded=("Pier News", f"19.05.2024 08:00:00 {zone}")),
        service(10, 'Mira pinned <a href="#go_to_message2" onclick="return GoToMessage(2)">this message</a>'),
        message(11, f"20.05.2024 10:09:00 {zone}", name="Deleted Account", text="gone"),
        message(12, f"20.05.2024 10:10:00 {zone}", name="Mira  via @gif", media=picture("animated", "video_files/a.mp4")),
        message(13, f"20.05.2024 10:11:00 {zone}", name="Lin ", media=media("contact", "Eva Fox", "+49 1511 000005 - vCard",
                href="contacts/contact_1.vcard")),
        message(14, f"20.05.2024 10:12:00 {zone}", name="Lin ", media=media("location", "Location", "52.5, 13.25",
                href="https://maps.google.com/maps?q=52.5,13.25&amp;ll=52.5,13.25&amp;z=16")),
        message(15, f"20.05.2024 10:13:00 {zone}", name="Lin ", media=media("venue", "Boat house", "", about="Lake Road 1",
                href="https://maps.google.com/maps?q=52.5,13.25&amp;ll=52.5,13.25&amp;z=16")),
        message(16, f"20.05.2024 10:14:00 {zone}", name="Lin ", media=media("call success", "Mira", "Outgoing (65 seconds)")),
    ]  # fmt: skip
    second = [
        service(-2, "21 May 2024"),
        service(17, "Lin invited Ada"),
        message(
            18, f"21.05.2024 09:00:00 {zone}", name="Ada ", text="hello all", reply=link(2, "messages.html")
        ),
        message(19, f"21.05.2024 09:01:00 {zone}", text="news", signed="Ed"),
    ]
    (folder / "messages.html").write_text(page("Boat house", first), encoding="utf-8")
    (folder / "messages2.html").write_text(page("Boat house", second), encoding="utf-8")
    return folder


def full(folder: Path) -> Path:
    """Two chats of one name, and the address book."""
    for number, text in enumerate(("at the lake", "at the sea"), 1):
        chat = folder / "chats" / f"chat_{number:02}"
        chat.mkdir(parents=True, exist_ok=True)
        blocks = [
            service(-1, "1 June 2019"),
            message(7, "01.06.2019 08:00:00", name="Jonas Weber", text=text),
        ]
        (chat / "messages.html").write_text(page("Jonas Weber", blocks, base="../../"), encoding="utf-8")
    (folder / "lists").mkdir(exist_ok=True)
    entry = '\n<div class="entry clearfix">\n' + _div("name bold", "Eva Fox") + _div(
        "details_entry details", "+49 1511 000005"
    ) + "</div>"  # fmt: skip
    top = _TOP.format(name="Contacts", base="../").replace("page_body chat_page", "page_body list_page")
    (folder / "lists" / "contacts.html").write_text(top + entry + _END, encoding="utf-8")
    return folder


def broken(folder: Path) -> Path:
    """A page that begins without a time, and holds what is no message."""
    folder.mkdir(parents=True, exist_ok=True)
    blocks = [
        service(1, "Mira joined"),
        message(2, "", name="Mira ", text="when was this?"),
        message(3, "20.05.2024 10:02:00", name="Mira ", text="then it was"),
        '<div class="message default">what?</div>',
        message(4, "99.99.2024 10:02:00", name="Mira ", text="and this"),
    ]
    (folder / "messages.html").write_text(page("Pier", blocks), encoding="utf-8")
    return folder


if __name__ == "__main__":
    corpus = Path(__file__).parent / "corpus" / "telegram"
    group(corpus / "good_pages" / "ChatExport_2024-05-21")
    full(corpus / "good_pages_full" / "DataExport_2019-06-02")
    broken(corpus / "broken_pages")
