from __future__ import annotations

import os
import zipfile
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiji.chat import Account, Attachment, Edit, Message, Problem, Reaction
from zhiji.sources.door import find
from zhiji.sources.export import Export
from zhiji.sources.imessage import SOURCE
from zhiji.sources.imessage.text import Texts
from zhiji.sources.protocol import Entry, Peek

CORPUS = Path(__file__).parent / "corpus" / "imessage" / "good_text"
FUZZ = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)
DATE = "May 17, 2022  5:29:42 PM"


def read(path: Path) -> list[Entry]:
    return list(SOURCE.read(Export(path)))


def said(tmp_path: Path, text: str, name: str = "+15550100.txt") -> list[Message]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    found = read(path)
    assert all(isinstance(one, Message) for one in found), found
    return [one for one in found if isinstance(one, Message)]


def test_replies_below_a_message_are_read_once_in_their_own_place() -> None:
    first, second, reply, *_ = [one for one in read(CORPUS / "+15550100.txt") if isinstance(one, Message)]
    assert (first.text, first.sender.owner, first.when) == (
        "Kayaks at nine?",
        True,
        datetime(2022, 5, 17, 17, 29, 42),
    )
    assert (first.zone, first.chat.native, first.chat.kind) == ("assumed", "+15550100", "direct")
    assert first.reactions == (Reaction(sender="+15550100", emoji="❤️"), Reaction(sender="Ida", emoji="🛶"))
    assert second.text == "Yes.\n\nAnd bring oars."
    assert second.extra == {"effect": "Confetti"}
    assert second.sender == Account(name="+15550100", native="+15550100", source="imessage")
    assert (reply.text, reply.extra) == ("Which colour?", {"reply": True})


def test_a_reply_that_stands_nowhere_else_is_read_below_its_message(tmp_path: Path) -> None:
    later, last = DATE.replace("5:29", "5:31"), DATE.replace("5:29", "5:33")
    top = f"{DATE}\nMe\nKayaks?\n\n    {later} (Read by you after 3 seconds)\n    Ida\n    Yes.\n    \n    Red ones.\n\n"
    told = said(tmp_path, f"{top}{last}\nMe\nfine\n")
    assert [(one.sender.name, one.text, one.extra) for one in told] == [
        ("Me", "Kayaks?", {}),
        ("Me", "fine", {}),
        ("Ida", "Yes.\n\nRed ones.", {"reply": True}),
    ]
    assert told[2].when == datetime(2022, 5, 17, 17, 31, 42)
    own = f"{later} (Read by you after 3 seconds)\nIda\nYes.\n\nRed ones.\nThis message responded to an earlier message.\n\n"
    assert len(said(tmp_path, f"{top}{own}{last}\nMe\nfine\n")) == 3


def test_versions_files_and_midnight() -> None:
    *_, edited, file = [one for one in read(CORPUS / "+15550100.txt") if isinstance(one, Message)]
    assert edited.text == "Blue"
    assert edited.edits == (Edit(text="Blau", when=datetime(2022, 5, 17, 23, 2)), Edit(text="Blue"))
    assert file.when == datetime(2022, 5, 18, 0, 0, 1)
    assert (file.kind, file.text) == ("image", "Here")
    assert file.attachments == (Attachment(name="boat.jpg", path="attachments/12/boat.jpg"),)


def test_a_group_has_lines_of_what_happened() -> None:
    named, said, unsent = [one for one in read(CORPUS / "Kayaks - 12.txt") if isinstance(one, Message)]
    assert (named.chat.name, named.chat.kind) == ("Kayaks", "group")
    assert (named.kind, named.text, named.sender.owner) == (
        "system",
        "You named the conversation Kayaks",
        True,
    )
    assert said.sender == Account(name="Ida", source="imessage")
    assert (unsent.recalled, unsent.text, unsent.sender.name) == (True, "", "Ida")


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ("This message was deleted from the conversation!\nStill here", {"text": "Still here", "extra": {"deleted": "recently"}}),
        ("They unsent this message part 12 seconds after sending!", {"text": "", "recalled": True}),
        ("You deleted a message.", {"text": "", "recalled": True}),
        ("Hi\nReactions:\nLoved by Me\n", {"text": "Hi", "reactions": (Reaction(sender="Me", emoji="❤️"),)}),
        ("Hi\nTapbacks:\n    Sticker from Bo: a/b.heic (App: X) from Bo", {
            "text": "Hi", "reactions": (Reaction(sender="Bo", emoji="sticker"),)}),
        ("Tapbacks:\nare fun", {"text": "Tapbacks:\nare fun", "reactions": ()}),
        ("/Users/me/Library/Messages/Attachments/0a/Audio Message.caf\nTranscription: On my way", {
            "text": "", "kind": "voice", "transcript": "On my way"}),
        ("/somewhere/else.pdf", {"kind": "file", "attachments": (Attachment(name="else.pdf"),)}),
        ("Attachment missing!", {"kind": "file", "text": "", "attachments": (Attachment(),)}),
        ("Have a look at /tmp/notes.txt", {"kind": "text", "text": "Have a look at /tmp/notes.txt"}),
        ("1\n\n2\n\n\n3", {"text": "1\n\n2\n\n\n3"}),
    ],
)  # fmt: skip
def test_what_the_exporter_adds_is_told_from_what_was_said(
    tmp_path: Path, lines: str, fields: dict[str, object]
) -> None:
    (message,) = said(tmp_path, f"{DATE}\nBo\n{lines}\n\n")
    assert {name: getattr(message, name) for name in fields} == fields


def test_a_message_of_several_parts_goes_on_after_the_replies_to_the_first(tmp_path: Path) -> None:
    reply = f"    {DATE}\n    Ida\n    me too\n\n    second line\n\n"
    (message, _) = said(
        tmp_path, f"{DATE}\nBo\nfirst\n{reply}second part\n    indented by hand\n\n{DATE}\nIda\nme too\n\n"
    )
    assert message.text == "first\nsecond part\n    indented by hand"


def test_a_zip_of_texts_is_read_whole(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "texts.zip", "w") as zipped:
        for text in CORPUS.iterdir():
            zipped.write(text, f"export/{text.name}")
    ((_, export),) = find(tmp_path / "texts.zip").exports
    assert len(list(SOURCE.read(export))) == 8


def test_lines_that_are_no_message_are_told(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(
        f"{DATE}\nBo\nfine\n\n{DATE.replace('May 17', 'Jun 31')}\nBo\nno such day\n\n{DATE}\n"
    )
    assert [type(one) for one in read(tmp_path / "x.txt")] == [Message, Problem, Problem]


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (f"{DATE}\nMe\nHello\n\n", 3),
        (f"\ufeff{DATE} (Read by them after 3 seconds)\r\nMe\r\nHello\r\n", 3),
        (f"{DATE} You named the conversation x\n\n", 3),
        ("May 7, 2022  5:29:42\u202fPM\nMe\nHello\n", 3),
        (f"{DATE}\n", 0),
        ("17.05.22, 17:29 - Bo: Hello\n", 0),
        ("May 17, 2022 at 5:29 PM\nMe\nHello\n", 0),
    ],
)
def test_only_texts_of_the_exporter_are_recognised(head: str, sure: int) -> None:
    assert SOURCE.recognises(Peek(name="x.txt", members=(), head=head.encode(), first={})) == sure


LINE = st.sampled_from(
    [DATE, f"{DATE} (Read by you after 1 second)", f"{DATE} Bo left the conversation.", f"    {DATE}", "", "Me", "Bo",
     "Tapbacks:", "    Loved by Me", "Edited 3 seconds later: x", f"{DATE} x", "attachments/1/2.png", "Attachment missing!",
     "Sent with Echo", "This message responded to an earlier message.", "Feb 31, 2022  5:29:42 PM", "x unsent a message!"]
) | st.text(max_size=12)  # fmt: skip


@FUZZ
@given(st.lists(LINE, max_size=25))
def test_fuzz_no_order_of_lines_breaks_the_reader(lines: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.txt"
        path.write_text("\n".join([DATE, *lines]), encoding="utf-8", errors="replace")
        for one in Texts().read(Export(path)):
            assert isinstance(one, Message | Problem)
