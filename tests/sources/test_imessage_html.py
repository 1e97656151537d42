from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.chat import Attachment, Edit, Message, Problem, Reaction
from zhiji.sources.export import Export
from zhiji.sources.imessage import SOURCE
from zhiji.sources.imessage.html import Pages
from zhiji.sources.protocol import Peek

CORPUS = Path(__file__).parent / "corpus" / "imessage" / "good_page"
FUZZ = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)


def page(*messages: str) -> str:
    return f'<html>\n<head>\n<meta charset="UTF-8">\n</head>\n<body>\n{"".join(messages)}</body>\n</html>\n'


def message(body: str, *, who: str = "Ida", side: str = "received", guid: str = "G1") -> str:
    """One message as the exporter lays it out."""
    link = f'<a title="Reveal in Messages app" href="sms://open?message-guid={guid}">May 17, 2022  5:29:42 PM</a>'
    return (
        f'<div class="message">\n    <div class="{side}">\n        <p>\n            <span class="timestamp">\n'
        f"                {link}\n                (Read by you after 1 second)\n            </span>\n"
        f'            <span class="sender">{who}</span>\n        </p>\n        <hr>\n{body}\n    </div>\n</div>\n'
    )


def part(inner: str) -> str:
    return f'<div class="message_part">\n    {inner}\n    </div>'


def bubble(text: str) -> str:
    return part(f'<span class="bubble">{text}</span>')


def read(tmp_path: Path, *messages: str) -> list[Message]:
    path = tmp_path / "+15550100.html"
    path.write_text(page(*messages), encoding="utf-8")
    found = list(SOURCE.read(Export(path)))
    assert all(isinstance(one, Message) for one in found), found
    return [one for one in found if isinstance(one, Message)]


def test_a_message_of_a_page_has_the_id_that_the_database_has(tmp_path: Path) -> None:
    theirs, mine = read(
        tmp_path,
        message(bubble("Kayaks &amp; oars")),
        message(bubble("Yes"), who="Me", side="sent SMS", guid="G2"),
    )
    assert (theirs.text, theirs.source_id, theirs.sender.name) == ("Kayaks & oars", "G1", "Ida")
    assert (theirs.when, theirs.zone) == (datetime(2022, 5, 17, 17, 29, 42), "assumed")
    assert (theirs.chat.native, theirs.extra) == ("+15550100", {})
    assert (mine.sender.owner, mine.extra) == (True, {"service": "SMS"})


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (bubble("one\n  two") + "\n<hr>\n" + bubble("three"), {"text": "one\n  two\nthree"}),
        (part('<img src="attachments/1/a b.jpg" loading="lazy">') + bubble("Look"), {
            "kind": "image", "text": "Look", "attachments": (Attachment(name="a b.jpg", path="attachments/1/a b.jpg"),)}),
        (part('<video controls> <source src="attachments/1/v.mov" type="video/quicktime"> </video>'), {"kind": "video", "text": ""}),
        (part('<div class="app"><a href="https://x.example"><div class="app_header"><div class="name">Lake Cabin</div></div></a></div>'),
         {"text": "Lake Cabin"}),
        (bubble("Hi") + '<span class="expressive">Sent with Echo</span>', {"text": "Hi", "extra": {"effect": "Echo"}}),
        (bubble("Hi") + '<div class="tapbacks"><hr><p>Tapbacks:</p><div class="tapback"><span class="tapback"><b>Loved</b> by Me</span></div></div>',
         {"text": "Hi", "reactions": (Reaction(sender="Me", emoji="❤️"),)}),
        (bubble("Hi") + '<div class="reactions"><hr><p>Reactions:</p><div class="reaction"><img src="attachments/s.png"><span class="reaction">from Me</span></div></div>',
         {"text": "Hi", "reactions": (Reaction(sender="Me", emoji="sticker"),), "attachments": ()}),
        (bubble("Hi") + '<span class="reply_context">This message responded to an <a href="#G0">earlier</a> message.</span>', {"extra": {"reply": True}}),
        (part('<div class="edited"><table><tbody><tr><td><span class="timestamp">May 17</span></td><td>Ten</td></tr></tbody>'
              "<tfoot><tr><td>Edited 6 seconds later</td><td>Eleven</td></tr></tfoot></table></div>"),
         {"text": "Eleven", "edits": (Edit(text="Ten"), Edit(text="Eleven"))}),
        (part("<span class='unsent'><span class=\"unsent\">You unsent this message part 4 seconds after sending!</span></span>"), {"recalled": True, "text": ""}),
        ('<p>Subject: <span class="subject">Oars</span></p>' + bubble("Two, please"), {"text": "Oars\nTwo, please"}),
    ],
)  # fmt: skip
def test_what_stands_in_a_message(tmp_path: Path, body: str, fields: dict[str, object]) -> None:
    (found,) = read(tmp_path, message(body))
    assert {name: getattr(found, name) for name in fields} == fields


def test_replies_below_a_message_are_passed_over(tmp_path: Path) -> None:
    reply = message(bubble("me too"), guid="G2")
    below = f'<div class="replies">\n<div class="reply" id="r">\n{reply}</div>\n</div>\n'
    first, second = read(tmp_path, message(bubble("Who comes?") + below + bubble("Tell me")), reply)
    assert (first.text, second.text) == ("Who comes?\nTell me", "me too")


def test_events_stand_between_messages(tmp_path: Path) -> None:
    told = (
        '<div class="announcement"><p><span class="timestamp">May 17, 2022  5:29:42 PM</span>'
        " You named the conversation <b>Kayaks</b></p></div>\n"
    )
    gone = told.replace("You named the conversation <b>Kayaks</b>", "Ida unsent a message!")
    named, unsent = read(tmp_path, told, gone)
    assert (named.kind, named.text, named.sender.owner) == (
        "system",
        "You named the conversation Kayaks",
        True,
    )
    assert (unsent.recalled, unsent.sender.name) == (True, "Ida")


def test_a_message_without_a_time_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(page(message(bubble("a")), message(bubble("b")).replace("May 17", "Jun 31")))
    assert [type(one) for one in SOURCE.read(Export(path))] == [Message, Problem]


@pytest.mark.parametrize(
    ("head", "sure"),
    [(page(message(bubble("x"))), 3), ("<html><div class=\"message\"><div class=\"body\">x</div></div></html>", 0), ("<html></html>", 0)],
)  # fmt: skip
def test_only_pages_of_the_exporter_are_recognised(head: str, sure: int) -> None:
    assert SOURCE.recognises(Peek(name="x.html", members=(), head=head.encode(), first={})) == sure


TOKEN = st.sampled_from(
    ['<div class="message">', '<div class="received">', '<div class="replies">', '<div class="announcement">', "</div>", "</p>", "</table>",
     '<span class="timestamp">', '<span class="sender">', '<span class="bubble">', '<div class="message_part">', '<div class="tapbacks">',
     '<span class="tapback">', "</span>", "May 17, 2022  5:29:42 PM", "<br>", "<td>", "</td>", '<img src="a.png">', '<a href="message-guid=x">',
     "<", ">", "<!--", "<![CDATA[", "&amp;", "&#0;", "&#xd800;", "\n", "x"]
) | st.text(st.characters(codec="utf-8"), max_size=6)  # fmt: skip


@FUZZ
@given(st.lists(TOKEN, max_size=40))
def test_fuzz_no_order_of_tags_breaks_the_reader(tokens: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.html"
        path.write_text(message(bubble("x")) + "".join(tokens) + message(bubble("y")), encoding="utf-8")
        for one in Pages().read(Export(path)):
            assert isinstance(one, Message | Problem)
